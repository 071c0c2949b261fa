"""What an item or a node adds to the node above it, the same columns on Values and Calculation."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import Part
from maturity_app.reports.excel.sheet import Cell, Live

_ZERO, _ONE = Fraction(0), Fraction(1)
At = Callable[[str], str]
"""From a column's id to the cell of one row, as its own sheet refers to it."""

Source = tuple[str, str]
"""The formula that says whether a part counts, and the cell that holds its x or index."""

SUMMED = ("value_weight", "value_sum", "bound_weight", "low_sum", "high_sum",
          "scale_low", "scale_high")  # fmt: skip
"""What an item hands to its node, in the order of `Contribution.results`."""

HANDED = ("part_weight", "part_sum", "part_bound_weight", "part_low", "part_high",
          "part_min", "part_max")  # fmt: skip
"""What a node hands to its parent, in the same order."""


@dataclass(frozen=True)
class Contribution:
    """What a part adds to a node, worked out from the scorecard's trace.

    In a mean a part weighs its weight, in a sum that times the width of its scale, in a share or
    a minimum 1. It counts with its index, in a share with 1 from the threshold upwards, else 0.
    """

    node: Node
    part: Part

    @property
    def weighs(self) -> Fraction:
        """What the part weighs among the others."""
        if self.node.aggregate == "sum":
            return self.part.weight * (self.part.scale.max - self.part.scale.min)
        return _ONE if self.node.aggregate in ("share", "min") else self.part.weight

    @property
    def value(self) -> Fraction | None:
        """What it counts in the value; None if it is left out."""
        return None if self.part.excluded else self._counted(self.part.index)

    @property
    def low(self) -> Fraction | None:
        """What it counts in the lower bound; None if it counts nowhere."""
        return self._counted(self.part.low)

    @property
    def high(self) -> Fraction | None:
        """What it counts in the upper bound; None if it counts nowhere."""
        return self._counted(self.part.high)

    def results(self) -> tuple[Fraction | None, ...]:
        """Return the weight in the value and the sum there, the same for the bounds, the scale.

        The last two, the part's share of a sum's natural scale, are None in other nodes.
        """
        in_value = self.weighs if self.value is not None else _ZERO
        in_bounds = self.weighs if self.low is not None else _ZERO
        return (
            in_value,
            in_value * (self.value or _ZERO),
            in_bounds,
            in_bounds * (self.low or _ZERO),
            in_bounds * (self.high or _ZERO),
            *self.range,
        )

    @property
    def range(self) -> tuple[Fraction | None, Fraction | None]:
        """The least and the most points the part adds to a sum; None in other nodes."""
        if self.node.aggregate != "sum":
            return None, None
        if self.part.low is None:
            return _ZERO, _ZERO
        scale, weight = self.part.scale, self.part.weight
        return weight * scale.min, weight * scale.max

    def _counted(self, index: Fraction | None) -> Fraction | None:
        if index is None or self.node.aggregate != "share":
            return index
        return _ONE if index >= threshold_of(self.node) else _ZERO


def threshold_of(node: Node) -> Fraction:
    """Return from which index a part counts in a share (0–1)."""
    return _ONE if node.threshold is None else node.threshold


def part_cells(
    node: Node, part: Part, at: At, sources: Sequence[Source], threshold: str
) -> Iterator[Cell]:
    """Yield what a part weighs, what it counts, and the seven figures that `node` adds up.

    `sources` are those of value, lower and upper bound; `threshold` is the cell that holds the
    node's, for a share.
    """
    added, weight = Contribution(node, part), at("weight")
    if node.aggregate in ("share", "min"):
        yield 1
    elif node.aggregate == "sum":
        yield Live(f"{weight}*({at('scale_max')}-{at('scale_min')})", added.weighs)
    else:
        yield Live(weight, added.weighs)
    recorded = (added.value, added.low, added.high)
    for (counts, cell), value in zip(sources, recorded, strict=True):
        said = cell
        if node.aggregate == "share":
            said = f"IF(ROUND({cell},12)>=ROUND({threshold},12),1,0)"
        yield Live(f'IF({counts},{said},"")', value)
    for formula, result in zip(_sums(at), added.results(), strict=True):
        yield None if result is None else Live(formula, result)


def _sums(at: At) -> Iterator[str]:
    weighs, applies = at("weighs"), f"ISNUMBER({at('counts_low')})"
    yield f"IF(ISNUMBER({at('counts')}),{weighs},0)"
    yield f"IF(ISNUMBER({at('counts')}),{weighs}*{at('counts')},0)"
    yield f"IF({applies},{weighs},0)"
    for column in ("counts_low", "counts_high"):
        yield f"IF({applies},{weighs}*{at(column)},0)"
    for column in ("scale_min", "scale_max"):
        yield f"IF({applies},{at('weight')}*{at(column)},0)"
