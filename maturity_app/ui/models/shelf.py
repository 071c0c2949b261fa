"""The installed questionnaires as a list, each with all that is said of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translating import in_language, language_of
from maturity_app.jobs.instruments import Installed, Shelf, base_of
from maturity_app.jobs.own_items import own_items_of
from maturity_app.reports.phrases import kind_words
from maturity_app.ui.overriding import override
from maturity_app.wording import Wording, native_name

_AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, kw_only=True)
class Volume:
    """One installed questionnaire in words; `problems` is what keeps it from being used.

    `stays` says why it can't be removed; empty where it can. `depth` is on how many others it
    builds. `spoken` is the questionnaire in the window's language.
    """

    name: str
    title: str
    about: str
    facts: tuple[tuple[str, str], ...] = ()
    problems: str = ""
    stays: str = ""
    depth: int = 0
    spoken: Questionnaire | None = None
    can_be_extended: bool = False
    can_be_edited: bool = False


class Role(IntEnum):
    """What an index tells beside its text."""

    VOLUME = Qt.ItemDataRole.UserRole


class ShelfModel(QAbstractListModel):
    """The list; a row is a volume."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._volumes: tuple[Volume, ...] = ()

    def show(self, volumes: Sequence[Volume]) -> None:
        """Show other volumes."""
        self.beginResetModel()
        self._volumes = tuple(volumes)
        self.endResetModel()

    def is_showing(self, volumes: Sequence[Volume]) -> bool:
        """Return whether the list shows just these."""
        return self._volumes == tuple(volumes)

    def index_of(self, name: str) -> QModelIndex:
        """Return where a questionnaire stands; invalid if it is not there."""
        rows = (row for row, volume in enumerate(self._volumes) if volume.name == name)
        return self.index(next(rows, -1), 0)

    @override
    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._volumes)

    @override
    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        volume = self._volumes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return volume.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{volume.title}, {volume.about}"
        return volume if role == Role.VOLUME else None


# --- in words ----------------------------------------------------------------------------


def volumes_of(shelf: Shelf, w: Wording) -> list[Volume]:
    """Return the volumes: what stands by itself, each followed by what builds on it."""
    readable = {entry.name: entry.questionnaire for entry in shelf.entries if entry.questionnaire}
    told = _Telling(readable, shelf.uses, w)
    return [told.volume(entry) for entry in _in_order(shelf.entries)]


def _in_order(entries: Sequence[Installed]) -> list[Installed]:
    names = {entry.name for entry in entries}

    def below(entry: Installed) -> str:
        base = base_of(entry.questionnaire) if entry.questionnaire else None
        return base if base in names and base is not None else ""

    def with_what_builds_on(entry: Installed) -> Iterator[Installed]:
        yield entry
        for other in entries:
            if below(other) == entry.name and other is not entry:
                yield from with_what_builds_on(other)

    # What can't be used stands last: it is not what one comes for.
    standing = sorted((e for e in entries if not below(e)), key=lambda e: e.questionnaire is None)
    return [one for entry in standing for one in with_what_builds_on(entry)]


