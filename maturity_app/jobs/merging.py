"""Gathering the answers that people gave alone into one draft, from files or in the library."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from maturity_app.domain.alphabet import alphabetical
from maturity_app.domain.assessment import Assessment, Source
from maturity_app.domain.consensus import (
    Gathering,
    Own,
    Views,
    absent,
    apart,
    by_person,
    consensus,
    gather,
    misfit,
    newest,
    newly_apart,
)
from maturity_app.domain.differing import Replaced, replaced
from maturity_app.domain.said import said
from maturity_app.jobs.assessing import carrying_on, previous_wave, store_summary
from maturity_app.jobs.proving_disagreements import prove_disagreements
from maturity_app.jobs.reporting import in_its_language
from maturity_app.storage.assessments import as_data, read_assessment
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.canonical import fingerprint
from maturity_app.storage.library import Entry, Library
from maturity_app.storage.problems import InputError, Problem, problem_in
from maturity_app.wording import Wording, wording_for

_LISTS = (".csv", ".xlsx")

_FEWEST, MOST = 2, 1000
"""Of how many people's answers a record may be made."""

Placed = tuple[str, Assessment]
"""A record with where it came from: a file's name, or the record's id in a library."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubled:
    """Different answers of one person: which of them count is for people to say.

    `newest` is the place of those changed last, empty where they do not say when.
    """

    name: str
    places: tuple[str, ...]
    newest: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """A consensus draft, the answers it was made of, and what came of gathering them."""

    record: Assessment
    gathering: Gathering
    held: Assessment | None = None
    """The draft that was there before."""
    replaced: tuple[Replaced, ...] = ()
    """Whose answers are other ones than those the draft was made of before."""

    @property
    def filled(self) -> int:
        """How many items were filled in now, because all agree."""
        before = self.held.answers if self.held else {}
        return sum(
            answer.state != "not_answered"
            for item_id, answer in self.record.answers.items()
            if item_id not in before or before[item_id].state == "not_answered"
        )

    @property
    def to_settle(self) -> tuple[Views, ...]:
        """The items on which not all agree and for which nothing is recorded, worst first."""
        apart_on = self.gathering.disagreements
        return tuple(v for v in apart_on if self.record.answer(v.item).state == "not_answered")

    @property
    def newly_apart(self) -> tuple[Views, ...]:
        """The items with an answer recorded that all shared before, and no longer do."""
        return newly_apart(self.held, self.gathering) if self.held else ()

    @property
    def absent(self) -> tuple[Source, ...]:
        """Whose answers went into it before and are not at hand now."""
        return absent(self.record, self.gathering)

    @property
    def has_changed(self) -> bool:
        """Whether the draft is another one than before."""
        return self.record != self.held


def own_of(record: Assessment) -> Own:
    """Return one person's own answers with the fingerprint of their record."""
    return Own(record=record, fingerprint=fingerprint(as_data(record)))


def merged(
    placed: Sequence[Placed],
    held: Assessment | None = None,
    *,
    keep: Collection[str] = (),
    keeps_newest: bool = False,
) -> Merged | tuple[Doubled, ...]:
    """Return the consensus draft of people's own answers, added to the one that is `held`.

    Where somebody gave different answers, those in a place to `keep` count, or the newest; as
    long as that is not said, who did is returned instead.

    Raises:
        InputError: with every record that does not belong with the others, and why.

    """
    _check(placed, held)
    places = {id(record): place for place, record in placed}
    chosen: list[Own] = []
    doubled: list[Doubled] = []
    for records in by_person(own_of(record) for _, record in placed):
        wanted = [own for own in records if places[id(own.record)] in keep]
        last = newest(records)
        if len(records) > 1 and len(wanted) != 1:
            wanted = [last] if keeps_newest and last is not None else []
        if len(records) == 1 or wanted:
            chosen.append((wanted or records)[0])
        else:
            known = {places[id(own.record)] for own in records}
            found = tuple(place for place, _ in placed if place in known)
            where = places[id(last.record)] if last else ""
            name = records[0].assessor.name
            doubled.append(Doubled(name=name, places=found, newest=where))
    if doubled:
        return tuple(doubled)
    if len(chosen) < _FEWEST and not (held and held.sources):
        what = said("the answers of {name} alone are no consensus", name=chosen[0].assessor.name)
        mend = said("name those of two people or more")
        raise problem_in(places[id(chosen[0].record)], what, mend)
    gathering = gather(chosen)
    at_hand = [own_of(record) for _, record in placed] if held else []
    return Merged(
        record=consensus(gathering, held),
        gathering=gathering,
        held=held,
        replaced=replaced(held, gathering, at_hand) if held else (),
    )


