"""The computed result as frozen values, with the trace of every figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from maturity_app.domain.assessment import AnswerState
from maturity_app.domain.questionnaire import Kind, Questionnaire, ShownScale

State = Literal["rated", "provisional", "insufficient", "not_rated"]
ItemState = AnswerState | Literal["hidden"]
"""An item's condition may hide it; what was answered before is kept, and counts nowhere."""

Exclusion = Literal[
    "open",
    "not_applicable",
    "hidden",
    "nothing_answered",
    "no_index",
    "not_rated",
    "nothing_applicable",
    "local",
]
Verdict = Literal["drive_outruns_safeguards", "controls_outrun_use", "in_step"]
QuadrantName = Literal["exposed", "prepared", "calm_and_new", "capacity_in_hand", "on_the_line"]
TermName = Literal["trailing", "weakest", "safeguards"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many choice items a node holds, by what became of them."""

    shown: int = 0
    not_applicable: int = 0
    answered: int = 0
    dont_know: int = 0

    @property
    def applicable(self) -> int:
        """Items shown and not set aside."""
        return self.shown - self.not_applicable

    @property
    def open(self) -> int:
        """Items not yet answered or don't know."""
        return self.applicable - self.answered

    @property
    def coverage(self) -> Fraction | None:
        """Answered ÷ applicable items; None where nothing applies."""
        return Fraction(self.answered, self.applicable) if self.applicable else None


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemScore:
    """One item as it counts: `x` is its value from 0 to 1, None unless a choice was made.

    Until the answers its condition hangs on are given, an item counts as not yet answered and
    `is_pending`.
    """

    id: str
    parent: str
    state: ItemState
    option: str | None
    x: Fraction | None
    weight: Fraction
    level: int | None
    is_pending: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One child of a node as it enters the node's value.

    `index`, `low` and `high` run from 0 to 1; a part that counts nowhere has no bounds.
    `scale` is the child's own, by which a sum adds it. `share` is what the child counts for of
    all that count (0–1), in a `min` 1 for what decides; 0 where it is `excluded`.
    """

    id: str
    is_item: bool
    index: Fraction | None
    low: Fraction | None
    high: Fraction | None
    weight: Fraction
    scale: ShownScale
    share: Fraction
    excluded: Exclusion | None


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupScore:
    """One group of items as a level asks it; a gate is a group of one item.

    `x` takes open items at their lowest. `asked` is what the level reached asks of the group,
    `asked_next` what the next one asks; None where there is no next level.
    """

    level: int | None
    gate: str | None
    items: tuple[str, ...]
    x: Fraction
    x_high: Fraction
    weight: Fraction
    asked: Fraction
    asked_next: Fraction | None

    @property
    def missing(self) -> Fraction:
        """How much of its mean the group lacks for the next level (0–1)."""
        return max(Fraction(0), (self.asked_next or Fraction(0)) - self.x)


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelScore:
    """A level with the way to the next one and the groups it is read from."""

    reached: int
    way: Fraction
    next: int | None
    groups: tuple[GroupScore, ...]
    low: Fraction
    high: Fraction

    @property
    def exact(self) -> Fraction:
        """Level and way as one number, such as 1.6."""
        return self.reached + self.way


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeScore:
    """One node's figures. Indices run from 0 to 1; `scale` says how they are shown.

    `answered_index` is the index of what is answered even where too little is for `index`;
    it is what the parent uses. `shows_level` says that the level is shown instead of the value,
    `is_local` that the unit added the node itself, `is_group` that its state comes from the
    dimensions below it rather than from its items.
    """

    id: str
    parent: str | None
    title: str
    short: str
    code: str
    kind: Kind | None
    weight: Fraction
    scale: ShownScale
    counts: Counts
    state: State
    index: Fraction | None
    index_low: Fraction | None
    index_high: Fraction | None
    answered_index: Fraction | None
    parts: tuple[Part, ...]
    levels: LevelScore | None
    shows_level: bool
    is_local: bool
    is_group: bool

    @property
    def value(self) -> Fraction | None:
        """The index on the node's own scale."""
        return None if self.index is None else self.scale.of(self.index)

    @property
    def low(self) -> Fraction | None:
        """The lowest value the open items still allow."""
        return None if self.index_low is None else self.scale.of(self.index_low)

    @property
    def high(self) -> Fraction | None:
        """The highest value the open items still allow."""
        return None if self.index_high is None else self.scale.of(self.index_high)

    @property
    def level(self) -> Fraction | None:
        """Level and way; None where too little is answered or nothing can be said."""
        if self.levels is None or self.state in ("insufficient", "not_rated"):
            return None
        return self.levels.exact

    @property
    def level_low(self) -> Fraction | None:
        """The level with every open item at its lowest; None where not rated."""
        return self.levels.low if self.levels and self.state != "not_rated" else None

    @property
    def level_high(self) -> Fraction | None:
        """The level with every open item at its highest; None where not rated."""
        return self.levels.high if self.levels and self.state != "not_rated" else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One of the figures the headline is the smallest of, with the nodes it comes from."""

    name: TermName
    value: Fraction
    nodes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The headline level, its bounds and what holds it.

    `binding` are the nodes that keep it from the next whole level, `unlevelled` those without
    a level, because of which `level` is None. `standing` practices of `practices` already
    stand at the next whole level.
    """

    level: Fraction | None
    low: Fraction | None
    high: Fraction | None
    terms: tuple[Term, ...]
    binding: tuple[str, ...]
    unlevelled: tuple[str, ...]
    standing: int
    practices: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """How safeguards and practices stand to each other.

    The verdict comes from whole levels and is None where open answers could still turn it;
    `points` is Drive less Safeguards, for which there is no verdict.
    """

    verdict: Verdict | None
    weakest_safeguard: str
    median_practice: str
    points: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Scorecard:
    """Everything computed from one assessment; screen, PDF, workbook and commands read it."""

    questionnaire: Questionnaire
    nodes: Mapping[str, NodeScore]
    items: Mapping[str, ItemScore]
    headline: Headline | None
    drive: NodeScore | None
    safeguards: NodeScore | None
    pressure: NodeScore | None
    balance: Balance | None
    quadrant: QuadrantName | None

    @property
    def root(self) -> NodeScore:
        """The score of the whole tree; without an aggregate it has coverage only."""
        return self.nodes[self.questionnaire.tree.id]

    def of_kind(self, kind: Kind) -> tuple[NodeScore, ...]:
        """Return the scores of the dimensions of one kind, without those the unit added."""
        return tuple(self.nodes[node.id] for node in self.questionnaire.of_kind(kind))
