"""The rows of a table of changes: what is judged as a whole, the dimensions, then Pressure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from maturity_app.domain.comparison import Comparison, NodeComparison
from maturity_app.domain.obstacles import Obstacle
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import UnitSeries
from maturity_app.reports.obstacles import obstacle_words
from maturity_app.reports.phrases import moved, quadrant_word, verdict_word
from maturity_app.ui.models.figures import Mark, Row
from maturity_app.wording import Wording

Compared = Sequence[tuple[UnitSeries, str]]
"""Units with two waves, each with its letter."""

_CELLS = 5
"""How many cells there are of each unit: two values, the change, the answers, what is common."""


class PairCell(NamedTuple):
    """What a cell of the changes opens: a node in a pair of waves of a unit."""

    pair: Comparison
    node: str


def overall_rows(compared: Compared, w: Wording) -> Iterator[Row]:
    """Yield headline, Drive, Safeguards and balance, as far as there are any."""
    if not compared:
        return
    card = compared[0][0].pairs[-1].own[-1]
    if card.headline is not None:
        yield _words_row(compared, w("Headline level"), _headline, w)
    untestable = w("not testable: one record per wave")
    for node, name in (
        (card.drive, w("{drive} index", drive=card.drive.short) if card.drive else ""),
        (card.safeguards, w("Safeguards index")),
    ):
        if node is not None:
            yield _with(change_row(compared, node, name, w), untestable)
    if card.balance is not None:
        yield _words_row(compared, w("Balance"), _balance, w)


def pressure_rows(compared: Compared, w: Wording) -> Iterator[Row]:
    """Yield Pressure and where it meets Drive, as far as there are any."""
    card = compared[0][0].pairs[-1].own[-1] if compared else None
    if card is None or card.pressure is None:
        return
    row = change_row(compared, card.pressure, w("Pressure index"), w)
    # More pressure is neither better nor worse: a triangle would mislead.
    yield _with(replace(row, marks=()), w("more is harder, not worse"))
    if card.quadrant is not None:
        yield _words_row(compared, w("Pressure and Drive"), _quadrant, w)


def change_row(compared: Compared, node: NodeScore, name: str, w: Wording) -> Row:
    """Return how one node changed in each unit."""
    cells, said = [name], []
    marks: list[Mark] = [""]
    opens: list[PairCell] = []
    for unit, letter in compared:
        pair = unit.pairs[-1]
        opens += [PairCell(pair, node.id)] * _CELLS
        one = pair.nodes.get(node.id)
        if one is None:
            cells += ["–"] * _CELLS
            marks += [""] * _CELLS
            said.append((letter, w("not comparable")))
            continue
        values = ["–" if i is None else w.number(node.scale.of(i)) for i in one.indices]
        common = f"{one.used}/{one.union}"
        cells += [*values, change_words(one, w), _counts(pair, node, one, w), common]
        marks += ["", "", change_mark(one), "", ""]
        said.append((letter, moved(one, pair, w)))
    return _opening(name=node.id, cells=(*cells, _together(said)), marks=marks, opens=opens)


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


# --- what is said in words ---------------------------------------------------------------


class _Said(NamedTuple):
    """What two waves say in words, and what keeps them from being compared."""

    words: tuple[str, str]
    obstacle: Obstacle | None


def _headline(pair: Comparison, w: Wording) -> _Said:
    first, last = pair.headlines[0], pair.headlines[-1]
    levels = [None if head is None else head.level for head in (first, last)]
    earlier, later = ("–" if level is None else w.level(level) for level in levels)
    return _Said((earlier, later), pair.headline_obstacle)


def _balance(pair: Comparison, w: Wording) -> _Said:
    cards = (pair.scorecards[0], pair.scorecards[-1])
    earlier, later = (_verdict(pair, card, w) for card in cards)
    return _Said((earlier, later), pair.headline_obstacle)


def _verdict(pair: Comparison, card: Scorecard, w: Wording) -> str:
    if card.balance is None or pair.headline_obstacle is not None:
        return "–"
    return verdict_word(card.balance.verdict, w)


def _quadrant(pair: Comparison, w: Wording) -> _Said:
    if pair.quadrant_obstacle is not None:
        return _Said(("–", "–"), pair.quadrant_obstacle)
    earlier, later = (quadrant_word(pair.quadrants[side], w) for side in (0, -1))
    return _Said((earlier, later), None)


def _words_row(
    compared: Compared, name: str, say: Callable[[Comparison, Wording], _Said], w: Wording
) -> Row:
    cells, said = [name], []
    opens: list[PairCell] = []
    for unit, letter in compared:
        pair = unit.pairs[-1]
        words, obstacle = say(pair, w)
        opens += [PairCell(pair, pair.scorecards[-1].root.id)] * _CELLS
        cells += [*words, "", "", ""]
        said.append((letter, _why(pair, obstacle, w) if obstacle else w("on the common items")))
    row = _opening(name=name, cells=(*cells, _together(said)), marks=(), opens=opens)
    return replace(row, is_strong=True)


def _why(pair: Comparison, obstacle: Obstacle, w: Wording) -> str:
    """Return what is not compared, and why, with the name of the node that hinders it."""
    node = pair.nodes.get(obstacle.node)
    words = obstacle_words(obstacle, pair.scorecards[-1].questionnaire, w)
    why = w.labelled(node.sides[-1].short, words) if node else words
    return w("not compared, because {why}", why=why)


# --- pieces ------------------------------------------------------------------------------


def _with(row: Row, said: str) -> Row:
    return replace(row, cells=(*row.cells[:-1], said), is_strong=True)


def _opening(
    *, name: str, cells: tuple[str, ...], marks: Sequence[Mark], opens: Sequence[PairCell]
) -> Row:
    """Return a row; what stands at its ends is of all units and opens the first one's."""
    return Row(cells=cells, key=name, marks=tuple(marks), opens=(opens[0], *opens, opens[0]))


def _together(said: Sequence[tuple[str, str]]) -> str:
    """Return what may be said of each unit; once where it is the same of all."""
    texts = list(dict.fromkeys(text for _, text in said))
    if len(texts) == 1:
        return texts[0]
    return "; ".join(f"{letter}: {text}" for letter, text in said)


def _counts(pair: Comparison, node: NodeScore, one: NodeComparison, w: Wording) -> str:
    if not one.is_comparable:
        return "–"
    below = {item.id for item in pair.own[-1].questionnaire.nodes[node.id].all_items()}
    changes = [change for change in pair.changes if change.item in below]
    up = sum(change.difference > 0 for change in changes)
    return w("{up} up, {down} down", up=up, down=len(changes) - up)
