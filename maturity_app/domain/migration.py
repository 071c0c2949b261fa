"""A draft brought to another version of its questionnaire, before and after, as values.

An answer goes along where the same question is still asked; nothing is made up, nothing deleted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.mapping import MappedItem, VersionMapping, known_mappings
from maturity_app.domain.plan import Plan
from maturity_app.domain.questionnaire import Questionnaire

Going = Literal["same", "reworded", "rescaled"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """An answer that goes along, from one item to the one that it became."""

    old: str
    new: str
    how: Going


@dataclass(frozen=True, kw_only=True)
class Migration:
    """A draft before and after, and what becomes of its answers.

    `orphaned` are the keys under which answers are kept that no question asks for any more;
    `opened` the questions that the older version did not ask in this meaning; `targets` the
    nodes whose target is given up, since they have no levels any more; `parted` what a mapping
    says was split or merged, whose answers do not go along.
    """

    before: Assessment
    after: Assessment
    carried: tuple[Carried, ...]
    orphaned: tuple[str, ...]
    opened: tuple[str, ...]
    targets: tuple[str, ...]
    parted: tuple[MappedItem, ...] = ()

    def went(self, how: Going) -> tuple[Carried, ...]:
        """Return the answers that go along in one way."""
        return tuple(carried for carried in self.carried if carried.how == how)


def migrated(
    draft: Assessment, newer: Questionnaire, mappings: Sequence[VersionMapping] = ()
) -> Migration:
    """Return what a draft becomes under another version of its questionnaire."""
    older = draft.questionnaire
    ways = (one for one in known_mappings([newer], mappings) if one.leads(older, newer))
    mapping = next(ways, None)
    passage = _Passage(older, newer, mapping)
    answers: dict[str, Answer] = {}
    kept: dict[str, Answer] = {}
    carried: list[Carried] = []
    for item_id, answer in draft.answers.items():
        found = passage.taken(item_id, answer)
        if found is None:
            kept[item_id] = answer
        else:
            carried.append(found[0])
            answers[found[0].new] = found[1]
    orphaned = _placed({**draft.orphaned, **kept}, older, newer)
    plan = _plan(draft.plan, newer)
    after = replace(
        draft, questionnaire=newer, answers=_ordered(answers, newer), orphaned=orphaned, plan=plan
    )
    return Migration(
        before=draft,
        after=after,
        carried=tuple(carried),
        orphaned=tuple(key for key in orphaned if key not in draft.orphaned),
        opened=tuple(item_id for item_id in newer.items if not passage.reaches(item_id)),
        targets=tuple(node for node in draft.plan.targets if node not in plan.targets),
        parted=tuple(
            item for item in (mapping.items if mapping else ()) if item.how in ("split", "merged")
        ),
    )


# --- answers -----------------------------------------------------------------------------


class _Passage:
    """The way from each item of one version to the item of another that asks the same."""

    def __init__(
        self, older: Questionnaire, newer: Questionnaire, mapping: VersionMapping | None
    ) -> None:
        self._older = older
        self._newer = newer
        named = mapping.named if mapping else frozenset()
        self._successors = {
            item.old[0]: item
            for item in (mapping.items if mapping else ())
            if item.how in ("same", "reworded", "rescaled")
        }
        self._successors |= {
            item.id: MappedItem(how="same", old=(item.id,))
            for item in older.items.values()
            if item.id not in named
            and item.id in newer.items
            and newer.items[item.id].revision == item.revision
        }
        self._reached = {item.became[0] for item in self._successors.values()}

    def reaches(self, new: str) -> bool:
        """Return whether the older version asks what an item of the newer one does."""
        return new in self._reached

    def taken(self, old: str, answer: Answer) -> tuple[Carried, Answer] | None:
        """Return where an answer goes and what it is there; None if it answers to nothing."""
        item = self._successors.get(old)
        if item is None or item.became[0] not in self._newer.items:
            return None
        (new,) = item.became
        there = replace(answer, option=self._option(item, new, answer))
        if not self._fits(old, new, answer, there):
            return None
        how: Going = "same"
        if item.how in ("reworded", "rescaled"):
            how = "reworded" if item.how == "reworded" else "rescaled"
        return Carried(old=old, new=new, how=how), there

    def _option(self, item: MappedItem, new: str, answer: Answer) -> str | None:
        if item.how != "rescaled" or answer.option is None:
            return answer.option
        if answer.option in item.options:
            return item.options[answer.option]
        value = item.values.get(answer.option)
        exact = (option.id for option in self._newer.options(new) if option.value == value)
        return next(exact, None)

    def _fits(self, old: str, new: str, before: Answer, there: Answer) -> bool:
        item = self._newer.items[new]
        if item.type != self._older.items[old].type:
            return False
        if before.state == "not_applicable":
            return item.not_applicable is not None
        if before.option is None:
            return True
        return there.option is not None and self._newer.option(new, there.option) is not None


def _ordered(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> dict[str, Answer]:
    return {item_id: answers[item_id] for item_id in questionnaire.items if item_id in answers}


def _placed(
    kept: Mapping[str, Answer], older: Questionnaire, newer: Questionnaire
) -> dict[str, Answer]:
    """Return answers under keys that no item of the newer version has as its id."""
    placed: dict[str, Answer] = {}
    for item_id, answer in kept.items():
        key = item_id
        while key in newer.items or key in placed:
            key = f"{key}@{older.version}"
        placed[key] = answer
    return placed


def _plan(plan: Plan, newer: Questionnaire) -> Plan:
    targets = {
        node_id: min(level, newer.top_level)
        for node_id, level in plan.targets.items()
        if node_id in newer.nodes and newer.nodes[node_id].levels is not None
    }
    return replace(plan, targets=targets)
