"""Small charts of indices wave by wave: one scale for all, a break drawn as a break."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from maturity_app.domain.questionnaire import Kind
from maturity_app.ui.models.trends import Point, Trend, TrendLine, Trends
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.marks import kind_colour
from maturity_app.ui.widgets.painting import draw_wrapped, semibold, sized, wrapped_height
from maturity_app.wording import Wording

_PLOT_HIGH = 58
_CELL_LEAST = 232
_MOST_COLUMNS = 4
_BETWEEN = 24
_SCALE = (0, 50, 100)
_DASHES: tuple[tuple[float, ...], ...] = ((), (3.0, 2.0), (1.0, 2.0), (6.0, 2.0, 1.0, 2.0))
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


def unit_colour(number: int, kind: Kind | None, palette: Palette) -> QColor:
    """Return the colour of a unit's line; only the first unit has its dimension's colour."""
    return kind_colour(kind, palette) if number == 0 else QColor(palette.muted)


def paint_unit_line(painter: QPainter, line: QLineF, number: int, colour: QColor) -> None:
    """Paint a line in a unit's own dashes."""
    pen = QPen(colour, 1.8)
    dashes = _DASHES[number % len(_DASHES)]
    if dashes:
        pen.setDashPattern(list(dashes))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(line)


def paint_unit_mark(
    painter: QPainter, centre: QPointF, number: int, colour: QColor, palette: Palette
) -> None:
    """Paint a unit's own mark: filled circle, hollow square, triangle, diamond."""
    shape = number % len(_DASHES)
    painter.setPen(QPen(QColor(palette.raised) if shape == 0 else colour, 1.5))
    painter.setBrush(colour if shape == 0 else QColor(palette.raised))
    if shape == 0:
        painter.drawEllipse(centre, 4.5, 4.5)
    elif shape == 1:
        painter.drawRect(QRectF(centre.x() - 3.5, centre.y() - 3.5, 7, 7))
    else:
        corners = {
            2: ((0, -4.5), (4.5, 3.5), (-4.5, 3.5)),
            3: ((0, -5), (5, 0), (0, 5), (-5, 0)),
        }[shape]
        painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in corners]))


class UnitKey(QWidget):
    """A unit's line and mark as the charts draw them."""

    def __init__(self, number: int, palette: Palette, parent: QWidget | None = None) -> None:
        """Make the key of a unit, counted from 0."""
        super().__init__(parent)
        self._number, self._palette = number, palette
        self.setFixedSize(30, 14)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        colour = unit_colour(self._number, "practice", self._palette)
        paint_unit_line(painter, QLineF(0, 7, 30, 7), self._number, colour)
        paint_unit_mark(painter, QPointF(15, 7), self._number, colour, self._palette)
        painter.end()


