"""What stands behind a cell of a comparison: its items with the answers of both sides."""

from collections.abc import Iterable, Sequence

from maturity_app.domain.comparison import AnswerChange, Comparison, Related
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.mapping import how_word
from maturity_app.reports.phrases import (
    change_reason_word,
    moved,
    not_comparable,
    said_word,
    sentence,
    status_word,
)
from maturity_app.reports.related import related_name, why_not_common
from maturity_app.ui.models.beside import SideCell
from maturity_app.ui.models.change_rows import PairCell
from maturity_app.ui.models.changes import left_out_word, marked_name
from maturity_app.ui.models.figures import Column, Figure, FigureTable, Row
from maturity_app.ui.models.trace import Crumb, Trace
from maturity_app.ui.models.trace_parts import Section
from maturity_app.wording import Wording

_MOST_BESIDE = 3
"""Up to how many units' answers stand beside each other; more are shown one by one."""


def items_behind(cell: object, w: Wording) -> Trace | None:
    """Return the items that a cell of a comparison was made of; None for any other cell."""
    if isinstance(cell, PairCell):
        return _of_pair(cell, w)
    return _of_side(cell, w) if isinstance(cell, SideCell) else None


# --- two waves of a unit -----------------------------------------------------------------


def _of_pair(cell: PairCell, w: Wording) -> Trace:
    pair, node_id = cell
    below = _items_below(pair, node_id)
    changed = [change for change in pair.changes if change.item in below]
    first, last = pair.assessments[0], pair.assessments[-1]
    waves = f"{first.wave.label} → {last.wave.label}"
    parts = [
        _said(pair, node_id, w),
        _changed_section(pair, changed, w),
        _alike_section(pair, below - _moved_items(pair, changed), w),
        _out_section(pair, below, w),
    ]
    return Trace(
        figure=Figure("node", node_id),
        crumbs=(Crumb(text=f"{last.unit.name}, {waves}", figure=None),),
        title=pair.nodes[node_id].sides[-1].title,
        sections=tuple(part for part in parts if part is not None),
    )


def _said(pair: Comparison, node_id: str, w: Wording) -> Section:
    node = pair.nodes[node_id]
    scale = node.sides[-1].scale
    lines = [sentence(moved(node, pair, w)) + "."]
    first, last = node.indices[0], node.indices[-1]
    if first is not None and last is not None:
        earlier, later = w.number(scale.of(first)), w.number(scale.of(last))
        lines.append(w("Index {earlier} → {later}.", earlier=earlier, later=later))
    return Section(heading=w("What may be said"), lines=(*lines, _shared_words(pair, node_id, w)))


def _shared_words(compared: Comparison, node_id: str, w: Wording) -> str:
    node = compared.nodes[node_id]
    return w(
        "{common} of {union} questions common ({share}), {used} of them answered on each side.",
        common=node.common,
        union=node.union,
        share=w.percent(node.overlap),
        used=node.used,
    )


def _changed_section(
    pair: Comparison, changed: Sequence[AnswerChange], w: Wording
) -> Section | None:
    rows = [
        Row(
            cells=(
                marked_name(_item_name(pair, change.item), change, w),
                " → ".join(map(w.listed, (change.earlier_labels, change.later_labels))),
                _why(pair, change, w),
            ),
            key=change.item,
        )
        for change in changed
    ]
    columns = (
        Column(name=w("Item"), takes_room=True),
        Column(name=w("Before → after")),
        Column(name=w("Reason and evidence"), takes_room=True),
    )
    return _section(w("Changed answers"), columns, rows)


def _moved_items(pair: Comparison, changed: Sequence[AnswerChange]) -> set[str]:
    """Return the items behind changes; of what was split or merged all of them."""
    items = {change.item for change in changed}
    parts = (one.items for one in pair.related if not items.isdisjoint(one.items))
    return items.union(*parts)


def _why(pair: Comparison, change: AnswerChange, w: Wording) -> str:
    reason = change_reason_word(change.reason, w)
    evidence = pair.assessments[-1].answer(change.item).evidence.splitlines()
    given = "; ".join(line.strip() for line in evidence if line.strip())
    return w.labelled(reason, given) if given else f"{reason}; {w('no evidence')}"


def _alike_section(pair: Comparison, below: set[str], w: Wording) -> Section | None:
    shown = pair.scorecards[-1].items
    alike = [item_id for item_id in pair.own[-1].items if item_id in below and item_id in shown]
    wholes = dict.fromkeys(_whole_of(pair, item_id) for item_id in alike)
    told = {whole: _answers_of(pair, whole, w) for whole in wholes}
    rows = [
        Row(cells=(_whole_name(pair, whole, w), " → ".join(words)), key=whole.items[0])
        for whole, words in told.items()
    ]
    is_both = all(len(words) == 1 for words in told.values())
    heading = w("Answer in both") if is_both else w("Before → after")
    columns = (Column(name=w("Item"), takes_room=True), Column(name=heading))
    return _section(w("Answered alike"), columns, rows)


