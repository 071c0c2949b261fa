"""The actions of a plan as tables: what is decided, and what became of the last wave's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from maturity_app.domain.plan import Action, Followed
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.plan import action_for, action_state_word, due_text
from maturity_app.ui.models.figures import Column, FigureTable, Mark, Row
from maturity_app.wording import Wording

Order = Literal["decided", "due", "state"]
ORDERS: tuple[Order, ...] = ("decided", "due", "state")


def ordered(actions: Sequence[Action], order: Order) -> list[Action]:
    """Return actions as they were decided, by their day, or by their state; else as decided."""
    if order == "due":
        return sorted(actions, key=lambda action: (action.due is None, action.due or date.min))
    if order == "state":
        # What is being done stands first, what is over last.
        places = {"under_way": 0, "planned": 1, "done": 2, "dropped": 3}
        return sorted(actions, key=lambda action: places[action.state])
    return list(actions)


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """What actions are told with; `day` says which are late.

    A narrow table has all but the states in its first column.
    """

    questionnaire: Questionnaire
    day: date
    w: Wording
    is_narrow: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns before the states."""
        w = self.w
        return (w("Action"),) if self.is_narrow else (w("Action"), w("For"), w("Owner"), w("Due"))

    def cells(self, action: Action) -> tuple[str, ...]:
        """Return the cells before the states."""
        w = self.w
        due = due_text(action, self.day, w)
        owner = action.owner or w("nobody yet")
        cells = (action.text, action_for(self.questionnaire, action, w), owner, due)
        if not self.is_narrow:
            return cells
        return ("\n".join((*cells, *([action.outcome] if action.outcome else []))),)

    def marks(self, action: Action) -> tuple[Mark, ...]:
        """Return the marks before the states: that an action is late stands beside its day."""
        late: Mark = "late" if action.is_late(self.day) else ""
        return (late,) if self.is_narrow else ("", "", "", late)


def action_table(actions: Sequence[Action], telling: Telling) -> FigureTable:
    """Return actions with owner, due date and state."""
    w = telling.w
    has_outcome = any(action.outcome for action in actions) and not telling.is_narrow
    columns = [
        *_columns(telling),
        Column(name=w("State")),
        *([Column(name=w("What came of it"), takes_room=True)] if has_outcome else []),
    ]
    return FigureTable(
        name=w("Actions"),
        columns=tuple(columns),
        rows=tuple(
            Row(
                cells=(
                    *telling.cells(action),
                    action_state_word(action.state, w),
                    *((action.outcome,) if has_outcome else ()),
                ),
                key=action.id,
                needs_attention=action.is_late(telling.day),
                marks=(*telling.marks(action), action.state),
            )
            for action in actions
        ),
    )


def followed_table(
    followed: Sequence[Followed], waves: tuple[str, str], telling: Telling
) -> FigureTable:
    """Return what became of the last wave's actions; `waves` name that wave and this one."""
    w = telling.w
    columns = [*_columns(telling), *(Column(name=name) for name in waves)]
    if not telling.is_narrow:
        columns.append(Column(name=w("What came of it"), takes_room=True))
    return FigureTable(
        name=w("What became of the last actions"),
        columns=tuple(columns),
        rows=tuple(
            Row(
                cells=(
                    *telling.cells(one.now),
                    action_state_word(one.then.state, w),
                    action_state_word(one.now.state, w),
                    *(() if telling.is_narrow else (one.now.outcome,)),
                ),
                key=one.now.id,
                marks=(*telling.marks(one.now), one.then.state, one.now.state),
            )
            for one in followed
        ),
    )


def _columns(telling: Telling) -> list[Column]:
    due = telling.w("Due")
    return [Column(name=name, takes_room=name != due) for name in telling.heads]
