"""Exact sums of many fractions: brought to one denominator, and reduced once."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def total(values: Iterable[Fraction]) -> Fraction:
    """Return Σ x."""
    ratios = [value.as_integer_ratio() for value in values]
    below = lcm(*(denominator for _, denominator in ratios))
    return Fraction(sum(n * (below // d) for n, d in ratios), below)


def total_weighted(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """Return Σ w·x of pairs (x, w)."""
    return Fraction(*_weighted([(x.as_integer_ratio(), w.as_integer_ratio()) for x, w in pairs]))


def weighted_mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return Σ w·x / Σ w of pairs (x, w); None if none of them has weight."""
    ratios = [(x.as_integer_ratio(), w.as_integer_ratio()) for x, w in pairs]
    one = (1, 1)
    weight, weight_below = _weighted([(one, w) for _, w in ratios])
    if not weight:
        return None
    value, value_below = _weighted(ratios)
    return Fraction(value * weight_below, value_below * weight)


_Ratio = tuple[int, int]


def _weighted(pairs: list[tuple[_Ratio, _Ratio]]) -> _Ratio:
    """Return numerator and denominator of Σ w·x."""
    products = [(a * c, b * d) for (a, b), (c, d) in pairs]
    below = lcm(*(denominator for _, denominator in products))
    return sum(n * (below // d) for n, d in products), below
