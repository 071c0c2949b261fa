"""The workbook of a form: what is locked, what can be chosen, and that it is always the same."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from maturity_app.jobs.forms import Invitation, write_form
from maturity_app.jobs.instruments import find_questionnaire
from tests.jobs.filling import question_sheets

ROUND = Invitation(
    unit="=Unit & <B2>", wave="Autumn 2026", day=date(2026, 10, 16), roles=("Head", "=1+1")
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    write_form(path, find_questionnaire("digital-culture", path.parent), "en", ROUND)
    return path.read_bytes()


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def test_the_same_form_is_the_same_file(content: bytes, tmp_path: Path) -> None:
    write_form(tmp_path / "b.xlsx", find_questionnaire("digital-culture", tmp_path), "en", ROUND)
    assert (tmp_path / "b.xlsx").read_bytes() == content


def test_only_entries_are_unlocked_and_nothing_is_merged(book: Workbook) -> None:
    assert book.security.lockStructure
    assert not book.security.workbookPassword
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes
        assert len(sheet.tables) == 1
    unlocked = {
        sheet.cell(1, cell.column or 1).value
        for sheet in question_sheets(book)
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked == {
        "Your answer", "What was measured", "Source", "Reason if not applicable", "Comment",
        "Evidence",
    }  # fmt: skip
    start = [row[2] for row in book["Start"].iter_rows(min_row=2) if row[0].value]
    assert [cell.protection.locked for cell in start] == [False] * 3


def test_anchors_stand_whole_beside_each_question(book: Workbook) -> None:
    definition = find_questionnaire("digital-culture", Path())
    shown = {row[0].value: row for sheet in question_sheets(book) for row in sheet.iter_rows()}
    for item in definition.items.values():
        assert item.text in str(shown[item.id][2].value)
        assert all(anchor in str(shown[item.id][3].value) for anchor in item.anchors.values())


def test_not_applicable_is_offered_only_where_an_item_allows_it(book: Workbook) -> None:
    definition = find_questionnaire("digital-culture", Path())
    for sheet in question_sheets(book):
        offered: dict[int, list[object]] = {}
        for rule in sheet.data_validations.dataValidation:
            span = str(rule.formula1).removeprefix("FormLists!").replace("$", "")
            texts = [cell.value for (cell,) in book["FormLists"][span]]
            offered |= {row: texts for cell in rule.sqref.ranges for row in _rows(cell)}
        for row in sheet.iter_rows(min_row=2):
            if row[0].value:
                item = definition.items[str(row[0].value)]
                aside = "Not applicable" in offered[row[0].row]
                assert aside == (item.not_applicable is not None)
                assert "Don't know" in offered[row[0].row]


def _rows(cells: object) -> range:
    return range(cells.min_row, cells.max_row + 1)  # type: ignore[attr-defined]  # a range of cells


@pytest.mark.parametrize(
    ("name", "is_told"), [("digital-culture", True), ("digital-culture-pulse", False)]
)
def test_the_steps_tell_of_not_applicable_only_where_it_can_be_chosen(
    tmp_path: Path, name: str, *, is_told: bool
) -> None:
    write_form(tmp_path / "form.xlsx", find_questionnaire(name, tmp_path), "en", ROUND)
    start = load_workbook(tmp_path / "form.xlsx")["Start"]
    steps = [str(row[2].value) for row in start.iter_rows(min_row=2)]
    assert any("Choose “Don't know”" in step for step in steps)
    assert any("Not applicable" in step for step in steps) == is_told


def test_what_was_typed_is_no_formula(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas
    assert not [formula for formula in formulas if "Unit" in formula or formula == "=1+1"]
    assert "=Unit & <B2>" in [cell.value for cell in cells if cell.data_type == "s"]


@pytest.mark.long
def test_an_unnamed_form_says_what_is_kept_and_asks_for_nothing_else(tmp_path: Path) -> None:
    path, definition = tmp_path / "form.xlsx", find_questionnaire("digital-culture", tmp_path)
    write_form(path, definition, "en", replace(ROUND, is_anonymous=True))
    book = load_workbook(path, data_only=True)
    sheets = list(question_sheets(book))
    assert {tuple(cell.value for cell in sheet[1]) for sheet in sheets} == {
        ("item_id", "Code", "Question", "Answers to choose from", "Your answer", "Status", "state")
    }
    asked = [row[0].value for sheet in sheets for row in sheet.iter_rows(min_row=2) if row[0].value]
    chosen = [item.id for item in definition.items.values() if item.type == "choice"]
    assert asked == chosen
    start = [[str(cell.value or "") for cell in row[1:]] for row in book["Start"].iter_rows()]
    assert start[-1] == ["All", "", f"0 of {len(chosen)} done"]
    assert [row[0] for row in start[1:6]] == [
        "This survey is anonymous", "Who sees it", "Small groups", "What is kept", "How to answer",
    ]  # fmt: skip
    assert start[2][1].startswith("Only those who gather the answers see your form. No report")
    assert [row[1] for row in start[3:5]] == [
        "Of fewer than 5 people nothing is told.",
        "The answers you choose, and your role. No name and no free text is kept.",
    ]
    assert not [text for row in start for text in row if "comment" in text or "reason" in text]


def test_an_unnamed_form_asks_for_no_name_and_keeps_none(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    to = replace(ROUND, is_anonymous=True)
    write_form(path, find_questionnaire("digital-culture-pulse", tmp_path), "en", to)
    start = load_workbook(path)["Start"]
    assert [row[0].value for row in start.iter_rows() if row[0].value] == ["field", "role"]
    with ZipFile(path) as package:
        assert b'<workbookPr filterPrivacy="1"' in package.read("xl/workbook.xml")
