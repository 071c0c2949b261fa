"""How the values of several units lie: no mean without its spread, and none of a single unit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from maturity_app.domain.exact import total

_FEWEST_IN_QUARTERS: Final = 4
"""Quartiles of fewer values would only lie between two of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """The values of `units` units, of which `valued` have one.

    Of one value there is neither mean nor spread: it stands in `single`. Quartiles are there
    from four values on. `values` are all of them where they are few enough to be shown one by
    one. `at_level` counts them by whole level; it is empty for an index.
    """

    units: int
    valued: int
    single: Fraction | None = None
    mean: Fraction | None = None
    variance: Fraction | None = None
    low: Fraction | None = None
    lower_quartile: Fraction | None = None
    median: Fraction | None = None
    upper_quartile: Fraction | None = None
    high: Fraction | None = None
    values: tuple[Fraction, ...] = ()
    at_level: tuple[int, ...] = ()

    @property
    def deviation(self) -> float | None:
        """The standard deviation over the units, which are all there are and no sample."""
        return None if self.variance is None else math.sqrt(self.variance)

    @property
    def is_spread(self) -> bool:
        """Whether there are two values at least, so that they have a spread."""
        return self.mean is not None

    @property
    def has_quartiles(self) -> bool:
        """Whether there are values enough to be parted in quarters."""
        return self.lower_quartile is not None


def spread_of(values: Sequence[Fraction], units: int, top_level: int | None = None) -> Spread:
    """Return how values lie that `units` units have; with `top_level` also how many at each."""
    ordered = sorted(values)
    levels = () if top_level is None else _at_levels(ordered, top_level)
    few = tuple(ordered) if len(ordered) < _FEWEST_IN_QUARTERS else ()
    if len(ordered) < 2:  # noqa: PLR2004 - one value has no spread
        single = ordered[0] if ordered else None
        return Spread(units=units, valued=len(ordered), single=single, values=few, at_level=levels)
    mean = total(ordered) / len(ordered)
    return Spread(
        units=units,
        valued=len(ordered),
        mean=mean,
        variance=total((value - mean) ** 2 for value in ordered) / len(ordered),
        low=ordered[0],
        lower_quartile=None if few else quantile(ordered, Fraction(1, 4)),
        median=quantile(ordered, Fraction(1, 2)),
        upper_quartile=None if few else quantile(ordered, Fraction(3, 4)),
        high=ordered[-1],
        values=few,
        at_level=levels,
    )


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return the value below which a share of ordered values lies, as spreadsheets reckon it.

    The least value is the quantile at 0, the greatest that at 1, and it runs straight between
    two neighbours: Excel's QUARTILE.INC, method 7 of Hyndman and Fan (1996).
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    if below == len(ordered) - 1:
        return ordered[below]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def _at_levels(values: Sequence[Fraction], top: int) -> tuple[int, ...]:
    whole = [min(int(value), top) for value in values]
    return tuple(whole.count(level) for level in range(top + 1))
