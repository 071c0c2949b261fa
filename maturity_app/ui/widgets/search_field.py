"""The field for a search, with a magnifying glass."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette

_GLASS = 16
_LEFT = 7


class SearchField(QLineEdit):
    """A line of text that can be cleared; its style sheet keeps the room for the glass."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self._colour = palette.muted
        self.setProperty("role", "search")
        self.textChanged.connect(self._on_text)

    def _on_text(self) -> None:
        """Have a button that clears the text, from the first text on: its picture costs a start."""
        self.setClearButtonEnabled(True)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(_LEFT, (self.height() - _GLASS) / 2, _GLASS, _GLASS)
        paint_icon(painter, "search", box, self._colour)
        painter.end()
