"""One index wave by wave: segments between waves that may be compared, breaks between others."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.questionnaire import Kind, ShownScale
from maturity_app.reports.findings import wave_names
from maturity_app.reports.pdf.block import Figure
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import KEY, MARK_LABEL, SECONDARY, colour_of
from maturity_app.reports.pdf.text import text_width
from maturity_app.wording import Wording

_LEAST_SPAN: Final = 0.08
"""How much of the scale a line spans at least, so that small moves do not look steep."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """An index on a scale in two waves, on what they share; None where not comparable.

    `own` are the same waves' figures on all of their items, shown where a wave stands alone.
    """

    before: Fraction | None
    after: Fraction | None
    own: tuple[Fraction | None, Fraction | None]

    @property
    def is_break(self) -> bool:
        """Whether the two waves may not be joined by a line."""
        return self.before is None or self.after is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """The waves' short names, the segments between them, and the scale they are drawn on."""

    names: tuple[str, ...]
    segments: tuple[Segment, ...]
    scale: ShownScale


def trend_of(
    pairs: Sequence[Comparison], node_id: str, most: int = 4, scale: ShownScale | None = None
) -> Trend:
    """Return how an index went over the last waves, at most so many; 0–100 without a scale."""
    shown = scale or ShownScale()
    recent = pairs[-(most - 1) :]
    waves = [recent[0].assessments[0].wave, *(pair.assessments[-1].wave for pair in recent)]
    return Trend(
        names=wave_names(waves),
        segments=tuple(_segment(pair, node_id, shown) for pair in recent),
        scale=shown,
    )


def _segment(pair: Comparison, node_id: str, scale: ShownScale) -> Segment:
    node = pair.nodes.get(node_id)
    first, last = (
        card.nodes[node_id].index if node_id in card.nodes else None for card in pair.own
    )
    indices = node.indices if node else (None, None)
    before, after, *own = (
        None if index is None else scale.of(index)
        for index in (indices[0], indices[-1], first, last)
    )
    return Segment(before=before, after=after, own=(own[0], own[1]))


