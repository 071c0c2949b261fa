"""How a group answered an item, and the third of the scale in which its mean lies."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

Third = Literal["lower", "middle", "upper"]

_EDGES: Final = Fraction(1, 3), Fraction(2, 3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many of a group chose each option of an item, and what each option counts (0–1)."""

    values: tuple[Fraction, ...]
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def total(self) -> Fraction:
        """The sum of what their answers count."""
        pairs = zip(self.values, self.counts, strict=True)
        return sum((value * count for value, count in pairs), Fraction(0))

    @property
    def mean(self) -> Fraction:
        """What the answers of one or more count on average."""
        return self.total / self.n

    def with_(self, other: "Tally") -> "Tally":
        """Return the tally of both groups together."""
        both = zip(self.counts, other.counts, strict=True)
        return Tally(values=self.values, counts=tuple(one + more for one, more in both))


def third_of(mean: Fraction) -> Third:
    """Return the third of the scale in which a mean lies; both edges belong to the middle.

    So of five people or more each third holds two means at least, even where an item has but two
    options: of five 0, 20 | 40, 60 | 80, 100; of six 0, 17 | 33, 50, 67 | 83, 100.
    """
    low, high = _EDGES
    if mean < low:
        return "lower"
    return "upper" if mean > high else "middle"
