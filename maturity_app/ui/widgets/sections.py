"""A questionnaire as the survey goes through it: one section after the other."""

from collections.abc import Mapping
from dataclasses import dataclass

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.conditions import Visibility, asked_items
from maturity_app.domain.progress import is_done
from maturity_app.domain.questionnaire import Item, Kind, Node, Questionnaire
from maturity_app.reports.phrases import kind_words
from maturity_app.wording import Wording

Shown = Mapping[str, Visibility]
"""Which items are asked, by their id."""


@dataclass(frozen=True, slots=True)
class Section:
    """The questions shown together: a dimension, or a node that holds items outside all of them.

    `group` is the heading it stands below, `numbers` are its items' numbers as people see them.
    """

    id: str
    group: str
    code: str
    title: str
    short: str
    description: str
    items: tuple[Item, ...]
    numbers: tuple[str, ...]


class Route:
    """The way through a questionnaire: its sections, and the order of their items.

    Where it leads depends on which items are shown: it passes by those that are hidden, and no
    item that waits for another is the next open one.
    """

    def __init__(self, questionnaire: Questionnaire, w: Wording) -> None:
        """Lay the way through a questionnaire."""
        self._items = questionnaire.items
        self.sections = sections_of(questionnaire, w)
        self._places = {
            item.id: (section, number)
            for section in self.sections
            for item, number in zip(section.items, section.numbers, strict=True)
        }
        self.order = tuple(self._places)

    def __contains__(self, item_id: object) -> bool:
        """Return whether the way leads past an item."""
        return item_id in self._places

    def first(self, shown: Shown) -> str | None:
        """Return the first item."""
        return next((item_id for item_id in self.order if shown[item_id] != "hidden"), None)

    def section(self, item_id: str) -> Section:
        """Return the section an item stands in."""
        return self._places[item_id][0]

    def number(self, item_id: str) -> str:
        """Return an item's number as people see it."""
        return self._places[item_id][1]

    def before(self, item_id: str, shown: Shown) -> str | None:
        """Return the item before one; None at the start."""
        earlier = reversed(self.order[: self.order.index(item_id)])
        return next((other for other in earlier if shown[other] != "hidden"), None)

    def after(self, item_id: str, shown: Shown) -> str | None:
        """Return the item after one; None at the end."""
        later = self.order[self.order.index(item_id) + 1 :]
        return next((other for other in later if shown[other] != "hidden"), None)

    def asked(self, item_id: str, shown: Shown) -> str:
        """Return an item that is shown, or the shown one because of which it is not."""
        while shown[item_id] == "hidden" and (condition := self._items[item_id].show_when):
            looked_at = [other for other in asked_items(condition) if other in self._places]
            if not looked_at:
                break
            seen = (other for other in looked_at if shown[other] != "hidden")
            item_id = next(seen, looked_at[0])
        return item_id

    def where_left(self, assessment: Assessment, shown: Shown) -> str | None:
        """Return the item changed last, answered or not; else the next open one."""
        last, when = None, None
        for item_id in self.order:
            changed = assessment.answer(item_id).answered_at
            if changed is not None and (when is None or changed >= when):
                last, when = item_id, changed
        if last is not None and shown[last] != "hidden":
            return last
        return self.next_open(assessment, shown, last)

    def next_open(self, assessment: Assessment, shown: Shown, after: str | None) -> str | None:
        """Return the next item not dealt with, from the start again behind the last one."""
        for item_id in self.behind(after):
            if item_id != after and self._is_open(item_id, assessment, shown):
                return item_id
        return None

    def behind(self, item_id: str | None) -> tuple[str, ...]:
        """Return all items in the order in which one comes to them behind one, which is last."""
        start = self.order.index(item_id) + 1 if item_id in self._places else 0
        return (*self.order[start:], *self.order[:start])

    def opening(self, section: Section, assessment: Assessment, shown: Shown) -> str | None:
        """Return a section's first open item, or else its first; None if none is asked."""
        asked = [item.id for item in section.items if shown[item.id] != "hidden"]
        is_open = (item_id for item_id in asked if self._is_open(item_id, assessment, shown))
        return next(is_open, next(iter(asked), None))

    def _is_open(self, item_id: str, assessment: Assessment, shown: Shown) -> bool:
        if shown[item_id] != "shown":
            return False
        return not is_done(self._items[item_id], assessment.answer(item_id))


def sections_of(questionnaire: Questionnaire, w: Wording) -> tuple[Section, ...]:
    """Return the sections in questionnaire order; every item stands in one of them."""
    nodes: dict[str, Node] = {}
    held: dict[str, list[Item]] = {}
    for item in questionnaire.items.values():
        node = questionnaire.dimension_of(item.id) or questionnaire.homes[item.id]
        nodes[node.id] = node
        held.setdefault(node.id, []).append(item)
    return tuple(_section(questionnaire, node, tuple(held[node.id]), w) for node in nodes.values())


def _section(
    questionnaire: Questionnaire, node: Node, items: tuple[Item, ...], w: Wording
) -> Section:
    parent = questionnaire.parents.get(node.id)
    group = parent.short if parent else ""
    if node.id in questionnaire.local_nodes:
        group = w("Added by the unit")
    elif node.kind:
        group = _heading(node.kind, w)
    return Section(
        id=node.id,
        group=group,
        code=node.code,
        title=node.title,
        short=node.short,
        description=node.description,
        items=items,
        numbers=tuple(questionnaire.code(item.id) for item in items),
    )


def _heading(kind: Kind, w: Wording) -> str:
    return w("Descriptive") if kind in ("enabler", "outcome") else kind_words(kind, w)
