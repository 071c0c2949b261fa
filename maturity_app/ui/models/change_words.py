"""What the waves of each unit say as a whole, as a table whose cells open their items."""

from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.overall import whole_facts
from maturity_app.ui.models.change_rows import PairCell
from maturity_app.ui.models.figures import Column, FigureTable, Row
from maturity_app.wording import Wording


def overall_table(report: ComparisonReport, w: Wording) -> FigureTable:
    """Return the last two waves of each unit as a whole, recomputed on their common items."""
    has_several = len(report.units) > 1
    rows = []
    for unit in report.units:
        if not unit.pairs:
            continue
        pair = unit.pairs[-1]
        whole = PairCell(pair, pair.scorecards[-1].root.id)
        for fact in whole_facts(pair, w):
            cells = (unit.unit.name, *fact) if has_several else tuple(fact)
            rows.append(Row(cells=cells, key=fact.name, opens=(whole,) * len(cells)))
    columns = (
        *([Column(name=w("Unit"), takes_room=True)] if has_several else []),
        Column(name=w("Figure"), takes_room=True),
        Column(name=w("Earlier")),
        Column(name=w("Later")),
        Column(name=w("What may be said"), takes_room=True),
    )
    return FigureTable(name=w("As a whole"), columns=columns, rows=tuple(rows))
