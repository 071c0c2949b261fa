"""Scores and comparisons as plain numbers for other programs: stable names, nothing rounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.assessment import Assessment, Status
from maturity_app.domain.compared import Comparison, NodeComparison, Untestable
from maturity_app.domain.mapping import How
from maturity_app.domain.obstacles import Grade, Obstacle, ObstacleKind
from maturity_app.domain.questionnaire import Kind
from maturity_app.domain.scorecard import (
    ItemState,
    NodeScore,
    QuadrantName,
    Scorecard,
    State,
    Verdict,
)
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports import phrases
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.side_by_side import order_words
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True)
class UnitFigure:
    """Which unit."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class WaveFigure:
    """Which wave; `date` is ISO 8601."""

    label: str
    date: str


@dataclass(frozen=True, kw_only=True)
class QuestionnaireFigure:
    """Which questionnaire."""

    id: str
    version: str


@dataclass(frozen=True, kw_only=True)
class HeadlineFigure:
    """The headline level with its bounds; null where there is none, `reason` says why."""

    level: float | None
    low: float | None
    high: float | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class IndexFigure:
    """An index on its node's scale with its bounds."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class ScaleFigure:
    """The scale on which a node's value is given."""

    min: float
    max: float


@dataclass(frozen=True, kw_only=True)
class NodeFigure:
    """One node of the tree."""

    id: str
    parent: str | None
    title: str
    kind: Kind | None
    value: float | None
    low: float | None
    high: float | None
    scale: ScaleFigure
    level: float | None
    level_low: float | None
    level_high: float | None
    coverage: float | None
    applicable: int
    answered: int
    not_applicable: int
    dont_know: int
    state: State


@dataclass(frozen=True, kw_only=True)
class ItemFigure:
    """One item as it counts."""

    id: str
    parent: str
    state: ItemState
    option: str | None
    x: float | None
    weight: float


@dataclass(frozen=True, kw_only=True)
class AssessmentFigures:
    """Everything computed from one assessment."""

    unit: UnitFigure
    wave: WaveFigure
    status: Status
    questionnaire: QuestionnaireFigure
    headline: HeadlineFigure | None
    drive: IndexFigure | None
    safeguards: IndexFigure | None
    pressure: IndexFigure | None
    balance: Verdict | None
    quadrant: QuadrantName | None
    nodes: tuple[NodeFigure, ...]
    items: tuple[ItemFigure, ...]


@dataclass(frozen=True, kw_only=True)
class ScoreDocument:
    """What `score --json` prints."""

    assessments: tuple[AssessmentFigures, ...]


@dataclass(frozen=True, kw_only=True)
class NodeChange:
    """One node on every side of a comparison, computed on the common items; null if not said.

    `error` is what the error of measurement alone may bring about, where that is declared, and
    `reliable` whether the difference is more; `untestable` says why that can't be said.
    `grade` says how much is common, `obstacle` and `level_obstacle` what keeps index and level
    from being compared; null where nothing does.
    """

    id: str
    title: str
    comparable: bool
    reason: str
    grade: Grade
    obstacle: ObstacleKind | None
    level_obstacle: ObstacleKind | None
    overlap: float
    common: int
    union: int
    used: int
    values: tuple[float | None, ...]
    levels: tuple[float | None, ...]
    difference: float | None
    beyond_one_step: bool
    untestable: Untestable | None
    error: float | None
    reliable: bool | None


@dataclass(frozen=True, kw_only=True)
class ChangedAnswer:
    """One item answered differently on the first and the last side.

    `how` is what a mapping makes of it: `same`, `reworded`, `rescaled`, `merged` or `split`.
    """

    item: str
    earlier: str
    later: str
    how: How
    reason: str | None
    evidence: bool


@dataclass(frozen=True, kw_only=True)
class RelatedItems:
    """Items that a mapping relates: those of the last side, and what they were on the first."""

    items: tuple[str, ...]
    earlier: tuple[str, ...]
    how: How


