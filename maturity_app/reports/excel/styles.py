"""The few cell styles of all workbooks, registered once a workbook and used by number."""

from enum import Enum

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from maturity_app.colours import PRINT, PRINT_PRESSURE


def plain(colour: str) -> str:
    """Return a colour as workbooks write it."""
    return colour.removeprefix("#")


INK, SECONDARY = plain(PRINT.text), plain(PRINT.muted)
RULE, GRID = plain(PRINT.border), plain(PRINT.grid)
HEADER = plain(PRINT.selected)
SURFACE, CONTROL = plain(PRINT.surface), plain(PRINT.control)
DRIVE, SAFEGUARD = plain(PRINT.drive), plain(PRINT.safeguard_text)
PRESSURE, DARK_PRESSURE = plain(PRINT.pressure), plain(PRINT_PRESSURE[-1])
EMPHASIS = plain(PRINT.attention)
"""The wash behind a cell that asks for care; the word in it says why."""

FACE = "Arial"
"""A workbook embeds no font, so it takes one that every office program has or replaces well."""


class Style(Enum):
    """What a column holds, as a number format and an alignment."""

    TEXT = ("General", "left", False, "")
    LONG = ("General", "left", True, "")
    CENTRE = ("General", "center", False, "")
    COUNT = ("0", "right", False, "")
    ONE = ("0.0", "right", False, "")
    FEW = ("0.0##", "right", False, "")
    EXACT = ("0.0000", "right", False, "")
    GENERAL = ("General", "right", False, "")
    SIGNED = ("+0.0;\N{MINUS SIGN}0.0;0.0", "right", False, "")
    PERCENT = ("0\N{NO-BREAK SPACE}%", "right", False, "")
    DAY = ("yyyy-mm-dd", "right", False, "")
    HIDDEN_BELOW_ZERO = ("0.0;;0.0", "right", False, "")
    HEADING = ("General", "left", True, "heading")
    LINK = ("General", "left", True, "link")
    # What is typed stays the text it is: neither 007 nor 71 % nor a leading = becomes another.
    ENTRY = ("@", "left", True, "entry")
    ENTRY_DAY = ("yyyy-mm-dd", "left", False, "entry")

    @property
    def number_format(self) -> str:
        """The number format's code."""
        return self.value[0]

    @property
    def side(self) -> str:
        """Where text stands in the cell."""
        return self.value[1]

    @property
    def wraps(self) -> bool:
        """Whether long text runs over several lines."""
        return self.value[2]

    @property
    def look(self) -> str:
        """How else the cell differs: a heading, a link, or an entry that stays unlocked."""
        return self.value[3]


class Styles:
    """A workbook's styles by the number that cells refer to."""

    def __init__(self, workbook: Workbook) -> None:
        """Take the workbook whose style table is filled."""
        # A cell of no sheet's rows: styles are registered through it and it is never written.
        self._cell = Cell(Worksheet(workbook), row=1, column=1)
        self._known: dict[tuple[Style, bool, bool], int] = {}
        self._headers: dict[tuple[str, bool], int] = {}

    def number(self, style: Style, *, strong: bool = False, quoted: bool = False) -> int:
        """Return the number of a body cell's style."""
        key = (style, strong, quoted)
        if key not in self._known:
            self._known[key] = self._register(style, strong=strong, quoted=quoted)
        return self._known[key]

    def header(self, style: Style, *, quoted: bool = False) -> int:
        """Return the number of the style of a header over cells of `style`."""
        key = (style.side, quoted)
        if key not in self._headers:
            cell = self._blank()
            cell.font = Font(name=FACE, size=10, bold=True, color=INK)
            cell.fill = PatternFill("solid", fgColor=HEADER)
            cell.border = Border(bottom=Side("medium", color=INK))
            cell.alignment = _aligned(style.side, vertical="center", wraps=True)
            cell.quotePrefix = quoted
            self._headers[key] = cell.style_id
        return self._headers[key]

    def _register(self, style: Style, *, strong: bool, quoted: bool) -> int:
        cell = self._blank()
        cell.font = Font(name=FACE, size=10, bold=strong, color=INK)
        cell.border = Border(bottom=Side("thin", color=GRID))
        if style.look == "entry":
            edge = Side("thin", color=CONTROL)
            cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
            cell.protection = Protection(locked=False)
        elif style.look == "heading":
            cell.font = Font(name=FACE, size=10, bold=True, color=INK)
            cell.fill = PatternFill("solid", fgColor=HEADER)
        elif style.look == "link":
            cell.font = Font(name=FACE, size=10, underline="single", color=DRIVE)
        cell.alignment = _aligned(style.side, vertical="top", wraps=style.wraps)
        cell.number_format = style.number_format
        cell.quotePrefix = quoted
        return cell.style_id

    def _blank(self) -> Cell:
        cell = Cell(self._cell.parent, row=1, column=1)
        self._cell = cell
        return cell


def _aligned(side: str, *, vertical: str, wraps: bool) -> Alignment:
    indent = 0 if side == "center" else 1
    return Alignment(horizontal=side, vertical=vertical, indent=indent, wrap_text=wraps)
