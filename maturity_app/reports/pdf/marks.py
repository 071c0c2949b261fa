"""Small marks with their words: answers on their scale, keys, arrows, triangles, pressure cells."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from maturity_app.domain.questionnaire import Kind
from maturity_app.reports.pdf.block import Block, Figure
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    DRIVE,
    GRID,
    INK,
    MARK_LABEL,
    PRESSURE,
    PRESSURE_DARK_FROM,
    RULE,
    SAFEGUARD,
    SECONDARY,
    WHITE,
    colour_of,
)
from maturity_app.reports.pdf.text import text_width
from maturity_app.wording import Wording

_STOP: Final = 10.0
_WIDEST: Final = 40.0
_LINE: Final = 12.4


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """The stops of an answer scale (0–1) and what stands on them; None where nothing does."""

    stops: tuple[Fraction, ...]
    answer: Fraction | None = None
    before: Fraction | None = None
    asked: Fraction | None = None
    is_set_aside: bool = False

    def place(self, value: Fraction) -> int:
        """Return on which stop a value stands, counted from 1."""
        return sum(stop <= value for stop in self.stops)


class AnswerLine(Figure):
    """An answer as a dot on the stops of its scale, the line up to it filled."""

    def __init__(self, scale: Scale, kind: Kind | None) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._scale, self._kind = scale, kind

    def measure(self, width: float) -> float:
        """Return the height of the marks."""
        del width
        return _LINE

    def told(self, w: Wording) -> str:
        """Return on which stop of the scale the answer stands, and what is marked beside it."""
        scale, facts = self._scale, []
        if scale.answer is not None:
            place = scale.place(scale.answer)
            facts.append(w("answer {place} of {count}", place=place, count=len(scale.stops)))
            if scale.before is not None and scale.before != scale.answer:
                facts.append(w("in the wave before {value}", value=scale.place(scale.before)))
        else:
            facts.append(w("no answer"))
        if scale.asked is not None and not scale.is_set_aside:
            facts.append(w("asked {asked}", asked=scale.place(scale.asked)))
        return w.joined(facts)

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw stops, answer, the wave before and what is asked."""
        scale, y, left = self._scale, box.top - _LINE / 2, box.x + 4
        width = min(_WIDEST, _STOP * max(1, len(scale.stops) - 1), box.width - 8)
        if scale.is_set_aside:
            pen.line((left, y), (left + 6, y), INK, 1)
            return
        if scale.answer is None:
            pen.dashed((left, y), (left + width, y))
            for x in (left, left + width):
                pen.line((x, y - 3), (x, y + 3), INK, 0.9)
            self._paint_asked(pen, left, width, y)
        else:
            self._paint_answer(pen, left, width, y)

    def _paint_asked(self, pen: Pen, left: float, width: float, y: float) -> None:
        if self._scale.asked is not None:
            pen.tick(left + width * float(self._scale.asked), y, 11)

    def _paint_answer(self, pen: Pen, left: float, width: float, y: float) -> None:
        scale, colour = self._scale, colour_of(self._kind)
        answer = left + width * float(scale.answer or 0)
        pen.line((left, y), (left + width, y), RULE, 0.6)
        for stop in scale.stops:
            pen.dot(left + width * float(stop), y, 0.9, RULE)
        pen.line((left, y), (answer, y), colour, 2)
        if scale.before is not None and scale.before != scale.answer:
            before = left + width * float(scale.before)
            pen.line((min(before, answer), y), (max(before, answer), y), colour, 2)
            self._paint_asked(pen, left, width, y)
            pen.ring(before, y)
        else:
            self._paint_asked(pen, left, width, y)
        pen.dot(answer, y, 3.2, colour)


