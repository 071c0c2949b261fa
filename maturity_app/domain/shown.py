"""Figures as they are shown: rounded once, here, and never into another band."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_MOST_DIGITS = 12


def shown_value(value: Fraction, cuts: Iterable[Fraction] = (), digits: int = 1) -> str:
    """Return a value half up to `digits` decimals, with a point as decimal mark.

    More digits are used until the shown number lies on the same side of every cut, shown with
    as many digits, as the exact one: 49.96 with a cut at 50 is not shown as 50.0.
    """
    edges = tuple(cuts)
    for places in range(digits, _MOST_DIGITS):
        text = _half_up(value, places)
        # A cut such as 200/3 has no end as a decimal; what lies on it is shown as it is shown.
        shown = Fraction(text)
        if all((value < cut) == (shown < Fraction(_half_up(cut, places))) for cut in edges):
            return text
    return _half_up(value, _MOST_DIGITS)


def shown_level(level: Fraction) -> str:
    """Return a level truncated to one decimal, so that 2.99 is shown as 2.9, never as 3.0."""
    tenths = int(level * 10)
    return f"{tenths // 10}.{tenths % 10}"


def _half_up(value: Fraction, places: int) -> str:
    scaled = abs(value) * 10**places
    # Half up from the exact fraction: a half is a half, not what a float makes of it.
    units = int(scaled + Fraction(1, 2))
    number = Decimal(units).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"-{number}" if value < 0 and units else str(number)
