"""Whether a difference is more than chance: between two waves of people, or of one measure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Literal

from maturity_app.domain.fields import Precision
from maturity_app.domain.statistics.distributions import f_tail, t_quantile
from maturity_app.domain.statistics.moments import Interval, Number, exact, mean, variance

FEWEST_RESPONDENTS = 5
"""With fewer people in either wave nothing is said of them; it is for callers to ask for it."""

Lacking = Literal["too_few", "more_than_population", "no_spread"]


# --- two waves of respondents ------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """What the respondents of one wave said of one thing, summed up.

    `population` is everyone who might have answered, such as the unit's headcount; None where it
    is unknown, and then counts as endless. `variance` has n − 1 as divisor, and is None with
    fewer than two respondents, as the mean is with none.
    """

    n: int
    mean: Fraction | None
    variance: Fraction | None
    population: int | None = None

    @property
    def is_everyone(self) -> bool:
        """Whether nobody is missing, so that the mean is no estimate."""
        return self.n == self.population

    @property
    def squared_error(self) -> Fraction:
        """The variance of the mean, s²/n · (1 − n/N); Cochran (1977), chapter 2."""
        if self.variance is None:
            return Fraction(0)
        missing = 1 - Fraction(self.n, self.population) if self.population else Fraction(1)
        return self.variance / self.n * missing


def sample_of(values: Sequence[Number], population: int | None = None) -> Sample:
    """Return one value for each respondent, such as their index (0–1), summed up exactly."""
    given = exact(values)
    return Sample(
        n=len(given),
        mean=mean(given) if given else None,
        variance=variance(given) if len(given) > 1 else None,
        population=population,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class WelchDifference:
    """The later mean less the earlier one, how sure that is, or why nothing is said of that.

    `p` is the probability (0–1) of such a difference, either way, if nothing had changed; `df`
    are the degrees of freedom. Both are None where everyone answered in both waves: then nothing
    was drawn, and the interval is the difference itself. `lacking` says why there is no
    interval: fewer than two respondents in a wave, more of them than people, or no spread among
    those who answered, from which to judge those who did not.
    """

    difference: Fraction | None
    interval: Interval | None = None
    p: float | None = None
    df: float | None = None
    lacking: Lacking | None = None


def welch_difference(earlier: Sample, later: Sample, confidence: float = 0.95) -> WelchDifference:
    """Return the difference of two waves' means with its interval, waves taken as independent.

    Welch (1947): difference ± t · √(v₁ + v₂), v the variance of each wave's mean, corrected for
    the finite population. Most of those who answer now answered then, but who is who is not
    known; as people mostly keep to their ways, the interval is rather too wide than too narrow.
    `confidence` is between 0 and 1.

    Raises:
        ValueError: the confidence is not between 0 and 1.

    """
    if not 0 < confidence < 1:
        raise ValueError(confidence)
    if earlier.mean is None or later.mean is None:
        return WelchDifference(difference=None, lacking="too_few")
    difference = later.mean - earlier.mean
    lacking = _lacking(earlier, later)
    if lacking:
        return WelchDifference(difference=difference, lacking=lacking)
    error = earlier.squared_error + later.squared_error
    if not error:
        known = _around(difference, 0.0, confidence)
        return WelchDifference(difference=difference, interval=known)
    df = _degrees_of_freedom(earlier, later)
    half = t_quantile((1 + confidence) / 2, df) * math.sqrt(error)
    return WelchDifference(
        difference=difference,
        interval=_around(difference, half, confidence),
        p=f_tail(float(difference**2 / error), 1, df),
        df=df,
    )


def _lacking(earlier: Sample, later: Sample) -> Lacking | None:
    waves = (earlier, later)
    if any(wave.variance is None for wave in waves):
        return "too_few"
    if any(wave.population is not None and wave.n > wave.population for wave in waves):
        return "more_than_population"
    is_known = all(wave.is_everyone for wave in waves)
    return None if is_known or any(wave.squared_error for wave in waves) else "no_spread"


def _degrees_of_freedom(earlier: Sample, later: Sample) -> float:
    """Satterthwaite (1946): (v₁ + v₂)² / (v₁²/(n₁ − 1) + v₂²/(n₂ − 1))."""
    first, second = earlier.squared_error, later.squared_error
    below = first**2 / (earlier.n - 1) + second**2 / (later.n - 1)
    return float((first + second) ** 2 / below)


def _around(centre: Fraction, half: float, confidence: float) -> Interval:
    return Interval(low=float(centre) - half, high=float(centre) + half, confidence=confidence)


# --- several differences at once ---------------------------------------------------------


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return p values adjusted for how many there are, each in its place, 1 at most.

    Holm (1979), step down: the i-th smallest of m is taken m − i + 1 times, and none is smaller
    than one before it. None, where nothing was tested, stays None and does not count.

    Raises:
        ValueError: one is not from 0 to 1.

    """
    tested = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    if any(not 0 <= p <= 1 for p, _ in tested):
        raise ValueError(p_values)
    steps = (min(1.0, (len(tested) - rank) * p) for rank, (p, _) in enumerate(tested))
    adjusted = dict(zip((place for _, place in tested), accumulate(steps, max), strict=True))
    return tuple(adjusted.get(place) for place in range(len(p_values)))


# --- two measures of one unit ------------------------------------------------------------

_Z = Fraction("1.96")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReliableChange:
    """The later index (0–1) less the earlier one, held against what error alone may bring about.

    `critical` is the smallest difference, either way, beyond which it is called reliable.
    """

    difference: Fraction
    critical: float
    is_reliable: bool


def measurement_error(sd: Number, reliability: Number) -> float:
    """Return the standard error of measurement, SD · √(1 − r), on the scale of the SD.

    Jacobson and Truax (1991), p. 14.

    Raises:
        ValueError: the SD is below 0, or the reliability not from 0 to 1.

    """
    if sd < 0 or not 0 <= reliability <= 1:
        raise ValueError((sd, reliability))
    return float(sd) * math.sqrt(1 - reliability)


def critical_change(sd: Number, reliability: Number) -> float:
    """Return the difference that error alone exceeds in one of twenty pairs: 1.96 · √2 · SEM.

    Jacobson and Truax (1991), p. 14, where √2 · SEM is the standard error of the difference.

    Raises:
        ValueError: as `measurement_error`.

    """
    return float(_Z) * math.sqrt(2) * measurement_error(sd, reliability)


def reliable_change(earlier: Fraction, later: Fraction, precision: Precision) -> ReliableChange:
    """Return whether an index (0–1) changed by more than its measurement error.

    Jacobson and Truax (1991): reliable if the difference is above 1.96 · √2 · SD · √(1 − r); that
    is decided exactly. The declared precision is that of the whole dimension: on a part of its
    items, as of a short form, nothing is known.
    """
    difference = later - earlier
    squared = 2 * (_Z * precision.sd) ** 2 * (1 - precision.reliability)
    return ReliableChange(
        difference=difference,
        critical=critical_change(precision.sd, precision.reliability),
        is_reliable=difference**2 > squared,
    )
