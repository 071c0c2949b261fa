"""What must hold for every questionnaire and every set of answers."""

from dataclasses import replace
from fractions import Fraction as F

from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import (
    Gate,
    HeadlineRule,
    Item,
    Kind,
    LevelRule,
    Node,
    QuadrantRule,
    Questionnaire,
    ScaleOption,
)
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score
from maturity_app.domain.shown import shown_level, shown_value

Case = tuple[Questionnaire, dict[str, Answer]]

shares = st.fractions(min_value=0, max_value=1, max_denominator=12)
weights = st.sampled_from([F(1), F(1), F(2), F(1, 2), F(3)])


@st.composite
def scales(draw: st.DrawFn) -> tuple[ScaleOption, ...]:
    values = draw(st.lists(st.integers(0, 40), min_size=2, max_size=5, unique=True))
    return tuple(ScaleOption(label=f"Step {value}", value=F(value, 4)) for value in sorted(values))


@st.composite
def dimensions(draw: st.DrawFn, name: str, kind: Kind) -> Node:
    items = tuple(
        Item(
            id=f"{name}-{number}",
            text="t",
            title="t",
            level=draw(st.integers(1, 4)),
            weight=draw(weights),
            answers=draw(st.sampled_from(["one", "two"])),
            not_applicable="x",
        )
        for number in range(draw(st.integers(1, 7)))
    )
    own = draw(st.sampled_from([F(1, 2), F(2, 3), F(3, 4)]))
    lower = draw(st.sampled_from([own, F(5, 6), F(1)]))
    gates = (Gate(item=items[0].id, at_least=F(2, 3)),) if draw(st.booleans()) else ()
    rule = LevelRule(own=own, lower=max(own, lower), gates=gates)
    if draw(st.booleans()):
        rule = replace(rule, by="each")
    return Node(
        id=name, title=name, kind=kind, aggregate="mean", weight=draw(weights), levels=rule,
        items=items,
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> Case:
    practices = [draw(dimensions(f"p{n}", "practice")) for n in range(draw(st.integers(1, 4)))]
    safeguards = [draw(dimensions(f"s{n}", "safeguard")) for n in range(draw(st.integers(0, 2)))]
    children = [Node(id="drive", title="d", aggregate="mean", children=tuple(practices))]
    if safeguards:
        children.append(Node(id="guard", title="g", aggregate="mean", children=tuple(safeguards)))
    definition = Questionnaire(
        id="q",
        version="1",
        title="q",
        tree=Node(id="root", title="root", children=tuple(children)),
        scales={"one": draw(scales()), "two": draw(scales())},
        headline=HeadlineRule(),
        quadrant=QuadrantRule(),
    )
    return definition, {
        item_id: answer
        for item_id in definition.items
        if (answer := draw(st.sampled_from(_possible(definition, item_id)))) is not None
    }


def _possible(definition: Questionnaire, item_id: str) -> list[Answer | None]:
    chosen = [Answer(state="answered", option=o.id) for o in definition.options(item_id)]
    return [*chosen, *chosen, None, Answer(state="dont_know"), Answer(state="not_applicable")]


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


@settings(max_examples=60, deadline=None)
@given(cases(), st.data())
def test_a_higher_answer_lowers_nothing(case: Case, data: st.DataObject) -> None:
    definition, given_answers = case
    answered = [i for i, a in given_answers.items() if a.state == "answered"]
    if not answered:
        return
    item_id = data.draw(st.sampled_from(answered))
    options = definition.options(item_id)
    now = [o.id for o in options].index(given_answers[item_id].option or "")
    higher = data.draw(st.integers(now, len(options) - 1))
    raised = {**given_answers, item_id: Answer(state="answered", option=options[higher].id)}
    before, after = figures(score(definition, given_answers)), figures(score(definition, raised))
    for name, value in before.items():
        later = after[name]
        assert (value is None) == (later is None), name
        if value is not None and later is not None:
            assert later >= value, name


@settings(max_examples=60, deadline=None)
@given(cases(), st.data())
def test_bounds_hold_for_every_completion(case: Case, data: st.DataObject) -> None:
    definition, given_answers = case
    now = score(definition, given_answers)
    completed = dict(given_answers)
    for item_id, item in now.items.items():
        if item.x is None and item.state != "not_applicable":
            option = data.draw(st.sampled_from(definition.options(item_id)))
            completed[item_id] = Answer(state="answered", option=option.id)
    then = score(definition, completed)
    for node in now.nodes.values():
        later = then.nodes[node.id]
        # A child that may now be rated joins the group; its parent then rests on other children.
        if {c.state == "not_rated" for c in now.nodes.values()} == {False}:
            _within(node.index_low, later.index, node.index_high)
        _within(node.level_low, later.level, node.level_high)
    if now.headline and then.headline:
        _within(now.headline.low, then.headline.level, now.headline.high)


def _within(low: F | None, value: F | None, high: F | None) -> None:
    if low is not None and value is not None and high is not None:
        assert low <= value <= high


@settings(max_examples=60, deadline=None)
@given(cases(), st.randoms())
def test_the_order_of_items_changes_nothing(case: Case, chance: object) -> None:
    definition, given_answers = case

    def shuffled(node: Node) -> Node:
        items = list(node.items)
        chance.shuffle(items)  # type: ignore[attr-defined]  # hypothesis hands a random.Random
        children = tuple(shuffled(child) for child in node.children)
        return replace(node, items=tuple(items), children=children)

    other = replace(definition, tree=shuffled(definition.tree))
    assert figures(score(definition, given_answers)) == figures(score(other, given_answers))


@settings(max_examples=60, deadline=None)
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

    other = replace(definition, tree=scaled(definition.tree))
    assert figures(score(definition, given_answers)) == figures(score(other, given_answers))


@given(st.fractions(min_value=0, max_value=100, max_denominator=10**6), st.lists(shares))
def test_a_shown_value_lies_on_the_same_side_of_every_cut(value: F, cuts: list[F]) -> None:
    edges = [100 * cut for cut in cuts]
    shown = F(shown_value(value, edges))
    assert all((value < cut) == (shown < cut) for cut in edges)
    assert abs(shown - value) <= F(1, 20)


@given(st.fractions(min_value=0, max_value=4, max_denominator=10**6))
def test_a_shown_level_is_never_above_the_level(level: F) -> None:
    shown = F(shown_level(level))
    assert 0 <= level - shown < F(1, 10)
    assert int(shown) == int(level)
