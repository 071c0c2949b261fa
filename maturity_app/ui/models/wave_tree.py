"""Branches, units within them and their waves beneath, as a tree view wants them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from maturity_app.domain.version import SCORING_VERSION
from maturity_app.jobs.summary import Summary
from maturity_app.reports.phrases import status_word
from maturity_app.storage.entries import Entry, UnitName
from maturity_app.ui.models.unit_tree import UnitNode, UnitTree, Value
from maturity_app.ui.models.wave_names import name_below_wave, names_apart, wave_name
from maturity_app.ui.overriding import override
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from maturity_app.domain.assessment import Status

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class Column(IntEnum):
    """What stands beside each other in the tree."""

    UNIT = 0
    WAVES = 1
    STATE = 2
    COVERAGE = 3
    LEVEL = 4
    CHANGED = 5


_COLUMNS = len(Column)
_BY_NAME = Column.UNIT, False
_STATES = ("draft", "signed_off", "superseded")
UNFINISHED = "unfinished"
"""The state of drafts in which questions are open."""

# As long as any in their column: a count of two digits, a day in each month.
_MANY = 88
_DAYS = tuple(date(2028, month, 28) for month in range(1, 13))


class Role(IntEnum):
    """What the model hands out beside texts."""

    ENTRY = Qt.ItemDataRole.UserRole
    """The Entry of a wave; of a unit its newest wave's; None for one without waves."""
    UNIT = ENTRY + 1
    """The UnitName of a unit or branch; of a wave its unit's."""


class Row(NamedTuple):
    """What stands in a row: a unit with its newest wave, a branch, or one of a unit's waves."""

    entry: Entry | None
    """None for a branch without answers of its own."""
    waves: Sequence[Entry] | None
    """All of a unit's waves that stand, the newest last; None for a wave."""
    summary: Summary | None
    """The stored figures, or None while they are stale."""
    texts: Mapping[Column, str]
    reason: str
    """Why there is no level; empty where there is one."""
    is_branch: bool = False
    """Whether units lie within it."""


def summary_in(entry: Entry) -> Summary | None:
    """Return an entry's stored figures; None where they are missing or made by other rules."""
    if entry.summary is None or entry.scoring_version != SCORING_VERSION:
        return None
    return Summary.from_data(entry.summary)


