"""Started as a program: opens a window, says when it has been painted once, and ends.

`empty` opens a window with nothing in it, `plain` one with the usual furniture of a list window
and no program behind it. The program itself is started by `first_page`.
"""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

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


def _empty() -> None:
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    _show(application, window, QWidget())


def _plain() -> None:
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    page = QWidget()
    bar = QHBoxLayout()
    bar.addWidget(QLabel("Units and waves", alignment=Qt.AlignmentFlag.AlignLeft))
    bar.addWidget(QLineEdit())
    bar.addWidget(QPushButton("Open file…"))
    bar.addWidget(QPushButton("New assessment…"))
    tree = QTreeView()
    model = QStandardItemModel(0, 6, tree)
    for row in range(20):
        model.appendRow([QStandardItem(f"Cell {row}.{column}") for column in range(6)])
    tree.setModel(model)
    whole = QVBoxLayout(page)
    whole.addLayout(bar)
    whole.addWidget(tree)
    window = QMainWindow()
    for name in ("File", "View", "Assessment", "Help"):
        window.menuBar().addMenu(name).addAction(name)
    window.statusBar().showMessage("Works offline")
    _show(application, window, page)


def _show(application: QApplication, window: QMainWindow, middle: QWidget) -> None:
    window.setCentralWidget(middle)
    window.resize(1280, 800)
    AfterPaint(middle)
    window.show()
    application.exec()


_WINDOWS: dict[str, Callable[[], None]] = {"empty": _empty, "plain": _plain}

if __name__ == "__main__":
    _WINDOWS[sys.argv[1]]()
