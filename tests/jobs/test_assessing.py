from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.pace import time_left
from maturity_app.domain.plan import Action, Plan
from maturity_app.domain.translation import Translation
from maturity_app.jobs.assessing import (
    asking_language,
    carrying_on,
    cleared,
    correction_of,
    earlier_waves,
    id_from,
    new_assessment,
    open_correction,
    previous_wave,
    sign_in_library,
    signed_off,
    store_summary,
    summary_of,
)
from maturity_app.jobs.summary import Summary
from maturity_app.storage.assessments import as_bytes, assessment_from_bytes
from maturity_app.storage.library import Library, LibraryError, open_library
from maturity_app.storage.problems import InputError
from tests.building import assessment, dimension, full_questionnaire, questionnaire, random_answers

ONE = questionnaire(dimension("practice", (1, 1, 2)))
FULLY = Answer(state="answered", option="fully")
DAY = date(2026, 10, 16)


def wave(year: int, **changes: str) -> Assessment:
    label = changes.get("label", f"Autumn {year}")
    return assessment(ONE, {"practice-1": FULLY}, label=label, day=date(year, 10, 16))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Directorate for Ports", "directorate-for-ports"),
        ("Größe & Maß", "grosse-mass"),
        ("Διεύθυνση Λιμένων", "διευθυνση-λιμενων"),
        ("=1+1", "1-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("A" * 300, "a" * 60),
    ],
)
def test_a_units_id_is_made_from_its_name(name: str, expected: str) -> None:
    assert id_from(name) == expected


def test_names_of_signs_alone_make_ids_that_differ() -> None:
    ids = {id_from("!!!"), id_from("???"), id_from("\U0001f600")}
    assert len(ids) == 3
    assert all(name.startswith("unit-") for name in ids)
    assert id_from("!!!") == id_from("!!!")


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A1", "../../x", "Ελλάδα", "a\tb\nc", "x" * 200, "\u202eevil", "CON"]
)
def test_a_new_assessment_can_be_written_and_read_whatever_the_unit_is_called(name: str) -> None:
    draft = new_assessment(ONE, name, "Autumn 2026", DAY)
    assert assessment_from_bytes(as_bytes(draft), "f") == draft
    assert draft.unit.name.isprintable()
    assert new_assessment(ONE, name, "Autumn 2026", DAY).id != draft.id


@pytest.mark.parametrize(
    ("name", "label", "unit_id", "what"),
    [
        ("", "Autumn", "", "unit name: it is empty; write one"),
        (" \n\t", "Autumn", "", "unit name: it is empty; write one"),
        ("x" * 201, "Autumn", "", "unit name: it has 201 characters; use at most 200"),
        ("x", "", "", "wave name: it is empty; write one"),
        ("x", "y" * 201, "", "wave name: it has 201 characters; use at most 200"),
        ("x", "y", "a b", "unit id: `a b` can't be one; use letters, digits and hyphens"),
        ("x", "y", "../x", "unit id: `../x` can't be one; use letters, digits and hyphens"),
        ("x", "y", "z" * 81, "unit id: `zzz"),
    ],
)
def test_names_no_file_could_hold_are_refused(
    name: str, label: str, unit_id: str, what: str
) -> None:
    with pytest.raises(InputError) as refused:
        new_assessment(ONE, name, label, DAY, unit_id=unit_id)
    assert str(refused.value).startswith(what)


def test_half_a_character_in_a_name_is_left_out() -> None:
    assert new_assessment(ONE, "so \ud800 there", "w", DAY).unit.name == "so there"


def test_signed_records_of_a_unit_form_a_chain(library: Library) -> None:
    for year in (2024, 2025):
        library.add(wave(year))
    first = sign_in_library(library, wave(2024).id, "Head", DAY)
    second = sign_in_library(library, wave(2025).id, " Head\n of unit ", DAY)
    assert first.chain is not None
    assert second.chain is not None
    assert (first.chain.position, first.chain.previous) == (1, "")
    assert (second.chain.position, second.chain.previous) == (2, first.fingerprint)
    assert second.signed is not None
    assert second.signed.role == "Head of unit"
    assert library.assessment(second.id) == second
    assert assessment_from_bytes(as_bytes(library.assessment(second.id)), "f") == second


