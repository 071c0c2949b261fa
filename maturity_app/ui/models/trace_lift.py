"""What a node would take to reach its next level, and how it stands if N/A is read otherwise."""

from collections.abc import Iterator

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.lift import lift
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.sensitivity import sensitivity
from maturity_app.reports.lifting import step_labels, steps_limit, steps_title, then_words
from maturity_app.reports.rules import sensitivity_text
from maturity_app.ui.models.figures import Column, FigureTable, Row
from maturity_app.ui.models.trace_parts import Section
from maturity_app.wording import Wording


def lift_section(
    assessment: Assessment, card: Scorecard, node: NodeScore, w: Wording
) -> Iterator[Section]:
    """Yield the fewest answers that lift a node to its next level, and what would then stand.

    Nothing where no level is said or none is left to reach.
    """
    if node.level is None or node.levels is None or node.levels.next is None:
        return
    steps = lift(card, node.id)
    if not steps:
        untold = w("It can't be told before the conditions of some items are settled.")
        yield Section(heading=w("To reach level {level}", level=node.levels.next), lines=(untold,))
        return
    rows = []
    for step in steps:
        now, asked = step_labels(card, step, w)
        title = card.questionnaire.items[step.item].title
        if step.is_gate:
            title = w("{item} (also meets the gate)", item=title)
        cells = (card.questionnaire.code(step.item), title, now, asked)
        rows.append(Row(cells=cells, key=step.item))
    columns = (
        Column(name=w("Item")),
        Column(name=w("Statement"), takes_room=True),
        Column(name=w.context("answer", "From"), takes_room=True),
        Column(name=w.context("answer", "To"), takes_room=True),
    )
    heading = steps_title(card, steps, node, w)
    then = w("Then {words}", words=then_words(assessment, card, node, w))
    yield Section(
        heading=heading,
        note=steps_limit(w),
        table=FigureTable(name=heading, columns=columns, rows=tuple(rows)),
        after=(then,),
    )


def sensitivity_section(
    assessment: Assessment, card: Scorecard, node: NodeScore, w: Wording
) -> Iterator[Section]:
    """Yield a node's figures if "not applicable" were read otherwise; nothing if none is."""
    if not node.counts.not_applicable:
        return
    other = sensitivity(card.questionnaire, assessment.answers)
    text = sensitivity_text(node, other, w)
    yield Section(heading=w("If “not applicable” were read otherwise"), lines=(text,))
