from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Unit
from maturity_app.domain.plan import Plan
from maturity_app.reports.text import score_text
from maturity_app.storage.questionnaires import read_questionnaire
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
from tests.reports.planned import record

ONE = questionnaire(group("drive", dimension("practice", (1, 2))))


def test_headline_reason_and_a_line_for_each_dimension() -> None:
    lines = score_text(assessment(ONE, answers(practice="FL")), ENGLISH).splitlines()
    assert lines[0] == "Unit B2, Autumn 2026 (Draft)"
    assert lines[1].startswith("Headline: ")
    assert lines[-1].split() == ["E", "Practice", "2.0", "83.3", "rated"]


def test_open_answers_show_as_bounds() -> None:
    text = score_text(assessment(ONE, answers(practice="F_")), ENGLISH)
    assert "up to " in text
    assert "50.0–100.0" in text
    assert "provisional, 1 of 2 answered" in text


@pytest.mark.parametrize("seed", range(4))
def test_no_line_is_broken_or_ends_in_blanks(seed: int) -> None:
    whole = full_questionnaire()
    text = score_text(assessment(whole, random_answers(whole, seed, open_share=0.4)), ENGLISH)
    assert text.endswith("\n")
    assert all(line and line == line.rstrip() for line in text.splitlines())
    assert len(text.splitlines()) > len(whole.dimensions)


def test_targets_and_actions_have_a_line_each_where_there_are_any() -> None:
    lines = score_text(record(), ENGLISH).splitlines()
    assert "One of three targets is reached" in lines
    assert "Three actions: one planned, one under way, one done" in lines
    assert "target" not in score_text(record(Plan()), ENGLISH)


def test_a_questionnaire_with_nothing_in_it_has_a_text() -> None:
    assert score_text(assessment(questionnaire(headline=None), {}), ENGLISH).startswith("Unit B2")


@pytest.mark.parametrize("name", ["\x1b[2J", "a\nb", "\u202eevil", "half \ud800", "x\u2028y"])
def test_a_name_cannot_steer_the_terminal(name: str) -> None:
    whole = replace(assessment(ONE, {}), unit=Unit(id="x", name=name))
    first = score_text(whole, ENGLISH).split("\n")[0]
    assert first.isprintable()
    assert first.endswith(", Autumn 2026 (Draft)")


def test_a_model_of_another_field_is_told_from_its_root_on_its_own_scales() -> None:
    samm = read_questionnaire(Path(__file__).parent.parent / "definitions" / "samm")
    half = {item_id: Answer(state="answered", option="half") for item_id in samm.items}
    lines = score_text(assessment(samm, half), ENGLISH).splitlines()
    assert lines[2].split() == ["Overall", "(0–3)", "–", "1.5", "rated"]
    assert lines[3].split() == ["Governance", "(0–3)", "–", "1.5", "rated"]
    assert lines[5].startswith("     Maturity 1 (0–1)")


def test_a_short_form_says_that_it_has_no_level() -> None:
    short = questionnaire(dimension("p", (1,), rule=None), short_form_of="long", headline=None)
    assert "A short form: indices, no level.\n" in score_text(assessment(short, {}), ENGLISH)
