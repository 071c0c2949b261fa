"""Whatever a person typed stays text in a workbook, and stays what it was."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from maturity_app.domain.assessment import Answer, Assessment, Unit, Wave
from maturity_app.reports.content import comparison_of, report_on
from maturity_app.reports.excel.comparing import comparison_workbook
from maturity_app.reports.excel.inert import MOST_UNITS, escaped, inert, printed
from maturity_app.reports.excel.management import management_workbook
from maturity_app.wording import ENGLISH
from tests.building import dimension, questionnaire

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "<b>bold</b> & <img src=x onerror=alert(1)>",
    "]]>&amp;&#9;",
    "#N/A",
    "TRUE",
    "0012",
    "1e5",
    "'quoted",
    "a\x00b\x07c\x1f",
    "\ud83d\ufffe",
    "_x0041_ stays",
    "Ωμέγα, Ї, ẞ, 中, 😀",
    "x" * 40_000,
    "😀" * 20_000,
)


def sample(*texts: str, name: str = "Unit", label: str = "2026") -> Assessment:
    """Return an assessment in which each item's answer holds one text wherever it can."""
    definition = questionnaire(dimension("practice-1", [1] * len(texts)))
    return Assessment(
        id=f"a-{label}",
        unit=Unit(id="unit", name=name[:200]),
        wave=Wave(label=f"{name} {label}"[:200], date=date(int(label), 1, 1)),
        questionnaire=definition,
        answers={
            f"practice-1-{number}": Answer(
                state="answered",
                option="largely",
                text=text,
                value=text[:900],
                source=text[:900],
                reason=text,
                comment=text,
                evidence=text,
            )
            for number, text in enumerate(texts, start=1)
        },
    )


@pytest.mark.parametrize("name", [HOSTILE[0], HOSTILE[6], HOSTILE[14], HOSTILE[19]], ids=range(4))
def test_no_text_becomes_a_formula(name: str) -> None:
    given, last = (sample(*HOSTILE, name=name, label=label) for label in ("2026", "2025"))
    for data in (
        management_workbook(report_on(given, [last]), ENGLISH),
        comparison_workbook(comparison_of([last, given]), ENGLISH),
    ):
        _check_parts(data)
        formulas = re.findall(rb"<f>(.*?)</f>", _rows(data))
        assert formulas
        assert not [f for f in formulas if b"cmd" in f or b"HYPERLINK" in f or b"evil" in f]


def _rows(data: bytes) -> bytes:
    parts = zipfile.ZipFile(BytesIO(data))
    return b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)


def _check_parts(data: bytes) -> None:
    """Every part is well-formed, and every cell's text fits."""
    parts = zipfile.ZipFile(BytesIO(data))
    for name in parts.namelist():
        if name.endswith((".xml", ".rels")):
            tree = ET.fromstring(parts.read(name))  # noqa: S314 - our own file
            for element in tree.iter():
                assert len((element.text or "").encode("utf-16-le")) // 2 <= MOST_UNITS


def test_a_text_that_looks_active_is_marked_as_text() -> None:
    texts = ("=1+1", "+1", "-1", "@x", "'x", "\t=1")
    data = management_workbook(report_on(sample(*texts)), ENGLISH)
    sheet = openpyxl.load_workbook(BytesIO(data))["Answers"]
    for row, text in enumerate(texts, start=2):
        cell = sheet[f"J{row}"]
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix


def test_a_unit_over_a_column_is_marked_as_text_too() -> None:
    units = [
        replace(sample("a", name=name), id=name, unit=Unit(id=name.strip("="), name=name))
        for name in ("=B2", "C")
    ]
    book = openpyxl.load_workbook(BytesIO(comparison_workbook(comparison_of(units), ENGLISH)))
    heads = [cell for sheet in book for cell in sheet[1] if str(cell.value).startswith("=")]
    assert heads
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in heads)


def test_a_measured_number_is_a_number_if_nothing_is_lost() -> None:
    data = management_workbook(report_on(sample("71", "71.5", "071", "-1", "1e5")), ENGLISH)
    sheet = openpyxl.load_workbook(BytesIO(data))["Answers"]
    assert [sheet[f"G{row}"].value for row in range(2, 7)] == [71, 71.5, "071", -1, "1e5"]


def test_forbidden_characters_are_shown_by_number() -> None:
    assert inert("a\x07b") == "a[U+0007]b"
    assert inert("\ud800") == "[U+D800]"
    assert inert("tab\tline\r\nend") == "tab\tline\nend"


def test_a_long_text_is_cut_where_a_cell_ends_and_says_so() -> None:
    cut = inert("😀" * 20_000)
    assert len(cut.encode("utf-16-le")) // 2 <= MOST_UNITS
    assert cut.endswith(" […]")
    assert inert("x" * MOST_UNITS) == "x" * MOST_UNITS


def test_escape_sequences_of_spreadsheets_arrive_as_typed() -> None:
    assert escaped("_x0041_") == "_x005F_x0041_"
    assert escaped("_x_ <&>") == "_x_ &lt;&amp;&gt;"


def test_a_page_header_holds_no_codes() -> None:
    assert printed("R&D\nunit") == "R&&D unit"
    assert len(printed("x" * 500)) == 60
