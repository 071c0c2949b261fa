"""What may be told of groups so that nobody's answer can be worked out, nor by subtraction.

A figure is about a group. Whoever has the figure of all and those of some groups has that of the
rest too: so the rest is held to the same rules as each group that is told. Since an item's groups
do not overlap, groups and rest are all that its figures can be taken apart into.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FEWEST_FOR_MEAN: Final = 5
FEWEST_FOR_DISTRIBUTION: Final = 8


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
        return sum(count > 0 for count in self.counts) < 2  # noqa: PLR2004 - two options at least

    def with_(self, other: "Tally") -> "Tally":
        """Return the tally of both groups together."""
        both = zip(self.counts, other.counts, strict=True)
        return Tally(values=self.values, counts=tuple(one + more for one, more in both))


def tells_mean(group: Tally, whole: Tally) -> bool:
    """Return whether the mean of a group, which is a part of the whole or all of it, may be told.

    Five must have answered, and not all alike. Of fewer than eight it may not be a mean that
    leaves only one way in which they can have answered: that is their distribution.
    """
    if group.n < FEWEST_FOR_MEAN or group.is_unanimous:
        return False
    return group.n >= FEWEST_FOR_DISTRIBUTION or not _settles(group, whole)


def tells_distribution(whole: Tally) -> bool:
    """Return whether it may be told how many chose each option."""
    return whole.n >= FEWEST_FOR_DISTRIBUTION and not whole.is_unanimous


def told_groups(
    groups: Mapping[str, Tally], candidates: Iterable[str], whole: Tally
) -> frozenset[str]:
    """Return the groups whose mean of an item may be told beside that of all.

    `groups` holds everyone who could answer, each in one group; only `candidates` are told at
    all. Where the whole may not be told, no group is.
    """
    if not tells_mean(whole, whole):
        return frozenset()

    def is_safe(rest: Sequence[str]) -> bool:
        return tells_mean(_together(groups[name] for name in rest), whole)

    told = [name for name in candidates if tells_mean(groups[name], whole)]
    return _not_by_subtraction(told, {name: groups[name].n for name in groups}, is_safe)


def told_sizes(sizes: Mapping[str, int], candidates: Iterable[str]) -> frozenset[str]:
    """Return the groups of which it may be told how many took part."""

    def is_safe(rest: Sequence[str]) -> bool:
        return sum(sizes[name] for name in rest) >= FEWEST_FOR_MEAN

    told = [name for name in candidates if sizes[name] >= FEWEST_FOR_MEAN]
    return _not_by_subtraction(told, sizes, is_safe)


def _not_by_subtraction(
    told: Sequence[str], sizes: Mapping[str, int], is_safe: Callable[[Sequence[str]], bool]
) -> frozenset[str]:
    """Take away told groups, the smallest first, until what is left over may be told as well."""
    kept = sorted(told, key=lambda name: (-sizes[name], name))
    while kept:
        rest = [name for name in sizes if name not in kept]
        if not rest or is_safe(rest):
            break
        kept.pop()
    return frozenset(kept)


def _together(tallies: Iterable[Tally]) -> Tally:
    first, *others = tallies
    for other in others:
        first = first.with_(other)
    return first


def _settles(group: Tally, whole: Tally) -> bool:
    """Return whether a group's number and mean leave one way only in which it can have answered.

    Where it is told how many of all chose each option, no more of the group can have.
    """
    ways = {(0, Fraction(0)): 1}
    limits = whole.counts if tells_distribution(whole) else (group.n,) * len(whole.counts)
    for value, most in zip(whole.values, limits, strict=True):
        longer: dict[tuple[int, Fraction], int] = {}
        for (n, total), count in ways.items():
            for times in range(min(most, group.n - n) + 1):
                key = n + times, total + times * value
                longer[key] = longer.get(key, 0) + count
        ways = longer
    return ways[group.n, group.total] < 2  # noqa: PLR2004 - one way is no secret
