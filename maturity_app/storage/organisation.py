"""The units of a library: their names, what they lie within, and entries that are one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.domain.alphabet import alphabetical
from maturity_app.domain.said import said
from maturity_app.storage.entries import UnitName
from maturity_app.storage.transactions import LibraryError, told, transaction

if TYPE_CHECKING:
    import sqlite3
    from datetime import date
    from pathlib import Path

    from maturity_app.domain.assessment import Assessment, Unit


class Organisation:
    """The tree of units in an open library, a part of `Library`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Work on the library's own connection."""
        self._path = path
        self._connection = connection

    # --- reading ---------------------------------------------------------------------

    def units(self) -> list[UnitName]:
        """Return all units and branches by name; one that is another is left out."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT id, name, headcount, parent FROM units"
                " WHERE id NOT IN (SELECT id FROM same_units)"
            ).fetchall()
        units = [UnitName(*row) for row in rows]
        return sorted(units, key=_place)

    def listed_id(self, unit_id: str) -> str:
        """Return the id under which a unit is listed: its own, or that of the unit it is."""
        with told(self._path):
            row = self._connection.execute(
                "SELECT unit FROM same_units WHERE id = ?", (unit_id,)
            ).fetchone()
        return str(row[0]) if row else unit_id

    def above(self, unit_id: str) -> list[UnitName]:
        """Return what a unit lies within, from the top of the organisation down."""
        with told(self._path):
            rows = self._connection.execute(_ABOVE, (unit_id,)).fetchall()
        return [UnitName(*row) for row in rows]

    def as_listed(self, assessment: Assessment, unit_id: str) -> Assessment:
        """Return an assessment as one of a unit, by that unit's present name and place."""
        from dataclasses import replace

        from maturity_app.domain.assessment import Branch, Unit

        with told(self._path):
            query = "SELECT name, headcount FROM units WHERE id = ?"
            name, headcount = self._connection.execute(query, (unit_id,)).fetchone()
        unit = Unit(
            id=unit_id,
            name=name,
            headcount=assessment.unit.headcount or headcount,
            within=tuple(Branch(id=above.id, name=above.name) for above in self.above(unit_id)),
        )
        return assessment if unit == assessment.unit else replace(assessment, unit=unit)

    def merged_into(self, unit_id: str) -> list[UnitName]:
        """Return the entries that were found to be this unit too."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT u.id, u.name, u.headcount, u.parent FROM units u"
                " JOIN same_units s ON s.id = u.id WHERE s.unit = ?",
                (unit_id,),
            ).fetchall()
        return sorted((UnitName(*row) for row in rows), key=_place)

    def holds_something(self, unit_id: str) -> bool:
        """Return whether there are records or units in a part of the organisation."""
        with told(self._path):
            held = self._connection.execute(_HOLDS_SOMETHING, (unit_id,)).fetchone()
        return bool(held[0])

    # --- writing ---------------------------------------------------------------------

    def keep(self, unit: Unit, day: date) -> None:
        """Note a unit that answered on a day, and what it says it lies within.

        Where the library has a place for it already, that place stays.
        """
        parent = None
        for branch in unit.within:
            self._connection.execute(
                "INSERT OR IGNORE INTO units (id, name) VALUES (?, ?)", (branch.id, branch.name)
            )
            self._place_if_none(branch.id, parent)
            parent = branch.id
        self._connection.execute(_UNIT, (unit.id, unit.name, unit.headcount, day.isoformat()))
        self._place_if_none(unit.id, parent)

    def add(self, branch: UnitName) -> None:
        """Add a part of the organisation that has no answers of its own yet.

        Raises:
            LibraryError: there is one with this id already.

        """
        with transaction(self._connection, self._path):
            query = "INSERT OR IGNORE INTO units (id, name, headcount) VALUES (?, ?, ?)"
            done = self._connection.execute(query, (branch.id, branch.name, branch.headcount))
            if done.rowcount == 0:
                raise LibraryError(said("there is a unit {id} already", id=branch.id))
            self.move(branch.id, branch.parent)

    def rename(self, unit_id: str, name: str) -> None:
        """Give a unit another name; records that are signed off keep the one they have."""
        with transaction(self._connection, self._path):
            query = "UPDATE units SET name = ? WHERE id = ?"
            self._connection.execute(query, (name, unit_id))

    def move(self, unit_id: str, parent: str | None) -> None:
        """Put a unit within another one, or at the top.

        Raises:
            LibraryError: it would lie within itself.

        """
        with transaction(self._connection, self._path):
            if parent is not None and self._is_within(parent, unit_id):
                raise LibraryError(said("a unit can't lie within itself; nothing was changed"))
            query = "UPDATE units SET parent = ? WHERE id = ?"
            self._connection.execute(query, (parent, unit_id))

    def remove_empty(self, unit_id: str) -> None:
        """Remove a part of the organisation that holds no records and no units.

        Raises:
            LibraryError: there is something in it.

        """
        with transaction(self._connection, self._path):
            if self.holds_something(unit_id):
                raise LibraryError(said("there is something in it; move that elsewhere first"))
            self._connection.execute("DELETE FROM units WHERE id = ?", (unit_id,))

    def merge(self, unit_id: str, into: str) -> None:
        """List the waves of one entry under another, because both are the same unit.

        No record is changed: `separate` takes it back.

        Raises:
            LibraryError: it is the same entry, or there is no such unit.

        """
        with transaction(self._connection, self._path):
            known = {unit.id for unit in self.units()}
            if unit_id == into or not {unit_id, into} <= known:
                raise LibraryError(said("these are not two entries of this library"))
            if self._is_within(into, unit_id):
                self.move(into, self._parent(unit_id))
            run = self._connection.execute
            run("UPDATE units SET parent = ? WHERE parent = ?", (into, unit_id))
            run("UPDATE same_units SET unit = ? WHERE unit = ?", (into, unit_id))
            run("INSERT INTO same_units (id, unit) VALUES (?, ?)", (unit_id, into))
            run("UPDATE assessments SET unit = ? WHERE unit = ?", (into, unit_id))

    def separate(self, unit_id: str) -> None:
        """Make an entry that was merged one of its own again, with the records it came with."""
        with transaction(self._connection, self._path):
            run = self._connection.execute
            run("DELETE FROM same_units WHERE id = ?", (unit_id,))
            run(
                "UPDATE assessments SET unit = ?1 WHERE json_extract(record, '$.unit.id') = ?1",
                (unit_id,),
            )

    # --- places ------------------------------------------------------------------------

    def _place_if_none(self, unit_id: str, parent: str | None) -> None:
        if parent is None or self._parent(unit_id) is not None:
            return
        parent = self.listed_id(parent)
        if not self._is_within(parent, unit_id):
            query = "UPDATE units SET parent = ? WHERE id = ?"
            self._connection.execute(query, (parent, unit_id))

    def _parent(self, unit_id: str) -> str | None:
        query = "SELECT parent FROM units WHERE id = ?"
        row = self._connection.execute(query, (unit_id,)).fetchone()
        return row[0] if row else None

    def _is_within(self, unit_id: str, other: str) -> bool:
        return unit_id == other or any(unit.id == other for unit in self.above(unit_id))


# An older wave that is imported late does not take a renamed unit's name back.
_UNIT = (
    "INSERT INTO units (id, name, headcount) VALUES (?1, ?2, ?3) ON CONFLICT (id)"
    " DO UPDATE SET name = excluded.name, headcount = coalesce(excluded.headcount, headcount)"
    " WHERE NOT EXISTS (SELECT 1 FROM assessments WHERE unit = ?1 AND wave_date > ?4)"
)

# UNION, not UNION ALL, ends even where a damaged library holds a circle.
_ABOVE = (
    "WITH RECURSIVE line (id, depth) AS ("
    " SELECT parent, 1 FROM units WHERE id = ?1 AND parent IS NOT NULL"
    " UNION SELECT u.parent, depth + 1 FROM units u JOIN line ON u.id = line.id"
    " WHERE u.parent IS NOT NULL AND depth < 100"
    ") SELECT u.id, u.name, u.headcount, u.parent FROM line JOIN units u ON u.id = line.id"
    " ORDER BY depth DESC"
)

_HOLDS_SOMETHING = (
    "SELECT EXISTS (SELECT 1 FROM assessments WHERE unit = ?1)"
    " OR EXISTS (SELECT 1 FROM units WHERE parent = ?1)"
    " OR EXISTS (SELECT 1 FROM same_units WHERE unit = ?1 OR id = ?1)"
)


def _place(unit: UnitName) -> tuple[tuple[str, str], str]:
    return alphabetical(unit.name), unit.id
