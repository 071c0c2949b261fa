"""The main job from a first start to two waves compared, with nothing but keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.export import ExportDialog
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog
from maturity_app.ui.dialogs.sign_off import SignOffDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.pages.survey import SurveyPage
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.question_card import QuestionCard
from maturity_app.wording import ENGLISH

UNIT = "=Γενική Διεύθυνση"
_CTRL = Qt.KeyboardModifier.ControlModifier
_POLL_MS = 10
_MOST_STOPS = 80

Keys = Callable[[], None]


class Desk:
    """A window, and the only thing that is done to it: pressing keys."""

    def __init__(self, window: MainWindow, library: Library, qtbot: QtBot, target: Path) -> None:
        """Sit down at a window; `target` is what the file dialog gives."""
        self.window = window
        self.library = library
        self.qtbot = qtbot
        self.target = target

    @property
    def card(self) -> QuestionCard:
        """The question shown in full."""
        [page] = self.window.findChildren(SurveyPage)
        assert page.card is not None
        return page.card

    def go(self, page: Page) -> None:
        """Show a page by its shortcut."""
        QTest.keyClick(self.window, Qt.Key(Qt.Key.Key_1 + page), _CTRL)
        assert self.window.page == page

    def tab_to(self, name: str) -> None:
        """Press Tab until a button has the keyboard."""
        for _ in range(_MOST_STOPS):
            widget = focused()
            if isinstance(widget, QAbstractButton) and widget.text() == name:
                return
            press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab does not come to {name}")

    def export(self, path: Path) -> None:
        """Write what the export dialog proposes first; Enter says yes to everything."""
        self.target = path
        self.in_dialogs((ExportDialog, enter))
        self.qtbot.waitUntil(path.exists)

    def in_dialogs(self, *expected: tuple[type[QDialog], Keys]) -> None:
        """Press Enter where the keyboard is; in the dialogs this opens, press other keys."""
        waiting = list(expected)
        timer = QTimer(self.window, interval=_POLL_MS)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
                return
            kind, keys = waiting.pop(0) if waiting else (QDialog, dialog.reject)
            # One that nobody expects must not keep the test waiting.
            (keys if isinstance(dialog, kind) else dialog.reject)()

        timer.timeout.connect(look)
        timer.start()
        enter()
        self.qtbot.waitUntil(lambda: not waiting and QApplication.activeModalWidget() is None)
        timer.stop()
        # There is no window manager here that would give the window back its keyboard.
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    library = open_library(tmp_path)
    window = app.window_over(library, tmp_path, LIGHT, ENGLISH)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    made = Desk(window, library, qtbot, tmp_path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(made.target), ""))
    yield made
    window.close()


def focused() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    """Press keys wherever the keyboard is."""
    for key in keys:
        QTest.keyClick(focused(), key)


def enter() -> None:
    press(Qt.Key.Key_Return)


def write(text: str) -> None:
    """Type a text, in any script."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused(), event)


def written_and_entered(text: str) -> Keys:
    """Return what replaces the text of a dialog's first field and accepts the dialog."""

    def keys() -> None:
        QTest.keyClick(focused(), Qt.Key.Key_A, _CTRL)
        write(text)
        enter()

    return keys


def answer_choices(desk: Desk, changed: int = 0) -> None:
    """Answer all questions with options; the first ones other than in the last wave."""
    while desk.card.question.options:
        if changed > 0:
            press(Qt.Key.Key_2, Qt.Key.Key_Return)
            while not focused().accessibleName().startswith("Practice changed"):
                press(Qt.Key.Key_Tab)
            press(Qt.Key.Key_Space, Qt.Key.Key_N)
        else:
            press(Qt.Key.Key_3, Qt.Key.Key_N)
        changed -= 1


def answer_in_words(desk: Desk) -> None:
    """Answer the open text and the first measure; say of the others why they are open."""
    enter()
    write("A lunch table")
    press(Qt.Key.Key_Escape, Qt.Key.Key_N, Qt.Key.Key_Return)
    for text in ("Drafts published", "42 %", "Register of drafts"):
        write(text)
        enter()
    press(Qt.Key.Key_N, Qt.Key.Key_A)
    write("Planned for next year")
    press(Qt.Key.Key_Escape, Qt.Key.Key_N)
    press(Qt.Key.Key_D, Qt.Key.Key_N, Qt.Key.Key_D, Qt.Key.Key_N)
    assert desk.window.page == Page.RESULTS


def said(widget: QWidget) -> str:
    """Return all that is shown in words."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.mark.long
def test_two_waves_by_keyboard_alone(desk: Desk, tmp_path: Path) -> None:
    desk.in_dialogs((NewAssessmentDialog, written_and_entered(UNIT)))
    assert desk.window.page == Page.SURVEY
    answer_choices(desk)
    answer_in_words(desk)
    [entry] = desk.library.entries()
    assert entry.unit.name == UNIT
    first = desk.library.assessment(entry.id)
    stated = [answer.state for answer in first.answers.values()]
    assert (len(stated), stated.count("dont_know"), stated.count("not_applicable")) == (82, 2, 1)

    desk.tab_to("Make report…")
    desk.export(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    desk.tab_to("Sign off…")
    desk.in_dialogs((SignOffDialog, written_and_entered("Head of unit")))
    assert desk.library.entry(entry.id).status == "signed_off"

    desk.go(Page.HOME)
    desk.tab_to("New wave…")
    desk.in_dialogs((NewAssessmentDialog, written_and_entered("Year two")))
    answer_choices(desk, changed=3)
    desk.go(Page.COMPARE)
    desk.qtbot.waitUntil(lambda: "0 answers up, 3 down" in said(desk.window))
    assert "3 practice changed" in said(desk.window)
    desk.tab_to("Export comparison…")
    desk.export(tmp_path / "comparison.pdf")
    assert (tmp_path / "comparison.pdf").read_bytes().startswith(b"%PDF")
