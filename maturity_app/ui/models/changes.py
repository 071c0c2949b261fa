"""What a comparison says in words and tables: facts first, then figures and what may be said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from maturity_app.domain.comparison import AnswerChange, Comparison, ItemLeftOut
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.content import ComparisonReport, UnitSeries
from maturity_app.reports.findings import wave_names
from maturity_app.reports.mapping import how_word
from maturity_app.reports.obstacles import obstacle_words
from maturity_app.reports.phrases import (
    change_counts,
    change_reason_word,
    change_reasons,
    drive_change,
    sentence,
)
from maturity_app.reports.related import related_heading, related_rows, why_not_common
from maturity_app.reports.side_by_side import unit_mark
from maturity_app.ui.models.change_rows import (
    PairCell,
    change_mark,
    change_row,
    change_words,
    group_rows,
    pressure_rows,
)
from maturity_app.ui.models.figures import Column, FigureTable, Mark, Row
from maturity_app.ui.models.trends import compared_nodes
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class PairFacts:
    """What happened between two waves: answers and then their reasons, Drive, the level."""

    waves: str
    counts: str
    reasons: str
    figures: str


def pair_facts(pair: Comparison, w: Wording) -> PairFacts:
    """Return the facts of two waves of one unit."""
    first, last = pair.assessments[0].wave.label, pair.assessments[-1].wave.label
    counts, reasons = sentence(change_counts(pair, w)), change_reasons(pair, w)
    return PairFacts(
        waves=f"{first} → {last}",
        counts=w.labelled(counts, "").rstrip() if reasons else f"{counts}.",
        reasons=f"{reasons}." if reasons else "",
        figures=f"{drive_change(pair, w)}. {level_change(pair, w)}",
    )


def level_change(pair: Comparison, w: Wording) -> str:
    """Return how the headline level changed, or why it is not compared."""
    heads = [card.headline for card in pair.scorecards]
    first, last = heads[0], heads[-1]
    if first is None or last is None:
        return w("This questionnaire has no headline level.")
    if not pair.headline_comparable:
        return w("Level: not compared, because {why}.", why=_why_no_level(pair, w))
    if first.level is None or last.level is None:
        return w("Level: not compared, because one wave has none.")
    earlier, later = w.level(first.level), w.level(last.level)
    return w("Level {earlier} → {later} on the common items.", earlier=earlier, later=later)


def change_table(units: Sequence[UnitSeries], report: ComparisonReport, w: Wording) -> FigureTable:
    """Return the dimensions of the last two waves of each unit that has two."""
    having = [unit for unit in units if unit.pairs]
    # One unit's own table needs no marks; its name stands above.
    count = len(report.units) if len(having) > 1 else 1
    compared = [(unit, unit_mark(report.units.index(unit), count)) for unit in having]
    name = w("Dimensions compared")
    if len(having) == 1 and len(report.units) > 1:
        name = w("{unit}: dimensions compared", unit=having[0].unit.name)
    columns = [Column(name=w("Dimension"), takes_room=True)]
    for unit, mark in compared:
        first, last = wave_names([a.wave for a in unit.pairs[-1].assessments])
        for head in (first, last, w("Change"), w("Answers")):
            title = f"{mark}: {head}" if mark else head
            columns.append(Column(name=title, is_number=head != w("Answers")))
    columns.append(Column(name=w("What may be said"), takes_room=True))
    nodes = compared_nodes(report)
    return FigureTable(
        name=name,
        columns=tuple(columns),
        rows=(
            *group_rows(compared, w),
            *(change_row(compared, node, node.short, w) for node in nodes),
            *pressure_rows(compared, w),
        ),
    )


def change_matrix(report: ComparisonReport, w: Wording) -> FigureTable:
    """Return how each dimension changed in the last two waves of each unit, a unit in a row."""
    nodes = compared_nodes(report)
    having = [unit for unit in report.units if unit.pairs]
    drive = having[0].pairs[-1].own[-1].drive if having else None
    shown = [*([drive] if drive else []), *nodes]
    columns = [Column(name=w("Unit"), takes_room=True), Column(name=w("Waves"))]
    columns += [Column(name=node.code or node.short, is_number=True) for node in shown]
    rows = []
    for unit in having:
        pair = unit.pairs[-1]
        waves = " → ".join(wave_names([a.wave for a in pair.assessments]))
        ones = [pair.nodes.get(node.id) for node in shown]
        rows.append(
            Row(
                cells=(unit.unit.name, waves, *(change_words(one, w) for one in ones)),
                key=unit.unit.id,
                marks=("", "", *(change_mark(one) if one else "" for one in ones)),
                opens=(None, None, *(PairCell(pair, node.id) for node in shown)),
            )
        )
    name = w("Change of each unit's last two waves")
    return FigureTable(name=name, columns=tuple(columns), rows=tuple(rows))


def changed_items(report: ComparisonReport, w: Wording) -> FigureTable:
    """Return every changed answer with its reason and whether there is evidence."""
    rows = []
    for where, pair in _pairs(report):
        questionnaire = pair.own[-1].questionnaire
        for change in pair.changes:
            labels = map(w.listed, (change.earlier_labels, change.later_labels))
            cells = (
                where,
                marked_name(_item_name(pair, change.item), change, w),
                " → ".join(labels),
                change_reason_word(change.reason, w),
                w("given") if change.has_evidence else w("none"),
            )
            marks: tuple[Mark, ...] = ("", "", _change_mark(questionnaire, change))
            rows.append(Row(cells=cells, key=change.item, marks=marks))
    columns = (
        Column(name=w("Waves")),
        Column(name=w("Item"), takes_room=True),
        Column(name=w("Before → after")),
        Column(name=w("Reason")),
        Column(name=w("Evidence")),
    )
    return _without_waves(FigureTable(name=w("Changed answers"), columns=columns, rows=tuple(rows)))


def marked_name(name: str, change: AnswerChange, w: Wording) -> str:
    """Return an item's name, marked where a mapping says that it is not simply the same."""
    return name if change.how == "same" else f"{name} ({how_word(change.how, w)})"


