"""People's own answers in a library: gathered in the unit's draft, and never a wave themselves."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Unit
from maturity_app.domain.plan import Plan
from maturity_app.jobs.assessing import earlier_waves, previous_wave, sign_in_library
from maturity_app.jobs.exchange import import_paths
from maturity_app.jobs.merging import Doubled, Merged, gather_in_library, own_entries, sources_of
from maturity_app.jobs.reading import read_record
from maturity_app.jobs.reporting import write_report
from maturity_app.storage.assessments import as_bytes, write_assessment
from maturity_app.storage.entries import standing
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.problems import InputError
from maturity_app.wording import ENGLISH
from tests.building import answers, assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))
DAY = date(2026, 11, 2)


def own(name: str, letters: str, **about: object) -> Assessment:
    record = assessment(ONE, answers(practice=letters), **about)  # type: ignore[arg-type]  # named
    return replace(record, id=f"own-{name.lower()}", assessor=Assessor(name=name))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    opened = open_library(tmp_path / "library")
    for record in (own("Nowak", "FLD"), own("Berg", "FNF"), own("Roy", "FPF")):
        opened.add(record)
    return opened


IDS = ("own-nowak", "own-berg", "own-roy")


def gathered(library: Library, *ids: str, **how: tuple[str, ...]) -> Merged:
    found = gather_in_library(library, ids or IDS, **how)
    assert isinstance(found, Merged)
    return found


def test_own_answers_are_gathered_in_a_draft_that_points_back_at_them(library: Library) -> None:
    found = gathered(library)
    held = library.assessment(found.record.id)
    assert held == found.record
    assert (found.filled, len(found.to_settle)) == (1, 2)
    assert [source.id for source in held.sources] == ["own-berg", "own-nowak", "own-roy"]
    owns, missing = sources_of(library, held)
    assert ([o.record.id for o in owns], missing) == (["own-berg", "own-nowak", "own-roy"], [])
    before = library.entry(held.id)
    assert not gathered(library).has_changed
    assert library.entry(held.id) == before
    assert (before.sources, before.assessor, before.summary is None) == (3, None, False)


def test_own_answers_are_in_no_series(library: Library) -> None:
    last = assessment(ONE, answers(practice="PPP"), label="Autumn 2025", day=date(2025, 10, 1))
    library.add(last)
    draft = gathered(library).record
    later = replace(draft, id="later", wave=replace(draft.wave, date=date(2027, 10, 1)), sources=())
    library.add(later)
    assert [wave.id for wave in library.waves_of("unit-b2")] == [last.id, draft.id, "later"]
    assert [wave.id for wave in earlier_waves(library, later)] == [last.id, draft.id]
    assert previous_wave(library, library.assessment("own-berg")) is None
    assert {entry.id for entry in standing(library.entries())} == {last.id, draft.id, "later"}
    listed = own_entries(library, library.entry(draft.id))
    assert [(entry.assessor, entry.id) for entry in listed] == [
        ("Berg", "own-berg"), ("Nowak", "own-nowak"), ("Roy", "own-roy"),
    ]  # fmt: skip
    with pytest.raises(InputError, match="never signed off"):
        sign_in_library(library, "own-berg", "Head", DAY)
    with pytest.raises(InputError, match="no wave of the unit"):
        write_report(Path("never.csv"), later, [library.assessment("own-berg")])


def test_the_waves_draft_becomes_the_consensus_and_keeps_what_it_holds(library: Library) -> None:
    recorded = Answer(state="answered", option="largely", dissent="Roy holds Partially.")
    begun = assessment(ONE, {"practice-2": recorded})
    begun = replace(begun, plan=Plan(targets={"practice": 2}))
    library.add(begun)
    found = gathered(library, *IDS[:2])
    assert (found.record.id, found.record.plan) == (begun.id, begun.plan)
    assert found.record.answer("practice-2") == recorded
    assert library.assessment(begun.id) == found.record
    # Who was gathered before counts again.
    later = gathered(library, IDS[2])
    assert len(later.record.sources) == 3
    assert later.absent == ()


def test_after_the_sign_off_nothing_is_gathered(library: Library) -> None:
    draft = gathered(library).record
    sign_in_library(library, draft.id, "Head", DAY)
    with pytest.raises(InputError, match="signed off already; begin a correction of it"):
        gather_in_library(library, IDS)


def test_what_was_set_aside_is_not_begun_a_second_time(library: Library) -> None:
    library.archive(gathered(library).record.id)
    with pytest.raises(InputError, match="was set aside; list it again, and gather then"):
        gather_in_library(library, IDS)


def test_a_file_that_comes_twice_with_other_answers_is_asked_about(
    library: Library, tmp_path: Path
) -> None:
    newer = own("Roy", "FFF")
    path = tmp_path / "Roy.assessment.json"
    write_assessment(path, newer)
    [result] = import_paths(library, [path])
    assert result.outcome == "second_entry"
    assert "own answers of Roy" in result.worded(ENGLISH)
    second = str(result.assessment_id)
    found = gather_in_library(library, [*IDS, second])
    assert found == (Doubled(name="Roy", places=("own-roy", second)),)
    kept = gathered(library, *IDS, second, keep=(second,))
    assert [source.id for source in kept.record.sources][-1] == second


def test_a_source_that_is_gone_is_told(library: Library, tmp_path: Path) -> None:
    draft = gathered(library).record
    other = open_library(tmp_path / "other")
    other.add(draft)
    other.add(own("Berg", "FNF"))
    owns, missing = sources_of(other, draft)
    assert [o.assessor.name for o in owns] == ["Berg"]
    assert [source.assessor.name for source in missing] == ["Nowak", "Roy"]


def test_a_form_that_was_filled_in_counts_like_a_file(library: Library) -> None:
    # A form knows no moment and no language, and its unit by the name it had then.
    form = replace(own("Wolf", "FLF"), unit=Unit(id="unit-b2", name="Unit B2, as it was"))
    library.add(form)
    assert len(gathered(library, *IDS, form.id).record.sources) == 4


def test_dissent_is_kept_in_the_library_and_read_back_from_a_workbook(
    library: Library, tmp_path: Path
) -> None:
    draft = gathered(library).record
    said = Answer(state="answered", option="fully", dissent="Roy: seen once only.")
    library.save_answer(draft.id, "practice-2", said)
    whole = library.assessment(draft.id)
    assert whole.answer("practice-2") == said
    write_report(tmp_path / "team.xlsx", whole)
    assert as_bytes(read_record(tmp_path / "team.xlsx").assessment) == as_bytes(whole)
