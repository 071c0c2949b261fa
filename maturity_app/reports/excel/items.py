"""Items: every question with its answer in words, for people to read."""

from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.reports.excel.answers import OPTIONS
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.conditions import Conditions
from maturity_app.reports.excel.rules import text_of
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, number, quoted
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.value_columns import VALUES
from maturity_app.reports.excel.values import looked_up
from maturity_app.reports.phrases import said_word
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
        ("dissent", w("Dissent"), Style.LONG, 24,
         w("What those hold who do not share what the team agreed.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


ITEMS = Grid("Items", tuple(column.id for column in _columns(ENGLISH)))


def items_sheet(basis: Basis, conditions: Conditions) -> Sheet:
    """Return one row an item, those the unit added last; what was answered follows Answers."""
    local = basis.questionnaire.local_nodes
    items = sorted(
        basis.questionnaire.items.values(),
        key=lambda item: basis.questionnaire.homes[item.id].id in local,
    )
    return Sheet(
        name="Items",
        meaning=basis.w("Every question with its answer, comment, evidence and next step."),
        columns=_columns(basis.w),
        rows=[
            _Cells(basis, conditions, item, row).row() for row, item in enumerate(items, start=2)
        ],
        has_filter=True,
        frozen_columns=2,
        hidden=_unused(basis),
    )


def _unused(basis: Basis) -> frozenset[str]:
    """Return the columns that no item fills."""
    unused = set() if basis.has_levels else {"level", "gate"}
    if not any(item.next_steps for item in basis.choices):
        unused.add("next_step")
    if not basis.assessment.sources:
        unused.add("dissent")
    return frozenset(unused)


class _Cells:
    """The cells of one item's row."""

    def __init__(self, basis: Basis, conditions: Conditions, item: Item, row: int) -> None:
        self._basis, self._conditions, self._item = basis, conditions, item
        self._key = ITEMS.here("item_id", row)
        self._answer = basis.assessment.answer(item.id)
        self._scored = basis.card.items[item.id]

    def row(self) -> Row:
        """Return all cells of the row."""
        item, definition = self._item, self._basis.questionnaire
        is_choice = item.type == "choice"
        return (
            item.id,
            definition.code(item.id),
            self._place(),
            item.text,
            self._said(),
            Live(self._value("x"), self._scored.x) if is_choice else None,
            number(item.weight) if is_choice else None,
            item.level,
            self._basis.w("gate") if item.id in self._basis.gates else "",
            Live(self._looked_up("comment"), self._answer.comment),
            Live(self._looked_up("evidence"), self._answer.evidence),
            self._next_step() if is_choice else "",
            Live(self._looked_up("dissent"), self._answer.dissent),
        )

    def _place(self) -> str:
        """Return the dimension's title; outside all dimensions the groups from the top down."""
        definition, w = self._basis.questionnaire, self._basis.w
        home = definition.homes[self._item.id]
        dimension = definition.dimension_of(self._item.id)
        name = dimension.title if dimension else " › ".join(_path(definition, home))
        return w("{name} (added by the unit)", name=name) if self._basis.is_local(home) else name

    def _said(self) -> Cell:
        definition, w = self._basis.questionnaire, self._basis.w
        formula = self._of_choice() if self._item.type == "choice" else self._of_words()
        if self._item.id in self._conditions:
            met = self._conditions.cell(self._item.id)
            unasked = f"IF({met}=0,{_word('hidden')},{_word('waiting')})"
            formula = f"IF({met}=1,{formula},{unasked})"
        return Live(formula, said_word(definition, self._answer, self._scored, w))

    def _of_choice(self) -> str:
        state = self._value("state")
        words = text_of(f'"answer."&{state}')
        return f'IF({state}="answered",{self._of_option("label")},{words})'

    def _of_words(self) -> str:
        said, text = self._looked_up("state"), self._looked_up("text")
        given = text
        if self._item.type == "measure":
            value = self._looked_up("value")
            either = f'IF({text}="",{_word("answered")},{text})'
            given = f'IF({value}="",{either},{value})'
        words = text_of(f'"answer."&{said}')
        return f'IF({said}="answered",{given},{words})'

    def _next_step(self) -> Cell:
        option = self._basis.questionnaire.option(self._item.id, self._scored.option or "")
        step = self._of_option("next_step")
        formula = f'IF(ISNUMBER({self._value("x")}),{step},"")'
        return Live(formula, option.next_step if option else "")

    def _value(self, column: str) -> str:
        return VALUES.cell(column, self._basis.value_rows[self._item.id])

    def _looked_up(self, column: str) -> str:
        return looked_up(column, self._key, self._basis.last_answer)

    def _of_option(self, column: str) -> str:
        """Return the formula of what Options says of the option chosen."""
        last = self._basis.last_option
        key = f'{self._value("item_id")}&"|"&{self._value("option")}'
        wanted, keys = OPTIONS.span(column, 2, last), OPTIONS.span("key", 2, last)
        return f'INDEX({wanted},MATCH({key},{keys},0))&""'


def _path(definition: Questionnaire, node: Node) -> list[str]:
    """Return the titles of the groups a node stands in, without the root unless it is alone."""
    parent = definition.parents.get(node.id)
    if parent is None or parent.id == definition.tree.id:
        return [node.title]
    return [*_path(definition, parent), node.title]


def _word(code: str) -> str:
    """Return the formula of the word for a state of an answer."""
    return text_of(quoted(f"answer.{code}"))