class TrendGrid(QWidget):
    """All small charts beside and below each other, as many in a row as there is room for."""

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty grid; `show_trends` fills it."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self._trends = Trends(waves=(), charts=())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_trends(self, trends: Trends) -> None:
        """Show other charts."""
        self._trends = trends
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._trends.charts) // self._columns(width))
        return max(rows, 1) * self._cell_height(width)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_CELL_LEAST, 80)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        columns = self._columns(self.width())
        wide = self._cell_width(self.width())
        high = self._cell_height(self.width())
        for number, trend in enumerate(self._trends.charts):
            left = (number % columns) * (wide + _BETWEEN)
            cell = QRectF(left, number // columns * high, wide, high)
            _Cell(trend, self._trends.waves, cell, self).paint(painter)
        painter.end()

    @property
    def palette_roles(self) -> Palette:
        """The colours the charts are drawn in."""
        return self._palette

    def break_word(self, marks: str) -> str:
        """Return what stands in a gap that no line crosses, or none of these units."""
        return self._w("{units}: break", units=marks) if marks else self._w("break")

    def title_height(self, width: int) -> int:
        """Return the room the highest title needs."""
        font = semibold(sized(self.font(), TYPE.dense))
        wide = round(self._cell_width(width))
        return max((wrapped_height(font, t.title, wide) for t in self._trends.charts), default=18)

    def label_width(self) -> int:
        """Return the room the widest figure at a line's end needs."""
        metrics = QFontMetrics(semibold(sized(self.font(), TYPE.caption)))
        labels = [line.label for trend in self._trends.charts for line in trend.lines]
        return max((metrics.horizontalAdvance(text) for text in labels), default=0) + 10

    def _columns(self, width: int) -> int:
        fitting = (width + _BETWEEN) // (_CELL_LEAST + _BETWEEN)
        return max(1, min(_MOST_COLUMNS, fitting))

    def _cell_width(self, width: int) -> float:
        columns = self._columns(width)
        return (width - _BETWEEN * (columns - 1)) / columns

    def _cell_height(self, width: int) -> int:
        line = QFontMetrics(sized(self.font(), TYPE.caption)).height()
        return self.title_height(width) + _PLOT_HIGH + line + 26


class _Cell:
    """One small chart in its rectangle."""

    def __init__(self, trend: Trend, waves: Sequence[str], cell: QRectF, grid: TrendGrid) -> None:
        self._trend, self._waves, self._cell, self._grid = trend, waves, cell, grid
        self._palette = grid.palette_roles
        self._small = sized(grid.font(), TYPE.caption)
        axis = QFontMetrics(self._small).horizontalAdvance("100") + 10
        top = cell.top() + grid.title_height(grid.width()) + 12
        right = cell.right() - grid.label_width()
        self._plot = QRectF(cell.left() + axis, top, right - cell.left() - axis, _PLOT_HIGH)

    def paint(self, painter: QPainter) -> None:
        painter.setFont(semibold(sized(self._grid.font(), TYPE.dense)))
        painter.setPen(QColor(self._palette.text))
        high = self._grid.title_height(self._grid.width())
        room = QRect(
            round(self._cell.left()), round(self._cell.top()), round(self._cell.width()), high
        )
        draw_wrapped(painter, room, self._trend.title)
        self._paint_scale(painter)
        self._paint_breaks(painter)
        # The first unit is drawn last, above the others.
        for line in reversed(self._trend.lines):
            self._paint_line(painter, line)
        self._paint_labels(painter)

    def _x(self, wave: int) -> float:
        inset = 6.0
        if len(self._waves) < 2:  # noqa: PLR2004 - a single wave stands in the middle
            return self._plot.center().x()
        step = (self._plot.width() - 2 * inset) / (len(self._waves) - 1)
        return self._plot.left() + inset + wave * step

    def _y(self, index: Fraction) -> float:
        return self._plot.bottom() - self._plot.height() * float(index)

    def _at(self, point: Point) -> QPointF:
        return QPointF(self._x(point[0]), self._y(point[1]))

    def _paint_scale(self, painter: QPainter) -> None:
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        for value in _SCALE:
            y = round(self._y(Fraction(value, 100))) + 0.5
            painter.setPen(QPen(QColor(self._palette.grid), 1))
            painter.drawLine(QLineF(self._plot.left(), y, self._plot.right(), y))
            painter.setPen(QColor(self._palette.muted))
            wide = metrics.horizontalAdvance(str(value))
            base = y + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(self._plot.left() - wide - 6, base), str(value))
        for number, name in self._named_waves(metrics):
            wide = metrics.horizontalAdvance(name)
            left = min(self._x(number) - wide / 2, self._cell.right() - wide)
            base = self._plot.bottom() + 6 + metrics.ascent()
            painter.drawText(QPointF(max(left, self._cell.left()), base), name)

    def _named_waves(self, metrics: QFontMetrics) -> Iterator[tuple[int, str]]:
        """Yield the waves whose names fit beside each other: all, or the first and the last."""
        widest = max((metrics.horizontalAdvance(name) for name in self._waves), default=0)
        step = self._plot.width() / max(len(self._waves) - 1, 1)
        for number, name in enumerate(self._waves):
            if widest + 8 <= step or number in (0, len(self._waves) - 1):
                yield number, name

    def _paint_breaks(self, painter: QPainter) -> None:
        for gap, marks in sorted(self._trend.breaks.items()):
            middle = (self._x(gap) + self._x(min(gap + 1, len(self._waves) - 1))) / 2
            pen = QPen(QColor(self._palette.text), 1)
            pen.setDashPattern([3.0, 2.0])
            painter.setPen(pen)
            for x in (middle - 3, middle + 3):
                painter.drawLine(QLineF(x, self._plot.top() - 2, x, self._plot.bottom()))
            painter.setFont(semibold(self._small))
            word = self._grid.break_word(marks)
            metrics = painter.fontMetrics()
            room = QRectF(0, 0, metrics.horizontalAdvance(word) + 6, metrics.height())
            room.moveCenter(QPointF(middle, self._clear_height(gap, metrics.height())))
            painter.fillRect(room, QColor(self._palette.raised))
            painter.drawText(room, _CENTRE, word)

    def _clear_height(self, gap: int, high: int) -> float:
        """Return where in a gap a word is furthest from the lines that do cross it."""
        ends = [
            (self._y(start[1]) + self._y(end[1])) / 2
            for line in self._trend.lines
            for start, end in line.segments
            if start[0] <= gap < end[0]
        ]
        places = (self._plot.bottom() - high / 2 - 2, self._plot.top() + high / 2)
        return max(places, key=lambda y: min((abs(y - end) for end in ends), default=0.0))

    def _paint_line(self, painter: QPainter, line: TrendLine) -> None:
        colour = unit_colour(line.unit, self._trend.kind, self._palette)
        for start, end in line.segments:
            paint_unit_line(painter, QLineF(self._at(start), self._at(end)), line.unit, colour)
        points = {point for segment in line.segments for point in segment} | set(line.alone)
        for point in sorted(points):
            paint_unit_mark(painter, self._at(point), line.unit, colour, self._palette)

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setFont(semibold(self._small))
        painter.setPen(QColor(self._palette.text))
        metrics = painter.fontMetrics()
        high = metrics.height() - 2
        wanted = [(self._y(line.last[1]), line.label) for line in self._trend.lines if line.last]
        for y, text in _spread(wanted, high, self._plot):
            base = y + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(self._plot.right() + 6, base), text)


def _spread(
    wanted: Sequence[tuple[float, str]], apart: float, plot: QRectF
) -> list[tuple[float, str]]:
    """Return labels as near as they can be to their marks without touching each other."""
    placed: list[tuple[float, str]] = []
    for y, text in sorted(wanted):
        least = placed[-1][0] + apart if placed else plot.top()
        placed.append((max(y, least), text))
    over = (placed[-1][0] - plot.bottom()) if placed else 0
    if over <= 0:
        return placed
    # Pushed up from the bottom again, so that none stands below the axis.
    result: list[tuple[float, str]] = []
    most = plot.bottom()
    for y, text in reversed(placed):
        result.append((min(y, most), text))
        most = result[-1][0] - apart
    return result[::-1]
