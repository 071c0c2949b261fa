"""Started as a program: opens a window, and ends it when it has been painted once.

`bare` opens an empty Qt window, `home DIR` the program over the library in DIR.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from maturity_app.ui.overriding import override


class _AfterPaint(QObject):
    """Ends the program once the watched widget has been painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False


def _bare() -> int:
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    middle = QWidget()
    window.setCentralWidget(middle)
    window.resize(1280, 800)
    watcher = _AfterPaint(middle)
    window.show()
    code = application.exec()
    watcher.deleteLater()
    return code


def _home(data: Path) -> int:
    from maturity_app.__main__ import main
    from maturity_app.ui.main_window import MainWindow

    shown = MainWindow.showEvent

    def watch_and_show(window: MainWindow, event: QShowEvent) -> None:
        _AfterPaint(window._home)  # noqa: SLF001 - the page, not its empty frame
        shown(window, event)

    MainWindow.showEvent = watch_and_show  # type: ignore[method-assign, assignment]  # to see it
    os.environ["MATURITY_APP_DATA"] = str(data)
    sys.argv = ["maturity-app"]
    main()
    return 0


if __name__ == "__main__":
    sys.exit(_bare() if sys.argv[1] == "bare" else _home(Path(sys.argv[2])))
