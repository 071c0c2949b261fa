"""Assessments of public models in miniature, and of questionnaires that mix whatever there is."""

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from maturity_app.domain.assessment import Answer, Assessment, Unit, Wave
from maturity_app.domain.questionnaire import (
    Aggregate,
    Condition,
    Gate,
    HeadlineRule,
    Item,
    Kind,
    LevelRule,
    Node,
    Questionnaire,
    ScaleOption,
    ShownScale,
)
from maturity_app.storage.questionnaires import check_questionnaire
from tests.questionnaires_at_random import Case, cases

DEFINITIONS = Path(__file__).parent.parent / "definitions"
MODELS = ("samm", "c2m2", "iso33020", "dsomm", "bsimm", "audit")


@cache
def model(name: str) -> Questionnaire:
    """Return a public model in miniature."""
    return check_questionnaire(DEFINITIONS / name)


def recorded(definition: Questionnaire, given_answers: dict[str, Answer]) -> Assessment:
    """Return a draft of one unit with these answers."""
    return Assessment(
        id=f"{definition.id}-1",
        unit=Unit(id="unit-1", name="Unit & Söhne <1>"),
        wave=Wave(label="Autumn 2026", date=date(2026, 10, 16)),
        questionnaire=definition,
        answers=given_answers,
    )


def answered(definition: Questionnaire, seed: int) -> Assessment:
    """Return an assessment with random answers and all three non-answers."""
    chance = random.Random(seed)  # noqa: S311 - test data, not a secret
    open_share = chance.choice((0.05, 0.2, 0.5))
    aside_share = chance.choice((0.0, 0.1, 0.3))
    found: dict[str, Answer] = {}
    for item in definition.items.values():
        options = definition.options(item.id)
        draw = chance.random()
        if draw < open_share / 2:
            continue
        if draw < open_share:
            found[item.id] = Answer(state="dont_know")
        elif draw < open_share + aside_share:
            found[item.id] = Answer(state="not_applicable", reason="No such case.")
        elif options:
            option = max(chance.sample(range(len(options)), chance.randint(1, 2)))
            found[item.id] = Answer(state="answered", option=options[option].id)
        else:
            found[item.id] = Answer(state="answered", text="Words", value="71")
    return recorded(definition, found)


def drawn(count: int) -> list[Assessment]:
    """Return that many assessments drawn from the strategies of the scoring's properties."""
    found: list[Case] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return [recorded(definition, given_answers) for definition, given_answers in found]


# --- a questionnaire with everything -----------------------------------------------------

_SCALES = {
    "three": tuple(ScaleOption(label=f"L{v}", value=F(v)) for v in ("-2", "1/3", "7")),
    "five": tuple(ScaleOption(id=f"o{v}", label=f"O {v}", value=F(v, 4)) for v in range(5)),
    "two": (
        ScaleOption(id="no", label="No", value=F(0)),
        ScaleOption(id="yes", label="Yes", value=F(1)),
    ),
}
_WEIGHTS = tuple(map(F, ("1", "1", "2", "1/3", "0", "7/2")))
_AGGREGATES: tuple[Aggregate | None, ...] = ("mean", "mean", "min", "share", "sum", "sum", None)


