"""Charts of levels and indices, drawn so that the table's row goes on to the right of the mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportlab.lib.colors import Color

from maturity_app.domain.questionnaire import Kind
from maturity_app.reports.pdf.block import Figure
from maturity_app.reports.pdf.pen import Box, Pen, Point
from maturity_app.reports.pdf.style import (
    GRID,
    INK,
    KEY,
    MARK_LABEL,
    SECONDARY,
    WASH,
    WHITE,
    Style,
    colour_of,
    pale_colour_of,
)
from maturity_app.reports.pdf.text import text_width
from maturity_app.reports.phrases import up_to
from maturity_app.wording import Wording

ROW_PAD: Final = 3.0
"""The padding of a chart's rows, which its gridlines run through."""

_BAR: Final = 8.0
_DOT: Final = 3.4
_ROW: Final = 11.2
_NAME_GAP: Final = 4.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """Numbers on a scale from `low` to `high`, with a gridline at each stop.

    `inset` keeps room at the right end for a mark on the last stop.
    """

    stops: tuple[Fraction, ...]
    labels: tuple[str, ...]
    inset: float = 5.0

    def x(self, value: Fraction, box: Box) -> float:
        """Return where a value stands in a box."""
        low, high = self.stops[0], self.stops[-1]
        share = float((value - low) / (high - low)) if high > low else 0.0
        return box.x + max(0.0, min(1.0, share)) * (box.width - self.inset)


def hundred(index: Fraction | None) -> Fraction | None:
    """Return an index (0–1) as it stands on the axis of indices, from 0 to 100."""
    return None if index is None else 100 * index


def level_axis(top: int) -> Axis:
    """Return the axis of levels from 0 to the top one."""
    return Axis(
        stops=tuple(Fraction(level) for level in range(top + 1)),
        labels=tuple(str(level) for level in range(top + 1)),
    )


def index_axis(parts: int = 4) -> Axis:
    """Return the axis of indices from 0 to 100 with a stop at each of `parts` equal parts."""
    stops = tuple(Fraction(100 * part, parts) for part in range(parts + 1))
    return Axis(stops=stops, labels=tuple(str(int(stop)) for stop in stops))


class AxisHead(Figure):
    """An axis' numbers above its plot."""

    def __init__(self, axis: Axis) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._axis = axis

    def measure(self, width: float) -> float:
        """Return the height of one line."""
        del width
        return KEY.leading

    def told(self, w: Wording) -> str:
        """Return where the axis begins and ends."""
        return w("axis from {low} to {high}", low=self._axis.labels[0], high=self._axis.labels[-1])

    def sketch(self, pen: Pen, box: Box) -> None:
        """Write each number over its stop."""
        style = KEY.with_(align="center")
        for stop, label in zip(self._axis.stops, self._axis.labels, strict=True):
            pen.text(self._axis.x(stop, box), box.top - 7.5, label, style)


class Plot(Figure):
    """A row's part of a chart, with the axis' gridlines behind it."""

    def __init__(self, axis: Axis) -> None:
        """Keep what is to be set."""
        super().__init__()
        self.axis = axis

    def measure(self, width: float) -> float:
        """Return the height of a line of the table."""
        del width
        return _ROW

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw gridlines through the row, then the mark."""
        upper, lower = box.top + ROW_PAD, box.top - box.height - ROW_PAD
        for stop in self.axis.stops:
            x = self.axis.x(stop, box)
            is_zero = stop == self.axis.stops[0]
            pen.line((x, upper), (x, lower), SECONDARY if is_zero else GRID, 0.6)
        self.paint_mark(pen, box)

    def paint_mark(self, pen: Pen, box: Box) -> None:
        """Draw what the row shows; nothing where there is nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelMark:
    """A level with its lowest and highest, wave before and target; None where there is none.

    `label` says what matters about the level, `before_label` names the wave before.
    """

    level: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    before: Fraction | None = None
    target: int | None = None
    label: str = ""
    before_label: str = ""

    @property
    def bounds(self) -> tuple[Fraction, Fraction] | None:
        """Lowest and highest level, if open answers leave both."""
        if self.low is None or self.high is None or self.low == self.high:
            return None
        return self.low, self.high

    def told(self, w: Wording) -> list[str]:
        """Return level, what open answers allow, and the wave before, in words."""
        facts = [w("level {level}", level=w.level(self.level))] if self.level is not None else []
        if self.level is not None:
            facts.append(up_to(self.level, self.high, w))
        elif self.low is not None and self.high is not None:
            facts.append(w("{low} to {high}", low=w.level(self.low), high=w.level(self.high)))
        if self.before is not None and self.before_label:
            facts.append(self.before_label)
        elif self.before is not None:
            facts.append(w("in the wave before {value}", value=w.level(self.before)))
        if self.target is not None:
            facts.append(w("target {level}", level=self.target))
        return [fact for fact in facts if fact]


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexMark:
    """An index with its bounds, and the wave before, on the plot's scale."""

    value: Fraction | None
    bounds: tuple[Fraction, Fraction] | None = None
    before: Fraction | None = None
    label: str = ""

    def told(self, w: Wording) -> list[str]:
        """Return index, bounds, and the wave before, in words."""
        facts = [w("index {value}", value=w.number(self.value))] if self.value is not None else []
        if self.bounds is not None and self.bounds[0] != self.bounds[1]:
            low, high = (w.number(bound) for bound in self.bounds)
            facts.append(w("{low} to {high} with open answers", low=low, high=high))
        if self.before is not None:
            facts.append(w("in the wave before {value}", value=w.number(self.before)))
        return facts


