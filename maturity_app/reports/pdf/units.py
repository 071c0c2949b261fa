"""Units side by side: their indices on common items, and what each record says of itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import Comparison
from maturity_app.domain.leaving_out import leaving_out
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.findings import judged_nodes, lowest_finding, lowest_node
from maturity_app.reports.pdf.block import Block, Stack, spaced
from maturity_app.reports.pdf.charts import Axis, AxisHead, IndexMark, IndexPlot, index_axis
from maturity_app.reports.pdf.heading import Heading, lead, note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.marks import Key, KeyEntry, dot_key, whisker_key
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.quadrant import quadrant_blocks
from maturity_app.reports.pdf.style import BODY, COMMENT_STRONG, SECONDARY, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table, spacer_row
from maturity_app.reports.pdf.text import Text, text_width
from maturity_app.reports.pdf.unit_tables import index_tables, own_tables
from maturity_app.reports.pdf.words import DASH, evidence_lines
from maturity_app.reports.phrases import (
    cuts_of,
    status_word,
    up_to,
    value_text,
    verdict_word,
)
from maturity_app.reports.side_by_side import (
    leaving_out_words,
    order_words,
    scope_words,
    side_names,
)
from maturity_app.wording import Wording

SIDE_BY_SIDE: Final = 4
"""How many units stand in one chart; more go on below, in charts of their own."""

MOST_CHARTED: Final = 8
"""Up to how many units are charted; more stand in a table, one in a row."""

_NAMES: Final = 126.0
_ITEMS: Final = 40.0
_NUMBER: Final = 40.0
_LIST_NAMES: Final = 118.0
_LIST_GAP: Final = 6.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Side:
    """One unit: what it is called, its record, its own figures, and those on the common items."""

    name: str
    record: Assessment
    own: Scorecard
    common: Scorecard


def units_section(report: ComparisonReport, between: Comparison, w: Wording) -> Section:
    """Return the page on several units' latest waves, in the order they come."""
    sides = [
        _Side(name=name, record=record, own=own, common=common)
        for name, record, own, common in zip(
            side_names(between, w),
            between.assessments,
            between.own,
            between.scorecards,
            strict=True,
        )
    ]
    nodes = judged_nodes(between.scorecards[-1])
    scope = f"{scope_words(between, w)} {order_words(report, w)}"
    blocks: list[Block] = [title(lowest_finding(between, w)), lead(scope)]
    found = leaving_out(between)
    blocks += [note(leaving_out_words(found, between, w))] if found else []
    if len(sides) > MOST_CHARTED:
        blocks += _long_tables(between, nodes, sides, w)
    else:
        parts = [sides[at : at + SIDE_BY_SIDE] for at in range(0, len(sides), SIDE_BY_SIDE)]
        for part in parts:
            blocks += _chart(between, nodes, part, w) if nodes else []
        blocks += _notes(w) if nodes else []
        blocks += own_tables(between, nodes, w)
        for part in parts:
            blocks += _data(part, w)
    blocks += quadrant_blocks(between, w)
    return Section(key="units", title=w("Comparison of units"), blocks=blocks)


def _notes(w: Wording) -> list[Block]:
    words = w(
        "Items: common items answered by all. Dash: insufficient or not rated in the unit's "
        "own record; its bounds stay. n.c. not comparable: too few common items. Safeguards are "
        "never added to Drive."
    )
    return [note(words)]


# --- the chart ---------------------------------------------------------------------------


def _chart(
    between: Comparison, nodes: Sequence[NodeScore], sides: Sequence[_Side], w: Wording
) -> list[Block]:
    axis = Axis(stops=index_axis(2).stops, labels=index_axis(2).labels, inset=6)
    width = (TEXT_WIDTH - _NAMES - _ITEMS) / len(sides)
    columns = [
        Column(width=12, gap=0),
        Column(width=_NAMES - 12, gap=6),
        Column(width=_ITEMS, head=w("Items"), align="right", gap=14),
    ]
    for number, side in enumerate(sides):
        name = Text(side.name, COMMENT_STRONG, most=3)
        # The name stands over plot and number, the axis over the plot alone.
        head = _UnitHead(name, AxisHead(axis), width - 12)
        last = number == len(sides) - 1
        columns.append(Column(width=width - _NUMBER, head=head, gap=2, heads=2))
        columns.append(Column(width=_NUMBER, gap=0 if last else 12))
    rows: list[Row] = []
    for number, node in enumerate(nodes):
        if number and node.kind != nodes[number - 1].kind:
            rows.append(spacer_row(5))
        rows.append(_chart_row(between, node, sides, axis, w))
    heading = Heading(w("Index by dimension, 0–100"), Key(_key(nodes, w)))
    return [heading, Table(columns, rows, is_chart=True, named_by=2)]


