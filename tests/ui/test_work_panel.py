"""The panel of long work: one row a piece, its outcome in words, and what can be done with it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from maturity_app.domain.said import said
from maturity_app.jobs.batch import Imported, Written
from maturity_app.jobs.exchange import ImportResult
from maturity_app.jobs.exchange import Outcome as Became
from maturity_app.storage.problems import MachineError
from maturity_app.ui.background import LongWork
from maturity_app.ui.outcomes import batch_outcome, import_outcome, refused_outcome
from maturity_app.ui.widgets.work_panel import Outcome, WorkPanel, WorkRow
from maturity_app.wording import ENGLISH
from tests.ui.test_dialogs import unnamed

FULL = MachineError(said("the disk is full"))


@pytest.fixture
def panel(qtbot: QtBot) -> WorkPanel:
    made = WorkPanel(ENGLISH)
    qtbot.addWidget(made)
    return made


def texts(row: WorkRow) -> list[str]:
    return [button.text() for button in row.findChildren(QPushButton) if button.isVisible()]


def test_work_is_followed_from_its_beginning_to_its_outcome(panel: WorkPanel, qtbot: QtBot) -> None:
    work = LongWork("Bringing in files")
    panel.add(work)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    [row] = panel.rows
    assert row.bar.maximum() == 0
    work.moved.emit(3, 8, "c.assessment.json")
    assert row.told.text() == "Bringing in files: 3 of 8\nc.assessment.json"
    assert (row.bar.value(), row.bar.maximum()) == (3, 8)
    assert not unnamed(panel)
    folder = Path("reports")
    work.ended.emit(Outcome(told="2 written", details=("b: the disk is full",), folder=folder))
    assert row.told.text() == "2 written"
    assert texts(row) == ["Details…", "Show in folder", "Hide"]
    with qtbot.waitSignal(panel.folder_requested) as asked:
        row.findChildren(QPushButton)[2].click()
    assert asked.args == [folder]
    row.findChildren(QPushButton)[3].click()
    assert not panel.isVisible()


def test_stopping_is_asked_of_the_work_and_what_follows_can_be_reached_by_key(
    panel: WorkPanel, qtbot: QtBot
) -> None:
    work = LongWork("Writing reports")
    panel.add(work)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    [row] = panel.rows
    row.stop_button.setFocus()
    QTest.keyClick(row.stop_button, Qt.Key.Key_Space)
    assert work.is_cancelled
    assert row.told.text() == "Writing reports: ends after this step"
    work.moved.emit(4, 8, "late news")
    assert row.told.text() == "Writing reports: ends after this step"
    work.ended.emit(Outcome(told="Stopped after 4 of 8", folder=Path("reports")))
    assert texts(row) == ["Show in folder", "Hide"]
    assert row.findChildren(QPushButton)[1].hasFocus()


def test_what_ended_makes_room_and_what_waits_stays(panel: WorkPanel) -> None:
    first, second, third = (LongWork(name) for name in ("first", "second", "third"))
    panel.add(first)
    panel.add(second)
    first.ended.emit(Outcome(told="first is done"))
    panel.add(third)
    assert [row.told.text() for row in panel.rows] == ["second", "third"]
    panel.stop()
    assert (second.is_cancelled, third.is_cancelled) == (True, False)


def test_what_is_done_goes_and_what_is_to_be_read_stays(panel: WorkPanel) -> None:
    names = ("done", "under way", "refused", "with details")
    done, _, refused, detailed = works = [LongWork(name) for name in names]
    for work in works:
        panel.add(work)
    done.ended.emit(Outcome(told="report.xlsx is written", file=Path("report.xlsx")))
    refused.ended.emit(refused_outcome(FULL, ENGLISH))
    detailed.ended.emit(Outcome(told="1 file could not be opened", details=("b: no",)))
    panel.forget_done()
    assert [row.work.name for row in panel.rows] == ["under way", "refused", "with details"]
    assert panel.isVisible()


def result(outcome: Became, name: str) -> ImportResult:
    news = FULL if outcome == "failed" else said("{name}: fine", name=name)
    return ImportResult(path=Path(name), assessment_id=None, outcome=outcome, news=news)


def imported(total: int, *results: ImportResult) -> Imported:
    """Return what an import of so many files tells once these were done with."""
    whole = Imported(total=total)
    for each in results:
        whole.take(each)
    return whole


def test_an_import_is_summed_up_and_what_failed_stands_first() -> None:
    results = [result("added", "a"), result("known", "b"), result("failed", "c")]
    told = import_outcome(imported(3, *results), ENGLISH, print)
    assert told.told == "1 assessment added; 1 here already; 1 file could not be opened"
    assert told.details == ("the disk is full", "b: fine")


def test_what_was_changed_by_hand_in_a_workbook_is_told() -> None:
    changed = ImportResult(
        path=Path("a.xlsx"), assessment_id="a", outcome="added", news=said("a: added"),
        changes=(said("item 3 was changed by hand"),),
    )  # fmt: skip
    told = import_outcome(imported(2, changed, changed), ENGLISH, print)
    assert told.told == "2 assessments added; 2 were changed by hand"
    assert told.details[0] == "a: added\nitem 3 was changed by hand"


def test_an_import_that_ended_early_says_after_how_many_files_and_why() -> None:
    results = [result("added", "a"), result("second_entry", "b")]
    went_on: list[bool] = []
    stopped = import_outcome(imported(9, *results), ENGLISH, lambda: went_on.append(True))
    assert stopped.told.startswith("Stopped after 2 of 9; 1 assessment")
    assert stopped.to_go_on == "Bring in the remaining 7"
    assert stopped.go_on is not None
    stopped.go_on()
    assert went_on == [True]
    refused = imported(9, *results)
    refused.refused = FULL
    assert import_outcome(refused, ENGLISH, print).told.startswith(
        "Stopped after 2 of 9: the disk is full; 1 assessment added; 1 kept as a second entry"
    )


def test_of_thousands_that_were_here_already_only_the_number_is_told() -> None:
    told = import_outcome(imported(1000, *[result("known", "a")] * 1000), ENGLISH, print)
    assert told.told == "0 assessments added; 1000 here already"
    assert len(told.details) == 200


def test_a_defect_in_a_batch_is_named_as_one_and_quotes_nothing() -> None:
    written = [
        Written(name="Harbour, 2026", path=Path("out/Harbour.pdf")),
        Written(name="Parks, 2026", path=Path("out/Parks.pdf"), failure=KeyError("an answer")),
    ]
    told = batch_outcome(written, 2, Path("out"), ENGLISH)
    assert told.told == "1 report written; 1 could not be written"
    assert told.details == ("Parks, 2026: a fault of the program",)
    assert (told.file, told.folder) == (Path("out/Harbour.pdf"), Path("out"))
