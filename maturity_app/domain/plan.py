"""What a unit means to reach and to do: targets by node, actions with owner, date and state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal

from annotated_types import Interval, Len

from maturity_app.domain.fields import Identifier

ActionState = Literal["planned", "under_way", "done", "dropped"]

OPEN_STATES: frozenset[ActionState] = frozenset({"planned", "under_way"})


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something a unit means to do before its next wave.

    `node` and `item` say what it is to lift; both may be empty, and may name what a newer
    questionnaire no longer has. `owner` is a role, not a person. `outcome` is what came of it.
    """

    id: Identifier
    text: Annotated[str, Len(1, 2000)]
    node: Annotated[str, Len(0, 80)] = ""
    item: Annotated[str, Len(0, 80)] = ""
    owner: Annotated[str, Len(0, 200)] = ""
    due: date | None = None
    state: ActionState = "planned"
    outcome: Annotated[str, Len(0, 2000)] = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN_STATES

    def is_late(self, day: date) -> bool:
        """Whether it should have been done before a day."""
        return self.is_open and self.due is not None and self.due < day


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Target levels by node id, and actions in the order they were decided."""

    targets: Mapping[str, Annotated[int, Interval(ge=0, le=100)]] = field(default_factory=dict)
    actions: Annotated[tuple[Action, ...], Len(0, 1000)] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is planned."""
        return not self.targets and not self.actions

    def action(self, action_id: str) -> Action | None:
        """Return an action by its id; None where there is none."""
        return next((action for action in self.actions if action.id == action_id), None)

    def with_action(self, action: Action, place: int | None = None) -> "Plan":
        """Return the same plan with an action in its place; a new one at `place` or at the end."""
        if self.action(action.id) is None:
            at = len(self.actions) if place is None else place
            return replace(self, actions=(*self.actions[:at], action, *self.actions[at:]))
        kept = tuple(action if held.id == action.id else held for held in self.actions)
        return replace(self, actions=kept)

    def without_action(self, action_id: str) -> "Plan":
        """Return the same plan without an action."""
        return replace(self, actions=tuple(a for a in self.actions if a.id != action_id))

    def with_target(self, node_id: str, level: int | None) -> "Plan":
        """Return the same plan with a node's target level, or without one."""
        others = {node: held for node, held in self.targets.items() if node != node_id}
        return replace(self, targets=others if level is None else {**others, node_id: level})

    def carried_on(self) -> "Plan":
        """Return what the next wave begins with: all targets, and the actions still open."""
        return replace(self, actions=tuple(action for action in self.actions if action.is_open))


@dataclass(frozen=True, kw_only=True)
class Followed:
    """An action of the last wave, as it was decided then and as it stands now."""

    then: Action
    now: Action


def followed_up(then: Plan, now: Plan) -> Sequence[Followed]:
    """Return what became of the actions of an earlier wave, in their order.

    One that the later wave does not have stands as it stood: it was done or dropped by then.
    """
    return [Followed(then=action, now=now.action(action.id) or action) for action in then.actions]
