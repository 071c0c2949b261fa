"""Means and variances as exact fractions, and the results that other rooms word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Number = int | float | Fraction
"""What a formula takes; even a floating-point number is one exact fraction."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """From where to where a figure may lie, with a confidence such as 0.95."""

    low: float
    high: float
    confidence: float


def exact(values: Iterable[Number]) -> tuple[Fraction, ...]:
    """Return numbers as the fractions they are.

    Raises:
        ValueError: one of them is not a number.
        OverflowError: one of them is infinite.

    """
    return tuple(Fraction(value) for value in values)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the mean of one number or more."""
    return sum(values, Fraction(0)) / len(values)


def variance(values: Sequence[Fraction]) -> Fraction:
    """Return the variance of a sample of two numbers or more, with n − 1 as divisor."""
    return covariance(values, values)


def covariance(first: Sequence[Fraction], second: Sequence[Fraction]) -> Fraction:
    """Return the covariance of two or more pairs, with n − 1 as divisor.

    Raises:
        ValueError: the sequences differ in length.

    """
    n = len(first)
    products = sum((a * b for a, b in zip(first, second, strict=True)), Fraction(0))
    return (products - sum(first, Fraction(0)) * sum(second, Fraction(0)) / n) / (n - 1)


def quotient(above: Fraction, below: Fraction) -> Fraction | None:
    """Return a quotient whose divisor is a variance: None where there is none to divide by."""
    return above / below if below > 0 else None
