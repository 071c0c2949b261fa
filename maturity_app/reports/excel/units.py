"""Units: one row a unit and wave, one column a score, and a chart of headline levels."""

from collections.abc import Sequence
from fractions import Fraction

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.unit_scores import unit_scores
from maturity_app.reports import phrases
from maturity_app.reports.excel.charts import Bars, Cells, Words, level_bars
from maturity_app.reports.excel.level_cells import shown_as_level
from maturity_app.reports.excel.sheet import Cell, Column, Sheet
from maturity_app.reports.excel.styles import DRIVE, Style
from maturity_app.reports.excel.summary import format_states
from maturity_app.reports.excel.unit_rows import UnitRows, distinct, figures_of
from maturity_app.reports.side_by_side import Order
from maturity_app.wording import Wording

Scored = Sequence[tuple[Assessment, Scorecard]]
"""Assessments with their own scorecards, unit by unit and wave by wave."""

_MOST_BARS = 60


def units_sheet(scored: Scored, order: Order, w: Wording) -> Sheet:
    """Return every unit and wave with its own figures, and a chart of headline levels.

    `order` says in which order units stand.
    """
    figures = figures_of([record.questionnaire for record, _ in scored])
    units = [unit_scores(record, card) for record, card in scored]
    table = UnitRows.of(units, figures, w)
    sheet = Sheet(
        name="Units",
        meaning=f"{w('One row a unit and wave, one column a score.')} {order.words}".rstrip(),
        columns=distinct([*table.columns, *_chart_columns(w)]),
        rows=[
            (*table.row(unit), *_bar_cells(record, card, w))
            for unit, (record, card) in zip(units, scored, strict=True)
        ],
        has_filter=True,
        frozen_columns=1,
        printed_columns=len(table.columns),
    )
    format_states(sheet, "state", w)
    _add_unit_chart(sheet, scored, order, w)
    return sheet


def titled(title: str, order: Order, w: Wording) -> str:
    """Return a chart's title, behind it what an order that was asked for does not say."""
    return w.joined([title, order.short]) if order.short else title


def _chart_columns(w: Wording) -> tuple[Column, ...]:
    bar = Style.HIDDEN_BELOW_ZERO
    described = (
        ("chart_label", w("Chart: name"), Style.TEXT, 26,
         w("The name in the chart, for each unit's last wave.")),
        ("chart_level", w("Chart: level"), bar, 10, w("The bar in the chart.")),
        ("chart_up_to", w("Chart: up to"), bar, 10, w("The outline in the chart.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


def _bar_cells(record: Assessment, card: Scorecard, w: Wording) -> tuple[Cell, Cell, Cell]:
    headline = card.headline
    level = shown_as_level(headline.level if headline else None)
    high = shown_as_level(headline.high if headline else None)
    name = f"{record.unit.name}, {record.wave.label}"
    if level is None:
        name = f"{name} ({w('no level')})"
    elif not level:
        name = f"{name} ({w.level(level)})"
    nothing = Fraction(-1)
    return name, nothing if level is None else level, nothing if high in (None, level) else high


def _add_unit_chart(sheet: Sheet, scored: Scored, order: Order, w: Wording) -> None:
    if not scored[0][1].headline or len(scored) > _MOST_BARS:
        return
    last = sheet.last_row
    words = Words(
        title=titled(w("Headline level of each unit and wave"), order, w),
        series=(w("Level reached"), w("Up to, with open answers")),
    )
    bars = Bars(
        labels=Cells.of(sheet, "chart_label", 2, last),
        levels=Cells.of(sheet, "chart_level", 2, last),
        up_to=Cells.of(sheet, "chart_up_to", 2, last),
        tones=[DRIVE] * len(scored),
    )
    chart = level_bars(bars, max(record.questionnaire.top_level for record, _ in scored), words)
    said = [
        f"{record.unit.name}, {record.wave.label}: {phrases.headline_level(card, w)}"
        for record, card in scored
    ]
    text = w(
        "Bar chart of headline levels. {order} {rows}.", order=order.words, rows="; ".join(said)
    )
    sheet.charts.append((chart, f"B{last + 3}", text))
