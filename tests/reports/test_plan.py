"""What a plan says in words: on screen, in the PDF and in the workbook alike."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from maturity_app.domain.plan import Action, Plan
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports.plan import (
    action_for,
    actions_finding,
    below_target,
    day_of,
    due_text,
    followed_finding,
    gap_text,
    planned_standings,
    steps_text,
    targets_finding,
    what_became,
)
from maturity_app.wording import ENGLISH as W
from tests.building import full_questionnaire
from tests.reports.planned import LAST, NEW, NOW, REHEARSE, record


def test_each_target_is_told_with_its_gap_and_the_steps_there() -> None:
    made = record()
    card = score_assessment(made)
    found = {standing.node.id: standing for standing in planned_standings(made, card)}
    told = {key: gap_text(standing, W) for key, standing in found.items()}
    assert told["practice-1"] == "reached"
    assert told["practice-2"] == ""
    assert W.level(card.nodes["practice-3"].level or F(0)) == "1.8"
    assert told["practice-3"] == "1.2 short"
    assert steps_text(card, found["practice-3"], W) == "1 step to level 3: 3.3"
    assert steps_text(card, found["practice-1"], W) == ""
    assert targets_finding(tuple(found.values()), W) == "One of three targets is reached"
    assert below_target(tuple(found.values()), W).startswith("Below target: Practice 3 (")


def test_actions_are_counted_by_their_state() -> None:
    assert actions_finding(NOW.actions, W) == (
        "Three actions: one planned, one under way, one done"
    )
    assert actions_finding((), W) == "No action is planned"


def test_only_what_was_open_in_the_last_wave_is_followed_up() -> None:
    found = what_became(LAST, NOW)
    told = [(one.now.id, one.then.state, one.now.state) for one in found]
    assert told == [
        ("a1", "planned", "under_way"),
        ("a2", "under_way", "done"),
        ("a3", "planned", "planned"),
    ]
    assert followed_finding(found, "Autumn 2025", W) == (
        "One of three actions open in Autumn 2025 is done"
    )
    assert followed_finding(found[1:2], "Autumn 2025", W) == (
        "The one action open in Autumn 2025: done"
    )


@pytest.mark.parametrize(
    ("node", "item", "told"),
    [
        ("practice-3", "practice-3-3", "3.3 Practice 3"),
        ("", "practice-3-3", "3.3 Practice 3"),
        ("safeguard-b", "", "Safeguard b"),
        ("", "", "whole unit"),
        ("gone", "gone-1", "no longer asked"),
    ],
)
def test_an_action_says_what_it_is_for(node: str, item: str, told: str) -> None:
    action = Action(id="a", text="Do it", node=node, item=item)
    assert action_for(full_questionnaire(), action, W) == told


def test_what_is_late_is_told_as_of_the_record_and_only_while_it_is_open() -> None:
    day = day_of(record())
    assert day == date(2026, 10, 16)
    assert due_text(REHEARSE, day, W) == "30 Jun 2026, late"
    assert due_text(replace(REHEARSE, state="done"), day, W) == "30 Jun 2026"
    assert due_text(NEW, day, W) == "28 Feb 2027"
    assert due_text(replace(NEW, due=None), day, W) == "no date"


def test_a_plan_changes_no_figure() -> None:
    assert score_assessment(record(Plan())) == score_assessment(record())
