"""Calculation: every node's counts, state, index, bounds and level as live formulas."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.shown import shown_level
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.groups import LEVELS, Ladder, Reading
from maturity_app.reports.excel.node_columns import CALCULATION, LEVEL_COLUMNS, columns
from maturity_app.reports.excel.sheet import Cell, Live, Plain, Row, Sheet, number
from maturity_app.reports.excel.values import VALUES

_ZERO = Fraction(0)


def calculation_sheet(basis: Basis, ladder: Ladder) -> Sheet:
    """Return every node of the tree, parents above their children."""
    return Sheet(
        name="Calculation",
        meaning=basis.w("Step 4: every group and dimension with its figures, unrounded."),
        columns=columns(basis.w),
        rows=tuple(_row(basis, ladder, node) for node in basis.questionnaire.nodes.values()),
        is_machinery=True,
        frozen_columns=2,
        strong_rows=frozenset(
            basis.node_rows[node.id] for node in basis.questionnaire.nodes.values() if node.children
        ),
    )


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
        number(node.weight),
        node.aggregate or "",
        number(node.scale.min),
        number(node.scale.max),
        *_count_cells(basis, node, score, at),
        *_index_cells(basis, node, score, at),
        *_level_cells(ladder, node, score, at),
        *_parent_cells(score, at),
    )


_At = Callable[[str], str]


# --- counts and state --------------------------------------------------------------------


def _count_cells(basis: Basis, node: Node, score: NodeScore, at: _At) -> Iterator[Cell]:
    counts, rows = score.counts, basis.rows_below(node)

    def count(column: str) -> str:
        return f"SUM({VALUES.span(column, *rows)})" if rows else "0"

    yield Live(count("shown"), counts.shown)
    yield Live(count("applicable"), counts.applicable)
    yield Live(f"{at('shown')}-{at('applicable')}", counts.not_applicable)
    yield Live(count("answered"), counts.answered)
    yield Live(count("dont_know"), counts.dont_know)
    share = f'IF({at("applicable")}=0,"",{at("answered")}/{at("applicable")})'
    yield Live(share, counts.coverage)
    from_children = any(below.kind for child in node.children for below in child.walk())
    formula = _state_from_children(basis, node) if from_children else _state_from_counts(at)
    yield Live(formula, score.state)


def _state_from_counts(at: _At) -> str:
    coverage = f"ROUND({at('coverage')},12)"
    rated = f'IF({coverage}<ROUND(rule_provisional_below,12),"provisional","rated")'
    few = f'AND(rule_missing<>"lowest",{coverage}<ROUND(rule_insufficient_below,12))'
    enough = f'IF({few},"insufficient",{rated})'
    share = f"ROUND({at('not_applicable')}/{at('shown')},12)"
    aside = f'IF({share}>ROUND(rule_not_applicable_above,12),"not_rated",{enough})'
    return f'IF({at("applicable")}=0,"not_rated",{aside})'


def _state_from_children(basis: Basis, node: Node) -> str:
    def total(column: str) -> str:
        return _children(basis, node, column)

    left, applying = total("left_weight"), total("applying_weight")
    enough = f"ROUND({left},12)<ROUND(rule_rated_weight*{applying},12)"
    none_left = f"{total('left')}=0"
    all_rated = f'IF({total("left_rated")}={total("left")},"rated","provisional")'
    worst = f'IF({total("left_insufficient")}={total("left")},"insufficient",{all_rated})'
    return f'IF(OR({none_left},{enough}),"not_rated",{worst})'


def _children(basis: Basis, node: Node, column: str) -> str:
    """Return the sum of a column over a node's children.

    The children are named one by one: a sum over the whole column by parent would include the
    node's own row, and a formula may not depend on itself.
    """
    letter = CALCULATION.letter(column)
    rows = [basis.node_rows[child.id] for child in node.children]
    if not rows:
        return "0"
    starts = [rows[0], *(b for a, b in pairwise(rows) if b != a + 1)]
    ends = [*(a for a, b in pairwise(rows) if b != a + 1), rows[-1]]
    runs = [
        f"{letter}{first}:{letter}{last}" if last > first else f"{letter}{first}"
        for first, last in zip(starts, ends, strict=True)
    ]
    return f"SUM({','.join(runs)})"


# --- indices -----------------------------------------------------------------------------


def _index_cells(basis: Basis, node: Node, score: NodeScore, at: _At) -> Iterator[Cell]:
    sums = _sums(basis, node)
    silent = f'{at("aggregate")}="",{at("state")}="not_rated"'
    yield Live(_summed(basis, node, "value_weight", None, "part_weight"), sums[0])
    yield Live(_summed(basis, node, "value_weight", "x_low", "part_sum"), sums[1])
    answered = f"{at('value_sum')}/{at('value_weight')}"
    none = f"OR({silent},{at('value_weight')}=0)"
    yield Live(f'IF({none},"",{answered})', score.answered_index)
    yield Live(_summed(basis, node, "bound_weight", None, "part_bound_weight"), sums[2])
    yield Live(_summed(basis, node, "bound_weight", "x_low", "part_low"), sums[3])
    yield Live(_summed(basis, node, "bound_weight", "x_high", "part_high"), sums[4])
    said = at("answered_index")
    yield Live(f'IF({at("state")}="insufficient","",{said})', score.index)
    for bound, value in (("low", score.index_low), ("high", score.index_high)):
        share = f"{at(f'{bound}_sum')}/{at('bound_weight')}"
        yield Live(f'IF(OR({silent},{at("bound_weight")}=0),"",{share})', value)
    shown = (("index", score.value), ("index_low", score.low), ("index_high", score.high))
    for column, value in shown:
        width = f"({at('scale_max')}-{at('scale_min')})"
        on_scale = f"{at('scale_min')}+{width}*{at(column)}"
        yield Live(f'IF(ISNUMBER({at(column)}),{on_scale},"")', value)


def _summed(basis: Basis, node: Node, weight: str, x: str | None, part: str) -> str:
    """Return the sum over a node's own items and its children."""
    terms = []
    rows = basis.own_rows(node)
    if rows:
        weights = VALUES.span(weight, *rows)
        own = f"SUM({weights})" if x is None else f"SUMPRODUCT({weights},{VALUES.span(x, *rows)})"
        terms.append(own)
    if node.children:
        terms.append(_children(basis, node, part))
    return "+".join(terms) or "0"


