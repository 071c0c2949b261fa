"""How an index comes about, in words: the same on screen, in PDF and on the method page."""

from collections.abc import Sequence

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Aggregate, Condition, Node, Questionnaire
from maturity_app.domain.scorecard import Exclusion, ItemScore, NodeScore, Scorecard
from maturity_app.domain.sensitivity import Sensitivity
from maturity_app.reports.phrases import answer_state_word, item_word, level_text, value_text
from maturity_app.wording import Wording


def aggregate_word(aggregate: Aggregate | None, w: Wording) -> str:
    """Return what an aggregate is called in a table."""
    return {
        "mean": w("mean"),
        "min": w("weakest"),
        "share": w("share"),
        "sum": w("sum"),
        None: w("counts only"),
    }[aggregate]


def index_rule(node: Node, score: NodeScore, w: Wording) -> str:
    """Return in one sentence how a node's index is made from what stands below it."""
    if node.aggregate == "min":
        return w("As good as the weakest of its parts.")
    if node.aggregate == "share":
        return w(
            "The share of its parts that stand at {threshold} or above, by count.",
            threshold=node.threshold,
        )
    if node.aggregate == "sum":
        return w(
            "The points of its parts, each times its weight, added up:"
            " from {low} to {high} with what applies.",
            low=w.number(score.scale.min),
            high=w.number(score.scale.max),
        )
    if node.aggregate == "mean":
        return w("The mean of its parts, by weight.")
    return w("No index: its parts are counted and never added up.")


def exclusion_word(excluded: Exclusion, w: Wording) -> str:
    """Return why a part does not count in the value above it."""
    return {
        "open": w("open"),
        "not_applicable": w("not applicable"),
        "hidden": w("not asked"),
        "nothing_answered": w("nothing answered"),
        "no_index": w("no index of its own"),
        "not_rated": w("not rated"),
        "nothing_applicable": w("nothing to score"),
        "local": w("added by the unit, scored apart"),
    }[excluded]


def asked_word(card: Scorecard, item_id: str, answer: Answer, w: Wording) -> str:
    """Return what became of an item: its answer, or that it is not asked, or not yet."""
    score = card.items[item_id]
    return item_state_word(score, w) if score.is_pending else item_word(card, item_id, answer, w)


def item_state_word(score: ItemScore, w: Wording) -> str:
    """Return an item's state; one that hangs on an open answer is not asked yet."""
    return w("Not asked yet") if score.is_pending else answer_state_word(score.state, w)


def condition_text(questionnaire: Questionnaire, condition: Condition, w: Wording) -> str:
    """Return when an item is asked: "1.2 is Largely or Fully, and 1.3 is Not"."""
    parts = []
    if condition.item is not None:
        labels = [
            option.label
            for option in questionnaire.options(condition.item)
            if option.id in condition.options
        ]
        code = questionnaire.code(condition.item)
        parts.append(w("{code} is {options}", code=code, options=_either(labels, w)))
    if condition.any:
        parts.append(_either([_inner(questionnaire, part, w) for part in condition.any], w))
    parts += [_inner(questionnaire, part, w) for part in condition.all]
    return w.listed(parts)


def _inner(questionnaire: Questionnaire, condition: Condition, w: Wording) -> str:
    text = condition_text(questionnaire, condition, w)
    return f"({text})" if len(condition.any) + len(condition.all) > 1 else text


def _either(words: Sequence[str], w: Wording) -> str:
    *head, last = list(words) or [""]
    return w("{first} or {last}", first=", ".join(head), last=last) if head else last


def sensitivity_text(node: NodeScore, other: Sensitivity, w: Wording) -> str:
    """Return what a node's figures would be if "not applicable" were read otherwise.

    Empty where nothing was set aside.
    """
    if not node.counts.not_applicable:
        return ""
    as_lowest, left_out = other.of(node.id)
    lowest = w("counted as lowest: {figures}", figures=_figures(as_lowest, w))
    out = w("left out: {figures}", figures=_figures(left_out, w))
    count = node.counts.not_applicable
    text = w.plural(
        "{count} question not applicable; {out}, {lowest}.",
        "{count} questions not applicable; {out}, {lowest}.",
        count,
        out=out,
        lowest=lowest,
    )
    if node.state != "not_rated":
        return text
    return w("{text} So many were set aside that neither is said.", text=text)


def _figures(node: NodeScore, w: Wording) -> str:
    value = w("index {value}", value=value_text(node, w))
    if node.level is None:
        return w("no level") if node.shows_level else value
    if node.shows_level:
        return w("level {level}", level=level_text(node, w))
    return w("{value}, level {level}", value=value, level=level_text(node, w))
