"""A table of figures to be read, walked through by keyboard and copied."""

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget
from typing_extensions import override

from maturity_app.ui.models.figure_table_model import KEY_ROLE, FigureTableModel
from maturity_app.ui.models.figures import FigureTable
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.figure_delegate import FigureDelegate
from maturity_app.wording import Wording

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_WIDE = 120


class DataTable(QTableView):
    """Shows a FigureTable; `row_chosen` tells the key of a row that was opened.

    One that `is_whole` is as high as its rows and leaves scrolling to the page around it.
    """

    row_chosen = Signal(str)

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
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
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
        header.sectionResized.connect(self._on_section_resized)
        self._fit_timer = QTimer(self, singleShot=True, interval=0)
        self._fit_timer.timeout.connect(self._fit)
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
        mode = QHeaderView.ResizeMode
        for position, column in enumerate(table.columns):
            how = mode.Stretch if column.takes_room else mode.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(position, how)
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

    def _edge(self) -> int:
        """Return what the style sheet's border adds on both sides."""
        margins = self.contentsMargins()
        return margins.top() + margins.bottom()

    def _on_section_resized(self, _section: int, _old: int, _new: int) -> None:
        # Once for all columns of one change of width.
        self._fit_timer.start()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        self.updateGeometry()

    def _on_clicked(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE) if index.isValid() else ""
        if key:
            self.row_chosen.emit(key)
