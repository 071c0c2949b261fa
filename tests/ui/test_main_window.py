"""The window: from a first start to a signed record, with the keyboard alone where it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QDropEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.assessment import Answer
from maturity_app.domain.plan import Action, Plan
from maturity_app.jobs.assessing import sign_in_library, store_summary
from maturity_app.storage.assessments import write_assessment
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.problems import MachineError
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.action import ActionDialog
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.export import (
    ComparisonDialog,
    ExportDialog,
    RollUpDialog,
    comparison_kinds,
)
from maturity_app.ui.dialogs.new_assessment import NewAssessment, NewAssessmentDialog, Offer
from maturity_app.ui.dialogs.sign_off import SignOffDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.models.wave_tree import Column
from maturity_app.ui.pages.home import HomePage
from maturity_app.ui.pages.survey import SurveyPage
from maturity_app.ui.pages.wave_panel import Wish
from maturity_app.ui.theme import LIGHT, TYPE, style_sheet
from maturity_app.ui.widgets.focus_ring import FocusRing
from maturity_app.ui.widgets.painting import semibold, sized
from maturity_app.ui.widgets.segments import Segments
from maturity_app.ui.widgets.wave_row import PADDING
from maturity_app.ui.widgets.work_panel import WorkRow
from maturity_app.ui.window_state import fit_screen
from maturity_app.wording import ENGLISH, Wording, wording_for
from tests.building import answers, assessment, dimension, full_questionnaire, questionnaire
from tests.ui.test_dialogs import unnamed

FULL = full_questionnaire()
GUARDS = {"safeguard_a": "FFFFFFNN", "safeguard_b": "FFFFFFNN"}
SOME = answers(practice_1="FFLLPPNN", practice_2="FFLLPPNN")


@dataclass
class Desk:
    window: MainWindow
    library: Library
    data: Path
    qtbot: QtBot

    @property
    def home(self) -> HomePage:
        return self.window.home

    @property
    def tree(self) -> QTreeView:
        [tree] = self.home.findChildren(QTreeView)
        return tree

    def rows(self) -> list[str]:
        """Return the units as the tree lists them."""
        model, root = self.tree.model(), QModelIndex()
        rows = range(model.rowCount())
        return [model.index(row, 0).data() for row in rows if not self.tree.isRowHidden(row, root)]

    def button(self, text: str) -> QPushButton:
        """Return a visible button of the window."""
        buttons = self.window.findChildren(QPushButton)
        return next(b for b in buttons if b.isVisible() and b.text() == text)


def filled(folder: Path) -> None:
    """Put two units with three waves into a library."""
    library = open_library(folder)
    for unit, year in (("Harbour", 2025), ("Harbour", 2026), ("Parks", 2026)):
        record = assessment(FULL, SOME, unit=unit, label=f"Autumn {year}", day=date(year, 10, 16))
        library.add(record)
        store_summary(library, record)
    library.close()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    filled(tmp_path)
    yield from shown(tmp_path, qtbot)


@pytest.fixture
def empty_desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from shown(tmp_path, qtbot)


def shown(data: Path, qtbot: QtBot) -> Iterator[Desk]:
    library = open_library(data)
    window = app.window_over(library, data, LIGHT, ENGLISH)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    yield Desk(window, library, data, qtbot)
    window.close()


def focused() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def answered_by(monkeypatch: pytest.MonkeyPatch, dialog: type, answer: object) -> None:
    """Let a dialog answer without being shown."""
    monkeypatch.setattr(dialog, "ask", lambda *_: answer)


# --- first start -------------------------------------------------------------------------


def test_a_first_start_offers_what_to_do(empty_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not empty_desk.tree.isVisible()
    wanted = NewAssessment(
        unit_id="", unit_name="Harbour", wave_label="Autumn 2026", day=date(2026, 10, 16),
        headcount=34, questionnaire=FULL,
    )  # fmt: skip
    answered_by(monkeypatch, NewAssessmentDialog, wanted)
    empty_desk.button("Begin an assessment…").click()
    assert empty_desk.window.page == Page.SURVEY
    assert empty_desk.window.windowTitle() == "Harbour, Autumn 2026 - Maturity survey"
    empty_desk.window.show_page(Page.HOME)
    assert empty_desk.rows() == ["Harbour"]
    assert empty_desk.tree.isVisible()
    [entry] = empty_desk.library.entries()
    assert (entry.unit.name, entry.unit.headcount, entry.status) == ("Harbour", 34, "draft")


def test_what_needs_an_assessment_says_so(empty_desk: Desk) -> None:
    empty_desk.window.show_page(Page.SURVEY)
    assert empty_desk.window.page == Page.HOME


def test_enter_presses_the_button_with_the_keyboard(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(NewAssessmentDialog, "ask", lambda *_: asked.append("asked"))
    assert focused() is empty_desk.button("Begin an assessment…")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert asked == ["asked"]


# --- home --------------------------------------------------------------------------------


def test_units_are_listed_and_searched(desk: Desk) -> None:
    assert desk.rows() == ["Harbour", "Parks"]
    QTest.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(), "park")
    assert desk.rows() == ["Parks"]
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert desk.rows() == ["Harbour", "Parks"]


def test_a_large_librarys_rest_follows_the_first_sight(tmp_path: Path, qtbot: QtBot) -> None:
    library = open_library(tmp_path)
    with library.alone():
        for number in range(60):
            library.add(assessment(FULL, {}, unit=f"Unit {number:02}"))
    library.close()
    for desk in shown(tmp_path, qtbot):
        counted = desk.home.findChildren(QLabel)
        first = desk.rows()
        assert first == [f"Unit {number:02}" for number in range(len(first))]
        assert not any("assessments" in label.text() for label in counted)
        qtbot.waitUntil(lambda desk=desk: len(desk.rows()) == 60)  # type: ignore[misc]
        assert any(label.text().startswith("60 units, 60 assess") for label in counted)
        assert desk.home.chosen == "unit-00-autumn-2026"


def test_the_first_unit_found_is_selected_and_none_where_none_is(desk: Desk) -> None:
    search = desk.home.findChild(QLineEdit)
    assert search is not None
    search.setText("parks")
    assert desk.home.chosen == "parks-autumn-2026"
    search.setText("nobody")
    assert desk.rows() == []
    assert desk.home.chosen == ""
    search.clear()
    assert desk.home.chosen == "harbour-autumn-2026"


def test_a_unit_stays_unfolded_while_a_search_hides_it(desk: Desk) -> None:
    QTest.keyClick(desk.tree, Qt.Key.Key_Right)
    search = desk.home.findChild(QLineEdit)
    assert search is not None
    search.setText("parks")
    search.clear()
    assert desk.tree.isExpanded(desk.tree.model().index(0, 0))


def test_the_keyboard_alone_opens_a_survey_and_comes_back(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(), "harbour")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.tree
    QTest.keyClick(desk.tree, Qt.Key.Key_Return)
    assert desk.window.page == Page.SURVEY
    assert desk.window.windowTitle().startswith("Harbour, Autumn 2026")
    QTest.keyClick(desk.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.page == Page.HOME


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    assert not unnamed(desk.home)


def test_the_newest_wave_is_selected_and_its_earlier_waves_stand_beside(desk: Desk) -> None:
    assert desk.home.chosen == "harbour-autumn-2026"
    assert desk.button("Continue the survey").isVisible()
    assert desk.button("Open").accessibleName() == "Open Autumn 2025"


def test_nothing_scrolls_sideways_at_1024(desk: Desk) -> None:
    desk.window.resize(1024, 700)
    QApplication.processEvents()
    assert desk.window.width() == 1024
    assert desk.tree.horizontalScrollBar().maximum() == 0


def test_every_column_has_room_for_its_words(desk: Desk) -> None:
    """At the usual size, in the font the style sheet gives; the unit's name has two lines."""
    desk.window.setStyleSheet(style_sheet(LIGHT))
    tree, font = desk.tree, desk.tree.font()
    assert font.pixelSize() == TYPE.body
    texts = {
        Column.STATE: (["Signed off", "Superseded"], TYPE.body, 22),
        Column.COVERAGE: (["100 %"], TYPE.body, 48),
        Column.LEVEL: (["10 dimensions under half", "too much not applicable"], TYPE.caption, 38),
        Column.CHANGED: (["Today, 23:59", "29 Sep 2026"], TYPE.dense, 0),
    }
    for column, (words, size, beside) in texts.items():
        width = max(map(QFontMetrics(sized(font, size)).horizontalAdvance, words))
        assert width + beside + 2 * PADDING <= tree.columnWidth(column), column
    assert tree.columnWidth(Column.UNIT) >= 180


