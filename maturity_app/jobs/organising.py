"""Putting a library's units in order, each step with what takes it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from maturity_app.domain.said import said
from maturity_app.jobs.assessing import fitting, id_from
from maturity_app.storage.entries import UnitName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maturity_app.storage.library import Library

    Undo = Callable[[], None]


def free_unit_id(library: Library, name: str) -> str:
    """Return an id for a new unit or branch; two with names alike stay two."""
    base = id_from(name)
    taken = {unit.id for unit in library.units()}
    number, candidate = 1, base
    # An entry that was merged into another one keeps its id for when it is separated again.
    while candidate in taken or library.organisation.listed_id(candidate) != candidate:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def rename(library: Library, unit: UnitName, name: str) -> Undo:
    """Give a unit another name.

    Raises:
        InputError: the name is empty or too long.

    """
    library.organisation.rename(unit.id, fitting(name, said("unit name")))
    return partial(library.organisation.rename, unit.id, unit.name)


def move(library: Library, unit: UnitName, parent: str | None, new_branch: str = "") -> Undo:
    """Put a unit within another one or at the top, or there within a branch made for it.

    Raises:
        InputError: the new branch's name is too long.
        LibraryError: the unit would lie within itself; nothing was changed.

    """
    organisation = library.organisation
    with library.alone():
        made = add_branch(library, new_branch, parent) if new_branch else None
        organisation.move(unit.id, made.id if made else parent)

    def undo() -> None:
        with library.alone():
            organisation.move(unit.id, unit.parent)
            if made is not None:
                organisation.remove_empty(made.id)

    return undo


def add_branch(library: Library, name: str, parent: str | None) -> UnitName:
    """Add a branch and return it.

    Raises:
        InputError: the name is empty or too long.

    """
    name = fitting(name, said("unit name"))
    branch = UnitName(free_unit_id(library, name), name, parent=parent)
    library.organisation.add(branch)
    return branch


def remove_empty(library: Library, branch: UnitName) -> Undo:
    """Remove a branch in which there is nothing.

    Raises:
        LibraryError: there is something in it.

    """
    library.organisation.remove_empty(branch.id)
    return partial(library.organisation.add, branch)


def merge(library: Library, unit: UnitName, into: UnitName) -> Undo:
    """List the waves of one entry under another; no record is changed.

    Raises:
        LibraryError: these are not two entries of the library.

    """
    organisation = library.organisation
    within = [each.id for each in library.units() if each.parent == unit.id]
    merged_before = [each.id for each in organisation.merged_into(unit.id)]
    organisation.merge(unit.id, into.id)

    def undo() -> None:
        with library.alone():
            organisation.separate(unit.id)
            for entry_id in merged_before:
                organisation.separate(entry_id)
                organisation.merge(entry_id, unit.id)
            organisation.move(into.id, into.parent)
            for unit_id in within:
                organisation.move(unit_id, unit.id)

    return undo


def separate(library: Library, entries: Sequence[UnitName], unit: UnitName) -> Undo:
    """Make entries that were merged into a unit ones of their own again."""
    organisation = library.organisation
    with library.alone():
        for entry in entries:
            organisation.separate(entry.id)

    def undo() -> None:
        with library.alone():
            for entry in entries:
                organisation.merge(entry.id, unit.id)

    return undo


def answering(library: Library) -> list[UnitName]:
    """Return the units that have waves, drafts set aside among them; branches are left out."""
    entries = (*library.entries(), *library.entries(archived=True))
    holding = {entry.unit.id for entry in entries}
    return [unit for unit in library.units() if unit.id in holding]


def likely_same(unit: UnitName, units: Sequence[UnitName]) -> list[UnitName]:
    """Return the other units, those with a similar name first, then by name."""
    words = set(id_from(unit.name).split("-"))
    others = [other for other in units if other.id != unit.id]
    return sorted(others, key=lambda other: -_likeness(words, other.name))


_BEGINNING = 4
"""So many letters alike are taken for one word in two forms."""


def _likeness(words: set[str], name: str) -> float:
    """Return the share of letters in words two names have in common, half of a word's beginning.

    Comparing letter by letter would take seconds with thousands of units.
    """
    others = set(id_from(name).split("-"))
    same = sum(map(len, words & others))
    beginnings = {word[:_BEGINNING] for word in others - words if len(word) >= _BEGINNING}
    begun = sum(len(word) for word in words - others if word[:_BEGINNING] in beginnings)
    return (same + begun / 2) / max(sum(map(len, words)), sum(map(len, others)))
