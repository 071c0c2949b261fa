"""Pressure and Drive of several units in one plane, cut where either is called high."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.scorecard import NodeScore, QuadrantName, Scorecard
from maturity_app.reports.findings import quadrants_finding
from maturity_app.reports.pdf.block import Block, Columns, Figure, Stack, spaced
from maturity_app.reports.pdf.heading import Heading
from maturity_app.reports.pdf.pen import Box, Pen, Point
from maturity_app.reports.pdf.style import (
    COMMENT,
    DRIVE,
    INK,
    KEY,
    MARK_LABEL,
    NOTE,
    RULE,
    SECONDARY,
    TEXT_WIDTH,
)
from maturity_app.reports.pdf.text import Run, Text, clipped, text_width
from maturity_app.reports.phrases import quadrant_word, sentence
from maturity_app.reports.side_by_side import side_names, unit_mark
from maturity_app.wording import Wording

_WIDTH: Final = 270.0
_HEIGHT: Final = 156.0
_LEFT: Final = 30.0
_LABEL_MOST: Final = 34
_ABOVE: Final = 12.0
_MOST_WHISKERS: Final = 12
"""Of more units than this the whiskers would cover each other; the dots stand alone."""
_LABEL: Final = MARK_LABEL.with_(face="semibold")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """One unit: its name, and value with bounds of Pressure (x) and Drive (y), 0–100."""

    name: str
    x: tuple[float | None, float, float]
    y: tuple[float | None, float, float]


def quadrant_blocks(between: Comparison, w: Wording) -> list[Block]:
    """Return the plane with what stands where; nothing without Pressure and Drive."""
    named = [(name, card) for name, card in zip(side_names(between, w), between.own, strict=True)]
    if not any(card.pressure and card.drive for _, card in named):
        return []
    spots = [
        spot
        for name, card in named
        if card.pressure and card.drive and (spot := spot_of(name, card.pressure, card.drive))
    ]
    cut = between.own[-1].questionnaire.quadrant.high
    plane = QuadrantPlane(spots, float(cut), w)
    if plane.is_numbered:
        marks = {spot.name: unit_mark(at, len(spots)) for at, spot in enumerate(spots)}
        named = [(_marked(name, marks), card) for name, card in named]
    texts = [*_who_stands_where(named, w)]
    texts.append(spaced(Text(_note_words(plane, w), NOTE), 8))
    width = _LEFT + _WIDTH
    side = TEXT_WIDTH - width - 18
    finding = quadrants_finding([card for _, card in named], w)
    if Stack(texts).measure(side) > 2 * plane.measure(width):
        return [Heading(finding), plane, *texts]
    return [Heading(finding), spaced(Columns([plane, Stack(texts)], [width, side], 18), 4)]


def _note_words(plane: "QuadrantPlane", w: Wording) -> str:
    cut = w.number(Fraction(plane.cut), digits=0)
    if plane.has_whiskers:
        return w(
            "Higher Pressure is harder, not worse. Cut at {cut} on both axes; the whisker is what "
            "open answers still allow. On the line: open answers could still cross the cut.",
            cut=cut,
        )
    return w(
        "Higher Pressure is harder, not worse. Cut at {cut} on both axes; what open answers still "
        "allow is not drawn of so many units, nor a number without room beside its dot. On the "
        "line: open answers could still cross the cut.",
        cut=cut,
    )


def _marked(name: str, marks: Mapping[str, str]) -> str:
    return f"{marks[name]} {name}" if name in marks else name


def _who_stands_where(named: Sequence[tuple[str, Scorecard]], w: Wording) -> Iterator[Block]:
    """Yield a line for each quadrant in which a unit stands."""
    order: tuple[QuadrantName | None, ...] = (
        "exposed",
        "prepared",
        "calm_and_new",
        "capacity_in_hand",
        "on_the_line",
        None,
    )
    for quadrant in order:
        names = [name for name, card in named if card.quadrant == quadrant]
        if names:
            word = sentence(quadrant_word(quadrant, w))
            runs = [Run(w.labelled(word, ""), "semibold"), Run(w.joined(names) + ".")]
            yield spaced(Text(runs, COMMENT), 6)


def spot_of(name: str, pressure: NodeScore, drive: NodeScore) -> Spot | None:
    """Return where a unit stands in the plane; None where either has no bounds."""
    x, y = _triple(pressure), _triple(drive)
    return Spot(name=name, x=x, y=y) if x and y else None


def _place_told(triple: tuple[float | None, float, float], cut: float, w: Wording) -> str:
    """Return a value as shown, or its bounds where there is none."""
    value, low, high = (
        None if each is None else w.number(Fraction(each).limit_denominator(), [Fraction(cut)])
        for each in triple
    )
    return value or w("{low} to {high}", low=low, high=high)


def _triple(node: NodeScore) -> tuple[float | None, float, float] | None:
    if node.index_low is None or node.index_high is None:
        return None
    value = None if node.index is None else float(100 * node.index)
    return value, float(100 * node.index_low), float(100 * node.index_high)


class QuadrantPlane(Figure):
    """The plane with a dot for each unit, whiskers both ways, and names beside the dots.

    Where a name finds no free place all units are numbered instead.
    """

    def __init__(self, spots: Sequence[Spot], cut: float, w: Wording) -> None:
        """Take the units' spots and the value from which either side is high."""
        super().__init__()
        self._spots, self.cut, self._w = tuple(spots), cut, w
        self.has_whiskers = len(self._spots) <= _MOST_WHISKERS
        names = [clipped(spot.name, _LABEL_MOST) for spot in self._spots]
        places = self._places(names)
        self.is_numbered = any(place is None for place in places)
        if self.is_numbered:
            names = [unit_mark(at, len(names)) for at in range(len(names))]
            places = self._places(names)
        self._labels = tuple(zip(names, places, strict=True))

    def measure(self, width: float) -> float:
        """Return the height of plane and axis."""
        del width
        return _HEIGHT + _ABOVE + 22

    def told(self, w: Wording) -> str:
        """Return where each unit stands."""
        return w.joined(
            w(
                "{unit}: Pressure {pressure}, Drive {drive}",
                unit=spot.name,
                pressure=_place_told(spot.x, self.cut, w),
                drive=_place_told(spot.y, self.cut, w),
            )
            for spot in self._spots
        )

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw the plane, the units, and their names."""
        plane = Box(box.x + _LEFT, box.top - _ABOVE, _WIDTH, _HEIGHT)
        self._paint_frame(pen, plane)
        for spot in self._spots:
            self._paint_spot(pen, spot, plane)
        for name, place in self._labels:
            if place is not None:
                pen.text(plane.x + place.x, plane.top + place.top - 7.8, name, _LABEL)

    def _places(self, names: Sequence[str]) -> list[Box | None]:
        """Return where each name stands in a plane whose upper left corner is the origin."""
        plane = Box(0, 0, _WIDTH, _HEIGHT)
        taken = [box for spot in self._spots for box in self._mark_boxes(spot, plane)]
        taken += self._line_boxes(plane)
        places: list[Box | None] = []
        for name, spot in zip(names, self._spots, strict=True):
            whiskers = self._mark_boxes(spot, plane)
            at, width = self._middle(spot, plane), text_width(name, _LABEL)
            found = _free_place(_beside(whiskers, at, width), plane, taken)
            places.append(found)
            taken += [found] if found is not None else []
        return places

    def _x(self, value: float, plane: Box) -> float:
        return plane.x + plane.width * value / 100

    def _y(self, value: float, plane: Box) -> float:
        return plane.top - plane.height * (1 - value / 100)

    def _paint_frame(self, pen: Pen, plane: Box) -> None:
        left, right = plane.x, plane.right
        upper, lower = plane.top, plane.top - plane.height
        for start, end in (
            ((left, upper), (right, upper)),
            ((left, lower), (right, lower)),
            ((left, upper), (left, lower)),
            ((right, upper), (right, lower)),
        ):
            pen.line(start, end, RULE, 0.6)
        x, y = self._x(self.cut, plane), self._y(self.cut, plane)
        pen.line((x, upper), (x, lower), SECONDARY, 0.8)
        pen.line((left, y), (right, y), SECONDARY, 0.8)
        for value in (0.0, self.cut, 100.0):
            label = f"{value:.0f}"
            pen.text(self._x(value, plane), lower - 10, label, KEY.with_(align="center"))
            pen.text(left - 5, self._y(value, plane) - 2.6, label, KEY.with_(align="right"))
        words = MARK_LABEL.with_(face="semibold", colour=SECONDARY)
        pen.text(right, lower - 20, f"{self._w('Pressure')} →", words.with_(align="right"))
        pen.canvas.saveState()
        pen.canvas.translate(left - 20, upper)
        pen.canvas.rotate(90)
        pen.text(0, 0, f"{self._w('Drive')} →", words.with_(align="right"))
        pen.canvas.restoreState()
        self._paint_quarters(pen, plane)

    def _paint_quarters(self, pen: Pen, plane: Box) -> None:
        """Name the quarters above and below the plane, where no mark can cover the words."""
        w, cut = self._w, self._x(self.cut, plane)
        upper, lower = plane.top + 4, plane.top - plane.height - 10
        style = MARK_LABEL.with_(face="italic", colour=SECONDARY, align="center")
        low, high = (plane.x + cut) / 2, (cut + plane.right) / 2
        pen.text(low, upper, quadrant_word("capacity_in_hand", w), style)
        pen.text(high, upper, quadrant_word("prepared", w), style)
        pen.text(low, lower, quadrant_word("calm_and_new", w), style)
        pen.text(high, lower, quadrant_word("exposed", w), style)

    def _paint_spot(self, pen: Pen, spot: Spot, plane: Box) -> None:
        x, y = self._middle(spot, plane)
        if self.has_whiskers:
            self._paint_whiskers(pen, spot, plane)
        if spot.x[0] is not None and spot.y[0] is not None:
            pen.dot(x, y, 3.6, DRIVE)
        elif not self.has_whiskers:
            pen.line((x - 3, y), (x + 3, y), INK, 0.9)

    def _paint_whiskers(self, pen: Pen, spot: Spot, plane: Box) -> None:
        x, y = self._middle(spot, plane)
        low, high = self._x(spot.x[1], plane), self._x(spot.x[2], plane)
        if high > low:
            pen.whisker((low, y), (high, y), 6)
        bottom, top = self._y(spot.y[1], plane), self._y(spot.y[2], plane)
        if top > bottom:
            pen.line((x, bottom), (x, top), INK, 0.9)
            for end in (bottom, top):
                pen.line((x - 3, end), (x + 3, end), INK, 0.9)

    def _middle(self, spot: Spot, plane: Box) -> tuple[float, float]:
        """Return where a unit stands; in the middle of its bounds where it has no value."""
        x = spot.x[0] if spot.x[0] is not None else (spot.x[1] + spot.x[2]) / 2
        y = spot.y[0] if spot.y[0] is not None else (spot.y[1] + spot.y[2]) / 2
        return self._x(x, plane), self._y(y, plane)

    def _mark_boxes(self, spot: Spot, plane: Box) -> list[Box]:
        """Return what a unit's mark covers: its whiskers along and upright, and its dot."""
        x, y = self._middle(spot, plane)
        if not self.has_whiskers:
            dot = Box(x - 4, y + 4, 8, 8)
            return [dot, dot, dot]
        left, right = self._x(spot.x[1], plane), self._x(spot.x[2], plane)
        lower, upper = self._y(spot.y[1], plane), self._y(spot.y[2], plane)
        return [
            Box(left, y + 3, right - left, 6),
            Box(x - 3, upper, 6, upper - lower),
            Box(x - 4, y + 4, 8, 8),
        ]

    def _line_boxes(self, plane: Box) -> list[Box]:
        x, y = self._x(self.cut, plane), self._y(self.cut, plane)
        return [Box(x - 1, plane.top, 2, plane.height), Box(plane.x, y + 1, plane.width, 2)]


