"""The items, or the nodes below, that a node's figures are made from."""

from collections.abc import Callable, Iterator, Sequence

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Aggregate, Item
from maturity_app.domain.scorecard import ItemScore, NodeScore, Part, Scorecard
from maturity_app.reports.phrases import level_text
from maturity_app.reports.rules import asked_word, condition_text, exclusion_word
from maturity_app.ui.models.figures import (
    Column,
    FigureTable,
    Row,
    bounds_of,
    fraction_text,
    has_levels,
    value_of,
)
from maturity_app.ui.models.trace_parts import Section
from maturity_app.wording import Wording

_OPEN = ("not_answered", "dont_know")


def first_open(card: Scorecard, node: NodeScore) -> str | None:
    """Return the first item below a node that can be answered and is open."""
    choices = (item.id for item in _choices(card, node))
    is_open = (i for i in choices if _is_open(card.items[i]) and not card.items[i].is_pending)
    return next(is_open, None)


# --- items -------------------------------------------------------------------------------


def items_section(
    assessment: Assessment, card: Scorecard, node: NodeScore, w: Wording
) -> Iterator[Section]:
    """Yield the items of a node, each with its value and share, or why it has none."""
    items = list(_choices(card, node))
    if not items:
        return
    parts = {part.id: part for part in node.parts if part.is_item}
    is_levelled = has_levels(card, node)
    weights = {item.weight for item in items}
    rows = []
    for item in items:
        score = card.items[item.id]
        cells = [
            card.questionnaire.code(item.id),
            item.title,
            asked_word(card, item.id, assessment.answer(item.id), w),
            _value(card, score, parts.get(item.id)),
        ]
        if len(weights) > 1:
            cells.append(fraction_text(item.weight))
        cells.append(_item_share(parts.get(item.id)))
        if is_levelled:
            cells.append("–" if score.level is None else str(score.level))
        rows.append(Row(cells=tuple(cells), key=item.id, needs_attention=_is_open(score)))
    columns = _item_columns(has_weights=len(weights) > 1, has_levels=is_levelled, w=w)
    note = _left_out(card, items, has_levels=is_levelled, w=w)
    if len(weights) == 1:
        note = w("{note} Each weighs {weight}.", note=note, weight=fraction_text(weights.pop()))
    yield Section(
        heading=w("Items"),
        note=note,
        table=FigureTable(name=w("Items"), columns=columns, rows=tuple(rows)),
        lines=tuple(_remarks(assessment, card, items, w)),
    )


def _item_columns(*, has_weights: bool, has_levels: bool, w: Wording) -> tuple[Column, ...]:
    columns = [
        Column(name=w("Item")),
        Column(name=w("Statement"), takes_room=True),
        Column(name=w("Answer"), takes_room=True),
        Column(name=w("Value"), is_number=True),
    ]
    heads = [w("Weight")] if has_weights else []
    heads.append(w("Share"))
    if has_levels:
        heads.append(w("Level"))
    columns += [Column(name=head, is_number=True) for head in heads]
    return tuple(columns)


def _choices(card: Scorecard, node: NodeScore) -> Iterator[Item]:
    local = card.questionnaire.local_nodes
    for below in card.questionnaire.nodes[node.id].walk():
        # What the unit added counts in nothing above it.
        if node.is_local or below.id not in local:
            yield from (item for item in below.items if item.type == "choice")


def _is_open(score: ItemScore) -> bool:
    return score.state in _OPEN


def _value(card: Scorecard, score: ItemScore, part: Part | None) -> str:
    """Return an item's value from 0 to 1, or what it may still become; in a sum its points."""
    aggregate = card.questionnaire.nodes[score.parent].aggregate
    scale = part.scale if part is not None and aggregate == "sum" else None
    if score.x is not None:
        return fraction_text(scale.of(score.x) if scale else score.x)
    if not _is_open(score):
        return "–"
    return f"{fraction_text(scale.min)}–{fraction_text(scale.max)}" if scale else "0–1"


def _item_share(part: Part | None) -> str:
    """Return what an item counts for of all that count; why it does not, its answer says."""
    return "–" if part is None or part.excluded is not None else fraction_text(part.share)


def _share(part: Part, w: Wording) -> str:
    """Return what a node counts for of all that count, or why it does not count."""
    if part.excluded is not None:
        return exclusion_word(part.excluded, w)
    return fraction_text(part.share)


