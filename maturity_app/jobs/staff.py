"""An anonymous staff survey: beginning it, taking in responses, closing it, writing reports."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.release import release
from maturity_app.domain.said import said, said_plural
from maturity_app.domain.staff import StaffSurvey, response_of
from maturity_app.domain.suppression import FEWEST_FOR_THIRD
from maturity_app.domain.translating import in_language
from maturity_app.jobs.assessing import fitting, new_assessment
from maturity_app.jobs.proving_staff import prove_staff_report
from maturity_app.jobs.reading import content_of, record_in
from maturity_app.jobs.reporting import chosen
from maturity_app.reports.staff import StaffReport, staff_report
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import problem_in, shortened
from maturity_app.storage.staff import STAFF_SUFFIX
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
        InputError: a name or id is empty or too long, or roles have more people than there are.

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


# --- taking in ---------------------------------------------------------------------------


def check_open(path: Path, survey: StaffSurvey) -> None:
    """Refuse to add to a survey that was reported on.

    Raises:
        InputError: it is closed, and why nothing may be added any more.

    """
    if survey.closed:
        what = said(
            "this survey was closed when its report was written; with one more response, the "
            "difference between two reports would tell that person's answers"
        )
        raise problem_in(path, what, said("keep the file for the next wave"))


def taken_in(survey: StaffSurvey, path: Path, known: KnownDefinitions | None = None) -> StaffSurvey:
    """Return a survey with the response in a file; the same one if the file was taken in before.

    Where many are taken in, `known` spares reading the questionnaire again that they all hold.

    Raises:
        InputError: the file holds no unnamed person's answers to this survey.
        MachineError: it may not be read.

    """
    content = content_of(path)
    # Of the whole file, since copies of one start file share their id.
    mark = hashlib.sha256(survey.id.encode() + b"\0" + content).hexdigest()
    if mark in survey.taken:
        return survey
    assessment = record_in(content, path, known).assessment
    _check_own(path, assessment)
    _check_same(path, survey, assessment)
    response = response_of(assessment, survey.roles)
    if not response.chosen:
        raise problem_in(path, said("nothing is answered in it"), said("leave it out"))
    _check_room(path, survey, response.role)
    return survey.with_response(response, mark)


def _check_room(path: Path, survey: StaffSurvey, role: str) -> None:
    """Refuse more answers than there are people, in all or in a role."""
    people = survey.roles.get(role)
    if people is not None and survey.role_counts[role] >= people:
        what = said_plural(
            "the role {role} has {count:,} person, and as many responses already",
            "the role {role} has {count:,} people, and as many responses already",
            people,
            role=role,
        )
        raise problem_in(path, what, said("find out whether someone answered twice"))
    if len(survey.responses) >= survey.headcount:
        what = said("there are as many responses as people already")
        raise problem_in(path, what, said("find out whether someone answered twice"))


def _check_own(path: Path, assessment: Assessment) -> None:
    if assessment.assessor is not None and assessment.assessor.is_named:
        what = said("this file says who answered; a staff survey takes in unnamed answers only")
        raise problem_in(path, what, said("have the name left empty"))
    if assessment.sources or not assessment.is_draft:
        what = said("this is a unit's record, not one person's own answers")
        raise problem_in(path, what, said("leave it out"))


def _check_same(path: Path, survey: StaffSurvey, assessment: Assessment) -> None:
    """Refuse answers to another unit's survey, of another wave or to other questions."""
    if assessment.unit.id != survey.unit.id:
        what = said(
            "it is of another unit ({other}, not {unit})",
            other=shortened(assessment.unit.id),
            unit=shortened(survey.unit.id),
        )
        raise problem_in(path, what, said("leave it out"))
    if assessment.wave.label != survey.wave.label:
        what = said("it is of another wave ({wave})", wave=shortened(assessment.wave.label))
        raise problem_in(path, what, said("leave it out"))
    if _items(assessment.questionnaire) != _items(survey.questionnaire):
        what = said("it answers another questionnaire, or another version of it")
        raise problem_in(path, what, said("have the survey's own questionnaire answered"))


def _items(questionnaire: Questionnaire) -> tuple[str, Mapping[str, object]]:
    """Return what must be alike for answers to be counted together: items and their options."""
    asked = {
        item.id: (
            item.revision,
            [(option.id, option.value) for option in questionnaire.options(item.id)],
        )
        for item in questionnaire.items.values()
    }
    return questionnaire.id, asked


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
    if path.name.lower().endswith(STAFF_SUFFIX):
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
) -> None:
    """Write a report on a closed staff survey; the suffix .pdf, .xlsx, .csv or .json says which.

    Raises:
        InputError: another suffix.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    check_report_name(path)
    before = release(earlier) if earlier else None
    report = staff_report(release(survey_in(survey, language)), before)
    w = wording_for(language)
    prove = partial(prove_staff_report, report=report, w=w)
    write_whole(path, chosen(_RENDERINGS, path)(report, w), prove)


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