def _sums(basis: Basis, node: Node) -> tuple[Fraction, ...]:
    """Return weight and sum in the value, then weight, lowest and highest sum in the bounds."""
    counts_open = basis.questionnaire.missing == "lowest"
    total = [_ZERO] * 5
    for item in node.items:
        score = basis.card.items[item.id]
        if item.type != "choice" or score.state == "not_applicable":
            continue
        low, high = (_ZERO, Fraction(1)) if score.x is None else (score.x, score.x)
        in_value = item.weight if score.x is not None or counts_open else _ZERO
        for position, term in enumerate(
            (in_value, in_value * low, item.weight, item.weight * low, item.weight * high)
        ):
            total[position] += term
    for child in node.children:
        for position, term in enumerate(_parts(basis.card.nodes[child.id])):
            total[position] += term
    return tuple(total)


def _parts(score: NodeScore) -> tuple[Fraction, Fraction, Fraction, Fraction, Fraction]:
    """Return what a node hands to its parent: weight and sum in value, then in the bounds."""
    weight, answered = score.weight, score.answered_index
    in_value = (_ZERO, _ZERO) if answered is None else (weight, weight * answered)
    if score.index_low is None or score.index_high is None:
        return (*in_value, _ZERO, _ZERO, _ZERO)
    return (*in_value, weight, weight * score.index_low, weight * score.index_high)


# --- levels ------------------------------------------------------------------------------


