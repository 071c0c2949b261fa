import json
from dataclasses import asdict
from datetime import date

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports.content import comparison_of
from maturity_app.reports.figures import comparison_document, figures_of, score_document
from maturity_app.wording import ENGLISH
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    group,
    questionnaire,
    random_answers,
)

WHOLE = full_questionnaire()
ONE = questionnaire(group("drive", dimension("practice", (1, 2))))


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_is_the_scorecards_own(seed: int) -> None:
    whole = assessment(WHOLE, random_answers(WHOLE, seed))
    card = score_assessment(whole)
    figures = figures_of(whole, card, ENGLISH)
    assert [node.id for node in figures.nodes] == list(WHOLE.nodes)
    for node in figures.nodes:
        scored = card.nodes[node.id]
        exact = (scored.value, scored.low, scored.high, scored.level, scored.level_low)
        given = (node.value, node.low, node.high, node.level, node.level_low)
        assert given == tuple(None if value is None else float(value) for value in exact)
        counts = (node.answered + node.not_applicable, node.applicable + node.not_applicable)
        assert counts[0] <= counts[1] == scored.counts.shown
        assert node.state == scored.state
    for item in figures.items:
        x = card.items[item.id].x
        assert item.x == (None if x is None else float(x))


def test_figures_are_json_without_rounding() -> None:
    whole = assessment(ONE, answers(practice="LP"))
    text = json.dumps(asdict(score_document([whole], ENGLISH)), allow_nan=False)
    (figures,) = json.loads(text)["assessments"]
    assert [entry["x"] for entry in figures["items"]] == [2 / 3, 1 / 3]
    assert figures["nodes"][2]["value"] == 50.0
    assert figures["drive"] == {"value": 50.0, "low": 50.0, "high": 50.0}


def test_without_practices_headline_drive_and_balance_are_null() -> None:
    figures = figures_of(
        assessment(questionnaire(), {}), score_assessment(assessment(questionnaire(), {})), ENGLISH
    )
    assert (figures.headline, figures.drive, figures.balance, figures.quadrant) == (None,) * 4
    assert [(node.id, node.parent, node.coverage) for node in figures.nodes] == [
        ("root", None, None)
    ]


def test_a_headline_that_cannot_be_given_says_why() -> None:
    whole = assessment(ONE, {})
    headline = figures_of(whole, score_assessment(whole), ENGLISH).headline
    assert headline is not None
    assert headline.level is None
    assert "Practice (insufficient)" in headline.reason


def test_an_answer_to_no_item_changes_nothing() -> None:
    whole = assessment(ONE, answers(practice="LP"))
    more = whole.with_answer("nowhere", Answer(state="answered", option="fully"))
    assert score_document([more], ENGLISH) == score_document([whole], ENGLISH)


def test_a_comparison_as_numbers() -> None:
    first = assessment(ONE, answers(practice="LL"), label="2025", day=date(2025, 1, 1))
    second = assessment(ONE, answers(practice="FP"))
    document = comparison_document(comparison_of([first, second]), ENGLISH)
    (pair,) = document.over_time
    assert pair.sides == ("Unit B2, 2025", "Unit B2, Autumn 2026")
    assert (pair.answers_up, pair.answers_down, pair.draft) == (1, 1, True)
    changes = [(change.item, change.earlier, change.later) for change in pair.changes]
    assert changes == [
        ("practice-1", "largely", "fully"),
        ("practice-2", "largely", "partially"),
    ]
    node = next(node for node in pair.nodes if node.id == "practice")
    assert node.values == (pytest.approx(200 / 3), pytest.approx(200 / 3))
    assert (node.difference, node.beyond_one_step) == (0.0, False)
    assert document.between_units is None


def test_units_side_by_side_as_numbers() -> None:
    sides = [assessment(ONE, answers(practice="LF"), unit=name) for name in ("A", "B", "C")]
    document = comparison_document(comparison_of(sides), ENGLISH)
    assert document.over_time == ()
    assert document.between_units is not None
    assert len(document.between_units.sides) == 3
    assert all(len(node.values) == 3 for node in document.between_units.nodes)
