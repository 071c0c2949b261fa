"""Calculation: every node's counts, state, index, bounds and level as live formulas."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.shown import shown_level
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.groups import LEVELS, Ladder, Reading
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Plain, Row, Sheet, number
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.values import VALUES
from maturity_app.wording import ENGLISH, Wording

_ZERO = Fraction(0)


def _columns(w: Wording) -> tuple[Column, ...]:
    described = (*_identity(w), *_counts(w), *_indices(w), *_levels(w), *_for_parents(w))
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


_Described = tuple[str, str, Style, float, str]


def _identity(w: Wording) -> tuple[_Described, ...]:
    return (
        ("node", w("Node"), Style.TEXT, 18, w("Permanent id of the node.")),
        ("title", w("Measure"), Style.TEXT, 34, w("The node's title.")),
        ("parent", w("Parent"), Style.TEXT, 14, w("Id of the node above.")),
        ("code", w("Code"), Style.TEXT, 8, w("The dimension's code.")),
        ("kind", w("Kind"), Style.TEXT, 12, w("practice, safeguard, pressure, enabler or outcome; empty for a group.")),
        ("weight", w("Weight"), Style.GENERAL, 9, w("The node's weight in its parent.")),
        ("aggregate", w("Aggregate"), Style.TEXT, 11, w("How the index is formed; empty: it has none.")),
        ("scale_min", w("Scale from"), Style.GENERAL, 9, w("Lowest value of the shown scale.")),
        ("scale_max", w("Scale to"), Style.GENERAL, 9, w("Highest value of the shown scale.")),
    )  # fmt: skip


def _counts(w: Wording) -> tuple[_Described, ...]:
    count = Style.COUNT
    return (
        ("shown", w("Shown"), count, 9, w("Choice items shown.")),
        ("applicable", w("Applicable"), count, 11, w("Shown less not applicable.")),
        ("not_applicable", w("Not applicable"), count, 11, w("Items set aside.")),
        ("answered", w("Answered"), count, 11, w("Items answered.")),
        ("dont_know", w("Don't know"), count, 10, w("Items nobody knew.")),
        ("coverage", w("Coverage"), Style.PERCENT, 10, w("Answered ÷ applicable, 0 to 1.")),
        ("state", w("State"), Style.TEXT, 13, w("rated, provisional, insufficient or not_rated.")),
    )


def _indices(w: Wording) -> tuple[_Described, ...]:
    exact = Style.EXACT
    return (
        ("value_weight", w("Weight in value"), Style.GENERAL, 10, w("Weight of all that counts in the value.")),
        ("value_sum", w("Sum in value"), exact, 10, w("Σ weight × index of all that counts in the value.")),
        ("answered_index", w("Index of answers"), exact, 10,
         w("The index (0 to 1) of what is answered, even where that is too little to be said; the parent uses it.")),
        ("bound_weight", w("Weight in bounds"), Style.GENERAL, 10, w("Weight of all that counts in the bounds.")),
        ("low_sum", w("Sum, lowest"), exact, 10, w("Σ weight × lowest index.")),
        ("high_sum", w("Sum, highest"), exact, 10, w("Σ weight × highest index.")),
        ("index", w("Index (0 to 1)"), exact, 10, w("The index, unrounded.")),
        ("index_low", w("Index (0 to 1), low"), exact, 10, w("The index with open items at their lowest.")),
        ("index_high", w("Index (0 to 1), high"), exact, 10, w("The index with open items at their highest.")),
        ("value", w("Index"), exact, 10, w("The index on the node's scale, unrounded.")),
        ("low", w("Index low"), exact, 10, w("The lowest value that open items still allow.")),
        ("high", w("Index high"), exact, 10, w("The highest value that open items still allow.")),
    )  # fmt: skip


def _levels(w: Wording) -> tuple[_Described, ...]:
    count, exact = Style.COUNT, Style.EXACT
    return (
        ("level_own", w("Level asks of its own group"), exact, 12,
         w("What a level asks of the mean of its own group.")),
        ("level_lower", w("Level asks of lower groups"), exact, 12,
         w("What a level asks of the mean of every group below it.")),
        ("reached", w("Whole level"), count, 9, w("The level reached, open items at their lowest.")),
        ("next", w("Next level"), count, 9, w("The next level that applies.")),
        ("missing", w("Missing"), exact, 10, w("What the groups lack for the next level, weighted.")),
        ("asked", w("Asked"), exact, 10, w("What the next level asks beyond the one reached, weighted.")),
        ("way", w("Way"), exact, 10, w("The way to the next level: 1 − missing ÷ asked.")),
        ("reached_high", w("Whole level, high"), count, 9, w("The level reached, open items at their highest.")),
        ("next_high", w("Next level, high"), count, 9, w("The next level after it.")),
        ("missing_high", w("Missing, high"), exact, 10, w("Missing, open items at their highest.")),
        ("asked_high", w("Asked, high"), exact, 10, w("Asked, open items at their highest.")),
        ("way_high", w("Way, high"), exact, 10, w("The way, open items at their highest.")),
        ("level", w("Level, exact"), exact, 10, w("Whole level and way; empty where insufficient or not rated.")),
        ("level_shown", w("Level"), Style.ONE, 9, w("The level as shown: cut to one decimal, never rounded up.")),
        ("level_low", w("Level low"), exact, 10, w("The level with open items at their lowest.")),
        ("level_high", w("Level high"), exact, 10, w("The level with open items at their highest.")),
        ("level_high_shown", w("Level high, shown"), Style.ONE, 10, w("The highest level as shown.")),
    )  # fmt: skip


def _for_parents(w: Wording) -> tuple[_Described, ...]:
    exact, general, count = Style.EXACT, Style.GENERAL, Style.COUNT
    return (
        ("part_weight", w("For the parent: weight in value"), general, 12, w("The weight where the node counts in its parent's value.")),
        ("part_sum", w("For the parent: weight × index"), exact, 12, w("Its weight × index there.")),
        ("part_bound_weight", w("For the parent: weight in bounds"), general, 12, w("The weight where the node counts in its parent's bounds.")),
        ("part_low", w("For the parent: weight × lowest"), exact, 12, w("Its weight × lowest index there.")),
        ("part_high", w("For the parent: weight × highest"), exact, 12, w("Its weight × highest index there.")),
        ("applying_weight", w("For the parent: weight applying"), general, 12, w("The weight where anything is applicable.")),
        ("left_weight", w("For the parent: weight rated"), general, 12, w("The weight where it is also rated in some way.")),
        ("left", w("For the parent: is rated in some way"), count, 12, w("1 where anything is applicable and the state is not not_rated.")),
        ("left_rated", w("For the parent: is rated"), count, 12, w("1 where the state is rated as well.")),
        ("left_insufficient", w("For the parent: is insufficient"), count, 12, w("1 where the state is insufficient.")),
    )  # fmt: skip


CALCULATION = Grid("Calculation", tuple(column.id for column in _columns(ENGLISH)))


def calculation_sheet(basis: Basis, ladder: Ladder) -> Sheet:
    """Return every node of the tree, parents above their children."""
    return Sheet(
        name="Calculation",
        meaning=basis.w("Step 4: every group and dimension with its figures, unrounded."),
        columns=_columns(basis.w),
        rows=tuple(_row(basis, ladder, node) for node in basis.questionnaire.nodes.values()),
        is_machinery=True,
        frozen_columns=2,
        strong_rows=frozenset(
            basis.node_rows[node.id] for node in basis.questionnaire.nodes.values() if node.children
        ),
    )


def rule_cells(basis: Basis) -> dict[str, tuple[str, str]]:
    """Return where each node's rule for levels stands: what is asked of its own and lower groups."""
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
        yield from [None] * len(_levels(ENGLISH))
        return
    yield number(node.levels.own)
    yield number(node.levels.lower)
    for bound, suffix in (("low", ""), ("high", "_high")):
        yield from _reading_cells(ladder, node, bound, lambda name, end=suffix: at(name + end))
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
    """Return the formula of a level as shown; rounding first keeps 2.9999… of 3 from showing 2.9."""
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
    yield from map(Live, formulas, values)
