"""The library: one SQLite file that holds every unit, wave and answer of a computer."""

from __future__ import annotations

import json
import sqlite3
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from maturity_app.domain.alphabet import alphabetical
from maturity_app.domain.said import said
from maturity_app.storage.answer_rows import EMPTY, check_lengths, dumped
from maturity_app.storage.bodies import Bodies
from maturity_app.storage.entries import Entry, UnitName, entry_of
from maturity_app.storage.migrations import migrate
from maturity_app.storage.organisation import Organisation
from maturity_app.storage.problems import MaturityError, machine_error
from maturity_app.storage.receipts import Receipts
from maturity_app.storage.transactions import (
    LibraryError,
    reading_rows,
    refusal,
    told,
    transaction,
)

if TYPE_CHECKING:
    # Listing what a library holds needs no assessment; home is shown before they are loaded.
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from maturity_app.domain.assessment import Answer, Assessment
    from maturity_app.domain.plan import Plan

__all__ = ["Entry", "Library", "LibraryError", "open_library"]

FILE_NAME = "library.sqlite"

_BUSY_SECONDS = 5.0


class Library:
    """An open library. Made by `open_library`; one connection, used by one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Keep an open connection whose tables are up to date."""
        self.path = path
        self._connection = connection
        self.organisation = Organisation(path, connection)
        self.receipts = Receipts(path, connection)
        self._bodies = Bodies()

    def close(self) -> None:
        """Close the library; what was saved is on disk already."""
        self._connection.close()

    # --- reading ---------------------------------------------------------------------

    def entries(self, unit_id: str | None = None, *, archived: bool = False) -> list[Entry]:
        """Return all waves of all units, or of one, units by name, waves by date and label.

        Drafts that were set aside are left out; with `archived` they alone are returned.
        """
        query = f"{_ENTRIES} WHERE a.archived_at IS {'NOT ' if archived else ''}NULL"
        with told(self.path):
            if unit_id is None:
                rows = self._connection.execute(query).fetchall()
            else:
                listed = self.organisation.listed_id(unit_id)
                rows = self._connection.execute(f"{query} AND a.unit = ?", (listed,)).fetchall()
        with reading_rows(self.path):
            entries = [entry_of(row) for row in rows]
        # The database would order capitals and letters with accents by their codes.
        return sorted(entries, key=_place)

    def entries_of(self, unit_ids: Sequence[str]) -> list[Entry]:
        """Return all waves of some units, at most 500 of them, as `entries` does."""
        places = ", ".join("?" * len(unit_ids))
        query = f"{_ENTRIES} WHERE a.archived_at IS NULL AND a.unit IN ({places})"
        with told(self.path):
            rows = self._connection.execute(query, tuple(unit_ids)).fetchall()
        with reading_rows(self.path):
            return sorted(map(entry_of, rows), key=_place)

    def entry(self, assessment_id: str) -> Entry:
        """Return one wave as listed.

        Raises:
            LibraryError: there is no such record.

        """
        with told(self.path):
            row = self._connection.execute(
                _ENTRIES + " WHERE a.id = ?", (assessment_id,)
            ).fetchone()
        if row is None:
            raise _missing(assessment_id)
        with reading_rows(self.path):
            return entry_of(row)

    def units(self) -> list[UnitName]:
        """Return all units and parts of the organisation by name."""
        return self.organisation.units()

    def assessment(self, assessment_id: str) -> Assessment:
        """Return one assessment whole; a draft is its unit's as that is listed now.

        Raises:
            LibraryError: there is no such record.

        """
        with told(self.path):
            row = self._connection.execute(
                "SELECT record, status, questionnaire, unit FROM assessments WHERE id = ?",
                (assessment_id,),
            ).fetchone()
            if row is None:
                raise _missing(assessment_id)
            answers = self._connection.execute(
                "SELECT item, body, orphaned FROM answers WHERE assessment = ?", (assessment_id,)
            ).fetchall()
        with reading_rows(self.path):
            whole = self._whole(row[:3], answers)
            return self.organisation.as_listed(whole, row[3]) if whole.is_draft else whole

    def _whole(self, row: Sequence[str], answers: Sequence[tuple[str, str, int]]) -> Assessment:
        from maturity_app.storage.records import assessment_from_parts, questionnaire_from_body

        record, status, key = row
        given = {item: text for item, text, orphaned in answers if not orphaned}
        orphaned = {item: text for item, text, is_orphaned in answers if is_orphaned}
        questionnaire = self._bodies.read(key, lambda: questionnaire_from_body(self._body(key)))
        return assessment_from_parts(record, status, questionnaire, given, orphaned)

    def _body(self, key: str) -> str:
        query = "SELECT body FROM questionnaires WHERE hash = ?"
        return str(self._connection.execute(query, (key,)).fetchone()[0])

    def waves_of(self, unit_id: str) -> list[Assessment]:
        """Return a unit's assessments by date and label.

        Superseded and archived ones are left out, and people's own answers: they are no wave.
        A record that was signed off under another id, before both were found to be one unit,
        bears the unit's present one.
        """
        listed = self.organisation.listed_id(unit_id)
        with told(self.path):
            ids = self._connection.execute(
                "SELECT id FROM assessments WHERE unit = ? AND status <> 'superseded'"
                " AND archived_at IS NULL AND json_extract(record, '$.assessor') IS NULL"
                " ORDER BY wave_date, wave_label",
                (listed,),
            ).fetchall()
        return [self.compared(row[0]) for row in ids]

    def compared(self, assessment_id: str) -> Assessment:
        """Return an assessment to be compared: a signed one too is its unit's as listed now.

        Raises:
            LibraryError: there is no such record.

        """
        whole = self.assessment(assessment_id)
        listed = self.organisation.listed_id(whole.unit.id)
        return whole if listed == whole.unit.id else self.organisation.as_listed(whole, listed)

    def questionnaire_title(self, assessment_id: str, language: str) -> str:
        """Return what the questionnaire of a record is called, in a language if it has that."""
        with told(self.path):
            row = self._connection.execute(
                "SELECT coalesce(nullif(json_extract(q.body, ?2), ''),"
                " json_extract(q.body, '$.title'), q.id) FROM assessments a"
                " JOIN questionnaires q ON q.hash = a.questionnaire WHERE a.id = ?1",
                (assessment_id, f'$.translations."{language}".title'),
            ).fetchone()
        return str(row[0]) if row else ""

    def questionnaire_uses(self) -> dict[str, int]:
        """Return how many records use a questionnaire or what extends one, by its id."""
        with told(self.path):
            rows = self._connection.execute(
                "SELECT q.id, json_extract(q.body, '$.extension.id'), count(*)"
                " FROM assessments a JOIN questionnaires q ON q.hash = a.questionnaire"
                " GROUP BY 1, 2"
            ).fetchall()
        uses: dict[str, int] = {}
        for questionnaire, extension, count in rows:
            for name in filter(None, (questionnaire, extension)):
                uses[name] = uses.get(name, 0) + count
        return uses

    def chain_end(self, unit_id: str) -> tuple[int, str]:
        """Return position and fingerprint of a unit's newest signed record; (0, "") if none."""
        unit_id = self.organisation.listed_id(unit_id)
        with told(self.path):
            row = self._connection.execute(
                "SELECT position, fingerprint FROM assessments WHERE unit = ? AND position > 0"
                " ORDER BY position DESC LIMIT 1",
                (unit_id,),
            ).fetchone()
        return (int(row[0]), str(row[1])) if row else (0, "")

    def holds(self, assessment_id: str) -> bool:
        """Return whether there is a record with this id."""
        with told(self.path):
            query = "SELECT 1 FROM assessments WHERE id = ?"
            return self._connection.execute(query, (assessment_id,)).fetchone() is not None

    # --- writing ---------------------------------------------------------------------

    def alone(self) -> AbstractContextManager[None]:
        """Do all of what is inside or nothing, while no other program writes."""
        return transaction(self._connection, self.path)

    def add(self, assessment: Assessment) -> None:
        """Store a new assessment whole, its unit included.

        Raises:
            LibraryError: there is a record with this id already.
            MachineError: the disk is full or read-only.

        """
        with self.alone():
            if self.holds(assessment.id):
                what = said("there is a record {id} already; nothing was changed", id=assessment.id)
                raise LibraryError(what)
            self._write(assessment)

    def replace(self, assessment: Assessment) -> None:
        """Store an assessment in the place of the draft with its id.

        Raises:
            LibraryError: there is no such record, or it is signed off and so can't change.

        """
        with self.alone():
            if self.entry(assessment.id).status != "draft":
                raise _signed(assessment.id)
            self._connection.execute("DELETE FROM answers WHERE assessment = ?", (assessment.id,))
            self._write(assessment)

    def save_answer(self, assessment_id: str, item_id: str, answer: Answer) -> datetime:
        """Save one answer durably and return when; the draft's summary is stale from then on.

        Raises:
            LibraryError: the record is signed off, or there is none; a text is too long.
            MachineError: the disk is full or read-only; nothing stored has changed.

        """
        check_lengths(answer)
        now = datetime.now(UTC)
        body = dumped(answer)
        with self.alone():
            changed = self._connection.execute(
                "UPDATE assessments SET changed_at = ?, scoring_version = NULL"
                " WHERE id = ? AND status = 'draft'",
                (now.isoformat(), assessment_id),
            )
            if changed.rowcount == 0:
                raise (_signed if self.holds(assessment_id) else _missing)(assessment_id)
            if body == EMPTY:
                query = "DELETE FROM answers WHERE assessment = ? AND item = ?"
                self._connection.execute(query, (assessment_id, item_id))
            else:
                self._connection.execute(_UPSERT, (assessment_id, item_id, body, 0))
        return now

    def save_plan(self, assessment_id: str, plan: Plan) -> datetime:
        """Save a draft's targets and actions durably and return when; no figure changes.

        Raises:
            LibraryError: the record is signed off, or there is none.
            MachineError: the disk is full or read-only; nothing stored has changed.

        """
        from dataclasses import replace

        from maturity_app.storage.records import record_text

        now = datetime.now(UTC)
        with self.alone():
            held = self.assessment(assessment_id)
            if not held.is_draft:
                raise _signed(assessment_id)
            record = record_text(replace(held, plan=plan))
            self._connection.execute(
                "UPDATE assessments SET record = ?, changed_at = ? WHERE id = ?",
                (record, now.isoformat(), assessment_id),
            )
        return now

    def archive(self, assessment_id: str) -> None:
        """Set a draft aside: it is listed and compared no more until `restore`.

        Raises:
            LibraryError: the record is signed off, or there is none.

        """
        self._set_archived(assessment_id, datetime.now(UTC).isoformat())

    def restore(self, assessment_id: str) -> None:
        """List a draft again that was set aside."""
        self._set_archived(assessment_id, None)

    def _set_archived(self, assessment_id: str, when: str | None) -> None:
        with self.alone():
            if self.entry(assessment_id).status != "draft":
                raise _signed(assessment_id)
            query = "UPDATE assessments SET archived_at = ? WHERE id = ?"
            self._connection.execute(query, (when, assessment_id))

    def discard(self, made_up: Assessment) -> None:
        """Delete a record of an example, given whole: one that holds anything else stays.

        Raises:
            LibraryError: there is no such record, or it is not just that.

        """
        with self.alone():
            if self.assessment(made_up.id) != made_up:
                raise LibraryError(said("record {id} has changed; it stays", id=made_up.id))
            self._connection.execute("DELETE FROM answers WHERE assessment = ?", (made_up.id,))
            self._connection.execute("DELETE FROM assessments WHERE id = ?", (made_up.id,))

    def save_summary(
        self, assessment_id: str, scoring_version: int, summary: dict[str, object]
    ) -> None:
        """Store the figures the home page shows, so that it need not score."""
        with self.alone():
            self._connection.execute(
                "UPDATE assessments SET scoring_version = ?, summary = ? WHERE id = ?",
                (scoring_version, json.dumps(summary, sort_keys=True), assessment_id),
            )

    def _write(self, assessment: Assessment) -> None:
        from maturity_app.storage.records import record_text

        unit = assessment.unit
        day = assessment.wave.date.isoformat()
        self.organisation.keep(unit, assessment.wave.date)
        listed = self.organisation.listed_id(unit.id)
        questionnaire = assessment.questionnaire
        body = self._bodies.body_of(questionnaire)
        self._connection.execute(
            "INSERT OR IGNORE INTO questionnaires (hash, id, version, body) VALUES (?, ?, ?, ?)",
            (body.hash, questionnaire.id, questionnaire.version, body.text),
        )
        chain = assessment.chain
        self._connection.execute(
            "INSERT OR REPLACE INTO assessments (id, unit, wave_label, wave_date, status,"
            " questionnaire, record, position, fingerprint, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                assessment.id,
                listed,
                assessment.wave.label,
                day,
                assessment.status,
                body.hash,
                record_text(assessment),
                chain.position if chain else 0,
                assessment.fingerprint,
                datetime.now(UTC).isoformat(),
            ),
        )
        rows = [
            (assessment.id, item_id, dumped(answer), orphaned)
            for orphaned, given in enumerate((assessment.answers, assessment.orphaned))
            for item_id, answer in given.items()
        ]
        self._connection.executemany(_UPSERT, rows)
        # A correction may come before or after the record it corrects.
        self._connection.execute(_SUPERSEDED, (listed,))


