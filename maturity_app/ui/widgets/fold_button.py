"""A button that folds and unfolds what stands below it."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.wording import Wording

_CHEVRON = 14


class FoldButton(QPushButton):
    """Says by chevron and name whether it is unfolded; the style sheet keeps the chevron's room.

    It is no checkable button, which screen readers would call a check box.
    """

    folded = Signal()

    def __init__(self, w: Wording, palette: Palette, text: str) -> None:
        """Make a folded button."""
        super().__init__()
        self._w = w
        self._colour = palette.accent
        self.is_unfolded = False
        self.setProperty("role", "fold")
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the text."""
        self.setText(text)
        self._name()

    def unfold(self) -> None:
        """Unfold what stands below, if it is folded."""
        if not self.is_unfolded:
            self._on_clicked()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        name = "chevron-down" if self.is_unfolded else "chevron-right"
        box = QRectF(4, (self.height() - _CHEVRON) / 2, _CHEVRON, _CHEVRON)
        paint_icon(QPainter(self), name, box, self._colour)

    def _on_clicked(self) -> None:
        self.is_unfolded = not self.is_unfolded
        self._name()
        self.update()
        self.folded.emit()

    def _name(self) -> None:
        state = self._w("unfolded") if self.is_unfolded else self._w("folded")
        self.setAccessibleName(f"{self.text()}, {state}")
