"""Which assessments are compared: units that are ticked, and waves of theirs that are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from maturity_app.storage.entries import UnitName, standing
from maturity_app.storage.library import Entry

_TWO = 2


@dataclass
class Picking:
    """The choice of units and waves; it survives a new list of entries as far as it can."""

    entries: list[Entry] = field(default_factory=list)
    units: set[str] = field(default_factory=set)
    waves: set[str] = field(default_factory=set)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Take a new list; superseded records and people's own answers are not compared."""
        listed = (entry for entry in entries if entry.status != "superseded")
        self.entries = [entry for entry in listed if not entry.is_own]
        self.units &= {entry.unit.id for entry in self.entries}
        self.waves &= {entry.id for entry in self.entries}
        if len(self.chosen()) < _TWO:
            self.units, self.waves = set(), set()
            first = self._default_unit()
            if first:
                self.set_units([first])

    def set_units(self, unit_ids: Sequence[str]) -> None:
        """Tick units; a unit that is new brings its last two waves along.

        A correction takes its record's place only once it is signed.
        """
        for unit_id in unit_ids:
            if unit_id not in self.units:
                self.waves |= {entry.id for entry in self._one_a_wave(unit_id)[-_TWO:]}
        self.units = set(unit_ids)

    def set_waves(self, entry_ids: Sequence[str]) -> None:
        """Tick waves of the ticked units; waves of other units stay as they were."""
        shown = {entry.id for entry in self.entries if entry.unit.id in self.units}
        self.waves = (self.waves - shown) | set(entry_ids)

    def all_units(self) -> list[UnitName]:
        """Return every unit once, in alphabetical order."""
        units = {entry.unit.id: entry.unit for entry in self.entries}
        return sorted(units.values(), key=lambda unit: (unit.name.casefold(), unit.id))

    def waves_of(self, unit_id: str) -> list[Entry]:
        """Return a unit's waves, the earliest first."""
        waves = [entry for entry in self.entries if entry.unit.id == unit_id]
        return sorted(waves, key=lambda e: (e.wave.date, e.wave.label, e.changed_at, e.id))

    def _one_a_wave(self, unit_id: str) -> list[Entry]:
        """Return a unit's waves, of several of one name and date the one signed or changed last.

        They are the same round in two records, in which nothing has changed since.
        """
        waves = sorted(
            standing(self.waves_of(unit_id)),
            key=lambda e: (e.status == "signed_off", e.changed_at),
        )
        newest = {(entry.wave.date, entry.wave.label): entry for entry in waves}
        return [newest[wave] for wave in sorted(newest)]

    def chosen(self) -> list[Entry]:
        """Return the ticked waves of the ticked units, units alphabetically, waves by date."""
        return [
            entry
            for unit in self.all_units()
            if unit.id in self.units
            for entry in self.waves_of(unit.id)
            if entry.id in self.waves
        ]

    def _default_unit(self) -> str:
        """Return the unit changed last among those with two waves."""
        ids = {entry.unit.id for entry in self.entries}
        two = {unit_id for unit_id in ids if len(self._one_a_wave(unit_id)) >= _TWO}
        several = [entry for entry in self.entries if entry.unit.id in two]
        newest = max(several, key=lambda entry: entry.changed_at, default=None)
        return newest.unit.id if newest else ""
