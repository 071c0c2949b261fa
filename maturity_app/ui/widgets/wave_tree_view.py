"""The tree of units and waves, which marks its row with an edge and the keyboard with a ring."""

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.models.wave_tree import Column, WaveTreeModel
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.painting import fill, sized
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.sort_header import MARK_ROOM, SortHeader
from maturity_app.ui.widgets.wave_row import (
    DOT_STEP,
    LEVEL_INDENT,
    MOST_DOTS,
    PADDING,
    STATE_INDENT,
    RowPainter,
)
from maturity_app.wording import Wording

AnyIndex = QModelIndex | QPersistentModelIndex

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

_MISSED_FIRST = (Column.WAVES, Column.CHANGED, Column.COVERAGE)
_LEAST_NAME = 24
"""So many characters of a name find room beside the columns."""
_MOST_DEPTH = 4


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
    costs a tenth of it. `menu_requested` says where on the screen a menu on the selected row
    is to stand; `sort_chosen` carries a column and whether the last comes first; `waves_shown`
    whether there is room for the dots of the waves.
    """

    menu_requested = Signal(QPoint)
    sort_chosen = Signal(int, bool)
    waves_shown = Signal(bool)

    def __init__(
        self, w: Wording, model: WaveTreeModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        """Make the view of a model."""
        super().__init__(parent)
        self._model = model
        self._palette = palette
        self._row = RowPainter(palette)
        self._nothing: QLabel | None = None
        self._widths: dict[Column, int] = {}
        self._places: dict[Column, tuple[int, int]] = {}
        # Asking for the viewport would wake every widget type Qt has.
        self._room = QSize(0, 0)
        self.setProperty("role", "waves")
        self.setItemDelegate(_RowHeight(self))
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        heads = SortHeader(w, palette, self)
        heads.sort_chosen.connect(self.sort_chosen)
        self.setHeader(heads)
        self.setModel(model)
        self._prepare(heads)
        model.modelReset.connect(self._choose_columns)

    def _prepare(self, heads: SortHeader) -> None:
        heads.setStretchLastSection(False)
        heads.setSectionsMovable(False)
        heads.setSectionsClickable(True)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(Column.UNIT, QHeaderView.ResizeMode.Stretch)
        for column in _CHARACTERS:
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def _settle_columns(self) -> None:
        """Give each column the width its texts need in the font; the unit takes the rest."""
        header = self.header()
        per_character = self.fontMetrics().averageCharWidth()
        for column, characters in _CHARACTERS.items():
            width = characters * per_character if characters else MOST_DOTS * DOT_STEP
            width = max(width, self._needed(column)) + 2 * PADDING
            self._widths[column] = max(width, header.sectionSizeHint(column) + MARK_ROOM - PADDING)
            header.resizeSection(column, self._widths[column])

    def _needed(self, column: Column) -> int:
        """Return the width of the words that are never cut, in whatever language."""
        before, size = _BEFORE_WORDS.get(column, (0, TYPE.body))
        metrics = QFontMetrics(sized(self.font(), size))
        widths = map(metrics.horizontalAdvance, self._model.fixed_words(column))
        return before + max(widths, default=0) + _SLACK

    def say_nothing_left(self, text: str) -> None:
        """Say in the place of rows why there are none; an empty text where there are some."""
        if self._nothing is None and text:
            self._nothing = label("", "quiet", wraps=True)
            box = QVBoxLayout(self.viewport())
            box.setContentsMargins(_INDENT, _INDENT, _INDENT, _INDENT)
            box.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        if self._nothing is not None:
            self._nothing.setText(text)
            self._nothing.setVisible(bool(text))

    # --- what is seen --------------------------------------------------------------------

    def in_sight(self) -> Iterator[QModelIndex]:
        """Return the rows that can be seen."""
        index = self.indexAt(QPoint(0, 0))
        while index.isValid() and self.visualRect(index).top() < self._room.height():
            yield index
            index = self.indexBelow(index)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The style sheet's font comes only when the view is about to be shown.
        if event.type() == QEvent.Type.FontChange:
            self._settle_columns()
            self._choose_columns()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the row, which the mouse selects first."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if (
            by_mouse
            and not self.indexAt(self.viewport().mapFromGlobal(event.globalPos())).isValid()
        ):
            return
        self._ask_for_menu(event.globalPos() if by_mouse else None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == shift:
            self._ask_for_menu(None)
        else:
            super().keyPressEvent(event)

    def _ask_for_menu(self, place: QPoint | None) -> None:
        row = self.visualRect(self.currentIndex())
        below = self.viewport().mapToGlobal(row.bottomLeft() + QPoint(2 * _INDENT, 0))
        if self.currentIndex().isValid():
            self.menu_requested.emit(place or below)

    # --- painting ----------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._room = event.size()
        self._choose_columns()
        super().resizeEvent(event)

    def _choose_columns(self) -> None:
        """Leave columns out, those first that can best be missed, where names find no room."""
        if self._room.isEmpty():
            return
        if not self._widths:
            self._settle_columns()
        header = self.header()
        depth = min(self._model.tree.depth, _MOST_DEPTH)
        room = self._room.width() - _LEAST_NAME * self.fontMetrics().averageCharWidth()
        room -= _INDENT * (1 + depth) + sum(self._widths.values())
        for column in _MISSED_FIRST:
            is_hidden = room < 0
            if is_hidden != header.isSectionHidden(column):
                self.setColumnHidden(column, is_hidden)
            room += self._widths[column] if is_hidden else 0
        self.waves_shown.emit(not header.isSectionHidden(Column.WAVES))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        header = self.header()
        self._places = {
            column: (header.sectionViewportPosition(column), header.sectionSize(column))
            for column in Column
            if not header.isSectionHidden(column)
        }
        self._row.scale = self.devicePixelRatioF()
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
        return _INDENT * (1 + self._model.depth(index))

    def _is_current(self, index: AnyIndex) -> bool:
        current = self.currentIndex()
        return (index.row(), index.parent()) == (current.row(), current.parent())

    def _paint_chevron(self, painter: QPainter, row: QRect, index: AnyIndex) -> None:
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        left, top = self._indent(index) - 1 - _CHEVRON - 1, row.center().y() - _CHEVRON / 2 + 1
        box = QRectF(left, top, _CHEVRON, _CHEVRON)
        paint_icon(painter, name, box, self._palette.text)
