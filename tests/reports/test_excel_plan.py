"""The plan in the workbook: a table of actions, and each target beside its level."""

from datetime import datetime
from functools import cache
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from maturity_app.domain.plan import Plan
from maturity_app.reports.content import report_on
from maturity_app.reports.excel.actions import has_actions
from maturity_app.reports.excel.management import management_workbook
from maturity_app.wording import ENGLISH
from tests.reports.excel_reading import Record, records
from tests.reports.planned import NEW, record, report


def opened(data: bytes, *, results: bool = True) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data), data_only=results)


@cache
def written() -> bytes:
    return management_workbook(report(), ENGLISH)


def actions(workbook: Workbook) -> list[Record]:
    return records(workbook["Actions"], workbook)


def test_actions_stand_in_a_table_with_typed_dates_and_the_last_waves_state() -> None:
    workbook = opened(written())
    rows = actions(workbook)
    told = [(row["action_id"], row["then"], row["state"], row["late"]) for row in rows]
    assert told == [
        ("a1", "planned", "under way", "yes"),
        ("a2", "under way", "done", ""),
        ("a5", "", "planned", ""),
        ("a3", "planned", "planned", ""),
    ]
    sheet = workbook["Actions"]
    assert "ActionsTable" in sheet.tables
    (offered,) = sheet.data_validations.dataValidation
    assert (offered.formula1, str(offered.sqref)) == ('"planned,under way,done,dropped"', "I2:I5")
    assert [row["due"] for row in rows] == [datetime(2026, 6, 30), "", datetime(2027, 2, 28), ""]  # noqa: DTZ001 - a cell's date has no zone


def test_lateness_is_a_formula_and_what_was_typed_is_none() -> None:
    workbook = opened(written(), results=False)
    sheet = workbook["Actions"]
    heads = [row["id"] for row in records(workbook["Dictionary"], workbook)
             if row["sheet"] == "Actions" and row["about"] == "column"]  # fmt: skip
    late, text = heads.index("late"), heads.index("action")
    rows = list(sheet.iter_rows(min_row=2))
    assert all(row[late].data_type == "f" for row in rows)
    (typed,) = (row[text] for row in rows if row[0].value == NEW.id)
    assert (typed.data_type, typed.value) == ("s", NEW.text)


def test_each_target_stands_beside_its_level_with_a_live_gap() -> None:
    workbook = opened(written())
    rows = {row["dimension"]: row for row in records(workbook["Profile"], workbook)}
    first, third = rows["Practice 1"], rows["Practice 3"]
    assert (first["target"], first["gap"], first["against"]) == (3, 0, "✓ at target")
    assert (third["level"], third["target"], third["gap"]) == (1.8, 3, 1.2)
    assert third["against"] == "▼ far: 1.2"
    assert (rows["Practice 2"]["target"], rows["Practice 2"]["gap"]) == ("", "")
    cells = [
        cell for row in opened(written(), results=False)["Profile"].iter_rows() for cell in row
    ]
    gaps = [cell for cell in cells if "ROUND(MAX(0" in str(cell.value)]
    assert [cell.data_type for cell in gaps] == ["f"] * 8


def test_without_any_action_there_is_no_sheet_for_them() -> None:
    assert not has_actions(report_on(record(Plan())))
    assert has_actions(report(Plan())), "what became of the last wave's is told"
