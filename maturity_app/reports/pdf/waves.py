"""One unit over time: each dimension's index wave by wave, with every break."""

from typing import Final

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import UnitSeries
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.overall import WholeFact, break_lines, whole_facts
from maturity_app.reports.pdf.block import Block, Columns, Space, Stack, spaced
from maturity_app.reports.pdf.heading import Heading, lead, note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    BODY,
    COMMENT_STRONG,
    FRAME_HEIGHT,
    HALF,
    RULE,
    SECONDARY,
    STRONG,
    TEXT_WIDTH,
    THIRD,
)
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.trend import TrendLine, trend_of
from maturity_app.reports.pdf.units import records_of_waves
from maturity_app.reports.pdf.words import ARROW, DASH, coded
from maturity_app.reports.phrases import count_word, cuts_of, sentence
from maturity_app.wording import Wording

_MOST_WAVES: Final = 6
_RISE: Final = 22.0
_LOW_RISE: Final = 14.0
"""How high lines are drawn where the page is not enough for all by a little."""

_PAIRS: Final = 3
_FACTS: Final = 126.0
_NARROW: Final = 4
"""Up to how many waves three charts stand side by side; two with more."""


def waves_section(series: UnitSeries, w: Wording, *, depth: int = 0) -> Section:
    """Return the overview of a unit's waves; the series needs two waves at least."""
    waves = series.assessments
    head = w.plural(
        "{unit}: {word} wave", "{unit}: {word} waves", len(waves), unit=series.unit.name,
        word=count_word(len(waves), w),
    )  # fmt: skip
    blocks = [title(sentence(head)), *_told(series, _RISE, w)]
    lower = [title(sentence(head)), *_told(series, _LOW_RISE, w)]
    if _height(blocks) > FRAME_HEIGHT >= _height(lower):
        blocks = lower
    return Section(
        key=f"waves-{series.unit.id}",
        title=w("{unit}, wave by wave", unit=series.unit.name),
        running=series.unit.name,
        blocks=blocks,
        depth=depth,
    )


def _height(blocks: list[Block]) -> float:
    return Stack(blocks).measure(TEXT_WIDTH)


def _told(series: UnitSeries, rise: float, w: Wording) -> list[Block]:
    """Return charts whose lines rise so high, and the tables below them."""
    scope = w(
        "Each wave is compared with the one before it, on the items answered in both. "
        "Two slashes mark a break: the two waves share too little to be joined by a line. "
        "A wave between two others may show two values, one for each comparison."
    )
    blocks: list[Block] = [lead(scope), *_grid(series, rise, w)]
    words = w(
        "Index 0–100, all lines on one scale. Ring: the earlier wave; dot: the later one. "
        "More pressure is harder, not better."
    )
    blocks.append(note(words))
    broken = " ".join(break_lines(series.pairs, w))
    blocks += [note(broken)] if broken else []
    blocks += _overall(series, w)
    blocks += records_of_waves(_records(series)[-_NARROW:], w)
    return blocks


def _overall(series: UnitSeries, w: Wording) -> list[Block]:
    """Return how headline, balance and quadrant went from wave to wave, on common items."""
    pairs = series.pairs[-_PAIRS:]
    told = [list(whole_facts(pair, w)) for pair in pairs]
    if not told[-1]:
        return []
    width = (TEXT_WIDTH - _FACTS) / len(pairs)
    columns = [Column(width=_FACTS, gap=14)]
    for pair in pairs:
        waves = f" {ARROW} ".join(a.wave.label for a in pair.assessments)
        columns.append(Column(width=width, head=Text(waves, COMMENT_STRONG, most=2), gap=12))
    rows = []
    for facts in zip(*told, strict=True):
        said = [_said(fact, w) for fact in facts]
        name = Text(facts[0].name, BODY.with_(colour=SECONDARY))
        rows.append(Row(cells=(name, *(Text(words, BODY) for words in said)), pad=1.9))
    heading = Heading(w("Each wave with the one before, on common items"))
    return [heading, Table(columns, rows)]


def _said(fact: WholeFact, w: Wording) -> str:
    if fact.earlier == fact.later == DASH:
        return fact.said
    if fact.earlier == fact.later:
        return w("{what}, unchanged", what=fact.later)
    return f"{fact.earlier} {ARROW} {fact.later}"


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


def _grid(series: UnitSeries, rise: float, w: Wording) -> list[Block]:
    shown = min(len(series.pairs) + 1, _MOST_WAVES)
    many, width, gutter = (3, THIRD, 18.0) if shown <= _NARROW else (2, HALF, 24.0)
    nodes = _nodes(series)
    lines = [_line(series, node, w) for node in nodes]
    for line in lines:
        line.on_one_scale(lines, rise)
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
