from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Node, Questionnaire, ShownScale
from maturity_app.jobs.demo import example_assessments
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.reports.content import comparison_of
from maturity_app.reports.pdf.comparing import comparison_pdf
from maturity_app.reports.pdf.pen import Box, Pen, Point
from maturity_app.reports.pdf.quadrant import QuadrantPlane, Spot
from maturity_app.reports.pdf.style import Style
from maturity_app.reports.pdf.trend import Segment, Trend, TrendLine
from maturity_app.reports.side_by_side import ranked, side_names
from maturity_app.wording import ENGLISH
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    questionnaire,
    random_answers,
)
from tests.reports.pdf_reading import pages_of

# Each writes and reads a whole file, which takes a moment.
pytestmark = pytest.mark.long

DEFINITION = full_questionnaire()


def wave(year: int, seed: int, unit: str = "Unit B2", **letters: str) -> Assessment:
    given = {**random_answers(DEFINITION, seed, open_share=0), **answers(**letters)}
    return assessment(DEFINITION, given, unit=unit, label=f"Autumn {year}", day=date(year, 10, 16))


def revised(definition: Questionnaire) -> Questionnaire:
    def changed(node: Node) -> Node:
        return replace(
            node,
            items=tuple(replace(entry, revision=2) for entry in node.items),
            children=tuple(changed(child) for child in node.children),
        )

    return replace(definition, version="0.9", tree=changed(definition.tree))


def test_units_stand_in_alphabetical_order_and_are_not_ranked() -> None:
    records = [wave(2026, n, unit) for n, unit in enumerate(("Zebra", "agency", "Middle"))]
    report = comparison_of(records)
    pages = pages_of(comparison_pdf(report, ENGLISH))
    places = [pages[0].index(name) for name in ("agency", "Middle", "Zebra")]
    assert places == sorted(places)
    assert "they are not ranked" in pages[0]
    assert report.between is not None
    for node in report.between.scorecards[0].of_kind("practice"):
        assert node.value is not None
        assert ENGLISH.number(node.value) in pages[0]


def test_each_pair_of_waves_has_its_page_newest_first() -> None:
    records = [wave(2024, 1), wave(2025, 1, practice_1="FFFF"), wave(2026, 1, practice_1="NNNN")]
    pages = pages_of(comparison_pdf(comparison_of(records), ENGLISH))
    text = " ".join(pages[1:])
    assert text.index("Autumn 2025 → Autumn 2026") < text.index("Autumn 2024 → Autumn 2025")
    assert "three waves" in pages[0]


def test_lines_side_by_side_stand_on_one_scale() -> None:
    """A line from 0 to 10 beside one from 0 to 100 rises a tenth as high."""
    small, large = (
        TrendLine(
            Trend(names=("a", "b"), segments=(segment(end),), scale=ShownScale()),
            "practice",
            ENGLISH,
        )
        for end in (10, 100)
    )
    for line in (small, large):
        line.on_one_scale((small, large), 40)
    assert {line.measure(100) for line in (small, large)} == {72}
    assert small.height_of(Fraction(10)) == pytest.approx(4)
    assert large.height_of(Fraction(100)) == pytest.approx(40)


def segment(end: int) -> Segment:
    return Segment(before=Fraction(0), after=Fraction(end), own=(None, None))


def test_the_waves_own_records_stand_below_their_lines() -> None:
    records = [wave(2025, 1), wave(2026, 1, practice_1="NNNN")]
    report = comparison_of(records)
    first = pages_of(comparison_pdf(report, ENGLISH))[0]
    assert "Each wave's own record Each record on all of its own items" in first
    assert "figures may differ. Autumn 2025 Autumn 2026" in first
    levels = [card.headline.level for card in report.units[0].pairs[0].own if card.headline]
    shown = " ".join(ENGLISH.level(level) for level in levels if level is not None)
    assert f"Headline level {shown}" in first


def test_a_break_is_named() -> None:
    old = replace(wave(2025, 1), questionnaire=revised(DEFINITION))
    pages = pages_of(comparison_pdf(comparison_of([old, wave(2026, 1)]), ENGLISH))
    assert "break" in pages[0]
    assert "Drive not comparable" in pages[1]


def test_a_comparison_with_a_draft_is_a_draft_on_every_page() -> None:
    signed = replace(wave(2026, 1, "A"), status="signed_off")
    mixed = pages_of(comparison_pdf(comparison_of([signed, wave(2026, 2, "B")]), ENGLISH))
    assert all("DRAFT" in page for page in mixed)
    other = replace(wave(2026, 2, "B"), status="signed_off")
    clean = pages_of(comparison_pdf(comparison_of([signed, other]), ENGLISH))
    assert not any("DRAFT" in page for page in clean)


