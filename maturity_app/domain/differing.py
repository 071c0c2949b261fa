"""Where two records of one person differ, and whose answers took the place of earlier ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from maturity_app.domain.assessment import Assessment, Source
from maturity_app.domain.consensus import Gathering, Own, essence, same_person


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """Somebody's answers that are other ones than those a consensus was made of before.

    `items` are those answered otherwise; None where the earlier record is not at hand as it was.
    """

    source: Source
    own: Own
    items: tuple[str, ...] | None = None


def differing(one: Assessment, other: Assessment) -> tuple[str, ...]:
    """Return the items to which two records give different answers, whatever is written beside."""
    found = []
    for item in one.questionnaire.items.values():
        answer, another = one.answer(item.id), other.answer(item.id)
        if essence(item, answer.state, answer) != essence(item, another.state, another):
            found.append(item.id)
    return tuple(found)


def replaced(held: Assessment, gathering: Gathering, known: Iterable[Own]) -> tuple[Replaced, ...]:
    """Return whose answers are other ones than before; `known` are all records at hand."""
    records = {(own.record.id, own.fingerprint): own.record for own in known}
    found = []
    for source in held.sources:
        own = next((o for o in gathering.owns if same_person(o.assessor, source.assessor)), None)
        if own is None or own.fingerprint == source.fingerprint:
            continue
        before = records.get((source.id, source.fingerprint))
        items = None if before is None else differing(before, own.record)
        if items != ():
            found.append(Replaced(source=source, own=own, items=items))
    return tuple(found)
