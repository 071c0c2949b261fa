"""Calculation: every node's counts, state, index, bounds and level as live formulas."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.groups import Ladder
from maturity_app.reports.excel.level_cells import level_cells
from maturity_app.reports.excel.node_columns import (
    CALCULATION,
    LEVEL_COLUMNS,
    PARENT_COLUMNS,
    columns,
)
from maturity_app.reports.excel.parts import (
    HANDED,
    SUMMED,
    At,
    Contribution,
    part_cells,
    threshold_of,
)
from maturity_app.reports.excel.sheet import Cell, Live, Plain, Row, Sheet, called, number
from maturity_app.reports.excel.value_columns import VALUES

_ZERO = Fraction(0)


def calculation_sheet(basis: Basis, ladder: Ladder) -> Sheet:
    """Return every node of the tree, parents above their children."""
    nodes = basis.questionnaire.nodes.values()
    return Sheet(
        name="Calculation",
        meaning=basis.w("Step 4: every group and dimension with its figures, unrounded."),
        columns=columns(basis.w),
        rows=tuple(_row(basis, ladder, node) for node in nodes),
        is_machinery=True,
        frozen_columns=2,
        hidden=_unused(basis),
        strong_rows=frozenset(basis.node_rows[node.id] for node in nodes if node.children),
    )


def _unused(basis: Basis) -> frozenset[str]:
    """Return the columns that no node of the questionnaire fills."""
    nodes, unused = basis.questionnaire.nodes.values(), set()
    if not basis.has_levels:
        unused |= set(LEVEL_COLUMNS)
    if not any(node.aggregate == "sum" for node in nodes):
        unused |= {"part_min", "part_max"}
    for column, is_used in (
        ("threshold", any(node.aggregate == "share" for node in nodes)),
        ("local", bool(basis.questionnaire.local_nodes)),
        ("kind", bool(basis.questionnaire.dimensions)),
        ("code", any(node.code for node in nodes)),
    ):
        if not is_used:
            unused.add(column)
    return frozenset(unused)


def rule_cells(basis: Basis) -> dict[str, tuple[str, str]]:
    """Return the cells that hold what each node asks of a level's own and of lower groups."""
    return {
        node_id: (CALCULATION.cell("level_own", row), CALCULATION.cell("level_lower", row))
        for node_id, row in basis.node_rows.items()
    }


def _row(basis: Basis, ladder: Ladder, node: Node) -> Row:
    score, row = basis.card.nodes[node.id], basis.node_rows[node.id]

    def at(column: str) -> str:
        return CALCULATION.here(column, row)

    return (
        node.id,
        node.title,
        score.parent or "",
        node.code,
        node.kind or "",
        int(score.is_local),
        number(node.weight),
        node.aggregate or "",
        number(threshold_of(node)) if node.aggregate == "share" else None,
        *_scale_cells(basis, node, score),
        *_count_cells(basis, node, score, at),
        *_index_cells(basis, node, score, at),
        *level_cells(basis, ladder, node, at),
        *_parent_cells(basis, node, score, at),
    )


def _scale_cells(basis: Basis, node: Node, score: NodeScore) -> tuple[Cell, Cell]:
    if node.aggregate != "sum":
        return number(node.scale.min), number(node.scale.max)
    low, high = (_summed(basis, node, position) for position in (5, 6))
    return Live(low, score.scale.min), Live(high, score.scale.max)


# --- counts and state --------------------------------------------------------------------


def _count_cells(basis: Basis, node: Node, score: NodeScore, at: At) -> Iterator[Cell]:
    counts, rows = score.counts, basis.rows_below(node)

    def count(column: str) -> str:
        return called("SUM", [VALUES.span(column, *run) for run in rows]) if rows else "0"

    yield Live(count("shown"), counts.shown)
    yield Live(count("applicable"), counts.applicable)
    yield Live(f"{at('shown')}-{at('applicable')}", counts.not_applicable)
    yield Live(count("answered"), counts.answered)
    yield Live(count("dont_know"), counts.dont_know)
    share = f'IF({at("applicable")}=0,"",{at("answered")}/{at("applicable")})'
    yield Live(share, counts.coverage)
    below = basis.children(node)
    from_children = any(inner.kind for child in below for inner in child.walk())
    formula = _state_from_children(basis, node) if from_children else _state_from_counts(at)
    yield Live(formula, score.state)


def _state_from_counts(at: At) -> str:
    coverage = f"ROUND({at('coverage')},12)"
    rated = f'IF({coverage}<ROUND(rule_provisional_below,12),"provisional","rated")'
    few = f'AND(rule_missing<>"lowest",{coverage}<ROUND(rule_insufficient_below,12))'
    enough = f'IF({few},"insufficient",{rated})'
    share = f"ROUND({at('not_applicable')}/{at('shown')},12)"
    aside = f'IF({share}>ROUND(rule_not_applicable_above,12),"not_rated",{enough})'
    return f'IF({at("applicable")}=0,"not_rated",{aside})'


