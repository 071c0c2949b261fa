"""The level as a shape: steps of growing height, filled to the decimal."""

from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette

_TINT = 0.22
_LOWEST = 0.28
"""Height of the first step as a share of the last one's."""


def paint_level_shape(  # noqa: PLR0913, PLR0917 - a figure, its bounds, where to draw it
    painter: QPainter,
    rect: QRectF,
    level: Fraction | None,
    high: Fraction | None,
    top_level: int,
    palette: Palette,
) -> None:
    """Paint a level into a rectangle.

    Steps are filled up to `level`; what `high` still allows stands above it in a light tint.
    Without a level the outline is dashed.
    """
    outline = _outline(palette, is_dashed=level is None)
    ink, tint = QColor(palette.text), _tint(palette.text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    for number, step in enumerate(_steps(rect, top_level)):
        if level is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            _fill(painter, step, float(high or 0) - number, tint)
            _fill(painter, step, float(level) - number, ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(outline)
        painter.drawRect(step)
    painter.restore()


def _steps(rect: QRectF, count: int) -> list[QRectF]:
    """Return the steps from left to right, on whole pixels so that edges are crisp."""
    gap = max(1.0, round(rect.width() / 20))
    width = max(3.0, (rect.width() - gap * (count - 1)) / max(count, 1))
    result = []
    for number in range(count):
        share = _LOWEST + (1 - _LOWEST) * number / max(count - 1, 1)
        height = rect.height() * share
        left = rect.left() + number * (width + gap)
        box = QRectF(left, rect.bottom() - height, width, height).toRect()
        result.append(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
    return result


def _fill(painter: QPainter, step: QRectF, share: float, colour: QColor) -> None:
    """Fill a step from below; more than 1 fills it, less than 0 leaves it as it is."""
    if share > 0:
        top = step.bottom() - step.height() * min(share, 1.0)
        painter.setBrush(colour)
        painter.drawRect(QRectF(QPointF(step.left(), top), step.bottomRight()))


def _tint(colour: str) -> QColor:
    tint = QColor(colour)
    tint.setAlphaF(_TINT)
    return tint


def _outline(palette: Palette, *, is_dashed: bool) -> QPen:
    pen = QPen(QColor(palette.control if is_dashed else palette.text), 1)
    if is_dashed:
        pen.setDashPattern([2.0, 2.0])
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


class LevelShape(QWidget):
    """A level drawn as steps; `set_level` changes it and its text for screen readers."""

    def __init__(
        self, palette: Palette, size: QSize | None = None, parent: QWidget | None = None
    ) -> None:
        """Make a shape without a level; `size` is 76 by 64 where none is given."""
        super().__init__(parent)
        self._palette = palette
        self._size = size or QSize(76, 64)
        self._level: Fraction | None = None
        self._high: Fraction | None = None
        self._top_level = 4
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_level(
        self, level: Fraction | None, high: Fraction | None, top_level: int, in_words: str
    ) -> None:
        """Show another level; `in_words` is what a screen reader says for it."""
        self._level, self._high, self._top_level = level, high, top_level
        self.setAccessibleName(in_words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self._size

    @override
    def minimumSizeHint(self) -> QSize:
        return self._size

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_level_shape(
            painter, QRectF(self.rect()), self._level, self._high, self._top_level, self._palette
        )
        painter.end()
