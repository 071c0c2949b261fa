"""Compared: units beside each other on what is common to all, the spread between them live."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from openpyxl.utils import get_column_letter

from maturity_app.domain.comparison import Comparison, NodeComparison
from maturity_app.reports.excel.basis import shows_index
from maturity_app.reports.excel.charts import Cells, Words, unit_dots
from maturity_app.reports.excel.level_cells import shown_as_level
from maturity_app.reports.excel.sheet import Cell, Column, Live, Row, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.unit_rows import distinct
from maturity_app.reports.excel.units import titled
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.obstacles import obstacle_words
from maturity_app.reports.overall import why_not
from maturity_app.reports.phrases import not_comparable
from maturity_app.reports.side_by_side import Order, grade_word, side_names
from maturity_app.wording import Wording

_MOST_SERIES = 8
"""More units than this can't be told apart, so no chart of them is drawn beyond."""


def compared_sheet(between: Comparison, order: Order, w: Wording) -> Sheet:
    """Return every measure with the figure of each unit; `order` says how the units stand."""
    before, after = _columns_before(w), _columns_after(w)
    units = [
        Column(
            id=f"unit.{record.unit.id}",
            header=name,
            style=Style.ONE,
            width=14,
            meaning=w("The figure of {unit}, {wave}.", unit=record.unit.name,
                      wave=record.wave.label),
        )
        for name, record in zip(side_names(between, w), between.assessments, strict=True)
    ]  # fmt: skip
    judged = [node.id for node in judged_nodes(between.scorecards[-1])]
    indices = [*judged, *(key for key in between.nodes if key not in judged)]
    shared = between.scorecards[-1].questionnaire
    drawn = [key for key in indices if shows_index(shared.nodes[key])]
    columns = distinct([*before, *units, *after])
    first = len(before) + 1
    ends = get_column_letter(first), get_column_letter(first + len(units) - 1)
    rows = [*_headline_row(between, 2, ends, w)]
    charted = (len(rows) + 2, len(rows) + 1 + sum(key in drawn for key in judged))
    for key in drawn:
        rows.append(_index_row(between.nodes[key], len(rows) + 2, ends, w))
    for key in indices:
        if shared.nodes[key].levels is not None:
            rows.append(_level_row(between.nodes[key], between, len(rows) + 2, ends, w))
    sheet = Sheet(
        name="Compared",
        meaning=f"{w('Units side by side on the items common to all.')} {order.words}",
        columns=columns,
        rows=rows,
        has_filter=True,
        frozen_columns=3,
    )
    if charted[1] > charted[0] and len(units) <= _MOST_SERIES:
        _add_chart(sheet, between, charted, order, w)
    return sheet


def _columns_before(w: Wording) -> tuple[Column, ...]:
    described = (
        ("node", w("Node"), Style.TEXT, 18, w("Permanent id of the node.")),
        ("title", w("Measure"), Style.LONG, 32, w("Dimension or group.")),
        ("figure", w("Figure"), Style.TEXT, 10, w("index or level.")),
    )
    return _described(described)


def _columns_after(w: Wording) -> tuple[Column, ...]:
    described = (
        ("lowest", w("Lowest"), Style.ONE, 10, w("The lowest of the units.")),
        ("highest", w("Highest"), Style.ONE, 10, w("The highest of the units.")),
        ("spread", w("Spread"), Style.ONE, 10, w("Highest less lowest.")),
        ("step", w("One item's step"), Style.ONE, 10,
         w("How far one answer one option higher moves the index at most.")),
        ("common", w("Common items"), Style.COUNT, 10, w("Items that all sides have.")),
        ("used", w("Items used"), Style.COUNT, 10, w("Common items answered on all sides.")),
        ("union", w("All items"), Style.COUNT, 9, w("Items that any side has.")),
        ("grade", w("How much is common"), Style.TEXT, 16,
         w("All items, enough of them, or too few to compare.")),
        ("reason", w("Why not"), Style.LONG, 44, w("Why a figure is not compared.")),
    )  # fmt: skip
    return _described(described)


