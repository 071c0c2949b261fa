"""Units side by side on what is common to all: as dots, and as a table whose cells open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from maturity_app.domain.comparison import Comparison, NodeComparison
from maturity_app.domain.obstacles import Obstacle
from maturity_app.domain.questionnaire import Kind
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.overall import why_not
from maturity_app.reports.phrases import (
    not_comparable,
    quadrant_word,
    value_text,
    verdict_word,
)
from maturity_app.reports.side_by_side import (
    has_own_figures,
    own_figures_words,
    side_names,
    unit_mark,
)
from maturity_app.ui.models.figures import Column, FigureTable, Row
from maturity_app.ui.models.trends import compared_nodes
from maturity_app.wording import Wording

_MOST_IN_WORDS = 3
"""Of more units than this, what takes words finds no room in a column of numbers."""

MOST_SIDE_BY_SIDE = 8
"""More units than this are told one in a row, and without a line or a mark of their own."""


class SideCell(NamedTuple):
    """What a cell of units side by side opens: a node of one of them, or of all."""

    between: Comparison
    node: str
    side: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DotHead:
    """What stands over a column of dots."""

    title: str
    kind: Kind | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DotRow:
    """One unit: an index from 0 to 1 in each column, and what is written beside it."""

    name: str
    values: tuple[Fraction | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitDots:
    """All units, each in a row on the same scale."""

    heads: tuple[DotHead, ...]
    rows: tuple[DotRow, ...]


def is_many(report: ComparisonReport) -> bool:
    """Return whether there are more units than can be told apart in one chart."""
    return len(report.units) > MOST_SIDE_BY_SIDE


def dots_of(report: ComparisonReport, w: Wording) -> UnitDots:
    """Return the units as rows of dots, in the order of the report."""
    between = report.between
    if between is None:
        return UnitDots(heads=(), rows=())
    nodes = _charted(report, between)
    rows = []
    for number, name in enumerate(side_names(between, w)):
        indices = tuple(between.nodes[node.id].indices[number] for node in nodes)
        rows.append(
            DotRow(
                name=_name(report, number, name),
                values=indices,
                texts=tuple(
                    _dot_text(between.nodes[node.id], index, w)
                    for node, index in zip(nodes, indices, strict=True)
                ),
            )
        )
    heads = tuple(DotHead(title=node.short, kind=node.kind) for node in nodes)
    return UnitDots(heads=heads, rows=tuple(rows))


def _charted(report: ComparisonReport, between: Comparison) -> Sequence[NodeScore]:
    """Return the dimensions, before them the group in whose order the units stand."""
    nodes = compared_nodes(report)
    if not report.rank or report.rank in {node.id for node in nodes}:
        return nodes
    return [between.scorecards[-1].nodes[report.rank], *nodes]


def codes_words(report: ComparisonReport, w: Wording) -> str:
    """Return what the codes over the columns stand for, where units stand in rows."""
    return _codes(report, w) if is_many(report) else ""


def _codes(report: ComparisonReport, w: Wording) -> str:
    told = w.joined(f"{n.code} {n.short}" for n in compared_nodes(report) if n.code)
    return f"{told}." if told else ""


def between_table(report: ComparisonReport, w: Wording) -> FigureTable | None:
    """Return the units beside each other on what is common to all; None with one unit."""
    between = report.between
    if between is None:
        return None
    card = between.own[-1]
    groups = [node for node in (card.drive, card.safeguards) if node is not None]
    nodes = [*groups, *compared_nodes(report)]
    if is_many(report):
        return _units_in_rows(report, between, nodes, w)
    marks = [unit_mark(n, len(report.units)) for n in range(len(report.units))]
    columns = [
        Column(name=w("Dimension"), takes_room=True),
        *(Column(name=mark, is_number=True) for mark in marks),
        Column(name=w("What may be said"), takes_room=True),
    ]
    rows = [*_words_rows(between, w)]
    if card.pressure is not None:
        nodes.append(card.pressure)
    for node in nodes:
        compared = between.nodes[node.id]
        whole = SideCell(between, node.id, None)
        rows.append(
            Row(
                cells=(node.short, *_values(node, compared, w), _between_said(compared, w)),
                key=node.id,
                is_strong=node.kind is None,
                opens=(
                    whole, *(SideCell(between, node.id, n) for n in range(len(marks))), whole,
                ),
            )
        )  # fmt: skip
    return FigureTable(name=_table_name(w), columns=tuple(columns), rows=tuple(rows))


def _words_rows(between: Comparison, w: Wording) -> Iterator[Row]:
    """Yield headline, balance and quadrant on the common items, or why they are not compared."""
    card = between.scorecards[-1]
    if card.headline is not None:
        levels = [None if head is None else head.level for head in between.headlines]
        said = ["–" if level is None else w.level(level) for level in levels]
        yield _words_row(between, w("Headline level"), said, between.headline_obstacle, w)
    if len(between.assessments) > _MOST_IN_WORDS:
        return
    if card.balance is not None:
        said = [verdict_word(one, w) for one in between.balances]
        yield _words_row(between, w("Balance"), said, between.headline_obstacle, w)
    if card.quadrant is not None:
        said = [quadrant_word(one, w) for one in between.quadrants]
        yield _words_row(between, w("Pressure and Drive"), said, between.quadrant_obstacle, w)


def _words_row(
    between: Comparison, name: str, said: Sequence[str], obstacle: Obstacle | None, w: Wording
) -> Row:
    card = between.scorecards[-1]
    why = why_not(between, obstacle, w) if obstacle else w("on the common items")
    sides = ["–"] * len(said) if obstacle else said
    opens = (SideCell(between, card.root.id, number) for number in range(len(said)))
    whole = SideCell(between, card.root.id, None)
    return Row(cells=(name, *sides, why), key=name, is_strong=True, opens=(whole, *opens, whole))


def _units_in_rows(
    report: ComparisonReport, between: Comparison, nodes: Sequence[NodeScore], w: Wording
) -> FigureTable:
    columns = [Column(name=w("Unit"), takes_room=True)]
    columns += [Column(name=node.code or node.short, is_number=True) for node in nodes]
    values = [_values(node, between.nodes[node.id], w) for node in nodes]
    rows = tuple(
        Row(
            cells=(name, *(value[number] for value in values)),
            key=report.units[number].unit.id,
            opens=(None, *(SideCell(between, node.id, number) for node in nodes)),
        )
        for number, name in enumerate(side_names(between, w))
    )
    return FigureTable(name=_table_name(w), columns=tuple(columns), rows=rows)


def own_table(report: ComparisonReport, w: Wording) -> FigureTable | None:
    """Return each unit's figures on all it answered; None where they are those compared."""
    between = report.between
    if between is None:
        return None
    card = between.own[-1]
    groups = [node for node in (card.drive, card.safeguards) if node is not None]
    nodes = [*groups, *compared_nodes(report)]
    if not has_own_figures(between, nodes):
        return None
    columns = [Column(name=w("Unit"), takes_room=True)]
    columns += [Column(name=node.code or node.short, is_number=True) for node in nodes]
    rows = tuple(
        Row(
            cells=(name, *(_own_value(own, node.id, w) for node in nodes)),
            key=unit.unit.id,
        )
        for name, own, unit in zip(side_names(between, w), between.own, report.units, strict=True)
    )
    return FigureTable(name=w("Each unit's own figures"), columns=tuple(columns), rows=rows)