@dataclass(frozen=True)
class _Telling:
    """What is said of a questionnaire among the others."""

    readable: Mapping[str, Questionnaire]
    uses: Mapping[str, int]
    w: Wording

    def volume(self, entry: Installed) -> Volume:
        w, stays = self.w, self._stays(entry)
        if entry.questionnaire is None:
            return Volume(
                name=entry.name,
                title=entry.name,
                about=w("Has problems and can't be used"),
                facts=((w("Where it is"), str(entry.path)), self._origin(entry), self._used(entry)),
                problems=entry.error.worded(w) if entry.error else "",
                stays=stays,
            )
        spoken = self._spoken(entry.questionnaire)
        own = spoken.extension
        return Volume(
            name=entry.name,
            title=own.title if own else spoken.title,
            about=self._about(entry, spoken),
            facts=tuple(self._facts(entry, spoken)),
            stays=stays,
            depth=self._depth(entry.questionnaire),
            spoken=spoken,
            can_be_extended=own is None,
            can_be_edited=own is not None and own_items_of(entry.questionnaire) is not None,
        )

    def _spoken(self, questionnaire: Questionnaire) -> Questionnaire:
        return in_language(questionnaire, language_of(questionnaire, self.w.language))

    def _title(self, name: str) -> str:
        found = self.readable.get(name)
        return self._spoken(found).title if found else name

    def _depth(self, questionnaire: Questionnaire) -> int:
        base = self.readable.get(base_of(questionnaire) or "")
        return 1 + self._depth(base) if base is not None else 0

    def _about(self, entry: Installed, spoken: Questionnaire) -> str:
        w = self.w
        version = spoken.extension.version if spoken.extension else spoken.version
        if spoken.extension:
            kind = w("added to {title}", title=spoken.title)
        elif spoken.short_form_of:
            kind = w("short form of {title}", title=self._title(spoken.short_form_of))
        else:
            kind = w("with the program") if entry.is_shipped else w("added here")
        return w("Version {version}, {kind}", version=version, kind=kind)

    def _facts(self, entry: Installed, spoken: Questionnaire) -> Iterator[tuple[str, str]]:
        w, own = self.w, spoken.extension
        yield w("Id"), entry.name
        yield w("Version"), own.version if own else spoken.version
        if own:
            base = w("{title} {version}", title=spoken.title, version=spoken.version)
            yield w("Adds to"), base
        elif spoken.short_form_of:
            yield w("Short form of"), self._title(spoken.short_form_of)
        yield w("Questions"), self._questions(spoken)
        if not own:
            yield w("Languages"), w.listed(native_name(name) for name in spoken.languages)
        building = [self._called(name) for name in self._building_on(entry.name)]
        if building:
            yield w("Built on it"), w.listed(building)
        yield self._origin(entry)
        yield self._used(entry)

    def _questions(self, spoken: Questionnaire) -> str:
        """Return how many questions there are, and how many of each kind of dimension."""
        w, local = self.w, spoken.local_nodes
        if spoken.extension:
            own = sum(spoken.homes[name].id in local for name in spoken.items)
            return w.plural("{count} of the unit's own", "{count} of the unit's own", own)
        counts: dict[str, int] = {}
        for name in spoken.items:
            node = spoken.dimension_of(name)
            kind = kind_words(node.kind, w) if node and node.kind else ""
            counts[kind] = counts.get(kind, 0) + 1
        if set(counts) == {""}:
            return str(len(spoken.items))
        parts = [
            w("{kind} {count}", kind=kind or w("others"), count=count)
            for kind, count in counts.items()
        ]
        return w("{count}: {parts}", count=len(spoken.items), parts=", ".join(parts))

    def _origin(self, entry: Installed) -> tuple[str, str]:
        w = self.w
        return w("Origin"), w("came with the program") if entry.is_shipped else w("was added here")

    def _used(self, entry: Installed) -> tuple[str, str]:
        w, count = self.w, self.uses.get(entry.name, 0)
        told = w.plural(
            "in {count} assessment of this library", "in {count} assessments of this library", count
        )
        return w("Used"), told if count else w("in no assessment of this library")

    def _building_on(self, name: str) -> list[str]:
        return [other for other, found in self.readable.items() if base_of(found) == name]

    def _called(self, name: str) -> str:
        found = self._spoken(self.readable[name])
        return found.extension.title if found.extension else found.title

    def _stays(self, entry: Installed) -> str:
        w, count = self.w, self.uses.get(entry.name, 0)
        if entry.is_shipped:
            return w("It came with the program and stays.")
        if count:
            return w.plural(
                "It stays: {count} assessment answers it.",
                "It stays: {count} assessments answer it.",
                count,
            )
        building = [self._called(name) for name in self._building_on(entry.name)]
        if building and not entry.hides_shipped:
            return w("It stays: {names} builds on it.", names=w.listed(building))
        return ""
