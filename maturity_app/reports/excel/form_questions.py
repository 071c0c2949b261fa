"""The sheets of a form on which questions are answered, one a dimension."""

from collections.abc import Iterable, Iterator, Mapping

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from maturity_app.domain.questionnaire import Item, Node
from maturity_app.reports.excel.form_layout import STATES, FormLayout, Section
from maturity_app.reports.excel.form_state import (
    DONE,
    KEPT,
    choices_span,
    said_words,
    state_now,
    why_not,
    word_of,
)
from maturity_app.reports.excel.sheet import Cell, Column, Live, Row, Run, Sheet, Styled, quoted
from maturity_app.reports.excel.styles import EMPHASIS, SAFEGUARD, SECONDARY, SURFACE, Style
from maturity_app.reports.form_parts import fingerprint_of, line
from maturity_app.reports.rules import condition_text

_CHOICES_WIDE, _TALL = (58, 96, 140), 1600
"""How wide the answers to choose from may stand, and how much text a row holds at the first."""


def question_columns(
    layout: FormLayout, choices_wide: float = _CHOICES_WIDE[0], answer_wide: float = 20
) -> tuple[Column, ...]:
    """Return the columns, the same on every sheet of questions but for their widths."""
    w = layout.w
    described = (
        ("item_id", "item_id", Style.TEXT, 20),
        ("code", w("Code"), Style.TEXT, 6),
        ("question", w("Question"), Style.LONG, 40),
        ("choices", w("Answers to choose from"), Style.LONG, choices_wide),
        ("answer", w("Your answer"), Style.LONG, answer_wide),
        ("status", w("Status"), Style.LONG, 22),
        ("measured", w("What was measured"), Style.LONG, 30),
        ("source", w("Source"), Style.LONG, 30),
        ("reason", w("Reason if not applicable"), Style.LONG, 30),
        ("comment", w("Comment"), Style.LONG, 38),
        ("evidence", w("Evidence"), Style.LONG, 34),
        ("state", "state", Style.TEXT, 14),
    )
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning="")
        for name, header, style, width in described
        if name in layout.columns
    )


def question_sheet(layout: FormLayout, section: Section, number: int) -> Sheet:
    """Return a sheet of questions; the text cells that say what was asked are locked."""
    rows = [
        _question(layout, section, entry, row)
        if isinstance(entry, Item)
        else _heading(layout, section, entry, is_first=row == 2)  # noqa: PLR2004 - below the header
        for row, entry in enumerate(section.entries, start=2)
    ]
    longest = max(len(str(row[layout.columns.index("choices")])) for row in rows)
    wide = next(
        (n for n in _CHOICES_WIDE if longest * _CHOICES_WIDE[0] <= _TALL * n), _CHOICES_WIDE[-1]
    )
    is_written = any(item.type == "text" for _, item in section.items)
    columns = question_columns(layout, wide, 44 if is_written else 20)
    first = next(row for row, _ in section.items)
    sheet = Sheet(
        name=section.name,
        table=f"Questions{number}",
        meaning="",
        columns=columns,
        rows=rows,
        has_filter=True,
        frozen_columns=3,
        hidden=_unused(section),
        is_protected=True,
        starts_at=section.grid.here("answer", first),
    )
    sheet.validations += _validations(layout, section)
    sheet.formats += _formats(sheet)
    return sheet


def fingerprints(layout: FormLayout) -> Mapping[str, str]:
    """Return for each item a short hash of the texts that say what is asked."""
    return {
        item.id: fingerprint_of(_fixed(layout, item))
        for section in layout.sections
        for _, item in section.items
    }


def _fixed(layout: FormLayout, item: Item) -> tuple[str, ...]:
    code = layout.questionnaire.code(item.id)
    return code, Styled.of(_asked(layout, item)), Styled.of(_offered(layout, item))


# --- rows --------------------------------------------------------------------------------


