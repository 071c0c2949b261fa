"""A made-up organisation for the tests of roll-ups: three branches, one of a single unit."""

from dataclasses import replace
from functools import cache

from maturity_app.domain.assessment import Assessment, Branch
from maturity_app.domain.rollup import RollUp, roll_up
from tests.building import assessment, full_questionnaire, random_answers

DEFINITION = full_questionnaire()
TOP, NORTH, LONE = (
    Branch(id=name, name=title)
    for name, title in (("top", "Ministry"), ("north", "North"), ("lone", "=Lone & <agency>"))
)
PLACES = ((TOP,), (TOP, NORTH), (TOP, NORTH), (LONE,), (TOP, NORTH), (TOP,), ())


def records(count: int = 14) -> list[Assessment]:
    """Return units with all kinds of answers, some too few for a level."""
    found = []
    for number in range(count):
        within = PLACES[number % len(PLACES)] if number != len(PLACES) + 3 else (TOP,)
        given = random_answers(DEFINITION, number, open_share=0.02 if number % 4 else 0.4)
        whole = assessment(DEFINITION, given, unit=f"Unit {number:02}")
        found.append(replace(whole, unit=replace(whole.unit, within=within), status="signed_off"))
    return found


@cache
def organisation() -> RollUp:
    """Return the organisation summed up."""
    return roll_up(records())
