"""The workbook that compares units and waves."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from maturity_app.domain.assessment import Answer, Assessment, Wave
from maturity_app.domain.questionnaire import Condition
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.shown import shown_level
from maturity_app.reports.content import comparison_of
from maturity_app.reports.excel.comparing import comparison_workbook
from maturity_app.reports.side_by_side import ranked
from maturity_app.wording import ENGLISH
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    item,
    questionnaire,
    random_answers,
)
from tests.reports.excel_models import model, recorded
from tests.reports.excel_reading import records
from tests.reports.test_excel_management import exact

# Each writes and reads a whole file, which takes a moment.
pytestmark = pytest.mark.long

WAVES = (("Autumn 2025", date(2025, 10, 1)), ("Autumn 2026", date(2026, 10, 16)))


@cache
def given() -> tuple[Assessment, ...]:
    definition = full_questionnaire()
    return tuple(
        assessment(definition, random_answers(definition, n), unit=unit, label=label, day=day)
        for n, (unit, (label, day)) in enumerate(
            (unit, wave) for unit in ("Zeta", "alpha", "Beta") for wave in WAVES
        )
    )


@cache
def data() -> bytes:
    return comparison_workbook(comparison_of(given()), ENGLISH)


def opened(*, results: bool = True) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data()), data_only=results)


def test_units_stand_in_alphabetical_order() -> None:
    workbook = opened()
    assert workbook.sheetnames == [
        "Units", "Long", "Compared", "Changes", "Answers", "Items", "Dictionary",
    ]  # fmt: skip
    rows = records(workbook["Units"], workbook)
    assert [row["unit"] for row in rows] == ["alpha", "alpha", "Beta", "Beta", "Zeta", "Zeta"]
    assert [row["date"] for row in rows[:2]] == [
        workbook["Units"].cell(2, 4).value,
        workbook["Units"].cell(3, 4).value,
    ]
    assert all(hasattr(row["date"], "year") for row in rows)


def test_units_in_one_wave_have_no_sheet_of_changes() -> None:
    """It would be a row of headers over nothing."""
    side_by_side = comparison_of([record for record in given() if record.wave.label == WAVES[1][0]])
    workbook = openpyxl.load_workbook(BytesIO(comparison_workbook(side_by_side, ENGLISH)))
    assert workbook.sheetnames == ["Units", "Long", "Compared", "Items", "Dictionary"]


def test_units_hold_each_scorecard() -> None:
    workbook = opened()
    rows = {(row["unit"], row["wave"]): row for row in records(workbook["Units"], workbook)}
    for record in given():
        card = score_assessment(record)
        row = rows[record.unit.name, record.wave.label]
        assert card.headline is not None
        level = card.headline.level
        assert row["headline"] == ("" if level is None else float(shown_level(level)))
        for node in card.nodes.values():
            if f"{node.id}.index" in row:
                assert row[f"{node.id}.index"] == exact(node.value)


def test_long_has_a_row_for_every_figure_there_is() -> None:
    workbook = opened()
    rows = records(workbook["Long"], workbook)
    figures = {(r["unit_id"], r["wave"], r["node"], r["figure"]): r["value"] for r in rows}
    assert len(figures) == len(rows)
    record = given()[0]
    for node in score_assessment(record).nodes.values():
        key = (record.unit.id, record.wave.label, node.id)
        assert figures.get((*key, "index"), "") == exact(node.value)
        assert figures.get((*key, "level"), "") == exact(node.level)
    assert [cell.value for cell in workbook["Long"][1]][:3] == ["unit_id", "unit", "wave"]


def test_a_difference_is_a_formula_with_its_result() -> None:
    workbook = opened()
    rows = records(workbook["Changes"], workbook)
    said = records(opened(results=False)["Changes"], workbook)
    assert len(rows) == 3 * 9 + 3 * 2
    for row, formula in zip(rows, said, strict=True):
        assert str(formula["difference"]).startswith("=")
        if row["comparable"] == "yes":
            expected = float(str(row["later"])) - float(str(row["earlier"]))
            assert abs(float(str(row["difference"])) - expected) < 1e-9


def test_charts_of_levels_and_waves() -> None:
    parts = zipfile.ZipFile(BytesIO(data()))
    charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    kinds = [re.findall(r"(barChart|lineChart|scatterChart)>", chart)[0] for chart in charts]
    assert kinds == ["barChart", "lineChart", "scatterChart"]
    drawings = " ".join(
        parts.read(name).decode() for name in parts.namelist() if "drawings/drawing" in name
    )
    told = re.findall(r'descr="([^"]+)"', drawings)
    assert told[0].startswith("Bar chart of headline levels. Units stand in alphabetical order")
    assert told[1].startswith("Dot chart of the dimensions of each unit. Units stand in alphabet")
    assert told[2].startswith("Line chart of Drive, a segment a pair of waves: alpha")


def test_units_are_compared_on_common_items_and_their_spread_is_a_formula() -> None:
    report, workbook = comparison_of(given()), opened()
    assert report.between is not None
    rows = {(r["node"], r["figure"]): r for r in records(workbook["Compared"], workbook)}
    live = {
        (r["node"], r["figure"]): r for r in records(opened(results=False)["Compared"], workbook)
    }
    ids = [f"unit.{record.unit.id}" for record in report.between.assessments]
    for node in report.between.nodes.values():
        row = rows.get((node.id, "index"))
        if row is None or None in node.indices:
            continue
        scale = node.sides[-1].scale
        values = [float(scale.of(index)) for index in node.indices if index is not None]
        assert [float(str(row[unit])) for unit in ids] == values
        assert abs(float(str(row["spread"])) - (max(values) - min(values))) < 1e-9
        assert str(live[node.id, "index"]["spread"]).startswith("=IF(COUNT(")


def test_each_changed_answer_has_its_reason_and_difference() -> None:
    workbook = opened()
    rows = records(workbook["Answers"], workbook)
    pairs = [pair for unit in comparison_of(given()).units for pair in unit.pairs]
    assert len(rows) == sum(len(pair.changes) for pair in pairs)
    first = pairs[0].changes[0]
    assert (rows[0]["item_id"], rows[0]["reason"]) == (first.item, "no reason given")
    assert abs(float(str(rows[0]["difference"])) - float(first.difference)) < 1e-9


def test_an_order_that_was_asked_for_is_said_with_care() -> None:
    report = ranked(comparison_of(given()), "drive")
    workbook = openpyxl.load_workbook(BytesIO(comparison_workbook(report, ENGLISH)))
    values = [drive for drive in drives(workbook) if drive is not None]
    assert values == sorted(values, reverse=True)
    told = [cell.value for row in workbook["Dictionary"] for cell in row]
    assert any("a place in this list is no judgement of a unit" in str(text) for text in told)


def test_a_unit_with_another_wave_than_most_carries_it_in_its_header() -> None:
    late = [record for record in given() if record.wave.label == WAVES[1][0]]
    early = [record for record in given() if record.wave.label == WAVES[0][0]]
    report = comparison_of([late[0], *early[1:2], *late[2:]])
    workbook = openpyxl.load_workbook(BytesIO(comparison_workbook(report, ENGLISH)))
    headers = [cell.value for cell in workbook["Compared"][1]]
    other = early[1].unit.name
    assert f"{other} ({WAVES[0][0]})" in headers
    assert not any(str(header).endswith(f"({WAVES[1][0]})") for header in headers)


def drives(workbook: Workbook) -> list[float | None]:
    """Return the units' Drive as the sheet of common items holds it, in its order of units."""
    sheet = workbook["Compared"]
    [row] = [row for row in sheet.iter_rows(values_only=True) if row[0] == "drive"]
    return [value if isinstance(value, float) else None for value in row[3:6]]


