"""Two or more assessments compared on their common items, every side computed anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.cards import OwnCards, without_trace
from maturity_app.domain.compared import (
    AnswerChange,
    Break,
    Comparison,
    ItemLeftOut,
    ItemMove,
    LeftOut,
    NodeComparison,
    Related,
    breaks,
)
from maturity_app.domain.fields import Precision
from maturity_app.domain.mapping import How, VersionMapping
from maturity_app.domain.obstacles import Obstacle
from maturity_app.domain.questionnaire import Node, Option, Questionnaire
from maturity_app.domain.readings import Reading, Whole, wholes
from maturity_app.domain.relations import moves_in, notes_in, related_in
from maturity_app.domain.scorecard import ItemScore, Scorecard
from maturity_app.domain.scoring import score_items
from maturity_app.domain.sides import AskedGroup, SidesRead, read_sides
from maturity_app.domain.statistics.change import reliable_change
from maturity_app.domain.steps import item_steps, node_step

__all__ = [
    "AnswerChange", "Break", "Comparison", "ItemLeftOut", "ItemMove", "LeftOut",
    "NodeComparison", "Related", "breaks", "compare", "family_of", "in_order", "series",
]  # fmt: skip

_AS_THE_SAME: tuple[How, ...] = ("same", "reworded")
_OUT: tuple[LeftOut, ...] = ("not_applicable", "hidden")


def compare(
    assessments: Sequence[Assessment], mappings: Sequence[VersionMapping] = ()
) -> Comparison:
    """Compare assessments on the items all of them have: by id and revision, or by a mapping.

    Beside the `mappings` given, those that the questionnaires hold are followed.
    Items open, not applicable or hidden on any side are left out of every side; the overlap
    still counts them. The tree, weights and rules are those of the last assessment; where one
    answers a short form, those of the short form, and the overlap is measured against its items.
    What a unit added itself is left out unless every side has it.

    Raises:
        ValueError: fewer than two assessments, or of questionnaires that are not the same and
            no short form of each other.

    """
    if len(assessments) < 2:  # noqa: PLR2004 - a comparison has two sides
        raise ValueError(len(assessments))
    families = {family_of(assessment.questionnaire) for assessment in assessments}
    if len(families) > 1:
        raise ValueError(sorted(families))
    own = OwnCards(tuple(assessments))
    reference = _reference(assessments)
    read = read_sides(own, reference, mappings)
    parts = wholes(reference, read.readings)
    used = [whole for whole in parts if whole.is_used]
    shared = restricted(reference, {item_id for whole in used for item_id in whole.items})
    cards = tuple(_scored(shared, used, read))
    sides = _Sides(
        reference=reference,
        definitions={kind: assessments[kind].questionnaire for kind in read.kinds},
        cards=cards,
        wholes=parts,
        given={kind: _given(parts, kind) for kind in read.kinds},
        levels=read.levels,
        steps=item_steps(used, shared),
    )
    return Comparison(
        assessments=tuple(assessments),
        own=own,
        scorecards=cards,
        nodes={node_id: _compare_node(node_id, sides) for node_id in shared.nodes},
        changes=tuple(_changes(assessments[0], assessments[-1], used)),
        left_out=tuple(
            _left_out(whole) for whole in parts if whole.is_common and not whole.is_used
        ),
        not_common=tuple(dict.fromkeys(_not_common(sides))),
        related=tuple(related_in(parts)),
        moves=tuple(moves_in(assessments[0].questionnaire, reference, parts)),
        notes=notes_in(read.way),
    )


def series(
    assessments: Sequence[Assessment], mappings: Sequence[VersionMapping] = ()
) -> tuple[Comparison, ...]:
    """Compare each wave with the one before, waves sorted by date, then label."""
    return tuple(compare(pair, mappings) for pair in pairwise(in_order(assessments)))


def family_of(questionnaire: Questionnaire) -> str:
    """Return the id by which questionnaires compare: a short form's is that of its long form."""
    return questionnaire.short_form_of or questionnaire.id


def in_order(assessments: Sequence[Assessment]) -> list[Assessment]:
    """Return assessments by date of their wave, then by its label."""
    return sorted(assessments, key=lambda a: (a.wave.date, a.wave.label))


# --- what is common ----------------------------------------------------------------------


def _reference(assessments: Sequence[Assessment]) -> Questionnaire:
    """Return the questionnaire whose tree and rules all sides are computed by.

    It is that of a side itself where nothing is left out: what that says is read as it stands.
    """
    short = [a.questionnaire for a in assessments if a.questionnaire.short_form_of]
    latest = short[-1] if short else assessments[-1].questionnaire
    added = [a.questionnaire.local_nodes for a in assessments]
    dropped = added[0].union(*added) - added[0].intersection(*added)
    return replace(latest, tree=_without(latest.tree, dropped)) if dropped else latest