class _UnitHead(Block):
    """A unit's name over its plot and number, with the axis' numbers below."""

    def __init__(self, name: Text, axis: AxisHead, width: float) -> None:
        """Take the width of plot and number together."""
        super().__init__()
        self._stack = Stack([name, spaced(axis, 3)])
        self._name, self._axis, self._width = name, axis, width

    def measure(self, width: float) -> float:
        """Return the height of name and axis."""
        return self._name.measure(self._width) + 3 + self._axis.measure(width)

    def paint(self, pen: Pen, box: Box) -> None:
        """Write name and axis."""
        height = self._name.measure(self._width)
        self._name.paint(pen, Box(box.x, box.top, self._width, height))
        self._axis.paint(pen, Box(box.x, box.top - height - 3, box.width, 10))


def _key(nodes: Sequence[NodeScore], w: Wording) -> list[KeyEntry]:
    kinds = {node.kind for node in nodes}
    entries = [dot_key(w("practice") if "practice" in kinds else w("dimension"))]
    if "safeguard" in kinds:
        entries.append(dot_key(w("safeguard"), "safeguard"))
    return [*entries, whisker_key(w("bounds where there is no value"))]


def _chart_row(
    between: Comparison, node: NodeScore, sides: Sequence[_Side], axis: Axis, w: Wording
) -> Row:
    compared = between.nodes[node.id]
    style = STRONG if node.id == lowest_node(between) else BODY
    cells: list[Block | None] = [
        Text(node.code, BODY.with_(colour=SECONDARY)),
        Text(node.short, style),
        Text(f"{compared.used}/{compared.union}", BODY.with_(align="right")),
    ]
    for side in sides:
        mark, words = _unit_mark(side, node.id, w, is_comparable=compared.is_comparable)
        cells += [IndexPlot(axis, node.kind, mark), Text(words, style.with_(align="right"))]
    return Row(cells=tuple(cells), pad=3.0)


def _unit_mark(
    side: _Side, node_id: str, w: Wording, *, is_comparable: bool
) -> tuple[IndexMark, str]:
    """Return what is drawn and said of one unit in one dimension."""
    if not is_comparable:
        return IndexMark(value=None), w("n.c.")
    own = side.own.nodes.get(node_id)
    if own is None or own.index is None:
        bounds = None
        if own is not None and own.index_low is not None and own.index_high is not None:
            bounds = (100 * own.index_low, 100 * own.index_high)
        return IndexMark(value=None, bounds=bounds), DASH
    index = side.common.nodes[node_id].index
    if index is None:
        return IndexMark(value=None), DASH
    return IndexMark(value=100 * index), w.number(100 * index)


# --- what each record says ---------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fact:
    """What a record says under one name; only those with `in_list` where units stand in rows."""

    name: str
    say: Callable[[_Side], str]
    in_list: bool = True
    is_strong: bool = False


def _facts(sides: Sequence[_Side], w: Wording) -> list[_Fact]:
    """Return the facts that the records have, figures first."""
    card = sides[0].own
    facts: list[_Fact] = []
    if card.headline is not None:
        fact = _Fact(name=w("Headline level"), say=lambda side: _headline(side, w), is_strong=True)
        facts.append(fact)
    if card.drive is not None:
        facts.append(_index_fact(w("Drive index"), lambda own: own.drive, w))
        bounds = _Fact(
            name=w("Drive, bounds"), say=lambda side: _bounds(side.own, w), in_list=False
        )
        facts.append(bounds)
    if card.safeguards is not None:
        facts.append(_index_fact(w("Safeguards index"), lambda own: own.safeguards, w))
        balance = _Fact(name=w("Balance"), say=lambda side: _balance(side, w), in_list=False)
        facts.append(balance)
    if card.pressure is not None:
        facts.append(_index_fact(w("Pressure index"), lambda own: own.pressure, w))
    return facts + _record_facts(sides, w)


def _index_fact(name: str, pick: Callable[[Scorecard], NodeScore | None], w: Wording) -> _Fact:
    def say(side: _Side) -> str:
        node = pick(side.own)
        return value_text(node, w, cuts_of(side.own)) if node else DASH

    return _Fact(name=name, say=say)


def _record_facts(sides: Sequence[_Side], w: Wording) -> list[_Fact]:
    """Return what is said of the records; wave and version only where they differ."""
    facts = [_Fact(name=w("Answered"), say=_answered)]
    if not any(side.record.shared == "scores_only" for side in sides):
        proved = _Fact(name=w("Evidence attached"), say=lambda side: w.percent(_evidence(side)))
        facts.append(proved)
    if len({side.record.questionnaire.version for side in sides}) > 1:
        fact = _Fact(name=w("Version"), say=lambda side: side.record.questionnaire.version)
        facts.append(fact)
    if len({side.record.wave.label for side in sides}) > 1:
        # Where units stand in rows, the wave stands beside the name of those it sets apart.
        wave = _Fact(name=w("Wave"), say=lambda side: side.record.wave.label, in_list=False)
        facts.append(wave)
    dated = _Fact(name=w("Dated"), say=lambda side: w.day(side.record.wave.date), in_list=False)
    return [*facts, dated, _Fact(name=w("Status"), say=lambda side: _status(side, w))]


