"""Small questionnaires and answers for tests, built in the open."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from maturity_app.domain.assessment import Answer, Assessment, Unit, Wave
from maturity_app.domain.fields import Cell
from maturity_app.domain.questionnaire import (
    Gate,
    HeadlineRule,
    Item,
    Kind,
    LevelRule,
    Node,
    Questionnaire,
    ScaleOption,
)

NPLF = tuple(
    ScaleOption(id=name.lower(), label=name, value=Fraction(value))
    for value, name in enumerate(("Not", "Partially", "Largely", "Fully"))
)
FREQUENCY = tuple(
    ScaleOption(id=name.lower(), label=name, value=Fraction(value))
    for value, name in enumerate(("Never", "Yearly", "Quarterly", "Monthly", "Weekly"), start=1)
)
RULE = LevelRule(own=Fraction(2, 3), lower=Fraction(5, 6))
LETTERS = {"N": "not", "P": "partially", "L": "largely", "F": "fully"}


def item(item_id: str, level: int | None = None, **changes: object) -> Item:
    """Return a choice item with texts that name it."""
    values: dict[str, object] = {
        "id": item_id,
        "text": f"The unit does what {item_id} asks, and one can see it in its papers.",
        "title": f"What {item_id} asks",
        "level": level,
        "why": "It shows whether the practice is real.",
        "evidence": "A note, a list or a register that exists anyway.",
        "anchors": {o.id or "": f"{o.label}: what one sees then." for o in NPLF},
        "next_steps": {o.id or "": f"From {o.label}: write down who does it." for o in NPLF},
    }
    return Item(**{**values, **changes})  # type: ignore[arg-type]  # the caller names the fields


def dimension(
    node_id: str,
    levels: Sequence[int | None],
    kind: Kind | None = "practice",
    *,
    rule: LevelRule | None = RULE,
    **changes: object,
) -> Node:
    """Return a dimension with one item for each entry of `levels`, ids `node_id-1` and on."""
    items = tuple(
        item(f"{node_id}-{number}", level) for number, level in enumerate(levels, start=1)
    )
    values: dict[str, object] = {
        "id": node_id,
        "title": node_id.replace("-", " ").capitalize(),
        "kind": kind,
        "code": node_id[-1].upper(),
        "answers": "nplf",
        "aggregate": "mean",
        "levels": rule,
        "items": items,
    }
    return Node(**{**values, **changes})  # type: ignore[arg-type]  # the caller names the fields


def questionnaire(*nodes: Node, **changes: object) -> Questionnaire:
    """Return a questionnaire whose root has no aggregate, over the given nodes."""
    tree = Node(id="root", title="Everything", children=tuple(nodes))
    values: dict[str, object] = {
        "id": "test",
        "version": "1.0",
        "title": "Test",
        "tree": tree,
        "scales": {"nplf": NPLF, "frequency": FREQUENCY},
        "headline": HeadlineRule(),
    }
    return Questionnaire(**{**values, **changes})  # type: ignore[arg-type]  # the caller names them


def group(node_id: str, *children: Node) -> Node:
    """Return a node that is the mean of its children."""
    return Node(id=node_id, title=node_id.capitalize(), aggregate="mean", children=children)


def full_questionnaire() -> Questionnaire:
    """Return six practices (the third with a gate), two safeguards, pressure and the rest."""
    eight = (1, 1, 2, 2, 3, 3, 4, 4)
    gate = Gate(item="practice-3-3", at_least=Fraction(2, 3), otherwise_level=1)
    gated = LevelRule(own=Fraction(2, 3), lower=Fraction(5, 6), gates=(gate,))
    practices = [
        dimension(f"practice-{n}", eight, rule=gated if n == 3 else RULE) for n in range(1, 7)
    ]
    safeguards = [dimension(f"safeguard-{n}", eight, "safeguard") for n in "ab"]
    cells = [(row, side) for row in ("Volatility", "Uncertainty", "Complexity", "Ambiguity")
             for side in ("External", "Internal")]  # fmt: skip
    pressure = Node(
        id="pressure", title="Pressure", kind="pressure", code="C", answers="frequency",
        aggregate="mean",
        items=tuple(
            item(f"pressure-{n}", anchors={}, next_steps={}, cell=Cell(row=row, column=column))
            for n, (row, column) in enumerate(cells, start=1)
        ),
    )  # fmt: skip
    enablers = dimension("enablers", (None,) * 5, "enabler", rule=None, aggregate=None, code="D")
    open_item = item("enablers-add", type="text", anchors={}, next_steps={})
    outcomes = Node(
        id="outcomes", title="Outcomes", kind="outcome", code="E",
        items=tuple(
            item(f"outcomes-{n}", type="measure", anchors={}, next_steps={},
                 not_applicable="Not measured.")
            for n in range(1, 5)
        ),
    )  # fmt: skip
    extended = dimension("enablers", (None,) * 5, "enabler", rule=None, aggregate=None, code="D",
                         items=(*enablers.items, open_item))  # fmt: skip
    return questionnaire(
        group("drive", *practices), group("safeguards", *safeguards), pressure, extended, outcomes
    )


def answers(**letters: str) -> dict[str, Answer]:
    """Return answers from letters: `practice_1="FFL_D-"` answers practice-1-1 and on.

    N, P, L, F are options, digits the position of an option, "_" is not yet answered, "D"
    don't know, "-" not applicable.
    """
    result: dict[str, Answer] = {}
    for name, text in letters.items():
        for number, letter in enumerate(text, start=1):
            answer = _answer(letter)
            if answer is not None:
                result[f"{name.replace('_', '-')}-{number}"] = answer
    return result


def _answer(letter: str) -> Answer | None:
    if letter == "_":
        return None
    if letter == "D":
        return Answer(state="dont_know")
    if letter == "-":
        return Answer(state="not_applicable", reason="No such case.")
    if letter.isdigit():
        return Answer(state="answered", option=FREQUENCY[int(letter) - 1].id)
    return Answer(state="answered", option=LETTERS[letter])


def assessment(
    definition: Questionnaire,
    given: Mapping[str, Answer],
    *,
    unit: str = "Unit B2",
    label: str = "Autumn 2026",
    day: date = date(2026, 10, 16),
) -> Assessment:
    """Return a draft of one unit and wave."""
    return Assessment(
        id=f"{unit}-{label}".lower().replace(" ", "-"),
        unit=Unit(id=unit.lower().replace(" ", "-"), name=unit),
        wave=Wave(label=label, date=day),
        questionnaire=definition,
        answers=given,
    )


def random_answers(
    definition: Questionnaire, seed: int, *, open_share: float = 0.1
) -> dict[str, Answer]:
    """Return answers of every kind, the same for the same seed, with comments and evidence."""
    chance = random.Random(seed)  # noqa: S311 - test data, not a secret
    given: dict[str, Answer] = {}
    for entry in definition.items.values():
        if chance.random() < open_share:
            if chance.random() < 0.5:
                given[entry.id] = Answer(state="dont_know", comment="Nobody in the room knew.")
            continue
        if entry.type != "choice":
            given[entry.id] = Answer(
                state="answered", text="What was measured", value="71 %", source="Survey 2026"
            )
            continue
        options = definition.options(entry.id)
        option = options[chance.randrange(len(options))]
        given[entry.id] = Answer(
            state="answered",
            option=option.id,
            comment="Two cases since March; the register shows them."
            if chance.random() < 0.4
            else "",
            evidence="register of corrections\nhttps://intranet.example/register"
            if chance.random() < 0.5
            else "",
        )
    return given
