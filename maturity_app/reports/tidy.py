"""Long tables for anybody's own tools: one row a unit, score, item or answer, under stable names.

Names, types and order of the columns are a promise: a change of them is a new `VERSION`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, get_args

from maturity_app.domain.assessment import AnswerState, ChangeReason
from maturity_app.domain.questionnaire import ItemType
from maturity_app.domain.rollup import HEADLINE
from maturity_app.domain.unit_scores import Mode
from maturity_app.reports.scores import KINDS, STATES, STATUSES, Described, Entry, described
from maturity_app.wording import Wording

VERSION: Final = 1
"""The version of the tables, in the data package and in each Parquet file."""

Value = str | date | int | Fraction | None
Row = tuple[Value, ...]

_ITEM_STATES: Final = (*get_args(AnswerState), "hidden")


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: its name, what a row is, its columns, and those that tell rows apart.

    `refers` names the table that a column's values stand in.
    """

    name: str
    meaning: str
    columns: tuple[Described, ...]
    key: tuple[str, ...]
    refers: Mapping[str, str]


# --- which tables there are --------------------------------------------------------------


def units_table(w: Wording) -> Table:
    """Return the table of units and of the branches they lie in."""
    return Table(
        name="units",
        meaning=w("One row a unit or branch, by its present name and place."),
        columns=described((
            ("unit_id", "text", w("Permanent id of the unit."), ()),
            ("unit", "text", w("The unit's name."), ()),
            ("parent_id", "text", w("Id of the branch it lies in; empty at the top."), ()),
            ("branch", "text", w("The names of all branches above it, from the top down."), ()),
            ("depth", "count", w("How many branches lie above it."), ()),
            ("headcount", "count", w("How many people work there."), ()),
            ("records", "count", w("How many of its records are in the other tables."), ()),
        )),
        key=("unit_id",),
        refers={},
    )  # fmt: skip


def scores_table(w: Wording) -> Table:
    """Return the table of scores."""
    return Table(
        name="scores",
        meaning=w("One row a record and node, and one for its headline level."),
        columns=described((*_record_columns(w), *_score_columns(w))),
        key=("record", "node", "kind"),
        refers={"unit_id": "units"},
    )


def items_table(w: Wording) -> Table:
    """Return the table of items: what was asked."""
    return Table(
        name="items",
        meaning=w("One row an item of each version that was answered."),
        columns=described((
            ("questionnaire", "text", w("Permanent id of the questionnaire."), ()),
            ("version", "text", w("Its version."), ()),
            ("item", "text", w("Permanent id of the item."), ()),
            ("revision", "count", w("Revision of the item."), ()),
            ("dimension", "text", w("The dimension it belongs to."), ()),
            ("code", "text", w("The item's number as people see it."), ()),
            ("type", "text", w("choice, text or measure."), get_args(ItemType)),
            ("statement", "text", w("The question's text."), ()),
            ("level", "count", w("The level whose group the item belongs to."), ()),
            ("weight", "number", w("The item's weight."), ()),
        )),
        key=("questionnaire", "version", "item", "revision"),
        refers={},
    )  # fmt: skip


def answers_table(w: Wording) -> Table:
    """Return the table of answers."""
    return Table(
        name="answers",
        meaning=w("One row a record and item, answered or not."),
        columns=described((*_record_columns(w), *_answer_columns(w))),
        key=("record", "item", "orphaned"),
        refers={"unit_id": "units"},
    )


def _record_columns(w: Wording) -> tuple[Entry, ...]:
    return (
        ("record", "text", w("Permanent id of the record; of a copy, the copy's own."), ()),
        ("unit_id", "text", w("Permanent id of the unit."), ()),
        ("unit", "text", w("The unit's name."), ()),
        ("branch", "text", w("The names of all branches above it, from the top down."), ()),
        ("wave", "text", w("The wave."), ()),
        ("date", "date", w("The wave's date."), ()),
        ("status", "text", w("draft, signed_off or superseded."), STATUSES),
        ("mode", "text",
         w("unit: the unit's record; consensus: what a team agreed on; assessor: one person's "
           "own answers."), get_args(Mode)),
        ("assessor", "text", w("Whose own answers they are; empty unless one person's."), ()),
        ("role", "text", w("The role in which that person answered."), ()),
        ("questionnaire", "text", w("Permanent id of the questionnaire."), ()),
        ("version", "text", w("Its version."), ()),
    )  # fmt: skip


