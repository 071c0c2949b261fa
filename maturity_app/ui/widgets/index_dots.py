"""Indices from 0 to 100 as dots with their bounds; never as bars, which belong to levels."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maturity_app.ui.models.indices import IndexEntry
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.figure_row import ROW_PAD, FigureRow, FigureRows
from maturity_app.ui.widgets.marks import RADIUS, paint_dot, paint_ring, paint_whisker
from maturity_app.ui.widgets.painting import draw_wrapped, semibold, sized, wrapped_height
from maturity_app.wording import Wording

_LEAST_ROW = 28
_LABEL_SHARE = 0.36
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Bounds closer to the dot than its own edge are said in words alone.
_HIDDEN_BELOW = 10.0


class _Columns:
    """Where label, track and numbers stand in every row."""

    def __init__(self, entries: Sequence[IndexEntry], widget: QWidget) -> None:
        font = widget.font()
        plain, bold = QFontMetrics(font), QFontMetrics(semibold(font))
        small = QFontMetrics(sized(font, TYPE.caption))
        self._label = max((plain.horizontalAdvance(e.label) for e in entries), default=60) + 2
        self.value = max((bold.horizontalAdvance(e.value) for e in entries), default=30) + 6
        bounds = max((small.horizontalAdvance(e.aside) for e in entries), default=30)
        self.numbers = self.value + bounds

    def label(self, width: int) -> int:
        return min(self._label, int(width * _LABEL_SHARE))

    def track(self, width: int) -> tuple[float, float]:
        left = ROW_PAD + self.label(width) + 16
        return float(left), float(max(width - ROW_PAD - self.numbers - 16, left + 40))


class _Row(FigureRow):
    def __init__(self, entry: IndexEntry, columns: _Columns, palette: Palette, w: Wording) -> None:
        super().__init__(entry.node, entry.in_words(w), palette)
        self.entry, self._columns = entry, columns
        self.setToolTip(w("How is this made?"))

    @override
    def sizeHint(self) -> QSize:
        width = self._columns.label(max(self.width(), 200))
        return QSize(240, max(_LEAST_ROW, wrapped_height(self.font(), self.entry.label, width) + 8))

    @override
    def paint_row(self, painter: QPainter) -> None:
        width = self._columns.label(self.width())
        draw_wrapped(painter, QRect(ROW_PAD, 0, width, self.height()), self.entry.label)
        self._paint_track(painter)
        self._paint_numbers(painter)

    def _paint_track(self, painter: QPainter) -> None:
        palette, entry = self.palette_roles, self.entry
        left, right = self._columns.track(self.width())
        middle = self.height() / 2
        painter.setPen(QPen(QColor(palette.grid), 1))
        painter.setBrush(QColor(palette.raised))
        painter.drawRect(QRectF(left, round(middle) - 5.5, right - left, 11))
        half = left + (right - left) / 2
        painter.drawLine(QLineF(half, middle - 5, half, middle + 5))
        places = {
            name: left + (right - left) * float(value)
            for name, value in (
                ("low", entry.low), ("high", entry.high),
                ("index", entry.index), ("earlier", entry.earlier),
            )
            if value is not None
        }  # fmt: skip
        self._paint_bounds(painter, places, middle)
        if "index" in places:
            paint_dot(painter, QPointF(places["index"], middle), entry.kind, palette)
        if "earlier" in places:
            near = abs(places["earlier"] - places.get("index", -99.0)) < 2 * RADIUS + 2
            centre = QPointF(places["earlier"], middle)
            paint_ring(painter, centre, palette, is_filled=not near)

    def _paint_bounds(self, painter: QPainter, places: dict[str, float], middle: float) -> None:
        if "low" not in places or self.entry.low == self.entry.high:
            return
        if "index" not in places:
            line = QLineF(places["low"], middle, places["high"], middle)
            paint_whisker(painter, line, self.palette_roles, starts_with_cap=True)
            return
        for end in (places["low"], places["high"]):
            if abs(end - places["index"]) > _HIDDEN_BELOW:
                line = QLineF(places["index"], middle, end, middle)
                paint_whisker(painter, line, self.palette_roles)

    def _paint_numbers(self, painter: QPainter) -> None:
        left = self.width() - ROW_PAD - self._columns.numbers
        painter.setPen(QColor(self.palette_roles.text))
        painter.setFont(semibold(self.font()))
        painter.drawText(
            QRect(left, 0, self._columns.value, self.height()), _LEFT, self.entry.value
        )
        painter.setFont(sized(self.font(), TYPE.caption))
        painter.setPen(QColor(self.palette_roles.muted))
        start = left + self._columns.value
        painter.drawText(
            QRect(start, 0, self.width() - start, self.height()), _LEFT, self.entry.aside
        )


class IndexDots(QWidget):
    """Rows of indices; `row_chosen` tells of which node the trace is wanted."""

    row_chosen = Signal(str)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty chart; `show_entries` fills it."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self.rows = FigureRows()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.rows)
        self.rows.row_chosen.connect(self.row_chosen)

    def show_entries(self, entries: Sequence[IndexEntry]) -> None:
        """Show other figures."""
        self.ensurePolished()
        columns = _Columns(entries, self)
        self.rows.show_rows([_Row(entry, columns, self._palette, self._w) for entry in entries])
