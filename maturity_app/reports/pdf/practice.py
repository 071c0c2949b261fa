"""A page for each practice and safeguard: its level, its items, and what would lift it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from maturity_app.domain.questionnaire import Item, LevelRule, Node, Option, Questionnaire
from maturity_app.domain.scorecard import GroupScore, NodeScore, Scorecard
from maturity_app.reports.content import Report
from maturity_app.reports.findings import (
    items_finding,
    node_finding,
    reached_finding,
    wave_names,
)
from maturity_app.reports.pdf.block import Block, Columns, Space, Stack, spaced
from maturity_app.reports.pdf.charts import (
    ROW_PAD,
    AxisHead,
    GroupBar,
    HeadlineBar,
    IndexMark,
    IndexPlot,
    LevelMark,
)
from maturity_app.reports.pdf.context import comment_cell
from maturity_app.reports.pdf.facts import facts
from maturity_app.reports.pdf.heading import Heading, coded_title, lead, small_heading
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.lifting import lift_blocks
from maturity_app.reports.pdf.marks import AnswerLine, Key, ring_key, tick_key
from maturity_app.reports.pdf.plan import target_rows
from maturity_app.reports.pdf.plane import Plane
from maturity_app.reports.pdf.style import (
    BODY,
    COMMENT,
    COMMENT_STRONG,
    FRAME_HEIGHT,
    HALF,
    NOTE,
    SECONDARY,
    SECTION_SPACE,
    STRONG,
    TEXT_WIDTH,
    colour_of,
)
from maturity_app.reports.pdf.table import Column, Row, Table, wash_row
from maturity_app.reports.pdf.text import PageText, Run, Text, clipped
from maturity_app.reports.pdf.words import (
    ARROW,
    answer_run,
    asked,
    asked_by_lift,
    coded,
    evidence_lines,
    next_step_run,
    scale_of,
)
from maturity_app.reports.phrases import (
    group_title,
    group_verdict,
    index_bounds,
    kind_word,
    level_text,
    moved,
    state_word,
    up_to,
    value_text,
)
from maturity_app.wording import Wording

_MOST_STEPS: Final = 8
_STATEMENT_MOST: Final = 300
SHORT: Final = FRAME_HEIGHT * 0.46
"""Up to this height two sections share a page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Setting:
    """How close a section is set: padding of items, space above headings, length of comments."""

    pad: float = 3.4
    above: float = SECTION_SPACE
    comment: int = 130
    is_full: bool = False


_FULL: Final = _Setting(is_full=True)
_CLOSER: Final = (
    _Setting(),
    _Setting(pad=2.4, above=SECTION_SPACE - 8, comment=100),
    _Setting(pad=1.6, above=SECTION_SPACE - 8, comment=60),
)


def practice_sections(report: Report, nodes: Sequence[NodeScore], w: Wording) -> list[Section]:
    """Return a section for each node.

    Items stand with their statements if each node then keeps to one page, else by their
    titles; the annex has the statements in full. A node that is a little too high for a page
    is set closer, as far as it takes.
    """
    full = [_section(report, node, w, _FULL) for node in nodes]
    if all(map(_is_on_one_page, full)):
        return _together(full)
    return _together([_fitted_section(report, node, w) for node in nodes])


def _together(sections: Sequence[Section]) -> list[Section]:
    """Let short sections follow each other on a page instead of each leaving one half empty."""
    kept: list[Section] = []
    for section in sections:
        is_short = bool(kept) and all(_height(each) <= SHORT for each in (kept[-1], section))
        kept.append(replace(section, follows=True) if is_short else section)
    return kept


def _fitted_section(report: Report, node: NodeScore, w: Wording) -> Section:
    """Return a section with titles, in the widest setting that keeps to one page."""
    set_so = (_section(report, node, w, setting) for setting in _CLOSER)
    return next(filter(_is_on_one_page, set_so), None) or _section(report, node, w, _CLOSER[0])


