"""The table of actions: read, edited, and each state changed where it stands."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from maturity_app.reports.plan import STATES, action_state_word
from maturity_app.ui.models.figure_table_model import KEY_ROLE
from maturity_app.ui.models.figures import FigureTable
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.wording import Wording

_EDITING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class ActionTable(DataTable):
    """Shows actions, a row each, and tells by its id which one is to be changed, and how.

    Enter or a double click edits one, Space or a click on its state offers the states, Del
    removes it. One that is not editable can be read and copied.
    """

    edit_asked = Signal(str)
    state_asked = Signal(str, str)
    removal_asked = Signal(str)
    chosen_changed = Signal()

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty table."""
        super().__init__(w, palette)
        self._w = w
        self.is_editable = False
        self.states = QMenu(self)
        for state in STATES:
            made = self.states.addAction(action_state_word(state, w))
            made.setData(state)
            made.setCheckable(True)
        self.states.triggered.connect(self._on_state)
        self.states.aboutToShow.connect(self._check_state)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    @property
    def state_column(self) -> int:
        """The column in which the states stand."""
        return next(i for i, c in enumerate(self.table.columns) if c.name == self._w("State"))

    @property
    def chosen(self) -> str:
        """The id of the action whose row is chosen; empty where none is."""
        index = self.currentIndex()
        return str(index.data(KEY_ROLE)) if index.isValid() else ""

    def choose(self, action_id: str) -> None:
        """Choose an action's row; one that is gone leaves none chosen."""
        keys = [row.key for row in self.table.rows]
        row = keys.index(action_id) if action_id in keys else -1
        self.setCurrentIndex(self.model().index(row, 0))
        if row < 0:
            self.clearSelection()

    @override
    def show_table(self, table: FigureTable) -> None:
        """Show other actions; the one that is chosen stays so."""
        held = self.chosen
        super().show_table(table)
        self.choose(held)
        self.chosen_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_known = event.key(), bool(self.chosen) and self.is_editable
        if is_known and key in _EDITING:
            self.edit_asked.emit(self.chosen)
        elif is_known and key == Qt.Key.Key_Space:
            self.offer_states()
        elif is_known and key == Qt.Key.Key_Delete:
            self.removal_asked.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self.is_editable and index.isValid() and index.column() != self.state_column:
            self.edit_asked.emit(str(index.data(KEY_ROLE)))

    def offer_states(self) -> None:
        """Offer the states below that of the chosen action."""
        row = self.currentIndex().row()
        cell = self.visualRect(self.model().index(row, self.state_column))
        self.states.popup(self.viewport().mapToGlobal(cell.bottomLeft() + QPoint(0, 1)))

    @override
    def _on_clicked(self, index: QModelIndex) -> None:
        if self.is_editable and index.isValid() and index.column() == self.state_column:
            self.offer_states()

    def _check_state(self) -> None:
        row = self.table.rows[self.currentIndex().row()] if self.chosen else None
        for offered in self.states.actions():
            offered.setChecked(row is not None and row.mark(self.state_column) == offered.data())

    def _on_state(self, offered: QAction) -> None:
        if self.chosen:
            self.state_asked.emit(self.chosen, str(offered.data()))

    def _on_row_changed(self) -> None:
        self.chosen_changed.emit()
