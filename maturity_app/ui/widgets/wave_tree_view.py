"""The tree of units and waves, which marks its row with an edge and the keyboard with a ring."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.models.wave_tree import Column, WaveTreeModel
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.painting import fill, sized
from maturity_app.ui.widgets.wave_row import (
    DOT_STEP,
    LEVEL_INDENT,
    MOST_DOTS,
    PADDING,
    STATE_INDENT,
    RowPainter,
)

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

_EDGE = 3
_SLACK = 1
"""A text's width is told in whole pixels and may need one more not to be shortened."""
_INDENT = 20
_CHEVRON = 12
_CHARACTERS = {
    Column.WAVES: 0,
    Column.STATE: 11,
    Column.COVERAGE: 14,
    Column.LEVEL: 22,
    Column.CHANGED: 11,
}
_BEFORE_WORDS = {
    Column.STATE: (STATE_INDENT, TYPE.body),
    Column.LEVEL: (LEVEL_INDENT, TYPE.caption),
    Column.CHANGED: (0, TYPE.dense),
}
"""What stands before the words of a column, and how large they are at 100 %."""

_GIVE_WAY = {Column.WAVES: 140, Column.CHANGED: 210, Column.COVERAGE: 210}
"""What is left out, in this order, where the name of a unit would have less room."""


class _RowHeight(QStyledItemDelegate):
    """Says how high a row is; the view paints it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        _, font = _of(option)
        # Two lines fit: a level that is missing stands above its reason.
        return QSize(80, max(40, round(font.pixelSize() * 2.9)))


def _of(option: QStyleOptionViewItem) -> tuple[QRect, QFont]:
    """Return an option's place and font, which Qt's annotations leave out."""
    return option.rect, option.font


class WaveTreeView(QTreeView):
    """A tree of units and waves that paints its rows whole.

    A delegate would be called for every cell, at a third of the cost of the window's first
    picture; an option tells what is selected by a flag of QStyle, whose first use from Python
    costs a tenth of it.
    """

    def __init__(
        self, model: WaveTreeModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        """Make the view of a model."""
        super().__init__(parent)
        self._model = model
        self._palette = palette
        self._row = RowPainter(palette)
        self._places: dict[Column, tuple[int, int]] = {}
        # Asking for the viewport would wake every widget type Qt has.
        self._room = QSize(0, 0)
        self._hidden: set[int] = set()
        self._widths: dict[Column, int] = {}
        self.setProperty("role", "waves")
        self.setItemDelegate(_RowHeight(self))
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setModel(model)
        self._settle_columns()

    def _settle_columns(self) -> None:
        """Give each column the width its texts need in the font; the unit takes the rest."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.UNIT, QHeaderView.ResizeMode.Stretch)
        per_character = self.fontMetrics().averageCharWidth()
        for column, characters in _CHARACTERS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            width = characters * per_character if characters else MOST_DOTS * DOT_STEP
            width = max(width, self._needed(column)) + 2 * PADDING
            self._widths[column] = max(width, header.sectionSizeHint(column))
            header.resizeSection(column, self._widths[column])
        self._hide_columns()

    def _hide_columns(self) -> None:
        taken = sum(self._widths.values())
        for column, unit in _GIVE_WAY.items():
            is_tight = 0 < self._room.width() < taken + unit
            self.setColumnHidden(column, is_tight)
            taken -= self._widths[column] if is_tight else 0

    def _needed(self, column: Column) -> int:
        """Return the width of the words that are never cut, in whatever language."""
        before, size = _BEFORE_WORDS.get(column, (0, TYPE.body))
        metrics = QFontMetrics(sized(self.font(), size))
        widths = map(metrics.horizontalAdvance, self._model.fixed_words(column))
        return before + max(widths, default=0) + _SLACK

    # --- what is seen --------------------------------------------------------------------

    def hide_units(self, rows: AbstractSet[int]) -> None:
        """Hide these units and show all others; what is unfolded stays so."""
        for row in rows ^ self._hidden:
            self.setRowHidden(row, _ROOT, row in rows)
        self._hidden = set(rows)

    def is_hidden(self, index: QModelIndex) -> bool:
        """Return whether a row's unit is hidden."""
        unit = index.parent()
        return (unit if unit.isValid() else index).row() in self._hidden

    def count_shown(self) -> int:
        """Return how many units are shown."""
        return self.model().rowCount() - len(self._hidden)

    def first_shown(self) -> QModelIndex:
        """Return the first unit that is shown; no valid index where none is."""
        rows = range(self.model().rowCount())
        row = next((row for row in rows if row not in self._hidden), -1)
        return self.model().index(row, 0)

    def in_sight(self) -> Iterator[QModelIndex]:
        """Return the rows that can be seen."""
        index = self.indexAt(QPoint(0, 0))
        while index.isValid() and self.visualRect(index).top() < self._room.height():
            yield index
            index = self.indexBelow(index)

    @override
    def reset(self) -> None:
        # Qt forgets what was hidden.
        self._hidden.clear()
        super().reset()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The style sheet's font comes only when the view is about to be shown.
        if event.type() == QEvent.Type.FontChange:
            self._settle_columns()

    # --- painting ----------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._room = event.size()
        self._hide_columns()
        super().resizeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        header = self.header()
        self._places = {
            column: (header.sectionViewportPosition(column), header.sectionSize(column))
            for column in Column
            if not header.isSectionHidden(column)
        }
        super().paintEvent(event)

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect, font = _of(options)
        row = QRect(0, rect.top(), self._room.width(), rect.height())
        is_selected = self.selectionModel().isSelected(index)
        painter.save()
        if is_selected:
            fill(painter, row, self._palette.selected)
        self._row.paint(
            painter,
            self._cells(row, index),
            self._model.row_at(index),
            font,
            is_selected=is_selected,
        )
        if self._model.hasChildren(index):
            self._paint_chevron(painter, row, index)
        fill(painter, row.adjusted(0, row.height() - 1, 0, 0), self._palette.border)
        if is_selected:
            fill(painter, QRect(0, row.top(), _EDGE, row.height()), self._palette.accent)
        if self.hasFocus() and self._is_current(index):
            painter.setPen(QPen(QColor(self._palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(row.adjusted(1, 1, -1, -2))
        painter.restore()

    def _cells(self, row: QRect, index: AnyIndex) -> dict[Column, QRect]:
        """Return the place of each column that is shown, its padding taken off."""
        result = {
            column: QRect(left + PADDING, row.top(), width - 2 * PADDING, row.height())
            for column, (left, width) in self._places.items()
        }
        result[Column.UNIT].adjust(self._indent(index), 0, 0, 0)
        return result

    def _indent(self, index: AnyIndex) -> int:
        return 2 * _INDENT if index.parent().isValid() else _INDENT

    def _is_current(self, index: AnyIndex) -> bool:
        current = self.currentIndex()
        return (index.row(), index.parent()) == (current.row(), current.parent())

    def _paint_chevron(self, painter: QPainter, row: QRect, index: AnyIndex) -> None:
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        left, top = _INDENT - 1 - _CHEVRON - 1, row.center().y() - _CHEVRON / 2 + 1
        box = QRectF(left, top, _CHEVRON, _CHEVRON)
        paint_icon(painter, name, box, self._palette.text)
