"""Which items are shown: conditions on other answers, read with three values."""

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from typing import Literal

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Condition, Questionnaire

Visibility = Literal["shown", "pending", "hidden"]
"""`pending`: it hangs on an answer that is still open, so the item counts as open itself."""

_Truth = bool | None
_WORDS: Mapping[_Truth, Visibility] = {True: "shown", None: "pending", False: "hidden"}


def visibility(
    questionnaire: Questionnaire, answers: Mapping[str, Answer]
) -> Mapping[str, Visibility]:
    """Return for each item whether it is shown.

    An item is shown unless its condition fails. What hangs on an open item is pending; what
    hangs on an item that is hidden or not applicable is hidden.

    Raises:
        ValueError: conditions hang on each other in a circle.

    """
    known: dict[str, Visibility] = dict.fromkeys(questionnaire.items, "shown")
    if not questionnaire.has_conditions:
        return known
    reading = _Reading(questionnaire, answers, known)
    for item_id in condition_order(questionnaire):
        item = questionnaire.items.get(item_id)
        if item is not None and item.show_when is not None:
            known[item_id] = _WORDS[reading.holds(item.show_when)]
    return known


def condition_order(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the items that conditions connect, each after those its own condition looks at.

    Raises:
        CycleError: they hang on each other in a circle, which is its second argument.

    """
    hanging = {
        item.id: set(asked_items(item.show_when))
        for item in questionnaire.items.values()
        if item.show_when is not None
    }
    return iter(TopologicalSorter(hanging).static_order())


def asked_items(condition: Condition) -> Iterator[str]:
    """Yield the id of every item a condition looks at."""
    if condition.item is not None:
        yield condition.item
    for part in (*condition.any, *condition.all):
        yield from asked_items(part)


class _Reading:
    """One set of answers under which conditions are read; `known` grows as they are."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Mapping[str, Answer],
        known: Mapping[str, Visibility],
    ) -> None:
        self._questionnaire = questionnaire
        self._answers = answers
        self._known = known

    def holds(self, condition: Condition) -> _Truth:
        """Return whether a condition is met; None while that is open."""
        found = [] if condition.item is None else [self._chosen(condition.item, condition.options)]
        if condition.any:
            found.append(_any([self.holds(part) for part in condition.any]))
        if condition.all:
            found.append(_all([self.holds(part) for part in condition.all]))
        return _all(found)

    def _chosen(self, item_id: str, options: tuple[str, ...]) -> _Truth:
        shown = self._known.get(item_id, "hidden")
        answer = self._answers.get(item_id)
        state = answer.state if answer else "not_answered"
        if shown == "hidden" or state == "not_applicable":
            return False
        option = answer.option if answer and state == "answered" else None
        if shown == "pending" or self._questionnaire.option(item_id, option or "") is None:
            return None
        return option in options


def _any(truths: list[_Truth]) -> _Truth:
    if True in truths:
        return True
    return None if None in truths else False


def _all(truths: list[_Truth]) -> _Truth:
    if False in truths:
        return False
    return None if None in truths else True
