"""Items: every question with its answer in words, for people to read."""

from maturity_app.domain.questionnaire import Item
from maturity_app.reports import phrases
from maturity_app.reports.excel.answers import OPTIONS
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.rules import text_of
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, number
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.values import VALUES, looked_up
from maturity_app.wording import ENGLISH, Wording


def _columns(w: Wording) -> tuple[Column, ...]:
    described = (
        ("item_id", w("Item id"), Style.TEXT, 16, w("Permanent id of the item.")),
        ("code", w("Code"), Style.TEXT, 8, w("The item's number as people see it.")),
        ("dimension", w("Dimension"), Style.LONG, 20, w("The dimension it belongs to.")),
        ("statement", w("Statement"), Style.LONG, 46, w("The question's text.")),
        ("answer", w("Answer"), Style.LONG, 16,
         w("The option chosen, the text, or why there is none.")),
        ("x", w("x"), Style.EXACT, 9, w("What the answer counts, 0 to 1.")),
        ("weight", w("Weight"), Style.GENERAL, 9, w("The item's weight.")),
        ("level", w("Level group"), Style.COUNT, 9,
         w("The level whose group the item belongs to.")),
        ("gate", w("Gate"), Style.CENTRE, 9,
         w("Whether no higher level is reached without the item.")),
        ("comment", w("Comment"), Style.LONG, 36, w("The comment on the answer.")),
        ("evidence", w("Evidence"), Style.LONG, 28,
         w("Evidence for the answer, one piece a line.")),
        ("next_step", w("Next step"), Style.LONG, 36, w("What to do next, for the answer given.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


ITEMS = Grid("Items", tuple(column.id for column in _columns(ENGLISH)))


def items_sheet(basis: Basis, last_answer: int, last_option: int) -> Sheet:
    """Return one row an item; what was answered follows Answers."""
    gates = {
        gate.item for n in basis.questionnaire.nodes.values() if n.levels for gate in n.levels.gates
    }
    items = basis.questionnaire.items.values()
    return Sheet(
        name="Items",
        meaning=basis.w("Every question with its answer, comment, evidence and next step."),
        columns=_columns(basis.w),
        rows=[
            _row(basis, item, row, (last_answer, last_option), is_gate=item.id in gates)
            for row, item in enumerate(items, start=2)
        ],
        has_filter=True,
        frozen_columns=2,
    )


def _row(basis: Basis, item: Item, row: int, ends: tuple[int, int], *, is_gate: bool) -> Row:
    definition, w = basis.questionnaire, basis.w
    answer = basis.assessment.answer(item.id)
    dimension = definition.dimension_of(item.id)
    key = ITEMS.here("item_id", row)
    is_choice = item.type == "choice"
    scored = basis.card.items[item.id]
    x = VALUES.cell("x", basis.value_rows[item.id]) if is_choice else ""
    return (
        item.id,
        definition.code(item.id),
        dimension.title if dimension else definition.homes[item.id].title,
        item.text,
        _answer(basis, item, key, ends),
        Live(x, scored.x) if is_choice else None,
        number(item.weight) if is_choice else None,
        item.level,
        w("gate") if is_gate else "",
        Live(looked_up("comment", key, ends[0]), answer.comment),
        Live(looked_up("evidence", key, ends[0]), answer.evidence),
        _next_step(basis, item, ends[1]) if is_choice else "",
    )


def _answer(basis: Basis, item: Item, key: str, ends: tuple[int, int]) -> Cell:
    answer = basis.assessment.answer(item.id)
    said = looked_up("state", key, ends[0])
    state = text_of(f'"answer."&{said}')
    word = phrases.answer_word(basis.questionnaire, item.id, answer, basis.w)
    if item.type == "choice":
        row = basis.value_rows[item.id]
        scored, label = VALUES.cell("state", row), _of_option(basis, item, "label", ends[1])
        state = text_of(f'"answer."&{scored}')
        return Live(f'IF({scored}="answered",{label},{state})', word)
    text, value = looked_up("text", key, ends[0]), looked_up("value", key, ends[0])
    given = text
    if item.type == "measure":
        either = f'IF({text}="",{text_of(quoted_answer())},{text})'
        given = f'IF({value}="",{either},{value})'
    return Live(f'IF({said}="answered",{given},{state})', word)


def quoted_answer() -> str:
    """Return the code of the word for an answer without words of its own."""
    return '"answer.answered"'


def _next_step(basis: Basis, item: Item, last_option: int) -> Cell:
    scored = basis.card.items[item.id]
    option = basis.questionnaire.option(item.id, scored.option or "")
    cell = VALUES.cell("x", basis.value_rows[item.id])
    step = _of_option(basis, item, "next_step", last_option)
    return Live(f'IF(ISNUMBER({cell}),{step},"")', option.next_step if option else "")


def _of_option(basis: Basis, item: Item, column: str, last_option: int) -> str:
    """Return the formula of what Options says of the option chosen."""
    row = basis.value_rows[item.id]
    key = f'{VALUES.cell("item_id", row)}&"|"&{VALUES.cell("option", row)}'
    wanted, keys = OPTIONS.span(column, 2, last_option), OPTIONS.span("key", 2, last_option)
    return f'INDEX({wanted},MATCH({key},{keys},0))&""'