@dataclass(frozen=True, kw_only=True)
class MovedItem:
    """A common item that stands in another dimension or at another level than before."""

    item: str
    dimensions: tuple[str | None, str | None]
    levels: tuple[int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class ComparisonFigures:
    """Sides compared on their common items; null where a figure is not compared.

    `headline_obstacle` and `quadrant_obstacle` say why, `untestable` why no difference can be
    tested.
    """

    sides: tuple[str, ...]
    draft: bool
    answers_up: int
    answers_down: int
    untestable: Untestable | None
    headline: tuple[float | None, ...] | None
    headline_obstacle: ObstacleKind | None
    balance: tuple[Verdict | None, ...] | None
    quadrant: tuple[QuadrantName | None, ...] | None
    quadrant_obstacle: ObstacleKind | None
    nodes: tuple[NodeChange, ...]
    changes: tuple[ChangedAnswer, ...]
    related: tuple[RelatedItems, ...]
    moved: tuple[MovedItem, ...]
    not_common: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ComparisonDocument:
    """What `compare` writes as JSON: each unit's waves in pairs, and the units side by side.

    `order` says in words how the units stand, `rank` by which node, null for the alphabet.
    """

    draft: bool
    rank: str | None
    order: str
    over_time: tuple[ComparisonFigures, ...]
    between_units: ComparisonFigures | None


def score_document(assessments: Sequence[Assessment], w: Wording) -> ScoreDocument:
    """Return the figures of assessments, in the order given."""
    return ScoreDocument(
        assessments=tuple(figures_of(a, score_assessment(a), w) for a in assessments)
    )


def figures_of(assessment: Assessment, card: Scorecard, w: Wording) -> AssessmentFigures:
    """Return the figures of one assessment."""
    questionnaire = assessment.questionnaire
    unit, wave = assessment.unit, assessment.wave
    return AssessmentFigures(
        unit=UnitFigure(id=unit.id, name=unit.name),
        wave=WaveFigure(label=wave.label, date=wave.date.isoformat()),
        status=assessment.status,
        questionnaire=QuestionnaireFigure(id=questionnaire.id, version=questionnaire.version),
        headline=_headline(card, w),
        drive=_index(card.drive),
        safeguards=_index(card.safeguards),
        pressure=_index(card.pressure),
        balance=card.balance.verdict if card.balance else None,
        quadrant=card.quadrant,
        nodes=tuple(_node(node) for node in card.nodes.values()),
        items=tuple(
            ItemFigure(
                id=item.id,
                parent=item.parent,
                state=item.state,
                option=item.option,
                x=_number(item.x),
                weight=float(item.weight),
            )
            for item in card.items.values()
        ),
    )


def comparison_document(report: ComparisonReport, w: Wording) -> ComparisonDocument:
    """Return the figures of a comparison."""
    return ComparisonDocument(
        draft=report.is_draft,
        rank=report.rank or None,
        order=order_words(report, w) if report.between else "",
        over_time=tuple(_comparison(pair, w) for unit in report.units for pair in unit.pairs),
        between_units=_comparison(report.between, w) if report.between else None,
    )


def side_name(assessment: Assessment) -> str:
    """Return what one side of a comparison is called."""
    return f"{assessment.unit.name}, {assessment.wave.label}"


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _kind(obstacle: Obstacle | None) -> ObstacleKind | None:
    return obstacle.kind if obstacle else None


def _headline(card: Scorecard, w: Wording) -> HeadlineFigure | None:
    if card.headline is None:
        return None
    return HeadlineFigure(
        level=_number(card.headline.level),
        low=_number(card.headline.low),
        high=_number(card.headline.high),
        reason=phrases.headline_reason(card, w),
    )


def _index(node: NodeScore | None) -> IndexFigure | None:
    if node is None:
        return None
    return IndexFigure(value=_number(node.value), low=_number(node.low), high=_number(node.high))


def _node(node: NodeScore) -> NodeFigure:
    counts = node.counts
    return NodeFigure(
        id=node.id,
        parent=node.parent,
        title=node.title,
        kind=node.kind,
        value=_number(node.value),
        low=_number(node.low),
        high=_number(node.high),
        scale=ScaleFigure(min=float(node.scale.min), max=float(node.scale.max)),
        level=_number(node.level),
        level_low=_number(node.level_low),
        level_high=_number(node.level_high),
        coverage=_number(counts.coverage),
        applicable=counts.applicable,
        answered=counts.answered,
        not_applicable=counts.not_applicable,
        dont_know=counts.dont_know,
        state=node.state,
    )


def _comparison(comparison: Comparison, w: Wording) -> ComparisonFigures:
    levels = tuple(
        _number(None if headline is None else headline.level) for headline in comparison.headlines
    )
    has_headline = comparison.headline_obstacle is None
    return ComparisonFigures(
        sides=tuple(side_name(assessment) for assessment in comparison.assessments),
        draft=comparison.is_draft,
        answers_up=comparison.up,
        answers_down=comparison.down,
        untestable=comparison.untestable,
        headline=levels if has_headline else None,
        headline_obstacle=_kind(comparison.headline_obstacle),
        balance=comparison.balances if has_headline else None,
        quadrant=None if comparison.quadrant_obstacle else comparison.quadrants,
        quadrant_obstacle=_kind(comparison.quadrant_obstacle),
        nodes=tuple(_change(node, comparison, w) for node in comparison.nodes.values()),
        changes=tuple(
            ChangedAnswer(
                item=change.item,
                earlier=change.earlier,
                later=change.later,
                how=change.how,
                reason=change.reason,
                evidence=change.has_evidence,
            )
            for change in comparison.changes
        ),
        related=tuple(
            RelatedItems(items=one.items, earlier=one.earlier, how=one.how)
            for one in comparison.related
        ),
        moved=tuple(
            MovedItem(
                item=move.item,
                dimensions=(move.earlier_dimension, move.later_dimension),
                levels=(move.earlier_level, move.later_level),
            )
            for move in comparison.moves
        ),
        not_common=comparison.not_common,
    )


def _change(node: NodeComparison, comparison: Comparison, w: Wording) -> NodeChange:
    scale = node.sides[-1].scale
    difference = node.difference
    return NodeChange(
        id=node.id,
        title=node.sides[-1].title,
        comparable=node.is_comparable,
        reason="" if node.is_comparable else phrases.moved(node, comparison, w),
        grade=node.grade,
        obstacle=_kind(node.obstacle),
        level_obstacle=_kind(node.level_obstacle),
        overlap=float(node.overlap),
        common=node.common,
        union=node.union,
        used=node.used,
        values=tuple(None if index is None else float(scale.of(index)) for index in node.indices),
        levels=tuple(_number(level) for level in node.levels),
        difference=None if difference is None else float((scale.max - scale.min) * difference),
        beyond_one_step=node.is_beyond_one_step,
        untestable=node.untestable,
        error=float(scale.max - scale.min) * node.change.critical if node.change else None,
        reliable=node.change.is_reliable if node.change else None,
    )
