"""Two or more assessments compared on their common items, every side computed anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from maturity_app.domain.assessment import Assessment, ChangeReason
from maturity_app.domain.questionnaire import Item, Kind, Node, Questionnaire
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score, score_assessment

LeftOut = Literal["open", "not_applicable", "hidden"]
_OUT: tuple[LeftOut, ...] = ("not_applicable", "hidden")


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerChange:
    """One item answered on both sides with different options.

    `kind` is that of the item's dimension; `difference` is the later `x` less the earlier one
    (−1 … 1, never 0).
    """

    item: str
    kind: Kind | None
    earlier: str
    later: str
    difference: Fraction
    reason: ChangeReason | None
    has_evidence: bool

    @property
    def is_improvement(self) -> bool:
        """Whether "improved" may be said: practice changed, upwards, with evidence.

        Never of pressure, where more is harder and not better.
        """
        is_change = self.reason == "practice_changed" and self.has_evidence
        return self.difference > 0 and is_change and self.kind != "pressure"


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemLeftOut:
    """A common item that no side is computed with: open, set aside or hidden on one."""

    item: str
    why: LeftOut
    newly_not_applicable: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeComparison:
    """One node on all sides: its figures on the common items and whether they may be compared.

    `common` ÷ `union` is the overlap, counted over (id, revision). `used` of the common items
    are answered on every side and make the figures. `step` is how far the index (0–1) moves
    when the item that counts most is answered one option higher.
    """

    id: str
    common: int
    union: int
    used: int
    is_comparable: bool
    levels_comparable: bool
    sides: tuple[NodeScore, ...]
    step: Fraction

    @property
    def overlap(self) -> Fraction:
        """Common ÷ union items; 0 where there are none."""
        return Fraction(self.common, self.union) if self.union else Fraction(0)

    @property
    def indices(self) -> tuple[Fraction | None, ...]:
        """The index (0–1) on every side; None where not comparable."""
        return tuple(side.index if self.is_comparable else None for side in self.sides)

    @property
    def levels(self) -> tuple[Fraction | None, ...]:
        """The level on every side; None where levels are not comparable."""
        return tuple(side.level if self.levels_comparable else None for side in self.sides)

    @property
    def difference(self) -> Fraction | None:
        """The last side's index less the first side's (−1 … 1)."""
        first, last = self.indices[0], self.indices[-1]
        return None if first is None or last is None else last - first

    @property
    def is_beyond_one_step(self) -> bool:
        """Whether the difference is more than one item's step and may be called a change."""
        return self.difference is not None and abs(self.difference) > self.step


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Assessments side by side; for waves of one unit the first is the earliest.

    `changes`, `left_out` and `not_common` speak of the first and the last side.
    """

    assessments: tuple[Assessment, ...]
    own: tuple[Scorecard, ...]
    scorecards: tuple[Scorecard, ...]
    nodes: Mapping[str, NodeComparison]
    changes: tuple[AnswerChange, ...]
    left_out: tuple[ItemLeftOut, ...]
    not_common: tuple[str, ...]

    @property
    def is_draft(self) -> bool:
        """Whether any side is a draft, which makes the comparison one."""
        return any(assessment.is_draft for assessment in self.assessments)

    @property
    def is_over_time(self) -> bool:
        """Whether all sides are waves of one unit."""
        return len({assessment.unit.id for assessment in self.assessments}) == 1

    @property
    def headline_comparable(self) -> bool:
        """Whether every practice and safeguard may be compared by level."""
        judged = [
            node for node in self.nodes.values() if node.sides[0].kind in ("practice", "safeguard")
        ]
        return bool(judged) and all(node.levels_comparable for node in judged)

    @property
    def up(self) -> int:
        """Answers that moved up."""
        return sum(change.difference > 0 for change in self.changes)

    @property
    def down(self) -> int:
        """Answers that moved down."""
        return sum(change.difference < 0 for change in self.changes)


def compare(assessments: Sequence[Assessment]) -> Comparison:
    """Compare assessments on the (id, revision) items all of them have.

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
    own = tuple(score_assessment(assessment) for assessment in assessments)
    latest = _reference(assessments)
    keys = [_keys(assessment.questionnaire) for assessment in assessments]
    common = set.intersection(*keys)
    common_ids = {item_id for item_id, _ in common}
    used = {
        item_id for item_id in common_ids if all(card.items[item_id].x is not None for card in own)
    }
    shared = _restricted(latest, used)
    cards = tuple(score(shared, assessment.answers) for assessment in assessments)
    sides = _Sides(
        assessments=assessments, own=own, cards=cards, common=common_ids, used=used,
        measured=frozenset(latest.items),
    )  # fmt: skip
    first, last = assessments[0], assessments[-1]
    return Comparison(
        assessments=tuple(assessments),
        own=own,
        scorecards=cards,
        nodes={node_id: _compare_node(node_id, sides) for node_id in shared.nodes},
        changes=tuple(_changes(first, last, [i for i in latest.items if i in used])),
        left_out=tuple(_left_out(own, [i for i in latest.items if i in common_ids - used])),
        not_common=tuple(
            dict.fromkeys(
                item_id
                for assessment in assessments
                for item_id, item in assessment.questionnaire.items.items()
                if (item_id, item.revision) not in common
                and item.type == "choice"
                and _is_measured(assessment.questionnaire, latest, item_id)
            )
        ),
    )


def series(assessments: Sequence[Assessment]) -> tuple[Comparison, ...]:
    """Compare each wave with the one before, waves sorted by date, then label."""
    return tuple(compare(pair) for pair in pairwise(in_order(assessments)))


def family_of(questionnaire: Questionnaire) -> str:
    """Return the id by which questionnaires compare: a short form's is that of its long form."""
    return questionnaire.short_form_of or questionnaire.id


