"""What a unit added itself, as figures and answers of their own."""

from dataclasses import dataclass

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import Comparison
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.findings import local_nodes
from maturity_app.reports.phrases import level_text
from maturity_app.ui.models.figures import has_levels
from maturity_app.ui.models.holding import PlainAnswer, plain_in
from maturity_app.ui.models.indices import IndexEntry, index_entry
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Local:
    """Where the unit's own items are from, the figures they make, and answers without one."""

    note: str
    entries: tuple[IndexEntry, ...]
    answers: tuple[PlainAnswer, ...]


def local_of(
    assessment: Assessment, card: Scorecard, comparison: Comparison | None, w: Wording
) -> Local:
    """Return what the unit added; empty where it added nothing."""
    extension = card.questionnaire.extension
    name = extension.title if extension else ""
    entries: list[IndexEntry] = []
    answers: list[PlainAnswer] = []
    for node in local_nodes(card):
        definition = card.questionnaire.nodes[node.id]
        if definition.aggregate is None and not has_levels(card, node):
            answers += plain_in(assessment, card, definition, w)
            continue
        entries.append(index_entry(card, node, _called(card, node, w), node.kind, comparison, w))
    return Local(
        note=w("From {title}. Scored by the same rules; it counts in no other figure.", title=name),
        entries=tuple(entries),
        answers=tuple(answers),
    )


def _called(card: Scorecard, node: NodeScore, w: Wording) -> str:
    if not has_levels(card, node):
        return node.short
    return w("{node}, level {level}", node=node.short, level=level_text(node, w))
