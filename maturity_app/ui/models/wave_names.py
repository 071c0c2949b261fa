"""What waves are called where several stand below each other: no two of a unit read the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from maturity_app.storage.entries import Entry
from maturity_app.wording import Wording

Naming = Callable[[Entry, Wording], str]


def wave_name(entry: Entry, w: Wording) -> str:
    """Return what a record is called: its wave, and whose own answers it holds if it does."""
    if entry.assessor is None:
        return entry.wave.label
    name = entry.assessor or w("somebody who is not named")
    return w("{wave}, own answers of {name}", wave=entry.wave.label, name=name)


def name_below_wave(entry: Entry, w: Wording) -> str:
    """Return what a record is called below its wave, whose name need not be said again."""
    if entry.assessor is None:
        return entry.wave.label
    return w("Own answers of {name}", name=entry.assessor or w("somebody who is not named"))


def names_apart(
    entries: Iterable[Entry], w: Wording, named: Naming = wave_name
) -> Mapping[str, str]:
    """Return the name of each wave by its id: its label, with more where that is needed.

    One person's own answers are named after that person. Waves of one unit, label and state are
    told apart by their date, by when they were changed, or by a number.
    """
    alike: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        key = entry.unit.id, named(entry, w), entry.status, entry.is_archived
        alike.setdefault(key, []).append(entry)
    names: dict[str, str] = {}
    for group in alike.values():
        if len(group) == 1:
            names[group[0].id] = named(group[0], w)
        else:
            names.update(_told_apart(group, w, named))
    return names


def _told_apart(group: Sequence[Entry], w: Wording, named: Naming) -> Mapping[str, str]:
    """Return the names of waves of one unit, label and state."""
    in_order = sorted(group, key=lambda entry: (entry.changed_at, entry.id))
    numbers = {entry.id: number for number, entry in enumerate(in_order, start=1)}

    def dated(entry: Entry) -> str:
        return w("{wave}, {day}", wave=named(entry, w), day=w.short_day(entry.wave.date))

    # First what differs: the end of a name may find no room.

    def changed_on(entry: Entry) -> str:
        return w.labelled(w.short_day(_changed(entry).date()), named(entry, w))

    def changed_at(entry: Entry) -> str:
        return w.labelled(f"{_changed(entry):%H:%M}", named(entry, w))

    def changed(entry: Entry) -> str:
        there = _changed(entry)
        moment = w("{day}, {time}", day=w.short_day(there.date()), time=f"{there:%H:%M}")
        return w.labelled(moment, named(entry, w))

    def numbered(entry: Entry) -> str:
        return w("({number}) {wave}", wave=named(entry, w), number=numbers[entry.id])

    is_one_day = len({_changed(entry).date() for entry in group}) == 1
    ways: tuple[Callable[[Entry], str], ...] = (dated, changed_on, changed)
    if is_one_day:
        ways = (dated, changed_at)
    for way in ways:
        names = {entry.id: way(entry) for entry in group}
        if len(set(names.values())) == len(group):
            return names
    return {entry.id: numbered(entry) for entry in group}


def _changed(entry: Entry) -> datetime:
    return entry.changed_at.astimezone()
