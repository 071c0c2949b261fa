"""Every kind of node is explained as it is computed, and what would lift it is computed anew."""

from dataclasses import replace
from fractions import Fraction as F

import pytest

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.lift import count_steps, lift
from maturity_app.domain.questionnaire import Condition, Extension, Node, Questionnaire
from maturity_app.domain.scoring import score_assessment
from maturity_app.ui.models.figures import Figure
from maturity_app.ui.models.trace import Trace, trace_of
from maturity_app.wording import ENGLISH as W
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    item,
    questionnaire,
    random_answers,
)
from tests.domain.test_public_models import given, model
from tests.ui.test_results_page import LETTERS


def traced(definition: Questionnaire, said: dict[str, Answer], node: str) -> Trace:
    record = assessment(definition, said)
    return trace_of(Figure("node", node), record, score_assessment(record), W)


def text_of(definition: Questionnaire, said: dict[str, Answer], node: str) -> str:
    return traced(definition, said, node).as_text()


def cells(trace: Trace, heading: str) -> list[tuple[str, ...]]:
    """Return the rows of the table in the section of a heading."""
    section = next(s for s in trace.sections if s.heading.startswith(heading))
    assert section.table is not None
    return [row.cells for row in section.table.rows]


# --- aggregates --------------------------------------------------------------------------


def part(
    aggregate: str, letters: str, **changes: object
) -> tuple[Questionnaire, dict[str, Answer]]:
    node = dimension(
        "part", [None] * len(letters), rule=None, kind=None, aggregate=aggregate, **changes
    )  # fmt: skip
    return questionnaire(node, headline=None), answers(part=letters)


def test_the_weakest_is_a_min_of_its_parts() -> None:
    text = text_of(*part("min", "FLP"), "part")
    assert "As good as the weakest of its parts." in text
    assert "Each weighs 1." in text
    assert "100 × min(1, 2/3, 1/3) → 33.3" in text
    assert "1\tWhat part-1 asks\tFully\t1\t0" in text
    assert "3\tWhat part-3 asks\tPartially\t1/3\t1" in text


def test_a_share_counts_what_is_at_the_threshold_or_above() -> None:
    text = text_of(*part("share", "FLP_", threshold=F(2, 3)), "part")
    assert "2 of 3 at 2/3 or above: 100 × 2 ÷ 3 → 66.7  (of what is answered)" in text
    assert "2 of 4 at 2/3 or above: 100 × 2 ÷ 4 → 50.0" in text
    assert "3 of 4 at 2/3 or above: 100 × 3 ÷ 4 → 75.0" in text


def test_a_sum_adds_points_on_the_scale_of_each_part() -> None:
    said = given(complete="4", signed="yes", dose="middle", clean="5", accidents="4")
    text = text_of(model("audit"), said, "papers")
    assert "from 10.0 to 31.0 with what applies" in text
    assert "2 × 4 + 1 × 1 + 1 × 25/2 → 21.5" in text
    whole = text_of(model("audit"), said, "audit")
    assert "2 × 43/2 + 1 × 6 → 49.0" in whole


def test_what_is_open_in_a_sum_leaves_the_rest_to_stand_for_the_whole_range() -> None:
    said = given(complete="4", signed="yes", dose="?", clean="5", accidents="4")
    text = text_of(model("audit"), said, "papers")
    # Of the 11 points two items can give they have 9, and so 9/11 of the range of 21.
    assert "10 + 21 × (2 × 4 + 1 × 1) ÷ 11 → 27.2  (of what is answered)" in text
    assert "2 × 4 + 1 × 1 + 1 × 10 → 19.0  (open items at their lowest)" in text
    assert "3\tDose\tDon't know\t10–20\t1\t–" in text


def test_a_nested_mean_names_its_scale_and_where_a_blank_is_nothing() -> None:
    said = given(strategy_1_a="most", strategy_1_b="half", strategy_2_a="some", strategy_2_b="no")
    text = text_of(model("samm"), said, "strategy")
    assert "Shown on a scale from 0 to 3." in text
    assert "3 × (3/4 + 1/8 + 0) ÷ 3 → 0.9  (open items at their lowest)" in text
    assert "nothing is insufficient" in text
    assert "5 and 6 open: counted as lowest." in text_of(model("samm"), said, "strategy-3")


def test_a_reversed_item_says_so() -> None:
    said = given(complete="4", signed="yes", dose="middle", clean="5", accidents="4")
    text = text_of(model("audit"), said, "places")
    assert "5 reversed: the highest answer counts 0." in text
    assert "5\tAccidents\t4\t1/5\t1/2" in text


def test_a_node_with_levels_alone_shows_no_index() -> None:
    said = given(asset_1="largely", asset_2="largely", asset_3="partially", asset_4="not",
                 asset_5="not")  # fmt: skip
    text = text_of(model("c2m2"), said, "asset")
    assert text.startswith("Asset\nAsset: level 1.2")
    assert "Index" not in text
    assert "Level 1, item 2" in text


def test_a_node_without_an_index_says_that_its_parts_are_counted_only() -> None:
    text = text_of(full_questionnaire(), answers(**LETTERS), "enablers")
    assert "No index: its parts are counted and never added up." in text


# --- what does not count -----------------------------------------------------------------

ON_FULLY = Condition(item="p-1", options=("fully",))


def conditional(letters: str) -> str:
    items = (item("p-1", 1), item("p-2", 1, show_when=ON_FULLY), item("p-3", 2), item("p-4", 2))
    return text_of(questionnaire(dimension("p", (), items=items)), answers(p=letters), "p")


