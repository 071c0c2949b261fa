from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from maturity_app.domain.assessment import Answer, ChainPlace, ChangeReason, SignOff
from maturity_app.domain.comparison import compare
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score, score_assessment
from maturity_app.reports import phrases
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

WHOLE = full_questionnaire()


def card(default: str = "FFFFFFFF", **letters: str) -> Scorecard:
    names = [*(f"practice_{n}" for n in range(1, 7)), "safeguard_a", "safeguard_b"]
    given = {name: letters.get(name, default) for name in names}
    pressure = letters.get("pressure", "33333333")
    return score_assessment(assessment(WHOLE, answers(**given, pressure=pressure)))


def test_small_numbers_are_words() -> None:
    assert [phrases.count_word(n, W) for n in (0, 1, 12, 13)] == ["none", "one", "twelve", "13"]


def test_a_headline_names_everything_that_holds_it() -> None:
    held = card(practice_2="FFFFNNNN", practice_5="FFFFNNNN")
    assert phrases.headline_level(held, W) == "2.2 managed"
    reason = phrases.headline_reason(held, W)
    assert (
        reason
        == "Held at 2 by Practice 2 (2.2) and Practice 5 (2.2). Four of six practices stand at 3."
    )


def test_a_headline_at_the_top_is_held_by_nothing() -> None:
    assert phrases.headline_level(card(), W) == "4.0 learning"
    assert phrases.headline_reason(card(), W) == "All practices stand at 4."


def test_no_headline_says_which_nodes_have_no_level() -> None:
    one = card(practice_2="________")
    assert phrases.headline_level(one, W) == "No level"
    assert phrases.headline_reason(one, W).startswith("No level: Practice 2 (insufficient); ")
    all_open = phrases.headline_reason(card("________"), W)
    assert all_open.startswith("No level: of eight practices and safeguards, eight insufficient")


def test_a_level_is_truncated_and_never_rounded_up() -> None:
    assert W.level(Fraction(299, 100)) == "2.9"
    assert phrases.way_text(WHOLE, Fraction(299, 100), W) == "90\u00a0% of the way to established"
    assert phrases.way_text(WHOLE, Fraction(4), W) == "the highest level"
    assert phrases.level_name(WHOLE, Fraction(399, 100)) == "established"


def test_open_answers_are_said_as_what_is_still_possible() -> None:
    node = card(practice_1="FFFFFFF_").nodes["practice-1"]
    assert phrases.up_to(node.level, node.level_high, W) == "up to 4.0"
    assert phrases.up_to(node.level_high, node.level_high, W) == ""
    assert phrases.index_bounds(node, W) == "87.5 to 100.0 with open answers"
    assert phrases.index_bounds(card().nodes["practice-1"], W) == "none open"


@pytest.mark.parametrize(
    ("letters", "state", "reason"),
    [
        ("FFFFFFFF", "rated", ""),
        ("FFFFFF__", "provisional", "6 of 8 answered"),
        ("FFF_____", "insufficient", "3 of 8 answered"),
    ],
)
def test_a_state_says_why(letters: str, state: str, reason: str) -> None:
    node = card(practice_1=letters).nodes["practice-1"]
    assert phrases.state_word(node.state, W) == state
    assert phrases.state_reason(node, W) == reason


def test_a_node_with_too_much_set_aside_says_how_much() -> None:
    items = tuple(item(f"p-{n}", 1, not_applicable="No case.") for n in (1, 2))
    definition = questionnaire(dimension("p", (), items=items))
    node = score_assessment(assessment(definition, answers(p="F-"))).nodes["p"]
    assert phrases.state_word(node.state, W) == "not rated"
    assert phrases.state_reason(node, W) == "50\u00a0% not applicable"
    assert phrases.value_text(node, W) == "–"
    empty = score_assessment(assessment(questionnaire(), {})).root
    assert phrases.state_reason(empty, W) == "nothing to score"


@pytest.mark.parametrize(
    ("safeguard", "practice", "verdict"),
    [
        ("NNNNNNNN", "FFFFFFFF", "drive outruns safeguards"),
        ("FFFFFFFF", "NNNNNNNN", "controls outrun use"),
        ("FFFFFFFF", "FFFFFFFF", "in step"),
    ],
)
def test_balance_compares_the_weakest_safeguard(
    safeguard: str, practice: str, verdict: str
) -> None:
    found = card(practice, safeguard_a=safeguard, safeguard_b=safeguard)
    assert found.balance is not None
    assert phrases.verdict_word(found.balance.verdict, W) == verdict
    assert "the median practice, Practice 3, at " in phrases.balance_reason(found, W)
    assert phrases.points_text(found, W).endswith("points apart, no verdict on points")


