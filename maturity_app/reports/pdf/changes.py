"""What changed between two waves: reasons, answers, indices, and what is not compared."""

from collections.abc import Sequence
from typing import Final

from maturity_app.domain.assessment import ChangeReason
from maturity_app.domain.comparison import AnswerChange, Comparison, LeftOut, NodeComparison
from maturity_app.domain.questionnaire import Item
from maturity_app.reports.findings import (
    changes_finding,
    judged_nodes,
    moved_finding,
    reasons_finding,
    wave_names,
)
from maturity_app.reports.mapping import how_word
from maturity_app.reports.pdf.block import Block, spaced
from maturity_app.reports.pdf.charts import (
    ROW_PAD,
    Axis,
    AxisHead,
    IndexMark,
    IndexPlot,
)
from maturity_app.reports.pdf.heading import Heading, lead, note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.marks import (
    AnswerLine,
    Key,
    Scale,
    Triangles,
    dot_key,
    ring_key,
    triangle_key,
)
from maturity_app.reports.pdf.plane import Plane
from maturity_app.reports.pdf.related import related_blocks
from maturity_app.reports.pdf.style import BODY, LEAD, SECONDARY, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table, spacer_row
from maturity_app.reports.pdf.text import Text, clipped
from maturity_app.reports.pdf.words import ARROW, asked, evidence_lines, kind_of
from maturity_app.reports.phrases import (
    change_reason_word,
    count_word,
    moved,
    not_comparable,
    sentence,
)
from maturity_app.reports.related import why_not_common
from maturity_app.wording import Wording

NOT_COMPARED: Final = "not-compared"
"""The anchor of what says which figures of the wave before are not compared, and why."""

_REASONS: Final[tuple[ChangeReason | None, ...]] = (
    "practice_changed",
    "judged_differently",
    "corrects_error",
    None,
)
_NAME: Final = 134.0
_EVIDENCE_MOST: Final = 80


def changes_section(
    pair: Comparison,
    w: Wording,
    *,
    key: str = "changes",
    trend: Sequence[Comparison] = (),
    is_named: bool = False,
) -> Section:
    """Return the page on two waves; `trend` are earlier pairs, whose breaks are named too.

    `is_named` says which unit and waves it is about, where that is not the whole report.
    """
    blocks: list[Block] = [title(changes_finding(pair, w)), lead(_scope(pair, w))]
    if is_named:
        about = Text(_about(pair), LEAD.with_(colour=SECONDARY))
        about.keep_with_next = True
        blocks.insert(1, about)
    if pair.changes:
        blocks += _reasons(pair, w)
        blocks += _answers(pair, w)
    blocks += _indices(pair, w, has_trend=bool(trend))
    blocks += related_blocks(pair, w)
    blocks += _not_compared(pair, trend, w, anchor="" if is_named else NOT_COMPARED)
    unit = pair.assessments[-1].unit.name
    return Section(
        key=key,
        title=_about(pair) if is_named else w("What changed"),
        running=unit if is_named else "",
        blocks=blocks,
        depth=1 if is_named else 0,
    )


def _about(pair: Comparison) -> str:
    first, last = pair.assessments[0], pair.assessments[-1]
    return f"{last.unit.name} · {first.wave.label} {ARROW} {last.wave.label}"


def _waves(pair: Comparison) -> tuple[str, str]:
    names = wave_names([a.wave for a in pair.assessments])
    return names[0], names[-1]


def _scope(pair: Comparison, w: Wording) -> str:
    """Return how many items are compared, and what follows for the figures."""
    root = pair.nodes[pair.own[-1].questionnaire.tree.id]
    first, last = pair.assessments[0].wave.label, pair.assessments[-1].wave.label
    changed = w.plural(
        "Of {total} items answered in both waves, {word} changed its answer.",
        "Of {total} items answered in both waves, {word} changed their answer.",
        len(pair.changes),
        total=root.used,
        word=count_word(len(pair.changes), w),
    )
    common = w(
        "{common} of {union} items are common to {first} and {last} ({share}); "
        "both waves are recomputed on them.",
        common=root.common,
        union=root.union,
        first=first,
        last=last,
        share=w.percent(root.overlap),
    )
    testable = w("With one agreed record per wave, differences in points cannot be tested.")
    if pair.untestable is None:
        testable = w(
            "Where the questionnaire declares how precise an index is, its difference is held "
            "against that; the others cannot be tested."
        )
    return " ".join(part for part in (changed, common, testable, _harder(pair, w)) if part)


