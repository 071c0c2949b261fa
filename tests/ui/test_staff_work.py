"""What is done with a staff survey that is shown, while others do something with it too."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Wave
from maturity_app.domain.said import said
from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.staff_files import Gathering, take_in
from maturity_app.storage.problems import MachineError
from maturity_app.storage.staff import read_staff_survey, write_staff_survey
from maturity_app.ui import staff_work
from maturity_app.ui.background import LongWork
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.staff_report import StaffFormDialog, StaffReportDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.widgets.work_panel import WorkPanel
from maturity_app.wording import ENGLISH
from tests.staffing import at_random, survey_of
from tests.ui.gathering import ROLES, Answering, accept, begun, drop, filled_in, shown, told


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Return what a survey's file is read for only once it is set."""
    opened = Event()

    def slowly(path: Path) -> StaffSurvey:
        assert opened.wait(10)
        return read_staff_survey(path)

    monkeypatch.setattr(staff_work, "read_staff_survey", slowly)
    return opened


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return before what it was asked which form is wanted; none is."""
    before: list[object] = []
    monkeypatch.setattr(StaffFormDialog, "ask", lambda *given: before.append(given[0]))
    return before


def reported(folder: Path, label: str = "Autumn 2026", day: date = date(2026, 10, 16)) -> Path:
    """Write a survey with as many responses as a report needs, and return its file."""
    path = folder / f"{label}.staff.json"
    survey = survey_of(at_random({"Staff": 9}, 1, 0), ROLES, headcount=20)
    write_staff_survey(path, replace(survey, wave=Wave(label=label, date=day)))
    return path


def accept_as(kind: str, dialog: StaffReportDialog) -> None:
    """Choose a kind of report, and go on."""
    kinds = dialog.kind_field.findChildren(QRadioButton)
    next(each for each in kinds if each.text() == kind).click()
    dialog.accept()


# --- while the file is read --------------------------------------------------------------


def test_a_second_click_while_the_file_is_read_asks_nothing(
    window: MainWindow, tmp_path: Path, gate: Event, asked: list[object], qtbot: QtBot
) -> None:
    drop(window, begun(tmp_path))
    dialog = shown(window, qtbot)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form_button.setFocus()
    dialog.form_button.click()
    dialog.form_button.click()
    assert not dialog.files_button.isEnabled()
    gate.set()
    qtbot.waitUntil(dialog.form_button.isEnabled)
    assert asked == [dialog]
    assert dialog.form_button.hasFocus(), "the keyboard is where it was"


def test_a_view_that_was_closed_meanwhile_asks_nothing(
    window: MainWindow, tmp_path: Path, gate: Event, asked: list[object], qtbot: QtBot
) -> None:
    drop(window, begun(tmp_path))
    dialog = shown(window, qtbot)
    dialog.form_button.click()
    dialog.close()
    gate.set()
    qtbot.waitUntil(dialog.form_button.isEnabled)
    assert not asked


def test_a_file_that_is_gone_is_told_and_what_was_shown_stays(
    window: MainWindow, tmp_path: Path, asked: list[object], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path, why = begun(tmp_path), list[str]()
    drop(window, path)
    dialog = shown(window, qtbot)
    monkeypatch.setattr(staff_work, "tell", lambda *given: why.append(given[-1]))
    path.unlink()
    dialog.form_button.click()
    qtbot.waitUntil(lambda: bool(why))
    assert "c3.staff.json" in why[0]
    assert dialog.form_button.isEnabled()
    assert not asked


# --- while another survey is shown -------------------------------------------------------


def remaining(window: MainWindow) -> QPushButton:
    """Return the button that goes on with work that was stopped, in the window itself."""
    panels = window.findChildren(WorkPanel)
    [row] = next(panel for panel in panels if panel.window() is window).rows
    return next(each for each in row.findChildren(QPushButton) if "remaining" in each.text())


def test_what_goes_on_with_one_survey_is_not_shown_in_anothers_view(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    first, second = begun(tmp_path), begun(tmp_path, "d4", "Unit D4")

    def stopped(path: Path, files: Sequence[Path], watch: LongWork) -> Gathering:
        watch.cancel()
        return take_in(path, files, watch)

    monkeypatch.setattr(staff_work, "take_in", stopped)
    drop(window, first)
    dialog = shown(window, qtbot)
    drop(dialog, *filled_in(read_staff_survey(first), tmp_path, 3))
    assert told(dialog, qtbot).startswith("Stopped after 0 of 3")
    monkeypatch.setattr(staff_work, "take_in", take_in)
    drop(window, second)
    qtbot.waitUntil(lambda: dialog.about.text().startswith("Unit D4"))
    remaining(window).click()
    assert not dialog.work.rows
    assert dialog.form_button.isEnabled()
    qtbot.waitUntil(lambda: len(read_staff_survey(first).responses) == 3)
    assert dialog.about.text().startswith("Unit D4")


# --- what fails --------------------------------------------------------------------------


@pytest.fixture
def disk_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a report fail after its survey was closed."""

    def fail(path: Path, *_: object, **__: object) -> None:
        write_staff_survey(path, read_staff_survey(path).as_closed())
        raise MachineError(said("the disk is full"))

    monkeypatch.setattr(staff_work, "report_on", fail)


