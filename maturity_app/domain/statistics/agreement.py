"""How far several people's ratings of the same thing agree: r_wg, and Krippendorff's alpha."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from maturity_app.domain.statistics.moments import Number, exact, mean, quotient, variance

Metric = Literal["nominal", "ordinal", "interval"]

_FEWEST_RATERS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """Agreement within a group: `raw` as the formula gives it, None where that divides by 0.

    Answers by chance come out at 0, one and the same answer at 1. `raw` leaves that range where
    people differ more than chance would have it: r_wg then falls below 0 and tells how deep the
    rift is, so that items can be put in order by it; r_wg(J) jumps and tells nothing.
    """

    raw: Fraction | None

    @property
    def value(self) -> Fraction:
        """Agreement from 0 to 1; out of range it is 0, as James, Demaree and Wolf (1984) set it."""
        if self.raw is None or not 0 <= self.raw <= 1:
            return Fraction(0)
        return self.raw


def r_wg(ratings: Sequence[Number], options: Sequence[Number]) -> Agreement | None:
    """Return how far ratings of one item agree, against answers spread evenly over its options.

    James, Demaree and Wolf (1984): r_wg(1) = 1 − s²/σ², s² the variance of the ratings (n − 1).
    σ² is that of a uniform choice among the options, whatever their values: (A² − 1)/12 for the
    ranks of A options. `ratings` has one of the options for each rater; values, `x` (0–1) or
    ranks are alike. None with fewer than two raters, of whom nothing can be said.

    Raises:
        ValueError: a rating is none of the options, or these do not differ.

    """
    share = _share_of_chance(ratings, options)
    return None if share is None else Agreement(raw=1 - share)


def r_wg_j(
    ratings: Sequence[Sequence[Number]], options: Sequence[Sequence[Number]]
) -> Agreement | None:
    """Return how far ratings of J parallel items agree; both arguments have one row for each item.

    James, Demaree and Wolf (1984): r_wg(J) = J(1 − q) / (J(1 − q) + q), q the mean variance of
    the items over σ². Items may have different options; q is then the mean of each item's own
    ratio, which is the same where they do not differ. A row holds the ratings of those who rated
    the item. None without items, or if one has fewer than two raters: leave it out beforehand.

    Raises:
        ValueError: as `r_wg`, or not as many rows of options as of ratings.

    """
    shares = [_share_of_chance(*item) for item in zip(ratings, options, strict=True)]
    present = [share for share in shares if share is not None]
    if not present or len(present) < len(shares):
        return None
    q, items = mean(present), len(present)
    below = items * (1 - q) + q
    return Agreement(raw=items * (1 - q) / below if below else None)


def _share_of_chance(ratings: Sequence[Number], options: Sequence[Number]) -> Fraction | None:
    """Return the variance of ratings as a share of that of a uniform choice."""
    given, offered = exact(ratings), exact(options)
    if len(set(offered)) < 2 or not set(given) <= set(offered):  # noqa: PLR2004 - a choice
        raise ValueError((ratings, options))
    if len(given) < _FEWEST_RATERS:
        return None
    centre = mean(offered)
    chance = mean([(option - centre) ** 2 for option in offered])
    return variance(given) / chance


# --- Krippendorff's alpha ----------------------------------------------------------------


def krippendorff_alpha(
    ratings: Sequence[Sequence[Number | None]], metric: Metric
) -> Fraction | None:
    """Return how far coders agree on units beyond chance: 1 is perfect, 0 chance, less is worse.

    `ratings` has a row for each coder and a column for each unit; None is a missing cell, and a
    unit with fewer than two ratings does not count. Krippendorff (2011), "Computing
    Krippendorff's alpha-reliability", part D: α = 1 − (n − 1) Σ o_ck δ² / Σ n_c n_k δ², over all
    pairs of values c < k of the n ratings that can be paired. The squared difference δ² is 1 for
    `nominal`, that of the values for `interval`, and for `ordinal` that of their places among
    the ratings. None where nothing can be paired, or no rating differs from any other.

    Raises:
        ValueError: the rows differ in length.

    """
    columns = (Counter(exact(v for v in unit if v is not None)) for unit in _columns(ratings))
    units = [unit for unit in columns if unit.total() >= _FEWEST_RATERS]
    totals: Counter[Fraction] = sum(units, Counter())
    differ = _METRICS[metric](totals)
    observed = sum((_differing(unit, differ) / (unit.total() - 1) for unit in units), Fraction(0))
    share = quotient(observed, _differing(totals, differ))
    return None if share is None else 1 - (totals.total() - 1) * share


def _columns(ratings: Sequence[Sequence[Number | None]]) -> Iterator[tuple[Number | None, ...]]:
    return zip(*ratings, strict=True)


_Difference = Callable[[Fraction, Fraction], Fraction]


def _differing(counts: Mapping[Fraction, int], differ: _Difference) -> Fraction:
    """Return the squared differences of all pairs of ratings that are not the same."""
    pairs = combinations(counts.items(), 2)
    return sum((n * m * differ(c, k) for (c, n), (k, m) in pairs), Fraction(0))


def _nominal(_: Mapping[Fraction, int]) -> _Difference:
    return lambda c, k: Fraction(c != k)


def _ordinal(totals: Mapping[Fraction, int]) -> _Difference:
    """Krippendorff (2011): all ratings from c to k, those of c and of k by half."""
    places: dict[Fraction, Fraction] = {}
    below = 0
    for value in sorted(totals):
        places[value] = below + Fraction(totals[value], 2)
        below += totals[value]
    return lambda c, k: (places[c] - places[k]) ** 2


def _interval(_: Mapping[Fraction, int]) -> _Difference:
    return lambda c, k: (c - k) ** 2


_METRICS: Mapping[Metric, Callable[[Mapping[Fraction, int]], _Difference]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
}
