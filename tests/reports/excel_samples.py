"""Assessments that try the workbook's formulas: every rule, every non-answer, exact edges."""

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction

from maturity_app.domain.assessment import Answer, Assessment, Unit, Wave
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
    ShownScale,
    Thresholds,
)
from tests.building import FREQUENCY, NPLF, assessment, full_questionnaire, item, random_answers

UNEVEN = tuple(
    ScaleOption(label=f"Step {value}", value=Fraction(value)) for value in ("0", "1/4", "1/2", "1")
)
WEIGHTS = tuple(map(Fraction, ("1", "1", "1", "2", "1/2", "1/3", "0")))


def sample(seed: int) -> Assessment:
    """Return an assessment of a random questionnaire, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - test data, not a secret
    if seed % 3 == 0:
        return _usual(chance, seed)
    definition = _definition(chance)
    return Assessment(
        id=f"sample-{seed}",
        unit=Unit(id="unit-1", name="Unit & Söhne <1>"),
        wave=Wave(label="Autumn 2026", date=date(2026, 10, 16)),
        questionnaire=definition,
        answers=_answers(chance, definition),
    )


def _usual(chance: random.Random, seed: int) -> Assessment:
    definition = replace(
        full_questionnaire(), missing=chance.choice(("excluded", "excluded", "lowest"))
    )
    given = random_answers(definition, seed, open_share=chance.choice((0.0, 0.1, 0.3, 0.5)))
    if chance.random() < 0.5:
        given |= {
            key: Answer(state="answered", option=chance.choice(("largely", "fully", "fully")))
            for key in definition.items
            if key.startswith(("practice", "safeguard")) and chance.random() < 0.85
        }
    return assessment(definition, given)


# --- questionnaires ----------------------------------------------------------------------


def _definition(chance: random.Random) -> Questionnaire:
    top = chance.choice((2, 4, 4, 5, 9))
    practices = [_dimension(chance, f"1.{n}", "practice", top) for n in range(chance.randint(0, 4))]
    guards = [_dimension(chance, f"a.{n}", "safeguard", top) for n in range(chance.randint(0, 2))]
    pressure = _dimension(chance, "vuca", "pressure", top)
    groups = [_group(chance, "drive", practices), _group(chance, "guards", guards)]
    groups.insert(chance.randint(0, 2), _group(chance, "around", [pressure]))
    children = [group for group in groups if group.children]
    rule = HeadlineRule(
        may_trail=chance.randint(0, 2), by=chance.randint(0, 2), safeguards_by=chance.randint(0, 2)
    )
    return Questionnaire(
        id="random",
        version="1",
        title="Random",
        tree=Node(id="root", title="All", aggregate="mean", children=tuple(children)),
        scales={"nplf": NPLF, "frequency": FREQUENCY, "uneven": UNEVEN},
        level_names=tuple(f"level {n}" for n in range(top + 1)),
        thresholds=chance.choice((Thresholds(), Thresholds(insufficient_below=Fraction(1, 3)))),
        missing=chance.choice(("excluded", "excluded", "lowest")),
        headline=chance.choice((rule, rule, None)),
        quadrant=QuadrantRule(high=chance.choice((Fraction(50), Fraction(100, 3)))),
    )


def _group(chance: random.Random, name: str, children: list[Node]) -> Node:
    """Return a group whose own children may be grouped once more."""
    if len(children) > 2 and chance.random() < 0.5:
        inner = Node(
            id=f"{name}-inner",
            title=f"Inner {name}",
            aggregate="mean",
            children=tuple(children[:2]),
        )
        children = [inner, *children[2:]]
    return Node(id=name, title=f"Group {name}", aggregate="mean", children=tuple(children))


def _dimension(chance: random.Random, name: str, kind: Kind, top: int) -> Node:
    """Return a dimension, some of them with part of their items in a node of their own."""
    items = tuple(_item(chance, f"{name}.{n}", top) for n in range(1, chance.randint(2, 10)))
    own = chance.randint(0, len(items)) if chance.random() < 0.4 else len(items)
    part = Node(
        id=f"{name}-part",
        title="Part",
        aggregate="mean",
        items=items[own:],
        weight=chance.choice(WEIGHTS[:6]),
    )
    has_levels = kind != "pressure" and chance.random() < 0.9
    return Node(
        id=name,
        title=f'Dimension "{name}"',
        kind=kind,
        code=name[-1],
        weight=chance.choice(WEIGHTS[:6]),
        scale=chance.choice((ShownScale(), ShownScale(), ShownScale(max=Fraction(3)))),
        answers="nplf",
        aggregate="mean",
        levels=_rule(chance, items, top) if has_levels else None,
        items=items[:own],
        children=(part,) if part.items else (),
    )


def _item(chance: random.Random, name: str, top: int) -> Item:
    if chance.random() < 0.05:
        return item(name, type="text", anchors={}, next_steps={})
    return item(
        name,
        chance.choice((None, *range(1, top + 1), 1, 2)),
        weight=chance.choice(WEIGHTS),
        answers=chance.choice((None, None, "uneven", "frequency")),
        reversed=chance.random() < 0.1,
        anchors={},
        next_steps={},
    )


def _rule(chance: random.Random, items: tuple[Item, ...], top: int) -> LevelRule:
    own = chance.choice((Fraction(2, 3), Fraction(1, 2), Fraction(1, 3)))
    choices = [entry for entry in items if entry.type == "choice"]
    gates = tuple(
        Gate(
            item=entry.id,
            at_least=chance.choice((Fraction(1, 3), Fraction(2, 3), Fraction(1))),
            otherwise_level=chance.randint(0, top - 1),
        )
        for entry in chance.sample(choices, min(len(choices), chance.choice((0, 0, 1, 2))))
    )
    return LevelRule(
        own=own,
        lower=chance.choice((own, Fraction(5, 6))),
        by=chance.choice(("mean", "mean", "each")),
        gates=gates,
    )


# --- answers -----------------------------------------------------------------------------


def _answers(chance: random.Random, definition: Questionnaire) -> dict[str, Answer]:
    open_share = chance.choice((0.0, 0.1, 0.2, 0.5))
    aside_share = chance.choice((0.0, 0.0, 0.15, 0.3))
    favours = chance.choice((0, 0, 1, 2))
    given: dict[str, Answer] = {}
    for entry in definition.items.values():
        options = definition.options(entry.id)
        draw = chance.random()
        if draw < open_share / 2:
            continue
        if draw < open_share:
            given[entry.id] = Answer(state="dont_know")
        elif draw < open_share + aside_share:
            given[entry.id] = Answer(state="not_applicable", reason="No such case.")
        elif not options:
            given[entry.id] = Answer(state="answered", text="Words", value="71")
        else:
            option = options[max(chance.randrange(len(options)) for _ in range(favours + 1))]
            given[entry.id] = Answer(state="answered", option=option.id)
    return given
