"""What may be told of groups so that nobody's answer can be worked out, nor by subtraction.

Of eight people or more all is told, even where they say the same; of five to seven only in which
third of the scale their mean lies; of fewer nothing. What is kept back must not speak either: if
a figure were missing because all said the same, its absence would say that they did. So each
decision depends on how many answered, and on what is told of the item anyway, and on nothing
else. Whoever reads a report could take it himself, and so learns nothing from how it fell out.

A figure is about a group. Whoever has the figure of all and those of some groups has that of the
rest too: so the rest must be eight or more as well. Since an item's groups do not overlap, groups
and rest are all that its figures can be taken apart into.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement
from typing import Final, NamedTuple

from maturity_app.domain.tally import Tally, Third, third_of

FEWEST_FOR_THIRD: Final = 5
FEWEST_FOR_MEAN: Final = 8
"""A distribution is told wherever a mean is told of all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What may be told of an item: of all, and of each group its mean or the third it lies in."""

    whole: Tally | Third | None = None
    exact: frozenset[str] = frozenset()
    thirds: Mapping[str, Third] = field(default_factory=dict)


def told_of(groups: Mapping[str, Tally], candidates: Iterable[str]) -> Told:
    """Return what may be told of an item that groups answered, each person in one of them.

    Only `candidates` are told beside all together, and none of them where these are too few.
    """
    tallies = list(groups.values())
    if sum(tally.n for tally in tallies) < FEWEST_FOR_THIRD:
        return Told()
    whole = tallies[0]
    for tally in tallies[1:]:
        whole = whole.with_(tally)
    if whole.n < FEWEST_FOR_MEAN:
        return Told(whole=third_of(whole.mean))
    sizes = {name: tally.n for name, tally in groups.items() if tally.n}
    named = [name for name in candidates if name in sizes]
    exact = told_means(sizes, named)
    known = _Known(whole, [groups[name] for name in exact])
    coarse = known.told_by_third({
        name: sizes[name]
        for name in named
        if name not in exact and sizes[name] >= FEWEST_FOR_THIRD
    })  # fmt: skip
    thirds = {name: third_of(groups[name].mean) for name in coarse}
    return Told(whole=whole, exact=exact, thirds=thirds)


def told_sizes(sizes: Mapping[str, int], candidates: Iterable[str]) -> frozenset[str]:
    """Return the groups of which it may be told how many took part."""
    return _not_by_subtraction(sizes, candidates, FEWEST_FOR_THIRD)


def told_means(sizes: Mapping[str, int], candidates: Iterable[str]) -> frozenset[str]:
    """Return the groups of which the mean may be told of an item that all of them answered."""
    return _not_by_subtraction(sizes, candidates, FEWEST_FOR_MEAN)


def _not_by_subtraction(
    sizes: Mapping[str, int], candidates: Iterable[str], fewest: int
) -> frozenset[str]:
    """Return the groups of so many at least, less the smallest of them while the rest is fewer."""
    told = [name for name in candidates if sizes[name] >= fewest]
    kept = sorted(told, key=lambda name: (-sizes[name], name))
    while kept:
        rest = [size for name, size in sizes.items() if name not in kept]
        if not rest or sum(rest) >= fewest:
            break
        kept.pop()
    return frozenset(kept)


# --- thirds ------------------------------------------------------------------------------


class _Known:
    """What is told of an item exactly, beside which a third must not tell more than itself.

    It must not, whatever the group answered: if it would in one case, it is told in none.
    """

    def __init__(self, whole: Tally, exact: Sequence[Tally]) -> None:
        self._whole, self._exact = whole, exact
        self._rest = whole.n - sum(tally.n for tally in exact)
        self._left = whole.total - sum((tally.total for tally in exact), Fraction(0))

    def told_by_third(self, sizes: Mapping[str, int]) -> list[str]:
        """Return the groups whose third may be told: it follows already, or leaves two ways open.

        Larger groups come first; one more is told only if that is still true of each before.
        """
        follows = [name for name, size in sizes.items() if self._follows(size)]
        told: list[str] = []
        for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
            tried = [*told, name]
            many = sum(sizes[each] for each in tried)
            if name not in follows and all(
                self._is_open(sizes[each], many - sizes[each]) for each in tried
            ):
                told = tried
        return [name for name in sizes if name in follows or name in told]

    def _follows(self, size: int) -> bool:
        """Return whether the others, whatever they answered, leave a group one third only."""
        low = max(Fraction(0), self._left - (self._rest - size))
        high = min(Fraction(size), self._left)
        return third_of(low / size) == third_of(high / size)

    def _is_open(self, size: int, others: int) -> bool:
        """Return whether a small group's answers stay open beside its third.

        Whatever it answered, one of its people can have given another answer and one of those of
        whom nothing is told theirs instead, so that all that is told stays as it is. Such a swap
        changes what untold groups can have answered, too. Of the `others`, told by a third like
        it, nothing is assumed.
        """
        ways = _ways(self._whole.values, size) if size < FEWEST_FOR_MEAN else ()
        return bool(ways) and all(self._may_swap(way, others) for way in ways)

    def _may_swap(self, way: "_Way", others: int) -> bool:
        """Return whether somebody must have given an answer to swap, if anyone answered so."""
        whole = self._whole
        left = self._left - way.total
        free = [most - count for most, count in zip(whole.counts, way.counts, strict=True)]
        untold = self._rest - sum(way.counts)
        if min(free) < 0 or not _can_be(whole.values, free, untold, (left, left)):
            return True
        stuck = [0 if place in way.swaps else most for place, most in enumerate(free)]
        return not _can_be(whole.values, stuck, untold - others, (left - others, left))


class _Way(NamedTuple):
    """A way in which a group can have answered, and which answers one of it could swap for."""

    counts: tuple[int, ...]
    total: Fraction
    swaps: frozenset[int]


@lru_cache(maxsize=64)
def _ways(values: tuple[Fraction, ...], size: int) -> tuple[_Way, ...]:
    """Return each way in which so many can have answered."""
    found = []
    for chosen in combinations_with_replacement(range(len(values)), size):
        total = sum((values[place] for place in chosen), Fraction(0))
        swaps = frozenset(
            new
            for new, value in enumerate(values)
            if any(_fits(total, size, value - values[old]) for old in set(chosen))
        )
        counts = tuple(map(chosen.count, range(len(values))))
        found.append(_Way(counts, total, swaps))
    return tuple(found)


def _fits(total: Fraction, size: int, change: Fraction) -> bool:
    """Return whether another answer changes a group's mean, but not the third it lies in."""
    return bool(change) and third_of((total + change) / size) == third_of(total / size)


def _can_be(
    values: Sequence[Fraction],
    free: Sequence[int],
    size: int,
    between: tuple[Fraction, Fraction],
) -> bool:
    """Return whether so many, of the answers that are free, may come to a sum; in doubt yes."""
    if sum(free) < size:
        return False
    pairs = sorted(zip(values, free, strict=True))
    low, high = between
    return _first(pairs, size) <= high and _first(pairs[::-1], size) >= low


def _first(pairs: Sequence[tuple[Fraction, int]], size: int) -> Fraction:
    """Return what the first so many come to."""
    total = Fraction(0)
    for value, many in pairs:
        taken = min(size, many)
        total += value * taken
        size -= taken
    return total
