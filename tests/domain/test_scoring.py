"""Scores against hand calculations; every number here can be followed with pencil and paper."""

from dataclasses import replace
from fractions import Fraction as F

import pytest

from maturity_app.domain.questionnaire import Gate, HeadlineRule, LevelRule, Node, ShownScale
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score
from tests.building import (
    RULE,
    answers,
    dimension,
    full_questionnaire,
    group,
    item,
    questionnaire,
)

EIGHT = (1, 1, 2, 2, 3, 3, 4, 4)


def scored(levels: tuple[int | None, ...], letters: str, rule: LevelRule = RULE) -> NodeScore:
    definition = questionnaire(dimension("p", levels, rule=rule))
    return score(definition, answers(p=letters)).nodes["p"]


def culture(**letters: str) -> Scorecard:
    """Score six practices and two safeguards; those not named are answered Fully throughout."""
    names = [*(f"practice_{n}" for n in range(1, 7)), "safeguard_a", "safeguard_b"]
    given = {name: letters.get(name, "FFFFFFFF") for name in names}
    given["pressure"] = letters.get("pressure", "33333333")
    return score(full_questionnaire(), answers(**given))


class TestWorkedExamples:
    """The two examples the scoring rules are explained with."""

    def test_open_and_not_applicable(self) -> None:
        node = scored((1, 1, 2, 2, 3, 4), "FFL_P-")
        assert (node.value, node.low, node.high) == (75, 60, 80)
        assert (node.counts.coverage, node.state) == (F(4, 5), "rated")
        assert (node.level, node.level_low, node.level_high) == (F(8, 5), F(8, 5), F(8, 3))

    def test_everything_answered(self) -> None:
        node = scored(EIGHT, "FFLFLFNN")
        # Two thirds of 2·(5/6 − 2/3) and of 2·2/3: of 5/3 asked beyond level 3, 1/3 is there.
        assert node.level == F(16, 5)
        assert node.level_low == node.level_high == node.level

    def test_groups_say_what_is_asked_and_what_is_missing(self) -> None:
        node = scored((1, 1, 2, 2, 3, 4), "FFL_P-")
        assert node.levels is not None
        first, second, third = node.levels.groups
        assert (first.x, first.asked, first.asked_next, first.missing) == (1, F(2, 3), F(5, 6), 0)
        assert (second.x, second.x_high, second.missing) == (F(1, 3), F(5, 6), F(1, 3))
        assert (third.asked_next, third.missing) == (0, 0)


class TestIndex:
    def test_each_option_counts_a_third_more(self) -> None:
        assert scored((None,) * 4, "NPLF").value == F(50)
        assert scored((None,), "P").value == F(100, 3)

    def test_pressure_runs_from_its_own_lowest_to_its_own_highest_value(self) -> None:
        card = culture(pressure="12345333")
        assert card.pressure is not None
        # (0 + 1/4 + 2/4 + 3/4 + 1 + 3 × 2/4) ÷ 8
        assert card.pressure.value == F(100) * (F(10, 4) + F(3, 2)) / 8

    def test_weights_weigh(self) -> None:
        heavy = dimension("p", (None, None))
        items = (heavy.items[0], dimension("q", (None, None)).items[1])
        weighted = Node(
            id="p",
            title="P",
            kind="practice",
            answers="nplf",
            aggregate="mean",
            items=(items[0], type(items[1])(id="p-2", text="t", title="t", weight=F(3))),
        )
        card = score(questionnaire(weighted), answers(p="FN"))
        assert card.nodes["p"].value == 25
        assert [part.share for part in card.nodes["p"].parts] == [F(1, 4), F(3, 4)]

    def test_shown_on_the_scale_of_the_node(self) -> None:
        scale = ShownScale(min=F(0), max=F(3))
        definition = questionnaire(dimension("p", (None, None), rule=None, scale=scale))
        assert score(definition, answers(p="FN")).nodes["p"].value == F(3, 2)

    def test_a_blank_counts_as_nothing_where_the_model_says_so(self) -> None:
        definition = questionnaire(dimension("p", EIGHT), missing="lowest")
        node = score(definition, answers(p="FF______")).nodes["p"]
        assert (node.value, node.state) == (25, "provisional")

    def test_an_unknown_option_is_no_answer(self) -> None:
        definition = questionnaire(dimension("p", EIGHT))
        given = answers(p="FFFFFFFF")
        given["p-1"] = type(given["p-1"])(state="answered", option="splendid")
        node = score(definition, given).nodes["p"]
        assert (node.counts.answered, node.counts.open) == (7, 1)

    def test_without_an_aggregate_there_are_counts_only(self) -> None:
        definition = questionnaire(dimension("p", (None, None), rule=None, aggregate=None))
        node = score(definition, answers(p="FN")).nodes["p"]
        assert (node.value, node.low, node.high, node.counts.answered) == (None, None, None, 2)

    def test_as_weak_as_the_weakest(self) -> None:
        definition = questionnaire(dimension("p", (None,) * 4, rule=None, aggregate="min"))
        node = score(definition, answers(p="FLP_")).nodes["p"]
        assert (node.index, node.index_low, node.index_high) == (F(1, 3), 0, F(1, 3))
        assert [part.share for part in node.parts] == [0, 0, 1, 0]

    def test_share_counts_what_stands_at_the_threshold(self) -> None:
        share = dimension("p", (None,) * 5, rule=None, aggregate="share", threshold=F(2, 3))
        node = score(questionnaire(share), answers(p="FLPN_")).nodes["p"]
        assert (node.index, node.index_low, node.index_high) == (F(1, 2), F(2, 5), F(3, 5))

    def test_a_reversed_item_is_read_from_the_other_end(self) -> None:
        plain = dimension("p", (None, None), rule=None)
        turned = (replace(plain.items[0], reversed=True), plain.items[1])
        node = score(questionnaire(replace(plain, items=turned)), answers(p="NP")).nodes["p"]
        assert node.index == (1 + F(1, 3)) / 2


