"""What each side of a comparison says to the items that all of them share.

An item that was split or merged makes one whole of several items. All of them then stand in the
tree with the value of the whole, on every side: so they weigh together what they weigh apart.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TypeVar, get_args

from maturity_app.domain.mapping import How, MappedItem, VersionMapping
from maturity_app.domain.questionnaire import Option, Questionnaire
from maturity_app.domain.scorecard import ItemState, Scorecard

_Key = TypeVar("_Key", bound=Hashable)
_ORDER: tuple[How, ...] = get_args(How)
_OUT: tuple[ItemState, ...] = ("not_applicable", "hidden", "dont_know")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a side says to one item or several, read by some version of its questionnaire.

    `items` are those of that version, `given` the side's own, `option` the one chosen where
    both are one item with one scale. `step` is how far `x` moves with one answer one option
    higher; None where that is as in the version it is read by.
    """

    items: frozenset[str]
    given: tuple[str, ...]
    x: Fraction | None
    state: ItemState
    weight: Fraction
    option: str | None = None
    step: Fraction | None = None
    how: How = "same"


@dataclass(frozen=True, kw_only=True)
class Whole:
    """Items of the reference that are compared as one, mostly a single one.

    `sides` is what each side says to it; None where a side has nothing that answers to it.
    There may be thousands, and what is asked of all of them is found out once.
    """

    items: tuple[str, ...]
    sides: tuple[Reading | None, ...]

    @cached_property
    def is_common(self) -> bool:
        """Whether all sides have it."""
        return all(self.sides)

    @cached_property
    def is_used(self) -> bool:
        """Whether all sides have it and answered it."""
        return all(side is not None and side.x is not None for side in self.sides)

    @cached_property
    def how(self) -> How:
        """What became of it between the sides; the greatest change of all."""
        return _greatest(side.how for side in self.sides if side is not None)


def readings_of(card: Scorecard) -> tuple[Reading, ...]:
    """Return what a side says to the choice items of its own questionnaire."""
    return tuple(
        Reading(
            items=frozenset((item.id,)),
            given=(item.id,),
            x=item.x,
            state=item.state,
            weight=item.weight,
            option=item.option,
        )
        for item in card.items.values()
        if card.questionnaire.items[item.id].type == "choice"
    )


def carried(
    readings: Sequence[Reading],
    older: Questionnaire,
    newer: Questionnaire,
    mapping: VersionMapping | None = None,
) -> tuple[Reading, ...]:
    """Return readings by one version as those by another, without what has no place there."""
    links = tuple(_links(older, newer, mapping))
    linked = {item_id for link in links for item_id in link.old}
    groups = joined([
        *(frozenset((False, item_id) for item_id in reading.items) for reading in readings),
        *(_ends(link) for link in links),
    ])  # fmt: skip
    place = {key: number for number, group in enumerate(groups) for key in group}
    members: dict[int, list[Reading]] = {}
    ways: dict[int, list[MappedItem]] = {}
    for reading in readings:
        members.setdefault(place[False, min(reading.items)], []).append(reading)
    for link in links:
        ways.setdefault(place[False, link.old[0]], []).append(link)
    found = (
        _carried(members[number], ways[number], older, newer)
        for number in members
        if number in ways
        and {i for reading in members[number] for i in reading.items}
        == {i for is_new, i in groups[number] if not is_new}
        <= linked
    )
    return tuple(reading for reading in found if reading is not None)


def wholes(reference: Questionnaire, sides: Sequence[Sequence[Reading]]) -> tuple[Whole, ...]:
    """Return what sides say to the choice items of a reference, in its order."""
    order = {item.id: n for n, item in enumerate(reference.items.values()) if item.type == "choice"}
    several = {r.items for side in sides for r in side if len(r.items) > 1}
    groups = joined([*(frozenset((item_id,)) for item_id in order), *several])
    place = {item_id: number for number, group in enumerate(groups) for item_id in group}
    told: list[list[Reading | None]] = [[] for _ in groups]
    for side in sides:
        here: dict[int, list[Reading]] = {}
        for reading in side:
            here.setdefault(place[min(reading.items)], []).append(reading)
        for number, group in enumerate(groups):
            told[number].append(_covering(here.get(number, ()), group, reference))
    return tuple(
        Whole(items=tuple(sorted(group, key=order.__getitem__)), sides=tuple(readings))
        for group, readings in zip(groups, told, strict=True)
    )


def joined(sets: Iterable[frozenset[_Key]]) -> list[frozenset[_Key]]:
    """Return sets that overlap as one, in the order of the first of each."""
    group_of: dict[_Key, set[_Key]] = {}
    for one in sets:
        whole = set(one)
        for key in one:
            whole |= group_of.get(key, set())
        for key in whole:
            group_of[key] = whole
    distinct = {id(group): group for group in group_of.values()}
    return [frozenset(group) for group in distinct.values()]