def _left_out(card: Scorecard, items: list[Item], *, has_levels: bool, w: Wording) -> str:
    """Return which items are open, not applicable or not asked, with what follows."""
    code = card.questionnaire.code

    def coded(is_one: Callable[[ItemScore], bool]) -> str:
        return w.listed(code(item.id) for item in items if is_one(card.items[item.id]))

    open_codes = coded(_is_open)
    aside = coded(lambda score: score.state == "not_applicable")
    if not open_codes:
        first = w("None open.")
    elif card.questionnaire.missing == "lowest":
        first = w("{codes} open: counted as lowest.", codes=open_codes)
    elif has_levels:
        first = w("{codes} open: 0 for the level, not in the index.", codes=open_codes)
    else:
        first = w("{codes} open: not in the index.", codes=open_codes)
    second = w("None not applicable.")
    if aside:
        second = w("{codes} not applicable: counted nowhere.", codes=aside)
    return f"{first} {second}"


def _remarks(
    assessment: Assessment, card: Scorecard, items: Sequence[Item], w: Wording
) -> Iterator[str]:
    """Yield what the table does not say: other ends of scales, grounds, conditions."""
    code = card.questionnaire.code
    turned = [code(item.id) for item in items if item.reversed]
    if turned:
        yield w("{codes} reversed: the highest answer counts 0.", codes=w.listed(turned))
    grounds: dict[str, list[str]] = {}
    for item in items:
        answer = assessment.answer(item.id)
        if card.items[item.id].state == "not_applicable" and answer.reason:
            grounds.setdefault(answer.reason, []).append(code(item.id))
    for reason, grouped in grounds.items():
        yield w("{codes} not applicable: {reason}", codes=w.listed(grouped), reason=reason)
    yield from _waiting(card, items, w)


def _waiting(card: Scorecard, items: Sequence[Item], w: Wording) -> Iterator[str]:
    """Yield why items are not asked, or not yet."""
    waiting: dict[str, list[str]] = {}
    for item in items:
        score = card.items[item.id]
        if item.show_when is None or not (score.is_pending or score.state == "hidden"):
            continue
        condition = condition_text(card.questionnaire, item.show_when, w)
        if score.is_pending:
            why = w("asked if {condition}, which is open; open itself until then",
                    condition=condition)  # fmt: skip
        else:
            why = w("asked only if {condition}; not asked, and counted nowhere",
                    condition=condition)  # fmt: skip
        waiting.setdefault(why, []).append(card.questionnaire.code(item.id))
    for why, codes in waiting.items():
        yield w("{codes}: {why}.", codes=w.listed(codes), why=why)


# --- nodes below -------------------------------------------------------------------------


def children_section(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[Section]:
    """Yield the nodes a node is made from, each with weight and share, or why it has none."""
    below = [part for part in node.parts if not part.is_item]
    if not below:
        return
    aggregate = card.questionnaire.nodes[node.id].aggregate
    columns = [
        Column(name=w("Made from"), takes_room=True),
        Column(name=w("Value"), is_number=True),
    ]
    heads = [w("Bounds")]
    if aggregate is not None:
        heads.append(w("Points") if aggregate == "sum" else w("Exact"))
        heads += [w("Weight"), w("Share")] if _uses_weights(aggregate) else [w("Share")]
    if any(has_levels(card, card.nodes[part.id]) for part in below):
        heads.append(w("Level"))
    columns += [Column(name=head, is_number=True) for head in heads]
    rows = []
    for part in below:
        cells = _child_cells(card, aggregate, part, w)
        is_out = part.excluded is not None and part.excluded != "local"
        row = Row(cells=tuple(cells[: len(columns)]), key=part.id, needs_attention=is_out)
        rows.append(row)
    heading = w("Made from") if aggregate is not None else w("What stands below")
    table = FigureTable(name=heading, columns=tuple(columns), rows=tuple(rows))
    yield Section(heading=heading, note=w("Enter or a click shows how one is made."), table=table)


def _child_cells(card: Scorecard, aggregate: Aggregate | None, part: Part, w: Wording) -> list[str]:
    """Return what a node's row says; the level stands last, for those who show it."""
    child = card.nodes[part.id]
    cells = [child.short, value_of(card, child, w), bounds_of(card, child, w)]
    if aggregate is not None:
        exact = (
            part.scale.of(part.index)
            if part.index is not None and aggregate == "sum"
            else part.index
        )
        cells.append("–" if exact is None else fraction_text(exact))
        cells += [fraction_text(part.weight)] if _uses_weights(aggregate) else []
        cells.append(_share(part, w))
    return [*cells, level_text(child, w)]


def _uses_weights(aggregate: Aggregate | None) -> bool:
    return aggregate in ("mean", "sum")