class WaveTreeModel(QAbstractItemModel):
    """The library's entries: a row for each unit with its newest wave, its waves beneath.

    Units lie within branches; below one that has answered too, its waves come first.
    """

    def __init__(self, w: Wording, parent: QObject | None = None) -> None:
        """Make an empty model; `show` fills it."""
        super().__init__(parent)
        self._w = w
        self._tree = UnitTree()
        self._order = _BY_NAME
        # In the order of the columns: a view asks for them hundreds of times before it is seen.
        self._heads = (
            w("Unit"), w("Waves"), w("State"), w("Coverage"), w("Headline level"), w("Last change")
        )  # fmt: skip
        # Read and worded once for each row that comes into sight, not each time it is painted.
        self._summaries: dict[str, Summary | None] = {}
        self._rows: dict[tuple[int, str], Row] = {}
        self._told: dict[int, str] = {}
        self._wave_names: dict[int, Mapping[str, str]] = {}

    def fixed_words(self, column: Column) -> tuple[str, ...]:
        """Return the longest of what a column may say that is no name or number of a record."""
        w = self._w
        if column == Column.STATE:
            states: tuple[Status, ...] = ("draft", "signed_off", "superseded")
            words = (status_word(state, w) for state in states)
            return (*words, correction_word(w), set_aside_word(w), consensus_word(w))
        if column == Column.LEVEL:
            return w("too much not applicable"), _under_half(_MANY, w)
        if column == Column.CHANGED:
            return w("Today, {time}", time="00:00"), *map(w.short_day, _DAYS)
        return ()

    def show(self, entries: Sequence[Entry], units: Sequence[UnitName] = ()) -> None:
        """Show these entries, which come with those of one unit beside each other.

        `units` are all that there are, branches without answers among them, by name.
        """
        self.beginResetModel()
        self._tree = UnitTree(entries, units)
        self._summaries.clear()
        self._rows.clear()
        self._told.clear()
        self._wave_names.clear()
        if self._order != _BY_NAME:
            self._sort()
            self._tree.narrow("")
        self.endResetModel()

    def narrow(self, text: str, status: str = "") -> None:
        """Leave what a search finds: by words in names, ids and waves, by state."""
        self.beginResetModel()
        self._tree.narrow(text, partial(self._is_in, status) if status else None)
        self.endResetModel()

    def _is_in(self, status: str, entry: Entry) -> bool:
        if status != UNFINISHED:
            return entry.status == status
        summary = self._summary(entry) if entry.status == "draft" else None
        # What is still being worked out may have questions open.
        return entry.status == "draft" and (summary is None or summary.done < summary.total)

    def order_by(self, column: Column, *, is_falling: bool = False) -> None:
        """Sort units by a column from now on; the next `show` or `narrow` shows them so."""
        self._order = column, is_falling
        self._sort()

    def _sort(self) -> None:
        column, is_falling = self._order
        self._tree.sort(partial(self._value, column), is_falling=is_falling)

    def _value(self, column: Column, node: UnitNode) -> Value | None:
        """Return what a unit is sorted by; None for one that has nothing in that column."""
        if column == Column.UNIT:
            return node.number
        if node.newest is None:
            return None
        if column == Column.WAVES:
            return len(node.standing)
        return self._value_of_wave(column, node.newest)

    def _value_of_wave(self, column: Column, entry: Entry) -> Value | None:
        if column == Column.STATE:
            return _STATES.index(entry.status)
        if column == Column.CHANGED:
            return entry.changed_at
        summary = self._summary(entry)
        if summary is None:
            return None
        return summary.coverage if column == Column.COVERAGE else summary.level

    def update_entry(self, entry: Entry) -> None:
        """Show new figures of an entry; one that is not here any more is passed over."""
        node = self._tree.of_wave(entry.id)
        if node is None:
            return
        places = [place for place, wave in enumerate(node.waves) if wave.id == entry.id]
        for place in places:
            node.waves[place] = entry
            self._summaries.pop(entry.id, None)
            self._wave_names.pop(node.number, None)
            self._rows.clear()
            self._announce(node, place)

    @property
    def tree(self) -> UnitTree:
        """The units shown, and what lies within what."""
        return self._tree

    def index_of(self, assessment_id: str) -> QModelIndex:
        """Return where an entry stands: the unit's row for its newest wave."""
        node = self._tree.of_wave(assessment_id)
        if node is None or not self._tree.is_shown(node):
            return QModelIndex()
        ids = [wave.id for wave in node.shown_waves]
        unit = self.index_of_node(node)
        if assessment_id not in ids or (node.newest and node.newest.id == assessment_id):
            return unit
        return self.index(ids.index(assessment_id), 0, unit)

    def index_of_node(self, node: UnitNode) -> QModelIndex:
        """Return where a unit or branch stands that is shown."""
        return self.createIndex(node.row, 0, node.above.number + 1 if node.above else 0)

    def waves_beside(self, entry: Entry) -> list[Entry]:
        """Return all waves of an entry's unit, the newest first."""
        node = self._tree.unit(entry.unit.id)
        return list(node.waves) if node else []

    def counted(self, node: UnitNode) -> str:
        """Return how many units a branch holds and how many have a level; never a mean."""
        if node.number not in self._told:
            self._told[node.number] = self._count(node)
        return self._told[node.number]

    def _count(self, node: UnitNode) -> str:
        w = self._w
        newest = [unit.newest for unit in node.below() if unit.newest is not None]
        if not newest and node.waves:
            return own_count_words(len(node.waves), w)
        if not newest:
            return w("no assessment yet")
        units = w.plural("{count} unit", "{count} units", len(newest))
        if newest[0].is_archived:
            return units
        levelled = sum(map(_has_level, newest))
        return w("{units}, {levelled} with a level", units=units, levelled=levelled)

    # --- what views ask --------------------------------------------------------------

    # A view asks the next four of every row before it shows the first one.

    @override
    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        # As hasIndex does it, without asking Qt to ask us twice.
        if not parent.isValid():
            count, number = len(self._tree.tops), 0
        else:
            node = self.node_at(parent)
            count = 0 if node is None else len(node.shown_waves) + len(node.shown)
            number = 0 if node is None else node.number + 1
        if not (0 <= row < count and 0 <= column < _COLUMNS):
            return QModelIndex()
        # Rows at the top carry 0, all others the number of their unit from 1 on.
        return self.createIndex(row, column, number)

    @override
    def hasChildren(self, parent: AnyIndex = _ROOT) -> bool:
        if not parent.isValid():
            return bool(self._tree.tops)
        node = None if parent.column() else self.node_at(parent)
        return node is not None and node.holds_rows

    @override
    def parent(self, index: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject has another parent()
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.index_of_node(self._tree.nodes[int(index.internalId()) - 1])

    @override
    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        if not parent.isValid():
            return len(self._tree.tops)
        node = None if parent.column() else self.node_at(parent)
        return 0 if node is None else len(node.shown_waves) + len(node.shown)

    @override
    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return _COLUMNS

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._heads[section]

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node, entry = self._at(index)
        column = Column(index.column())
        if role in _TEXT_ROLES:
            return self._text(node, entry, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.UNIT:
            return self._tip(node, entry)
        if role == Role.UNIT:
            return (node or self._tree.nodes[int(index.internalId()) - 1]).unit
        return entry if role == Role.ENTRY else None

    def row_at(self, index: AnyIndex) -> Row:
        """Return all that stands in a row at once, as a view paints it."""
        node, entry = self._at(index)
        key = node.number if node else -1, entry.id if entry else ""
        if key not in self._rows:
            self._rows[key] = self._row(node, entry)
        return self._rows[key]

    def _row(self, node: UnitNode | None, entry: Entry | None) -> Row:
        summary = self._summary(entry) if entry else None
        return Row(
            entry,
            None if node is None else node.standing[::-1],
            summary,
            {column: self._text(node, entry, column) for column in Column},
            reason_for(summary, self._w),
            is_branch=node is not None and bool(node.units),
        )

    def depth(self, index: AnyIndex) -> int:
        """Return how many rows stand above a row in its line.

        One person's own answers stand below the wave they are for, if the unit has one of it.
        """
        above = int(index.internalId())
        if not above:
            return 0
        node, entry = self._at(index)
        is_below = node is None and entry is not None and self._has_wave(entry)
        return self._tree.nodes[above - 1].depth + 1 + is_below

    def _has_wave(self, own: Entry) -> bool:
        """Return whether an entry is one person's own answers in a wave that its unit has."""
        node = self._tree.of_wave(own.id) if own.is_own else None
        return node is not None and any(wave.wave == own.wave for wave in node.standing)

    def node_at(self, index: AnyIndex) -> UnitNode | None:
        """Return the unit or branch in a row; None for a wave."""
        row, above = index.row(), int(index.internalId())
        if not above:
            return self._tree.tops[row]
        node = self._tree.nodes[above - 1]
        row -= len(node.shown_waves)
        return node.shown[row] if row >= 0 else None

    def _at(self, index: AnyIndex) -> tuple[UnitNode | None, Entry | None]:
        """Return a row's unit, None for a wave, and the entry shown there, None for a branch."""
        node = self.node_at(index)
        if node is not None:
            return node, node.newest
        return None, self._tree.nodes[int(index.internalId()) - 1].shown_waves[index.row()]

    def _summary(self, entry: Entry) -> Summary | None:
        if entry.id not in self._summaries:
            self._summaries[entry.id] = summary_in(entry)
        return self._summaries[entry.id]

    def _text(self, node: UnitNode | None, entry: Entry | None, column: Column) -> str:
        if node is not None and column == Column.UNIT:
            return node.unit.name
        if node is not None and column == Column.WAVES:
            return self._listed_states(node)
        if entry is not None:
            return self._wave_text(entry, column)
        return self.counted(node) if node and column == Column.STATE else ""

    def _wave_text(self, entry: Entry, column: Column) -> str:
        w = self._w
        if column == Column.UNIT:
            return self._wave_name(entry)
        if column == Column.STATE:
            return status_text(entry, w)
        if column == Column.CHANGED:
            return changed_text(entry.changed_at, w)
        if column == Column.LEVEL:
            return level_words(self._summary(entry), w)
        return "" if column == Column.WAVES else coverage_text(self._summary(entry), w)

    def _wave_name(self, entry: Entry) -> str:
        node = self._tree.of_wave(entry.id)
        return self._names(node)[entry.id] if node else entry.wave.label

    def _names(self, node: UnitNode) -> Mapping[str, str]:
        """Return what a unit's waves are called, put into words when they come into sight."""
        if node.number not in self._wave_names:
            self._wave_names[node.number] = names_apart(node.waves, self._w, self._named)
        return self._wave_names[node.number]

    def _named(self, entry: Entry, w: Wording) -> str:
        return (name_below_wave if self._has_wave(entry) else wave_name)(entry, w)

    def _listed_states(self, node: UnitNode) -> str:
        names = self._names(node)
        told = (f"{names[wave.id]}: {status_text(wave, self._w)}" for wave in node.standing[::-1])
        return ", ".join(told)

    def _tip(self, node: UnitNode | None, entry: Entry | None) -> str:
        parts = [node.unit.name] if node else []
        if entry is not None:
            parts = [entry.unit.name, self._wave_name(entry)]
        if node is not None and node.units:
            parts.append(self.counted(node))
        return ", ".join(parts)

    def _announce(self, node: UnitNode, place: int) -> None:
        for above in node.line_above():
            self._told.pop(above.number, None)
        if not self._tree.is_shown(node):
            return
        unit = self.index_of_node(node)
        last = len(Column) - 1
        self.dataChanged.emit(unit, unit.siblingAtColumn(last))
        if node.shown_waves:
            self.dataChanged.emit(self.index(place, 0, unit), self.index(place, last, unit))


def _has_level(entry: Entry) -> bool:
    """Return whether a level is stored; far quicker than reading all the figures."""
    if entry.scoring_version != SCORING_VERSION:
        return False
    return (entry.summary or {}).get("level") is not None


def status_text(entry: Entry, w: Wording) -> str:
    """Return an entry's status in words."""
    if entry.is_archived:
        return set_aside_word(w)
    if entry.corrects:
        return correction_word(w)
    if entry.sources:
        return consensus_word(w)
    return status_word(cast("Status", entry.status), w)


def own_count_words(count: int, w: Wording) -> str:
    """Return of how many people a unit has answers, and none of its own yet."""
    return w.plural("own answers of {count} person", "own answers of {count} people", count)


def set_aside_word(w: Wording) -> str:
    """Return what stands for a status where a draft was set aside."""
    return w.context("a draft's state", "Set aside")


def correction_word(w: Wording) -> str:
    """Return what stands for a status where a draft corrects a signed record."""
    return w.context("a draft's state", "Correction")


def consensus_word(w: Wording) -> str:
    """Return what stands for a status where a draft was made of several people's answers."""
    return w.context("a draft's state", "Consensus")


def coverage_text(summary: Summary | None, w: Wording) -> str:
    """Return the share of applicable items that are answered."""
    if summary is None or not summary.total or summary.coverage is None:
        return "–"
    return w.percent(summary.coverage)


def level_words(summary: Summary | None, w: Wording) -> str:
    """Return a level with its name, or that there is none; without levels, how the index is."""
    if summary is None:
        return w("Being worked out")
    if summary.level is not None:
        return f"{w.level(summary.level)} {summary.level_name(w.language)}"
    if summary.state == "not_rated":
        return w("Not rated")
    if summary.holding_back:
        return w("No level yet")
    # A short form has no levels at all, and so lacks none.
    return {
        "rated": w("Index rated"),
        "provisional": w("Index provisional"),
    }.get(summary.state, w("No index yet"))


def has_levels(summary: Summary | None) -> bool:
    """Return whether what was answered knows levels, reached or not."""
    return summary is None or summary.level is not None or bool(summary.holding_back)


def reason_for(summary: Summary | None, w: Wording) -> str:
    """Return why there is no level, in a few words; empty where there is one."""
    if summary is None or summary.level is not None or not summary.holding_back:
        return ""
    if summary.state == "not_rated":
        return w("too much not applicable")
    return _under_half(summary.holding_back, w)


def _under_half(count: int, w: Wording) -> str:
    return w.plural("{count} dimension under half", "{count} dimensions under half", count)


def changed_text(moment: datetime, w: Wording) -> str:
    """Return when something was last changed, today by the hour."""
    there = moment.astimezone()
    if there.date() == datetime.now().astimezone().date():
        return w("Today, {time}", time=f"{there:%H:%M}")
    return w.short_day(there.date())