class LevelPlot(Plot):
    """A level as a bar from 0, with what open answers allow, target and the wave before."""

    def __init__(self, axis: Axis, kind: Kind | None, mark: LevelMark) -> None:
        """Take the axis the mark stands on."""
        super().__init__(axis)
        self._kind, self._mark = kind, mark

    def told(self, w: Wording) -> str:
        """Return the level with all that is drawn about it."""
        facts = self._mark.told(w)
        return w.joined([*facts, self._mark.label] if self._mark.label else facts)

    def paint_mark(self, pen: Pen, box: Box) -> None:
        """Draw bar, whisker, ring and label."""
        level, low, high = self._mark.level, self._mark.low, self._mark.high
        y = box.middle
        end = self.axis.x(Fraction(0), box)
        if level is not None:
            end = self.axis.x(level, box)
            start = self.axis.x(Fraction(0), box)
            pen.fill(Box(start, y + _BAR / 2, end - start, _BAR), colour_of(self._kind))
            if high is not None and high > level:
                reach = self.axis.x(high, box)
                pen.whisker((end, y), (reach, y), from_bar=True)
                end = reach
        elif low is not None and high is not None:
            reach = self.axis.x(high, box)
            pen.whisker((self.axis.x(low, box), y), (reach, y))
            end = reach
        if self._mark.before is not None:
            end = max(end, self.axis.x(self._mark.before, box) + 3.1)
        label_beside(pen, box, self._past_target(box, end), self._mark.label)
        if self._mark.target is not None:
            pen.tick(self.axis.x(Fraction(self._mark.target), box), y)
        if self._mark.before is not None:
            pen.ring(self.axis.x(self._mark.before, box), y)

    def _past_target(self, box: Box, end: float) -> float:
        """Return from where a label has room: behind the target where it would cross it."""
        if self._mark.target is None:
            return end
        aim = self.axis.x(Fraction(self._mark.target), box)
        width = text_width(self._mark.label, MARK_LABEL.with_(face="semibold"))
        return aim + 1.7 if end - 1.7 < aim < end + 10 + width else end


class IndexPlot(Plot):
    """An index as a dot with its bounds on both sides, and the wave before as a ring."""

    def __init__(self, axis: Axis, kind: Kind | None, mark: IndexMark) -> None:
        """Take the axis the mark stands on."""
        super().__init__(axis)
        self._kind, self._mark = kind, mark

    def told(self, w: Wording) -> str:
        """Return the index with all that is drawn about it."""
        facts = self._mark.told(w)
        return w.joined([*facts, self._mark.label] if self._mark.label else facts)

    def paint_mark(self, pen: Pen, box: Box) -> None:
        """Draw whisker, the way from ring to dot, and label."""
        y = box.middle
        end = box.x
        if self._mark.bounds is not None and self._mark.bounds[0] != self._mark.bounds[1]:
            low, high = (self.axis.x(bound, box) for bound in self._mark.bounds)
            pen.whisker((low, y), (high, y), 10)
            end = high
        if self._mark.value is not None:
            x = self.axis.x(self._mark.value, box)
            self._paint_value(pen, x, y, box)
            end = max(end, x + _DOT)
        label_beside(pen, box, end, self._mark.label)

    def _paint_value(self, pen: Pen, x: float, y: float, box: Box) -> None:
        colour = colour_of(self._kind)
        if self._mark.before is not None:
            before = self.axis.x(self._mark.before, box)
            if abs(before - x) < 1:
                pen.ring(x, y, 5.2)
            else:
                pen.line((before, y), (x, y), colour, 2)
                pen.ring(before, y, 3.4)
        (pen.square if self._kind == "safeguard" else pen.dot)(x, y, _DOT, colour)


