"""A workbook of somebody else's gets a wave's scores, and loses nothing by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from maturity_app.domain.assessment import Answer, Assessment, ChainPlace, SignOff
from maturity_app.jobs.tracking import append_to_tracker
from maturity_app.storage.assessments import signed
from maturity_app.storage.problems import InputError, MachineError
from tests.building import answers, assessment, dimension, questionnaire

DEFINITION = questionnaire(
    dimension("practice", (1, 1, 2, 2)), dimension("guard", (1,), "safeguard")
)
DRAFT = assessment(DEFINITION, answers(practice="FFLD", guard="P"), unit="=1+1 _x0041_ Ωμέγα")
SHOWN = "=1+1 [U+005F]x0041_ Ωμέγα"
OTHER = assessment(DEFINITION, answers(practice="NNNN", guard="N"), unit="Other", label="Spring")
RECORD = signed(DRAFT, SignOff(role="Head", date=date(2026, 10, 20)), ChainPlace(position=1))
CHANGED = DRAFT.with_answer("practice-4", Answer(state="answered", option="fully"))


def rows(path: Path) -> list[dict[str, object]]:
    head, *body = load_workbook(path)["Tracker"].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def office_book(path: Path) -> Path:
    """Write a workbook as an office keeps one: formulas, formats, a note beside the tracker."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    sheet["A1"], sheet["B1"] = "Due", date(2027, 1, 31)
    sheet["B2"] = "=COUNTA(Tracker!A:A)"
    sheet["B1"].number_format = "dd.mm.yyyy"
    sheet.merge_cells("D1:E1")
    book.save(path)
    return path


def test_a_new_tracker_holds_typed_values_one_row_a_node(tmp_path: Path) -> None:
    path = tmp_path / "tracker.xlsx"
    (told,) = append_to_tracker(path, [RECORD])
    assert "added" in str(told)
    book = load_workbook(path)
    assert book.calculation.fullCalcOnLoad
    found = rows(path)
    assert [row["node"] for row in found] == ["root", "practice", "guard"]
    practice = found[1]
    assert practice["date"] == datetime(2026, 10, 16)  # noqa: DTZ001 - as workbooks hold it
    assert practice["value"] == pytest.approx(800 / 9)
    assert (practice["coverage"], practice["state"]) == (0.75, "provisional")
    assert (practice["status"], practice["fingerprint"]) == ("signed_off", RECORD.fingerprint)
    assert book["Tracker"].tables["TrackerTable"].ref == "A1:Q4"


def test_what_was_typed_is_a_text_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "tracker.xlsx"
    append_to_tracker(path, [DRAFT])
    cell = load_workbook(path)["Tracker"]["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value == SHOWN


def test_the_same_record_changes_nothing_and_a_changed_draft_takes_its_rows(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tracker.xlsx"
    append_to_tracker(path, [DRAFT, OTHER])
    book = load_workbook(path)
    book["Tracker"]["R3"] = "a note of the office"
    book.save(path)
    before = path.read_bytes()
    assert "already" in str(append_to_tracker(path, [DRAFT])[0])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    told = append_to_tracker(path, [CHANGED])
    assert ["replaced" in str(line) for line in told] == [True, False]
    assert len(rows(path)) == 6
    assert rows(path)[1]["coverage"] == 1
    assert load_workbook(path)["Tracker"]["R3"].value == "a note of the office"
    assert (tmp_path / "tracker backup 1.xlsx").read_bytes() == before
    append_to_tracker(path, [RECORD])
    assert {row["status"] for row in rows(path) if row["unit"] != "Other"} == {"signed_off"}
    assert (tmp_path / "tracker backup 2.xlsx").exists()


def test_a_draft_takes_no_signed_records_place(tmp_path: Path) -> None:
    path = tmp_path / "tracker.xlsx"
    append_to_tracker(path, [RECORD])
    before = path.read_bytes()
    with pytest.raises(InputError, match="holds the signed record"):
        append_to_tracker(path, [OTHER, CHANGED])
    assert path.read_bytes() == before


def test_other_sheets_stay_as_they_are(tmp_path: Path) -> None:
    path = office_book(tmp_path / "office.xlsx")
    append_to_tracker(path, [DRAFT])
    plan = load_workbook(path)["Plan"]
    assert (plan["B2"].value, plan["B1"].number_format) == ("=COUNTA(Tracker!A:A)", "dd.mm.yyyy")
    assert str(plan.merged_cells) == "D1:E1"


def test_columns_are_found_by_their_names_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "tracker.xlsx"
    append_to_tracker(path, [DRAFT])
    book = load_workbook(path)
    sheet = book["Tracker"]
    del sheet.tables["TrackerTable"]
    sheet.insert_rows(1)
    sheet.insert_cols(3)
    sheet["A1"], sheet["C2"] = "Our tracker", "contact"
    book.save(path)
    append_to_tracker(path, [OTHER])
    names = [cell.value for cell in load_workbook(path)["Tracker"]["B"]]
    assert names == [None, "unit", *[SHOWN] * 3, *["Other"] * 3]
    assert "already" in str(append_to_tracker(path, [DRAFT])[0])


def with_chart(book: Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], 1, 1, 1, 2))
    book.worksheets[0].add_chart(chart, "D4")


