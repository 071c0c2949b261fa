"""Targets beside levels: what is short of them, and the fewest steps there."""

from fractions import Fraction as F

import pytest

from maturity_app.domain.lift import count_steps
from maturity_app.domain.plan import Plan
from maturity_app.domain.scoring import score
from maturity_app.domain.shown import shown_level
from maturity_app.domain.targets import gap_to, standings
from tests.building import answers, dimension, questionnaire

EIGHT = (1, 1, 2, 2, 3, 3, 4, 4)
TWO = questionnaire(dimension("a", EIGHT), dimension("b", EIGHT), dimension("c", EIGHT))
GIVEN = answers(a="FFPPNNNN", b="FFFFFFFF")


def test_each_node_has_its_target_its_gap_and_the_steps_there() -> None:
    card = score(TWO, GIVEN)
    nodes = tuple(card.nodes[i] for i in "abc")
    first, second, third = standings(card, Plan(targets={"a": 3, "b": 3, "c": 2}), nodes)
    # Level 2 asks 2/3 of items 3 and 4, and level 3 even 5/6 of them and 2/3 of items 5 and 6.
    assert count_steps(card, first.steps) == 3 + 4
    assert not first.is_reached
    assert (second.gap, second.steps, second.is_reached) == (0, (), True)
    assert (third.gap, third.is_reached) == (None, False), "nothing is answered, so none is said"


def test_without_a_target_the_steps_lead_to_the_next_level() -> None:
    card = score(TWO, GIVEN)
    (standing,) = standings(card, Plan(), [card.nodes["a"]])
    assert (standing.target, standing.gap) == (None, None)
    assert count_steps(card, standing.steps) == 2


def test_a_target_of_what_is_not_charted_is_not_lost() -> None:
    card = score(TWO, GIVEN)
    found = standings(card, Plan(targets={"b": 1, "gone": 2}), [card.nodes["a"]])
    assert [standing.node.id for standing in found] == ["a", "b"]


@pytest.mark.parametrize("level", [F(0), F(7, 5), F(299, 100), F(3), F(4)])
def test_level_and_gap_as_shown_add_up_to_the_target(level: F) -> None:
    gap = gap_to(3, level)
    assert gap is not None
    assert gap == max(F(0), 3 - F(shown_level(level)))
    assert (gap == 0) == (level >= 3)