def _heading(layout: FormLayout, section: Section, node: Node, *, is_first: bool) -> Row:
    w = layout.w
    name = w("{name} (added by the unit)", name=node.title) if node.local else node.title
    cells: dict[str, Cell] = {
        "code": node.code,
        "question": name,
        "choices": Styled.of([(node.description, "plain")], Style.HEADING),
    }
    if is_first:
        items = [item.id for _, item in section.items]
        formula, told = progress(layout, items, section.node.id)
        cells["status"] = Live(formula, told, Style.HEADING)
    return tuple(
        cell if isinstance(cell, Live | Styled) else Styled(str(cell or ""), Style.HEADING)
        for cell in (cells.get(name) for name in layout.columns)
    )


def progress(layout: FormLayout, items: Iterable[str], section: str = "") -> tuple[str, str]:
    """Return the formula that says how many of a section's items are done, and its result.

    Without a section it counts all of them.
    """
    last = len(layout.state_rows) + 1
    sections = STATES.span("section", 2, last)

    def total(column: str) -> str:
        span = STATES.span(column, 2, last)
        return f"SUMIFS({span},{sections},{quoted(section)})" if section else f"SUM({span})"

    told = quoted(layout.w("{done} of {asked} done", done="\x01", asked="\x02"))
    for mark, column in (("\x01", "done"), ("\x02", "asked")):
        told = told.replace(mark, f'"&{total(column)}&"')
    states = [state_now(layout, item) for item in items]
    done = sum(state in DONE for state in states)
    asked = len(states) - states.count("hidden")
    return told, layout.w("{done} of {asked} done", done=done, asked=asked)


def _question(layout: FormLayout, section: Section, item: Item, row: int) -> Row:
    entries = {name: Styled(text, Style.ENTRY) for name, text in layout.entered(item).items()}
    if item.type != "measure":
        del entries["measured"], entries["source"]
    if item.not_applicable is None:
        del entries["reason"]
    cells: dict[str, Cell] = {
        "item_id": item.id,
        "code": layout.questionnaire.code(item.id),
        "question": Styled.of(_asked(layout, item)),
        "choices": Styled.of(_offered(layout, item)),
        "status": _status(layout, section, item, row),
        "state": Live(STATES.cell("state", layout.state_rows[item.id]), state_now(layout, item.id)),
        **entries,
    }
    return tuple(cells.get(name) for name in layout.columns)


def _asked(layout: FormLayout, item: Item) -> list[Run]:
    w, runs = layout.w, list[Run]()
    if line(item.title) != line(item.text):
        runs.append((f"{item.title}\n", "strong"))
    runs.append((item.text, "plain"))
    quiet = [item.frame] if item.frame else []
    if item.show_when is not None:
        condition = condition_text(layout.questionnaire, item.show_when, w)
        quiet.insert(0, w("Asked if {condition}.", condition=condition))
    if item.evidence:
        quiet.append(w("Such as: {evidence}", evidence=item.evidence))
    runs += [(f"\n{text}", "quiet") for text in quiet]
    return runs


def _offered(layout: FormLayout, item: Item) -> list[Run]:
    w, runs = layout.w, list[Run]()
    options = {option.id: option for option in layout.questionnaire.options(item.id)}
    choices = layout.choices[item.id]
    if any(option.anchor for option in options.values()):
        for choice in choices:
            if choice.option:
                anchor = options[choice.option].anchor
                runs += [(choice.text, "strong"), (f" {_DASH} {anchor}\n", "plain")]
    elif options:
        runs.append((" · ".join(c.text for c in choices if c.option) + "\n", "strong"))
    elif item.type == "measure":
        runs.append((w("Write the value, and beside it what was measured and its source.") + "\n",
                     "plain"))  # fmt: skip
    else:
        runs.append((w("Write it in your own words.") + "\n", "plain"))
    if item.not_applicable is not None:
        runs.append((w.labelled(layout.words["not_applicable"], item.not_applicable), "quiet"))
    last, look = runs[-1]
    return [*runs[:-1], (last.rstrip("\n"), look)]


