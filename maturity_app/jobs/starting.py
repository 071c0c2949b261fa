"""Start files for many units at once, so that their ids agree on every desktop."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from maturity_app.domain.assessment import Assessment, Branch
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.jobs.assessing import fitting, id_from, new_assessment
from maturity_app.jobs.reporting import safe_name
from maturity_app.storage.assessments import SUFFIX, read_assessment, write_assessment
from maturity_app.storage.problems import (
    InputError,
    Problem,
    problem_in,
    read_bytes,
    shortened,
)

_MAX_BYTES = 4 * 1_048_576

_Names = tuple[str, ...]


def start_files(
    questionnaire: Questionnaire, units: Path, folder: Path, wave: str, day: date
) -> Iterator[Path]:
    """Write an empty assessment for each row of a CSV file and yield the files.

    The file has a header row with `unit` and, if wanted, `unit_id`, `headcount` and `branch`,
    what the unit lies within as "Ministry > Directorate"; comma, semicolon or tab. Nothing is
    written unless every row is right, and no file that holds answers is replaced.

    Raises:
        InputError: with every row that is wrong.
        MachineError: the folder can't be written.

    """
    problems: list[Problem] = []
    drafts: dict[Path, tuple[Assessment, _Names]] = {}
    taken: dict[str, str] = {}
    for line, row in _rows(units):
        try:
            draft, within = _draft(questionnaire, row, wave, day), _branch_names(row)
            path = folder / f"{safe_name(f'{draft.unit.id} {draft.wave.label}')}{SUFFIX}"
            _claim(draft, path, taken)
            check_replaceable(path)
        except InputError as wrong:
            problems += [_at(units, line, problem) for problem in wrong.problems]
        else:
            drafts[path] = draft, within
    if not drafts and not problems:
        problems.append(_wrong(units, 1, said("there are no units"), said("write one in each row")))
    if problems:
        raise InputError(problems)
    # A branch that answers itself stands in a row of its own, and is that unit.
    answering = {(*within, draft.unit.name): draft.unit.id for draft, within in drafts.values()}
    for path, (draft, within) in drafts.items():
        branches = tuple(_branches(within, answering))
        write_assessment(path, replace(draft, unit=replace(draft.unit, within=branches)))
        yield path


def check_replaceable(path: Path) -> None:
    """Refuse a place where a file stands that may hold someone's answers.

    Raises:
        InputError: there is a file that is neither empty nor an assessment without answers.

    """
    if not path.exists() or path.is_dir() or not path.stat().st_size:
        return
    try:
        held = read_assessment(path)
        says_something = held.answers or held.orphaned or not held.plan.is_empty
        is_blank = held.is_draft and not says_something
    except InputError:
        is_blank = False
    if not is_blank:
        what = said("a file with content has this name")
        raise problem_in(path, what, said("name another one, or move that file away"))


def _rows(units: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, values by column) for each row that is not empty."""
    text = _text(units)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [column.strip().casefold() for column in next(reader, [])]
    if "unit" not in columns:
        mend = said("name the columns in the first row: unit, unit_id, headcount, branch")
        raise InputError([_wrong(units, 1, said("there is no column `unit`"), mend)])
    try:
        for row in reader:
            values = dict(zip(columns, map(str.strip, row), strict=False))
            if any(values.values()):
                yield reader.line_num, values
    except csv.Error as wrong:
        what = said("the row can't be read ({wrong})", wrong=str(wrong))
        problem = _wrong(units, reader.line_num, what, said("close every quotation mark"))
        raise InputError([problem]) from wrong


def _draft(questionnaire: Questionnaire, row: dict[str, str], wave: str, day: date) -> Assessment:
    headcount = row.get("headcount", "")
    if headcount and not (_HEADCOUNT.fullmatch(headcount) and int(headcount)):
        what = said("`{headcount}` is no number of people", headcount=shortened(headcount))
        raise problem_in("headcount", what, said("write a whole number, or nothing"))
    return new_assessment(
        questionnaire,
        row.get("unit", ""),
        wave,
        day,
        unit_id=row.get("unit_id", ""),
        headcount=int(headcount) if headcount else None,
    )


def _branch_names(row: dict[str, str]) -> _Names:
    """Return the names of what a unit lies within, from the top of the organisation down."""
    written = row.get("branch", "")
    names = written.split(">") if written else []
    if len(names) > _MOST_BRANCHES:
        what = said("it has more than {most} names", most=_MOST_BRANCHES)
        raise problem_in("branch", what, said("leave some of them out"))
    return tuple(fitting(name, "branch") for name in names)


def _branches(names: _Names, answering: Mapping[_Names, str]) -> Iterator[Branch]:
    """Yield branches with ids made of all the names down to each: those of one name stay two."""
    for depth, name in enumerate(names, start=1):
        path = names[:depth]
        yield Branch(id=answering.get(path) or _branch_id(path), name=name)


def _branch_id(path: _Names) -> str:
    spoken = id_from(" ".join(path))
    if len(spoken) < _CUT_OFF:
        return spoken
    return f"{spoken[:47]}-{hashlib.sha256('>'.join(path).encode()).hexdigest()[:12]}"


def _claim(draft: Assessment, path: Path, taken: dict[str, str]) -> None:
    """Give a unit its id and file, unless a unit above has them on some system."""
    unit = draft.unit
    keys = (f"id {unit.id.casefold()}", f"file {path.name.casefold()}")
    other = next((taken[key] for key in keys if key in taken), None)
    if other is not None:
        what = said("`{id}` is the id of {other} already", id=unit.id, other=other)
        raise problem_in(
            said("unit id"), what, said("give each unit its own in a column `unit_id`")
        )
    taken.update(dict.fromkeys(keys, unit.name))


def _text(units: Path) -> str:
    try:
        return read_bytes(units, _MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = wrong.object[: wrong.start].count(b"\n") + 1
        mend = said("save it as CSV UTF-8")
        raise InputError([_wrong(units, line, said("this is not UTF-8 text"), mend)]) from wrong


def _wrong(units: Path, line: int, what: str, mend: str) -> Problem:
    return Problem(file=str(units), place=str(line), what=what, mend=mend)


def _at(units: Path, line: int, problem: Problem) -> Problem:
    """Return a problem of a row's value at the row's line."""
    what = said("{name}: {what}", name=problem.file, what=problem.what)
    return _wrong(units, line, what, problem.mend)


_MOST_BRANCHES = 12
_CUT_OFF = 60
"""So long is an id made of a name at most; what is as long may have lost its end."""
_HEADCOUNT = re.compile(r"[0-9]{1,7}")
