"""Deciding on actions, and the next steps there are to decide on."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from maturity_app.domain.lift import holding
from maturity_app.domain.plan import Action
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.findings import judged_nodes

_LONGEST = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """What the questionnaire names as the next thing to do, from the answer an item has.

    `holds` says that the headline waits for the item.
    """

    item: str
    node: str
    text: str
    holds: bool


def new_action(text: str, *, node: str = "", item: str = "") -> Action:
    """Return an action under an id of its own; before it is kept, its text must say something."""
    action_id = f"action-{uuid.uuid4().hex[:12]}"
    return Action(id=action_id, text=text[:_LONGEST], node=node, item=item)


def next_step_of(card: Scorecard, item_id: str) -> str:
    """Return what the questionnaire names for the answer an item has; empty where nothing.

    An item that is fully met, or open, has none.
    """
    score = card.items[item_id]
    option = card.questionnaire.option(item_id, score.option or "")
    if option is None or score.x is None or option.x == 1:
        return ""
    return option.next_step


def next_steps(card: Scorecard) -> tuple[NextStep, ...]:
    """Return the next steps of all items not fully met, those that hold the headline first."""
    held = list(dict.fromkeys(step.item for step in holding(card)))
    found = {step.item: step for step in _all_steps(card, frozenset(held))}
    first = [found.pop(item) for item in held if item in found]
    return (*first, *found.values())


def _all_steps(card: Scorecard, held: frozenset[str]) -> Iterator[NextStep]:
    for node in judged_nodes(card):
        for item in card.questionnaire.nodes[node.id].all_items():
            text = next_step_of(card, item.id) if item.type == "choice" else ""
            if text:
                yield NextStep(item=item.id, node=node.id, text=text, holds=item.id in held)
