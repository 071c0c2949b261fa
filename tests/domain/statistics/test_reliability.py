"""Cronbach's alpha on the data set `attitude` that R comes with, and its limits."""

from fractions import Fraction as F
from random import Random
from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.domain.statistics.moments import Interval
from maturity_app.domain.statistics.reliability import (
    alphas_without_each,
    cronbach_alpha,
    feldt_interval,
    item_rest_correlations,
)

# Chatterjee and Price (1977): rating, complaints, privileges, learning, raises, critical, advance.
ATTITUDE = (
    (43, 51, 30, 39, 61, 92, 45), (63, 64, 51, 54, 63, 73, 47), (71, 70, 68, 69, 76, 86, 48),
    (61, 63, 45, 47, 54, 84, 35), (81, 78, 56, 66, 71, 83, 47), (43, 55, 49, 44, 54, 49, 34),
    (58, 67, 42, 56, 66, 68, 35), (71, 75, 50, 55, 70, 66, 41), (72, 82, 72, 67, 71, 83, 31),
    (67, 61, 45, 47, 62, 80, 41), (64, 53, 53, 58, 58, 67, 34), (67, 60, 47, 39, 59, 74, 41),
    (69, 62, 57, 42, 55, 63, 25), (68, 83, 83, 45, 59, 77, 35), (77, 77, 54, 72, 79, 77, 46),
    (81, 90, 50, 72, 60, 54, 36), (74, 85, 64, 69, 79, 79, 63), (65, 60, 65, 75, 55, 80, 60),
    (65, 70, 46, 57, 75, 85, 46), (50, 58, 68, 54, 64, 78, 52), (50, 40, 33, 34, 43, 64, 33),
    (64, 61, 52, 62, 66, 80, 41), (53, 66, 52, 50, 63, 80, 37), (40, 37, 42, 58, 50, 57, 49),
    (63, 54, 42, 48, 66, 75, 33), (66, 77, 66, 63, 88, 76, 72), (78, 75, 58, 74, 80, 78, 49),
    (48, 57, 44, 45, 51, 83, 38), (85, 85, 71, 71, 77, 74, 55), (82, 82, 39, 59, 64, 78, 39),
)  # fmt: skip

OPPOSED = ((1, 4, 1), (2, 3, 2), (3, 1, 3), (4, 2, 2))
"""Whose second item runs against the others, as one that should have been reversed."""

tables = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=8)


def rounded(interval: Interval | None, digits: int) -> tuple[float, float]:
    assert interval is not None
    return round(interval.low, digits), round(interval.high, digits)


def test_alpha_of_a_published_data_set() -> None:
    alpha = cronbach_alpha(ATTITUDE)
    assert alpha is not None
    assert round(float(alpha), 6) == 0.843143
    assert rounded(feldt_interval(alpha, 30, 7), 4) == (0.7394, 0.9158)


def test_items_held_against_the_rest() -> None:
    # As R's package psych gives them for alpha(attitude).
    without = [round(float(alpha or 0), 3) for alpha in alphas_without_each(ATTITUDE)]
    assert without == [0.810, 0.797, 0.828, 0.803, 0.795, 0.864, 0.840]
    for number, found in enumerate(item_rest_correlations(ATTITUDE)):
        item = [row[number] for row in ATTITUDE]
        others = [sum(row) - row[number] for row in ATTITUDE]
        assert found == pytest.approx(correlation(item, others))


def test_published_intervals() -> None:
    # Feldt, Woodruff and Salih (1987), p. 95: .704 and .861 with F to two digits.
    assert rounded(feldt_interval(F("0.790"), 41, 26, 0.9), 3) == (0.705, 0.862)
    # Evans's function of Feldt's interval.
    assert rounded(feldt_interval(F("0.913"), 873, 20), 7) == (0.9044024, 0.9211588)


def test_a_negative_alpha_is_shown_with_its_interval() -> None:
    # Item variances 5/3, 5/3, 2/3; the sums 6, 7, 7, 8 have 2/3: 3/2 · (1 − 4 / (2/3)).
    alpha = cronbach_alpha(OPPOSED)
    assert alpha == F(3, 2) * (1 - 6)
    interval = feldt_interval(alpha, 4, 3)
    assert interval is not None
    assert interval.low < alpha < interval.high
    assert interval.low < -30


def test_the_item_to_be_reversed_shows() -> None:
    first, second, third = (r or 0 for r in item_rest_correlations(OPPOSED))
    assert second < -0.9
    assert second < min(first, third)
    without = [alpha or 0 for alpha in alphas_without_each(OPPOSED)]
    # Of the other two, whose sums 2, 4, 6, 6 have 11/3: 2 (1 − 7/3 / (11/3)).
    assert without[1] == F(8, 11)
    assert max(without[0], without[2]) < 0


@given(tables, st.integers(-5, 5), st.randoms())
def test_neither_order_nor_a_constant_changes_it(
    table: list[list[int]], constant: int, chance: Random
) -> None:
    moved = [[row[0] + constant, *row[1:]] for row in table]
    chance.shuffle(moved)
    assert cronbach_alpha(moved) == cronbach_alpha(table)
    assert alphas_without_each(moved) == alphas_without_each(table)


@given(tables)
def test_alpha_without_an_item_is_that_of_the_table_without_it(table: list[list[int]]) -> None:
    shorter = tuple(
        cronbach_alpha([[*row[:number], *row[number + 1 :]] for row in table])
        for number in range(3)
    )
    assert alphas_without_each(table) == shorter


def test_where_nothing_varies_nothing_is_said() -> None:
    assert cronbach_alpha(((1, 2), (1, 2))) is None
    assert cronbach_alpha(((1, 2), (2, 1))) is None, "the sums are alike"
    assert item_rest_correlations(((1, 2, 3), (1, 3, 5))) == (None, 1, 1)


@pytest.mark.parametrize("table", [(), ((1, 2, 3),), ((1,), (2,))])
def test_too_little_is_no_answer(table: tuple[tuple[int, ...], ...]) -> None:
    assert cronbach_alpha(table) is None
    assert item_rest_correlations(table) == alphas_without_each(table) == ()
    assert feldt_interval(F(1, 2), len(table), 1) is None


def test_of_two_items_none_can_be_spared() -> None:
    assert alphas_without_each(((1, 2), (2, 3), (3, 3))) == ()


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        cronbach_alpha(((1, 2), (1,)))
    with pytest.raises(ValueError, match="2"):
        feldt_interval(2, 30, 7)
    with pytest.raises(ValueError, match="95"):
        feldt_interval(F(1, 2), 30, 7, 95)
