"""The one table of a staff survey that may be told; every report is made of it and nothing else.

What is worked out from this table alone tells no more than it does. So no report, in whatever
format, can tell what another keeps back, and nothing can be gained by holding two side by side.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from maturity_app.domain.assessment import Unit, Wave
from maturity_app.domain.questionnaire import Condition, Item, Node, Questionnaire
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score
from maturity_app.domain.staff import StaffSurvey
from maturity_app.domain.suppression import FEWEST_FOR_THIRD, told_of, told_sizes
from maturity_app.domain.tally import Tally, Third, third_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Mean:
    """What a group's answers to an item count on average (0–1), and how many answered."""

    n: int
    value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """A role told apart: how many were asked, and how many took part; None where not told."""

    name: str
    people: int
    responses: int | None

    @property
    def share(self) -> Fraction | None:
        """How many took part ÷ how many were asked."""
        return None if self.responses is None else Fraction(self.responses, self.people)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasedItem:
    """What is told of an item: the mean of all, of roles, and how many chose each option.

    None where it is not told; `roles` holds those that are. `thirds` are of those of whom there is
    no mean, but the third of the scale in which it lies; that of all stands under an empty name.
    """

    whole: Mean | None = None
    roles: Mapping[str, Mean] = field(default_factory=dict)
    thirds: Mapping[str, Third] = field(default_factory=dict)
    counts: Mapping[str, int] | None = None

    def mean(self, group: str) -> Mean | None:
        """Return the mean of a role, or of all for an empty name."""
        return self.roles.get(group) if group else self.whole

    def third(self, group: str) -> Third | None:
        """Return the third of the scale in which a group's mean lies, told or not."""
        mean = self.mean(group)
        return third_of(mean.value) if mean else self.thirds.get(group)


@dataclass(frozen=True, kw_only=True)
class Release:
    """All that is told of a staff survey; `responses` is None where fewer than five took part."""

    unit: Unit
    wave: Wave
    questionnaire: Questionnaire
    headcount: int
    responses: int | None
    roles: tuple[Role, ...]
    items: Mapping[str, ReleasedItem]

    @property
    def told_roles(self) -> tuple[str, ...]:
        """The roles of which figures are told, in the order of the survey."""
        return tuple(role.name for role in self.roles if role.responses is not None)


def release(survey: StaffSurvey) -> Release:
    """Return what may be told of a survey; the same responses give the same release."""
    sizes = survey.role_counts
    told = told_sizes(sizes, survey.roles)
    scored = _without_levels(survey.questionnaire)
    cards = [(response.role, score(scored, response.answers)) for response in survey.responses]
    is_told = len(cards) >= FEWEST_FOR_THIRD
    return Release(
        unit=survey.unit,
        wave=survey.wave,
        questionnaire=survey.questionnaire,
        headcount=survey.headcount,
        responses=len(cards) if is_told else None,
        roles=tuple(
            Role(name=name, people=people, responses=sizes[name] if name in told else None)
            for name, people in survey.roles.items()
        ),
        items=_items(survey.questionnaire, cards, told),
    )


def _without_levels(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire with the same indices; levels of single people are not asked for."""

    def bare(node: Node) -> Node:
        return replace(node, levels=None, children=tuple(map(bare, node.children)))

    return replace(questionnaire, tree=bare(questionnaire.tree), headline=None)


# --- items -------------------------------------------------------------------------------


def _items(
    questionnaire: Questionnaire, cards: list[tuple[str, Scorecard]], told: frozenset[str]
) -> Mapping[str, ReleasedItem]:
    items: dict[str, ReleasedItem] = {}
    for item in questionnaire.items.values():
        if item.type == "choice":
            groups = _tallies(questionnaire, item, cards)
            items[item.id] = _released(questionnaire, item, groups, told)
    return {
        item_id: found if _may_hang(questionnaire, item_id, items) else _NOTHING
        for item_id, found in items.items()
    }


def _tallies(
    questionnaire: Questionnaire, item: Item, cards: list[tuple[str, Scorecard]]
) -> Mapping[str, Tally]:
    """Return how each role answered, those without a role under an empty name."""
    options = questionnaire.options(item.id)
    places = {option.id: place for place, option in enumerate(options)}
    counts: dict[str, list[int]] = {}
    for role, card in cards:
        of_role = counts.setdefault(role, [0] * len(options))
        chosen = card.items[item.id].option
        if chosen is not None:
            of_role[places[chosen]] += 1
    values = tuple(option.x for option in options)
    return {role: Tally(values=values, counts=tuple(found)) for role, found in counts.items()}


def _released(
    questionnaire: Questionnaire, item: Item, groups: Mapping[str, Tally], told: frozenset[str]
) -> ReleasedItem:
    candidates = [] if item.show_when else [role for role in groups if role in told]
    found = told_of(groups, candidates)
    if not isinstance(found.whole, Tally):
        return ReleasedItem(thirds={"": found.whole} if found.whole else {})
    options = questionnaire.options(item.id)
    pairs = zip(options, found.whole.counts, strict=True)
    return ReleasedItem(
        whole=_mean(found.whole),
        roles={role: _mean(tally) for role, tally in groups.items() if role in found.exact},
        thirds=found.thirds,
        counts={option.id: count for option, count in pairs},
    )


def _may_hang(
    questionnaire: Questionnaire, item_id: str, items: Mapping[str, ReleasedItem]
) -> bool:
    """Return whether what an item hangs on is told option by option.

    How many saw an item tells how many gave the answer that shows it.
    """
    return all(
        named in items
        and items[named].counts is not None
        and _may_hang(questionnaire, named, items)
        for named in _named(questionnaire.items[item_id].show_when)
    )


def _named(condition: Condition | None) -> Iterator[str]:
    """Yield the items a condition asks about."""
    if condition is None:
        return
    if condition.item is not None:
        yield condition.item
    for part in (*condition.any, *condition.all):
        yield from _named(part)


def _mean(tally: Tally) -> Mean:
    return Mean(n=tally.n, value=tally.mean)


_NOTHING = ReleasedItem()
