"""Answers: every answer that a unit changed from one wave to the next, with its reason."""

from collections.abc import Iterator

from maturity_app.domain.comparison import AnswerChange, Comparison
from maturity_app.reports import phrases
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.excel.sheet import Column, Grid, Live, Row, Sheet, number
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.mapping import how_word
from maturity_app.wording import ENGLISH, Wording


def _columns(w: Wording) -> tuple[Column, ...]:
    described = (
        ("unit", w("Unit"), Style.LONG, 28, w("The unit's name.")),
        ("earlier_wave", w("Earlier wave"), Style.TEXT, 16, w("The earlier wave of the pair.")),
        ("later_wave", w("Later wave"), Style.TEXT, 16, w("The later wave of the pair.")),
        ("item_id", w("Item id"), Style.TEXT, 18, w("Permanent id of the item.")),
        ("code", w("Code"), Style.TEXT, 8, w("The item's number as people see it.")),
        ("statement", w("Statement"), Style.LONG, 56, w("The question's text.")),
        ("earlier", w("Earlier"), Style.TEXT, 18, w("The earlier answer.")),
        ("later", w("Later"), Style.TEXT, 18, w("The later answer.")),
        ("earlier_x", w("Earlier: x"), Style.EXACT, 10,
         w("What the earlier answer counts, 0 to 1.")),
        ("later_x", w("Later: x"), Style.EXACT, 10, w("What the later answer counts, 0 to 1.")),
        ("difference", w("Difference"), Style.EXACT, 11, w("Later less earlier.")),
        ("reason", w("Reason given"), Style.LONG, 26, w("Why the answer differs.")),
        ("evidence", w("Evidence"), Style.LONG, 44, w("Evidence for the later answer.")),
        ("improved", w("Improved"), Style.CENTRE, 11,
         w("yes only where practice changed, upwards, with evidence.")),
        ("how", w("Question"), Style.TEXT, 14,
         w("Whether the question is the same, or what a mapping says became of it.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


_GRID = Grid("Answers", tuple(column.id for column in _columns(ENGLISH)))


def changed_answers_sheet(report: ComparisonReport, w: Wording) -> Sheet:
    """Return the answers that differ between each pair of waves, units in their order."""
    changes = [
        (pair, change) for unit in report.units for pair in unit.pairs for change in pair.changes
    ]
    return Sheet(
        name="Answers",
        meaning=w("Every answer that a unit changed from one wave to the next, and why."),
        columns=_columns(w),
        rows=[_row(pair, change, row, w) for row, (pair, change) in enumerate(changes, start=2)],
        has_filter=True,
        frozen_columns=1,
    )


def _row(pair: Comparison, change: AnswerChange, row: int, w: Wording) -> Row:
    earlier, later = pair.assessments[0], pair.assessments[-1]
    first, last = _GRID.here("earlier_x", row), _GRID.here("later_x", row)
    definition = later.questionnaire
    return (
        later.unit.name,
        earlier.wave.label,
        later.wave.label,
        change.item,
        definition.code(change.item),
        definition.items[change.item].text,
        *map(w.listed, (change.earlier_labels, change.later_labels)),
        *map(number, (change.earlier_x, change.later_x)),
        Live(f"{last}-{first}", change.difference),
        phrases.change_reason_word(change.reason, w),
        "\n".join(_evidence(pair, change)),
        w("yes") if change.is_improvement else "",
        how_word(change.how, w),
    )


def _evidence(pair: Comparison, change: AnswerChange) -> Iterator[str]:
    """Yield the evidence for the later answer; where the question was split, of all its parts."""
    later = pair.assessments[-1]
    parts = next((one.items for one in pair.related if change.item in one.items), (change.item,))
    for item_id in parts:
        evidence = later.answer(item_id).evidence.strip()
        if evidence:
            yield evidence
