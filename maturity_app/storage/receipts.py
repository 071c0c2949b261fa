"""Which files came into a library, by the hash of their bytes, so that none is read twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maturity_app.storage.transactions import told

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


class Receipt(NamedTuple):
    """The record that a file became, as the library lists it."""

    assessment_id: str
    unit: str
    wave: str


class Receipts:
    """The files that came into an open library, a part of `Library`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Work on the library's own connection."""
        self._path = path
        self._connection = connection

    def of(self, sha256: str) -> Receipt | None:
        """Return what a file with these bytes became, if that is still just what it holds."""
        with told(self._path):
            row = self._connection.execute(_STILL_SO, (sha256,)).fetchone()
        return Receipt(*row) if row else None

    def note(self, sha256: str, assessment_id: str) -> None:
        """Note that a record holds what a file with these bytes does."""
        with told(self._path):
            self._connection.execute(_NOTE, (sha256, assessment_id))


# A record that was changed or set aside since then is compared with its file anew.
_STILL_SO = (
    "SELECT a.id, u.name, a.wave_label FROM receipts r"
    " JOIN assessments a ON a.id = r.assessment AND a.changed_at = r.changed_at"
    " JOIN units u ON u.id = a.unit WHERE r.sha256 = ? AND a.archived_at IS NULL"
)

_NOTE = (
    "INSERT OR REPLACE INTO receipts (sha256, assessment, changed_at)"
    " SELECT ?1, id, changed_at FROM assessments WHERE id = ?2"
)
