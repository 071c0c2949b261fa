"""The assessments a report can be made of, as a list in which many can be ticked."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from maturity_app.domain.alphabet import folded
from maturity_app.storage.library import Entry
from maturity_app.ui.models.searching import words_of
from maturity_app.ui.models.wave_names import names_apart
from maturity_app.ui.models.wave_tree import status_text
from maturity_app.ui.overriding import override
from maturity_app.wording import Wording

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class ReportList(QAbstractListModel):
    """Units by name, their newest wave first. What is ticked stays so while a search hides it.

    `ticked` tells that something was ticked or is no longer.
    """

    ticked = Signal()

    def __init__(self, w: Wording, parent: QObject | None = None) -> None:
        """List nothing yet."""
        super().__init__(parent)
        self._w = w
        self._entries: list[Entry] = []
        self._rows: list[Entry] = []
        self._names: Mapping[str, str] = {}
        self._sought = ""
        self._ticked: set[str] = set()

    # --- what is listed ------------------------------------------------------------------

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """List the library's entries; what is ticked stays so as far as it is there."""
        units: dict[str, list[Entry]] = {}
        for entry in entries:
            units.setdefault(entry.unit.id, []).append(entry)
        self._entries = [entry for waves in units.values() for entry in reversed(waves)]
        self._names = names_apart(entries, self._w)
        self._ticked &= {entry.id for entry in entries}
        self._list()

    def narrow(self, sought: str) -> None:
        """List only what has every word sought in its name or its unit's id."""
        self._sought = sought
        self._list()

    def _list(self) -> None:
        words = words_of(self._sought)
        self.beginResetModel()
        self._rows = [
            entry
            for entry in self._entries
            if not words or _has_all(folded(f"{self.name(entry)} {entry.unit.id}"), words)
        ]
        self.endResetModel()

    def entry_at(self, index: _Index) -> Entry | None:
        """Return the entry in a row."""
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, entry_id: str) -> QModelIndex:
        """Return where an entry is listed; an index that is not valid if it is not."""
        places = (row for row, entry in enumerate(self._rows) if entry.id == entry_id)
        row = next(places, None)
        return self.index(row) if row is not None else QModelIndex()

    def name(self, entry: Entry) -> str:
        """Return what an entry is called: unit, wave, and its state unless it is signed off."""
        name = f"{entry.unit.name}, {self._names[entry.id]}"
        if entry.status == "signed_off":
            return name
        return f"{name} ({status_text(entry, self._w)})"

    # --- ticks -------------------------------------------------------------------------------

    def ticked_entries(self) -> list[Entry]:
        """Return what is ticked, in the order of the list."""
        return [entry for entry in self._entries if entry.id in self._ticked]

    def tick_newest(self) -> None:
        """Tick the newest wave of every unit, and nothing else; corrected records are passed."""
        newest: dict[str, str] = {}
        for entry in self._entries:
            if entry.status != "superseded" and not entry.is_own:
                newest.setdefault(entry.unit.id, entry.id)
        self._tick(lambda entry: entry.id == newest.get(entry.unit.id))

    def tick_none(self) -> None:
        """Tick nothing."""
        self._tick(lambda _: False)

    def _tick(self, is_ticked: Callable[[Entry], bool]) -> None:
        self._ticked = {entry.id for entry in self._entries if is_ticked(entry)}
        if self._rows:
            ends = self.index(0), self.index(len(self._rows) - 1)
            self.dataChanged.emit(*ends, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    # --- what Qt asks ------------------------------------------------------------------------

    @override
    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index)
        if entry is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.name(entry)
        if role == Qt.ItemDataRole.CheckStateRole:
            state = Qt.CheckState
            return state.Checked if entry.id in self._ticked else state.Unchecked
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self.entry_at(index)
        if entry is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(entry.id)
        else:
            self._ticked.discard(entry.id)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags


def _has_all(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
