"""Which units cost a comparison most, and what is won without them."""

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import compare
from maturity_app.domain.leaving_out import LeavingOut, leaving_out
from tests.building import answers, assessment, dimension, questionnaire

DEFINITION = questionnaire(dimension("practice", (1,) * 10))


def units(*given: str) -> list[Assessment]:
    """Return a unit for each row of answers: "A", "B" and on."""
    names = "ABCDEFGHIJ"
    return [
        assessment(DEFINITION, answers(practice=letters), unit=name)
        for name, letters in zip(names, given, strict=False)
    ]


def test_the_units_that_cost_most_are_left_out_until_enough_is_used() -> None:
    made = units(
        "FFFFFFFFFF",
        "____FFFFFF",
        "FFFF______",
        "FFFFFFFFF_",
        "FFFFFFFFFF",
        "LLLLLLLLLL",
        "_LLLLLLLLL",
    )
    between = compare(made)
    found = leaving_out(between)
    assert found == LeavingOut(units=("b", "c"), common=10, used=0, then=8)
    kept = [one for one in made if one.unit.id not in found.units]
    assert compare(kept).nodes["practice"].used == found.then


def test_never_half_of_the_units_are_left_out_and_those_who_win_nothing_stay() -> None:
    gaps = ["_____FFFFF", *["FFFFF_____"] * 3]
    assert leaving_out(compare(units(*gaps, *["FFFFFFFFFF"] * 3))) == LeavingOut(
        units=("a",), common=10, used=0, then=5
    )
    assert leaving_out(compare(units("FF________", "FFFFFFFFFF"))) is None


def test_where_enough_is_used_or_nothing_would_be_won_none_is_named() -> None:
    assert leaving_out(compare(units("FFFFFFF___", "FFFFFFFFFF", "FFFFFFFFFF"))) is None
    assert leaving_out(compare(units(*["FFF_______"] * 5))) is None
