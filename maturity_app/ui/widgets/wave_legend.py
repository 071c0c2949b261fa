"""What the dots of a unit's waves mean."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.ui.widgets.wave_row import paint_dot
from maturity_app.wording import Wording

_DOT = 11
_GAP = 8
_COUNTED_LEAST = 160


class _Dot(QWidget):
    def __init__(self, status: str, palette: Palette) -> None:
        super().__init__()
        self._status, self._palette = status, palette
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_DOT + 4, _DOT + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_dot(painter, QRectF(2, 2, _DOT, _DOT), self._status, self._palette)
        painter.end()


class WaveLegend(Reflow):
    """The key to the dots in one line, and what is counted beside or below it."""

    def __init__(
        self, w: Wording, palette: Palette, counted: QLabel, parent: QWidget | None = None
    ) -> None:
        """Show a dot and its word for each state, then `counted`."""
        super().__init__(beside=True, parent=parent)
        self._counted = counted
        self._key = row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label(w("Waves, oldest first:"), "muted"))
        for status, word in (("signed_off", w("signed off")), ("draft", w("draft"))):
            row.addSpacing(6)
            row.addWidget(_Dot(status, palette))
            row.addWidget(label(word, "muted"))
        row.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(_GAP)
        self.body.addLayout(row)
        self.body.addWidget(counted, 1)

    def show_key(self, *, is_shown: bool) -> None:
        """Show the key where there are dots to read with it."""
        for number in range(self._key.count()):
            part = self._key.itemAt(number)
            widget = part.widget() if part is not None else None
            if widget is not None:
                widget.setVisible(is_shown)

    @override
    def arrange(self, width: int) -> bool:
        beside = self._key.sizeHint().width() + _GAP + _COUNTED_LEAST <= width
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._counted.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        return turn(self.body, beside=beside)
