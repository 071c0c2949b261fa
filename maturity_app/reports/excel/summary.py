"""Summary: the headline, every dimension and group at a glance, with a chart."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from maturity_app.domain.questionnaire import Node, ShownScale
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis, shows_index
from maturity_app.reports.excel.headline import shown_number
from maturity_app.reports.excel.headline_rows import HeadlineRows
from maturity_app.reports.excel.level_cells import cut_to_tenth, shown_as_level
from maturity_app.reports.excel.node_columns import CALCULATION
from maturity_app.reports.excel.outline import (
    has_own_scales,
    own_nodes,
    scale_cells,
    summary_nodes,
)
from maturity_app.reports.excel.rules import STATES, text_of
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, quoted
from maturity_app.reports.excel.styles import EMPHASIS, SAFEGUARD, Style
from maturity_app.reports.excel.summary_chart import SummaryChart
from maturity_app.wording import ENGLISH, Wording

_SIGNS = {"provisional": "◐", "insufficient": "○", "not_rated": "–"}
_DXF_FORMAT = 200
"""Numbers of our own for number formats in conditional formats, beyond all others in use."""


def _columns(w: Wording) -> tuple[Column, ...]:
    one = Style.ONE
    described = (
        ("code", w("Id"), Style.TEXT, 7, w("The dimension's code; H is the headline.")),
        ("measure", w("Measure"), Style.LONG, 36, w("Headline, dimension or group.")),
        ("level", w("Level"), one, 9,
         w("The level as shown, cut to one decimal; open items at their lowest.")),
        ("up_to", w("Up to"), one, 9,
         w("The level that open answers still allow, where it differs.")),
        ("index", w("Index"), Style.FEW, 9, w("The index on its scale, rounded half up.")),
        ("low", w("Index low"), one, 9, w("The lowest index that open answers still allow.")),
        ("high", w("Index high"), one, 9, w("The highest index that open answers still allow.")),
        ("scale_from", w("Scale from"), Style.GENERAL, 9,
         w("The lowest value of the scale on which the index is shown.")),
        ("scale_to", w("Scale to"), Style.GENERAL, 9,
         w("The highest value of the scale on which the index is shown.")),
        ("coverage", w("Coverage"), Style.PERCENT, 11, w("Answered ÷ applicable items.")),
        ("state", w("State"), Style.TEXT, 18,
         w("Whether enough is answered for the figures to be said.")),
        ("note", w("Reason"), Style.LONG, 62,
         w("Why the headline stands where it does, or why a state is not rated.")),
        ("chart_label", w("Chart: name"), Style.TEXT, 34,
         w("The name in the chart; it says where there is no level.")),
        ("chart_up_to", w("Chart: up to"), Style.HIDDEN_BELOW_ZERO, 10,
         w("The length of the outline in the chart.")),
        ("chart_index", w("Chart: index"), Style.HIDDEN_BELOW_ZERO, 10,
         w("The bar in a chart of indices; nothing where there is no index.")),
        ("chart_down", w("Chart: down"), Style.HIDDEN_BELOW_ZERO, 10,
         w("The whisker downwards.")),
        ("chart_up", w("Chart: up"), Style.HIDDEN_BELOW_ZERO, 10, w("The whisker upwards.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


SUMMARY = Grid("Summary", tuple(column.id for column in _columns(ENGLISH)))


def summary_sheet(basis: Basis) -> Sheet:
    """Return the page to read first."""
    nodes, own = summary_nodes(basis), own_nodes(basis)
    chart = SummaryChart(basis, SUMMARY, nodes)
    rows: list[Row] = []
    if basis.card.headline is not None:
        rows.append(_headline_row(basis, chart))
    for node in nodes:
        rows.append(_node_row(basis, chart, node, len(rows) + 2))
    strong = {2} if basis.card.headline else _parents(basis, nodes)
    rows.extend(_closing_rows(basis))
    if own:
        strong.add(len(rows) + 2)
        rows.append(own_row(basis))
    for node in own:
        rows.append(_node_row(basis, chart, node, len(rows) + 2))
    rows.append(_record_row(basis))
    sheet = Sheet(
        name="Summary",
        meaning=basis.w("Headline, dimensions and groups at a glance, with a chart."),
        columns=_columns(basis.w),
        rows=rows,
        frozen_columns=2,
        printed_columns=SUMMARY.ids.index("chart_label"),
        strong_rows=frozenset(strong),
        hidden=chart.unused | _unused(basis, [*nodes, *own]),
    )
    format_states(sheet, "state", basis.w)
    chart.add_to(sheet)
    return sheet


def _parents(basis: Basis, nodes: Sequence[Node]) -> set[int]:
    """Return the rows of groups among whose parts others are listed, where all are groups."""
    if any(node.kind for node in nodes):
        return set()
    return {
        row
        for row, node in enumerate(nodes, start=2)
        if any(child in nodes for child in basis.children(node))
    }


def _unused(basis: Basis, nodes: Sequence[Node]) -> frozenset[str]:
    """Return the columns that no row fills."""
    unused: set[str] = set()
    if not basis.has_levels and basis.card.headline is None:
        unused |= {"level", "up_to"}
    if not any(shows_index(node) for node in nodes):
        unused |= {"index", "low", "high"}
    if not has_own_scales(nodes):
        unused |= {"scale_from", "scale_to"}
    if basis.card.headline is None and not any(node.code for node in nodes):
        unused.add("code")
    return frozenset(unused)


# --- rows --------------------------------------------------------------------------------


def _filled(**cells: Cell) -> Row:
    """Return a row with these cells; the others stay empty."""
    return tuple(cells.get(name, "" if name in _WORDS else None) for name in SUMMARY.ids)


_WORDS = ("code", "measure", "state", "note", "chart_label")


def _headline_row(basis: Basis, chart: SummaryChart) -> Row:
    rows, headline, w = HeadlineRows(basis), basis.card.headline, basis.w
    level, high = rows.cell("headline", "shown"), rows.cell("headline", "high")
    shown = shown_as_level(headline.level if headline else None)
    highest = shown_as_level(headline.high if headline else None)
    up_to = _up_to(SUMMARY.here("level", 2), cut_to_tenth(high).removesuffix(',"")') + ',"")')
    return _filled(
        code="H",
        measure=w("Headline"),
        level=Live(level, shown),
        up_to=Live(up_to, highest if highest != shown else None),
        note=Live(rows.cell("reason"), phrases.headline_reason(basis.card, w)),
        **chart.headline_cells(2, text_of('"headline.no_level"')),
    )


def _node_row(basis: Basis, chart: SummaryChart, node: Node, row: int) -> Row:
    score, at = basis.card.nodes[node.id], basis.node_rows[node.id]
    w, scale = basis.w, score.scale
    is_cut = score in (basis.card.drive, basis.card.pressure) and scale == ShownScale()
    cuts = phrases.cuts_of(basis.card) if is_cut else ()
    level, up_to = _level_cells(basis, node, score, row)
    index, low, high = _index_cells(basis, node, score, cuts)
    scale_from, scale_to = scale_cells(basis, node)
    return _filled(
        code=node.code,
        measure=node.title,
        level=level,
        up_to=up_to,
        index=index,
        low=low,
        high=high,
        scale_from=scale_from,
        scale_to=scale_to,
        coverage=Live(CALCULATION.cell("coverage", at), score.counts.coverage),
        state=state_cell(basis, node),
        note=Live(_note(at, is_group=score.is_group), phrases.state_reason(score, w)),
        **chart.cells(node, row),
    )


def own_row(basis: Basis) -> Row:
    """Return the row above what the unit added itself."""
    w = basis.w
    return _filled(measure=w("Added by the unit"), note=own_words(w))


def own_words(w: Wording) -> str:
    """Return how what the unit added is scored."""
    return w("Scored apart; counts in nothing above.")


def state_cell(basis: Basis, node: Node) -> Cell:
    """Return a node's state as a word that follows the answers."""
    state = CALCULATION.cell("state", basis.node_rows[node.id])
    word = phrases.state_word(basis.card.nodes[node.id].state, basis.w)
    return Live(text_of(f'"state."&{state}'), word)


