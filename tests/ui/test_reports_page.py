"""The reports page: choosing, looking at one, and writing many, which can be stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.assessment import Share
from maturity_app.jobs import batch
from maturity_app.jobs.assessing import store_summary
from maturity_app.jobs.reporting import write_report
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.problems import MachineError
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.message import StopDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.models.report_list import ReportList
from maturity_app.ui.pages.reports import ReportsPage
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.page_view import PageView
from maturity_app.ui.widgets.work_panel import WorkRow
from maturity_app.wording import ENGLISH
from tests.building import answers, assessment, dimension, questionnaire
from tests.ui.pdf import A4, pdf
from tests.ui.test_dialogs import unnamed

ONE = questionnaire(dimension("practice-1", (1, 1, 2)))
NEWEST = ["Fire service, Autumn 2026 (Draft)", "Harbour, Autumn 2026 (Draft)",
          "Parks, Autumn 2026 (Draft)"]  # fmt: skip


@dataclass
class Desk:
    window: MainWindow
    library: Library
    qtbot: QtBot

    @property
    def page(self) -> ReportsPage:
        return self.window.pages.reports

    @property
    def view(self) -> PageView:
        return self.page.preview.view

    def row(self) -> WorkRow:
        """Return the row of the work that is or was under way."""
        return self.window.findChildren(WorkRow)[-1]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    library = open_library(tmp_path / "data")
    for unit in ("Harbour", "Parks", "Fire service"):
        for year in (2025, 2026):
            given = answers(practice_1="FFL")
            label, day = f"Autumn {year}", date(year, 10, 16)
            record = assessment(ONE, given, unit=unit, label=label, day=day)
            library.add(record)
            store_summary(library, record)
    window = app.window_over(library, tmp_path / "data", LIGHT, ENGLISH)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.home.select("harbour-autumn-2026")
    window.show_page(Page.REPORTS)
    yield Desk(window, library, qtbot)
    window.close()


# --- choosing ----------------------------------------------------------------------------


def test_the_list_keeps_qts_rules_and_its_ticks(desk: Desk) -> None:
    model = ReportList(ENGLISH)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_entries(desk.library.entries())
    model.tick_newest()
    assert [model.name(entry) for entry in model.ticked_entries()] == NEWEST
    model.narrow("2025 PARK")
    assert texts(model) == ["Parks, Autumn 2025 (Draft)"]
    model.setData(model.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.narrow("")
    assert len(model.ticked_entries()) == 4
    model.set_entries(desk.library.entries()[:2])
    assert len(model.ticked_entries()) == 1


def texts(model: QAbstractItemModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_what_is_selected_at_home_is_looked_at_and_written(desk: Desk) -> None:
    assert desk.page.order().record_ids == ("harbour-autumn-2026",)
    assert desk.page.write_button.text() == "Write report…"
    QTest.keyClick(desk.page.list, Qt.Key.Key_Down)
    QTest.keyClick(desk.page.list, Qt.Key.Key_Space)
    QTest.keyClick(desk.page.list, Qt.Key.Key_Down)
    QTest.keyClick(desk.page.list, Qt.Key.Key_Space)
    desk.page.language_field.setCurrentIndex(desk.page.language_field.findData("fr"))
    order = desk.page.order()
    assert (order.kind.suffix, order.language) == (".pdf", "fr")
    assert order.record_ids == ("harbour-autumn-2025", "parks-autumn-2026")
    assert desk.page.write_button.text() == "Write 2 reports…"
    printing = desk.page.preview.print_button
    assert (printing.text(), printing.shortcut().toString()) == ("Print this…", "Ctrl+P")


def test_what_comes_in_is_listed_at_once(desk: Desk) -> None:
    desk.library.add(assessment(ONE, {}, unit="Zoo"))
    desk.window.tasks.library_changed.emit("zoo-autumn-2026")
    assert desk.page.model.index_of("zoo-autumn-2026").isValid()
    assert desk.page.order().record_ids == ("zoo-autumn-2026",)


# --- looking at a report -------------------------------------------------------------------


def test_the_report_is_shown_and_read_out_in_the_language_chosen(desk: Desk) -> None:
    desk.page.language_field.setCurrentIndex(desk.page.language_field.findData("de"))
    desk.qtbot.waitUntil(lambda: bool(desk.view.sheets) and desk.view.sheets[0].scale > 0)
    words = desk.view.sheets[0].accessibleDescription()
    assert "Harbour" in words
    assert "ENTWURF" in words
    assert not unnamed(desk.page)


def test_other_kinds_say_that_only_a_pdf_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def make(*given: str) -> bytes:
        asked.append((given[0], given[1]))
        return pdf([A4])

    monkeypatch.setattr(desk.page, "_make", make)
    preview = desk.page.preview
    desk.qtbot.waitUntil(lambda: preview.pages is not None)
    desk.page.kind_field.setCurrentIndex(1)
    desk.qtbot.waitUntil(lambda: preview.pages is None)
    assert not preview.print_button.isEnabled()
    desk.page.kind_field.setCurrentIndex(0)
    desk.qtbot.waitUntil(lambda: preview.pages is not None)
    assert asked == [("harbour-autumn-2026", "en")] * 2


# --- leaving something out -----------------------------------------------------------------


def choose_share(desk: Desk, share: Share) -> None:
    field = desk.page.share_field.field
    field.setCurrentIndex(field.findData(share))


@pytest.mark.long
def test_what_leaves_is_told_and_shown_before_it_is_written(desk: Desk) -> None:
    told = desk.page.share_field.told
    assert not told.isVisible()
    choose_share(desk, "without_names")
    desk.qtbot.waitUntil(told.isVisible)
    stays, goes = told.text().split("\n")
    assert stays.startswith("Stays here: the unit's name and id: Harbour")
    assert "3 answers" in goes
    desk.qtbot.waitUntil(lambda: bool(desk.view.sheets) and desk.view.sheets[0].scale > 0)
    words = desk.view.sheets[0].accessibleDescription()
    assert "Unit 1" in words
    assert "Harbour" not in words
    choose_share(desk, "full")
    desk.qtbot.waitUntil(lambda: not told.isVisible())


def test_where_many_are_ticked_it_is_told_of_which_record(desk: Desk) -> None:
    told = desk.page.share_field.told
    choose_share(desk, "scores_only")
    desk.qtbot.waitUntil(told.isVisible)
    assert told.text().startswith("Stays here: ")
    desk.page.model.tick_newest()
    desk.qtbot.waitUntil(lambda: told.text().startswith("Of Harbour, Autumn 2026 (Draft):"))
    desk.page.model.tick_none()
    desk.qtbot.waitUntil(lambda: told.text().startswith("Stays here: "))


def test_a_report_without_names_has_none_in_its_own(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def ask(*given: str) -> tuple[str, str]:
        proposed.append(Path(given[2]).name)
        return str(tmp_path / "for the union.csv"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    choose_share(desk, "without_names")
    desk.page.kind_field.setCurrentIndex(2)
    desk.page.write_button.click()
    desk.qtbot.waitUntil(lambda: desk.row().has_ended)
    assert proposed == ["Unit 1 Autumn 2026.without-names.csv"]
    assert [path.name for path in tmp_path.glob("*.csv")] == ["for the union.without-names.csv"]


def test_where_no_answer_goes_along_there_is_no_assessment_file(desk: Desk) -> None:
    names = [desk.page.kind_field.itemText(n) for n in range(desk.page.kind_field.count())]
    choose_share(desk, "scores_only")
    changed = [desk.page.kind_field.itemText(n) for n in range(desk.page.kind_field.count())]
    assert (names[-1], changed[-1]) == ("Assessment file", "Figures for programs")
    assert names[:-1] == changed[:-1]
    desk.page.kind_field.setCurrentIndex(3)
    assert (desk.page.order().kind.suffix, desk.page.order().share) == (".json", "scores_only")


# --- writing many ------------------------------------------------------------------------------


def folder_chosen(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


def test_reports_of_many_units_are_written_and_can_be_found(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_chosen(monkeypatch, tmp_path)
    desk.page.kind_field.setCurrentIndex(2)
    desk.page.model.tick_newest()
    desk.page.write_button.click()
    assert desk.row().bar.accessibleName() == "Writing reports"
    desk.qtbot.waitUntil(lambda: desk.row().has_ended)
    assert desk.row().told.text() == "3 reports written"
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == [
        f"{unit} Autumn 2026.csv" for unit in ("Fire service", "Harbour", "Parks")
    ]
    shown: list[Path] = []
    monkeypatch.setattr("maturity_app.ui.tasks.QDesktopServices.openUrl", shown.append)
    next(b for b in desk.row().findChildren(QPushButton) if b.text() == "Show in folder").click()
    assert [Path(url.toLocalFile()) for url in shown] == [tmp_path]  # type: ignore[attr-defined]  # what Qt opens


def test_what_could_not_be_written_is_listed_with_its_reason(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_chosen(monkeypatch, tmp_path)
    desk.page.kind_field.setCurrentIndex(2)
    desk.page.model.tick_newest()

    def refuse(path: Path, *given: object) -> None:
        if path.name.startswith("Harbour"):
            raise MachineError("the disk is full")
        write_report(path, *given)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(batch, "write_report", refuse)
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr("maturity_app.ui.tasks.tell_details", lambda *given: told.append(given[-1]))
    desk.page.write_button.click()
    desk.qtbot.waitUntil(lambda: desk.row().has_ended)
    assert desk.row().told.text() == "2 reports written; 1 could not be written"
    next(b for b in desk.row().findChildren(QPushButton) if b.text() == "Details…").click()
    assert told == [("Harbour, Autumn 2026: the disk is full",)]


def test_a_batch_is_stopped_by_key_and_keeps_what_is_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_chosen(monkeypatch, tmp_path)
    desk.page.kind_field.setCurrentIndex(2)
    desk.page.model.tick_newest()
    desk.page.write_button.click()
    QTest.keyClick(desk.window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert desk.row().work.is_cancelled
    desk.qtbot.waitUntil(lambda: desk.row().has_ended)
    count = len(list(tmp_path.glob("*.csv")))
    assert count < 3
    assert desk.row().told.text().startswith("Stopped after ")
    words = f"Write the remaining {3 - count}"
    next(b for b in desk.row().findChildren(QPushButton) if b.text() == words).click()
    desk.qtbot.waitUntil(lambda: desk.row().has_ended)
    assert len(list(tmp_path.glob("*.csv"))) == 3
    desk.page.write_button.click()
    desk.qtbot.waitUntil(lambda: desk.row().has_ended)
    told = "3 reports written; 3 under a new name, because a file was there"
    assert desk.row().told.text() == told


@pytest.mark.parametrize("stops", [True, False])
def test_closing_asks_before_work_is_stopped(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stops: bool
) -> None:
    folder_chosen(monkeypatch, tmp_path)
    asked: list[object] = []

    def ask(*given: object) -> bool:
        asked.append(given[-1])
        return stops

    monkeypatch.setattr(StopDialog, "ask", ask)
    desk.page.kind_field.setCurrentIndex(2)
    desk.page.model.tick_newest()
    desk.page.write_button.click()
    assert desk.window.close() is stops
    assert asked == [["Writing reports"]]
    if not stops:
        desk.qtbot.waitUntil(lambda: desk.row().has_ended)


def test_asking_whether_to_stop_waits_unless_told_otherwise(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = StopDialog(parent, ENGLISH, ["Writing reports"])
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == StopDialog.DialogCode.Rejected
    assert not unnamed(dialog)
