"""Which assessments are compared: the waves that are ticked."""

from collections.abc import Iterable, Sequence

from maturity_app.domain.alphabet import alphabetical
from maturity_app.storage.entries import UnitName, standing
from maturity_app.storage.library import Entry

_TWO = 2


class Picking:
    """The choice of waves; it survives a new list of entries as far as it can."""

    def __init__(self) -> None:
        """Begin with nothing to choose from."""
        self.entries: list[Entry] = []
        self.waves: set[str] = set()
        self._is_chosen = False
        self._of_unit: dict[str, list[Entry]] = {}

    def set_entries(self, entries: Sequence[Entry], unit_id: str = "") -> None:
        """Take a new list; until somebody chooses, the last waves of `unit_id` are ticked.

        Superseded records are corrected by others and not compared; what one person answered
        alone is not the unit's wave.
        """
        self.entries = [e for e in entries if e.status != "superseded" and not e.is_own]
        self._of_unit = {}
        for entry in sorted(self.entries, key=_age):
            self._of_unit.setdefault(entry.unit.id, []).append(entry)
        self.waves &= {entry.id for entry in self.entries}
        preferred = self.usual(unit_id)[-_TWO:]
        if not self._is_chosen and len(preferred) == _TWO:
            self.waves = {entry.id for entry in preferred}
        if len(self.waves) < _TWO:
            self.waves = {entry.id for entry in self.usual(self._default_unit())[-_TWO:]}

    @property
    def by_hand(self) -> frozenset[str] | None:
        """The waves that are ticked; None as long as nobody chose any."""
        return frozenset(self.waves) if self._is_chosen else None

    def tick(self, entry_ids: Iterable[str], *, is_ticked: bool) -> None:
        """Tick waves, or take their ticks away."""
        self.tick_only(self.waves | {*entry_ids} if is_ticked else self.waves - {*entry_ids})

    def tick_only(self, entry_ids: Iterable[str]) -> None:
        """Tick these waves, and nothing else."""
        self.waves = {*entry_ids}
        self._is_chosen = True

    def tick_newest(self, unit_ids: Iterable[str]) -> None:
        """Tick the newest wave of each of these units, and nothing else."""
        self.tick_only(entry.id for unit_id in unit_ids for entry in self.usual(unit_id)[-1:])

    def all_units(self) -> list[UnitName]:
        """Return every unit once, in alphabetical order."""
        units = {entry.unit.id: entry.unit for entry in self.entries}
        return sorted(units.values(), key=lambda unit: (alphabetical(unit.name), unit.id))

    def usual(self, unit_id: str) -> list[Entry]:
        """Return a unit's waves, of several of one name and date the one signed or changed last.

        They are the same round in two records, in which nothing has changed since. A correction
        takes its record's place only once it is signed.
        """
        waves = sorted(
            standing(self._of_unit.get(unit_id, [])),
            key=lambda e: (e.status == "signed_off", e.changed_at),
        )
        newest = {(entry.wave.date, entry.wave.label): entry for entry in waves}
        return [newest[wave] for wave in sorted(newest)]

    def chosen(self) -> list[Entry]:
        """Return the ticked waves, units alphabetically, waves by date."""
        return [
            entry
            for unit in self.all_units()
            for entry in self._of_unit[unit.id]
            if entry.id in self.waves
        ]

    def _default_unit(self) -> str:
        """Return the unit changed last among those with two waves."""
        two = {unit_id for unit_id in self._of_unit if len(self.usual(unit_id)) >= _TWO}
        several = [entry for entry in self.entries if entry.unit.id in two]
        newest = max(several, key=lambda entry: entry.changed_at, default=None)
        return newest.unit.id if newest else ""


def _age(entry: Entry) -> tuple[object, ...]:
    return entry.wave.date, entry.wave.label, entry.changed_at, entry.id
