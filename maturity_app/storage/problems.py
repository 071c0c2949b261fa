"""What is wrong with an input, said so that its author can mend it; and what a machine refuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DataPath = tuple[str | int, ...]
"""Where something is in parsed data: keys and positions from the root."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing wrong with a file: where, what, and how to mend it.

    `place` is a line number as text, a JSON pointer after "#", or a sheet and cell after "!".
    """

    file: str
    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        """Return `file:line: what; how to mend it`."""
        joint = "" if self.place.startswith(("#", "!")) or not self.place else ":"
        mend = f"; {self.mend}" if self.mend else ""
        return f"{self.file}{joint}{self.place}: {self.what}{mend}"


class MaturityError(Exception):
    """A fault that is not the program's; its text is for the person who meets it."""


class InputError(MaturityError):
    """A file or value that cannot be used, with all its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order in which they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class MachineError(MaturityError):
    """The machine refused: a full disk, a missing permission, a file in use."""


def problem_in(path: Path, what: str, mend: str = "") -> InputError:
    """Return an error about a file as a whole."""
    return InputError([Problem(file=str(path), place="", what=what, mend=mend)])


def read_bytes(path: Path, limit: int) -> bytes:
    """Return a file's content.

    Raises:
        InputError: it is missing, not a file, or larger than `limit` bytes.
        MachineError: it may not be read.

    """
    try:
        if path.is_dir():
            raise problem_in(path, "this is a folder", "name a file")
        size = path.stat().st_size
        if size > limit:
            what = f"the file is too large ({size:,} bytes, {limit:,} at most)"
            raise problem_in(path, what, "split it or remove what does not belong in it")
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise problem_in(path, "there is no such file", "check the name") from missing
    except OSError as refused:
        raise machine_error(path, refused) from refused


def machine_error(path: Path, refused: OSError) -> MachineError:
    """Return what the machine refused to do with a file, in plain words."""
    return MachineError(f"{path}: the computer refused: {refused.strerror or refused}")
