"""The workbook of one assessment, in which every figure can be followed back to an answer."""

from collections.abc import Iterator

from maturity_app.domain.assessment import Assessment
from maturity_app.reports import phrases
from maturity_app.reports.content import Report
from maturity_app.reports.excel.actions import actions_sheet, has_actions
from maturity_app.reports.excel.answers import answers_sheet, options_sheet
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.changes import changes_sheet, comparison_sheet
from maturity_app.reports.excel.conditions import Conditions
from maturity_app.reports.excel.dictionary import dictionary_sheet
from maturity_app.reports.excel.groups import Ladder, groups_sheet, levels_sheet
from maturity_app.reports.excel.headline import headline_sheet
from maturity_app.reports.excel.headline_rows import judged_nodes
from maturity_app.reports.excel.items import items_sheet
from maturity_app.reports.excel.nodes import calculation_sheet, rule_cells
from maturity_app.reports.excel.profile import profile_sheet
from maturity_app.reports.excel.record import record_sheet
from maturity_app.reports.excel.rules import rule_names, rules_sheet, text_names, texts_sheet
from maturity_app.reports.excel.sheet import Sheet
from maturity_app.reports.excel.sources import sources_sheet
from maturity_app.reports.excel.summary import summary_sheet
from maturity_app.reports.excel.values import values_sheet
from maturity_app.reports.excel.writing import About, workbook_bytes
from maturity_app.wording import Wording


def management_workbook(report: Report, w: Wording, record: str = "") -> bytes:
    """Return the workbook of one assessment, its figures as formulas over its answers.

    `record` is the content of its assessment file, with which the workbook can be read back; a
    copy that leaves something out goes without.
    """
    basis = Basis(report.assessment, report.card, w)
    conditions = Conditions(basis)
    rules, texts = rules_sheet(basis), texts_sheet(basis)
    sheets = [
        *_result_sheets(basis, conditions, report),
        *_calculation_sheets(basis, conditions),
        rules,
        texts,
    ]
    if record and not report.assessment.is_copy:
        sheets.append(record_sheet(record, w))
    sheets.append(dictionary_sheet(sheets, [report.assessment], w, rules))
    is_draft = report.assessment.is_draft
    about = about_record(report.assessment, w, is_draft=is_draft)
    return workbook_bytes(sheets, about, rule_names(rules) | text_names(texts))


def _result_sheets(basis: Basis, conditions: Conditions, report: Report) -> Iterator[Sheet]:
    yield summary_sheet(basis)
    yield profile_sheet(basis, report.previous)
    yield items_sheet(basis, conditions)
    yield answers_sheet(basis)
    if report.previous is not None:
        yield comparison_sheet(basis, report.previous)
        yield changes_sheet(basis, report.previous)
    if has_actions(report):
        yield actions_sheet(basis, report)
    if report.assessment.sources:
        yield sources_sheet(report.assessment, basis.w)


def _calculation_sheets(basis: Basis, conditions: Conditions) -> Iterator[Sheet]:
    """Yield the steps of the calculation, without those the questionnaire has no use for."""
    ladder = Ladder(basis)
    yield calculation_sheet(basis, ladder)
    if basis.questionnaire.has_conditions:
        yield conditions.sheet()
    yield values_sheet(basis, conditions)
    if ladder.groups:
        yield groups_sheet(basis, ladder, rule_cells(basis))
        yield levels_sheet(basis, ladder)
    if judged_nodes(basis):
        yield headline_sheet(basis)
    yield options_sheet(basis)


def about_record(assessment: Assessment, w: Wording, *, is_draft: bool) -> About:
    """Return what the workbook of one assessment says of itself."""
    unit, wave = assessment.unit.name, assessment.wave.label
    return About(
        title=w("Maturity of {unit}, {wave}", unit=unit, wave=wave),
        subject=f"{assessment.questionnaire.title} {assessment.questionnaire.version}",
        language=w.language,
        day=assessment.signed.date if assessment.signed else assessment.wave.date,
        is_draft=is_draft,
        header=f"{unit} · {wave} · {phrases.record_line(assessment, w)}",
        draft_word=w("DRAFT"),
    )
