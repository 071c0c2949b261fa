"""From sheets as values to the bytes of a workbook, the same bytes for the same sheets.

The rows are written here, everything around them by openpyxl.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from maturity_app.reports.excel.inert import escaped, inert, looks_active, printed
from maturity_app.reports.excel.package import PackageWriter, TimelessZip
from maturity_app.reports.excel.sheet import (
    Cell,
    EnteredDay,
    Live,
    Plain,
    Row,
    Run,
    Sheet,
    Styled,
    figure,
)
from maturity_app.reports.excel.styles import FACE, INK, SECONDARY, Style, Styles

PROGRAM = "Maturity survey"
_CHART_ROWS, _ROW_TALL = 30, 0.45
"""How many rows at least are printed below a table for its chart, and a row's height in cm."""
_TALLEST, _WIDEST = 409, 40
_PAGE_WIDTH = 270
"""Columns as wide as this, in letters, are still readable on one landscape page."""


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
    is_unnamed: bool = False
    """Whether spreadsheets are asked not to write who saves it into its properties."""


def workbook_bytes(
    sheets: Sequence[Sheet], about: About, names: Mapping[str, str] | None = None
) -> bytes:
    """Return a workbook of these sheets; `names` are defined names with what they refer to."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _describe(workbook, about)
    if any(sheet.is_protected for sheet in sheets):
        workbook.security = WorkbookProtection(lockStructure=True)
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
    with TimelessZip(out, "w", ZIP_DEFLATED) as archive:
        archive.unnamed = about.is_unnamed
        PackageWriter(workbook, archive, rows, {sheet.name: sheet for sheet in sheets}).write_data()
    return out.getvalue()


# --- rows --------------------------------------------------------------------------------


def _rows(sheet: Sheet, styles: Styles) -> Iterator[str]:
    letters = [get_column_letter(position) for position in range(1, len(sheet.columns) + 1)]
    header = [
        _text(
            f"{letter}1",
            styles.header(column.style, quoted=looks_active(inert(column.header))),
            inert(column.header),
        )
        for letter, column in zip(letters, sheet.columns, strict=True)
    ]
    yield f'<sheetData><row r="1" ht="{_header_height(sheet)}" customHeight="1">'
    yield from header
    yield "</row>"
    room = [(n, _letters(c.width)) for n, c in enumerate(sheet.columns) if c.style.wraps]
    for index, row in enumerate(sheet.rows, start=2):
        strong = index in sheet.strong_rows
        yield f'<row r="{index}" ht="{_height(row, room)}">'
        for letter, column, cell in zip(letters, sheet.columns, row, strict=True):
            yield _cell(f"{letter}{index}", cell, column.style, styles, strong=strong)
        yield "</row>"
    yield "</sheetData>"


def _height(row: Row, room: Sequence[tuple[int, float]]) -> float:
    """Return a row's height in points; not every program fits rows to their text on loading."""
    lines: float = 1
    for position, letters in room:
        cell = row[position]
        text = cell.value if isinstance(cell, Live) else cell
        if isinstance(text, str) and (len(text) > letters or "\n" in text):
            lines = max(lines, sum(-(-len(line) // letters) or 1 for line in text.split("\n")))
    return min(_TALLEST, 3.5 + 12.75 * lines)


def _letters(width: float) -> int:
    """Return how many letters of running text a line holds; a width counts digits."""
    return max(1, int(width * 1.12 - 3))


def _header_height(sheet: Sheet) -> int:
    """Return the height of the header row in points, a line for every fill of the width."""
    lines = max(
        -(-len(column.header) * 1.2 // max(column.width - 2, 4)) for column in sheet.columns
    )
    return int(8 + 14 * min(4, max(1, lines)))


def _cell(place: str, cell: Cell, style: Style, styles: Styles, *, strong: bool) -> str:
    if isinstance(cell, Live | Styled):
        style = cell.style or style
    if isinstance(cell, Live):
        number = styles.number(style, strong=strong)
        kind, value = _cached(cell.value)
        formula = cell.formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f'<c r="{place}" s="{number}"{kind}><f>{formula}</f><v>{value}</v></c>'
    if isinstance(cell, str):
        text = inert(cell)
        quoted = looks_active(text)
        runs = cell.runs if isinstance(cell, Styled) and text == cell else ()
        return _text(place, styles.number(style, strong=strong, quoted=quoted), text, runs)
    if isinstance(cell, date):
        style = Style.ENTRY_DAY if isinstance(cell, EnteredDay) else Style.DAY
    number = styles.number(style, strong=strong)
    if cell is None:
        return f'<c r="{place}" s="{number}"/>'
    return f'<c r="{place}" s="{number}"><v>{figure(cell)}</v></c>'


def _text(place: str, style: int, text: str, runs: Sequence[Run] = ()) -> str:
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    content = "".join(map(_run, runs)) or f'<t xml:space="preserve">{escaped(text)}</t>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{content}</is></c>'


def _run(run: Run) -> str:
    text, look = run
    bold = "<b/>" if look == "strong" else ""
    colour = SECONDARY if look == "quiet" else INK
    font = f'{bold}<sz val="10"/><color rgb="FF{colour}"/><rFont val="{FACE}"/>'
    return f'<r><rPr>{font}</rPr><t xml:space="preserve">{escaped(text)}</t></r>'


def _cached(value: Plain) -> tuple[str, str]:
    """Return the type attribute and the text of a formula's result."""
    if value is None:
        return ' t="str"', ""
    if isinstance(value, str):
        return ' t="str"', escaped(inert(value))
    return "", figure(value)


# --- the sheet around its rows -----------------------------------------------------------


def _lay_out(worksheet: Worksheet, sheet: Sheet) -> None:
    for position, column in enumerate(sheet.columns, start=1):
        # A header may break between its words, never inside one.
        longest = max(map(len, column.header.split()), default=0)
        width = max(column.width, 1.2 * longest + 3)
        if column.style is Style.TEXT:
            width = max(width, min(_WIDEST, _longest(sheet, position - 1) + 2))
        dimension = worksheet.column_dimensions[get_column_letter(position)]
        dimension.width, dimension.hidden = width, column.id in sheet.hidden
    worksheet.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}2"
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.zoomScale = 100
    if sheet.is_machinery:
        worksheet.sheet_properties.tabColor = SECONDARY
    if sheet.is_hidden:
        worksheet.sheet_state = "hidden"
    worksheet.add_table(_table(sheet))
    for chart, anchor, _ in sheet.charts:
        worksheet.add_chart(chart, anchor)
    _let_use(worksheet, sheet)


def _let_use(worksheet: Worksheet, sheet: Sheet) -> None:
    """Set what is seen of answers, what may be entered, and where one goes from here."""
    for place, rule in sheet.formats:
        worksheet.conditional_formatting.add(place, rule)
    for validation in sheet.validations:
        worksheet.add_data_validation(validation)
    # Cells are none of the library's here, through which it would let them lead somewhere.
    links = worksheet._hyperlinks  # type: ignore[attr-defined]  # noqa: SLF001 - no public way
    links += [Hyperlink(ref=place, location=target) for place, target in sheet.links]
    if sheet.is_protected:
        _protect(worksheet)
    if sheet.starts_at:
        # The last pane is the one that scrolls.
        here = worksheet.sheet_view.selection[-1]
        here.activeCell = here.sqref = sheet.starts_at


def _protect(worksheet: Worksheet) -> None:
    """Lock all but the entries; widths, heights and filters stay everybody's own."""
    protection = worksheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = False


def _longest(sheet: Sheet, position: int) -> int:
    """Return the length of a column's longest text; such columns do not break their lines."""
    cells = (row[position] for row in sheet.rows)
    texts = (cell.value if isinstance(cell, Live) else cell for cell in cells)
    return max((len(text) for text in texts if isinstance(text, str)), default=0)


def _table(sheet: Sheet) -> Table:
    last = f"{get_column_letter(len(sheet.columns))}{sheet.last_row}"
    table = Table(displayName=f"{sheet.table or sheet.name}Table", ref=f"A1:{last}")
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
    columns = [c for c in sheet.columns[: sheet.printed_columns] if c.id not in sheet.hidden]
    worksheet.page_setup.fitToWidth = int(sum(c.width for c in columns) // _PAGE_WIDTH) + 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = "1:1"
    if sheet.frozen_columns:
        worksheet.print_title_cols = f"A:{get_column_letter(sheet.frozen_columns)}"
    if sheet.printed_columns:
        last = sheet.last_row + _chart_rows(sheet)
        worksheet.print_area = f"A1:{get_column_letter(sheet.printed_columns)}{last}"
    margins = worksheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.75, 0.75
    margins.header = margins.footer = 0.3
    draft = about.draft_word if about.is_draft else ""
    worksheet.oddHeader = _line(printed(about.header, 120), draft)
    worksheet.oddFooter = _line(printed(f"{about.title}: {worksheet.title}", 90), "&P / &N")


def _chart_rows(sheet: Sheet) -> int:
    """Return how many rows below the table its charts may take up."""
    tallest = max((chart.height for chart, _, _ in sheet.charts), default=0)
    return max(_CHART_ROWS, int(tallest / _ROW_TALL) + 5) if sheet.charts else 0


def _line(left: str, right: str) -> HeaderFooterItem:
    return HeaderFooterItem(left=_HeaderFooterPart(left), right=_HeaderFooterPart(right))


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
