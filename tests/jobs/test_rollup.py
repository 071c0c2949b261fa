"""Reading many records for a roll-up: little is kept of each, and each is scored once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain import common_ground
from maturity_app.domain.assessment import Answer, Assessment, Branch
from maturity_app.domain.rollup import EVERY_LATEST, Choice
from maturity_app.domain.scoring import score
from maturity_app.jobs.rollup import Kept, most_answered, records_of, rolled_up
from maturity_app.storage.assessments import as_bytes, assessment_from_bytes
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.problems import InputError
from tests.building import answers, assessment, dimension, group, questionnaire

ONE = questionnaire(group("drive", dimension("practice", (1, 1, 2, 2))))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path)
    yield opened
    opened.close()


def record(number: int, **changes: object) -> Assessment:
    """Return a record as it is read from a file of its own."""
    whole = assessment(ONE, answers(practice="FLPN"), unit=f"Unit {number}")
    whole = whole.with_answer(
        "practice-1", Answer(state="answered", option="fully", comment="Long. " * 500)
    )
    read = assessment_from_bytes(as_bytes(whole), "file")
    return replace(read, **changes)  # type: ignore[arg-type]  # the caller names the fields


def test_little_is_kept_of_many_records() -> None:
    kept = Kept("en")
    for number in range(3):
        kept.take(record(number))
    first, *others = kept.records
    assert all(other.questionnaire is first.questionnaire for other in others)
    assert all(other.answer("practice-1") is first.answer("practice-1") for other in others)
    assert first.answer("practice-1") == Answer(state="answered", option="fully")


def test_each_record_that_counts_is_scored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    scored = []

    def counted(*given: object) -> object:
        scored.append(given)
        return score(*given)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(common_ground, "score", counted)
    rolled_up([record(number) for number in range(20)], EVERY_LATEST)
    assert len(scored) == 20


def test_a_library_tells_units_by_their_present_name_and_place(library: Library) -> None:
    library.add(replace(record(1), id="old"))
    library.organisation.add(UnitName("north", "North"))
    library.organisation.move("unit-1", "north")
    library.organisation.rename("unit-1", "Harbour")
    (found,) = records_of(library)
    assert (found.unit.name, found.unit.within) == ("Harbour", (Branch(id="north", name="North"),))


def test_of_several_questionnaires_one_is_chosen_or_that_of_most_records() -> None:
    other = replace(record(3), questionnaire=replace(ONE, id="other"))
    records = [record(1), record(2), other]
    with pytest.raises(InputError, match="choose one with --questionnaire"):
        rolled_up(records, EVERY_LATEST)
    assert most_answered(records) == records[:2]
    autumn = Choice(wave=other.wave.label)
    earlier = [replace(r, wave=replace(r.wave, label="Spring")) for r in records[:2]]
    assert most_answered([*earlier, other], autumn) == [other]
    kept = Kept("en", "other")
    for each in records:
        kept.take(each)
    assert [each.unit.name for each in kept.records] == ["Unit 3"]
