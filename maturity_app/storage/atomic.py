"""Writing a file whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from maturity_app.storage.problems import machine_error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it there, so that a failure leaves the old one.

    Raises:
        MachineError: the disk is full, the folder read-only or the file in use.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as refused:
        raise machine_error(path, refused) from refused
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as refused:
        with suppress(OSError):
            Path(name).unlink()
        raise machine_error(path, refused) from refused


def _umask() -> int:
    """Return the process's mask for new files; the system offers no way but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
