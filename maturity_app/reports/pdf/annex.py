"""The annex: every item in full with its answer, and every figure with what it comes from."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Item, Node
from maturity_app.domain.scorecard import (
    Exclusion,
    GroupScore,
    NodeScore,
    Part,
    Scorecard,
    TermName,
)
from maturity_app.domain.sensitivity import sensitivity
from maturity_app.reports.content import Report
from maturity_app.reports.findings import detailed_nodes
from maturity_app.reports.orphaned import orphaned_words
from maturity_app.reports.pdf.block import Block, Stack, spaced
from maturity_app.reports.pdf.heading import Heading, lead, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.sources import source_blocks
from maturity_app.reports.pdf.style import (
    BODY,
    COMMENT,
    COMMENT_STRONG,
    NOTE,
    SECONDARY,
    STRONG,
    TEXT_WIDTH,
)
from maturity_app.reports.pdf.table import Column, Row, Table, wash_row
from maturity_app.reports.pdf.text import Run, Text
from maturity_app.reports.pdf.words import (
    DASH,
    answer_run,
    asked,
    coded,
    evidence_lines,
    option_of,
)
from maturity_app.reports.phrases import (
    answer_word,
    group_title,
    headline_reason,
    sentence,
    state_word,
)
from maturity_app.reports.rules import (
    condition_text,
    exclusion_word,
    index_rule,
    sensitivity_text,
)
from maturity_app.wording import Wording


def annex_sections(report: Report, w: Wording) -> list[Section]:
    """Return the trace of every figure, then every item, then what no longer fits."""
    sections = [
        Section(
            key="trace",
            title=w("Annex: where the figures come from"),
            blocks=_trace(report, w),
            running=w("Annex"),
        ),
        Section(
            key="annex",
            title=w("Annex: every item"),
            blocks=_items(report, w),
            running=w("Annex"),
            follows=True,
        ),
    ]
    if report.assessment.sources:
        sections.append(
            Section(
                key="sources",
                title=w("Annex: whose answers it was made of"),
                blocks=source_blocks(report.assessment, w),
                running=w("Annex"),
                follows=True,
            )
        )
    if report.assessment.orphaned:
        blocks = _orphaned(report, w)
        sections.append(
            Section(
                key="orphaned",
                title=w("Annex: answers that no longer fit"),
                blocks=blocks,
                running=w("Annex"),
                follows=True,
            )
        )
    return sections


# --- items -------------------------------------------------------------------------------


def _items(report: Report, w: Wording) -> list[Block]:
    blocks: list[Block] = [
        title(w("Annex: every item")),
        lead(w("Each statement with its answer, what the answer means, the value x from "
            "0 to 1 with which it counts, and its weight.")),
    ]  # fmt: skip
    for node in detailed_nodes(report.card.questionnaire):
        items = list(node.all_items())
        if not items:
            continue
        columns = [Column(width=36, gap=8), Column(width=TEXT_WIDTH - 36, gap=0)]
        rows = [_item_row(report, item, w) for item in items]
        heading = Heading(_title_with_parent(report.card, node))
        blocks += [heading, Table(columns, rows, rule_above=True)]
    return blocks


def _title_with_parent(card: Scorecard, node: Node) -> str:
    """Return a node's title; where it is no dimension, behind those above it but the root."""
    above, questionnaire = [node.title], card.questionnaire
    parent = None if node.kind else questionnaire.parents.get(node.id)
    while parent is not None and parent.id in questionnaire.parents:
        above.insert(0, parent.title)
        parent = questionnaire.parents.get(parent.id)
    return coded(node.code, " › ".join(above))


def _item_row(report: Report, item: Item, w: Wording) -> Row:
    questionnaire = report.card.questionnaire
    code = questionnaire.code(item.id)
    statement = Text(asked(item.text, questionnaire, w), STRONG)
    statement.keep_with_next = True
    blocks: list[Block] = [statement, _answer_text(report, item, w)]
    answer = report.assessment.answer(item.id)
    for name, words in _said(answer, w):
        said = [Run(f"{name} ", "semibold"), Run(words, language=answer.language)]
        blocks.append(spaced(Text(said, COMMENT), 1.5))
    return Row(
        cells=(Text(code, STRONG), Stack(blocks)),
        pad=4,
        continued=Text(w("{item} (continued)", item=item.title), NOTE),
    )


