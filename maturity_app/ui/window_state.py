"""The window as it was left: where it stood, which page it showed, about which record."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QSize, Qt

from maturity_app.storage.problems import MaturityError
from maturity_app.storage.window_state import WindowState, write_window_state
from maturity_app.ui.actions import OF_A_RECORD, Page

if TYPE_CHECKING:
    from pathlib import Path

    from maturity_app.ui.main_window import MainWindow

USUAL_SIZE = QSize(1360, 800)
_TITLE_BAR = 40


class Work(NamedTuple):
    """What a window is at besides its page, for the one that takes its place.

    The record selected at home, the one that is open, and the waves that somebody ticked to
    compare them, if anybody did.
    """

    selected: str
    opened: str
    ticked: frozenset[str] | None


def state_of(window: MainWindow) -> WindowState:
    """Return where a window stands and what it shows."""
    return WindowState(
        place=window.saveGeometry().toBase64().toStdString(),
        page=window.page.name.lower(),
        record=window.open_record or window.home.chosen,
        question=window.open_question,
        language=window.services.asked_in,
    )


def work_of(window: MainWindow) -> Work:
    """Return what a window is at."""
    pages = window.pages
    ticked = pages.compare.tree.picking.by_hand if pages.has(Page.COMPARE) else None
    return Work(selected=window.home.chosen, opened=window.open_record, ticked=ticked)


def keep_state(window: MainWindow, data: Path) -> None:
    """Keep how a window is left; a disk that is full keeps no window from closing."""
    with contextlib.suppress(MaturityError):
        write_window_state(data, state_of(window))


def place(window: MainWindow, state: WindowState) -> None:
    """Put a window where it stood; Qt brings it back onto a screen that is there."""
    stored = QByteArray.fromBase64(QByteArray(state.place.encode("ascii", "ignore")))
    if not state.place or not window.restoreGeometry(stored):
        fit_screen(window)
        return
    room = window.screen().availableSize()
    if window.size() != window.size().boundedTo(room):
        # Drawn larger, or on a smaller screen, the window that was left no longer fits.
        window.resize(window.size().boundedTo(room))
        window.setWindowState(Qt.WindowState.WindowMaximized)


def fit_screen(window: MainWindow) -> None:
    """Fill a screen that is too small for the window's usual size."""
    room = window.screen().availableSize() - QSize(0, _TITLE_BAR)
    if USUAL_SIZE.boundedTo(room) != USUAL_SIZE:
        window.resize(USUAL_SIZE.boundedTo(room))
        window.setWindowState(Qt.WindowState.WindowMaximized)


def bring_back(window: MainWindow, state: WindowState) -> None:
    """Show the page that was left, unless the person has gone elsewhere by now.

    Home is painted before: other pages load what would keep the first sight waiting.
    """
    pages = {page.name.lower(): page for page in Page}
    page = pages.get(state.page, Page.HOME)
    if window.page != Page.HOME or window.open_record:
        return
    # A record that is gone, or can't be read, leaves one at home.
    with contextlib.suppress(MaturityError):
        window.services.asked_in = state.language
        if page in OF_A_RECORD:
            window.open_assessment(state.record)
        elif state.record:
            window.home.select(state.record)
        if page != Page.HOME:
            window.show_page(page)
        if page == Page.SURVEY:
            window.go_to(state.question)


def take_up(window: MainWindow, work: Work) -> None:
    """Go on with what another window was at, once this one shows its page."""
    with contextlib.suppress(MaturityError):
        window.home.select(work.selected)
        if work.opened != window.open_record:
            window.open_assessment(work.opened)
    if work.ticked is not None:
        window.pages.compare.tree.tick_only(work.ticked)
    if window.page == Page.COMPARE:
        # It was filled for another unit.
        window.show_page(Page.COMPARE)
