"""What holds the level and what is missing for one, item by item in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.lift import Step, holding
from maturity_app.domain.plan import Plan
from maturity_app.domain.questionnaire import Item, Kind, Node, Questionnaire
from maturity_app.domain.scorecard import Scorecard
from maturity_app.jobs.planning import next_step_of
from maturity_app.reports.rules import asked_word, item_state_word
from maturity_app.wording import Wording

_NO_PLAN = Plan()


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldingItem:
    """One item that a level waits for: where it stands, what is asked, what to do next.

    `can_be_planned` says that the next step is one of the questionnaire's, `is_planned` that an
    open action is for the item.
    """

    item: str
    name: str
    now_and_asked: str
    where: str
    next_step: str
    can_be_planned: bool = False
    is_planned: bool = False


def holding_items(card: Scorecard, w: Wording, plan: Plan = _NO_PLAN) -> tuple[HoldingItem, ...]:
    """Return what the nodes that hold the headline wait for, in the order to work on it."""
    planned = {action.item for action in plan.actions if action.is_open}
    return tuple(
        replace(_holding_item(card, step, w), is_planned=step.item in planned)
        for step in holding(card)
    )


def missing_items(card: Scorecard, w: Wording) -> tuple[HoldingItem, ...]:
    """Return the open items of the nodes without a level, because of which none is said."""
    unlevelled = card.headline.unlevelled if card.headline else ()
    return tuple(
        _missing_item(card, item, w)
        for node_id in unlevelled
        if card.nodes[node_id].state == "insufficient"
        for item in card.questionnaire.nodes[node_id].all_items()
        if item.type == "choice" and card.items[item.id].state in ("not_answered", "dont_know")
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainAnswer:
    """One answer shown as it is, never scored into a level."""

    item: str
    name: str
    words: str
    more: str
    filled: int | None
    steps: int


def plain_answers(
    assessment: Assessment, card: Scorecard, kind: Kind, w: Wording
) -> tuple[PlainAnswer, ...]:
    """Return the answers of a kind of dimension, item by item; open texts are among them."""
    nodes = card.questionnaire.of_kind(kind)
    return tuple(answer for node in nodes for answer in plain_in(assessment, card, node, w))


def plain_in(
    assessment: Assessment, card: Scorecard, node: Node, w: Wording
) -> Iterator[PlainAnswer]:
    """Yield the answers to the items of a node that are asked."""
    for item in node.all_items():
        if card.items[item.id].state != "hidden":
            yield _plain(assessment, card, item, w)


def _holding_item(card: Scorecard, step: Step, w: Wording) -> HoldingItem:
    questionnaire = card.questionnaire
    asked = _label(questionnaire, step.item, step.asked)
    if step.now is None:
        now = item_state_word(card.items[step.item], w)
        next_step = w("answer it; until then it counts as lowest")
    else:
        now = _label(questionnaire, step.item, step.now)
        option = questionnaire.option(step.item, step.now)
        next_step = (option.next_step if option else "") or w("none yet")
    node = card.nodes[step.node].short
    where = w("Gate of {node}", node=node) if step.is_gate else node
    return HoldingItem(
        item=step.item,
        name=_name(questionnaire, step.item),
        now_and_asked=w("{now}, needs {asked}", now=now, asked=asked),
        where=where,
        next_step=next_step,
        can_be_planned=bool(next_step_of(card, step.item)),
    )


def _missing_item(card: Scorecard, item: Item, w: Wording) -> HoldingItem:
    node = card.questionnaire.dimension_of(item.id)
    return HoldingItem(
        item=item.id,
        name=_name(card.questionnaire, item.id),
        now_and_asked=item_state_word(card.items[item.id], w),
        where=node.short_title or node.title if node else "",
        next_step="",
    )


def _plain(assessment: Assessment, card: Scorecard, item: Item, w: Wording) -> PlainAnswer:
    answer = assessment.answer(item.id)
    options = sorted(card.questionnaire.options(item.id), key=lambda option: option.x)
    chosen = card.items[item.id].option
    filled = next((i for i, option in enumerate(options) if option.id == chosen), None)
    return PlainAnswer(
        item=item.id,
        name=_name(card.questionnaire, item.id),
        words=asked_word(card, item.id, answer, w),
        more="; ".join(_more(item, answer.text, answer.source, answer.reason)),
        filled=filled,
        steps=max(len(options) - 1, 0),
    )


def _more(item: Item, text: str, source: str, reason: str) -> Iterator[str]:
    """Yield what belongs to a measured figure: what was measured and where it stands."""
    if item.type == "measure":
        yield from (part for part in (text, source) if part)
    if reason:
        yield reason


def _name(questionnaire: Questionnaire, item_id: str) -> str:
    return f"{questionnaire.code(item_id)} {questionnaire.items[item_id].title}"


def _label(questionnaire: Questionnaire, item_id: str, option_id: str) -> str:
    option = questionnaire.option(item_id, option_id)
    return option.label if option else option_id
