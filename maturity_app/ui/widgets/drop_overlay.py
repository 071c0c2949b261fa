"""What lies over the window while files are dragged across it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.painting import semibold, sized, wrapped_height

_EDGE = 16
_ICON = 32
_GAP = 12
_WIDEST = 480
_VEIL = 230


class DropOverlay(QWidget):
    """Says whether what is dragged can be dropped here; it never takes the mouse."""

    def __init__(self, palette: Palette, window: QWidget) -> None:
        """Lie over a window, unseen."""
        super().__init__(window)
        self._palette = palette
        self._window = window
        self._text = ""
        self._is_welcome = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def tell(self, text: str, *, is_welcome: bool) -> None:
        """Cover the window and say something on it."""
        self._text, self._is_welcome = text, is_welcome
        self.setAccessibleName(text)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colours.surface)
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        edge = colours.accent if self._is_welcome else colours.negative
        painter.setPen(QPen(QColor(edge), 2, Qt.PenStyle.DashLine))
        inner = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.drawRoundedRect(inner, 8, 8)
        self._paint_words(painter, edge)
        painter.end()

    def _paint_words(self, painter: QPainter, edge: str) -> None:
        font = semibold(sized(self.font(), TYPE.page))
        width = min(self.width() - 4 * _EDGE, _WIDEST)
        height = wrapped_height(font, self._text, width)
        top = (self.height() - _ICON - _GAP - height) // 2
        icon = QRectF((self.width() - _ICON) / 2, top, _ICON, _ICON)
        paint_icon(painter, "file" if self._is_welcome else "cross", icon, edge)
        painter.setFont(font)
        painter.setPen(QColor(self._palette.text))
        place = QRect((self.width() - width) // 2, top + _ICON + _GAP, width, height)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(place, flags, self._text)