class TestLocal:
    """What the unit added is scored apart, and counts in nothing above it."""

    DEFINITION = questionnaire(
        group("drive", dimension("p", EIGHT)),
        Node(id="own", title="Own", local=True, children=(dimension("q", EIGHT),)),
    )

    def test_it_has_figures_of_its_own(self) -> None:
        card = score(self.DEFINITION, answers(p="LLLLLLLL", q="FFFFNNNN"))
        # A fifth of the way: 2 × 1/6 of 2 × (1/6 + 2/3), with levels 1 and 2 fully met.
        assert (card.nodes["q"].value, card.nodes["q"].level) == (50, F(11, 5))
        assert card.nodes["q"].is_local

    def test_it_moves_nothing_else(self) -> None:
        without = score(questionnaire(self.DEFINITION.tree.children[0]), answers(p="LLLLLLLL"))
        with_own = score(self.DEFINITION, answers(p="LLLLLLLL", q="NNNNNNNN"))
        assert with_own.headline == without.headline
        assert with_own.root.counts == without.root.counts
        assert [node.id for node in with_own.of_kind("practice")] == ["p"]

    def test_no_level_above_counts_its_items(self) -> None:
        own = Node(id="own", title="Own", local=True, answers="nplf", items=(item("own-1", 1),))
        levelled = dimension("p", (1, 1, 2, 2), kind=None)
        definition = questionnaire(replace(levelled, children=(own,)), headline=None)
        node = score(definition, answers(p="FFLL", own="N")).nodes["p"]
        assert node.level == 2
        assert node.levels is not None
        assert all("own-1" not in group.items for group in node.levels.groups)

    def test_its_kind_does_not_make_what_is_above_a_group_of_dimensions(self) -> None:
        extra = dimension("o", (1,), kind="enabler", rule=None)
        own = Node(id="own", title="Own", local=True, children=(extra,))
        plain = dimension("p", (None,) * 4, kind=None, rule=None)
        definition = questionnaire(replace(plain, children=(own,)), headline=None)
        assert score(definition, answers(p="FFLL")).nodes["p"].state == "rated"

    def test_the_trace_says_why_it_is_left_out(self) -> None:
        card = score(self.DEFINITION, answers(p="LLLLLLLL"))
        assert [part.excluded for part in card.root.parts] == [None, "local"]


