"""Marks of a staff survey: all and each role on one line, and how answers are distributed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from maturity_app.domain.questionnaire import Kind
from maturity_app.reports.pdf.block import Figure
from maturity_app.reports.pdf.charts import Axis, Plot
from maturity_app.reports.pdf.marks import KeyEntry, dot_of
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    INK,
    MARK_LABEL,
    PRESSURE,
    PRESSURE_DARK_FROM,
    RULE,
    WHITE,
)
from maturity_app.reports.pdf.text import text_width
from maturity_app.wording import Wording

MOST_ROLES: Final = 3
"""So many roles have a mark, each of another shape; further ones stand in the workbook."""

_BAR: Final = 10.0


def _triangle(pen: Pen, x: float, y: float) -> None:
    pen.shape([(x - 5.2, y - 4), (x + 5.2, y - 4), (x, y + 5)], INK, filled=False)


def _diamond(pen: Pen, x: float, y: float) -> None:
    pen.shape([(x - 5.4, y), (x, y - 5.4), (x + 5.4, y), (x, y + 5.4)], INK, filled=False)


_SHAPES: Final[tuple[Callable[[Pen, float, float], None], ...]] = (
    lambda pen, x, y: pen.ring(x, y, 4.6),
    _triangle,
    _diamond,
)


def role_key(place: int, role: str) -> KeyEntry:
    """Return the key of a role's mark."""
    names: tuple[Callable[[Wording], str], ...] = (
        lambda w: w("ring"),
        lambda w: w("hollow triangle"),
        lambda w: w("diamond"),
    )
    return KeyEntry(
        paint=lambda pen, x, y: _SHAPES[place](pen, x + 5, y),
        width=10,
        words=role,
        told=names[place],
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffMark:
    """An index of all from 0 to 100 with its bounds, and that of each role that has a mark."""

    value: Fraction | None
    bounds: tuple[Fraction, Fraction] | None
    roles: Sequence[tuple[str, Fraction | None]]


class StaffPlot(Plot):
    """All who took part as a filled mark with a line through it, roles as hollow shapes."""

    def __init__(self, axis: Axis, kind: Kind | None, mark: StaffMark) -> None:
        """Take the axis the marks stand on."""
        super().__init__(axis)
        self._kind, self._mark = kind, mark

    def told(self, w: Wording) -> str:
        """Return each mark in words."""
        mark, facts = self._mark, []
        if mark.value is not None:
            facts.append(w.labelled(w("all"), w.number(mark.value)))
        if mark.bounds is not None:
            low, high = (w.number(bound) for bound in mark.bounds)
            facts.append(w("{low} to {high} with those who did not answer", low=low, high=high))
        for role, value in mark.roles:
            if value is not None:
                facts.append(w.labelled(role, w.number(value)))
        return w.joined(facts) if facts else ""

    def paint_mark(self, pen: Pen, box: Box) -> None:
        """Draw bounds, roles, and the mark of all, which leaves theirs an edge."""
        y, mark = box.middle, self._mark
        if mark.bounds is not None:
            low, high = (self.axis.x(bound, box) for bound in mark.bounds)
            pen.whisker((low, y), (high, y))
        for place, (_, value) in enumerate(mark.roles):
            if value is not None:
                _SHAPES[place](pen, self.axis.x(value, box), y)
        if mark.value is not None:
            dot_of(self._kind)(pen, self.axis.x(mark.value, box), y)


class DistributionBar(Figure):
    """How many chose each option of an item, from the lowest to the highest, as one bar."""

    def __init__(self, counts: Sequence[tuple[str, int]]) -> None:
        """Take each option's label with its number."""
        super().__init__()
        self._counts = tuple(counts)

    def measure(self, width: float) -> float:
        """Return the height of the bar."""
        del width
        return _BAR

    def told(self, w: Wording) -> str:
        """Return how many chose each option."""
        return w.joined(w.labelled(label, str(count)) for label, count in self._counts)

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw a part for each option, its number in it where there is room."""
        whole, x = sum(count for _, count in self._counts), box.x
        for place, (_, count) in enumerate(self._counts):
            width = box.width * count / whole
            shade = shade_of(place, len(self._counts))
            pen.fill(Box(x, box.top, max(0.0, width - 1), _BAR), PRESSURE[shade])
            colour = WHITE if shade >= PRESSURE_DARK_FROM else INK
            style = MARK_LABEL.with_(align="center", colour=colour)
            if count and text_width(str(count), style) + 3 < width:
                pen.text(x + width / 2, box.top - 7.8, str(count), style)
            x += width
        for y in (box.top, box.top - _BAR):
            pen.line((box.x, y), (box.right - 1, y), RULE, 0.4)


def option_key(place: int, many: int, label: str) -> KeyEntry:
    """Return the key of an option's part of the bar."""

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.fill(Box(x, y + 4, 10, 8), PRESSURE[shade_of(place, many)])
        for edge in (y + 4, y - 4):
            pen.line((x, edge), (x + 10, edge), RULE, 0.4)

    return KeyEntry(
        paint=paint,
        width=10,
        words=label,
        told=lambda w: w("part of the bar"),
    )


def shade_of(place: int, many: int) -> int:
    """Return which shade an option has, the lowest the lightest."""
    return place * (len(PRESSURE) - 1) // max(1, many - 1)
