"""A link whose text wraps, which a push button's can't."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import draw_wrapped, semibold, wrapped_height

_LEAST_HIGH = 24


class TextLink(QAbstractButton):
    """A link in the colour of links, as high as its wrapped text."""

    def __init__(
        self, text: str, in_words: str, palette: Palette, parent: QWidget | None = None
    ) -> None:
        """Make a link; `in_words` is what a screen reader says."""
        super().__init__(parent)
        self._palette = palette
        self.setText(text)
        self.setAccessibleName(in_words)
        self.setObjectName("item-link")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(_LEAST_HIGH, wrapped_height(self._font(), self.text(), width))

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, _LEAST_HIGH)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(QColor(self._palette.accent))
        draw_wrapped(painter, QRect(0, 0, self.width(), self.height()), self.text())
        painter.end()

    def _font(self) -> QFont:
        return semibold(self.font())
