"""Pressure as a grid, enablers and outcomes item by item: context that is never averaged."""

from collections.abc import Sequence
from typing import Final

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.questionnaire import Item, Node
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.content import Report
from maturity_app.reports.findings import (
    items_finding,
    pressure_finding,
    quadrant_meaning,
)
from maturity_app.reports.pdf.block import Block, Space, Stack, spaced
from maturity_app.reports.pdf.heading import Heading, coded_title, lead, note, small_heading
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.marks import AnswerLine, PressureCell
from maturity_app.reports.pdf.style import BODY, COMMENT, STRONG
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Run, Text, clipped, text_width
from maturity_app.reports.pdf.words import (
    answer_run,
    asked,
    evidence_lines,
    number_in_scale,
    option_of,
    scale_of,
)
from maturity_app.reports.phrases import (
    answer_word,
    cuts_of,
    index_bounds,
    state_reason,
    state_word,
    value_text,
)
from maturity_app.wording import Wording

_COMMENT_MOST: Final = 260
_MOST_LINES: Final = 6


# --- the grid ----------------------------------------------------------------------------


def has_cells(node: Node) -> bool:
    """Whether every choice item of a node has its place in a grid."""
    items = [item for item in node.all_items() if item.type == "choice"]
    return bool(items) and all(item.cell is not None for item in items)


def pressure_grid(card: Scorecard, node: Node, width: float, w: Wording) -> Table:
    """Return a node's items as a grid of their rows and columns, `width` points wide."""
    items = [item for item in node.all_items() if item.cell is not None]
    rows = list(dict.fromkeys(item.cell.row for item in items if item.cell))
    columns = list(dict.fromkeys(item.cell.column for item in items if item.cell))
    words = [word for row in rows for word in row.split()]
    # A row's name wraps between words; a word is never broken.
    name = max([width * 0.4, *(text_width(word, BODY) + 8 for word in words)])
    step = (width - name) / len(columns)
    heads = [Column(width=name, gap=6)]
    heads += [Column(width=step, head=head, align="center", gap=2) for head in columns]
    by_place = {(item.cell.row, item.cell.column): item for item in items if item.cell}
    body = []
    for row in rows:
        cells = [_cell(card, by_place.get((row, column)), w) for column in columns]
        body.append(Row(cells=(Stack([Space(2), Text(row, BODY)]), *cells), rule="none", pad=0))
    return Table(heads, body)


def _cell(card: Scorecard, item: Item | None, w: Wording) -> Block | None:
    if item is None:
        return None
    option = option_of(card, item.id)
    if option is None:
        set_aside = card.items[item.id].state == "not_applicable"
        return PressureCell(None, w("n/a") if set_aside else w("open"))
    number = str(number_in_scale(card.questionnaire, item.id, option))
    return PressureCell(option.x, number)


def answers_key(card: Scorecard, node: Node, w: Wording) -> str:
    """Return what the lowest and the highest number of a grid stand for."""
    choices = [item for item in node.all_items() if item.type == "choice"]
    options = card.questionnaire.options(choices[0].id) if choices else ()
    if not options:
        return ""
    return w(
        "From 1, {lowest}, to {count}, {highest}.",
        lowest=_within(options[0].label),
        highest=_within(options[-1].label),
        count=len(options),
    )