@pytest.mark.parametrize(
    ("letters", "pressure", "quadrant"),
    [
        ("NNNNNNNN", "55555555", "exposed"),
        ("FFFFFFFF", "55555555", "prepared"),
        ("NNNNNNNN", "11111111", "calm and new"),
        ("FFFFFFFF", "11111111", "capacity in hand"),
        ("FFFFFFFF", "1111____", "on the line"),
    ],
)
def test_where_pressure_and_drive_meet(letters: str, pressure: str, quadrant: str) -> None:
    assert phrases.quadrant_word(card(letters, pressure=pressure).quadrant, W) == quadrant


def test_what_was_answered_in_a_few_words() -> None:
    said = {
        "practice-1-1": Answer(state="answered", option="fully"),
        "practice-1-2": Answer(state="answered", option="no such option"),
        "practice-1-3": Answer(state="dont_know"),
        "practice-1-4": Answer(state="not_applicable", reason="x"),
        "enablers-add": Answer(state="answered", text="A list"),
        "outcomes-1": Answer(state="answered", text="Share", value="71 %"),
        "outcomes-2": Answer(state="answered"),
        "practice-1-5": Answer(),
    }
    words = [phrases.answer_word(WHOLE, name, answer, W) for name, answer in said.items()]
    assert words == [
        "Fully", "Not yet answered", "Don't know", "Not applicable", "A list", "71 %", "Answered",
        "Not yet answered",
    ]  # fmt: skip


def test_a_record_says_when_it_was_signed() -> None:
    draft = assessment(WHOLE, {})
    assert phrases.record_line(draft, W) == "Draft"
    record = replace(
        draft,
        status="signed_off",
        signed=SignOff(role="Head", date=date(2026, 10, 23)),
        chain=ChainPlace(position=1),
    )
    assert phrases.record_line(record, W) == "Signed off 23 October 2026"


# --- comparisons -------------------------------------------------------------------------------


ONE = questionnaire(group("drive", dimension("practice", (1, 1, 2, 2))))


def moved(before: str, after: str) -> str:
    pair = compare(
        [
            assessment(ONE, answers(practice=before), label="2025", day=date(2025, 1, 1)),
            assessment(ONE, answers(practice=after)),
        ]
    )
    return phrases.moved(pair.nodes["practice"], pair, W)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("LLLL", "LLLL", "no change"),
        ("LLLL", "FLLL", "within one step"),
        ("LLLL", "FFLL", "rising"),
        ("LLLL", "PPLL", "falling"),
        ("LLLL", "FPLL", "one up, one down"),
        ("LLLL", "____", "not comparable: no question answered in both"),
    ],
)
def test_a_difference_within_one_step_is_never_called_a_change(
    before: str, after: str, said: str
) -> None:
    assert moved(before, after) == said


def test_changes_are_counted_with_their_reasons() -> None:
    before = assessment(ONE, answers(practice="LLLL"), label="2025", day=date(2025, 1, 1))
    after = assessment(ONE, answers(practice="FFPL"))
    reasons: dict[str, ChangeReason] = {
        "practice-1": "practice_changed",
        "practice-3": "corrects_error",
    }
    for name, reason in reasons.items():
        after = after.with_answer(name, replace(after.answer(name), change=reason))
    pair = compare([before, after])
    assert phrases.change_counts(pair, W) == "2 answers up, 1 down"
    expected = "1 practice changed, 1 corrects an error, 1 no reason given"
    assert phrases.change_reasons(pair, W) == expected
    assert phrases.drive_change(pair, W) == "Drive +8.3, not testable"
    assert phrases.change_counts(compare([before, before]), W) == "no answer changed"


def test_drive_that_cannot_be_compared_is_said_so() -> None:
    before = assessment(ONE, answers(practice="LLLL"), label="2025", day=date(2025, 1, 1))
    assert phrases.drive_change(compare([before, assessment(ONE, {})]), W) == "Drive not comparable"


def test_a_group_is_not_rated_because_its_parts_are_not() -> None:
    definition = questionnaire(group("drive", dimension("p", (1, 1, 2)), dimension("q", (1, 1, 2))))
    card = score(definition, answers(p="F--", q="FFF"))
    assert card.nodes["drive"].state == "not_rated"
    assert phrases.state_reason(card.nodes["drive"], W) == "too many of its parts are not rated"
    assert phrases.state_reason(card.nodes["p"], W) == "67\u00a0% not applicable"


def test_a_balance_that_open_answers_decide_stands_at_no_level_yet() -> None:
    found = card("FFLP____", safeguard_a="________", safeguard_b="FFFFFFFF")
    assert found.balance is not None
    assert found.balance.verdict is None
    told = phrases.balance_reason(found, W)
    assert told == "Once all is answered, Safeguard a stands at 0 to 4 and Practice 4 at 1."
