"""Student's t and F against tables and against the cases that have a closed form."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_app.domain.statistics.distributions import (
    f_cdf,
    f_quantile,
    f_tail,
    incomplete_beta,
    t_cdf,
    t_quantile,
)

probabilities = st.floats(min_value=1e-6, max_value=1 - 1e-6)
degrees = st.floats(min_value=1, max_value=10_000)


@pytest.mark.parametrize(
    ("p", "df", "tabled"),
    [(0.975, 1, 12.706), (0.975, 5, 2.571), (0.975, 10, 2.228), (0.975, 30, 2.042),
     (0.975, 120, 1.980), (0.995, 10, 3.169), (0.95, 20, 1.725), (0.9995, 4, 8.610)],
)  # fmt: skip
def test_quantiles_of_t_are_those_of_the_tables(p: float, df: int, tabled: float) -> None:
    assert round(t_quantile(p, df), 3) == tabled
    assert t_quantile(1 - p, df) == pytest.approx(-tabled, abs=5e-4)


@pytest.mark.parametrize(
    ("p", "df1", "df2", "tabled"),
    [(0.95, 1, 1, 161.45), (0.95, 2, 10, 4.10), (0.95, 5, 10, 3.33), (0.95, 10, 5, 4.74),
     (0.975, 5, 10, 4.24), (0.99, 3, 20, 4.94), (0.95, 30, 120, 1.55)],
)  # fmt: skip
def test_quantiles_of_f_are_those_of_the_tables(
    p: float, df1: int, df2: int, tabled: float
) -> None:
    assert round(f_quantile(p, df1, df2), 2) == tabled
    assert 1 / f_quantile(1 - p, df2, df1) == pytest.approx(tabled, abs=5e-3)


@pytest.mark.parametrize("p", [1e-6, 0.025, 0.3, 0.5, 0.8, 0.975, 1 - 1e-6])
def test_closed_forms_are_met_to_nine_digits(p: float) -> None:
    cauchy = math.tan(math.pi * (p - 0.5))
    of_two = (2 * p - 1) / math.sqrt(2 * p * (1 - p))
    assert t_quantile(p, 1) == pytest.approx(cauchy, rel=1e-9, abs=1e-9)
    assert t_quantile(p, 2) == pytest.approx(of_two, rel=1e-9, abs=1e-9)
    of_two_and_seven = 3.5 * ((1 - p) ** (-2 / 7) - 1)
    assert f_quantile(p, 2, 7) == pytest.approx(of_two_and_seven, rel=1e-9)
    assert incomplete_beta(p, 2, 3) == pytest.approx(p**2 * (6 - 8 * p + 3 * p**2), rel=1e-9)


def test_with_many_degrees_of_freedom_t_is_normal() -> None:
    assert t_quantile(0.975, 100_000) == pytest.approx(1.959964 + 2.37e-5, abs=1e-6)
    assert t_cdf(-1.0, 1e5) == pytest.approx(0.1586564, abs=1e-6)


def test_a_small_probability_keeps_its_digits() -> None:
    assert f_tail(1e8, 2, 4) == pytest.approx((1 + 1e8 / 2) ** -2, rel=1e-9)
    assert t_cdf(-1e9, 1) == pytest.approx(1 / (math.pi * 1e9), rel=1e-9)


def test_the_ends() -> None:
    assert (f_cdf(0, 3, 4), f_tail(0, 3, 4)) == (0, 1)
    assert (f_cdf(math.inf, 3, 4), f_tail(math.inf, 3, 4)) == (1, 0)
    assert (incomplete_beta(0, 2, 3), incomplete_beta(1, 2, 3)) == (0, 1)
    assert (t_cdf(0, 3), t_quantile(0.5, 3)) == (0.5, 0)


@settings(deadline=None, max_examples=40)
@given(probabilities, degrees, degrees)
def test_a_quantile_is_where_its_probability_is_reached(p: float, df1: float, df2: float) -> None:
    assert t_cdf(t_quantile(p, df1), df1) == pytest.approx(p, abs=1e-9)
    assert f_cdf(f_quantile(p, df1, df2), df1, df2) == pytest.approx(p, abs=1e-9)


@pytest.mark.parametrize("p", [0.0, 1.0, -0.1, math.nan])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match=str(p)):
        t_quantile(p, 3)
    with pytest.raises(ValueError, match=str(p)):
        f_quantile(p, 3, 4)


@pytest.mark.parametrize("df", [0.0, -1.0, math.inf, math.nan])
def test_degrees_of_freedom_are_above_nothing_and_finite(df: float) -> None:
    with pytest.raises(ValueError, match=str(df)):
        t_quantile(0.9, df)
    with pytest.raises(ValueError, match=str(df)):
        f_cdf(1, 3, df)
