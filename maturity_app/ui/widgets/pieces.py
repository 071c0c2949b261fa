"""The small pieces every page is put together from: labels, buttons, cards, lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QIcon

PAGE_MARGIN = 24
CARD_PADDING = 16
GAP = 8


def label(
    text: str, role: str = "", *, wraps: bool = False, buddy: QWidget | None = None
) -> QLabel:
    """Return a label in one of the style sheet's roles; plain text, never markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    if buddy is not None:
        made.setBuddy(buddy)
        if not buddy.accessibleName():
            buddy.setAccessibleName(text.replace("&", ""))
    return made


def button(
    text: str,
    role: str = "",
    *,
    on_click: Callable[[], object] | None = None,
    icon: QIcon | None = None,
    tip: str = "",
) -> QPushButton:
    """Return a push button in one of the style sheet's roles."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if icon is not None:
        made.setIcon(icon)
    if tip:
        made.setToolTip(tip)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def line() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Remove and delete everything in a layout."""
    while (entry := layout.takeAt(0)) is not None:
        widget = entry.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Card(QFrame):
    """A raised frame; what it holds goes into `body`. The role "note" makes it a hint."""

    def __init__(self, title: str = "", role: str = "card", parent: QWidget | None = None) -> None:
        """Make a card, with a title where one is given; its `head` has room at the right."""
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(CARD_PADDING + 4, CARD_PADDING, CARD_PADDING + 4, CARD_PADDING)
        self.body.setSpacing(GAP)
        self.head = QHBoxLayout()
        self.head.setSpacing(GAP)
        if title:
            self.head.addWidget(label(title, "strong"))
            self.head.addStretch()
            self.body.addLayout(self.head)
            self.setAccessibleName(title)