def _level_cells(basis: Basis, node: Node, score: NodeScore, row: int) -> tuple[Cell, Cell]:
    if basis.rule_of(node) is None:
        return None, None
    at = basis.node_rows[node.id]
    shown, high = shown_as_level(score.level), shown_as_level(score.level_high)
    up_to = _up_to(SUMMARY.here("level", row), CALCULATION.cell("level_high_shown", at))
    level = Live(CALCULATION.cell("level_shown", at), shown)
    return level, Live(up_to, high if high != shown else None)


def _up_to(level: str, high: str) -> str:
    return f'IF(AND(ISNUMBER({high}),{high}<>{level}),{high},"")'


def _index_cells(
    basis: Basis, node: Node, score: NodeScore, cuts: tuple[Fraction, ...]
) -> Iterator[Cell]:
    if not shows_index(node):
        yield from (None, None, None)
        return
    at = basis.node_rows[node.id]
    value = CALCULATION.cell("value", at)
    if cuts:
        yield Live(_shown_beside(value), shown_number(score.value, cuts))
    else:
        yield Live(rounded(value), shown_number(score.value))
    yield Live(rounded(CALCULATION.cell("low", at)), shown_number(score.low))
    yield Live(rounded(CALCULATION.cell("high", at)), shown_number(score.high))


