"""Started as a program: the program itself, which says when its home page has been painted once.

Nothing of Qt is loaded before the program loads it, so that this is the start a person sees.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from maturity_app import app
from maturity_app.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_app.ui.main_window import MainWindow


def _watched(opened: Callable[..., MainWindow]) -> Callable[..., MainWindow]:
    def open_and_watch(*given: object) -> MainWindow:
        from tests.benchmarks.after_paint import AfterPaint

        window = opened(*given)
        AfterPaint(window.home)  # the page, not its empty frame
        return window

    return open_and_watch


if __name__ == "__main__":
    app.window_over = _watched(app.window_over)
    sys.argv = ["maturity-app"]
    main()