def _check(placed: Sequence[Placed], held: Assessment | None) -> None:
    problems: list[Problem] = []
    first = held
    for place, record in placed:
        wrong = misfit(record)
        if wrong is None and first is not None:
            wrong = apart(record, first)
        if wrong is not None:
            what, mend = wrong
            problems.append(Problem(file=place, place="", what=what, mend=mend))
        elif first is None:
            first = record
    if len(placed) > MOST:
        what = said("these are the answers of more than {most:,} people", most=MOST)
        problems.append(Problem(file=placed[MOST][0], place="", what=what,
                                mend=said("run a staff survey instead")))  # fmt: skip
    if problems:
        raise InputError(problems)


# --- files -------------------------------------------------------------------------------


def held_in(path: Path, sources: Iterable[Path]) -> Assessment | None:
    """Return the draft in the file that is to be written; None where there is none yet.

    Raises:
        InputError: it is one of the files to be read, or holds something else.
        MachineError: it may not be read.

    """
    real = path.resolve()
    if any(real == source.resolve() for source in sources):
        what = said("this file is to be read")
        raise problem_in(path, what, said("choose another name to write"))
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return None
    try:
        record = read_assessment(path)
    except InputError as wrong:
        what = said("a file with content has this name")
        raise problem_in(path, what, said("name another one, or move that file away")) from wrong
    wrong_end = _no_draft(record)
    if wrong_end is not None:
        raise problem_in(path, *wrong_end)
    return record


def _no_draft(record: Assessment) -> tuple[str, str] | None:
    """Return why answers can't be gathered in a record; None where they can."""
    if record.assessor is not None:
        return (
            said("it holds one person's own answers"),
            said("name another file for what the team agrees on"),
        )
    if not record.is_draft:
        return (
            said("what the team agreed on is signed off already"),
            said("begin a correction of it, or name another file"),
        )
    return None