def _answer_text(report: Report, item: Item, w: Wording) -> Block:
    card, answer = report.card, report.assessment.answer(item.id)
    option = option_of(card, item.id)
    runs: list[Run] = []
    if item.type == "choice":
        runs.append(replace(answer_run(card, item.id, answer, w), face="semibold"))
        if option is not None:
            facts = w("x {x}, weight {weight}, share {share}", x=option.x, weight=item.weight,
                      share=_share_of(card, item.id))  # fmt: skip
            counted = f" ({facts})"
            runs.append(Run(w.labelled(counted, "") if option.anchor else f"{counted}."))
            runs.append(asked(option.anchor, card.questionnaire, w))
        else:
            runs.append(Run(" (" + w("no x, weight {weight}", weight=item.weight) + ")."))
        runs += _condition_runs(card, item, answer, w)
    elif answer.state != "answered":
        runs.append(Run(answer_word(card.questionnaire, item.id, answer, w), "semibold"))
    else:
        said = [part for part in (answer.value, answer.text) if part]
        language = answer.language if said else ""
        runs.append(Run(w.joined(said) or w("Answered"), language=language))
        if answer.source:
            runs.append(Run(" " + w("Source:") + " ", "semibold"))
            runs.append(Run(answer.source, language=answer.language))
    return spaced(Text(runs, BODY), 1.5)


def _share_of(card: Scorecard, item_id: str) -> Fraction:
    """Return what an item counts for in the value of the node it stands in (0–1)."""
    parts = card.nodes[card.items[item_id].parent].parts
    return next((part.share for part in parts if part.is_item and part.id == item_id), Fraction(0))


def _condition_runs(card: Scorecard, item: Item, answer: Answer, w: Wording) -> list[Run]:
    """Return under which answers an item is asked, and what was answered while it is not."""
    if item.show_when is None:
        return []
    condition = condition_text(card.questionnaire, item.show_when, w)
    words = " " + w("Asked if {condition}.", condition=condition)
    if card.items[item.id].state == "hidden" and not answer.is_empty:
        kept = answer_word(card.questionnaire, item.id, answer, w)
        words += " " + w("Kept from before: {answer}.", answer=kept)
    return [Run(words)]


def _said(answer: Answer, w: Wording) -> list[tuple[str, str]]:
    """Return reason, comment, evidence and dissent, so far as there are any."""
    said = [
        (w("Ground:"), answer.reason.strip()),
        (w("Comment:"), answer.comment.strip()),
        (w("Evidence:"), "\n".join(evidence_lines(answer))),
        (w("Dissent:"), answer.dissent.strip()),
    ]
    return [(name, words) for name, words in said if words]


def _orphaned(report: Report, w: Wording) -> list[Block]:
    columns = [Column(width=110, gap=10), Column(width=TEXT_WIDTH - 110, gap=0)]
    rows = []
    for item_id, answer in report.assessment.orphaned.items():
        cells = (Text(item_id, STRONG), Text(orphaned_words(answer, w), BODY))
        rows.append(Row(cells=cells, pad=3))
    return [
        Heading(w("Answers that no longer fit")),
        Text(w("Kept as they were given; they count nowhere."), NOTE),
        Table(columns, rows),
    ]


# --- trace -------------------------------------------------------------------------------

_WIDE: Final = 150.0


def _trace(report: Report, w: Wording) -> list[Block]:
    card = report.card
    blocks: list[Block] = [
        title(w("Annex: where the figures come from")),
        lead(
            w(
                "Exact values as fractions. Every other page shows the same figures to one "
                "decimal: indices rounded, levels cut."
            )
        ),
    ]
    blocks += _index_trace(card, w)
    blocks += _sensitivity_trace(report, w)
    blocks += _level_trace(card, w)
    blocks += _headline_trace(card, w)
    return blocks


def _index_trace(card: Scorecard, w: Wording) -> list[Block]:
    heads = (w("Value"), w("Lowest"), w("Highest"), w("Answered"))
    columns = [
        Column(width=_WIDE, head=w("Index"), gap=8),
        *(Column(width=54, head=head, align="right", gap=6) for head in heads),
        Column(width=TEXT_WIDTH - _WIDE - 216, head=w("State; left out"), gap=0),
    ]
    columns[-1] = Column(width=columns[-1].width, head=w("State; left out"), gap=0)
    rows = [_node_row(card, node, w) for node in card.nodes.values()]
    kinds = {node.aggregate for node in card.questionnaire.nodes.values() if node.aggregate}
    heading = w("Indices: how each is made")
    if kinds <= {"mean"}:
        heading = w("Indices: mean of what counts, by weight")
    return [Heading(heading), Table(columns, rows)]


def _sensitivity_trace(report: Report, w: Wording) -> list[Block]:
    """Return what the figures would be if "not applicable" were read otherwise."""
    card = report.card
    nodes = [node for node in card.nodes.values() if node.counts.not_applicable]
    if not nodes:
        return []
    other = sensitivity(card.questionnaire, report.assessment.answers)
    columns = [Column(width=_WIDE, gap=8), Column(width=TEXT_WIDTH - _WIDE, gap=0)]
    rows = [
        Row(
            cells=(
                Text(coded(node.code, node.title), COMMENT),
                Text(sensitivity_text(node, other, w), COMMENT),
            ),
            pad=2.4,
        )
        for node in nodes
    ]
    heading = Heading(w("What hangs on not applicable"))
    return [heading, Table(columns, rows, rule_above=True)]


