"""Locks on open files, which the system takes from a program when it ends, however it ends."""

import os
import sys
from typing import IO, Any

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20
    """A locked byte can't be read by others, so it lies behind what is written."""

    def _lock(file: IO[Any]) -> None:
        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        os.lseek(file.fileno(), 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: IO[Any]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock(file: IO[Any]) -> bool:
    """Lock an open file until it is closed; return whether no other program has it.

    Raises:
        OSError: there are no locks on this disk.

    """
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        return False
    return True