def _beside(mark: Sequence[Box], at: Point, width: float) -> Iterator[Box]:
    """Yield places for a name beside a mark, the best first."""
    x, y = at
    along, upright, _ = mark
    yield Box(max(along.right, x + 4) + 3, y + 5, width, 10)
    yield Box(min(along.x, x - 4) - 3 - width, y + 5, width, 10)
    below = upright.top - upright.height - 1
    for top in (max(upright.top, y + 4) + 10, min(below, y - 5)):
        for left in (x - width / 2, x + 5, x - 5 - width):
            yield Box(left, top, width, 10)
    for top in (y + 14, y - 4):
        for left in (x + 5, x - 5 - width):
            yield Box(left, top, width, 10)


def _free_place(places: Iterator[Box], plane: Box, taken: Sequence[Box]) -> Box | None:
    """Return the first place inside the plane where nothing stands."""
    for place in places:
        inside = plane.x < place.x and place.right < plane.right
        inside = inside and plane.top - plane.height < place.top - 10 and place.top < plane.top
        if inside and not any(_touch(place, other) for other in taken):
            return place
    return None


def _touch(one: Box, other: Box) -> bool:
    return (
        one.x < other.right + 2
        and other.x < one.right + 2
        and one.top - one.height < other.top
        and other.top - other.height < one.top
    )