def test_figures_lost_by_a_kill_are_worked_out_for_rows_in_sight(
    tmp_path: Path, qtbot: QtBot
) -> None:
    filled(tmp_path)
    library = open_library(tmp_path)
    library.save_answer("parks-autumn-2026", "practice-3-1", Answer(state="dont_know"))
    library.close()
    for desk in shown(tmp_path, qtbot):
        level = desk.tree.model().index(1, 4)
        assert level.data() == "Being worked out"
        qtbot.waitUntil(lambda: level.data() == "No level yet")  # noqa: B023 - one desk


def test_dont_know_is_no_answer_on_home_either(tmp_path: Path, qtbot: QtBot) -> None:
    library = open_library(tmp_path)
    unsure = {**SOME, "practice-3-1": Answer(state="dont_know")}
    record = assessment(FULL, unsure, unit="Harbour")
    library.add(record)
    store_summary(library, record)
    library.close()
    for desk in shown(tmp_path, qtbot):
        told = [label.text() for label in desk.home.findChildren(QLabel)]
        assert any(text.startswith("16 of ") for text in told)


def test_ctrl_e_exports_what_is_compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ComparisonDialog, "ask_both", lambda *a: asked.append(a[2]))
    desk.window.show_page(Page.COMPARE)
    desk.qtbot.waitUntil(lambda: desk.button("Export comparison…").isEnabled())
    QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["2 assessments"]


