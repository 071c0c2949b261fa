"""A staff survey from its beginning to its reports, as files."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Source
from maturity_app.domain.staff import Response, StaffSurvey
from maturity_app.jobs.staff import (
    check_earlier_survey,
    closing,
    new_survey,
    taken_in,
    write_staff_report,
)
from maturity_app.storage.assessments import write_assessment
from maturity_app.storage.problems import InputError
from maturity_app.storage.staff import read_staff_survey, write_staff_survey
from maturity_app.wording import languages
from tests.reports.pdf_reading import pages_of
from tests.reports.test_pdf_tags import faults
from tests.staffing import SMALL, at_random, said_by, survey_of

DAY = date(2026, 10, 16)
PRIVATE = "only-ann-would-say-this"


@pytest.fixture
def survey() -> StaffSurvey:
    roles = [("Manager", 6), ("Staff", 20)]
    return new_survey(SMALL, "Unit B2", "Autumn 2026", DAY, headcount=26, roles=roles)


def answered(survey: StaffSurvey, text: str = "NPLFNPL", **changes: object) -> Assessment:
    """Return a person's own answers, with all that a survey is to leave behind."""
    answers = {
        key: replace(
            answer,
            comment=PRIVATE,
            evidence=PRIVATE,
            answered_by=PRIVATE,
            answered_at=datetime(2026, 10, 1, 9, 30, tzinfo=UTC),
            language="fr",
        )
        for key, answer in said_by("", text)[0].answers.items()
    }
    values: dict[str, object] = {
        "id": "blank",
        "unit": survey.unit,
        "wave": survey.wave,
        "questionnaire": survey.questionnaire,
        "answers": answers,
        "assessor": Assessor(role="manager"),
    }
    return Assessment(**{**values, **changes})  # type: ignore[arg-type]  # the caller names them


def filed(path: Path, assessment: Assessment) -> Path:
    write_assessment(path, assessment)
    return path


def refusal(survey: StaffSurvey, path: Path) -> str:
    with pytest.raises(InputError) as refused:
        taken_in(survey, path)
    return str(refused.value)


# --- taking in ---------------------------------------------------------------------------


def test_of_a_response_only_choices_and_role_are_kept(survey: StaffSurvey, tmp_path: Path) -> None:
    text = Answer(state="answered", text=PRIVATE)
    given = answered(survey, "NP_FNPL", orphaned={"gone": text})
    grown = taken_in(survey, filed(tmp_path / "a.assessment.json", given))
    kept = said_by("Manager", "NP_FNPL")[0]
    assert grown.responses == (kept,)
    write_staff_survey(tmp_path / "s.staff.json", grown)
    content = (tmp_path / "s.staff.json").read_text("utf-8")
    assert PRIVATE not in content
    assert "2026-10-01" not in content
    assert "blank" not in content
    assert read_staff_survey(tmp_path / "s.staff.json") == grown


def test_the_order_of_arrival_leaves_no_trace(survey: StaffSurvey, tmp_path: Path) -> None:
    texts = ("NPLFNPL", "FFFFPPP", "LLLLNNN")
    files = [
        filed(tmp_path / f"{number}.assessment.json", answered(survey, text))
        for number, text in enumerate(texts)
    ]
    forwards, backwards = survey, survey
    for path in files:
        forwards = taken_in(forwards, path)
    for path in reversed(files):
        backwards = taken_in(backwards, path)
    assert forwards == backwards
    assert len(forwards.responses) == 3, "copies of one start file are several people's"
    assert taken_in(forwards, files[1]) is forwards, "a file is not taken in twice"
    assert not forwards.as_closed().taken


def test_a_role_the_survey_does_not_tell_apart_is_not_kept(
    survey: StaffSurvey, tmp_path: Path
) -> None:
    own = answered(survey, assessor=Assessor(role="Deputy head, Lyon office"))
    grown = taken_in(survey, filed(tmp_path / "a.assessment.json", own))
    assert [response.role for response in grown.responses] == [""]


def test_what_is_no_unnamed_answer_to_this_survey_is_refused(
    survey: StaffSurvey, tmp_path: Path
) -> None:
    def refused(**changes: object) -> str:
        given = answered(survey, "NPLFNPL", **changes)
        return refusal(survey, filed(tmp_path / "a.assessment.json", given))

    assert "says who answered" in refused(assessor=Assessor(name="Ann"))
    source = Source(id="x", assessor=Assessor(name="Ann"), fingerprint="0" * 64)
    assert "unit's record" in refused(assessor=None, sources=(source,))
    assert "another unit" in refused(unit=replace(survey.unit, id="unit-c"))
    assert "another wave" in refused(wave=replace(survey.wave, label="Spring 2026"))
    assert "another questionnaire" in refused(questionnaire=replace(SMALL, id="other"))
    [*rest, highest] = SMALL.scales["nplf"]
    weighed = (*rest, replace(highest, value=highest.value + 1))
    scales = {**SMALL.scales, "nplf": weighed}
    assert "another questionnaire" in refused(questionnaire=replace(SMALL, scales=scales))
    assert "nothing is answered" in refused(answers={})


