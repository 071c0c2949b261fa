"""The window goes on answering while files are brought in and a report is written."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.library import open_library
from maturity_app.ui.dialogs.export import report_kinds
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.pages.reports import Order
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.work_panel import WorkRow
from maturity_app.wording import ENGLISH
from tests.benchmarks.conftest import Hold
from tests.building import assessment, random_answers

pytestmark = pytest.mark.bench

_FILES = 200
_ROUNDS = 3
_LONGEST_MS = 100
_PAINTED_EACH_MS = 100


class Watchdog:
    """Keeps the longest time in which the window could not answer, while it paints its page."""

    def __init__(self, window: MainWindow) -> None:
        """Begin to watch."""
        self.longest = 0.0
        self._last = time.perf_counter()
        self._tick = QTimer(window, interval=2)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()
        self._paint = QTimer(window, interval=_PAINTED_EACH_MS)
        self._paint.timeout.connect(window.home.repaint)
        self._paint.start()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def begin(self) -> None:
        """Forget what was measured."""
        self.longest, self._last = 0.0, time.perf_counter()


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    data = tmp_path / "data"
    made = app.window_over(open_library(data), data, LIGHT, ENGLISH)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    # What is imported on first use has been, as after a minute of work.
    assert made.tasks is not None
    yield made
    made.close()


def waited(window: MainWindow, qtbot: QtBot, work: Callable[[], None]) -> None:
    """Begin long work and wait for its outcome, the window being as alive as it is."""
    work()
    assert not all(row.has_ended for row in window.findChildren(WorkRow))
    qtbot.waitUntil(
        lambda: all(row.has_ended for row in window.findChildren(WorkRow)), timeout=300_000
    )


def quietest(dog: Watchdog, work: Callable[[], None]) -> float:
    """Return the longest pause in milliseconds; what else a machine does only ever adds."""
    pauses = []
    for _ in range(_ROUNDS):
        dog.begin()
        work()
        pauses.append(1000 * dog.longest)
    return min(pauses)


def test_the_window_answers_while_files_come_in_and_reports_are_written(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    definition = find_questionnaire("digital-culture")
    batches = []
    for batch in range(_ROUNDS):
        batches.append(tmp_path / f"batch {batch}")
        for number in range(_FILES):
            given = random_answers(definition, number)
            record = assessment(definition, given, unit=f"Unit {batch} {number:03}")
            write_assessment(batches[-1] / f"{number}{SUFFIX}", record)
    dog, tasks = Watchdog(window), window.tasks

    def bring_in() -> None:
        waited(window, qtbot, lambda: tasks.import_files([batches.pop()]))

    hold("longest pause while 200 files come in, ms", quietest(dog, bring_in), _LONGEST_MS)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    ids = tuple(f"unit-0-{number:03}-autumn-2026" for number in range(3))
    order = Order(ids, report_kinds(ENGLISH)[0], "en")

    def write() -> None:
        waited(window, qtbot, lambda: tasks.write_reports(order))

    hold("longest pause while PDFs are written, ms", quietest(dog, write), _LONGEST_MS)
    assert len(list(tmp_path.glob("*.pdf"))) == _ROUNDS * len(ids)
