"""What holds a level, and the fewest answer steps that would lift it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import Option, Questionnaire
from maturity_app.domain.scorecard import GroupScore, NodeScore, Scorecard


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One item that a next level waits for: the option it has and the one that is asked.

    `now` is None while the item is open.
    """

    node: str
    item: str
    now: str | None
    asked: str
    is_gate: bool


def lift(card: Scorecard, node_id: str) -> tuple[Step, ...]:
    """Return the fewest answer steps that take a node to its next level, gates first.

    Steps are taken where they add most to a group's mean, then at the lowest answer, then in
    questionnaire order, so the same answers always give the same steps. Nothing if there is no
    next level.
    """
    questionnaire, node = card.questionnaire, card.nodes[node_id]
    if node.levels is None or node.levels.next is None:
        return ()
    raised: dict[str, Option] = {}
    for group in sorted(node.levels.groups, key=lambda group: group.gate is None):
        _raise_group(card, group, raised)
    gates = {group.gate for group in node.levels.groups if group.gate}
    return tuple(
        Step(
            node=node_id,
            item=item_id,
            now=card.items[item_id].option,
            asked=raised[item_id].id,
            is_gate=item_id in gates,
        )
        for item_id in sorted(raised, key=lambda i: (i not in gates, _order(questionnaire, i)))
    )


def count_steps(card: Scorecard, steps: Sequence[Step]) -> int:
    """Return how many options up all steps are together; an open item starts at its lowest."""
    total = 0
    for step in steps:
        ids = [option.id for option in _ascending(card.questionnaire, step.item)]
        total += ids.index(step.asked) - (ids.index(step.now) if step.now else 0)
    return total


def gaps(card: Scorecard, most: int = 5) -> tuple[Step, ...]:
    """Return the items to work on: first what holds the headline, then the lowest levels."""
    return tuple(step for _, step in zip(range(most), _all_gaps(card), strict=False))


def holding(card: Scorecard) -> tuple[Step, ...]:
    """Return every item step that the nodes binding the headline wait for."""
    binding = card.headline.binding if card.headline else ()
    return tuple(step for node in binding for step in lift(card, node))


def _all_gaps(card: Scorecard) -> Iterator[Step]:
    bound = card.headline.binding if card.headline else ()
    judged = [*card.of_kind("practice"), *card.of_kind("safeguard")]
    ranked: list[NodeScore] = sorted(
        (node for node in judged if node.levels is not None),
        key=lambda node: (node.id not in bound, node.levels.exact if node.levels else 0),
    )
    for node in ranked:
        yield from lift(card, node.id)


def _raise_group(
    card: Scorecard,
    group: GroupScore,
    raised: dict[str, Option],
) -> None:
    """Raise items of a group, one option at a time, until its mean is what is asked."""
    if group.asked_next is None:
        return
    while _group_mean(card, group, raised) < group.asked_next:
        best: tuple[Fraction, Fraction, int, str, Option] | None = None
        for item_id in group.items:
            option = _next_option(card, item_id, raised)
            if option is None:
                continue
            x = _x(card, item_id, raised)
            gain = card.items[item_id].weight * (option.x - x)
            rank = (gain, -x, -_order(card.questionnaire, item_id), item_id, option)
            if best is None or rank[:3] > best[:3]:
                best = rank
        if best is None:
            return
        raised[best[3]] = best[4]


def _next_option(card: Scorecard, item_id: str, raised: dict[str, Option]) -> Option | None:
    x = _x(card, item_id, raised)
    return next((o for o in _ascending(card.questionnaire, item_id) if o.x > x), None)


def _ascending(questionnaire: Questionnaire, item_id: str) -> list[Option]:
    return sorted(questionnaire.options(item_id), key=lambda option: option.x)


def _group_mean(card: Scorecard, group: GroupScore, raised: dict[str, Option]) -> Fraction:
    weights = [card.items[item_id].weight for item_id in group.items]
    if not sum(weights):
        weights = [Fraction(1)] * len(weights)
    xs = [_x(card, item_id, raised) for item_id in group.items]
    return sum((w * x for w, x in zip(weights, xs, strict=True)), Fraction(0)) / sum(weights)


def _x(card: Scorecard, item_id: str, raised: dict[str, Option]) -> Fraction:
    if item_id in raised:
        return raised[item_id].x
    return card.items[item_id].x or Fraction(0)


def _order(questionnaire: Questionnaire, item_id: str) -> int:
    return list(questionnaire.items).index(item_id)