def _without(node: Node, dropped: frozenset[str]) -> Node:
    kept = tuple(_without(child, dropped) for child in node.children if child.id not in dropped)
    return replace(node, children=kept)


def restricted(questionnaire: Questionnaire, used: set[str]) -> Questionnaire:
    """Return the questionnaire with only the items in `used`."""
    return replace(questionnaire, tree=_restricted_node(questionnaire.tree, used))


def _restricted_node(node: Node, used: set[str]) -> Node:
    # All of these are answered, and so shown, on every side.
    items = tuple(replace(item, show_when=None) for item in node.items if item.id in used)
    rule = node.levels
    if rule is not None:
        rule = replace(rule, gates=tuple(gate for gate in rule.gates if gate.item in used))
    return replace(
        node,
        items=items,
        levels=rule,
        children=tuple(_restricted_node(child, used) for child in node.children),
    )


def _scored(shared: Questionnaire, used: Sequence[Whole], read: SidesRead) -> Iterator[Scorecard]:
    """Yield each side's scorecard on the common items, each with the value of its whole.

    Between the first and the last side figures alone are held: there may be thousands.
    """
    whole_of = {item_id: whole for whole in used for item_id in whole.items}
    scores = {item_id: _item_scores(shared, whole_of[item_id], item_id) for item_id in shared.items}
    last = len(read.readings) - 1
    for number in range(last + 1):
        is_end = number in (0, last)
        if read.figures and not is_end:
            yield replace(read.figures[number], questionnaire=shared)
            continue
        card = score_items(shared, {item_id: sides[number] for item_id, sides in scores.items()})
        yield card if is_end else without_trace(card)


def _item_scores(shared: Questionnaire, whole: Whole, item_id: str) -> list[ItemScore]:
    """Return an item's score on every side; most sides have one of the same few readings."""
    item, parent = shared.items[item_id], shared.homes[item_id].id
    scored = {
        key: ItemScore(
            id=item_id,
            parent=parent,
            state="answered",
            option=reading.option,
            x=reading.x,
            weight=item.weight,
            level=item.level,
        )
        for key, reading in {id(side): side for side in whole.sides if side is not None}.items()
    }
    return [scored[id(side)] for side in whole.sides]


# --- one node ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sides:
    """What every node of a comparison is computed from.

    `cards` are scored on the common items. Of each kind of sides, by the position of the first,
    `definitions` and `given` say what they ask, and which whole each of their items is part of;
    `levels` is what the rule of each node asks of them. `steps` are those of the common items.
    """

    reference: Questionnaire
    definitions: Mapping[int, Questionnaire]
    cards: Sequence[Scorecard]
    wholes: Sequence[Whole]
    given: Mapping[int, Mapping[str, Whole]]
    levels: Mapping[str, Sequence[tuple[int, tuple[AskedGroup, ...] | None]]]
    steps: Mapping[str, tuple[int, Fraction]]


def _given(parts: Sequence[Whole], side: int) -> dict[str, Whole]:
    return {
        item_id: whole
        for whole in parts
        if (reading := whole.sides[side]) is not None
        for item_id in reading.given
    }


def _compare_node(node_id: str, sides: _Sides) -> NodeComparison:
    asked = set(_choice_items(sides.reference, node_id))
    here = [w for w in sides.wholes if not asked.isdisjoint(w.items)]
    elsewhere = () if sides.reference.short_form_of else tuple(_elsewhere(node_id, sides, here))
    common = [whole for whole in here if whole.is_common]
    used = [whole for whole in here if whole.is_used]
    needed = sides.reference.thresholds.comparable_overlap
    found = NodeComparison(
        id=node_id,
        common=len(common),
        union=len(here) + len(set(elsewhere)),
        used=len(used),
        obstacle=None,
        level_obstacle=None,
        sides=tuple(card.nodes[node_id] for card in sides.cards),
        step=node_step(sides.cards[-1], node_id, sides.steps),
    )
    revised = _revised(here, elsewhere, sides.reference)
    obstacle = _obstacle(found, needed, revised)
    found = replace(
        found, obstacle=obstacle, level_obstacle=obstacle or _level_obstacle(node_id, sides)
    )
    return _tested(found, sides.reference.nodes[node_id].precision, used)


def _tested(
    node: NodeComparison, precision: Precision | None, used: Sequence[Whole]
) -> NodeComparison:
    """Return a node with its difference held against the error of measurement, where it can be."""
    first, last = node.indices[0], node.indices[-1]
    if precision is None:
        return node
    if first is None or last is None:
        return replace(node, untestable="no_difference")
    if node.grade != "all" or any(whole.how not in _AS_THE_SAME for whole in used):
        return replace(node, untestable="part_of_items")
    return replace(node, change=reliable_change(first, last, precision), untestable=None)


def _choice_items(questionnaire: Questionnaire, node_id: str) -> Iterator[str]:
    node = questionnaire.nodes.get(node_id)
    if node is not None:
        yield from (item.id for item in node.all_items() if item.type == "choice")