def write_disagreements(path: Path, found: Merged, language: str = "en") -> None:
    """Write what is to be settled, the widest apart first; the suffix .csv or .xlsx says how.

    Raises:
        InputError: another suffix.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    check_list(path)
    render = _workbook if path.suffix.lower() == _LISTS[1] else _csv
    spoken, w = in_its_language(found.record, language), wording_for(language)
    prove = partial(prove_disagreements, gathering=found.gathering, record=spoken, w=w)
    write_whole(path, render(found.gathering, spoken, w), prove)


def check_list(path: Path) -> None:
    """Refuse a name for the list of what is to be settled that ends in nothing it is written as.

    Raises:
        InputError: another suffix than .csv or .xlsx.

    """
    if path.suffix.lower() not in _LISTS:
        what = said("there is no list of the kind `{kind}`", kind=path.suffix or path.name)
        mend = said("end the name in {suffixes}", suffixes=", ".join(_LISTS))
        raise problem_in(path, what, mend)


def _csv(gathering: Gathering, record: Assessment, w: Wording) -> bytes:
    from maturity_app.reports.tabular import disagreements_csv

    return disagreements_csv(gathering, record, w)


def _workbook(gathering: Gathering, record: Assessment, w: Wording) -> bytes:
    from maturity_app.reports.excel.disagreements import disagreements_workbook

    return disagreements_workbook(gathering, record, w)


# --- the library -------------------------------------------------------------------------


def own_entries(library: Library, wave: Entry) -> list[Entry]:
    """Return the own answers of named people of the unit and wave of an entry, by name."""
    found = (entry for entry in library.entries(wave.unit.id) if entry.assessor)
    beside = (entry for entry in found if entry.wave == wave.wave)
    return sorted(beside, key=lambda entry: alphabetical(entry.assessor or ""))


def sources_of(library: Library, record: Assessment) -> tuple[list[Own], list[Source]]:
    """Return the answers a consensus was made of, and the sources that are not here any more."""
    found: list[Own] = []
    missing: list[Source] = []
    for source in record.sources:
        if library.holds(source.id):
            own = library.assessment(source.id)
            if misfit(own) is None and apart(own, record) is None:
                found.append(own_of(own))
                continue
        missing.append(source)
    return found, missing


def team_in(library: Library, record: Assessment) -> tuple[Gathering, tuple[Source, ...]]:
    """Return the answers a consensus was made of side by side, and whose are not here any more."""
    owns, missing = sources_of(library, record)
    people = [records[0] for records in by_person(owns)]
    return (gather(people) if people else Gathering(owns=())), tuple(missing)


def gather_in_library(
    library: Library,
    record_ids: Iterable[str],
    *,
    keep: Collection[str] = (),
) -> Merged | tuple[Doubled, ...]:
    """Gather people's own answers of a library in the unit's draft of their wave, and save it.

    Where there is no such draft one is begun, with targets and actions of the wave before. Whose
    answers it was made of before count again with those of `record_ids`.

    Raises:
        InputError: one does not belong with the others, or the wave's record is signed off
            already, or was set aside.
        MachineError: the library can't be written.

    """
    with library.alone():
        records = [library.assessment(record_id) for record_id in dict.fromkeys(record_ids)]
        held = _held(library, records)
        if held is not None:
            before, _ = sources_of(library, held)
            known = {record.id for record in records}
            records += [own.record for own in before if own.record.id not in known]
        found = merged([(record.id, record) for record in records], held, keep=keep)
        if isinstance(found, Merged):
            return _saved(library, found)
    return found


def _held(library: Library, records: Sequence[Assessment]) -> Assessment | None:
    """Return the record of the wave that people's answers are gathered in, if there is one.

    Raises:
        InputError: it is signed off, or was set aside.

    """
    first = next((record for record in records if misfit(record) is None), None)
    if first is None:
        return None
    waves = [wave for wave in library.waves_of(first.unit.id) if apart(wave, first) is None]
    drafts = [wave for wave in waves if wave.is_draft]
    if waves and not drafts:
        what = said("what the team agreed on in {wave} is signed off already",
                    wave=first.wave.label)  # fmt: skip
        raise problem_in(first.unit.name, what, said("begin a correction of it"))
    aside = library.entries(first.unit.id, archived=True)
    if not drafts and any(entry.sources and _is_of(entry, first) for entry in aside):
        what = said("what the team agreed on in {wave} was set aside", wave=first.wave.label)
        raise problem_in(first.unit.name, what, said("list it again, and gather then"))
    with_sources = [draft for draft in drafts if draft.sources]
    return next(iter([*with_sources, *drafts]), None)


def _is_of(entry: Entry, record: Assessment) -> bool:
    return (entry.wave.label, entry.wave.date) == (record.wave.label, record.wave.date)


def _saved(library: Library, found: Merged) -> Merged:
    record = found.record
    if found.held is None:
        record = carrying_on(record, previous_wave(library, record))
        library.add(record)
    elif found.has_changed:
        library.replace(record)
    store_summary(library, record)
    return replace(found, record=record)
