"""Started as a program: opens a window, says when it has been painted once, and ends.

`empty` opens a window with nothing in it, `plain` one with the usual furniture of a list window
and no program behind it. The program itself is started by `first_page`.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
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

from tests.benchmarks.after_paint import AfterPaint


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
