"""The rows of the long tables: what a record says, one thing a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.domain.rollup import HEADLINE
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.unit_scores import Mode
from maturity_app.reports import phrases
from maturity_app.reports.rollup import PATH
from maturity_app.reports.tidy import Row
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Told:
    """A record as it is handed on, with its scorecard, which may know more than is handed on."""

    record: Assessment
    card: Scorecard
    mode: Mode


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit or branch as the table of units holds it."""

    id: str
    name: str
    parent: str = ""
    above: tuple[str, ...] = ()
    headcount: int | None = None
    records: int = 0

    @property
    def values(self) -> Row:
        """The row, in the order of the columns."""
        path = PATH.join(self.above)
        return (self.id, self.name, self.parent, path, len(self.above), self.headcount,
                self.records)  # fmt: skip


def score_rows(told: Told) -> Iterator[Row]:
    """Yield a record's headline level, then the figures of each node."""
    about = _about(told)
    headline = told.card.headline
    if headline is not None:
        levels = (headline.level, headline.low, headline.high)
        nothing: Row = (None,) * 5
        counts: Row = (None,) * 5
        yield (*about, HEADLINE, "", "", HEADLINE, *nothing, *levels, *counts, "")
    for node in told.card.nodes.values():
        yield (*about, *_figures(node))


def answer_rows(told: Told, w: Wording) -> Iterator[Row]:
    """Yield each item with its answer, then answers to items that are no longer there."""
    about, record = _about(told), told.record
    definition = record.questionnaire
    for item in definition.items.values():
        yield (*about, *_answered(definition, item, record.answer(item.id), told.card, w))
    for item_id, answer in record.orphaned.items():
        yield (*about, *_orphaned(item_id, answer))


def item_rows(definition: Questionnaire) -> Iterator[Row]:
    """Yield each item of a questionnaire."""
    for item in definition.items.values():
        yield (
            definition.id,
            definition.version,
            item.id,
            item.revision,
            _dimension(definition, item.id),
            definition.code(item.id),
            item.type,
            item.text,
            item.level,
            item.weight,
        )


def _about(told: Told) -> Row:
    record, assessor = told.record, told.record.assessor
    return (
        record.id,
        record.unit.id,
        record.unit.name,
        PATH.join(branch.name for branch in record.unit.within),
        record.wave.label,
        record.wave.date,
        record.status,
        told.mode,
        assessor.name if assessor else "",
        assessor.role if assessor else "",
        record.questionnaire.id,
        record.questionnaire.version,
    )


def _figures(node: NodeScore) -> Row:
    counts = node.counts
    return (
        node.id,
        node.parent or "",
        node.title,
        node.kind or "",
        node.value,
        node.low,
        node.high,
        node.scale.min,
        node.scale.max,
        node.level,
        node.level_low,
        node.level_high,
        counts.coverage,
        counts.applicable,
        counts.answered,
        counts.not_applicable,
        counts.dont_know,
        node.state,
    )


def _answered(
    definition: Questionnaire, item: Item, answer: Answer, card: Scorecard, w: Wording
) -> Row:
    scored = card.items[item.id]
    option = definition.option(item.id, scored.option or "")
    return (
        _dimension(definition, item.id),
        definition.code(item.id),
        item.id,
        item.revision,
        0,
        scored.state,
        scored.option or "",
        phrases.said_word(definition, answer, scored, w),
        option.value if option else None,
        scored.x,
        item.weight,
        item.level,
        *_typed(answer),
    )


def _orphaned(item_id: str, answer: Answer) -> Row:
    unknown: Row = (None, None, None, None)
    return ("", "", item_id, None, 1, answer.state, answer.option or "", "", *unknown,
            *_typed(answer))  # fmt: skip


def _typed(answer: Answer) -> Row:
    moment = answer.answered_at
    return (
        answer.text,
        answer.value,
        answer.source,
        answer.reason,
        answer.comment,
        answer.evidence,
        answer.dissent,
        answer.change or "",
        answer.answered_by,
        moment.isoformat() if moment else "",
        answer.language,
    )


def _dimension(definition: Questionnaire, item_id: str) -> str:
    dimension = definition.dimension_of(item_id)
    return dimension.id if dimension else ""
