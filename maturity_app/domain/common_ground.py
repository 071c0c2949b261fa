"""What several versions of a questionnaire have in common, so that many units may be summed up.

A comparison leaves out whatever one side has not answered. Of hundreds of units hardly an item
would be left; here an item counts where all versions ask it, and what a unit left open counts
by that unit's own coverage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import restricted
from maturity_app.domain.mapping import VersionMapping, known_mappings, route
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.readings import Reading, Whole, carried, readings_of, wholes
from maturity_app.domain.scorecard import ItemScore, Scorecard
from maturity_app.domain.scoring import score, score_items
from maturity_app.domain.sharing import without_own_items


@dataclass(frozen=True, kw_only=True)
class Side:
    """One version, and the way from it to the one that all are read by.

    `blank` is what nobody's answers to it say to that one's items.
    """

    definition: Questionnaire
    reference: Questionnaire
    way: tuple[tuple[Questionnaire, VersionMapping], ...]

    @cached_property
    def blank(self) -> tuple[Reading, ...]:
        """The readings of a record without an answer, which show what it could say."""
        return self.read(readings_of(score(self.definition, {})))

    def read(self, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """Return readings of this version by the reference."""
        here = self.definition
        for there, mapping in self.way:
            readings, here = carried(readings, here, there, mapping), there
        return readings if here is self.reference else carried(readings, here, self.reference)


@dataclass(frozen=True, kw_only=True)
class CommonGround:
    """The questionnaire that all units are scored by, and how much of each node all share.

    With one version it is that one, whole. `overlaps` is common ÷ all items, by id and revision
    or by a mapping; a node is in `comparable` or `levelled` where its index or level may be set
    side by side.
    """

    questionnaire: Questionnaire
    versions: tuple[str, ...]
    overlaps: Mapping[str, Fraction]
    comparable: frozenset[str]
    levelled: frozenset[str]
    sides: tuple[Side, ...] = ()
    """Each version as it is read by the newest one; none where there is one alone."""

    @property
    def is_whole(self) -> bool:
        """Whether all were asked the same, so that nothing is left out."""
        return all(overlap == 1 for overlap in self.overlaps.values())

    @property
    def has_headline(self) -> bool:
        """Whether every practice and safeguard may be set side by side by its level."""
        definition = self.questionnaire
        judged = (*definition.of_kind("practice"), *definition.of_kind("safeguard"))
        return bool(judged) and all(node.id in self.levelled for node in judged)

    def card_of(self, assessment: Assessment) -> Scorecard:
        """Return a record scored on what all have in common: with one version on all of it."""
        if not self.sides:
            return score(self.questionnaire, assessment.answers)
        definition = without_own_items(assessment.questionnaire)
        here = next(side for side in self.sides if side.definition == definition)
        own = here.read(readings_of(score(definition, assessment.answers)))
        told = [own, *(side.blank for side in self.sides)]
        said = {
            item_id: whole.sides[0]
            for whole in wholes(self.sides[-1].reference, told)
            for item_id in whole.items
        }
        items = self.questionnaire.items
        return score_items(
            self.questionnaire, {key: self._scored(key, said.get(key)) for key in items}
        )

    def _scored(self, item_id: str, reading: Reading | None) -> ItemScore:
        """Return an item as a record's reading has it; open where that says nothing to it."""
        item = self.questionnaire.items[item_id]
        return ItemScore(
            id=item_id,
            parent=self.questionnaire.homes[item_id].id,
            state=reading.state if reading else "not_answered",
            option=reading.option if reading else None,
            x=reading.x if reading else None,
            weight=item.weight,
            level=item.level,
        )


def common_ground(definitions: Sequence[Questionnaire]) -> CommonGround:
    """Return what definitions of one family, the newest last, have in common.

    Tree, weights and rules are those of the newest one; of a short form, if one is among them.
    The mappings that the definitions hold are followed.
    """
    short = [definition for definition in definitions if definition.short_form_of]
    newest = short[-1] if short else definitions[-1]
    if len(definitions) == 1:
        return CommonGround(
            questionnaire=newest,
            versions=(newest.version,),
            overlaps={name: Fraction(1) for name in newest.nodes},
            comparable=frozenset(newest.nodes),
            levelled=frozenset() if short else frozenset(newest.nodes),
        )
    mappings = known_mappings(definitions)
    sides = tuple(
        Side(definition=each, reference=newest, way=route(each, newest, mappings, definitions))
        for each in definitions
    )
    return _narrowed(newest, sides)


def _narrowed(newest: Questionnaire, sides: tuple[Side, ...]) -> CommonGround:
    parts = wholes(newest, [side.blank for side in sides])
    common = [whole for whole in parts if whole.is_common]
    overlaps = {name: _overlap(name, newest, sides, parts) for name in newest.nodes}
    least = newest.thresholds.comparable_overlap
    comparable = frozenset(name for name, overlap in overlaps.items() if overlap >= least)
    levelled = frozenset(
        name
        for name in comparable
        if not newest.short_form_of and _levels_hold(name, sides, common)
    )
    return CommonGround(
        questionnaire=restricted(newest, {item_id for whole in common for item_id in whole.items}),
        versions=tuple(_named([side.definition for side in sides])),
        overlaps=overlaps,
        comparable=comparable,
        levelled=levelled,
        sides=sides,
    )


def _named(definitions: Sequence[Questionnaire]) -> list[str]:
    """Return each definition's version, with the id where that says more."""
    ids = {definition.id for definition in definitions}
    names = (each.version if len(ids) == 1 else f"{each.id} {each.version}" for each in definitions)
    return list(dict.fromkeys(names))


def _overlap(
    name: str, newest: Questionnaire, sides: Sequence[Side], parts: Sequence[Whole]
) -> Fraction:
    """Return common ÷ all items of a node; all of it where no choice is asked there."""
    asked = set(_choices(newest, name))
    here = {number for number, whole in enumerate(parts) if not asked.isdisjoint(whole.items)}
    elsewhere: set[object] = set()
    if not newest.short_form_of:
        # What a short form leaves out on purpose is not held against it.
        for position, side in enumerate(sides):
            elsewhere.update(_elsewhere(name, side, _numbers(parts, position), here))
    common = sum(parts[number].is_common for number in here)
    union = len(here) + len(elsewhere)
    return Fraction(common, union) if union else Fraction(1)


def _elsewhere(
    name: str, side: Side, numbers: Mapping[str, int], here: set[int]
) -> Iterator[object]:
    """Yield what a version asks in a node that the newest one does not."""
    for item_id in _choices(side.definition, name):
        number = numbers.get(item_id)
        if number is None:
            yield item_id, side.definition.items[item_id].revision
        elif number not in here:
            yield number


def _numbers(parts: Sequence[Whole], side: int) -> dict[str, int]:
    """Return the number of the whole that each item of a version is part of."""
    return {
        item_id: number
        for number, whole in enumerate(parts)
        for reading in (whole.sides[side],)
        if reading is not None
        for item_id in reading.given
    }


def _choices(definition: Questionnaire, name: str) -> Iterator[str]:
    node = definition.nodes.get(name)
    if node is not None:
        yield from (item.id for item in node.all_items() if item.type == "choice")


def _levels_hold(name: str, sides: Sequence[Side], common: Sequence[Whole]) -> bool:
    """Return whether each group of a level's rule keeps a common item and every gate is common."""
    for position, side in enumerate(sides):
        node = score(side.definition, {}).nodes.get(name)
        if node is None or node.levels is None:
            return False
        kept = _numbers(common, position).keys()
        if any(kept.isdisjoint(group.items) for group in node.levels.groups):
            return False
    return True
