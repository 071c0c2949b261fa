"""The scorecards of any number of assessments, of which only so many are held at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import overload

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score_assessment

_HELD = 500
"""Of more, each is scored again when it is asked for: with its trace it takes 50 KB."""


@dataclass(frozen=True)
class OwnCards(Sequence[Scorecard]):
    """Each assessment's scorecard on all of its items, in the order of the assessments."""

    assessments: tuple[Assessment, ...]

    @overload
    def __getitem__(self, at: int) -> Scorecard: ...

    @overload
    def __getitem__(self, at: slice) -> "OwnCards": ...

    def __getitem__(self, at: int | slice) -> "Scorecard | OwnCards":
        """Return the scorecard at a position, or those of a slice."""
        if isinstance(at, slice):
            return OwnCards(self.assessments[at])
        return self._scored(range(len(self))[at])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.assessments)

    def in_order(self, order: Sequence[int]) -> "OwnCards":
        """Return the scorecards at some positions."""
        return OwnCards(tuple(self.assessments[at] for at in order))

    @cached_property
    def _scored(self) -> Callable[[int], Scorecard]:
        return lru_cache(_HELD)(lambda at: score_assessment(self.assessments[at]))


def without_trace(card: Scorecard) -> Scorecard:
    """Return a scorecard with the figures of its nodes alone, not what they come from."""
    nodes = {
        node_id: replace(node, parts=(), levels=node.levels and replace(node.levels, groups=()))
        for node_id, node in card.nodes.items()
    }
    return replace(
        card,
        nodes=nodes,
        items={},
        drive=card.drive and nodes[card.drive.id],
        safeguards=card.safeguards and nodes[card.safeguards.id],
        pressure=card.pressure and nodes[card.pressure.id],
    )
