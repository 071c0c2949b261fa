"""On which scale nodes stand beside each other in one chart of indices."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import ShownScale
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.pdf.charts import Axis
from maturity_app.wording import Wording

_FINE = (4, 5, 3, 2)
"""Into how many parts an axis is cut: the first that gives stops of at most one decimal."""


@dataclass(frozen=True, slots=True)
class Plane:
    """The scale of a chart: the one all its nodes are shown on, or 0–100 where they differ."""

    scale: ShownScale
    is_common: bool

    @classmethod
    def of(cls, nodes: Sequence[NodeScore]) -> "Plane":
        """Return the plane of a chart of these nodes."""
        scales = {(node.scale.min, node.scale.max) for node in nodes}
        if len(scales) == 1:
            return cls(nodes[0].scale, is_common=True)
        return cls(ShownScale(), is_common=False)

    def place(self, index: Fraction | None) -> Fraction | None:
        """Return where an index (0–1) stands on the axis."""
        return None if index is None else self.scale.of(index)

    def axis(self, w: Wording, parts: int = 0) -> Axis:
        """Return the axis, cut into `parts` equal parts, or into as many as read well."""
        low, width = self.scale.min, self.scale.max - self.scale.min
        cut = parts or next((n for n in _FINE if (10 * width / n).denominator == 1), 1)
        if not parts and width.denominator == 1 and 1 < width <= max(_FINE):
            cut = int(width)
        stops = tuple(low + width * part / cut for part in range(cut + 1))
        digits = 0 if all(stop.denominator == 1 for stop in stops) else 1
        return Axis(stops=stops, labels=tuple(w.number(stop, digits=digits) for stop in stops))

    def name(self, w: Wording) -> str:
        """Return the scale in words, such as "0–100"."""
        low, high = (_plain(end, w) for end in (self.scale.min, self.scale.max))
        return f"{low}–{high}"


def scale_name(scale: ShownScale, w: Wording) -> str:
    """Return a shown scale in words, such as "0–3"."""
    return Plane(scale, is_common=True).name(w)


def _plain(value: Fraction, w: Wording) -> str:
    return w.number(value, digits=0 if value.denominator == 1 else 1)
