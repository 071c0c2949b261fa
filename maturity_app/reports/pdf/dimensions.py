"""The chart of all judged dimensions, its table on the same rows."""

from fractions import Fraction
from typing import Final

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.questionnaire import Kind
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import Report
from maturity_app.reports.findings import judged_nodes, levels_finding, wave_names
from maturity_app.reports.method import counted_anyway
from maturity_app.reports.pdf.block import Block, spaced
from maturity_app.reports.pdf.charts import (
    ROW_PAD,
    Axis,
    AxisHead,
    IndexMark,
    IndexPlot,
    LevelMark,
    LevelPlot,
    level_axis,
)
from maturity_app.reports.pdf.heading import Heading, note
from maturity_app.reports.pdf.marks import (
    Key,
    KeyEntry,
    bar_key,
    dot_key,
    ring_key,
    tick_key,
    whisker_key,
)
from maturity_app.reports.pdf.plane import Plane
from maturity_app.reports.pdf.style import BODY, SECONDARY, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table, spacer_row
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.words import DASH
from maturity_app.reports.phrases import (
    level_text,
    sentence,
    state_reason,
    state_word,
    value_text,
)
from maturity_app.reports.plan import below_target, planned_standings
from maturity_app.wording import Wording

_CODE: Final = 12.0
_NAME: Final = 128.0
_NUMBER: Final = 33.0
_NUMBERS_GAP: Final = 6.0


def dimension_chart(report: Report, w: Wording) -> list[Block]:
    """Return heading, key, chart and notes; nothing if no dimension has an index or level."""
    nodes = judged_nodes(report.card)
    if not nodes:
        return []
    blocks: list[Block] = [Heading(levels_finding(report.card, w))]
    by_level = any(node.levels is not None for node in nodes)
    blocks.append(Key(_key(report, nodes, by_level=by_level, w=w)))
    blocks.append(spaced(_Chart(report, nodes, by_level=by_level, w=w).table(), 2))
    return [*blocks, *_notes(report, nodes, w, by_level=by_level)]


def _key(
    report: Report, nodes: tuple[NodeScore, ...], *, by_level: bool, w: Wording
) -> list[KeyEntry]:
    kinds = {node.kind for node in nodes}
    first = w("practice") if "practice" in kinds else w("dimension")
    entries = [_mark_key("practice", first, by_level=by_level)]
    if "safeguard" in kinds:
        entries.append(_mark_key("safeguard", w("safeguard"), by_level=by_level))
    if any(node.counts.open for node in nodes):
        entries.append(whisker_key(w("what open items still allow")))
    if by_level and report.assessment.plan.targets:
        entries.append(tick_key(w("target")))
    if report.previous is not None:
        entries.append(ring_key(report.previous.assessments[0].wave.label))
    return entries


def _mark_key(kind: Kind, words: str, *, by_level: bool) -> KeyEntry:
    return bar_key(kind, words) if by_level else dot_key(words, kind)


