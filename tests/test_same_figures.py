"""One assessment, worked out by hand, reads the same wherever its figures are shown.

Letters are the answers to the eight items of a practice or safeguard, two for each level:
N 0, P 1/3, L 2/3, F 1, D don't know. Level ℓ asks a mean of 2/3 of its own two items and 5/6 of
those of every lower level.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pytestqt.qtbot import QtBot

from maturity_app.cli import run
from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.reports.content import report_on
from maturity_app.reports.excel.management import management_workbook
from maturity_app.reports.pdf.management import management_pdf
from maturity_app.storage.assessments import write_assessment
from maturity_app.storage.library import open_library
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.pages.results import ResultsPage
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.wording import ENGLISH as W
from tests.building import LETTERS, assessment
from tests.reports.pdf_reading import pages_of

LETTERS_OF = {
    # The mean of its items; its level: the highest whole one met, then the way to the next,
    # 1 − lacking ÷ what the next level asks more than the present one, each item of weight 1.
    #
    # (1+1 + 1+1 + 2/3+2/3 + 1/3+0) / 8 = 17/24. Level 3. Level 4 asks 2·(5/6 − 2/3) more of
    # group 3 and 2·2/3 of group 4, together 5/3; lacking 1/3 + 2·(2/3 − 1/6) = 4/3: way 1/5.
    "lead-by-doing": "FFFFLLPN",
    # (4 + 4/3) / 8 = 16/24. Level 3; lacking 5/3 of 5/3: way 0.
    "do-it-yourself": "FFFFLLNN",
    # Worked out below, at RISKS.
    "own-the-risks": "FFPDLPNN",
    # (4 + 4/3 + 2/3) / 8 = 18/24. Level 3; lacking 1/3 + 2·(2/3 − 1/3) = 1 of 5/3: way 2/5.
    "self-selected-pioneers": "FFFFLLLN",
    # (2 + 5/3 + 4/3) / 8 = 15/24. Group 2 has exactly the 5/6 it needs: level 3, way 0.
    "no-expectation-before-proof": "FFLFLLNN",
    # (4 + 2/3 + 1/3) / 8 = 15/24. Group 3 has 1/2 of 2/3: level 2. Level 3 asks 2·(5/6 − 2/3)
    # more of group 2 and 2·2/3 of group 3, together 5/3; lacking 2·(2/3 − 1/2) = 1/3: way 4/5.
    "open-experimentation": "FFFFLPNN",
    # (2 + 4/3 + 2/3) / 8 = 1/2. Level 2; lacking 2·(5/6 − 2/3) + 2·(2/3 − 1/3) = 1: way 2/5.
    "accountability": "FFLLPPNN",
    # (4 + 2/3) / 8 = 7/12. Level 2; lacking 2·(2/3 − 1/3) = 2/3 of 5/3: way 3/5.
    "equity": "FFFFPPNN",
}
PRESSURE = (4, 2, 4, 3, 3, 4, 3, 2)
"""Positions on the scale of five, of which the first counts 0 and the last 1."""


@dataclass(frozen=True)
class Worked:
    """A figure by hand: exact, and as it is shown."""

    exact: Fraction
    shown: str


# Items 1 1 | 1/3 ? | 2/3 1/3 | 0 0, the seventh of them answered by seven of eight.
# Index: (1 + 1 + 1/3 + 2/3 + 1/3 + 0 + 0) / 7 = (10/3) / 7 = 10/21; with the open item at its
# lowest (10/3) / 8 = 5/12, at its highest (13/3) / 8 = 13/24.
RISKS = Worked(100 * Fraction(10, 21), "47.6")
RISKS_LOW = Worked(100 * Fraction(5, 12), "41.7")
RISKS_HIGH = Worked(100 * Fraction(13, 24), "54.2")
# Level: group 1 has 1 of 5/6, but group 2 (1/3 + 0) / 2 = 1/6 of 2/3 and the gate, item 3,
# 1/3 of 2/3: level 1. Level 2 asks more: 2·(5/6 − 2/3) of group 1, 2·2/3 of group 2, 1·2/3 of
# the gate: 1/3 + 4/3 + 2/3 = 7/3. Lacking: 2·(2/3 − 1/6) + (2/3 − 1/3) = 4/3. Way: 1 − 4/7 = 3/7.
RISKS_LEVEL = Worked(1 + Fraction(3, 7), "1.4")
# With the open item at its highest group 2 has (1/3 + 1) / 2 = 2/3: only the gate lacks 1/3.
# Way: 1 − (1/3) / (7/3) = 6/7.
RISKS_LEVEL_HIGH = Worked(1 + Fraction(6, 7), "1.8")

# The smallest of: the second-weakest practice (Open experiments) 2 + 4/5 = 14/5; the weakest
# practice and one more, 10/7 + 1 = 17/7; the weakest safeguard (Accountability) and one more,
# 12/5 + 1 = 17/5.
HEADLINE = Worked(Fraction(17, 7), "2.4")
# At its highest: the smallest of 14/5, 13/7 + 1 = 20/7 and 17/5.
HEADLINE_HIGH = Worked(Fraction(14, 5), "2.8")

# (17/24 + 16/24 + 10/21 + 18/24 + 15/24 + 15/24) / 6 = (81/24 + 10/21) / 6
# = (567/168 + 80/168) / 6 = 647/1008; bounds (81/24 + 10/24) / 6 = 91/144, (81 + 13)/144 = 47/72.
DRIVE = Worked(100 * Fraction(647, 1008), "64.2")
DRIVE_LOW = Worked(100 * Fraction(91, 144), "63.2")
DRIVE_HIGH = Worked(100 * Fraction(47, 72), "65.3")
# (1/2 + 7/12) / 2 = 13/24.
SAFEGUARDS = Worked(100 * Fraction(13, 24), "54.2")
# (3 + 1 + 3 + 2 + 2 + 3 + 2 + 1) / 4 / 8 = 17/32.
PRESSURE_INDEX = Worked(100 * Fraction(17, 32), "53.1")


@pytest.fixture(scope="module")
def record() -> Assessment:
    definition = find_questionnaire("digital-culture")
    given: dict[str, Answer] = {}
    for node_id, letters in LETTERS_OF.items():
        items = definition.nodes[node_id].all_items()
        for item, letter in zip(items, letters, strict=True):
            given[item.id] = (
                Answer(state="dont_know")
                if letter == "D"
                else Answer(state="answered", option=LETTERS[letter])
            )
    for item, place in zip(definition.nodes["pressure"].all_items(), PRESSURE, strict=True):
        option = definition.options(item.id)[place - 1]
        given[item.id] = Answer(state="answered", option=option.id)
    return assessment(definition, given)


@pytest.fixture(scope="module")
def card(record: Assessment) -> Scorecard:
    return score_assessment(record)


def some(value: NodeScore | None) -> NodeScore:
    assert value is not None
    return value


def close(number: object) -> object:
    """Return a number to compare with to the last digit a float of our own would hold."""
    return pytest.approx(float(number), rel=1e-14, abs=0)  # type: ignore[arg-type]  # a Fraction


# --- exact -------------------------------------------------------------------------------


def test_the_scorecard_is_exact(card: Scorecard) -> None:
    headline = card.headline
    assert headline is not None
    assert (headline.level, headline.low) == (HEADLINE.exact, HEADLINE.exact)
    assert headline.high == HEADLINE_HIGH.exact
    risks = card.nodes["own-the-risks"]
    assert (risks.value, risks.low, risks.high) == (
        RISKS.exact, RISKS_LOW.exact, RISKS_HIGH.exact,
    )  # fmt: skip
    assert (risks.level, risks.level_low) == (RISKS_LEVEL.exact, RISKS_LEVEL.exact)
    assert risks.level_high == RISKS_LEVEL_HIGH.exact
    drive = some(card.drive)
    assert (drive.value, drive.low, drive.high) == (
        DRIVE.exact, DRIVE_LOW.exact, DRIVE_HIGH.exact,
    )  # fmt: skip
    assert some(card.safeguards).value == SAFEGUARDS.exact
    assert some(card.pressure).value == PRESSURE_INDEX.exact


def test_every_other_level_and_index_is_as_worked_out(card: Scorecard) -> None:
    worked = {
        "lead-by-doing": (Fraction(16, 5), Fraction(17, 24)),
        "do-it-yourself": (Fraction(3), Fraction(16, 24)),
        "self-selected-pioneers": (Fraction(17, 5), Fraction(18, 24)),
        "no-expectation-before-proof": (Fraction(3), Fraction(15, 24)),
        "open-experimentation": (Fraction(14, 5), Fraction(15, 24)),
        "accountability": (Fraction(12, 5), Fraction(1, 2)),
        "equity": (Fraction(13, 5), Fraction(7, 12)),
    }
    found = {i: (card.nodes[i].level, card.nodes[i].index) for i in worked}
    assert found == worked


def test_the_command_prints_them_unrounded(
    record: Assessment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_assessment(tmp_path / "unit.assessment.json", record)
    arguments = ["score", "--json", str(tmp_path / "unit.assessment.json")]
    assert run(arguments, open_window=lambda *_: 1, test_window=str) == 0
    printed = json.loads(capsys.readouterr().out)["assessments"][0]
    assert printed["headline"]["level"] == close(HEADLINE.exact)
    assert printed["headline"]["low"] == close(HEADLINE.exact)
    assert printed["headline"]["high"] == close(HEADLINE_HIGH.exact)
    risks = {node["id"]: node for node in printed["nodes"]}["own-the-risks"]
    assert risks["value"] == close(RISKS.exact)
    assert (risks["low"], risks["high"]) == (close(RISKS_LOW.exact), close(RISKS_HIGH.exact))
    assert risks["level"] == close(RISKS_LEVEL.exact)
    assert risks["level_high"] == close(RISKS_LEVEL_HIGH.exact)
    drive = printed["drive"]
    assert drive["value"] == close(DRIVE.exact)
    assert (drive["low"], drive["high"]) == (close(DRIVE_LOW.exact), close(DRIVE_HIGH.exact))
    assert printed["safeguards"]["value"] == close(SAFEGUARDS.exact)
    assert printed["pressure"]["value"] == close(PRESSURE_INDEX.exact)


# --- on paper ----------------------------------------------------------------------------


@pytest.mark.long
def test_the_pdf_shows_them_on_every_page_that_names_them(record: Assessment) -> None:
    pages = pages_of(management_pdf(report_on(record), W))
    first = pages[0]
    assert f"{HEADLINE.shown} managed" in first
    assert f"up to {HEADLINE_HIGH.shown}" in first
    assert f"Own the risks ({RISKS_LEVEL.shown})" in first
    row = f"{RISKS_LEVEL.shown} {RISKS_LEVEL_HIGH.shown} {RISKS.shown} 7/8"
    assert row in first
    assert f"{DRIVE_LOW.shown} to {DRIVE_HIGH.shown} with open answers" in first
    assert f"Indices: Drive {DRIVE.shown}, Safeguards {SAFEGUARDS.shown};" in first
    assert f"Pressure {PRESSURE_INDEX.shown}: prepared" in first
    practice = next(page for page in pages if "3 Own the risks juniors take" in page)
    assert f"Level {RISKS_LEVEL.shown}, up to {RISKS_LEVEL_HIGH.shown} with one open" in practice
    assert f"Index {RISKS.shown}" in practice
    assert f"Bounds {RISKS_LOW.shown} to {RISKS_HIGH.shown} with open answers" in practice


@pytest.mark.long
def test_the_annex_of_the_pdf_shows_them_as_fractions(record: Assessment) -> None:
    annex = " ".join(pages_of(management_pdf(report_on(record), W)))
    for name, figures in {
        "Drive": (DRIVE, DRIVE_LOW, DRIVE_HIGH),
        "3 Own the risks juniors take": (RISKS, RISKS_LOW, RISKS_HIGH),
        "Safeguards": (SAFEGUARDS,) * 3,
        "C Pressure": (PRESSURE_INDEX,) * 3,
    }.items():
        assert " ".join([name, *(str(figure.exact) for figure in figures)]) in annex
    level = f"level {RISKS_LEVEL.exact}; with open answers {RISKS_LEVEL.exact} to "
    assert f"3 Own the risks {level}{RISKS_LEVEL_HIGH.exact}" in annex
    assert (
        f"Headline level {HEADLINE.exact}; lowest {HEADLINE.exact}, highest {HEADLINE_HIGH.exact}."
    ) in annex


# --- in the workbook ---------------------------------------------------------------------


def row_of(sheet: Worksheet, name: str, column: str) -> dict[str, object]:
    """Return the row in which a column holds a name, by the headers."""
    rows = sheet.iter_rows(values_only=True)
    heads = [str(head) for head in next(rows)]
    return next(
        values for values in (_by_head(heads, row) for row in rows) if values[column] == name
    )


def _by_head(heads: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    return dict(zip(heads, row, strict=True))


def test_the_workbook_holds_them_without_being_calculated(record: Assessment) -> None:
    content = management_workbook(report_on(record), W)
    workbook = load_workbook(BytesIO(content), data_only=True)
    summary = workbook["Summary"]
    headline = row_of(summary, "Headline", "Measure")
    assert (headline["Level"], headline["Up to"]) == (
        float(HEADLINE.shown), float(HEADLINE_HIGH.shown),
    )  # fmt: skip
    risks = row_of(summary, "Own the risks juniors take", "Measure")
    assert [risks[name] for name in ("Level", "Up to", "Index", "Index low", "Index high")] == [
        float(figure.shown)
        for figure in (RISKS_LEVEL, RISKS_LEVEL_HIGH, RISKS, RISKS_LOW, RISKS_HIGH)
    ]
    drive = row_of(summary, "Drive", "Measure")
    assert [drive[name] for name in ("Index", "Index low", "Index high")] == [
        float(figure.shown) for figure in (DRIVE, DRIVE_LOW, DRIVE_HIGH)
    ]
    for name, figure in (("Safeguards", SAFEGUARDS), ("Pressure", PRESSURE_INDEX)):
        assert row_of(summary, name, "Measure")["Index"] == float(figure.shown)


def test_the_workbook_calculates_with_unrounded_figures(record: Assessment) -> None:
    content = management_workbook(report_on(record), W)
    workbook = load_workbook(BytesIO(content), data_only=True)
    sheet = workbook["Calculation"]
    risks = row_of(sheet, "own-the-risks", "Node")
    assert risks["Index"] == close(RISKS.exact)
    assert (risks["Index low"], risks["Index high"]) == (
        close(RISKS_LOW.exact), close(RISKS_HIGH.exact),
    )  # fmt: skip
    assert risks["Level, exact"] == close(RISKS_LEVEL.exact)
    assert risks["Level high"] == close(RISKS_LEVEL_HIGH.exact)
    for node, figure in (
        ("drive", DRIVE),
        ("safeguards", SAFEGUARDS),
        ("pressure", PRESSURE_INDEX),
    ):
        assert row_of(sheet, node, "Node")["Index"] == close(figure.exact)
    headline = row_of(workbook["Headline"], "headline", "Id")
    assert headline["Level, exact"] == close(HEADLINE.exact)
    assert headline["High"] == close(HEADLINE_HIGH.exact)


# --- on screen ---------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, record: Assessment, tmp_path: Path) -> Iterator[ResultsPage]:
    library = open_library(tmp_path)
    library.add(record)
    model = AssessmentModel(library, record, [])
    made = ResultsPage(W, LIGHT)
    qtbot.addWidget(made)
    made.show_assessment(model)
    yield made
    model.store_summary()
    library.close()


def cells(table: DataTable, name: str) -> tuple[str, ...]:
    """Return the cells of the row that begins with a name."""
    return tuple(next(row.cells for row in table.table.rows if row.cells[0] == name))


def test_the_screen_shows_them(page: ResultsPage) -> None:
    overview = page.overview
    assert overview.headline.title.text() == f"Level {HEADLINE.shown} – managed"
    assert f"up to {HEADLINE_HIGH.shown} with 1 open answer" in overview.headline.way.text()
    assert f"Own the risks ({RISKS_LEVEL.shown})" in overview.headline.reason.text()
    risks = cells(overview.profile.table, "Own the risks")
    assert risks[2:4] == (RISKS_LEVEL.shown, RISKS_LEVEL_HIGH.shown)
    drive, safeguards = (row.accessibleName() for row in overview.balance.dots.rows.rows)
    assert f" {DRIVE.shown}" in drive
    assert f"{DRIVE_LOW.shown} to {DRIVE_HIGH.shown}" in drive
    assert f" {SAFEGUARDS.shown}" in safeguards
    assert f"index {PRESSURE_INDEX.shown}." in overview.pressure.caption.text()
    quadrant = cells(overview.quadrant.table, "Pressure")
    assert quadrant[1] == PRESSURE_INDEX.shown