def _within(label: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation stays as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


# --- pages -------------------------------------------------------------------------------


def context_sections(report: Report, w: Wording) -> list[Section]:
    """Return pressure, enablers and outcomes, so far as the questionnaire has them."""
    card = report.card
    questionnaire = card.questionnaire
    sections = [_pressure_section(report, node, w) for node in questionnaire.of_kind("pressure")]
    others = (*questionnaire.of_kind("enabler"), *questionnaire.of_kind("outcome"))
    return sections + [_items_section(report, node, w) for node in others]


def _pressure_section(report: Report, node: Node, w: Wording) -> Section:
    card = report.card
    score = card.nodes[node.id]
    words = [Run(w("Higher is harder, not worse."), "semibold"), Run(" ")]
    meaning = quadrant_meaning(card.quadrant, card.questionnaire.quadrant.high, w)
    if score.value is not None:
        words.append(
            Run(
                w(
                    "Index {value}; {bounds}. {meaning}",
                    value=value_text(score, w, cuts_of(card)),
                    bounds=index_bounds(score, w, cuts_of(card)),
                    meaning=meaning,
                )
            )
        )
    else:
        reason = state_reason(score, w)
        words.append(
            Run(w("No index: {state}, {reason}.", state=state_word(score.state, w), reason=reason))
        )
    name = asked(node.title, card.questionnaire, w)
    blocks: list[Block] = [coded_title(name, node.code), lead(*words)]
    if has_cells(node):
        heading = Heading(pressure_finding(card, w)) if card.pressure else small_heading(node.short)
        grid = spaced(pressure_grid(card, node, 330, w), 2)
        blocks += [heading, Stack([grid]), note(answers_key(card, node, w))]
    blocks += item_list(report, node, w)
    return Section(key=f"node-{node.id}", title=node.title, blocks=blocks)


def _items_section(report: Report, node: Node, w: Wording) -> Section:
    name = asked(node.title, report.card.questionnaire, w)
    blocks: list[Block] = [coded_title(name, node.code)]
    if node.description:
        blocks.append(lead(asked(node.description, report.card.questionnaire, w)))
    blocks += item_list(report, node, w)
    return Section(key=f"node-{node.id}", title=node.title, blocks=blocks, follows=True)


def item_list(report: Report, node: Node, w: Wording) -> list[Block]:
    """Return a heading and every item of a node with its answer, comment and next step."""
    finding = items_finding(report.assessment, report.card, node, w)
    items = list(node.all_items())
    if all(item.type != "choice" for item in items):
        rows = [_said_row(report.assessment, item, w) for item in items]
        columns = _columns((30, 180, 293), (w("Item"), w("What is asked"), w("Answer and source")))
        return [Heading(finding), Table(columns, rows)]
    rows = [_answer_row(report, item, w) for item in items]
    heads = (w("Item"), w("What is asked"), w("Answer"), w("Comment and evidence"))
    return [Heading(finding), Table(_columns((30, 180, 88, 205), heads), rows)]


def _columns(widths: Sequence[float], heads: Sequence[str]) -> list[Column]:
    # The first is narrow, and its head is one word, which must not be broken.
    gaps = [4, *[12] * (len(widths) - 2), 0]
    return [
        Column(width=width, head=head, gap=gap)
        for width, head, gap in zip(widths, heads, gaps, strict=True)
    ]


def _answer_row(report: Report, item: Item, w: Wording) -> Row:
    card, answer = report.card, report.assessment.answer(item.id)
    if item.type != "choice":
        return _said_row(report.assessment, item, w)
    dimension = card.questionnaire.dimension_of(item.id)
    kind = dimension.kind if dimension else None
    mark: Block = AnswerLine(scale_of(card, item), kind)
    words = Text(answer_run(card, item.id, answer, w), STRONG)
    question = Text(asked(clipped(item.text, 300), card.questionnaire, w), BODY)
    code = Text(card.questionnaire.code(item.id), STRONG)
    comment = comment_cell(answer, w, _COMMENT_MOST)
    return Row(cells=(code, question, Stack([mark, words]), comment))


def _said_row(assessment: Assessment, item: Item, w: Wording) -> Row:
    """Return a text or measure item with what was said."""
    questionnaire = assessment.questionnaire
    answer = assessment.answer(item.id)
    code = Text(questionnaire.code(item.id), STRONG)
    question = Text(asked(item.title, questionnaire, w), BODY)
    if answer.state != "answered":
        said = [Text(answer_word(questionnaire, item.id, answer, w), STRONG)]
        if answer.reason:
            said.append(Text(answer.reason, COMMENT))
    else:
        said = _said(item, answer, w)
    comment = comment_cell(answer, w, _COMMENT_MOST)
    blocks: list[Block] = [*said, comment] if comment is not None else list(said)
    return Row(cells=(code, question, Stack(blocks)))


def _said(item: Item, answer: Answer, w: Wording) -> list[Text]:
    said: list[Text] = []
    if answer.value:
        said.append(Text(Run(answer.value, language=answer.language), STRONG))
    if answer.text:
        said.append(Text(Run(answer.text, language=answer.language), BODY))
    if answer.source:
        words = Run(f" {answer.source}", language=answer.language)
        source = [Run(w("Source:"), "semibold"), words]
        said.append(Text(source, COMMENT))
    return said or [Text(w("Answered"), BODY if item.type == "text" else STRONG)]


def comment_cell(answer: Answer, w: Wording, most: int) -> Text | None:
    """Return comment, evidence and dissent, shortened; None where there is none of them."""
    runs: list[Run] = []
    language = answer.language
    if answer.state == "not_applicable" and answer.reason:
        runs.append(Run(w("Ground: {reason}", reason=clipped(answer.reason, most)) + " "))
    if answer.comment.strip():
        words = clipped(" ".join(answer.comment.split()), most)
        runs.append(Run(f"{words} ", language=language))
    lines = evidence_lines(answer)
    if lines:
        runs.append(Run(w("Evidence:"), "semibold"))
        runs.append(Run(" " + clipped(w.joined(lines), most // 2) + " ", language=language))
    if answer.dissent.strip():
        words = clipped(" ".join(answer.dissent.split()), most)
        runs += [Run(w("Dissent:"), "semibold"), Run(f" {words}", language=language)]
    return Text(runs, COMMENT, most=_MOST_LINES) if runs else None
