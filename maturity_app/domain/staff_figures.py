"""The figures of a staff survey's report, worked out from what is released and nothing else.

A node's index is what its aggregate makes of the means of its items, so that it tells nothing
that they do not tell. The mean of people's own indices would: beside the items' means it gives
away what those answered who left out an item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.release import Mean, Release
from maturity_app.domain.staff_index import (
    Means,
    choice_items,
    index_of,
    index_of_told,
    keeps_thirds,
    spread_at_most,
)
from maturity_app.domain.statistics.agreement import r_wg_j
from maturity_app.domain.tally import Third


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeFigure:
    """A node's figures (0–1). None where too few of its items are told.

    `low` and `high` are what the index could be if everyone who gave no answer had given the
    lowest or the highest. `roles` are told on the same items for each role, `common` of them;
    the `gap` is what lies between the highest and the lowest role. `thirds` are of roles, or of
    all under an empty name, that have no index but of whom every item told lies in the same third
    of the scale. `told` of the `asked` items have a mean; `fewest` people at least answered each
    of them. `spread` is how far people's own indices lie apart at most, in points. `agreement` is
    a dimension's r_wg(J), 1 where all say the same and 0 where they say what chance would.
    """

    node: Node
    index: Fraction | None
    low: Fraction | None
    high: Fraction | None
    told: int
    asked: int
    fewest: int | None
    spread: Fraction | None
    agreement: Fraction | None
    roles: Mapping[str, Fraction]
    thirds: Mapping[str, Third]
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
                spread=None
                if index is None
                else spread_at_most(told, told.questionnaire, node, items),
                agreement=None if index is None else _agreement(told, node, items),
                roles=roles,
                thirds=_thirds(told, node, {*roles, *([] if index is None else [""])}),
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


def _thirds(told: Release, node: Node, indexed: set[str]) -> Mapping[str, Third]:
    """Return the third of each group without an index that has enough items told, all in one."""
    if not keeps_thirds(node):
        return {}
    items = choice_items(told.questionnaire, node)
    least = told.questionnaire.thresholds.comparable_overlap * len(items)
    thirds: dict[str, Third] = {}
    for group in ("", *told.told_roles):
        found = [third for item_id in items if (third := told.items[item_id].third(group))]
        if group not in indexed and len(set(found)) == 1 and len(found) >= least:
            thirds[group] = found[0]
    return thirds
