"""What two waves of a unit say as a whole, in words: headline, balance, Pressure and Drive."""

from collections.abc import Iterator

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.obstacles import Obstacle
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.obstacles import obstacle_words
from maturity_app.reports.phrases import quadrant_word, verdict_word
from maturity_app.ui.models.change_rows import PairCell
from maturity_app.ui.models.figures import Column, FigureTable, Row
from maturity_app.wording import Wording


def overall_table(report: ComparisonReport, w: Wording) -> FigureTable:
    """Return the last two waves of each unit as a whole, recomputed on their common items."""
    rows = []
    for unit in report.units:
        for row in _rows(unit.pairs[-1], w) if unit.pairs else ():
            named = (unit.unit.name,) if len(report.units) > 1 else ()
            opens = row.opens[: len(named)]
            rows.append(Row(cells=(*named, *row.cells), key=row.key, opens=(*opens, *row.opens)))
    unit_column = [Column(name=w("Unit"), takes_room=True)] if len(report.units) > 1 else []
    columns = (
        *unit_column,
        Column(name=w("Figure"), takes_room=True),
        Column(name=w("Earlier")),
        Column(name=w("Later")),
        Column(name=w("What may be said"), takes_room=True),
    )
    return FigureTable(name=w("As a whole"), columns=columns, rows=tuple(rows))


def _rows(pair: Comparison, w: Wording) -> Iterator[Row]:
    card = pair.scorecards[-1]
    if card.headline is not None:
        heads = (pair.headlines[0], pair.headlines[-1])
        levels = [None if head is None else head.level for head in heads]
        said = ["–" if level is None else w.level(level) for level in levels]
        yield _row(pair, w("Headline level"), said, pair.headline_obstacle, w)
    if card.balance is not None:
        verdicts = [_verdict(one, w) for one in (pair.scorecards[0], card)]
        yield _row(pair, w("Balance"), verdicts, pair.headline_obstacle, w)
    if card.quadrant is not None:
        words = [quadrant_word(pair.quadrants[side], w) for side in (0, -1)]
        yield _row(pair, w("Pressure and Drive"), words, pair.quadrant_obstacle, w)


def _verdict(card: Scorecard, w: Wording) -> str:
    return verdict_word(card.balance.verdict, w) if card.balance else "–"


def _row(
    pair: Comparison, name: str, said: list[str], obstacle: Obstacle | None, w: Wording
) -> Row:
    shown = ["–", "–"] if obstacle else said
    why = why_not(pair, obstacle, w) if obstacle else w("on the common items")
    whole = PairCell(pair, pair.scorecards[-1].root.id)
    return Row(cells=(name, *shown, why), key=name, opens=(whole,) * 4)


def why_not(compared: Comparison, obstacle: Obstacle, w: Wording) -> str:
    """Return what is not compared, and why, with the name of the node that hinders it."""
    node = compared.nodes.get(obstacle.node)
    words = obstacle_words(obstacle, compared.scorecards[-1].questionnaire, w)
    why = w.labelled(node.sides[-1].short, words) if node else words
    return w("not compared, because {why}", why=why)
