"""Choosing a unit or branch from the tree of the organisation, or from a list of all."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from maturity_app.domain.alphabet import folded
from maturity_app.storage.entries import UnitName
from maturity_app.ui.models.searching import words_of
from maturity_app.ui.models.unit_tree import UnitTree
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_ID = Qt.ItemDataRole.UserRole
_HEIGHT = 240


class PlacePicker(QTreeWidget):
    """The organisation as a tree, the top level first; `without` and all within it is left out."""

    def __init__(self, w: Wording, units: Sequence[UnitName], without: str = "") -> None:
        """Show everything unfolded."""
        super().__init__()
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setWordWrap(True)
        self.setProperty("role", "pick")
        self.setMinimumHeight(_HEIGHT)
        self.setAccessibleName(w("Place in the organisation"))
        top = QTreeWidgetItem(self, [w("Top level")])
        self._items: dict[str, QTreeWidgetItem] = {"": top}
        for node in UnitTree((), units).nodes:
            above = self._items.get(node.above.unit.id) if node.above else top
            if node.unit.id == without or above is None:
                continue
            item = QTreeWidgetItem(above, [node.unit.name])
            item.setData(0, _ID, node.unit.id)
            item.setToolTip(0, node.unit.name)
            self._items[node.unit.id] = item
        self.expandAll()
        self.choose(None)

    def choose(self, unit_id: str | None) -> None:
        """Select a unit or branch, or the top level."""
        item = self._items.get(unit_id or "", self._items[""])
        self.setCurrentItem(item)
        self.scrollToItem(item)

    def chosen(self) -> str | None:
        """Return the id of what is selected; None for the top level."""
        item = self.currentItem()
        return None if item is None else item.data(0, _ID)


class UnitPicker(QWidget):
    """A list of units to choose one from, narrowed by what is typed above it."""

    changed = Signal()

    def __init__(self, w: Wording, units: Sequence[UnitName]) -> None:
        """Show the units in the order given; none is selected before a person chose one."""
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.search_field = QLineEdit()
        self.search_field.setPlaceholderText(w("Search units"))
        self.search_field.setAccessibleName(w("Search units"))
        self.search_field.setClearButtonEnabled(True)
        self.list_field = QListWidget()
        self.list_field.setWordWrap(True)
        self.list_field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_field.setProperty("role", "pick")
        self.list_field.setMinimumHeight(_HEIGHT)
        self.list_field.setAccessibleName(w("Units"))
        by_id = {unit.id: unit for unit in units}
        for unit in units:
            above = by_id.get(unit.parent or "")
            text = f"{unit.name} ({above.name})" if above else unit.name
            item = QListWidgetItem(text, self.list_field)
            item.setData(_ID, unit)
            item.setToolTip(text)
        box.addWidget(self.search_field)
        box.addWidget(self.list_field)
        self.nothing = label(w("No unit matches."), "quiet", wraps=True)
        self.nothing.hide()
        box.addWidget(self.nothing)
        self.setFocusProxy(self.list_field)
        self.search_field.textChanged.connect(self._on_searched)
        self.list_field.currentRowChanged.connect(lambda _: self.changed.emit())

    def chosen(self) -> UnitName | None:
        """Return the selected unit; None where none is."""
        item = self.list_field.currentItem()
        if self.list_field.currentRow() < 0 or item.isHidden():
            return None
        unit: UnitName = item.data(_ID)
        return unit

    def _on_searched(self, text: str) -> None:
        words = words_of(text)
        first = -1
        for row in range(self.list_field.count()):
            item = self.list_field.item(row)
            unit: UnitName = item.data(_ID)
            searched = folded(f"{item.text()} {unit.id}") if words else ""
            is_found = all(word in searched for word in words)
            item.setHidden(not is_found)
            first = row if is_found and first < 0 else first
        self.list_field.setCurrentRow(first)
        self.nothing.setVisible(first < 0)