def test_a_comparison_is_handed_on_without_names(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(*given: str) -> tuple[str, str]:
        asked.append(Path(given[2]).name)
        return given[2], ""

    def choose(dialog: ComparisonDialog) -> int:
        field = dialog.share_field.field
        field.setCurrentIndex(field.findData("without_names"))
        assert dialog.share_field.told.text().startswith("Units are called Unit 1, Unit 2")
        return 1

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(ComparisonDialog, "exec", choose)
    monkeypatch.setattr(ComparisonDialog, "kind", lambda _: comparison_kinds(ENGLISH)[2])
    monkeypatch.setattr(desk.window.tasks, "_folder", tmp_path)
    desk.window.show_page(Page.COMPARE)
    desk.qtbot.waitUntil(lambda: desk.button("Export comparison…").isEnabled())
    desk.button("Export comparison…").click()
    desk.qtbot.waitUntil(lambda: any(row.has_ended for row in work_rows(desk)))
    assert asked == ["Comparison.without-names.csv"]
    told = (tmp_path / asked[0]).read_text("utf-8-sig")
    assert "Unit 1" in told
    assert "Harbour" not in told


def test_many_are_compared_while_the_window_goes_on(tmp_path: Path, qtbot: QtBot) -> None:
    library = open_library(tmp_path)
    small = questionnaire(dimension("practice", (1, 1)))
    for number in range(13):
        library.add(assessment(small, answers(practice="FL"), unit=f"Unit {number:02}"))
    library.close()
    for desk in shown(tmp_path, qtbot):
        desk.window.show_page(Page.COMPARE)
        page = desk.window.pages.compare
        page.tree.tick_newest()
        page.refresh()
        assert page.note.message.text() == "Comparing 13 assessments …"
        qtbot.waitUntil(page.view.isVisible)
        assert len(page.view.beside.block.table.table.rows) == 13


def test_a_small_screen_is_filled(desk: Desk) -> None:
    fit_screen(desk.window)
    assert desk.window.isMaximized()


# --- signing, correcting, importing ------------------------------------------------------


def test_signing_off_closes_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, SignOffDialog, "Head of unit")
    desk.button("Sign off…").click()
    record = desk.library.assessment("harbour-autumn-2026")
    assert record.signed is not None
    assert record.signed.role == "Head of unit"
    assert desk.button("Show results").isVisible()
    assert desk.button("Correct…").isVisible()


def test_signing_the_open_record_opens_it_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, SignOffDialog, "Head of unit")
    desk.home.asked.emit(Wish.RESULTS, "harbour-autumn-2026")
    assert desk.window.page == Page.RESULTS
    desk.window.tasks.sign_off("harbour-autumn-2026")
    assert desk.window.page == Page.RESULTS
    desk.window.show_page(Page.SURVEY)
    assert not desk.library.assessment("harbour-autumn-2026").is_draft


