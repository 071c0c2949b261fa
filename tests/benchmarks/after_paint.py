"""Says when a widget has been painted once; nothing else of Qt is loaded for it."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from maturity_app.ui.overriding import override


class AfterPaint(QObject):
    """Says that the watched widget has been painted, and ends the program."""

    def __init__(self, watched: QWidget) -> None:
        """Watch a widget that has not been painted yet."""
        super().__init__(watched)
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, _painted)
        return False


def _painted() -> None:
    os.write(sys.stdout.fileno(), b"painted\n")
    QApplication.quit()
