"""Units in order on the home page: branches, drafts set aside, the example, files opened lately."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from maturity_app.jobs.example import EXAMPLE_BRANCH
from maturity_app.storage.assessments import write_assessment
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import open_library
from maturity_app.storage.recent import note_recent
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.units import (
    MergeDialog,
    MoveDialog,
    NewBranchDialog,
    Place,
    RenameDialog,
    SeparateDialog,
)
from maturity_app.ui.pages.wave_panel import Wish
from maturity_app.ui.widgets.unfolding import MOST_ROWS
from maturity_app.wording import ENGLISH
from tests.building import assessment
from tests.ui.test_dialogs import unnamed
from tests.ui.test_main_window import FULL, SOME, Desk, answered_by, filled, focused, shown

CONTROL = Qt.KeyboardModifier.ControlModifier
HARBOUR, PARKS = UnitName("harbour", "Harbour"), UnitName("parks", "Parks")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """Show Harbour and Parks within an agency that has no answers of its own."""
    filled(tmp_path)
    library = open_library(tmp_path)
    library.organisation.add(UnitName("agency", "Agency"))
    for unit_id in ("harbour", "parks"):
        library.organisation.move(unit_id, "agency")
    library.close()
    yield from shown(tmp_path, qtbot)


def lines(desk: Desk) -> list[str]:
    """Return the rows one can see, further in by a blank for each branch above."""
    index = desk.tree.model().index(0, 0)
    result = []
    while index.isValid():
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        result.append(f"{' ' * depth}{index.data()}")
        index = desk.tree.indexBelow(index)
    return result


def menu(desk: Desk) -> dict[str, QAction]:
    """Open the menu on the selected row by keyboard, and return what is possible in it."""
    desk.tree.setFocus()
    QTest.keyClick(desk.tree, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    actions = {action.text().replace("&", ""): action for action in opened.actions()}
    opened.close()
    return {text: action for text, action in actions.items() if text and action.isEnabled()}


def told(desk: Desk) -> list[str]:
    """Return what the quiet lines above the tree say."""
    return [label.text() for label in desk.home.notices.findChildren(QLabel) if label.isVisible()]


# --- branches ----------------------------------------------------------------------------


def test_branches_are_unfolded_and_the_first_unit_is_selected(desk: Desk) -> None:
    assert lines(desk) == ["Agency", " Harbour", " Parks"]
    assert desk.home.chosen == "harbour-autumn-2026"


def test_what_a_person_folds_stays_folded_through_a_search(desk: Desk) -> None:
    desk.tree.collapse(desk.tree.model().index(0, 0))
    desk.home.focus_search()
    QTest.keyClicks(focused(), "park")
    assert lines(desk) == ["Agency", " Parks"]
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    desk.window.show_page(Page.COMPARE)
    desk.window.show_page(Page.HOME)
    assert "  Autumn 2026" not in lines(desk)
    assert desk.home.chosen == "parks-autumn-2026"


def test_a_branch_says_what_it_holds(desk: Desk) -> None:
    desk.home.select_unit("agency")
    assert desk.home.chosen == ""
    assert "2 units, 0 with a level" in [label.text() for label in desk.home.findChildren(QLabel)]
    assert set(menu(desk)) == {"Rename…", "Move to…", "New branch…", "Merge with another entry…"}


def test_too_many_rows_are_left_folded(tmp_path: Path, qtbot: QtBot) -> None:
    library = open_library(tmp_path)
    with library.alone():
        library.organisation.add(UnitName("agency", "Agency"))
        for number in range(MOST_ROWS):
            library.organisation.add(UnitName(f"u{number}", f"Unit {number}", parent="agency"))
    library.close()
    for desk in shown(tmp_path, qtbot):
        assert lines(desk) == ["Agency"]
        desk.home.focus_search()
        QTest.keyClicks(focused(), "unit 19")
        assert len(lines(desk)) == 13  # 19, 119 and 190 to 199 in their branch


def test_type_ahead_finds_a_unit_in_a_branch(desk: Desk) -> None:
    desk.tree.setFocus()
    QTest.keyClicks(desk.tree, "par")
    assert desk.home.chosen == "parks-autumn-2026"


# --- putting in order --------------------------------------------------------------------


def test_a_unit_is_renamed_and_gets_its_name_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered_by(monkeypatch, RenameDialog, "Harbour and coast")
    menu(desk)["Rename…"].trigger()
    assert lines(desk)[1] == " Harbour and coast"
    assert told(desk) == ["Harbour is called Harbour and coast now."]
    assert desk.home.chosen == "harbour-autumn-2026"
    QTest.keyClick(desk.tree, Qt.Key.Key_Z, CONTROL)
    assert lines(desk)[1] == " Harbour"
    assert told(desk) == ["Taken back."]


def test_a_unit_is_moved_and_the_button_takes_it_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered_by(monkeypatch, MoveDialog, Place(parent=None, branch="Coast"))
    menu(desk)["Move to…"].trigger()
    assert lines(desk) == ["Agency", " Parks", "Coast", " Harbour"]
    assert told(desk) == ["Harbour lies within Coast now."]
    desk.button("Undo").click()
    assert lines(desk) == ["Agency", " Harbour", " Parks"]


def test_an_empty_branch_comes_and_goes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, NewBranchDialog, Place(parent="agency", branch="Coast"))
    menu(desk)["New branch…"].trigger()
    assert lines(desk) == ["Agency", " Coast", " Harbour", " Parks"]
    menu(desk)["Remove empty branch"].trigger()
    assert lines(desk) == ["Agency", " Harbour", " Parks"]


def test_two_entries_are_merged_and_separated(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, MergeDialog, PARKS)
    menu(desk)["Merge with another entry…"].trigger()
    # The wave that was selected is still in sight, below the other entry.
    [agency, parks, *waves] = lines(desk)
    assert [agency, parks, waves[2]] == ["Agency", " Parks", "  Autumn 2025"]
    # Both are of one wave now, and are told apart.
    assert all(wave.strip().endswith("Autumn 2026") for wave in waves[:2])
    assert waves[0] != waves[1]
    assert desk.home.chosen_unit == PARKS._replace(parent="agency")
    menu(desk)["Separate again"].trigger()
    assert lines(desk) == ["Agency", " Harbour", " Parks", "  Autumn 2026"]


def test_what_is_refused_is_said_and_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("maturity_app.ui.polite.tell", lambda *texts: said.extend(texts[2:]))
    answered_by(monkeypatch, MoveDialog, Place(parent="harbour", branch=""))
    desk.home.select_unit("agency")
    menu(desk)["Move to…"].trigger()
    assert "within itself" in said[1]
    assert lines(desk) == ["Agency", " Harbour", " Parks"]


def test_every_dialog_has_names_and_starts_with_what_is_likely(qtbot: QtBot) -> None:
    agency = UnitName("agency", "Agency")
    within = PARKS._replace(parent="agency")
    units = [agency, HARBOUR, within]
    move = MoveDialog(None, ENGLISH, within, units)
    assert move.place_field.chosen() == "agency"
    branch = NewBranchDialog(None, ENGLISH, units, "agency")
    assert branch.problem() == "Write the name of the branch."
    merge = MergeDialog(None, ENGLISH, HARBOUR, [within, agency])
    assert merge.problem() == "Select an entry."
    merge.unit_field.search_field.setText("nowhere")
    assert merge.unit_field.nothing.text() == "No unit matches."
    assert merge.unit_field.nothing.isVisibleTo(merge)
    merge.unit_field.search_field.setText("pàrks")
    assert merge.unit_field.chosen() == within
    assert not merge.unit_field.nothing.isVisibleTo(merge)
    assert any("under Parks" in label.text() for label in merge.findChildren(QLabel))
    separate = SeparateDialog(None, ENGLISH, agency, units)
    for dialog in (RenameDialog(None, ENGLISH, agency), move, branch, merge, separate):
        qtbot.addWidget(dialog)
        assert not unnamed(dialog)


# --- drafts set aside ----------------------------------------------------------------------


def test_a_draft_set_aside_leaves_the_survey_and_comes_back(desk: Desk) -> None:
    desk.home.asked.emit(Wish.SURVEY, "parks-autumn-2026")
    actions = desk.window.menuBar().findChildren(QAction) + desk.window.findChildren(QAction)
    next(a for a in actions if a.text() == "Set as&ide").trigger()
    assert desk.window.page == Page.HOME
    assert desk.window.open_record == ""
    assert lines(desk) == ["Agency", " Harbour"]
    assert told(desk) == ["Parks, Autumn 2026 was set aside."]
    QTest.keyClick(desk.tree, Qt.Key.Key_Z, CONTROL)
    assert lines(desk) == ["Agency", " Harbour", " Parks"]
    assert desk.home.chosen == "parks-autumn-2026"


def test_drafts_set_aside_are_listed_with_one_thing_to_do(desk: Desk) -> None:
    desk.home.asked.emit(Wish.SET_ASIDE, "parks-autumn-2026")
    desk.home.show_set_aside()
    assert lines(desk) == ["Agency", " Parks"]
    assert desk.home.chosen == ""
    desk.button("List again").click()
    assert lines(desk) == ["Agency", " Harbour", " Parks"]
    assert desk.home.chosen == "parks-autumn-2026"


def test_a_library_with_nothing_but_drafts_set_aside_says_where_they_are(
    tmp_path: Path, qtbot: QtBot
) -> None:
    library = open_library(tmp_path)
    library.add(assessment(FULL, SOME, unit="Harbour"))
    library.archive(library.entries()[0].id)
    library.close()
    for desk in shown(tmp_path, qtbot):
        desk.button("Show drafts set aside").click()
        assert lines(desk) == ["Harbour"]
        assert desk.button("List again").isVisible()


# --- the example ---------------------------------------------------------------------------


def marked(data: Path) -> Callable[[str], str]:
    """Return what adds something small in the example's stead."""

    def add(name: str) -> str:
        library = open_library(data)
        library.organisation.add(UnitName(EXAMPLE_BRANCH, name))
        record = assessment(FULL, SOME, unit="Ports")
        library.add(record)
        library.organisation.move("ports", EXAMPLE_BRANCH)
        library.close()
        return record.id

    return add


