from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.comparison import compare
from maturity_app.domain.questionnaire import Condition
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports import phrases
from maturity_app.reports.content import Report, report_on
from maturity_app.reports.excel.management import management_workbook
from maturity_app.reports.findings import items_finding, levels_finding, reasons_finding
from maturity_app.reports.pdf.management import management_pdf
from maturity_app.reports.pdf.words import next_step_of
from maturity_app.wording import ENGLISH as W
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    group,
    item,
    questionnaire,
)
from tests.reports.pdf_reading import pages_of

WHOLE = full_questionnaire()
NAMES = (*(f"practice_{n}" for n in range(1, 7)), "safeguard_a", "safeguard_b")


def record(default: str = "FFFFFFFF", *, year: int = 2026, **letters: str) -> Assessment:
    given = answers(
        **{name: letters.get(name, default) for name in NAMES},
        pressure=letters.get("pressure", "33333333"),
        enablers=letters.get("enablers", "LLPPN"),
    )
    return assessment(WHOLE, given, label=f"Autumn {year}", day=date(year, 10, 16))


def after(answer_year: Assessment, *changed: str) -> Assessment:
    """Return a record in which answers are said to differ because practice changed."""
    given = {
        item_id: replace(answer, change="practice_changed", evidence="register")
        if item_id in changed
        else answer
        for item_id, answer in answer_year.answers.items()
    }
    return replace(answer_year, answers=given)


def pages(report: Report) -> list[str]:
    return pages_of(management_pdf(report, W))


# --- one assessment ----------------------------------------------------------------------


def test_all_that_are_lowest_are_named() -> None:
    one = score_assessment(record(practice_2="FNNNNNNN"))
    assert levels_finding(one, W).endswith("; Practice 2 is lowest")
    two = score_assessment(record(practice_2="FNNNNNNN", practice_5="FNNNNNNN"))
    assert levels_finding(two, W).endswith("; Practice 2 and Practice 5 are lowest")


def test_a_count_of_answers_accounts_for_every_item() -> None:
    given = record()
    node = WHOLE.nodes["enablers"]
    said = items_finding(given, score_assessment(given), node, W)
    assert said == "Six items: two Largely, two Partially, one Not, one in words of its own"


@pytest.mark.long
def test_a_part_with_answers_but_no_index_is_not_called_unanswered() -> None:
    tree = group("all", *WHOLE.tree.children)
    given = assessment(questionnaire(tree), record().answers)
    text = " ".join(pages(report_on(given)))
    assert "no index of its own: Enablers" in text
    assert "nothing answered: Enablers" not in text


# --- two waves ---------------------------------------------------------------------------


@pytest.mark.long
def test_more_pressure_is_never_called_an_improvement() -> None:
    changed = after(
        record(pressure="43333333", practice_1="FFFFFFFF"), "pressure-1", "practice-1-8"
    )
    compared = compare([record(year=2025, practice_1="FFFFFFFL"), changed])
    assert [change.is_improvement for change in compared.changes] == [
        True,
        False,
    ]
    assert reasons_finding(compared, W).endswith(": one is an improvement with evidence")
    text = " ".join(pages(report_on(changed, [compared.assessments[0]])))
    assert "One of the changed answers is about pressure, where up is harder, not better." in text


@pytest.mark.long
def test_a_level_lower_only_for_open_answers_is_not_shown_as_a_fall() -> None:
    """Last wave leaves out what is open now; today's level takes it at its lowest."""
    earlier = record(year=2025, practice_3="FFFLNNNN")
    now = record(practice_3="FFF_NNNN")
    report = report_on(now, [earlier])
    node, compared = report.card.nodes["practice-3"], report.previous.nodes["practice-3"]  # type: ignore[union-attr]  # there is an earlier wave
    assert node.level is not None
    assert compared.levels[0] == compared.levels[-1]
    assert Fraction(node.level) < Fraction(compared.levels[-1] or 0)
    workbook = load_workbook(BytesIO(management_workbook(report, W)), data_only=True)
    heads, *rows = workbook["Profile"].iter_rows(values_only=True)
    row = dict(zip(heads, rows[2], strict=True))
    assert row["Last wave: level"] == row["This wave: level on common items"]
    assert row["Level"] < row["Last wave: level"]  # type: ignore[operator]  # both are numbers
    first = pages(report)[0]
    said = f"Practice 3 {W.level(Fraction(compared.levels[-1] or 0))}"
    assert "Autumn 2025 is shown on the answers common to both waves; on the same " in first
    assert said in first


@pytest.mark.long
def test_why_headline_and_levels_are_not_compared_stands_where_page_one_points() -> None:
    earlier = record(year=2025)
    now = record(practice_6="FFFFFF__")
    text = pages(report_on(now, [earlier]))
    assert "2025: not compared (page 2)" in text[0]
    said = "Level Practice 6. The items of one level, or a gate, are not answered in both waves"
    assert said in text[1]
    assert "Headline It is compared only where the level of every practice" in text[1]


@pytest.mark.long
def test_labels_of_the_scale_stand_in_a_sentence() -> None:
    first = pages(report_on(record()))[0]
    assert "From 1, never, to 5, weekly. Higher is harder, not worse." in first


@pytest.mark.long
def test_what_is_not_known_has_a_next_step_in_a_whole_sentence() -> None:
    given = {"practice-1-1": Answer(state="dont_know")}
    text = " ".join(pages(report_on(assessment(WHOLE, given))))
    assert "Find out, then answer." in text
    assert "Answer the question." in text


def test_bounds_stand_on_the_side_of_the_cut_they_are_on() -> None:
    """49.96 is below the cut of 50 and is never shown as 50.0."""
    node = replace(
        score_assessment(record()).nodes["pressure"],
        index_low=Fraction("0.4996"),
        index_high=Fraction("0.6004"),
    )
    assert phrases.index_bounds(node, W, (Fraction(50),)) == "49.96 to 60.0 with open answers"


def test_a_record_without_any_level_says_so_once() -> None:
    empty = score_assessment(assessment(WHOLE, {}))
    assert levels_finding(empty, W) == "No dimension has a level yet"


def test_items_not_asked_are_neither_open_nor_to_be_answered() -> None:
    hanging = item("p-2", 1, show_when=Condition(item="p-1", options=("fully",)))
    definition = questionnaire(dimension("p", (), items=(item("p-1", 1), hanging)))
    report = report_on(assessment(definition, answers(p="N_")))
    node = definition.nodes["p"]
    assert items_finding(report.assessment, report.card, node, W) == (
        "Two items: one Not, one not asked"
    )
    assert next_step_of(report.card, "p-2", W) == "None while not asked"
    waiting = report_on(assessment(definition, {}))
    assert next_step_of(waiting.card, "p-2", W) == "Answer first what it waits for."
