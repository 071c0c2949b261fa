"""A draft brought to a newer version from the home page, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Answer
from maturity_app.domain.migration import Migration, migrated
from maturity_app.jobs.assessing import store_summary
from maturity_app.storage.library import open_library
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.migration import MigrationDialog
from maturity_app.ui.widgets.wave_tree_view import WaveTreeView
from maturity_app.wording import ENGLISH, Wording
from tests.building import answers, assessment, dimension, questionnaire
from tests.jobs.test_migrating import installed, older
from tests.ui.test_main_window import Desk, menu_entry, shown
from tests.ui.test_units import told

DOUBT = Answer(state="dont_know", comment="Ask the registry.")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """Show a draft by version 1 of a questionnaire, whose version 2 is installed."""
    data = tmp_path / "data"
    installed(data)
    library = open_library(data)
    draft = older(tmp_path).with_answer("one", DOUBT)
    library.add(draft)
    store_summary(library, draft)
    library.close()
    yield from shown(data, qtbot)


@pytest.fixture
def agreed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Agree to every migration, and return what the dialogs told."""
    seen: list[str] = []

    def ask(parent: QWidget, w: Wording, migration: Migration) -> bool:
        dialog = MigrationDialog(parent, w, migration)
        dialog.show()
        seen.append(dialog.view.toPlainText())
        dialog.close()
        return True

    monkeypatch.setattr(MigrationDialog, "ask", ask)
    return seen


def offers(desk: Desk) -> list[QPushButton]:
    """Return the buttons that offer version 2."""
    buttons = desk.home.findChildren(QPushButton)
    return [each for each in buttons if each.isVisible() and each.text() == "Bring to version 2…"]


def test_a_draft_is_offered_the_newer_version_and_goes_there_and_back(
    desk: Desk, qtbot: QtBot, agreed: list[str]
) -> None:
    record = desk.home.chosen
    said = [found.text() for found in desk.home.findChildren(QLabel)]
    assert "Its questionnaire has a newer version here." in said
    offers(desk)[0].click()
    qtbot.waitUntil(lambda: "Unit B2, Autumn 2026 answers version 2 now." in told(desk))
    assert agreed == ["1 answer goes to a reworded question\n1 One: Don't know"]
    assert desk.library.assessment(record).answers == {"p-1": DOUBT}
    qtbot.waitUntil(lambda: not offers(desk))
    desk.home.notices.undo_requested.emit()
    qtbot.waitUntil(lambda: "Taken back." in told(desk))
    assert desk.library.assessment(record).answers == {"one": DOUBT}
    assert offers(desk)


def test_the_key_that_undoes_it_works_at_once(desk: Desk, qtbot: QtBot, agreed: list[str]) -> None:
    record = desk.home.chosen
    offer = offers(desk)[0]
    offer.setFocus()
    QTest.keyClick(offer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Unit B2, Autumn 2026 answers version 2 now." in told(desk))
    qtbot.waitUntil(lambda: bool(agreed) and not offers(desk))
    qtbot.waitUntil(desk.window.isActiveWindow)
    holder = QApplication.focusWidget()
    assert isinstance(holder, WaveTreeView)
    QTest.keySequence(holder, QKeySequence("Ctrl+Z"))
    assert desk.library.assessment(record).answers == {"one": DOUBT}


@pytest.mark.long
def test_an_open_draft_is_given_up_before_its_questions_change(
    desk: Desk, qtbot: QtBot, agreed: list[str]
) -> None:
    record = desk.home.chosen
    desk.window.open_assessment(record)
    desk.window.show_page(Page.SURVEY)
    menu_entry(desk, "Bring to a newer version…").trigger()
    qtbot.waitUntil(lambda: desk.window.page == Page.HOME)
    assert agreed
    assert desk.window.open_record == ""
    desk.window.open_assessment(record)
    assert desk.window.opened.has_item("p-1")


def test_the_whole_list_is_seen_where_the_window_has_room(qtbot: QtBot) -> None:
    older_one = questionnaire(dimension("p", (1,) * 12), version="1")
    newer = questionnaire(dimension("q", (1,) * 2), version="2")
    draft = assessment(older_one, answers(p="FLPNFLPNFLPN"))
    window = QWidget()
    window.resize(1024, 700)
    qtbot.addWidget(window)
    window.show()
    dialog = MigrationDialog(window, ENGLISH, migrated(draft, newer))
    dialog.show()
    qtbot.waitExposed(dialog)
    assert len(dialog.view.toPlainText().splitlines()) == 16
    assert dialog.view.verticalScrollBar().maximum() == 0
    assert dialog.height() <= window.height()


def test_what_was_answered_since_is_not_taken_back(
    desk: Desk, qtbot: QtBot, agreed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[str] = []
    monkeypatch.setattr("maturity_app.ui.polite.tell", lambda *said: refused.append(said[-1]))
    record = desk.home.chosen
    offers(desk)[0].click()
    qtbot.waitUntil(lambda: bool(agreed) and "p-1" in desk.library.assessment(record).answers)
    later = Answer(state="answered", option="fully")
    desk.library.save_answer(record, "p-1", later)
    qtbot.waitUntil(lambda: bool(told(desk)))
    desk.home.notices.undo_requested.emit()
    assert refused == ["the draft has changed meanwhile; it stays as it is"]
    assert desk.library.assessment(record).answer("p-1").option == "fully"


def test_what_no_question_asks_for_is_shown_with_the_results(
    tmp_path: Path, desk: Desk, qtbot: QtBot, agreed: list[str]
) -> None:
    (tmp_path / "data" / "questionnaires" / "test" / "mappings" / "from-1.yaml").unlink()
    record = desk.home.chosen
    offers(desk)[0].click()
    qtbot.waitUntil(lambda: bool(agreed) and bool(desk.library.assessment(record).orphaned))
    qtbot.waitUntil(lambda: bool(told(desk)))
    desk.library.save_answer(record, "p-1", Answer(state="answered", option="fully"))
    desk.window.open_assessment(record)
    desk.window.show_page(Page.SURVEY)
    note = "1 answer no longer fits a question. It is kept, and shown with the results."
    assert note in seen(desk)
    desk.window.show_page(Page.RESULTS)
    card = desk.window.pages.results.overview.orphaned
    assert card.isVisible()
    assert [found.text() for found in card.findChildren(QLabel)][-2:] == [
        "one", "Don't know · Ask the registry.",
    ]  # fmt: skip


def seen(desk: Desk) -> list[str]:
    return [found.text() for found in desk.window.findChildren(QLabel) if found.isVisible()]