class TestShortForm:
    def test_it_has_indices_and_no_levels(self) -> None:
        definition = questionnaire(
            group("drive", dimension("p", EIGHT)), short_form_of="long", headline=None
        )
        card = score(definition, answers(p="LLLLLLLL"))
        assert card.headline is None
        assert card.nodes["p"].level is None
        assert card.nodes["p"].index == F(2, 3)


class TestThreeNonAnswers:
    def test_dont_know_and_not_yet_answered_are_open_not_applicable_is_not(self) -> None:
        counts = scored((None,) * 10, "FFFFF_DD--").counts
        assert (counts.shown, counts.applicable, counts.answered) == (10, 8, 5)
        assert (counts.open, counts.dont_know, counts.not_applicable) == (3, 2, 2)

    def test_not_applicable_leaves_value_and_both_bounds(self) -> None:
        node = scored((None,) * 4, "FN-_")
        assert (node.value, node.low, node.high) == (50, F(100, 3), F(200, 3))

    def test_text_and_measure_items_have_no_part_in_a_score(self) -> None:
        card = score(full_questionnaire(), {})
        assert card.nodes["enablers"].counts.shown == 5
        assert card.nodes["outcomes"].counts.shown == 0
        assert card.nodes["outcomes"].state == "not_rated"
        assert card.items["outcomes-1"].x is None


class TestStates:
    @pytest.mark.parametrize(
        ("letters", "state"),
        [
            ("FFFFFFF---", "rated"),  # three of ten is not above three tenths
            ("FFFFFF----", "not_rated"),
            ("FFFFFFFF__", "rated"),  # four fifths is enough
            ("FFFFFFF___", "provisional"),
            ("FFFFF_____", "provisional"),  # a half is enough
            ("FFFF______", "insufficient"),
        ],
    )
    def test_of_a_dimension_come_from_counts(self, letters: str, state: str) -> None:
        node = scored((None,) * 10, letters)
        assert node.state == state
        assert (node.value is None) == (state in ("insufficient", "not_rated"))
        assert (node.low is None) == (state == "not_rated")

    def test_an_insufficient_dimension_keeps_the_bounds_of_its_level(self) -> None:
        node = scored(EIGHT, "FF______")
        assert node.level is None
        assert (node.level_low, node.level_high) == (F(6, 5), 4)

    def test_an_insufficient_child_still_counts_in_its_parent(self) -> None:
        card = culture(practice_1="NNN_____")
        assert card.drive is not None
        assert card.nodes["practice-1"].state == "insufficient"
        assert card.drive.state == "provisional"
        assert card.drive.value == F(500, 6)
        assert (card.drive.low, card.drive.high) == (F(500, 6), 100 * (5 + F(5, 8)) / 6)

    def test_a_child_with_nothing_answered_counts_in_the_bounds_alone(self) -> None:
        card = culture(practice_1="________", practice_2="NNNNNNNN")
        assert card.drive is not None
        assert (card.drive.value, card.drive.low, card.drive.high) == (80, F(400, 6), F(500, 6))

    def test_a_not_rated_child_leaves_the_denominator(self) -> None:
        card = culture(practice_1="FFFFF---", practice_2="NNNNNNNN")
        assert card.nodes["practice-1"].state == "not_rated"
        assert card.drive is not None
        assert (card.drive.state, card.drive.value, card.drive.low) == ("rated", 80, 80)

    def test_under_seven_tenths_of_the_weight_a_group_is_not_rated(self) -> None:
        card = culture(practice_1="FFFFF---", practice_2="FFFFF---")
        assert card.drive is not None
        assert (card.drive.state, card.drive.value, card.drive.high) == ("not_rated", None, None)

    def test_all_children_insufficient(self) -> None:
        card = score(full_questionnaire(), {})
        assert card.drive is not None
        assert (card.drive.state, card.drive.value) == ("insufficient", None)
        assert (card.drive.low, card.drive.high) == (0, 100)

    def test_the_root_has_coverage_and_no_value(self) -> None:
        card = culture()
        assert card.root.value is None
        assert card.root.counts.coverage == F(72, 77)


