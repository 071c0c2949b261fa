"""The hidden sheets of a form: what each answer amounts to now, and the lists to choose from."""

from collections.abc import Iterator

from maturity_app.domain.questionnaire import Item
from maturity_app.reports.excel.form_layout import STATES, FormLayout
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, quoted
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.form_parts import LISTS, STATE
from maturity_app.reports.phrases import answer_state_word
from maturity_app.reports.rules import condition_text
from maturity_app.wording import Wording

KEPT = "kept"


def state_sheet(layout: FormLayout) -> Sheet:
    """Return a row an item: whether it is asked, what was said, and whether that will do."""
    return Sheet(
        name=STATE,
        meaning="",
        columns=[Column(id=name, header=name, meaning="") for name in STATES.ids],
        rows=[_state_row(layout, item_id) for item_id in layout.state_rows],
        is_machinery=True,
        is_hidden=True,
        is_protected=True,
    )


def _state_row(layout: FormLayout, item_id: str) -> Row:
    section, row = layout.places[item_id]
    item, here = layout.questionnaire.items[item_id], layout.state_rows[item_id]
    answer = f"TRIM({section.grid.cell('answer', row)})"
    hangs = item_id in layout.conditions
    state, given = state_now(layout, item_id), layout.record.answer(item_id)

    def at(column: str) -> str:
        return STATES.here(column, here)

    said = at("said")
    if "reason" in layout.columns:
        reason = f'TRIM({section.grid.cell("reason", row)})=""'
        aside = f'IF({reason},"reason_missing","not_applicable")'
        said = f'IF({said}="not_applicable",{aside},{said})'
    if hangs:
        said = f'IF({at("met")}=0,"hidden",IF({at("met")}<1,"pending",{said}))'
    done = ",".join(f"{at('state')}={quoted(code)}" for code in DONE)
    hidden, pending = why_not(layout, item)
    return (
        item_id,
        section.node.id,
        Live(_said(layout, item, answer, at("option")), given.state),
        Live(_option(layout, item, answer), given.option or "") if item.type == "choice" else "",
        Live(f'IF({at("said")}="answered",1,"")', 1 if given.state == "answered" else None),
        Live(layout.conditions.cell(item_id), layout.conditions.result(item_id)) if hangs else 1,
        Live(f"IF({at('met')}=0,0,1)", int(state != "hidden")),
        Live(said, state),
        Live(at("shown"), int(state != "hidden")),
        Live(f"IF(OR({done}),1,0)", int(state in DONE)),
        hidden,
        pending,
    )


_WILD = "~*?"
"""What stands for other characters where a text is looked for; the first escapes the others."""

DONE = ("answered", "dont_know", "not_applicable")


def state_now(layout: FormLayout, item_id: str) -> str:
    """Return what an item's state is with what is entered."""
    met = layout.conditions.result(item_id) if item_id in layout.conditions else 1
    if met == 0:
        return "hidden"
    return "pending" if met < 1 else layout.record.answer(item_id).state


def _said(layout: FormLayout, item: Item, answer: str, option: str) -> str:
    otherwise = '"answered"'
    if item.type == "choice":
        otherwise = f'IF({option}="","unknown","answered")'
    for choice in layout.choices[item.id]:
        if choice.aside:
            word = quoted(choice.text)
            otherwise = f'IF({answer}={word},"{choice.aside}",{otherwise})'
    return f'IF({answer}="","not_answered",{otherwise})'


def _option(layout: FormLayout, item: Item, answer: str) -> str:
    choices = layout.choices[item.id]
    count = sum(choice.aside is None for choice in choices)
    if not count:
        return '""'
    number, grid = layout.lists.index(choices), lists_grid(layout)
    texts = grid.span(f"list{number}", 2, count + 1)
    ids = grid.span(f"list{number}_id", 2, count + 1)
    if any(char in choice.text for choice in choices for char in _WILD):
        for char in _WILD:
            answer = f'SUBSTITUTE({answer},"{char}","~{char}")'
    # Joined to an empty text: an id such as "0" is to stay a text.
    return f'IFERROR(INDEX({ids},MATCH({answer},{texts},0))&"","")'


def why_not(layout: FormLayout, item: Item) -> tuple[str, str]:
    """Return why an item is not asked, and why it is not asked yet."""
    if item.show_when is None:
        return "", ""
    w = layout.w
    condition = condition_text(layout.questionnaire, item.show_when, w)
    return (
        w("Not asked, because it is asked only if {condition}.", condition=condition),
        w("Not asked yet: asked if {condition}.", condition=condition),
    )


# --- lists -------------------------------------------------------------------------------


def lists_grid(layout: FormLayout) -> Grid:
    """Return where the lists are."""
    lists = [name for n in range(len(layout.lists)) for name in (f"list{n}", f"list{n}_id")]
    return Grid(LISTS, ("state", "word", "roles", *lists))


def lists_sheet(layout: FormLayout) -> Sheet:
    """Return the words for states, the roles, and every list of answers, side by side."""
    grid = lists_grid(layout)
    words = list(_words(layout.w))
    columns: list[list[str]] = [[code for code, _ in words], [word for _, word in words]]
    columns.append(list(layout.form.roles))
    for choices in layout.lists:
        columns.append([choice.text for choice in choices])
        columns.append([choice.option or choice.aside or "" for choice in choices])
    height = max(map(len, columns))
    padded = [[*column, *[None] * (height - len(column))] for column in columns]
    rows: list[tuple[Cell, ...]] = list(zip(*padded, strict=True))
    return Sheet(
        name=LISTS,
        meaning="",
        columns=[Column(id=name, header=name, style=Style.TEXT, meaning="") for name in grid.ids],
        rows=rows,
        is_machinery=True,
        is_hidden=True,
        is_protected=True,
    )


def word_of(layout: FormLayout, code: str) -> str:
    """Return the formula of the word for a state; `code` is a formula too."""
    grid, last = lists_grid(layout), len(list(_words(layout.w))) + 1
    words, codes = grid.span("word", 2, last), grid.span("state", 2, last)
    return f'IFERROR(INDEX({words},MATCH({code},{codes},0)),"")'


def said_words(w: Wording) -> dict[str, str]:
    """Return the word for each state that a question may have."""
    return dict(_words(w))


def choices_span(layout: FormLayout, item_id: str) -> str:
    """Return the cells of the list an item's answer is chosen from."""
    choices = layout.choices[item_id]
    number = layout.lists.index(choices)
    return lists_grid(layout).span(f"list{number}", 2, len(choices) + 1)


def roles_span(layout: FormLayout) -> str:
    """Return the cells of the roles to choose from."""
    return lists_grid(layout).span("roles", 2, len(layout.form.roles) + 1)


def _words(w: Wording) -> Iterator[tuple[str, str]]:
    yield "answered", answer_state_word("answered", w)
    yield "dont_know", answer_state_word("dont_know", w)
    yield "not_applicable", answer_state_word("not_applicable", w)
    yield "not_answered", answer_state_word("not_answered", w)
    yield "reason_missing", w("The reason is missing")
    yield "unknown", w("None of the answers")
    yield KEPT, w("What was entered is kept.")
