"""Branches, units and their waves as a tree in which what is to be compared is ticked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from maturity_app.reports.phrases import status_word
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import Entry
from maturity_app.ui.models.picking import Picking
from maturity_app.ui.models.unit_tree import UnitNode, UnitTree
from maturity_app.ui.models.wave_names import names_apart
from maturity_app.ui.overriding import override
from maturity_app.wording import Wording

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class PickTree(QAbstractItemModel):
    """Units within their branches, their waves beneath, the newest first.

    The tick of a unit or branch stands for the waves below it that a search leaves: all of them,
    some, or none. `ticked` tells that another choice was made.
    """

    ticked = Signal()

    def __init__(self, w: Wording, parent: QObject | None = None) -> None:
        """Make an empty model; `show` fills it."""
        super().__init__(parent)
        self._w = w
        self._tree = UnitTree()
        self._names: Mapping[str, str] = {}
        self._usual: dict[str, list[str]] = {}
        self.picking = Picking()

    def show(
        self, entries: Sequence[Entry], units: Sequence[UnitName] = (), unit_id: str = ""
    ) -> None:
        """Show these entries, which come with those of one unit beside each other.

        `units` are all that there are, branches without answers among them; `unit_id` is the one
        to begin with.
        """
        self.beginResetModel()
        self.picking.set_entries(entries, unit_id)
        self._names = names_apart(self.picking.entries, self._w)
        self._tree = UnitTree(self.picking.entries, units)
        self._usual = {
            unit.id: [entry.id for entry in self.picking.usual(unit.id)]
            for unit in self.picking.all_units()
        }
        self.endResetModel()

    def narrow(self, sought: str) -> None:
        """Leave the units in whose names or waves every word sought is found."""
        self.beginResetModel()
        self._tree.narrow(sought)
        self.endResetModel()

    def name(self, entry: Entry) -> str:
        """Return what a wave is called: its label, and what it is if it is not signed off."""
        w, name = self._w, self._names[entry.id]
        if entry.corrects:
            return w("Correction of {wave}", wave=name)
        return name if entry.status != "draft" else f"{name} ({status_word('draft', w)})"

    # --- ticks -------------------------------------------------------------------------------

    def tick_newest(self) -> None:
        """Tick the newest wave of each unit that a search leaves, and nothing else."""
        found = [node.unit.id for node in self._tree.nodes if node.is_found]
        self.picking.tick_newest(found)
        self._tell()

    def tick_none(self) -> None:
        """Tick nothing."""
        self.tick_only(())

    def tick_only(self, entry_ids: Iterable[str]) -> None:
        """Tick these waves, and nothing else."""
        self.picking.tick_only(entry_ids)
        self._tell()

    def ticked_above(self) -> Iterator[QModelIndex]:
        """Yield the units and branches that hold something ticked."""
        for node in self._tree.nodes:
            if self._tree.is_shown(node) and self._state(node, None) != Qt.CheckState.Unchecked:
                yield self._index_of(node)

    def _tell(self) -> None:
        # A tick shows in every row above and below it.
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()
        self.ticked.emit()

    def _below(self, node: UnitNode) -> list[str]:
        """Return the waves that the tick of a unit or branch stands for."""
        found = self._usual.get(node.unit.id, []) if node.is_found else []
        return [*found, *(wave for unit in node.shown for wave in self._below(unit))]

    def _state(self, node: UnitNode | None, entry: Entry | None) -> Qt.CheckState:
        meant = [entry.id] if entry else self._below(node) if node else []
        count = sum(wave in self.picking.waves for wave in meant)
        if not count:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if count == len(meant) else Qt.CheckState.PartiallyChecked

    # --- what Qt asks ------------------------------------------------------------------------

    @override
    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        node = self._node(parent) if parent.isValid() else None
        # Rows at the top carry 0, all others the number of their unit from 1 on.
        return self.createIndex(row, 0, node.number + 1 if node else 0)

    @override
    def parent(self, index: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject has another parent()
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self._index_of(self._tree.nodes[int(index.internalId()) - 1])

    @override
    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        if not parent.isValid():
            return len(self._tree.tops)
        node = self._node(parent)
        return 0 if node is None else len(node.shown_waves) + len(node.shown)

    @override
    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 1

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node, entry = self._node(index), self._entry(index)
        if role in _TEXT_ROLES:
            return self.name(entry) if entry else node.unit.name if node else None
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._state(node, entry)
        if role == Qt.ItemDataRole.AccessibleTextRole and node is not None:
            return self._spoken(node)
        return None

    @override
    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        node, entry = self._node(index), self._entry(index)
        # Where some are ticked already, a click ticks the others.
        is_ticked = self._state(node, entry) != Qt.CheckState.Checked
        meant = [entry.id] if entry else self._below(node) if node else []
        self.picking.tick(meant, is_ticked=is_ticked)
        self._tell()
        return True

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def _spoken(self, node: UnitNode) -> str:
        """Return a unit's name with how many of its waves are ticked, which a box can't say."""
        meant = self._below(node)
        return self._w(
            "{unit}, {count} of {total} waves ticked",
            unit=node.unit.name,
            count=sum(wave in self.picking.waves for wave in meant),
            total=len(meant),
        )

    def _index_of(self, node: UnitNode) -> QModelIndex:
        return self.createIndex(node.row, 0, node.above.number + 1 if node.above else 0)

    def _node(self, index: AnyIndex) -> UnitNode | None:
        """Return the unit or branch in a row; None for a wave."""
        row, above = index.row(), int(index.internalId())
        if not above:
            return self._tree.tops[row]
        node = self._tree.nodes[above - 1]
        row -= len(node.shown_waves)
        return node.shown[row] if row >= 0 else None

    def _entry(self, index: AnyIndex) -> Entry | None:
        """Return the wave in a row; None for a unit or branch."""
        if self._node(index) is not None:
            return None
        return self._tree.nodes[int(index.internalId()) - 1].shown_waves[index.row()]
