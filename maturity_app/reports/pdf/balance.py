"""Safeguards and practices on one scale: the weakest of the one, the median of the other."""

from fractions import Fraction
from typing import Final

from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.pdf.block import Figure
from maturity_app.reports.pdf.charts import level_axis
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    DRIVE,
    INK,
    KEY,
    MARK_LABEL,
    SAFEGUARD,
    SAFEGUARD_TEXT,
    SECONDARY,
    Style,
)
from maturity_app.reports.pdf.text import text_width
from maturity_app.wording import Wording

_LINE: Final = 10.0
_INSET: Final = 9.0


class BalanceLine(Figure):
    """Whole levels of the weakest safeguard and the median practice on the scale of levels."""

    def __init__(self, card: Scorecard, w: Wording) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._axis = level_axis(card.questionnaire.top_level)
        self._marks: list[tuple[int, str, Style]] = []
        if card.balance is not None:
            strong = MARK_LABEL.with_(face="semibold")
            weakest = card.nodes[card.balance.weakest_safeguard].level_low or Fraction(0)
            median = card.nodes[card.balance.median_practice].level_low or Fraction(0)
            self._marks = [
                (int(weakest), w("weakest safeguard"), strong.with_(colour=SAFEGUARD_TEXT)),
                (int(median), w("median practice"), strong.with_(colour=DRIVE)),
            ]

    def measure(self, width: float) -> float:
        """Return the height of labels, line and numbers; two lines of labels if they'd touch."""
        return 32 + (_LINE if self._touch(width) else 0)

    def told(self, w: Wording) -> str:
        """Return on which level either stands."""
        return w.joined(
            w.labelled(name, w("level {level}", level=level)) for level, name, _ in self._marks
        )

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw the line, both marks and their names."""
        y = box.top - self.measure(box.width) + 17
        box = Box(box.x + _INSET, box.top, box.width - _INSET, box.height)
        x = [self._axis.x(Fraction(level), box) for level, _, _ in self._marks]
        ends = self._axis.x(self._axis.stops[-1], box)
        pen.line((box.x, y), (ends, y), SECONDARY, 0.6)
        for stop, label in zip(self._axis.stops, self._axis.labels, strict=True):
            place = self._axis.x(stop, box)
            pen.line((place, y - 3), (place, y + 3), SECONDARY, 0.6)
            pen.text(place, y - 13, label, KEY.with_(align="center"))
        if len(set(x)) > 1:
            pen.line((min(x), y), (max(x), y), INK, 1.6)
        self._paint_marks(pen, box, x, y)

    def _paint_marks(self, pen: Pen, box: Box, xs: list[float], y: float) -> None:
        same = len(set(xs)) == 1
        for number, (x, (_, name, style)) in enumerate(zip(xs, self._marks, strict=True)):
            # Side by side where both stand on one level.
            at = x + (-4.2 if number == 0 else 4.2) if same else x
            (pen.square if number == 0 else pen.dot)(at, y, 4, SAFEGUARD if number == 0 else DRIVE)
            above = y + 8 + (_LINE if number == 0 and self._touch(box.width + _INSET) else 0)
            left = self._left(box.width + _INSET, number) - _INSET
            pen.text(box.x + left, above, name, style)

    def _left(self, width: float, number: int) -> float:
        """Return where a name begins: centred on its mark as far as the width allows."""
        level, name, style = self._marks[number]
        own = text_width(name, style)
        middle = self._axis.x(Fraction(level), Box(_INSET, 0, width - _INSET, 0))
        return min(max(middle - own / 2, 0), width - own)

    def _touch(self, width: float) -> bool:
        spans = [
            (self._left(width, number), text_width(name, style))
            for number, (_, name, style) in enumerate(self._marks)
        ]
        if not spans:
            return False
        (first, first_width), (second, second_width) = spans
        return first < second + second_width + 6 and second < first + first_width + 6
