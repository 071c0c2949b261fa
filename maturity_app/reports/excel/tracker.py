"""The sheet Tracker in a workbook of somebody else's: one row a unit, wave and node."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Final, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from maturity_app.reports.excel.inert import inert, looks_active
from maturity_app.reports.excel.styles import FACE, GRID, HEADER, INK
from maturity_app.reports.scores import KEY, Described, Value

NAME: Final = "Tracker"
Outcome = Literal["added", "replaced", "unchanged", "signed"]
"""What became of a record; `signed` stands there already and a draft may not take its place."""

_TABLE: Final = "TrackerTable"
_HEADER_WITHIN: Final = 20
"""In how many rows from the top the header is looked for."""

_TYPED: Final = {"date": "yyyy-mm-dd", "coverage": "0%"} | dict.fromkeys(
    ("value", "low", "high", "level"), "0.0##"
)
_WIDTHS: Final = {"unit": 28.0, "title": 30.0, "fingerprint": 20.0}
_ESCAPE_ALIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DIGITS: Final = 12
"""To how many digits a number is the same: more than a spreadsheet shows, fewer than it keeps."""

Stored = str | float | date | None
"""A value as it stands in a cell and is read back from it."""


class NoTrackerError(Exception):
    """There is a sheet of the name with something else in it."""


@dataclass
class Tracker:
    """The sheet with its columns by name, and the rows of each record by node."""

    sheet: Worksheet
    header: int
    columns: Mapping[str, int]
    last: int
    rows: dict[tuple[Stored, ...], dict[str, int]] = field(default_factory=dict)

    def put(self, record: Sequence[tuple[Value, ...]]) -> Outcome:
        """Enter a record's rows; those of the same unit, wave and questionnaire give way."""
        wanted = [stored_row(self.columns, row) for row in record]
        key = tuple(wanted[0][name] for name in KEY)
        held = self.rows.get(key, {})
        there = {node: self._read(at) for node, at in held.items()}
        if there == {str(row["node"]): row for row in wanted}:
            return "unchanged"
        status = wanted[0]["status"]
        if status == "draft" and any(row["status"] != "draft" for row in there.values()):
            return "signed"
        self._write(key, wanted, held)
        return "replaced" if held else "added"

    def find(self, at: int) -> None:
        """Enter a row that stands there by its record and node; a row of something else stays."""
        read = self._read(at)
        if read["unit_id"] is not None and read["node"] is not None:
            key = tuple(read[name] for name in KEY)
            self.rows.setdefault(key, {})[str(read["node"])] = at

    def values(self) -> list[dict[str, Stored]]:
        """Return all rows as they stand there."""
        return [self._read(at) for nodes in self.rows.values() for at in nodes.values()]

    def _write(
        self,
        key: tuple[Stored, ...],
        wanted: Sequence[Mapping[str, Stored]],
        held: Mapping[str, int],
    ) -> None:
        """Write each node where it stands already, new ones below; notes beside stay in place."""
        nodes: dict[str, int] = {}
        for row in wanted:
            node = str(row["node"])
            at = held.get(node)
            if at is None:
                self.last += 1
                at = self.last
            nodes[node] = at
            for name, column in self.columns.items():
                _set(self.sheet.cell(at, column), row[name], name)
        for node in held.keys() - nodes.keys():
            for column in self.columns.values():
                self.sheet.cell(held[node], column).value = None
        self.rows[key] = nodes
        self._stretch()

    def _read(self, at: int) -> dict[str, Stored]:
        return {name: _stored(self.sheet.cell(at, c).value) for name, c in self.columns.items()}

    def _stretch(self) -> None:
        """Let the table or filter over the header reach down to the last row."""
        for table in self.sheet.tables.values():
            table.ref = self._stretched(table.ref)
            if table.autoFilter is not None:
                table.autoFilter.ref = table.ref
        if self.sheet.auto_filter.ref:
            self.sheet.auto_filter.ref = self._stretched(self.sheet.auto_filter.ref)

    def _stretched(self, reference: str) -> str:
        over = CellRange(reference)
        is_ours = over.min_row == self.header and over.max_row < self.last
        if is_ours and over.min_col <= min(self.columns.values()) <= over.max_col:
            over.expand(down=self.last - over.max_row)
        return over.coord


