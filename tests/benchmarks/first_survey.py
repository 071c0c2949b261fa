"""Started as a program: opens the survey from the home page and says how many seconds that took.

From the wish until the questions are painted; nothing the survey needs is loaded before.
"""

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer

from maturity_app import app
from maturity_app.__main__ import main
from maturity_app.ui.main_window import MainWindow
from tests.benchmarks.after_paint import AfterPaint

_AFTER_HOME_MS = 600
"""Home is painted and complete by then."""


def _watched(opened: Callable[..., MainWindow]) -> Callable[..., MainWindow]:
    def open_and_go_on(*given: object) -> MainWindow:
        window = opened(*given)
        QTimer.singleShot(_AFTER_HOME_MS, lambda: _open_survey(window))
        return window

    return open_and_go_on


def _open_survey(window: MainWindow) -> None:
    from maturity_app.ui.actions import Page

    begin = time.perf_counter()
    window.open_assessment(window.home.chosen)
    window.show_page(Page.SURVEY)
    AfterPaint(window.pages.survey, lambda: _tell(time.perf_counter() - begin))


def _tell(seconds: float) -> None:
    os.write(sys.stdout.fileno(), f"{seconds}\n".encode())


if __name__ == "__main__":
    app.window_over = _watched(app.window_over)
    sys.argv = ["maturity-app"]
    main()