def _score_columns(w: Wording) -> tuple[Entry, ...]:
    kinds = (*KINDS, HEADLINE)
    return (
        ("node", "text", w("Permanent id of the node; headline for the headline level."), ()),
        ("parent", "text", w("Id of the node above it."), ()),
        ("title", "text", w("Dimension or group."), ()),
        ("kind", "text", w("practice, safeguard, pressure, enabler or outcome; headline for the "
                           "headline level."), kinds),
        ("value", "number", w("The index on the node's own scale, unrounded."), ()),
        ("low", "number", w("The value with open items at their lowest."), ()),
        ("high", "number", w("The value with open items at their highest."), ()),
        ("scale_min", "number", w("Where the node's scale begins."), ()),
        ("scale_max", "number", w("Where the node's scale ends."), ()),
        ("level", "number", w("The level with the way to the next, unrounded."), ()),
        ("level_low", "number", w("The level with open items at their lowest."), ()),
        ("level_high", "number", w("The level with open items at their highest."), ()),
        ("coverage", "share", w("Answered ÷ applicable items."), ()),
        ("applicable", "count", w("Items shown and not set aside."), ()),
        ("answered", "count", w("Items answered."), ()),
        ("not_applicable", "count", w("Items set aside as not applicable."), ()),
        ("dont_know", "count", w("Items answered with don't know."), ()),
        ("state", "text", w("rated, provisional, insufficient or not_rated."), STATES),
    )  # fmt: skip


def _answer_columns(w: Wording) -> tuple[Entry, ...]:
    return (
        ("dimension", "text", w("The dimension it belongs to."), ()),
        ("code", "text", w("The item's number as people see it."), ()),
        ("item", "text", w("Permanent id of the item."), ()),
        ("revision", "count", w("Revision of the item that was answered."), ()),
        ("orphaned", "count",
         w("1 where the questionnaire has the item no longer; the answer is kept."), ("0", "1")),
        ("state", "text",
         w("Whether it was answered, or why not; hidden: a condition did not ask it."),
         _ITEM_STATES),
        ("option", "text", w("Id of the option."), ()),
        ("answer", "text", w("The option chosen, the text, or why there is none."), ()),
        ("option_value", "number", w("The option's value on the item's own scale."), ()),
        ("x", "share", w("What the answer counts, 0 to 1."), ()),
        ("weight", "number", w("The item's weight."), ()),
        ("level", "count", w("The level whose group the item belongs to."), ()),
        ("text", "text", w("What was written, for text and measure items."), ()),
        ("value", "text", w("The value measured."), ()),
        ("source", "text", w("Where the value comes from."), ()),
        ("reason", "text", w("Why the item is not applicable."), ()),
        ("comment", "text", w("The comment on the answer."), ()),
        ("evidence", "text", w("Evidence, one piece a line: text, link or file name."), ()),
        ("dissent", "text", w("What those hold who do not share what the team agreed."), ()),
        ("change", "text", w("Why it differs from the last wave."), get_args(ChangeReason)),
        ("answered_by", "text", w("Who answered."), ()),
        ("answered_at", "text", w("When, as 2026-10-16T09:30:00+00:00."), ()),
        ("language", "text", w("The language it was answered in."), ()),
    )  # fmt: skip


# --- what they hold, for people and programs ---------------------------------------------

DICTIONARY_COLUMNS: Final = ("table", "column", "type", "meaning", "allowed", "key")

_TYPES: Final = {
    "text": "string",
    "date": "date",
    "count": "integer",
    "number": "number",
    "share": "number",
}


def dictionary_rows(tables: Sequence[Table], notes: str) -> Iterator[tuple[str, ...]]:
    """Yield what holds for all tables, then a row for each one and each of its columns."""
    yield ("", "", "", notes, "", "")
    for table in tables:
        yield (table.name, "", "", table.meaning, "", " ".join(table.key))
        for column in table.columns:
            allowed = " | ".join(column.allowed)
            key = "key" if column.name in table.key else ""
            yield (table.name, column.name, _TYPES[column.type], column.meaning, allowed, key)


def data_package(
    tables: Sequence[Table], paths: Mapping[str, str], notes: str
) -> dict[str, object]:
    """Return what the tables hold as a tabular data package (Frictionless Data, version 1)."""
    return {
        "profile": "tabular-data-package",
        "name": "maturity-survey",
        "version": str(VERSION),
        "description": notes,
        "resources": [_resource(table, paths) for table in tables],
    }


def _resource(table: Table, paths: Mapping[str, str]) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": paths[table.name],
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
            "foreignKeys": [
                {"fields": column, "reference": {"resource": other, "fields": column}}
                for column, other in table.refers.items()
            ],
        },
    }


def _field(column: Described) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.type == "share":
        constraints |= {"minimum": 0, "maximum": 1}
    if column.allowed:
        whole = column.type == "count"
        constraints["enum"] = [int(v) if whole else v for v in column.allowed]
    field = {"name": column.name, "type": _TYPES[column.type], "description": column.meaning}
    return {**field, "constraints": constraints} if constraints else dict(field)
