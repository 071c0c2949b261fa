"""The method told once: as declared, with examples whose numbers are worked out here by hand."""

from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path

import pytest

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scoring import score
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.reports.content import report_on
from maturity_app.reports.examples import example_answers, headline_answers
from maturity_app.reports.method import method_markdown, method_of
from maturity_app.reports.pdf.management import management_pdf
from maturity_app.storage.questionnaires import read_questionnaire, shipped_folder
from maturity_app.wording import ENGLISH
from tests.building import (
    assessment,
    dimension,
    full_questionnaire,
    group,
    questionnaire,
    random_answers,
)
from tests.reports.pdf_reading import pages_of

DEFINITIONS = Path(__file__).parent.parent / "definitions"


def told(definition: Questionnaire) -> dict[str, str]:
    """Return every fact of a method by heading and name."""
    method = method_of(definition, ENGLISH)
    return {f"{part.heading}: {name}": text for part in method.parts for name, text in part.facts}


def test_the_page_beside_the_questionnaire_is_the_method_as_it_is_now() -> None:
    page = (shipped_folder() / "digital-culture" / "METHOD.md").read_text("utf-8")
    expected = method_markdown(find_questionnaire("digital-culture"), ENGLISH)
    assert page == expected, "write it anew: maturity-app questionnaires method digital-culture"


class TestWorkedExamples:
    """F F | L open | P P | N N in one practice; then a unit held by one safeguard."""

    def test_one_practice_by_hand(self) -> None:
        facts = told(full_questionnaire())
        # Seven answers: (1 + 1 + 2/3 + 1/3 + 1/3 + 0 + 0) ÷ 7; with the open one 8.
        assert F(10, 3) / 7 == F(10, 21)
        assert facts["Worked examples: Index"].startswith(
            "The 7 answered items average 10/21: 47.6. With the open ones at their lowest 41.7,"
            " at their highest 54.2; 88\N{NO-BREAK SPACE}% answered, rated."
        )
        # To 2: group 1 is asked 5/6 and has 1; group 2 is asked 2/3 and has 1/3, two items.
        # Missing 2 × 1/3 of 2 × (5/6 − 2/3) + 2 × 2/3 = 5/3.
        assert 2 - F(2, 3) / F(5, 3) == F(8, 5)
        assert "1 + 1 − 2/3 ÷ 5/3 = 8/5, shown as 1.6" in facts["Worked examples: Level"]

    def test_the_headline_by_hand(self) -> None:
        definition = full_questionnaire()
        levels = {
            node.id: node.level
            for node in score(definition, headline_answers(definition)).nodes.values()
        }
        # Level 3 met, nothing of level 4: 3 + (2 × 1/6) ÷ (2 × 1/6 + 2 × 2/3) = 3.2.
        assert levels["practice-1"] == F(16, 5)
        assert (levels["practice-6"], levels["safeguard-a"]) == (F(11, 5), F(6, 5))
        words = told(definition)["Worked examples: Headline"]
        # The smallest of second-weakest practice, weakest + 1, weakest safeguard + 1.
        assert words.startswith("Headline 2.2 managed: the smallest of 3.2, 3.2 and 2.2. Held at 2")

    def test_examples_are_answers_the_questionnaire_offers(self) -> None:
        definition = find_questionnaire("digital-culture")
        first = definition.of_kind("practice")[0]
        for item_id, answer in example_answers(definition, first).items():
            assert definition.option(item_id, answer.option or "") is not None


@pytest.mark.long
def test_a_changed_threshold_changes_score_wording_and_method_together(tmp_path: Path) -> None:
    source = shipped_folder() / "digital-culture"
    for path in source.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8").replace("lower: 5/6", "lower: 1")
        text = text.replace("provisional_below: 4/5", "provisional_below: 9/10")
        copy.write_text(text, "utf-8")
    before, after = told(find_questionnaire("digital-culture")), told(read_questionnaire(tmp_path))
    assert "every lower level 5/6 or more" in before["How a level is reached: Level"]
    assert "every lower level 1 or more" in after["How a level is reached: Level"]
    assert after["When a figure may be said: Provisional"].startswith("Less than 90")
    # Seven of eight answered: rated before, provisional now. And the way to 2 is longer.
    changed = read_questionnaire(tmp_path)
    report = report_on(assessment(changed, random_answers(changed, 1)))
    text = " ".join(pages_of(management_pdf(report, ENGLISH)))
    assert "every lower level 1 or more" in text
    assert "Less than 90" in text
    assert before["Worked examples: Index"].endswith("answered, rated.")
    assert after["Worked examples: Index"].endswith("answered, provisional.")
    assert "= 8/5, shown as 1.6" in before["Worked examples: Level"]
    assert "= 5/3, shown as 1.6" in after["Worked examples: Level"]


@pytest.mark.parametrize("name", ["samm", "c2m2", "iso33020", "dsomm", "bsimm", "audit"])
def test_a_model_of_another_field_is_told_by_its_own_rules(name: str) -> None:
    facts = told(read_questionnaire(DEFINITIONS / name))
    assert not any("Headline" in key or "Pressure" in key for key in facts)
    shares = [key for key in facts if "share" in key]
    assert bool(shares) == (name in ("dsomm", "bsimm"))
    lowest = facts["From an answer to a figure: Items left out"]
    assert ("counts as its lowest" in lowest) == (name == "samm")
    assert any("Reversed" in key for key in facts) == (name == "audit")


def test_a_short_form_says_that_it_has_no_levels() -> None:
    short = questionnaire(
        group("drive", dimension("p", (1,), rule=None)), short_form_of="long", headline=None
    )
    assert "no levels" in told(short)["How a level is reached: Short form"]
    assert not any(key.startswith("Worked") for key in told(short))


def test_texts_of_a_questionnaire_are_no_markup() -> None:
    loud = replace(full_questionnaire(), title="*Loud* <b>[x](y)</b> # `z`")
    first = method_markdown(loud, ENGLISH).splitlines()[0]
    assert first.startswith(r"# \*Loud\* \<b\>\[x\](y)\</b\> \# \`z\`: how this is scored")
