"""Changes: each wave of a unit beside the one before, with a chart that breaks where it must."""

from collections.abc import Iterator

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports import phrases
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.excel.basis import shows_index
from maturity_app.reports.excel.charts import Cells, Segment, Words, segments
from maturity_app.reports.excel.level_cells import shown_as_level
from maturity_app.reports.excel.profile import common_values
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.side_by_side import grade_word
from maturity_app.wording import ENGLISH, Wording

_MOST_LINES = 8
"""More lines than this can't be told apart, so no chart of waves is drawn beyond."""


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
        ("earlier_level", w("Earlier: level"), one, 10,
         w("The earlier wave's level on the items used.")),
        ("later_level", w("Later: level"), one, 10, w("The later wave's level on the items used.")),
        ("common", w("Common items"), count, 10,
         w("Items that both waves have in the same revision.")),
        ("union", w("All items"), count, 9, w("Items that either wave has.")),
        ("overlap", w("Overlap"), Style.PERCENT, 9, w("Common ÷ all items.")),
        ("comparable", w("Comparable"), Style.CENTRE, 12,
         w("Whether the indices may be compared.")),
        ("grade", w("How much is common"), Style.TEXT, 16,
         w("All items, enough of them, or too few to compare.")),
        ("said", w("What may be said"), Style.LONG, 44,
         w("The change in words, or why there is none.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


_CHANGES = Grid("Changes", tuple(column.id for column in _change_columns(ENGLISH)))


def waves_sheet(report: ComparisonReport, w: Wording) -> Sheet:
    """Return every pair of waves with each node's indices on their common items."""
    nodes = [
        (pair, pair.scorecards[-1].questionnaire.nodes[node_id])
        for unit in report.units for pair in unit.pairs for node_id in pair.nodes
    ]  # fmt: skip
    pairs = [(pair, n) for pair, n in nodes if shows_index(n) or n.levels is not None]
    # Where every node has an index to compare, its level stands on Units.
    is_plain = all(shows_index(node) for _, node in pairs)
    sheet = Sheet(
        name="Changes",
        meaning=w("Each wave beside the one before, both reckoned on their common items."),
        columns=_change_columns(w),
        rows=[_change_row(pair, node, row, w) for row, (pair, node) in enumerate(pairs, 2)],
        has_filter=True,
        frozen_columns=1,
        hidden=frozenset({"earlier_level", "later_level"} if is_plain else ()),
    )
    _add_wave_chart(sheet, report, w)
    return sheet


def _change_row(pair: Comparison, shared: Node, row: int, w: Wording) -> Row:
    node = pair.nodes[shared.id]
    earlier, later = common_values(node) if shows_index(shared) else (None, None)
    first, last = _CHANGES.here("earlier", row), _CHANGES.here("later", row)
    is_both = f"AND(ISNUMBER({first}),ISNUMBER({last}))"
    union = _CHANGES.here("union", row)
    share = f"IF({union}=0,0,{_CHANGES.here('common', row)}/{union})"
    waves = [assessment.wave for assessment in pair.assessments]
    difference = None if earlier is None or later is None else later - earlier
    return (
        pair.assessments[-1].unit.name,
        shared.id,
        node.sides[-1].title,
        waves[0].label,
        waves[-1].label,
        waves[0].date,
        waves[-1].date,
        earlier,
        later,
        Live(f'IF({is_both},{last}-{first},"")', difference),
        shown_as_level(node.levels[0]),
        shown_as_level(node.levels[-1]),
        node.common,
        node.union,
        Live(share, node.overlap),
        w("yes") if node.is_comparable else w("no"),
        grade_word(node.grade, w),
        phrases.moved(node, pair, w),
    )


def _add_wave_chart(sheet: Sheet, report: ComparisonReport, w: Wording) -> None:
    """Draw Drive over the waves, a segment a pair, so that no line crosses a break."""
    drive = _drive(report)
    units = [unit for unit in report.units if unit.pairs]
    drawn = list(_segments(sheet, drive)) if drive else []
    if drive is None or not drawn or len(units) > _MOST_LINES:
        return
    title = w("{node}: each wave beside the one before, on common items", node=drive.short)
    chart = segments(drawn, drive.scale, Words(title=title))
    said = "; ".join(_segment_words(pair, drive.id, w) for unit in units for pair in unit.pairs)
    text = w(
        "Line chart of {node}, a segment a pair of waves: {rows}.", node=drive.short, rows=said
    )
    sheet.charts.append((chart, f"B{sheet.last_row + 3}", text))


def _drive(report: ComparisonReport) -> NodeScore | None:
    cards = (pair.own[-1] for unit in report.units for pair in unit.pairs)
    return next((card.drive for card in cards if card.drive), None)


def _segments(sheet: Sheet, drive: NodeScore) -> Iterator[Segment]:
    for row, cells in enumerate(sheet.rows, start=2):
        known = dict(zip(_CHANGES.ids, cells, strict=True))
        days = (known["earlier_date"], known["later_date"])
        values = (known["earlier"], known["later"])
        if known["node"] == drive.id and None not in values:
            yield Segment(
                name=str(known["unit"]),
                days=_both(row, "earlier_date", "later_date", days),
                values=_both(row, "earlier", "later", values),
            )


def _both(row: int, first: str, last: str, cells: tuple[Cell, Cell]) -> Cells:
    """Return two neighbouring cells of a row, with what they hold."""
    letters = (_CHANGES.letter(first), _CHANGES.letter(last))
    reference = f"{_CHANGES.name}!${letters[0]}${row}:${letters[1]}${row}"
    return Cells(reference, [cell for cell in cells if not isinstance(cell, Live)])


def _segment_words(pair: Comparison, node_id: str, w: Wording) -> str:
    unit, (earlier, later) = pair.assessments[-1].unit.name, common_values(pair.nodes[node_id])
    if earlier is None or later is None:
        return w("{unit}: break", unit=unit)
    return f"{unit}: {w.number(earlier)} → {w.number(later)}"
