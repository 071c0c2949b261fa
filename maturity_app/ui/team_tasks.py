"""What a person has done about a team from the window: gather what its people answered alone."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from maturity_app.jobs.exchange import import_paths
from maturity_app.jobs.merging import Doubled, Merged, gather_in_library, own_entries
from maturity_app.storage.library import Entry, Library
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.gather import (
    GatherDialog,
    People,
    Variant,
    WhichCountsDialog,
    about_entry,
)
from maturity_app.ui.models.gathered import (
    brought_in_text,
    gathered_text,
    refused_text,
    said_apart,
)
from maturity_app.ui.polite import Polite
from maturity_app.wording import Wording, visible


class TeamTasks(Polite):
    """Asks whose answers are gathered, has it done, and says what came of it.

    `library_changed` carries the id of a record, `gathered` that of the consensus draft to go on
    with, `told` what is to be said for a while.
    """

    library_changed = Signal(str)
    gathered = Signal(str)
    told = Signal(str)

    def __init__(self, w: Wording, library: Library, window: QWidget) -> None:
        """Work on a library; dialogs stand before `window`."""
        super().__init__(w, window)
        self._library = library
        self._files: dict[str, str] = {}
        """The names of the files that records were brought in from, by the records' ids."""

    def gather(self, record_id: str) -> None:
        """Gather the team's answers for the wave of a record."""
        self._politely(lambda: self._gather(self._library.entry(record_id)))

    def offer(self, record_id: str) -> None:
        """Offer to gather a team's answers once one's own came in, if there are others'."""
        self._politely(lambda: self._offer(self._library.entry(record_id)))

    def _offer(self, came: Entry) -> None:
        w = self._w
        people = dict.fromkeys(own.assessor or "" for own in own_entries(self._library, came))
        if len(people) < _TEAM:
            return
        names = w.listed(people)
        text = w(
            "The own answers of {names} for {unit}, {wave}, are in the library now. Gather the "
            "team's answers to see where they differ, or do it later from the menu Assessment.",
            names=names, unit=came.unit.name, wave=came.wave.label,
        )  # fmt: skip
        title = w("Gather the team's answers?")
        if ConfirmDialog.ask(self._window, w, title, text, w("Gather…")):
            self._gather(came)

    def _gather(self, entry: Entry) -> None:
        about = f"{entry.unit.name}, {entry.wave.label}"
        people = self._people(entry)
        bring_in = partial(self._brought_in, entry)
        ids = GatherDialog.ask(self._window, self._w, about, people, bring_in)
        if not ids:
            return
        found = gather_in_library(self._library, ids)
        if not isinstance(found, Merged):
            keep = self._counting(found, ids)
            if not keep:
                return
            found = gather_in_library(self._library, ids, keep=keep)
        if isinstance(found, Merged):
            self._done(found)

    def _people(self, entry: Entry, told: str = "", refused: str = "") -> People:
        """Return whose answers there are; all are ticked, of one person's the newest."""
        entries = own_entries(self._library, entry)
        newest: dict[str, Entry] = {}
        for own in sorted(entries, key=lambda own: own.changed_at):
            newest[(own.assessor or "").casefold()] = own
        has_sources = any(
            other.sources and other.wave == entry.wave
            for other in self._library.entries(entry.unit.id)
        )
        return People(
            entries=entries,
            ticked={own.id for own in newest.values()},
            least=1 if has_sources else _TEAM,
            told=told,
            refused=refused,
        )

    def _brought_in(self, entry: Entry, over: QWidget) -> People | None:
        """Ask for files, take them into the library, and return whose answers there are then."""
        w = self._w
        kinds = f"{w('Assessments, workbooks and packs')} (*.assessment.json *.xlsx *.pack *.zip)"
        chosen, _ = QFileDialog.getOpenFileNames(over, w("Add files"), "", kinds)
        if not chosen:
            return None
        try:
            results = import_paths(self._library, [Path(name) for name in chosen])
        except MaturityError as refused:
            return self._people(entry, refused=refused.worded(w))
        came = {result.assessment_id: visible(result.path.name) for result in results}
        self._files |= {key: name for key, name in came.items() if key is not None}
        records = {key: self._library.assessment(key) for key in came if key is not None}
        here = self._library.assessment(entry.id)
        self.library_changed.emit("")
        told = brought_in_text(results, records, here, w)
        return self._people(entry, told, refused_text(results, w))

    def _counting(self, doubled: Sequence[Doubled], ticked: Collection[str]) -> list[str]:
        """Ask which of several answers of a person count."""
        told = [(each, self._variants(each, ticked)) for each in doubled]
        return WhichCountsDialog.ask(self._window, self._w, told)

    def _variants(self, doubled: Doubled, ticked: Collection[str]) -> list[Variant]:
        """Return a person's records with what tells them apart; chosen is the one ticked alone."""
        w = self._w
        entries = [self._library.entry(place) for place in doubled.places]
        last = doubled.newest or max(entries, key=lambda entry: entry.changed_at).id
        among = [entry.id for entry in entries if entry.id in ticked]
        chosen = among[0] if len(among) == 1 else last
        said = said_apart([self._library.assessment(entry.id) for entry in entries], w)
        variants = []
        for entry, words in zip(entries, said, strict=True):
            known = self._files.get(entry.id)
            apart = w.joined([known, words]) if known else words
            about = about_entry(entry, w)
            is_chosen = entry.id == chosen
            variants.append(Variant(id=entry.id, about=about, apart=apart, is_chosen=is_chosen))
        return variants

    def _done(self, found: Merged) -> None:
        self.library_changed.emit(found.record.id)
        self.gathered.emit(found.record.id)
        self.told.emit(gathered_text(found, self._w))


_TEAM = 2
"""How many people it takes to have anything to agree on."""
