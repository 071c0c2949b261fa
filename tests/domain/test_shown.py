"""How figures look wherever they are shown."""

from fractions import Fraction as F

import pytest

from maturity_app.domain.shown import shown_level, shown_value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (F(225, 4), "56.3"),  # 56.25: half up, where a float or half-even would say 56.2
        (F(200, 3), "66.7"),
        (F(0), "0.0"),
        (F(100), "100.0"),
        (F(1, 20), "0.1"),
        (F(49999, 1000), "50.0"),
    ],
)
def test_half_up_from_the_exact_fraction(value: F, shown: str) -> None:
    assert shown_value(value) == shown


def test_more_digits_until_on_its_own_side_of_a_cut() -> None:
    assert shown_value(F(49999, 1000), [F(50)]) == "49.999"
    assert shown_value(F(4996, 100), [F(50)]) == "49.96"
    assert shown_value(F(50), [F(50)]) == "50.0"


def test_below_nothing_there_is_no_minus_zero() -> None:
    assert shown_value(F(-1, 100)) == "0.0"
    assert shown_value(F(-25, 4)) == "-6.3"


@pytest.mark.parametrize(
    ("level", "shown"), [(F(8, 5), "1.6"), (F(299, 100), "2.9"), (F(4), "4.0"), (F(8, 3), "2.6")]
)
def test_levels_are_truncated(level: F, shown: str) -> None:
    assert shown_level(level) == shown
