"""The heads of columns, which sort by click and by keyboard."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.painting import semibold, sized
from maturity_app.ui.widgets.wave_row import PADDING
from maturity_app.wording import Wording

_GAP, _MARK = 4, 10
MARK_ROOM = _GAP + _MARK
"""What the mark of a sorted column takes beside its name."""


class SortHeader(QHeaderView):
    """Lets one choose by which column rows are sorted; what is chosen again is reversed.

    With the keyboard the arrows lead from head to head, and Space or Return sorts.
    `sort_chosen` carries the column and whether the last comes first.
    """

    sort_chosen = Signal(int, bool)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Sort by the first column at first."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._w, self._palette = w, palette
        self._current = 0
        self._sorted = 0
        self._is_falling = False
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(w("Column heads"))
        self.sectionClicked.connect(self._sort)

    def _tell(self) -> None:
        """Say at which head the keyboard is, and whether rows are sorted by it."""
        w = self._w
        name = str(self.model().headerData(self._current, self.orientation()))
        told = w("Sort by {column}", column=name)
        if self._current == self._sorted:
            told = w("Sorted by {column}", column=name)
            if self._is_falling:
                told = w("Sorted by {column}, from last to first", column=name)
        self.setAccessibleName(told)

    def _go(self, step: int) -> None:
        """Lead the keyboard to the next head that is shown."""
        column = self._current + step
        while 0 <= column < self.count() and self.isSectionHidden(column):
            column += step
        if 0 <= column < self.count():
            self._current = column
            self._tell()
            self.viewport().update()

    def _sort(self, column: int) -> None:
        self._is_falling = column == self._sorted and not self._is_falling
        self._current = self._sorted = column
        self._tell()
        self.viewport().update()
        self.sort_chosen.emit(column, self._is_falling)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._sort(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.isSectionHidden(self._current):
            self._current = 0
        self._tell()
        super().focusInEvent(event)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if logicalIndex == self._sorted:
            name = str(self.model().headerData(logicalIndex, self.orientation()))
            font = QFontMetrics(semibold(sized(self.font(), TYPE.caption)))
            left = rect.left() + PADDING + font.horizontalAdvance(name) + _GAP
            box = QRectF(left, rect.center().y() - _MARK / 2 + 1, _MARK, _MARK)
            mark = "chevron-down" if self._is_falling else "chevron-up"
            paint_icon(painter, mark, box, self._palette.muted)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(self._palette.focus), 2))
            left = self.sectionViewportPosition(self._current)
            box = QRect(left, 0, self.sectionSize(self._current), self.height())
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            painter.end()
