"""A copy of an assessment that is safe to hand on: what was typed, or who it is, left out."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from maturity_app.domain.assessment import (
    Answer,
    Assessment,
    Assessor,
    Share,
    SignOff,
    Unit,
    Wave,
)
from maturity_app.domain.plan import Action, Plan
from maturity_app.domain.questionnaire import Node, Questionnaire

_FEWEST_LETTERS = 4
"""A shorter word of a unit's name may stand in a wave's label by chance."""


@dataclass(frozen=True, kw_only=True)
class Neutral:
    """What stands where something is left out; `action` holds the action's `{number}`."""

    withheld: str = "(left out)"
    unit: str = "Unit 1"
    role: str = "(role left out)"
    person: str = "(name left out)"
    action: str = "Action {number}"


_ENGLISH = Neutral()


def redacted(assessment: Assessment, share: Share, words: Neutral = _ENGLISH) -> Assessment:
    """Return a copy of an assessment without what a preset leaves out; in full it is unchanged.

    Where a text was typed the copy says that one was, so that comments and pieces of evidence
    can still be counted. Every copy has an id of its own and neither fingerprint nor place in
    the chain, because it is not the record.
    """
    if share == "full":
        return assessment
    copy = replace(
        assessment,
        id=f"copy-{_hashed(f'{share} {assessment.id}', 16)}",
        answers=_withheld(assessment.answers, words),
        orphaned=_withheld(assessment.orphaned, words),
        plan=_plan_without_outcomes(assessment.plan, words),
        supersedes=None,
        chain=None,
        fingerprint="",
        shared=share,
    )
    if share == "without_names":
        return _without_names(copy, words)
    return _scores_only(copy, words) if share == "scores_only" else copy


def as_draft(copy: Assessment) -> Assessment:
    """Return a copy as it may stand in a file: a record without its fingerprint is none."""
    return replace(copy, status="draft", signed=None)


def hashed_unit(unit_id: str) -> str:
    """Return an id in place of a unit's: always the same, and known only to who knows the unit's.

    It is no secret: whoever has the ids of all units can try them one by one.
    """
    return f"unit-{_hashed(unit_id, 8)}"


def names_unit(label: str, unit: Unit) -> bool:
    """Return whether a wave's label gives the unit away: by its name, id, or a branch above it."""
    told = label.casefold()
    names = [unit.name, unit.id, *(text for b in unit.within for text in (b.name, b.id))]
    words = {word for name in names for word in name.casefold().split()}
    long = {word for word in words if len(word) >= _FEWEST_LETTERS}
    return any(text in told for text in {*map(str.casefold, names), *long})


def without_own_items(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire without what the unit added to it; its words may name the unit."""
    if not questionnaire.local_nodes and questionnaire.extension is None:
        return questionnaire
    tree = _without_local(questionnaire.tree)
    nodes = {node.id for node in tree.walk()}
    items = {item.id for item in tree.all_items()}
    return replace(
        questionnaire,
        tree=tree,
        extension=None,
        translations={
            language: replace(
                texts,
                nodes={key: text for key, text in texts.nodes.items() if key in nodes},
                items={key: text for key, text in texts.items.items() if key in items},
            )
            for language, texts in questionnaire.translations.items()
        },
    )


# --- texts -------------------------------------------------------------------------------


def _withheld(answers: Mapping[str, Answer], words: Neutral) -> dict[str, Answer]:
    return {item_id: _answer(answer, words) for item_id, answer in answers.items()}


def _answer(answer: Answer, words: Neutral) -> Answer:
    def instead(text: str) -> str:
        return words.withheld if text.strip() else ""

    pieces = [words.withheld for line in answer.evidence.splitlines() if line.strip()]
    return replace(
        answer,
        text=instead(answer.text),
        value=instead(answer.value),
        source=instead(answer.source),
        reason=instead(answer.reason),
        comment=instead(answer.comment),
        evidence="\n".join(pieces),
        dissent=instead(answer.dissent),
    )


def _plan_without_outcomes(plan: Plan, words: Neutral) -> Plan:
    actions = (
        replace(action, outcome=words.withheld if action.outcome.strip() else "")
        for action in plan.actions
    )
    return replace(plan, actions=tuple(actions))


# --- names -------------------------------------------------------------------------------


def _without_names(copy: Assessment, words: Neutral) -> Assessment:
    definition = without_own_items(copy.questionnaire)
    return replace(
        copy,
        unit=Unit(id=hashed_unit(copy.unit.id), name=words.unit),
        wave=_neutral_wave(copy),
        questionnaire=definition,
        answers=_anonymous(copy.answers, definition),
        orphaned={key: _unsaid(a) for key, a in copy.orphaned.items()},
        plan=_neutral_plan(copy.plan, definition, words),
        signed=_neutral_role(copy.signed, words),
        assessor=_neutral_assessor(copy.assessor, words),
        sources=(),
    )


def _anonymous(answers: Mapping[str, Answer], definition: Questionnaire) -> dict[str, Answer]:
    return {
        item_id: _unsaid(answer)
        for item_id, answer in answers.items()
        if item_id in definition.items
    }


def _unsaid(answer: Answer) -> Answer:
    """Return an answer without who gave it and when."""
    return replace(answer, answered_by="", answered_at=None)


def _neutral_wave(copy: Assessment) -> Wave:
    if not names_unit(copy.wave.label, copy.unit):
        return copy.wave
    return replace(copy.wave, label=copy.wave.date.isoformat())


def _neutral_role(signed: SignOff | None, words: Neutral) -> SignOff | None:
    return None if signed is None else replace(signed, role=words.role)


def _neutral_assessor(assessor: Assessor | None, words: Neutral) -> Assessor | None:
    """Return in whose place one person's own answers are handed on: they stay one person's."""
    if assessor is None or not assessor.is_named:
        return assessor and Assessor()
    return Assessor(name=words.person)


def _neutral_plan(plan: Plan, definition: Questionnaire, words: Neutral) -> Plan:
    actions = (
        _neutral_action(action, definition, words.action.format(number=number), words)
        for number, action in enumerate(plan.actions, start=1)
    )
    return replace(plan, targets=_targets(plan, definition), actions=tuple(actions))


def _neutral_action(action: Action, definition: Questionnaire, text: str, words: Neutral) -> Action:
    return replace(
        action,
        # The same action of two waves is known by its id.
        id=f"action-{_hashed(action.id, 8)}",
        text=text,
        owner=words.role if action.owner.strip() else "",
        node=action.node if action.node in definition.nodes else "",
        item=action.item if action.item in definition.items else "",
    )


def _targets(plan: Plan, definition: Questionnaire) -> dict[str, int]:
    return {node: level for node, level in plan.targets.items() if node in definition.nodes}


# --- scores ------------------------------------------------------------------------------


def _scores_only(copy: Assessment, words: Neutral) -> Assessment:
    definition = without_own_items(copy.questionnaire)
    return replace(
        copy,
        unit=Unit(id=copy.unit.id, name=copy.unit.name),
        questionnaire=definition,
        answers={},
        orphaned={},
        plan=Plan(targets=_targets(copy.plan, definition)),
        signed=_neutral_role(copy.signed, words),
        assessor=_neutral_assessor(copy.assessor, words),
        sources=(),
    )


def _without_local(node: Node) -> Node:
    children = tuple(_without_local(child) for child in node.children if not child.local)
    return replace(node, children=children)


def _hashed(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:digits]
