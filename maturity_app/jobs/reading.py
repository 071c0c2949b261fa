"""Reading back the workbooks this program wrote, with what was changed in them by hand."""

import hashlib
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.said import Said, said
from maturity_app.jobs.form_reading import FORM_SHEET, filled_form
from maturity_app.jobs.workbooks import Formula, Rows, parts_joined, read_sheets, sheet_list, typed
from maturity_app.reports.excel.inert import inert
from maturity_app.storage.assessments import MAX_BYTES, as_bytes, assessment_from_bytes
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import (
    InputError,
    Problem,
    is_file,
    problem_in,
    read_bytes,
    shortened,
)

WORKBOOK_SUFFIX = ".xlsx"

_MAX_BYTES = 64 * 1_048_576
_ANSWERS, _RECORD, _DISAGREEMENTS = "Answers", "Record", "Disagreements"
_FIELDS = (
    "state", "option", "text", "value", "source", "reason", "comment", "evidence", "change",
    "dissent",
)  # fmt: skip
_HEAD = ("item_id", "revision", "type", *_FIELDS)
_LATER = ("dissent",)
"""Columns at the end that the first workbooks did not have."""
_POINTER = re.compile(r"#/(answers|orphaned)/([^/]*)(?:/([^/]*))?")

Cells = Mapping[str, str]
"""A row of the sheet Answers by column."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadBack:
    """An assessment read from a file, and what in it was changed by hand since it was written.

    A record that was changed is a draft: it supersedes the record it was if that was signed off.
    """

    assessment: Assessment
    changes: tuple[Said, ...] = ()


def read_record(path: Path, known: KnownDefinitions | None = None) -> ReadBack:
    """Return the assessment in an assessment file, a filled-in form, or a report's workbook.

    Where many are read, `known` spares reading a questionnaire again that most of them hold.

    Raises:
        InputError: with all problems, each as `file#/pointer` or `file!Sheet!cell`.
        MachineError: the file may not be read.

    """
    return record_in(content_of(path), path, known)


def name_of(assessment: Assessment) -> str:
    """Return what an assessment is called: its unit and wave, and whose own answers it holds."""
    name = f"{assessment.unit.name}, {assessment.wave.label}"
    if assessment.assessor is None:
        return name
    assessor = assessment.assessor.name or "–"
    return said("{name}, own answers of {assessor}", name=name, assessor=assessor)


def content_of(path: Path) -> bytes:
    """Return the bytes of a file to be read by `record_in`.

    Raises:
        InputError: it is missing, no file, or too large.
        MachineError: the file may not be read.

    """
    return read_bytes(path, _MAX_BYTES if is_workbook(path) else MAX_BYTES)


def record_in(content: bytes, path: Path, known: KnownDefinitions | None = None) -> ReadBack:
    """Return the assessment in a file's bytes, as `read_record` does."""
    if is_workbook(path):
        return _from_workbook(content, path, known)
    return ReadBack(assessment=assessment_from_bytes(content, str(path), known))


def is_workbook(path: Path) -> bool:
    """Return whether a file's name says that it is a workbook."""
    return path.suffix.lower() == WORKBOOK_SUFFIX


def holds_record(path: Path) -> bool:
    """Return whether a workbook has the sheets from which a record can be read back."""
    return _names_record(sheet_list(path) if is_file(path) else b"")


def is_others_workbook(path: Path) -> bool:
    """Return whether a workbook is in order and holds no record, such as people keep beside them.

    One that is damaged may have held one, and is for reading to refuse.
    """
    listed = sheet_list(path) if is_file(path) else b""
    return bool(listed) and not _names_record(listed)


def _names_record(listed: bytes) -> bool:
    return all(_names(listed, name) for name in (_ANSWERS, _RECORD)) or _names(listed, FORM_SHEET)


def _names(listed: bytes, sheet: str) -> bool:
    return f'name="{sheet}"'.encode() in listed