class _Chart:
    """Builds the table with the plots in it."""

    def __init__(
        self, report: Report, nodes: tuple[NodeScore, ...], *, by_level: bool, w: Wording
    ) -> None:
        """Keep what is to be set."""
        self._nodes, self._by_level, self._w = nodes, by_level, w
        self._card: Scorecard = report.card
        self._previous: Comparison | None = report.previous
        self._targets = report.assessment.plan.targets if by_level else {}
        top = report.card.questionnaire.top_level
        self._has_index = not all(node.shows_level for node in nodes)
        self._plane = Plane.of(nodes)
        self._axis: Axis = level_axis(top) if by_level else self._plane.axis(w)
        binding = report.card.headline.binding if report.card.headline else ()
        self._binding = binding
        self._show_codes = any(node.code for node in nodes)

    def table(self) -> Table:
        """Return all rows, safeguards parted from practices by some space."""
        rows: list[Row] = []
        for number, node in enumerate(self._nodes):
            if number and node.kind != self._nodes[number - 1].kind:
                rows[-1] = Row(cells=rows[-1].cells, pad=ROW_PAD, rule="hair")
                rows.append(spacer_row(5))
            is_last = number == len(self._nodes) - 1
            rows.append(
                Row(cells=self._cells(node), pad=ROW_PAD, rule="hair" if is_last else "none")
            )
        named_by = 2 if self._show_codes else 1
        return Table(self._columns(), rows, is_chart=True, named_by=named_by)

    def _heads(self) -> list[str]:
        w = self._w
        heads = [w("Level"), w("Up to")] if self._by_level else []
        heads += [w("Target")] if self._targets else []
        if self._previous is not None:
            heads.append(wave_names([a.wave for a in self._previous.assessments])[0])
        return [*heads, *([w("Index")] if self._has_index else []), w("Answered")]

    def _columns(self) -> list[Column]:
        heads = self._heads()
        widths = [_NUMBER] * (len(heads) - 1) + [_NUMBER + 14]
        code = _CODE if self._show_codes else 0
        plot = TEXT_WIDTH - code - _NAME - sum(widths)
        columns = [Column(width=code, gap=0)] if code else []
        columns += [
            Column(width=_NAME, gap=6),
            Column(width=plot, gap=8, head=AxisHead(self._axis)),
        ]
        numbers = [
            Column(width=width, head=head, align="right", gap=_NUMBERS_GAP)
            for width, head in zip(widths, heads, strict=True)
        ]
        numbers[-1] = Column(width=widths[-1], head=heads[-1], align="right", gap=0)
        return [*columns, *numbers]

    def _cells(self, node: NodeScore) -> tuple[Block | None, ...]:
        holds = node.id in self._binding
        cells: list[Block | None] = []
        if self._show_codes:
            cells.append(Text(node.code, BODY.with_(colour=SECONDARY)))
        cells += [Text(node.short, STRONG if holds else BODY), self._plot(node, holds=holds)]
        right = BODY.with_(align="right")
        numbers = [Text(words, right) for words in self._numbers(node)]
        if self._by_level:
            numbers[0] = Text(level_text(node, self._w), STRONG.with_(align="right"))
        return (*cells, *numbers)

    def _plot(self, node: NodeScore, *, holds: bool) -> Block:
        if not self._by_level:
            place = self._plane.place
            low, high = place(node.index_low), place(node.index_high)
            mark = IndexMark(
                value=place(node.index),
                bounds=(low, high) if low is not None and high is not None else None,
                before=place(self._index_before(node)),
            )
            return IndexPlot(self._axis, node.kind, mark)
        return LevelPlot(
            self._axis,
            node.kind,
            LevelMark(
                level=node.level,
                low=node.level_low,
                high=node.level_high,
                before=self._level_before(node),
                target=self._targets.get(node.id),
                label=self._label(node, holds=holds),
            ),
        )

    def _label(self, node: NodeScore, *, holds: bool) -> str:
        headline = self._card.headline
        if node.level is None:
            return state_word(node.state, self._w)
        if holds and headline is not None and headline.level is not None:
            return self._w("holds at {level}", level=int(headline.level))
        return ""

    def _numbers(self, node: NodeScore) -> list[str]:
        w = self._w
        numbers: list[str] = []
        if self._by_level:
            level, high = node.level, node.level_high
            numbers.append(level_text(node, w))
            is_open = high is not None and (level is None or w.level(high) != w.level(level))
            numbers.append(w.level(high) if high is not None and is_open else DASH)
        if self._targets:
            target = self._targets.get(node.id)
            numbers.append(DASH if target is None else str(target))
        if self._previous is not None:
            numbers.append(self._before_text(node))
        answered = f"{node.counts.answered}/{node.counts.applicable}"
        return [*numbers, *([value_text(node, w)] if self._has_index else []), answered]

    def _before_text(self, node: NodeScore) -> str:
        w = self._w
        if self._by_level:
            level = self._level_before(node)
            return w("n.c.") if level is None else w.level(level)
        index = self._index_before(node)
        # On the scale the node has now, as its own number beside it.
        return w("n.c.") if index is None else w.number(node.scale.of(index))

    def _level_before(self, node: NodeScore) -> Fraction | None:
        compared = self._previous.nodes.get(node.id) if self._previous else None
        return compared.levels[0] if compared else None

    def _index_before(self, node: NodeScore) -> Fraction | None:
        compared = self._previous.nodes.get(node.id) if self._previous else None
        return compared.indices[0] if compared else None


