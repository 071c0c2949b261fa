"""A chart's key: each mark as it is drawn, with its word, in as many lines as it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from maturity_app.domain.questionnaire import Kind
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.marks import (
    paint_bar,
    paint_diamond,
    paint_dot,
    paint_ring,
    paint_whisker,
)
from maturity_app.ui.widgets.painting import semibold, sized

LegendMark = Literal["bar", "dot", "ring", "whisker", "both", "diamond", "bold"]
_MARK_WIDTH = 20
_SPACE = 6
_BETWEEN = 16


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One mark and its word."""

    mark: LegendMark
    word: str
    kind: Kind | None = None


class Legend(QWidget):
    """Draws entries from left to right and wraps them."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty key."""
        super().__init__(parent)
        self._palette = palette
        self._entries: tuple[LegendEntry, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Show other entries."""
        self._entries = tuple(entries)
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return self._line() * (1 + max((line for _, line in places), default=0))

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not everything that holds a key asks what height its lines need at a width.
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setFont(sized(self.font(), TYPE.caption))
        metrics = painter.fontMetrics()
        places = self._places(self.width())
        for entry, (left, number) in zip(self._entries, places, strict=True):
            middle = number * self._line() + self._line() / 2
            self._paint_mark(painter, entry, QRectF(left, middle - 6, _MARK_WIDTH, 12))
            painter.setPen(QColor(self._palette.muted))
            base = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(left + _MARK_WIDTH + _SPACE, base), entry.word)
        painter.end()

    def _line(self) -> int:
        return QFontMetrics(sized(self.font(), TYPE.caption)).height() + 4

    def _places(self, width: int) -> list[tuple[int, int]]:
        """Return where each entry begins: its left edge and its line."""
        metrics = QFontMetrics(sized(self.font(), TYPE.caption))
        left, line, places = 0, 0, []
        for entry in self._entries:
            needed = _MARK_WIDTH + _SPACE + metrics.horizontalAdvance(entry.word)
            if left and left + needed > width:
                left, line = 0, line + 1
            places.append((left, line))
            left += needed + _BETWEEN
        return places

    def _paint_mark(self, painter: QPainter, entry: LegendEntry, rect: QRectF) -> None:
        middle = QLineF(rect.left(), rect.center().y(), rect.right() - 1, rect.center().y())
        if entry.mark == "bar":
            paint_bar(painter, rect.adjusted(0, 1, 0, -1), entry.kind, self._palette)
        elif entry.mark == "ring":
            paint_ring(painter, rect.center(), self._palette)
        elif entry.mark == "diamond":
            paint_diamond(painter, rect.center(), self._palette)
        elif entry.mark == "dot":
            paint_dot(painter, rect.center(), entry.kind, self._palette)
        elif entry.mark == "bold":
            self._paint_bold(painter, rect)
        else:
            paint_whisker(painter, middle, self._palette, starts_with_cap=entry.mark == "both")

    def _paint_bold(self, painter: QPainter, rect: QRectF) -> None:
        """Paint a name's letters as they stand beside a chart."""
        plain = painter.font()
        painter.setFont(semibold(plain))
        painter.setPen(QColor(self._palette.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, "Aa")
        painter.setFont(plain)
