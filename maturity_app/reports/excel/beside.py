"""Long and Items: every figure in a row of its own, and every answer side by side."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.excel.sheet import Column, Row, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.unit_rows import distinct
from maturity_app.reports.excel.units import Scored
from maturity_app.reports.phrases import said_word
from maturity_app.wording import Wording


def long_sheet(scored: Scored, w: Wording) -> Sheet:
    """Return every figure of every unit and wave in a row of its own."""
    described = (
        ("unit_id", Style.TEXT, 18, w("Permanent id of the unit.")),
        ("unit", Style.LONG, 28, w("The unit's name.")),
        ("wave", Style.TEXT, 18, w("The wave.")),
        ("date", Style.DAY, 12, w("The wave's date.")),
        ("node", Style.TEXT, 20, w("Permanent id of the node; headline for the headline level.")),
        ("kind", Style.TEXT, 12, w("practice, safeguard, pressure, enabler or outcome.")),
        ("figure", Style.TEXT, 14,
         w("index, low, high, level, level_low, level_high, coverage, applicable or answered.")),
        ("value", Style.GENERAL, 14, w("The figure, unrounded; no row where there is none.")),
        ("state", Style.TEXT, 14, w("rated, provisional, insufficient or not_rated.")),
    )  # fmt: skip
    return Sheet(
        name="Long",
        meaning=w("One row a figure, for pivot tables; headers are the same in every language."),
        columns=[
            Column(id=name, header=name, style=style, width=width, meaning=meaning)
            for name, style, width, meaning in described
        ],
        rows=[row for record, card in scored for row in _long_rows(record, card)],
        has_filter=True,
    )


def _long_rows(record: Assessment, card: Scorecard) -> Iterator[Row]:
    start = (record.unit.id, record.unit.name, record.wave.label, record.wave.date)
    if card.headline is not None:
        figures = (
            ("level", card.headline.level),
            ("level_low", card.headline.low),
            ("level_high", card.headline.high),
        )
        for figure, value in figures:
            if value is not None:
                yield (*start, "headline", "", figure, value, "")
    for node in card.nodes.values():
        for figure, amount in _long_figures(node):
            if amount is not None:
                yield (*start, node.id, node.kind or "", figure, amount, node.state)


def _long_figures(node: NodeScore) -> tuple[tuple[str, Fraction | int | None], ...]:
    return (
        ("index", node.value),
        ("low", node.low),
        ("high", node.high),
        ("level", node.level),
        ("level_low", node.level_low),
        ("level_high", node.level_high),
        ("coverage", node.counts.coverage),
        ("applicable", node.counts.applicable),
        ("answered", node.counts.answered),
    )


def answers_beside_sheet(scored: Scored, w: Wording) -> Sheet:
    """Return every item with the answers of all units and waves side by side."""
    records = [record for record, _ in scored]
    items = {i.id: (r.questionnaire, i) for r in records for i in r.questionnaire.items.values()}
    fixed = [
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in (
            ("item_id", w("Item id"), Style.TEXT, 16, w("Permanent id of the item.")),
            ("code", w("Code"), Style.TEXT, 8, w("The item's number as people see it.")),
            ("statement", w("Statement"), Style.LONG, 50, w("The question, newest revision.")),
            ("revisions", w("Revisions"), Style.TEXT, 11,
             w("Revisions answered; answers to different ones are not compared.")),
        )
    ]  # fmt: skip
    answers = [
        Column(
            id=f"answer.{record.unit.id}.{record.wave.date.isoformat()}.{number}",
            header=f"{record.unit.name} · {record.wave.label}",
            width=18,
            style=Style.LONG,
            meaning=w(
                "The answer of {unit}, {wave}.", unit=record.unit.name, wave=record.wave.label
            ),
        )
        for number, record in enumerate(records, start=1)
    ]
    rows = [
        (
            item.id,
            definition.code(item.id),
            item.text,
            _revisions(records, item.id),
            *(_side(record, card, item.id, w) for record, card in scored),
        )
        for definition, item in items.values()
    ]
    return Sheet(
        name="Items",
        meaning=w("Every answer of every unit and wave, side by side."),
        columns=distinct([*fixed, *answers]),
        rows=rows,
        has_filter=True,
        frozen_columns=3,
    )


def _revisions(records: Sequence[Assessment], item_id: str) -> str:
    found = (record.questionnaire.items.get(item_id) for record in records)
    return ", ".join(str(n) for n in sorted({item.revision for item in found if item}))


def _side(record: Assessment, card: Scorecard, item_id: str, w: Wording) -> str:
    if item_id not in record.questionnaire.items:
        return w("not asked")
    return said_word(record.questionnaire, record.answer(item_id), card.items[item_id], w)
