"""A workbook is read back as what it was, and what was changed in it by hand is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from maturity_app.domain.assessment import Answer, Assessment, ChainPlace, SignOff
from maturity_app.domain.questionnaire import Node
from maturity_app.jobs import workbooks
from maturity_app.jobs.exchange import importing
from maturity_app.jobs.reading import holds_record, read_record
from maturity_app.jobs.reporting import write_comparison, write_report
from maturity_app.storage.assessments import signed
from maturity_app.storage.library import open_library
from maturity_app.storage.problems import InputError
from maturity_app.wording import ENGLISH
from tests.building import assessment, dimension, item, questionnaire

# Each writes and reads a whole file, which takes a moment.
pytestmark = pytest.mark.long

FREE = Node(
    id="free", title="Free", kind="outcome",
    items=(
        item("free-1", type="text", anchors={}, next_steps={}),
        item("free-2", type="measure", anchors={}, next_steps={}, not_applicable="Not measured."),
    ),
)  # fmt: skip
TYPED = '=cmd()|"x"!A1\n<b>&amp; _x0041_ \x07 \ufffe 007 Ωμέγα'
DRAFT = replace(
    assessment(
        questionnaire(dimension("practice", (1, 2)), FREE),
        {
            "practice-1": Answer(state="answered", option="fully", comment=TYPED),
            "practice-2": Answer(state="not_answered", comment="Later"),
            "free-1": Answer(state="answered", text="+1"),
            "free-2": Answer(state="answered", value="0.50", source="2026-01-02"),
        },
    ),
    orphaned={"gone": Answer(state="dont_know")},
)
RECORD = signed(DRAFT, SignOff(role="Head", date=date(2026, 10, 20)), ChainPlace(position=1))


def written(folder: Path, whole: Assessment) -> Path:
    path = folder / "report.xlsx"
    write_report(path, whole, language="de")
    return path


def changed(path: Path, change: Callable[[Workbook], object]) -> Path:
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def place(sheet: Worksheet, item_id: str, column: str) -> str:
    head = [cell.value for cell in sheet[1]]
    row = next(cells[0].row for cells in sheet.iter_rows(min_row=2) if cells[0].value == item_id)
    return f"{chr(ord('A') + head.index(column))}{row}"


def cell(item_id: str, column: str, value: str | float | None) -> Callable[[Workbook], object]:
    def write(book: Workbook) -> None:
        sheet = book["Answers"]
        sheet[place(sheet, item_id, column)] = value

    return write


@pytest.mark.parametrize("whole", [DRAFT, RECORD], ids=["draft", "signed"])
def test_what_was_written_is_read_back_as_it_was(tmp_path: Path, whole: Assessment) -> None:
    found = read_record(written(tmp_path, whole))
    assert found.assessment == whole
    assert not found.changes


def test_saving_it_in_another_program_changes_nothing(tmp_path: Path) -> None:
    def sort_upside_down(book: Workbook) -> None:
        sheet = book["Answers"]
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
        for row, values in zip(sheet.iter_rows(min_row=2), reversed(rows), strict=True):
            for one, value in zip(row, values, strict=True):
                one.value = value
                # The library takes what begins with "=" for a formula, other programs do not.
                one.data_type = "s" if isinstance(value, str) else one.data_type

    found = read_record(changed(written(tmp_path, RECORD), sort_upside_down))
    assert found.assessment == RECORD
    assert not found.changes


def test_a_hand_changed_answer_makes_a_signed_record_a_draft_that_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, RECORD)
    changed(path, cell("practice-1", "option", "partially"))
    changed(path, cell("free-2", "value", 0.75))
    found = read_record(path)
    assert [ENGLISH.said(change) for change in found.changes] == [
        "practice-1 was changed by hand in the workbook (option: fully → partially)",
        "free-2 was changed by hand in the workbook (value: 0.50 → 0.75)",
    ]
    draft = found.assessment
    assert draft.is_draft
    assert draft.supersedes == RECORD.id
    assert draft.id != RECORD.id
    assert draft.answer("practice-1") == Answer(state="answered", option="partially", comment=TYPED)
    assert draft.answer("free-2").value == "0.75"
    assert draft.orphaned == RECORD.orphaned
    assert read_record(path).assessment.id == draft.id


def test_an_answer_taken_out_is_taken_out_and_its_comment_stays(tmp_path: Path) -> None:
    path = written(tmp_path, DRAFT)
    changed(path, cell("practice-1", "state", None))
    with pytest.raises(InputError, match=r"Answers!D2: "):
        read_record(path)
    changed(path, cell("practice-1", "state", "not_answered"))
    changed(path, cell("practice-1", "option", None))
    answer = read_record(path).assessment.answer("practice-1")
    assert answer == Answer(comment=TYPED)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (cell("practice-1", "option", "mostly"), "!Answers!E2: there is no option `mostly`"),
        (cell("practice-1", "state", "done"), "!Answers!D2: `state` can't be `done`"),
        (cell("practice-2", "state", "not_applicable"), "!Answers!D3: this item can't be"),
        (cell("free-2", "state", "not_applicable"), "!Answers!I5: not applicable needs its reason"),
        (cell("practice-1", "comment", "=2+3"), "!Answers!J2: a formula stands here: =2+3"),
        (cell("practice-1", "item_id", "practice-9"), "!Answers!A2: the questionnaire has no item"),
        (cell("practice-1", "item_id", "practice-2"), "!Answers!A3: the item practice-2 stands"),
        (lambda book: book["Answers"].delete_rows(2), "!Answers: rows are missing: practice-1"),
        (lambda book: book["Answers"].delete_cols(4), "!Answers!D1: the column here was `state`"),
        (lambda book: book.remove(book["Record"]), ": there is no sheet Record to read answers"),
        (lambda book: book.remove(book["Answers"]), ": there is no sheet Answers to read answers"),
        (lambda book: book["Record"].delete_rows(2), "!Record!A2: parts of the record are missing"),
    ],
)  # fmt: skip
def test_an_altered_structure_is_refused_at_its_place(
    tmp_path: Path, change: Callable[[Workbook], object], told: str
) -> None:
    path = changed(written(tmp_path, RECORD), change)
    with pytest.raises(InputError) as refused:
        read_record(path)
    assert str(refused.value).startswith(f"{path}{told}")
    assert "; " in str(refused.value)


def test_a_record_changed_in_the_hidden_sheet_is_no_longer_the_signed_one(tmp_path: Path) -> None:
    def forge(book: Workbook) -> None:
        sheet = book["Record"]
        first = next(
            c for row in sheet.iter_rows(min_row=2) for c in row if "fully" in str(c.value)
        )
        first.value = str(first.value).replace('"option":"fully"', '"option":"not"')

    path = changed(written(tmp_path, RECORD), forge)
    with pytest.raises(InputError, match="was changed after it was signed off"):
        read_record(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a workbook"])
def test_what_is_no_workbook_gets_one_clear_message(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no workbook, or a damaged one"):
        read_record(path)
    assert not holds_record(path)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, DRAFT)
    monkeypatch.setattr(workbooks, "_MAX_UNPACKED", 4 * 1_048_576)
    with ZipFile(path, "a", 8) as package:
        package.writestr("xl/media/zeros", bytes(5 * 1_048_576))
    with pytest.raises(InputError, match="no workbook"):
        read_record(path)


def test_workbooks_are_imported_and_comparisons_passed_over(tmp_path: Path) -> None:
    library = open_library(tmp_path / "data")
    folder = tmp_path / "files"
    write_report(folder / "a.xlsx", RECORD)
    later = replace(DRAFT, id="later", wave=replace(DRAFT.wave, label="Later"))
    write_comparison(folder / "b.xlsx", [RECORD, later])
    told = [(found.path.name, found.outcome) for found in importing(library, [folder])]
    assert told == [("a.xlsx", "added")]
    assert library.assessment(RECORD.id) == RECORD

    changed(folder / "a.xlsx", cell("practice-1", "option", "not"))
    (again,) = importing(library, [folder])
    assert again.outcome == "added"
    assert "practice-1 was changed by hand" in again.worded(ENGLISH)
    (third,) = importing(library, [folder])
    assert third.outcome == "known"
    library.close()


def test_a_workbook_from_before_there_was_dissent_is_still_read_back(tmp_path: Path) -> None:
    path = changed(written(tmp_path, RECORD), lambda book: book["Answers"].delete_cols(13))
    assert read_record(path).assessment == RECORD