def tracker_of(book: Workbook, described: Sequence[Described]) -> Tracker:
    """Return the workbook's tracker, made if there is none.

    Raises:
        NoTrackerError: the sheet Tracker has no header row like ours, or can't be added to.

    """
    if NAME not in book.sheetnames:
        return _made(book, described)
    sheet = book[NAME]
    if not isinstance(sheet, Worksheet):
        raise NoTrackerError
    header, columns = _header(sheet, [column.name for column in described])
    totals = any(table.totalsRowCount for table in sheet.tables.values())
    if totals or any(merged.max_row > header for merged in sheet.merged_cells.ranges):
        raise NoTrackerError
    tracker = Tracker(sheet, header, columns, last=_last_row(sheet, header, columns))
    for at in range(header + 1, tracker.last + 1):
        tracker.find(at)
    return tracker


def stored_row(names: Mapping[str, int], row: Sequence[Value]) -> dict[str, Stored]:
    """Return a row of figures as it stands in cells, by the columns' names."""
    return {name: stored(value) for name, value in zip(names, row, strict=True)}


def stored(value: Value) -> Stored:
    """Return a figure as it stands in a cell."""
    if isinstance(value, str):
        # Spreadsheets read `_x0041_` as the letter A, and openpyxl loses what tells them not to.
        return _ESCAPE_ALIKE.sub("[U+005F]", inert(value)) or None
    return _rounded(float(value)) if isinstance(value, Fraction) else value


def _stored(value: object) -> Stored:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float):
        return _rounded(float(value))
    return value if isinstance(value, date) else str(value) if value is not None else None


def _rounded(number: float) -> float:
    return round(number, _DIGITS)


# --- the sheet ---------------------------------------------------------------------------


def _header(sheet: Worksheet, names: Sequence[str]) -> tuple[int, dict[str, int]]:
    rows = sheet.iter_rows(max_row=min(_HEADER_WITHIN, sheet.max_row or 1), values_only=True)
    for number, cells in enumerate(rows, start=1):
        found = {str(cell).strip(): n for n, cell in enumerate(cells, 1) if cell is not None}
        if set(names) <= set(found):
            return number, {name: found[name] for name in names}
    raise NoTrackerError


def _made(book: Workbook, described: Sequence[Described]) -> Tracker:
    sheet = book.create_sheet(NAME)
    columns = {column.name: number for number, column in enumerate(described, start=1)}
    for column in described:
        cell = sheet.cell(1, columns[column.name], column.name)
        cell.font = Font(name=FACE, size=10, bold=True, color=INK)
        cell.fill = PatternFill("solid", fgColor=HEADER)
        cell.border = Border(bottom=Side("medium", color=INK))
        cell.alignment = Alignment(horizontal=_side(column.name), vertical="center", indent=1)
        letter = get_column_letter(columns[column.name])
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.name, 15.0)
    sheet.freeze_panes = "C2"
    table = Table(displayName=_free_name(book), ref=f"A1:{get_column_letter(len(columns))}2")
    table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    sheet.add_table(table)
    return Tracker(sheet, 1, columns, last=1)


def _free_name(book: Workbook) -> str:
    """Return a name for the table that no other table or defined name has."""
    taken = {name.casefold() for name in book.defined_names}
    taken |= {name.casefold() for sheet in book.worksheets for name in sheet.tables}
    name, number = _TABLE, 2
    while name.casefold() in taken:
        name, number = f"{_TABLE}{number}", number + 1
    return name


def _last_row(sheet: Worksheet, header: int, columns: Mapping[str, int]) -> int:
    """Return the last row in which something stands in one of our columns."""
    for at in range(sheet.max_row or header, header, -1):
        if any(sheet.cell(at, column).value is not None for column in columns.values()):
            return at
    return header


def _set(cell: Cell | MergedCell, value: Stored, name: str) -> None:
    is_new = cell.value is None and not cell.has_style
    cell.value = value
    if isinstance(value, str):
        # Whatever was typed stays a text, even where it looks like a formula.
        cell.data_type = "s"
        cell.quotePrefix = looks_active(value)
    if is_new:
        cell.font = Font(name=FACE, size=10, color=INK)
        cell.border = Border(bottom=Side("thin", color=GRID))
        cell.alignment = Alignment(horizontal=_side(name), vertical="top", indent=1)
        cell.number_format = _TYPED.get(name, "General")


def _side(name: str) -> str:
    return "right" if name in _TYPED else "left"
