"""Two waves on what they have in common."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.comparison import compare, in_order, series
from maturity_app.domain.fields import Precision
from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.scoring import score_assessment
from tests.building import answers, assessment, dimension, group, item, questionnaire

EIGHT = (1, 1, 2, 2, 3, 3, 4, 4)


def definition(*nodes: Node) -> Questionnaire:
    return questionnaire(group("drive", *nodes))


def wave(year: int, letters: str, given: Questionnaire | None = None, **more: str) -> Assessment:
    made = given or definition(dimension("p", EIGHT), dimension("q", EIGHT))
    said = answers(p=letters, q=more.get("q", "FFFFFFFF"))
    return assessment(made, said, label=f"Autumn {year}", day=date(year, 10, 1))


def with_revision(node: Node, *item_ids: str) -> Node:
    items = [replace(i, revision=2) if i.id in item_ids else i for i in node.items]
    return replace(node, items=tuple(items))


def test_differences_on_common_items() -> None:
    result = compare([wave(2025, "FFLLPPNN"), wave(2026, "FFFLPPNP")])
    node = result.nodes["p"]
    assert (node.common, node.union, node.used, node.overlap) == (8, 8, 8, 1)
    assert node.indices == (F(1, 2), F(1, 2) + F(2, 24))
    assert node.difference == F(1, 12)
    assert result.nodes["drive"].difference == F(1, 24)
    assert (result.up, result.down) == (2, 0)


def test_an_item_open_or_set_aside_on_one_side_is_left_out_of_both() -> None:
    result = compare([wave(2025, "FFFFFFFN"), wave(2026, "FFFFFF-D")])
    node = result.nodes["p"]
    assert (node.common, node.used) == (8, 6)
    assert node.indices == (1, 1)
    left = {entry.item: entry for entry in result.left_out}
    assert (left["p-7"].why, left["p-7"].newly_not_applicable) == ("not_applicable", True)
    assert (left["p-8"].why, left["p-8"].newly_not_applicable) == ("open", False)


@pytest.mark.parametrize("first", ["LLLLLLLL", "LLLLLL-L"])
def test_a_side_has_the_same_figures_wherever_it_stands(first: str) -> None:
    sides = [wave(2024, first), wave(2025, "FFLLPPNN"), wave(2026, "FFFLPPNP")]
    between, at_end = compare(sides), compare([sides[1], sides[0], sides[2]])
    for node_id, node in between.nodes.items():
        middle, end = node.sides[1], at_end.nodes[node_id].sides[0]
        assert (middle.index, middle.index_low, middle.index_high) == (
            end.index,
            end.index_low,
            end.index_high,
        )
        assert (middle.level, middle.state, middle.counts) == (end.level, end.state, end.counts)
    assert between.headlines[1] == at_end.headlines[0]
    assert [*between.own] == [score_assessment(side) for side in sides]
    assert between.own[-1] == between.own[2] == between.own.in_order([2, 0])[0]


def test_a_new_revision_is_another_item() -> None:
    old = dimension("p", EIGHT)
    other = dimension("q", EIGHT)
    new = definition(with_revision(old, "p-1", "p-2"), other)
    result = compare([wave(2025, "NNFFFFFF"), wave(2026, "FFFFFFFF", new)])
    node = result.nodes["p"]
    assert (node.common, node.union) == (6, 10)
    assert not node.is_comparable
    assert node.indices == (None, None)
    assert node.difference is None
    assert result.not_common == ("p-1", "p-2")
    assert result.nodes["q"].is_comparable


def test_seven_tenths_in_common_are_enough() -> None:
    old = definition(dimension("p", (1,) * 8), dimension("q", EIGHT))
    items = tuple(item(f"p-{n}", 1) for n in range(2, 11))
    new = definition(dimension("p", (), items=items), dimension("q", EIGHT))
    result = compare([wave(2025, "F" * 8, old), wave(2026, "F" * 10, new)])
    assert result.nodes["p"].overlap == F(7, 10)
    assert result.nodes["p"].is_comparable


def test_levels_need_a_common_item_in_every_group() -> None:
    kept = compare([wave(2025, "FFFFFFFF"), wave(2026, "FFFFFFF-")])
    assert kept.nodes["p"].levels == (4, 4)
    lost = compare([wave(2025, "FFFFFFFF"), wave(2026, "FFFFFFDD")])
    assert lost.nodes["p"].is_comparable
    assert lost.nodes["p"].levels == (None, None)
    assert not lost.headline_comparable


def test_within_one_step_is_no_change() -> None:
    one = compare([wave(2025, "FFLLPPNN"), wave(2026, "FFFLPPNN")])
    assert one.nodes["p"].step == F(1, 24)
    assert not one.nodes["p"].is_beyond_one_step
    two = compare([wave(2025, "FFLLPPNN"), wave(2026, "FFFFPPNN")])
    assert two.nodes["p"].is_beyond_one_step


class TestPrecision:
    """A declared SD of 1/5 and reliability of 0.84: 1.96 · √2 · 0.2 · √0.16 = 0.2217 is error."""

    PRECISE = definition(
        replace(dimension("p", EIGHT), precision=Precision(sd=F(1, 5), reliability=F(84, 100))),
        dimension("q", EIGHT),
    )

    @pytest.mark.parametrize(
        ("later", "is_reliable"), [("FFLLPPNN", False), ("FFFFFPNN", False), ("FFFFFFNN", True)]
    )
    def test_a_difference_is_held_against_the_error(self, later: str, is_reliable: bool) -> None:  # noqa: FBT001 - a parameter
        # Indices 4/8, 16/24 and 6/8, against 1/2: differences of 0, 0.167 and 0.25.
        result = compare([wave(2025, "FFLLPPNN", self.PRECISE), wave(2026, later, self.PRECISE)])
        node = result.nodes["p"]
        assert node.change is not None
        assert node.change.critical == pytest.approx(0.2217, abs=1e-4)
        assert node.change.is_reliable is is_reliable
        assert (node.untestable, result.untestable) == (None, None)
        assert result.nodes["q"].untestable == "no_error_model"

    def test_on_a_part_of_the_items_nothing_is_known(self) -> None:
        result = compare(
            [wave(2025, "FFLLPPNN", self.PRECISE), wave(2026, "FFFFFFN_", self.PRECISE)]
        )
        assert (result.nodes["p"].grade, result.nodes["p"].untestable) == ("most", "part_of_items")
        assert result.untestable == "no_error_model"


def test_improved_needs_a_changed_practice_with_evidence() -> None:
    before, after = wave(2025, "NNNNNNNN"), wave(2026, "FFFNNNNN")
    fully = Answer(state="answered", option="fully")
    for number, change in enumerate(
        [
            replace(fully, change="practice_changed", evidence="minutes of 4 March"),
            replace(fully, change="practice_changed"),
            replace(fully, change="judged_differently", evidence="minutes"),
        ],
        start=1,
    ):
        after = after.with_answer(f"p-{number}", change)
    result = compare([before, after])
    assert [change.is_improvement for change in result.changes] == [True, False, False]


def test_a_series_compares_each_wave_with_the_one_before() -> None:
    waves = [wave(2026, "FFFFFFFF"), wave(2024, "NNNNNNNN"), wave(2025, "FFFFNNNN")]
    pairs = series(waves)
    assert [[a.wave.date.year for a in pair.assessments] for pair in pairs] == [
        [2024, 2025],
        [2025, 2026],
    ]
    assert [a.wave.date.year for a in in_order(waves)] == [2024, 2025, 2026]


def test_units_are_compared_on_what_all_have() -> None:
    sides = [wave(2026, "FFFFFFFF"), wave(2026, "FFFFFFF-"), wave(2026, "FFFFFF_F")]
    result = compare(sides)
    assert result.nodes["p"].used == 6
    assert result.nodes["p"].indices == (1, 1, 1)


def test_a_comparison_with_a_draft_is_one() -> None:
    before, after = wave(2025, "FFFFFFFF"), wave(2026, "FFFFFFFF")
    assert compare([before, after]).is_draft
    signed = [replace(side, status="signed_off") for side in (before, after)]
    assert not compare(signed).is_draft


def test_one_side_or_two_questionnaires_are_refused() -> None:
    with pytest.raises(ValueError, match="1"):
        compare([wave(2025, "FFFFFFFF")])
    other = replace(wave(2026, "FFFFFFFF"), questionnaire=questionnaire(id="other"))
    with pytest.raises(ValueError, match="other"):
        compare([wave(2025, "FFFFFFFF"), other])


def test_text_items_have_no_part_in_it() -> None:
    with_text = definition(
        dimension("p", EIGHT, items=(*dimension("p", EIGHT).items, item("t", type="text")))
    )
    result = compare([wave(2025, "FFFFFFFF", with_text), wave(2026, "FFFFFFFF", with_text)])
    assert result.nodes["p"].union == 8


def test_more_pressure_is_never_called_improved() -> None:
    harder = questionnaire(dimension("p", (None,) * 8, "pressure", rule=None))
    before = assessment(harder, answers(p="NNNNNNNN"), label="Autumn 2025", day=date(2025, 10, 1))
    more = Answer(
        state="answered", option="fully", change="practice_changed", evidence="case register"
    )
    after = assessment(harder, {**before.answers, "p-1": more})
    (change,) = compare([before, after]).changes
    assert change.difference == 1
    assert not change.is_improvement


class TestShortForm:
    LONG = questionnaire(
        group("drive", dimension("p", (1, 1, 2, 2)), dimension("q", (1, 1, 2, 2))),
        headline=None,
    )
    SHORT = questionnaire(
        group(
            "drive",
            dimension("p", (), rule=None, items=LONG.nodes["p"].items[:1]),
            dimension("q", (), rule=None, items=LONG.nodes["q"].items[1:3]),
        ),
        id="pulse",
        short_form_of="test",
        headline=None,
    )

    def test_it_compares_with_its_long_form_on_its_own_items(self) -> None:
        year = assessment(self.LONG, answers(p="PPPP", q="PPPP"), label="Autumn 2025")
        pulse = assessment(self.SHORT, answers(p="F", q="_LL"), label="Spring 2026")
        for sides in ([year, pulse], [pulse, year]):
            compared = compare(sides)
            node = compared.nodes["q"]
            assert (node.common, node.union, node.overlap) == (2, 2, 1)
            assert node.is_comparable
            assert not node.levels_comparable
            assert set(node.indices) == {F(1, 3), F(2, 3)}
            assert compared.not_common == ()
            assert compared.nodes["drive"].difference in (F(1, 2), F(-1, 2))

    def test_another_questionnaire_is_no_long_form(self) -> None:
        other = assessment(questionnaire(dimension("p", (1,)), id="other"), {})
        with pytest.raises(ValueError, match="other"):
            compare([other, assessment(self.SHORT, {})])


class TestLocalItems:
    """What a unit added enters no comparison with units that lack it."""

    PLAIN = questionnaire(group("drive", dimension("p", (1, 1))))
    OWN = questionnaire(
        group("drive", dimension("p", (1, 1))),
        Node(id="own", title="Own", local=True, children=(dimension("o", (1, 1)),)),
    )

    def test_it_is_left_out_where_one_side_lacks_it(self) -> None:
        with_own = assessment(self.OWN, answers(p="FF", o="NN"), unit="Unit A")
        without = assessment(self.PLAIN, answers(p="LL"), unit="Unit B")
        for sides in ([with_own, without], [without, with_own]):
            compared = compare(sides)
            assert "o" not in compared.nodes
            assert compared.not_common == ()
            assert compared.nodes["drive"].overlap == 1

    def test_it_is_compared_where_all_have_it(self) -> None:
        first = assessment(self.OWN, answers(p="FF", o="NN"), label="Autumn 2025")
        second = assessment(self.OWN, answers(p="FF", o="FF"), label="Autumn 2026")
        assert compare([first, second]).nodes["o"].difference == 1
