"""What a report says, computed once from scorecards and comparisons; renderings only set it."""

from collections.abc import Sequence
from dataclasses import dataclass

from maturity_app.domain.alphabet import alphabetical
from maturity_app.domain.assessment import Assessment, Unit
from maturity_app.domain.comparison import Comparison, compare, in_order, series
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score_assessment


@dataclass(frozen=True, kw_only=True)
class Report:
    """One assessment for management: its scorecard, and how it compares with the last wave.

    Without earlier waves there is nothing to compare with and `previous` is None.
    `trend` holds each wave compared with the one before, the newest pair last; it ends with
    `previous`.
    """

    assessment: Assessment
    card: Scorecard
    previous: Comparison | None = None
    trend: tuple[Comparison, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UnitSeries:
    """One unit's waves in order, each compared with the one before."""

    unit: Unit
    assessments: tuple[Assessment, ...]
    pairs: tuple[Comparison, ...]


@dataclass(frozen=True, kw_only=True)
class ComparisonReport:
    """Any number of assessments: each unit over time, and the latest waves of all units.

    `between` is computed on the items common to all units; None with one unit. `rank` is the id
    of the node in whose order the units stand; empty while they are in alphabetical order.
    Without `has_answers` only scores are handed on: the scorecards alone still know the answers.
    """

    units: tuple[UnitSeries, ...]
    between: Comparison | None
    rank: str = ""
    has_answers: bool = True

    @property
    def is_draft(self) -> bool:
        """Whether any assessment is a draft."""
        return any(a.is_draft for unit in self.units for a in unit.assessments)


def report_on(
    assessment: Assessment,
    earlier: Sequence[Assessment] = (),
    mappings: Sequence[VersionMapping] = (),
) -> Report:
    """Return what a management report says of an assessment and its unit's earlier waves."""
    waves = [wave for wave in in_order([*earlier, assessment]) if wave.id != assessment.id]
    now = (assessment.wave.date, assessment.wave.label)
    before = [wave for wave in waves if (wave.wave.date, wave.wave.label) <= now]
    trend = series([*before, assessment], mappings)
    return Report(
        assessment=assessment,
        card=score_assessment(assessment),
        previous=trend[-1] if trend else None,
        trend=trend,
    )


def comparison_of(
    assessments: Sequence[Assessment], mappings: Sequence[VersionMapping] = ()
) -> ComparisonReport:
    """Return what a comparison says of assessments, units in alphabetical order.

    Raises:
        ValueError: fewer than two assessments, or of different questionnaires.

    """
    by_unit: dict[str, list[Assessment]] = {}
    for assessment in in_order(assessments):
        by_unit.setdefault(assessment.unit.id, []).append(assessment)
    units = sorted(
        (
            UnitSeries(unit=waves[-1].unit, assessments=tuple(waves), pairs=series(waves, mappings))
            for waves in by_unit.values()
        ),
        key=lambda unit: (alphabetical(unit.unit.name), unit.unit.id),
    )
    latest = [unit.assessments[-1] for unit in units]
    between = compare(latest, mappings) if units[1:] else None
    return ComparisonReport(units=tuple(units), between=between)