MarkPainter = Callable[[Pen, float, float], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyEntry:
    """A mark as it is drawn, its width in points, what it means, and how its look is told."""

    paint: MarkPainter
    width: float
    words: str
    told: Callable[[Wording], str] = lambda _: ""


class Key(Block):
    """Marks with their meaning in one line, or more where they need it."""

    def __init__(self, entries: Sequence[KeyEntry]) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._entries = tuple(entries)
        self.keep_with_next = True

    @property
    def natural_width(self) -> float:
        """How wide the key runs in one line."""
        return sum(self._entry_width(entry) for entry in self._entries) - 14

    def measure(self, width: float) -> float:
        """Return the height of all lines."""
        return 13.0 * len(self._lines(width))

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the marks and their words."""
        y = box.top - 7
        with pen.group("L"):
            for line in self._lines(box.width):
                x = box.x
                for entry in line:
                    self._paint_entry(pen, entry, x, y)
                    x += self._entry_width(entry)
                y -= 13

    def _paint_entry(self, pen: Pen, entry: KeyEntry, x: float, y: float) -> None:
        with pen.group("LI"), pen.group("LBody"):
            with pen.figure(entry.told, Box(x, y + 6.5, entry.width, 13)):
                entry.paint(pen, x, y)
            pen.text(x + entry.width + 5, y - 2.8, entry.words, MARK_LABEL)

    def _entry_width(self, entry: KeyEntry) -> float:
        return entry.width + 5 + text_width(entry.words, MARK_LABEL) + 14

    def _lines(self, width: float) -> list[list[KeyEntry]]:
        lines: list[list[KeyEntry]] = [[]]
        used = 0.0
        for entry in self._entries:
            own = self._entry_width(entry)
            if lines[-1] and used + own - 14 > width:
                lines.append([])
                used = 0
            lines[-1].append(entry)
            used += own
        return lines


def bar_key(kind: Kind, words: str) -> KeyEntry:
    """Return the key of a level's bar."""
    colour = colour_of(kind)

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.fill(Box(x, y + 4, 16, 8), colour)

    return KeyEntry(paint=paint, width=16, words=words, told=lambda w: w("bar"))


def whisker_key(words: str, kind: Kind | None = None) -> KeyEntry:
    """Return the key of bounds, with an index's dot in the middle if a kind is given."""

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.whisker((x, y), (x + 18, y))
        if kind is not None:
            dot_of(kind)(pen, x + 9, y)

    return KeyEntry(paint=paint, width=18, words=words, told=lambda w: w("line between two ends"))


def ring_key(words: str) -> KeyEntry:
    """Return the key of the wave before."""
    return KeyEntry(
        paint=lambda pen, x, y: pen.ring(x + 3.5, y),
        width=7,
        words=words,
        told=lambda w: w("ring"),
    )


def tick_key(words: str) -> KeyEntry:
    """Return the key of what is asked."""
    return KeyEntry(
        paint=lambda pen, x, y: pen.tick(x + 2, y, 11),
        width=4,
        words=words,
        told=lambda w: w("upright mark"),
    )


def dot_key(words: str, kind: Kind | None = "practice") -> KeyEntry:
    """Return the key of an answer or index."""
    return KeyEntry(
        paint=lambda pen, x, y: dot_of(kind)(pen, x + 3.5, y),
        width=7,
        words=words,
        told=lambda w: w("square") if kind == "safeguard" else w("dot"),
    )


def dot_of(kind: Kind | None) -> MarkPainter:
    """Return what draws an index: round, or square for a safeguard."""
    if kind == "safeguard":
        return lambda pen, x, y: pen.square(x, y, 3.4, SAFEGUARD)
    colour = colour_of(kind)
    return lambda pen, x, y: pen.dot(x, y, 3.4, colour)


def triangle_key(words: str, *, filled: bool) -> KeyEntry:
    """Return the key of a changed answer."""

    def paint(pen: Pen, x: float, y: float) -> None:
        _triangle(pen, x + 4, y, up=True, filled=filled)

    return KeyEntry(
        paint=paint,
        width=8,
        words=words,
        told=lambda w: w("filled triangle") if filled else w("hollow triangle"),
    )


class Triangles(Figure):
    """One triangle for each changed answer: up or down, filled with evidence."""

    def __init__(self, marks: Sequence[tuple[bool, bool]]) -> None:
        """Take (is up, has evidence) of each answer."""
        super().__init__()
        self._marks = tuple(marks)

    def measure(self, width: float) -> float:
        """Return the height of the lines the triangles need."""
        lines = -(-len(self._marks) // self._in_line(width))
        return max(1, lines) * 13.0 - 1.8

    def told(self, w: Wording) -> str:
        """Return how many answers went up and down, with evidence and without."""
        counts = Counter(self._marks)
        words = {
            (True, True): w("{count} up with evidence", count=counts[True, True]),
            (True, False): w("{count} up without evidence", count=counts[True, False]),
            (False, True): w("{count} down with evidence", count=counts[False, True]),
            (False, False): w("{count} down without evidence", count=counts[False, False]),
        }
        return w.joined(said for mark, said in words.items() if counts[mark])

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw them from left to right."""
        many = self._in_line(box.width)
        for number, (is_up, has_evidence) in enumerate(self._marks):
            x = box.x + 5 + 12.5 * (number % many)
            y = box.top - 5.6 - 13 * (number // many)
            _triangle(pen, x, y, up=is_up, filled=has_evidence)

    def _in_line(self, width: float) -> int:
        return max(1, int(width // 12.5))


class ShareBar(Block):
    """A share of a whole as a thin bar, with its words above: a name left, a number right."""

    def __init__(self, name: str, number: str, share: Fraction) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._name, self._number, self._share = name, number, share

    def measure(self, width: float) -> float:
        """Return the height of words and bar."""
        del width
        return 18

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw words and bar."""
        with pen.content("P"):
            pen.text(box.x, box.top - 8, f"{self._name} ", MARK_LABEL)
            number = MARK_LABEL.with_(face="semibold", align="right")
            pen.text(box.right, box.top - 8, self._number, number)
        pen.fill(Box(box.x, box.top - 12, box.width, 3), GRID)
        pen.fill(Box(box.x, box.top - 12, box.width * float(self._share), 3), SECONDARY)


def _triangle(pen: Pen, x: float, y: float, *, up: bool, filled: bool) -> None:
    tip = 3.6 if up else -3.6
    pen.shape([(x - 4, y - tip), (x + 4, y - tip), (x, y + tip)], INK, filled=filled)


def arrow(pen: Pen, x: float, y: float, slope: int) -> None:
    """Draw a trend arrow from x: rising (1), level (0) or falling (−1)."""
    rise = 6.0 * slope
    start, end = (x, y - rise), (x + 15, y + rise)
    pen.line(start, end, DRIVE, 2)
    dx, dy = 15.0, 2 * rise
    length = (dx * dx + dy * dy) ** 0.5
    ux, uy = dx / length, dy / length
    tip = (end[0] + ux * 3, end[1] + uy * 3)
    left = (tip[0] - 8 * ux - 4 * uy, tip[1] - 8 * uy + 4 * ux)
    right = (tip[0] - 8 * ux + 4 * uy, tip[1] - 8 * uy - 4 * ux)
    pen.shape([tip, left, right], DRIVE)


class PressureCell(Block):
    """One item of a pressure grid: its answer's position in the scale, darker where higher.

    An open item has a dashed outline; one that is not applicable a dash.
    """

    def __init__(self, x: Fraction | None, number: str, height: float = 16) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._x, self._number, self._height = x, number, height

    def measure(self, width: float) -> float:
        """Return the height of the cell."""
        del width
        return self._height

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the cell with its number."""
        style = MARK_LABEL.with_(face="semibold", align="center")
        if self._x is not None:
            shade = int(self._x * (len(PRESSURE) - 1) + Fraction(1, 2))
            pen.fill(Box(box.x, box.top, box.width, self._height - 1), PRESSURE[shade])
            if shade >= PRESSURE_DARK_FROM:
                style = style.with_(colour=WHITE)
        else:
            self._paint_outline(pen, box)
        y = box.top - self._height / 2 - 2.4
        pen.text(box.x + box.width / 2, y, self._number, style)

    def _paint_outline(self, pen: Pen, box: Box) -> None:
        left, right = box.x + 0.5, box.right - 0.5
        upper, lower = box.top - 0.5, box.top - self._height + 1.5
        for start, end in (
            ((left, upper), (right, upper)),
            ((left, lower), (right, lower)),
            ((left, upper), (left, lower)),
            ((right, upper), (right, lower)),
        ):
            pen.dashed(start, end, RULE, 0.8)
