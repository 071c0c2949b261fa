"""From answers to a scorecard: exact fractions, nothing rounded, nothing read or written."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.headline import balance_of, headline_of, quadrant_of
from maturity_app.domain.levels import level_of
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.domain.scorecard import (
    Counts,
    Exclusion,
    ItemScore,
    LevelScore,
    NodeScore,
    Part,
    Scorecard,
    State,
)

_ZERO, _ONE = Fraction(0), Fraction(1)


def score(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Scorecard:
    """Score answers by their questionnaire.

    Answers to items the questionnaire does not have are passed over.

    Raises:
        ValueError: the questionnaire uses an aggregate other than the mean.

    """
    items = {
        item.id: _score_item(questionnaire, item, answers.get(item.id) or Answer())
        for item in questionnaire.items.values()
    }
    nodes: dict[str, NodeScore] = {}
    _score_node(questionnaire, questionnaire.tree, items, nodes)
    ordered = {node_id: nodes[node_id] for node_id in questionnaire.nodes}
    practices = tuple(ordered[node.id] for node in questionnaire.of_kind("practice"))
    safeguards = tuple(ordered[node.id] for node in questionnaire.of_kind("safeguard"))
    drive = _group(questionnaire, ordered, "practice")
    guard = _group(questionnaire, ordered, "safeguard")
    pressure = _group(questionnaire, ordered, "pressure")
    return Scorecard(
        questionnaire=questionnaire,
        nodes=ordered,
        items=items,
        headline=headline_of(questionnaire, practices, safeguards),
        drive=drive,
        safeguards=guard,
        pressure=pressure,
        balance=balance_of(practices, safeguards, drive, guard),
        quadrant=quadrant_of(questionnaire, pressure, drive),
    )


def score_assessment(assessment: Assessment) -> Scorecard:
    """Score an assessment by the questionnaire it holds."""
    return score(assessment.questionnaire, assessment.answers)


# --- items and nodes ---------------------------------------------------------------------


def _score_item(questionnaire: Questionnaire, item: Item, answer: Answer) -> ItemScore:
    option = None
    if item.type == "choice" and answer.state == "answered" and answer.option is not None:
        option = questionnaire.option(item.id, answer.option)
    state = answer.state
    if item.type == "choice" and state == "answered" and option is None:
        state = "not_answered"
    return ItemScore(
        id=item.id,
        parent=questionnaire.homes[item.id].id,
        state=state,
        option=option.id if option else None,
        x=option.x if option else None,
        weight=item.weight,
        level=item.level,
    )


def _score_node(
    questionnaire: Questionnaire,
    node: Node,
    items: Mapping[str, ItemScore],
    nodes: dict[str, NodeScore],
) -> NodeScore:
    children = tuple(_score_node(questionnaire, child, items, nodes) for child in node.children)
    own = tuple(items[item.id] for item in node.items if item.type == "choice")
    counts = _count(own, children)
    state = _state(questionnaire, node, counts, children)
    lowest = questionnaire.missing == "lowest"
    value, low, high, parts = _aggregate(node, own, children, open_is_lowest=lowest)
    silent = state == "not_rated"
    parent = questionnaire.parents.get(node.id)
    result = NodeScore(
        id=node.id,
        parent=parent.id if parent else None,
        title=node.title,
        short=node.short,
        code=node.code,
        kind=node.kind,
        weight=node.weight,
        scale=node.scale,
        counts=counts,
        state=state,
        index=None if silent or state == "insufficient" else value,
        index_low=None if silent else low,
        index_high=None if silent else high,
        answered_index=None if silent else value,
        parts=parts,
        levels=_levels(questionnaire, node, items) if not silent else None,
    )
    nodes[node.id] = result
    return result


def _count(own: Sequence[ItemScore], children: Sequence[NodeScore]) -> Counts:
    return Counts(
        shown=len(own) + sum(child.counts.shown for child in children),
        not_applicable=sum(item.state == "not_applicable" for item in own)
        + sum(child.counts.not_applicable for child in children),
        answered=sum(item.x is not None for item in own)
        + sum(child.counts.answered for child in children),
        dont_know=sum(item.state == "dont_know" for item in own)
        + sum(child.counts.dont_know for child in children),
    )


def _aggregate(
    node: Node,
    own: Sequence[ItemScore],
    children: Sequence[NodeScore],
    *,
    open_is_lowest: bool,
) -> tuple[Fraction | None, Fraction | None, Fraction | None, tuple[Part, ...]]:
    """Return value, low and high (0–1) as weighted means, and the parts they come from."""
    if node.aggregate not in (None, "mean"):
        raise ValueError(node.aggregate)
    candidates = [
        *(_item_part(item, open_is_lowest=open_is_lowest) for item in own),
        *map(_node_part, children),
    ]
    total = sum((part.weight for part, _, _ in candidates if part.excluded is None), _ZERO)
    parts = tuple(_with_share(part, total) for part, _, _ in candidates)
    if node.aggregate is None:
        return None, None, None, parts
    value = _mean((part.index, part.weight) for part in parts if part.excluded is None)
    low = _mean((low, part.weight) for part, low, _ in candidates)
    high = _mean((high, part.weight) for part, _, high in candidates)
    return value, low, high, parts


def _item_part(
    item: ItemScore, *, open_is_lowest: bool
) -> tuple[Part, Fraction | None, Fraction | None]:
    excluded: Exclusion | None = None
    index, low, high = item.x, item.x, item.x
    if item.state == "not_applicable":
        excluded = "not_applicable"
    elif item.x is None:
        low, high = _ZERO, _ONE
        index = _ZERO if open_is_lowest else None
        excluded = None if open_is_lowest else "open"
    part = Part(
        id=item.id, is_item=True, index=index, weight=item.weight, share=_ZERO, excluded=excluded
    )
    return part, low, high


def _node_part(node: NodeScore) -> tuple[Part, Fraction | None, Fraction | None]:
    excluded: Exclusion | None = None
    if node.counts.shown and node.state == "not_rated":
        excluded = "not_rated"
    elif not node.counts.applicable:
        excluded = "nothing_applicable"
    elif node.answered_index is None:
        excluded = "no_index" if node.counts.answered else "nothing_answered"
    part = Part(
        id=node.id,
        is_item=False,
        index=node.answered_index,
        weight=node.weight,
        share=_ZERO,
        excluded=excluded,
    )
    return part, node.index_low, node.index_high


def _with_share(part: Part, total: Fraction) -> Part:
    if part.excluded is not None or not total:
        return part
    return Part(
        id=part.id,
        is_item=part.is_item,
        index=part.index,
        weight=part.weight,
        share=part.weight / total,
        excluded=None,
    )


def _mean(pairs: Iterator[tuple[Fraction | None, Fraction]]) -> Fraction | None:
    """Return the weighted mean of the values that are there, or None if none has weight."""
    present = [(value, weight) for value, weight in pairs if value is not None]
    total = sum((weight for _, weight in present), _ZERO)
    if not total:
        return None
    return sum((value * weight for value, weight in present), _ZERO) / total


# --- states ------------------------------------------------------------------------------


def _state(
    questionnaire: Questionnaire, node: Node, counts: Counts, children: Sequence[NodeScore]
) -> State:
    if any(below.kind for child in node.children for below in child.walk()):
        return _state_from_children(questionnaire, children)
    return _state_from_counts(questionnaire, counts)


def _state_from_counts(questionnaire: Questionnaire, counts: Counts) -> State:
    limits = questionnaire.thresholds
    coverage = counts.coverage
    if coverage is None:
        return "not_rated"
    if Fraction(counts.not_applicable, counts.shown) > limits.not_applicable_above:
        return "not_rated"
    if coverage < limits.insufficient_below and questionnaire.missing != "lowest":
        return "insufficient"
    return "provisional" if coverage < limits.provisional_below else "rated"


def _state_from_children(questionnaire: Questionnaire, children: Sequence[NodeScore]) -> State:
    applying = [child for child in children if child.counts.applicable]
    left = [child for child in applying if child.state != "not_rated"]
    weight = sum((child.weight for child in applying), _ZERO)
    weight_left = sum((child.weight for child in left), _ZERO)
    if not left or weight_left < questionnaire.thresholds.rated_weight * weight:
        return "not_rated"
    states = {child.state for child in left}
    if states == {"insufficient"}:
        return "insufficient"
    return "rated" if states == {"rated"} else "provisional"


# --- levels ------------------------------------------------------------------------------


def _levels(
    questionnaire: Questionnaire, node: Node, items: Mapping[str, ItemScore]
) -> LevelScore | None:
    if node.levels is None:
        return None
    below = tuple(items[item.id] for item in node.all_items() if item.type == "choice")
    gated = {gate.item: items[gate.item] for gate in node.levels.gates}
    return level_of(node.levels, below, gated, questionnaire.top_level)


def _group(
    questionnaire: Questionnaire,
    nodes: Mapping[str, NodeScore],
    kind: Literal["practice", "safeguard", "pressure"],
) -> NodeScore | None:
    group = questionnaire.group_of(kind)
    return nodes[group.id] if group else None