class GroupBar(Figure):
    """A group of items as a level asks it: its mean from 0 to 1, and what is asked."""

    def __init__(
        self, kind: Kind | None, mean: tuple[Fraction, Fraction], asked: Fraction | None
    ) -> None:
        """Take the mean with open items at their lowest and highest."""
        super().__init__()
        self._kind, self._mean, self._asked = kind, mean, asked

    def measure(self, width: float) -> float:
        """Return the height of a line of the table."""
        del width
        return _ROW

    def told(self, w: Wording) -> str:
        """Return the mean, what open answers allow, and what is asked."""
        low, high = (w.number(value, digits=2) for value in self._mean)
        facts = [w("average {mean}", mean=low)]
        if high != low:
            facts.append(w("up to {high}", high=high))
        if self._asked:
            facts.append(w("asked {asked}", asked=w.number(self._asked, digits=2)))
        return w.joined(facts)

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw bar, whisker and what is asked; pale where nothing is asked yet."""
        low, high = self._mean
        y, length = box.middle, box.width - 4
        pen.fill(Box(box.x, y + 4, length, 8), WASH)
        colour = colour_of(self._kind) if self._asked else pale_colour_of(self._kind)
        pen.fill(Box(box.x, y + 4, length * float(low), 8), colour)
        if high > low:
            ends = ((box.x + length * float(low), y), (box.x + length * float(high), y))
            pen.whisker(*ends, from_bar=True)
        if self._asked:
            pen.tick(box.x + length * float(self._asked), y)


class HeadlineBar(Figure):
    """The headline level from 0 to the top level, each level named below."""

    def __init__(self, names: Sequence[str], mark: LevelMark, colour: Color = INK) -> None:
        """Take level names from 0 up."""
        super().__init__()
        self._axis = level_axis(len(names) - 1)
        self._names, self._mark, self._colour = tuple(names), mark, colour

    def measure(self, width: float) -> float:
        """Return the height of labels, bar and names."""
        del width
        return 37

    def told(self, w: Wording) -> str:
        """Return the level on its scale, with all that is drawn about it."""
        names = ", ".join(f"{number} {name}" for number, name in enumerate(self._names))
        return w.joined([*self._mark.told(w), w("levels: {names}", names=names)])

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw scale, bar, whisker, ring and words."""
        y = box.top - 16
        place = Box(box.x, box.top, box.width, box.height)
        x = self._axis.x
        pen.line((box.x, y), (x(self._axis.stops[-1], place), y), SECONDARY, 0.6)
        for stop in self._axis.stops:
            pen.line((x(stop, place), y - 3), (x(stop, place), y + 3), SECONDARY, 0.6)
        start = x(Fraction(0), place)
        if self._mark.level is not None:
            end = x(self._mark.level, place)
            pen.fill(Box(start, y + 3, end - start, 6), self._colour)
        if self._mark.bounds is not None:
            low, high = (x(bound, place) for bound in self._mark.bounds)
            pen.whisker((low, y), (high, y), 8, from_bar=self._mark.level is not None)
            if self._mark.level is None:
                pen.line((low, y), (high, y), self._colour, 2.2)
        if self._mark.target is not None:
            pen.tick(x(Fraction(self._mark.target), place), y)
        self._paint_labels(pen, place, y)
        self._paint_names(pen, place, y - 14.5)

    def _paint_labels(self, pen: Pen, box: Box, y: float) -> None:
        mark, taken = self._mark, box.right + 1
        at = mark.high if mark.high is not None else mark.level
        if at is not None and mark.label:
            taken = _centred(pen, box, (self._axis.x(at, box), y + 7), mark.label)
        if mark.before is None:
            return
        x = self._axis.x(mark.before, box)
        pen.ring(x, y)
        width = text_width(mark.before_label, MARK_LABEL)
        if box.x + width < taken - 6:
            right = max(min(x + width / 2, taken - 6), box.x + width)
            style = MARK_LABEL.with_(align="right", colour=SECONDARY)
            pen.text(right, y + 7, mark.before_label, style)

    def _paint_names(self, pen: Pen, box: Box, y: float) -> None:
        reached = None if self._mark.level is None else int(self._mark.level)
        texts = [f"{number} {name}" for number, name in enumerate(self._names)]
        if self._would_touch(texts, box):
            # Where not all names have room, that of the level reached has.
            texts = [
                text if number == reached else str(number) for number, text in enumerate(texts)
            ]
        for number, text in enumerate(texts):
            here = number == reached
            style = MARK_LABEL.with_(face="bold" if here else None)
            style = style if here else style.with_(colour=SECONDARY)
            _centred(pen, box, (self._axis.x(Fraction(number), box), y), text, style)

    def _would_touch(self, texts: Sequence[str], box: Box) -> bool:
        """Return whether names beside each other would touch, each in bold."""
        end = box.x - _NAME_GAP
        for number, text in enumerate(texts):
            width = text_width(text, MARK_LABEL.with_(face="bold"))
            middle = self._axis.x(Fraction(number), box)
            left = min(max(middle - width / 2, box.x), box.right - width)
            if left < end + _NAME_GAP:
                return True
            end = left + width
        return False


def label_beside(pen: Pen, box: Box, end: float, label: str) -> None:
    """Write a label to the right of a mark, on white, if the plot has room for it."""
    style = MARK_LABEL.with_(face="semibold")
    width = text_width(label, style)
    if not label or end + 6 + width > box.right:
        return
    pen.fill(Box(end + 4, box.middle + 5, width + 4, 10), WHITE)
    pen.text(end + 6, box.middle - 2.8, label, style)


def _centred(pen: Pen, box: Box, at: Point, text: str, style: Style = MARK_LABEL) -> float:
    """Write a text centred on a point as far as the box allows; return its left edge."""
    x, y = at
    width = text_width(text, style)
    left = min(max(x - width / 2, box.x), box.right - width)
    pen.text(left, y, text, style)
    return left