def _described(described: Sequence[tuple[str, str, Style, int, str]]) -> tuple[Column, ...]:
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


def _headline_row(
    between: Comparison, row: int, ends: tuple[str, str], w: Wording
) -> Iterator[Row]:
    card = between.scorecards[-1]
    if card.headline is None:
        return
    levels = [shown_as_level(head.level if head else None) for head in between.headlines]
    why, obstacle = "", between.headline_obstacle
    if obstacle is not None:
        why = why_not(between, obstacle, w)
    yield (
        "headline", w("Headline level"), "level", *levels, *_spread(levels, row, ends),
        None, None, None, None, "", why,
    )  # fmt: skip


def _index_row(node: NodeComparison, row: int, ends: tuple[str, str], w: Wording) -> Row:
    scale = node.sides[-1].scale
    values = [None if index is None else scale.of(index) for index in node.indices]
    step = node.step * (scale.max - scale.min)
    why = "" if node.is_comparable else not_comparable(node, w)
    return _row(node, ("index", values, step, why), row, ends, w)


def _level_row(
    node: NodeComparison, between: Comparison, row: int, ends: tuple[str, str], w: Wording
) -> Row:
    levels = [shown_as_level(level) for level in node.levels]
    obstacle, definition = node.level_obstacle, between.scorecards[-1].questionnaire
    why = obstacle_words(obstacle, definition, w) if obstacle else ""
    return _row(node, ("level", levels, None, why), row, ends, w)


def _row(
    node: NodeComparison,
    said: tuple[str, Sequence[Fraction | None], Fraction | None, str],
    row: int,
    ends: tuple[str, str],
    w: Wording,
) -> Row:
    figure, values, step, why = said
    return (
        node.id,
        node.sides[-1].title,
        figure,
        *values,
        *_spread(values, row, ends),
        step,
        node.common,
        node.used,
        node.union,
        grade_word(node.grade, w),
        why,
    )


def _spread(
    values: Sequence[Fraction | None], row: int, ends: tuple[str, str]
) -> tuple[Cell, Cell, Cell]:
    """Return lowest, highest and spread as formulas over the units' cells of a row."""
    cells = f"{ends[0]}{row}:{ends[1]}{row}"
    known = [value for value in values if value is not None]
    few = len(known) < 2  # noqa: PLR2004 - a spread lies between two
    low, high = (None, None) if few else (min(known), max(known))

    def live(formula: str, value: Fraction | None) -> Live:
        return Live(f'IF(COUNT({cells})<2,"",{formula})', value)

    spread = None if low is None or high is None else high - low
    return (
        live(f"MIN({cells})", low),
        live(f"MAX({cells})", high),
        live(f"MAX({cells})-MIN({cells})", spread),
    )


def _add_chart(
    sheet: Sheet, between: Comparison, charted: tuple[int, int], order: Order, w: Wording
) -> None:
    labels = Cells.of(sheet, "title", *charted)
    units = [
        (name, Cells.of(sheet, f"unit.{record.unit.id}", *charted))
        for name, record in zip(side_names(between, w), between.assessments, strict=True)
    ]
    nodes = judged_nodes(between.scorecards[-1])
    title = titled(w("Units side by side, on the items common to all"), order, w)
    chart = unit_dots(units, labels, nodes[0].scale, Words(title=title))
    said = "; ".join(w.labelled(name, ", ".join(_told(cells, w))) for name, cells in units)
    text = w(
        "Dot chart of the dimensions of each unit. {order} {rows}.", order=order.words, rows=said
    )
    sheet.charts.append((chart, f"B{sheet.last_row + 3}", text))


def _told(cells: Cells, w: Wording) -> Iterator[str]:
    for value in cells.values:
        yield w.number(value) if isinstance(value, Fraction) else "–"
