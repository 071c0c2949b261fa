"""The library's tables, version by version; all steps that are due are one transaction."""

import os
import sqlite3
from pathlib import Path

from maturity_app.domain.said import said
from maturity_app.storage.problems import MaturityError, machine_error
from maturity_app.storage.transactions import transaction

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "first tables",
        (
            """CREATE TABLE units (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, headcount INTEGER
            )""",
            """CREATE TABLE questionnaires (
                hash TEXT PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT NULL, body TEXT NOT NULL
            )""",
            """CREATE TABLE assessments (
                id TEXT PRIMARY KEY,
                unit TEXT NOT NULL REFERENCES units (id),
                wave_label TEXT NOT NULL,
                wave_date TEXT NOT NULL,
                status TEXT NOT NULL,
                questionnaire TEXT NOT NULL REFERENCES questionnaires (hash),
                record TEXT NOT NULL,
                position INTEGER NOT NULL DEFAULT 0,
                fingerprint TEXT NOT NULL DEFAULT '',
                changed_at TEXT NOT NULL,
                scoring_version INTEGER,
                summary TEXT
            )""",
            "CREATE INDEX assessments_by_unit ON assessments (unit, wave_date)",
            """CREATE TABLE answers (
                assessment TEXT NOT NULL REFERENCES assessments (id) DEFERRABLE INITIALLY DEFERRED,
                item TEXT NOT NULL,
                body TEXT NOT NULL,
                orphaned INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (assessment, item)
            ) WITHOUT ROWID""",
        ),
    ),
    (
        "an organisation's tree, units that are one, drafts set aside",
        (
            "ALTER TABLE units ADD COLUMN parent TEXT REFERENCES units (id)",
            """CREATE TABLE same_units (
                id TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES units (id)
            )""",
            "ALTER TABLE assessments ADD COLUMN archived_at TEXT",
        ),
    ),
    (
        "files that came in, by the hash of their bytes",
        (
            """CREATE TABLE receipts (
                sha256 TEXT PRIMARY KEY, assessment TEXT NOT NULL, changed_at TEXT NOT NULL
            ) WITHOUT ROWID""",
        ),
    ),
)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a library's tables up to date, a copy set aside before an old one is touched.

    Raises:
        MaturityError: a newer program wrote the library.
        MachineError: the copy can't be made.

    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if not 0 <= version <= len(STEPS):
        raise MaturityError(
            said(
                "{path}: a newer version of the program wrote this library; use that version",
                path=path,
            )
        )
    if 0 < version < len(STEPS):
        _set_aside(connection, path, version)
    if version == len(STEPS):
        return
    with transaction(connection, path):
        # Another window may have taken the steps while we waited for the lock.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for _, statements in STEPS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(STEPS):d}")


def _set_aside(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the library beside itself, unless another window has brought it up to date by now."""
    copy = path.with_name(f"{path.stem}-before-version-{version + 1}{path.suffix}")
    unfinished = copy.with_name(f"{copy.name}.{os.urandom(4).hex()}")
    try:
        target = sqlite3.connect(unfinished)
        try:
            connection.backup(target)
            is_old = target.execute("PRAGMA user_version").fetchone()[0] == version
        finally:
            target.close()
        if is_old:
            unfinished.replace(copy)
        else:
            unfinished.unlink()
    except OSError as refused:
        raise machine_error(copy, refused) from refused
