"""Values: each item as it counts, looked up from the answer and its option."""

from collections.abc import Iterator
from fractions import Fraction

from maturity_app.domain.questionnaire import Item, Node
from maturity_app.domain.scorecard import ItemScore, Part
from maturity_app.reports.excel.answers import ANSWERS, OPTIONS
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.conditions import Conditions
from maturity_app.reports.excel.node_columns import CALCULATION
from maturity_app.reports.excel.parts import At, part_cells
from maturity_app.reports.excel.sheet import Cell, Live, Plain, Row, Sheet, number
from maturity_app.reports.excel.value_columns import VALUES, columns

_ZERO, _ONE = Fraction(0), Fraction(1)


def values_sheet(basis: Basis, conditions: Conditions) -> Sheet:
    """Return the choice items as they count."""
    nodes = basis.questionnaire.nodes.values()
    unused = set()
    if not any(node.aggregate == "sum" for node in nodes):
        unused |= {"scale_min", "scale_max", "scale_low", "scale_high"}
    if not basis.questionnaire.has_conditions:
        unused.add("condition")
    if not basis.has_levels:
        unused |= {"level", "level_weight"}
    return Sheet(
        name="Values",
        meaning=basis.w("Step 1 of the calculation: each item as it counts."),
        columns=columns(basis.w),
        rows=tuple(_row(basis, conditions, item) for item in basis.choices),
        is_machinery=True,
        hidden=frozenset(unused),
        frozen_columns=2,
    )


def looked_up(column: str, key: str, last: int) -> str:
    """Return the formula that finds what Answers says of the item named in a cell."""
    wanted, ids = ANSWERS.span(column, 2, last), ANSWERS.span("item_id", 2, last)
    # Joined to an empty text: an empty cell would come back as 0.
    return f'INDEX({wanted},MATCH({key},{ids},0))&""'


def _row(basis: Basis, conditions: Conditions, item: Item) -> Row:
    row, node = basis.value_rows[item.id], basis.questionnaire.homes[item.id]
    part = basis.item_parts[item.id]

    def at(column: str) -> str:
        return VALUES.here(column, row)

    return (
        item.id,
        basis.questionnaire.code(item.id),
        node.id,
        number(item.weight),
        item.level,
        *_scale(basis, item, part),
        *_answer(basis, conditions, item, at),
        *_counting(basis, item, at),
        *_adding(basis, node, part, at),
    )


def _scale(basis: Basis, item: Item, part: Part) -> tuple[Cell, Cell]:
    rows = basis.option_rows.get(item.id)
    if rows is None:
        return part.scale.min, part.scale.max
    values = OPTIONS.span("value", *rows)
    return Live(f"MIN({values})", part.scale.min), Live(f"MAX({values})", part.scale.max)


def _answer(basis: Basis, conditions: Conditions, item: Item, at: At) -> Iterator[Cell]:
    given, scored = basis.assessment.answer(item.id), basis.card.items[item.id]
    hangs, condition = item.id in conditions, at("condition")
    yield Live(conditions.cell(item.id), _met(scored)) if hangs else None
    yield Live(f"IF({condition}=0,0,1)", int(scored.state != "hidden")) if hangs else 1
    yield Live(looked_up("state", at("item_id"), basis.last_answer), given.state)
    yield Live(looked_up("option", at("item_id"), basis.last_answer), given.option or "")
    x = _x(at, basis.last_option)
    yield Live(f'IF({condition}=1,{x},"")' if hangs else x, scored.x)
    state = _state(at)
    if hangs:
        waiting = f'IF({condition}=1,{state},"not_answered")'
        state = f'IF({at("shown")}=0,"hidden",{waiting})'
    yield Live(state, scored.state)


def _met(scored: ItemScore) -> Plain:
    if scored.state == "hidden":
        return 0
    return Fraction(1, 2) if scored.is_pending else 1


def _x(at: At, last_option: int) -> str:
    key = f'{at("item_id")}&"|"&{at("option")}'
    keys, xs = OPTIONS.span("key", 2, last_option), OPTIONS.span("x", 2, last_option)
    found = f'IFERROR(INDEX({xs},MATCH({key},{keys},0)),"")'
    return f'IF({at("said")}="answered",{found},"")'


def _state(at: At) -> str:
    said = at("said")
    other = f'IF(OR({said}="not_applicable",{said}="dont_know"),{said},"not_answered")'
    return f'IF(ISNUMBER({at("x")}),"answered",{other})'


def _counting(basis: Basis, item: Item, at: At) -> Iterator[Cell]:
    scored = basis.card.items[item.id]
    applicable = int(scored.state not in ("not_applicable", "hidden"))
    formulas = (
        f'IF(AND({at("shown")}=1,{at("state")}<>"not_applicable"),1,0)',
        f'IF(AND({at("applicable")}=1,{at("state")}="answered"),1,0)',
        f'IF(AND({at("applicable")}=1,{at("state")}="dont_know"),1,0)',
        f"IF({at('answered')}=1,{at('x')},0)",
        f"IF({at('answered')}=1,{at('x')},1)",
        f"{at('weight')}*{at('applicable')}",
    )
    results: tuple[Plain, ...] = (
        applicable,
        int(scored.x is not None),
        int(scored.state == "dont_know"),
        _ZERO if scored.x is None else scored.x,
        _ONE if scored.x is None else scored.x,
        item.weight * applicable,
    )
    for formula, result in zip(formulas, results, strict=True):
        yield Live(formula, result)


def _adding(basis: Basis, node: Node, part: Part, at: At) -> Iterator[Cell]:
    applies = f"{at('applicable')}=1"
    in_value = f'AND({applies},OR({at("answered")}=1,rule_missing="lowest"))'
    sources = (
        (in_value, at("x_low")),
        (applies, at("x_low")),
        (applies, at("x_high")),
    )
    threshold = CALCULATION.cell("threshold", basis.node_rows[node.id])
    return part_cells(node, part, at, sources, threshold)