def _harder(pair: Comparison, w: Wording) -> str:
    """Return that of the answers that moved some are pressure, where up is not better."""
    questionnaire = pair.own[-1].questionnaire
    ids = {item.id for node in questionnaire.of_kind("pressure") for item in node.all_items()}
    count = sum(change.item in ids for change in pair.changes)
    if not count:
        return ""
    return sentence(
        w.plural(
            "{word} of the changed answers is about pressure, where up is harder, not better.",
            "{word} of the changed answers are about pressure, where up is harder, not better.",
            count,
            word=count_word(count, w),
        )
    )


# --- reasons -----------------------------------------------------------------------------


def _reasons(pair: Comparison, w: Wording) -> list[Block]:
    key = Key([
        triangle_key(w("with evidence"), filled=True),
        triangle_key(w("without"), filled=False),
    ])  # fmt: skip
    columns = [
        Column(width=96, head=w("Reason given"), gap=8),
        Column(width=56, head=w("Answers"), align="right", gap=16),
        Column(width=TEXT_WIDTH - 352, head=w("Up and down"), gap=10),
        Column(width=200, head=w("What may be said"), gap=0),
    ]
    rows = [
        _reason_row(pair, reason, w)
        for reason in _REASONS
        if any(change.reason == reason for change in pair.changes)
    ]
    return [Heading(reasons_finding(pair, w), key), Table(columns, rows)]


def _reason_row(pair: Comparison, reason: ChangeReason | None, w: Wording) -> Row:
    changes = [change for change in pair.changes if change.reason == reason]
    marks = sorted(
        ((change.difference > 0, change.has_evidence) for change in changes), reverse=True
    )
    cells = (
        Text(sentence(change_reason_word(reason, w)), BODY),
        Text(str(len(changes)), STRONG.with_(align="right")),
        Triangles(marks),
        Text(_may_be_said(pair, reason, changes, w), BODY),
    )
    return Row(cells=cells, pad=3.6)


def _may_be_said(
    pair: Comparison,
    reason: ChangeReason | None,
    changes: Sequence[AnswerChange],
    w: Wording,
) -> str:
    if reason == "judged_differently":
        return w("The team reads the same facts in another way")
    if reason == "corrects_error":
        return w("The answer of {wave} was wrong", wave=pair.assessments[0].wave.label)
    if reason is None:
        return w("Nothing but that the answer is another")
    improved = sum(change.is_improvement for change in changes)
    if not improved:
        return w("None may be called improved: no evidence of a rise")
    said = w.plural(
        "{word} may be called improved",
        "{word} may be called improved",
        improved,
        word=count_word(improved, w),
    )
    return sentence(said)


# --- answers -----------------------------------------------------------------------------


def _answers(pair: Comparison, w: Wording) -> list[Block]:
    first, last = pair.assessments[0].wave.label, pair.assessments[-1].wave.label
    key = Key([ring_key(first), dot_key(last)])
    count = len(pair.changes)
    words = w.plural("The changed answer", "The {word} answers", count, word=count_word(count, w))
    columns = [
        Column(width=30, head=w("Item"), gap=4),
        Column(width=152, head=w("What is asked"), gap=10),
        Column(width=54, head=f"{_waves(pair)[0]} {ARROW} {_waves(pair)[1]}", gap=4, heads=2),
        Column(width=92, gap=8),
        Column(width=TEXT_WIDTH - 328, head=w("Reason given, evidence"), gap=0),
    ]
    rows = [_answer_row(pair, change, w) for change in pair.changes]
    return [Heading(words, key), Table(columns, rows)]


def _answer_row(pair: Comparison, change: AnswerChange, w: Wording) -> Row:
    card = pair.own[-1]
    item = card.questionnaire.items[change.item]
    scale = Scale(
        stops=tuple(sorted(option.x for option in card.questionnaire.options(item.id))),
        answer=change.later_x,
        before=change.earlier_x,
    )
    labels = f"{w.listed(change.earlier_labels)} {ARROW} {w.listed(change.later_labels)}"
    said = sentence(change_reason_word(change.reason, w)) + "."
    evidence = evidence_lines(pair.assessments[-1].answer(item.id))
    if evidence:
        said = f"{said} {sentence(clipped(evidence[0], _EVIDENCE_MOST))}"
    title = item.title
    if change.how != "same":
        title = f"{title} ({how_word(change.how, w)})"
    cells = (
        Text(card.questionnaire.code(item.id), STRONG),
        Text(asked(title, card.questionnaire, w), BODY),
        AnswerLine(scale, kind_of(card, item.id)),
        Text(labels, BODY),
        Text(said, BODY, most=2),
    )
    return Row(cells=cells, pad=2.9)