class _Maker:
    """Makes one random questionnaire: deep, mixed, with conditions, gates and a unit's own."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - test data, not a secret
        self._asked: list[tuple[str, str]] = []
        self._count = 0
        self._is_short = self._chance.random() < 0.15

    def questionnaire(self) -> Questionnaire:
        chance = self._chance
        children = [self._node(depth) for depth in range(chance.randint(1, 4))]
        kinds: list[Kind] = ["practice", "practice", "safeguard", "pressure", "enabler"]
        has_kinds = chance.random() < 0.6
        if has_kinds:
            groups = [
                [self._dimension(kind) for _ in range(chance.randint(1, 2))] for kind in kinds
            ]
            children += [self._group(f"g{n}", nodes) for n, nodes in enumerate(groups)]
        if chance.random() < 0.5:
            inner = self._dimension("practice") if has_kinds else self._node(1)
            own = Node(id="own", title="Our own", children=(inner, self._node(0)), local=True)
            children.append(own)
        tree = Node(
            id="root", title="Everything", answers="three", children=tuple(children),
            items=self._items(chance.randint(0, 2)), **self._forming(),  # type: ignore[arg-type]
        )  # fmt: skip
        return Questionnaire(
            id="mixed",
            version="1",
            title="Mixed",
            tree=tree,
            scales=_SCALES,
            missing=chance.choice(("excluded", "excluded", "lowest")),
            headline=HeadlineRule() if has_kinds and not self._is_short else None,
            short_form_of="long" if self._is_short else None,
        )

    def _group(self, name: str, nodes: list[Node]) -> Node:
        return Node(
            id=name, title=f"Group {name}", children=tuple(nodes), weight=self._weight(),
            **self._forming(),  # type: ignore[arg-type]
        )  # fmt: skip

    def _node(self, depth: int) -> Node:
        self._count += 1
        name, chance = f"n{self._count}", self._chance
        children = tuple(self._node(depth - 1) for _ in range(chance.randint(1, 2)) if depth > 0)
        items = self._items(chance.randint(0 if children else 1, 4))
        has_levels = chance.random() < 0.3
        return Node(
            id=name, title=f"Node {name}", children=children, items=items, weight=self._weight(),
            levels=self._rule(items) if has_levels and items else None, **self._forming(),  # type: ignore[arg-type]
        )  # fmt: skip

    def _dimension(self, kind: Kind) -> Node:
        node = self._node(self._chance.choice((0, 0, 1)))
        items = (*node.items, *self._items(3))
        return replace(
            node,
            kind=kind,
            items=items,
            code=node.id[1:],
            levels=self._rule(items) if kind in ("practice", "safeguard") else None,
        )

    def _rule(self, items: tuple[Item, ...]) -> LevelRule | None:
        chance = self._chance
        if self._is_short:
            return None
        own = chance.choice((F(2, 3), F(1, 2)))
        choices = [item for item in items if item.type == "choice"]
        gated = chance.sample(choices, min(len(choices), chance.choice((0, 0, 1))))
        return LevelRule(
            own=own,
            lower=chance.choice((own, F(5, 6))),
            by=chance.choice(("mean", "each")),
            gates=tuple(Gate(item=item.id, at_least=F(1, 2)) for item in gated),
            show=chance.choice(("index", "index", "level")),
        )

    def _items(self, count: int) -> tuple[Item, ...]:
        return tuple(self._item() for _ in range(count))

    def _item(self) -> Item:
        self._count += 1
        chance, name = self._chance, f"i{self._count}"
        scale = chance.choice(tuple(_SCALES))
        is_text = chance.random() < 0.06
        condition = self._condition(2) if self._asked and chance.random() < 0.35 else None
        if not is_text:
            self._asked.append((name, scale))
        return Item(
            id=name,
            text=f"What {name} asks.",
            title=f"Item {name}",
            type="text" if is_text else "choice",
            level=chance.choice((None, 1, 2, 3, 4)),
            weight=self._weight(),
            reversed=chance.random() < 0.3,
            answers=scale,
            not_applicable="No such case.",
            show_when=condition,
        )

    def _condition(self, depth: int) -> Condition:
        chance = self._chance
        if depth and chance.random() < 0.4:
            parts = tuple(self._condition(depth - 1) for _ in range(chance.randint(1, 3)))
            return Condition(any=parts) if chance.random() < 0.5 else Condition(all=parts)
        name, scale = chance.choice(self._asked)
        ids = [option.id or str(n) for n, option in enumerate(_SCALES[scale])]
        return Condition(item=name, options=tuple(chance.sample(ids, chance.randint(1, len(ids)))))

    def _weight(self) -> F:
        return self._chance.choice(_WEIGHTS)

    def _forming(self) -> dict[str, object]:
        chance = self._chance
        aggregate = chance.choice(_AGGREGATES)
        low = F(chance.choice((0, 0, 1, -2)))
        scale = ShownScale(min=low, max=low + chance.choice((1, 3, 5, 100)))
        threshold = (
            chance.choice((F(1, 3), F(1, 2), F(2, 3), F(1))) if aggregate == "share" else None
        )
        return {"aggregate": aggregate, "scale": scale, "threshold": threshold}


def mixed(seed: int) -> Assessment:
    """Return an assessment of a questionnaire that mixes everything, the same for a seed."""
    return answered(_Maker(seed).questionnaire(), seed)


# --- edges -------------------------------------------------------------------------------


@cache
def edges() -> dict[str, Assessment]:
    """Return assessments on a threshold, with nothing answered, and with nothing applicable."""
    found: dict[str, Assessment] = {}
    for name in MODELS:
        definition = model(name)
        found[f"{name}-empty"] = recorded(definition, {})
        aside = Answer(state="not_applicable", reason="No such case.")
        found[f"{name}-aside"] = recorded(definition, dict.fromkeys(definition.items, aside))
        top = {i: definition.options(i)[-1].id for i in definition.items}
        full = {i: Answer(state="answered", option=option) for i, option in top.items()}
        found[f"{name}-full"] = recorded(definition, full)
    return found | _on_a_threshold()


def _on_a_threshold() -> dict[str, Assessment]:
    """Return shares whose parts have exactly 5/6 and 2/3, and a child that is not rated."""
    found = {}
    for words, threshold, letters in (
        ("five_sixths", F(5, 6), "111110"),
        ("two_thirds", F(2, 3), "110110"),
        ("not_rated", F(2, 3), "11--10"),
    ):
        parts = tuple(
            Node(
                id=f"part-{n}",
                title=f"Part {n}",
                aggregate="mean",
                items=tuple(
                    Item(id=f"i{n}-{m}", text="t", title="t", weight=F(1, 3)) for m in range(6)
                ),
            )
            for n in range(3)
        )
        tree = Node(id="root", title="Root", answers="two", aggregate="share",
                    threshold=threshold, children=parts)  # fmt: skip
        definition = Questionnaire(id="e", version="1", title="E", tree=tree, scales=_SCALES)
        options = {"1": Answer(state="answered", option="yes"),
                   "0": Answer(state="answered", option="no"),
                   "-": Answer(state="not_applicable", reason="x")}  # fmt: skip
        given_answers = {f"i0-{m}": options[letter] for m, letter in enumerate(letters)}
        given_answers |= {f"i1-{m}": options["1"] for m in range(6)}
        found[f"edge-{words}"] = recorded(definition, given_answers)
    return found
