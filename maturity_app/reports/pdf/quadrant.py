"""Pressure and Drive of several units in one plane, cut where either is called high."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.scorecard import NodeScore, QuadrantName
from maturity_app.reports.findings import quadrants_finding
from maturity_app.reports.pdf.block import Block, Columns, Stack, spaced
from maturity_app.reports.pdf.heading import Heading
from maturity_app.reports.pdf.pen import Box, Pen
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
    WHITE,
)
from maturity_app.reports.pdf.text import Run, Text, clipped, text_width
from maturity_app.reports.phrases import quadrant_word, sentence
from maturity_app.wording import Wording

_WIDTH: Final = 270.0
_HEIGHT: Final = 156.0
_LEFT: Final = 30.0
_MOST_LABELS: Final = 16
_LABEL_MOST: Final = 34


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """One unit: its name, and value with bounds of Pressure (x) and Drive (y), 0–100."""

    name: str
    x: tuple[float | None, float, float]
    y: tuple[float | None, float, float]


def quadrant_blocks(between: Comparison, w: Wording) -> list[Block]:
    """Return the plane with what stands where; nothing without Pressure and Drive."""
    named = [
        (record.unit.name, card)
        for record, card in zip(between.assessments, between.own, strict=True)
    ]
    if not any(card.pressure and card.drive for _, card in named):
        return []
    spots = [
        spot
        for name, card in named
        if card.pressure and card.drive and (spot := _spot(name, card.pressure, card.drive))
    ]
    cut = float(between.own[-1].questionnaire.quadrant.high)
    order: tuple[QuadrantName | None, ...] = (
        "exposed", "prepared", "calm_and_new", "capacity_in_hand", "on_the_line", None,
    )  # fmt: skip
    texts: list[Block] = []
    for quadrant in order:
        names = [name for name, card in named if card.quadrant == quadrant]
        if names:
            word = sentence(quadrant_word(quadrant, w))
            runs = [Run(f"{word}: ", "semibold"), Run("; ".join(names) + ".")]
            texts.append(spaced(Text(runs, COMMENT), 6))
    note = w(
        "Higher Pressure is harder, not worse. Cut at {cut} on both axes; the whisker is what "
        "open answers still allow. On the line: open answers could still cross the cut.",
        cut=int(cut),
    )
    texts.append(spaced(Text(note, NOTE), 8))
    width = _LEFT + _WIDTH
    side = TEXT_WIDTH - width - 18
    plane = QuadrantPlane(spots, cut, w)
    finding = quadrants_finding([card for _, card in named], w)
    if Stack(texts).measure(side) > 2 * plane.measure(width):
        return [Heading(finding), plane, *texts]
    return [Heading(finding), spaced(Columns([plane, Stack(texts)], [width, side], 18), 4)]


def _spot(name: str, pressure: NodeScore, drive: NodeScore) -> Spot | None:
    x, y = _triple(pressure), _triple(drive)
    return Spot(name=name, x=x, y=y) if x and y else None


def _triple(node: NodeScore) -> tuple[float | None, float, float] | None:
    if node.index_low is None or node.index_high is None:
        return None
    value = None if node.index is None else float(100 * node.index)
    return value, float(100 * node.index_low), float(100 * node.index_high)


class QuadrantPlane(Block):
    """The plane with a dot for each unit, whiskers both ways, and names where they fit."""

    def __init__(self, spots: Sequence[Spot], cut: float, w: Wording) -> None:
        """Take the units' spots and the value from which either side is high."""
        super().__init__()
        self._spots, self._cut, self._w = tuple(spots), cut, w

    def measure(self, width: float) -> float:
        """Return the height of plane and axis."""
        del width
        return _HEIGHT + 26

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the plane, the units, and their names."""
        plane = Box(box.x + _LEFT, box.top - 4, _WIDTH, _HEIGHT)
        self._paint_frame(pen, plane)
        taken = [self._mark_box(spot, plane) for spot in self._spots]
        taken += self._corner_boxes(plane)
        for spot in self._spots:
            self._paint_spot(pen, spot, plane)
        if len(self._spots) <= _MOST_LABELS:
            for number, spot in enumerate(self._spots):
                self._paint_name(pen, spot, plane, taken, number)

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
        x, y = self._x(self._cut, plane), self._y(self._cut, plane)
        pen.line((x, upper), (x, lower), SECONDARY, 0.8)
        pen.line((left, y), (right, y), SECONDARY, 0.8)
        for value in (0.0, self._cut, 100.0):
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
        self._paint_corners(pen, plane)

    def _corners(self, plane: Box) -> list[tuple[str, float, float, bool]]:
        upper, lower = plane.top - 10, plane.top - plane.height + 5
        left, right = plane.x + 5, plane.right - 5
        w = self._w
        return [
            (quadrant_word("capacity_in_hand", w), left, upper, False),
            (quadrant_word("prepared", w), right, upper, True),
            (quadrant_word("calm_and_new", w), left, lower, False),
            (quadrant_word("exposed", w), right, lower, True),
        ]

    def _paint_corners(self, pen: Pen, plane: Box) -> None:
        style = MARK_LABEL.with_(face="italic", colour=SECONDARY)
        for word, x, y, is_right in self._corners(plane):
            pen.text(x, y, word, style.with_(align="right" if is_right else "left"))

    def _corner_boxes(self, plane: Box) -> list[Box]:
        style = MARK_LABEL.with_(face="italic")
        boxes = []
        for word, x, y, is_right in self._corners(plane):
            width = text_width(word, style)
            boxes.append(Box(x - width if is_right else x, y + 7, width, 9))
        return boxes

    def _paint_spot(self, pen: Pen, spot: Spot, plane: Box) -> None:
        x, y = self._middle(spot, plane)
        low, high = self._x(spot.x[1], plane), self._x(spot.x[2], plane)
        if high > low:
            pen.whisker((low, y), (high, y), 6)
        bottom, top = self._y(spot.y[1], plane), self._y(spot.y[2], plane)
        if top > bottom:
            pen.line((x, bottom), (x, top), INK, 0.9)
            for end in (bottom, top):
                pen.line((x - 3, end), (x + 3, end), INK, 0.9)
        if spot.x[0] is not None and spot.y[0] is not None:
            pen.dot(x, y, 3.6, DRIVE)

    def _middle(self, spot: Spot, plane: Box) -> tuple[float, float]:
        """Return where a unit stands; in the middle of its bounds where it has no value."""
        x = spot.x[0] if spot.x[0] is not None else (spot.x[1] + spot.x[2]) / 2
        y = spot.y[0] if spot.y[0] is not None else (spot.y[1] + spot.y[2]) / 2
        return self._x(x, plane), self._y(y, plane)

    def _mark_box(self, spot: Spot, plane: Box) -> Box:
        x, y = self._middle(spot, plane)
        left = min(self._x(spot.x[1], plane), x - 4)
        right = max(self._x(spot.x[2], plane), x + 4)
        upper = max(self._y(spot.y[2], plane), y + 4)
        lower = min(self._y(spot.y[1], plane), y - 4)
        return Box(left, upper, right - left, upper - lower)

    def _paint_name(self, pen: Pen, spot: Spot, plane: Box, taken: list[Box], number: int) -> None:
        """Write a name at the first place beside its mark where nothing stands."""
        style = MARK_LABEL.with_(face="semibold")
        name = clipped(spot.name, _LABEL_MOST)
        width, mark = text_width(name, style), taken[number]
        x, y = self._middle(spot, plane)
        places = [
            Box(mark.right + 4, y + 5, width, 10),
            Box(mark.x - 4 - width, y + 5, width, 10),
            Box(x - width / 2, mark.top + 11, width, 10),
            Box(x - width / 2, mark.top - mark.height - 1, width, 10),
            Box(x + 5, mark.top + 11, width, 10),
            Box(x - 5 - width, mark.top - mark.height - 1, width, 10),
        ]
        lines = self._line_boxes(plane)
        for place in places:
            inside = plane.x < place.x and place.right < plane.right
            if inside and not any(_touch(place, other) for other in (*taken, *lines)):
                pen.fill(Box(place.x - 1, place.top - 1, width + 2, 9), WHITE)
                pen.text(place.x, place.top - 7.8, name, style)
                taken.append(place)
                return

    def _line_boxes(self, plane: Box) -> list[Box]:
        x, y = self._x(self._cut, plane), self._y(self._cut, plane)
        return [Box(x - 1, plane.top, 2, plane.height), Box(plane.x, y + 1, plane.width, 2)]


def _touch(one: Box, other: Box) -> bool:
    return (
        one.x < other.right + 2
        and other.x < one.right + 2
        and one.top - one.height < other.top
        and other.top - other.height < one.top
    )
