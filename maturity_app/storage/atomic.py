"""Writing a file whole or not at all."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter
from pathlib import Path

from maturity_app.domain.said import said
from maturity_app.storage.problems import machine_error, problem_in


def write_whole(
    path: Path,
    content: bytes,
    prove: Callable[[Path], object] | None = None,
    *,
    once_proved: Callable[[], object] | None = None,
    is_private: bool = False,
) -> None:
    """Write a file beside its place and rename it there, so that a failure leaves the old one.

    A link is followed, and a file that is replaced keeps its permissions; a new one that
    `is_private` may be read by nobody else. `prove` reads what was written before it is renamed,
    and raises where it is not what was meant. `once_proved` does what must be done before the
    file may be seen; where it raises, there is nothing new.

    Raises:
        InputError: the name is a folder's or a device's.
        MachineError: the disk is full, the folder read-only or the file in use.

    """
    with whole_file(path, prove, once_proved=once_proved, is_private=is_private) as file:
        file.write(content)


@contextmanager
def whole_file(
    path: Path,
    prove: Callable[[Path], object] | None = None,
    *,
    once_proved: Callable[[], object] | None = None,
    is_private: bool = False,
) -> Iterator[BufferedWriter]:
    """Let a file be written piece by piece, as `write_whole` does with all of it.

    It takes its place at the end; where what is inside raises, there is nothing new.

    Raises:
        InputError: the name is a folder's or a device's.
        MachineError: the disk is full, the folder read-only or the file in use.

    """
    try:
        # Renaming onto a link would leave the file it leads to as it was.
        target = Path(os.path.realpath(path))
        mode = _mode(target, path, 0o600 if is_private else 0o666)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-", suffix=target.suffix)
    except OSError as refused:
        raise machine_error(path, refused) from refused
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if prove is not None:
            prove(Path(name))
        Path(name).chmod(mode)
        if once_proved is not None:
            once_proved()
        Path(name).replace(target)
    except BaseException as refused:
        with suppress(OSError):
            Path(name).unlink()
        if isinstance(refused, OSError):
            raise machine_error(path, refused) from refused
        raise


def try_folder(folder: Path) -> None:
    """Make sure that files can be written to a folder, before many are.

    Raises:
        MachineError: they can't.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder, prefix=".writing-"):
            pass
    except OSError as refused:
        raise machine_error(folder, refused) from refused


def _mode(target: Path, path: Path, most: int) -> int:
    """Return the permissions the file will have: those it has, or as a new one `most`."""
    try:
        kind = target.stat().st_mode
    except FileNotFoundError:
        return most & ~_umask()
    if stat.S_ISDIR(kind):
        raise problem_in(path, said("a folder has this name"), said("name a file"))
    if not stat.S_ISREG(kind):
        raise problem_in(path, said("this is no ordinary file"), said("name another one"))
    if not os.access(target, os.W_OK):
        # Renaming would get past the protection of a file that someone has closed.
        raise PermissionError(errno.EACCES, "")
    return stat.S_IMODE(kind)


def _umask() -> int:
    """Return the process's mask for new files; the system offers no way but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
