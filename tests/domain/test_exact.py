"""Exact sums: the same as adding one by one."""

from fractions import Fraction as F

from maturity_app.domain.exact import total, total_weighted, weighted_mean

XS = (F(1, 3), F(2, 3), F(0), F(5, 7), F(-1, 4))
WEIGHTS = (F(1), F(1, 2), F(3), F(2, 9), F(1))
PAIRS = tuple(zip(XS, WEIGHTS, strict=True))


def test_a_total_is_the_sum() -> None:
    assert total(XS) == sum(XS)
    assert total(()) == 0


def test_a_weighted_total_is_the_sum_of_the_products() -> None:
    assert total_weighted(PAIRS) == sum(x * weight for x, weight in PAIRS)
    assert total_weighted(()) == 0


def test_a_weighted_mean_divides_by_the_weight() -> None:
    assert weighted_mean(PAIRS) == sum(x * weight for x, weight in PAIRS) / sum(WEIGHTS)


def test_without_weight_there_is_no_mean() -> None:
    assert weighted_mean(()) is None
    assert weighted_mean([(F(1, 2), F(0))]) is None
