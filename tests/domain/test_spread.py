import statistics
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.domain.spread import quantile, spread_of


def test_of_a_single_value_there_is_neither_mean_nor_spread() -> None:
    spread = spread_of([F(40)], units=3)
    assert (spread.units, spread.valued, spread.single) == (3, 1, 40)
    assert (spread.mean, spread.deviation, spread.median, spread.low) == (None,) * 4
    assert not spread.is_spread


def test_of_no_value_there_is_nothing() -> None:
    spread = spread_of([], units=2, top_level=1)
    assert (spread.valued, spread.single, spread.mean) == (0, None, None)
    assert spread.at_level == (0, 0)


def test_quarters_are_of_four_values_on_and_few_are_shown_one_by_one() -> None:
    three = spread_of([F(30), F(10), F(20)], units=3)
    assert (three.low, three.median, three.high, three.mean) == (10, 20, 30, 20)
    assert not three.has_quartiles
    assert three.values == (10, 20, 30)
    four = spread_of([F(0), F(10), F(20), F(40)], units=4)
    assert (four.lower_quartile, four.median, four.upper_quartile) == (F(15, 2), 15, 25)
    assert four.values == ()


def test_levels_are_counted_by_the_whole_level() -> None:
    levels = [F(0), F(19, 10), F(2), F(29, 10), F(4)]
    assert spread_of(levels, units=7, top_level=4).at_level == (1, 1, 2, 0, 1)


VALUES = st.lists(st.fractions(0, 100, max_denominator=60), min_size=2, max_size=40)


@given(VALUES)
def test_it_is_what_the_standard_library_reckons(values: list[F]) -> None:
    spread = spread_of(values, units=len(values))
    assert spread.mean == statistics.mean(values)
    assert spread.deviation == pytest.approx(statistics.pstdev(map(float, values)), abs=1e-9)
    quarters = statistics.quantiles(values, n=4, method="inclusive")
    assert [quantile(sorted(values), F(n, 4)) for n in (1, 2, 3)] == quarters
