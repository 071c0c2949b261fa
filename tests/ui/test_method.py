"""How a questionnaire is scored can be read, walked through, selected and copied."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translation import Translation
from maturity_app.reports.method import Method, method_of
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.method import MethodDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.theme import LIGHT, style_sheet
from maturity_app.wording import ENGLISH as W
from tests.building import answers, assessment, full_questionnaire

SLY = replace(full_questionnaire(), title="<b>Bold</b> & <img src=x>")


def shown(qtbot: QtBot, definition: Questionnaire) -> MethodDialog:
    dialog = MethodDialog(None, W, method_of(definition, W))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitActive(dialog)
    return dialog


def test_it_tells_all_of_the_method_in_its_order(qtbot: QtBot) -> None:
    method = method_of(full_questionnaire(), W)
    text = shown(qtbot, full_questionnaire()).view.toPlainText()
    told = [method.title, method.intro]
    for part in method.parts:
        told += [part.heading, *(said for fact in part.facts for said in fact)]
    # Qt gives the space that does not break as a plain one.
    assert text.split("\n") == [said.replace("\N{NO-BREAK SPACE}", " ") for said in told]


def test_headings_are_headings(qtbot: QtBot) -> None:
    view = shown(qtbot, full_questionnaire()).view
    block, levels = view.document().begin(), []
    while block.isValid():
        levels.append((block.blockFormat().headingLevel(), block.text()))
        block = block.next()
    assert levels[0] == (1, "How this is scored")
    parts = [part.heading for part in method_of(full_questionnaire(), W).parts]
    assert [text for level, text in levels if level == 2] == parts


def test_nothing_in_a_questionnaire_is_markup(qtbot: QtBot) -> None:
    assert "<b>Bold</b> & <img src=x>" in shown(qtbot, SLY).view.toPlainText()


def test_it_is_read_by_keys_and_closed_by_escape(qtbot: QtBot) -> None:
    dialog = shown(qtbot, full_questionnaire())
    view = dialog.view
    qtbot.waitUntil(view.hasFocus)
    assert view.isReadOnly()
    assert view.accessibleName() == "How this is scored"
    told = QAccessible.queryAccessibleInterface(view)
    assert "From an answer to a figure" in told.text(QAccessible.Text.Value)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Not for ranking" in QGuiApplication.clipboard().text()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert dialog.close_button.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_text_grows_with_the_style_sheet(qtbot: QtBot) -> None:
    dialog = MethodDialog(None, W, method_of(full_questionnaire(), W))
    dialog.setStyleSheet(style_sheet(LIGHT).replace("font-size: 14px", "font-size: 28px"))
    qtbot.addWidget(dialog)
    dialog.show()
    last = dialog.view.document().lastBlock()
    assert last.charFormat().font().pixelSize() == 28
    assert dialog.view.horizontalScrollBar().maximum() == 0


# --- the ways to it ----------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Method]:
    methods: list[Method] = []
    monkeypatch.setattr(MethodDialog, "tell", lambda *given: methods.append(given[-1]))
    return methods


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(tmp_path)


@pytest.fixture
def window(library: Library, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    record = assessment(replace(SLY, language="de"), answers(practice_1="FFFF"))
    english = Translation(title="In English")
    definition = replace(record.questionnaire, translations={"en": english})
    library.add(replace(record, questionnaire=definition))
    made = app.window_over(library, tmp_path, LIGHT, W)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def help_entry(window: MainWindow) -> None:
    entries = {entry.text().replace("&", ""): entry for entry in window.findChildren(QAction)}
    entries["How this is scored"].trigger()


def test_help_tells_of_the_first_questionnaire_where_nothing_is_open(
    qtbot: QtBot, tmp_path: Path, told: list[Method]
) -> None:
    made = app.window_over(open_library(tmp_path), tmp_path, LIGHT, W)
    qtbot.addWidget(made)
    help_entry(made)
    assert "Digital" in told[0].intro
    made.close()


def test_help_and_the_results_tell_of_the_open_one_in_the_windows_language(
    window: MainWindow, told: list[Method]
) -> None:
    window.open_assessment("unit-b2-autumn-2026")
    window.show_page(Page.RESULTS)
    help_entry(window)
    window.pages.results.overview.method.click()
    assert len(told) == 2
    assert all("In English" in method.intro for method in told)
