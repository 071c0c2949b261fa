"""Units with their waves beneath, as a tree view wants them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from itertools import groupby
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
from maturity_app.storage.library import Entry
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

# As long as any in their column: a count of two digits, a day in each month.
_MANY = 88
_DAYS = tuple(date(2028, month, 28) for month in range(1, 13))


class Role(IntEnum):
    """What the model hands out beside texts."""

    ENTRY = Qt.ItemDataRole.UserRole
    """The Entry of a wave; of a unit its newest wave's."""


class _Unit:
    """A unit's waves, the newest first: it is the one people look for."""

    def __init__(self, waves: Iterable[Entry]) -> None:
        self.waves = sorted(waves, key=_age, reverse=True)

    @property
    def newest(self) -> Entry:
        return self.waves[0]

    @property
    def standing(self) -> list[Entry]:
        return [wave for wave in self.waves if wave.status != "superseded"]

    def has(self, words: Sequence[str], status: str) -> bool:
        """Return whether all words stand in its name or a wave's, and the newest is in a status."""
        if status and self.newest.status != status:
            return False
        labels = " ".join(wave.wave.label for wave in self.standing)
        searched = f"{self.newest.unit.name} {labels}".casefold()
        return all(word in searched for word in words)


class Row(NamedTuple):
    """What stands in a row: a unit with its newest wave, or one of a unit's waves."""

    entry: Entry
    waves: Sequence[Entry] | None
    """All of a unit's waves that stand, the newest last; None for a wave."""
    summary: Summary | None
    """The stored figures, or None while they are stale."""
    texts: Mapping[Column, str]
    reason: str
    """Why there is no level; empty where there is one."""


def _age(entry: Entry) -> tuple[bool, object, str, datetime]:
    stands = entry.status != "superseded"
    return stands, entry.wave.date, entry.wave.label, entry.changed_at


def summary_in(entry: Entry) -> Summary | None:
    """Return an entry's stored figures; None where they are missing or made by other rules."""
    if entry.summary is None or entry.scoring_version != SCORING_VERSION:
        return None
    return Summary.from_data(entry.summary)


