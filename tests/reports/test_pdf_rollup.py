import re
from dataclasses import replace
from functools import cache

from maturity_app.domain.assessment import Branch
from maturity_app.domain.rollup import roll_up
from maturity_app.reports.pdf.rollup import charted, rollup_pdf
from maturity_app.wording import ENGLISH
from tests.building import assessment, dimension, questionnaire, random_answers
from tests.reports.organisation import organisation, records
from tests.reports.pdf_reading import pages_of, squeezed
from tests.reports.tag_reading import marks_of, tree_of
from tests.reports.test_pdf_tags import check_marks, faults


@cache
def pdf() -> bytes:
    return rollup_pdf(organisation(), ENGLISH)


def test_it_is_fit_to_be_heard_and_kept() -> None:
    assert not faults(pdf())
    check_marks(tree_of(pdf()), marks_of(pdf()))


def test_page_one_names_every_branch_and_no_mean_stands_alone() -> None:
    first = pages_of(pdf())[0]
    assert "=Lone & <agency> 1/1" in first
    spread = organisation().whole.spreads["drive.index"]
    assert spread.mean is not None
    assert re.search(re.escape(ENGLISH.number(spread.mean)) + r" ± \d", first)
    assert "Mean ± SD" in first
    assert ", one unit" in first
    assert "they are not ranked" in first
    assert "Drive counts the answers of insufficient practices too" in " ".join(first.split())


def test_it_is_called_after_its_units_and_wave_and_opens_with_its_finding() -> None:
    (heading,) = {one.wave.label for one in organisation().units}
    first, *others = pages_of(pdf())
    assert f"All units, {heading} Drive runs from " in first
    assert "Drive is the mean of six practices." in first
    assert all(f"Roll-up: All units, {heading}" in page for page in (first, *others))


def test_a_strip_tells_its_numbers_to_those_who_do_not_see_it() -> None:
    told = squeezed(tree_of(pdf()).said(marks_of(pdf())))
    spread = organisation().whole.spreads["drive.index"]
    words = [ENGLISH.number(value) for value in (spread.low, spread.median) if value is not None]
    assert f"lowest {words[0]}; lower quartile" in told
    assert f"median {words[1]}; upper quartile" in told
    assert "one unit at " in told


def test_the_key_names_only_what_is_drawn() -> None:
    assert "middle half" in pages_of(pdf())[0]
    first = pages_of(rollup_pdf(roll_up(records(2)), ENGLISH))[0]
    assert "lowest to highest" in first
    assert "single unit" in first
    assert "middle half" not in first


def test_every_unit_and_the_rules_are_told() -> None:
    text = " ".join(pages_of(pdf()))
    assert all(unit.unit.name in text for unit in organisation().units)
    assert "nothing is held back for small numbers" in text
    assert "DRAFT" not in text


def test_a_model_without_practices_and_a_single_draft_are_set_too() -> None:
    definition = questionnaire(dimension("plain", (1, 1, 2), kind=None), headline=None)
    one = assessment(definition, random_answers(definition, 1, open_share=0))
    text = " ".join(pages_of(rollup_pdf(roll_up([one]), ENGLISH)))
    assert "1 unit, branch by branch" in text
    assert "66.7, one unit" in text, "to the left of its dot, where the plot ends"
    assert text.count("DRAFT") >= 3


def test_of_too_many_branches_the_deepest_are_left_out_of_charts() -> None:
    top = Branch(id="top", name="Top")
    places = [(top, Branch(id=f"b{n}", name=f"Branch {n}")) for n in range(41)]
    given = [
        replace(one, unit=replace(one.unit, within=place))
        for one, place in zip(records(41), places, strict=True)
    ]
    assert [branch.id for branch in charted(roll_up(given).branches)] == ["", "top"]
