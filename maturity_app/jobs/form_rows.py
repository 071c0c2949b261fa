"""A form that came back, opened: what it asked, where each row is now, and what was altered."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maturity_app.domain.form import FORM_VERSION, Form
from maturity_app.domain.said import said
from maturity_app.jobs.workbooks import Formula, Rows, parts_joined, read_sheets, typed
from maturity_app.reports.form_parts import (
    ENTRIES,
    FIXED,
    QUESTION_COLUMNS,
    RECORD,
    START_COLUMNS,
    STATE,
    UNNAMED_COLUMNS,
    Aside,
    fingerprint_of,
)
from maturity_app.storage.assessments import assessment_from_bytes
from maturity_app.storage.canonical import canonical_json
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import InputError, Problem, shortened

_BELOW = 10_000_000
"""Below all rows: what is wrong with a sheet as a whole is told after what is wrong on it."""

_ANEW = said("copy the answers into a fresh form")


@dataclass(frozen=True, kw_only=True, slots=True)
class FormRow:
    """A row that an id was found in, wherever it stands now."""

    sheet: str
    number: int
    cells: Mapping[str, object]

    def text(self, column: str) -> str:
        """Return what was typed into a cell; a formula is no text."""
        cell = self.cells.get(column)
        return "" if isinstance(cell, Formula) else typed(cell)


@dataclass(kw_only=True)
class OpenedForm:
    """A form with its rows by item and by field, and all that is wrong with it so far."""

    path: Path
    form: Form
    words: Mapping[Aside, str]
    headers: Mapping[str, str]
    order: Mapping[str, int]
    """Where each sheet stands, to tell problems in the order of the pages."""
    items: dict[str, FormRow] = field(default_factory=dict)
    fields: dict[str, FormRow] = field(default_factory=dict)
    found: list[tuple[tuple[int, int], Problem]] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, from the first sheet's top to the last one's end."""
        return [problem for _, problem in sorted(self.found, key=lambda entry: entry[0])]

    def tell(self, row: FormRow, column: str, what: str, mend: str) -> None:
        """Note what is wrong with a cell."""
        columns = START_COLUMNS if column in START_COLUMNS else tuple(self.headers)
        self.tell_at(row.sheet, row.number, columns.index(column), what, mend)

    def tell_at(self, sheet: str, row: int, column: int, what: str, mend: str) -> None:
        """Note what is wrong at a place; row 0 stands for the sheet as a whole."""
        cell = f"!{chr(ord('A') + column)}{row}" if row else ""
        problem = Problem(file=str(self.path), place=f"!{sheet}{cell}", what=what, mend=mend)
        self.found.append(((self.order.get(sheet, len(self.order)), row or _BELOW), problem))

    def has_formula(self, row: FormRow, column: str) -> bool:
        """Return whether something is reckoned in a cell, and note it as wrong."""
        cell = row.cells.get(column)
        if not isinstance(cell, Formula):
            return False
        what = said("a formula stands here: {formula}", formula=shortened(cell.text))
        mend = said("write what it is to say; a text that begins with = needs ' before it")
        self.tell(row, column, what, mend)
        return True


def open_form(content: bytes, path: Path, known: KnownDefinitions | None = None) -> OpenedForm:
    """Return a form with its rows, and what was altered in it among its problems.

    Raises:
        InputError: it is no workbook, or no form this version reads.

    """
    sheets = read_sheets(content, path)
    data = _recorded(path, sheets)
    try:
        opened = OpenedForm(
            path=path,
            form=_form(path, data, known),
            words={
                "dont_know": str(data["words"]["dont_know"]),
                "not_applicable": str(data["words"]["not_applicable"]),
            },
            headers=_headers(data["headers"]),
            order={name: number for number, name in enumerate(sheets)},
        )
        homes, fingerprints = dict(data["sheets"]), dict(data["fingerprints"])
    except (KeyError, TypeError, ValueError, RecursionError) as odd:
        raise _damaged(path) from odd
    _gather(opened, sheets, homes)
    _check_texts(opened, fingerprints)
    return opened


# --- the hidden record ---------------------------------------------------------------------


def _recorded(path: Path, sheets: Rows) -> Mapping[str, Any]:
    content = parts_joined(path, RECORD, sheets.get(RECORD, ()), _ANEW)
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as odd:
        raise _damaged(path) from odd
    if not isinstance(data, dict):
        raise _damaged(path)
    version = data.get("form")
    if not isinstance(version, int) or version < FORM_VERSION:
        raise _wrong(path, said("this form is of an older kind"), _ANEW)
    if version > FORM_VERSION:
        what = said("a newer version of the program made this form")
        raise _wrong(path, what, said("read it with that version"))
    return data


