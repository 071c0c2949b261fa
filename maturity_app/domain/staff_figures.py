"""The figures of a staff survey's report, worked out from what is released and nothing else.

A node's index is what its aggregate makes of the means of its items, so that it tells nothing
that they do not tell. The mean of people's own indices would: beside the items' means it gives
away what those answered who left out an item.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.aggregates import aggregated
from maturity_app.domain.questionnaire import Node, Questionnaire, ShownScale
from maturity_app.domain.release import Mean, Release, Spread
from maturity_app.domain.scorecard import Part
from maturity_app.domain.statistics.agreement import r_wg_j

_ZERO = Fraction(0)

Means = Mapping[str, Fraction]
"""What a group's answers count on average (0–1), by item."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeFigure:
    """A node's figures (0–1). None where too few of its items are told.

    `low` and `high` are what the index could be if everyone who gave no answer had given the
    lowest or the highest. `roles` are told on the same items for each role, `common` of them;
    the `gap` is what lies between the highest and the lowest role. `told` of the `asked` items
    have a mean; `fewest` and `most` people answered one of them. `agreement` is a dimension's
    r_wg(J), 1 where all say the same and 0 where they say what chance would.
    """

    node: Node
    index: Fraction | None
    low: Fraction | None
    high: Fraction | None
    told: int
    asked: int
    fewest: int | None
    most: int | None
    spread: Spread | None
    agreement: Fraction | None
    roles: Mapping[str, Fraction]
    common: int

    @property
    def gap(self) -> Fraction | None:
        """The difference between the highest and the lowest role; None below two roles."""
        values = self.roles.values()
        return max(values) - min(values) if len(values) > 1 else None

    @property
    def ends(self) -> tuple[str, str] | None:
        """The roles with the highest and with the lowest index; None where they do not differ."""
        if not self.gap:
            return None
        named = list(self.roles)
        return max(named, key=self.roles.__getitem__), min(named, key=self.roles.__getitem__)


def node_figures(told: Release) -> tuple[NodeFigure, ...]:
    """Return the figures of each node that has an index, in questionnaire order."""
    whole = {item_id: item.whole for item_id, item in told.items.items() if item.whole}
    means = {item_id: mean.value for item_id, mean in whole.items()}
    sides = {role: _role_means(told, role) for role in told.told_roles}
    figures = []
    for node in told.questionnaire.nodes.values():
        items = choice_items(told.questionnaire, node)
        if not node.aggregate or not items:
            continue
        rest = [whole[item_id].n for item_id in items if item_id in whole]
        roles, common = _roles(told.questionnaire, node, sides)
        index = index_of(told.questionnaire, node, means)
        low, high = bounds(whole, told.headcount)
        figures.append(
            NodeFigure(
                node=node,
                index=index,
                low=None if index is None else index_of(told.questionnaire, node, low),
                high=None if index is None else index_of(told.questionnaire, node, high),
                told=len(rest),
                asked=len(items),
                fewest=min(rest, default=None),
                most=max(rest, default=None),
                spread=None if index is None else told.spreads.get(node.id),
                agreement=None if index is None else _agreement(told, node, items),
                roles=roles,
                common=common,
            )
        )
    return tuple(figures)


def _agreement(told: Release, node: Node, items: Sequence[str]) -> Fraction | None:
    """Return how far all agree on a dimension, from the items whose answers are told one by one."""
    ratings, offered = [], []
    for item_id in items:
        counts = told.items[item_id].counts
        if node.kind and counts is not None:
            options = told.questionnaire.options(item_id)
            ratings.append([option.x for option in options for _ in range(counts[option.id])])
            offered.append([option.x for option in options])
    found = r_wg_j(ratings, offered) if ratings else None
    return found.value if found else None


def bounds(whole: Mapping[str, Mean], headcount: int) -> tuple[Means, Means]:
    """Return the items' means if all who did not answer had given the lowest, or the highest."""
    low = {key: mean.value * mean.n / headcount for key, mean in whole.items()}
    high = {key: low[key] + Fraction(headcount - mean.n, headcount) for key, mean in whole.items()}
    return low, high


def choice_items(questionnaire: Questionnaire, node: Node) -> tuple[str, ...]:
    """Return the items a node's index is made of, without those the unit added elsewhere."""
    local = questionnaire.local_nodes
    return tuple(
        item.id
        for item in node.all_items()
        if item.type == "choice"
        and (node.id in local or questionnaire.homes[item.id].id not in local)
    )


def index_of(questionnaire: Questionnaire, node: Node, means: Means) -> Fraction | None:
    """Return what a node's aggregate makes of means; None where too few of its items have one."""
    items = choice_items(questionnaire, node)
    told = sum(item_id in means for item_id in items)
    if not told or Fraction(told, len(items)) < questionnaire.thresholds.insufficient_below:
        return None
    return index_of_told(questionnaire, node, means)


def index_of_told(questionnaire: Questionnaire, node: Node, means: Means) -> Fraction | None:
    """Return what a node's aggregate makes of means, however few they are."""
    return aggregated(node, list(_parts(questionnaire, node, means))).value


def _parts(questionnaire: Questionnaire, node: Node, means: Means) -> Iterator[Part]:
    """Yield what a node is made of, without what is not told."""
    for item in node.items:
        if item.id in means:
            values = [option.value for option in questionnaire.options(item.id)]
            scale = ShownScale(min=min(values), max=max(values))
            yield _part(item.id, means[item.id], item.weight, scale, is_item=True)
    for child in node.children:
        if child.local and node.id not in questionnaire.local_nodes:
            continue
        index = index_of_told(questionnaire, child, means)
        if index is not None:
            yield _part(child.id, index, child.weight, child.scale, is_item=False)


def _part(
    part_id: str, index: Fraction, weight: Fraction, scale: ShownScale, *, is_item: bool
) -> Part:
    return Part(
        id=part_id,
        is_item=is_item,
        index=index,
        low=index,
        high=index,
        weight=weight,
        scale=scale,
        share=_ZERO,
        excluded=None,
    )


# --- roles -------------------------------------------------------------------------------


def _role_means(told: Release, role: str) -> Means:
    return {
        item_id: item.roles[role].value
        for item_id, item in told.items.items()
        if role in item.roles
    }


def _roles(
    questionnaire: Questionnaire, node: Node, sides: Mapping[str, Means]
) -> tuple[Mapping[str, Fraction], int]:
    """Return the index of each role on the items that are told of all, and how many these are.

    A role of which too few items are told is left out, so that the others can be compared.
    """
    items = choice_items(questionnaire, node)
    least = questionnaire.thresholds.comparable_overlap * len(items)
    told = {
        role: {item_id for item_id in items if item_id in means} for role, means in sides.items()
    }
    common: set[str] = set()
    while told:
        common = set(items).intersection(*told.values())
        if common and len(common) >= least:
            break
        # The later of two that are told the same number of items.
        del told[min(reversed(told), key=lambda role: len(told[role]))]
    found = {
        role: index_of_told(questionnaire, node, {key: sides[role][key] for key in common})
        for role in told
    }
    roles = {role: index for role, index in found.items() if index is not None}
    return roles, len(common) if roles else 0
