"""The management workbook, read back as other programs read it."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.shown import shown_level
from maturity_app.reports import phrases
from maturity_app.reports.content import report_on
from maturity_app.reports.excel.management import management_workbook
from maturity_app.wording import ENGLISH
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    questionnaire,
    random_answers,
)
from tests.reports.excel_reading import records
from tests.reports.excel_samples import sample

# Each writes and reads a whole file, which takes a moment.
pytestmark = pytest.mark.long

SHEETS = [
    "Summary", "Profile", "Items", "Answers", "Comparison", "Changes", "Calculation", "Values",
    "Groups", "Levels", "Headline", "Options", "Rules", "Texts", "Dictionary",
]  # fmt: skip


def written(given: Assessment, *earlier: Assessment) -> bytes:
    return management_workbook(report_on(given, earlier), ENGLISH)


def opened(data: bytes, *, results: bool = True) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data), data_only=results)


@cache
def two_waves() -> bytes:
    definition = full_questionnaire()
    last = assessment(
        definition, random_answers(definition, 2), label="Spring 2026", day=date(2026, 4, 1)
    )
    return written(assessment(definition, random_answers(definition, 1)), last)


def exact(value: F | None) -> object:
    return "" if value is None else pytest.approx(float(value), abs=1e-12)


def test_sheets_in_order() -> None:
    assert opened(two_waves()).sheetnames == SHEETS


def test_without_an_earlier_wave_there_is_nothing_to_compare() -> None:
    definition = full_questionnaire()
    names = opened(written(assessment(definition, {}))).sheetnames
    assert [name for name in SHEETS if name not in names] == ["Comparison", "Changes"]


@pytest.mark.parametrize("seed", range(8))
def test_results_beside_formulas_are_the_scorecard(seed: int) -> None:
    given = sample(seed)
    workbook, card = opened(written(given)), score_assessment(given)
    rows = {row["node"]: row for row in records(workbook["Calculation"], workbook)}
    assert list(rows) == list(card.nodes)
    for node in card.nodes.values():
        row = rows[node.id]
        assert row["state"] == node.state
        assert [row["shown"], row["applicable"], row["answered"], row["dont_know"]] == [
            node.counts.shown, node.counts.applicable, node.counts.answered, node.counts.dont_know,
        ]  # fmt: skip
        for column, value in (
            ("index", node.index),
            ("index_low", node.index_low),
            ("index_high", node.index_high),
            ("value", node.value),
            ("coverage", node.counts.coverage),
            ("level", node.level),
            ("level_low", node.level_low),
            ("level_high", node.level_high),
        ):
            assert row[column] == exact(value), (node.id, column)
        shown = "" if node.level is None else float(shown_level(node.level))
        assert row["level_shown"] == shown
    _check_headline(workbook, card)


def _check_headline(workbook: Workbook, card: Scorecard) -> None:
    if not card.of_kind("practice") and not card.of_kind("safeguard"):
        assert "Headline" not in workbook.sheetnames
        return
    rows = {row["id"]: row for row in records(workbook["Headline"], workbook)}
    assert rows["reason"]["result"] == phrases.headline_reason(card, ENGLISH)
    assert rows["quadrant"]["result"] == (card.quadrant or "none")
    if card.headline is not None:
        assert rows["headline"]["level"] == exact(card.headline.level)
        assert rows["headline"]["low"] == exact(card.headline.low)
        assert rows["headline"]["high"] == exact(card.headline.high)
    if card.balance is not None:
        assert rows["balance"]["result"] == (card.balance.verdict or "open")


def test_every_score_is_a_formula_down_to_the_answers() -> None:
    workbook = opened(two_waves(), results=False)
    rows = records(workbook["Calculation"], workbook)
    for column in ("state", "value", "low", "high", "coverage"):
        assert all(str(row[column]).startswith("=") for row in rows), column
    values = records(workbook["Values"], workbook)
    assert all("Answers!" in str(row["option"]) for row in values)
    assert all("Options!" in str(row["x"]) for row in values)
    summary = records(workbook["Summary"], workbook)
    assert str(summary[0]["level"]).startswith("=Headline!")


def test_formulas_use_only_what_excel_2016_knows() -> None:
    workbook = opened(two_waves(), results=False)
    used: set[str] = set()
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    bare = re.sub(r'"[^"]*"', "", str(cell.value))
                    used |= set(re.findall(r"([A-Z][A-Z0-9.]+)\(", bare))
    assert used <= {
        "ABS", "AND", "COUNT", "COUNTIF", "FIXED", "IF", "IFERROR", "INDEX", "INT", "ISNUMBER",
        "MATCH", "MAX", "MIN", "OR", "ROUND", "ROW", "SMALL", "SUBSTITUTE", "SUM", "SUMPRODUCT",
        "TRUNC",
    }  # fmt: skip


def test_a_rule_is_in_a_cell_and_named() -> None:
    workbook = opened(two_waves())
    place = workbook.defined_names["rule_insufficient_below"].attr_text
    sheet, cell = place.split("!")
    assert workbook[sheet][cell].value == 0.5
    calculation = opened(two_waves(), results=False)["Calculation"]
    formulas = " ".join(str(c.value) for row in calculation.iter_rows() for c in row)
    assert "rule_insufficient_below" in formulas
    assert "0.5" not in formulas


def test_one_table_a_sheet_whose_headers_are_its_cells() -> None:
    workbook = opened(two_waves())
    names = [table.displayName for sheet in workbook for table in sheet.tables.values()]
    assert names == [f"{name}Table" for name in SHEETS]
    for sheet in workbook:
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions
        headers = [cell.value for cell in sheet[1]]
        assert [column.name for column in table.tableColumns] == headers
        assert len({str(header).casefold() for header in headers}) == len(headers)


def test_nothing_is_merged_and_headers_stay_in_sight() -> None:
    for sheet in opened(two_waves()):
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith("2")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"


def test_numbers_and_dates_have_their_type() -> None:
    workbook = opened(two_waves())
    facts = {row["id"]: row["value"] for row in records(workbook["Dictionary"], workbook)}
    assert facts["questionnaire.version"] == "1.0"
    found = workbook["Calculation"]["J2"].value
    assert isinstance(found, int | float)
    numeric = re.compile(r"-?\d+(\.\d+)?")
    allowed = {"code", "option", "version", "questionnaire.version", "key", "id"}
    for name in ("Summary", "Profile", "Values", "Groups", "Levels", "Calculation"):
        for row in records(workbook[name], workbook):
            texts = [k for k, v in row.items() if isinstance(v, str) and numeric.fullmatch(v)]
            assert set(texts) <= allowed, (name, texts)


def test_answers_are_kept_whole() -> None:
    definition = questionnaire(dimension("practice-1", (1, 1, 2, 2)))
    said = Answer(
        state="answered",
        option="largely",
        comment="Two lines:\nthe second  has  spaces ",
        evidence="register\nhttps://example.org/?a=1&b=2",
        change="practice_changed",
    )
    aside = Answer(state="not_applicable", reason="No such case.")
    given = assessment(definition, {"practice-1-1": said, "practice-1-2": aside})
    workbook = opened(written(given))
    rows = {row["item_id"]: row for row in records(workbook["Answers"], workbook)}
    assert list(rows) == list(definition.items)
    first = rows["practice-1-1"]
    for column in ("state", "option", "comment", "evidence", "change"):
        assert first[column] == getattr(said, column)
    assert rows["practice-1-2"]["reason"] == "No such case."
    assert rows["practice-1-3"]["state"] == "not_answered"


def test_orphaned_answers_stand_last() -> None:
    definition = questionnaire(dimension("practice-1", (1,)))
    given = assessment(definition, answers(practice_1="F"))
    orphaned = {"old-item": Answer(state="answered", option="partially")}
    workbook = opened(written(replace(given, orphaned=orphaned)))
    last = records(workbook["Answers"], workbook)[-1]
    assert (last["item_id"], last["type"], last["option"]) == ("old-item", "orphaned", "partially")


def test_a_draft_says_so_and_no_clock_is_read() -> None:
    workbook = opened(two_waves())
    assert workbook.properties.created == workbook.properties.modified
    assert workbook.properties.created is not None
    assert workbook.properties.created.date() == date(2026, 10, 16)
    assert workbook.properties.language == "en"
    assert workbook.properties.contentStatus == "DRAFT"
    headers = [sheet.oddHeader for sheet in workbook]
    assert all(header is not None and header.right.text == "DRAFT" for header in headers)
    times = {entry.date_time for entry in zipfile.ZipFile(BytesIO(two_waves())).infolist()}
    assert len(times) == 1


def test_the_same_record_gives_the_same_bytes() -> None:
    first = two_waves()
    two_waves.cache_clear()
    assert two_waves() == first


def test_charts_have_titles_data_and_words_for_those_who_do_not_see_them() -> None:
    parts = zipfile.ZipFile(BytesIO(two_waves()))
    drawings = [
        parts.read(name).decode() for name in parts.namelist() if "drawings/drawing" in name
    ]
    told = [text for drawing in drawings for text in re.findall(r'descr="([^"]+)"', drawing)]
    assert len(told) == 2
    assert told[0].startswith("Bar chart of levels from 0 to 4: Headline")
    charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert all("numCache" in chart and "<title>" in chart for chart in charts)
    assert '<max val="4"/><min val="0"/>' in charts[0].replace(" />", "/>")


def test_every_column_is_described() -> None:
    workbook = opened(two_waves())
    entries = [[c.value for c in row] for row in workbook["Dictionary"].iter_rows(min_row=2)]
    described = [(row[1], row[3]) for row in entries if row[0] == "column"]
    assert described == [(s.title, cell.value) for s in workbook for cell in s[1]]
    assert all(row[4] for row in entries)


def test_a_changed_answer_is_told_with_its_reason_and_evidence() -> None:
    definition = questionnaire(dimension("practice-1", (1, 1, 2, 2)))
    last = assessment(definition, answers(practice_1="PPPP"), label="2025", day=date(2025, 1, 1))
    given = answers(practice_1="PFPN")
    given["practice-1-2"] = Answer(
        state="answered", option="fully", change="practice_changed", evidence="register"
    )
    workbook = opened(written(assessment(definition, given), last))
    up, down = records(workbook["Changes"], workbook)
    assert (up["earlier"], up["later"], up["direction"]) == ("Partially", "Fully", "▲ up")
    assert (up["reason"], up["improved"]) == ("practice changed", "yes")
    assert (down["direction"], down["improved"]) == ("▼ down", "")
    rows = {row["node"]: row for row in records(workbook["Comparison"], workbook)}
    node = rows["practice-1"]
    assert node["earlier"] == pytest.approx(100 / 3)
    assert node["difference"] == pytest.approx(25 / 3)
    assert (node["up"], node["down"]) == (1, 1)
    formulas = opened(written(assessment(definition, given), last), results=False)["Comparison"]
    assert any(str(cell.value).startswith("=IF(AND(ISNUMBER(") for cell in formulas[3])


def test_dates_are_dates() -> None:
    workbook = opened(two_waves())
    facts = {row["id"]: row["value"] for row in records(workbook["Dictionary"], workbook)}
    assert getattr(facts["wave.date"], "year", None) == 2026
