"""A comparison as values: figures on common items, what changed, and why some are not said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from maturity_app.domain.assessment import Assessment, ChangeReason, Wave
from maturity_app.domain.cards import OwnCards
from maturity_app.domain.mapping import How
from maturity_app.domain.obstacles import Grade, Obstacle
from maturity_app.domain.questionnaire import Kind
from maturity_app.domain.scorecard import (
    Headline,
    NodeScore,
    QuadrantName,
    Scorecard,
    Verdict,
)
from maturity_app.domain.statistics.change import ReliableChange

LeftOut = Literal["open", "not_applicable", "hidden"]
Untestable = Literal["no_error_model", "part_of_items", "no_difference"]
"""Why a difference can't be tested.

Each side is one agreed record, which has no error model; or one is declared, but for all items of
the node, and not all of them make the figures; or there are no two figures to compare.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerChange:
    """One item answered on both sides with different options.

    `kind` is that of the item's dimension. `earlier` and `later` are the ids of the options
    chosen, of several items joined by "+" where the item was split or merged; the labels are
    those each side read, `earlier_x` and `later_x` their places on the later side's scale.
    """

    item: str
    kind: Kind | None
    earlier: str
    later: str
    earlier_labels: tuple[str, ...]
    later_labels: tuple[str, ...]
    earlier_x: Fraction
    later_x: Fraction
    reason: ChangeReason | None
    has_evidence: bool
    how: How = "same"

    @property
    def difference(self) -> Fraction:
        """The later `x` less the earlier one (−1 … 1, never 0)."""
        return self.later_x - self.earlier_x

    @property
    def is_improvement(self) -> bool:
        """Whether "improved" may be said: practice changed, upwards, with evidence.

        Never of pressure, where more is harder and not better.
        """
        is_change = self.reason == "practice_changed" and self.has_evidence
        return self.difference > 0 and is_change and self.kind != "pressure"


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemLeftOut:
    """A common item that no side is computed with: open, set aside or hidden on one.

    `given` are each side's own items for it, `missing` the positions of the sides on which it
    has no value.
    """

    item: str
    why: LeftOut
    newly_not_applicable: bool
    given: tuple[tuple[str, ...], ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Related:
    """Common items that a mapping relates: those of the last side, and what they were before."""

    items: tuple[str, ...]
    earlier: tuple[str, ...]
    how: How


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemMove:
    """A common item that stands in another dimension, or at another level, than before."""

    item: str
    earlier_dimension: str | None
    later_dimension: str | None
    earlier_level: int | None
    later_level: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeComparison:
    """One node on all sides: its figures on the common items and whether they may be compared.

    `common` ÷ `union` is the overlap; what was split or merged counts once. `used` of the common
    items are answered on every side and make the figures. `obstacle` keeps the index from being
    compared, `level_obstacle` the level. `step` is how far the index (0–1) moves when the item
    that counts most is answered one option higher. `change` holds the difference against the
    error of measurement, where that is declared; `untestable` says why it can't be.
    """

    id: str
    common: int
    union: int
    used: int
    obstacle: Obstacle | None
    level_obstacle: Obstacle | None
    sides: tuple[NodeScore, ...]
    step: Fraction
    change: ReliableChange | None = None
    untestable: Untestable | None = "no_error_model"

    @property
    def overlap(self) -> Fraction:
        """Common ÷ union items; 0 where there are none."""
        return Fraction(self.common, self.union) if self.union else Fraction(0)

    @property
    def grade(self) -> Grade:
        """How comparable it is: all items are common and answered, enough of them, or too few."""
        if self.obstacle is not None:
            return "too_few"
        return "all" if self.used == self.union else "most"

    @property
    def is_comparable(self) -> bool:
        """Whether the indices may be compared."""
        return self.obstacle is None

    @property
    def levels_comparable(self) -> bool:
        """Whether the levels may be compared."""
        return self.level_obstacle is None

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

    `own` are scored on all items of a side, `scorecards` on the common ones; the first and the
    last of these tell what their figures come from, those between figures alone.
    `changes`, `left_out`, `not_common`, `related`, `moves` and `notes` speak of the first and
    the last side; `notes` are what the author of a mapping noted about an item, by its id.
    """

    assessments: tuple[Assessment, ...]
    own: OwnCards
    scorecards: tuple[Scorecard, ...]
    nodes: Mapping[str, NodeComparison]
    changes: tuple[AnswerChange, ...]
    left_out: tuple[ItemLeftOut, ...]
    not_common: tuple[str, ...]
    related: tuple[Related, ...] = ()
    moves: tuple[ItemMove, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Whether any side is a draft, which makes the comparison one."""
        return any(assessment.is_draft for assessment in self.assessments)

    @property
    def is_over_time(self) -> bool:
        """Whether all sides are waves of one unit."""
        return len({assessment.unit.id for assessment in self.assessments}) == 1

    @property
    def untestable(self) -> Untestable | None:
        """Why no difference between the sides can be tested; None where one can."""
        whys = {node.untestable for node in self.nodes.values()}
        return None if None in whys else "no_error_model"

    @property
    def headline_obstacle(self) -> Obstacle | None:
        """What keeps the headline from being compared: the first practice or safeguard's."""
        latest = self.scorecards[-1]
        judged = [*latest.of_kind("practice"), *latest.of_kind("safeguard")]
        if not judged:
            return _no_figure("")
        found = (self.nodes[node.id].level_obstacle for node in judged)
        return next((obstacle for obstacle in found if obstacle is not None), None)

    @property
    def headline_comparable(self) -> bool:
        """Whether every practice and safeguard may be compared by level."""
        return self.headline_obstacle is None

    @property
    def headlines(self) -> tuple[Headline | None, ...]:
        """The headline on every side, on the common items; None where it is not compared."""
        if not self.headline_comparable:
            return (None,) * len(self.scorecards)
        return tuple(card.headline for card in self.scorecards)

    @property
    def balances(self) -> tuple[Verdict | None, ...]:
        """The balance on every side; it is read from levels and compared where the headline is."""
        if not self.headline_comparable:
            return (None,) * len(self.scorecards)
        return tuple(card.balance.verdict if card.balance else None for card in self.scorecards)

    @property
    def drive(self) -> NodeComparison | None:
        """How the practices compare as a whole; None without any."""
        return self._node(self.scorecards[-1].drive)

    @property
    def safeguards(self) -> NodeComparison | None:
        """How the safeguards compare as a whole; None without any."""
        return self._node(self.scorecards[-1].safeguards)

    @property
    def pressure(self) -> NodeComparison | None:
        """How Pressure compares; None where it is not asked."""
        return self._node(self.scorecards[-1].pressure)

    @property
    def quadrant_obstacle(self) -> Obstacle | None:
        """What keeps the quadrant from being compared: that of Pressure, or of Drive."""
        found = (self.pressure, self.drive)
        if None in found:
            return _no_figure("")
        return next((one.obstacle for one in found if one and one.obstacle), None)

    @property
    def quadrants(self) -> tuple[QuadrantName | None, ...]:
        """Where Pressure and Drive meet on every side; None where one is not comparable."""
        if self.quadrant_obstacle:
            return (None,) * len(self.scorecards)
        return tuple(card.quadrant for card in self.scorecards)

    @property
    def up(self) -> int:
        """Answers that moved up."""
        return sum(change.difference > 0 for change in self.changes)

    @property
    def down(self) -> int:
        """Answers that moved down."""
        return sum(change.difference < 0 for change in self.changes)

    def _node(self, score: NodeScore | None) -> NodeComparison | None:
        return self.nodes.get(score.id) if score else None


def _no_figure(node: str) -> Obstacle:
    return Obstacle(kind="no_figure", node=node)


@dataclass(frozen=True, kw_only=True, slots=True)
class Break:
    """A place where the line of a node breaks: two waves that may not be compared, and why."""

    node: str
    earlier: Wave
    later: Wave
    obstacle: Obstacle


def breaks(pairs: Sequence[Comparison]) -> Iterator[Break]:
    """Yield where the lines of a series' dimensions break, wave by wave."""
    for pair in pairs:
        for node in pair.scorecards[-1].questionnaire.dimensions:
            obstacle = pair.nodes[node.id].obstacle
            # Where nothing is asked there is no line to break.
            if obstacle is not None and obstacle.kind != "nothing_asked":
                yield Break(
                    node=node.id,
                    earlier=pair.assessments[0].wave,
                    later=pair.assessments[-1].wave,
                    obstacle=obstacle,
                )