def _state_from_children(basis: Basis, node: Node) -> str:
    def total(column: str) -> str:
        return called("SUM", _of_children(basis, node, column))

    left, applying = total("left_weight"), total("applying_weight")
    enough = f"ROUND({left},12)<ROUND(rule_rated_weight*{applying},12)"
    none_left = f"{total('left')}=0"
    all_rated = f'IF({total("left_rated")}={total("left")},"rated","provisional")'
    worst = f'IF({total("left_insufficient")}={total("left")},"insufficient",{all_rated})'
    return f'IF(OR({none_left},{enough}),"not_rated",{worst})'


def _of_children(basis: Basis, node: Node, column: str) -> list[str]:
    """Return a column's cells of the children that count in a node.

    The children are named one by one: a sum over the whole column by parent would include the
    node's own row, and a formula may not depend on itself.
    """
    letter = CALCULATION.letter(column)
    return [
        f"{letter}{first}:{letter}{last}" if last > first else f"{letter}{first}"
        for first, last in basis.child_rows(node)
    ]


# --- indices -----------------------------------------------------------------------------


def _index_cells(basis: Basis, node: Node, score: NodeScore, at: At) -> Iterator[Cell]:
    is_least = node.aggregate == "min"
    totals = _totals(basis, node, score)
    yield from totals[:2]
    answered = f"{at('value_sum')}/{at('value_weight')}"
    answered = _least(basis, node, "counts") if is_least else answered
    none = f"OR({_silent(at)},{at('value_weight')}=0)"
    yield Live(f'IF({none},"",{answered})', score.answered_index)
    yield from totals[2:]
    said = at("answered_index")
    yield Live(f'IF({at("state")}="insufficient","",{said})', score.index)
    for bound, value in (("low", score.index_low), ("high", score.index_high)):
        share = f"{at(f'{bound}_sum')}/{at('bound_weight')}"
        index = _least(basis, node, f"counts_{bound}") if is_least else share
        yield Live(f'IF(OR({_silent(at)},{at("bound_weight")}=0),"",{index})', value)
    shown = (("index", score.value), ("index_low", score.low), ("index_high", score.high))
    for column, value in shown:
        width = f"({at('scale_max')}-{at('scale_min')})"
        on_scale = f"{at('scale_min')}+{width}*{at(column)}"
        yield Live(f'IF(ISNUMBER({at(column)}),{on_scale},"")', value)


def _totals(basis: Basis, node: Node, score: NodeScore) -> list[Cell]:
    """Return weight and sum in the value, then weight, lowest and highest sum in the bounds."""
    parts = [Contribution(node, part).results() for part in score.parts]
    return [
        None
        if node.aggregate == "min" and not column.endswith("weight")
        else Live(
            _summed(basis, node, position), sum((part[position] or 0 for part in parts), _ZERO)
        )
        for position, column in enumerate(SUMMED[:5])
    ]


def _silent(at: At) -> str:
    return f'{at("aggregate")}="",{at("state")}="not_rated"'


def _summed(basis: Basis, node: Node, position: int) -> str:
    """Return the sum over a node's own items and its children of what they hand to it."""
    own = [VALUES.span(SUMMED[position], *run) for run in basis.own_rows(node)]
    spans = [*own, *_of_children(basis, node, HANDED[position])]
    return called("SUM", spans) if spans else "0"


def _least(basis: Basis, node: Node, column: str) -> str:
    own = [VALUES.span(column, *run) for run in basis.own_rows(node)]
    spans = [*own, *_of_children(basis, node, column)]
    return called("MIN", spans) if spans else "0"


# --- what the parent needs ---------------------------------------------------------------


def _parent_cells(basis: Basis, node: Node, score: NodeScore, at: At) -> Iterator[Cell]:
    parent = basis.questionnaire.parents.get(node.id)
    if parent is None or node not in basis.children(parent):
        yield from [None] * len(PARENT_COLUMNS)
        return
    cells = (at("answered_index"), at("index_low"), at("index_high"))
    sources = [(f"ISNUMBER({cell})", cell) for cell in cells]
    threshold = CALCULATION.here("threshold", basis.node_rows[parent.id])
    yield from part_cells(parent, basis.node_parts[node.id], at, sources, threshold)
    yield from _state_cells(score, at)


def _state_cells(score: NodeScore, at: At) -> Iterator[Cell]:
    weight, applies = at("weight"), score.counts.applicable > 0
    left = applies and score.state != "not_rated"
    formulas: Sequence[str] = (
        f"IF({at('applicable')}>0,{weight},0)",
        f"{at('left')}*{weight}",
        f'IF(AND({at("applicable")}>0,{at("state")}<>"not_rated"),1,0)',
        f'IF(AND({at("left")}=1,{at("state")}="rated"),1,0)',
        f'IF(AND({at("left")}=1,{at("state")}="insufficient"),1,0)',
    )
    values: Sequence[Plain] = (
        score.weight if applies else 0,
        score.weight if left else 0,
        int(left),
        int(left and score.state == "rated"),
        int(left and score.state == "insufficient"),
    )
    for formula, value in zip(formulas, values, strict=True):
        yield Live(formula, value)
