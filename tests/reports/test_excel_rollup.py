"""The workbook of a roll-up."""

from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from maturity_app.domain.rollup import roll_up
from maturity_app.reports.content import comparison_of
from maturity_app.reports.excel import rollup as made
from maturity_app.reports.excel.comparing import comparison_workbook
from maturity_app.reports.excel.rollup import rollup_workbook
from maturity_app.reports.rollup import rollup_rows
from maturity_app.wording import ENGLISH
from tests.reports.excel_reading import records
from tests.reports.organisation import organisation
from tests.reports.organisation import records as units


@cache
def data() -> bytes:
    return rollup_workbook(organisation(), ENGLISH)


def opened(*, results: bool = True) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data()), data_only=results)


def test_branches_hold_what_was_summed_up() -> None:
    rollup, workbook = organisation(), opened()
    assert workbook.sheetnames == ["Branches", "Units", "Dictionary"]
    found = records(workbook["Branches"], workbook)
    for row, expected in zip(found, rollup_rows(rollup, ENGLISH), strict=True):
        assert (row["branch_id"], row["measure"]) == (expected.branch.id, expected.measure.id)
        spread = expected.spread
        assert (row["units"], row["with_value"]) == (spread.units, spread.valued)
        for name, value in (("mean", spread.mean), ("sd", spread.deviation), ("q3",
                            spread.upper_quartile), ("single", spread.single)):  # fmt: skip
            assert row[name] == ("" if value is None else pytest.approx(float(value))), name


def test_what_people_read_has_headers_in_words() -> None:
    heads = [cell.value for cell in opened()["Branches"][1]]
    assert heads[3:8] == ["Drafts", "Units", "With a value", "Single unit", "Mean"]
    assert "q1" not in heads
    assert "Lower quartile" in heads


def test_every_number_is_a_formula_over_the_units() -> None:
    workbook = opened(results=False)
    for row in records(workbook["Branches"], workbook):
        for name in ("units", "with_value", "single", "mean", "sd", "q1", "median", "max"):
            assert "Units!" in str(row[name]) or str(row[name]).startswith("=IF("), name
    assert "_xlfn.AGGREGATE(17,6,Units!" in str(row["median"])


def test_units_have_a_row_each_with_the_branches_they_count_in() -> None:
    workbook = opened()
    rows = records(workbook["Units"], workbook)
    assert [row["unit_id"] for row in rows] == [unit.unit.id for unit in organisation().units]
    first = next(row for row in rows if row["branch_2"] == "North")
    assert (first["branch_1"], first["counts"]) == ("Ministry", 1)
    numbers = {row["number"]: row["branch_id"] for row in records(workbook["Branches"], workbook)}
    inside = [numbers[int(key)] for key in str(first["branches"]).strip("|").split("|")]
    assert [each or "" for each in inside] == ["", "top", "north"]


def test_what_a_row_is_about_stays_in_sight_and_on_paper() -> None:
    sheet = opened()["Branches"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:3] == ["Branch, from the top down", "Dimension or group", "Figure"]
    assert [cell.value for cell in sheet[2]][:3] == ["All units", "Headline level", "level"]
    assert (sheet.freeze_panes, sheet.print_title_cols) == ("D2", "$A:$C")
    ids = ["number", "branch_id", "branch", "depth", "measure", "node", "kind"]
    assert heads[-len(ids) :] == ids
    note = sheet.cell(1, len(heads) - len(ids)).coordinate.rstrip("1")
    assert f"$A$1:${note}$" in sheet.print_area


def test_levels_say_that_they_are_exact() -> None:
    workbook = opened()
    heads = [str(cell.value) for cell in workbook["Units"][1]]
    levels = [head for head in heads if "level" in head]
    assert levels[0] == "Headline level, exact"
    assert all(head.endswith("level, exact") for head in levels)
    notes = [row["meaning"] for row in records(workbook["Dictionary"], workbook)]
    assert any("0.75, where the program shows 0.7" in str(note) for note in notes)


def test_too_many_units_for_formulas_get_values_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(made, "_MOST_RECKONED", 10)
    plain = openpyxl.load_workbook(BytesIO(rollup_workbook(organisation(), ENGLISH)))
    cells = [cell for row in plain["Branches"].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    told = [row["meaning"] for row in records(plain["Dictionary"], plain)]
    assert any("are values, and do not follow" in str(text) for text in told)


def test_the_same_roll_up_gives_the_same_bytes() -> None:
    assert rollup_workbook(roll_up(units()), ENGLISH) == data()


def test_a_comparison_names_the_branches_of_its_units() -> None:
    workbook = openpyxl.load_workbook(
        BytesIO(comparison_workbook(comparison_of(units(4)), ENGLISH))
    )
    rows = records(workbook["Units"], workbook)
    assert [row["branch_1"] for row in rows] == ["Ministry", "Ministry", "Ministry",
                                                 "=Lone & <agency>"]  # fmt: skip
    assert {row["mode"] for row in rows} == {"the unit"}