def _from_workbook(content: bytes, path: Path, known: KnownDefinitions | None) -> ReadBack:
    listed = sheet_list(io.BytesIO(content))
    if _names(listed, _DISAGREEMENTS):
        what = said("this is the list of what a team disagreed on: it is read, not opened")
        raise problem_in(path, what, said("open the assessors' own files"))
    if _names(listed, FORM_SHEET):
        return ReadBack(assessment=filled_form(content, path, known))
    sheets = _sheets(content, path)
    recorded = _recorded(path, sheets, known)
    written = _answer_rows(path, sheets[_ANSWERS])
    # What no cell holds stands otherwise there, in the id of an item that is no more, too.
    items = {inert(key): key for key in (*recorded.questionnaire.items, *recorded.orphaned)}
    _check_items(path, written, items)
    rows = {items[name]: row for name, row in written.items()}
    changed = dict(_changed(recorded, rows))
    if not changed:
        return ReadBack(assessment=recorded)
    draft = _as_draft(recorded, {item_id: answer for item_id, (answer, _) in changed.items()})
    _check_answers(path, draft, rows)
    changes = tuple(told for _, told in changed.values())
    return ReadBack(assessment=draft, changes=changes)


# --- the record --------------------------------------------------------------------------


def _sheets(content: bytes, path: Path) -> Rows:
    """Return the rows of the two sheets that are read.

    Raises:
        InputError: it is no workbook, a hostile one, or one without these sheets.

    """
    found = read_sheets(content, path, (_ANSWERS, _RECORD))
    for name in (_ANSWERS, _RECORD):
        if name not in found:
            what = said("there is no sheet {sheet} to read answers from", sheet=name)
            mend = said("use a workbook that this program wrote on one assessment, in full")
            raise problem_in(path, what, mend)
    return found


def _recorded(path: Path, sheets: Rows, known: KnownDefinitions | None) -> Assessment:
    """Return the assessment as it was when the workbook was written."""
    anew = said("write the workbook anew from the assessment")
    content = parts_joined(path, _RECORD, sheets[_RECORD], anew)
    return assessment_from_bytes(content.encode(errors="replace"), f"{path}!{_RECORD}", known)


def _answer_rows(path: Path, rows: Sequence[tuple[Any, ...]]) -> dict[str, tuple[int, Cells]]:
    """Return (row number, cells by column) of each item.

    Raises:
        InputError: the columns are not those that were written, or an item stands there twice.

    """
    head = tuple(rows[0]) if rows else ()
    columns = [name for name in _HEAD if name in head or name not in _LATER]
    for position, name in enumerate(columns):
        found = head[position] if position < len(head) else None
        if found != name:
            place = f"!{_ANSWERS}!{chr(ord('A') + position)}1"
            what = said("the column here was `{name}`", name=name)
            raise _wrong(path, place, what, said("leave the columns as they were written"))
    found_rows: dict[str, tuple[int, Cells]] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell not in (None, "") for cell in row):
            continue
        problems += _formulas(path, number, row)
        cells = dict(zip(columns, map(typed, row), strict=False))
        item_id = cells["item_id"]
        if item_id in found_rows:
            what = said("the item {item} stands here a second time", item=shortened(item_id))
            problems.append(_problem(path, number, "item_id", what, said("remove one row")))
        found_rows[item_id] = number, cells
    if problems:
        raise InputError(problems)
    return found_rows


def _formulas(path: Path, number: int, row: Sequence[object]) -> Iterator[Problem]:
    for column, cell in zip(_HEAD, row, strict=False):
        if isinstance(cell, Formula):
            what = said("a formula stands here: {formula}", formula=shortened(cell.text))
            mend = said("write what it is to say; a text that begins with = needs ' before it")
            yield _problem(path, number, column, what, mend)


# --- what was changed --------------------------------------------------------------------


