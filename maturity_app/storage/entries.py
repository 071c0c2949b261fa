"""What the library lists: plain tuples, so that a start with thousands of them costs nothing."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple


class UnitName(NamedTuple):
    """A unit as the library lists it; `parent` is the id of what it lies within, if anything."""

    id: str
    name: str
    headcount: int | None = None
    parent: str | None = None


class WaveName(NamedTuple):
    """A wave as the library lists it."""

    label: str
    date: date


class Entry(NamedTuple):
    """One wave of a unit as the home page lists it, with the figures stored when last saved.

    `stored` is the JSON stored with `scoring_version`; None while nothing was stored since the
    last answer. `corrects` is the id of the signed record that a draft corrects, if it does.
    `assessor` is the name of whose own answers a draft holds, None where they are the unit's;
    `sources` is of how many people's answers a draft was made.
    """

    id: str
    unit: UnitName
    wave: WaveName
    status: str
    questionnaire_id: str
    questionnaire_version: str
    changed_at: datetime
    scoring_version: int | None
    stored: str | None
    is_archived: bool = False
    corrects: str = ""
    assessor: str | None = None
    sources: int = 0

    @property
    def is_own(self) -> bool:
        """Whether it holds one person's own answers, and so is no wave of the unit."""
        return self.assessor is not None

    @property
    def summary(self) -> dict[str, object] | None:
        """The stored figures; None where there are none, or none that can be read."""
        try:
            data = json.loads(self.stored or "null")
        except ValueError:
            return None
        return data if isinstance(data, dict) else None


def entry_of(row: Sequence[Any]) -> Entry:
    """Return the entry in a row of the library.

    Raises:
        ValueError, TypeError: the row holds something else than was once written.

    """
    *first, changed, scoring, stored, archived, corrects, assessor, sources = row
    key, *unit, label, day, status, q_id, version = first
    return Entry(
        key,
        UnitName(*unit),
        WaveName(label, date.fromisoformat(day)),
        status,
        q_id,
        version,
        datetime.fromisoformat(changed),
        scoring,
        stored if scoring is not None else None,
        archived is not None,
        corrects or "",
        assessor,
        sources or 0,
    )


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that count as their units' waves.

    Left out are superseded ones, corrections of a record that stands, and people's own answers.
    """
    ids = {entry.id for entry in entries if entry.status == "signed_off"}
    listed = (entry for entry in entries if entry.status != "superseded" and not entry.is_own)
    return [entry for entry in listed if entry.corrects not in ids]


def wave_labels(entries: Sequence[Entry]) -> list[str]:
    """Return the names of all waves that count, the newest first; capitals make no other name."""
    newest = sorted(standing(entries), key=lambda entry: entry.wave.date, reverse=True)
    labels: dict[str, str] = {}
    for entry in newest:
        labels.setdefault(entry.wave.label.casefold(), entry.wave.label)
    return list(labels.values())
