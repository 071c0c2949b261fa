"""The fewest steps to the next level, and what they lead to."""

from fractions import Fraction as F
from itertools import product

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.lift import count_steps, gaps, holding, lift
from maturity_app.domain.questionnaire import Gate, LevelRule, Questionnaire, ScaleOption
from maturity_app.domain.scoring import score
from tests.building import NPLF, RULE, answers, dimension, full_questionnaire, item, questionnaire

EIGHT = (1, 1, 2, 2, 3, 3, 4, 4)


def test_two_steps_missing() -> None:
    definition = questionnaire(dimension("p", (1, 1, 2, 2, 3, 4)))
    card = score(definition, answers(p="FFL_P-"))
    steps = lift(card, "p")
    # Group 2 has 1/3 and needs 2/3: two steps, taken where the answer is lowest.
    assert [(s.item, s.now, s.asked) for s in steps] == [("p-4", None, "largely")]
    assert count_steps(card, steps) == 2


def test_gates_come_first_and_count_in_their_group() -> None:
    gate = Gate(item="p-3", at_least=F(2, 3), otherwise_level=1)
    rule = LevelRule(own=F(2, 3), lower=F(5, 6), gates=(gate,))
    definition = questionnaire(dimension("p", EIGHT, rule=rule))
    card = score(definition, answers(p="FFPPNNNN"))
    first, second = lift(card, "p")
    assert (first.item, first.asked, first.is_gate) == ("p-3", "largely", True)
    assert (second.item, second.asked, second.is_gate) == ("p-4", "largely", False)


@pytest.mark.parametrize("letters", ["NNNNNNNN", "FFPNNNNN", "LLLL____", "FLLLPPDD", "PPPPPPPP"])
def test_the_steps_do_reach_the_next_level_and_one_less_does_not(letters: str) -> None:
    definition = questionnaire(dimension("p", EIGHT, rule=RULE))
    given = answers(p=letters)
    levels = score(definition, given).nodes["p"].levels
    assert levels is not None
    steps = lift(score(definition, given), "p")
    taken = {s.item: Answer(state="answered", option=s.asked) for s in steps}
    after = score(definition, {**given, **taken}).nodes["p"].levels
    assert after is not None
    assert after.reached == levels.next
    for step in steps:
        ids = [o.id for o in definition.options(step.item)]
        below = Answer(state="answered", option=ids[ids.index(step.asked) - 1])
        less = score(definition, {**given, **taken, step.item: below}).nodes["p"].levels
        assert less is not None
        assert less.reached < after.reached


@pytest.mark.parametrize("letters", ["NNNN", "FPNN", "FLDN", "LFP_", "FFLN"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_no_other_choice_of_answers_reaches_a_level_further_up_in_fewer_steps(
    letters: str, level: int
) -> None:
    gate = Gate(item="p-2", at_least=F(1), otherwise_level=2)
    rule = LevelRule(own=F(2, 3), lower=F(5, 6), gates=(gate,))
    definition = questionnaire(dimension("p", (1, 1, 2, 3), rule=rule))
    given = answers(p=letters)
    card = score(definition, given)
    ids = [option.id or "" for option in NPLF]
    starts = [ids.index(card.items[item].option or ids[0]) for item in definition.items]
    fewest = min(
        sum(ends) - sum(starts)
        for ends in product(*(range(start, len(ids)) for start in starts))
        if reached(definition, [ids[end] for end in ends]) >= level
    )
    assert count_steps(card, lift(card, "p", level)) == fewest


def reached(definition: Questionnaire, options: list[str]) -> int:
    given = zip(definition.items, options, strict=True)
    filled = {item: Answer(state="answered", option=option) for item, option in given}
    levels = score(definition, filled).nodes["p"].levels
    assert levels is not None
    return levels.reached


def test_where_a_level_does_not_apply_the_first_one_above_is_reached_instead() -> None:
    card = score(questionnaire(dimension("p", (1, 2, 4))), answers(p="FF-"))
    assert lift(card, "p", 3) == ()
    card = score(questionnaire(dimension("p", (1, 2, 4))), answers(p="FFN"))
    assert [(step.item, step.asked) for step in lift(card, "p", 3)] == [("p-3", "largely")]


def test_nothing_to_lift_at_the_top() -> None:
    definition = questionnaire(dimension("p", EIGHT))
    assert lift(score(definition, answers(p="F" * 8)), "p") == ()


def test_gaps_name_what_holds_the_headline_first() -> None:
    definition = full_questionnaire()
    given = {f"practice_{n}": "FFFFFFNN" for n in range(1, 7)}
    given |= {"safeguard_a": "FFNNNNNN", "safeguard_b": "FFFFFFNN"}
    card = score(definition, answers(**given))
    assert card.headline is not None
    assert card.headline.binding == ("safeguard-a",)
    found = gaps(card)
    assert len(found) == 5
    assert found[0].node == found[1].node == "safeguard-a"
    assert {step.node for step in holding(card)} == {"safeguard-a"}


def test_the_fewest_steps_are_found_where_the_largest_next_step_misleads() -> None:
    # From its lowest, one item gains little and then much; the other two steps of one half each.
    slow = tuple(ScaleOption(id=i, label=i, value=F(v)) for i, v in (("a", 0), ("b", 1), ("c", 10)))
    even = tuple(ScaleOption(id=i, label=i, value=F(v)) for i, v in (("a", 0), ("b", 3), ("c", 10)))
    node = dimension("p", (), items=(
        item("p-1", 1, answers="slow"), item("p-2", 1, answers="even"),
        item("p-3", 1, answers="even"),
    ), rule=LevelRule(own=F(1, 3), lower=F(1, 3)))  # fmt: skip
    definition = questionnaire(node, scales={"slow": slow, "even": even})
    steps = lift(score(definition, {}), "p")
    # Two steps up one item reach a third of three; step by step the even ones would come first.
    assert [(step.item, step.asked) for step in steps] == [("p-1", "c")]
