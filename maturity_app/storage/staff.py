"""Files of staff surveys: canonical JSON with the questionnaire and all responses inside."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from maturity_app.domain.said import said, said_plural
from maturity_app.domain.soundness import faults
from maturity_app.domain.staff import Response, StaffSurvey
from maturity_app.domain.suppression import FEWEST_FOR_THIRD, told_sizes
from maturity_app.storage.assessments import part_of
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.canonical import canonical_json
from maturity_app.storage.json_source import STAFF_SURVEY, parsed
from maturity_app.storage.problems import DataPath, InputError, Problem, read_bytes, shortened
from maturity_app.storage.validation import (
    json_pointer,
    plain,
    staff_survey_from,
    without_echoes,
)

STAFF_SUFFIX = ".staff.json"
_MAX_BYTES = 256 * 1_048_576
_RESPONSES = re.compile(rb'"responses"\s*:\s*\[')
"""What no other file of ours holds: a report tells how many there are, and no list of them."""


def is_staff_survey(path: Path) -> bool:
    """Return whether a file is a staff survey, by its name."""
    return path.name.casefold().endswith(STAFF_SUFFIX)


def holds_staff_survey(path: Path) -> bool:
    """Return whether a file is a staff survey by what it holds, even a damaged one.

    Raises:
        InputError: it is no file, or too large.
        MachineError: it may not be read.

    """
    return _RESPONSES.search(read_bytes(path, _MAX_BYTES)) is not None


def mark_of(path: Path) -> str:
    """Return what tells whether a survey's file is still as it was when it was read.

    Raises:
        InputError: it is missing, no file, or too large.
        MachineError: it may not be read.

    """
    return hashlib.sha256(read_bytes(path, _MAX_BYTES)).hexdigest()


def read_staff_survey(path: Path) -> StaffSurvey:
    """Return the staff survey in a file.

    Raises:
        InputError: with all problems, each as `file#/pointer`.
        MachineError: the file may not be read.

    """
    name = str(path)
    data, problems = parsed(read_bytes(path, _MAX_BYTES), name, STAFF_SURVEY)

    def locate(where: DataPath) -> tuple[str, str]:
        return name, f"#{json_pointer(where)}"

    try:
        survey = staff_survey_from(data, locate)
    except InputError as wrong:
        raise InputError(without_echoes([*problems, *wrong.problems])) from wrong
    problems += [Problem(file=name, place=place, what=what, mend=mend)
                 for place, what, mend in _misfits(survey)]  # fmt: skip
    if problems:
        raise InputError(problems)
    return survey


def as_data(survey: StaffSurvey) -> dict[str, Any]:
    """Return a staff survey as plain data."""
    data = plain(survey)
    data["responses"] = [plain(response, defaults=False) for response in survey.responses]
    return data


def write_staff_survey(path: Path, survey: StaffSurvey) -> None:
    """Write the file of a staff survey, whole or not at all.

    Single responses are in it, so a new one may be read by nobody else.

    Raises:
        MachineError: the disk is full or the place may not be written.

    """
    write_whole(path, canonical_json(as_data(survey)) + b"\n", is_private=True)


def _misfits(survey: StaffSurvey) -> Iterator[tuple[str, str, str]]:
    """Yield (place, what, mend) for what fits the schema but not its own questionnaire."""
    for fault in faults(survey.questionnaire):
        there = said("{part}: {what}", part=part_of(fault.where), what=fault.what)
        yield "#/questionnaire", there, fault.mend
    if len(survey.responses) > survey.headcount:
        what = said(
            "there are more responses ({responses}) than people ({people})",
            responses=len(survey.responses),
            people=survey.headcount,
        )
        yield "#/headcount", what, said("write how many people were asked")
    yield from _misfit_roles(survey)
    for number, response in enumerate(survey.responses):
        for key, odd in _odd(survey, response):
            place = f"#{json_pointer(('responses', number, *key))}"
            yield place, odd, said("use what the questionnaire and the survey have")


def _misfit_roles(survey: StaffSurvey) -> Iterator[tuple[str, str, str]]:
    if sum(survey.roles.values()) > survey.headcount:
        what = said("the roles have more people than the unit")
        yield "#/roles", what, said("count each person in one role")
    taking_part = survey.role_counts
    told = told_sizes(taking_part, survey.roles)
    for role, people in survey.roles.items():
        if taking_part[role] <= people:
            continue
        what = said("the role {role} has more responses than people", role=shortened(role))
        # How many answered is told here of no role of which a report would not tell it.
        if people >= FEWEST_FOR_THIRD and role in told:
            what = said_plural(
                "the role {role} has {count:,} person, but {responses:,} responses",
                "the role {role} has {count:,} people, but {responses:,} responses",
                people,
                role=shortened(role),
                responses=taking_part[role],
            )
        place = f"#{json_pointer(('roles', role))}"
        yield place, what, said("write how many people have it")


def _odd(survey: StaffSurvey, response: Response) -> Iterator[tuple[tuple[str, ...], str]]:
    if response.role and response.role not in survey.roles:
        role = shortened(response.role)
        yield ("role",), said("the survey tells no role `{role}` apart", role=role)
    for item_id in response.open:
        if item_id not in survey.questionnaire.items:
            yield ("open", item_id), said("the questionnaire has no such item")
        elif item_id in response.chosen:
            yield ("open", item_id), said("the item is answered and left open")
    for item_id, option in response.chosen.items():
        if item_id not in survey.questionnaire.items:
            yield ("chosen", item_id), said("the questionnaire has no such item")
        elif survey.questionnaire.option(item_id, option) is None:
            odd = said("there is no option `{option}`", option=shortened(option))
            yield ("chosen", item_id), odd
