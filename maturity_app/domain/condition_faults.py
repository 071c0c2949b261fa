"""What is wrong with the conditions under which items are shown."""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError
from itertools import product

from maturity_app.domain.assessment import Answer
from maturity_app.domain.conditions import asked_items, condition_order, visibility
from maturity_app.domain.fault import Fault
from maturity_app.domain.questionnaire import Condition, Questionnaire
from maturity_app.domain.said import said

_MOST_TRIED = 5_000
"""Up to how many combinations of answers are tried to see whether an item can ever be shown."""

_Where = tuple[str | int, ...]


def condition_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield conditions on what is not there, or that hang on each other in a circle."""
    for item in questionnaire.items.values():
        if item.show_when is not None:
            where: _Where = ("item", item.id, 0, "show_when")
            yield from _condition(questionnaire, where, item.show_when)
    circle = _circle(questionnaire)
    if circle:
        yield Fault(
            where=("item", circle[0], 0, "show_when"),
            what=said("conditions hang on each other in a circle: {items}",
                      items=" → ".join(circle)),
            mend=said("let one of them stand without a condition"),
        )  # fmt: skip


def _condition(
    questionnaire: Questionnaire, where: _Where, condition: Condition
) -> Iterator[Fault]:
    given = sum(map(bool, (condition.item, condition.any, condition.all)))
    if given != 1:
        yield Fault(
            where=where,
            what=said("a condition names an item, or has `any`, or has `all`; one of the three"),
            mend=said("put several conditions into the list of `any` or `all`"),
        )
        return
    if condition.item is not None:
        yield from _asked(questionnaire, where, condition.item, condition.options)
    elif condition.options:
        yield Fault(
            where=(*where, "options"),
            what=said("`options` does not say of which item"),
            mend=said("put it beside the `item` it belongs to"),
        )
    for key, parts in (("any", condition.any), ("all", condition.all)):
        for number, part in enumerate(parts):
            yield from _condition(questionnaire, (*where, key, number), part)


def _asked(
    questionnaire: Questionnaire, where: _Where, item_id: str, options: Sequence[str]
) -> Iterator[Fault]:
    item = questionnaire.items.get(item_id)
    offered = [] if item is None else [option.id for option in questionnaire.options(item_id)]
    if item is None:
        yield Fault(
            where=(*where, "item"),
            what=said("there is no item `{item}`", item=item_id),
            mend=said("check the id"),
        )
    elif not offered:
        yield Fault(
            where=(*where, "item"),
            what=said("`{item}` has no options to choose from", item=item_id),
            mend=said("let the condition look at a choice item"),
        )
    elif not options:
        yield Fault(
            where=where,
            what=said("the condition names no option, so nothing can meet it"),
            mend=said("add `options`, of {ids}", ids=", ".join(offered)),
        )
    for number, option in enumerate(options if offered else ()):
        if option not in offered:
            yield Fault(
                where=(*where, "options", number),
                what=said("`{item}` has no option `{option}`", item=item_id, option=option),
                mend=said("use {ids}", ids=", ".join(offered)),
            )


def _circle(questionnaire: Questionnaire) -> list[str]:
    """Return the items of a circle of conditions, the first once more at the end; or nothing."""
    try:
        list(condition_order(questionnaire))
    except CycleError as circle:
        return list(circle.args[1])
    return []


def unreachable(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield items that no combination of the answers they hang on shows.

    The conditions have no other faults. Where an item hangs on very many answers, it is not said.
    """
    for item in questionnaire.items.values():
        if item.show_when is None:
            continue
        asked = sorted(_asked_in_the_end(questionnaire, item.show_when))
        choices = [[o.id for o in questionnaire.options(item_id)] for item_id in asked]
        tried = 1
        for options in choices:
            tried *= len(options)
        if tried > _MOST_TRIED:
            continue
        if not any(
            visibility(questionnaire, _chosen(asked, combination))[item.id] == "shown"
            for combination in product(*choices)
        ):
            yield Fault(
                where=("item", item.id, 0, "show_when"),
                what=said("no answers can meet this condition, so the item is never shown"),
                mend=said("look for parts that exclude each other"),
            )


def _asked_in_the_end(questionnaire: Questionnaire, condition: Condition) -> set[str]:
    """Return every item a condition hangs on, directly or through other conditions."""
    found: set[str] = set()
    waiting = list(asked_items(condition))
    while waiting:
        item_id = waiting.pop()
        if item_id not in found:
            found.add(item_id)
            further = questionnaire.items[item_id].show_when
            waiting += asked_items(further) if further else ()
    return found


def _chosen(asked: Sequence[str], options: Sequence[str]) -> Mapping[str, Answer]:
    return {
        item_id: Answer(state="answered", option=option)
        for item_id, option in zip(asked, options, strict=True)
    }
