"""Summary: the headline, every dimension and group at a glance, with a chart of levels."""

from collections.abc import Iterator
from fractions import Fraction

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.shown import shown_level
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.charts import Bars, Cells, Words, level_bars
from maturity_app.reports.excel.headline import shown_number
from maturity_app.reports.excel.headline_rows import HeadlineRows
from maturity_app.reports.excel.node_columns import CALCULATION
from maturity_app.reports.excel.nodes import cut_to_tenth
from maturity_app.reports.excel.rules import STATES, text_of
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Plain, Row, Sheet, quoted
from maturity_app.reports.excel.styles import DRIVE, EMPHASIS, INK, SAFEGUARD, Style
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
        ("coverage", w("Coverage"), Style.PERCENT, 11, w("Answered ÷ applicable items.")),
        ("state", w("State"), Style.TEXT, 18,
         w("Whether enough is answered for the figures to be said.")),
        ("note", w("Reason"), Style.LONG, 62,
         w("Why the headline stands where it does, or why a state is not rated.")),
        ("chart_label", w("Chart: name"), Style.TEXT, 34,
         w("The name in the chart; it says where there is no level.")),
        ("chart_up_to", w("Chart: up to"), Style.HIDDEN_BELOW_ZERO, 10,
         w("The length of the outline in the chart.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


SUMMARY = Grid("Summary", tuple(column.id for column in _columns(ENGLISH)))


def summary_sheet(basis: Basis) -> Sheet:
    """Return the page to read first."""
    nodes = _nodes(basis)
    rows: list[Row] = []
    if basis.card.headline is not None:
        rows.append(_headline_row(basis))
    for node in nodes:
        rows.append(_node_row(basis, node, len(rows) + 2))
    rows.extend(_closing_rows(basis))
    sheet = Sheet(
        name="Summary",
        meaning=basis.w("Headline, dimensions and groups at a glance, with a chart of levels."),
        columns=_columns(basis.w),
        rows=rows,
        frozen_columns=2,
        printed_columns=SUMMARY.ids.index("chart_label"),
        strong_rows=frozenset({2} if basis.card.headline else ()),
    )
    format_states(sheet, "state", basis.w)
    _add_chart(sheet, basis, nodes)
    return sheet


def _nodes(basis: Basis) -> list[Node]:
    """Return dimensions with levels first, so that the chart draws one block, then the others."""
    definition = basis.questionnaire
    if not definition.dimensions:
        return sorted(definition.nodes.values(), key=lambda node: node.levels is None)
    inside = {below.id for dimension in definition.dimensions for below in dimension.walk()} - {
        dimension.id for dimension in definition.dimensions
    }
    groups = [n for n in definition.nodes.values() if not n.kind and n.id not in inside]
    dimensions = sorted(definition.dimensions, key=lambda node: node.levels is None)
    return [
        *dimensions,
        *sorted(groups, key=lambda node: (node.levels is None, not node.aggregate)),
    ]


# --- rows --------------------------------------------------------------------------------


def _headline_row(basis: Basis) -> Row:
    rows, headline, w = HeadlineRows(basis), basis.card.headline, basis.w
    level, high = rows.cell("headline", "shown"), rows.cell("headline", "high")
    shown = shown_as_level(headline.level if headline else None)
    highest = shown_as_level(headline.high if headline else None)
    up_to = _up_to(SUMMARY.here("level", 2), cut_to_tenth(high).removesuffix(',"")') + ',"")')
    named = _chart_label(2, text_of('"headline.no_level"'))
    label = _label_value(w("Headline"), shown, w("No level"))
    return (
        "H",
        w("Headline"),
        Live(level, shown),
        Live(up_to, highest if highest != shown else None),
        None,
        None,
        None,
        None,
        "",
        Live(rows.cell("reason"), phrases.headline_reason(basis.card, w)),
        Live(named, label),
        Live(_chart_up_to(2), highest if highest not in (shown, None) else -1),
    )


def _node_row(basis: Basis, node: Node, row: int) -> Row:
    score, at = basis.card.nodes[node.id], basis.node_rows[node.id]
    w = basis.w
    cut = score in (basis.card.drive, basis.card.pressure) and score.scale.max == 100  # noqa: PLR2004
    cuts = phrases.cuts_of(basis.card) if cut else ()
    return (
        node.code,
        node.title,
        *_level_cells(node, score, at, row),
        *_index_cells(node, score, at, cuts),
        Live(CALCULATION.cell("coverage", at), score.counts.coverage),
        state_cell(basis, node),
        Live(_note(at), phrases.state_reason(score, w)),
        *_chart_cells(node, score, row, w),
    )


def state_cell(basis: Basis, node: Node) -> Cell:
    """Return a node's state as a word that follows the answers."""
    state = CALCULATION.cell("state", basis.node_rows[node.id])
    word = phrases.state_word(basis.card.nodes[node.id].state, basis.w)
    return Live(text_of(f'"state."&{state}'), word)


def _level_cells(node: Node, score: NodeScore, at: int, row: int) -> tuple[Cell, Cell]:
    if node.levels is None:
        return None, None
    shown, high = shown_as_level(score.level), shown_as_level(score.level_high)
    up_to = _up_to(SUMMARY.here("level", row), CALCULATION.cell("level_high_shown", at))
    level = Live(CALCULATION.cell("level_shown", at), shown)
    return level, Live(up_to, high if high != shown else None)


def _up_to(level: str, high: str) -> str:
    return f'IF(AND(ISNUMBER({high}),{high}<>{level}),{high},"")'


def _index_cells(
    node: Node, score: NodeScore, at: int, cuts: tuple[Fraction, ...]
) -> Iterator[Cell]:
    if node.aggregate is None or (node.levels and node.levels.show == "level"):
        yield from (None, None, None)
        return
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
    """Return a value as shown, with more digits while it would cross the quadrant's line."""
    cut, exact = "ROUND(rule_quadrant_high,12)", f"ROUND({cell},12)"
    shown = exact
    for digits in (6, 5, 4, 3, 2, 1):
        rounded = f"ROUND({exact},{digits})"
        shown = f"IF(({exact}<{cut})=({rounded}<{cut}),{rounded},{shown})"
    return f'IF(ISNUMBER({cell}),{shown},"")'


def _note(at: int) -> str:
    def cell(column: str) -> str:
        return CALCULATION.cell(column, at)

    share = f'ROUND(100*{cell("not_applicable")}/{cell("shown")},0)&"\N{NO-BREAK SPACE}%"'
    aside = f'SUBSTITUTE({text_of(quoted("reason.not_applicable"))},"{{share}}",{share})'
    counted = f'SUBSTITUTE({text_of(quoted("reason.answered"))},"{{answered}}",{cell("answered")})'
    counted = f'SUBSTITUTE({counted},"{{applicable}}",{cell("applicable")})'
    state = cell("state")
    some = f'IF({state}="rated","",IF({state}="not_rated",{aside},{counted}))'
    return f"IF({cell('shown')}=0,{text_of(quoted('reason.nothing'))},{some})"


def _closing_rows(basis: Basis) -> Iterator[Row]:
    rows, card, w = HeadlineRows(basis), basis.card, basis.w
    if card.of_kind("practice") and card.of_kind("safeguard"):
        yield _said(w("Balance"), Live(_balance(rows), _balance_words(basis)))
    if card.drive is not None and card.pressure is not None:
        code = f'"quadrant."&{rows.cell("quadrant")}'
        word = phrases.quadrant_word(card.quadrant, w)
        yield _said(w("Quadrant of Pressure and Drive"), Live(text_of(code), word))
    record = f"{basis.assessment.unit.name}, {basis.assessment.wave.label}"
    yield _said(w("Record"), f"{phrases.record_line(basis.assessment, w)}; {record}")


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


def _said(measure: str, text: Cell) -> Row:
    return ("", measure, None, None, None, None, None, None, "", text, "", None)


# --- chart -------------------------------------------------------------------------------


def _chart_cells(node: Node, score: NodeScore, row: int, w: Wording) -> tuple[Cell, Cell]:
    if node.levels is None:
        return "", None
    shown, high = shown_as_level(score.level), shown_as_level(score.level_high)
    label = _label_value(node.title, shown, phrases.state_word(score.state, w))
    length = high if high not in (shown, None) else -1
    return Live(_chart_label(row, SUMMARY.here("state", row)), label), Live(
        _chart_up_to(row), length
    )


def _chart_label(row: int, otherwise: str) -> str:
    """Return a bar's name, with the word for it where a bar has no length."""
    name, level = SUMMARY.here("measure", row), SUMMARY.here("level", row)
    nought = f'IF({level}=0,{name}&" ("&FIXED(0,1)&")",{name})'
    return f'IF(ISNUMBER({level}),{nought},{name}&" ("&{otherwise}&")")'


def _label_value(name: str, level: Plain, otherwise: str) -> str:
    if level is None:
        return f"{name} ({otherwise})"
    return name if level else f"{name} (0.0)"


def _chart_up_to(row: int) -> str:
    cell = SUMMARY.here("up_to", row)
    # Below the axis nothing is drawn, where an empty text would count as nought.
    return f"IF(ISNUMBER({cell}),{cell},-1)"


def _add_chart(sheet: Sheet, basis: Basis, nodes: list[Node]) -> None:
    w = basis.w
    levelled = [node for node in nodes if node.levels is not None]
    has_headline = basis.card.headline is not None
    last = (
        1
        + has_headline
        + len([n for n in levelled if n.kind or not basis.questionnaire.dimensions])
    )
    if last < 2:  # noqa: PLR2004 - the first row below the header
        return
    tones = [INK] * has_headline
    tones += [SAFEGUARD if node.kind == "safeguard" else DRIVE for node in levelled][: last - 1]
    title = w("Level reached, and how far open answers could lift it")
    if basis.assessment.is_draft:
        title = f"{title} ({phrases.status_word('draft', w)})"
    words = Words(title=title, series=(w("Level reached"), w("Up to, with open answers")))
    bars = Bars(
        labels=Cells.of(sheet, "chart_label", 2, last),
        levels=Cells.of(sheet, "level", 2, last),
        up_to=Cells.of(sheet, "chart_up_to", 2, last),
        tones=tones,
    )
    chart = level_bars(bars, basis.questionnaire.top_level, words)
    labels = sheet.values("chart_label", 2, last)
    levels = sheet.values("level", 2, last)
    said = [f"{name} {_spoken(level, w)}" for name, level in zip(labels, levels, strict=True)]
    text = w("Bar chart of levels from 0 to {top}: {rows}.",
             top=basis.questionnaire.top_level, rows="; ".join(said))  # fmt: skip
    sheet.charts.append((chart, f"B{len(sheet.rows) + 4}", text))


def _spoken(level: Plain, w: Wording) -> str:
    return w.level(level) if isinstance(level, Fraction) else w("no level")


def shown_as_level(level: Fraction | None) -> Fraction | None:
    """Return a level as it is shown, as a number."""
    return None if level is None else Fraction(shown_level(level))


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
