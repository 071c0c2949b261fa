"""Intraclass correlations: how much of all variance lies between what is rated, or between groups.

A value below 0 says that those of one group differ more than people taken from anywhere; it is
shown as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.statistics.moments import Number, exact, mean, quotient, variance

_FEWEST = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class RatedTargets:
    """The six intraclass correlations of Shrout and Fleiss (1979) for n targets and k judges.

    Of one rating (`…_1`) and of the mean of k (`…_k`): ICC(1) with other judges for each target,
    ICC(2) with the same judges for all, who stand for others, ICC(3) with these judges and no
    others. None where there is no variance to divide by.
    """

    icc_1_1: Fraction | None
    icc_2_1: Fraction | None
    icc_3_1: Fraction | None
    icc_1_k: Fraction | None
    icc_2_k: Fraction | None
    icc_3_k: Fraction | None


def rated_targets(ratings: Sequence[Sequence[Number]]) -> RatedTargets | None:
    """Return the intraclass correlations of a table: a row for each target, a column a judge.

    Shrout and Fleiss (1979), from the mean squares BMS between targets, WMS within them, JMS
    between judges, and EMS of the rest: ICC(1,1) = (BMS − WMS) / (BMS + (k − 1) WMS), ICC(3,1)
    the same with EMS, ICC(2,1) that with k (JMS − EMS)/n more below the line. For means of k
    it is BMS alone below the line, for ICC(2,k) with (JMS − EMS)/n. No cell may be missing.
    None with fewer than two targets or judges.

    Raises:
        ValueError: the rows differ in length.

    """
    rows = [exact(row) for row in ratings]
    columns = list(zip(*rows, strict=True))
    n, k = len(rows), len(columns)
    if n < _FEWEST or k < _FEWEST:
        return None
    targets = k * variance([mean(row) for row in rows])
    within = mean([variance(row) for row in rows])
    judges = n * variance([mean(column) for column in columns])
    rest = (n * within - judges) / (n - 1)
    return RatedTargets(
        icc_1_1=quotient(targets - within, targets + (k - 1) * within),
        icc_2_1=quotient(
            targets - rest, targets + (k - 1) * rest + Fraction(k, n) * (judges - rest)
        ),
        icc_3_1=quotient(targets - rest, targets + (k - 1) * rest),
        icc_1_k=quotient(targets - within, targets),
        icc_2_k=quotient(targets - rest, targets + (judges - rest) / n),
        icc_3_k=quotient(targets - rest, targets),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouped:
    """ICC(1) and ICC(2) of groups, as organisational research has them, and the size they use.

    `icc_1` is how alike people of one group answer, `icc_2` how reliable a group's mean is. None
    where there is no variance to divide by.
    """

    icc_1: Fraction | None
    icc_2: Fraction | None
    size: Fraction


def grouped(groups: Sequence[Sequence[Number]]) -> Grouped | None:
    """Return ICC(1) and ICC(2) of the scores in groups of any sizes; an empty one does not count.

    Bliese (2000): ICC(1) = (MSB − MSW) / (MSB + (N − 1) MSW) and ICC(2) = (MSB − MSW) / MSB, the
    mean squares between and within groups. With groups of one size these are ICC(1,1) and
    ICC(1,k) of Shrout and Fleiss. With others N is the size that Haggard (1958) takes for J
    groups, (Σn − Σn²/Σn) / (J − 1), a little below the mean size. None with fewer than two
    groups, or no two people in any.
    """
    given = [exact(group) for group in groups if group]
    people, count = sum(map(len, given)), len(given)
    if count < _FEWEST or people == count:
        return None
    between, within = _mean_squares(given, people)
    size = (people - Fraction(sum(len(group) ** 2 for group in given), people)) / (count - 1)
    return Grouped(
        icc_1=quotient(between - within, between + (size - 1) * within),
        icc_2=quotient(between - within, between),
        size=size,
    )


def _mean_squares(groups: Sequence[Sequence[Fraction]], people: int) -> tuple[Fraction, Fraction]:
    """Return the mean squares between and within groups, of so many people together."""
    centre = mean([score for group in groups for score in group])
    between = sum((len(group) * (mean(group) - centre) ** 2 for group in groups), Fraction(0))
    within = sum(
        ((len(group) - 1) * variance(group) for group in groups if len(group) > 1), Fraction(0)
    )
    return between / (len(groups) - 1), within / (people - len(groups))