# --- indices -----------------------------------------------------------------------------


def _indices(pair: Comparison, w: Wording, *, has_trend: bool) -> list[Block]:
    judged = judged_nodes(pair.own[-1])
    shown = [pair.nodes[node.id] for node in judged if not node.shows_level]
    if not any(node.is_comparable for node in shown):
        return []
    plane = Plane.of([node.sides[-1] for node in shown])
    axis = plane.axis(w)
    numbers = [Column(width=38, head=name, align="right", gap=2) for name in _waves(pair)]
    plot = TEXT_WIDTH - 12 - _NAME - 76 - 52 - 96
    columns = [
        Column(width=12, gap=0),
        Column(width=_NAME, gap=6),
        Column(width=plot, head=AxisHead(axis), gap=6),
        *numbers,
        Column(width=52, head=w("Change"), align="right", gap=10),
        Column(width=96, head=w("What may be said"), gap=0),
    ]
    rows: list[Row] = []
    for number, node in enumerate(shown):
        parts_kind = number and node.sides[-1].kind != shown[number - 1].sides[-1].kind
        if parts_kind:
            rows[-1] = Row(cells=rows[-1].cells, pad=ROW_PAD)
            rows.append(spacer_row(5))
        is_last = node is shown[-1]
        rows.append(_index_row(pair, node, (plane, axis), w, is_last=is_last))
    words = w(
        "Index {scale} on common items. A difference within one item's step is not called a "
        "change. Differences are rounded from the exact figures.",
        scale=plane.name(w),
    )
    if has_trend:
        words += " " + w(
            "In the line on page one a wave between two others may show two values, one for each "
            "comparison."
        )
    table = Table(columns, rows, is_chart=True, named_by=2)
    return [Heading(moved_finding(shown, w)), table, note(words)]


def _index_row(
    pair: Comparison,
    node: NodeComparison,
    drawn: tuple[Plane, Axis],
    w: Wording,
    *,
    is_last: bool,
) -> Row:
    before, after = node.indices[0], node.indices[-1]
    side = node.sides[-1]
    beyond = STRONG if node.is_beyond_one_step else BODY
    right = BODY.with_(align="right")
    plane, axis = drawn
    places = [plane.place(value) for value in (before, after)]
    plot = IndexPlot(axis, side.kind, IndexMark(value=places[1], before=places[0]))
    numbers = [w("n.c.") if value is None else w.number(value) for value in places]
    width = plane.scale.max - plane.scale.min
    change = "" if node.difference is None else w.signed(width * node.difference)
    said = moved(node, pair, w) if node.is_comparable else ""
    cells = (
        Text(side.code, BODY.with_(colour=SECONDARY)),
        Text(side.short, BODY),
        plot,
        *(Text(number, right) for number in numbers),
        Text(change, beyond.with_(align="right")),
        Text(said, beyond),
    )
    return Row(cells=cells, pad=ROW_PAD, rule="hair" if is_last else "none")


# --- not compared ------------------------------------------------------------------------


def _not_compared(
    pair: Comparison, trend: Sequence[Comparison], w: Wording, *, anchor: str
) -> list[Block]:
    # Levels and headline first, so that they stand below the heading that page one leads to.
    pairs = [*_without_levels(pair, w), *_left_out(pair, w), *_not_common(pair, w)]
    pairs += _not_comparable(pair, w)
    for earlier in trend:
        pairs += _break_row(earlier, w)
    if not pairs:
        return []
    columns = [Column(width=66, gap=8), Column(width=TEXT_WIDTH - 66, gap=0)]
    rows = [Row(cells=(Text(name, STRONG), Text(words, BODY)), pad=2.6) for name, words in pairs]
    heading = Heading(w("Not compared"))
    heading.anchor = anchor
    return [heading, spaced(Table(columns, rows, rule_above=True), 0)]


def _code(pair: Comparison, item_id: str) -> str:
    for assessment in reversed(pair.assessments):
        if item_id in assessment.questionnaire.items:
            return assessment.questionnaire.code(item_id)
    return item_id


