"""Loading Qt, how large it draws everything, which it decides once, and starting it anew."""

from __future__ import annotations

import builtins
import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


_SCALE = "QT_SCALE_FACTOR"


def load_qt() -> None:
    """Load Qt, and have all that is imported after it imported as before it.

    PySide puts an import of its own before Python's, which reads the source of each module in
    search of `from __feature__ import`. None of this program has that, and to look for it would
    take a twentieth of the start, and of each page's first sight.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415 - for what it puts before Python's import

    before = getattr(builtins, "__orig_import__", None)
    if before is not None:
        builtins.__import__ = before


@contextlib.contextmanager
def drawn_at(text_size: int) -> Iterator[None]:
    """Have an application that begins meanwhile draw everything at a size in percent.

    It comes on top of a scale that the environment asks for. What the program itself starts
    later, such as the desktop's folders, must not inherit it.
    """
    own = os.environ.get(_SCALE)
    if text_size != 100:  # noqa: PLR2004 - percent
        os.environ[_SCALE] = f"{_number(own) * text_size / 100:g}"
    try:
        yield
    finally:
        if own is not None:
            os.environ[_SCALE] = own
        elif text_size != 100:  # noqa: PLR2004 - percent
            del os.environ[_SCALE]


def _number(scale: str | None) -> float:
    try:
        return float(scale or 1) or 1.0
    except ValueError:
        return 1.0


def start_again() -> None:
    """Put a new program in the stead of this one, which must have ended and left its state."""
    given = sys.argv[1:] if _is_frozen() else sys.orig_argv[1:]
    command = [sys.executable, *given]
    environment = dict(os.environ)
    if _is_frozen():
        # What PyInstaller unpacked belongs to the process that ends.
        environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    if sys.platform == "win32":
        # There, the new program would not wait for the old one's end, nor quote its arguments.
        import subprocess  # noqa: PLC0415 - costs a start that does not need it

        subprocess.Popen(command, env=environment)  # noqa: S603 - itself, as it was started
        return
    sys.stdout.flush()
    os.execve(sys.executable, command, environment)  # noqa: S606 - itself, as it was started


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))