def item_step(questionnaire: Questionnaire, item_id: str) -> Fraction:
    """Return how far an item's `x` moves from one option to the next, at most."""
    return _widest(option.x for option in questionnaire.options(item_id))


def _widest(xs: Iterable[Fraction]) -> Fraction:
    return max((b - a for a, b in pairwise(sorted(xs))), default=Fraction(0))


def _greatest(hows: Iterable[How]) -> How:
    return max(hows, key=_ORDER.index, default="same")


def _ends(link: MappedItem) -> frozenset[tuple[bool, str]]:
    """Return the items a link joins; True marks those of the newer version."""
    return frozenset([*((False, old) for old in link.old), *((True, new) for new in link.became)])


def _links(
    older: Questionnaire, newer: Questionnaire, mapping: VersionMapping | None
) -> Iterator[MappedItem]:
    """Yield what relates items of two versions: the mapping, and the same ids and revisions."""
    named: frozenset[str] = frozenset()
    if mapping is not None:
        named = mapping.named
        for item in mapping.items:
            if item.became and all(i in older.items for i in item.old) and all(
                i in newer.items for i in item.became
            ):  # fmt: skip
                yield item
    for item_id, old in older.items.items():
        new = newer.items.get(item_id)
        if new is None or new.revision != old.revision or item_id in named:
            continue
        if old.type == new.type == "choice":
            yield MappedItem(how="same", old=(item_id,))


def _carried(
    readings: Sequence[Reading],
    links: Sequence[MappedItem],
    older: Questionnaire,
    newer: Questionnaire,
) -> Reading | None:
    items = frozenset(new for link in links for new in link.became)
    how = _greatest([*(link.how for link in links), *(reading.how for reading in readings)])
    if len(readings) == len(links) == len(items) == len(readings[0].items) == 1:
        return _reread(replace(readings[0], items=items, how=how), links[0], older, newer)
    if any(link.how == "rescaled" for link in links):
        return None
    return replace(_combined(readings, older), items=items, how=how)


def _reread(
    reading: Reading, link: MappedItem, older: Questionnaire, newer: Questionnaire
) -> Reading | None:
    """Return a reading of one item by the scale of the item it became."""
    (new,) = link.became
    step = reading.step
    if link.how == "rescaled":
        xs = [_rescaled(link, option.id, newer) for option in older.options(link.old[0])]
        step = _widest(x for x, _ in xs if x is not None)
        x, option = _rescaled(link, reading.option or "", newer)
    elif reading.option is None:
        # Of several items, or by values alone: there is no option to look up.
        return reading
    else:
        x, option = _found(newer.option(new, reading.option))
    if x is None and reading.x is not None:
        return None
    return replace(reading, x=x, option=option, step=step)


def _rescaled(
    link: MappedItem, option_id: str, newer: Questionnaire
) -> tuple[Fraction | None, str | None]:
    """Return the place of an old option on the new scale, and which option that is if any."""
    (new,) = link.became
    if option_id in link.options:
        return _found(newer.option(new, link.options[option_id]))
    options = newer.options(new)
    if option_id not in link.values or not options:
        return None, None
    low, high = min(o.value for o in options), max(o.value for o in options)
    x = (link.values[option_id] - low) / (high - low)
    return (1 - x if newer.items[new].reversed else x), None


def _found(option: Option | None) -> tuple[Fraction | None, str | None]:
    return (option.x, option.id) if option else (None, None)


def _covering(
    readings: Sequence[Reading], group: frozenset[str], reference: Questionnaire
) -> Reading | None:
    """Return what a side says to a whole; None where it has no part of it, or only some."""
    if frozenset[str]().union(*(reading.items for reading in readings)) != group:
        return None
    return readings[0] if len(readings) == 1 else _combined(readings, reference)


def _combined(readings: Sequence[Reading], version: Questionnaire) -> Reading:
    """Return several readings by one version as one: their mean by weight."""
    weight = sum((reading.weight for reading in readings), Fraction(0))
    shares = [r.weight / weight if weight else Fraction(1, len(readings)) for r in readings]
    xs = [reading.x for reading in readings if reading.x is not None]
    is_whole = len(xs) == len(readings)
    states = [reading.state for reading in readings if reading.x is None]
    steps = [
        share * (item_step(version, min(r.items)) if r.step is None else r.step)
        for share, r in zip(shares, readings, strict=True)
    ]
    is_one = len(readings) == 1
    return Reading(
        items=frozenset[str]().union(*(reading.items for reading in readings)),
        given=tuple(given for reading in readings for given in reading.given),
        x=sum((s * x for s, x in zip(shares, xs, strict=True)), Fraction(0)) if is_whole else None,
        state="answered" if is_whole else _state(states),
        weight=weight,
        option=readings[0].option if is_one else None,
        step=max(steps),
        how=_greatest(reading.how for reading in readings),
    )


def _state(states: Sequence[ItemState]) -> ItemState:
    return next((state for state in _OUT if state in states), "not_answered")
