"""Questionnaires with answers at random: all aggregates, reversed items, conditions, gates."""

from dataclasses import replace
from fractions import Fraction as F

from hypothesis import strategies as st

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import (
    Condition,
    Gate,
    HeadlineRule,
    Item,
    Kind,
    LevelRule,
    Node,
    QuadrantRule,
    Questionnaire,
    ScaleOption,
    ShownScale,
)

Case = tuple[Questionnaire, dict[str, Answer]]

weights = st.sampled_from([F(1), F(1), F(2), F(1, 2), F(3)])


@st.composite
def scales(draw: st.DrawFn) -> tuple[ScaleOption, ...]:
    values = draw(st.lists(st.integers(0, 40), min_size=2, max_size=5, unique=True))
    return tuple(ScaleOption(label=f"Step {value}", value=F(value, 4)) for value in sorted(values))


@st.composite
def items(draw: st.DrawFn, name: str, earlier: list[str]) -> tuple[Item, ...]:
    """Return items, some reversed, some shown only when an earlier one has its first options."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        condition = None
        if earlier and draw(st.integers(0, 5)) == 0:
            asked = draw(st.sampled_from(earlier))
            condition = Condition(item=asked, options=draw(st.sampled_from([("0",), ("0", "1")])))
        found.append(
            Item(
                id=f"{name}-{number}",
                text="t",
                title="t",
                level=draw(st.integers(1, 4)),
                weight=draw(weights),
                answers=draw(st.sampled_from(["one", "two"])),
                not_applicable="x",
                reversed=draw(st.booleans()),
                show_when=condition,
            )
        )
        earlier.append(found[-1].id)
    return tuple(found)


@st.composite
def aggregates(draw: st.DrawFn) -> dict[str, object]:
    """Return what makes a node's index, on a scale of its own."""
    kind = draw(st.sampled_from(["mean", "mean", "mean", "min", "share", "sum"]))
    low = draw(st.integers(-2, 3))
    scale = ShownScale(min=F(low), max=F(low + draw(st.integers(1, 5))))
    threshold = draw(st.sampled_from([F(1, 3), F(1, 2), F(1)])) if kind == "share" else None
    return {"aggregate": kind, "threshold": threshold, "scale": scale}


@st.composite
def dimensions(draw: st.DrawFn, name: str, kind: Kind, earlier: list[str]) -> Node:
    own_items = draw(items(name, earlier))
    own = draw(st.sampled_from([F(1, 2), F(2, 3), F(3, 4)]))
    lower = draw(st.sampled_from([own, F(5, 6), F(1)]))
    gates = (Gate(item=own_items[0].id, at_least=F(2, 3)),) if draw(st.booleans()) else ()
    rule = LevelRule(own=own, lower=max(own, lower), gates=gates)
    if draw(st.booleans()):
        rule = replace(rule, by="each")
    children: tuple[Node, ...] = ()
    if draw(st.integers(0, 3)) == 0:
        inner = draw(items(f"{name}-inner", earlier))
        children = (
            Node(id=f"{name}-inner", title="i", weight=draw(weights), items=inner,
                 **draw(aggregates())),  # type: ignore[arg-type]  # as drawn above
        )  # fmt: skip
    return Node(
        id=name, title=name, kind=kind, weight=draw(weights), levels=rule, items=own_items,
        children=children, **draw(aggregates()),  # type: ignore[arg-type]  # as drawn above
    )  # fmt: skip


@st.composite
def definitions(draw: st.DrawFn) -> Questionnaire:
    earlier: list[str] = []
    practices = [
        draw(dimensions(f"p{n}", "practice", earlier)) for n in range(draw(st.integers(1, 4)))
    ]
    safeguards = [
        draw(dimensions(f"s{n}", "safeguard", earlier)) for n in range(draw(st.integers(0, 2)))
    ]
    children = [
        Node(id="drive", title="d", children=tuple(practices), **draw(aggregates()))  # type: ignore[arg-type]  # as drawn above
    ]
    if safeguards:
        children.append(Node(id="guard", title="g", aggregate="mean", children=tuple(safeguards)))
    return Questionnaire(
        id="q",
        version="1",
        title="q",
        tree=Node(id="root", title="root", children=tuple(children)),
        scales={"one": draw(scales()), "two": draw(scales())},
        missing=draw(st.sampled_from(["excluded", "excluded", "lowest"])),
        headline=HeadlineRule(),
        quadrant=QuadrantRule(),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    definition = draw(definitions())
    return definition, {
        item_id: answer
        for item_id in definition.items
        if (answer := draw(st.sampled_from(_possible(definition, item_id)))) is not None
    }


def _possible(definition: Questionnaire, item_id: str) -> list[Answer | None]:
    chosen = [Answer(state="answered", option=o.id) for o in definition.options(item_id)]
    return [*chosen, *chosen, None, Answer(state="dont_know"), Answer(state="not_applicable")]
