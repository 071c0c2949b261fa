"""What must hold for every questionnaire and every set of answers."""

from dataclasses import replace
from fractions import Fraction as F
from itertools import product
from math import prod

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from maturity_app.domain.assessment import Answer
from maturity_app.domain.lift import count_steps, lift
from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score
from maturity_app.domain.shown import shown_level, shown_value
from tests.questionnaires_at_random import Case, cases

shares = st.fractions(min_value=0, max_value=1, max_denominator=12)


def figures(card: Scorecard) -> dict[str, F | None]:
    """Return every index, bound and level of a scorecard by a name that says which it is."""
    result: dict[str, F | None] = {}
    for node in card.nodes.values():
        result |= {f"{node.id} index": node.index, f"{node.id} level": node.level}
        result |= {f"{node.id} low": node.index_low, f"{node.id} high": node.index_high}
        result |= {f"{node.id} level low": node.level_low, f"{node.id} level high": node.level_high}
    if card.headline:
        headline = card.headline
        result |= {"headline": headline.level, "low": headline.low, "high": headline.high}
    return result


def shown_set(card: Scorecard) -> set[str]:
    return {item.id for item in card.items.values() if item.state != "hidden"}


@settings(deadline=None)
@given(cases(), st.data())
def test_a_higher_answer_lowers_nothing(case: Case, data: st.DataObject) -> None:
    definition, given_answers = case
    before = score(definition, given_answers)
    answered = [item.id for item in before.items.values() if item.x is not None]
    assume(answered)
    item_id = data.draw(st.sampled_from(answered))
    now = before.items[item_id].x or F(0)
    higher = [option.id for option in definition.options(item_id) if option.x >= now]
    answer = Answer(state="answered", option=data.draw(st.sampled_from(higher)))
    after = score(definition, {**given_answers, item_id: answer})
    # With another set shown, or counted as open, other items are asked.
    assume(_states(before) == _states(after))
    earlier, later = figures(before), figures(after)
    for name, value in earlier.items():
        assert (value is None) == (later[name] is None), name
        if value is not None:
            assert (later[name] or 0) >= value, name


def _states(card: Scorecard) -> list[str]:
    return [item.state for item in card.items.values()]


@settings(deadline=None)
@given(cases(), st.data())
def test_bounds_hold_for_every_completion(case: Case, data: st.DataObject) -> None:
    definition, given_answers = case
    now = score(definition, given_answers)
    then = score(definition, _completed(now, given_answers, data, may_set_aside=False))
    assume(shown_set(now) == shown_set(then))
    for node in now.nodes.values():
        later = then.nodes[node.id]
        # A child that may now be rated joins the group; its parent then rests on other children.
        if all(child.state != "not_rated" for child in now.nodes.values()):
            _within(node.index_low, later.index, node.index_high)
            _within(node.low, later.value, node.high)
        _within(node.level_low, later.level, node.level_high)
    if now.headline and then.headline:
        _within(now.headline.low, then.headline.level, now.headline.high)


@settings(deadline=None)
@given(cases(), st.data())
def test_bounds_of_an_index_hold_when_items_end_not_applicable(
    case: Case, data: st.DataObject
) -> None:
    definition, given_answers = case
    now = score(definition, given_answers)
    then = score(definition, _completed(now, given_answers, data, may_set_aside=True))
    assume(shown_set(now) == shown_set(then))
    for node in now.nodes.values():
        below = [child.id for child in definition.nodes[node.id].walk()]
        if all(_stays_rated(card.nodes[i]) for i in below for card in (now, then)):
            _within(node.index_low, then.nodes[node.id].index, node.index_high)


def _stays_rated(node: NodeScore) -> bool:
    return node.state != "not_rated" or not node.counts.applicable


def _completed(
    card: Scorecard, given_answers: dict[str, Answer], data: st.DataObject, *, may_set_aside: bool
) -> dict[str, Answer]:
    completed = dict(given_answers)
    for item in card.items.values():
        if item.x is None and item.state not in ("not_applicable", "hidden"):
            options = [
                Answer(state="answered", option=o.id) for o in card.questionnaire.options(item.id)
            ]
            if may_set_aside:
                options.append(Answer(state="not_applicable", reason="x"))
            completed[item.id] = data.draw(st.sampled_from(options))
    return completed


def _within(low: F | None, value: F | None, high: F | None) -> None:
    if low is not None and value is not None and high is not None:
        assert low <= value <= high


@settings(deadline=None)
@given(cases(), st.randoms())
def test_the_order_of_items_changes_nothing(case: Case, chance: object) -> None:
    definition, given_answers = case

    def shuffled(node: Node) -> Node:
        own = list(node.items)
        chance.shuffle(own)  # type: ignore[attr-defined]  # hypothesis hands a random.Random
        children = tuple(shuffled(child) for child in node.children)
        return replace(node, items=tuple(own), children=children)

    other = replace(definition, tree=shuffled(definition.tree))
    assert figures(score(definition, given_answers)) == figures(score(other, given_answers))


