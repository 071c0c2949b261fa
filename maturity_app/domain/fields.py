"""What the domain's values are made of: how long a text and how large a number may be."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from annotated_types import Ge, Interval, Len

Identifier = Annotated[str, Len(1, 80)]
"""A permanent id: small letters, digits, dots, hyphens and underscores."""

Text = Annotated[str, Len(0, 4000)]
Title = Annotated[str, Len(1, 200)]
ShortTitle = Annotated[str, Len(0, 60)]
LanguageTag = Annotated[str, Len(2, 12)]
"""A language as in BCP 47, such as "fr"."""

Share = Annotated[Fraction, Interval(ge=0, le=1)]
"""An exact number from 0 to 1."""

Weight = Annotated[Fraction, Ge(0)]
LevelNumber = Annotated[int, Interval(ge=0, le=9)]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Where an item stands in the grid in which its dimension may be drawn."""

    row: Title
    column: Title


@dataclass(frozen=True, kw_only=True)
class Precision:
    """How precisely a dimension's index is measured, as a study of the questionnaire found.

    `reliability` is the share of variance that is no error, such as Cronbach's alpha; `sd` the
    standard deviation of the index (0–1) among those the study asked.
    """

    reliability: Annotated[Fraction, Interval(ge=0, lt=1)]
    sd: Annotated[Fraction, Interval(gt=0, le=1)]
