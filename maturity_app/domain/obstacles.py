"""Why figures of two assessments may not be compared, as values for others to word."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

ObstacleKind = Literal[
    "nothing_asked",
    "few_common",
    "new_meaning",
    "none_answered",
    "no_levels",
    "level_not_common",
    "gate_not_common",
    "no_figure",
]

Grade = Literal["all", "most", "too_few"]
"""How much the sides of a comparison share: all items, enough of them, or too few."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Obstacle:
    """What keeps a node's index or level from being compared.

    `nothing_asked`: no side asks anything there. `few_common`: `common` of `union` items are
    common, where the share `needed` is asked for. `new_meaning`: the same, and it is because
    `revised` items got a new revision that no mapping relates to the old one. `none_answered`:
    no common item is answered on every side. `no_levels`: a side has none. `level_not_common`
    and `gate_not_common`: the items of one `level`, or the gate `item`, are not answered on
    every side. `no_figure`: a side has no such figure at all.
    """

    kind: ObstacleKind
    node: str
    common: int = 0
    union: int = 0
    needed: Fraction = Fraction(0)
    revised: int = 0
    level: int | None = None
    item: str | None = None