def _notes(
    report: Report, nodes: tuple[NodeScore, ...], w: Wording, *, by_level: bool
) -> list[Block]:
    """Return what the reader must know of single rows, in one note."""
    parts: list[str] = []
    if report.previous is not None and _is_partly_not_compared(
        report.previous, nodes, by_level=by_level
    ):
        parts.append(w("n.c. not comparable: not every item is common to both waves."))
    parts += _on_common_answers(report, nodes, w, by_level=by_level)
    if by_level and report.assessment.plan.targets:
        parts.append(below_target(planned_standings(report.assessment, report.card), w))
    if not by_level and not Plane.of(nodes).is_common:
        parts.append(w("Drawn from 0 to 100; each number stands on its own scale."))
    by_state: dict[str, list[str]] = {}
    for node in nodes:
        reason = state_reason(node, w)
        if reason:
            by_state.setdefault(state_word(node.state, w), []).append(f"{node.short}, {reason}")
    parts += [
        w.labelled(sentence(state), w.joined(names)) + "." for state, names in by_state.items()
    ]
    if _counts_insufficient(report.card, nodes):
        parts.append(counted_anyway(report.card.questionnaire, w))
    return [note(" ".join(filter(None, parts)))] if any(parts) else []


def _counts_insufficient(card: Scorecard, nodes: tuple[NodeScore, ...]) -> bool:
    """Return whether Drive has a value in which a practice counts that shows none."""
    without = (n for n in nodes if n.kind == "practice" and n.state == "insufficient")
    return bool(card.drive and card.drive.value is not None) and any(
        node.counts.answered for node in without
    )


def _on_common_answers(
    report: Report, nodes: tuple[NodeScore, ...], w: Wording, *, by_level: bool
) -> list[str]:
    """Return today's levels on what both waves answered, where they are not those shown.

    The wave before is shown on these answers. A level that takes open items at their lowest
    beside it would look like a fall that is none.
    """
    previous = report.previous
    if previous is None or not by_level:
        return []
    named: list[tuple[str, Fraction | None, Fraction | None]] = []
    if previous.headline_comparable and report.card.headline and previous.scorecards[-1].headline:
        later = previous.scorecards[-1].headline.level
        named.append((w("headline"), report.card.headline.level, later))
    named += [
        (node.short, node.level, previous.nodes[node.id].levels[-1])
        for node in nodes
        if node.id in previous.nodes
    ]
    said = [
        f"{name} {w.level(common)}"
        for name, shown, common in named
        if shown is not None and common is not None and w.level(shown) != w.level(common)
    ]
    if not said:
        return []
    wave = previous.assessments[0].wave.label
    return [
        w(
            "{wave} is shown on the answers common to both waves; on the same answers this wave "
            "stands at: {levels}.",
            wave=wave,
            levels=", ".join(said),
        )
    ]


def _is_partly_not_compared(
    previous: Comparison, nodes: tuple[NodeScore, ...], *, by_level: bool
) -> bool:
    compared = [previous.nodes[node.id] for node in nodes if node.id in previous.nodes]
    sides = [node.levels if by_level else node.indices for node in compared]
    return len(sides) < len(nodes) or any(side[0] is None for side in sides)
