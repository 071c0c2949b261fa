"""What waves are called where several stand below each other: no two of a unit read the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from maturity_app.storage.entries import Entry
from maturity_app.wording import Wording


def names_apart(entries: Iterable[Entry], w: Wording) -> Mapping[str, str]:
    """Return the name of each wave by its id: its label, with more where that is needed.

    Waves of one unit, label and state are told apart by their date, by when they were changed,
    or by a number.
    """
    alike: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        key = entry.unit.id, entry.wave.label, entry.status, entry.is_archived
        alike.setdefault(key, []).append(entry)
    names: dict[str, str] = {}
    for group in alike.values():
        if len(group) == 1:
            names[group[0].id] = group[0].wave.label
        else:
            names.update(_told_apart(group, w))
    return names


def _told_apart(group: Sequence[Entry], w: Wording) -> Mapping[str, str]:
    """Return the names of waves of one unit, label and state."""
    in_order = sorted(group, key=lambda entry: (entry.changed_at, entry.id))
    numbers = {entry.id: number for number, entry in enumerate(in_order, start=1)}

    def dated(entry: Entry) -> str:
        return w("{wave}, {day}", wave=entry.wave.label, day=w.short_day(entry.wave.date))

    def changed(entry: Entry) -> str:
        moment = w.moment(entry.changed_at.astimezone())
        return w("{wave}, last changed {moment}", wave=entry.wave.label, moment=moment)

    def numbered(entry: Entry) -> str:
        return w("{wave}, number {number}", wave=entry.wave.label, number=numbers[entry.id])

    ways: tuple[Callable[[Entry], str], ...] = (dated, changed)
    for way in ways:
        names = {entry.id: way(entry) for entry in group}
        if len(set(names.values())) == len(group):
            return names
    return {entry.id: numbered(entry) for entry in group}