def own_words(report: ComparisonReport, w: Wording) -> str:
    """Return what to say over each unit's own figures, where columns are named by codes."""
    return f"{own_figures_words(w)} {_codes(report, w)}".rstrip()


def _own_value(own: Scorecard, node_id: str, w: Wording) -> str:
    node = own.nodes.get(node_id)
    return value_text(node, w) if node else "–"


def _table_name(w: Wording) -> str:
    return w("Units side by side, on what is common to all")


def _name(report: ComparisonReport, number: int, name: str) -> str:
    return name if is_many(report) else f"{unit_mark(number, len(report.units))}  {name}"


def _values(node: NodeScore, compared: NodeComparison, w: Wording) -> list[str]:
    return ["–" if index is None else w.number(node.scale.of(index)) for index in compared.indices]


def _dot_text(compared: NodeComparison, index: Fraction | None, w: Wording) -> str:
    if not compared.is_comparable:
        return w("n.c.")
    return "–" if index is None else w.number(100 * index)


def _between_said(one: NodeComparison, w: Wording) -> str:
    if not one.is_comparable:
        return not_comparable(one, w)
    known = [index for index in one.indices if index is not None]
    if len(known) < len(one.indices):
        return w("no value in one of them")
    if max(known) - min(known) <= one.step:
        return w("within one step")
    return w("apart by more than one step; not testable")