@pytest.mark.parametrize("count", [2, 5, 12])
def test_any_number_of_units_is_set(count: int) -> None:
    records = [wave(2026, n, f"Unit <b>& {n:02}") for n in range(count)]
    pdf = comparison_pdf(comparison_of(records), ENGLISH)
    text = " ".join(pages_of(pdf))
    assert all(f"Unit <b>& {n:02}" in text for n in range(count))
    assert comparison_pdf(comparison_of(records), ENGLISH) == pdf


def test_an_order_that_was_asked_for_is_said_with_care() -> None:
    records = [wave(2026, n, unit) for n, unit in enumerate(("Zebra", "agency", "Middle"))]
    report = ranked(comparison_of(records), "drive")
    [first, *_] = pages_of(comparison_pdf(report, ENGLISH))
    said = " ".join(first.split())
    assert "a place in this list is no judgement of a unit" in said
    places = [said.index(unit.unit.name) for unit in report.units]
    assert places == sorted(places)
    assert report.between is not None
    indices = [index for index in report.between.nodes["drive"].indices if index is not None]
    assert indices == sorted(indices, reverse=True)


def test_waves_say_how_the_whole_went_and_why_a_line_breaks() -> None:
    earlier = replace(wave(2025, 1), questionnaire=revised(DEFINITION))
    text = said_of(wave(2024, 1), wave(2025, 1))
    assert "Each wave with the one before, on common items" in text
    assert "Autumn 2024 → Autumn 2025" in text
    told = said_of(earlier, wave(2026, 1))
    assert "Break in Practice 1 (Autumn 2025 → Autumn 2026): not comparable" in told
    assert "not compared, because Practice 1" in told


def test_what_own_records_stand_on_is_said_between_the_two_tables_on_one_page() -> None:
    """Three waves of the example fill the page but for a few lines."""
    records = example_assessments(find_questionnaire("digital-culture"))[3:]
    first, *_ = pages_of(comparison_pdf(comparison_of(records), ENGLISH))
    note = "Each record on all of its own items; what stands above compares on common items"
    at = first.index("Each wave's own record")
    assert first.index("Each wave with the one before") < at < first.index(note)
    assert first.index(note) < first.index("Headline level 0.5 1.4 2.4")
    assert "Status signed off signed off DRAFT" in first


def said_of(*waves: Assessment) -> str:
    pages = pages_of(comparison_pdf(comparison_of(waves), ENGLISH))
    return " ".join(" ".join(pages).split())


def test_own_figures_stand_beside_those_that_gaps_keep_from_being_compared() -> None:
    """No question is answered by all four; what each has by itself is not lost."""
    small = questionnaire(dimension("practice", (1,) * 6))
    given = {"Agency A": "FNFF__", "Board B": "__LLLP", "Court C": "PP_PPP", "Desk D": "F_F_FF"}
    records = [
        assessment(small, answers(practice=letters), unit=name) for name, letters in given.items()
    ]
    said = said_of(*records)
    assert "6 of 6 questions asked of all (100 %). Not one question is answered by all" in said
    assert "Leave out 1 unit and 2 of 6 questions are answered by all: Agency A." in said
    own = said[said.index("Each unit's own figures") :]
    assert "Agency A 75.0 Board B 58.3 Court C 33.3 Desk D 100.0" in own
    assert "each on what the unit answered, not comparable in the strict sense" in own
    alike = [wave(2026, n, unit) for n, unit in enumerate(("Zebra", "agency"))]
    assert "Each unit's own figures" not in said_of(*alike)


def test_a_unit_with_another_wave_than_most_carries_it_beside_its_name() -> None:
    records = [wave(2026, 1, "Agency"), wave(2025, 2, "Board"), wave(2026, 3, "Court")]
    between = comparison_of(records).between
    assert between is not None
    assert side_names(between, ENGLISH) == ("Agency", "Board (Autumn 2025)", "Court")
    assert said_of(*records).count("Board (Autumn 2025)") >= 3


@dataclass(frozen=True, slots=True)
class Sketch(Pen):
    """A pen that remembers how high it was to write what, and which whiskers it was to draw."""

    heights: dict[str, float] = field(default_factory=dict)
    whiskers: list[tuple[Point, Point]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        del x, style
        self.heights[text] = y

    def whisker(self, low: Point, high: Point, cap: float = 7, *, from_bar: bool = False) -> None:
        del cap, from_bar
        self.whiskers.append((low, high))


def test_no_whisker_crosses_the_name_of_a_quarter_and_of_many_units_none_is_drawn() -> None:
    spots = [Spot(name=f"Unit {n}", x=(50 + n, 20, 99), y=(40 + n, 2, 99)) for n in range(13)]
    whiskers = []
    for count in (12, 13):
        pen, plane = Sketch(Canvas(BytesIO())), QuadrantPlane(spots[:count], 50, ENGLISH)
        height = plane.measure(300)
        plane.sketch(pen, Box(0, height, 300, height))
        assert pen.heights["prepared"] > pen.heights["100"]
        assert pen.heights["exposed"] < pen.heights["0"]
        whiskers.append(len(pen.whiskers))
    assert whiskers == [12, 0]
