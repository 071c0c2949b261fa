"""Dictionary: the record, the rules, and every sheet and column in words."""

from collections.abc import Iterator, Sequence

from maturity_app.domain.assessment import Assessment
from maturity_app.reports import phrases
from maturity_app.reports.excel.sheet import Cell, Column, Live, Row, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.method import Fact, counted_anyway
from maturity_app.wording import Wording


def dictionary_sheet(
    sheets: Sequence[Sheet], records: Sequence[Assessment], w: Wording, rules: Sheet | None = None
) -> Sheet:
    """Return what stands where, for people and for programs that read the workbook."""
    sheet = Sheet(
        name="Dictionary",
        meaning=w("What every sheet and column holds, the record and the rules."),
        columns=_columns(w),
        has_filter=True,
    )
    described = [*sheets, sheet]
    sheet.rows = [
        *(row for record in records for row in _record(record, w)),
        *_copy_note(records, w),
        *_notes(sheets, records, w, is_live=rules is not None),
        *(_rules(rules) if rules else ()),
        *(row for each in described for row in _described(each)),
    ]
    return sheet


def dictionary_of_tables(sheets: Sequence[Sheet], notes: Sequence[Fact], w: Wording) -> Sheet:
    """Return what stands where in a workbook of many records, and how it was made."""
    sheet = Sheet(
        name="Dictionary",
        meaning=w("What every sheet and column holds, and how the figures are made."),
        columns=_columns(w),
        has_filter=True,
    )
    sheet.rows = [
        *(("note", "", "", name, text, "") for name, text in notes),
        *(row for each in (*sheets, sheet) for row in _described(each)),
    ]
    return sheet


def _columns(w: Wording) -> tuple[Column, ...]:
    described = (
        ("about", w("About"), Style.TEXT, 12, w("record, note, rule, sheet or column.")),
        ("sheet", w("Sheet"), Style.TEXT, 16, w("The sheet's permanent name.")),
        ("id", w("Id"), Style.TEXT, 30, w("Permanent id of the column, rule or property.")),
        ("header", w("Header"), Style.LONG, 30, w("The column's header in this language.")),
        ("meaning", w("Meaning"), Style.LONG, 90, w("What it holds.")),
        ("value", w("Value"), Style.LONG, 44, w("The value of a property or rule.")),
    )
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


def _record(record: Assessment, w: Wording) -> Iterator[Row]:
    definition = record.questionnaire
    described: tuple[tuple[str, str, Cell], ...] = (
        ("assessment.id", w("Permanent id of the assessment."), record.id),
        ("unit.id", w("Permanent id of the unit."), record.unit.id),
        ("unit.name", w("The unit's name."), record.unit.name),
        ("unit.headcount", w("How many people work there."), record.unit.headcount),
        ("wave.label", w("The wave."), record.wave.label),
        ("wave.date", w("The wave's date."), record.wave.date),
        ("status", w("draft, signed_off or superseded."), record.status),
        ("status.text", w("The status in words."), phrases.record_line(record, w)),
        ("fingerprint", w("SHA-256 of the signed record; a draft has none."), record.fingerprint),
        ("questionnaire.id", w("Permanent id of the questionnaire."), definition.id),
        ("questionnaire.version", w("Its version."), definition.version),
        ("questionnaire.title", w("Its title."), definition.title),
        ("questionnaire.language", w("The language of its texts."), definition.language),
    )
    for name, meaning, value in described:
        yield ("record", "", name, "", meaning, value)
    if record.assessor is not None:
        meaning = w("Whose own answers these are; they are no wave of the unit.")
        yield ("record", "", "assessor.name", "", meaning, record.assessor.name)
        meaning = w("In which role.")
        yield ("record", "", "assessor.role", "", meaning, record.assessor.role)
    if record.sources:
        meaning = w("Of how many people's own answers the team made this record.")
        yield ("record", "", "sources.count", "", meaning, len(record.sources))
    if record.chain is not None:
        meaning = w("The record's place in its unit's chain.")
        yield ("record", "", "chain.position", "", meaning, record.chain.position)
        meaning = w("Fingerprint of the record before it.")
        yield ("record", "", "chain.previous", "", meaning, record.chain.previous)


def _notes(
    sheets: Sequence[Sheet], records: Sequence[Assessment], w: Wording, *, is_live: bool
) -> Iterator[Row]:
    if is_live:
        steps = ", ".join(
            sheet.name for sheet in sheets if sheet.is_machinery and not sheet.is_hidden
        )
        yield _note(
            "how",
            w("Change a state or option on Answers: every figure, word and chart follows. The "
              "sheets with a dark tab are the calculation: {sheets}.", sheets=steps),
        )  # fmt: skip
        yield _note(
            "fixed",
            w("Not reckoned anew: figures of the last wave, and what is common to both waves."),
        )
    if is_live and any(record.questionnaire.has_conditions for record in records):
        yield _note(
            "conditions",
            w("Some items are asked only under a condition. Whether they are follows the answers "
              "too: see Conditions. What was answered to an item that is hidden stays on Answers "
              "and counts nowhere."),
        )  # fmt: skip
    if any(sheet.hidden for sheet in sheets):
        yield _note(
            "hidden",
            w("Columns for which this questionnaire has no use are there, and hidden."),
        )
    if records:
        yield _note(
            "tamper",
            w("The fingerprint makes a changed record noticeable. It is no signature: who rewrites "
              "the record and its chain is caught only by a fingerprint kept elsewhere."),
        )  # fmt: skip
    for counted in dict.fromkeys(counted_anyway(each.questionnaire, w) for each in records):
        if counted:
            yield _note("insufficient", counted)
    yield _note(
        "empty",
        w("An empty cell means that there is no figure; 0 is a figure. Indices are rounded half "
          "up, levels are cut to one decimal."),
    )  # fmt: skip


def _copy_note(records: Sequence[Assessment], w: Wording) -> Iterator[Row]:
    if any(record.is_copy for record in records):
        yield _note(
            "copy",
            w("This is a copy that leaves something out. It carries no fingerprint, and can't be "
              "checked against the record or read back as one."),
        )  # fmt: skip


def _note(name: str, text: str) -> Row:
    return ("note", "", name, "", text, "")


def _rules(rules: Sheet) -> Iterator[Row]:
    for index, row in enumerate(rules.rows, start=2):
        name, value, meaning = row
        plain = value.value if isinstance(value, Live) else value
        yield ("rule", rules.name, name, "", meaning, Live(rules.grid.cell("value", index), plain))


def _described(sheet: Sheet) -> Iterator[Row]:
    yield ("sheet", sheet.name, f"{sheet.name}Table", "", sheet.meaning, "")
    for column in sheet.columns:
        yield ("column", sheet.name, column.id, column.header, column.meaning, "")
