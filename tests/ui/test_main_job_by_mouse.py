"""The main job from a first start to two waves compared, by mouse; keys only write texts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.storage.library import open_library
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.export import ExportDialog
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog
from maturity_app.ui.dialogs.sign_off import SignOffDialog
from maturity_app.ui.pages.survey import SurveyPage
from maturity_app.ui.theme import LIGHT, style_sheet
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.option_row import OptionRow
from maturity_app.ui.widgets.profile_chart import ProfileChart
from maturity_app.ui.widgets.question_card import QuestionCard
from maturity_app.wording import ENGLISH

UNIT = "Harbour Office"
_POLL_MS = 10
_NOTCH = 120
_MOST_NOTCHES = 60

Clicks = Callable[[QDialog], None]


class Desk:
    """A window, and the only things done to it: pointing, clicking, turning the wheel."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        """Sit down at a window over the library in a folder; `target` is where files go."""
        self.qtbot = qtbot
        self.folder = folder
        self.target = folder
        self.open()

    def open(self) -> None:
        """Open the window anew."""
        self.library = open_library(self.folder)
        self.window = app.window_over(self.library, self.folder, LIGHT, ENGLISH)
        self.qtbot.addWidget(self.window)
        self.window.setStyleSheet(style_sheet(LIGHT))
        self.window.resize(1280, 760)
        self.window.show()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def card(self) -> QuestionCard:
        """The question shown in full."""
        [page] = self.window.findChildren(SurveyPage)
        assert page.card is not None
        return page.card

    def button(self, text: str, within: QWidget | None = None) -> QAbstractButton:
        """Return the one visible button with a text, or one that begins with it."""
        buttons = (within or self.window).findChildren(QAbstractButton)
        [found] = [b for b in buttons if b.isVisible() and b.text().startswith(text)]
        assert found.isEnabled()
        return found

    def press(self, text: str) -> None:
        """Click a button of the window."""
        self.click(self.button(text))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget where it is seen; what is out of sight is scrolled to by wheel."""
        # A person clicks on what has been painted.
        QApplication.processEvents()
        spot = at or widget.rect().center()
        self._bring(widget, spot)
        where = widget.mapTo(widget.window(), spot)
        hit = widget.window().childAt(where)
        assert hit is not None
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {widget}"
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(widget.window(), where))

    def write(self, field: QWidget, text: str) -> None:
        """Click a field and type."""
        self.click(field)
        assert field.hasFocus()
        QTest.keyClicks(field, text)

    def answer(self, option: int) -> None:
        """Click an option of the question."""
        self.click(self.card.findChildren(OptionRow)[option])

    def field(self, name: str) -> AutosaveText:
        """Return a text field of the question."""
        [found] = [f for f in self.card.fields if f.isVisible() and f.accessibleName() == name]
        return found

    def through(self, text: str, *expected: tuple[type[QDialog], Clicks]) -> None:
        """Click a button; do in the dialogs this opens what is expected of each."""
        waiting = list(expected)
        timer = QTimer(self.window, interval=_POLL_MS)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
                return
            kind, do = waiting.pop(0) if waiting else (QDialog, QDialog.reject)
            # One that nobody expects must not keep the test waiting.
            (do if isinstance(dialog, kind) else QDialog.reject)(dialog)

        timer.timeout.connect(look)
        timer.start()
        self.press(text)
        self.qtbot.waitUntil(lambda: not waiting and QApplication.activeModalWidget() is None)
        timer.stop()
        # There is no window manager here that would give the window back its keyboard.
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def pressing(self, text: str) -> Clicks:
        """Return what clicks a button of a dialog."""
        return lambda dialog: self.click(self.button(text, dialog))

    def filling(self, text: str, button: str) -> Clicks:
        """Return what writes into a dialog's first field and clicks a button."""

        def fill(dialog: QDialog) -> None:
            field = next(f for f in dialog.findChildren(QLineEdit) if f.isVisible())
            self.click(field)
            field.selectAll()
            QTest.keyClicks(field, text)
            self.click(self.button(button, dialog))

        return fill

    def export(self, text: str, path: Path, kind: str) -> None:
        """Export by a button of the window as a kind of file."""
        self.target = path

        def choose(dialog: QDialog) -> None:
            self.click(self.button(kind, dialog), QPoint(8, 12))
            self.click(self.button("Choose the place", dialog))

        self.through(text, (ExportDialog, choose))
        self.qtbot.waitUntil(path.exists)
        assert path.stat().st_size > 0

    def _bring(self, widget: QWidget, spot: QPoint) -> None:
        area = _area_of(widget)
        if area is None:
            return
        needed = QRect(widget.mapTo(area.viewport(), spot) - QPoint(0, 8), widget.size() / 4)
        for _ in range(_MOST_NOTCHES):
            if area.viewport().rect().contains(needed.topLeft()):
                return
            _turn_wheel(area, down=needed.top() > 0)
            needed.moveTopLeft(widget.mapTo(area.viewport(), spot))
        pytest.fail(f"the wheel does not bring {widget} into sight")


