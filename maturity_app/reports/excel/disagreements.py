"""The workbook of what people do not agree on, for the meeting that settles it."""

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.consensus import Gathering
from maturity_app.reports.disagreements import disagreement_columns, disagreement_rows
from maturity_app.reports.excel.dictionary import dictionary_sheet
from maturity_app.reports.excel.management import about_record
from maturity_app.reports.excel.sheet import Column, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.writing import workbook_bytes
from maturity_app.reports.scores import Described
from maturity_app.wording import Wording

_WIDE = {"statement": 60, "comments": 60, "dimension": 26}
_SHORT = ("code",)


def disagreements_workbook(gathering: Gathering, record: Assessment, w: Wording) -> bytes:
    """Return the items on which not all agree, the widest apart first."""
    sheet = Sheet(
        name="Disagreements",
        meaning=w("One row an item on which not all agree, the widest apart first."),
        columns=[_column(described) for described in disagreement_columns(gathering, w)],
        rows=list(disagreement_rows(gathering, record, w)),
        has_filter=True,
        frozen_columns=3,
    )
    sheets = [sheet]
    sheets.append(dictionary_sheet(sheets, [record], w))
    return workbook_bytes(sheets, about_record(record, w, is_draft=record.is_draft))


def _column(described: Described) -> Column:
    styles = {"text": Style.LONG, "number": Style.COUNT, "share": Style.FEW, "date": Style.DAY}
    width = 7 if described.name in _SHORT else 18 if described.type == "text" else 11
    return Column(
        id=described.name,
        header=described.name,
        style=styles[described.type],
        width=_WIDE.get(described.name, width),
        meaning=described.meaning,
    )
