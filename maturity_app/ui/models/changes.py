"""What a comparison says in words and tables: facts first, then figures and what may be said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from maturity_app.domain.comparison import AnswerChange, Comparison, NodeComparison
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.content import ComparisonReport, UnitSeries
from maturity_app.reports.findings import wave_names
from maturity_app.reports.mapping import how_word
from maturity_app.reports.obstacles import obstacle_words
from maturity_app.reports.phrases import (
    change_counts,
    change_reason_word,
    change_reasons,
    drive_change,
    moved,
    not_comparable,
    sentence,
)
from maturity_app.ui.models.figures import Column, FigureTable, Mark, Row
from maturity_app.ui.models.trends import compared_nodes, unit_letter
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class PairFacts:
    """What happened between two waves: answers with their reasons, Drive, the level."""

    waves: str
    counts: str
    reasons: str
    figures: str


def pair_facts(pair: Comparison, w: Wording) -> PairFacts:
    """Return the facts of two waves of one unit."""
    first, last = pair.assessments[0].wave.label, pair.assessments[-1].wave.label
    return PairFacts(
        waves=f"{first} → {last}",
        counts=sentence(change_counts(pair, w)),
        reasons=change_reasons(pair, w),
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
    # One unit's own table needs no letters; its name stands above.
    count = len(report.units) if len(having) > 1 else 1
    compared = [(unit, unit_letter(report.units.index(unit), count)) for unit in having]
    name = w("Dimensions compared")
    if len(having) == 1 and len(report.units) > 1:
        name = w("{unit}: dimensions compared", unit=having[0].unit.name)
    columns = [Column(name=w("Dimension"), takes_room=True)]
    for unit, letter in compared:
        first, last = wave_names([a.wave for a in unit.pairs[-1].assessments])
        for head in (first, last, w("Change"), w("Answers")):
            title = f"{letter}: {head}" if letter else head
            columns.append(Column(name=title, is_number=head != w("Answers")))
    columns.append(Column(name=w("What may be said"), takes_room=True))
    rows = [_drive_row(compared, w)]
    rows += [_change_row(compared, node, node.short, w) for node in compared_nodes(report)]
    return FigureTable(
        name=name,
        columns=tuple(columns),
        rows=tuple(row for row in rows if row is not None),
    )


def between_table(report: ComparisonReport, w: Wording) -> FigureTable | None:
    """Return the units beside each other on what is common to all; None with one unit."""
    between = report.between
    if between is None:
        return None
    letters = [unit_letter(n, len(report.units)) for n in range(len(report.units))]
    columns = [
        Column(name=w("Dimension"), takes_room=True),
        *(Column(name=letter, is_number=True) for letter in letters),
        Column(name=w("What may be said"), takes_room=True),
    ]
    nodes = [n for n in (between.own[-1].drive, between.own[-1].safeguards) if n is not None]
    rows = []
    for node in [*nodes, *compared_nodes(report)]:
        compared = between.nodes[node.id]
        values = [
            "–" if index is None else w.number(node.scale.of(index)) for index in compared.indices
        ]
        cells = (node.short, *values, _between_said(compared, w))
        rows.append(Row(cells=cells, key=node.id, is_strong=node.kind is None))
    name = w("Units side by side, on what is common to all")
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
                _changed_name(pair, change, w),
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


def left_out_items(report: ComparisonReport, w: Wording) -> FigureTable:
    """Return every item that is not compared, with why."""
    rows = []
    for where, pair in _pairs(report):
        for left in pair.left_out:
            why = w("open in one of the two waves")
            if left.why == "not_applicable":
                why = w("not applicable in one of the two waves")
            if left.why == "hidden":
                why = w("not asked in one of the two waves")
            if left.newly_not_applicable:
                why = w("newly set aside as not applicable")
            rows.append(Row(cells=(where, _item_name(pair, left.item), why), key=left.item))
        for item_id in pair.not_common:
            why = w("a new or changed question")
            rows.append(Row(cells=(where, _item_name(pair, item_id), why), key=item_id))
    columns = (
        Column(name=w("Waves")),
        Column(name=w("Item"), takes_room=True),
        Column(name=w("Why"), takes_room=True),
    )
    return _without_waves(FigureTable(name=w("Not compared"), columns=columns, rows=tuple(rows)))


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
        letter = unit_letter(number, count)
        for pair in unit.pairs:
            waves = " → ".join(a.wave.label for a in pair.assessments)
            yield (f"{letter}: {waves}" if letter else waves), pair


def _item_name(pair: Comparison, item_id: str) -> str:
    """Return an item's number and title from the newest questionnaire that has it."""
    for card in reversed(pair.own):
        item = card.questionnaire.items.get(item_id)
        if item is not None:
            return f"{card.questionnaire.code(item_id)} {item.title}"
    return item_id


