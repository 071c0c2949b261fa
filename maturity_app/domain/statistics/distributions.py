"""Student's t and the F distribution: how likely a value is, and which value is how likely.

Both come from the regularised incomplete beta function. Up to 100,000 degrees of freedom, whole
or not, a probability is right to 1e-9, a quantile to 1e-9 of its size.
"""

import math

_PRECISE = 1e-15
_TINY = 1e-300
_MOST_TERMS = 100_000


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), from 0 to 1.

    Its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22), for the
    one of I_x(a, b) = 1 − I_1−x(b, a) for which it is quick.

    Raises:
        ValueError: `x` is not from 0 to 1, or `a` or `b` not above 0.

    """
    if not (0 <= x <= 1 and a > 0 and b > 0):
        raise ValueError((x, a, b))
    return _beta(x, 1 - x, a, b)


def t_cdf(t: float, df: float) -> float:
    """Return the probability that Student's t, with `df` > 0, is `t` or less.

    Abramowitz and Stegun (1964), 26.5.27.

    Raises:
        ValueError: `df` is not above 0, or `t` not a number.

    """
    above = f_tail(t * t, 1, df) / 2
    return above if t < 0 else 1 - above


def t_quantile(p: float, df: float) -> float:
    """Return the value that Student's t, with `df` > 0, does not exceed with probability `p`.

    Raises:
        ValueError: `p` is not between 0 and 1, or `df` not above 0.
        OverflowError: the value is beyond floating-point numbers.

    """
    _check_probability(p)
    tail = min(p, 1 - p)
    size = math.sqrt(_f_exceeded(2 * tail, 1, df)) if 2 * tail < 1 else 0.0
    return -size if p < 0.5 else size  # noqa: PLR2004


def f_cdf(f: float, df1: float, df2: float) -> float:
    """Return the probability that F, with `df1` and `df2` > 0, is `f` or less.

    Abramowitz and Stegun (1964), 26.6.2.

    Raises:
        ValueError: `f` is below 0 or not a number, or a `df` not above 0.

    """
    x, y = _shares(f, df1, df2)
    return _beta(x, y, df1 / 2, df2 / 2)


def f_tail(f: float, df1: float, df2: float) -> float:
    """Return the probability that F is above `f`: 1 − `f_cdf`, but right for small ones too.

    Raises:
        ValueError: as `f_cdf`.

    """
    x, y = _shares(f, df1, df2)
    return _beta(y, x, df2 / 2, df1 / 2)


def f_quantile(p: float, df1: float, df2: float) -> float:
    """Return the value that F, with `df1` and `df2` > 0, does not exceed with probability `p`.

    Raises:
        ValueError: `p` is not between 0 and 1, or a `df` not above 0.
        OverflowError: the value is beyond floating-point numbers.

    """
    _check_probability(p)
    if p < 0.5:  # noqa: PLR2004 - the lower half is the upper one of 1/F
        return 1 / _f_exceeded(p, df2, df1)
    return _f_exceeded(1 - p, df1, df2)


def _check_probability(p: float) -> None:
    if not 0 < p < 1:
        raise ValueError(p)


def _f_exceeded(tail: float, df1: float, df2: float) -> float:
    """Return the value that F exceeds with a probability, by halving its logarithm's range."""
    low, high = -1.0, 1.0
    while f_tail(math.exp(low), df1, df2) < tail:
        low *= 2
    while f_tail(math.exp(high), df1, df2) > tail:
        high *= 2
    while high - low > _PRECISE * max(1, -low, high):
        middle = (low + high) / 2
        if f_tail(math.exp(middle), df1, df2) > tail:
            low = middle
        else:
            high = middle
    return math.exp((low + high) / 2)


def _shares(f: float, df1: float, df2: float) -> tuple[float, float]:
    """Return the two parts of one that F is the ratio of, each right where it is small."""
    if not (f >= 0 and 0 < df1 < math.inf and 0 < df2 < math.inf):
        raise ValueError((f, df1, df2))
    ratio = f * df1 / df2
    y = 1 / (1 + ratio)
    return (1 - y if ratio > 1 else ratio * y), y


def _beta(x: float, y: float, a: float, b: float) -> float:
    """Return I_x(a, b), where `y` is 1 − x."""
    if x == 0 or y == 0:
        return 0.0 if x == 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(y, x, b, a)
    log_of_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    factor = math.exp(a * math.log(x) + b * math.log(y) - log_of_beta)
    return factor / (a * _continued_fraction(x, a, b))


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Return 1 + d₁/(1 + d₂/(1 + …)), by the way of Lentz (1976) as Thompson and Barnett mend it.

    Raises:
        ArithmeticError: it does not settle, far beyond the degrees of freedom named above.

    """
    value, above, below = 1.0, 1.0, 0.0
    for number in range(1, _MOST_TERMS):
        term = _term(number, x, a, b)
        below = 1 / (1 + term * below or _TINY)
        above = 1 + term / above or _TINY
        value *= above * below
        if abs(above * below - 1) < _PRECISE:
            return value
    raise ArithmeticError((x, a, b))


def _term(number: int, x: float, a: float, b: float) -> float:
    m, is_odd = divmod(number, 2)
    if is_odd:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