@settings(deadline=None)
@given(cases(), st.sampled_from([F(2), F(1, 3), F(7)]))
def test_scaling_all_weights_under_a_node_changes_nothing(case: Case, factor: F) -> None:
    definition, given_answers = case

    def scaled(node: Node) -> Node:
        return replace(
            node,
            items=tuple(replace(item, weight=item.weight * factor) for item in node.items),
            children=tuple(
                replace(scaled(child), weight=child.weight * factor) for child in node.children
            ),
        )

    # An inner sum runs over its natural scale, which grows with its weights, in the outer one.
    assume(not any(_is_sum_of_sums(node) for node in definition.nodes.values()))
    other = replace(definition, tree=scaled(definition.tree))
    assert figures(score(definition, given_answers)) == figures(score(other, given_answers))


def _is_sum_of_sums(node: Node) -> bool:
    return node.aggregate == "sum" and any(child.aggregate == "sum" for child in node.children)


@settings(deadline=None)
@given(cases())
def test_shown_figures_lie_in_the_band_of_the_exact_ones(case: Case) -> None:
    definition, given_answers = case
    card = score(definition, given_answers)
    for node in card.nodes.values():
        if node.value is not None and node.low is not None and node.high is not None:
            cuts = [node.scale.of(cut) for cut in (F(1, 2), F(2, 3), F(5, 6))]
            _is_shown_in_its_band(node.value, cuts)
        if node.level is not None:
            assert int(F(shown_level(node.level))) == int(node.level)


@settings(deadline=None)
@given(cases())
def test_the_steps_of_a_lift_reach_the_next_level_and_no_fewer_do(case: Case) -> None:
    definition, given_answers = case
    card = score(definition, given_answers)
    for node in card.nodes.values():
        steps = lift(card, node.id)
        if node.levels is None or node.levels.next is None or not steps:
            continue
        taken = {s.item: Answer(state="answered", option=s.asked) for s in steps}
        after = score(definition, {**given_answers, **taken})
        assume(_hanging(card) == _hanging(after))
        reached = after.nodes[node.id].levels
        assert reached is not None
        assert reached.reached >= node.levels.next
        _no_shorter_way(card, node, {**given_answers, **taken}, count_steps(card, steps))


def _hanging(card: Scorecard) -> list[tuple[bool, bool]]:
    return [(item.is_pending, item.state == "hidden") for item in card.items.values()]


def _no_shorter_way(
    card: Scorecard, node: NodeScore, lifted: dict[str, Answer], fewest: int
) -> None:
    """Take every other choice of one step fewer, where there are not too many to try."""
    definition = card.questionnaire
    items = [i for group in node.levels.groups for i in group.items] if node.levels else []
    open_to = [
        [o for o in definition.options(i) if o.x >= (card.items[i].x or 0)]
        for i in dict.fromkeys(items)
        if not card.items[i].is_pending
    ]
    names = [i for i in dict.fromkeys(items) if not card.items[i].is_pending]
    if prod(map(len, open_to)) > 300:
        return
    for chosen in product(*(sorted(options, key=lambda o: o.x) for options in open_to)):
        taken = sum(
            sorted(o.x for o in options).index(option.x)
            for options, option in zip(open_to, chosen, strict=True)
        )
        if taken >= fewest:
            continue
        tried = {
            **lifted,
            **{
                i: Answer(state="answered", option=o.id) for i, o in zip(names, chosen, strict=True)
            },
        }
        other = score(definition, tried)
        levels = other.nodes[node.id].levels
        if _hanging(other) == _hanging(card) and levels and node.levels:
            assert levels.reached < (node.levels.next or 9)


@given(st.fractions(min_value=0, max_value=100, max_denominator=10**6), st.lists(shares))
def test_a_shown_value_lies_on_the_same_side_of_every_cut(value: F, cuts: list[F]) -> None:
    edges = [100 * cut for cut in cuts]
    _is_shown_in_its_band(value, edges)


def _is_shown_in_its_band(value: F, cuts: list[F]) -> None:
    text = shown_value(value, cuts)
    digits = len(text.partition(".")[2])
    assert abs(value - F(text)) <= F(1, 20)
    for cut in cuts:
        assert (value < cut) == (F(text) < F(shown_value(cut, digits=digits))), cut


@given(st.fractions(min_value=0, max_value=4, max_denominator=10**6))
def test_a_shown_level_is_never_above_the_level(level: F) -> None:
    shown = F(shown_level(level))
    assert 0 <= level - shown < F(1, 10)
    assert int(shown) == int(level)
