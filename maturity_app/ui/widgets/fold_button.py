"""A button that folds and unfolds what stands below it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.theme import Palette
from maturity_app.wording import Wording

_CHEVRON = 14


class FoldButton(QPushButton):
    """Checked while unfolded; the chevron is drawn, the style sheet keeps the room for it."""

    def __init__(self, w: Wording, palette: Palette, text: str) -> None:
        """Make a folded button."""
        super().__init__()
        self._w = w
        self._colour = palette.accent
        self.setProperty("role", "fold")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.toggled.connect(self._name)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the text."""
        self.setText(text)
        self._name()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        box = QRectF(4, (self.height() - _CHEVRON) / 2, _CHEVRON, _CHEVRON)
        paint_icon(QPainter(self), name, box, self._colour)

    def _name(self) -> None:
        state = self._w("unfolded") if self.isChecked() else self._w("folded")
        self.setAccessibleName(f"{self.text()}, {state}")
