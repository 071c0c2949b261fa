"""What is wrong with a questionnaire although every single value in it fits."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from maturity_app.domain.condition_faults import condition_faults, unreachable
from maturity_app.domain.fault import Fault
from maturity_app.domain.mapping_faults import own_faults
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.domain.said import said, said_plural
from maturity_app.domain.translation_faults import translation_faults

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield what keeps a questionnaire from being used: ids, scales, rules, conditions."""
    ids = [*_ids(questionnaire), *_shared_ids(questionnaire)]
    yield from ids
    yield from _scales(questionnaire)
    yield from _thresholds(questionnaire)
    for node in questionnaire.tree.walk():
        yield from _node(questionnaire, node)
        for item in node.items:
            yield from _item(questionnaire, node, item)
    yield from _headline(questionnaire)
    yield from _short_form(questionnaire)
    yield from own_faults(questionnaire)
    if not ids:
        # Where an id is used twice, it is not clear whose answer is meant.
        yield from condition_faults(questionnaire)


def authors_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield what an author should mend although a sound questionnaire can be used with it.

    Items that are never shown, and translations that are incomplete or lag behind.
    """
    yield from unreachable(questionnaire)
    yield from translation_faults(questionnaire)


def _ids(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not _ID.fullmatch(questionnaire.id):
        yield _bad_id(("id",), questionnaire.id)
    kinds = {
        "node": [node.id for node in questionnaire.tree.walk()],
        "item": [item.id for item in questionnaire.tree.all_items()],
    }
    for kind, ids in kinds.items():
        for name, count in Counter(ids).items():
            if count > 1:
                what = said_plural(
                    "the id `{name}` is used {count} time",
                    "the id `{name}` is used {count} times",
                    count,
                    name=name,
                )
                yield Fault(
                    where=(kind, name, 1, "id"), what=what, mend=said("give each its own id")
                )
            if not _ID.fullmatch(name):
                yield _bad_id((kind, name, 0, "id"), name)


def _shared_ids(questionnaire: Questionnaire) -> Iterator[Fault]:
    for name in questionnaire.nodes.keys() & questionnaire.items.keys():
        yield Fault(
            where=("item", name, 0, "id"),
            what=said("the id `{name}` is that of a node too", name=name),
            mend=said("give each its own id"),
        )


def _bad_id(where: tuple[str | int, ...], name: str) -> Fault:
    return Fault(
        where=where,
        what=said("the id `{name}` has characters an id can't have", name=name),
        mend=said("use small letters, digits and hyphens"),
    )


def _scales(questionnaire: Questionnaire) -> Iterator[Fault]:
    for name, steps in questionnaire.scales.items():
        for number, (lower, upper) in enumerate(pairwise(steps), start=1):
            if lower.value >= upper.value:
                yield Fault(
                    where=("scales", name, number, "value"),
                    what=said(
                        "`{upper}` is not above `{lower}`", upper=upper.label, lower=lower.label
                    ),
                    mend=said("give the options increasing values"),
                )
        ids = [step.id or str(position) for position, step in enumerate(steps)]
        for option, count in Counter(ids).items():
            if count > 1:
                what = said_plural(
                    "the option id `{option}` is used {count} time in scale `{name}`",
                    "the option id `{option}` is used {count} times in scale `{name}`",
                    count,
                    option=option,
                    name=name,
                )
                yield Fault(where=("scales", name), what=what, mend=said("give each its own id"))


def _thresholds(questionnaire: Questionnaire) -> Iterator[Fault]:
    limits = questionnaire.thresholds
    if limits.insufficient_below > limits.provisional_below:
        yield Fault(
            where=("thresholds", "insufficient_below"),
            what=said("`insufficient_below` is above `provisional_below`"),
            mend=said("let it be the smaller one"),
        )


def _node(questionnaire: Questionnaire, node: Node) -> Iterator[Fault]:
    where = ("node", node.id, 0)
    if node.scale.min >= node.scale.max:
        yield Fault(
            where=(*where, "scale"),
            what=said("the shown scale goes down"),
            mend=said("let max be above min"),
        )
    if node.answers and node.answers not in questionnaire.scales:
        yield _unknown_scale((*where, "answers"), node.answers)
    if node.precision and not node.aggregate:
        yield Fault(
            where=(*where, "precision"),
            what=said("`precision` has no meaning without `aggregate`"),
            mend=said("remove it, or add `aggregate`"),
        )
    yield from _aggregate(where, node)
    yield from _levels(questionnaire, where, node)


def _aggregate(where: tuple[str | int, ...], node: Node) -> Iterator[Fault]:
    if node.threshold is not None and node.aggregate != "share":
        yield Fault(
            where=(*where, "threshold"),
            what=said("`threshold` has no meaning without `aggregate: share`"),
            mend=said("remove it, or let the aggregate be share"),
        )
    if node.threshold is None and node.aggregate == "share":
        yield Fault(
            where=(*where, "aggregate"),
            what=said("`aggregate: share` does not say from which index a part counts"),
            mend=said("add `threshold`, such as 2/3"),
        )
    weights = [
        *(child.weight for child in node.children if not child.local),
        *(item.weight for item in node.items if item.type == "choice"),
    ]
    if node.aggregate and not weights:
        yield Fault(
            where=(*where, "aggregate"),
            what=said("nothing stands below that an index could be made from"),
            mend=said("add items or children, or remove `aggregate`"),
        )
    if node.aggregate in ("mean", "sum") and weights and not any(weights):
        yield Fault(
            where=(*where, "aggregate"),
            what=said("the weights of what stands below add up to nothing"),
            mend=said("give at least one of them a weight above 0"),
        )


def _levels(
    questionnaire: Questionnaire, where: tuple[str | int, ...], node: Node
) -> Iterator[Fault]:
    rule = node.levels
    if rule is None:
        return
    if rule.lower < rule.own:
        yield Fault(
            where=(*where, "levels", "lower"),
            what=said("`lower` is below `own`"),
            mend=said("ask at least as much of lower levels as of the level itself"),
        )
    inside = {item.id: item for item in node.all_items() if item.type == "choice"}
    if not any(item.level for item in inside.values()):
        yield Fault(
            where=(*where, "levels"),
            what=said("none of the items below belongs to a level"),
            mend=said("give each its `level`, or remove `levels`"),
        )
    for number, gate in enumerate(rule.gates):
        place = (*where, "levels", "gates", number)
        if gate.item not in inside:
            yield Fault(
                where=place,
                what=said(
                    "the gate's item `{item}` is no choice item of this dimension", item=gate.item
                ),
                mend=said("name one of its items"),
            )
        elif inside[gate.item].not_applicable is not None and node.kind is not None:
            yield Fault(
                where=("item", gate.item, 0, "not_applicable"),
                what=said("a gate item can't be set aside"),
                mend=said("remove `not_applicable`, and let an anchor say what to answer then"),
            )
        if gate.otherwise_level >= questionnaire.top_level:
            yield Fault(
                where=place,
                what=said("the gate holds nothing: no level is above {level}",
                          level=gate.otherwise_level),
                mend=said("let `otherwise_level` be lower, or remove the gate"),
            )  # fmt: skip


def _headline(questionnaire: Questionnaire) -> Iterator[Fault]:
    if questionnaire.headline is None or questionnaire.short_form_of:
        return
    judged = (*questionnaire.of_kind("practice"), *questionnaire.of_kind("safeguard"))
    for node in judged:
        if node.levels is None:
            yield Fault(
                where=("node", node.id, 0),
                what=said("`{node}` has no levels, so there can never be a headline", node=node.id),
                mend=said("add `levels`, give it another kind, or remove `headline`"),
            )


def _short_form(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not questionnaire.short_form_of:
        return
    mend = said("remove it: a short form yields indices only")
    if questionnaire.headline:
        what = said("a short form has no headline level")
        yield Fault(where=("headline",), what=what, mend=mend)
    for node in questionnaire.tree.walk():
        if node.levels:
            what = said("a short form has no levels")
            yield Fault(where=("node", node.id, 0, "levels"), what=what, mend=mend)


def _item(questionnaire: Questionnaire, node: Node, item: Item) -> Iterator[Fault]:
    where = ("item", item.id, 0)
    if item.level is not None and not 1 <= item.level <= questionnaire.top_level:
        yield Fault(
            where=(*where, "level"),
            what=said("there is no level {level} an item could belong to", level=item.level),
            mend=said("use 1 to {top}", top=questionnaire.top_level),
        )
    never = node.kind == "safeguard" or (node.kind == "practice" and item.level == 1)
    if never and item.not_applicable is not None:
        yield Fault(
            where=(*where, "not_applicable"),
            what=said("items of safeguards and of level 1 can't be set aside"),
            mend=said("remove `not_applicable`, and let an anchor say what to answer then"),
        )
    if item.type != "choice":
        return
    scale = questionnaire.scale_name(item)
    if scale is None:
        yield Fault(
            where=where,
            what=said("the item has no answer scale"),
            mend=said("name one with `answers`"),
        )
        return
    if scale not in questionnaire.scales:
        if item.answers:
            yield _unknown_scale((*where, "answers"), scale)
        return
    judged = node.kind in ("practice", "safeguard")
    ids = [step.id or str(n) for n, step in enumerate(questionnaire.scales[scale])]
    yield from _texts(where, "anchors", item.anchors.keys(), ids, needed=judged)
    yield from _texts(where, "next_steps", item.next_steps.keys(), ids, needed=judged)


def _texts(
    where: tuple[str | int, ...],
    key: Literal["anchors", "next_steps"],
    given: Iterable[str],
    ids: list[str],
    *,
    needed: bool,
) -> Iterator[Fault]:
    """Yield what is wrong with the texts that an item has for the options of its scale."""
    present = set(given)
    missing = [option for option in ids if option not in present]
    if missing and (needed or present):
        options = ", ".join(f"`{option}`" for option in missing)
        if key == "anchors":
            what = said("no anchor for {options}", options=options)
        else:
            what = said("no next step for {options}", options=options)
        yield Fault(where=(*where, key) if present else where, what=what, mend=said("write one"))
    for option in sorted(present - set(ids)):
        yield Fault(
            where=(*where, key, option),
            what=said("there is no option `{option}` in the item's answer scale", option=option),
            mend=said("use {ids}", ids=", ".join(ids)),
        )


def _unknown_scale(where: tuple[str | int, ...], name: str) -> Fault:
    return Fault(
        where=where,
        what=said("there is no answer scale `{name}`", name=name),
        mend=said("declare it under `scales`, or check the spelling"),
    )