def related_items(report: ComparisonReport, w: Wording) -> FigureTable:
    """Return between which versions waves are compared, and what became of items in between."""
    rows = [
        Row(cells=(where, name, words), key=str(number))
        for where, pair in _pairs(report)
        for number, (name, words) in enumerate(related_rows(pair, w))
    ]
    columns = (
        Column(name=w("Waves")),
        Column(name=w("Since then")),
        Column(name=w("Items"), takes_room=True),
    )
    return _without_waves(FigureTable(name=related_heading(w), columns=columns, rows=tuple(rows)))


def left_out_items(report: ComparisonReport, w: Wording) -> FigureTable:
    """Return every item that is not compared, with why."""
    rows = []
    for where, pair in _pairs(report):
        for left in pair.left_out:
            cells = (where, _item_name(pair, left.item), left_out_word(left, w))
            rows.append(Row(cells=cells, key=left.item))
        for item_id in pair.not_common:
            why = why_not_common(pair, item_id, w)
            rows.append(Row(cells=(where, _item_name(pair, item_id), why), key=item_id))
    columns = (
        Column(name=w("Waves")),
        Column(name=w("Item"), takes_room=True),
        Column(name=w("Why"), takes_room=True),
    )
    return _without_waves(FigureTable(name=w("Not compared"), columns=columns, rows=tuple(rows)))


def left_out_word(left: ItemLeftOut, w: Wording) -> str:
    """Return why a common item is left out of both waves."""
    if left.newly_not_applicable:
        return w("newly set aside as not applicable")
    return {
        "open": w("open in one of the two waves"),
        "not_applicable": w("not applicable in one of the two waves"),
        "hidden": w("not asked in one of the two waves"),
    }[left.why]


def _without_waves(table: FigureTable) -> FigureTable:
    """Return a table without its first column where that says the same in every row."""
    if len({row.cells[0] for row in table.rows}) > 1:
        return table
    rows = (replace(row, cells=row.cells[1:], marks=row.marks[1:]) for row in table.rows)
    return replace(table, columns=table.columns[1:], rows=tuple(rows))


def _change_mark(questionnaire: Questionnaire, change: AnswerChange) -> Mark:
    """Return a triangle, but none for pressure, which is neither better nor worse."""
    node = questionnaire.dimension_of(change.item)
    if node is not None and node.kind == "pressure":
        return ""
    return "up" if change.difference > 0 else "down"


def _pairs(report: ComparisonReport) -> Iterator[tuple[str, Comparison]]:
    """Yield every pair of waves with its name, units in their order."""
    count = len(report.units)
    for number, unit in enumerate(report.units):
        mark = unit_mark(number, count)
        for pair in unit.pairs:
            waves = " → ".join(a.wave.label for a in pair.assessments)
            yield (f"{mark}: {waves}" if mark else waves), pair


def _item_name(pair: Comparison, item_id: str) -> str:
    """Return an item's number and title from the newest questionnaire that has it."""
    for card in reversed(pair.own):
        item = card.questionnaire.items.get(item_id)
        if item is not None:
            return f"{card.questionnaire.code(item_id)} {item.title}"
    return item_id


def _why_no_level(pair: Comparison, w: Wording) -> str:
    """Return the first practice or safeguard that keeps the headline from being compared."""
    obstacle = pair.headline_obstacle
    if obstacle is None or obstacle.node not in pair.nodes:
        return w("nothing has a level")
    latest = pair.scorecards[-1]
    words = obstacle_words(obstacle, latest.questionnaire, w)
    return w.labelled(latest.nodes[obstacle.node].short, words)
