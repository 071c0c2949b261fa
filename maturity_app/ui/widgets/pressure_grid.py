"""The grid of pressure: neutral cells with their steps and the word, never red or green."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from maturity_app.ui.models.pressure import PressureCell, PressureGridData
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.marks import paint_steps
from maturity_app.ui.widgets.painting import draw_wrapped, semibold, sized, wrapped_height

_DARKEST = 0.33
_GAP = 4
_PAD = 6
_SIDE = 2
_SQUARE = 11
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LEAST = QSize(210, 60)


class PressureGrid(QWidget):
    """Draws rows and columns of cells; the darker, the more often."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty grid; `show_grid` fills it."""
        super().__init__(parent)
        self._palette = palette
        self._grid = PressureGridData(rows=(), columns=(), cells=())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_grid(self, grid: PressureGridData) -> None:
        """Show other figures."""
        self._grid = grid
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._head() + len(self._grid.rows) * (self._row_height(width) + _GAP)

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    @override
    def minimumSizeHint(self) -> QSize:
        small = QFontMetrics(sized(self.font(), TYPE.caption))
        words = [word for cell in self._grid.cells for word in cell.word.split()]
        widest = max(map(small.horizontalAdvance, words), default=0) + 2 * _SIDE + 2
        count = len(self._grid.columns)
        needed = self._label_width(_LEAST.width()) + count * widest + _GAP * max(0, count - 1)
        return QSize(max(_LEAST.width(), needed), _LEAST.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        small = sized(self.font(), TYPE.caption)
        label, cell = self._label_width(self.width()), self._cell_width(self.width())
        painter.setFont(semibold(small))
        painter.setPen(QColor(self._palette.muted))
        for number, column in enumerate(self._grid.columns):
            room = QRect(label + number * (cell + _GAP), 0, cell, self._head())
            painter.drawText(room, _CENTRE, column)
        height = self._row_height(self.width())
        for line, row in enumerate(self._grid.rows):
            top = self._head() + line * (height + _GAP)
            painter.setFont(small)
            painter.setPen(QColor(self._palette.text))
            draw_wrapped(painter, QRect(0, top, label - 8, height), row)
            for number, column in enumerate(self._grid.columns):
                box = QRectF(label + number * (cell + _GAP), top, cell, height)
                self._paint_cell(painter, box, self._grid.cell(row, column))
        painter.end()

    def _head(self) -> int:
        has_names = any(self._grid.columns)
        return QFontMetrics(sized(self.font(), TYPE.caption)).height() + 6 if has_names else 0

    def _label_width(self, width: int) -> int:
        small = QFontMetrics(sized(self.font(), TYPE.caption))
        longest = max((small.horizontalAdvance(row) for row in self._grid.rows), default=0)
        # A row's name wraps between words; a word is never cut.
        words = [word for row in self._grid.rows for word in row.split()]
        widest = max(map(small.horizontalAdvance, words), default=0)
        return max(min(longest, max(width, 240) // 3), widest) + 10

    def _cell_width(self, width: int) -> int:
        count = max(len(self._grid.columns), 1)
        return max(40, (width - self._label_width(width) - _GAP * (count - 1)) // count)

    def _word_height(self, width: int) -> int:
        small = sized(self.font(), TYPE.caption)
        room = self._cell_width(width) - 2 * _SIDE
        words = [wrapped_height(small, cell.word, room) for cell in self._grid.cells]
        return max(words, default=16)

    def _row_height(self, width: int) -> int:
        small = sized(self.font(), TYPE.caption)
        room = self._label_width(width) - 8
        names = max((wrapped_height(small, row, room) for row in self._grid.rows), default=0)
        return max(names, self._word_height(width) + _SQUARE + 2 * _PAD + 2)

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: PressureCell | None) -> None:
        if cell is None:
            return
        is_open = cell.filled is None
        edge = QPen(QColor(self._palette.control if is_open else self._palette.border))
        edge.setWidth(self._palette.line)
        if is_open:
            edge.setDashPattern([3.0, 3.0])
        painter.setPen(edge)
        painter.setBrush(self._tint(cell))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(self._palette.muted if is_open else self._palette.text))
        inner = box.toRect().adjusted(_SIDE, 0, -_SIDE, 0)
        room = inner if is_open else inner.adjusted(0, _PAD - 2, 0, -_SQUARE - _PAD)
        height = wrapped_height(painter.font(), cell.word, room.width())
        top = room.top() + max(0, (room.height() - height) // 2)
        painter.drawText(QRect(room.left(), top, room.width(), height), _CENTRE, cell.word)
        if cell.filled is not None:
            squares = QRectF(inner.left(), box.bottom() - _SQUARE - _PAD, inner.width(), _SQUARE)
            paint_steps(painter, squares, cell.filled, cell.steps, self._palette)

    def _tint(self, cell: PressureCell) -> QColor:
        tint = QColor(self._palette.pressure)
        share = (cell.filled or 0) / cell.steps if self._palette.has_tints and cell.steps else 0
        tint.setAlphaF(_DARKEST * share)
        return tint
