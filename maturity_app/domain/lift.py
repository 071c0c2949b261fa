"""What holds a level, and the fewest answer steps that would lift it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.levels import asked_at
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


def lift(card: Scorecard, node_id: str, level: int | None = None) -> tuple[Step, ...]:
    """Return the fewest answer steps that take a node to its next level, gates first.

    With `level` they take it there at once, or to the first one above that applies. No other
    choice of answers needs fewer options to be gone up. Of several such choices the one is taken
    that touches the fewest items, then the one that begins at the lowest answers, then in
    questionnaire order, so the same answers always give the same steps. What a step costs the
    unit is not known here. Nothing if it stands there already, if no such level applies, or if
    it can't be told before the conditions of some items are settled.
    """
    questionnaire, node = card.questionnaire, card.nodes[node_id]
    rule, to = questionnaire.nodes[node_id].levels, _level_to_reach(node, level)
    if node.levels is None or rule is None or to is None:
        return ()
    raised: dict[str, Option] = {}
    for group in sorted(node.levels.groups, key=lambda group: group.gate is None):
        if not _raise_group(card, group, asked_at(rule, group, to), raised):
            return ()
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


def _level_to_reach(node: NodeScore, level: int | None) -> int | None:
    """Return the next level that applies, or the first from `level` on; None where there is none.

    A level met already is none to reach: the groups would ask nothing that is missing.
    """
    if node.levels is None or level is None:
        return node.levels.next if node.levels else None
    held = {group.level for group in node.levels.groups if group.level}
    return min((each for each in held if each >= level), default=None)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Options gone up in a group: what they add to its mean, and how they rank among equals."""

    gain: Fraction
    items: int
    begun: Fraction
    order: tuple[int, ...]
    raised: tuple[tuple[str, Option], ...]

    @property
    def rank(self) -> tuple[Fraction, int, Fraction, tuple[int, ...]]:
        """The smaller the better: more gain, fewer items, lower answers, earlier questions."""
        return (-self.gain, self.items, self.begun, self.order)


def _raise_group(
    card: Scorecard, group: GroupScore, asked: Fraction, raised: dict[str, Option]
) -> bool:
    """Raise items of a group until its mean is what is asked; return whether it can be.

    For each number of steps the best choice over the items so far is kept (a knapsack over the
    group); the first number whose best choice reaches what is asked is taken.
    """
    lacking = asked - _group_mean(card, group, raised)
    if lacking <= 0:
        return True
    best = {0: _Choice(Fraction(0), 0, Fraction(0), (), ())}
    for item_id in group.items:
        if not card.items[item_id].is_pending:
            best = _with_item(card, group, item_id, raised, best)
    for _, choice in sorted(best.items()):
        if choice.gain >= lacking:
            raised.update(choice.raised)
            return True
    return False


def _with_item(
    card: Scorecard,
    group: GroupScore,
    item_id: str,
    raised: dict[str, Option],
    best: dict[int, _Choice],
) -> dict[int, _Choice]:
    """Return the best choice for each number of steps with one more item to raise."""
    now = _x(card, item_id, raised)
    higher = [o for o in _ascending(card.questionnaire, item_id) if o.x > now]
    share = _share_in_group(card, group, item_id)
    order = _order(card.questionnaire, item_id)
    found = dict(best)
    for steps, choice in best.items():
        for further, option in enumerate(higher, start=1):
            candidate = _Choice(
                gain=choice.gain + share * (option.x - now),
                items=choice.items + 1,
                begun=choice.begun + now,
                order=(*choice.order, order),
                raised=(*choice.raised, (item_id, option)),
            )
            total = steps + further
            if total not in found or candidate.rank < found[total].rank:
                found[total] = candidate
    return found


def _share_in_group(card: Scorecard, group: GroupScore, item_id: str) -> Fraction:
    """Return what an item counts for in its group's mean (0–1)."""
    total = sum((card.items[other].weight for other in group.items), Fraction(0))
    # A gate asks its item whatever weight the item has.
    return card.items[item_id].weight / total if total else Fraction(1, len(group.items))


def _ascending(questionnaire: Questionnaire, item_id: str) -> list[Option]:
    return sorted(questionnaire.options(item_id), key=lambda option: option.x)


def _group_mean(card: Scorecard, group: GroupScore, raised: dict[str, Option]) -> Fraction:
    return sum(
        (_share_in_group(card, group, item) * _x(card, item, raised) for item in group.items),
        Fraction(0),
    )


def _x(card: Scorecard, item_id: str, raised: dict[str, Option]) -> Fraction:
    if item_id in raised:
        return raised[item_id].x
    return card.items[item_id].x or Fraction(0)


def _order(questionnaire: Questionnaire, item_id: str) -> int:
    return list(questionnaire.items).index(item_id)
