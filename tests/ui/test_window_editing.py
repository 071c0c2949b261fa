"""Undo, search and meeting view by the window's menu and keys, on the page they belong to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from maturity_app.storage.assessments import write_assessment
from maturity_app.ui.actions import Page
from maturity_app.ui.pages.survey import SurveyPage
from maturity_app.ui.widgets.find_bar import FindBar
from maturity_app.ui.widgets.rail import Rail
from maturity_app.ui.widgets.work_panel import WorkPanel
from tests.building import assessment, full_questionnaire
from tests.ui.test_main_window import Desk, filled, focused, shown

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """Show the survey of a wave in the window."""
    filled(tmp_path)
    for made in shown(tmp_path, qtbot):
        made.window.open_assessment("harbour-autumn-2026")
        made.window.show_page(Page.SURVEY)
        yield made


def action(desk: Desk, keys: str) -> QAction:
    """Return the action of the window's menu that has these keys."""
    found = desk.window.findChildren(QAction)
    return next(a for a in found if keys in [s.toString() for s in a.shortcuts()])


def test_the_edit_menu_names_what_it_undoes_and_does_it(desk: Desk) -> None:
    undo, redo = action(desk, "Ctrl+Z"), action(desk, "Ctrl+Shift+Z")
    assert (undo.text(), undo.isEnabled()) == ("&Undo", False)
    QTest.keyClick(focused(), Qt.Key.Key_3)
    assert (undo.text(), undo.isEnabled()) == ("&Undo answer to 3.1", True)
    QTest.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert desk.window.statusBar().currentMessage() == "Undone and saved: answer to 3.1"
    assert (undo.isEnabled(), redo.text()) == (False, "&Redo answer to 3.1")
    QTest.keyClick(focused(), Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.library.assessment("harbour-autumn-2026").answer("practice-3-1").option == "largely"
    desk.window.show_page(Page.HOME)
    assert not undo.isEnabled()


@pytest.mark.parametrize(("names", "stays"), [(["A", "B"], False), (["A", "bad"], True)])
def test_an_answer_puts_away_what_ended_well(
    desk: Desk, tmp_path: Path, names: list[str], *, stays: bool
) -> None:
    paths = [tmp_path / f"{name}.assessment.json" for name in names]
    for path, name in zip(paths, names, strict=True):
        write_assessment(path, assessment(full_questionnaire(), {}, unit=name))
    (tmp_path / "bad.assessment.json").write_text("{", "utf-8")
    desk.window.tasks.import_files(paths)
    panel = desk.window.findChild(WorkPanel)
    assert panel is not None
    desk.qtbot.waitUntil(lambda: panel.rows[0].has_ended)
    assert "added" in panel.rows[0].told.text()
    QTest.keyClick(focused(), Qt.Key.Key_3)
    assert bool(panel.rows) == panel.isVisible() == stays


def test_the_edit_menu_undoes_in_the_plan_what_was_done_there(desk: Desk) -> None:
    desk.window.show_page(Page.PLAN)
    undo = action(desk, "Ctrl+Z")
    assert not undo.isEnabled()
    box = desk.window.pages.plan.target_card.rows["practice-2"].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (undo.text(), undo.isEnabled()) == ("&Undo: target for Practice 2", True)
    QTest.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert not desk.library.assessment("harbour-autumn-2026").plan.targets
    assert desk.window.statusBar().currentMessage() == ("Undone and saved: target for Practice 2")
    desk.window.show_page(Page.SURVEY)
    assert not undo.isEnabled()


def test_ctrl_f_searches_questions_in_the_survey_and_units_at_home(desk: Desk) -> None:
    search = action(desk, "Ctrl+F")
    assert search.text() == "&Search questions"
    QTest.keyClick(focused(), Qt.Key.Key_F, CTRL)
    assert isinstance(focused().parent(), FindBar)
    desk.window.show_page(Page.HOME)
    assert search.text() == "&Search units"
    QTest.keyClick(focused(), Qt.Key.Key_F, CTRL)
    assert desk.home.isAncestorOf(focused())
    assert isinstance(focused(), QLineEdit)
    desk.window.show_page(Page.RESULTS)
    assert not search.isEnabled()


def test_a_meeting_has_the_whole_screen_until_it_ends(desk: Desk) -> None:
    [page], [rail] = desk.window.findChildren(SurveyPage), desk.window.findChildren(Rail)
    QTest.keyClick(focused(), Qt.Key.Key_F5)
    assert page.meeting is not None
    assert desk.window.isFullScreen()
    assert not rail.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.meeting is None
    assert not desk.window.isFullScreen()
    assert rail.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_F5)
    QTest.keyClick(focused(), Qt.Key.Key_1, CTRL)
    assert desk.window.page == Page.HOME
    assert not desk.window.isFullScreen()
    assert QApplication.focusWidget() is not None
