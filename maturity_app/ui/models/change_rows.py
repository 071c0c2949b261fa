"""The rows of a table of changes: Drive and Safeguards, the dimensions, then Pressure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from maturity_app.domain.comparison import Comparison, NodeComparison
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.content import UnitSeries
from maturity_app.reports.phrases import moved
from maturity_app.ui.models.figures import Mark, Row
from maturity_app.wording import Wording

Compared = Sequence[tuple[UnitSeries, str]]
"""Units with two waves, each with its mark."""


CELLS = 4
"""How many cells there are of each unit: two values, the change, the answers."""


class PairCell(NamedTuple):
    """What a cell of the changes opens: a node in a pair of waves of a unit."""

    pair: Comparison
    node: str


def group_rows(compared: Compared, w: Wording) -> Iterator[Row]:
    """Yield Drive and Safeguards, as far as there are any."""
    card = compared[0][0].pairs[-1].own[-1] if compared else None
    if card is None:
        return
    untestable = w("not testable: one record per wave")
    if card.drive is not None:
        name = w("{drive} index", drive=card.drive.short)
        yield _with(change_row(compared, card.drive, name, w), untestable)
    if card.safeguards is not None:
        row = change_row(compared, card.safeguards, w("Safeguards index"), w)
        yield _with(row, untestable)


def pressure_rows(compared: Compared, w: Wording) -> Iterator[Row]:
    """Yield Pressure, if it is asked."""
    card = compared[0][0].pairs[-1].own[-1] if compared else None
    if card is None or card.pressure is None:
        return
    row = change_row(compared, card.pressure, w("Pressure index"), w)
    # More pressure is neither better nor worse: a triangle would mislead.
    yield _with(replace(row, marks=()), w("more is harder, not worse"))


def change_row(compared: Compared, node: NodeScore, name: str, w: Wording) -> Row:
    """Return how one node changed in each unit."""
    cells, said = [name], []
    marks: list[Mark] = [""]
    opens: list[PairCell] = []
    for unit, mark in compared:
        pair = unit.pairs[-1]
        opens += [PairCell(pair, node.id)] * CELLS
        one = pair.nodes.get(node.id)
        if one is None:
            cells += ["–"] * CELLS
            marks += [""] * CELLS
            said.append((mark, w("not comparable")))
            continue
        values = ["–" if i is None else w.number(node.scale.of(i)) for i in one.indices]
        cells += [*values, change_words(one, w), _counts(pair, node, one, w)]
        marks += ["", "", change_mark(one), ""]
        said.append((mark, _said(one, pair, w)))
    # What stands at the ends is of all units; it opens the first one's.
    return Row(
        cells=(*cells, _together(said)),
        key=node.id,
        marks=tuple(marks),
        opens=(opens[0], *opens, opens[0]),
    )


def _said(one: NodeComparison, pair: Comparison, w: Wording) -> str:
    """Return what may be said of a change; on how many questions, where it is not on all."""
    words = moved(one, pair, w)
    if one.grade != "most":
        return words
    return w("{said}, on {used} of {union} questions", said=words, used=one.used, union=one.union)


def change_words(one: NodeComparison | None, w: Wording) -> str:
    """Return a difference with its sign, on the node's own scale."""
    if one is None or one.difference is None:
        return "–"
    scale = one.sides[-1].scale
    return w.signed((scale.max - scale.min) * one.difference)


def change_mark(one: NodeComparison) -> Mark:
    """Return a triangle beyond one item's step, a dash within it."""
    if one.difference is None:
        return ""
    if not one.is_beyond_one_step:
        return "within"
    return "up" if one.difference > 0 else "down"


# --- pieces ------------------------------------------------------------------------------


def _with(row: Row, said: str) -> Row:
    return replace(row, cells=(*row.cells[:-1], said), is_strong=True)


def _together(said: Sequence[tuple[str, str]]) -> str:
    """Return what may be said of each unit; once where it is the same of all."""
    texts = list(dict.fromkeys(text for _, text in said))
    if len(texts) == 1:
        return texts[0]
    return "; ".join(f"{mark}: {text}" for mark, text in said)


def _counts(pair: Comparison, node: NodeScore, one: NodeComparison, w: Wording) -> str:
    if not one.is_comparable:
        return "–"
    below = {item.id for item in pair.own[-1].questionnaire.nodes[node.id].all_items()}
    changes = [change for change in pair.changes if change.item in below]
    up = sum(change.difference > 0 for change in changes)
    return w("{up} up, {down} down", up=up, down=len(changes) - up)