@pytest.mark.parametrize("role", ["", "  ", "x" * 201])
def test_a_role_no_file_could_hold_signs_nothing(library: Library, role: str) -> None:
    library.add(wave(2026))
    with pytest.raises(InputError, match="role: it "):
        sign_in_library(library, wave(2026).id, role, DAY)
    assert library.assessment(wave(2026).id).is_draft


def test_a_correction_takes_the_place_of_what_it_corrects(library: Library) -> None:
    library.add(wave(2026))
    record = sign_in_library(library, wave(2026).id, "Head", DAY)
    draft = correction_of(record)
    assert draft.is_draft
    assert draft.answers == record.answers
    assert draft.id != record.id
    assert assessment_from_bytes(as_bytes(draft), "f") == draft
    library.add(draft)
    library.save_answer(draft.id, "practice-2", FULLY)
    assert library.entry(record.id).status == "signed_off"
    corrected = sign_in_library(library, draft.id, "Head", DAY)
    assert library.entry(record.id).status == "superseded"
    assert corrected.chain is not None
    assert corrected.chain.position == 2
    assert [held.id for held in library.waves_of(record.unit.id)] == [corrected.id]
    superseded = library.assessment(record.id)
    assert assessment_from_bytes(as_bytes(superseded), "f") == superseded


def test_what_is_signed_is_not_signed_again(library: Library) -> None:
    library.add(wave(2026))
    sign_in_library(library, wave(2026).id, "Head", DAY)
    with pytest.raises(InputError, match="signed off already"):
        sign_in_library(library, wave(2026).id, "Head", DAY)
    with pytest.raises(LibraryError, match="no record"):
        sign_in_library(library, "absent", "Head", DAY)


def test_earlier_waves_are_the_same_units_with_the_same_questionnaire(library: Library) -> None:
    for year in (2024, 2025, 2026):
        library.add(wave(year))
    other = questionnaire(dimension("practice", (1,)), id="other")
    library.add(assessment(other, {}, label="Other", day=date(2023, 1, 1)))
    library.add(assessment(ONE, {}, unit="Unit C", day=date(2023, 1, 1)))
    assert [w.id for w in earlier_waves(library, wave(2026))] == [wave(2024).id, wave(2025).id]
    assert previous_wave(library, wave(2026)) == wave(2025)
    assert previous_wave(library, wave(2024)) is None


def test_a_signed_record_stands_until_its_correction_is_signed(library: Library) -> None:
    for year in (2025, 2026):
        library.add(wave(year))
    record = sign_in_library(library, wave(2025).id, "Head", DAY)
    draft = correction_of(record)
    library.add(draft)
    assert open_correction(library, record) == draft.id
    assert library.entry(draft.id).corrects == record.id
    assert [held.id for held in earlier_waves(library, wave(2026))] == [record.id]
    sign_in_library(library, draft.id, "Head", DAY)
    assert open_correction(library, record) == ""
    assert [held.id for held in earlier_waves(library, wave(2026))] == [draft.id]


PULSE = questionnaire(dimension("practice", (1,)), id="pulse", short_form_of="test")


def pulse(label: str, day: date) -> Assessment:
    return assessment(PULSE, {"practice-1": FULLY}, label=label, day=day)


def test_a_pulse_compares_with_the_survey_it_is_short_of_and_with_other_pulses(
    library: Library,
) -> None:
    spring, summer = (pulse(f"{month}", date(2026, month, 1)) for month in (4, 7))
    for record in (wave(2025), spring, summer, wave(2026)):
        library.add(record)
    assert [w.id for w in earlier_waves(library, summer)] == [wave(2025).id, spring.id]
    assert previous_wave(library, spring) == wave(2025)


def test_a_pulse_in_between_takes_no_level_from_the_yearly_survey(library: Library) -> None:
    spring = pulse("4", date(2026, 4, 1))
    for record in (wave(2025), spring, wave(2026)):
        library.add(record)
    assert [w.id for w in earlier_waves(library, wave(2026))] == [wave(2025).id]


def test_a_first_yearly_survey_compares_with_the_pulse_before_it(library: Library) -> None:
    spring = pulse("4", date(2026, 4, 1))
    library.add(spring)
    assert previous_wave(library, wave(2026)) == spring


@pytest.mark.parametrize("seed", range(3))
def test_a_stored_summary_comes_back_exactly(library: Library, seed: int) -> None:
    definition = full_questionnaire()
    whole = assessment(definition, random_answers(definition, seed))
    library.add(whole)
    store_summary(library, whole)
    stored = library.entry(whole.id).summary
    assert stored is not None
    assert Summary.from_data(stored) == summary_of(whole)


