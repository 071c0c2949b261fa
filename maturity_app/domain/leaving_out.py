"""Which units cost a comparison most of its items, and what is won by leaving them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest

from maturity_app.domain.compared import Comparison

_ROUNDS = 100
"""In at most so many rounds sides are found: of many hundreds several go at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LeavingOut:
    """Units to leave out, by their ids, so that more of the items are answered by all others.

    Of `common` items all units answer `used`, and `then` once those `units` are left out.
    """

    units: tuple[str, ...]
    common: int
    used: int
    then: int


def leaving_out(between: Comparison) -> LeavingOut | None:
    """Return which units to leave out; None where enough is used, or nothing would be won.

    One after the other the unit goes that costs most: an item without an answer of several is
    charged to them in equal parts. It ends where the share of items used reaches the overlap
    that the questionnaire asks of a comparison, or before half of the units would be left out.
    """
    card = between.scorecards[-1]
    root = between.nodes[card.root.id]
    enough = card.questionnaire.thresholds.comparable_overlap * root.common
    if root.used >= enough:
        return None
    lost = [frozenset(item.missing) for item in between.left_out]
    most = (len(between.assessments) - 1) // 2
    sides, won = _costly(lost, most, enough - root.used)
    if not won:
        return None
    return LeavingOut(
        units=tuple(between.assessments[side].unit.id for side in sorted(sides)),
        common=root.common,
        used=root.used,
        then=root.used + won,
    )


def _costly(
    lost: Sequence[frozenset[int]], most: int, wanted: Fraction | int
) -> tuple[Sequence[int], int]:
    """Return the sides that cost most, at most so many, and how many items come back with them.

    `lost` are the sides without an answer, item by item. Sides after which nothing more came
    back stay in.
    """
    gone: list[int] = []
    best: tuple[list[int], int] = ([], 0)
    won, at_once = 0, max(1, most // _ROUNDS)
    while lost and len(gone) < most and won < wanted:
        costs = _costs(lost)
        room = min(at_once, most - len(gone))
        worst = nlargest(room, costs, key=lambda side: (costs[side], -side))
        gone += worst
        still = [missing.difference(worst) for missing in lost]
        won += sum(not missing for missing in still)
        lost = [missing for missing in still if missing]
        if won > best[1]:
            best = (gone[:], won)
    return best


def _costs(lost: Sequence[frozenset[int]]) -> dict[int, float]:
    """Return how much each side is charged: in floats, as they are shown nowhere."""
    costs: dict[int, float] = {}
    for missing in lost:
        for side in missing:
            costs[side] = costs.get(side, 0) + 1 / len(missing)
    return costs