def _is_on_one_page(section: Section) -> bool:
    return _height(section) <= FRAME_HEIGHT


def _height(section: Section) -> float:
    return Stack(list(section.blocks)).measure(TEXT_WIDTH)


def _section(report: Report, score: NodeScore, w: Wording, setting: _Setting) -> Section:
    card = report.card
    node = card.questionnaire.nodes[score.id]
    first, rest = node_finding(card.questionnaire, score, w)
    blocks: list[Block] = [
        coded_title(asked(node.title, card.questionnaire, w), node.code),
        lead(Run(first, "semibold"), Run(f" {rest}" if rest else "")),
        spaced(_figures(report, score, w), 10),
        *_spaced_headings(_ItemTable(report, node, w, setting).blocks(), setting),
        *_spaced_headings(lift_blocks(report, score, w), setting),
    ]
    kind = kind_word(node.kind, w) if node.kind else ""
    running = f"{kind} {node.code}".strip() or node.short
    return Section(key=f"node-{node.id}", title=coded(node.code, node.title),
                   blocks=blocks, running=running)  # fmt: skip


def _spaced_headings(blocks: Sequence[Block], setting: _Setting) -> list[Block]:
    for block in blocks:
        if isinstance(block, Heading):
            block.space_before = setting.above
    return list(blocks)


# --- figures -----------------------------------------------------------------------------


def _figures(report: Report, score: NodeScore, w: Wording) -> Block:
    left = _level_column(report, score, w)
    if score.levels is None or not score.levels.groups:
        return Columns([left, Space(0)], [HALF, HALF], 24)
    return Columns([left, _groups_column(report, score, w)], [HALF, HALF], 24)


def _level_column(report: Report, score: NodeScore, w: Wording) -> Block:
    by_level = report.card.questionnaire.nodes[score.id].levels is not None
    heading = small_heading(w("Level") if by_level else w("Index"))
    parts: list[Block] = [heading]
    if score.levels is not None:
        parts.append(spaced(_level_bar(report, score, w), 2))
    elif score.index is not None:
        parts += _index_plot(score, w)
    rows: list[tuple[str, str]] = []
    if not score.shows_level:
        rows = [(w("Index"), value_text(score, w)), (w("Bounds"), index_bounds(score, w))]
        rows += _change_rows(report, score, w)
    answered = w(
        "{answered} of {applicable}, {state}",
        answered=score.counts.answered,
        applicable=score.counts.applicable,
        state=state_word(score.state, w),
    )
    rows += target_rows(report, score, w)
    rows.append((w("Answered"), answered))
    rows.append((w("With evidence"), _with_evidence(report, score, w)))
    parts.append(spaced(facts(rows, HALF, 92), 4))
    return Stack(parts)


def _index_plot(score: NodeScore, w: Wording) -> list[Block]:
    plane = Plane.of([score])
    axis = plane.axis(w)
    low, high = score.scale.of(score.index_low or Fraction(0)), score.high or Fraction(0)
    mark = IndexMark(value=score.value, bounds=(low, high))
    return [AxisHead(axis), spaced(IndexPlot(axis, score.kind, mark), ROW_PAD), Space(ROW_PAD)]


def _level_bar(report: Report, score: NodeScore, w: Wording) -> HeadlineBar:
    low, high = score.level_low, score.level_high
    beyond = up_to(score.level, high, w)
    label = level_text(score, w)
    if score.level is not None and beyond:
        label = f"{label}, {beyond}"
    elif score.level is None:
        label = ""
    if score.level is None and low is not None and high is not None:
        label = w("{low} to {high}", low=w.level(low), high=w.level(high))
    before, wave = None, ""
    if report.previous is not None and score.id in report.previous.nodes:
        before = report.previous.nodes[score.id].levels[0]
        wave = wave_names([a.wave for a in report.previous.assessments])[0]
    mark = LevelMark(
        level=score.level,
        low=low,
        high=high,
        label=label,
        before=before,
        before_label="" if before is None else w.labelled(wave, w.level(before)),
        target=report.assessment.plan.targets.get(score.id),
    )
    return HeadlineBar(report.card.questionnaire.level_names, mark, colour_of(score.kind))