def test_no_more_answer_than_were_asked(survey: StaffSurvey, tmp_path: Path) -> None:
    full = survey
    for response in said_by("Manager", *["NPLFNPL"] * 6):
        full = full.with_response(response, "0" * 64)
    path = filed(tmp_path / "a.assessment.json", answered(survey))
    assert "has 6 people" in refusal(full, path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"responses": [{"role": "Boss"}]}, "#/responses/0/role: the survey tells no role"),
        ({"responses": [{"chosen": {"x": "not"}}]}, "#/responses/0/chosen/x: the questionnaire"),
        ({"responses": [{"chosen": {"try-1": "x"}}]}, "no option `x`"),
        ({"responses": [{"name": "Ann"}]}, "#/responses/0/name"),
        ({"headcount": 0}, "#/headcount"),
    ],
)
def test_a_changed_file_is_told_place_by_place(
    survey: StaffSurvey, tmp_path: Path, change: dict[str, object], told: str
) -> None:
    path = tmp_path / "s.staff.json"
    write_staff_survey(path, survey)
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, **change}), "utf-8")
    with pytest.raises(InputError) as refused:
        read_staff_survey(path)
    assert told in str(refused.value)


# --- reporting ---------------------------------------------------------------------------


def test_a_survey_closes_only_when_it_is_agreed_and_enough_took_part() -> None:
    path = Path("s.staff.json")
    few = survey_of(said_by("", *["NPLFNPL"] * 4), {})
    with pytest.raises(InputError, match="nothing may be told"):
        closing(path, few, agreed=True)
    enough = survey_of(at_random({"": 9}, 1, 0), {})
    with pytest.raises(InputError, match="add --close"):
        closing(path, enough, agreed=False)
    closed = closing(path, enough, agreed=True)
    assert closed.closed
    assert closing(path, closed, agreed=False) is closed


def test_an_earlier_wave_must_have_been_reported_on() -> None:
    path = Path("s.staff.json")
    before = survey_of(at_random({"": 9}, 1, 0), {}, label="Spring 2026", day=date(2026, 4, 1))
    now = survey_of(at_random({"": 9}, 2, 0), {})
    with pytest.raises(InputError, match="not closed"):
        check_earlier_survey(path, before, now)
    check_earlier_survey(path, before.as_closed(), now)
    with pytest.raises(InputError, match="no earlier wave"):
        check_earlier_survey(path, now.as_closed(), now)


@pytest.fixture(scope="module")
def waves() -> tuple[StaffSurvey, StaffSurvey]:
    roles = {"Manager": 9, "Staff": 25, "Aide": 6}
    people = {"Manager": 7, "Staff": 16, "Aide": 3, "": 2}
    before = survey_of(at_random(people, 3, 0.05), roles, label="Spring 2026", day=date(2026, 4, 1))
    return before.as_closed(), survey_of(at_random(people, 8, 0.05), roles).as_closed()


@pytest.mark.parametrize("language", languages())
def test_pdf_and_workbook_are_sound_in_each_language(
    waves: tuple[StaffSurvey, StaffSurvey], tmp_path: Path, language: str
) -> None:
    before, now = waves
    for suffix in (".pdf", ".xlsx"):
        write_staff_report(tmp_path / f"r{suffix}", now, before, language)
    assert not faults((tmp_path / "r.pdf").read_bytes())
    book = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == [
        "Summary", "Dimensions", "Items", "Distribution", "Roles", "Change", "Dictionary",
    ]  # fmt: skip
    assert all(len(sheet.tables) == 1 for sheet in book)


def test_few_are_never_counted_and_the_same_survey_gives_the_same_bytes(
    waves: tuple[StaffSurvey, StaffSurvey], tmp_path: Path
) -> None:
    before, now = waves
    for name in ("one", "two"):
        for suffix in (".pdf", ".csv", ".json"):
            write_staff_report(tmp_path / f"{name}{suffix}", now, before)
    for suffix in (".pdf", ".csv", ".json"):
        one, two = ((tmp_path / f"{name}{suffix}").read_bytes() for name in ("one", "two"))
        assert one == two
    words = " ".join(pages_of((tmp_path / "one.pdf").read_bytes()))
    assert "Aide not told 6 not told" in words
    document = json.loads((tmp_path / "one.json").read_text("utf-8"))
    roles = {role["name"]: role["responses"] for role in document["roles"]}
    assert roles == {"Manager": 7, "Staff": 16, "Aide": None}
    assert document["changes"][0]["low"] < document["changes"][0]["difference"]


def test_a_response_has_no_field_that_could_name_anyone() -> None:
    assert set(Response.__dataclass_fields__) == {"role", "chosen", "open"}
