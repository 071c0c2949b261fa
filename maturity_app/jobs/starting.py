"""Start files for many units at once, so that their ids agree on every desktop."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.jobs.assessing import id_from, new_assessment
from maturity_app.jobs.reporting import safe_name
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.problems import InputError, Problem, read_bytes

_MAX_BYTES = 4 * 1_048_576


def start_files(
    questionnaire: Questionnaire, units: Path, folder: Path, wave: str, day: date
) -> Iterator[Path]:
    """Write an empty assessment for each row of a CSV file and yield the files.

    The file has a header row with `unit` and, if wanted, `unit_id` and `headcount`; comma or
    semicolon. Nothing is written unless every row is right.

    Raises:
        InputError: with every row that is wrong.
        MachineError: the folder can't be written.

    """
    rows = list(_rows(units))
    for unit_id, name, headcount in rows:
        assessment = new_assessment(
            questionnaire, name, wave, day, unit_id=unit_id, headcount=headcount
        )
        path = folder / f"{safe_name(f'{unit_id} {wave}')}{SUFFIX}"
        write_assessment(path, assessment)
        yield path


def _rows(units: Path) -> Iterator[tuple[str, str, int | None]]:
    text = _text(units)
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if "unit" not in (reader.fieldnames or ()):
        raise _wrong(units, 1, "there is no column `unit`", "name the columns in the first row")
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    for row in reader:
        line, name = reader.line_num, (row.get("unit") or "").strip()
        unit_id = (row.get("unit_id") or "").strip() or id_from(name)
        headcount = (row.get("headcount") or "").strip()
        if not name:
            problems += _wrong(units, line, "the unit has no name", "write one").problems
        elif unit_id in seen:
            what = f"the unit id `{unit_id}` stands in line {seen[unit_id]} already"
            problems += _wrong(units, line, what, "give each unit its own").problems
        elif headcount and not (headcount.isdecimal() and int(headcount) > 0):
            what = f"`{headcount}` is no number of people"
            problems += _wrong(units, line, what, "write a whole number, or nothing").problems
        else:
            seen[unit_id] = line
            yield unit_id, name, int(headcount) if headcount else None
    if problems:
        raise InputError(problems)


def _text(units: Path) -> str:
    try:
        return read_bytes(units, _MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise _wrong(units, 1, "this is not UTF-8 text", "save it as UTF-8") from wrong


def _wrong(units: Path, line: int, what: str, mend: str) -> InputError:
    return InputError([Problem(file=str(units), place=str(line), what=what, mend=mend)])
