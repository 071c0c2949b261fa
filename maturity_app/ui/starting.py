"""How large everything is drawn, which Qt decides once for an application, and starting it anew."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from maturity_app.storage.problems import MaturityError
from maturity_app.ui.actions import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_app.ui.main_window import MainWindow

_SCALE = "QT_SCALE_FACTOR"
_PLACE = "MATURITY_APP_PLACE"
"""Tells a program that is started anew where the one before it was left."""


class Place(NamedTuple):
    """Where one is in the program: the page, the record that is open, and the window's geometry."""

    page: int = 0
    record: str = ""
    window: str = ""


def place_of(window: MainWindow) -> Place:
    """Return where one is in a window."""
    geometry = bytes(window.saveGeometry().toHex().data()).decode()
    return Place(int(window.page), window.open_record, geometry)


def go_to(place: Place, window: MainWindow) -> None:
    """Bring a new window to a place; home, where its record can't be opened any more."""
    window.restoreGeometry(bytes.fromhex(place.window))
    room = window.screen().availableSize()
    if window.size() != window.size().boundedTo(room):
        # Drawn larger, the window that was left no longer fits.
        window.resize(window.size().boundedTo(room))
        window.setWindowState(Qt.WindowState.WindowMaximized)
    with contextlib.suppress(MaturityError):
        if place.record:
            window.open_assessment(place.record)
    window.show_page(Page(place.page))


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


def left_place() -> Place | None:
    """Return where the program was left that started this one; None for a usual start."""
    left = os.environ.pop(_PLACE, "")
    if not left:
        return None
    try:
        return Place(**json.loads(left))
    except (TypeError, ValueError):
        return None


def start_again(place: Place) -> None:
    """Put a new program at the same place in the stead of this one, which must have ended."""
    given = sys.argv[1:] if _is_frozen() else sys.orig_argv[1:]
    command = [sys.executable, *given]
    environment = os.environ | {_PLACE: json.dumps(place._asdict())}
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
