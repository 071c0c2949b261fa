"""One program at a time adds to a staff survey or closes it; others wait for their turn."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from maturity_app.domain.said import said
from maturity_app.storage.locks import lock
from maturity_app.storage.problems import problem_in

_WAIT_SECONDS = 5.0
_LOOK_SECONDS = 0.03


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Keep other programs from changing a survey, from before it is read until it is written.

    The lock is on a file beside the survey, whose own file makes way for a new one when written.

    Raises:
        InputError: another program is at it, and still was after a moment.

    """
    survey = Path(os.path.realpath(path))
    place = survey.with_name(f".{survey.name}.lock")
    try:
        file = _waited_for(place)
    except OSError:
        # Some network shares know no locks, and who may only read a folder can't leave one there.
        # To refuse would be to keep a survey from being used there at all: it is still noticed
        # if its file was changed since it was read, but for the moment in which it is written.
        yield
        return
    if file is None:
        what = said("another program is adding to this survey or closing it")
        raise problem_in(path, what, said("try again in a moment"))
    try:
        yield
    finally:
        _let_go(file, place)


def _waited_for(place: Path) -> IO[bytes] | None:
    """Return the lock's file, open and locked; None if another program has it for long."""
    until = time.monotonic() + _WAIT_SECONDS
    while (file := _locked(place)) is None and time.monotonic() < until:
        time.sleep(_LOOK_SECONDS)
    return file


def _locked(place: Path) -> IO[bytes] | None:
    """Return the lock's file, open and locked; None if another program has it."""
    file = _opened(place)
    try:
        if lock(file) and _is_in_place(file, place):
            return file
    except OSError:
        file.close()
        raise
    file.close()
    return None


def _opened(place: Path) -> IO[bytes]:
    try:
        return place.open("ab")
    except PermissionError:
        # One that somebody else's program left behind, which it could not take away any more.
        return place.open("rb")


if sys.platform == "win32":

    def _is_in_place(_file: IO[bytes], _place: Path) -> bool:
        """Return that it is: what is open can't be taken away."""
        return True

    def _let_go(file: IO[bytes], place: Path) -> None:
        file.close()
        # Another program may have it by now.
        with suppress(OSError):
            place.unlink()

else:

    def _is_in_place(file: IO[bytes], place: Path) -> bool:
        """Return whether it was not taken away, by the one before, between opening and locking."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), place.stat())
        except FileNotFoundError:
            return False

    def _let_go(file: IO[bytes], place: Path) -> None:
        # While it is locked: once it is not, it may be another program's.
        with suppress(OSError):
            place.unlink()
        file.close()