def _form(path: Path, data: Mapping[str, Any], known: KnownDefinitions | None) -> Form:
    content = canonical_json(data["assessment"])
    return Form(
        id=str(data["id"]),
        blank=assessment_from_bytes(content, f"{path}!{RECORD}", known),
        language=str(data["language"]),
        asks=tuple(asked for asked in ("unit", "wave", "date") if asked in data["asks"]),
        roles=tuple(map(str, data["roles"])),
        is_anonymous=bool(data["is_anonymous"]),
        assessor=str(data["assessor"]),
    )


def _headers(found: Sequence[object]) -> Mapping[str, str]:
    """Return each column's header; unnamed people were once asked in as many as all others."""
    columns = UNNAMED_COLUMNS if len(found) == len(UNNAMED_COLUMNS) else QUESTION_COLUMNS
    return dict(zip(columns, map(str, found), strict=True))


def _damaged(path: Path) -> InputError:
    return _wrong(path, said("what the form asked can't be read any more"), _ANEW)


def _wrong(path: Path, what: str, mend: str) -> InputError:
    return InputError([Problem(file=str(path), place=f"!{RECORD}", what=what, mend=mend)])


# --- rows ------------------------------------------------------------------------------------


def _gather(opened: OpenedForm, sheets: Rows, homes: Mapping[str, str]) -> None:
    """Find every row by its id; note those that are missing, added, or there twice."""
    unread = set()
    for name, rows in sheets.items():
        first = rows[0] if rows else ()
        if first[:1] == (START_COLUMNS[0],):
            opened.fields.update(
                (row.text("field"), row) for row in _rows(name, rows, START_COLUMNS)
            )
        elif first[:1] == (QUESTION_COLUMNS[0],) and name != STATE:
            if _has_its_columns(opened, name, first):
                _gather_items(opened, name, rows)
            else:
                unread.add(name)
    missing: dict[str, list[str]] = {}
    definition = opened.form.blank.questionnaire
    asked = homes.keys() | opened.form.items.keys()
    for item_id in definition.items:
        home = homes.get(item_id, "")
        if item_id in asked and item_id not in opened.items and home not in unread:
            missing.setdefault(home, []).append(definition.code(item_id))
    for home, codes in missing.items():
        what = said("rows are missing: {items}", items=shortened(", ".join(codes)))
        opened.tell_at(home, 0, 0, what, _ANEW)


def _rows(name: str, rows: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> Iterator[FormRow]:
    for number, row in enumerate(rows[1:], start=2):
        yield FormRow(sheet=name, number=number, cells=dict(zip(columns, row, strict=False)))


def _has_its_columns(opened: OpenedForm, name: str, first: Sequence[object]) -> bool:
    for position, header in enumerate(opened.headers.values()):
        found = typed(first[position]) if position < len(first) else ""
        if found != header:
            what = said("the column here was `{name}`", name=header)
            mend = said("leave the columns as they were written")
            opened.tell_at(name, 1, position, what, mend)
            return False
    return True


def _gather_items(opened: OpenedForm, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    items = opened.form.blank.questionnaire.items
    for row in _rows(name, rows, tuple(opened.headers)):
        item_id = row.text("item_id")
        filled = [column for column in ENTRIES if row.cells.get(column) not in (None, "")]
        if not item_id and filled:
            what = said("this row belongs to no question")
            mend = said("move what it says to the question it is meant for, and empty it")
            opened.tell(row, filled[0], what, mend)
        elif item_id in opened.items:
            what = said("the item {item} stands here a second time", item=shortened(item_id))
            opened.tell(row, "item_id", what, said("remove one row"))
        elif item_id and item_id not in items:
            what = said("the questionnaire has no item {item}", item=shortened(item_id))
            mend = said("remove the row, or give it back the id it had")
            opened.tell(row, "item_id", what, mend)
        elif item_id:
            opened.items[item_id] = row


def _check_texts(opened: OpenedForm, fingerprints: Mapping[str, str]) -> None:
    """Note each question whose locked texts say something else than when the form was made."""
    for item_id, row in opened.items.items():
        if fingerprint_of(typed(row.cells.get(column)) for column in FIXED) != (
            fingerprints.get(item_id)
        ):
            what = said("the question or its answers were written over")
            opened.tell(row, "question", what, _ANEW)
