"""Example data in a library: added, and removed again without anything a person added."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Wave
from maturity_app.jobs.assessing import sign_in_library
from maturity_app.jobs.example import EXAMPLE_BRANCH, add_example, remove_example
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import Library, LibraryError, open_library


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the example in it, made once."""
    folder = tmp_path_factory.mktemp("example")
    library = open_library(folder)
    newest = add_example(library, "Example data")
    assert library.entry(newest).status == "draft"
    library.close()
    return folder


@pytest.fixture
def library(filled: Path, tmp_path: Path) -> Iterator[Library]:
    opened = open_library(Path(shutil.copytree(filled, tmp_path / "copy")))
    yield opened
    opened.close()


def test_the_example_lies_in_a_branch_that_says_so_and_goes_whole(library: Library) -> None:
    assert len(library.entries()) == 6
    assert {entry.unit.parent for entry in library.entries()} == {EXAMPLE_BRANCH}
    assert all(entry.stored for entry in library.entries())
    # What was tried out in the example's own draft is part of it.
    library.save_answer("passenger-rights-2026", "lead-by-doing-1", Answer(state="dont_know"))
    library.archive("passenger-rights-2026")
    assert remove_example(library) == 0
    assert (library.entries(), library.entries(archived=True), library.units()) == ([], [], [])


def test_what_a_person_added_stays(library: Library) -> None:
    draft = library.assessment("passenger-rights-2026")
    wave = Wave(label="Spring 2027", date=date(2027, 4, 1))
    library.add(replace(draft, id="rights-mine", wave=wave))
    library.add(replace(draft, id="own-2026", unit=replace(draft.unit, id="own")))
    library.organisation.move("own", EXAMPLE_BRANCH)
    sign_in_library(library, "passenger-rights-2026", "Me", date(2026, 12, 1))
    assert remove_example(library) == 2
    stay = {"rights-mine", "passenger-rights-2026", "own-2026"}
    assert {entry.id for entry in library.entries()} == stay
    own = UnitName("own", "Passenger Rights Office", 17)
    assert set(library.units()) == {own, own._replace(id="passenger-rights")}


def test_a_record_that_is_something_else_is_not_discarded(library: Library) -> None:
    record = library.assessment("ports-2026")
    with pytest.raises(LibraryError):
        library.discard(replace(record, answers={}))
    assert library.assessment("ports-2026") == record
