"""Filling in a form as a person with a spreadsheet would."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.form_parts import QUESTION_COLUMNS, START_COLUMNS, choices_of

Change = Callable[[Workbook], object]
WORDS = {
    "en": {"dont_know": "Don't know", "not_applicable": "Not applicable"},
    "de": {"dont_know": "Nicht bekannt", "not_applicable": "Nicht anwendbar"},
}


def question_sheets(book: Workbook) -> Iterator[Worksheet]:
    """Yield the sheets on which questions are answered."""
    for sheet in book.worksheets:
        if sheet["A1"].value == "item_id" and sheet.sheet_state == "visible":
            yield sheet


def cell_of(book: Workbook, item_id: str, column: str) -> Cell:
    """Return the cell of an item, or of a field of the first sheet, wherever it stands."""
    columns = START_COLUMNS if column in START_COLUMNS else QUESTION_COLUMNS
    for sheet in (*question_sheets(book), book["Start"]):
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == item_id:
                cell = sheet.cell(row, columns.index(column) + 1)
                assert isinstance(cell, Cell)
                return cell
    raise KeyError(item_id)


def put(item_id: str, column: str, value: object) -> Change:
    """Return what types a value into a cell."""

    def write(book: Workbook) -> None:
        cell = cell_of(book, item_id, column)
        cell.value = value  # type: ignore[assignment]  # whatever a test wants to be there

    return write


def typed_in(item_id: str, column: str, text: str) -> Change:
    """Return what types a text into a cell, which stays one even if it begins with "="."""

    def write(book: Workbook) -> None:
        cell = cell_of(book, item_id, column)
        # As spreadsheets save it, so that no sequence of its own is taken for a character's.
        cell.value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
        cell.data_type = "s"

    return write


def fill(path: Path, *changes: Change) -> Path:
    """Change a form and save it."""
    book = load_workbook(path)
    for change in changes:
        change(book)
    book.save(path)
    return path


def enter(
    spoken: Questionnaire, answers: Mapping[str, Answer], language: str = "en"
) -> Iterator[Change]:
    """Yield what enters answers, the questionnaire speaking the form's language."""
    for item_id, answer in answers.items():
        item = spoken.items[item_id]
        for choice in choices_of(spoken, item, WORDS[language]):  # type: ignore[arg-type]  # both words
            if choice.option == (answer.option or "-") or choice.aside == answer.state:
                yield typed_in(item_id, "answer", choice.text)
        if answer.state == "answered" and item.type != "choice":
            is_measure = item.type == "measure"
            yield typed_in(item_id, "answer", answer.value if is_measure else answer.text)
        parts = {"comment": answer.comment, "evidence": answer.evidence, "reason": answer.reason}
        if item.type == "measure":
            parts |= {"measured": answer.text, "source": answer.source}
        for column, text in parts.items():
            if text:
                yield typed_in(item_id, column, text)
