"""How the values of several units lie, on a row's axis; and how many stand at each level."""

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import Final

from reportlab.lib.colors import Color

from maturity_app.domain.questionnaire import Kind, ShownScale
from maturity_app.domain.spread import Spread
from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.charts import Axis, Plot
from maturity_app.reports.pdf.marks import KeyEntry, dot_key, dot_of, tick_key
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    BODY,
    GRID,
    INK,
    MARK_LABEL,
    PRESSURE,
    SECONDARY,
    WHITE,
    colour_of,
    pale_colour_of,
)
from maturity_app.reports.pdf.text import text_width
from maturity_app.wording import Wording

Shown = Callable[[Fraction], str]
"""How a value is written."""

_BOX: Final = 8.0
_CAP: Final = 6.0
_CLEAR: Final = 8.0
_PARTS: Final = 4
_LINE: Final = 11.2


class SpreadPlot(Plot):
    """A line from the lowest to the highest unit, a box about the middle half, the median a tick.

    Where units are too few for quarters each is a dot of its own, as is a single one.
    """

    def __init__(
        self, axis: Axis, kind: Kind | None, spread: Spread, shown: Shown, label: str = ""
    ) -> None:
        """Take the axis the values stand on; the label stands beside a single one."""
        super().__init__(axis)
        self._kind, self._spread, self._shown, self._label = kind, spread, shown, label

    def told(self, w: Wording) -> str:
        """Return lowest, quartiles, median and highest in words."""
        spread = self._spread
        if spread.single is not None:
            return w("one unit at {value}", value=self._shown(spread.single))
        named = (
            (w("lowest"), spread.low),
            (w("lower quartile"), spread.lower_quartile),
            (w("median"), spread.median),
            (w("upper quartile"), spread.upper_quartile),
            (w("highest"), spread.high),
        )
        return w.joined(
            f"{name} {self._shown(value)}" for name, value in named if value is not None
        )

    def paint_mark(self, pen: Pen, box: Box) -> None:
        """Draw line, box and tick, or dots."""
        # On the first line, where the row's numbers stand beside a name of two.
        box = Box(box.x, box.top, box.width, _LINE)
        spread, y = self._spread, box.middle
        if spread.low is not None and spread.high is not None:
            low, high = (self.axis.x(value, box) for value in (spread.low, spread.high))
            pen.whisker((low, y), (high, y), _CAP)
        if spread.lower_quartile is not None and spread.upper_quartile is not None:
            quarters = spread.lower_quartile, spread.upper_quartile
            left, right = (self.axis.x(value, box) for value in quarters)
            middle_half(pen, Box(left, y + _BOX / 2, max(right - left, 1), _BOX), self._kind)
        elif spread.median is not None or spread.single is not None:
            self._paint_dots(pen, box)
        if spread.median is not None and spread.has_quartiles:
            pen.tick(self.axis.x(spread.median, box), y, 12)

    def _paint_dots(self, pen: Pen, box: Box) -> None:
        end = box.x
        for value in self._spread.values:
            end = self.axis.x(value, box)
            dot_of(self._kind)(pen, end, box.middle)
        if self._label:
            self._paint_label(pen, box, end)

    def _paint_label(self, pen: Pen, box: Box, x: float) -> None:
        """Write the label to the right of its dot, or to the left where the plot ends."""
        style = MARK_LABEL.with_(face="semibold")
        width = text_width(self._label, style)
        left = x + _CLEAR if x + _CLEAR + width <= box.right else x - _CLEAR - width
        pen.fill(Box(left - 2, box.middle + 5, width + 4, 10), WHITE)
        pen.text(left, box.middle - 2.8, self._label, style)


def middle_half(pen: Pen, box: Box, kind: Kind | None) -> None:
    """Draw the box between the quartiles, told apart from its ground without colour."""
    bottom = box.top - box.height
    pen.fill(box, _pale(kind))
    corners = ((box.x, box.top), (box.right, box.top), (box.right, bottom), (box.x, bottom))
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        pen.line(start, end, colour_of(kind), 0.8)


def spread_axis(scale: ShownScale) -> Axis:
    """Return the axis of a scale, with a stop at each quarter; of levels at each level."""
    width = scale.max - scale.min
    parts = int(width) if width.denominator == 1 and width <= _PARTS else _PARTS
    stops = tuple(scale.min + width * part / parts for part in range(parts + 1))
    labels = tuple(f"{float(stop):g}" for stop in stops)
    return Axis(stops=stops, labels=labels)


def strip_keys(spreads: Collection[Spread], w: Wording) -> list[KeyEntry]:
    """Return what those marks mean that strips of these spreads show."""

    def line(pen: Pen, x: float, y: float) -> None:
        pen.whisker((x, y), (x + 18, y), _CAP)

    def half(pen: Pen, x: float, y: float) -> None:
        middle_half(pen, Box(x, y + _BOX / 2, 16, _BOX), None)

    keys: list[KeyEntry] = []
    if any(spread.is_spread for spread in spreads):
        keys.append(KeyEntry(paint=line, width=18, words=w("lowest to highest"),
                             told=lambda w: w("line between two ends")))  # fmt: skip
    if any(spread.has_quartiles for spread in spreads):
        keys.append(KeyEntry(paint=half, width=16, words=w("middle half"), told=lambda w: w("box")))
        keys.append(tick_key(w("median")))
    if any(spread.valued and not spread.has_quartiles for spread in spreads):
        keys.append(dot_key(w("single unit")))
    return keys


class CountCell(Block):
    """A number over a pale bar as long as its share of all."""

    def __init__(self, count: int, of: int) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._count, self._of = count, of

    def measure(self, width: float) -> float:
        """Return the height of a line of the table."""
        del width
        return _LINE

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw bar and number; nobody is looked for where nobody is."""
        share = self._count / self._of if self._of else 0.0
        pen.fill(Box(box.x, box.top + 1, box.width * share, _LINE + 1), GRID)
        style = BODY.with_(colour=INK if self._count else SECONDARY)
        pen.text(box.x + 3, box.top - 8.4, str(self._count), style)


def _pale(kind: Kind | None) -> Color:
    return PRESSURE[1] if kind == "pressure" else pale_colour_of(kind)
