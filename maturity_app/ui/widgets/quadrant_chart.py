"""Pressure against Drive: four fields, this wave with its bounds, last wave."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from maturity_app.ui.models.pressure import QuadrantData, QuadrantPoint
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.marks import RADIUS, paint_dot, paint_ring, paint_whisker
from maturity_app.ui.widgets.painting import semibold, sized, wrapped_height
from maturity_app.wording import Wording

_LEAST = 170
_MOST = 260
_BEYOND = 5
_ABOVE = 2
"""How many of the four names stand in the upper half."""
_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class QuadrantChart(QWidget):
    """Draws the four fields as a square; says nothing where an index is missing."""

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty chart; `show_data` fills it."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self._data: QuadrantData | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_data(self, data: QuadrantData) -> None:
        """Show other figures."""
        self._data = data
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        margin = self._margin()
        return min(max(width - margin, _LEAST), _MOST) + margin

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LEAST + self._margin(), self.heightForWidth(_LEAST + self._margin()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST + self._margin(), _LEAST + self._margin())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._data is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setFont(sized(self.font(), TYPE.caption))
        field = self._field()
        self._paint_axes(painter, field)
        taken = self._paint_names(painter, field)
        self._paint_waves(painter, field, taken)
        painter.end()

    def _margin(self) -> int:
        return QFontMetrics(sized(self.font(), TYPE.caption)).height() + 8

    def _field(self) -> QRectF:
        margin = self._margin()
        side = min(self.width() - margin, self.height() - margin, _MOST)
        return QRectF(margin + 0.5, 1.5, side - 2, side - 2)

    def _at(self, field: QRectF, pressure: float, drive: float) -> QPointF:
        return QPointF(
            field.left() + field.width() * pressure, field.bottom() - field.height() * drive
        )

    def _paint_axes(self, painter: QPainter, field: QRectF) -> None:
        data, margin = self._data, self._margin()
        if data is None:
            return
        painter.setPen(QPen(QColor(self._palette.control), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(field)
        dashed = QPen(QColor(self._palette.control), 1)
        dashed.setDashPattern([3.0, 3.0])
        painter.setPen(dashed)
        cut = self._at(field, float(data.cut), float(data.cut))
        painter.drawLine(QLineF(cut.x(), field.top(), cut.x(), field.bottom()))
        painter.drawLine(QLineF(field.left(), cut.y(), field.right(), cut.y()))
        painter.setPen(QColor(self._palette.muted))
        below = QRectF(field.left(), field.bottom() + 4, field.width(), margin)
        top = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        painter.drawText(below, top, f"{data.pressure_name} →")
        painter.save()
        painter.translate(0, field.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, field.height(), margin - 4), top, f"{data.drive_name} →")
        painter.restore()

    def _paint_names(self, painter: QPainter, field: QRectF) -> list[QRectF]:
        """Write each field's name into its outer part; return the room the names take."""
        if self._data is None:
            return []
        cut = self._at(field, float(self._data.cut), float(self._data.cut))
        metrics, w = painter.fontMetrics(), self._w
        names = (
            (field.left(), cut.x(), w("capacity in hand")),
            (cut.x(), field.right(), w("prepared")),
            (field.left(), cut.x(), w("calm and new")),
            (cut.x(), field.right(), w("exposed")),
        )
        high = 4 + max(
            wrapped_height(painter.font(), name, round(right - left) - 8)
            for left, right, name in names
        )
        taken = [
            QRectF(cut.x() - 1, field.top(), 2, field.height()),
            QRectF(field.left(), cut.y() - 1, field.width(), 2),
        ]
        for number, (left, right, name) in enumerate(names):
            top = field.top() + 4 if number < _ABOVE else field.bottom() - high - 2
            room = QRect(round(left) + 4, round(top), round(right - left) - 8, high)
            painter.drawText(room, _CENTRE, name)
            taken.append(QRectF(metrics.boundingRect(room, _CENTRE, name)))
        return taken

    def _paint_waves(self, painter: QPainter, field: QRectF, taken: list[QRectF]) -> None:
        data = self._data
        if data is None:
            return
        self._paint_bounds(painter, field, data)
        marks = [point for point in (data.then, data.now) if point is not None]
        taken += [_round(self._at(field, float(p.pressure), float(p.drive))) for p in marks]
        # The label of this wave comes first to a free place.
        for point in reversed(marks):
            is_now = point is data.now
            centre = self._at(field, float(point.pressure), float(point.drive))
            if is_now:
                paint_dot(painter, centre, "practice", self._palette)
            else:
                paint_ring(painter, centre, self._palette)
            self._paint_label(painter, field, point, centre, taken)

    def _paint_bounds(self, painter: QPainter, field: QRectF, data: QuadrantData) -> None:
        if data.bounds is None:
            return
        p_low, p_high, d_low, d_high = (float(bound) for bound in data.bounds)
        p_mid = float(data.now.pressure) if data.now else (p_low + p_high) / 2
        d_mid = float(data.now.drive) if data.now else (d_low + d_high) / 2
        centre = self._at(field, p_mid, d_mid)
        for end in ((p_low, d_mid), (p_high, d_mid), (p_mid, d_low), (p_mid, d_high)):
            line = QLineF(centre, self._at(field, *end))
            # Bounds narrower than the mark are said in words alone.
            if line.length() > RADIUS + _BEYOND:
                paint_whisker(painter, line, self._palette)

    def _paint_label(
        self,
        painter: QPainter,
        field: QRectF,
        point: QuadrantPoint,
        centre: QPointF,
        taken: list[QRectF],
    ) -> None:
        painter.save()
        small = sized(self.font(), TYPE.caption)
        is_now = self._data is not None and point is self._data.now
        painter.setFont(semibold(small) if is_now else small)
        painter.setPen(QColor(self._palette.text if is_now else self._palette.muted))
        metrics = painter.fontMetrics()
        size = QRectF(0, 0, metrics.horizontalAdvance(point.name) + 2, metrics.height())
        for room in _around(centre, size):
            if field.adjusted(2, 2, -2, -2).contains(room) and not any(
                room.intersects(other) for other in taken
            ):
                painter.fillRect(room, QColor(self._palette.raised))
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), point.name)
                taken.append(room)
                break
        painter.restore()


def _round(centre: QPointF) -> QRectF:
    side = QPointF(RADIUS + 1, RADIUS + 1)
    return QRectF(centre - side, centre + side)


def _around(centre: QPointF, size: QRectF) -> Iterator[QRectF]:
    """Yield places for a label near a mark, the nearest ones first."""
    for away in (9.0, 16.0, 24.0, 34.0):
        for across, down in ((1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1), (1, 0), (-1, 0)):
            x = centre.x() + across * (away * 0.7 + size.width() / 2) - size.width() / 2
            y = centre.y() + down * (away * 0.7 + size.height() / 2) - size.height() / 2
            yield QRectF(x, y, size.width(), size.height())
