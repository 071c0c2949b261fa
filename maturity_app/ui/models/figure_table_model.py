"""A table of figures as an item view wants it."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon

from maturity_app.ui.models.figures import FigureTable, Mark, Row
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.marks import mark_icon
from maturity_app.wording import Wording

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
KEY_ROLE = Qt.ItemDataRole.UserRole
"""What a row speaks of: an item's or a node's id."""


class FigureTableModel(QAbstractTableModel):
    """Shows one FigureTable; another one replaces it whole."""

    def __init__(self, w: Wording, palette: Palette, parent: QObject | None = None) -> None:
        """Make an empty model; `show_table` fills it."""
        super().__init__(parent)
        self._w = w
        self._palette = palette
        self._table = FigureTable(name="", columns=(), rows=())
        self._strong = QFont()
        self._strong.setWeight(QFont.Weight.DemiBold)

    @property
    def table(self) -> FigureTable:
        """The table shown."""
        return self._table

    def show_table(self, table: FigureTable) -> None:
        """Show another table."""
        if table == self._table:
            return
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    @override
    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._table.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.columns[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._table.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == KEY_ROLE:
            return row.key
        return self._look(row, column, role)

    def _look(self, row: Row, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DecorationRole and row.mark(column):
            return self._icon(row.mark(column))
        if role == Qt.ItemDataRole.FontRole and row.is_strong:
            return self._strong
        if role == Qt.ItemDataRole.BackgroundRole and row.needs_attention:
            return QBrush(QColor(self._palette.attention))
        return None

    def _icon(self, mark: Mark) -> QIcon:
        return mark_icon(mark, self._palette)

    def _spoken(self, row: Row, column: int) -> str:
        """Return a cell's text with what its mark says by shape alone."""
        said = {
            "up": self._w("up {change}", change=row.cells[column]),
            "down": self._w("down {change}", change=row.cells[column]),
            "within": self._w("{change}, within one step", change=row.cells[column]),
        }
        return said.get(row.mark(column), row.cells[column])

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft
        if self._table.columns[column].is_number:
            side = Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter
