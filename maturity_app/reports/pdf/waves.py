"""One unit over time: each dimension's index wave by wave, with every break."""

from typing import Final

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import UnitSeries
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.pdf.block import Block, Columns, Space, Stack, spaced
from maturity_app.reports.pdf.heading import lead, note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import HALF, RULE, STRONG, THIRD
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.trend import TrendLine, trend_of
from maturity_app.reports.pdf.units import records_of_waves
from maturity_app.reports.pdf.words import coded
from maturity_app.reports.phrases import count_word, cuts_of, sentence
from maturity_app.wording import Wording

_MOST_WAVES: Final = 6
_RISE: Final = 30.0
_NARROW: Final = 4
"""Up to how many waves three charts stand side by side; two with more."""


def waves_section(series: UnitSeries, w: Wording, *, depth: int = 0) -> Section:
    """Return the overview of a unit's waves; the series needs two waves at least."""
    waves = series.assessments
    head = w.plural(
        "{unit}: {word} wave", "{unit}: {word} waves", len(waves), unit=series.unit.name,
        word=count_word(len(waves), w),
    )  # fmt: skip
    scope = w(
        "Each wave is compared with the one before it, on the items answered in both. "
        "Two slashes mark a break: the two waves share too little to be joined by a line. "
        "A wave between two others may show two values, one for each comparison."
    )
    blocks: list[Block] = [title(sentence(head)), lead(scope), *_grid(series, w)]
    words = w(
        "Index 0–100, all lines on one scale. Ring: the earlier wave; dot: the later one. "
        "More pressure is harder, not better."
    )
    blocks.append(note(words))
    blocks += records_of_waves(_records(series)[-_NARROW:], w)
    return Section(
        key=f"waves-{series.unit.id}",
        title=w("{unit}, wave by wave", unit=series.unit.name),
        running=series.unit.name,
        blocks=blocks,
        depth=depth,
    )


def _records(series: UnitSeries) -> list[tuple[Assessment, Scorecard]]:
    first, *pairs = series.pairs
    cards = [*first.own, *(pair.own[-1] for pair in pairs)]
    return list(zip(series.assessments, cards, strict=True))


def _nodes(series: UnitSeries) -> list[NodeScore]:
    """Return Drive and Safeguards, the charted dimensions, then Pressure."""
    card = series.pairs[-1].own[-1]
    groups = [node for node in (card.drive, card.safeguards) if node is not None]
    last = [card.pressure] if card.pressure is not None else []
    return list({node.id: node for node in (*groups, *judged_nodes(card), *last)}.values())


def _grid(series: UnitSeries, w: Wording) -> list[Block]:
    shown = min(len(series.pairs) + 1, _MOST_WAVES)
    many, width, gutter = (3, THIRD, 18.0) if shown <= _NARROW else (2, HALF, 24.0)
    nodes = _nodes(series)
    lines = [_line(series, node, w) for node in nodes]
    for line in lines:
        line.on_one_scale(lines, _RISE)
    cells = [_cell(node, line) for node, line in zip(nodes, lines, strict=True)]
    rows: list[Block] = []
    for at in range(0, len(cells), many):
        part = cells[at : at + many]
        rows.append(spaced(Columns(part, [width] * len(part), gutter), 12))
    return rows


def _cell(node: NodeScore, line: TrendLine) -> Block:
    name = Text(coded(node.code, node.short), STRONG, role="H2")
    return Stack([_Rule(), spaced(name, 4), spaced(line, 5), Space(2)])


def _line(series: UnitSeries, node: NodeScore, w: Wording) -> TrendLine:
    trend = trend_of(series.pairs, node.id, _MOST_WAVES)
    card = series.pairs[-1].own[-1]
    banded = [one.id for one in (card.drive, card.pressure) if one is not None]
    cuts = cuts_of(card) if node.id in banded else ()
    is_guard = card.safeguards is not None and node.id == card.safeguards.id
    return TrendLine(trend, "safeguard" if is_guard else node.kind, w, cuts)


class _Rule(Block):
    """A hairline over the width."""

    def measure(self, width: float) -> float:
        """Return no height."""
        del width
        return 0

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the line."""
        pen.across(box, box.top, RULE, 0.5)