def _headline(side: _Side, w: Wording) -> str:
    found = side.own.headline
    if found is None:
        return DASH
    if found.level is not None:
        beyond = up_to(found.level, found.high, w)
        return ", ".join(part for part in (w.level(found.level), beyond) if part)
    if found.low is None or found.high is None:
        return w("none")
    return w("none; {low} to {high}", low=w.level(found.low), high=w.level(found.high))


def _bounds(card: Scorecard, w: Wording) -> str:
    node, cuts = card.drive, cuts_of(card)
    if node is None or node.low is None or node.high is None:
        return DASH
    if node.low == node.high:
        return w("none open")
    return w("{low} to {high}", low=w.number(node.low, cuts), high=w.number(node.high, cuts))


def _balance(side: _Side, w: Wording) -> str:
    return verdict_word(side.own.balance.verdict, w) if side.own.balance else w("not said")


def _status(side: _Side, w: Wording) -> str:
    word = status_word(side.record.status, w)
    return word.upper() if side.record.is_draft else word[:1].lower() + word[1:]


def _answered(side: _Side) -> str:
    counts = side.own.root.counts
    return f"{counts.answered}/{counts.applicable}"


def _evidence(side: _Side) -> Fraction:
    answered = [item for item, score in side.own.items.items() if score.x is not None]
    proved = sum(bool(evidence_lines(side.record.answer(item))) for item in answered)
    return Fraction(proved, len(answered)) if answered else Fraction(0)


def _data(sides: Sequence[_Side], w: Wording) -> list[Block]:
    table = _record_table(sides, _facts(sides, w))
    return [Heading(w("Each unit's own record")), table]


def records_of_waves(waves: Sequence[tuple[Assessment, Scorecard]], w: Wording) -> list[Block]:
    """Return what each of a unit's records says by itself, on all of its own items."""
    sides = [
        _Side(name=record.wave.label, record=record, own=own, common=own) for record, own in waves
    ]
    facts = [fact for fact in _facts(sides, w) if fact.name != w("Wave")]
    words = note(
        w(
            "Each record on all of its own items; what stands above compares on common items, so "
            "that figures may differ."
        )
    )
    # Between the two tables, whose figures it is about, and never parted from the second.
    words.space_before, words.keep_with_next = 0, True
    return [Heading(w("Each wave's own record")), words, _record_table(sides, facts)]


def _record_table(sides: Sequence[_Side], facts: Sequence[_Fact]) -> Table:
    width = (TEXT_WIDTH - _NAMES - _ITEMS) / len(sides)
    columns = [Column(width=_NAMES + _ITEMS, gap=14)]
    heads = [Text(side.name, COMMENT_STRONG, most=3) for side in sides]
    columns += [Column(width=width, head=head, gap=12) for head in heads]
    rows = []
    for fact in facts:
        style = STRONG if fact.is_strong else BODY
        said = [Text(fact.say(side), style) for side in sides]
        rows.append(Row(cells=(Text(fact.name, BODY.with_(colour=SECONDARY)), *said), pad=1.9))
    return Table(columns, rows)


# --- many units --------------------------------------------------------------------------


def _long_tables(
    between: Comparison, nodes: Sequence[NodeScore], sides: Sequence[_Side], w: Wording
) -> list[Block]:
    """Return tables with a unit in a row: compared indices, own ones, then each own record."""

    def compared(number: int, node: NodeScore) -> str:
        is_comparable = between.nodes[node.id].is_comparable
        return _unit_mark(sides[number], node.id, w, is_comparable=is_comparable)[1]

    names = [side.name for side in sides]
    return [
        *index_tables(w("Index by dimension, 0–100"), nodes, names, compared, w),
        *_notes(w),
        *own_tables(between, nodes, w),
        *_long_data(sides, w),
    ]


def _longest(texts: Sequence[str]) -> float:
    """Return how wide the longest word is, which no column may cut."""
    return max(text_width(word, STRONG) for text in texts for word in text.split())


def _long_data(sides: Sequence[_Side], w: Wording) -> list[Block]:
    facts = [fact for fact in _facts(sides, w) if fact.in_list]
    told = [[fact.say(side) for side in sides] for fact in facts]
    needs = [
        _longest([fact.name, *said]) + _LIST_GAP for fact, said in zip(facts, told, strict=True)
    ]
    spare = max(0, TEXT_WIDTH - _LIST_NAMES - sum(needs)) / len(facts)
    columns = [Column(width=_LIST_NAMES, head=w("Unit"), gap=10)]
    columns += [
        Column(width=need + spare, head=fact.name, gap=_LIST_GAP)
        for fact, need in zip(facts, needs, strict=True)
    ]
    rows = [
        Row(
            cells=(Text(side.name, BODY), *(Text(said[number], BODY) for said in told)),
            pad=2.4,
            repeated=(),
        )
        for number, side in enumerate(sides)
    ]
    return [Heading(w("Each unit's own record")), Table(columns, rows)]
