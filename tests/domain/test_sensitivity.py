"""What a result would be if "not applicable" were read otherwise."""

from maturity_app.domain.scoring import score
from maturity_app.domain.sensitivity import sensitivity
from tests.building import answers, dimension, questionnaire

EIGHT = (1, 1, 2, 2, 3, 3, 4, 4)
DEFINITION = questionnaire(dimension("p", EIGHT))


def test_as_lowest_and_left_out() -> None:
    given = answers(p="FFFF--NN")
    as_lowest, left_out = sensitivity(DEFINITION, given).of("p")
    assert as_lowest.value == 50
    assert left_out.index == score(DEFINITION, given).nodes["p"].index


def test_left_out_has_a_value_where_too_much_was_set_aside_to_rate() -> None:
    given = answers(p="FFFN----")
    assert score(DEFINITION, given).nodes["p"].state == "not_rated"
    as_lowest, left_out = sensitivity(DEFINITION, given).of("p")
    assert (as_lowest.value, left_out.value) == (37.5, 75)
    assert left_out.state == "rated"


def test_nothing_set_aside_changes_nothing() -> None:
    given = answers(p="FFFFPP__")
    card = score(DEFINITION, given)
    as_lowest, left_out = sensitivity(DEFINITION, given).of("p")
    assert as_lowest == left_out == card.nodes["p"]
