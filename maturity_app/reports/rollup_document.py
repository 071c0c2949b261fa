"""A roll-up as plain numbers for other programs: stable names, nothing rounded."""

from dataclasses import dataclass

from maturity_app.domain.rollup import BranchScores, Measure, RollUp
from maturity_app.domain.spread import Spread
from maturity_app.domain.unit_scores import UnitScores
from maturity_app.reports.rollup import Number, branch_name, spread_note, spread_numbers
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True)
class SpreadFigure:
    """One figure of one branch; null where there is none, `note` says why."""

    measure: str
    node: str
    figure: str
    units: int
    with_value: int
    single: float | None
    mean: float | None
    sd: float | None
    min: float | None
    q1: float | None
    median: float | None
    q3: float | None
    max: float | None
    at_level: tuple[int, ...]
    overlap: float
    note: str


@dataclass(frozen=True, kw_only=True)
class BranchFigure:
    """One branch; the first one is the whole, which has no id."""

    id: str
    name: str
    path: tuple[str, ...]
    units: tuple[str, ...]
    drafts: int
    figures: tuple[SpreadFigure, ...]


@dataclass(frozen=True, kw_only=True)
class UnitRollUpFigure:
    """One unit as it counts: its record, where it lies, and its own figures by their ids."""

    id: str
    name: str
    within: tuple[str, ...]
    record: str
    wave: str
    date: str
    status: str
    mode: str
    version: str
    figures: dict[str, float | None]


@dataclass(frozen=True, kw_only=True)
class RollUpDocument:
    """What `rollup` writes as JSON."""

    draft: bool
    questionnaire: str
    versions: tuple[str, ...]
    not_counted: dict[str, int]
    branches: tuple[BranchFigure, ...]
    units: tuple[UnitRollUpFigure, ...]


def rollup_document(rollup: RollUp, w: Wording) -> RollUpDocument:
    """Return the figures of a roll-up, unrounded."""
    left = rollup.not_counted
    return RollUpDocument(
        draft=rollup.is_draft,
        questionnaire=rollup.questionnaire.id,
        versions=rollup.ground.versions,
        not_counted={
            "personal": left.personal,
            "replaced": left.replaced,
            "other_waves": left.other_waves,
        },
        branches=tuple(_branch_figure(rollup, branch, w) for branch in rollup.branches),
        units=tuple(_unit_figure(rollup, unit) for unit in rollup.units),
    )


def _branch_figure(rollup: RollUp, branch: BranchScores, w: Wording) -> BranchFigure:
    return BranchFigure(
        id=branch.id,
        name=branch_name(branch, w),
        path=branch.path,
        units=tuple(rollup.units[position].unit.id for position in branch.units),
        drafts=branch.drafts,
        figures=tuple(
            _spread_figure(measure, branch.spreads[measure.id], w) for measure in rollup.measures
        ),
    )


def _spread_figure(measure: Measure, spread: Spread, w: Wording) -> SpreadFigure:
    units, valued, *numbers = spread_numbers(spread)
    single, mean, sd, low, q1, median, q3, high = map(_number, numbers)
    return SpreadFigure(
        measure=measure.id,
        node=measure.node,
        figure=measure.figure,
        units=int(units or 0),
        with_value=int(valued or 0),
        single=single,
        mean=mean,
        sd=sd,
        min=low,
        q1=q1,
        median=median,
        q3=q3,
        max=high,
        at_level=spread.at_level,
        overlap=float(measure.overlap),
        note=spread_note(measure, spread, w),
    )


def _unit_figure(rollup: RollUp, unit: UnitScores) -> UnitRollUpFigure:
    return UnitRollUpFigure(
        id=unit.unit.id,
        name=unit.unit.name,
        within=tuple(branch.id for branch in unit.unit.within),
        record=unit.record,
        wave=unit.wave.label,
        date=unit.wave.date.isoformat(),
        status=unit.status,
        mode=unit.mode,
        version=unit.version,
        figures={measure.id: _number(measure.of(unit)) for measure in rollup.measures},
    )


def _number(value: Number | float) -> float | None:
    return None if value is None else float(value)
