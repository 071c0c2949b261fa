"""A worksheet as a value: columns that describe themselves, rows of plain values and formulas."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, Self

from openpyxl.chart._chart import ChartBase
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from maturity_app.reports.excel.styles import Style

_DAY_ZERO = date(1899, 12, 30).toordinal()

Plain = str | int | float | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, without its equals sign, and the value it has for the answers as recorded.

    None stands for a formula that shows nothing, which in a cell is an empty text. `style` is
    set where the cell looks other than its column.
    """

    formula: str
    value: Plain
    style: Style | None = None


Run = tuple[str, Literal["plain", "strong", "quiet"]]
"""A part of a text and how it is set."""


class Styled(str):
    """A text that looks other than its column does: in another style, or part by part."""

    __slots__ = ("runs", "style")

    style: Style | None
    runs: tuple[Run, ...]

    def __new__(cls, text: str = "", style: Style | None = None) -> Self:
        """Take a text whole."""
        self = super().__new__(cls, text)
        self.style, self.runs = style, ()
        return self

    @classmethod
    def of(cls, runs: Sequence[Run], style: Style | None = None) -> Self:
        """Return a text of several parts."""
        self = cls("".join(text for text, _ in runs), style)
        self.runs = tuple(runs)
        return self


class EnteredDay(date):
    """A date in a field that is filled in."""

    __slots__ = ()


Cell = Plain | Live
Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: its permanent id, its header in the report's language and what it holds."""

    id: str
    header: str
    meaning: str
    style: Style = Style.TEXT
    width: float = 12


@dataclass(frozen=True)
class Grid:
    """Where a sheet's columns are, so that formulas are written with column ids."""

    name: str
    ids: tuple[str, ...]

    def letter(self, column: str) -> str:
        """Return a column's letter."""
        return get_column_letter(self.ids.index(column) + 1)

    def here(self, column: str, row: int) -> str:
        """Return a cell as the same sheet refers to it."""
        return f"{self.letter(column)}{row}"

    def cell(self, column: str, row: int) -> str:
        """Return a cell as any sheet refers to it."""
        return f"{sheet_reference(self.name)}!${self.letter(column)}${row}"

    def span(self, column: str, first: int, last: int) -> str:
        """Return a column's cells from one row to another, as any sheet refers to them."""
        letter = self.letter(column)
        return f"{sheet_reference(self.name)}!${letter}${first}:${letter}${last}"


def sheet_reference(name: str) -> str:
    """Return a sheet's name as it stands in a formula."""
    quoted_name = name.replace("'", "''")
    return name if _PLAIN_NAME.fullmatch(name) else f"'{quoted_name}'"


_PLAIN_NAME = re.compile(r"[A-Za-z]{4,}")
"""Shorter ones, or some with digits, might be taken for a cell."""


@dataclass(kw_only=True)
class Sheet:
    """One sheet with one table: its first row holds the headers."""

    name: str
    meaning: str
    columns: Sequence[Column]
    rows: Sequence[Row] = ()
    table: str = ""
    """The table's name before the word Table; that of the sheet if none is given."""
    has_filter: bool = False
    is_machinery: bool = False
    is_hidden: bool = False
    frozen_columns: int = 0
    printed_columns: int | None = None
    """How many columns are printed; None prints all of them."""
    hidden: frozenset[str] = frozenset()
    """Columns, by their ids, for which this questionnaire has no use; they are there, unseen."""
    strong_rows: frozenset[int] = frozenset()
    charts: list[tuple[ChartBase, str, str]] = field(default_factory=list)
    """Each chart with the cell it is anchored at and its alternative text."""
    formats: list[tuple[str, Rule]] = field(default_factory=list)
    validations: list[DataValidation] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """Each cell that leads somewhere with where it leads to, as a formula would name it."""
    is_protected: bool = False
    """Whether only entries can be changed, until somebody lifts that; there is no password."""
    starts_at: str = ""
    """The cell one stands in when the sheet is first seen."""

    @property
    def grid(self) -> Grid:
        """Where this sheet's columns are."""
        return Grid(self.name, tuple(column.id for column in self.columns))

    @property
    def last_row(self) -> int:
        """The number of the last row in use; a table has one row at least."""
        return max(2, len(self.rows) + 1)

    def span(self, column: str) -> str:
        """Return all cells of a column but its header."""
        return self.grid.span(column, 2, self.last_row)

    def values(self, column: str, first: int, last: int) -> list[Plain]:
        """Return the values of a column from one row to another, formulas by their result."""
        position = self.grid.ids.index(column)
        cells = [row[position] for row in self.rows[first - 2 : last - 1]]
        return [cell.value if isinstance(cell, Live) else cell for cell in cells]


_MOST_ARGUMENTS = 200
"""A function takes up to 255 arguments."""


def called(function: str, arguments: Sequence[str]) -> str:
    """Return a call of SUM, MIN or OR; very many arguments are taken in portions."""
    if len(arguments) <= _MOST_ARGUMENTS:
        return f"{function}({','.join(arguments)})"
    portions = [
        arguments[start : start + _MOST_ARGUMENTS]
        for start in range(0, len(arguments), _MOST_ARGUMENTS)
    ]
    return f"{function}({','.join(called(function, portion) for portion in portions)})"


def number(value: Fraction) -> Cell:
    """Return an exact number for a cell: a short decimal as it is, 2/3 as a formula."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return value
    return Live(f"{value.numerator}/{value.denominator}", value)


def figure(value: float | Fraction | date) -> str:
    """Return a number or date as it stands in the file, a date as its day number."""
    if isinstance(value, date):
        return str(value.toordinal() - _DAY_ZERO)
    if isinstance(value, Fraction):
        value = int(value) if value.denominator == 1 else float(value)
    return repr(value)


def quoted(text: str) -> str:
    """Return a text of ours as it stands in a formula."""
    return '"' + text.replace('"', '""') + '"'