class TrendLine(Figure):
    """A trend as ring to dot for each pair; two slashes and a word where the series breaks.

    It fills its height from its lowest value to its highest, unless `on_one_scale` sets it
    beside others.
    """

    def __init__(
        self, trend: Trend, kind: Kind | None, w: Wording, cuts: tuple[Fraction, ...] = ()
    ) -> None:
        """Keep what is to be set; no value is shown on the wrong side of a cut."""
        super().__init__()
        self._trend, self._kind, self._w = trend, kind, w
        self._cuts = cuts
        self._span: tuple[Fraction, Fraction] | None = None
        self._rise = 18.0

    def measure(self, width: float) -> float:
        """Return the height of line and names."""
        del width
        return 32 + self._rise

    def on_one_scale(self, others: Sequence["TrendLine"], rise: float) -> None:
        """Draw it on the scale of all these lines, so high, that slopes may be compared."""
        values = [value for line in others for value in line.values()]
        self._span = (min(values), max(values)) if values else None
        self._rise = rise

    def told(self, w: Wording) -> str:
        """Return the values wave by wave, and where the series breaks."""
        names, segments = self._trend.names, self._trend.segments
        facts = []
        for number, segment in enumerate(segments):
            facts += self._alone_told(number, w)
            if segment.before is None or segment.after is None:
                waves = {"first": names[number], "last": names[number + 1]}
                facts.append(w("break between {first} and {last}", **waves))
            else:
                facts.append(w.labelled(names[number], self._number(segment.before)))
                facts.append(w.labelled(names[number + 1], self._number(segment.after)))
        return w.joined(dict.fromkeys([*facts, *self._alone_told(len(segments), w)]))

    def _alone_told(self, number: int, w: Wording) -> list[str]:
        value = self._value_alone(number) if self._stands_alone(number) else None
        return [] if value is None else [w.labelled(self._trend.names[number], self._number(value))]

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw segments, values and names."""
        plot = Box(box.x + 14, box.top - 11, box.width - 28, self._rise)
        xs = self._places(plot)
        for number, segment in enumerate(self._trend.segments):
            if segment.is_break:
                self._paint_break(pen, (xs[number] + xs[number + 1]) / 2, box)
            else:
                self._paint_segment(pen, segment, (xs[number], xs[number + 1]), plot)
        for number in range(len(xs)):
            if self._stands_alone(number):
                self._paint_alone(pen, number, xs[number], plot)
        self._paint_names(pen, xs, box)

    def _paint_names(self, pen: Pen, xs: list[float], box: Box) -> None:
        """Write the waves' names; where they would touch, only the first and the last."""
        names = list(zip(xs, self._trend.names, strict=True))
        widest = max(text_width(name, KEY) for _, name in names)
        if widest > xs[1] - xs[0] - 4:
            names = [names[0], names[-1]]
        for x, name in names:
            width = text_width(name, KEY)
            left = min(max(x - width / 2, box.x), box.right - width)
            pen.text(left, box.top - 30 - self._rise, name, KEY)

    def _places(self, plot: Box) -> list[float]:
        count = len(self._trend.segments)
        return [plot.x + plot.width * n / count for n in range(count + 1)]

    def _y(self, value: Fraction, plot: Box) -> float:
        return plot.top - plot.height + self.height_of(value)

    def height_of(self, value: Fraction) -> float:
        """Return how far above the foot of the line a value is drawn."""
        values = self._span or self.values()
        low, high = float(min(values)), float(max(values))
        least = _LEAST_SPAN * float(self._trend.scale.max - self._trend.scale.min)
        spare = max(0.0, least - (high - low)) / 2
        low, high = low - spare, high + spare
        return self._rise * (float(value) - low) / (high - low)

    def values(self) -> list[Fraction]:
        """Return every value that is drawn."""
        shown: list[Fraction | None] = []
        for number, segment in enumerate(self._trend.segments):
            shown += [segment.before, segment.after] if not segment.is_break else []
            shown += [segment.own[0]] if self._stands_alone(number) else []
        if self._stands_alone(len(self._trend.segments)):
            shown.append(self._trend.segments[-1].own[1])
        return [value for value in shown if value is not None]

    def _number(self, value: Fraction) -> str:
        return self._w.number(value, self._cuts)

    def _stands_alone(self, number: int) -> bool:
        """Whether no line leads to or from a wave."""
        beside = self._trend.segments[max(0, number - 1) : number + 1]
        if number == 0:
            beside = self._trend.segments[:1]
        return all(segment.is_break for segment in beside)

    def _paint_segment(
        self, pen: Pen, segment: Segment, xs: tuple[float, float], plot: Box
    ) -> None:
        if segment.before is None or segment.after is None:
            return
        start, end = self._y(segment.before, plot), self._y(segment.after, plot)
        colour = colour_of(self._kind)
        pen.line((xs[0], start), (xs[1], end), colour, 1.6)
        pen.ring(xs[0], start, 3)
        pen.dot(xs[1], end, 2.9, colour)
        is_last = segment is self._trend.segments[-1]
        style = MARK_LABEL.with_(align="center")
        last = style.with_(face="bold") if is_last else style
        below_first, below_last = self._which_below(segment)
        first_y = start - 11 if below_first else start + 6
        if not self._is_said_before(segment):
            pen.text(xs[0], first_y, self._number(segment.before), style)
        last_y = end - 11 if below_last else end + 6
        pen.text(xs[1], last_y, self._number(segment.after), last)

    def _is_said_before(self, segment: Segment) -> bool:
        """Whether the segment before ends in the same figure, so that it need not stand twice."""
        number = self._trend.segments.index(segment)
        earlier = self._trend.segments[number - 1] if number else None
        if earlier is None or earlier.after is None or segment.before is None:
            return False
        return self._number(earlier.after) == self._number(segment.before)

    def _which_below(self, segment: Segment) -> tuple[bool, bool]:
        """Return whether a value stands below its mark: in a wave with two, the lower one does."""
        segments = self._trend.segments
        number = segments.index(segment)
        earlier = segments[number - 1] if number else None
        later = segments[number + 1] if number + 1 < len(segments) else None
        before, after = segment.before or Fraction(0), segment.after or Fraction(0)
        below_first = earlier is not None and earlier.after is not None and before < earlier.after
        below_last = later is not None and later.before is not None and after < later.before
        return below_first, below_last

    def _value_alone(self, number: int) -> Fraction | None:
        """Return the own figure of a wave that stands alone."""
        segments = self._trend.segments
        at_end = number == len(segments)
        return segments[number - 1].own[1] if at_end else segments[number].own[0]

    def _paint_alone(self, pen: Pen, number: int, x: float, plot: Box) -> None:
        value = self._value_alone(number)
        if value is None:
            return
        y = self._y(value, plot)
        pen.dot(x, y, 2.2, colour_of(self._kind))
        pen.text(x, y + 6, self._number(value), MARK_LABEL.with_(align="center"))

    def _paint_break(self, pen: Pen, x: float, box: Box) -> None:
        upper, lower = box.top - 11, box.top - 11 - self._rise
        for shift in (-2.0, 2.0):
            start, end = (x + shift - 1.5, lower), (x + shift + 1.5, upper)
            pen.line(start, end, SECONDARY, 0.9)
        word = KEY.with_(face="italic", align="center")
        pen.text(x, box.top - 30 - self._rise, self._w("break"), word)
