"""The fewest answers that lift a node to its next level, in words, on screen as in PDF."""

from collections.abc import Sequence

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.lift import Step, count_steps
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.findings import after_lift
from maturity_app.reports.phrases import count_word, level_text
from maturity_app.reports.rules import item_state_word
from maturity_app.wording import Wording


def steps_title(card: Scorecard, steps: Sequence[Step], node: NodeScore, w: Wording) -> str:
    """Return how many answer steps the next level takes: "To reach level 2: two answer steps"."""
    count = count_steps(card, steps)
    return w.plural(
        "To reach level {level}: {word} answer step",
        "To reach level {level}: {word} answer steps",
        count,
        level=node.levels.next if node.levels else None,
        word=count_word(count, w),
    )


def step_labels(card: Scorecard, step: Step, w: Wording) -> tuple[str, str]:
    """Return the answer a step begins at, or why there is none, and the one it leads to."""
    asked = card.questionnaire.option(step.item, step.asked)
    now = card.questionnaire.option(step.item, step.now or "")
    before = now.label if now else item_state_word(card.items[step.item], w)
    return before, asked.label if asked else step.asked


def step_words(card: Scorecard, step: Step, w: Wording) -> str:
    """Return a step as a sentence."""
    now, asked = step_labels(card, step, w)
    title = card.questionnaire.items[step.item].title
    if step.now is None:
        words = w("{item}: answered {asked} or better.", item=title, asked=asked)
    else:
        words = w("{item}: from {now} to {asked}.", item=title, now=now, asked=asked)
    return words + " " + w("This also meets the gate.") if step.is_gate else words


def then_words(assessment: Assessment, card: Scorecard, node: NodeScore, w: Wording) -> str:
    """Return where node and headline would stand, scored again with the steps taken."""
    after = after_lift(assessment, card, node.id)
    level = level_text(after.nodes[node.id], w)
    headline = after.headline
    is_judged = node.kind in ("practice", "safeguard") and not node.is_local
    if headline is None or not is_judged:
        return w("{node} stands at {level}.", node=node.short, level=level)
    if headline.level is None:
        return w("{node} stands at {level}; the headline still has no level.",
                 node=node.short, level=level)  # fmt: skip
    held = w.listed(
        f"{after.nodes[i].short} ({level_text(after.nodes[i], w)})" for i in headline.binding
    )
    values = {"node": node.short, "level": level, "headline": w.level(headline.level)}
    if not held:
        return w("{node} stands at {level} and the headline at {headline}.", **values)
    return w(
        "{node} stands at {level} and the headline at {headline}, held by {nodes}.",
        nodes=held,
        **values,
    )


def steps_limit(w: Wording) -> str:
    """Return what a number of answer steps does not tell."""
    return w("Answers are counted; what a step costs the unit is not known here.")
