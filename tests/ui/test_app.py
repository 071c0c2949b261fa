"""Starting: what is imported by then, and what is said when the library can't be opened."""

import os
import subprocess
import sys
from pathlib import Path

START = """
import sys
from pathlib import Path

from PySide6 import QtCore, QtGui, QtWidgets

from maturity_app.app import window_over
from maturity_app.storage.library import open_library
from maturity_app.ui.application import Application
from maturity_app.wording import ENGLISH

application = Application([])
application.dress("light")
data = Path(sys.argv[1])
window = window_over(open_library(data), data, application.colours, ENGLISH)
window.show()
application.processEvents()
early = {
    "dataclasses", "openpyxl", "platformdirs", "pydantic", "reportlab", "yaml",
    "maturity_app.ui.tasks",
} & set(sys.modules)
# Qt's bindings make a type when it is first needed, and these are costly; QDial is there once
# a widget made by Qt itself was asked for, and with it every other type of widget.
woken = {*vars(QtCore), *vars(QtGui), *vars(QtWidgets)}
early |= {"QDial", "QGradient", "QIcon", "QUrl"} & woken
window.close()
sys.exit(f"imported before it was needed: {early}" if early else 0)
"""

OPEN = """
import sys
from pathlib import Path

from maturity_app import app
from maturity_app.ui.dialogs import message

message.tell = lambda _parent, _w, title, text: print(f"{title}\\n{text}")
sys.exit(app.open_window(Path(sys.argv[1])))
"""


def run(code: str, data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(data)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_start_imports_nothing_that_is_not_needed_yet(tmp_path: Path) -> None:
    result = run(START, tmp_path)
    assert result.returncode == 0, result.stderr


def test_a_damaged_library_gets_polite_words(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"not a database" * 400)
    result = run(OPEN, tmp_path)
    assert result.returncode == 1, result.stderr
    assert result.stdout.startswith("The library can't be opened\n")
    assert "damaged" in result.stdout
    assert "Traceback" not in result.stderr


def test_a_place_that_may_not_be_written_gets_polite_words(tmp_path: Path) -> None:
    # Not even root can make a folder below a file.
    closed = tmp_path / "closed"
    closed.write_text("a file")
    result = run(OPEN, closed / "library")
    assert result.returncode == 3, result.stderr
