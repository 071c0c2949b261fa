"""Says when a widget has been painted once; nothing else of Qt is loaded for it."""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from maturity_app.ui.overriding import override


class AfterPaint(QObject):
    """Says that the watched widget has been painted, and ends the program."""

    def __init__(self, watched: QWidget, tell: Callable[[], object] | None = None) -> None:
        """Watch a widget that has not been painted yet; `tell` says it in other words."""
        super().__init__(watched)
        self._tell = tell or _painted
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        self._tell()
        QApplication.quit()


def _painted() -> None:
    os.write(sys.stdout.fileno(), b"painted\n")
