"""The workbook of what people do not agree on, for the meeting that settles it."""

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.consensus import Gathering
from maturity_app.reports.disagreements import (
    disagreement_columns,
    disagreement_rows,
    plain_header,
)
from maturity_app.reports.excel.dictionary import dictionary_sheet
from maturity_app.reports.excel.management import about_record
from maturity_app.reports.excel.sheet import Column, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.writing import workbook_bytes
from maturity_app.reports.scores import Described
from maturity_app.wording import Wording

_WIDTHS = {"rank": 7, "dimension": 20, "code": 7, "item": 16, "statement": 46, "comments": 44}
_ANSWER, _COUNT = 14, 9
"""Wide enough for its words; of a small team all columns are printed on one page."""


def disagreements_workbook(gathering: Gathering, record: Assessment, w: Wording) -> bytes:
    """Return the items on which not all agree, the widest apart first."""
    sheet = Sheet(
        name="Disagreements",
        meaning=w("One row an item on which not all agree, the widest apart first."),
        columns=[_column(described, w) for described in disagreement_columns(gathering, w)],
        rows=list(disagreement_rows(gathering, record, w)),
        has_filter=True,
        frozen_columns=3,
    )
    sheets = [sheet]
    sheets.append(dictionary_sheet(sheets, [record], w))
    return workbook_bytes(sheets, about_record(record, w, is_draft=record.is_draft))


def _column(described: Described, w: Wording) -> Column:
    styles = {"text": Style.LONG, "number": Style.COUNT, "share": Style.FEW, "date": Style.DAY}
    usual = _ANSWER if described.type == "text" else _COUNT
    return Column(
        id=described.name,
        header=plain_header(described.name, w),
        style=styles[described.type],
        width=_WIDTHS.get(described.name, usual),
        meaning=described.meaning,
    )