_DASH = "\N{EN DASH}"


def _status(layout: FormLayout, section: Section, item: Item, row: int) -> Live:
    here = section.grid.here("state", row)
    word, now = word_of(layout, here), state_now(layout, item.id)
    told = said_words(layout.w).get(now, "")
    if item.id in layout.conditions:
        at = layout.state_rows[item.id]
        hidden, pending = STATES.cell("hidden", at), STATES.cell("pending", at)
        kept = f'" "&{word_of(layout, quoted(KEPT))}'
        is_empty = f'{STATES.cell("said", at)}="not_answered"'
        hidden = f'{hidden}&IF({is_empty},"",{kept})'
        word = f'IF({here}="hidden",{hidden},IF({here}="pending",{pending},{word}))'
        why_hidden, why_pending = why_not(layout, item)
        if now == "hidden":
            is_kept = layout.record.answer(item.id).state != "not_answered"
            told = f"{why_hidden} {said_words(layout.w)[KEPT]}" if is_kept else why_hidden
        elif now == "pending":
            told = why_pending
    return Live(word, told)


def _unused(section: Section) -> frozenset[str]:
    items = [item for _, item in section.items]
    unused = {"item_id", "state"}
    if not any(item.type == "measure" for item in items):
        unused |= {"measured", "source"}
    if all(item.not_applicable is None for item in items):
        unused.add("reason")
    if not any(section.node.code or item for item in items):
        unused.add("code")
    return frozenset(unused)


# --- lists to choose from, and how a state is seen -----------------------------------------


def _validations(layout: FormLayout, section: Section) -> Iterator[DataValidation]:
    by_list: dict[tuple[str, bool], list[str]] = {}
    for row, item in section.items:
        key = choices_span(layout, item.id), item.type == "choice"
        by_list.setdefault(key, []).append(section.grid.here("answer", row))
    for (span, is_choice), places in by_list.items():
        rule = DataValidation(type="list", formula1=span, allow_blank=True)
        # What is written in words may be anything; what is chosen must stand in the list.
        rule.showErrorMessage = is_choice
        rule.errorTitle = layout.w("None of the answers")
        rule.error = layout.w("Choose one from the list: Alt and the arrow down open it.")
        rule.sqref = " ".join(places)
        yield rule


def _formats(sheet: Sheet) -> Iterator[tuple[str, Rule]]:
    """Yield how states are seen, besides the words that say them."""
    grid, last = sheet.grid, sheet.last_row
    state = f"${grid.letter('state')}2"
    whole = f"{grid.here('code', 2)}:{grid.here(grid.ids[-2], last)}"
    quiet = DifferentialStyle(
        font=Font(color=SECONDARY), fill=PatternFill(bgColor=SURFACE, fill_type="solid")
    )
    yield whole, _rule(quiet, f'OR({state}="hidden",{state}="pending")')
    care = PatternFill(bgColor=EMPHASIS, fill_type="solid")
    open_cells = f"{grid.here('answer', 2)}:{grid.here('answer', last)}"
    yield open_cells, _rule(DifferentialStyle(fill=care), f'{state}="not_answered"')
    loud = DifferentialStyle(font=Font(b=True, color=SAFEGUARD), fill=care)
    status = f"{grid.here('status', 2)}:{grid.here('status', last)}"
    yield status, _rule(loud, f'OR({state}="reason_missing",{state}="unknown")')
    if "reason" not in grid.ids:
        return
    reasons = f"{grid.here('reason', 2)}:{grid.here('reason', last)}"
    yield reasons, _rule(DifferentialStyle(fill=care), f'{state}="reason_missing"')


def _rule(look: DifferentialStyle, formula: str) -> Rule:
    rule = Rule(type="expression", dxf=look)
    rule.formula = [formula]
    return rule
