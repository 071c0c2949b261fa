"""What becomes of a draft's answers under a newer version of its questionnaire, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.migration import Carried, Migration
from maturity_app.domain.translating import in_language, language_of
from maturity_app.reports.phrases import answer_word
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What becomes of some answers or questions: how many, and each with what is told of it."""

    told: str
    entries: tuple[str, ...]


def fates(migration: Migration, w: Wording) -> Iterator[Fate]:
    """Yield what becomes of a draft's answers, what needs least attention first."""
    before, after = _spoken(migration.before, w), _spoken(migration.after, w)
    migration = replace(migration, before=before, after=after)
    same = migration.went("same")
    if same:
        told = w.plural("{count} answer goes along as it is",
                        "{count} answers go along as they are", len(same))  # fmt: skip
        yield Fate(told=told, entries=())
    reworded = migration.went("reworded")
    if reworded:
        told = w.plural("{count} answer goes to a reworded question",
                        "{count} answers go to reworded questions", len(reworded))  # fmt: skip
        yield Fate(told=told, entries=tuple(_said(migration, one, w) for one in reworded))
    rescaled = migration.went("rescaled")
    if rescaled:
        told = w.plural("{count} answer is put on a new scale",
                        "{count} answers are put on a new scale", len(rescaled))  # fmt: skip
        yield Fate(told=told, entries=tuple(_said(migration, one, w) for one in rescaled))
    if migration.orphaned:
        told = w.plural("{count} answer is kept, but counts no more",
                        "{count} answers are kept, but count no more",
                        len(migration.orphaned))  # fmt: skip
        yield Fate(told=told, entries=tuple(_kept(migration, w)))
    if migration.opened:
        told = w.plural("{count} new question is to be answered",
                        "{count} new questions are to be answered",
                        len(migration.opened))  # fmt: skip
        yield Fate(told=told, entries=tuple(_name(after, item) for item in migration.opened))
    if migration.targets:
        nodes = before.questionnaire.nodes
        told = w.plural("{count} target is given up, since there is no level any more",
                        "{count} targets are given up, since there is no level any more",
                        len(migration.targets))  # fmt: skip
        yield Fate(told=told, entries=tuple(
            nodes[node].short if node in nodes else node for node in migration.targets
        ))  # fmt: skip


def _spoken(assessment: Assessment, w: Wording) -> Assessment:
    questionnaire = assessment.questionnaire
    told = in_language(questionnaire, language_of(questionnaire, w.language))
    return replace(assessment, questionnaire=told)


def _said(migration: Migration, carried: Carried, w: Wording) -> str:
    before, after = migration.before, migration.after
    words = [
        answer_word(side.questionnaire, item, side.answer(item), w)
        for side, item in ((before, carried.old), (after, carried.new))
    ]
    said = words[0] if words[0] == words[1] else " → ".join(words)
    return w.labelled(_name(after, carried.new), said)


def _kept(migration: Migration, w: Wording) -> Iterator[str]:
    """Yield answers that count no more, by the question they were given to."""
    before, after = migration.before, migration.after
    for key in migration.orphaned:
        item_id = key.partition("@")[0]
        answer: Answer = after.orphaned[key]
        if item_id in before.questionnaire.items:
            said = answer_word(before.questionnaire, item_id, answer, w)
            parted = _parted(migration, item_id, w)
            told = w.labelled(_name(before, item_id), said)
            yield w.joined([told, parted]) if parted else told
        else:
            yield key


def _parted(migration: Migration, item_id: str, w: Wording) -> str:
    """Return into which questions one was split or merged; empty where it was not."""
    asked = migration.after.questionnaire
    for one in migration.parted:
        codes = ", ".join(asked.code(new) for new in one.became if new in asked.items)
        if item_id in one.old and codes:
            return {
                "split": w("split into {questions}", questions=codes),
                "merged": w("merged into {questions}", questions=codes),
            }[one.how]
    return ""


def _name(assessment: Assessment, item_id: str) -> str:
    questionnaire = assessment.questionnaire
    return f"{questionnaire.code(item_id)} {questionnaire.items[item_id].title}"
