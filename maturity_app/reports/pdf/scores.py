"""The PDF of a copy that shares only scores: page one without answers, and every node's figures."""

from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import Report
from maturity_app.reports.findings import balance_finding, balance_meaning, quadrant_meaning
from maturity_app.reports.pdf.balance import BalanceLine
from maturity_app.reports.pdf.block import Block, Columns, Stack, spaced
from maturity_app.reports.pdf.dimensions import dimension_chart
from maturity_app.reports.pdf.director import copy_line
from maturity_app.reports.pdf.document import pdf_of
from maturity_app.reports.pdf.fonts import register_fonts
from maturity_app.reports.pdf.heading import Heading, note, small_heading, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.management import frame_of
from maturity_app.reports.pdf.marks import ShareBar
from maturity_app.reports.pdf.method import method_section
from maturity_app.reports.pdf.sources import whose_line
from maturity_app.reports.pdf.style import (
    BODY,
    COMMENT,
    HALF,
    LEAD,
    SECONDARY,
    SECTION_SPACE,
    STRONG,
    TEXT_WIDTH,
)
from maturity_app.reports.pdf.summary import summary
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.words import DASH, coded
from maturity_app.reports.phrases import (
    cuts_of,
    index_bounds,
    level_text,
    sentence,
    state_word,
    up_to,
    value_text,
)
from maturity_app.wording import Wording

_NUMBER = 46.0
_ANSWERED = 62.0
_STATE = 82.0


def scores_pdf(report: Report, w: Wording) -> bytes:
    """Return headline, indices, levels and coverage as a PDF file, and no answer.

    `report` keeps the scorecard of the answers that are left out of its assessment.
    """
    register_fonts()
    sections = [
        _summary(report, w),
        _figures(report.card, w),
        method_section(report.assessment.questionnaire, report.assessment, w),
    ]
    return pdf_of(sections, frame_of(report, w), w)


def _summary(report: Report, w: Wording) -> Section:
    assessment, card = report.assessment, report.card
    day = w("dated {date}", date=w.day(assessment.wave.date))
    line = Text(f"{assessment.wave.label} · {day}", LEAD.with_(colour=SECONDARY))
    blocks: list[Block] = [title(assessment.unit.name), spaced(line, 1)]
    blocks += [
        *whose_line(assessment, w),
        *copy_line(assessment, w),
        *summary(report, w),
        *dimension_chart(report, w),
    ]
    parts = [_coverage(card, w)]
    if card.balance is not None:
        parts.insert(0, _balance(card, w))
    width = HALF if len(parts) > 1 else TEXT_WIDTH
    blocks.append(spaced(Columns(parts, [width] * len(parts), 24), SECTION_SPACE))
    return Section(key="summary", title=w("Summary for management"), blocks=blocks)


def _balance(card: Scorecard, w: Wording) -> Block:
    words = spaced(Text(balance_meaning(card, w), COMMENT), 2)
    is_said = card.balance is not None and card.balance.verdict is not None
    line = [BalanceLine(card, w)] if is_said else []
    return Stack([small_heading(balance_finding(card, w)), *line, words])


def _coverage(card: Scorecard, w: Wording) -> Block:
    counts = card.root.counts
    parts: list[Block] = [small_heading(w("What the figures rest on"))]
    if counts.coverage is not None:
        share = w("{part} of {whole} · {share}", part=counts.answered, whole=counts.applicable,
                  share=w.percent(counts.coverage))  # fmt: skip
        parts.append(ShareBar(w("Coverage"), share, counts.coverage))
    if card.pressure is not None:
        words = w.labelled(card.pressure.short, value_text(card.pressure, w, cuts_of(card)))
        bounds = index_bounds(card.pressure, w, cuts_of(card))
        meaning = quadrant_meaning(card.quadrant, card.questionnaire.quadrant.high, w)
        told = f"{w.joined([words, bounds])}. {w('Higher is harder, not worse.')} {meaning}"
        parts.append(spaced(Text(told, COMMENT), 4))
    return Stack(parts)


def _figures(card: Scorecard, w: Wording) -> Section:
    nodes = [node for node in card.nodes.values() if not node.is_local]
    has_levels = any(node.levels is not None for node in nodes)
    heads = [w("Index"), w("Lowest"), w("Highest"), *([w("Level"), w("Up to")] * has_levels)]
    names = TEXT_WIDTH - _NUMBER * len(heads) - _ANSWERED - _STATE
    columns = [
        Column(width=names, head=w("Dimension or group")),
        *(Column(width=_NUMBER, head=head, align="right", gap=8) for head in heads),
        Column(width=_ANSWERED, head=w("Answered"), align="right", gap=12),
        Column(width=_STATE, head=w("State"), gap=0),
    ]
    rows = [Row(cells=_cells(node, w, has_levels=has_levels), pad=2.2) for node in nodes]
    told = w("Each index stands on its own scale; levels are cut to one decimal.")
    heading = Heading(w("Every figure"))
    return Section(
        key="figures", title=w("Every figure"), blocks=[heading, Table(columns, rows), note(told)]
    )


def _cells(node: NodeScore, w: Wording, *, has_levels: bool) -> tuple[Block, ...]:
    bounds = [DASH if end is None else w.number(end) for end in (node.low, node.high)]
    numbers = [value_text(node, w), *bounds]
    if has_levels:
        numbers += [level_text(node, w), _up_to(node, w)]
    numbers.append(f"{node.counts.answered}/{node.counts.applicable}")
    right = BODY.with_(align="right")
    style = STRONG if node.kind else BODY
    name = Text(coded(node.code, node.short), style)
    state = Text(sentence(state_word(node.state, w)), BODY)
    return (name, *(Text(number, right) for number in numbers), state)


def _up_to(node: NodeScore, w: Wording) -> str:
    """Return the level that open answers still allow, or a dash where that is the level."""
    high = node.level_high
    return w.level(high) if high is not None and up_to(node.level, high, w) else DASH