def _change_rows(report: Report, score: NodeScore, w: Wording) -> list[tuple[str, str]]:
    if report.previous is None or score.id not in report.previous.nodes:
        return []
    compared = report.previous.nodes[score.id]
    before, after = compared.indices[0], compared.indices[-1]
    said = moved(compared, report.previous, w)
    if before is None or after is None:
        return [(w("Change"), said)]
    numbers = f"{w.number(score.scale.of(before))} {ARROW} {w.number(score.scale.of(after))}"
    rows = [(w("On common items"), f"{numbers}, {said}")]
    first, last = compared.levels[0], compared.levels[-1]
    if first is None or last is None or score.level is None:
        return rows
    if w.level(last) != w.level(score.level):
        rows.append((w("Their level"), f"{w.level(first)} {ARROW} {w.level(last)}"))
    return rows


def _with_evidence(report: Report, score: NodeScore, w: Wording) -> str:
    node = report.card.questionnaire.nodes[score.id]
    answered = [item.id for item in node.all_items() if report.card.items[item.id].x is not None]
    proved = sum(bool(evidence_lines(report.assessment.answer(i))) for i in answered)
    return w("{part} of {whole}", part=proved, whole=len(answered))


def _groups_column(report: Report, score: NodeScore, w: Wording) -> Block:
    questionnaire = report.card.questionnaire
    rule = questionnaire.nodes[score.id].levels
    groups = score.levels.groups if score.levels else ()
    columns = [
        Column(width=88, head=w("Items of"), gap=6),
        Column(width=86, head=w("average, 0 to 1"), gap=8),
        Column(width=HALF - 174, head=w("asked"), align="right", gap=0),
    ]
    shown = groups if len(groups) <= _MOST_STEPS else [g for g in groups if g.missing][:_MOST_STEPS]
    rows = [
        _group_row(
            score, group, (_group_name(questionnaire, group, rule, w), _verdict(score, group, w))
        )
        for group in sorted(shown, key=_group_order)
    ]
    parts: list[Block] = [small_heading(reached_finding(score, w)), Table(columns, rows)]
    if rule is not None:
        words = w(
            "Rule: own group {own} or more, lower groups {lower} or more.",
            own=rule.own,
            lower=rule.lower,
        )
        parts.append(spaced(Text(words, NOTE), 4))
    return Stack(parts)


def _group_name(
    questionnaire: Questionnaire, group: GroupScore, rule: LevelRule | None, w: Wording
) -> str:
    """Return a group's name; with its item where every item is a group of its own."""
    name = group_title(questionnaire, group, w)
    if rule is None or rule.by == "mean" or group.gate:
        return name
    return f"{name}, {questionnaire.code(group.items[0])}"


def _verdict(score: NodeScore, group: GroupScore, w: Wording) -> str:
    if score.levels is not None and score.levels.next is None and group.asked:
        return w("{asked}: met", asked=w.number(group.asked, digits=2))
    return group_verdict(group, w)


def _group_order(group: GroupScore) -> tuple[int, bool]:
    """Order groups by level; a gate stands behind the level that asks for it."""
    return (group.level if group.level is not None else 2, group.level is None)


def _group_row(score: NodeScore, group: GroupScore, words: tuple[str, str]) -> Row:
    lacks = bool(group.missing)
    # At the highest level nothing more is asked; what it asked itself is shown.
    is_top = score.levels is None or score.levels.next is None
    asked = group.asked if is_top else group.asked_next
    asks = bool(asked)
    right = (STRONG if lacks else BODY).with_(align="right")
    if not asks:
        right = right.with_(colour=SECONDARY)
    cells = (
        Text(words[0], STRONG if lacks else BODY),
        GroupBar(score.kind, (group.x, group.x_high), asked or None),
        Text(words[1], right),
    )
    return Row(cells=cells, pad=2.7)


