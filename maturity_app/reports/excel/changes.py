"""Comparison and Changes: this wave beside the last one, on the items common to both."""

from collections.abc import Iterator

from maturity_app.domain.comparison import AnswerChange, Comparison
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis, shows_index
from maturity_app.reports.excel.level_cells import shown_as_level
from maturity_app.reports.excel.profile import common_values
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, number
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.mapping import how_word
from maturity_app.reports.phrases import said_word
from maturity_app.wording import ENGLISH, Wording


def _columns(w: Wording) -> tuple[Column, ...]:
    one, count = Style.ONE, Style.COUNT
    described = (
        ("node", w("Node"), Style.TEXT, 18, w("Permanent id of the node.")),
        ("code", w("Code"), Style.TEXT, 8, w("The dimension's code.")),
        ("title", w("Measure"), Style.LONG, 36, w("Dimension or group.")),
        ("common", w("Common items"), count, 10,
         w("Items that both waves have in the same revision.")),
        ("union", w("All items"), count, 9, w("Items that either wave has.")),
        ("overlap", w("Overlap"), Style.PERCENT, 9, w("Common ÷ all items.")),
        ("used", w("Items used"), count, 9, w("Common items answered in both waves.")),
        ("comparable", w("Comparable"), Style.CENTRE, 12,
         w("Whether the indices may be compared.")),
        ("earlier", w("Earlier: index"), one, 10, w("The earlier wave's index on the items used.")),
        ("later", w("Later: index"), one, 10, w("The later wave's index on the items used.")),
        ("difference", w("Difference"), Style.SIGNED, 11, w("Later less earlier.")),
        ("step", w("One item's step"), one, 10,
         w("How far one answer one option higher moves the index at most.")),
        ("earlier_level", w("Earlier: level"), one, 9,
         w("The earlier wave's level on the items used.")),
        ("later_level", w("Later: level"), one, 9, w("The later wave's level on the items used.")),
        ("up", w("Answers up"), count, 9, w("Answers that moved up.")),
        ("down", w("Answers down"), count, 9, w("Answers that moved down.")),
        ("said", w("What may be said"), Style.LONG, 44, w("The change in words.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


COMPARISON = Grid("Comparison", tuple(column.id for column in _columns(ENGLISH)))


def comparison_sheet(basis: Basis, compared: Comparison) -> Sheet:
    """Return every node of both waves on their common items, the differences as formulas."""
    earlier, later = compared.assessments[0].wave.label, compared.assessments[-1].wave.label
    return Sheet(
        name="Comparison",
        meaning=basis.w(
            "{earlier} and {later} on their common items.", earlier=earlier, later=later
        ),
        columns=_columns(basis.w),
        rows=[
            _row(basis, compared, node_id, row)
            for row, node_id in enumerate(compared.nodes, start=2)
        ],
        frozen_columns=3,
        hidden=_unused(basis),
    )


def _unused(basis: Basis) -> frozenset[str]:
    """Return the columns that no node fills."""
    nodes, unused = basis.questionnaire.nodes.values(), set()
    if not basis.has_levels:
        unused |= {"earlier_level", "later_level"}
    if not any(shows_index(node) for node in nodes):
        unused |= {"earlier", "later", "difference", "step"}
    if not any(node.code for node in nodes):
        unused.add("code")
    return frozenset(unused)


def _row(basis: Basis, compared: Comparison, node_id: str, row: int) -> Row:
    node, w = compared.nodes[node_id], basis.w
    score = node.sides[-1]
    has_index = shows_index(basis.questionnaire.nodes[node_id])
    earlier, later = common_values(node) if has_index else (None, None)
    first, last = COMPARISON.here("earlier", row), COMPARISON.here("later", row)
    union = COMPARISON.here("union", row)
    share = f"IF({union}=0,0,{COMPARISON.here('common', row)}/{union})"
    is_both = f"AND(ISNUMBER({first}),ISNUMBER({last}))"
    below = {item.id for item in basis.questionnaire.nodes[node_id].all_items()}
    moves = [change.difference > 0 for change in compared.changes if change.item in below]
    width = score.scale.max - score.scale.min
    difference = None if earlier is None or later is None else later - earlier
    return (
        node_id,
        score.code,
        score.title,
        node.common,
        node.union,
        Live(share, node.overlap),
        node.used,
        w("yes") if node.is_comparable else w("no"),
        earlier,
        later,
        Live(f'IF({is_both},{last}-{first},"")', difference),
        node.step * width if has_index else None,
        shown_as_level(node.levels[0]),
        shown_as_level(node.levels[-1]),
        sum(moves),
        len(moves) - sum(moves),
        phrases.moved(node, compared, w),
    )


# --- changed items -----------------------------------------------------------------------


def _change_columns(w: Wording) -> tuple[Column, ...]:
    described = (
        ("item_id", w("Item id"), Style.TEXT, 18, w("Permanent id of the item.")),
        ("code", w("Code"), Style.TEXT, 8, w("The item's number as people see it.")),
        ("statement", w("Statement"), Style.LONG, 56, w("The question's text.")),
        ("earlier", w("Earlier"), Style.TEXT, 18, w("The earlier answer.")),
        ("later", w("Later"), Style.TEXT, 18, w("The later answer.")),
        ("earlier_x", w("Earlier: x"), Style.EXACT, 10,
         w("What the earlier answer counts, 0 to 1.")),
        ("later_x", w("Later: x"), Style.EXACT, 10, w("What the later answer counts, 0 to 1.")),
        ("difference", w("Difference"), Style.EXACT, 11, w("Later less earlier.")),
        ("direction", w("Direction"), Style.TEXT, 12,
         w("Up or down, or why the item is in neither figure.")),
        ("reason", w("Reason given"), Style.LONG, 26, w("Why the answer differs.")),
        ("evidence", w("Evidence"), Style.LONG, 44, w("Evidence for the later answer.")),
        ("improved", w("Improved"), Style.CENTRE, 11,
         w("yes only where practice changed, upwards, with evidence.")),
        ("how", w("Since then"), Style.TEXT, 14,
         w("What a mapping says became of the item since; empty where it is the same.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


CHANGES = Grid("Changes", tuple(column.id for column in _change_columns(ENGLISH)))


def changes_sheet(basis: Basis, compared: Comparison) -> Sheet:
    """Return the answers that differ, and the common items left out of the comparison."""
    return Sheet(
        name="Changes",
        meaning=basis.w(
            "Answers that differ from the last wave, and items left out of the comparison."
        ),
        columns=_change_columns(basis.w),
        rows=[*_changed(basis, compared), *_left_out(basis, compared)],
        has_filter=True,
        frozen_columns=2,
    )


def _changed(basis: Basis, compared: Comparison) -> Iterator[Row]:
    w = basis.w
    for row, change in enumerate(compared.changes, start=2):
        first, last = CHANGES.here("earlier_x", row), CHANGES.here("later_x", row)
        yield (
            *_asked(basis, change.item),
            *_options(basis, change),
            Live(f"{last}-{first}", change.difference),
            f"▲ {w('up')}" if change.difference > 0 else f"▼ {w('down')}",
            phrases.change_reason_word(change.reason, w),
            basis.assessment.answer(change.item).evidence,
            w("yes") if change.is_improvement else "",
            "" if change.how == "same" else how_word(change.how, w),
        )


def _asked(basis: Basis, item_id: str) -> tuple[str, str, str]:
    definition = basis.questionnaire
    return item_id, definition.code(item_id), definition.items[item_id].text


def _options(basis: Basis, change: AnswerChange) -> Iterator[Cell]:
    yield from map(basis.w.listed, (change.earlier_labels, change.later_labels))
    yield from map(number, (change.earlier_x, change.later_x))


def _left_out(basis: Basis, compared: Comparison) -> Iterator[Row]:
    w = basis.w
    for left in compared.left_out:
        sides = [
            w.listed(_said(compared, side, item_id, w) for item_id in left.given[side])
            for side in (0, -1)
        ]
        why = w("newly not applicable") if left.newly_not_applicable else w("left out")
        evidence = basis.assessment.answer(left.item).evidence
        yield (
            *_asked(basis, left.item),
            *sides,
            None,
            None,
            None,
            f"– {why}",
            "",
            evidence,
            "",
            "",
        )


def _said(compared: Comparison, side: int, item_id: str, w: Wording) -> str:
    assessment, card = compared.assessments[side], compared.own[side]
    return said_word(assessment.questionnaire, assessment.answer(item_id), card.items[item_id], w)