class TestLevels:
    @pytest.mark.parametrize(
        ("letters", "level"),
        [
            ("NNNNNNNN", F(0)),
            ("LLNNNNNN", F(1)),  # exactly two thirds is enough for the level's own items
            ("LLLLNNNN", F(1) + 1 - F(1, 3) / F(5, 3)),  # but lower ones need five sixths
            ("FLLLNNNN", F(2)),  # exactly five sixths
            ("FFFFFFFF", F(4)),
        ],
    )
    def test_thresholds_are_inclusive_and_exact(self, letters: str, level: F) -> None:
        assert scored(EIGHT, letters).level == level

    def test_a_level_that_does_not_apply_neither_blocks_nor_is_reached(self) -> None:
        node = scored((1, 1, 2, 2, 3, 4, 4), "FFFF-FF")
        assert node.level == 4
        assert (
            scored((1, 1, 2, 2, 3, 4, 4), "FFFF-NN").level
            == F(2) + 1 - F(4, 3) / (2 * F(1, 6) + 2 * F(2, 3)) * 1
        )

    def test_a_gate_holds_the_level_down_however_good_the_rest(self) -> None:
        gate = Gate(item="p-3", at_least=F(2, 3), otherwise_level=1)
        rule = LevelRule(own=F(2, 3), lower=F(5, 6), gates=(gate,))
        node = scored(EIGHT, "FFPFFFFF", rule)
        # Level 2 asks the gate for 2/3 and it has 1/3; group 2 has its 2/3 just so.
        assert node.levels is not None
        assert node.levels.reached == 1
        assert node.level == 2 - F(1, 3) / (2 * F(1, 6) + 2 * F(2, 3) + F(2, 3))

    def test_a_gate_set_aside_asks_nothing(self) -> None:
        gate = Gate(item="p-3", at_least=F(2, 3), otherwise_level=1)
        rule = LevelRule(own=F(2, 3), lower=F(5, 6), gates=(gate,))
        assert scored(EIGHT, "FF-FFFFF", rule).level == 4

    def test_by_each_every_item_is_a_group_of_its_own(self) -> None:
        rule = LevelRule(by="each", own=F(2, 3), lower=F(2, 3))
        assert scored((1, 1, 2, 2), "LLFP", rule).level == 2 - F(1, 3) / F(4, 3)
        assert scored((1, 1, 2, 2), "LLLL", rule).level == 2

    def test_open_items_lower_the_level_until_answered(self) -> None:
        node = scored(EIGHT, "FFFFFF_D")
        assert (node.level, node.level_high) == (F(3) + F(1, 5), 4)


class TestHeadline:
    def test_all_practices_but_one_and_none_more_than_one_below(self) -> None:
        card = culture(practice_3="FFNNNNNN")
        headline = card.headline
        assert headline is not None
        assert card.nodes["practice-3"].level == 2 - (F(4, 3) + F(2, 3)) / (
            F(1, 3) + F(4, 3) + F(2, 3)
        )
        assert headline.level == card.nodes["practice-3"].level + 1
        assert headline.binding == ("practice-3",)
        assert (headline.standing, headline.practices) == (5, 6)

    def test_the_second_weakest_practice(self) -> None:
        card = culture(practice_1="FFFFNNNN", practice_6="FFFFFFNN")
        assert card.headline is not None
        assert [term.name for term in card.headline.terms] == ["trailing", "weakest", "safeguards"]
        assert card.headline.level == min(F(16, 5), 1 + F(11, 5))
        assert card.headline.binding == ("practice-1", "practice-6")

    def test_a_safeguard_may_trail_by_one(self) -> None:
        card = culture(safeguard_b="FFNNNNNN")
        assert card.headline is not None
        assert (card.headline.level, card.headline.binding) == (F(11, 5), ("safeguard-b",))

    def test_every_node_that_keeps_it_below_the_next_whole_level_is_named(self) -> None:
        card = culture(practice_3="FFNNNNNN", safeguard_a="FFLNNNNN")
        assert card.headline is not None
        assert card.headline.binding == ("practice-3", "safeguard-a")

    def test_without_a_level_there_is_a_reason_and_bounds(self) -> None:
        card = culture(practice_2="FFF_____")
        headline = card.headline
        assert headline is not None
        assert (headline.level, headline.unlevelled) == (None, ("practice-2",))
        low, high = card.nodes["practice-2"].level_low, card.nodes["practice-2"].level_high
        assert low is not None
        assert headline.low == low + 1
        assert headline.high == high == 4

    def test_nodes_are_named_in_questionnaire_order(self) -> None:
        definition = questionnaire(dimension("s", EIGHT, "safeguard"), dimension("p", EIGHT))
        headline = score(definition, {}).headline
        assert headline is not None
        assert headline.unlevelled == ("s", "p")

    def test_not_rated_takes_the_bounds_too(self) -> None:
        headline = culture(practice_2="FFFFF---").headline
        assert headline is not None
        assert (headline.level, headline.low, headline.high) == (None, None, None)

    def test_clamped_to_the_highest_level(self) -> None:
        headline = culture().headline
        assert headline is not None
        assert (headline.level, headline.binding) == (4, ())

    def test_terms_drop_out_where_there_is_nothing_to_make_them_of(self) -> None:
        definition = questionnaire(dimension("p", EIGHT), headline=HeadlineRule())
        headline = score(definition, answers(p="FFNNNNNN")).headline
        assert headline is not None
        assert [term.name for term in headline.terms] == ["weakest"]
        assert headline.level == F(11, 5)

    def test_no_practices_no_headline(self) -> None:
        definition = questionnaire(dimension("s", EIGHT, "safeguard"))
        card = score(definition, answers(s="FFFFFFFF"))
        assert (card.headline, card.drive, card.balance) == (None, None, None)


