"""Units below each other, their indices as dots on one scale: a column for each dimension."""

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from maturity_app.ui.models.beside import DotHead, DotRow, UnitDots
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.marks import paint_dot
from maturity_app.ui.widgets.painting import draw_wrapped, semibold, sized, wrapped_height

_NAMES_SHARE = 0.28
_NAMES_LEAST, _NAMES_MOST = 120, 300
_PLOT_LEAST = 62
_GAP = 14
_BESIDE_DOT = 12
_LEAST_ROW = 26
_BLOCKS_APART = 18
_STOPS = (0, 50, 100)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class UnitDotsChart(QWidget):
    """Paints a row for each unit; dimensions without room beside the others go below them."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty chart; `show_dots` fills it."""
        super().__init__(parent)
        self._palette = palette
        self.dots = UnitDots(heads=(), rows=())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_dots(self, dots: UnitDots) -> None:
        """Show other units."""
        self.dots = dots
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return _Places(self.dots, width, self).height

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NAMES_LEAST + _PLOT_LEAST + 60, 80)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        places = _Places(self.dots, self.width(), self)
        for block in range(places.blocks):
            shown = range(len(self.dots.heads))[places.columns_of(block)]
            for column in shown:
                self._paint_head(painter, places, column, self.dots.heads[column])
            for row, unit in enumerate(self.dots.rows):
                # Of hundreds of units those in sight are painted.
                if places.row(block, row).intersects(event.rect()):
                    self._paint_unit(painter, places, (block, row), unit)
        painter.end()

    def _paint_head(self, painter: QPainter, places: "_Places", column: int, head: DotHead) -> None:
        painter.setFont(semibold(sized(self.font(), TYPE.dense)))
        painter.setPen(QColor(self._palette.text))
        draw_wrapped(painter, places.title(column), head.title)
        painter.setFont(sized(self.font(), TYPE.caption))
        painter.setPen(QColor(self._palette.muted))
        metrics = painter.fontMetrics()
        plot = places.plot(column, 0)
        base = places.row(places.block_of(column), 0).top() - 5
        for stop in _STOPS:
            wide = metrics.horizontalAdvance(str(stop))
            x = plot.left() + plot.width() * stop / 100 - wide / 2
            painter.drawText(QPointF(x, base), str(stop))

    def _paint_unit(
        self, painter: QPainter, places: "_Places", at: tuple[int, int], unit: DotRow
    ) -> None:
        block, number = at
        row = places.row(block, number)
        painter.setPen(QPen(QColor(self._palette.border), 1))
        painter.drawLine(QLineF(row.left(), row.top() + 0.5, row.right(), row.top() + 0.5))
        painter.setFont(sized(self.font(), TYPE.dense))
        painter.setPen(QColor(self._palette.text))
        draw_wrapped(
            painter, QRect(row.left(), row.top(), places.names - _GAP, row.height()), unit.name
        )
        for column in range(len(unit.values))[places.columns_of(block)]:
            self._paint_cell(painter, places.plot(column, number), unit, column)

    def _paint_cell(self, painter: QPainter, plot: QRectF, unit: DotRow, column: int) -> None:
        painter.setPen(QPen(QColor(self._palette.grid), 1))
        for stop in _STOPS:
            x = round(plot.left() + plot.width() * stop / 100) + 0.5
            painter.drawLine(QLineF(x, plot.top() + 1, x, plot.bottom()))
        value = unit.values[column]
        if value is not None:
            centre = QPointF(plot.left() + plot.width() * float(value), plot.center().y())
            paint_dot(painter, centre, self.dots.heads[column].kind, self._palette)
        painter.setPen(QColor(self._palette.text if value is not None else self._palette.muted))
        room = QRectF(plot.right() + _BESIDE_DOT, plot.top(), _text_width(self), plot.height())
        painter.drawText(room, _RIGHT, unit.texts[column])


def _text_width(widget: QWidget) -> int:
    metrics = QFontMetrics(sized(widget.font(), TYPE.dense))
    return max(metrics.horizontalAdvance(text) for text in ("100.0", "n.c."))


class _Places:
    """Where names, columns and rows stand in a chart of a width."""

    def __init__(self, dots: UnitDots, width: int, chart: QWidget) -> None:
        self._width = width
        self.names = round(min(max(width * _NAMES_SHARE, _NAMES_LEAST), _NAMES_MOST))
        self._text = _text_width(chart)
        least = _PLOT_LEAST + _BESIDE_DOT + self._text + _GAP
        count = len(dots.heads)
        fitting = max(1, (width - self.names) // least)
        self.blocks = -(-count // fitting)
        # As many in each block as in the others, as far as that goes.
        self._in_block = -(-count // self.blocks) if self.blocks else 1
        self._cell = (width - self.names) / self._in_block
        plain = sized(chart.font(), TYPE.dense)
        self._rows = [
            max(_LEAST_ROW, wrapped_height(plain, row.name, self.names - _GAP) + 8)
            for row in dots.rows
        ]
        self._tops = [sum(self._rows[:number]) for number in range(len(self._rows) + 1)]
        bold = semibold(plain)
        titles = [wrapped_height(bold, h.title, round(self._cell) - _GAP) for h in dots.heads]
        self._titles = max(titles, default=0)
        axis = QFontMetrics(sized(chart.font(), TYPE.caption)).height()
        self._head = self._titles + axis + 10
        self._block = self._head + self._tops[-1]
        self.height = self.blocks * self._block + max(0, self.blocks - 1) * _BLOCKS_APART + 1

    def block_of(self, column: int) -> int:
        return column // self._in_block

    def columns_of(self, block: int) -> slice:
        return slice(block * self._in_block, (block + 1) * self._in_block)

    def row(self, block: int, number: int) -> QRect:
        top = block * (self._block + _BLOCKS_APART) + self._head + self._tops[number]
        return QRect(0, top, self._width, self._rows[number])

    def title(self, column: int) -> QRect:
        top = self.block_of(column) * (self._block + _BLOCKS_APART)
        return QRect(round(self._left(column)), top, round(self._cell) - _GAP, self._titles)

    def plot(self, column: int, number: int) -> QRectF:
        row = self.row(self.block_of(column), number)
        wide = self._cell - _GAP - _BESIDE_DOT - self._text
        # The first and last numbers of the axis stand half beside the plot.
        return QRectF(self._left(column) + 4, row.top(), wide - 8, row.height())

    def _left(self, column: int) -> float:
        return self.names + column % self._in_block * self._cell
