"""The items, or the nodes below, that a node's figures are made from."""

from collections.abc import Iterator

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Item
from maturity_app.domain.scorecard import Exclusion, ItemScore, NodeScore, Scorecard
from maturity_app.reports.phrases import answer_word, level_text
from maturity_app.ui.models.figures import (
    Column,
    FigureTable,
    Row,
    bounds_of,
    fraction_text,
    value_of,
)
from maturity_app.ui.models.trace_parts import Section
from maturity_app.wording import Wording

_OPEN = ("not_answered", "dont_know")


def first_open(card: Scorecard, node: NodeScore) -> str | None:
    """Return the first open item below a node."""
    return next((item.id for item in _choices(card, node) if _is_open(card.items[item.id])), None)


def items_section(
    assessment: Assessment, card: Scorecard, node: NodeScore, w: Wording
) -> Iterator[Section]:
    """Yield the items of a node, each with its value, or why it has none."""
    items = list(_choices(card, node))
    if not items:
        return
    has_levels = any(item.level for item in items)
    columns = [
        Column(name=w("Item")),
        Column(name=w("Statement"), takes_room=True),
        Column(name=w("Answer")),
        Column(name=w("Value"), is_number=True),
        Column(name=w("Weight"), is_number=True),
    ]
    if has_levels:
        columns.append(Column(name=w("Level"), is_number=True))
    rows = []
    for item in items:
        score = card.items[item.id]
        answer = answer_word(card.questionnaire, item.id, assessment.answer(item.id), w)
        cells = [card.questionnaire.code(item.id), item.title, answer, _value(score),
                 fraction_text(score.weight)]  # fmt: skip
        if has_levels:
            cells.append("–" if score.level is None else str(score.level))
        rows.append(Row(cells=tuple(cells), key=item.id, needs_attention=_is_open(score)))
    table = FigureTable(name=w("Items"), columns=tuple(columns), rows=tuple(rows))
    lines = tuple(_reasons(assessment, card, items, w))
    note = _left_out(card, items, has_levels=has_levels, w=w)
    yield Section(heading=w("Items"), note=note, table=table, lines=lines)


def children_section(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[Section]:
    """Yield the nodes a node is made from, each with its share, or why it has none."""
    below = [part for part in node.parts if not part.is_item]
    if not below:
        return
    rows = []
    for part in below:
        child = card.nodes[part.id]
        why = _excluded_word(part.excluded, w)
        cells = (
            child.short,
            value_of(card, child, w),
            "–" if part.index is None else fraction_text(part.index),
            bounds_of(card, child, w),
            why or fraction_text(part.share),
            level_text(child, w),
        )
        rows.append(Row(cells=cells, key=child.id, needs_attention=bool(why)))
    columns = (
        Column(name=w("Made from"), takes_room=True),
        Column(name=w("Index"), is_number=True),
        Column(name=w("Exact"), is_number=True),
        Column(name=w("Bounds"), is_number=True),
        Column(name=w("Share"), is_number=True),
        Column(name=w("Level"), is_number=True),
    )
    table = FigureTable(name=w("Made from"), columns=columns, rows=tuple(rows))
    yield Section(
        heading=w("Made from"), note=w("Enter or a click shows how one is made."), table=table
    )


def _choices(card: Scorecard, node: NodeScore) -> Iterator[Item]:
    for item in card.questionnaire.nodes[node.id].all_items():
        if item.type == "choice":
            yield item


def _is_open(score: ItemScore) -> bool:
    return score.state in _OPEN


def _value(score: ItemScore) -> str:
    if score.x is not None:
        return fraction_text(score.x)
    return "0–1" if _is_open(score) else "–"


def _left_out(card: Scorecard, items: list[Item], *, has_levels: bool, w: Wording) -> str:
    """Return which items are open and which are not applicable, with what follows."""
    code = card.questionnaire.code
    open_codes = [code(item.id) for item in items if _is_open(card.items[item.id])]
    aside = [code(i.id) for i in items if card.items[i.id].state == "not_applicable"]
    if not open_codes:
        first = w("None open.")
    elif has_levels:
        first = w("{codes} open: 0 for the level, not in the index.", codes=w.listed(open_codes))
    else:
        first = w("{codes} open: not in the index.", codes=w.listed(open_codes))
    second = w("None not applicable.")
    if aside:
        second = w("{codes} not applicable: counted nowhere.", codes=w.listed(aside))
    return f"{first} {second}"


def _reasons(
    assessment: Assessment, card: Scorecard, items: list[Item], w: Wording
) -> Iterator[str]:
    codes: dict[str, list[str]] = {}
    for item in items:
        answer = assessment.answer(item.id)
        if answer.state == "not_applicable" and answer.reason:
            codes.setdefault(answer.reason, []).append(card.questionnaire.code(item.id))
    for reason, grouped in codes.items():
        yield w("{codes} not applicable: {reason}", codes=w.listed(grouped), reason=reason)


def _excluded_word(excluded: Exclusion | None, w: Wording) -> str:
    if excluded is None:
        return ""
    return {
        "open": w("open"),
        "not_applicable": w("not applicable"),
        "nothing_answered": w("nothing answered"),
        "no_index": w("no index of its own"),
        "not_rated": w("not rated"),
        "nothing_applicable": w("nothing applicable"),
    }[excluded]