class TestBalance:
    @pytest.mark.parametrize(
        ("safeguard", "verdict"),
        [
            ("FFFFNNNN", "drive_outruns_safeguards"),
            ("FFFFFFNN", "in_step"),
            ("FFFFFFFF", "in_step"),
        ],
    )
    def test_from_whole_levels(self, safeguard: str, verdict: str) -> None:
        three = {f"practice_{n}": "FFFFFFNN" for n in range(1, 7)}
        balance = culture(**three, safeguard_a=safeguard).balance
        assert balance is not None
        assert balance.verdict == verdict

    def test_controls_outrun_use_from_two_levels_on(self) -> None:
        two = {f"practice_{n}": "FFFFNNNN" for n in range(1, 7)}
        balance = culture(**two).balance
        assert balance is not None
        assert (balance.verdict, balance.points) == ("controls_outrun_use", -50)

    def test_the_lower_of_the_middle_two(self) -> None:
        card = culture(practice_1="NNNNNNNN", practice_2="NNNNNNNN", practice_3="FFNNNNNN")
        assert card.balance is not None
        assert card.balance.median_practice == "practice-3"

    def test_not_said_while_open_answers_could_turn_it(self) -> None:
        three = {f"practice_{n}": "FFFFFFNN" for n in range(1, 7)}
        balance = culture(**three, safeguard_a="FFFF__NN").balance
        assert balance is not None
        assert balance.verdict is None


class TestQuadrant:
    @pytest.mark.parametrize(
        ("pressure", "practices", "name"),
        [
            ("55555555", "NNNNNNNN", "exposed"),
            ("55555555", "FFFFFFFF", "prepared"),
            ("11111111", "NNNNNNNN", "calm_and_new"),
            ("11111111", "FFFFFFFF", "capacity_in_hand"),
            ("33333333", "FFFFFFFF", "prepared"),  # exactly 50 is high
            ("3333333D", "FFFFFFFF", "on_the_line"),
        ],
    )
    def test_where_pressure_and_drive_meet(self, pressure: str, practices: str, name: str) -> None:
        given = {f"practice_{n}": practices for n in range(1, 7)}
        assert culture(pressure=pressure, **given).quadrant == name

    def test_null_without_bounds(self) -> None:
        assert culture(pressure="55555---").quadrant is None


def test_groups_nest_to_any_depth() -> None:
    definition = questionnaire(
        group("outer", group("inner", dimension("p", EIGHT)), dimension("q", EIGHT))
    )
    card = score(definition, answers(p="FFFFFFFF", q="NNNNNNNN"))
    assert card.nodes["outer"].value == 50
    assert card.nodes["inner"].value == 100


def test_why_a_child_has_no_part_in_its_parent() -> None:
    silent = dimension("p", EIGHT, aggregate=None)
    definition = questionnaire(group("outer", silent, dimension("q", EIGHT)))
    card = score(definition, answers(p="FFFFFFFF"))
    assert [part.excluded for part in card.nodes["outer"].parts] == ["no_index", "nothing_answered"]
