"""Which nodes Summary and Profile list, in which order, and which figure their charts draw."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import Node, ShownScale
from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.shown import shown_value
from maturity_app.reports.excel.basis import Basis, shows_index
from maturity_app.reports.excel.node_columns import CALCULATION
from maturity_app.reports.excel.sheet import Cell, Live

_DEEPEST = 2
"""How far below the root a questionnaire without dimensions is listed: function and practice."""
_PER_CENT = ShownScale()
_DIGITS = 3
"""To how many decimals the ends of a scale are shown."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """The figure a chart draws of each node: three columns of Calculation, times a factor."""

    columns: tuple[str, str, str]
    scale: ShownScale
    is_level: bool = False
    is_per_cent: bool = False

    def figures(self, score: NodeScore) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """Return a node's figure and its bounds on the chart's scale."""
        if self.is_level:
            return score.level, score.level_low, score.level_high
        if not self.is_per_cent:
            return score.value, score.low, score.high
        indices = (score.index, score.index_low, score.index_high)
        value, low, high = (None if i is None else _PER_CENT.of(i) for i in indices)
        return value, low, high


def drawn_of(basis: Basis, nodes: Sequence[Node]) -> tuple[list[Node], Drawn] | None:
    """Return which of some nodes a chart of indices draws, and how; None if none of them.

    Nodes on one scale from 0 are drawn on it, on different ones each in per cent of its own. A
    model that shows only levels is drawn by its levels.
    """
    indexed = [node for node in nodes if shows_index(node)]
    if indexed:
        scales = {node.scale for node in indexed}
        has_sum = any(node.aggregate == "sum" for node in indexed)
        if len(scales) == 1 and not has_sum and indexed[0].scale.min == 0:
            return indexed, Drawn(columns=("value", "low", "high"), scale=indexed[0].scale)
        columns = ("index", "index_low", "index_high")
        return indexed, Drawn(columns=columns, scale=_PER_CENT, is_per_cent=True)
    levelled = [node for node in nodes if basis.rule_of(node)]
    if not levelled:
        return None
    top = ShownScale(max=Fraction(basis.questionnaire.top_level))
    columns = ("level", "level_low", "level_high")
    return levelled, Drawn(columns=columns, scale=top, is_level=True)


def drawn_cells(basis: Basis, node: Node, drawn: Drawn) -> tuple[Cell, Cell, Cell]:
    """Return a node's figure in a chart and its whiskers down and up.

    Where there is no figure it lies below the axis, where nothing is drawn.
    """
    at = basis.node_rows[node.id]
    value, low, high = (CALCULATION.cell(column, at) for column in drawn.columns)
    times = "100*" if drawn.is_per_cent else ""
    figure, least, most = drawn.figures(basis.card.nodes[node.id])
    down, up = Fraction(0), Fraction(0)
    if figure is not None and least is not None and most is not None:
        down, up = figure - least, most - figure
    below, above = (f"{times}({a}-{b})" if times else f"{a}-{b}"
                    for a, b in ((value, low), (high, value)))  # fmt: skip
    return (
        Live(
            f"IF(ISNUMBER({value}),{times}{value},-1)", Fraction(-1) if figure is None else figure
        ),
        Live(f"IF(ISNUMBER({value}),{below},0)", down),
        Live(f"IF(ISNUMBER({value}),{above},0)", up),
    )


# --- which nodes -------------------------------------------------------------------------


def summary_nodes(basis: Basis) -> list[Node]:
    """Return the nodes of the Summary, those its chart draws first, without the unit's own."""
    nodes = _without_local(basis, basis.questionnaire.nodes.values())
    dimensions = [node for node in nodes if node.kind]
    if not dimensions:
        return sorted(_upper(basis), key=lambda node: _rank(basis, node))
    inside = _inside(dimensions)
    groups = [node for node in nodes if not node.kind and node.id not in inside]
    has_levels = any(basis.rule_of(node) for node in dimensions)
    drawn = [] if has_levels else charted_nodes(basis, dimensions)
    return [
        *sorted(dimensions, key=lambda node: (basis.rule_of(node) is None, node not in drawn)),
        *sorted(groups, key=lambda node: _rank(basis, node)),
    ]


def charted_nodes(basis: Basis, nodes: Sequence[Node]) -> list[Node]:
    """Return which nodes of the Summary its chart draws: those with levels, else with an index.

    Of dimensions it draws practices and safeguards, where there are any.
    """
    has_dimensions = any(node.kind for node in nodes)
    levelled = [n for n in nodes if basis.rule_of(n) and (n.kind or not has_dimensions)]
    if levelled:
        return levelled
    judged = [node for node in nodes if node.kind in ("practice", "safeguard")]
    plain = [node for node in nodes if node.kind] or nodes
    return [node for node in judged or plain if shows_index(node)]


def profile_nodes(basis: Basis) -> list[Node]:
    """Return the nodes of the Profile: dimensions or, without any, the upper groups."""
    dimensions = _without_local(basis, basis.questionnaire.dimensions)
    if dimensions:
        return dimensions
    upper = list(_upper(basis))
    found = drawn_of(basis, upper)
    drawn = found[0] if found else []
    return sorted(upper, key=lambda node: node not in drawn)


def own_nodes(basis: Basis) -> list[Node]:
    """Return the nodes that the unit added, without what is inside a dimension."""
    nodes = [node for node in basis.questionnaire.nodes.values() if basis.is_local(node)]
    inside = _inside([node for node in nodes if node.kind])
    return [node for node in nodes if node.id not in inside]


def has_own_scales(nodes: Iterable[Node]) -> bool:
    """Return whether any node's index is shown on another scale than 0–100."""
    return any(
        node.aggregate == "sum" or node.scale != ShownScale() for node in nodes if shows_index(node)
    )


def scale_cells(basis: Basis, node: Node) -> tuple[Cell, Cell]:
    """Return from where to where the scale runs on which a node's index is shown."""
    if not shows_index(node):
        return None, None
    at, scale = basis.node_rows[node.id], basis.card.nodes[node.id].scale
    least, most = (
        Live(
            f"ROUND({CALCULATION.cell(column, at)},{_DIGITS})",
            Fraction(shown_value(value, (), _DIGITS)),
        )
        for column, value in (("scale_min", scale.min), ("scale_max", scale.max))
    )
    return least, most


def _rank(basis: Basis, node: Node) -> tuple[bool, bool]:
    return basis.rule_of(node) is None, not node.aggregate


def _upper(basis: Basis) -> Iterator[Node]:
    """Yield the root and the two tiers below it, and whatever else has a level."""
    parents = basis.questionnaire.parents
    for node in _without_local(basis, basis.questionnaire.nodes.values()):
        depth, above = 0, parents.get(node.id)
        while above is not None:
            depth, above = depth + 1, parents.get(above.id)
        if depth <= _DEEPEST or basis.rule_of(node):
            yield node


def _without_local(basis: Basis, nodes: Iterable[Node]) -> list[Node]:
    return [node for node in nodes if not basis.is_local(node)]


def _inside(dimensions: Sequence[Node]) -> set[str]:
    """Return the ids of what is below dimensions and is none itself."""
    below = {inner.id for dimension in dimensions for inner in dimension.walk()}
    return below - {dimension.id for dimension in dimensions}
