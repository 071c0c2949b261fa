"""How a group answered an item, and whether its mean leaves any doubt about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

_MOST_STEPS: Final = 50_000
"""After so many steps without an answer nothing is taken for a secret: that errs on its side."""

_TWO: Final = 2


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
    def is_unanimous(self) -> bool:
        """Whether all gave the same answer, so that to tell it is to tell everyone's."""
        return sum(count > 0 for count in self.counts) < _TWO

    def with_(self, other: "Tally") -> "Tally":
        """Return the tally of both groups together."""
        both = zip(self.counts, other.counts, strict=True)
        return Tally(values=self.values, counts=tuple(one + more for one, more in both))


def is_settled(group: Tally) -> bool:
    """Return whether a group's number and mean leave one way only in which it can have answered."""
    return _ways(group, (group.n,) * len(group.counts), ()) < _TWO


def is_settled_among(group: Tally, others: Sequence[Tally]) -> bool:
    """Return whether that is so where it is told how many of all chose each option.

    `others` are all other groups whose number and mean are told too: what one cannot have
    answered, another must have.
    """
    whole = group
    for other in others:
        whole = whole.with_(other)
    return _ways(group, whole.counts, sorted(others, key=lambda other: other.n)) < _TWO


def _ways(group: Tally, limits: tuple[int, ...], others: Sequence[Tally]) -> int:
    """Return in how many ways a group can have answered, so far as it matters: 0, 1 or 2."""
    search = _Search(group.values)
    ways = 0
    try:
        for counts in search.splits(group, limits):
            rest = tuple(most - count for most, count in zip(limits, counts, strict=True))
            ways += search.can_part(rest, others)
            if ways == _TWO:
                break
    except _TooLongError:
        return 0
    return ways


class _TooLongError(Exception):
    """The search was given up."""


class _Search:
    """Looks for ways to answer, in whole numbers and not for ever."""

    def __init__(self, values: Sequence[Fraction]) -> None:
        scale = lcm(*(value.denominator for value in values))
        self._values = [int(value * scale) for value in values]
        self._scale = scale
        self._steps = _MOST_STEPS

    def splits(self, group: Tally, limits: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Yield each way to answer that has a group's number and sum, within limits."""
        yield from self._from(0, group.n, int(group.total * self._scale), limits)

    def can_part(self, limits: tuple[int, ...], groups: Sequence[Tally]) -> bool:
        """Return whether groups can have answered so that together they make up the limits."""
        if len(groups) <= 1:
            # What is left has the last one's number and sum, as those of all add up.
            return True
        for counts in self.splits(groups[0], limits):
            rest = tuple(most - count for most, count in zip(limits, counts, strict=True))
            if self.can_part(rest, groups[1:]):
                return True
        return False

    def _from(
        self, option: int, n: int, total: int, limits: Sequence[int]
    ) -> Iterator[tuple[int, ...]]:
        self._steps -= 1
        if self._steps < 0:
            raise _TooLongError
        value, most = self._values[option], limits[option]
        if option == len(limits) - 1:
            if n <= most and n * value == total:
                yield (n,)
            return
        for count in range(min(n, most) + 1):
            for counts in self._from(option + 1, n - count, total - count * value, limits):
                yield (count, *counts)
