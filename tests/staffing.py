"""Staff surveys for tests, built in the open."""

import random
from collections.abc import Mapping
from datetime import date

from maturity_app.domain.assessment import Unit, Wave
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.staff import NonAnswer, Response, StaffSurvey
from tests.building import dimension, group, questionnaire

LEAD = dimension("lead", (None,) * 3, rule=None)
TRY = dimension("try", (None,) * 4, rule=None)
SMALL = questionnaire(group("drive", LEAD, TRY), headline=None)
LETTERS = {"N": "not", "P": "partially", "L": "largely", "F": "fully"}


def said_by(role: str, *texts: str, definition: Questionnaire = SMALL) -> list[Response]:
    """Return a response for each text, a letter an item: N, P, L, F, "_" don't know."""
    items = list(definition.items)
    responses = []
    for text in texts:
        pairs = list(zip(items, text, strict=False))
        chosen = {key: LETTERS[letter] for key, letter in pairs if letter != "_"}
        unknown: dict[str, NonAnswer] = {key: "dont_know" for key, letter in pairs if letter == "_"}
        responses.append(Response(role=role, chosen=chosen, open=unknown))
    return responses


def survey_of(  # noqa: PLR0913 - each may differ from test to test
    responses: list[Response],
    roles: Mapping[str, int],
    *,
    headcount: int = 60,
    definition: Questionnaire = SMALL,
    label: str = "Autumn 2026",
    day: date = date(2026, 10, 16),
) -> StaffSurvey:
    """Return an open survey with responses."""
    blank = StaffSurvey(
        id=f"unit-b2-{label}".lower().replace(" ", "-"),
        unit=Unit(id="unit-b2", name="Unit B2", headcount=headcount),
        wave=Wave(label=label, date=day),
        questionnaire=definition,
        headcount=headcount,
        roles=roles,
    )
    return blank.with_responses(responses, (f"{number:064x}" for number in range(len(responses))))


def at_random(
    sizes: Mapping[str, int], seed: int, open_share: float, definition: Questionnaire = SMALL
) -> list[Response]:
    """Return so many responses in each role, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - test data, not a secret
    responses = []
    for role, size in sizes.items():
        leaning = chance.random()
        for _ in range(size):
            chosen: dict[str, str] = {}
            for item in definition.items.values():
                options = definition.options(item.id)
                if options and chance.random() >= open_share:
                    near = min(1.0, max(0.0, chance.gauss(leaning, 0.3)))
                    chosen[item.id] = options[round(near * (len(options) - 1))].id
            responses.append(Response(role=role, chosen=chosen))
    return responses
