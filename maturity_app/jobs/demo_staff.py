"""What the staff of an example unit answer, each alone and unnamed; all of it is made up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from maturity_app.domain.assessment import Unit, Wave
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.staff import Response, StaffSurvey
from maturity_app.jobs.reporting import safe_name
from maturity_app.jobs.staff import closing, write_staff_report
from maturity_app.storage.staff import STAFF_SUFFIX, write_staff_survey

STAFF_QUESTIONNAIRE: Final = "digital-culture-pulse"
STAFF_SUFFIXES = (".pdf", ".xlsx")

# A row a person, a digit an item in questionnaire order: the position of the option from 0;
# D don't know, _ no answer.
_RESPONSES: Final = {
    "Manager": (
        "321222211212", "312212312121", "231122212212", "322221121311",
        "212212312122", "321112211D12", "213121322221", "222212112112",
    ),
    "Staff": (
        "211121213223", "120211122332", "211012213123", "221121D12233",
        "110120112324", "212211223132", "121112112223", "22212121_313",
        "011021112234", "2212D2213222", "120112102323", "212221222132",
        "111011113224", "221120212223", "D10111102333", "212112213122",
    ),
}  # fmt: skip
_PEOPLE: Final = {"Manager": 9, "Staff": 32}


def write_staff_example(
    folder: Path, questionnaire: Questionnaire, unit: Unit, wave: Wave, language: str
) -> list[Path]:
    """Write the survey of a unit's staff, closed, and the reports on it.

    Raises:
        MachineError: the folder can't be written.

    """
    stem = safe_name(f"{unit.name} {wave.label}")
    path = folder / f"{stem}{STAFF_SUFFIX}"
    survey = closing(path, _gathered(questionnaire, unit, wave), agreed=True)
    write_staff_survey(path, survey)
    written = [path]
    for suffix in STAFF_SUFFIXES:
        written.append(folder / f"{stem}{suffix}")
        write_staff_report(written[-1], survey, language=language)
    return written


def _gathered(questionnaire: Questionnaire, unit: Unit, wave: Wave) -> StaffSurvey:
    responses = list(_responses(questionnaire))
    blank = StaffSurvey(
        id=f"{unit.id}-staff-{wave.date.year}",
        unit=unit,
        wave=wave,
        questionnaire=questionnaire,
        headcount=sum(_PEOPLE.values()),
        roles=_PEOPLE,
    )
    return blank.with_responses(responses, (f"{number:064x}" for number in range(len(responses))))


def _responses(questionnaire: Questionnaire) -> Iterator[Response]:
    for role, rows in _RESPONSES.items():
        for row in rows:
            given = dict(zip(questionnaire.items, row, strict=True))
            yield Response(
                role=role,
                chosen={
                    item: questionnaire.options(item)[int(digit)].id
                    for item, digit in given.items()
                    if digit.isdigit()
                },
                open={item: "dont_know" for item, digit in given.items() if digit == "D"},
            )
