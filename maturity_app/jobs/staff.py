"""An anonymous staff survey: beginning it, closing it, writing reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.release import release
from maturity_app.domain.said import said
from maturity_app.domain.staff import MOST_PEOPLE, StaffSurvey
from maturity_app.domain.suppression import FEWEST_FOR_THIRD
from maturity_app.domain.translating import in_language
from maturity_app.jobs.assessing import fitting, new_assessment
from maturity_app.jobs.proving_staff import prove_staff_report
from maturity_app.jobs.reporting import chosen
from maturity_app.reports.staff import StaffReport, staff_report
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.problems import problem_in
from maturity_app.storage.staff import STAFF_SUFFIX, is_staff_survey
from maturity_app.wording import Wording, wording_for

Rendering = Callable[[StaffReport, Wording], bytes]


def new_survey(  # noqa: PLR0913 - each is a word of the command line
    questionnaire: Questionnaire,
    unit_name: str,
    wave_label: str,
    day: date,
    *,
    headcount: int,
    roles: Sequence[tuple[str, int]] = (),
    unit_id: str = "",
) -> StaffSurvey:
    """Return a staff survey that nobody has answered yet.

    Raises:
        InputError: a name or id is empty or too long, there are too few people or too many, or
            roles have more than there are.

    """
    blank = new_assessment(
        questionnaire, unit_name, wave_label, day, unit_id=unit_id, headcount=headcount
    )
    return StaffSurvey(
        id=blank.id,
        unit=blank.unit,
        wave=blank.wave,
        questionnaire=questionnaire,
        headcount=headcount,
        roles=_fitting_roles(roles, headcount),
    )


def _fitting_roles(roles: Sequence[tuple[str, int]], headcount: int) -> Mapping[str, int]:
    if headcount < FEWEST_FOR_THIRD:
        what = said("of fewer than {fewest} people nothing may be told", fewest=FEWEST_FOR_THIRD)
        raise problem_in(said("headcount"), what, said("ask several units together"))
    if headcount > MOST_PEOPLE:
        what = said("a survey can't be of more than {most:,} people", most=MOST_PEOPLE)
        raise problem_in(said("headcount"), what, said("survey parts of the unit"))
    if any(people < 1 for _, people in roles):
        raise problem_in(said("role"), said("one has no people"), said("leave it out"))
    named = {fitting(role, said("role")): people for role, people in roles}
    if len({role.casefold() for role in named}) < len(roles):
        raise problem_in(said("role"), said("two have one name"), said("give each its own"))
    if sum(named.values()) > headcount:
        what = said("the roles have more people than the unit")
        raise problem_in(said("headcount"), what, said("count each person in one role"))
    return named


def small_roles(survey: StaffSurvey) -> tuple[str, ...]:
    """Return the roles of which nothing will ever be told, because too few have them."""
    return tuple(role for role, people in survey.roles.items() if people < FEWEST_FOR_THIRD)


# --- reports -----------------------------------------------------------------------------


def closing(path: Path, survey: StaffSurvey, *, agreed: bool) -> StaffSurvey:
    """Return a survey as it must be to be reported on: closed, with enough responses.

    Raises:
        InputError: too few took part, or nobody agreed to close it.

    """
    if len(survey.responses) < FEWEST_FOR_THIRD:
        what = said(
            "fewer than {fewest} people took part, so nothing may be told", fewest=FEWEST_FOR_THIRD
        )
        raise problem_in(path, what, said("add more responses first"))
    if not survey.closed and not agreed:
        what = said(
            "a report closes the survey for good: with a response added later, the difference "
            "between two reports would tell one person's answers"
        )
        raise problem_in(path, what, said("add --close once everyone has answered"))
    return survey if survey.closed else survey.as_closed()


def check_report_name(path: Path) -> None:
    """Make sure that there is a report of the kind a name ends in.

    Raises:
        InputError: there is none.

    """
    chosen(_RENDERINGS, path)
    if is_staff_survey(path):
        what = said("names ending in {suffix} are kept for staff surveys", suffix=STAFF_SUFFIX)
        raise problem_in(path, what, said("choose another name, such as report.json"))


def check_earlier_survey(path: Path, earlier: StaffSurvey, survey: StaffSurvey) -> None:
    """Make sure that a survey is an earlier wave of the same unit, and was reported on.

    Raises:
        InputError: it is not, and why.

    """
    what = _not_earlier(earlier, survey)
    if what:
        raise problem_in(path, what, said("leave it out, or name another one"))
    if not earlier.closed:
        what = said("this survey is not closed, so nothing may be told of it yet")
        raise problem_in(path, what, said("report on it by itself first"))


def _not_earlier(earlier: StaffSurvey, survey: StaffSurvey) -> str:
    if earlier.questionnaire.id != survey.questionnaire.id:
        return said("it answers another questionnaire")
    if earlier.unit.id != survey.unit.id:
        return said("it is of another unit")
    if earlier.wave.date >= survey.wave.date:
        return said("it is no earlier wave than {wave}", wave=survey.wave.label)
    return ""


def write_staff_report(
    path: Path,
    survey: StaffSurvey,
    earlier: StaffSurvey | None = None,
    language: str = "en",
    once_proved: Callable[[], object] | None = None,
) -> None:
    """Write a report on a closed staff survey; the suffix .pdf, .xlsx, .csv or .json says which.

    `once_proved` does what must be done before the report may be seen, or keeps it from being.

    Raises:
        InputError: another suffix.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    check_report_name(path)
    before = release(earlier) if earlier else None
    report = staff_report(release(survey_in(survey, language)), before)
    w = wording_for(language)
    prove = partial(prove_staff_report, report=report, w=w)
    write_whole(path, chosen(_RENDERINGS, path)(report, w), prove, once_proved=once_proved)


def survey_in(survey: StaffSurvey, language: str) -> StaffSurvey:
    """Return a survey whose questionnaire speaks a language, if it has it; same figures."""
    return replace(survey, questionnaire=in_language(survey.questionnaire, language))


# The renderings are imported when one is asked for, as those of other reports are.


def _pdf(report: StaffReport, w: Wording) -> bytes:
    from maturity_app.reports.pdf.staff import staff_pdf

    return staff_pdf(report, w)


def _workbook(report: StaffReport, w: Wording) -> bytes:
    from maturity_app.reports.excel.staff import staff_workbook

    return staff_workbook(report, w)


def _csv(report: StaffReport, w: Wording) -> bytes:
    from maturity_app.reports.staff_tables import staff_csv

    return staff_csv(report, w)


def _json(report: StaffReport, _w: Wording) -> bytes:
    from maturity_app.reports.staff_tables import staff_json

    return staff_json(report)


_RENDERINGS: Mapping[str, Rendering] = {
    ".pdf": _pdf,
    ".xlsx": _workbook,
    ".csv": _csv,
    ".json": _json,
}