def with_note(book: Workbook) -> None:
    book.worksheets[0]["A1"].comment = Comment("Ask first", "Office")


@pytest.mark.parametrize(
    ("change", "said"), [(with_chart, "drawings, charts"), (with_note, "notes on cells")]
)
def test_a_workbook_with_what_would_be_harmed_is_left_alone(
    change: Callable[[Workbook], None], said: str, tmp_path: Path
) -> None:
    path = office_book(tmp_path / "office.xlsx")
    book = load_workbook(path)
    change(book)
    book.save(path)
    refused_whole(path, said)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", "pivot tables"),
        ("xl/slicers/slicer1.xml", "slicers"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("xl/ctrlProps/ctrlProp1.xml", "form controls"),
        ("xl/media/image1.png", "pictures"),
        ("customXml/item1.xml", "custom XML"),
        ("xl/threadedComments/threadedComment1.xml", "threaded comments"),
        ("xl/unheard/of.xml", "xl/unheard/of.xml"),
    ],
)
def test_parts_that_would_be_dropped_are_named(part: str, said: str, tmp_path: Path) -> None:
    path = office_book(tmp_path / "office.xlsx")
    with ZipFile(path, "a") as package:
        package.writestr(part, b"<x/>")
    refused_whole(path, said)


def test_sparklines_inside_a_sheet_are_seen(tmp_path: Path) -> None:
    path = office_book(tmp_path / "office.xlsx")
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"</worksheet>", b'<extLst><ext uri="sparklines"/></extLst></worksheet>'
    )
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    refused_whole(path, "sparklines")


def refused_whole(path: Path, said: str) -> None:
    before = path.read_bytes()
    with pytest.raises(InputError, match=said):
        append_to_tracker(path, [DRAFT])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_sheet_tracker_of_something_else_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    book = Workbook()
    book.worksheets[0].title = "Tracker"
    book.worksheets[0]["A1"] = "Parcels"
    book.save(path)
    refused_whole(path, "not as it was made")


def test_no_workbook_is_refused_and_a_refused_backup_leaves_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(b"no workbook")
    refused_whole(path, "no workbook")
    before = office_book(path).read_bytes()

    def full(*_: object) -> Path:
        raise MachineError("full")

    monkeypatch.setattr("maturity_app.jobs.tracking.keep_copy", full)
    with pytest.raises(MachineError):
        append_to_tracker(path, [DRAFT])
    assert path.read_bytes() == before


def test_a_renamed_unit_is_the_same_one(tmp_path: Path) -> None:
    path = tmp_path / "tracker.xlsx"
    append_to_tracker(path, [OTHER])
    renamed: Assessment = replace(OTHER, unit=replace(OTHER.unit, name="Another name"))
    append_to_tracker(path, [renamed])
    assert {row["unit"] for row in rows(path)} == {"Another name"}