def _node_row(card: Scorecard, node: NodeScore, w: Wording) -> Row:
    right = COMMENT.with_(align="right")
    figures = [_fraction(value) for value in (node.value, node.low, node.high)]
    figures.append(f"{node.counts.answered}/{node.counts.applicable}")
    out = _left_out(card, node.parts, w)
    state = state_word(node.state, w) if node.counts.shown else w("nothing to score")
    words = w.joined([state, out]) if out else state
    rule = card.questionnaire.nodes[node.id]
    if rule.aggregate not in (None, "mean"):
        words = f"{index_rule(rule, node, w)} {sentence(words)}"
    name = coded(node.code, node.title)
    cells = (
        Text(name, COMMENT),
        *(Text(figure, right) for figure in figures),
        Text(words, COMMENT),
    )
    return Row(cells=cells, pad=2.4)


def _fraction(value: Fraction | None) -> str:
    return DASH if value is None else str(value)


def _left_out(card: Scorecard, parts: Sequence[Part], w: Wording) -> str:
    """Return the parts that do not count in a value, by reason."""
    by_reason: dict[Exclusion, list[str]] = {}
    for part in parts:
        if part.excluded is not None:
            name = card.questionnaire.code(part.id) if part.is_item else card.nodes[part.id].short
            by_reason.setdefault(part.excluded, []).append(name)
    return w.joined(
        w.labelled(exclusion_word(reason, w), ", ".join(names))
        for reason, names in by_reason.items()
    )


def _level_trace(card: Scorecard, w: Wording) -> list[Block]:
    nodes = [node for node in card.nodes.values() if node.levels is not None]
    if not nodes:
        return []
    heads = (w("Mean"), w("Asked now"), w("Asked next"), w("Missing"))
    columns = [
        Column(width=TEXT_WIDTH - 300, head=w("Group and its items"), gap=8),
        *(Column(width=75, head=head, align="right", gap=8) for head in heads),
    ]
    rows: list[Row] = []
    for node in nodes:
        rows += _group_rows(card, node, w)
    return [Heading(w("Levels: what each group has, and what is asked")), Table(columns, rows)]


def _group_rows(card: Scorecard, node: NodeScore, w: Wording) -> list[Row]:
    levels = node.levels
    if levels is None:
        return []
    low, high = levels.low, levels.high
    words = w("level {level}; with open answers {low} to {high}",
              level=_fraction(node.level), low=low, high=high)  # fmt: skip
    if low == high:
        words = w("level {level}", level=_fraction(node.level))
    if not levels.groups:
        words = w("no group applies")
    name = Text([Run(f"{coded(node.code, node.short)}  "), Run(words, "regular")], COMMENT_STRONG)
    rows = [wash_row(name)] if levels.groups else [Row(cells=(name,), pad=1.6)]
    return rows + [
        Row(cells=_group_cells(card, group, w), pad=1.6, repeated=()) for group in levels.groups
    ]


def _group_cells(card: Scorecard, group: GroupScore, w: Wording) -> tuple[Block, ...]:
    codes = ", ".join(card.questionnaire.code(item) for item in group.items)
    title_words = group_title(card.questionnaire, group, w)
    words = title_words if group.gate else w.labelled(title_words, codes)
    mean = str(group.x) if group.x == group.x_high else f"{group.x} – {group.x_high}"
    right = COMMENT.with_(align="right")
    figures = (mean, str(group.asked), _fraction(group.asked_next), str(group.missing))
    return (Text(words, COMMENT), *(Text(figure, right) for figure in figures))


def _headline_trace(card: Scorecard, w: Wording) -> list[Block]:
    headline = card.headline
    if headline is None:
        return []
    names: dict[TermName, str] = {
        "trailing": w("All practices but those that may trail"),
        "weakest": w("Weakest practice and what it may trail by"),
        "safeguards": w("Weakest safeguard and what it may lag by"),
    }
    columns = [
        Column(width=210, head=w("The smallest of"), gap=8),
        Column(width=70, head=w("Value"), align="right", gap=14),
        Column(width=TEXT_WIDTH - 280, head=w("From"), gap=0),
    ]
    rows = [
        Row(
            cells=(
                Text(names[term.name], COMMENT),
                Text(str(term.value), COMMENT.with_(align="right")),
                Text(", ".join(_level_of(card.nodes[i]) for i in term.nodes), COMMENT),
            ),
            pad=2.4,
        )
        for term in headline.terms
    ]
    values = w(
        "Headline level {level}; lowest {low}, highest {high}.",
        level=_fraction(headline.level),
        low=_fraction(headline.low),
        high=_fraction(headline.high),
    )
    if headline.level is None:
        values = f"{values} {headline_reason(card, w)}"
    heading = Heading(w("Headline level"))
    total = spaced(Text(values, BODY.with_(colour=SECONDARY)), 4)
    return [heading, Table(columns, rows), total] if rows else [heading, total]


def _level_of(node: NodeScore) -> str:
    return f"{node.short} {_fraction(node.level_low)}"
