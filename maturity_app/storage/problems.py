"""What is wrong with an input, said so that its author can mend it; and what a machine refuses."""

import errno
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from maturity_app.domain.said import said
from maturity_app.wording import ENGLISH, Wording, visible

DataPath = tuple[str | int, ...]
"""Where something is in parsed data: keys and positions from the root."""


class Problem(NamedTuple):
    """One thing wrong with a file: where, what, and how to mend it.

    `place` is a line number as text, a JSON pointer after "#", or a sheet and cell after "!".
    """

    file: str
    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        """Return the problem in English."""
        return self.worded(ENGLISH)

    def worded(self, w: Wording) -> str:
        """Return `file:line: what; how to mend it`, always one line."""
        said = w.said(self.what)
        if self.mend:
            said = w.joined([said, w.said(self.mend)])
        return visible(f"{self._where(w)}: {said}")

    def _where(self, w: Wording) -> str:
        file = w.said(self.file)
        in_book = _IN_BOOK.fullmatch(self.place) if w.is_for_window else None
        if in_book is None:
            joint = "" if self.place.startswith(("#", "!")) or not self.place else ":"
            return f"{file}{joint}{self.place}"
        sheet, cell = in_book.groups()
        if cell is None:
            return w("{file}, sheet {sheet}", file=file, sheet=sheet)
        return w("{file}, cell {cell} of sheet {sheet}", file=file, cell=cell, sheet=sheet)


_IN_BOOK = re.compile(r"!(.+?)(?:!([A-Z]+\d+))?")


class MaturityError(Exception):
    """A fault that is not the program's; its text is for the person who meets it."""

    def __init__(self, text: str) -> None:
        """Keep what is to be said."""
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        """Return what happened in English."""
        return self.worded(ENGLISH)

    def worded(self, w: Wording) -> str:
        """Return what happened, always one line."""
        return visible(w.said(self.text))


class InputError(MaturityError):
    """A file or value that cannot be used, with all its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order in which they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def worded(self, w: Wording) -> str:
        """Return a line for each problem."""
        return "\n".join(problem.worded(w) for problem in self.problems)


class MachineError(MaturityError):
    """The machine refused: a full disk, a missing permission, a file in use."""


def problem_in(path: Path | str, what: str, mend: str = "") -> InputError:
    """Return an error about a file as a whole, or about a value that has a name."""
    file = path if isinstance(path, str) else str(path)
    return InputError([Problem(file=file, place="", what=what, mend=mend)])


def read_bytes(path: Path, limit: int) -> bytes:
    """Return a file's content.

    Raises:
        InputError: it is missing, not a file, or larger than `limit` bytes.
        MachineError: it may not be read.

    """
    with opened(path) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise too_large(path, limit)
    return content


def too_large(path: Path, limit: int) -> InputError:
    """Return that a file is larger than `limit` bytes."""
    what = said("the file is too large (more than {limit:,} bytes)", limit=limit)
    return problem_in(path, what, said("split it or remove what does not belong in it"))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read.

    Raises:
        InputError: it is missing, or not a file.
        MachineError: it may not be read.

    """
    try:
        with _opened(path) as file:
            yield file
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise problem_in(path, said("there is no such file"), said("check the name")) from missing
    except OSError as refused:
        raise machine_error(path, refused) from refused


def _opened(path: Path) -> BinaryIO:
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        mend = said("name the files in it, as in {example}", example=path / "*")
        raise problem_in(path, said("this is a folder"), mend)
    if not stat.S_ISREG(kind):
        # A pipe would be waited for, and a device never ends.
        raise problem_in(path, said("this is no ordinary file"), said("name another one"))
    return path.open("rb")


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder.

    Raises:
        MachineError: no path can be so long, or the links lead round in a circle.

    """
    try:
        return path.is_dir()
    except OSError as refused:
        raise machine_error(path, refused) from refused


def is_file(path: Path) -> bool:
    """Return whether a path is a file; one that no computer could have is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def shortened(text: object) -> str:
    """Return what stands in a file short enough to be repeated in a message."""
    whole = str(text)
    return whole if len(whole) <= _MOST_SHOWN else f"{whole[:_MOST_SHOWN]}…"


_MOST_SHOWN = 60


def machine_error(path: Path | str, refused: OSError) -> MachineError:
    """Return what the machine refused to do with a file, in plain words."""
    if refused.errno == errno.ENAMETOOLONG:
        name = str(path)[:80]
        return MachineError(said("{name}…: the name is too long for this computer", name=name))
    reason = _REASONS.get(refused.errno or 0) or refused.strerror or str(refused)
    return MachineError(said("{path}: {reason}", path=path, reason=reason))


_REASONS = {
    errno.EACCES: said("this computer does not permit it; ask for access, or choose another place"),
    errno.EPERM: said("this computer does not permit it; ask for access, or choose another place"),
    errno.EROFS: said("this place can be read but not written; choose another one"),
    errno.ENOSPC: said("the disk is full; make room and try again"),
    errno.EDQUOT: said("your share of the disk is full; make room and try again"),
    errno.EEXIST: said("a file has this name; choose another folder"),
    errno.EISDIR: said("a folder has this name; choose another name"),
    errno.ENOTDIR: said("a part of the path is a file and no folder; choose another place"),
    errno.ELOOP: said("the links lead round in a circle; name the file itself"),
}
