"""The charts of the management report one by one, each with its heading and the words for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, Literal, cast

from reportlab.pdfgen.canvas import Canvas

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import Report
from maturity_app.reports.findings import (
    balance_finding,
    balance_meaning,
    judged_nodes,
    levels_finding,
    pressure_finding,
    quadrant_meaning,
)
from maturity_app.reports.pdf.balance import BalanceLine
from maturity_app.reports.pdf.block import Block, Stack, spaced
from maturity_app.reports.pdf.context import answers_key, has_cells, pressure_grid
from maturity_app.reports.pdf.dimensions import dimension_chart
from maturity_app.reports.pdf.fonts import font_name, register_fonts, settable
from maturity_app.reports.pdf.heading import note
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.quadrant import QuadrantPlane, spot_of
from maturity_app.reports.pdf.style import HEADING, INK, NOTE, TEXT_WIDTH
from maturity_app.reports.pdf.svg import SvgCanvas
from maturity_app.reports.pdf.text import Run, Text
from maturity_app.reports.pdf.trend import Trend, TrendLine, trend_of
from maturity_app.reports.pdf.words import coded, footer_words
from maturity_app.reports.phrases import cuts_of, index_bounds, item_word, level_text, value_text
from maturity_app.wording import Wording

ChartName = Literal["profile", "balance", "pressure", "quadrant", "trend"]

_MARGIN: Final = 16.0
_NARROW: Final = 260.0
_PLANE: Final = 310.0
_GRID: Final = 330.0
_TREND: Final = 360.0
_RISE: Final = 60.0
_MOST_WAVES: Final = 6


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart as a drawing of its own: what it shows, as a heading and in words."""

    name: ChartName
    title: str
    description: str
    block: Block
    width: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, with the margin around the drawing."""
        return self.width + 2 * _MARGIN, self.block.measure(self.width) + 2 * _MARGIN

    def paint(self, pen: Pen) -> None:
        """Draw it with its lower left corner at the origin."""
        height = self.size[1]
        self.block.paint(pen, Box(_MARGIN, height - _MARGIN, self.width, height - 2 * _MARGIN))


def chart_svg(chart: Chart, w: Wording) -> bytes:
    """Return a chart as an SVG file, with its words for those who do not see it."""
    drawing = SvgCanvas(*chart.size)
    chart.paint(Pen(cast("Canvas", drawing)))
    return drawing.content(settable(chart.title), settable(chart.description), w.language)


def chart_pdf(chart: Chart, w: Wording) -> bytes:
    """Return a chart as a PDF file of one page, as large as the drawing."""
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=chart.size,
        invariant=1,
        lang=w.language,
        initialFontName=font_name("regular"),  # type: ignore[arg-type]  # the stub says float
    )
    canvas.setTitle(settable(chart.title))
    chart.paint(Pen(canvas))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def charts_of(report: Report, w: Wording) -> list[Chart]:
    """Return the charts a report has, so far as its questionnaire and waves allow them."""
    register_fonts()
    made = (_profile, _balance, _pressure, _quadrant, _trend)
    return [chart for make in made for chart in make(report, w)]


# --- each chart --------------------------------------------------------------------------


def _profile(report: Report, w: Wording) -> Iterator[Chart]:
    # Its heading stands above every chart here, without a rule.
    blocks = dimension_chart(report, w)[1:]
    if blocks:
        told = w.joined(_node_words(node, w) for node in judged_nodes(report.card))
        title = levels_finding(report.card, w)
        yield _chart(report.assessment, "profile", title, (told, blocks, TEXT_WIDTH), w)


def _balance(report: Report, w: Wording) -> Iterator[Chart]:
    card = report.card
    if card.balance is None or card.balance.verdict is None:
        return
    weakest = card.nodes[card.balance.weakest_safeguard]
    median = card.nodes[card.balance.median_practice]
    told = w.joined([
        w.labelled(w("weakest safeguard"), _node_words(weakest, w)),
        w.labelled(w("median practice"), _node_words(median, w)),
    ])  # fmt: skip
    meaning = balance_meaning(card, w)
    blocks: list[Block] = [BalanceLine(card, w), *([note(meaning)] if meaning else [])]
    title = balance_finding(card, w)
    yield _chart(report.assessment, "balance", title, (told, blocks, _NARROW), w)


def _pressure(report: Report, w: Wording) -> Iterator[Chart]:
    card = report.card
    node = card.questionnaire.nodes[card.pressure.id] if card.pressure else None
    if node is None or not has_cells(node):
        return
    told = [
        w.labelled(
            f"{item.cell.row}, {item.cell.column}",
            item_word(card, item.id, report.assessment.answer(item.id), w),
        )
        for item in node.all_items()
        if item.cell
    ]
    words = f"{answers_key(card, node, w)} {w('Higher is harder, not worse.')}"
    blocks = [pressure_grid(card, node, _GRID, w), note(words.strip())]
    title = pressure_finding(card, w)
    yield _chart(report.assessment, "pressure", title, (w.joined(told), blocks, _GRID), w)


def _quadrant(report: Report, w: Wording) -> Iterator[Chart]:
    card = report.card
    if card.pressure is None or card.drive is None:
        return
    spot = spot_of(report.assessment.unit.name, card.pressure, card.drive)
    if spot is None:
        return
    cut = card.questionnaire.quadrant.high
    told = w.joined(_index_words(node, card, w) for node in (card.pressure, card.drive))
    words = w(
        "Higher Pressure is harder, not worse. Cut at {cut} on both axes; the whisker is what "
        "open answers still allow. On the line: open answers could still cross the cut.",
        cut=w.number(cut, digits=0),
    )
    blocks = [QuadrantPlane([spot], float(cut), w), note(words)]
    title = quadrant_meaning(card.quadrant, cut, w).rstrip(".") or w("Pressure and Drive")
    yield _chart(report.assessment, "quadrant", title, (told, blocks, _PLANE), w)


def _trend(report: Report, w: Wording) -> Iterator[Chart]:
    card = report.card
    node = card.drive or (card.root if card.questionnaire.tree.aggregate else None)
    if node is None or not report.trend:
        return
    cuts = cuts_of(card) if card.drive is not None else ()
    trend = trend_of(report.trend, node.id, _MOST_WAVES, node.scale)
    line = TrendLine(trend, "practice", w, cuts)
    line.on_one_scale([line], _RISE)
    words = w(
        "Each wave is compared with the one before it, on the items answered in both. "
        "Two slashes mark a break: the two waves share too little to be joined by a line. "
        "A wave between two others may show two values, one for each comparison."
    )
    title = w("{node}, wave by wave", node=node.short)
    told = w.joined(_segment_words(trend, w))
    yield _chart(report.assessment, "trend", title, (told, [line, note(words)], _TREND), w)


def _chart(
    assessment: Assessment,
    name: ChartName,
    title: str,
    shown: tuple[str, Sequence[Block], float],
    w: Wording,
) -> Chart:
    """Return a chart under its heading, with the record it is of at its foot."""
    told, blocks, width = shown
    heading = Text(title, HEADING, even=True)
    foot = [Run(footer_words(assessment, w))]
    if assessment.is_draft:
        foot.insert(0, Run(f"{w('DRAFT')}  ", "bold"))
    style = NOTE.with_(colour=INK) if assessment.is_draft else NOTE
    first, *others = blocks
    parts = [heading, spaced(first, 8), *others, spaced(Text(foot, style), 8)]
    plain = "".join(run.text for run in foot)
    return Chart(
        name=name,
        title=title,
        description=f"{told}. {plain}.",
        block=Stack(parts),
        width=width,
    )


# --- in words ----------------------------------------------------------------------------


def _node_words(node: NodeScore, w: Wording) -> str:
    figures = []
    if node.levels is not None:
        figures.append(w("level {level}", level=level_text(node, w)))
    if not node.shows_level:
        figures.append(w("index {value}", value=value_text(node, w)))
    return w.labelled(coded(node.code, node.short), ", ".join(figures))


def _index_words(node: NodeScore, card: Scorecard, w: Wording) -> str:
    value = value_text(node, w, cuts_of(card))
    return f"{w.labelled(node.short, value)}, {index_bounds(node, w, cuts_of(card))}"


def _segment_words(trend: Trend, w: Wording) -> Iterator[str]:
    for number, segment in enumerate(trend.segments):
        first, last = trend.names[number], trend.names[number + 1]
        if segment.before is None or segment.after is None:
            yield w("{first} to {last}: break", first=first, last=last)
        else:
            yield w(
                "{first} {before}, {last} {after}",
                first=first,
                last=last,
                before=w.number(segment.before),
                after=w.number(segment.after),
            )
