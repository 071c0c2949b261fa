"""What may be told of groups so that nobody's answer can be worked out, nor by subtraction.

A figure is about a group. Whoever has the figure of all and those of some groups has that of the
rest too: so the rest is held to the same rules as each group that is told. Since an item's groups
do not overlap, groups and rest are all that its figures can be taken apart into.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Final

from maturity_app.domain.tally import Tally, is_settled, is_settled_among

FEWEST_FOR_MEAN: Final = 5
FEWEST_FOR_DISTRIBUTION: Final = 8


def tells_mean(group: Tally) -> bool:
    """Return whether the mean of a group may be told.

    Five must have answered, and not all alike. Of fewer than eight it may not be a mean that
    leaves only one way in which they can have answered: that is their distribution.
    """
    if group.n < FEWEST_FOR_MEAN or group.is_unanimous:
        return False
    return group.n >= FEWEST_FOR_DISTRIBUTION or not is_settled(group)


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
    if not tells_mean(whole):
        return frozenset()

    def is_safe(kept: Sequence[str], rest: Sequence[str]) -> bool:
        parts = [groups[name] for name in kept]
        if rest:
            parts.append(reduce(Tally.with_, (groups[name] for name in rest)))
        return all(map(tells_mean, parts)) and not _tells_more(parts, whole)

    told = [name for name in candidates if tells_mean(groups[name])]
    return _not_by_subtraction(told, {name: groups[name].n for name in groups}, is_safe)


def told_sizes(sizes: Mapping[str, int], candidates: Iterable[str]) -> frozenset[str]:
    """Return the groups of which it may be told how many took part."""

    def is_safe(_: Sequence[str], rest: Sequence[str]) -> bool:
        return not rest or sum(sizes[name] for name in rest) >= FEWEST_FOR_MEAN

    told = [name for name in candidates if sizes[name] >= FEWEST_FOR_MEAN]
    return _not_by_subtraction(told, sizes, is_safe)


def _tells_more(parts: Sequence[Tally], whole: Tally) -> bool:
    """Return whether the whole's distribution, beside means, gives away that of so few."""
    if not tells_distribution(whole):
        return False
    return any(
        part.n < FEWEST_FOR_DISTRIBUTION
        and is_settled_among(part, [*parts[:place], *parts[place + 1 :]])
        for place, part in enumerate(parts)
    )


def _not_by_subtraction(
    told: Sequence[str],
    sizes: Mapping[str, int],
    is_safe: Callable[[Sequence[str], Sequence[str]], bool],
) -> frozenset[str]:
    """Take away told groups, the smallest first, until what is left over may be told as well."""
    kept = sorted(told, key=lambda name: (-sizes[name], name))
    while kept and not is_safe(kept, [name for name in sizes if name not in kept]):
        kept.pop()
    return frozenset(kept)
