"""The comparison report as a PDF file: units side by side, and each unit over time."""

from dataclasses import replace

from maturity_app.reports.content import ComparisonReport, UnitSeries
from maturity_app.reports.pdf.block import Block, spaced
from maturity_app.reports.pdf.changes import changes_section
from maturity_app.reports.pdf.document import Frame, pdf_of
from maturity_app.reports.pdf.fonts import register_fonts
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.method import method_section
from maturity_app.reports.pdf.style import LEAD
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.units import units_section
from maturity_app.reports.pdf.waves import waves_section
from maturity_app.reports.phrases import count_word, share_word
from maturity_app.wording import Wording


def comparison_pdf(report: ComparisonReport, w: Wording) -> bytes:
    """Return the comparison as a PDF file in the language of `w`.

    One unit: its waves in an overview, then each pair of waves, the newest first. Several
    units: side by side on what is common to all, then the waves of each unit that has more
    than one, with its newest pair. The same report and wording give the same bytes.
    """
    register_fonts()
    latest = report.units[-1].assessments[-1]
    questionnaire = latest.questionnaire
    name = _name(report, w)
    frame = Frame(
        title=name,
        subject=questionnaire.title,
        running=w("Comparison · {title}", title=questionnaire.title),
        footer=name,
        is_draft=report.is_draft,
        dated=max(wave.wave.date for unit in report.units for wave in unit.assessments),
    )
    first, *others = _sections(report, w)
    # Below the title and what is compared.
    blocks = [*first.blocks[:2], *_copy_line(report, w), *first.blocks[2:]]
    sections = [
        replace(first, blocks=blocks),
        *others,
        method_section(questionnaire, None, w, units=len(report.units)),
    ]
    return pdf_of(sections, frame, w)


def _name(report: ComparisonReport, w: Wording) -> str:
    labels = dict.fromkeys(unit.assessments[-1].wave.label for unit in report.units)
    waves = w.listed(labels)
    if len(report.units) == 1:
        unit = report.units[0]
        first = unit.assessments[0].wave.label
        return w("{unit}, {first} to {last}", unit=unit.unit.name, first=first, last=waves)
    return w(
        "Comparison of {count} units · {waves}",
        count=count_word(len(report.units), w),
        waves=waves,
    )


def _copy_line(report: ComparisonReport, w: Wording) -> list[Block]:
    """Return what is left out of what is compared, in a line of its own; nothing in full."""
    share = report.units[0].assessments[0].shared
    if share == "full":
        return []
    words = w("This comparison leaves something out: {what}.", what=share_word(share, w))
    return [spaced(Text(words, LEAD.with_(face="semibold")), 4)]


def _sections(report: ComparisonReport, w: Wording) -> list[Section]:
    if report.between is None:
        return _unit_sections(report.units[0], w, most=None if report.has_answers else 0)
    sections = [units_section(report, report.between, w)]
    for unit in report.units:
        if unit.pairs:
            sections += _unit_sections(unit, w, most=1 if report.has_answers else 0)
    return sections


def _unit_sections(unit: UnitSeries, w: Wording, most: int | None = None) -> list[Section]:
    """Return a unit's overview and its pairs of waves, the newest first, at most so many."""
    sections = [waves_section(unit, w)]
    pairs = unit.pairs[::-1][:most]
    for number, pair in enumerate(pairs):
        sections.append(
            changes_section(pair, w, key=f"changes-{unit.unit.id}-{number}", is_named=True)
        )
    return sections