def _check_items(path: Path, rows: Mapping[str, tuple[int, Cells]], items: Collection[str]) -> None:
    problems = [
        _problem(
            path,
            number,
            "item_id",
            said("the questionnaire has no item {item}", item=shortened(item_id)),
            said("remove the row, or give it back the id it had"),
        )
        for item_id, (number, _) in rows.items()
        if item_id not in items
    ]
    missing = [item_id for item_id in items if item_id not in rows]
    if missing:
        what = said("rows are missing: {items}", items=shortened(", ".join(missing)))
        mend = said("leave a row for each item, without an answer if need be")
        problems.append(Problem(file=str(path), place=f"!{_ANSWERS}", what=what, mend=mend))
    if problems:
        raise InputError(problems)


def _changed(
    recorded: Assessment, rows: Mapping[str, tuple[int, Cells]]
) -> Iterator[tuple[str, tuple[Answer, Said]]]:
    """Yield each item whose row says something else than the record, with what it says now."""
    for item_id, (_, cells) in rows.items():
        held = recorded.orphaned.get(item_id) or recorded.answer(item_id)
        new = {
            name: cells[name]
            for name in _FIELDS
            if name in cells and cells[name] != inert(str(getattr(held, name) or ""))
        }
        if not new:
            continue
        values: dict[str, Any] = {
            name: text or None if name in ("option", "change") else text
            for name, text in new.items()
        }
        # Who changed it, and when, a workbook does not say.
        answer = replace(held, **values, answered_at=None, answered_by="")
        told = "; ".join(
            f"{name}: {shortened(getattr(held, name) or '-')} → {shortened(text or '-')}"
            for name, text in new.items()
        )
        change = said(
            "{item} was changed by hand in the workbook ({changes})", item=item_id, changes=told
        )
        yield item_id, (answer, change)


def _as_draft(recorded: Assessment, changed: Mapping[str, Answer]) -> Assessment:
    """Return the record with changed answers, as the draft it now is."""
    orphaned = {key: changed.get(key, answer) for key, answer in recorded.orphaned.items()}
    answers = {
        item_id: changed.get(item_id, recorded.answer(item_id))
        for item_id in recorded.questionnaire.items
    }
    draft = replace(
        recorded,
        answers={key: answer for key, answer in answers.items() if not answer.is_empty},
        orphaned=orphaned,
        status="draft",
        signed=None,
        chain=None,
        fingerprint="",
        supersedes=recorded.supersedes if recorded.is_draft else recorded.id,
    )
    # The same changes give the same id, so that reading twice adds nothing.
    digest = hashlib.sha256(as_bytes(draft)).hexdigest()[:12]
    return replace(draft, id=f"{recorded.unit.id[:40]}-{digest}")


def _check_answers(path: Path, draft: Assessment, rows: Mapping[str, tuple[int, Cells]]) -> None:
    """Hold changed answers against the questionnaire, each problem told at its cell."""
    try:
        assessment_from_bytes(as_bytes(draft), str(path))
    except InputError as wrong:
        raise InputError([_at_cell(path, problem, rows) for problem in wrong.problems]) from wrong


def _at_cell(path: Path, problem: Problem, rows: Mapping[str, tuple[int, Cells]]) -> Problem:
    found = _POINTER.match(problem.place)
    item_id = found[2].replace("~1", "/").replace("~0", "~") if found else ""
    if found is None or item_id not in rows:
        return problem
    column = found[3] if found[3] in _HEAD else "state"
    return _problem(path, rows[item_id][0], column, problem.what, problem.mend)


def _problem(path: Path, row: int, column: str, what: str, mend: str) -> Problem:
    place = f"!{_ANSWERS}!{chr(ord('A') + _HEAD.index(column))}{row}"
    return Problem(file=str(path), place=place, what=what, mend=mend)


def _wrong(path: Path, place: str, what: str, mend: str) -> InputError:
    return InputError([Problem(file=str(path), place=place, what=what, mend=mend)])
