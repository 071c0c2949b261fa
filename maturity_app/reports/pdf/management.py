"""The management report of one assessment as a PDF file."""

from dataclasses import replace

from maturity_app.reports.content import Report
from maturity_app.reports.findings import judged_nodes, local_nodes
from maturity_app.reports.pdf.annex import annex_sections
from maturity_app.reports.pdf.changes import changes_section
from maturity_app.reports.pdf.context import context_sections
from maturity_app.reports.pdf.director import director_section
from maturity_app.reports.pdf.document import Frame, pdf_of
from maturity_app.reports.pdf.fonts import register_fonts
from maturity_app.reports.pdf.heading import note
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.method import method_section
from maturity_app.reports.pdf.practice import practice_sections
from maturity_app.reports.pdf.words import footer_words
from maturity_app.wording import Wording


def management_pdf(report: Report, w: Wording) -> bytes:
    """Return the management report as a PDF file in the language of `w`.

    Page one sums up, page two says what changed since the last wave (left out where there is
    none), then come a page for each practice and safeguard, the context, the method and the
    annex. The same report and wording give the same bytes. Text outside the fonts is printed
    as [U+4E2D]; nothing in an answer is read as markup.
    """
    register_fonts()
    return pdf_of(_sections(report, w), frame_of(report, w), w)


def frame_of(report: Report, w: Wording) -> Frame:
    """Return what stands around the content of every page."""
    assessment = report.assessment
    title = assessment.questionnaire.title
    return Frame(
        title=w("Management report: {unit}, {wave}", unit=assessment.unit.name,
                wave=assessment.wave.label),
        subject=title,
        running=w("Management report · {title}", title=title),
        footer=footer_words(assessment, w),
        is_draft=assessment.is_draft,
        dated=assessment.signed.date if assessment.signed else assessment.wave.date,
    )  # fmt: skip


def _sections(report: Report, w: Wording) -> list[Section]:
    sections = [director_section(report, w)]
    if report.previous is not None:
        sections.append(changes_section(report.previous, w, trend=report.trend[:-1]))
    sections += practice_sections(report, judged_nodes(report.card), w)
    sections += context_sections(report, w)
    sections += _added_by_the_unit(report, w)
    sections.append(method_section(report.assessment.questionnaire, report.assessment, w))
    sections += annex_sections(report, w)
    return sections


def _added_by_the_unit(report: Report, w: Wording) -> list[Section]:
    """Return what the unit added itself: by the same rules, in no figure before."""
    added = report.assessment.questionnaire.extension
    sections = practice_sections(report, local_nodes(report.card), w)
    if added is None or not sections:
        return []
    told = w(
        "Added by the unit: {title}. Part of no other figure, and compared only with records that "
        "have it too.",
        title=added.title,
    )
    first = sections[0]
    return [
        replace(first, blocks=[*first.blocks[:2], note(told), *first.blocks[2:]]),
        *sections[1:],
    ]