class WaveTreeModel(QAbstractItemModel):
    """The library's entries: a row for each unit with its newest wave, its waves beneath."""

    def __init__(self, w: Wording, parent: QObject | None = None) -> None:
        """Make an empty model; `show` fills it."""
        super().__init__(parent)
        self._w = w
        self._units: list[_Unit] = []
        # Read once for each row that comes into sight, not once for each column.
        self._summaries: dict[str, Summary | None] = {}

    def fixed_words(self, column: Column) -> tuple[str, ...]:
        """Return the longest of what a column may say that is no name or number of a record."""
        w = self._w
        if column == Column.STATE:
            states: tuple[Status, ...] = ("draft", "signed_off", "superseded")
            return tuple(status_word(state, w) for state in states)
        if column == Column.LEVEL:
            return w("too much not applicable"), _under_half(_MANY, w)
        if column == Column.CHANGED:
            return w("Today, {time}", time="00:00"), *map(w.short_day, _DAYS)
        return ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these entries, which come with those of one unit beside each other."""
        self.beginResetModel()
        groups = groupby(entries, key=lambda entry: entry.unit.id)
        self._summaries.clear()
        self._units = [_Unit(waves) for _, waves in groups]
        self.endResetModel()

    def update_entry(self, entry: Entry) -> None:
        """Show new figures of an entry; one that is not here any more is passed over."""
        for row, unit in enumerate(self._units):
            for place, wave in enumerate(unit.waves):
                if wave.id == entry.id:
                    unit.waves[place] = entry
                    self._summaries.pop(entry.id, None)
                    self._announce(row, place)
                    return

    def index_of(self, assessment_id: str) -> QModelIndex:
        """Return where an entry stands: the unit's row for its newest wave."""
        for row, unit in enumerate(self._units):
            if unit.newest.id == assessment_id:
                return self.index(row, 0)
            for place, wave in enumerate(unit.waves):
                if wave.id == assessment_id:
                    return self.index(place, 0, self.index(row, 0))
        return QModelIndex()

    def waves_beside(self, entry: Entry) -> list[Entry]:
        """Return all waves of an entry's unit, the newest first."""
        for unit in self._units:
            if unit.newest.unit.id == entry.unit.id:
                return list(unit.waves)
        return []

    def counts(self) -> tuple[int, int]:
        """Return how many units and how many assessments there are."""
        return len(self._units), sum(len(unit.waves) for unit in self._units)

    def left_out(self, text: str, status: str = "") -> set[int]:
        """Return the rows of units a search leaves out: by words in names and waves, by state."""
        words = text.casefold().split()
        if not (words or status):
            return set()
        return {row for row, unit in enumerate(self._units) if not unit.has(words, status)}

    # --- what views ask --------------------------------------------------------------

    # A view asks the next three of every unit before it shows the first one.

    @override
    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        # As hasIndex does it, without asking Qt to ask us twice.
        is_wave = parent.isValid()
        count = self.rowCount(parent) if is_wave else len(self._units)
        if not (0 <= row < count and 0 <= column < _COLUMNS):
            return QModelIndex()
        # Units carry 0, a wave its unit's row from 1 on.
        return self.createIndex(row, column, parent.row() + 1 if is_wave else 0)

    @override
    def hasChildren(self, parent: AnyIndex = _ROOT) -> bool:
        if not parent.isValid():
            return bool(self._units)
        return not parent.internalId() and not parent.column()

    @override
    def parent(self, index: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject has another parent()
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, 0)

    @override
    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        if not parent.isValid():
            return len(self._units)
        if parent.internalId() or parent.column():
            return 0
        return len(self._units[parent.row()].waves)

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
        w = self._w
        return {
            Column.UNIT: w("Unit"),
            Column.WAVES: w("Waves"),
            Column.STATE: w("State"),
            Column.COVERAGE: w("Coverage"),
            Column.LEVEL: w("Headline level"),
            Column.CHANGED: w("Last change"),
        }[Column(section)]

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        unit, entry = self._at(index)
        column = Column(index.column())
        if role in _TEXT_ROLES:
            return self._text(unit, entry, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.UNIT:
            return f"{entry.unit.name}, {entry.wave.label}"
        return entry if role == Role.ENTRY else None

    def row_at(self, index: AnyIndex) -> Row:
        """Return all that stands in a row at once, as a view paints it."""
        unit, entry = self._at(index)
        summary = self._summary(entry)
        return Row(
            entry,
            None if unit is None else unit.standing[::-1],
            summary,
            {column: self._text(unit, entry, column) for column in Column},
            reason_for(summary, self._w),
        )

    def _at(self, index: AnyIndex) -> tuple[_Unit | None, Entry]:
        """Return a row's unit, None for a wave, and the entry shown there."""
        if index.internalId():
            return None, self._units[int(index.internalId()) - 1].waves[index.row()]
        unit = self._units[index.row()]
        return unit, unit.newest

    def _summary(self, entry: Entry) -> Summary | None:
        if entry.id not in self._summaries:
            self._summaries[entry.id] = summary_in(entry)
        return self._summaries[entry.id]

    def _text(self, unit: _Unit | None, entry: Entry, column: Column) -> str:
        w = self._w
        if column == Column.UNIT:
            return entry.unit.name if unit else entry.wave.label
        if column == Column.WAVES:
            return "" if unit is None else _listed_states(unit.standing, w)
        if column == Column.STATE:
            return status_text(entry, w)
        if column == Column.CHANGED:
            return changed_text(entry.changed_at, w)
        summary = self._summary(entry)
        if column == Column.COVERAGE:
            return "–" if summary is None or not summary.total else coverage_text(summary, w)
        return level_words(summary, w)

    def _announce(self, row: int, place: int) -> None:
        unit = self.index(row, 0)
        for number, parent in ((row, _ROOT), (place, unit)):
            self.dataChanged.emit(
                self.index(number, 0, parent), self.index(number, len(Column) - 1, parent)
            )


def status_text(entry: Entry, w: Wording) -> str:
    """Return an entry's status in words."""
    return status_word(cast("Status", entry.status), w)


def coverage_text(summary: Summary, w: Wording) -> str:
    """Return the share of applicable items that are answered."""
    return "–" if summary.coverage is None else w.percent(summary.coverage)


def level_words(summary: Summary | None, w: Wording) -> str:
    """Return a level with its name, or that there is none."""
    if summary is None:
        return w("Being worked out")
    if summary.level is not None:
        return f"{w.level(summary.level)} {summary.level_name(w.language)}"
    if summary.state == "not_rated":
        return w("Not rated")
    return w("No level yet") if summary.holding_back else w("No level")


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


def _listed_states(waves: Sequence[Entry], w: Wording) -> str:
    return ", ".join(_states(reversed(waves), w))


def _states(waves: Iterator[Entry], w: Wording) -> Iterator[str]:
    for wave in waves:
        yield f"{wave.wave.label}: {status_text(wave, w)}"