def in_order(assessments: Sequence[Assessment]) -> list[Assessment]:
    """Return assessments by date of their wave, then by its label."""
    return sorted(assessments, key=lambda a: (a.wave.date, a.wave.label))


def _reference(assessments: Sequence[Assessment]) -> Questionnaire:
    """Return the questionnaire whose tree and rules all sides are computed by."""
    short = [a.questionnaire for a in assessments if a.questionnaire.short_form_of]
    latest = short[-1] if short else assessments[-1].questionnaire
    added = [a.questionnaire.local_nodes for a in assessments]
    dropped = added[0].union(*added) - added[0].intersection(*added)
    return replace(latest, tree=_without(latest.tree, dropped))


def _without(node: Node, dropped: frozenset[str]) -> Node:
    kept = tuple(_without(child, dropped) for child in node.children if child.id not in dropped)
    return replace(node, children=kept)


def _is_measured(definition: Questionnaire, reference: Questionnaire, item_id: str) -> bool:
    """Return whether an item that not all sides have is worth naming.

    Neither what a short form leaves out on purpose, nor what a unit added.
    """
    if definition.homes[item_id].id in definition.local_nodes:
        return False
    return not reference.short_form_of or item_id in reference.items


def _keys(questionnaire: Questionnaire) -> set[tuple[str, int]]:
    return {
        (item.id, item.revision) for item in questionnaire.items.values() if item.type == "choice"
    }


def _restricted(questionnaire: Questionnaire, used: set[str]) -> Questionnaire:
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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sides:
    """What every node of a comparison is computed from.

    `common` are the ids of items that all sides have, `used` those of them all have answered;
    `cards` are scored on these, `own` on everything. `measured` are the items overlap is of.
    """

    assessments: Sequence[Assessment]
    own: Sequence[Scorecard]
    cards: Sequence[Scorecard]
    common: set[str]
    used: set[str]
    measured: frozenset[str]


def _compare_node(node_id: str, sides: _Sides) -> NodeComparison:
    here = [_choice_items(a.questionnaire, node_id) for a in sides.assessments]
    reference = sides.cards[-1].questionnaire
    is_short = bool(reference.short_form_of)
    union = {
        (item.id, item.revision)
        for items in here
        for item in items
        if not is_short or item.id in sides.measured
    }
    common = {item_id for item_id, _ in union if item_id in sides.common}
    latest = sides.assessments[-1].questionnaire
    overlap = Fraction(len(common), len(union)) if union else Fraction(0)
    enough = overlap >= latest.thresholds.comparable_overlap
    is_comparable = enough and bool(common & sides.used)
    return NodeComparison(
        id=node_id,
        common=len(common),
        union=len(union),
        used=len(common & sides.used),
        is_comparable=is_comparable,
        levels_comparable=is_comparable and _levels_hold(node_id, sides.own, sides.used),
        sides=tuple(card.nodes[node_id] for card in sides.cards),
        step=_step(sides.cards[-1], node_id),
    )


def _choice_items(questionnaire: Questionnaire, node_id: str) -> tuple[Item, ...]:
    node = questionnaire.nodes.get(node_id)
    if node is None:
        return ()
    return tuple(item for item in node.all_items() if item.type == "choice")


def _levels_hold(node_id: str, own: Sequence[Scorecard], used: set[str]) -> bool:
    """Return whether each group that applies keeps a common item and every gate is common."""
    for card in own:
        node = card.nodes.get(node_id)
        if node is None or node.levels is None:
            return False
        if not all(any(item in used for item in group.items) for group in node.levels.groups):
            return False
    return True


def _step(card: Scorecard, node_id: str) -> Fraction:
    """Return the largest move of a node's index (0–1) by one answer one option higher."""
    node = card.nodes[node_id]
    counted = [part for part in node.parts if part.excluded is None]
    aggregate = card.questionnaire.nodes[node_id].aggregate
    if aggregate == "share":
        # One step can lift one part over the threshold.
        return max((part.share for part in counted), default=Fraction(0))
    steps = [
        _item_step(card.questionnaire, part.id) if part.is_item else _step(card, part.id)
        for part in counted
    ]
    if aggregate == "min":
        return max(steps, default=Fraction(0))
    widths = (part.share * step for part, step in zip(counted, steps, strict=True))
    return max(widths, default=Fraction(0))


def _item_step(questionnaire: Questionnaire, item_id: str) -> Fraction:
    xs = sorted(option.x for option in questionnaire.options(item_id))
    return max((b - a for a, b in pairwise(xs)), default=Fraction(0))


def _changes(
    first: Assessment, last: Assessment, item_ids: Sequence[str]
) -> Iterator[AnswerChange]:
    questionnaire = last.questionnaire
    for item_id in item_ids:
        before, after = first.answer(item_id), last.answer(item_id)
        old = questionnaire.option(item_id, before.option or "")
        new = questionnaire.option(item_id, after.option or "")
        if old is None or new is None or old.x == new.x:
            continue
        dimension = questionnaire.dimension_of(item_id)
        yield AnswerChange(
            item=item_id,
            kind=dimension.kind if dimension else None,
            earlier=old.id,
            later=new.id,
            difference=new.x - old.x,
            reason=after.change,
            has_evidence=bool(after.evidence.strip()),
        )


def _left_out(own: Sequence[Scorecard], item_ids: Sequence[str]) -> Iterator[ItemLeftOut]:
    for item_id in item_ids:
        states = [card.items[item_id].state for card in own]
        yield ItemLeftOut(
            item=item_id,
            why=next((why for why in _OUT if why in states), "open"),
            newly_not_applicable=(states[-1] == "not_applicable" and states[0] != "not_applicable"),
        )