def rounded(cell: str) -> str:
    """Return the formula of a value as shown; the inner rounding makes a half a half again."""
    return f'IF(ISNUMBER({cell}),ROUND(ROUND({cell},12),1),"")'


def _shown_beside(cell: str) -> str:
    """Return a value as shown, with more digits while it would cross the quadrant's line.

    The line is rounded as well: what lies on a third is shown as a third is.
    """
    cut, exact = "ROUND(rule_quadrant_high,12)", f"ROUND({cell},12)"
    shown = exact
    for digits in (6, 5, 4, 3, 2, 1):
        rounded, line = f"ROUND({exact},{digits})", f"ROUND({cut},{digits})"
        shown = f"IF(({exact}<{cut})=({rounded}<{line}),{rounded},{shown})"
    return f'IF(ISNUMBER({cell}),{shown},"")'


def _note(at: int, *, is_group: bool) -> str:
    def cell(column: str) -> str:
        return CALCULATION.cell(column, at)

    share = f'ROUND(100*{cell("not_applicable")}/{cell("shown")},0)&"\N{NO-BREAK SPACE}%"'
    aside = f'SUBSTITUTE({text_of(quoted("reason.not_applicable"))},"{{share}}",{share})'
    if is_group:
        aside = text_of(quoted("reason.parts"))
    counted = f'SUBSTITUTE({text_of(quoted("reason.answered"))},"{{answered}}",{cell("answered")})'
    counted = f'SUBSTITUTE({counted},"{{applicable}}",{cell("applicable")})'
    state = cell("state")
    some = f'IF({state}="rated","",IF({state}="not_rated",{aside},{counted}))'
    return f"IF({cell('shown')}=0,{text_of(quoted('reason.nothing'))},{some})"


def _closing_rows(basis: Basis) -> Iterator[Row]:
    rows, card, w = HeadlineRows(basis), basis.card, basis.w
    if card.of_kind("practice") and card.of_kind("safeguard") and basis.has_levels:
        said = Live(_balance(rows), _balance_words(basis))
        yield _filled(measure=w("Balance"), note=said)
    if card.drive is not None and card.pressure is not None:
        code = f'"quadrant."&{rows.cell("quadrant")}'
        word = phrases.quadrant_word(card.quadrant, w)
        measure = w("Quadrant of Pressure and Drive")
        yield _filled(measure=measure, note=Live(text_of(code), word))


def _record_row(basis: Basis) -> Row:
    w = basis.w
    record = f"{basis.assessment.unit.name}, {basis.assessment.wave.label}"
    line = f"{phrases.record_line(basis.assessment, w)}; {record}"
    return _filled(measure=w("Record"), note=line)


def _balance(rows: HeadlineRows) -> str:
    points = rows.cell("points", "level")
    number = f"FIXED(ABS(ROUND({points},12)),1)"
    apart = f'SUBSTITUTE({text_of(quoted("points"))},"{{points}}",{number})'
    either = f"IF(ISNUMBER({points}),{apart},{text_of(quoted('points.none'))})"
    verdict = rows.cell("balance")
    word = text_of(f'"verdict."&{verdict}')
    return f'IF({verdict}="none",{text_of(quoted("balance.none"))},{word}&"; "&{either})'


def _balance_words(basis: Basis) -> str:
    card, w = basis.card, basis.w
    if card.balance is None:
        return w("Not said: a practice or safeguard has no bounds.")
    return f"{phrases.verdict_word(card.balance.verdict, w)}; {phrases.points_text(card, w)}"


# --- conditional formats -----------------------------------------------------------------


def format_states(sheet: Sheet, column: str, w: Wording) -> None:
    """Mark every state but "rated" by a sign and bold letters besides its wash."""
    letter = sheet.grid.letter(column)
    place = f"{letter}2:{letter}{sheet.last_row}"
    for number, state in enumerate(STATES[1:]):
        look = DifferentialStyle(
            font=Font(b=True, color=SAFEGUARD),
            fill=PatternFill(bgColor=EMPHASIS, fill_type="solid"),
            numFmt=NumberFormat(_DXF_FORMAT + number, f'"{_SIGNS[state]} "@'),
        )
        rule = Rule(type="expression", dxf=look)
        rule.formula = [f"${letter}2={quoted(phrases.state_word(state, w))}"]
        sheet.formats.append((place, rule))
