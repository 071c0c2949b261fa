"""From sheets as values to the bytes of a workbook, the same bytes for the same sheets.

openpyxl writes everything but the rows: it keeps no result beside a formula, sets the clock's
time and gives charts no alternative text, so those few parts of its writer are replaced.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.table import AutoFilter, Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from maturity_app.reports.excel.inert import escaped, inert, looks_active, printed
from maturity_app.reports.excel.sheet import Cell, Live, Plain, Row, Sheet
from maturity_app.reports.excel.styles import SECONDARY, Style, Styles

PROGRAM = "Maturity survey"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHART_ROWS = 30
_TALLEST = 409
_SPARE = 4
"""Letters' widths a cell loses to its indent and to words that do not fit the line."""
_PAGE_WIDTH = 270
"""Columns as wide as this, in letters, are still readable on one landscape page."""
_NO_ROWS = b"<sheetData></sheetData>"


@dataclass(frozen=True, kw_only=True)
class About:
    """What a workbook says of itself: its properties and what is printed on each page."""

    title: str
    subject: str
    language: str
    day: date
    is_draft: bool
    header: str
    draft_word: str


def workbook_bytes(
    sheets: Sequence[Sheet], about: About, names: Mapping[str, str] | None = None
) -> bytes:
    """Return a workbook of these sheets; `names` are defined names with what they refer to."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _describe(workbook, about)
    styles = Styles(workbook)
    rows: dict[str, bytes] = {}
    for sheet in sheets:
        worksheet = workbook.create_sheet(sheet.name)
        _lay_out(worksheet, sheet)
        _set_up_print(worksheet, sheet, about)
        rows[sheet.name] = "".join(_rows(sheet, styles)).encode()
    for name, target in (names or {}).items():
        workbook.defined_names[name] = DefinedName(name, attr_text=target)
    out = BytesIO()
    with _TimelessZip(out, "w", ZIP_DEFLATED) as archive:
        _Writer(workbook, archive, rows, {sheet.name: sheet for sheet in sheets}).write_data()
    return out.getvalue()


# --- rows --------------------------------------------------------------------------------


def _rows(sheet: Sheet, styles: Styles) -> Iterator[str]:
    letters = [get_column_letter(position) for position in range(1, len(sheet.columns) + 1)]
    header = [
        _text(f"{letter}1", styles.header(column.style), column.header)
        for letter, column in zip(letters, sheet.columns, strict=True)
    ]
    yield f'<sheetData><row r="1" ht="{_header_height(sheet)}" customHeight="1">'
    yield from header
    yield "</row>"
    room = [(n, c.width) for n, c in enumerate(sheet.columns) if c.style.wraps]
    for index, row in enumerate(sheet.rows, start=2):
        strong = index in sheet.strong_rows
        yield f'<row r="{index}" ht="{_height(row, room)}">'
        for letter, column, cell in zip(letters, sheet.columns, row, strict=True):
            yield _cell(f"{letter}{index}", cell, column.style, styles, strong=strong)
        yield "</row>"
    yield "</sheetData>"


def _height(row: Row, room: Sequence[tuple[int, float]]) -> float:
    """Return a row's height in points; not every program fits rows to their text on loading."""
    lines = 1
    for position, width in room:
        cell = row[position]
        text = cell.value if isinstance(cell, Live) else cell
        if isinstance(text, str) and (len(text) > width - _SPARE or "\n" in text):
            taken = sum(-(-len(line) // int(width - _SPARE)) or 1 for line in text.split("\n"))
            lines = max(lines, taken)
    return min(_TALLEST, 3.5 + 12.75 * lines)


def _header_height(sheet: Sheet) -> int:
    """Return the height of the header row in points, a line for every fill of the width."""
    lines = max(-(-len(column.header) * 1.2 // max(column.width - 2, 4)) for column in sheet.columns)
    return int(8 + 14 * min(4, max(1, lines)))


def _cell(place: str, cell: Cell, style: Style, styles: Styles, *, strong: bool) -> str:
    if isinstance(cell, Live):
        number = styles.number(style, strong=strong)
        kind, value = _cached(cell.value)
        formula = cell.formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f'<c r="{place}" s="{number}"{kind}><f>{formula}</f><v>{value}</v></c>'
    if isinstance(cell, str):
        text = inert(cell)
        quoted = looks_active(text)
        return _text(place, styles.number(style, strong=strong, quoted=quoted), text)
    number = styles.number(style, strong=strong)
    if cell is None:
        return f'<c r="{place}" s="{number}"/>'
    return f'<c r="{place}" s="{number}"><v>{_figure(cell)}</v></c>'


def _text(place: str, style: int, text: str) -> str:
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    content = f'<t xml:space="preserve">{escaped(text)}</t>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{content}</is></c>'


def _cached(value: Plain) -> tuple[str, str]:
    """Return the type attribute and the text of a formula's result."""
    if value is None:
        return ' t="str"', ""
    if isinstance(value, str):
        return ' t="str"', escaped(inert(value))
    return "", _figure(value)


def _figure(value: float | Fraction | date) -> str:
    if isinstance(value, Fraction):
        value = int(value) if value.denominator == 1 else float(value)
    if isinstance(value, date):
        value = to_excel(value)
    return repr(value)


# --- the sheet around its rows -----------------------------------------------------------


def _lay_out(worksheet: Worksheet, sheet: Sheet) -> None:
    for position, column in enumerate(sheet.columns, start=1):
        worksheet.column_dimensions[get_column_letter(position)].width = column.width
    worksheet.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}2"
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.zoomScale = 100
    if sheet.is_machinery:
        worksheet.sheet_properties.tabColor = SECONDARY
    worksheet.add_table(_table(sheet))
    for place, rule in sheet.formats:
        worksheet.conditional_formatting.add(place, rule)
    for validation in sheet.validations:
        worksheet.add_data_validation(validation)
    for chart, anchor, _ in sheet.charts:
        worksheet.add_chart(chart, anchor)


def _table(sheet: Sheet) -> Table:
    last = f"{get_column_letter(len(sheet.columns))}{sheet.last_row}"
    table = Table(displayName=f"{sheet.name}Table", ref=f"A1:{last}")
    table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    headers = [inert(column.header) for column in sheet.columns]
    if len({header.casefold() for header in headers}) < len(headers):
        raise ValueError(headers)
    table.tableColumns = [
        TableColumn(id=position, name=header) for position, header in enumerate(headers, start=1)
    ]
    if sheet.has_filter:
        table.autoFilter = AutoFilter(ref=table.ref)
    return table


def _set_up_print(worksheet: Worksheet, sheet: Sheet, about: About) -> None:
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9
    columns = sheet.columns[: sheet.printed_columns]
    worksheet.page_setup.fitToWidth = int(sum(c.width for c in columns) // _PAGE_WIDTH) + 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.print_title_rows = "1:1"
    if sheet.frozen_columns:
        worksheet.print_title_cols = f"A:{get_column_letter(sheet.frozen_columns)}"
    if sheet.printed_columns:
        last = sheet.last_row + (_CHART_ROWS if sheet.charts else 0)
        worksheet.print_area = f"A1:{get_column_letter(sheet.printed_columns)}{last}"
    margins = worksheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.75, 0.65
    worksheet.oddHeader.left.text = printed(about.header, 120)
    worksheet.oddHeader.right.text = about.draft_word if about.is_draft else ""
    worksheet.oddFooter.left.text = printed(f"{about.title}: {worksheet.title}", 90)
    worksheet.oddFooter.right.text = "&P / &N"


def _describe(workbook: Workbook, about: About) -> None:
    moment = datetime.combine(about.day, time())
    properties = workbook.properties
    properties.title, properties.subject = inert(about.title), inert(about.subject)
    properties.language = about.language
    properties.creator = properties.lastModifiedBy = PROGRAM
    properties.created = properties.modified = moment
    properties.contentStatus = about.draft_word if about.is_draft else None
    # A program that opens the file reckons everything anew, whatever results stand in it.
    workbook.calculation.fullCalcOnLoad = True


# --- openpyxl's writer, with the parts it lacks ------------------------------------------


class _TimelessZip(ZipFile):
    """A ZIP file whose members all carry the same time."""

    def writestr(self, name: Any, data: Any, *rest: Any) -> None:  # noqa: ANN401 - ZipFile's own
        info = ZipInfo(name, _EPOCH)
        info.compress_type = ZIP_DEFLATED
        super().writestr(info, data, *rest)


class _Drawing(SpreadsheetDrawing):
    """A sheet's charts, each with the alternative text that openpyxl has no place for."""

    # openpyxl gathers these for each class anew, and a subclass would write nothing.
    __elements__ = SpreadsheetDrawing.__elements__
    descriptions: Sequence[str] = ()

    def _chart_frame(self, idx: int) -> Any:  # noqa: ANN401 - openpyxl is untyped here
        frame = super()._chart_frame(idx)
        frame.nvGraphicFramePr.cNvPr.descr = self.descriptions[idx - 1]
        return frame


class _SheetWriter(WorksheetWriter):
    """Writes a sheet around its rows, which are put in as they are."""

    def __init__(self, worksheet: Worksheet, reference: str) -> None:
        super().__init__(worksheet, out=BytesIO())
        self._reference = reference

    def write_dimensions(self) -> None:
        self.xf.send(SheetDimension(self._reference).to_tree())


class _Writer(ExcelWriter):
    """Writes the parts of a workbook into an archive."""

    def __init__(
        self,
        workbook: Workbook,
        archive: ZipFile,
        rows: Mapping[str, bytes],
        sheets: Mapping[str, Sheet],
    ) -> None:
        super().__init__(workbook, archive)
        self._rows = rows
        self._sheets = sheets

    def write_worksheet(self, ws: Worksheet) -> None:
        sheet = self._sheets[ws.title]
        drawing = _Drawing()
        drawing.charts, drawing.images = ws._charts, ws._images  # noqa: SLF001 - no public way
        drawing.descriptions = [inert(text) for _, _, text in sheet.charts]
        ws._drawing = drawing  # noqa: SLF001
        last = f"{get_column_letter(len(sheet.columns))}{sheet.last_row}"
        writer = _SheetWriter(ws, f"A1:{last}")
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        frame = writer.read()
        if frame.count(_NO_ROWS) != 1:
            raise ValueError(ws.title)
        self._archive.writestr(ws.path[1:], frame.replace(_NO_ROWS, self._rows[ws.title]))
        self.manifest.append(ws)