# --- items -------------------------------------------------------------------------------


class _ItemTable:
    """Builds the table of a node's items, with sub-heads for levels or for inner nodes."""

    def __init__(self, report: Report, node: Node, w: Wording, setting: _Setting) -> None:
        """Keep what is to be set."""
        self._report, self._node, self._w = report, node, w
        self._card: Scorecard = report.card
        self._setting = setting
        self._asked: dict[str, Option] = asked_by_lift(report.card, node.id)
        rule = node.levels
        self._gates = {gate.item for gate in rule.gates} if rule else set()

    def blocks(self) -> list[Block]:
        """Return heading with key, table and note."""
        w = self._w
        heading = Heading(
            items_finding(self._report.assessment, self._card, self._node, w), self._key()
        )
        note = PageText(
            lambda page: w(
                "Dashed: open, may turn out anywhere on the line. Full statements, "
                "anchors and comments: annex, from page {page}.",
                page=page,
            ),
            "annex",
            NOTE,
        )
        return [heading, Table(self._columns(), self._rows()), spaced(note, 4)]

    def _key(self) -> Key | None:
        entries = []
        if self._report.previous is not None:
            entries.append(ring_key(self._report.previous.assessments[0].wave.label))
        levels = self._card.nodes[self._node.id].levels
        if self._asked and levels is not None and levels.next is not None:
            entries.append(tick_key(self._w("asked for level {level}", level=levels.next)))
        return Key(entries) if entries else None

    def _columns(self) -> list[Column]:
        w = self._w
        widths = (28, 168, 66, 128, 113) if self._setting.is_full else (28, 104, 62, 130, 179)
        heads = (w("Item"), w("What is asked"), w("Answer"), w("Comment and evidence"),
                 w("Next step"))  # fmt: skip
        gaps = (4, 12, 6, 12, 0)
        return [
            Column(width=width, head=head, gap=gap)
            for width, head, gap in zip(widths, heads, gaps, strict=True)
        ]

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        last = ""
        for item in self._node.all_items():
            head = self._sub_head(item)
            if head and head != last:
                rows.append(wash_row(Text(head, COMMENT_STRONG)))
            last = head
            rows.append(self._row(item))
        return rows

    def _sub_head(self, item: Item) -> str:
        names = self._card.questionnaire.level_names
        if self._node.levels is not None and item.level is not None and item.level < len(names):
            return self._w("Level {level} · {name}", level=item.level, name=names[item.level])
        home = self._card.questionnaire.homes[item.id]
        return home.title if home.id != self._node.id else ""

    def _row(self, item: Item) -> Row:
        card, answer = self._card, self._report.assessment.answer(item.id)
        words = clipped(item.text, _STATEMENT_MOST) if self._setting.is_full else item.title
        question = asked(words, card.questionnaire, self._w)
        gate = [Run(self._w("Gate:") + " ", "semibold")] if item.id in self._gates else []
        option = self._asked.get(item.id)
        scale = scale_of(card, item, before=self._before(item), asked=option.x if option else None)
        marks: list[Block] = [Text(answer_run(card, item.id, answer, self._w), STRONG)]
        if item.type == "choice":
            marks.insert(0, AnswerLine(scale, self._node.kind))
        next_step = next_step_run(card, item.id, self._w) if item.type == "choice" else ""
        cells = (
            Text(card.questionnaire.code(item.id), STRONG),
            Text([*gate, question], BODY),
            Stack(marks),
            comment_cell(answer, self._w, self._setting.comment),
            Text(next_step, COMMENT_STRONG if item.id in self._asked else COMMENT),
        )
        return Row(cells=cells, pad=self._setting.pad)

    def _before(self, item: Item) -> Fraction | None:
        previous = self._report.previous
        if previous is None or item.id not in previous.scorecards[0].items:
            return None
        return previous.scorecards[0].items[item.id].x
