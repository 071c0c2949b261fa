"""Units within units, two entries that are one unit, and drafts set aside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import (
    Assessment,
    Branch,
    ChainPlace,
    SignOff,
    Unit,
    Wave,
)
from maturity_app.storage.assessments import as_bytes, assessment_from_bytes, signed
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import Library, LibraryError, open_library
from tests.building import assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))
MINISTRY, SHIPPING = Branch(id="ministry", name="Ministry"), Branch(id="shipping", name="Shipping")


def draft(unit: str, *within: Branch, year: int = 2026) -> Assessment:
    return replace(
        assessment(ONE, {}),
        id=f"{unit}-{year}",
        unit=Unit(id=unit, name=unit.title(), within=within),
        wave=Wave(label=f"Spring {year}", date=date(year, 4, 1)),
    )


def record(unit: str, *within: Branch, year: int = 2026) -> Assessment:
    by = SignOff(role="Head", date=date(year, 5, 1))
    return signed(draft(unit, *within, year=year), by, ChainPlace(position=1))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path)
    yield opened
    opened.close()


def places(library: Library) -> dict[str, str | None]:
    return {unit.id: unit.parent for unit in library.units()}


def listed(library: Library) -> list[tuple[str, str]]:
    return [(entry.unit.id, entry.id) for entry in library.entries()]


def test_a_file_brings_its_place_in_the_organisation_along(library: Library) -> None:
    held = assessment_from_bytes(as_bytes(draft("pilots", MINISTRY, SHIPPING)), "file")
    library.add(held)
    assert places(library) == {"ministry": None, "shipping": "ministry", "pilots": "shipping"}
    assert library.assessment(held.id).unit.within == (MINISTRY, SHIPPING)


def test_a_place_given_by_hand_is_not_taken_back_by_a_file(library: Library) -> None:
    library.add(draft("pilots", MINISTRY, SHIPPING))
    library.organisation.move("pilots", "ministry")
    library.add(draft("pilots", MINISTRY, SHIPPING, year=2027))
    assert places(library)["pilots"] == "ministry"
    assert library.assessment("pilots-2027").unit.within == (MINISTRY,)


def test_files_that_contradict_each_other_make_no_circle(library: Library) -> None:
    library.add(draft("pilots", MINISTRY, SHIPPING))
    library.add(draft("locks", SHIPPING, MINISTRY))
    assert places(library)["shipping"] == "ministry"
    assert places(library)["ministry"] is None
    assert places(library)["locks"] == "ministry"


def test_a_unit_cannot_lie_within_itself(library: Library) -> None:
    library.add(draft("pilots", MINISTRY, SHIPPING))
    with pytest.raises(LibraryError):
        library.organisation.move("ministry", "pilots")
    with pytest.raises(LibraryError):
        library.organisation.move("pilots", "pilots")
    assert places(library)["ministry"] is None


def test_a_draft_follows_its_units_name_and_a_signed_record_keeps_its_own(
    library: Library,
) -> None:
    library.add(draft("pilots"))
    library.add(record("pilots", year=2025))
    library.organisation.rename("pilots", "Harbour pilots")
    assert library.assessment("pilots-2026").unit.name == "Harbour pilots"
    assert library.assessment("pilots-2025") == record("pilots", year=2025)
    assert {entry.unit.name for entry in library.entries()} == {"Harbour pilots"}


def test_a_part_that_is_empty_can_be_added_and_removed(library: Library) -> None:
    library.organisation.add(UnitName("ministry", "Ministry"))
    library.organisation.add(UnitName("shipping", "Shipping", parent="ministry"))
    with pytest.raises(LibraryError):
        library.organisation.add(UnitName("shipping", "Again"))
    with pytest.raises(LibraryError):
        library.organisation.remove_empty("ministry")
    library.organisation.remove_empty("shipping")
    assert places(library) == {"ministry": None}


def test_two_entries_of_one_unit_are_listed_as_one_and_can_be_parted_again(
    library: Library,
) -> None:
    old, new = record("pilot", year=2025), draft("pilots", MINISTRY)
    library.add(old)
    library.add(new)
    library.organisation.merge("pilot", "pilots")
    assert listed(library) == [("pilots", "pilot-2025"), ("pilots", "pilots-2026")]
    assert [unit.id for unit in library.organisation.merged_into("pilots")] == ["pilot"]
    # The signed record stays what it was; compared, it is the unit's.
    assert library.assessment("pilot-2025") == old
    assert {wave.unit.id for wave in library.waves_of("pilots")} == {"pilots"}
    assert library.chain_end("pilots") == (1, old.fingerprint)

    library.organisation.separate("pilot")
    assert listed(library) == [("pilot", "pilot-2025"), ("pilots", "pilots-2026")]


def test_what_comes_later_for_a_merged_entry_is_listed_with_the_other(library: Library) -> None:
    library.add(draft("pilot"))
    library.add(draft("pilots"))
    library.organisation.merge("pilot", "pilots")
    library.add(record("pilot", year=2027))
    assert ("pilots", "pilot-2027") in listed(library)
    assert library.assessment("pilot-2026").unit.name == "Pilots"


def test_what_is_no_pair_is_not_merged(library: Library) -> None:
    library.add(draft("pilots"))
    for pair in (("pilots", "pilots"), ("pilots", "nobody"), ("nobody", "pilots")):
        with pytest.raises(LibraryError):
            library.organisation.merge(*pair)


def test_a_branch_merged_into_a_unit_below_it_makes_no_circle(library: Library) -> None:
    library.add(draft("pilots", MINISTRY, SHIPPING))
    library.organisation.merge("shipping", "pilots")
    assert places(library) == {"ministry": None, "pilots": "ministry"}


def test_a_draft_set_aside_is_listed_and_compared_no_more_until_it_is_wanted(
    library: Library,
) -> None:
    library.add(draft("pilots"))
    library.add(draft("pilots", year=2025))
    library.archive("pilots-2025")
    assert [entry.id for entry in library.entries()] == ["pilots-2026"]
    assert [entry.id for entry in library.entries(archived=True)] == ["pilots-2025"]
    assert [wave.id for wave in library.waves_of("pilots")] == ["pilots-2026"]
    library.restore("pilots-2025")
    assert len(library.entries()) == 2
    assert library.assessment("pilots-2025") == draft("pilots", year=2025)


def test_a_signed_record_cannot_be_set_aside(library: Library) -> None:
    library.add(record("pilots"))
    with pytest.raises(LibraryError):
        library.archive("pilots-2026")
