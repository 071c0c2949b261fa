"""How consistently the items of a dimension measure one thing: Cronbach's alpha and its parts.

Every function takes a row for each respondent and a column for each item, with no cell missing:
who left an item open is left out beforehand. Reversed items are turned round beforehand, too,
as an item's `x` is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.statistics.distributions import f_quantile
from maturity_app.domain.statistics.moments import (
    Interval,
    Number,
    covariance,
    exact,
    quotient,
    variance,
)

_FEWEST = 2
"""One respondent has no variance, and one item agrees with nothing."""


def cronbach_alpha(scores: Sequence[Sequence[Number]]) -> Fraction | None:
    """Return Cronbach's alpha, 1 at most; it is negative where items contradict each other.

    Cronbach (1951), equation 2: α = k/(k − 1) · (1 − Σ s_i² / s_T²), s_i² the variance of an item
    and s_T² that of the sum of all k. A negative one is told as it is: it says that something is
    wrong, such as an item that should have been reversed. None with fewer than two respondents
    or items, or where all respondents have the same sum.

    Raises:
        ValueError: the rows differ in length.

    """
    items = _items(scores)
    return _alpha(items.variances, items.total) if items else None


def feldt_interval(
    alpha: Number, respondents: int, items: int, confidence: float = 0.95
) -> Interval | None:
    """Return the confidence interval of an alpha found with so many respondents and items.

    Feldt (1965); Feldt, Woodruff and Salih (1987), equations 6 and 7: (1 − α)/(1 − α̂) has the F
    distribution with n − 1 and (n − 1)(k − 1) degrees of freedom. Bounds may be negative, as
    alpha may. None with fewer than two respondents or items.

    Raises:
        ValueError: alpha is above 1, or the confidence not between 0 and 1.

    """
    if alpha > 1 or not 0 < confidence < 1:
        raise ValueError((alpha, confidence))
    if respondents < _FEWEST or items < _FEWEST:
        return None
    tail = (1 - confidence) / 2
    df1, df2 = respondents - 1, (respondents - 1) * (items - 1)
    low, high = (
        1 - float(1 - alpha) * f_quantile(p, df1, df2) for p in ((1 + confidence) / 2, tail)
    )
    return Interval(low=low, high=high, confidence=confidence)


def item_rest_correlations(scores: Sequence[Sequence[Number]]) -> tuple[float | None, ...]:
    """Return each item's correlation (−1 … 1) with the sum of all others.

    The corrected item-total correlation; Henrysson (1963):
    (s_iT − s_i²) / (s_i · √(s_T² + s_i² − 2 s_iT)), s_iT the covariance of item and sum. None for
    an item that all answered alike, or whose others add up to the same for all; empty with
    fewer than two respondents or items.

    Raises:
        ValueError: the rows differ in length.

    """
    items = _items(scores)
    if items is None:
        return ()
    return tuple(
        _correlation(with_total - own, own, items.total + own - 2 * with_total)
        for own, with_total in zip(items.variances, items.with_total, strict=True)
    )


def alphas_without_each(scores: Sequence[Sequence[Number]]) -> tuple[Fraction | None, ...]:
    """Return for each item the alpha of all others, negative or None as `cronbach_alpha` is.

    Where it is above the alpha of all, the item does not fit the rest. Empty with fewer than
    three items, of which none can be spared, or fewer than two respondents.

    Raises:
        ValueError: the rows differ in length.

    """
    items = _items(scores)
    if items is None or len(items.variances) <= _FEWEST:
        return ()
    return tuple(
        _alpha(
            items.variances[:number] + items.variances[number + 1 :],
            items.total + items.variances[number] - 2 * with_total,
        )
        for number, with_total in enumerate(items.with_total)
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Items:
    """Each item's variance and its covariance with the sum of all, and that sum's variance."""

    variances: tuple[Fraction, ...]
    with_total: tuple[Fraction, ...]
    total: Fraction


def _items(scores: Sequence[Sequence[Number]]) -> _Items | None:
    rows = [exact(row) for row in scores]
    columns = list(zip(*rows, strict=True))
    if len(rows) < _FEWEST or len(columns) < _FEWEST:
        return None
    totals = [sum(row, Fraction(0)) for row in rows]
    return _Items(
        variances=tuple(variance(column) for column in columns),
        with_total=tuple(covariance(column, totals) for column in columns),
        total=variance(totals),
    )


def _alpha(variances: Sequence[Fraction], total: Fraction) -> Fraction | None:
    count = len(variances)
    share = quotient(sum(variances, Fraction(0)), total)
    return None if share is None else Fraction(count, count - 1) * (1 - share)


def _correlation(covaried: Fraction, first: Fraction, second: Fraction) -> float | None:
    """Return the correlation of two variables from their covariance and variances."""
    squared = quotient(covaried**2, first * second)
    return None if squared is None else math.copysign(math.sqrt(squared), covaried)