def test_items_stand_side_by_side() -> None:
    workbook = opened()
    headers = [cell.value for cell in workbook["Items"][1]]
    assert headers[4:6] == ["alpha · Autumn 2025", "alpha · Autumn 2026"]
    assert len(records(workbook["Items"], workbook)) == len(full_questionnaire().items)


def test_units_of_one_name_keep_their_columns_apart() -> None:
    first = given()[0]
    other = replace(first, id="other", unit=replace(first.unit, id="other-unit"))
    made = comparison_workbook(comparison_of([first, other]), ENGLISH)
    headers = [cell.value for cell in openpyxl.load_workbook(BytesIO(made))["Items"][1]]
    assert len(set(headers)) == len(headers)


def test_the_same_records_give_the_same_bytes() -> None:
    first = data()
    data.cache_clear()
    assert data() == first


def two_waves(earlier: Assessment, later: Assessment) -> Workbook:
    waves = (
        replace(earlier, id="a", wave=Wave(label="2025", date=date(2025, 10, 1))),
        replace(later, id="b", wave=Wave(label="2026", date=date(2026, 10, 1))),
    )
    made = comparison_workbook(comparison_of(waves), ENGLISH)
    return openpyxl.load_workbook(BytesIO(made), data_only=True)


def test_waves_of_a_model_of_levels_are_compared_by_level() -> None:
    definition = model("c2m2")
    workbook = two_waves(
        *(
            recorded(
                definition, dict.fromkeys(definition.items, Answer(state="answered", option=o))
            )
            for o in ("partially", "largely")
        )
    )
    rows = records(workbook["Changes"], workbook)
    assert [row["node"] for row in rows] == ["asset", "risk"]
    assert all(row["earlier"] == "" for row in rows)
    assert [(row["earlier_level"], row["later_level"]) for row in rows] == [(0.5, 3), (0.5, 3)]
    assert not any(name.endswith(".index") for name in records(workbook["Units"], workbook)[0])


def test_an_answer_that_a_condition_hides_is_not_told() -> None:
    hanging = item("p-2", 1, show_when=Condition(item="p-1", options=("fully",)))
    definition = questionnaire(dimension("p", (), items=(item("p-1", 1), hanging)))
    workbook = two_waves(*(assessment(definition, answers(p=text)) for text in ("FL", "NL")))
    (_, row) = records(workbook["Items"], workbook)
    assert list(row.values())[-2:] == ["Largely", "Not asked"]
