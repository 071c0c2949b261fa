"""What comes into a staff survey, what of it is kept, and what is no unnamed person's answer."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Source
from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs import staff_intake
from maturity_app.jobs.staff import new_survey
from maturity_app.jobs.staff_intake import Intake
from maturity_app.storage.assessments import write_assessment
from maturity_app.storage.problems import InputError
from maturity_app.storage.staff import read_staff_survey, write_staff_survey
from tests.staffing import SMALL, said_by, survey_of

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


def taken_in(survey: StaffSurvey, *paths: Path) -> StaffSurvey:
    intake = Intake(survey)
    for path in paths:
        assert intake.take(path)
    return intake.grown()


def refusal(survey: StaffSurvey, path: Path) -> str:
    with pytest.raises(InputError) as refused:
        Intake(survey).take(path)
    return str(refused.value)


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
    forwards, backwards = taken_in(survey, *files), taken_in(survey, *reversed(files))
    assert forwards == backwards
    assert taken_in(taken_in(survey, files[1]), files[2], files[0]) == forwards
    assert len(forwards.responses) == 3, "copies of one start file are several people's"
    assert not forwards.as_closed().taken


def test_no_file_is_taken_in_twice(survey: StaffSurvey, tmp_path: Path) -> None:
    path = filed(tmp_path / "a.assessment.json", answered(survey))
    intake = Intake(survey)
    assert [intake.take(path), intake.take(path)] == [True, False]
    assert intake.added == 1
    assert not Intake(intake.grown()).take(path)


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


@pytest.mark.parametrize(
    ("people", "taking_part", "told"),
    [
        ({"Manager": 6, "Staff": 20}, {"Manager": 6, "Staff": 5}, "the role Manager has 6 people"),
        # A report tells of neither how many answered: too few do of the one,
        ({"Manager": 3, "Staff": 20}, {"Manager": 3, "Staff": 9}, "in all or in its role"),
        # too few of the other.
        ({"Manager": 6, "Staff": 20}, {"Manager": 6, "Staff": 2}, "in all or in its role"),
        ({}, {"": 26}, "in all or in its role"),
    ],
)
def test_no_more_answer_than_were_asked(
    tmp_path: Path, people: dict[str, int], taking_part: dict[str, int], told: str
) -> None:
    given = [each for role, count in taking_part.items() for each in said_by(role, *["N"] * count)]
    full = survey_of(given, people, headcount=26)
    said = refusal(full, filed(tmp_path / "a.assessment.json", answered(full)))
    assert told in said
    assert ("Manager" in said) == ("6 people" in said) == told.startswith("the role")


def test_what_came_in_fills_a_role_too(survey: StaffSurvey, tmp_path: Path) -> None:
    texts = ("NNNNNNN", "PPPPPPP", "LLLLLLL", "FFFFFFF", "NPLFNPL", "FFFFPPP", "LLLLNNN")
    *six, seventh = (
        filed(tmp_path / f"{text}.assessment.json", answered(survey, text)) for text in texts
    )
    intake = Intake(survey)
    assert all(intake.take(path) for path in six)
    with pytest.raises(InputError, match="as many responses as people already"):
        intake.take(seventh)
    assert len(intake.grown().responses) == 6


def test_no_survey_takes_in_more_than_its_file_may_hold(
    survey: StaffSurvey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_intake, "MOST_RESPONSES", 1)
    full = survey_of(said_by("Manager", "NPLFNPL"), survey.roles)
    path = filed(tmp_path / "a.assessment.json", answered(full))
    assert "can't hold more than 1 responses" in refusal(full, path)