def test_nothing_is_signed_without_a_role(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, SignOffDialog, None)
    desk.button("Sign off…").click()
    assert desk.library.assessment("harbour-autumn-2026").is_draft


def test_a_correction_is_a_new_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, SignOffDialog, "Head of unit")
    answered_by(monkeypatch, ConfirmDialog, True)
    desk.button("Sign off…").click()
    desk.button("Correct…").click()
    assert desk.window.page == Page.SURVEY
    drafts = [entry for entry in desk.library.entries() if entry.unit.name == "Harbour"]
    assert [entry.status for entry in drafts].count("draft") == 2
    assert "signed_off" in [entry.status for entry in drafts]
    told = "Correction of Autumn 2026 · Draft"
    assert desk.window.pages.survey.bar.wave.text() == told
    desk.window.show_page(Page.HOME)
    row = desk.tree.model().index(0, Column.STATE)
    assert (desk.home.chosen, row.data()) == (desk.window.open_record, "Correction")


def test_a_correction_is_asked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in_library(desk.library, "harbour-autumn-2026", "Head of unit", date(2026, 11, 1))
    answered_by(monkeypatch, ConfirmDialog, False)
    desk.window.tasks.correct("harbour-autumn-2026")
    assert len(desk.library.entries()) == 3


def test_a_correction_under_way_is_gone_on_with(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in_library(desk.library, "harbour-autumn-2026", "Head of unit", date(2026, 11, 1))
    answered_by(monkeypatch, ConfirmDialog, True)
    desk.window.tasks.correct("harbour-autumn-2026")
    begun = desk.window.open_record
    desk.window.show_page(Page.HOME)
    desk.window.tasks.correct("harbour-autumn-2026")
    assert (desk.window.page, desk.window.open_record) == (Page.SURVEY, begun)
    assert len(desk.library.entries()) == 4


def test_the_assessment_menu_is_about_the_open_record_wherever_one_is(desk: Desk) -> None:
    sign_in_library(desk.library, "harbour-autumn-2025", "Head of unit", date(2025, 11, 1))
    desk.window.open_assessment("harbour-autumn-2025")
    for page in (Page.PLAN, Page.COMPARE, Page.REPORTS, Page.QUESTIONNAIRES):
        desk.window.show_page(page)
        correct, sign = menu_entry(desk, "Correct…"), menu_entry(desk, "Sign off…")
        assert (correct.isEnabled(), correct.toolTip()) == (True, "Harbour, Autumn 2025")
        assert (sign.isEnabled(), sign.toolTip()) == (False, "This record is signed off already")
    desk.window.open_assessment("parks-autumn-2026")
    assert menu_entry(desk, "Sign off…").isEnabled()
    assert (
        menu_entry(desk, "Correct…").toolTip() == "A draft needs no correction: change its answers"
    )


def test_what_was_done_is_said_until_one_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "report.csv"
    answered_by(monkeypatch, ExportDialog, report)
    answered_by(monkeypatch, SignOffDialog, "Head of unit")
    desk.button("Report…").click()
    desk.qtbot.waitUntil(lambda: any(row.has_ended for row in work_rows(desk)), timeout=8000)
    desk.button("Sign off…").click()
    assert work_rows(desk) == []


def test_a_signed_record_names_the_way_to_correct_it(desk: Desk) -> None:
    sign_in_library(desk.library, "harbour-autumn-2025", "Head of unit", date(2025, 11, 1))
    for page in (Page.SURVEY, Page.RESULTS):
        desk.window.open_assessment("harbour-autumn-2025")
        desk.window.show_page(page)
        shown = [each.text() for each in desk.window.findChildren(QLabel) if each.isVisible()]
        assert any("To correct it: Assessment › Correct…" in text for text in shown)


def test_a_new_wave_begins_with_the_headcount_of_the_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = assessment(FULL, SOME, unit="Parks", label="Autumn 2027", day=date(2027, 10, 16))
    desk.library.add(replace(later, unit=replace(later.unit, headcount=41)))
    earlier = assessment(FULL, SOME, unit="Parks", label="Spring 2026", day=date(2026, 4, 16))
    desk.library.add(replace(earlier, unit=replace(earlier.unit, headcount=12)))
    offered: list[int | None] = []

    def look(parent: QWidget, w: Wording, offer: Offer) -> None:
        dialog = NewAssessmentDialog(parent, w, offer)
        offered.append(dialog.value().headcount)

    monkeypatch.setattr(NewAssessmentDialog, "ask", look)
    desk.window.tasks.begin_wave("parks-autumn-2026")
    assert offered == [41]


def test_a_chart_is_saved_with_the_reports_and_said_to_be(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told, chosen = list[str](), tmp_path / "chart.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    monkeypatch.setattr("maturity_app.ui.polite.tell", lambda *texts: told.append(texts[-1]))
    desk.home.asked.emit(Wish.RESULTS, "harbour-autumn-2026")
    chart = desk.window.pages.results.overview.profile
    assert chart.source == "Harbour, Autumn 2026, Draft"
    chart.save.click()
    assert desk.window.statusBar().currentMessage() == f"Saved in {tmp_path}: chart.png"
    assert chosen.read_bytes().startswith(b"\x89PNG")
    chosen = tmp_path / "chart.png" / "inside.png"
    chart.save.click()
    assert len(told) == 1, "a place that can't be written is told"


def test_home_calls_a_questionnaire_as_other_pages_do(desk: Desk, qtbot: QtBot) -> None:
    labels = desk.window.statusBar().findChildren(QLabel)
    named = f"Questionnaire: {FULL.title} {FULL.version}"
    qtbot.waitUntil(lambda: named in [label.text() for label in labels])


def menu_entry(desk: Desk, text: str) -> QAction:
    """Return an entry of the window's menus."""
    every = desk.window.findChildren(QAction)
    return next(action for action in every if action.text().replace("&", "") == text)


def work_rows(desk: Desk) -> list[WorkRow]:
    """Return what is said of long work."""
    return [row for row in desk.window.findChildren(WorkRow) if row.isVisible()]


def test_a_dropped_file_is_added_and_selected(desk: Desk, tmp_path: Path) -> None:
    fresh = replace(assessment(FULL, SOME, unit="Zoo"), id="zoo-1")
    path = tmp_path / "zoo.assessment.json"
    write_assessment(path, fresh)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    desk.window.dropEvent(drop)
    desk.qtbot.waitUntil(lambda: desk.rows() == ["Harbour", "Parks", "Zoo"])
    assert desk.home.chosen == "zoo-1"


def test_a_bad_file_gets_polite_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("maturity_app.ui.tasks.tell", lambda *texts: said.extend(texts[2:]))
    path = tmp_path / "bad.assessment.json"
    path.write_text("{", encoding="utf-8")
    desk.window.tasks.import_files([path])
    desk.qtbot.waitUntil(lambda: bool(said))
    assert said[0] == "1 file could not be opened"
    assert "bad.assessment.json" in said[1]
    assert desk.rows() == ["Harbour", "Parks"]


def test_all_units_are_summed_up_from_the_menu(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.csv"
    offered: list[str] = []

    def ask(_parent: QWidget, _w: Wording, waves: list[str], _start: Path) -> tuple[Path, str]:
        offered.extend(waves)
        return path, waves[-1]

    monkeypatch.setattr(RollUpDialog, "ask_both", ask)
    menu_entry(desk, "Sum all units up…").trigger()
    desk.qtbot.waitUntil(lambda: any(r.has_ended for r in desk.window.findChildren(WorkRow)))
    [row] = desk.window.findChildren(WorkRow)
    assert row.told.text() == "all.csv is written"
    header, first, *_ = path.read_text("utf-8-sig").splitlines()
    told = dict(zip(header.split(","), first.split(","), strict=True))
    assert (told["branch"], told["units"]) == ("All units", "1")
    assert offered == ["Autumn 2026", "Autumn 2025"]


def test_a_report_is_written_beside_the_window(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.assessment.json"
    opened: list[Path] = []
    monkeypatch.setattr("maturity_app.ui.tasks.ExportDialog.ask", lambda *_: path)
    monkeypatch.setattr("maturity_app.ui.tasks.Tasks.open_file", opened.append)
    QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: any(r.has_ended for r in desk.window.findChildren(WorkRow)))
    [row] = desk.window.findChildren(WorkRow)
    assert row.told.text() == f"{path.name} is written"
    assert path.is_file()
    for text in ("Open", "Show in folder", "Hide"):
        next(b for b in row.findChildren(QPushButton) if b.text() == text).click()
    assert opened == [path, tmp_path]


def test_closing_stores_the_figures_of_the_open_record(tmp_path: Path, qtbot: QtBot) -> None:
    filled(tmp_path)
    for desk in shown(tmp_path, qtbot):
        desk.window.open_assessment("parks-autumn-2026")
        desk.library.save_answer("parks-autumn-2026", "practice-3-1", Answer(state="dont_know"))
    library = open_library(tmp_path)
    assert library.entry("parks-autumn-2026").summary is not None
    library.close()


# --- what could not be saved -------------------------------------------------------------


def refusing(desk: Desk, monkeypatch: pytest.MonkeyPatch, job: str) -> None:
    """Let the library refuse one of its jobs as a full disk does."""

    def refuse(*_: object) -> None:
        raise MachineError("the disk is full")

    monkeypatch.setattr(desk.library, job, refuse)


def typed_comment(text: str) -> None:
    """Begin a comment on the open question and leave it being typed."""
    QTest.keyClick(focused(), Qt.Key.Key_C)
    QTest.keyClicks(focused(), text)


def survey_of(desk: Desk) -> SurveyPage:
    """Return the survey, shown with an assessment of the harbour."""
    desk.home.asked.emit(Wish.SURVEY, "harbour-autumn-2026")
    [page] = desk.window.findChildren(SurveyPage)
    return page


def test_a_refused_answer_is_told_in_its_place_without_a_dialog(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = survey_of(desk)
    told: list[str] = []
    monkeypatch.setattr(desk.window.tasks, "refuse", told.append)
    refusing(desk, monkeypatch, "save_answer")
    QTest.keyClick(focused(), Qt.Key.Key_3)
    assert page.bar.saved.text() == "Not saved"
    assert not told


def test_closing_saves_the_comment_being_typed(tmp_path: Path, qtbot: QtBot) -> None:
    filled(tmp_path)
    item_id = ""
    for desk in shown(tmp_path, qtbot):
        item_id = survey_of(desk).current or ""
        typed_comment("Half a")
    library = open_library(tmp_path)
    assert library.assessment("harbour-autumn-2026").answer(item_id).comment == "Half a"
    library.close()


def test_the_window_stays_open_while_a_comment_is_not_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = survey_of(desk)
    typed_comment("Half a")
    with monkeypatch.context() as full:
        refusing(desk, full, "save_answer")
        assert not desk.window.close()
        assert desk.window.isVisible()
        assert any("the disk is full" in told.text() for told in page.findChildren(QLabel))
        desk.window.show_page(Page.HOME)
        assert desk.window.page == Page.SURVEY
    desk.window.show_page(Page.HOME)
    assert desk.window.page == Page.HOME


def test_figures_that_are_not_stored_are_no_answer_that_is_not_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = survey_of(desk)
    QTest.keyClick(focused(), Qt.Key.Key_3)
    with monkeypatch.context() as full:
        refusing(desk, full, "save_summary")
        desk.window.open_assessment("parks-autumn-2026")
    assert page.bar.saved.text().startswith("Saved ")
    assert desk.window.statusBar().currentMessage().startswith("Answers are saved")


# --- two windows -------------------------------------------------------------------------


def test_what_another_window_saved_is_not_overwritten(desk: Desk) -> None:
    page = survey_of(desk)
    item_id = page.current or ""
    other = open_library(desk.data)
    other.save_answer("harbour-autumn-2026", item_id, Answer(comment="From beside"))
    other.close()
    QApplication.sendEvent(desk.window, QEvent(QEvent.Type.ActivationChange))
    QTest.keyClick(focused(), Qt.Key.Key_3)
    stored = desk.library.assessment("harbour-autumn-2026").answer(item_id)
    assert (stored.option, stored.comment) == ("largely", "From beside")


def test_a_record_signed_in_another_window_is_only_read_from_then_on(desk: Desk) -> None:
    page = survey_of(desk)
    other = open_library(desk.data)
    sign_in_library(other, "harbour-autumn-2026", "Head of unit", date(2026, 10, 16))
    other.close()
    QApplication.sendEvent(desk.window, QEvent(QEvent.Type.ActivationChange))
    QTest.keyClick(focused(), Qt.Key.Key_3)
    assert page.bar.saved.text() == ""
    results = [b.text() for b in page.bar.findChildren(QPushButton)]
    assert results == ["Results"]


# --- looks -------------------------------------------------------------------------------


def test_the_chosen_first_segment_has_its_left_edge(qtbot: QtBot) -> None:
    segments = Segments(("Overview", "Items"), "View")
    qtbot.addWidget(segments)
    segments.setStyleSheet(style_sheet(LIGHT))
    segments.show()
    qtbot.waitExposed(segments)
    first = segments.findChildren(QPushButton)[0]
    edge = first.grab().toImage().pixelColor(0, first.height() // 2)
    assert edge.name() == QColor(LIGHT.accent).name()


def test_a_chosen_segment_has_room_for_its_heavier_text(qtbot: QtBot) -> None:
    segments = Segments(("Overview", "Items"), "View")
    qtbot.addWidget(segments)
    segments.setStyleSheet(style_sheet(LIGHT))
    segments.show()
    first = segments.findChildren(QPushButton)[0]
    heavier = QFontMetrics(semibold(first.font())).horizontalAdvance(first.text())
    padding_and_border = 2 * (12 + 1)
    assert first.width() >= heavier + padding_and_border


# --- the focus ring ----------------------------------------------------------------------


def test_the_ring_stands_round_the_button_with_the_keyboard(desk: Desk) -> None:
    ring = FocusRing(LIGHT)
    button = desk.button("Continue the survey")
    ring.follow(None, button)
    frames = [w for w in desk.window.children() if type(w).__name__ == "_Ring"]
    assert len(frames) == 1
    ring.follow(button, None)
    assert not frames[0].isVisible()  # type: ignore[attr-defined]  # a ring is a widget


# --- the plan ------------------------------------------------------------------------------------


def test_what_holds_the_level_is_planned_from_the_results_and_stands_on_the_plan_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = replace(
        assessment(FULL, answers(**{f"practice_{n}": "FFPPNNNN" for n in range(1, 7)}, **GUARDS)),
        id="planned",
    )
    desk.library.add(record)
    desk.window.open_assessment("planned")
    desk.window.show_page(Page.RESULTS)
    monkeypatch.setattr(ActionDialog, "ask", lambda *args: args[-1].action)
    desk.button("Plan this…").click()
    (action,) = desk.library.assessment("planned").plan.actions
    assert (action.item, action.text) == (
        "practice-1-3",
        "From Partially: write down who does it.",
    )
    desk.qtbot.waitUntil(lambda: "Planned: see the plan" in _texts(desk.window))
    desk.window.show_page(Page.PLAN)
    page = desk.window.pages.plan
    assert [row.cells[1] for row in page.action_card.table.table.rows] == ["1.3 Practice 1"]
    QTest.keyClick(page.action_card.table, Qt.Key.Key_Delete)
    assert len(desk.library.assessment("planned").plan.actions) == 1, "no row is chosen yet"


def test_a_signed_plan_leads_to_the_next_wave_which_carries_it_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(targets={"practice-1": 3}, actions=(Action(id="a1", text="Rehearse"),))
    entry = next(e for e in desk.library.entries() if e.unit.name == "Parks")
    desk.library.save_plan(entry.id, plan)
    sign_in_library(desk.library, entry.id, "Head", date(2026, 10, 20))
    desk.window.open_assessment(entry.id)
    desk.window.show_page(Page.PLAN)
    wanted = NewAssessment(
        unit_id=entry.unit.id, unit_name="Parks", wave_label="Autumn 2027",
        day=date(2027, 10, 16), headcount=None, questionnaire=FULL,
    )  # fmt: skip
    answered_by(monkeypatch, NewAssessmentDialog, wanted)
    desk.window.pages.plan.signed.begin.click()
    assert desk.library.assessment(desk.window.open_record).plan == plan
    desk.window.show_page(Page.PLAN)
    assert desk.window.pages.plan.followed_card.isVisible()


def _texts(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("de", 1360), ("fr", 1360)])
def test_the_dots_of_the_waves_are_seen_in_a_window_of_the_usual_size(
    tmp_path: Path, qtbot: QtBot, language: str, width: int
) -> None:
    filled(tmp_path)
    window = app.window_over(open_library(tmp_path), tmp_path, LIGHT, wording_for(language))
    window.setStyleSheet(style_sheet(LIGHT))
    qtbot.addWidget(window)
    assert window.width() == 1360
    window.resize(width, 800)
    window.show()
    qtbot.waitExposed(window)
    [tree] = window.home.findChildren(QTreeView)
    assert not tree.isColumnHidden(Column.WAVES)
    window.close()