@pytest.mark.usefixtures("disk_full")
def test_after_a_report_that_failed_the_survey_is_shown_as_it_is_then(
    window: MainWindow, tmp_path: Path, answer: Answering, files: list[Path], qtbot: QtBot
) -> None:
    drop(window, reported(tmp_path))
    dialog = shown(window, qtbot)
    answer(StaffReportDialog, accept)
    answer(ConfirmDialog, accept)
    files.append(tmp_path / "b2.pdf")
    dialog.report_button.click()
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Closed"), timeout=20_000)
    assert dialog.work.rows[-1].told.text().endswith("the disk is full")
    assert not dialog.files_button.isEnabled()


def test_after_responses_were_refused_the_survey_is_shown_as_it_is_then(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = begun(tmp_path)
    drop(window, path)
    dialog, survey = shown(window, qtbot), read_staff_survey(path)
    write_staff_survey(path, survey.as_closed())
    drop(dialog, *filled_in(survey, tmp_path, 2))
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Closed"), timeout=20_000)
    assert not dialog.folder_button.isEnabled()


def test_a_report_does_not_take_the_place_of_its_survey(
    window: MainWindow, tmp_path: Path, answer: Answering, files: list[Path], qtbot: QtBot
) -> None:
    path = reported(tmp_path)
    before = path.read_bytes()

    drop(window, path)
    dialog = shown(window, qtbot)
    answer(StaffReportDialog, partial(accept_as, "Figures for programs"))
    answer(ConfirmDialog, accept)
    files.append(path)
    dialog.report_button.click()
    qtbot.waitUntil(lambda: bool(dialog.work.rows))
    assert told(dialog, qtbot).startswith("This could not be done")
    assert path.read_bytes() == before


# --- the wave before ---------------------------------------------------------------------


def test_an_earlier_wave_is_read_beside_the_window(
    window: MainWindow, tmp_path: Path, answer: Answering, files: list[Path], qtbot: QtBot
) -> None:
    path, before = reported(tmp_path), reported(tmp_path, "Spring 2026", date(2026, 4, 1))
    for each in (path, before):
        write_staff_survey(each, read_staff_survey(each).as_closed())
    names: list[str] = []

    def choose(dialog: StaffReportDialog) -> None:
        dialog.choose(path)
        names.append(dialog.earlier_name.text())
        assert not dialog.accept_button.isEnabled()
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        names.append(dialog.earlier_name.text())
        dialog.choose(before)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        names.append(dialog.earlier_name.text())
        accept_as("CSV table", dialog)

    answer(StaffReportDialog, choose)
    drop(window, path)
    dialog = shown(window, qtbot)
    files.append(tmp_path / "since.csv")
    dialog.report_button.click()
    qtbot.waitUntil((tmp_path / "since.csv").is_file, timeout=20_000)
    assert names == [
        "Reading Autumn 2026.staff.json …", "None: this wave by itself",
        "Spring 2026.staff.json",
    ]  # fmt: skip
    assert ",change,try," in (tmp_path / "since.csv").read_text("utf-8")
    files.append(tmp_path / "since.json")
    answer(StaffReportDialog, partial(accept_as, "Figures for programs"))
    qtbot.waitUntil(dialog.report_button.isEnabled)
    dialog.report_button.click()
    qtbot.waitUntil((tmp_path / "since.json").is_file, timeout=20_000)
    assert "Spring 2026" in (tmp_path / "since.json").read_text("utf-8"), "it stays chosen"


def test_what_keeps_a_file_from_being_the_wave_before_is_told_below_the_fields(
    qtbot: QtBot,
) -> None:
    answers: list[Callable[[str], None]] = []
    dialog = StaffReportDialog(None, ENGLISH, Path(), lambda _, told: answers.append(told))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.choose_button.setFocus()
    dialog.choose(Path("a.staff.json"))
    answers.pop()("")
    assert dialog.value().previous == Path("a.staff.json")
    dialog.choose(Path("b.staff.json"))
    assert not dialog.without_button.isEnabled()
    answers.pop()("it is of another unit")
    wrong = [each for each in dialog.findChildren(QLabel) if each.property("role") == "error"]
    assert [each.text() for each in wrong if each.isVisible()] == ["it is of another unit"]
    assert dialog.value().previous == Path("a.staff.json"), "the one before stays"
    assert dialog.choose_button.hasFocus()
