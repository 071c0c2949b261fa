"""From answers to a scorecard: exact fractions, nothing rounded, nothing read or written."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from maturity_app.domain.aggregates import aggregated
from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.conditions import Visibility, visibility
from maturity_app.domain.exact import total
from maturity_app.domain.headline import balance_of, headline_of, quadrant_of
from maturity_app.domain.levels import level_of
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.domain.scorecard import (
    Counts,
    Exclusion,
    ItemScore,
    ItemState,
    LevelScore,
    NodeScore,
    Part,
    Scorecard,
    State,
)

_ZERO, _ONE = Fraction(0), Fraction(1)


def score(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Scorecard:
    """Score answers by their questionnaire.

    Answers to items the questionnaire does not have are passed over, as are those to items
    that a condition hides.
    """
    shown = visibility(questionnaire, answers)
    items = {
        item.id: _score_item(
            questionnaire, item, answers.get(item.id) or _NO_ANSWER, shown[item.id]
        )
        for item in questionnaire.items.values()
    }
    return score_items(questionnaire, items)


def score_items(questionnaire: Questionnaire, items: Mapping[str, ItemScore]) -> Scorecard:
    """Score a questionnaire whose items are scored already, each of them."""
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


def _score_item(
    questionnaire: Questionnaire, item: Item, answer: Answer, shown: Visibility
) -> ItemScore:
    option = None
    state: ItemState = answer.state
    if shown == "hidden":
        state = "hidden"
    elif shown == "pending":
        state = "not_answered"
    elif item.type == "choice" and state == "answered":
        option = questionnaire.option(item.id, answer.option or "")
        state = "answered" if option else "not_answered"
    return ItemScore(
        id=item.id,
        parent=questionnaire.homes[item.id].id,
        state=state,
        option=option.id if option else None,
        x=option.x if option else None,
        weight=item.weight,
        level=item.level,
        is_pending=shown == "pending",
    )


def _score_node(
    questionnaire: Questionnaire,
    node: Node,
    items: Mapping[str, ItemScore],
    nodes: dict[str, NodeScore],
) -> NodeScore:
    below = tuple(_score_node(questionnaire, child, items, nodes) for child in node.children)
    is_local = node.id in questionnaire.local_nodes
    # What the unit added is scored apart: nothing above it counts it.
    children = tuple(child for child in below if is_local or not child.is_local)
    own = tuple(items[item.id] for item in node.items if item.type == "choice")
    counts = _count(own, children)
    state = _state(questionnaire, node, counts, children)
    figures = aggregated(
        node,
        [
            *(_item_part(questionnaire, item) for item in own),
            *(_node_part(child, is_apart=child.is_local and not is_local) for child in below),
        ],
    )
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
        scale=figures.scale,
        counts=counts,
        state=state,
        index=None if silent or state == "insufficient" else figures.value,
        index_low=None if silent else figures.low,
        index_high=None if silent else figures.high,
        answered_index=None if silent else figures.value,
        parts=figures.parts,
        levels=_levels(questionnaire, node, items) if not silent else None,
        shows_level=node.levels is not None and node.levels.show == "level",
        is_local=is_local,
        is_group=node.id in questionnaire.groups,
    )
    nodes[node.id] = result
    return result


def _count(own: Sequence[ItemScore], children: Sequence[NodeScore]) -> Counts:
    return Counts(
        shown=sum(item.state != "hidden" for item in own)
        + sum(child.counts.shown for child in children),
        not_applicable=sum(item.state == "not_applicable" for item in own)
        + sum(child.counts.not_applicable for child in children),
        answered=sum(item.x is not None for item in own)
        + sum(child.counts.answered for child in children),
        dont_know=sum(item.state == "dont_know" for item in own)
        + sum(child.counts.dont_know for child in children),
    )


def _item_part(questionnaire: Questionnaire, item: ItemScore) -> Part:
    excluded: Exclusion | None = None
    index, low, high = item.x, item.x, item.x
    if item.state in ("not_applicable", "hidden"):
        excluded = "hidden" if item.state == "hidden" else "not_applicable"
    elif item.x is None:
        low, high = _ZERO, _ONE
        index = _ZERO if questionnaire.missing == "lowest" else None
        excluded = "open" if index is None else None
    return Part(
        id=item.id,
        is_item=True,
        index=index,
        low=low,
        high=high,
        weight=item.weight,
        scale=questionnaire.spans[item.id],
        share=_ZERO,
        excluded=excluded,
    )


def _node_part(node: NodeScore, *, is_apart: bool) -> Part:
    excluded: Exclusion | None = None
    if is_apart:
        excluded = "local"
    elif node.counts.shown and node.state == "not_rated":
        excluded = "not_rated"
    elif not node.counts.applicable:
        excluded = "nothing_applicable"
    elif node.answered_index is None:
        excluded = "no_index" if node.counts.answered else "nothing_answered"
    return Part(
        id=node.id,
        is_item=False,
        index=node.answered_index,
        low=None if is_apart else node.index_low,
        high=None if is_apart else node.index_high,
        weight=node.weight,
        scale=node.scale,
        share=_ZERO,
        excluded=excluded,
    )


# --- states ------------------------------------------------------------------------------


def _state(
    questionnaire: Questionnaire, node: Node, counts: Counts, children: Sequence[NodeScore]
) -> State:
    if node.id in questionnaire.groups:
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
    weight = total(child.weight for child in applying)
    weight_left = total(child.weight for child in left)
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
    if node.levels is None or questionnaire.short_form_of:
        return None
    local = questionnaire.local_nodes
    below = tuple(
        items[item.id]
        for item in node.all_items()
        if item.type == "choice" and (node.id in local or items[item.id].parent not in local)
    )
    gated = {gate.item: items[gate.item] for gate in node.levels.gates}
    return level_of(node.levels, below, gated, questionnaire.top_level)


def _group(
    questionnaire: Questionnaire,
    nodes: Mapping[str, NodeScore],
    kind: Literal["practice", "safeguard", "pressure"],
) -> NodeScore | None:
    group = questionnaire.group_of(kind)
    return nodes[group.id] if group else None


_NO_ANSWER = Answer()
