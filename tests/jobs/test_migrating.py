"""Drafts of a library brought to a newer version, and put back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.jobs.assessing import signed_off
from maturity_app.jobs.migrating import migrate, migration_of, newer_version, take_back
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.places import ADDED
from maturity_app.storage.problems import InputError
from maturity_app.storage.questionnaires import read_questionnaire
from maturity_app.storage.transactions import LibraryError
from tests.building import assessment
from tests.storage.test_mappings import RENAMED, SMALL

FULLY = Answer(state="answered", option="fully")


def installed(data: Path) -> Path:
    """Add version 2, which renamed `one` to `p-1`, to the questionnaires of a data folder."""
    folder = data / ADDED / "test"
    (folder / "mappings").mkdir(parents=True)
    (folder / "questionnaire.yaml").write_text(SMALL, "utf-8")
    (folder / "mappings" / "from-1.yaml").write_text(RENAMED, "utf-8")
    return folder


def older(folder: Path) -> Assessment:
    """Return a draft by version 1."""
    entry = folder / "older" / "questionnaire.yaml"
    entry.parent.mkdir()
    entry.write_text(SMALL.replace("p-1", "one").replace('"2"', '"1"'), "utf-8")
    return assessment(read_questionnaire(entry), {"one": FULLY})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    installed(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def draft(tmp_path: Path) -> Assessment:
    return older(tmp_path)


@pytest.fixture
def library(data: Path, draft: Assessment) -> Iterator[Library]:
    opened = open_library(data)
    opened.add(draft)
    yield opened
    opened.close()


def test_a_draft_goes_to_a_newer_version_and_back(
    library: Library, data: Path, draft: Assessment
) -> None:
    newer = newer_version(draft, data)
    assert newer is not None
    migration = migration_of(library.assessment(draft.id), newer)
    migrate(library, migration)
    held = library.assessment(draft.id)
    assert (held.questionnaire.version, held.answers) == ("2", {"p-1": FULLY})
    assert newer_version(held, data) is None
    take_back(library, migration)
    assert library.assessment(draft.id) == migration.before


def test_nothing_is_taken_back_that_would_lose_an_answer(
    library: Library, data: Path, draft: Assessment
) -> None:
    newer = newer_version(draft, data)
    assert newer is not None
    migration = migration_of(library.assessment(draft.id), newer)
    library.save_answer(draft.id, "one", replace(FULLY, comment="Meanwhile."))
    with pytest.raises(LibraryError, match="changed meanwhile"):
        migrate(library, migration)
    assert library.assessment(draft.id).answer("one").comment == "Meanwhile."


def test_only_open_drafts_of_the_same_questionnaire_go(data: Path, draft: Assessment) -> None:
    newer = newer_version(draft, data)
    assert newer is not None
    record = signed_off(draft, "Head of unit", date(2026, 11, 1), (0, ""))
    correction = replace(draft, supersedes="a-record")
    other = replace(newer, id="other")
    for wanted, why in ((record, "signed off"), (correction, "corrects a signed record")):
        assert newer_version(wanted, data) is None
        with pytest.raises(InputError, match=why):
            migration_of(wanted, newer)
    with pytest.raises(InputError, match="another questionnaire"):
        migration_of(draft, other)
    with pytest.raises(InputError, match="answers test 2 already"):
        migration_of(migration_of(draft, newer).after, newer)
