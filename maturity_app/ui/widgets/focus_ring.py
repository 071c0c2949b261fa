"""The focus ring: two pixels wide, two pixels outside of what has the keyboard."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from typing_extensions import override

from maturity_app.ui.theme import Palette

_MARGIN = 4
_WIDTH = 2
_MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class _RingStyle(QProxyStyle):
    """Tells the frame how far outside it stands, and that it stands above its neighbours."""

    @override
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in _MARGINS:
            return _MARGIN
        return super().pixelMetric(metric, option, widget)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)


class FocusRing(QFocusFrame):
    """A ring round the button that has the focus; fields and lists mark their own edge."""

    def __init__(self, palette: Palette) -> None:
        """Make a ring that is round nothing yet; connect `follow` to the focus of a program."""
        super().__init__()
        self._colour = palette.focus
        self._style = _RingStyle("Fusion")
        self.setStyle(self._style)

    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Move the ring to what has the focus now."""
        if isinstance(new, QAbstractButton):
            self.setWidget(new)
        else:
            # Qt takes no widget here, which its annotations do not say.
            self.setWidget(None)  # type: ignore[arg-type]
            # Else a dialog that is closed would take the ring along.
            self.setParent(None)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setPen(QPen(QColor(self._colour), _WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
        painter.end()
