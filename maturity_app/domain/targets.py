"""How far each node is from the level a unit means to reach, and the fewest steps there."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.lift import Step, lift
from maturity_app.domain.plan import Plan
from maturity_app.domain.scorecard import NodeScore, Scorecard


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A node with its target level, None without one.

    `steps` lead to the target, or to the next level where there is none.
    """

    node: NodeScore
    target: int | None
    steps: tuple[Step, ...]

    @property
    def gap(self) -> Fraction | None:
        """What the level lacks for the target; None without a level or a target."""
        return gap_to(self.target, self.node.level)

    @property
    def is_reached(self) -> bool:
        """Whether there is a target and the level is at it or above."""
        return self.gap == 0


def gap_to(target: int | None, level: Fraction | None) -> Fraction | None:
    """Return what a level lacks for a target, 0 where nothing; None without one of them.

    It is taken from the level as it is shown, truncated to a tenth, so that what is shown of
    level, target and gap adds up.
    """
    if target is None or level is None:
        return None
    return max(Fraction(0), target - Fraction(int(level * 10), 10))


def standings(card: Scorecard, plan: Plan, nodes: Sequence[NodeScore]) -> tuple[Standing, ...]:
    """Return where nodes stand, those that have levels; others with a target follow."""
    levelled = [node for node in nodes if node.levels is not None]
    known = {node.id for node in levelled}
    others = (card.nodes[i] for i in plan.targets if i in card.nodes and i not in known)
    return tuple(
        Standing(
            node=node,
            target=plan.targets.get(node.id),
            steps=lift(card, node.id, plan.targets.get(node.id)),
        )
        for node in (*levelled, *(node for node in others if node.levels is not None))
    )