def _level_cells(ladder: Ladder, node: Node, score: NodeScore, at: _At) -> Iterator[Cell]:
    if node.levels is None:
        yield from [None] * LEVEL_COLUMNS
        return
    yield number(node.levels.own)
    yield number(node.levels.lower)
    yield from _reading_cells(ladder, node, "low", at)
    yield from _reading_cells(ladder, node, "high", lambda name: at(f"{name}_high"))
    silent = f'{at("state")}="not_rated"'
    low, high = f"{at('reached')}+{at('way')}", f"{at('reached_high')}+{at('way_high')}"
    unsaid = f'OR({silent},{at("state")}="insufficient")'
    yield Live(f'IF({unsaid},"",{low})', score.level)
    yield Live(cut_to_tenth(at("level")), _shown(score.level))
    yield Live(f'IF({silent},"",{low})', score.level_low)
    yield Live(f'IF({silent},"",{high})', score.level_high)
    yield Live(cut_to_tenth(at("level_high")), _shown(score.level_high))


def _reading_cells(ladder: Ladder, node: Node, bound: str, at: _At) -> Iterator[Cell]:
    if node.id not in ladder.groups:
        yield from (0, "", 0, 0, 0)
        return
    reading: Reading = ladder.read(node.id, bound)
    rows = ladder.level_rows[node.id]

    def span(column: str) -> str:
        return LEVELS.span(column, *rows)

    yield Live(f"MAX({span(f'met_{bound}')})", reading.reached)
    after = span(f"after_{bound}")
    yield Live(f'IF(COUNT({after})=0,"",MIN({after}))', reading.following)
    reached, following = at("reached"), at("next")
    missing = f"INDEX({span(f'missing_{bound}')},{following})"
    yield Live(f'IF({following}="",0,{missing})', reading.missing)
    asked = span("asked")
    met = f"IF({reached}=0,0,INDEX({asked},MAX(1,{reached})))"
    yield Live(f'IF({following}="",0,INDEX({asked},{following})-{met})', reading.asked)
    way = f"1-{at('missing')}/{at('asked')}"
    yield Live(f"IF(ROUND({at('asked')},12)=0,0,{way})", reading.way)


def cut_to_tenth(cell: str) -> str:
    """Return the formula of a level as shown; rounded first, or 2.9999… of 3 would show 2.9."""
    return f'IF(ISNUMBER({cell}),TRUNC(ROUND({cell},12),1),"")'


def _shown(level: Fraction | None) -> Plain:
    return None if level is None else Fraction(shown_level(level))


# --- what the parent needs ---------------------------------------------------------------


def _parent_cells(score: NodeScore, at: _At) -> Iterator[Cell]:
    weight, index, low = at("weight"), at("answered_index"), at("index_low")
    applies = score.counts.applicable > 0
    left = applies and score.state != "not_rated"
    formulas: Sequence[str] = (
        f"IF(ISNUMBER({index}),{weight},0)",
        f"IF(ISNUMBER({index}),{weight}*{index},0)",
        f"IF(ISNUMBER({low}),{weight},0)",
        f"IF(ISNUMBER({low}),{weight}*{low},0)",
        f"IF(ISNUMBER({low}),{weight}*{at('index_high')},0)",
        f"IF({at('applicable')}>0,{weight},0)",
        f"{at('left')}*{weight}",
        f'IF(AND({at("applicable")}>0,{at("state")}<>"not_rated"),1,0)',
        f'IF(AND({at("left")}=1,{at("state")}="rated"),1,0)',
        f'IF(AND({at("left")}=1,{at("state")}="insufficient"),1,0)',
    )
    values: Sequence[Plain] = (
        *_parts(score),
        score.weight if applies else 0,
        score.weight if left else 0,
        int(left),
        int(left and score.state == "rated"),
        int(left and score.state == "insufficient"),
    )
    for formula, value in zip(formulas, values, strict=True):
        yield Live(formula, value)
