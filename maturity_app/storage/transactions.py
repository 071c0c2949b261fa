"""All or nothing in the library, and what a database refuses in words for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from maturity_app.domain.said import said
from maturity_app.storage.problems import InputError, MachineError, MaturityError


class LibraryError(MaturityError):
    """The library can't do what was asked: it is damaged, newer, or holds no such record."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the database's refusals into words for people.

    Raises:
        LibraryError: the library is damaged.
        MachineError: the disk is full, or the file may not be written.

    """
    try:
        yield
    except sqlite3.Error as refused:
        raise refusal(path, refused) from refused


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Do all of what is inside or nothing, nobody else writing meanwhile; may be nested.

    Raises:
        LibraryError: the library is damaged.
        MachineError: the disk is full, or the file may not be written.

    """
    if connection.in_transaction:
        yield
        return
    with told(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


@contextmanager
def reading_rows(path: Path) -> Iterator[None]:
    """Tell a row that holds something else than was once written as damage.

    Raises:
        LibraryError: always instead of what a damaged row brings about.

    """
    try:
        yield
    except (InputError, ValueError, TypeError, KeyError) as odd:
        raise _damaged(path, said("a row does not fit: {why}", why=str(odd))) from odd


def refusal(path: Path, refused: sqlite3.Error) -> MaturityError:
    """Return what a database refused in words for people."""
    code = getattr(refused, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_FULL"):
        return MachineError(said("{path}: the disk is full; nothing stored was changed", path=path))
    if code.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return MachineError(
            said(
                "{path}: this computer does not let the library be written; nothing was changed;"
                " ask for access, or choose another folder",
                path=path,
            )
        )
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return MachineError(
            said("{path}: another program is using the library; try again", path=path)
        )
    if code.startswith("SQLITE_IOERR"):
        return MachineError(
            said("{path}: the disk could not be read or written; nothing was changed", path=path)
        )
    return _damaged(path, str(refused))


def _damaged(path: Path, why: str) -> LibraryError:
    return LibraryError(
        said(
            "{path}: the library is damaged ({why}); nothing was changed;"
            " put back a copy, or move the file away to start anew",
            path=path,
            why=why,
        )
    )