def _changed_name(pair: Comparison, change: AnswerChange, w: Wording) -> str:
    """Return an item's name; what is not asked in the same way as before is marked."""
    name = _item_name(pair, change.item)
    if change.how == "same":
        return name
    return w("{item} ({how})", item=name, how=how_word(change.how, w))


def _why_no_level(pair: Comparison, w: Wording) -> str:
    """Return the first practice or safeguard that keeps the headline from being compared."""
    obstacle = pair.headline_obstacle
    if obstacle is None or obstacle.node not in pair.nodes:
        return w("nothing has a level")
    latest = pair.scorecards[-1]
    words = obstacle_words(obstacle, latest.questionnaire, w)
    return w.labelled(latest.nodes[obstacle.node].short, words)


# --- rows --------------------------------------------------------------------------------

_Compared = Sequence[tuple[UnitSeries, str]]


def _drive_row(compared: _Compared, w: Wording) -> Row | None:
    drive = compared[0][0].pairs[-1].own[-1].drive if compared else None
    if drive is None:
        return None
    row = _change_row(compared, drive, w("{drive} index", drive=drive.short), w)
    said = w("not testable: one record per wave")
    if any(unit.pairs[-1].nodes[drive.id].change for unit, _ in compared):
        said = row.cells[-1]
    return Row(cells=(*row.cells[:-1], said), key=row.key, is_strong=True, marks=row.marks)


def _change_row(compared: _Compared, node: NodeScore, name: str, w: Wording) -> Row:
    cells, said = [name], []
    marks: list[Mark] = [""]
    for unit, letter in compared:
        pair = unit.pairs[-1]
        one = pair.nodes.get(node.id)
        if one is None:
            cells += ["–"] * 4
            marks += [""] * 4
            said.append((letter, w("not comparable")))
            continue
        width = node.scale.max - node.scale.min
        values = ["–" if i is None else w.number(node.scale.of(i)) for i in one.indices]
        change = "–" if one.difference is None else w.signed(width * one.difference)
        cells += [*values, change, _counts(pair, node, one, w)]
        marks += ["", "", _mark(one), ""]
        said.append((letter, moved(one, pair, w)))
    return Row(cells=(*cells, _together(said)), key=node.id, marks=tuple(marks))


def _together(said: Sequence[tuple[str, str]]) -> str:
    """Return what may be said of each unit; once where it is the same of all."""
    texts = list(dict.fromkeys(text for _, text in said))
    if len(texts) == 1:
        return texts[0]
    return "; ".join(f"{letter}: {text}" for letter, text in said)


def _mark(one: NodeComparison) -> Mark:
    if one.difference is None:
        return ""
    if not one.is_beyond_one_step:
        return "within"
    return "up" if one.difference > 0 else "down"


def _counts(pair: Comparison, node: NodeScore, one: NodeComparison, w: Wording) -> str:
    if not one.is_comparable:
        return "–"
    below = {item.id for item in pair.own[-1].questionnaire.nodes[node.id].all_items()}
    changes = [change for change in pair.changes if change.item in below]
    up = sum(change.difference > 0 for change in changes)
    return w("{up} up, {down} down", up=up, down=len(changes) - up)


def _between_said(one: NodeComparison, w: Wording) -> str:
    if not one.is_comparable:
        return not_comparable(one, w)
    known = [index for index in one.indices if index is not None]
    if len(known) < len(one.indices):
        return w("no value in one of them")
    if max(known) - min(known) <= one.step:
        return w("within one step")
    return w("apart by more than one step; not testable")
