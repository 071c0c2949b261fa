"""What the columns of our tables hold, so that nobody has to guess: the codebook beside a CSV."""

from collections.abc import Iterable, Sequence

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.scores import KINDS, STATUSES, Described, Entry, Typed, described
from maturity_app.wording import Wording

_STATES = ("answered", "not_applicable", "dont_know", "not_answered", "hidden")


def answer_columns(questionnaire: Questionnaire | None, w: Wording) -> tuple[Described, ...]:
    """Return the columns of the table of answers; their names are the same in every language.

    With a questionnaire also which ids its dimensions and options have.
    """
    dimensions = [node.id for node in questionnaire.dimensions] if questionnaire else []
    options = _option_ids(questionnaire) if questionnaire else []
    return described((*_record(w), *_item(w, dimensions), *_answer(w, options)))


def comparison_columns(w: Wording) -> tuple[Described, ...]:
    """Return the columns of the table that compares waves and units."""
    return described((
        ("unit", "text", w("The unit's name."), ()),
        ("side", "text", w("The wave; between units, unit and wave."), ()),
        ("compared_with", "text", w("The wave before it; empty between units."), ()),
        ("node", "text", w("Permanent id of the node."), ()),
        ("title", "text", w("Dimension or group."), ()),
        ("kind", "text", w("practice, safeguard, pressure, enabler or outcome."), KINDS),
        ("value", "number", w("The index on the node's own scale, on common items."), ()),
        ("earlier_value", "number", w("The earlier wave's index on the items used."), ()),
        ("difference", "number", w("Later less earlier."), ()),
        ("level", "number", w("The level with the way to the next, on common items."), ()),
        ("earlier_level", "number", w("The earlier wave's level on the items used."), ()),
        ("overlap", "share", w("Common ÷ all items."), ()),
        ("comparable", "text", w("Whether the indices may be compared."), ("True", "False")),
        ("what_may_be_said", "text", w("The change in words, or why there is none."), ()),
    ))  # fmt: skip


def _record(w: Wording) -> tuple[Entry, ...]:
    return (
        ("unit_id", "text", w("Permanent id of the unit."), ()),
        ("unit", "text", w("The unit's name."), ()),
        ("wave", "text", w("The wave."), ()),
        ("wave_date", "date", w("The wave's date."), ()),
        ("status", "text", w("draft, signed_off or superseded."), STATUSES),
        ("questionnaire", "text", w("Permanent id of the questionnaire."), ()),
        ("version", "text", w("Its version."), ()),
    )


def _item(w: Wording, dimensions: Sequence[str]) -> tuple[Entry, ...]:
    return (
        ("dimension", "text", w("The dimension it belongs to."), dimensions),
        ("code", "text", w("The item's number as people see it."), ()),
        ("item", "text", w("Permanent id of the item."), ()),
        ("revision", "number", w("Revision of the item that was answered."), ()),
        ("statement", "text", w("The question's text."), ()),
    )


def _answer(w: Wording, options: Sequence[str]) -> tuple[Entry, ...]:
    return (
        ("state", "text",
         w("Whether it was answered, or why not; hidden: a condition did not ask it."), _STATES),
        ("option", "text", w("Id of the option."), options),
        ("answer", "text", w("The option chosen, the text, or why there is none."), ()),
        ("x", "share", w("What the answer counts, 0 to 1."), ()),
        ("weight", "number", w("The item's weight."), ()),
        ("level", "number", w("The level whose group the item belongs to."), ()),
        ("text", "text", w("What was written, for text and measure items."), ()),
        ("value", "text", w("The value measured."), ()),
        ("source", "text", w("Where the value comes from."), ()),
        ("reason", "text", w("Why the item is not applicable."), ()),
        ("comment", "text", w("The comment on the answer."), ()),
        ("evidence", "text", w("Evidence, one piece a line: text, link or file name."), ()),
        ("dissent", "text", w("What those hold who do not share what the team agreed."), ()),
        ("assessor", "text", w("Whose own answers these are; empty if they are the unit's."), ()),
    )  # fmt: skip


def codebook_rows(columns: Iterable[Described], w: Wording) -> list[tuple[str, ...]]:
    """Return a row for each column: its name, meaning, type and allowed values."""
    return [(c.name, c.meaning, type_words(c.type, w), " | ".join(c.allowed)) for c in columns]


def type_words(kind: Typed, w: Wording) -> str:
    """Return how a column's values are written."""
    return {
        "text": w("text"),
        "date": w("date, as 2026-10-16"),
        "count": w("whole number; empty where there is none"),
        "number": w("number with a decimal point; empty where there is none"),
        "share": w("number from 0 to 1; empty where there is none"),
    }[kind]


def _option_ids(questionnaire: Questionnaire) -> list[str]:
    offered = (questionnaire.options(item_id) for item_id in questionnaire.items)
    return list(dict.fromkeys(option.id for options in offered for option in options))
