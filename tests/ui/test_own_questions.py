"""The editor of own questions: what is typed is checked, and what is lacking is told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.jobs.own_items import (
    OPTIONS,
    Lack,
    OwnItems,
    check_own_items,
    keep_own_items,
    own_items_of,
)
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.own_questions import Editing, OwnQuestionsDialog
from maturity_app.wording import ENGLISH as W
from tests.jobs.test_own_items import OURS, installed_in

LABELS = dict(zip(OPTIONS, ("Not", "Partially", "Largely", "Fully"), strict=True))
Open = Callable[[OwnItems], OwnQuestionsDialog]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens the editor over a data folder; its checks are done at once."""
    installed_in(tmp_path)
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_: True)

    def check(own: OwnItems, told: Callable[[list[Lack]], object]) -> None:
        told(check_own_items(own, tmp_path))

    def made(own: OwnItems) -> OwnQuestionsDialog:
        editing = Editing(own=own, base="Small", labels=LABELS)
        dialog = OwnQuestionsDialog(None, W, editing, check)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitActive(dialog)
        return dialog

    return made


def typed(dialog: OwnQuestionsDialog, *texts: str) -> None:
    """Type into one field after the other, as Tab leads."""
    for text in texts:
        focused = dialog.focusWidget()
        assert isinstance(focused, QWidget)
        QTest.keyClicks(focused, text)
        QTest.keyClick(focused, Qt.Key.Key_Tab)


def test_a_question_by_keyboard_alone(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(OwnItems(extends="small"))
    assert "Still to do: the group has no name; give it one" in dialog.status.text()
    typed(dialog, "Our archive")
    dialog.form.statement.setFocus()
    typed(dialog, "Old papers are open.", "Open papers", "", "None.", "One.", "Most.", "All.")
    qtbot.waitUntil(lambda: dialog.status.text() == "Checked: nothing is left to mend.")
    assert dialog.list.item(0).text() == "1  Open papers"
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    own = dialog.value()
    assert (own.title, own.version, own.items[0].text) == (
        "Our archive",
        "1",
        "Old papers are open.",
    )
    assert own.items[0].anchors == dict(
        zip(OPTIONS, ("None.", "One.", "Most.", "All."), strict=True)
    )


def test_what_is_lacking_keeps_it_open_and_is_shown_where_it_is(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(OURS)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    dialog.list.setCurrentRow(0)
    told = "Question 3: there is no statement; write what could be seen"
    qtbot.waitUntil(lambda: dialog.status.text().startswith(told))
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.list.currentRow() == 2
    QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.up_button, Qt.MouseButton.LeftButton)
    assert [item.title for item in dialog.value().items] == ["Visits", "Archive: open"]


def test_one_press_is_enough_while_it_is_still_being_checked(qtbot: QtBot, tmp_path: Path) -> None:
    waiting: list[Callable[[], object]] = []
    installed_in(tmp_path)

    def check(own: OwnItems, told: Callable[[list[Lack]], object]) -> None:
        waiting.append(lambda: told(check_own_items(own, tmp_path)))

    editing = Editing(own=replace(OURS, id=""), base="Small", labels=LABELS)
    dialog = OwnQuestionsDialog(None, W, editing, check)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.title_field.setText("Other")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    waiting[-1]()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_what_is_still_to_do_stands_whole_beside_the_buttons(opened: Open) -> None:
    dialog = opened(OwnItems(extends="small"))
    [area] = [
        area for area in dialog.findChildren(QScrollArea) if area.isVisible() and area.widget()
    ]
    assert area.widget() is dialog.form
    for told in (dialog.status, dialog._wrong):  # noqa: SLF001 - what a press says
        assert told.isVisible()
        assert told.height() >= told.heightForWidth(told.width())
        assert told.mapTo(dialog, told.rect().bottomLeft()).y() < dialog.height()
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)


def test_an_old_question_is_new_in_meaning_unless_it_was_only_reworded(
    opened: Open, tmp_path: Path
) -> None:
    own = own_items_of(keep_own_items(OURS, installed_in(tmp_path)))
    assert own is not None
    dialog = opened(own)
    assert dialog.accept_button.text() == "Save as version 2"
    assert dialog.form.correction.isVisibleTo(dialog)
    dialog.form.statement.setPlainText("Old papers are open to all today.")
    assert [item.revision for item in dialog.value().items] == [2, 1]
    dialog.form.correction.setChecked(True)
    assert [item.revision for item in dialog.value().items] == [1, 1]
    assert dialog.value().version == "2"
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert not dialog.form.correction.isVisibleTo(dialog)


@pytest.mark.parametrize("answer", ["stay", "close"])
def test_what_was_typed_is_not_lost_by_a_slip(
    opened: Open, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    asked: list[str] = []

    def ask(*given: str) -> bool:
        asked.append(given[2])
        return answer == "close"

    monkeypatch.setattr(ConfirmDialog, "ask", ask)
    dialog = opened(OURS)
    dialog.title_field.setText("Other")
    QTest.keyClick(dialog.title_field, Qt.Key.Key_Escape)
    assert asked == ["Close without saving?"]
    assert dialog.isVisible() == (answer == "stay")
    answer = "close"


def test_an_untouched_editor_closes_at_once(opened: Open) -> None:
    dialog = opened(replace(OURS, id="ours"))
    QTest.keyClick(dialog.title_field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
