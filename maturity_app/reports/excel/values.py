"""Values: each item as it counts, looked up from the answer and its option."""

from collections.abc import Iterator
from fractions import Fraction

from maturity_app.domain.questionnaire import Item
from maturity_app.reports.excel.answers import ANSWERS, OPTIONS
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.sheet import Column, Grid, Live, Plain, Row, Sheet, number
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import ENGLISH, Wording

_ZERO, _ONE = Fraction(0), Fraction(1)


def _columns(w: Wording) -> tuple[Column, ...]:
    count, exact = Style.COUNT, Style.EXACT
    described = (
        ("item_id", w("Item id"), Style.TEXT, 20, w("Permanent id of the item.")),
        ("code", w("Code"), Style.TEXT, 8, w("The item's number as people see it.")),
        ("node", w("Node"), Style.TEXT, 18, w("Id of the node the item stands in.")),
        ("weight", w("Weight"), Style.GENERAL, 9, w("The item's weight.")),
        ("level", w("Level group"), count, 9, w("The level whose group the item belongs to.")),
        ("shown", w("Shown"), count, 9,
         w("1 if the item is shown, 0 if a condition hides it. A value, not a formula.")),
        ("said", w("State as given"), Style.TEXT, 16, w("The state on Answers.")),
        ("option", w("Option"), Style.TEXT, 14, w("The option on Answers.")),
        ("x", w("x"), exact, 9, w("What the option counts, 0 to 1; empty without an answer.")),
        ("state", w("State"), Style.TEXT, 16,
         w("The state that counts: without a valid option an item is not answered.")),
        ("applicable", w("Applicable"), count, 11, w("1 if shown and not set aside.")),
        ("answered", w("Answered"), count, 11, w("1 if applicable with a valid option.")),
        ("dont_know", w("Don't know"), count, 11, w("1 if nobody knew.")),
        ("x_low", w("x, lowest"), exact, 10, w("x; an open item at its lowest, 0.")),
        ("x_high", w("x, highest"), exact, 10, w("x; an open item at its highest, 1.")),
        ("bound_weight", w("Weight in bounds"), Style.GENERAL, 11,
         w("The weight where the item is applicable, else 0.")),
        ("value_weight", w("Weight in value"), Style.GENERAL, 11,
         w("The weight where the item counts in the value: answered, or open where the rule on "
           "missing says lowest.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


VALUES = Grid("Values", tuple(column.id for column in _columns(ENGLISH)))


def values_sheet(basis: Basis, last_answer: int, last_option: int) -> Sheet:
    """Return the choice items as they count; the rows looked up end where the sheets end."""
    return Sheet(
        name="Values",
        meaning=basis.w("Step 1 of the calculation: each item as it counts."),
        columns=_columns(basis.w),
        rows=tuple(_row(basis, item, last_answer, last_option) for item in basis.choices),
        is_machinery=True,
        frozen_columns=2,
    )


def looked_up(column: str, key: str, last: int) -> str:
    """Return the formula that finds what Answers says of the item named in a cell."""
    wanted, ids = ANSWERS.span(column, 2, last), ANSWERS.span("item_id", 2, last)
    # Joined to an empty text: an empty cell would come back as 0.
    return f'INDEX({wanted},MATCH({key},{ids},0))&""'


def _row(basis: Basis, item: Item, last_answer: int, last_option: int) -> Row:
    row = basis.value_rows[item.id]
    given, scored = basis.assessment.answer(item.id), basis.card.items[item.id]
    applicable = int(scored.state != "not_applicable")
    key = VALUES.here("item_id", row)
    fixed = (
        item.id,
        basis.questionnaire.code(item.id),
        scored.parent,
        number(item.weight),
        item.level,
        1,
        Live(looked_up("state", key, last_answer), given.state),
        Live(looked_up("option", key, last_answer), given.option or ""),
        Live(_x(row, last_option), scored.x),
        Live(_state(row), scored.state),
    )
    counts_open = basis.questionnaire.missing == "lowest"
    in_value = applicable and (scored.x is not None or counts_open)
    results: tuple[Plain, ...] = (
        applicable,
        int(scored.x is not None),
        int(scored.state == "dont_know"),
        _ZERO if scored.x is None else scored.x,
        _ONE if scored.x is None else scored.x,
        item.weight * applicable,
        item.weight if in_value else _ZERO,
    )
    counted = zip(_counting(row), results, strict=True)
    return (*fixed, *(Live(formula, value) for formula, value in counted))


def _x(row: int, last_option: int) -> str:
    key = f'{VALUES.here("item_id", row)}&"|"&{VALUES.here("option", row)}'
    keys, xs = OPTIONS.span("key", 2, last_option), OPTIONS.span("x", 2, last_option)
    found = f'IFERROR(INDEX({xs},MATCH({key},{keys},0)),"")'
    return f'IF({VALUES.here("said", row)}="answered",{found},"")'


def _state(row: int) -> str:
    said, x = VALUES.here("said", row), VALUES.here("x", row)
    other = f'IF(OR({said}="not_applicable",{said}="dont_know"),{said},"not_answered")'
    return f'IF(ISNUMBER({x}),"answered",{other})'


def _counting(row: int) -> Iterator[str]:
    def at(column: str) -> str:
        return VALUES.here(column, row)

    yield f'IF(AND({at("shown")}=1,{at("state")}<>"not_applicable"),1,0)'
    yield f'IF(AND({at("applicable")}=1,{at("state")}="answered"),1,0)'
    yield f'IF(AND({at("applicable")}=1,{at("state")}="dont_know"),1,0)'
    yield f"IF({at('answered')}=1,{at('x')},0)"
    yield f"IF({at('answered')}=1,{at('x')},1)"
    yield f"{at('weight')}*{at('applicable')}"
    counts = f'OR({at("answered")}=1,rule_missing="lowest")'
    yield f"IF(AND({at('applicable')}=1,{counts}),{at('weight')},0)"
