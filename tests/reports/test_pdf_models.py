"""The PDF of models from other fields, short forms, conditions and a unit's own items."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Condition, Extension, Node, Questionnaire
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.reports.content import report_on
from maturity_app.reports.pdf.management import management_pdf
from maturity_app.storage.questionnaires import read_questionnaire
from maturity_app.wording import ENGLISH
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    group,
    item,
    questionnaire,
    random_answers,
)
from tests.reports.pdf_reading import pages_of

# Each writes a whole file; what most users have is tried in the quick tests of the main reports.
pytestmark = pytest.mark.long

DEFINITIONS = Path(__file__).parent.parent / "definitions"


def pages(definition: Questionnaire, given: dict[str, Answer]) -> list[str]:
    return pages_of(management_pdf(report_on(assessment(definition, given)), ENGLISH))


def option(item_id: str, chosen: str) -> dict[str, Answer]:
    return {item_id: Answer(state="answered", option=chosen)}


@pytest.mark.parametrize("name", ["samm", "c2m2", "iso33020", "dsomm", "bsimm", "audit"])
@pytest.mark.parametrize("seed", [0, 1])
def test_a_model_of_another_field_has_a_report_with_and_without_a_wave_before(
    name: str, seed: int
) -> None:
    definition = read_questionnaire(DEFINITIONS / name)
    now = assessment(definition, random_answers(definition, seed))
    before = assessment(definition, random_answers(definition, seed + 9), label="Autumn 2025",
                        day=date(2025, 10, 1))  # fmt: skip
    for earlier in ([], [before]):
        text = " ".join(pages_of(management_pdf(report_on(now, earlier), ENGLISH)))
        assert definition.title in text
        assert "headline" not in text.casefold()


def test_the_root_sums_up_on_its_own_scale() -> None:
    definition = read_questionnaire(DEFINITIONS / "samm")
    given = {item_id: Answer(state="answered", option="half") for item_id in definition.items}
    first = pages(definition, given)[0]
    assert "Overall, 0–3" in first
    assert "1.5" in first
    assert "50.0" not in first


def test_points_are_given_as_points() -> None:
    definition = read_questionnaire(DEFINITIONS / "audit")
    given = option("complete", "4") | option("signed", "yes") | option("dose", "middle")
    given |= option("clean", "5") | option("accidents", "4")
    text = " ".join(pages(definition, given))
    assert "Audit, 20–72" in text
    assert "49.0" in text
    assert "added up: from 20.0 to 72.0 with what applies." in text


def test_short_dimensions_share_a_page() -> None:
    pulse = find_questionnaire("digital-culture-pulse")
    found = pages(pulse, random_answers(pulse, 1, open_share=0))
    assert "a short form: indices, no level" in found[0]
    assert "Balance" not in found[0]
    together = next(page for page in found[1:] if "Lead by doing" in page)
    assert "Do it yourself" in together
    assert len(found) <= 9


def test_an_item_not_asked_is_said_to_be_and_its_answer_is_kept() -> None:
    items = (
        item("p-1", 1),
        item("p-2", 1, show_when=Condition(item="p-1", options=("largely", "fully"))),
    )
    definition = questionnaire(group("drive", dimension("p", (), items=items)))
    text = " ".join(pages(definition, answers(p="NF")))
    assert "Not asked (no x, weight 1). Asked if P.1 is Largely or Fully." in text
    assert "Kept from before: Fully." in text
    assert "not asked: P.2" in text


def test_what_hangs_on_not_applicable_is_said() -> None:
    text = " ".join(pages(questionnaire(dimension("p", (1,) * 8)), answers(p="FFFFNNN-")))
    assert "What hangs on not applicable" in text
    assert "1 question not applicable; left out: index 57.1" in text
    assert "counted as lowest: index 50.0" in text


def test_what_the_unit_added_stands_apart_behind_the_rest() -> None:
    own = Node(id="own", title="What we add", local=True,
               children=(dimension("extra", (1, 1), code="X"),))  # fmt: skip
    shared = full_questionnaire()
    definition = replace(
        shared,
        tree=replace(shared.tree, children=(*shared.tree.children, own)),
        extension=Extension(id="own", version="1", title="What we add"),
    )
    found = pages(definition, answers(extra="FF", practice_1="FFFFFFFF"))
    assert "Extra" not in found[0]
    page = next(p for p in found if "Added by the unit: What we add." in p)
    assert "Part of no other figure" in page
    assert "100.0" in page


def test_a_questionnaire_of_500_items_with_long_texts_has_a_report() -> None:
    long = ("A statement that goes on at length about what can be seen in the papers. " * 28)[:2000]
    children = tuple(
        dimension(
            f"d{number}",
            (),
            items=tuple(item(f"d{number}-{n}", 1 + n % 4, text=long) for n in range(50)),
        )
        for number in range(10)
    )
    definition = questionnaire(group("drive", *children))
    assert len(definition.items) == 500
    given = {
        item_id: replace(answer, comment=long)
        for item_id, answer in random_answers(definition, 1).items()
    }
    found = pages(definition, given)
    assert len(found) > 100
    assert all(len(page.split()) > 40 for page in found[:-1])


def test_a_model_of_levels_alone_shows_no_index() -> None:
    definition = read_questionnaire(DEFINITIONS / "c2m2")
    given = {item_id: Answer(state="answered", option="largely") for item_id in definition.items}
    now = assessment(definition, given)
    before = assessment(definition, random_answers(definition, 2, open_share=0),
                        label="Autumn 2025", day=date(2025, 10, 1))  # fmt: skip
    found = pages_of(management_pdf(report_on(now, [before]), ENGLISH))
    text = " ".join(
        found[: next(n for n, page in enumerate(found) if "How this is scored" in page)]
    )
    assert "All dimensions stand at 3 or above" in text
    assert "Index" not in text
    assert "practice stands" not in text