def _area_of(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _turn_wheel(area: QScrollArea, *, down: bool) -> None:
    view = area.viewport()
    middle = view.rect().center()
    turned = QPoint(0, -_NOTCH if down else _NOTCH)
    event = QWheelEvent(
        QPointF(middle),
        QPointF(view.mapToGlobal(middle)),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(tmp_path, qtbot)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(made.target), ""))
    yield made
    made.window.close()


def said(widget: QWidget) -> str:
    """Return all that is shown in words."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def answer_first_two(desk: Desk) -> str:
    """Answer with a comment and evidence, return what was answered; then say one doesn't know."""
    item_id = desk.card.question.item.id
    desk.answer(2)
    desk.click(desk.button("Comment", desk.card))
    desk.write(desk.field("Comment"), "Seen in two letters")
    desk.click(desk.button("Evidence", desk.card))
    desk.write(desk.field("Evidence"), "Register, page 4")
    desk.press("Next")
    desk.press("Don't know")
    desk.press("Next")
    return item_id


def answer_choices(desk: Desk, most: int) -> str:
    """Click the same option of each question; set aside the first that allows it, return its id."""
    aside = ""
    while desk.card.question.options and most:
        item = desk.card.question.item
        if item.not_applicable and not aside:
            aside = item.id
            desk.click(desk.button("Not applicable", desk.card))
            QTest.keyClicks(desk.field("Reason"), "No such case")
        else:
            desk.answer(2)
        most -= 1
        desk.press("Next")
    return aside


def answer_in_words(desk: Desk) -> None:
    """Answer the open text and the first measure; say of the others why they are open."""
    desk.write(desk.field("Answer"), "A lunch table")
    desk.press("Next")
    for name, text in (("What was measured", "Drafts"), ("Value", "42 %"), ("Source", "Register")):
        desk.write(desk.field(name), text)
    desk.press("Next")
    desk.press("Not measured")
    QTest.keyClicks(desk.field("Reason"), "Planned")
    desk.press("Next")
    desk.press("Don't know")
    desk.press("Next")
    desk.press("Don't know")
    desk.press("See the results")


@pytest.mark.long
def test_two_waves_by_mouse(desk: Desk, tmp_path: Path) -> None:
    desk.through("Begin an assessment", (NewAssessmentDialog, desk.filling(UNIT, "Create")))
    begun = answer_first_two(desk)
    aside = answer_choices(desk, 38)
    left_at = desk.card.question.item.id
    desk.window.close()

    desk.open()
    desk.press("Continue the survey")
    # One comes back to the question worked on last; the next one is the one left open.
    desk.press("Next")
    assert desk.card.question.item.id == left_at
    answer_choices(desk, 80)
    answer_in_words(desk)
    [entry] = desk.library.entries()
    first = desk.library.assessment(entry.id)
    states = [answer.state for answer in first.answers.values()]
    assert (len(states), states.count("dont_know"), states.count("not_applicable")) == (82, 3, 3)
    assert first.answer(aside).reason == "No such case"
    assert first.answer(begun).evidence == "Register, page 4"
    read_and_report(desk, tmp_path)

    desk.through("Sign off", (SignOffDialog, desk.filling("Head of unit", "Sign off")))
    desk.press("Home")
    desk.through("New wave", (NewAssessmentDialog, desk.pressing("Create")))
    answer_differently(desk)
    desk.press("Compare")
    desk.qtbot.waitUntil(lambda: "0 answers up, 2 down" in said(desk.window))
    assert "1 practice changed, 1 judged differently" in said(desk.window)
    desk.export("Export comparison", tmp_path / "comparison.pdf", "PDF")
    assert (tmp_path / "comparison.pdf").read_bytes().startswith(b"%PDF")


def read_and_report(desk: Desk, folder: Path) -> None:
    """Ask where two figures come from, and export the report and the workbook."""
    assert desk.window.page == Page.RESULTS
    desk.press("How is this made?")
    assert "is the smallest of" in said(desk.window)
    [chart] = desk.window.findChildren(ProfileChart)
    rows = [row for row in chart.findChildren(QWidget) if "level" in row.accessibleName()]
    desk.click(rows[0])
    assert "Lead by doing: level 0.5" in said(desk.window)
    desk.export("Make report", folder / "report.pdf", "PDF")
    desk.export("Make report", folder / "report.xlsx", "Excel")


def answer_differently(desk: Desk) -> None:
    """Answer the first section; two answers are lower than in the last wave, with a reason."""
    for number in range(8):
        desk.answer(1 if number in {2, 3} else 2)
        if number in {2, 3}:
            desk.press("Practice changed" if number == 2 else "Judged differently")
        desk.press("Next")
