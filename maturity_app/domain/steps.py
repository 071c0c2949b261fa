"""How far one answer moves a figure: what is less than that is no change."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.readings import Whole, item_step
from maturity_app.domain.scorecard import Scorecard


def item_steps(
    used: Sequence[Whole], questionnaire: Questionnaire
) -> dict[str, tuple[int, Fraction]]:
    """Return for each item which whole it is part of, and how far one answer moves that."""
    return {
        item_id: (number, step)
        for number, whole in enumerate(used)
        for step in (_whole_step(whole, questionnaire),)
        for item_id in whole.items
    }


def _whole_step(whole: Whole, questionnaire: Questionnaire) -> Fraction:
    steps = {side.step for side in whole.sides if side is not None}
    own = item_step(questionnaire, min(whole.items))
    return max(own if step is None else step for step in steps)


def node_step(card: Scorecard, node_id: str, steps: Mapping[str, tuple[int, Fraction]]) -> Fraction:
    """Return the largest move of a node's index (0–1) by one answer one option higher."""
    node = card.nodes[node_id]
    aggregate = card.questionnaire.nodes[node_id].aggregate
    shares: dict[str | int, Fraction] = {}
    widths: dict[str | int, Fraction] = {}
    for part in node.parts:
        if part.excluded is not None:
            continue
        key, width = steps[part.id] if part.is_item else (part.id, node_step(card, part.id, steps))
        shares[key] = shares.get(key, Fraction(0)) + part.share
        widths[key] = width
    if aggregate == "share":
        # One step can lift one part over the threshold.
        return max(shares.values(), default=Fraction(0))
    if aggregate == "min":
        return max(widths.values(), default=Fraction(0))
    return max((share * widths[key] for key, share in shares.items()), default=Fraction(0))
