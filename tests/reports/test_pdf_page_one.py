from functools import cache

import pytest

from maturity_app.domain.lift import gaps
from maturity_app.jobs.demo import example_assessments
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.reporting import all_in_language
from maturity_app.reports.content import Report, report_on
from maturity_app.reports.pdf.director import director_section
from maturity_app.reports.pdf.document import pdf_of
from maturity_app.reports.pdf.fonts import register_fonts
from maturity_app.reports.pdf.management import frame_of
from maturity_app.reports.pdf.words import next_step_run
from maturity_app.wording import wording_for
from tests.reports.pdf_reading import pages_of, unspaced

WAVES = ("Autumn 2024", "Autumn 2025", "Autumn 2026")


@cache
def report_of(wave: str, language: str) -> Report:
    """Return the report on the example's first unit in a wave, with the waves before it."""
    every = example_assessments(find_questionnaire("digital-culture"))[:3]
    spoken = all_in_language(every[: WAVES.index(wave) + 1], language)
    return report_on(spoken[-1], spoken[:-1])


@cache
def page_one(wave: str, language: str) -> str:
    """Return page one without white space, having seen that it is one page."""
    w, report = wording_for(language), report_of(wave, language)
    register_fonts()
    (page,) = pages_of(pdf_of([director_section(report, w)], frame_of(report, w), w))
    return unspaced(page)


@pytest.mark.parametrize(
    ("wave", "language"),
    [("Autumn 2026", "en"), ("Autumn 2025", "de"), ("Autumn 2025", "fr")],
)
def test_what_is_to_be_done_next_is_told_whole_on_one_page(wave: str, language: str) -> None:
    card, w, page = report_of(wave, language).card, wording_for(language), page_one(wave, language)
    steps = [step for step in gaps(card, 9) if step.now is not None]
    names = [card.questionnaire.code(s.item) + unspaced(card.nodes[s.node].short) for s in steps]
    told = [step for step, name in zip(steps, names, strict=True) if name in page]
    assert len(told) >= 2
    for step in told:
        assert unspaced(next_step_run(card, step.item, w).text) in page


@pytest.mark.parametrize(("wave", "differs"), [("Autumn 2025", True), ("Autumn 2026", False)])
def test_a_line_that_ends_elsewhere_than_the_figure_says_of_what_it_is(
    wave: str, *, differs: bool
) -> None:
    report = report_of(wave, "en")
    drive, compared = report.card.drive, report.trend[-1].nodes["drive"]
    assert drive is not None
    assert (drive.index != compared.indices[-1]) is differs
    told = unspaced("The line: only answers common to the waves")
    assert (told in page_one(wave, "en")) is differs
