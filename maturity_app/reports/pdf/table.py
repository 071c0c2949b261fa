"""Rows of cells: heads over their columns, hairlines between rows, no row parted from its head."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from maturity_app.reports.pdf.block import NOTHING, Again, Block, Inset, Space, Stack, spaced
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import FRAME_HEIGHT, KEY, RULE, WASH, Align
from maturity_app.reports.pdf.tags import Facts, Role
from maturity_app.reports.pdf.text import Text

RowRule = Literal["hair", "none", "wash"]
_HEAD_PAD: Final = 3.0
_FEWEST_ROWS: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its width in points with the gap to its right, its head and alignment.

    A head may stand over more columns, which then have none of their own.
    """

    width: float
    head: str | Block = ""
    align: Align = "left"
    gap: float = 8.0
    heads: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """Cells from left to right. A `wash` row is a sub-head and stays with the next.

    Where a row goes on over the page, `repeated` cells are set again and `continued`, which
    names what the row is about, stands above the rest of its second cell.
    """

    cells: tuple[Block | None, ...]
    rule: RowRule = "hair"
    pad: float = 4.5
    repeated: tuple[int, ...] = (0,)
    continued: Block | None = None
    keep_with_next: bool = False
    whole: object = field(default_factory=object)
    """What the parts of a row that was parted have in common."""

    @property
    def stays_with_next(self) -> bool:
        """Whether the next row must stand on the same page."""
        return self.keep_with_next or self.rule == "wash"


