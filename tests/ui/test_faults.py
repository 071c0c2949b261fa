"""Failures that nobody caught come to one box, from slots, threads and background work."""

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.domain.said import said
from maturity_app.storage.problems import MachineError
from maturity_app.ui.background import Background
from maturity_app.ui.dialogs import crash
from maturity_app.ui.dialogs.crash import CrashDialog, FaultBox, report_of
from maturity_app.ui.faults import Faults
from maturity_app.wording import ENGLISH

UNIT = "Harbour authority"


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """Return the failures told, each with a note of the thread it was told in."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    told: list[BaseException] = []
    here = threading.get_ident()

    def tell(failure: BaseException) -> None:
        assert threading.get_ident() == here
        told.append(failure)

    faults = Faults()
    faults.tell_by(tell)
    yield told
    faults.deleteLater()


def breaks() -> None:
    raise KeyError(UNIT)


def in_a_slot() -> None:
    QTimer.singleShot(0, breaks)


def in_a_thread() -> None:
    threading.Thread(target=breaks).start()


def in_background_work() -> None:
    background = Background(QApplication.activeWindow())

    def reraise(failure: Exception) -> None:
        raise failure

    background.run_in_background(breaks, str, reraise)
    in_background_work.kept = background  # type: ignore[attr-defined]  # until it has told


@pytest.mark.parametrize("begin", [in_a_slot, in_a_thread, in_background_work])
@pytest.mark.qt_no_exception_capture
def test_a_failure_is_told_wherever_it_arose(
    qtbot: QtBot, caught: list[BaseException], begin: Callable[[], None]
) -> None:
    begin()
    qtbot.waitUntil(lambda: bool(caught))
    assert [type(failure) for failure in caught] == [KeyError]


def failure_of(work: Callable[[], object]) -> Exception:
    """Return what work raises, with where it arose."""
    try:
        work()
    except Exception as failure:  # noqa: BLE001 - the point of it
        return failure
    raise AssertionError


def test_a_report_quotes_no_unit_and_no_place_of_this_computer() -> None:
    report = report_of(failure_of(breaks))
    assert "KeyError" in report
    assert "test_faults.py" in report
    assert UNIT not in report
    assert "/" not in report.replace("maturity_app/", "").split("\n", 1)[1]


def test_a_report_tells_what_led_to_a_failure_and_what_can_be_told_of_it() -> None:
    def leads_on() -> None:
        try:
            breaks()
        except KeyError as first:
            raise AttributeError("'Page' object has no attribute 'shwo'") from first

    def refused() -> None:
        raise FileNotFoundError(2, "No such file", f"/home/me/{UNIT}.pdf")

    report = report_of(failure_of(leads_on))
    assert report.index("KeyError") < report.index("has no attribute 'shwo'")
    assert report_of(failure_of(refused)).endswith("FileNotFoundError: ENOENT")


@pytest.fixture
def box(qtbot: QtBot) -> tuple[FaultBox, list[str]]:
    """Return a box before a window, and what was done with that window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    done: list[str] = []
    return FaultBox(window, ENGLISH, lambda: done.append("closed")), done


def in_the_box(look: Callable[[CrashDialog], None]) -> None:
    """Do something with the box once it stands there."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CrashDialog)
        look(dialog)

    QTimer.singleShot(0, find)


def test_faults_in_a_row_do_not_stack_up(box: tuple[FaultBox, list[str]]) -> None:
    faults, done = box
    one, other = failure_of(breaks), failure_of(lambda: list[int]().pop())

    def more(dialog: CrashDialog) -> None:
        for failure in (one, other, one):
            faults.tell(failure)
        assert QApplication.activeModalWidget() is dialog
        report = dialog.report_field.toPlainText()
        assert report.count("KeyError") == 1
        assert report.count("IndexError") == 1
        told = [label.text() for label in dialog.findChildren(type(dialog._again))]  # noqa: SLF001
        assert "It struck 3 more times." in told
        dialog.accept_button.click()

    in_the_box(more)
    faults.tell(one)
    assert done == []


def test_one_can_close_safely_after_a_fault(box: tuple[FaultBox, list[str]]) -> None:
    faults, done = box
    in_the_box(lambda dialog: dialog.cancel_button.click())
    faults.tell(failure_of(breaks))
    assert done == ["closed"]


def test_the_report_can_be_copied(box: tuple[FaultBox, list[str]]) -> None:
    def copy(dialog: CrashDialog) -> None:
        buttons = dialog.findChildren(QPushButton)
        next(b for b in buttons if b.text() == "Copy the report").click()
        dialog.reject()

    in_the_box(copy)
    box[0].tell(failure_of(breaks))
    assert "KeyError" in QApplication.clipboard().text()
    assert box[1] == []


def test_known_errors_get_polite_words_one_after_the_other(
    box: tuple[FaultBox, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    full, busy = MachineError(said("the disk is full")), MachineError(said("the file is in use"))

    def tell(*given: str) -> None:
        told.append(given[-1])
        if len(told) == 1:
            for again in (full, busy, busy):
                box[0].tell(again)

    monkeypatch.setattr(crash, "tell", tell)
    box[0].tell(full)
    assert told == ["the disk is full", "the file is in use"]
