"""What is wrong with a questionnaire although every single value in it fits."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from maturity_app.domain.questionnaire import Item, Node, Questionnaire, unsupported
from maturity_app.domain.said import said, said_plural

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One fault and where it is.

    `where` is a path in the questionnaire, or ("item" or "node", id, which of them, key …).
    """

    where: tuple[str | int, ...]
    what: str
    mend: str


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield every fault: ids used twice, scales, anchors, gates, levels, unsupported parts."""
    yield from _ids(questionnaire)
    yield from _scales(questionnaire)
    yield from _thresholds(questionnaire)
    for node in questionnaire.tree.walk():
        yield from _node(questionnaire, node)
        for item in node.items:
            yield from _item(questionnaire, node, item)
    for owner, feature in unsupported(questionnaire):
        kind = "node" if owner in questionnaire.nodes else "item"
        key = feature.partition(":")[0]
        yield Fault(
            where=(key,) if key == "short_form_of" else (kind, owner, 0, key),
            what=said(
                "`{feature}` is part of the format, but this version can't score it yet",
                feature=feature,
            ),
            mend=said("leave it out, or use a later version"),
        )


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
    rule = node.levels
    if rule is None:
        return
    if rule.lower < rule.own:
        yield Fault(
            where=(*where, "levels", "lower"),
            what=said("`lower` is below `own`"),
            mend=said("ask at least as much of lower levels as of the level itself"),
        )
    inside = {item.id for item in node.all_items() if item.type == "choice"}
    for number, gate in enumerate(rule.gates):
        if gate.item not in inside:
            yield Fault(
                where=(*where, "levels", "gates", number),
                what=said(
                    "the gate's item `{item}` is no choice item of this dimension", item=gate.item
                ),
                mend=said("name one of its items"),
            )


def _item(questionnaire: Questionnaire, node: Node, item: Item) -> Iterator[Fault]:
    where = ("item", item.id, 0)
    if item.level is not None and not 1 <= item.level <= questionnaire.top_level:
        yield Fault(
            where=(*where, "level"),
            what=said("there is no level {level} an item could belong to", level=item.level),
            mend=said("use 1 to {top}", top=questionnaire.top_level),
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
