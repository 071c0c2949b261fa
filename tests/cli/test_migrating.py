"""Bringing drafts to a newer version, as a person does it."""

from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.storage.assessments import read_assessment, write_assessment
from tests.cli.conftest import Given
from tests.jobs.test_migrating import installed, older
from tests.storage.test_mappings import RENAMED


@pytest.fixture
def draft(here: Path) -> Path:
    installed(here / "data")
    whole = older(here)
    noted = Answer(state="dont_know", comment="Ask the registry.")
    path = here / "a.assessment.json"
    write_assessment(path, whole.with_answer("one", noted))
    return path


def test_a_preview_says_what_becomes_of_the_answers(given: Given, draft: Path, here: Path) -> None:
    ended = given("migrate", draft, "--preview")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Unit B2, Autumn 2026: test 1 → 2",
        "  1 answer goes to a reworded question",
        "    1 One: Don't know",
    ]
    assert [path.name for path in here.glob("*.json")] == ["a.assessment.json"]


def test_the_draft_is_written_beside_the_old_one(given: Given, draft: Path, here: Path) -> None:
    before = draft.read_bytes()
    ended = given("migrate", draft, "--to", "new")
    assert (ended.code, ended.err) == (0, "")
    written = here / "new" / "Unit B2 Autumn 2026.assessment.json"
    assert ended.out.splitlines()[-1] == str(written.relative_to(here))
    found = read_assessment(written)
    assert found.questionnaire.version == "2"
    assert found.answer("p-1").comment == "Ask the registry."
    assert draft.read_bytes() == before
    assert given("migrate", draft, "-o", draft).code == 1
    assert given("migrate", draft).code == 2


def test_what_no_mapping_relates_is_kept_in_the_file(given: Given, draft: Path, here: Path) -> None:
    (here / "data" / "questionnaires" / "test" / "mappings" / "from-1.yaml").unlink()
    assert given("migrate", draft, "-o", "b.assessment.json").code == 0
    kept = read_assessment(here / "b.assessment.json")
    assert (dict(kept.answers), list(kept.orphaned)) == ({}, ["one"])
    (here / "m.yaml").write_text(RENAMED, "utf-8")
    again = given("migrate", draft, "--mapping", "m.yaml", "--preview")
    assert "reworded question" in again.out


def test_a_signed_record_stays(given: Given, draft: Path) -> None:
    assert given("sign", draft, "--as", "Head of unit").code == 0
    ended = given("migrate", draft, "--preview")
    assert ended.code == 1
    assert "signed off and stays as it is" in ended.err