def test_an_empty_library_can_be_tried_with_an_example_and_emptied_again(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for desk in shown(tmp_path, qtbot):
        assert str(tmp_path) in " ".join(label.text() for label in desk.home.findChildren(QLabel))
        services = desk.window.services  # the real example takes seconds
        monkeypatch.setattr(services, "add_example", marked(tmp_path))
        desk.button("Try it with example data").click()
        qtbot.waitUntil(desk.tree.isVisible)
        assert lines(desk) == ["Example data (made up)", " Ports"]
        assert focused() is desk.tree
        assert not unnamed(desk.home)
        monkeypatch.setattr(services, "remove_example", lambda: 1)
        answered_by(monkeypatch, ConfirmDialog, True)
        desk.button("Remove the example data…").click()
        qtbot.waitUntil(lambda: "wave that you added stays" in " ".join(told(desk)))  # noqa: B023 - one desk


# --- files -----------------------------------------------------------------------------------


def test_files_opened_lately_stand_in_a_menu(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a & b.assessment.json"
    write_assessment(path, assessment(FULL, SOME, unit="Zoo"))
    desk.window.tasks.import_files([path])
    desk.qtbot.waitUntil(lambda: " Parks" in lines(desk) and "Zoo" in lines(desk))
    [recent] = [m for m in desk.window.findChildren(QMenu) if m.title() == "Open &recent"]
    recent.aboutToShow.emit()
    first, _, clear = recent.actions()
    assert first.text() == "a && b.assessment.json"
    assert first.toolTip() == str(path)
    # Opened again, its record is selected and nothing needs to be said.
    monkeypatch.setattr("maturity_app.ui.tasks.tell", lambda *texts: pytest.fail(str(texts)))
    desk.home.select_unit("parks")
    first.trigger()
    desk.qtbot.waitUntil(lambda: desk.home.chosen_unit == UnitName("zoo", "Zoo"))
    clear.trigger()
    recent.aboutToShow.emit()
    [nothing] = recent.actions()
    assert not nothing.isEnabled()


def test_opening_begins_where_a_file_was_last_and_lists_all_that_can_be_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "from the units").mkdir()
    file = tmp_path / "from the units" / "a.assessment.json"
    file.write_text("{}", "utf-8")
    note_recent(tmp_path, [file])
    asked: list[tuple[str, str]] = []

    def ask(_parent: QWidget, _title: str, start: str, kinds: str) -> tuple[list[str], str]:
        asked.append((start, kinds.partition(";;")[0]))
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    desk.window.tasks.open_files()
    patterns = "*.assessment.json *.xlsx *.pack *.zip *.staff.json"
    assert asked == [(str(file.parent), f"All that can be opened ({patterns})")]


@pytest.mark.parametrize(
    ("name", "words", "taken"),
    [
        ("a.assessment.json", "Drop to open", Qt.DropAction.CopyAction),
        ("report.xlsx", "Drop to open", Qt.DropAction.CopyAction),
        ("photo.png", "Only assessment files", Qt.DropAction.IgnoreAction),
    ],
)
def test_what_is_dragged_is_welcomed_or_refused_before_it_is_dropped(
    desk: Desk, name: str, words: str, taken: Qt.DropAction
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/somewhere/{name}")])
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    desk.window.dragEnterEvent(event)
    overlay = desk.window.dropping.overlay
    assert overlay.isVisible()
    assert overlay.accessibleName().startswith(words)
    assert (event.isAccepted(), event.dropAction()) == (True, taken)
    desk.window.dragLeaveEvent(QDragLeaveEvent())
    assert not overlay.isVisible()


def test_a_quiet_line_can_be_hidden_and_goes_with_the_page(desk: Desk) -> None:
    desk.home.asked.emit(Wish.SET_ASIDE, "parks-autumn-2026")
    buttons = desk.home.notices.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["Undo", "Hide"]
    buttons[1].click()
    assert told(desk) == []
    desk.home.asked.emit(Wish.SET_ASIDE, "harbour-autumn-2025")
    desk.home.asked.emit(Wish.RESULTS, "harbour-autumn-2026")
    desk.window.show_page(Page.HOME)
    assert told(desk) == []
