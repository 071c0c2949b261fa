"""The tagged report against plain reportlab, and against WeasyPrint's of the same content."""

from collections.abc import Sequence
from copy import copy
from html import escape
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from maturity_app.jobs.demo import example_assessments
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.reports.content import Report, report_on
from maturity_app.reports.pdf.document import pdf_of
from maturity_app.reports.pdf.fonts import font_name
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.management import frame_of, management_pdf, sections_of
from maturity_app.reports.pdf.style import (
    FRAME_BOTTOM,
    FRAME_HEIGHT,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
)
from maturity_app.wording import ENGLISH
from tests.benchmarks.conftest import Hold
from tests.benchmarks.timing import ratio
from tests.reports.tag_reading import Marks, Part, marks_of, tree_of

pytestmark = pytest.mark.bench

_HTML = {"Document": "main", "Sect": "section", "L": "ul", "LI": "li", "LBody": "div", "Link": "a"}


@pytest.fixture(scope="module")
def report() -> Report:
    first, second, third, *_ = example_assessments(find_questionnaire("digital-culture"))
    return report_on(third, [first, second])


def plain(sections: Sequence[Section]) -> bytes:
    """Return the same blocks as reportlab alone sets them, each section on pages of its own."""
    story: list[Flowable] = []
    for section in sections:
        # Copies, since reportlab leaves notes on them.
        story += [*map(copy, section.blocks), PageBreak()]
    buffer = BytesIO()
    frame = Frame(MARGIN, FRAME_BOTTOM, TEXT_WIDTH, FRAME_HEIGHT, 0, 0, 0, 0)
    document = BaseDocTemplate(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageTemplates=[PageTemplate(frames=[frame])],
        initialFontName=font_name("regular"),
    )
    document.build(story, canvasmaker=Canvas)
    return buffer.getvalue()


def test_a_tagged_report_against_the_same_blocks_in_plain_reportlab(
    report: Report, hold: Hold
) -> None:
    sections = sections_of(report, ENGLISH)
    frame = frame_of(report, ENGLISH)
    assert len(tree_of(pdf_of(sections, frame, ENGLISH)).all_of("Sect")) > 12
    figure = ratio(lambda: pdf_of(sections, frame, ENGLISH), lambda: plain(sections), runs=5)
    hold("tagged PDF ÷ plain reportlab", figure, 2)


@pytest.mark.filterwarnings("ignore:HarfBuzz-Subset will be required:DeprecationWarning")
def test_a_tagged_report_against_weasyprint(report: Report, hold: Hold) -> None:
    from weasyprint import HTML

    pdf = management_pdf(report, ENGLISH)
    words = html_of(tree_of(pdf), marks_of(pdf))
    document = f'<html lang="en"><title>{escape(report.assessment.unit.name)}</title>{words}</html>'

    def woven() -> bytes:
        made = HTML(string=document).write_pdf(pdf_variant="pdf/ua-1")
        assert isinstance(made, bytes)
        return made

    figure = ratio(lambda: management_pdf(report, ENGLISH), woven, runs=2, rounds=2)
    hold("tagged PDF ÷ WeasyPrint's of the same content, without its charts", figure, 0.2)


def html_of(part: Part, marks: Marks) -> str:
    """Return elements as HTML; what is told of a figure stands for it."""
    if part.alternative or part.instead:
        return f"<span>{escape(part.alternative or part.instead)}</span>"
    inner = "".join(
        html_of(kid, marks) if isinstance(kid, Part) else escape(marks.text[kid])
        for kid in part.kids
    )
    name = _HTML.get(part.role, part.role.lower())
    facts = f' colspan="{part.columns}"' if part.columns > 1 else ""
    facts += f' scope="{part.scope.lower()[:3]}"' if part.scope else ""
    return f"<{name}{facts}>{inner}</{name}>"
