"""Profile: each dimension beside the last wave, with a chart of indices."""

from collections.abc import Sequence
from fractions import Fraction

from maturity_app.domain.comparison import Comparison, NodeComparison
from maturity_app.domain.questionnaire import Node
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.charts import Cells, Dots, Words, index_dots
from maturity_app.reports.excel.headline import shown_number
from maturity_app.reports.excel.node_columns import CALCULATION
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Plain, Row, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.summary import format_states, rounded, shown_as_level, state_cell
from maturity_app.wording import ENGLISH, Wording

_NOTHING = Fraction(-1)
"""Where a chart is to draw nothing: below its axis, shown by no digit."""


def _columns(w: Wording) -> tuple[Column, ...]:
    one, chart = Style.ONE, Style.HIDDEN_BELOW_ZERO
    described = (
        ("code", w("Id"), Style.TEXT, 7, w("The dimension's code.")),
        ("dimension", w("Dimension"), Style.LONG, 36, w("The dimension's title.")),
        ("kind", w("Kind"), Style.TEXT, 13,
         w("Practice, safeguard, pressure, enabler or outcome.")),
        ("state", w("State"), Style.TEXT, 18, w("Whether enough is answered.")),
        ("level", w("Level"), one, 9, w("The level of this wave.")),
        ("index", w("Index"), one, 9, w("The index of this wave, from all its answers.")),
        ("low", w("Index low"), one, 9, w("The lowest index that open answers still allow.")),
        ("high", w("Index high"), one, 9, w("The highest index that open answers still allow.")),
        ("last_level", w("Last wave: level"), one, 11,
         w("The last wave's level on the common items; empty where not comparable. A value.")),
        ("common_level", w("This wave: level on common items"), one, 15,
         w("This wave's level on the same items: what is open in either wave is left out of "
           "both. Compare it, not the level of this wave, with the last wave's. A value.")),
        ("last_index", w("Last wave: index"), one, 11,
         w("The last wave's index on the common items; empty where not comparable. A value.")),
        ("common_index", w("This wave: index on common items"), one, 15,
         w("This wave's index on the same items. A value.")),
        ("difference", w("Difference"), Style.SIGNED, 11,
         w("This wave less the last, on common items.")),
        ("said", w("What may be said"), Style.LONG, 40, w("The change in words.")),
        ("chart_label", w("Chart: name"), Style.TEXT, 22, w("The dimension's name in the chart.")),
        ("chart_index", w("Chart: index"), chart, 9,
         w("The dot in the chart; nothing where there is no index.")),
        ("chart_down", w("Chart: down"), chart, 9, w("The whisker downwards.")),
        ("chart_up", w("Chart: up"), chart, 9, w("The whisker upwards.")),
        ("chart_last", w("Chart: last wave"), chart, 9,
         w("The ring in the chart; nothing where not comparable.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


PROFILE = Grid("Profile", tuple(column.id for column in _columns(ENGLISH)))


def profile_sheet(basis: Basis, previous: Comparison | None) -> Sheet:
    """Return one row a dimension, beside the last wave where there is one."""
    dimensions = basis.questionnaire.dimensions or tuple(basis.questionnaire.nodes.values())
    sheet = Sheet(
        name="Profile",
        meaning=basis.w("Every dimension, beside the last wave where the two may be compared."),
        columns=_columns(basis.w),
        rows=[_row(basis, previous, node, row) for row, node in enumerate(dimensions, start=2)],
        frozen_columns=2,
        printed_columns=PROFILE.ids.index("chart_label"),
    )
    format_states(sheet, "state", basis.w)
    _add_chart(sheet, basis, dimensions, has_last=previous is not None)
    return sheet


def _row(basis: Basis, previous: Comparison | None, node: Node, row: int) -> Row:
    score, at, w = basis.card.nodes[node.id], basis.node_rows[node.id], basis.w
    has_index = node.aggregate is not None
    figures = (("value", score.value), ("low", score.low), ("high", score.high))
    indices = [
        Live(rounded(CALCULATION.cell(column, at)), shown_number(value)) if has_index else None
        for column, value in figures
    ]
    level = Live(CALCULATION.cell("level_shown", at), shown_as_level(score.level))
    return (
        node.code,
        node.title,
        phrases.kind_word(node.kind, w) if node.kind else "",
        state_cell(basis, node),
        level if node.levels is not None else None,
        *indices,
        *_last_wave(previous, node, row, w),
        *_chart_cells(basis, node, row, previous),
    )


def _last_wave(
    previous: Comparison | None, node: Node, row: int, w: Wording
) -> tuple[Cell, Cell, Cell, Cell, Cell, Cell]:
    compared = previous.nodes.get(node.id) if previous else None
    if previous is None or compared is None:
        return None, None, None, None, None, ""
    last, now = PROFILE.here("last_index", row), PROFILE.here("common_index", row)
    earlier, later = common_values(compared)
    is_both = f"AND(ISNUMBER({last}),ISNUMBER({now}))"
    difference = None if earlier is None or later is None else later - earlier
    return (
        shown_as_level(compared.levels[0]),
        shown_as_level(compared.levels[-1]),
        earlier,
        later,
        Live(f'IF({is_both},{now}-{last},"")', difference),
        phrases.moved(compared, previous, w),
    )


def common_values(compared: NodeComparison) -> tuple[Fraction | None, Fraction | None]:
    """Return the first and last side's index on the node's scale; None where not comparable."""
    first, last = (
        None if index is None else side.scale.of(index)
        for index, side in (
            (compared.indices[0], compared.sides[0]),
            (compared.indices[-1], compared.sides[-1]),
        )
    )
    return first, last


def _chart_cells(
    basis: Basis, node: Node, row: int, previous: Comparison | None
) -> tuple[Cell, ...]:
    score, at = basis.card.nodes[node.id], basis.node_rows[node.id]
    value, low, high = (CALCULATION.cell(name, at) for name in ("value", "low", "high"))
    last = PROFILE.here("last_index", row)
    has_all = score.value is not None and score.low is not None and score.high is not None
    down = score.value - score.low if has_all else Fraction(0)  # type: ignore[operator]
    up = score.high - score.value if has_all else Fraction(0)  # type: ignore[operator]
    compared = previous.nodes.get(node.id) if previous else None
    earlier = common_values(compared)[0] if compared else None
    return (
        node.short,
        Live(f"IF(ISNUMBER({value}),{value},-1)", _or_nothing(score.value)),
        Live(f"IF(ISNUMBER({value}),{value}-{low},0)", down),
        Live(f"IF(ISNUMBER({value}),{high}-{value},0)", up),
        Live(f"IF(ISNUMBER({last}),{last},-1)", _or_nothing(earlier)),
    )


def _or_nothing(value: Fraction | None) -> Plain:
    return _NOTHING if value is None else value


def _add_chart(sheet: Sheet, basis: Basis, dimensions: Sequence[Node], *, has_last: bool) -> None:
    drawn = [n for n in dimensions if n.aggregate is not None]
    scales = {node.scale for node in drawn}
    if len(scales) != 1:
        return
    w, scale = basis.w, scales.pop()
    # What has no index at the end, enablers and outcomes, would be empty places in the chart.
    last = 2 + max(number for number, node in enumerate(dimensions) if node.aggregate is not None)
    words = Words(
        title=w("Index of each dimension, with what open answers still allow"),
        series=(w("This wave"), w("Last wave, on common items")),
    )
    dots = Dots(
        labels=Cells.of(sheet, "chart_label", 2, last),
        index=Cells.of(sheet, "chart_index", 2, last),
        down=Cells.of(sheet, "chart_down", 2, last),
        up=Cells.of(sheet, "chart_up", 2, last),
        last=Cells.of(sheet, "chart_last", 2, last) if has_last else None,
    )
    chart = index_dots(dots, scale, words)
    said = [f"{node.short} {phrases.value_text(basis.card.nodes[node.id], w)}" for node in drawn]
    text = w("Chart of indices, a dot a dimension: {rows}.", rows="; ".join(said))
    sheet.charts.append((chart, f"B{sheet.last_row + 3}", text))
