"""Shapes that stand for people: told apart by form alone, never by colour."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette

MARK = 16
"""The side of the square a shape stands in."""

MOST_MARKS = 6
"""How many shapes stand beside each other; more people are counted."""

_CORNERS: Sequence[Sequence[tuple[float, float]]] = (
    (),
    ((3, 3), (13, 3), (13, 13), (3, 13)),
    ((8, 2), (14, 13.5), (2, 13.5)),
    ((8, 1.5), (14.5, 8), (8, 14.5), (1.5, 8)),
    ((2, 2.5), (14, 2.5), (8, 14)),
    ((4, 2), (12, 2), (15, 8), (12, 14), (4, 14), (1, 8)),
)
"""The corners of each shape; the first is a disc."""


def paint_mark(painter: QPainter, corner: QPointF, place: int, palette: Palette) -> None:
    """Paint the shape of the person at a place: filled for the first few, then as an outline."""
    corners, is_filled = _CORNERS[place % len(_CORNERS)], place // len(_CORNERS) % 2 == 0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.translate(corner)
    painter.setPen(QPen(QColor(palette.text), 1.6))
    painter.setBrush(QColor(palette.text) if is_filled else Qt.BrushStyle.NoBrush)
    if corners:
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    else:
        painter.drawEllipse(QRectF(2.5, 2.5, 11, 11))
    painter.restore()


class PersonMark(QWidget):
    """The shape of one person."""

    def __init__(self, place: int, palette: Palette) -> None:
        """Show the shape of the person at a place."""
        super().__init__()
        self._place = place
        self._palette = palette
        self.setFixedSize(QSize(MARK, MARK))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), QPointF(0, 0), self._place, self._palette)