def _whole_of(pair: Comparison, item_id: str) -> Related:
    """Return what an item is compared as: mostly itself, or what a mapping relates it to."""
    itself = Related(items=(item_id,), earlier=(item_id,), how="same")
    return next((one for one in pair.related if item_id in one.items), itself)


def _whole_name(pair: Comparison, whole: Related, w: Wording) -> str:
    """Return the name of what is compared as one, with what a mapping says became of it."""
    if whole.how == "same":
        return _item_name(pair, whole.items[0])
    return f"{related_name(pair, whole)} ({how_word(whole.how, w)})"


def _answers_of(pair: Comparison, whole: Related, w: Wording) -> list[str]:
    """Return the answer in both waves, or that of each where they have other words for it."""
    later = w.listed(_answer(pair, -1, item_id, w) for item_id in whole.items)
    if whole.how == "same":
        return [later]
    earlier = w.listed(_answer(pair, 0, item_id, w) for item_id in whole.earlier)
    return list(dict.fromkeys((earlier, later)))


def _out_section(compared: Comparison, below: set[str], w: Wording) -> Section | None:
    rows = [
        Row(
            cells=(
                _whole_name(compared, _whole_of(compared, left.item), w),
                left_out_word(left, w),
            ),
            key=left.item,
        )
        for left in compared.left_out
        if left.item in below
    ]
    rows += [
        Row(
            cells=(_item_name(compared, item_id), why_not_common(compared, item_id, w)), key=item_id
        )
        for item_id in compared.not_common
        if item_id in below
    ]
    columns = (Column(name=w("Item"), takes_room=True), Column(name=w("Why"), takes_room=True))
    return _section(w("Not compared"), columns, rows)


# --- units beside each other -------------------------------------------------------------


def _of_side(cell: SideCell, w: Wording) -> Trace:
    between, node_id, side = cell
    node = between.nodes[node_id]
    sides = [*range(len(between.assessments))] if side is None else [side]
    if len(sides) > _MOST_BESIDE:
        sides = []
    of_one = between.assessments[side].unit.name if side is not None else ""
    lines = [] if node.is_comparable else [sentence(not_comparable(node, w)) + "."]
    parts = [
        Section(heading=w("What is compared"), lines=(*lines, _shared_words(between, node_id, w))),
        _answers_section(between, _items_below(between, node_id), sides, w),
    ]
    return Trace(
        figure=Figure("node", node_id),
        crumbs=(Crumb(text=of_one or w("Units side by side"), figure=None),),
        title=node.sides[-1].title,
        sections=tuple(part for part in parts if part is not None),
    )


def _answers_section(
    between: Comparison, below: set[str], sides: Sequence[int], w: Wording
) -> Section | None:
    shared = between.scorecards[-1].items
    rows = []
    asked = dict.fromkeys(item for definition in _definitions(between) for item in definition.items)
    for item_id in asked:
        if item_id in below and sides:
            counts = w("yes") if item_id in shared else w("no")
            answers = (_answer(between, number, item_id, w) for number in sides)
            rows.append(Row(cells=(_item_name(between, item_id), *answers, counts), key=item_id))
    columns = [Column(name=w("Item"), takes_room=True)]
    columns += [Column(name=_side_name(between, number, w), takes_room=True) for number in sides]
    return _section(w("Answers"), (*columns, Column(name=w("Compared"))), rows)


def _answer(between: Comparison, number: int, item_id: str, w: Wording) -> str:
    record, card = between.assessments[number], between.own[number]
    if item_id not in record.questionnaire.items:
        return w("not asked")
    return said_word(record.questionnaire, record.answer(item_id), card.items[item_id], w)


def _side_name(between: Comparison, number: int, w: Wording) -> str:
    record = between.assessments[number]
    name = f"{record.unit.name}, {record.wave.label}"
    return f"{name} ({status_word('draft', w)})" if record.is_draft else name


# --- both --------------------------------------------------------------------------------


def _items_below(compared: Comparison, node_id: str) -> set[str]:
    """Return the items to choose answers of that stand under a node on any side."""
    return {
        item.id
        for definition in _definitions(compared)
        if (node := definition.nodes.get(node_id)) is not None
        for item in node.all_items()
        if item.type == "choice"
    }


def _item_name(compared: Comparison, item_id: str) -> str:
    """Return an item's number and title from the newest questionnaire that has it."""
    for definition in reversed(_definitions(compared)):
        item = definition.items.get(item_id)
        if item is not None:
            return f"{definition.code(item_id)} {item.title}"
    return item_id


def _definitions(compared: Comparison) -> list[Questionnaire]:
    """Return what the sides answer, side by side; thousands need not be scored again for it."""
    return [assessment.questionnaire for assessment in compared.own.assessments]


def _section(heading: str, columns: Sequence[Column], rows: Iterable[Row]) -> Section | None:
    table = FigureTable(name=heading, columns=tuple(columns), rows=tuple(rows))
    return Section(heading=heading, table=table) if table.rows else None