def test_a_summary_of_a_questionnaire_with_nothing_in_it() -> None:
    nothing = questionnaire(headline=None)
    summary = summary_of(new_assessment(nothing, "x", "y", DAY))
    assert (summary.done, summary.total, summary.level) == (0, 0, None)


def test_the_home_page_tells_the_same_time_left_as_the_survey() -> None:
    morning = datetime(2026, 10, 16, 9, 0, tzinfo=UTC)
    given = {
        f"practice-{n}": replace(FULLY, answered_at=morning + timedelta(seconds=40 * n))
        for n in range(1, 10)
    }
    draft = assessment(questionnaire(dimension("practice", (1,) * 12)), given)
    summary = summary_of(draft)
    assert summary.seconds_left == 3 * 40
    assert time_left(draft, 3) == timedelta(seconds=120)
    stored = summary.as_data()
    del stored["seconds_left"]
    assert Summary.from_data(stored) == summary._replace(seconds_left=None)


def test_clearing_an_answer_keeps_comment_and_evidence() -> None:
    said = Answer(state="answered", option="fully", comment="c", evidence="e")
    assert cleared(said) == Answer(comment="c", evidence="e")


def test_a_file_signed_outside_a_library_begins_or_goes_on_with_a_chain() -> None:
    first = signed_off(wave(2025), "Head", DAY, (0, ""))
    second = signed_off(wave(2026), "Head", DAY, (1, first.fingerprint))
    assert second.chain is not None
    assert second.chain.previous == first.fingerprint


@pytest.mark.parametrize("stored", [{}, {"done": 1}, {"coverage": "1/0", "level": None, "high": 3}])
def test_a_stored_summary_that_does_not_fit_is_none(stored: dict[str, object]) -> None:
    assert Summary.from_data(stored) is None


# --- the language of the questions -------------------------------------------------------


def said_in(language: str, hour: int) -> Answer:
    moment = datetime(2026, 10, 16, hour, tzinfo=UTC)
    return Answer(state="answered", option="fully", answered_at=moment, language=language)


@pytest.mark.parametrize(
    ("now", "then", "wanted", "asked"),
    [
        ({}, {}, ("", "fr"), "fr"),
        ({}, {}, ("", "it"), "en"),
        ({}, {}, (), "en"),
        ({}, {"p-1": said_in("de", 9)}, ("", "fr"), "de"),
        ({"p-2": said_in("fr", 8)}, {"p-1": said_in("de", 9)}, ("", "en"), "fr"),
        ({"p-1": said_in("de", 9), "p-2": said_in("fr", 8)}, {}, ("", "en"), "de"),
        ({"p-1": said_in("mt", 9)}, {}, ("", "fr"), "fr"),
        ({"p-1": said_in("de", 9)}, {}, ("fr", "en"), "fr"),
    ],
)
def test_the_language_to_ask_in(
    now: dict[str, Answer], then: dict[str, Answer], wanted: tuple[str, ...], asked: str
) -> None:
    texts = {"de": Translation(), "fr": Translation()}
    definition = replace(questionnaire(dimension("p", (1, 2))), translations=texts)
    earlier = [assessment(definition, then, label="Autumn 2025")]
    assert asking_language(assessment(definition, now), earlier, wanted) == asked


def test_a_new_wave_begins_with_the_targets_and_the_open_actions_of_the_last() -> None:
    actions = (Action(id="a1", text="Open"), Action(id="a2", text="Done", state="done"))
    plan = Plan(targets={"practice": 3}, actions=actions)
    last = replace(wave(2025), plan=plan)
    begun = carrying_on(new_assessment(ONE, "Unit", "Autumn 2026", DAY), last)
    assert begun.plan == Plan(targets={"practice": 3}, actions=actions[:1])
    assert assessment_from_bytes(as_bytes(begun), "file") == begun


def test_a_target_stays_behind_where_the_new_questionnaire_has_no_levels_for_it() -> None:
    last = replace(wave(2025), plan=Plan(targets={"practice": 3}))
    other = replace(ONE, tree=replace(ONE.tree, children=(dimension("other", (1, 2)),)))
    assert carrying_on(new_assessment(other, "Unit", "Now", DAY), last).plan.is_empty


def test_without_a_last_wave_nothing_is_planned() -> None:
    begun = new_assessment(ONE, "Unit", "Now", DAY)
    assert carrying_on(begun, None) is begun
