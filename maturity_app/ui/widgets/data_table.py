"""A table of figures to be read, walked through by keyboard and copied."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontInfo,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from maturity_app.ui.models.figure_table_model import KEY_ROLE, FigureTableModel
from maturity_app.ui.models.figures import FigureTable
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.figure_delegate import CELL_PAD, MARK_ROOM, FigureDelegate
from maturity_app.ui.widgets.painting import semibold
from maturity_app.wording import Wording

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_WIDE = 120
_HEADER_PAD = 16


class DataTable(QTableView):
    """Shows a FigureTable; `row_chosen` tells the key of a row that was opened.

    Where cells open something, one walks from cell to cell, and `cell_chosen` tells what it is.
    One that `is_whole` is as high as its rows and leaves scrolling to the page around it.
    """

    row_chosen = Signal(str)
    cell_chosen = Signal(object)

    def __init__(
        self,
        w: Wording,
        palette: Palette,
        *,
        is_whole: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._figures = FigureTableModel(w, palette, self)
        self._is_whole = is_whole
        self.setModel(self._figures)
        self.setItemDelegate(FigureDelegate(palette, self))
        self.setProperty("role", "figures")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(24)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(32)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if is_whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    @property
    def table(self) -> FigureTable:
        """The table shown."""
        return self._figures.table

    def show_table(self, table: FigureTable) -> None:
        """Show another table."""
        self._figures.show_table(table)
        self.setAccessibleName(table.name)
        by = QAbstractItemView.SelectionBehavior
        has_cells = any(row.opens for row in table.rows)
        self.setSelectionBehavior(by.SelectItems if has_cells else by.SelectRows)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING_KEYS:
            self._on_clicked(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.table.as_text())
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        if not self._is_whole:
            return super().sizeHint()
        frame = 2 * self.frameWidth() + self._edge()
        rows = self.verticalHeader().length()
        return QSize(320, self.horizontalHeader().sizeHint().height() + rows + frame)

    @override
    def minimumSizeHint(self) -> QSize:
        if not self._is_whole:
            return super().minimumSizeHint()
        return QSize(_LEAST_WIDE, self.sizeHint().height())

    def least_width(self) -> int:
        """Return the width below which words would be cut."""
        self.ensurePolished()
        words = (self._needed(number)[0] for number in range(len(self.table.columns)))
        return sum(words) + 2 * self.frameWidth() + self._edge()

    def _edge(self) -> int:
        """Return what the style sheet's border adds on both sides."""
        margins = self.contentsMargins()
        return margins.top() + margins.bottom()

    def _fit(self) -> None:
        """Give each column its width for the room there is, then each row its height."""
        self.ensurePolished()
        columns = self.table.columns
        needs = [self._needed(number) for number in range(len(columns))]
        takes = [column.takes_room for column in columns]
        for number, width in enumerate(shared_widths(needs, takes, self.viewport().width())):
            self.setColumnWidth(number, width)
        # Not resizeRowsToContents: it would ask the hidden row headers, which are higher.
        for row in range(len(self.table.rows)):
            self.setRowHeight(row, self.sizeHintForRow(row))
        self.updateGeometry()

    def _needed(self, column: int) -> tuple[int, int]:
        """Return the width a column's longest word needs, and the one its longest text needs."""
        # The style sheet sets heads one size below the cells.
        heads = semibold(self.font())
        heads.setPixelSize(round(QFontInfo(heads).pixelSize() * TYPE.caption / TYPE.dense))
        header = QFontMetrics(heads)
        cells = QFontMetrics(self.font())
        strong = QFontMetrics(semibold(self.font()))
        name = header.horizontalAdvance(self.table.columns[column].name) + _HEADER_PAD
        word = text = name
        for row in self.table.rows:
            metrics = strong if row.is_strong else cells
            extra = CELL_PAD + (MARK_ROOM if row.mark(column) else 0)
            words = row.cells[column].split() or [""]
            word = max(word, max(map(metrics.horizontalAdvance, words)) + extra)
            text = max(text, metrics.horizontalAdvance(row.cells[column]) + extra)
        return word, text

    def _on_clicked(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE) if index.isValid() else ""
        if key:
            self.row_chosen.emit(key)
        opened = self.table.rows[index.row()].opened_by(index.column()) if index.isValid() else None
        if opened is not None:
            self.cell_chosen.emit(opened)


def shared_widths(needs: Sequence[tuple[int, int]], takes: Sequence[bool], room: int) -> list[int]:
    """Share out the room among columns, each with the least it needs and what it would like.

    What is left over goes to the columns that take room; where there is too little, those
    wrap first, then all others.
    """
    if not needs:
        return []
    widths = [wish for _, wish in needs]
    over = sum(widths) - room
    for may_shrink in (True, False):
        chosen = [i for i, is_wide in enumerate(takes) if is_wide == may_shrink]
        slack = sum(widths[i] - needs[i][0] for i in chosen)
        cut = min(max(over, 0), slack)
        over -= cut
        for i in chosen:
            # What rounding leaves falls to the next one: a pixel too many calls up a scroll bar.
            spare = widths[i] - needs[i][0]
            part = cut * spare // slack if slack else 0
            widths[i] -= part
            cut, slack = cut - part, slack - spare
    if over < 0:
        wide = [i for i, is_wide in enumerate(takes) if is_wide] or [len(widths) - 1]
        for i in wide:
            widths[i] += -over // len(wide)
    return widths
