"""From answers to a scorecard: exact fractions, nothing rounded, nothing read or written."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.levels import level_of
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.domain.scorecard import (
    Balance,
    Counts,
    Exclusion,
    Headline,
    ItemScore,
    LevelScore,
    NodeScore,
    Part,
    QuadrantName,
    Scorecard,
    State,
    Term,
    TermName,
    Verdict,
)

_ZERO, _ONE = Fraction(0), Fraction(1)
Bound = Literal["low", "high"]


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
        headline=_headline(questionnaire, practices, safeguards),
        drive=drive,
        safeguards=guard,
        pressure=pressure,
        balance=_balance(practices, safeguards, drive, guard),
        quadrant=_quadrant(questionnaire, pressure, drive),
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
        excluded = "nothing_answered"
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


# --- headline, balance, quadrant ---------------------------------------------------------


def _group(
    questionnaire: Questionnaire,
    nodes: Mapping[str, NodeScore],
    kind: Literal["practice", "safeguard", "pressure"],
) -> NodeScore | None:
    group = questionnaire.group_of(kind)
    return nodes[group.id] if group else None


def _headline(
    questionnaire: Questionnaire,
    practices: Sequence[NodeScore],
    safeguards: Sequence[NodeScore],
) -> Headline | None:
    if questionnaire.headline is None or not practices:
        return None
    judged = {node.id: node for node in (*practices, *safeguards)}
    terms = _terms(questionnaire, practices, safeguards, "low")
    unlevelled = tuple(
        node_id
        for node_id in questionnaire.nodes
        if node_id in judged and judged[node_id].level is None
    )
    low = _smallest(questionnaire, terms)
    level = None if unlevelled else low
    beyond = None if level is None else int(level) + 1
    return Headline(
        level=level,
        low=low,
        high=_smallest(questionnaire, _terms(questionnaire, practices, safeguards, "high")),
        terms=terms,
        binding=_binding(questionnaire, practices, safeguards, beyond),
        unlevelled=unlevelled,
        standing=sum(
            beyond is not None and node.level is not None and node.level >= beyond
            for node in practices
        ),
        practices=len(practices),
    )


def _terms(
    questionnaire: Questionnaire,
    practices: Sequence[NodeScore],
    safeguards: Sequence[NodeScore],
    bound: Bound,
) -> tuple[Term, ...]:
    """Return what the headline is the smallest of; nothing if a node has no bounds."""
    rule = questionnaire.headline
    ranked = _ranked(practices, bound)
    guards = _ranked(safeguards, bound)
    if rule is None or ranked is None or guards is None:
        return ()
    terms: list[Term] = []
    if len(ranked) > rule.may_trail:
        up_to = rule.may_trail + 1
        terms.append(_term("trailing", ranked[rule.may_trail][0], ranked[:up_to]))
    terms.append(_term("weakest", ranked[0][0] + rule.by, ranked[:1]))
    if guards:
        terms.append(_term("safeguards", guards[0][0] + rule.safeguards_by, guards[:1]))
    return tuple(terms)


def _term(name: TermName, value: Fraction, nodes: Sequence[tuple[Fraction, str]]) -> Term:
    return Term(name=name, value=value, nodes=tuple(node_id for _, node_id in nodes))


def _ranked(nodes: Sequence[NodeScore], bound: Bound) -> list[tuple[Fraction, str]] | None:
    """Return (level, id) from the weakest up, in questionnaire order where equal."""
    levels = [node.level_low if bound == "low" else node.level_high for node in nodes]
    if any(level is None for level in levels):
        return None
    pairs = [
        (level, node.id) for level, node in zip(levels, nodes, strict=True) if level is not None
    ]
    return sorted(pairs, key=lambda pair: pair[0])


def _smallest(questionnaire: Questionnaire, terms: Sequence[Term]) -> Fraction | None:
    if not terms:
        return None
    smallest = min(term.value for term in terms)
    return max(_ZERO, min(Fraction(questionnaire.top_level), smallest))


def _binding(
    questionnaire: Questionnaire,
    practices: Sequence[NodeScore],
    safeguards: Sequence[NodeScore],
    beyond: int | None,
) -> tuple[str, ...]:
    """Return the nodes that keep the headline below the whole level `beyond`."""
    rule = questionnaire.headline
    if rule is None or beyond is None or beyond > questionnaire.top_level:
        return ()
    behind = [node for node in practices if _below(node, beyond)]
    bound = {node.id for node in practices if _below(node, beyond - rule.by)}
    if len(behind) > rule.may_trail:
        bound |= {node.id for node in behind}
    bound |= {node.id for node in safeguards if _below(node, beyond - rule.safeguards_by)}
    return tuple(node_id for node_id in questionnaire.nodes if node_id in bound)


def _below(node: NodeScore, level: int) -> bool:
    return node.level is not None and node.level < level


def _balance(
    practices: Sequence[NodeScore],
    safeguards: Sequence[NodeScore],
    drive: NodeScore | None,
    guard: NodeScore | None,
) -> Balance | None:
    lows, highs = _ranked(practices, "low"), _ranked(practices, "high")
    guard_lows, guard_highs = _ranked(safeguards, "low"), _ranked(safeguards, "high")
    if not lows or not highs or not guard_lows or not guard_highs:
        return None
    # The lower of the middle two where their number is even.
    middle = (len(lows) - 1) // 2
    pessimistic = _verdict(guard_lows[0][0], highs[middle][0])
    optimistic = _verdict(guard_highs[0][0], lows[middle][0])
    points = None
    if drive and guard and drive.index is not None and guard.index is not None:
        points = 100 * (drive.index - guard.index)
    return Balance(
        verdict=pessimistic if pessimistic == optimistic else None,
        weakest_safeguard=guard_lows[0][1],
        median_practice=lows[middle][1],
        points=points,
    )


def _verdict(safeguard: Fraction, practice: Fraction) -> Verdict:
    ahead = int(safeguard) - int(practice)
    if ahead < 0:
        return "drive_outruns_safeguards"
    # Two whole levels: one more is the lead that safeguards are meant to have.
    return "controls_outrun_use" if ahead > 1 else "in_step"


def _quadrant(
    questionnaire: Questionnaire, pressure: NodeScore | None, drive: NodeScore | None
) -> QuadrantName | None:
    if pressure is None or drive is None:
        return None
    cut = questionnaire.quadrant.high / 100
    bounds = (pressure.index_low, pressure.index_high, drive.index_low, drive.index_high)
    if any(bound is None for bound in bounds):
        return None
    high_pressure = _side(pressure, cut)
    high_drive = _side(drive, cut)
    if high_pressure is None or high_drive is None:
        return "on_the_line"
    names: dict[tuple[bool, bool], QuadrantName] = {
        (True, False): "exposed",
        (True, True): "prepared",
        (False, False): "calm_and_new",
        (False, True): "capacity_in_hand",
    }
    return names[high_pressure, high_drive]


def _side(node: NodeScore, cut: Fraction) -> bool | None:
    """Return whether a node's index is high, or None while open answers could turn it."""
    if node.index_low is not None and node.index_low >= cut:
        return True
    if node.index_high is not None and node.index_high < cut:
        return False
    return None
