"""One row a node with its figures, the same in the tracker and where only scores are shared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.wording import Wording

Typed = Literal["text", "date", "number", "share"]
Value = str | date | Fraction | None


@dataclass(frozen=True, kw_only=True)
class Described:
    """A column of a table of ours: its permanent name, what it holds, and which values it allows.

    Without `allowed` any value of the type may stand there.
    """

    name: str
    meaning: str
    type: Typed = "text"
    allowed: Sequence[str] = field(default=())


STATES = ("rated", "provisional", "insufficient", "not_rated")
STATUSES = ("draft", "signed_off", "superseded")
KINDS = ("practice", "safeguard", "pressure", "enabler", "outcome")

KEY = ("unit_id", "wave", "date", "questionnaire")
"""The columns that say which record a row is of; `node` says which of its rows."""


def score_columns(w: Wording) -> tuple[Described, ...]:
    """Return the columns of `score_rows`; their names are the same in every language."""
    return (
        Described(name="unit_id", meaning=w("Permanent id of the unit.")),
        Described(name="unit", meaning=w("The unit's name.")),
        Described(name="wave", meaning=w("The wave.")),
        Described(name="date", meaning=w("The wave's date."), type="date"),
        Described(name="questionnaire", meaning=w("Permanent id of the questionnaire.")),
        Described(name="version", meaning=w("Its version.")),
        Described(name="node", meaning=w("Permanent id of the node.")),
        Described(name="title", meaning=w("The node's title.")),
        Described(
            name="kind",
            meaning=w("practice, safeguard, pressure, enabler or outcome."),
            allowed=KINDS,
        ),
        Described(
            name="value", meaning=w("The index on the node's own scale, unrounded."), type="number"
        ),
        Described(name="low", meaning=w("The value with open items at their lowest."),
                  type="number"),
        Described(name="high", meaning=w("The value with open items at their highest."),
                  type="number"),
        Described(
            name="level", meaning=w("The level with the way to the next, unrounded."), type="number"
        ),
        Described(name="coverage", meaning=w("Answered ÷ applicable items."), type="share"),
        Described(
            name="state",
            meaning=w("rated, provisional, insufficient or not_rated."),
            allowed=STATES,
        ),
        Described(
            name="status", meaning=w("draft, signed_off or superseded."), allowed=STATUSES
        ),
        Described(
            name="fingerprint", meaning=w("SHA-256 of the signed record; a draft has none.")
        ),
    )  # fmt: skip


def score_rows(assessment: Assessment, card: Scorecard) -> Iterator[tuple[Value, ...]]:
    """Yield the figures of each node, without what the unit added itself."""
    definition = assessment.questionnaire
    about = (
        assessment.unit.id,
        assessment.unit.name,
        assessment.wave.label,
        assessment.wave.date,
        definition.id,
        definition.version,
    )
    for node in card.nodes.values():
        if not node.is_local:
            yield (*about, *_figures(node), assessment.status, assessment.fingerprint)


def _figures(node: NodeScore) -> tuple[Value, ...]:
    # A node without an aggregate has counts alone.
    return (
        node.id,
        node.title,
        node.kind or "",
        node.value,
        node.low,
        node.high,
        node.level,
        node.counts.coverage,
        node.state,
    )
