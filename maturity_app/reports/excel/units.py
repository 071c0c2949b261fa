"""Units: one row a unit and wave, one column a score, and a chart of headline levels."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import shows_index
from maturity_app.reports.excel.charts import Bars, Cells, Words, level_bars
from maturity_app.reports.excel.level_cells import shown_as_level
from maturity_app.reports.excel.sheet import Cell, Column, Row, Sheet
from maturity_app.reports.excel.styles import DRIVE, Style
from maturity_app.reports.excel.summary import format_states
from maturity_app.reports.side_by_side import Order
from maturity_app.wording import Wording

Scored = Sequence[tuple[Assessment, Scorecard]]
"""Assessments with their own scorecards, unit by unit and wave by wave."""

_MOST_BARS = 60


def _fixed_columns(w: Wording) -> tuple[Column, ...]:
    one = Style.ONE
    described = (
        ("unit", w("Unit"), Style.LONG, 28,
         w("The unit's name.")),
        ("unit_id", w("Unit id"), Style.TEXT, 16, w("Permanent id of the unit.")),
        ("wave", w("Wave"), Style.TEXT, 16, w("The wave.")),
        ("date", w("Date"), Style.DAY, 12, w("The wave's date.")),
        ("status", w("Status"), Style.TEXT, 13, w("Whether the record is a draft or signed off.")),
        ("version", w("Version"), Style.TEXT, 10, w("The questionnaire's version.")),
        ("coverage", w("Coverage"), Style.PERCENT, 11, w("Answered ÷ applicable items.")),
        ("state", w("State"), Style.TEXT, 18, w("The state of the whole.")),
        ("headline", w("Headline level"), one, 11, w("The headline level as shown.")),
        ("headline_low", w("Headline low"), one, 11,
         w("The headline with open items at their lowest.")),
        ("headline_high", w("Headline high"), one, 11,
         w("The headline with open items at their highest.")),
        ("quadrant", w("Quadrant"), Style.TEXT, 18, w("Where Pressure and Drive meet.")),
        ("balance", w("Balance"), Style.TEXT, 24, w("Safeguards beside practices, from levels.")),
        ("chart_label", w("Chart: name"), Style.TEXT, 26,
         w("The name in the chart, for each unit's last wave.")),
        ("chart_level", w("Chart: level"), Style.HIDDEN_BELOW_ZERO, 10, w("The bar in the chart.")),
        ("chart_up_to", w("Chart: up to"), Style.HIDDEN_BELOW_ZERO, 10,
         w("The outline in the chart.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


def units_sheet(scored: Scored, order: Order, w: Wording) -> Sheet:
    """Return every unit and wave with its own figures, and a chart of headline levels.

    `order` says in which order units stand.
    """
    nodes = _figures_of([record.questionnaire for record, _ in scored])
    fixed = _fixed_columns(w)
    figures = [column for node in nodes.values() for column in _figure_columns(node, w)]
    sheet = Sheet(
        name="Units",
        meaning=f"{w('One row a unit and wave, one column a score.')} {order.words}".rstrip(),
        columns=distinct([*fixed[:-3], *figures, *fixed[-3:]]),
        rows=[_unit_row(record, card, nodes, w) for record, card in scored],
        has_filter=True,
        frozen_columns=1,
        printed_columns=len(fixed) - 3 + len(figures),
    )
    format_states(sheet, "state", w)
    _add_unit_chart(sheet, scored, order, w)
    return sheet


def _figures_of(definitions: Sequence[Questionnaire]) -> dict[str, Node]:
    """Return every node that has a figure in any version, the newest one's title last."""
    return {
        node.id: node
        for definition in definitions
        for node in definition.nodes.values()
        if shows_index(node) or node.levels is not None
    }


def _figure_columns(node: Node, w: Wording) -> Iterator[Column]:
    if node.levels is not None:
        yield Column(
            id=f"{node.id}.level",
            header=w("{name}: level", name=node.short),
            style=Style.ONE,
            width=12,
            meaning=w("The level of {name} as shown.", name=node.title),
        )
    if shows_index(node):
        yield Column(
            id=f"{node.id}.index",
            header=w("{name}: index", name=node.short),
            style=Style.ONE,
            width=12,
            meaning=w("The index of {name} on its scale.", name=node.title),
        )


def titled(title: str, order: Order, w: Wording) -> str:
    """Return a chart's title, behind it what an order that was asked for does not say."""
    return w.joined([title, order.short]) if order.short else title


def distinct(columns: Sequence[Column]) -> list[Column]:
    """Return columns whose headers differ, as a table asks; a like one gets its id added."""
    seen: set[str] = set()
    result = []
    for column in columns:
        header = column.header
        if header.casefold() in seen:
            header = f"{header} ({column.id})"
        seen.add(header.casefold())
        result.append(replace(column, header=header))
    return result


def _unit_row(record: Assessment, card: Scorecard, nodes: dict[str, Node], w: Wording) -> Row:
    headline, balance = card.headline, card.balance
    return (
        record.unit.name,
        record.unit.id,
        record.wave.label,
        record.wave.date,
        phrases.status_word(record.status, w),
        record.questionnaire.version,
        card.root.counts.coverage,
        phrases.state_word(card.root.state, w),
        shown_as_level(headline.level if headline else None),
        shown_as_level(headline.low if headline else None),
        shown_as_level(headline.high if headline else None),
        phrases.quadrant_word(card.quadrant, w),
        phrases.verdict_word(balance.verdict, w) if balance else "",
        *(
            figure
            for node in nodes.values()
            for figure in _unit_figures(node, card.nodes.get(node.id))
        ),
        *_bar_cells(record, card, w),
    )


def _unit_figures(node: Node, score: NodeScore | None) -> Iterator[Cell]:
    if node.levels is not None:
        yield shown_as_level(score.level) if score else None
    if shows_index(node):
        yield score.value if score else None


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
