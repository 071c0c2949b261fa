"""The files of a staff survey: taken in one by one, and blank ones to hand out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment, Assessor
from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.staff import new_survey
from maturity_app.jobs.staff_files import Gathering, report_on, take_in, write_start_files
from maturity_app.storage.assessments import read_assessment, write_assessment
from maturity_app.storage.problems import InputError
from maturity_app.storage.staff import read_staff_survey, write_staff_survey
from maturity_app.wording import ENGLISH
from tests.jobs.test_batch import Watch
from tests.staffing import SMALL, said_by

ROLES = [("Manager", 6), ("Staff", 20)]


@pytest.fixture
def survey() -> StaffSurvey:
    day = date(2026, 10, 16)
    return new_survey(SMALL, "Unit B2", "Autumn 2026", day, headcount=26, roles=ROLES)


@pytest.fixture
def path(survey: StaffSurvey, tmp_path: Path) -> Path:
    """Return the file of a survey that nobody has answered yet."""
    written = tmp_path / "b2.staff.json"
    write_staff_survey(written, survey)
    return written


def filled_in(survey: StaffSurvey, folder: Path, *texts: str) -> Iterator[Path]:
    """Yield a file for each text, which a manager answered."""
    for number, text in enumerate(texts):
        own = Assessment(
            id=f"own-{number}", unit=survey.unit, wave=survey.wave, questionnaire=SMALL,
            answers=said_by("", text)[0].answers, assessor=Assessor(role="Manager"),
        )  # fmt: skip
        yield folder / f"{number}.assessment.json"
        write_assessment(folder / f"{number}.assessment.json", own)


def test_good_files_of_a_folder_come_in_and_others_are_listed(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "came back"
    folder.mkdir()
    first, second, third = filled_in(survey, folder, "NPLFNPL", "FFFFPPP", "LLLLNNN")
    second.write_text("{}", "utf-8")
    watch = Watch()
    gathering = take_in(path, [folder, third], watch)
    assert (gathering.added, gathering.known, gathering.done) == (2, [third], 4)
    assert [str(second) in refused.worded(ENGLISH) for refused in gathering.refused] == [True]
    assert [step for _, _, step in watch.told] == [first.name, second.name, third.name, third.name]
    assert len(read_staff_survey(path).responses) == 2
    assert ENGLISH.said(gathering.told).startswith("2 responses of 26 people")


def test_what_was_taken_in_is_kept_when_it_is_stopped(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    files = list(filled_in(survey, tmp_path, "NPLFNPL", "FFFFPPP", "LLLLNNN"))
    gathering = take_in(path, files, Watch(enough=2))
    assert list(gathering.rest) == files[2:]
    assert len(read_staff_survey(path).responses) == 2
    assert take_in(path, gathering.rest, Watch()).added == 1


def test_a_survey_closed_by_somebody_else_meanwhile_stays_closed(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    (own,) = filled_in(survey, tmp_path, "NPLFNPL")
    gathering = Gathering(path, [own])
    assert gathering.take(own)
    write_staff_survey(path, survey.as_closed())
    with pytest.raises(InputError, match="another program changed this file"):
        gathering.keep()
    assert read_staff_survey(path) == survey.as_closed()
    with pytest.raises(InputError, match="was closed when its report was written"):
        take_in(path, [own], Watch())


def test_a_report_on_too_few_closes_nothing(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    take_in(path, list(filled_in(survey, tmp_path, *["NPLFNPL"] * 4)), Watch())
    with pytest.raises(InputError, match="nothing may be told"):
        report_on(path, tmp_path / "b2.csv", None, "en", agreed=True)
    assert not read_staff_survey(path).closed


def test_start_files_name_nobody_and_replace_no_answers(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    manager, staff = write_start_files(survey, tmp_path, "Staff")
    blank = read_assessment(manager)
    assert (blank.assessor, blank.unit.id) == (Assessor(role="Manager"), survey.unit.id)
    answered = replace(blank, answers={"try-1": Answer(state="answered", option="fully")})
    write_assessment(manager, answered)
    assert take_in(path, [manager], Watch()).survey.role_counts["Manager"] == 1
    with pytest.raises(InputError, match="a file with content has this name"):
        write_start_files(survey, tmp_path, "Staff")
    assert read_assessment(manager) == answered
    assert not read_assessment(staff).answers
    (whoever,) = write_start_files(replace(survey, roles={}), tmp_path, "Anyone")
    assert read_assessment(whoever).assessor == Assessor(role="Anyone")