def test_a_hidden_item_says_why_it_is_not_asked() -> None:
    text = conditional("NFFF")
    assert "P.2\tWhat p-2 asks\tNot asked\t–\t–\t1" in text
    assert "P.2: asked only if P.1 is Fully; not asked, and counted nowhere." in text


def test_a_waiting_item_says_what_it_waits_for() -> None:
    text = conditional("_FFF")
    assert "P.2\tWhat p-2 asks\tNot asked yet\t0–1\t–\t1" in text
    assert "P.2: asked if P.1 is Fully, which is open; open itself until then." in text


def test_what_is_set_aside_is_read_both_other_ways() -> None:
    definition = questionnaire(dimension("p", (1, 1, 2, 2)))
    text = text_of(definition, answers(p="FFL-"), "p")
    assert "If “not applicable” were read otherwise" in text
    assert "1 question not applicable; left out: index 88.9" in text
    assert "counted as lowest: index 66.7" in text
    assert "otherwise" not in text_of(definition, answers(p="FFLL"), "p")


def test_what_is_set_aside_in_a_model_of_levels_is_read_as_levels() -> None:
    definition = questionnaire(dimension("p", (1, 1, 2, 2)))
    [node] = definition.tree.children
    assert node.levels is not None
    shown = replace(node, levels=replace(node.levels, show="level"))
    definition = replace(definition, tree=replace(definition.tree, children=(shown,)))
    text = text_of(definition, answers(p="FFL-"), "p")
    assert "left out: level 2.0, counted as lowest: level 1." in text


# --- what if -----------------------------------------------------------------------------


def test_the_steps_to_the_next_level_and_what_then_stands() -> None:
    trace = traced(full_questionnaire(), answers(**LETTERS), "practice-5")
    heading = "To reach level 2: two answer steps"
    assert cells(trace, heading) == [
        ("5.4", "What practice-5-4 asks", "Not yet answered", "Largely")
    ]
    text = trace.as_text()
    assert "what a step costs the unit is not known here" in text
    assert "Then Practice 5 stands at 2.4 and the headline at 2.4" in text


@pytest.mark.parametrize("seed", range(4))
def test_what_then_stands_is_scored_again(seed: int) -> None:
    definition = full_questionnaire()
    record = assessment(definition, random_answers(definition, seed, open_share=0.1))
    card = score_assessment(record)
    for node in (*card.of_kind("practice"), *card.of_kind("safeguard")):
        steps = lift(card, node.id)
        text = trace_of(Figure("node", node.id), record, card, W).as_text()
        if node.level is None or not steps:
            assert "To reach level" not in text
            continue
        taken = {s.item: Answer(state="answered", option=s.asked) for s in steps}
        after = score_assessment(assessment(definition, {**record.answers, **taken}))
        level, headline = after.nodes[node.id].level, after.headline
        assert level is not None
        assert headline is not None
        words = f"Then {node.short} stands at {W.level(level)}"
        if headline.level is not None:
            words += f" and the headline at {W.level(headline.level)}"
        assert words in text
        assert all(definition.code(step.item) in text for step in steps)
        assert count_steps(card, steps) >= len(steps)
        assert trace_of(Figure("node", node.id), record, card, W).as_text() == text


def test_a_gate_that_is_met_on_the_way_is_named() -> None:
    trace = traced(full_questionnaire(), answers(**LETTERS), "practice-3")
    [first, *_] = cells(trace, "To reach level")
    assert first[1] == "What practice-3-3 asks (also meets the gate)"


def test_it_is_not_told_while_conditions_are_open() -> None:
    items = (item("p-1", 1), item("p-2", 2, show_when=Condition(item="q-1", options=("fully",))))
    definition = questionnaire(dimension("p", (), items=items), dimension("q", (1,)))
    text = text_of(definition, answers(p="F_"), "p")
    assert "It can't be told before the conditions of some items are settled." in text


@pytest.mark.parametrize("letters", ["FFFF", "____"])
def test_at_the_top_or_without_a_level_there_is_no_what_if(letters: str) -> None:
    definition = questionnaire(dimension("p", (1, 1, 2, 2)))
    assert "To reach" not in text_of(definition, answers(p=letters), "p")


# --- short forms and what a unit added -----------------------------------------------------


def test_a_short_form_has_values_and_no_level() -> None:
    definition = replace(full_questionnaire(), short_form_of="long", headline=None)
    trace = traced(definition, answers(**LETTERS), "practice-1")
    assert trace.title == "Practice 1: 66.7"
    assert not any("evel" in section.heading for section in trace.sections)
    assert cells(trace, "Items")[0] == ("1.1", "What practice-1-1 asks", "Fully", "1", "1/8")


def with_own(letters: str) -> Assessment:
    """Return an assessment of a practice beside which the unit added one of its own."""
    own = Node(id="ours", title="Ours", local=True, children=(dimension("own-1", (1, 1)),))
    definition = questionnaire(
        Node(id="drive", title="Drive", aggregate="mean",
             children=(dimension("practice-1", (1, 1)), own)),
        extension=Extension(id="ours", version="1", title="Ours"),
    )  # fmt: skip
    return assessment(definition, answers(practice_1="FF", own_1=letters))


def test_what_the_unit_added_is_explained_apart() -> None:
    record = with_own("FN")
    card = score_assessment(record)
    own = trace_of(Figure("node", "own-1"), record, card, W)
    assert [crumb.text for crumb in own.crumbs] == ["Ours", "Own 1"]
    assert "From Ours. Scored by the same rules; it counts in no other figure." in own.as_text()
    assert "smallest of" not in own.as_text()
    above = trace_of(Figure("node", "drive"), record, card, W).as_text()
    assert "Ours\t–\t–\t–\t1\tadded by the unit, scored apart\t–" in above
    assert "100 × 1 → 100.0" in above
