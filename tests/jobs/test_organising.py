"""Putting units in order, and taking each step back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Assessment, Unit, Wave
from maturity_app.jobs import organising
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.problems import InputError
from tests.building import assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))


def draft(unit: str) -> Assessment:
    return replace(
        assessment(ONE, {}),
        id=f"{unit}-2026",
        unit=Unit(id=unit, name=unit.title()),
        wave=Wave(label="Spring 2026", date=date(2026, 4, 1)),
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Hold ministry (shipping (pilot, pilots), locks)."""
    opened = open_library(tmp_path)
    opened.organisation.add(UnitName("ministry", "Ministry"))
    opened.organisation.add(UnitName("shipping", "Shipping", parent="ministry"))
    for unit, above in (("pilot", "shipping"), ("pilots", "shipping"), ("locks", "ministry")):
        opened.add(draft(unit))
        opened.organisation.move(unit, above)
    yield opened
    opened.close()


def places(library: Library) -> dict[str, str | None]:
    return {unit.id: unit.parent for unit in library.units()}


def named(library: Library, unit_id: str) -> UnitName:
    return next(unit for unit in library.units() if unit.id == unit_id)


def listed(library: Library) -> set[tuple[str, str]]:
    return {(entry.unit.id, entry.id) for entry in library.entries()}


def test_a_unit_gets_its_old_name_back(library: Library) -> None:
    undo = organising.rename(library, named(library, "locks"), "  Locks and  weirs ")
    assert named(library, "locks").name == "Locks and weirs"
    undo()
    assert named(library, "locks").name == "Locks"
    with pytest.raises(InputError):
        organising.rename(library, named(library, "locks"), " ")


def test_a_move_into_a_new_branch_is_taken_back_with_the_branch(library: Library) -> None:
    before = places(library)
    undo = organising.move(library, named(library, "locks"), "ministry", "Inland waterways")
    assert places(library)["locks"] == "inland-waterways"
    assert places(library)["inland-waterways"] == "ministry"
    undo()
    assert places(library) == before


def test_a_refused_move_leaves_no_branch_behind(library: Library) -> None:
    before = places(library)
    with pytest.raises(InputError):
        organising.move(library, named(library, "locks"), None, "x" * 300)
    assert places(library) == before


def test_branches_with_one_name_stay_two(library: Library) -> None:
    first = organising.add_branch(library, "Shipping", None)
    assert (first.id, first.name) == ("shipping-2", "Shipping")
    # An id that an entry keeps for when it is separated again is not free either.
    organising.merge(library, named(library, "pilot"), named(library, "pilots"))
    assert organising.free_unit_id(library, "Pilot") == "pilot-2"


def test_a_removed_branch_comes_back_where_it_was(library: Library) -> None:
    made = organising.add_branch(library, "Empty", "shipping")
    undo = organising.remove_empty(library, made)
    assert "empty" not in places(library)
    undo()
    assert places(library)["empty"] == "shipping"


def test_a_merge_is_taken_back_with_all_that_lay_within_and_was_merged_before(
    library: Library,
) -> None:
    organising.merge(library, named(library, "pilot"), named(library, "pilots"))
    library.organisation.move("locks", "pilots")
    before = places(library), listed(library)
    undo = organising.merge(library, named(library, "pilots"), named(library, "ministry"))
    assert {unit for unit, _ in listed(library)} == {"ministry", "locks"}
    assert places(library)["locks"] == "ministry"
    undo()
    assert (places(library), listed(library)) == before
    assert [unit.id for unit in library.organisation.merged_into("pilots")] == ["pilot"]


def test_separating_is_taken_back_too(library: Library) -> None:
    organising.merge(library, named(library, "pilot"), named(library, "pilots"))
    merged = library.organisation.merged_into("pilots")
    undo = organising.separate(library, merged, named(library, "pilots"))
    assert ("pilot", "pilot-2026") in listed(library)
    undo()
    assert ("pilots", "pilot-2026") in listed(library)


def test_branches_without_waves_are_no_units_to_merge_with(library: Library) -> None:
    library.archive("locks-2026")
    assert [unit.id for unit in organising.answering(library)] == ["locks", "pilot", "pilots"]


def test_likely_entries_of_one_unit_come_first() -> None:
    names = ("Archive", "Office for pilots", "Pilots' office", "Port authority")
    units = [UnitName(str(number), name) for number, name in enumerate(names)]
    likely = organising.likely_same(UnitName("x", "Pilot office"), units)
    assert [unit.name for unit in likely][:2] == ["Pilots' office", "Office for pilots"]
