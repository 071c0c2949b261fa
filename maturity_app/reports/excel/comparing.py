"""The workbook that compares units and waves, made for formulas and pivots of one's own."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import Comparison
from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports import phrases
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.excel.charts import Cells, Words, level_bars, segments
from maturity_app.reports.excel.dictionary import dictionary_sheet
from maturity_app.reports.excel.profile import common_values
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet
from maturity_app.reports.excel.styles import DRIVE, Style
from maturity_app.reports.excel.summary import format_states, shown_as_level
from maturity_app.reports.excel.writing import About, workbook_bytes
from maturity_app.wording import ENGLISH, Wording

_MOST_LINES = 8
"""More lines than this can't be told apart, so no chart of waves is drawn beyond."""
_MOST_BARS = 60


def comparison_workbook(report: ComparisonReport, w: Wording) -> bytes:
    """Return the workbook of several assessments, units in alphabetical order."""
    scored = [(a, card) for unit in report.units for a, card in _scored(unit)]
    changes = _changes_sheet(report, w)
    sheets = [
        _units_sheet(scored, w),
        _long_sheet(scored, w),
        changes,
        _items_sheet([assessment for assessment, _ in scored], w),
    ]
    _add_wave_chart(changes, report, w)
    records = [assessment for assessment, _ in scored]
    sheets.append(dictionary_sheet(sheets, records, w))
    return workbook_bytes(sheets, _about(report, records, w))


def _scored(unit: object) -> Iterator[tuple[Assessment, Scorecard]]:
    """Yield a unit's waves with their own scorecards, which pairs of waves already hold."""
    known = {a.id: card for pair in unit.pairs for a, card in zip(pair.assessments, pair.own, strict=True)}  # type: ignore[attr-defined]
    for assessment in unit.assessments:  # type: ignore[attr-defined]
        yield assessment, known.get(assessment.id) or score_assessment(assessment)


def _about(report: ComparisonReport, records: Sequence[Assessment], w: Wording) -> About:
    definition = records[-1].questionnaire
    title = w.plural("Comparison of {count} unit", "Comparison of {count} units", len(report.units))
    return About(
        title=title,
        subject=f"{definition.title} {definition.version}",
        language=w.language,
        day=max(record.wave.date for record in records),
        is_draft=report.is_draft,
        header=title,
        draft_word=w("DRAFT"),
    )


# --- Units -------------------------------------------------------------------------------


