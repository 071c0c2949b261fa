"""What would lift a dimension to its next level, and where it and the headline then stand."""

from typing import Final

from maturity_app.domain.lift import lift
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.content import Report
from maturity_app.reports.findings import lift_finding
from maturity_app.reports.lifting import step_words, then_words
from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.heading import Heading
from maturity_app.reports.pdf.style import BODY, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.wording import Wording

_MOST_STEPS: Final = 8


def lift_blocks(report: Report, score: NodeScore, w: Wording) -> list[Block]:
    """Return the fewest answers that lift a node to its next level, and where it then stands.

    Nothing where the node has no level or no next one.
    """
    steps = lift(report.card, score.id)
    if not steps or score.level is None:
        return []
    columns = [Column(width=34, gap=6), Column(width=TEXT_WIDTH - 34, gap=0)]
    rows = [
        Row(cells=(Text(report.card.questionnaire.code(step.item), STRONG),
                   Text(step_words(report.card, step, w), BODY)), pad=2.6)
        for step in steps[:_MOST_STEPS]
    ]  # fmt: skip
    then = Text(then_words(report.assessment, report.card, score, w), BODY)
    rows.append(Row(cells=(Text(w("Then"), STRONG), then), pad=2.6))
    table = Table(columns, rows, rule_above=True)
    return [Heading(lift_finding(steps, score, w)), table]