class Table(Block):
    """Columns, and rows that may go on over pages under the same heads.

    A chart is parted only where it is higher than half a page. The first `named_by` cells of a
    row say what it is about.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        rule_above: bool = False,
        is_chart: bool = False,
        named_by: int = 1,
    ) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._columns = tuple(columns)
        self._rows = tuple(rows)
        self._rule_above = rule_above
        self._is_chart = is_chart
        self._named_by = named_by
        self._whole: object = object()
        self._goes_on = False
        self._heads = tuple(_head(column) for column in columns)
        self._heights: dict[int, float] = {}

    def measure(self, width: float) -> float:
        """Return the height of heads and rows; the columns have their own widths."""
        del width
        return self._head_height() + sum(map(self._height, self._rows))

    def least(self, width: float) -> float:
        """Return the height of the heads with two rows, sub-heads not counted."""
        whole = self.measure(width)
        if self._is_chart and whole < FRAME_HEIGHT / 2:
            return whole
        height, counted = self._head_height(), 0
        for row in self._rows:
            height += min(self._height(row), FRAME_HEIGHT / 3)
            counted += not row.stays_with_next
            if counted == _FEWEST_ROWS:
                break
        return height

    def parted(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Part between rows, or within a row higher than a third of a page."""
        if height < self.least(width) - NOTHING:
            return None
        used, at = self._head_height(), 0
        while at < len(self._rows) and used + self._height(self._rows[at]) <= height + NOTHING:
            used += self._height(self._rows[at])
            at += 1
        if at == len(self._rows):
            return None
        halves = self._parted_row(self._rows[at], height - used)
        if halves is not None:
            rest = halves[1:] + self._rows[at + 1 :]
            return self._of(self._rows[:at] + halves[:1]), self._of(rest, goes_on=True)
        if at == len(self._rows) - 1 and at > _FEWEST_ROWS:
            at -= 1  # so that the last row does not stand alone
        while at and self._rows[at - 1].stays_with_next:
            at -= 1
        if not at:
            return None
        return self._of(self._rows[:at]), self._of(self._rows[at:], goes_on=True)

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw heads and rows from the top."""
        with pen.group("Table", key=self._whole):
            self._paint_rows(pen, box)

    def _paint_rows(self, pen: Pen, box: Box) -> None:
        top = box.top
        width = sum(column.width for column in self._columns)
        if self._head_height():
            height = self._head_height()
            with pen.aside() if self._goes_on else pen.group("TR"):
                self._paint_heads(pen, Box(box.x, top, width, height))
            top -= height
            pen.across(Box(box.x, top, width, 0), top)
        elif self._rule_above:
            pen.across(Box(box.x, top, width, 0), top)
        for row in self._rows:
            height = self._height(row)
            place = Box(box.x, top, width, height)
            if row.rule == "wash":
                pen.fill(place, WASH)
            with pen.group("TR", key=row.whole):
                self._paint_cells(pen, row, place)
            top -= height
            if row.rule != "none":
                pen.across(place, top, RULE)

    def _paint_heads(self, pen: Pen, box: Box) -> None:
        """Draw the heads, their last lines level."""
        x = box.x
        covered = 0
        for head, column in zip(self._heads, self._columns, strict=True):
            if not covered:
                with pen.group("TH", Facts(scope="Column", columns=column.heads)):
                    if head is not None:
                        width = column.width - column.gap
                        height = head.measure(width)
                        bottom = box.top - box.height + _HEAD_PAD
                        head.paint(pen, Box(x, bottom + height, width, height))
            covered = (covered or column.heads) - 1
            x += column.width

    def _of(self, rows: tuple[Row, ...], *, goes_on: bool = False) -> "Table":
        table = Table(
            self._columns,
            rows,
            rule_above=self._rule_above,
            is_chart=self._is_chart,
            named_by=self._named_by,
        )
        table._whole, table._goes_on = self._whole, goes_on or self._goes_on
        return table

    def _head_height(self) -> float:
        heights = [
            head.measure(column.width - column.gap)
            for head, column in zip(self._heads, self._columns, strict=True)
            if head is not None
        ]
        return max(heights) + 2 * _HEAD_PAD if heights else 0

    def _height(self, row: Row) -> float:
        if id(row) not in self._heights:
            heights = [cell.measure(width) for cell, width in self._placed(row.cells)]
            self._heights[id(row)] = max(heights, default=0) + 2 * row.pad
        return self._heights[id(row)]

    def _placed(self, cells: Sequence[Block | None]) -> list[tuple[Block, float]]:
        """Return cells with their widths; the last of fewer cells than columns takes the rest."""
        return [
            (cell, self._cell_width(number, len(cells)))
            for number, cell in enumerate(cells)
            if cell is not None
        ]

    def _cell_width(self, number: int, count: int) -> float:
        if number == count - 1:
            columns = self._columns[number:]
            return sum(column.width for column in columns) - columns[-1].gap
        return self._columns[number].width - self._columns[number].gap

    def _paint_cells(self, pen: Pen, row: Row, box: Box) -> None:
        x, pad = box.x, row.pad
        for number, cell in enumerate(row.cells):
            role, facts = self._cell_facts(row, number)
            with pen.group(role, facts, key=(row.whole, number)):
                if cell is not None:
                    width = self._cell_width(number, len(row.cells))
                    inner = Box(x, box.top - pad, width, box.height - 2 * pad)
                    cell.paint(pen, inner)
            x += self._columns[number].width

    def _cell_facts(self, row: Row, number: int) -> tuple[Role, Facts]:
        """Return what a cell is: a sub-head heads what is below, a name what is beside it."""
        last = len(row.cells) - 1
        columns = len(self._columns) - last if number == last else 1
        if row.rule == "wash":
            return "TH", Facts(scope="Column", columns=columns)
        if number < self._named_by:
            return "TH", Facts(scope="Row", columns=columns)
        return "TD", Facts(columns=columns)

    def _parted_row(self, row: Row, height: float) -> tuple[Row, ...] | None:
        """Return a high row in two, the cells that name it in both."""
        room = height - 2 * row.pad
        if self._height(row) < FRAME_HEIGHT / 3 or room < FRAME_HEIGHT / 8:
            return None
        firsts: list[Block | None] = []
        rests: list[Block | None] = []
        for number, cell in enumerate(row.cells):
            width = self._cell_width(number, len(row.cells))
            if cell is None or cell.measure(width) <= room + NOTHING:
                firsts.append(cell)
                rests.append(Again(cell) if cell and number in row.repeated else None)
                continue
            parts = cell.parted(width, room)
            if parts is None:
                return None
            firsts.append(parts[0])
            rests.append(parts[1])
        rest = rests[1] if len(rests) > 1 else None
        if row.continued is not None and rest is not None:
            rests[1] = Stack([Again(row.continued), spaced(rest, 2)])
        return replace(row, cells=tuple(firsts)), replace(row, cells=tuple(rests))


def _head(column: Column) -> Block | None:
    if isinstance(column.head, Block):
        return column.head
    return Text(column.head, KEY.with_(align=column.align)) if column.head else None


def wash_row(words: Block) -> Row:
    """Return a sub-head over the whole width."""
    return Row(cells=(Inset(words, 4),), rule="wash", pad=2.6)


def spacer_row(height: float) -> Row:
    """Return an empty row without a rule."""
    return Row(cells=(Space(height),), rule="none", pad=0)
