"""The workbook that compares units and waves, made for formulas and pivots of one's own."""

from collections.abc import Iterator, Sequence

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.excel.beside import answers_beside_sheet, long_sheet
from maturity_app.reports.excel.changed import changed_answers_sheet
from maturity_app.reports.excel.compared import compared_sheet
from maturity_app.reports.excel.dictionary import dictionary_sheet
from maturity_app.reports.excel.sheet import Sheet
from maturity_app.reports.excel.units import units_sheet
from maturity_app.reports.excel.waves import waves_sheet
from maturity_app.reports.excel.writing import About, workbook_bytes
from maturity_app.reports.side_by_side import Order, order_of
from maturity_app.wording import Wording

_MOST_COLUMNS = 500


def comparison_workbook(report: ComparisonReport, w: Wording) -> bytes:
    """Return the workbook of several assessments, units in the order of the report."""
    scored = list(scored_waves(report))
    records = [assessment for assessment, _ in scored]
    order = order_of(report, w)
    sheets = [
        units_sheet(scored, order, w),
        long_sheet(scored, w),
        *_compared(report, order, w),
        *([waves_sheet(report, w)] if any(unit.pairs for unit in report.units) else []),
        *([changed_answers_sheet(report, w)] if _has_changes(report) else []),
        *([answers_beside_sheet(scored, w)] if report.has_answers else []),
    ]
    sheets.append(dictionary_sheet(sheets, records, w))
    return workbook_bytes(sheets, _about(report, records, w))


def scored_waves(report: ComparisonReport) -> Iterator[tuple[Assessment, Scorecard]]:
    """Yield every wave with its own scorecard; where no answer is handed on that alone knows.

    They go by their places: two states of one record have the same id.
    """
    latest: dict[str, Scorecard] = {}
    if report.between is not None:
        sides = zip(report.between.assessments, report.between.own, strict=True)
        latest = {side.unit.id: card for side, card in sides}
    for unit in report.units:
        cards = [card for pair in unit.pairs[:1] for card in pair.own[:1]]
        cards += [pair.own[-1] for pair in unit.pairs] or [latest[unit.unit.id]]
        yield from zip(unit.assessments, cards, strict=True)


def _compared(report: ComparisonReport, order: Order, w: Wording) -> Iterator[Sheet]:
    """Yield the units beside each other, as long as a sheet with a column each can be read."""
    if report.between is not None and len(report.units) <= _MOST_COLUMNS:
        yield compared_sheet(report.between, order, w)


def _has_changes(report: ComparisonReport) -> bool:
    return any(pair.changes for unit in report.units for pair in unit.pairs)


def _about(report: ComparisonReport, records: Sequence[Assessment], w: Wording) -> About:
    definition = records[-1].questionnaire
    title = w.plural("Comparison of {count} unit", "Comparison of {count} units", len(report.units))
    if len(report.units) == 1:
        title = w("{unit}, wave by wave", unit=report.units[0].unit.name)
    return About(
        title=title,
        subject=f"{definition.title} {definition.version}",
        language=w.language,
        day=max(record.wave.date for record in records),
        is_draft=report.is_draft,
        header=title,
        draft_word=w("DRAFT"),
    )
