"""What changed between two waves of a staff survey, from what is released of each of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from maturity_app.domain.questionnaire import Node
from maturity_app.domain.release import Release
from maturity_app.domain.staff_index import choice_items, index_of_told, spread_at_most
from maturity_app.domain.statistics.change import Sample, holm, welch_difference
from maturity_app.domain.statistics.moments import Interval

SIGNIFICANT = 0.05
"""Below this adjusted probability a change is called more than chance."""

_DECIMALS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffChange:
    """A dimension in two waves on the `common` items, that are told in both, of `all_items`.

    The indices (0–1) are None where too few are common. The interval is of the difference, and
    `p` adjusted by Holm for all dimensions, to three decimals; None where either wave does not
    tell how far answers lie apart. Both go by the spread at most, and so claim rather too little.
    """

    node: Node
    before: Fraction | None
    after: Fraction | None
    common: int
    all_items: int
    interval: Interval | None = None
    p: float | None = None

    @property
    def difference(self) -> Fraction | None:
        """The later index less the earlier one."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def is_beyond_chance(self) -> bool | None:
        """Whether such a difference is unlikely if nothing changed; None where not tested."""
        return None if self.p is None else self.p < SIGNIFICANT


def staff_changes(earlier: Release, later: Release) -> tuple[StaffChange, ...]:
    """Return the change of each dimension that has an index in the later wave."""
    changes = list(_changes(earlier, later))
    adjusted = holm([change.p for change in changes])
    return tuple(
        replace(change, p=None if p is None else round(p, _DECIMALS))
        for change, p in zip(changes, adjusted, strict=True)
    )


def _changes(earlier: Release, later: Release) -> Iterator[StaffChange]:
    for node in later.questionnaire.dimensions:
        if node.aggregate and choice_items(later.questionnaire, node):
            yield _change(earlier, later, node)


def _change(earlier: Release, later: Release, node: Node) -> StaffChange:
    asked = [_keys(told, node.id) for told in (earlier, later)]
    told = [{key for key in keys if side.items[key[0]].whole}
            for keys, side in zip(asked, (earlier, later), strict=True)]  # fmt: skip
    common = {item_id for item_id, _ in told[0] & told[1]}
    every = len(asked[0] | asked[1])
    least = later.questionnaire.thresholds.comparable_overlap
    change = StaffChange(node=node, before=None, after=None, common=len(common), all_items=every)
    if not common or Fraction(len(common), every) < least:
        return change
    before, after = (_index(side, later, node, common) for side in (earlier, later))
    change = replace(change, before=before, after=after)
    first = _sample(earlier, later, node, common, before)
    second = _sample(later, later, node, common, after)
    if first is None or second is None:
        return change
    found = welch_difference(first, second)
    return replace(change, interval=found.interval, p=found.p)


def _keys(told: Release, node_id: str) -> set[tuple[str, int]]:
    """Return the (id, revision) of the items a wave asked in a dimension."""
    node = told.questionnaire.nodes.get(node_id)
    items = told.questionnaire.items
    found = choice_items(told.questionnaire, node) if node else ()
    return {(item_id, items[item_id].revision) for item_id in found}


def _index(side: Release, later: Release, node: Node, common: set[str]) -> Fraction | None:
    wholes = {item_id: side.items[item_id].whole for item_id in common}
    means = {item_id: whole.value for item_id, whole in wholes.items() if whole}
    return index_of_told(later.questionnaire, node, means)


def _sample(
    side: Release, later: Release, node: Node, common: set[str], index: Fraction | None
) -> Sample | None:
    """Return a wave summed up, as if only so many had answered each item as did the fewest."""
    spread = spread_at_most(side, later.questionnaire, node, common)
    fewest = min(whole.n for item_id in common if (whole := side.items[item_id].whole))
    if spread is None or index is None:
        return None
    variance = (spread / 100) ** 2
    return Sample(n=fewest, mean=index, variance=variance, population=side.headcount)
