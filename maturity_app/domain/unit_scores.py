"""One unit's figures in one wave, small enough that many thousands of them can be held."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from maturity_app.domain.assessment import Assessment, Status, Unit, Wave
from maturity_app.domain.scorecard import Balance, QuadrantName, Scorecard, State

Mode = Literal["unit", "consensus", "assessor"]
"""Whose answers a record holds: the unit's, a team's consensus, or one person's own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitScores:
    """The figures of one record without their trace, by the ids of the nodes that have them."""

    record: str
    unit: Unit
    wave: Wave
    status: Status
    mode: Mode
    version: str
    coverage: Fraction | None
    state: State
    headline: Fraction | None
    headline_low: Fraction | None
    headline_high: Fraction | None
    quadrant: QuadrantName | None
    balance: Balance | None
    values: Mapping[str, Fraction]
    levels: Mapping[str, Fraction]

    @property
    def is_draft(self) -> bool:
        """Whether the record may still change."""
        return self.status == "draft"


def mode_of(assessment: Assessment) -> Mode:
    """Return whose answers a record holds."""
    if assessment.assessor is not None:
        return "assessor"
    return "consensus" if assessment.sources else "unit"


def unit_scores(assessment: Assessment, card: Scorecard) -> UnitScores:
    """Return the figures of a record; `card` need not be scored on all of its items."""
    headline = card.headline
    return UnitScores(
        record=assessment.id,
        unit=assessment.unit,
        wave=assessment.wave,
        status=assessment.status,
        mode=mode_of(assessment),
        version=assessment.questionnaire.version,
        coverage=card.root.counts.coverage,
        state=card.root.state,
        headline=headline.level if headline else None,
        headline_low=headline.low if headline else None,
        headline_high=headline.high if headline else None,
        quadrant=card.quadrant,
        balance=card.balance,
        values={key: n.value for key, n in card.nodes.items() if n.value is not None},
        levels={key: n.level for key, n in card.nodes.items() if n.level is not None},
    )
