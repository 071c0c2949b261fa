"""The text size: on top of the environment's own, and worn by a program that starts anew."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from maturity_app.ui.starting import drawn_at, start_again

# Started once by the test, and a second time by itself after the text size was changed.
LARGER = """
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from maturity_app import app
from maturity_app.jobs.assessing import store_summary
from maturity_app.storage.library import open_library
from maturity_app.storage.settings import read_settings, write_settings
from maturity_app.ui.actions import Page
from tests.building import assessment, full_questionnaire

data = Path(sys.argv[1])
settings = read_settings(data)
gone_on = app._Shell.go_on

def change(window):
    library = open_library(data)
    record = assessment(full_questionnaire(), {})
    library.add(record)
    store_summary(library, record)
    library.close()
    window.open_assessment(record.id)
    window.show_page(Page.SURVEY)
    write_settings(data, settings._replace(text_size=200))
    window.made_anew.emit()

def tell(window):
    shown = window.page.name, window.open_record, window.devicePixelRatio()
    print(*shown, os.environ.get("QT_SCALE_FACTOR"))
    window.close()

def go_on_and_act(shell, claim, files):
    gone_on(shell, claim, files)
    window = shell._shown()
    act = change if read_settings(data).text_size == 100 else tell
    QTimer.singleShot(0, lambda: act(window))

app._Shell.go_on = go_on_and_act
sys.exit(app.open_window(data))
"""


@pytest.mark.long
def test_a_larger_text_goes_on_at_the_same_place_in_a_new_program(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LARGER, str(tmp_path)],
        env={**os.environ, "QT_SCALE_FACTOR": "1.5"},
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert ended.stdout == "SURVEY unit-b2-autumn-2026 3.0 1.5\n", ended.stderr
    assert ended.returncode == 0


# Prints what PySide's own import reads: it is asked of each module that is imported after Qt.
READING = """
import inspect

from maturity_app.ui.starting import load_qt

load_qt()
inspect.getsource = lambda module: print(module.__name__) or ""
import maturity_app.ui.theme
import wave
"""


def test_no_modules_source_is_read_for_a_switch_it_does_not_have() -> None:
    reading = [sys.executable, "-c", READING]
    assert subprocess.run(reading, capture_output=True, check=True, timeout=60).stdout == b""
    by_pyside = READING.replace("\nload_qt()", "\nimport PySide6.QtCore")
    read = subprocess.run(
        [sys.executable, "-c", by_pyside], capture_output=True, check=True, timeout=60
    )
    assert b"wave" in read.stdout.split(), "it is needed no longer"


class Started(NamedTuple):
    """A program that would have been started."""

    command: list[str]
    environment: dict[str, str]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Started]:
    """Return what is started, in a program that was started as the command line says."""
    found: list[Started] = []
    monkeypatch.setattr(sys, "executable", "/apps/python")
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "maturity_app"])
    monkeypatch.setattr(sys, "argv", ["/apps/maturity_app/__main__.py"])
    monkeypatch.setattr(os, "execve", lambda _, *given: found.append(Started(*given)))
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, env: found.append(Started(command, env))
    )
    return found


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_a_program_starts_again_as_it_was_started(
    started: list[Started], system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    start_again()
    assert started[0].command == ["/apps/python", "-m", "maturity_app"]


def test_a_program_without_python_starts_itself(
    started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/apps/maturity-app")
    monkeypatch.setattr(sys, "argv", ["/apps/maturity-app", "--data", "here"])
    start_again()
    assert started[0].command == ["/apps/maturity-app", "--data", "here"]
    assert started[0].environment["PYINSTALLER_RESET_ENVIRONMENT"] == "1"


@pytest.mark.parametrize(
    ("own", "percent", "during"),
    [(None, 100, None), (None, 125, "1.25"), ("1.5", 200, "3"), ("much", 150, "1.5")],
)
def test_the_size_comes_on_top_of_the_environments_own(
    own: str | None, percent: int, during: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    if own is not None:
        monkeypatch.setenv("QT_SCALE_FACTOR", own)
    with drawn_at(percent):
        assert os.environ.get("QT_SCALE_FACTOR") == during
    assert os.environ.get("QT_SCALE_FACTOR") == own