def open_library(folder: Path) -> Library:
    """Open the library in a folder; a new one is made where there is none.

    Raises:
        LibraryError: the file is damaged, or a newer program wrote it.
        MachineError: the folder can't be written.

    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    except OSError as refused:
        raise machine_error(folder, refused) from refused
    except sqlite3.Error as refused:
        raise refusal(path, refused) from refused
    try:
        # FULL lets a saved answer survive a power cut; the write-ahead log keeps it quick.
        _keep_a_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, path)
    except sqlite3.Error as refused:
        connection.close()
        raise refusal(path, refused) from refused
    except MaturityError:
        connection.close()
        raise
    return Library(path, connection)


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite waits for no lock here, so we do."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as refused:
            is_busy = refused.sqlite_errorname.startswith("SQLITE_BUSY")
            if not is_busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


_UPSERT = (
    "INSERT INTO answers (assessment, item, body, orphaned) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (assessment, item) DO UPDATE SET body = excluded.body,"
    " orphaned = excluded.orphaned"
)

# Only signed records supersede, and only records of their own unit.
_SUPERSEDED = (
    "UPDATE assessments SET status = 'superseded' WHERE unit = ?1 AND status = 'signed_off'"
    " AND id IN (SELECT json_extract(record, '$.supersedes') FROM assessments"
    " WHERE unit = ?1 AND status <> 'draft')"
)

_ENTRIES = (
    "SELECT a.id, a.unit, u.name, u.headcount, u.parent, a.wave_label, a.wave_date, a.status,"
    " q.id, q.version, a.changed_at, a.scoring_version, a.summary, a.archived_at,"
    # Looked up in drafts only: a start with thousands of signed records need not read them.
    " CASE a.status WHEN 'draft' THEN json_extract(a.record, '$.supersedes') END,"
    " CASE a.status WHEN 'draft' THEN json_extract(a.record, '$.assessor.name') END,"
    " CASE a.status WHEN 'draft' THEN json_array_length(a.record, '$.sources') END"
    " FROM assessments a JOIN units u ON u.id = a.unit"
    " JOIN questionnaires q ON q.hash = a.questionnaire"
)


def _place(entry: Entry) -> tuple[tuple[str, str], str, date, str]:
    return alphabetical(entry.unit.name), entry.unit.id, entry.wave.date, entry.wave.label


def _missing(assessment_id: str) -> LibraryError:
    return LibraryError(said("there is no record {id} in the library", id=assessment_id))


def _signed(assessment_id: str) -> LibraryError:
    return LibraryError(
        said(
            "record {id} is signed off and can't change; correct it by a new record",
            id=assessment_id,
        )
    )
