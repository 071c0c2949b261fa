"""One row a node with its figures, the same in the tracker and where only scores are shared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.wording import Wording

Typed = Literal["text", "date", "count", "number", "share"]
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


Entry = tuple[str, Typed, str, Sequence[str]]
"""A column in a row of a table: its name, type, meaning and allowed values."""


def score_columns(w: Wording) -> tuple[Described, ...]:
    """Return the columns of `score_rows`; their names are the same in every language."""
    return described((
        ("unit_id", "text", w("Permanent id of the unit."), ()),
        ("unit", "text", w("The unit's name."), ()),
        ("wave", "text", w("The wave."), ()),
        ("date", "date", w("The wave's date."), ()),
        ("questionnaire", "text", w("Permanent id of the questionnaire."), ()),
        ("version", "text", w("Its version."), ()),
        ("node", "text", w("Permanent id of the node."), ()),
        ("title", "text", w("Dimension or group."), ()),
        ("kind", "text", w("practice, safeguard, pressure, enabler or outcome."), KINDS),
        ("value", "number", w("The index on the node's own scale, unrounded."), ()),
        ("low", "number", w("The value with open items at their lowest."), ()),
        ("high", "number", w("The value with open items at their highest."), ()),
        ("level", "number", w("The level with the way to the next, unrounded."), ()),
        ("coverage", "share", w("Answered ÷ applicable items."), ()),
        ("state", "text", w("rated, provisional, insufficient or not_rated."), STATES),
        ("status", "text", w("draft, signed_off or superseded."), STATUSES),
        ("fingerprint", "text", w("SHA-256 of the signed record; a draft has none."), ()),
    ))  # fmt: skip


def described(entries: Iterable[Entry]) -> tuple[Described, ...]:
    """Return the columns of a table from its rows."""
    return tuple(
        Described(name=name, meaning=meaning, type=kind, allowed=allowed)
        for name, kind, meaning, allowed in entries
    )


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
