"""The workbook of a copy that shares only scores: values, because their answers are left out."""

from maturity_app.reports.content import Report
from maturity_app.reports.excel.dictionary import dictionary_sheet
from maturity_app.reports.excel.management import about_record
from maturity_app.reports.excel.sheet import Column, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.writing import workbook_bytes
from maturity_app.reports.scores import Described, score_columns, score_rows
from maturity_app.wording import Wording

_STYLES = {
    "text": Style.TEXT,
    "date": Style.DAY,
    "count": Style.COUNT,
    "number": Style.FEW,
    "share": Style.PERCENT,
}
_LONG = ("unit", "title", "fingerprint")


def scores_workbook(report: Report, w: Wording) -> bytes:
    """Return the figures of every node, and what the columns hold."""
    record = report.assessment
    sheet = Sheet(
        name="Scores",
        meaning=w("One row a node; headers are the same in every language."),
        columns=[described_column(described) for described in score_columns(w)],
        rows=list(score_rows(record, report.card)),
        has_filter=True,
        frozen_columns=2,
    )
    sheets = [sheet]
    sheets.append(dictionary_sheet(sheets, [record], w))
    return workbook_bytes(sheets, about_record(record, w, is_draft=record.is_draft))


def described_column(described: Described) -> Column:
    """Return a column whose header is its permanent name, the same in every language."""
    is_text = described.type == "text"
    return Column(
        id=described.name,
        header=described.name,
        style=_STYLES[described.type],
        width=28 if described.name in _LONG else 14 if is_text else 11,
        meaning=described.meaning,
    )
