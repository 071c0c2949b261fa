"""Items shown under conditions: what is shown, what waits, what is hidden."""

from fractions import Fraction as F

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.conditions import Visibility, visibility
from maturity_app.domain.progress import progress
from maturity_app.domain.questionnaire import Condition, Gate, LevelRule, Questionnaire
from maturity_app.domain.scoring import score
from tests.building import RULE, answers, assessment, dimension, item, questionnaire


def on(item_id: str, *options: str) -> Condition:
    return Condition(item=item_id, options=options)


def asking(*conditions: Condition | None, rule: LevelRule | None = None) -> Questionnaire:
    """Return a questionnaire of one practice whose items have these conditions, all of level 1."""
    items = tuple(
        item(f"p-{number}", 1, show_when=condition)
        for number, condition in enumerate(conditions, start=1)
    )
    return questionnaire(dimension("p", (), items=items, rule=rule))


def seen(definition: Questionnaire, letters: str) -> list[Visibility]:
    return list(visibility(definition, answers(p=letters)).values())


def test_an_item_without_a_condition_is_shown() -> None:
    assert seen(asking(None, None), "__") == ["shown", "shown"]


@pytest.mark.parametrize(
    ("letters", "second"),
    [("F_", "shown"), ("L_", "shown"), ("P_", "hidden"), ("__", "pending"), ("D_", "pending"),
     ("-_", "hidden")],
)  # fmt: skip
def test_an_item_hangs_on_the_answer_to_another(letters: str, second: Visibility) -> None:
    assert seen(asking(None, on("p-1", "largely", "fully")), letters)[1] == second


@pytest.mark.parametrize(
    ("letters", "third"),
    [("FN_", "shown"), ("F__", "shown"), ("NN_", "hidden"), ("N__", "pending"), ("___", "pending")],
)
def test_any_of_several(letters: str, third: Visibility) -> None:
    either = Condition(any=(on("p-1", "fully"), on("p-2", "fully")))
    assert seen(asking(None, None, either), letters)[2] == third


@pytest.mark.parametrize(
    ("letters", "third"),
    [("FF_", "shown"), ("F__", "pending"), ("N__", "hidden"), ("FN_", "hidden")],
)
def test_all_of_several(letters: str, third: Visibility) -> None:
    both = Condition(all=(on("p-1", "fully"), on("p-2", "fully")))
    assert seen(asking(None, None, both), letters)[2] == third


def test_what_hangs_on_something_hidden_is_hidden_whatever_was_answered_there() -> None:
    chain = asking(None, on("p-1", "fully"), on("p-2", "fully"))
    assert seen(chain, "NFF") == ["shown", "hidden", "hidden"]
    assert seen(chain, "_FF") == ["shown", "pending", "pending"]


class TestScore:
    CHAIN = asking(None, on("p-1", "fully"), None)

    def test_a_hidden_answer_counts_nowhere_and_is_kept(self) -> None:
        given = answers(p="NFF")
        card = score(self.CHAIN, given)
        assert card.items["p-2"].state == "hidden"
        assert card.items["p-2"].x is None
        assert (card.nodes["p"].counts.shown, card.nodes["p"].value) == (2, 50)
        # It is there again as soon as its condition is met.
        again = score(self.CHAIN, {**given, "p-1": Answer(state="answered", option="fully")})
        assert again.nodes["p"].value == 100

    def test_an_item_that_waits_is_open_whatever_was_answered(self) -> None:
        card = score(self.CHAIN, answers(p="_FF"))
        assert (card.items["p-2"].state, card.items["p-2"].is_pending) == ("not_answered", True)
        node = card.nodes["p"]
        assert (node.counts.open, node.counts.applicable) == (2, 3)
        assert (node.index_low, node.index_high) == (F(1, 3), 1)

    def test_a_hidden_gate_asks_nothing(self) -> None:
        gate = Gate(item="p-2", otherwise_level=0)
        definition = asking(
            None, on("p-1", "not"), rule=LevelRule(own=RULE.own, lower=RULE.lower, gates=(gate,))
        )
        levels = score(definition, answers(p="FN")).nodes["p"].levels
        assert levels is not None
        assert levels.reached == 1
        assert [group.gate for group in levels.groups] == [None]

    def test_progress_counts_what_is_asked(self) -> None:
        hidden = progress(assessment(self.CHAIN, answers(p="NFF")))
        waiting = progress(assessment(self.CHAIN, answers(p="_FF")))
        assert (hidden.done, hidden.total) == (2, 2)
        assert (waiting.done, waiting.total) == (1, 3)


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="p-1"):
        visibility(asking(on("p-2", "fully"), on("p-1", "fully")), {})


def test_a_long_chain_is_read_without_end_of_breath() -> None:
    chain = asking(None, *(on(f"p-{n}", "fully") for n in range(1, 2000)))
    assert set(seen(chain, "F" * 2000)) == {"shown"}
