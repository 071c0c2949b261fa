"""Answers and Options: what was said and what could be, as other programs may read it."""

import re
from collections.abc import Iterator

from openpyxl.worksheet.datavalidation import DataValidation

from maturity_app.domain.assessment import Answer
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, number
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import ENGLISH, Wording

ANSWER_STATES = ("answered", "not_applicable", "dont_know", "not_answered")
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,11})(\.\d{0,5}[1-9])?")
_MOST_LISTED = 250
"""Excel takes a list of choices of up to 255 characters."""


def _answer_columns(w: Wording) -> tuple[Column, ...]:
    """Return the columns; other programs read them, so the header is the id in any language."""
    described = (
        ("item_id", Style.TEXT, 22, w("Permanent id of the item.")),
        ("revision", Style.COUNT, 9, w("Revision of the item that was answered.")),
        ("type", Style.TEXT, 10, w("choice, text or measure; orphaned: no longer asked.")),
        ("state", Style.TEXT, 16, w("answered, not_applicable, dont_know or not_answered.")),
        ("option", Style.TEXT, 14, w("Id of the option chosen, as listed on Options.")),
        ("text", Style.LONG, 34, w("What was written, for text and measure items.")),
        ("value", Style.LONG, 12, w("The value measured.")),
        ("source", Style.LONG, 22, w("Where the value comes from.")),
        ("reason", Style.LONG, 26, w("Why the item is not applicable.")),
        ("comment", Style.LONG, 50, w("The comment on the answer.")),
        ("evidence", Style.LONG, 40, w("Evidence, one piece a line: text, link or file name.")),
        (
            "change",
            Style.TEXT,
            20,
            w("Why it differs from the last wave: practice_changed, judged_differently or "
              "corrects_error."),
        ),
        (
            "dissent",
            Style.LONG,
            40,
            w("What those hold who do not share what the team agreed."),
        ),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=name, style=style, width=width, meaning=meaning)
        for name, style, width, meaning in described
    )


def _option_columns(w: Wording) -> tuple[Column, ...]:
    return (
        Column(
            id="key",
            header=w("Key"),
            width=30,
            meaning=w("Item id and option id, by which Values finds the option."),
        ),
        Column(id="item_id", header=w("Item id"), width=20, meaning=w("Permanent id of the item.")),
        Column(id="option", header=w("Option"), width=14, meaning=w("Id of the option.")),
        Column(id="label", header=w("Label"), width=16, meaning=w("The option as people see it.")),
        Column(
            id="value",
            header=w("Scale value"),
            style=Style.GENERAL,
            meaning=w("The option's value on its answer scale."),
        ),
        Column(
            id="reversed",
            header=w("Reversed"),
            style=Style.CENTRE,
            meaning=w("1 if the item counts the other way round, else 0."),
        ),
        Column(
            id="x",
            header=w("x"),
            style=Style.EXACT,
            meaning=w("The value between the lowest (0) and highest (1) of the item's scale."),
        ),
        Column(
            id="anchor",
            header=w("Anchor"),
            width=60,
            style=Style.LONG,
            meaning=w("What one sees where this option is the right answer."),
        ),
        Column(
            id="next_step",
            header=w("Next step"),
            width=60,
            style=Style.LONG,
            meaning=w("What to do next from here."),
        ),
    )


ANSWERS = Grid("Answers", tuple(column.id for column in _answer_columns(ENGLISH)))
OPTIONS = Grid("Options", tuple(column.id for column in _option_columns(ENGLISH)))


def answers_sheet(basis: Basis) -> Sheet:
    """Return every answer, orphaned ones last; this is the sheet to change and to read back."""
    sheet = Sheet(
        name="Answers",
        meaning=basis.w("Every answer by item id. All figures are reckoned from this sheet."),
        columns=_answer_columns(basis.w),
        rows=tuple(_answers(basis)),
        has_filter=True,
        frozen_columns=1,
    )
    sheet.validations.extend(_validations(basis))
    return sheet


def _answers(basis: Basis) -> Iterator[Row]:
    for item in basis.questionnaire.items.values():
        answer = basis.assessment.answer(item.id)
        yield (item.id, item.revision, item.type, *_said(answer))
    for item_id, answer in basis.assessment.orphaned.items():
        yield (item_id, None, "orphaned", *_said(answer))


def _said(answer: Answer) -> tuple[Cell, ...]:
    return (
        answer.state,
        answer.option or "",
        answer.text,
        _measured(answer.value),
        answer.source,
        answer.reason,
        answer.comment,
        answer.evidence,
        answer.change or "",
        answer.dissent,
    )


def _measured(text: str) -> Cell:
    """Return a measured value as a number where it is one and can be read back as typed."""
    if not _PLAIN_NUMBER.fullmatch(text) or text == "-0":
        return text
    return float(text) if "." in text else int(text)


def _validations(basis: Basis) -> Iterator[DataValidation]:
    """Yield the lists from which states and options may be chosen."""
    last = len(basis.answer_rows) + 1
    yield _listed(ANSWER_STATES, f"{ANSWERS.here('state', 2)}:{ANSWERS.here('state', last)}")
    by_options: dict[tuple[str, ...], list[str]] = {}
    for item in basis.choices:
        ids = tuple(option.id for option in basis.questionnaire.options(item.id))
        place = ANSWERS.here("option", basis.answer_rows[item.id])
        by_options.setdefault(ids, []).append(place)
    for ids, places in by_options.items():
        if ids and len(",".join(ids)) < _MOST_LISTED and not any("," in name for name in ids):
            yield _listed(ids, " ".join(places))


def _listed(choices: tuple[str, ...], places: str) -> DataValidation:
    listed = ",".join(choices).replace('"', '""')
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    rule.sqref = places
    return rule


def options_sheet(basis: Basis) -> Sheet:
    """Return every option of every choice item with its place between 0 and 1."""
    return Sheet(
        name="Options",
        meaning=basis.w("The options of every item and what each counts."),
        columns=_option_columns(basis.w),
        rows=tuple(_options(basis)),
        has_filter=True,
        is_machinery=True,
        frozen_columns=1,
    )


def _options(basis: Basis) -> Iterator[Row]:
    row = 2
    for item in basis.choices:
        for option in basis.questionnaire.options(item.id):
            yield (
                f"{item.id}|{option.id}",
                item.id,
                option.id,
                option.label,
                number(option.value),
                int(item.reversed),
                Live(_x_formula(row, basis.option_rows[item.id]), option.x),
                option.anchor,
                option.next_step,
            )
            row += 1


def _x_formula(row: int, rows: tuple[int, int]) -> str:
    letter, value = OPTIONS.letter("value"), OPTIONS.here("value", row)
    all_values = f"{letter}${rows[0]}:{letter}${rows[1]}"
    lowest, highest = f"MIN({all_values})", f"MAX({all_values})"
    place = f"IF({highest}={lowest},0,({value}-{lowest})/({highest}-{lowest}))"
    turned = OPTIONS.here("reversed", row)
    return f"IF({turned}=1,1-{place},{place})"