def _item(pair: Comparison, item_id: str) -> Item | None:
    for assessment in reversed(pair.assessments):
        if item_id in assessment.questionnaire.items:
            return assessment.questionnaire.items[item_id]
    return None


def _left_out(pair: Comparison, w: Wording) -> list[tuple[str, str]]:
    """Return the items left out on both sides, those with one reason in one row."""
    by_reason: dict[tuple[LeftOut, tuple[str, ...]], list[str]] = {}
    for left in pair.left_out:
        waves = tuple(pair.assessments[side].wave.label for side in left.missing)
        by_reason.setdefault((left.why, waves), []).append(left.item)
    rows: list[tuple[str, str]] = []
    for (why, waves), items in by_reason.items():
        words = {
            "not_applicable": w(
                "Not applicable in {waves}; left out of both waves.", waves=w.listed(waves)
            ),
            "hidden": w("Not asked in {waves}; left out of both waves.", waves=w.listed(waves)),
            "open": w("Open in {waves}; left out of both waves.", waves=w.listed(waves)),
        }[why]
        if why == "not_applicable" and len(items) == 1:
            words = f"{words} {pair.assessments[-1].answer(items[0]).reason}".rstrip()
        rows.append(_row_of(pair, items, words, w))
    return rows


def _not_common(pair: Comparison, w: Wording) -> list[tuple[str, str]]:
    """Return the items that not all sides ask in one meaning, by what became of them."""
    by_reason: dict[str, list[str]] = {}
    for item_id in pair.not_common:
        by_reason.setdefault(why_not_common(pair, item_id, w), []).append(item_id)
    return [_row_of(pair, items, words, w) for words, items in by_reason.items()]


def _row_of(pair: Comparison, items: Sequence[str], words: str, w: Wording) -> tuple[str, str]:
    """Return one item with its title, or how many with their codes."""
    if len(items) == 1:
        item = _item(pair, items[0])
        return _code(pair, items[0]), f"{item.title if item else items[0]}. {words}"
    codes = ", ".join(_code(pair, item_id) for item_id in items)
    return w.plural("{count} item", "{count} items", len(items)), f"{words} {codes}."


def _not_comparable(pair: Comparison, w: Wording) -> list[tuple[str, str]]:
    """Return the dimensions that are not comparable, those with one reason in one row."""
    by_reason: dict[str, list[str]] = {}
    for node in judged_nodes(pair.own[-1]):
        compared = pair.nodes[node.id]
        if not compared.is_comparable:
            words = sentence(not_comparable(compared, w)) + "."
            by_reason.setdefault(words, []).append(node.short)
    return [
        (w("Dimension") if len(names) == 1 else w("Dimensions"), f"{', '.join(names)}. {words}")
        for words, names in by_reason.items()
    ]


def _without_levels(pair: Comparison, w: Wording) -> list[tuple[str, str]]:
    """Return whose index is compared but not its level, and that the headline is not then."""
    rules = pair.own[-1].questionnaire.nodes
    names = [
        node.short
        for node in judged_nodes(pair.own[-1])
        if rules[node.id].levels is not None
        and pair.nodes[node.id].is_comparable
        and not pair.nodes[node.id].levels_comparable
    ]
    rows: list[tuple[str, str]] = []
    if names:
        words = w(
            "{nodes}. The items of one level, or a gate, are not answered in both waves; "
            "the index is compared.",
            nodes=", ".join(names),
        )
        rows.append((w("Level") if len(names) == 1 else w("Levels"), words))
    if pair.own[-1].headline is not None and not pair.headline_comparable:
        words = w("It is compared only where the level of every practice and safeguard is.")
        rows.append((w("Headline"), words))
    return rows


def _break_row(earlier: Comparison, w: Wording) -> list[tuple[str, str]]:
    root = earlier.nodes[earlier.own[-1].questionnaire.tree.id]
    if root.is_comparable:
        return []
    needed = earlier.own[-1].questionnaire.thresholds.comparable_overlap
    words = w(
        "{first} shares {share} of its items with {last} ({needed} needed). The "
        "series is broken there.",
        first=earlier.assessments[0].wave.label,
        last=earlier.assessments[-1].wave.label,
        share=w.percent(root.overlap, [needed]),
        needed=w.percent(needed),
    )
    return [(_waves(earlier)[0], words)]
