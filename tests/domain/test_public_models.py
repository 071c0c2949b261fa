"""Public models in miniature, unchanged in meaning, against their own arithmetic by hand."""

from fractions import Fraction as F
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score
from maturity_app.storage.questionnaires import check_questionnaire

DEFINITIONS = Path(__file__).parent.parent / "definitions"


def model(name: str) -> Questionnaire:
    return check_questionnaire(DEFINITIONS / name)


def given(**options: str) -> dict[str, Answer]:
    """Return answers from option ids; "-" is not applicable, "?" don't know."""
    states = {"-": Answer(state="not_applicable", reason="x"), "?": Answer(state="dont_know")}
    return {
        name.replace("__", ".").replace("_", "-"): states.get(option)
        or Answer(state="answered", option=option)
        for name, option in options.items()
    }


def range_of(node: NodeScore) -> tuple[F, F]:
    return node.scale.min, node.scale.max


class TestSamm:
    """A practice is the sum over its levels of the mean of two streams: 0 to 3."""

    CARD = score(
        model("samm"),
        given(
            strategy_1_a="most", strategy_1_b="half", strategy_2_a="some", strategy_2_b="no",
            strategy_3_a="no",
            policy_1_a="most", policy_1_b="most", policy_2_a="most", policy_2_b="half",
            policy_3_a="half", policy_3_b="some",
            threats_1_a="half", threats_1_b="half",
        ),
    )  # fmt: skip

    def test_practices(self) -> None:
        # The means of the streams: three quarters, an eighth, and nothing.
        assert self.CARD.nodes["strategy"].value == F(7, 8)
        # One, three quarters and three eighths.
        assert self.CARD.nodes["policy"].value == F(17, 8)
        # .5 and two levels of blanks, which count as nothing
        assert self.CARD.nodes["threats"].value == F(1, 2)

    def test_functions_and_overall(self) -> None:
        assert self.CARD.nodes["governance"].value == F(3, 2)
        assert self.CARD.nodes["design"].value == F(1, 2)
        assert self.CARD.root.value == 1

    def test_a_blank_is_nothing_and_no_node_is_insufficient(self) -> None:
        empty = score(model("samm"), {})
        assert (empty.root.value, empty.root.low, empty.root.high) == (0, 0, 3)
        assert {node.state for node in empty.nodes.values()} == {"provisional"}
        assert empty.headline is None


class TestC2m2:
    """Every practice of a level and of those below is at least largely implemented."""

    def level(self, **options: str) -> Scorecard:
        return score(model("c2m2"), given(**options))

    def test_levels_are_cumulative(self) -> None:
        largely = {f"asset_{n}": "largely" for n in range(1, 5)}
        node = self.level(**largely, asset_5="partially").nodes["asset"]
        assert node.level is not None
        assert int(node.level) == 2
        # Level 3 asks 2/3 of one more practice, which has 1/3: half of the way.
        assert node.level == F(5, 2)
        one_less = self.level(**{**largely, "asset_1": "partially"}, asset_5="fully")
        # One of the two practices of level 1 has half of the 2/3 asked.
        assert one_less.nodes["asset"].level == F(3, 4)

    def test_a_level_no_practice_belongs_to_is_passed_over(self) -> None:
        node = self.level(risk_1="fully", risk_2="largely", risk_3="largely").nodes["risk"]
        assert node.level == 3
        assert self.level(risk_1="fully", risk_2="not", risk_3="not").nodes["risk"].level == F(1, 2)

    def test_levels_are_what_is_shown(self) -> None:
        card = self.level()
        assert card.nodes["asset"].shows_level
        assert card.root.value is None


class TestIso33020:
    @pytest.mark.parametrize(
        ("ratings", "level"),
        [
            ("PNNNNNNNN", 0),
            ("LNNNNNNNN", 1),
            ("LLLNNNNNN", 1),
            ("FLLNNNNNN", 2),
            ("FLPFFFFFF", 1),
            ("FFFLLNNNN", 3),
            ("FFLFFFFFF", 2),
            ("FFFFFFFFL", 5),
            ("FFFFFFFFF", 5),
        ],
    )
    def test_the_levels_of_the_standard(self, ratings: str, level: int) -> None:
        words = {"N": "not", "P": "partially", "L": "largely", "F": "fully"}
        ids = model("iso33020").items
        answers = {
            item_id: Answer(state="answered", option=words[letter])
            for item_id, letter in zip(ids, ratings, strict=True)
        }
        node = score(model("iso33020"), answers).root
        assert node.levels is not None
        assert node.levels.reached == level


class TestShares:
    def test_dsomm_is_the_share_of_activities_in_place(self) -> None:
        card = score(
            model("dsomm"),
            given(build_1="yes", build_2="yes", build_3="no", build_4="-", build_5="?",
                  test_1="yes", test_2="no", test_3="no", test_4="no"),
        )  # fmt: skip
        build = card.nodes["build"]
        # Two of three answered; of four that apply, two to three.
        assert (build.value, build.low, build.high) == (F(200, 3), 50, 75)
        assert card.nodes["test"].value == 25
        assert card.root.value == (F(200, 3) + 25) / 2

    def test_bsimm_counts_activities_and_the_practices_with_at_least_half(self) -> None:
        observed = {"training_1": "yes", "training_2": "yes", "training_3": "no",
                    "training_4": "no", "metrics_1": "yes", "metrics_2": "no", "metrics_3": "no",
                    "compliance_1": "yes", "compliance_2": "yes"}  # fmt: skip
        card = score(model("bsimm"), given(**observed))
        training, metrics = card.nodes["training"], card.nodes["metrics"]
        assert (training.value, range_of(training)) == (2, (0, 4))
        assert (metrics.value, range_of(metrics)) == (1, (0, 3))
        # Training has exactly half, metrics a third, compliance all.
        assert card.root.value == F(200, 3)


class TestAudit:
    """Papers: 2 × grade + signed + dose, doubled; places: the mean of two grades, 0 to 10."""

    def test_points_are_added_on_their_own_scales(self) -> None:
        card = score(
            model("audit"),
            given(complete="4", signed="yes", dose="middle", clean="5", accidents="4"),
        )
        papers, places = card.nodes["papers"], card.nodes["places"]
        assert (papers.value, range_of(papers)) == (2 * 4 + 1 + F(25, 2), (10, 31))
        # Four of five accidents grades read from the other end: one of five.
        assert places.value == 10 * (1 + F(1, 5)) / 2
        assert range_of(card.root) == (20, 72)
        assert card.root.value == 2 * F(43, 2) + 6

    def test_what_does_not_apply_leaves_the_range(self) -> None:
        card = score(
            model("audit"), given(complete="5", signed="-", dose="low", clean="5", accidents="0")
        )
        papers = card.nodes["papers"]
        # One of three set aside is more than three tenths of the node's items.
        assert papers.state == "not_rated"
        assert card.root.counts.not_applicable == 1
        # The root stands on what is rated: the places alone.
        assert (card.root.value, range_of(card.root)) == (10, (0, 10))

    def test_open_items_stay_in_the_range(self) -> None:
        card = score(
            model("audit"), given(complete="5", signed="yes", dose="?", clean="5", accidents="0")
        )
        papers = card.nodes["papers"]
        assert range_of(papers) == (10, 31)
        assert (papers.low, papers.high) == (21, 31)
        # All that is answered is at its highest, and so is the index.
        assert (papers.index, papers.value) == (1, 31)