def _fixed_columns(w: Wording) -> tuple[Column, ...]:
    one = Style.ONE
    described = (
        ("unit", w("Unit"), Style.LONG, 28, w("The unit's name; units stand in alphabetical order.")),
        ("unit_id", w("Unit id"), Style.TEXT, 16, w("Permanent id of the unit.")),
        ("wave", w("Wave"), Style.TEXT, 16, w("The wave.")),
        ("date", w("Date"), Style.DAY, 12, w("The wave's date.")),
        ("status", w("Status"), Style.TEXT, 13, w("Whether the record is a draft or signed off.")),
        ("version", w("Version"), Style.TEXT, 10, w("The questionnaire's version.")),
        ("coverage", w("Coverage"), Style.PERCENT, 11, w("Answered ÷ applicable items.")),
        ("state", w("State"), Style.TEXT, 18, w("The state of the whole.")),
        ("headline", w("Headline level"), one, 11, w("The headline level as shown.")),
        ("headline_low", w("Headline low"), one, 11, w("The headline with open items at their lowest.")),
        ("headline_high", w("Headline high"), one, 11, w("The headline with open items at their highest.")),
        ("quadrant", w("Quadrant"), Style.TEXT, 18, w("Where Pressure and Drive meet.")),
        ("balance", w("Balance"), Style.TEXT, 24, w("Safeguards beside practices, from levels.")),
        ("chart_label", w("Chart: name"), Style.TEXT, 26, w("The name in the chart, for each unit's last wave.")),
        ("chart_level", w("Chart: level"), Style.HIDDEN_BELOW_ZERO, 10, w("The bar in the chart.")),
        ("chart_up_to", w("Chart: up to"), Style.HIDDEN_BELOW_ZERO, 10, w("The outline in the chart.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


def _units_sheet(scored: Sequence[tuple[Assessment, Scorecard]], w: Wording) -> Sheet:
    nodes = _figures_of([record.questionnaire for record, _ in scored])
    fixed = _fixed_columns(w)
    figures = [
        column
        for node in nodes.values()
        for column in _figure_columns(node, w)
    ]
    sheet = Sheet(
        name="Units",
        meaning=w("One row a unit and wave, one column a score."),
        columns=_distinct([*fixed[:-3], *figures, *fixed[-3:]]),
        rows=[_unit_row(record, card, nodes, w) for record, card in scored],
        has_filter=True,
        frozen_columns=1,
        printed_columns=len(fixed) - 3 + len(figures),
    )
    format_states(sheet, "state", w)
    _add_unit_chart(sheet, scored, w)
    return sheet


def _figures_of(definitions: Sequence[Questionnaire]) -> dict[str, Node]:
    """Return every node that has a figure in any version, the newest one's title last."""
    return {
        node.id: node
        for definition in definitions
        for node in definition.nodes.values()
        if node.aggregate is not None or node.levels is not None
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
    if node.aggregate is not None:
        yield Column(
            id=f"{node.id}.index",
            header=w("{name}: index", name=node.short),
            style=Style.ONE,
            width=12,
            meaning=w("The index of {name} on its scale.", name=node.title),
        )


def _distinct(columns: Sequence[Column]) -> list[Column]:
    """Return columns whose headers differ, as a table asks; a like one gets its id added."""
    seen: set[str] = set()
    result = []
    for column in columns:
        header = column.header
        if header.casefold() in seen:
            header = f"{header} ({column.id})"
        seen.add(header.casefold())
        result.append(
            Column(
                id=column.id,
                header=header,
                meaning=column.meaning,
                style=column.style,
                width=column.width,
            )
        )
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
        *(figure for node in nodes.values() for figure in _unit_figures(node, card.nodes.get(node.id))),
        *_bar_cells(record, card, w),
    )


def _unit_figures(node: Node, score: NodeScore | None) -> Iterator[Cell]:
    if node.levels is not None:
        yield shown_as_level(score.level) if score else None
    if node.aggregate is not None:
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


def _add_unit_chart(
    sheet: Sheet, scored: Sequence[tuple[Assessment, Scorecard]], w: Wording
) -> None:
    if not scored[0][1].headline or len(scored) > _MOST_BARS:
        return
    last = sheet.last_row
    words = Words(
        title=w("Headline level of each unit and wave"),
        axis="",
        series=(w("Level reached"), w("Up to, with open answers")),
    )
    chart = level_bars(
        Cells.of(sheet, "chart_label", 2, last),
        Cells.of(sheet, "chart_level", 2, last),
        Cells.of(sheet, "chart_up_to", 2, last),
        max(record.questionnaire.top_level for record, _ in scored),
        words,
        [DRIVE] * len(scored),
    )
    said = [f"{record.unit.name}, {record.wave.label}: {phrases.headline_level(card, w)}" for record, card in scored]
    text = w("Bar chart of headline levels, units in alphabetical order: {rows}.", rows="; ".join(said))
    sheet.charts.append((chart, f"A{last + 3}", text))


# --- Long --------------------------------------------------------------------------------


def _long_sheet(scored: Sequence[tuple[Assessment, Scorecard]], w: Wording) -> Sheet:
    described = (
        ("unit_id", Style.TEXT, 18, w("Permanent id of the unit.")),
        ("unit", Style.LONG, 28, w("The unit's name.")),
        ("wave", Style.TEXT, 18, w("The wave.")),
        ("date", Style.DAY, 12, w("The wave's date.")),
        ("node", Style.TEXT, 20, w("Permanent id of the node; headline for the headline level.")),
        ("kind", Style.TEXT, 12, w("practice, safeguard, pressure, enabler or outcome.")),
        ("figure", Style.TEXT, 14, w("index, low, high, level, level_low, level_high, coverage, applicable or answered.")),
        ("value", Style.GENERAL, 14, w("The figure, unrounded; no row where there is none.")),
        ("state", Style.TEXT, 14, w("rated, provisional, insufficient or not_rated.")),
    )  # fmt: skip
    return Sheet(
        name="Long",
        meaning=w("One row a figure, for pivot tables and data tools; headers are the same in every language."),
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
        figures = (("level", card.headline.level), ("level_low", card.headline.low), ("level_high", card.headline.high))
        for figure, value in figures:
            if value is not None:
                yield (*start, "headline", "", figure, value, "")
    for node in card.nodes.values():
        for figure, value in _long_figures(node):
            if value is not None:
                yield (*start, node.id, node.kind or "", figure, value, node.state)


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


# --- Changes -----------------------------------------------------------------------------


def _change_columns(w: Wording) -> tuple[Column, ...]:
    one, count = Style.ONE, Style.COUNT
    described = (
        ("unit", w("Unit"), Style.LONG, 28, w("The unit's name.")),
        ("node", w("Node"), Style.TEXT, 18, w("Permanent id of the node.")),
        ("title", w("Measure"), Style.LONG, 32, w("Dimension or group.")),
        ("earlier_wave", w("Earlier wave"), Style.TEXT, 16, w("The earlier wave of the pair.")),
        ("later_wave", w("Later wave"), Style.TEXT, 16, w("The later wave of the pair.")),
        ("earlier_date", w("Earlier date"), Style.DAY, 12, w("The earlier wave's date.")),
        ("later_date", w("Later date"), Style.DAY, 12, w("The later wave's date.")),
        ("earlier", w("Earlier: index"), one, 10, w("The earlier wave's index on the items used.")),
        ("later", w("Later: index"), one, 10, w("The later wave's index on the items used.")),
        ("difference", w("Difference"), Style.SIGNED, 11, w("Later less earlier.")),
        ("common", w("Common items"), count, 10, w("Items that both waves have in the same revision.")),
        ("union", w("All items"), count, 9, w("Items that either wave has.")),
        ("overlap", w("Overlap"), Style.PERCENT, 9, w("Common ÷ all items.")),
        ("comparable", w("Comparable"), Style.CENTRE, 12, w("Whether the indices may be compared.")),
        ("said", w("What may be said"), Style.LONG, 44, w("The change in words, or why there is none.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


_CHANGES = Grid("Changes", tuple(column.id for column in _change_columns(ENGLISH)))


def _changes_sheet(report: ComparisonReport, w: Wording) -> Sheet:
    pairs = [
        (pair, node_id) for unit in report.units for pair in unit.pairs for node_id in pair.nodes
        if pair.assessments[-1].questionnaire.nodes[node_id].aggregate is not None
    ]  # fmt: skip
    return Sheet(
        name="Changes",
        meaning=w("Each wave beside the one before, both reckoned on their common items."),
        columns=_change_columns(w),
        rows=[_change_row(pair, node_id, row, w) for row, (pair, node_id) in enumerate(pairs, 2)],
        has_filter=True,
        frozen_columns=1,
    )


def _change_row(pair: Comparison, node_id: str, row: int, w: Wording) -> Row:
    node = pair.nodes[node_id]
    earlier, later = common_values(node)
    first, last = _CHANGES.here("earlier", row), _CHANGES.here("later", row)
    is_both = f"AND(ISNUMBER({first}),ISNUMBER({last}))"
    union = _CHANGES.here("union", row)
    share = f"IF({union}=0,0,{_CHANGES.here('common', row)}/{union})"
    waves = [assessment.wave for assessment in pair.assessments]
    difference = None if earlier is None or later is None else later - earlier
    return (
        pair.assessments[-1].unit.name,
        node_id,
        node.sides[-1].title,
        waves[0].label,
        waves[-1].label,
        waves[0].date,
        waves[-1].date,
        earlier,
        later,
        Live(f'IF({is_both},{last}-{first},"")', difference),
        node.common,
        node.union,
        Live(share, node.overlap),
        w("yes") if node.is_comparable else w("no"),
        phrases.moved(node, pair, w),
    )


def _add_wave_chart(sheet: Sheet, report: ComparisonReport, w: Wording) -> None:
    """Draw Drive over the waves, a segment a pair, so that no line crosses a break."""
    drive = next((c.drive for u in report.units for p in u.pairs for c in p.own[-1:]), None)
    units = [unit for unit in report.units if unit.pairs]
    if drive is None or not units or len(units) > _MOST_LINES:
        return
    pairs = []
    for row, cells in enumerate(sheet.rows, start=2):
        known = dict(zip(_CHANGES.ids, cells, strict=True))
        if known["node"] != drive.id or known["earlier"] is None or known["later"] is None:
            continue
        dates = f"Changes!${_CHANGES.letter('earlier_date')}${row}:${_CHANGES.letter('later_date')}${row}"
        values = f"Changes!${_CHANGES.letter('earlier')}${row}:${_CHANGES.letter('later')}${row}"
        both = [(known["earlier_date"], known["later_date"]), (known["earlier"], known["later"])]
        pairs.append((str(known["unit"]), dates, values, both[0], both[1]))
    if not pairs:
        return
    words = Words(
        title=w("{node}: each wave beside the one before, on common items", node=drive.short),
        axis="", series=(),
    )  # fmt: skip
    chart = segments(pairs, words, (float(drive.scale.min), float(drive.scale.max)))  # type: ignore[arg-type]
    said = "; ".join(_segment_words(pair, drive.id, w) for unit in units for pair in unit.pairs)
    text = w("Line chart of {node}, a segment a pair of waves: {rows}.", node=drive.short, rows=said)
    sheet.charts.append((chart, f"A{sheet.last_row + 3}", text))


def _segment_words(pair: Comparison, node_id: str, w: Wording) -> str:
    unit = pair.assessments[-1].unit.name
    values = common_values(pair.nodes[node_id])
    numbers = [w.number(value) for value in values if value is not None]
    if len(numbers) < len(values):
        return f"{unit}: {w('break')}"
    (first, second), = pairwise(numbers)
    return f"{unit}: {first} → {second}"


# --- Items -------------------------------------------------------------------------------


def _items_sheet(records: Sequence[Assessment], w: Wording) -> Sheet:
    items = {i.id: (r.questionnaire, i) for r in records for i in r.questionnaire.items.values()}
    fixed = [
        Column(id="item_id", header=w("Item id"), width=16, meaning=w("Permanent id of the item.")),
        Column(id="code", header=w("Code"), width=8, meaning=w("The item's number as people see it.")),
        Column(id="statement", header=w("Statement"), width=50, style=Style.LONG, meaning=w("The question's text, newest revision.")),
        Column(id="revisions", header=w("Revisions"), width=11, meaning=w("The revisions answered; answers to different ones are not compared.")),
    ]  # fmt: skip
    answers = [
        Column(
            id=f"answer.{record.unit.id}.{record.wave.date.isoformat()}.{number}",
            header=f"{record.unit.name} · {record.wave.label}",
            width=18,
            style=Style.LONG,
            meaning=w("The answer of {unit}, {wave}.", unit=record.unit.name, wave=record.wave.label),
        )
        for number, record in enumerate(records, start=1)
    ]
    rows = [
        (
            item.id,
            definition.code(item.id),
            item.text,
            _revisions(records, item.id),
            *(_side(record, item.id, w) for record in records),
        )
        for definition, item in items.values()
    ]
    return Sheet(
        name="Items",
        meaning=w("Every answer of every unit and wave, side by side."),
        columns=_distinct([*fixed, *answers]),
        rows=rows,
        has_filter=True,
        frozen_columns=3,
    )


def _revisions(records: Sequence[Assessment], item_id: str) -> str:
    found = (record.questionnaire.items.get(item_id) for record in records)
    return ", ".join(str(n) for n in sorted({item.revision for item in found if item}))


def _side(record: Assessment, item_id: str, w: Wording) -> str:
    if item_id not in record.questionnaire.items:
        return w("not asked")
    return phrases.answer_word(record.questionnaire, item_id, record.answer(item_id), w)