def _elsewhere(
    node_id: str, sides: _Sides, here: Sequence[Whole]
) -> Iterator[tuple[str | int, ...]]:
    """Yield what a side asks in a node and the reference does not: (id, revision), or a whole."""
    inside = {id(whole) for whole in here}
    for kind, definition in sides.definitions.items():
        given = sides.given[kind]
        for item_id in _choice_items(definition, node_id):
            whole = given.get(item_id)
            if whole is not None and id(whole) not in inside:
                yield (id(whole),)
            elif whole is None and definition.homes[item_id].id not in definition.local_nodes:
                yield item_id, definition.items[item_id].revision


def _revised(
    here: Sequence[Whole], elsewhere: Sequence[tuple[str | int, ...]], reference: Questionnaire
) -> int:
    """Return how many items of a node are common but for a revision that no mapping relates."""
    gone = {key[0] for key in elsewhere if len(key) > 1}
    return sum(not w.is_common and w.items[0] in gone & reference.items.keys() for w in here)


def _obstacle(node: NodeComparison, needed: Fraction, revised: int) -> Obstacle | None:
    """Return what keeps a node's index from being compared."""
    told = Obstacle(
        kind="few_common", node=node.id, common=node.common, union=node.union, needed=needed,
        revised=revised,
    )  # fmt: skip
    if not node.union:
        return replace(told, kind="nothing_asked")
    if node.overlap < needed:
        # Each of them counts twice in the union, once by its old and once by its new meaning.
        but_for = Fraction(node.common + revised, node.union - revised)
        return replace(told, kind="new_meaning") if revised and but_for >= needed else told
    return None if node.used else replace(told, kind="none_answered")


def _level_obstacle(node_id: str, sides: _Sides) -> Obstacle | None:
    """Return what keeps a level from being compared that its index would allow.

    Each group that applies has to keep a common item, and every gate has to be common.
    """
    for kind, groups in sides.levels[node_id]:
        if groups is None:
            return Obstacle(kind="no_levels", node=node_id)
        given = sides.given[kind]
        for level, gate, items in groups:
            if not any(item in given and given[item].is_used for item in items):
                return Obstacle(
                    kind="gate_not_common" if gate else "level_not_common",
                    node=node_id,
                    level=level,
                    item=gate,
                )
    return None


# --- items -------------------------------------------------------------------------------


def _changes(first: Assessment, last: Assessment, used: Sequence[Whole]) -> Iterator[AnswerChange]:
    for whole in used:
        before, after = whole.sides[0], whole.sides[-1]
        if before is None or after is None or before.x is None or after.x is None:
            continue
        if before.x == after.x:
            continue
        dimension = last.questionnaire.dimension_of(after.given[0])
        answers = [last.answer(item_id) for item_id in after.given]
        reasons = {answer.change for answer in answers if answer.change}
        earlier, later = _chosen(first, before), _chosen(last, after)
        yield AnswerChange(
            item=after.given[0],
            kind=dimension.kind if dimension else None,
            earlier="+".join(option.id for option in earlier),
            later="+".join(option.id for option in later),
            earlier_labels=tuple(option.label for option in earlier),
            later_labels=tuple(option.label for option in later),
            earlier_x=before.x,
            later_x=after.x,
            # Of the parts of one that was split, the changes may have different reasons.
            reason=reasons.pop() if len(reasons) == 1 else None,
            has_evidence=any(answer.evidence.strip() for answer in answers),
            how=whole.how,
        )


def _chosen(assessment: Assessment, reading: Reading) -> list[Option]:
    """Return the options a side chose, as its own questionnaire words them."""
    found = (
        assessment.questionnaire.option(item_id, assessment.answer(item_id).option or "")
        for item_id in reading.given
    )
    return [option for option in found if option is not None]


def _left_out(whole: Whole) -> ItemLeftOut:
    states = [side.state for side in whole.sides if side is not None]
    last = whole.sides[-1]
    return ItemLeftOut(
        item=last.given[0] if last else whole.items[0],
        why=next((why for why in _OUT if why in states), "open"),
        newly_not_applicable=(states[-1] == "not_applicable" and states[0] != "not_applicable"),
        given=tuple(side.given if side else () for side in whole.sides),
        missing=tuple(n for n, side in enumerate(whole.sides) if side is None or side.x is None),
    )


def _not_common(sides: _Sides) -> Iterator[str]:
    """Yield the items that not all sides have, as far as they are worth naming.

    Neither what a short form leaves out on purpose, nor what a unit added.
    """
    for kind, definition in sides.definitions.items():
        common = {item_id for item_id, whole in sides.given[kind].items() if whole.is_common}
        for item in definition.items.values():
            is_measured = not sides.reference.short_form_of or item.id in sides.reference.items
            is_local = definition.homes[item.id].id in definition.local_nodes
            if item.type == "choice" and item.id not in common and is_measured and not is_local:
                yield item.id
