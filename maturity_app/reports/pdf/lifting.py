"""What would lift a dimension to its next level, and where it and the headline then stand."""

from typing import Final

from maturity_app.domain.lift import Step, lift
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import Report
from maturity_app.reports.findings import after_lift, lift_finding
from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.heading import Heading
from maturity_app.reports.pdf.style import BODY, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.phrases import level_text
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
                   Text(_step_words(report.card, step, w), BODY)), pad=2.6)
        for step in steps[:_MOST_STEPS]
    ]  # fmt: skip
    then = Text(_then(report, score, w), BODY)
    rows.append(Row(cells=(Text(w("Then"), STRONG), then), pad=2.6))
    table = Table(columns, rows, rule_above=True)
    return [Heading(lift_finding(steps, score, w)), table]


def _step_words(card: Scorecard, step: Step, w: Wording) -> str:
    asked = card.questionnaire.option(step.item, step.asked)
    label = asked.label if asked else step.asked
    now = card.questionnaire.option(step.item, step.now or "")
    title = card.questionnaire.items[step.item].title
    if now is None:
        words = w("{item}: answered {asked} or better.", item=title, asked=label)
    else:
        words = w("{item}: from {now} to {asked}.", item=title, now=now.label, asked=label)
    return words + " " + w("This also meets the gate.") if step.is_gate else words


def _then(report: Report, score: NodeScore, w: Wording) -> str:
    """Return where node and headline would stand, scored again with the steps taken."""
    card = after_lift(report.assessment, report.card, score.id)
    level = level_text(card.nodes[score.id], w)
    headline = card.headline
    if headline is None:
        return w("{node} stands at {level}.", node=score.short, level=level)
    if headline.level is None:
        return w("{node} stands at {level}; the headline still has no level.",
                 node=score.short, level=level)  # fmt: skip
    held = w.listed(
        f"{card.nodes[i].short} ({level_text(card.nodes[i], w)})" for i in headline.binding
    )
    values = {"node": score.short, "level": level, "headline": w.level(headline.level)}
    if not held:
        return w("{node} stands at {level} and the headline at {headline}.", **values)
    return w(
        "{node} stands at {level} and the headline at {headline}, held by {nodes}.",
        nodes=held,
        **values,
    )
