"""The actions of a plan as tables: what is decided, and what became of the last wave's."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from maturity_app.domain.plan import Action, Followed
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.plan import action_for, action_state_word, due_text
from maturity_app.ui.models.figures import Column, FigureTable, Mark, Row
from maturity_app.wording import Wording

Order = Literal["decided", "due", "state"]
ORDERS: tuple[Order, ...] = ("decided", "due", "state")
STATE_COLUMN = 4


def ordered(actions: Sequence[Action], order: Order) -> list[Action]:
    """Return actions as they were decided, by their day, or by their state; else as decided."""
    if order == "due":
        return sorted(actions, key=lambda action: (action.due is None, action.due or date.min))
    if order == "state":
        # What is being done stands first, what is over last.
        places = {"under_way": 0, "planned": 1, "done": 2, "dropped": 3}
        return sorted(actions, key=lambda action: places[action.state])
    return list(actions)


def action_table(
    actions: Sequence[Action], questionnaire: Questionnaire, day: date, w: Wording
) -> FigureTable:
    """Return actions with owner, due date and state; `day` says which are late."""
    has_outcome = any(action.outcome for action in actions)
    columns = [
        Column(name=w("Action"), takes_room=True),
        Column(name=w("For"), takes_room=True),
        Column(name=w("Owner"), takes_room=True),
        Column(name=w("Due")),
        Column(name=w("State")),
        *([Column(name=w("What came of it"), takes_room=True)] if has_outcome else []),
    ]
    return FigureTable(
        name=w("Actions"),
        columns=tuple(columns),
        rows=tuple(
            Row(
                cells=(
                    action.text,
                    action_for(questionnaire, action, w),
                    action.owner or w("nobody yet"),
                    due_text(action, day, w),
                    action_state_word(action.state, w),
                    *((action.outcome,) if has_outcome else ()),
                ),
                key=action.id,
                needs_attention=action.is_late(day),
                marks=("", "", "", _late_mark(action, day), action.state),
            )
            for action in actions
        ),
    )


def followed_table(
    followed: Sequence[Followed],
    questionnaire: Questionnaire,
    waves: tuple[str, str],
    day: date,
    w: Wording,
) -> FigureTable:
    """Return what became of the last wave's actions; `waves` name that wave and this one."""
    names = (w("Action"), w("For"), w("Owner"), w("Due"), *waves, w("What came of it"))
    takes = (True, True, True, False, False, False, True)
    columns = (Column(name=n, takes_room=t) for n, t in zip(names, takes, strict=True))
    return FigureTable(
        name=w("What became of the last actions"),
        columns=tuple(columns),
        rows=tuple(
            Row(
                cells=(
                    one.now.text,
                    action_for(questionnaire, one.now, w),
                    one.now.owner or w("nobody yet"),
                    due_text(one.now, day, w),
                    action_state_word(one.then.state, w),
                    action_state_word(one.now.state, w),
                    one.now.outcome,
                ),
                key=one.now.id,
                marks=("", "", "", _late_mark(one.now, day), one.then.state, one.now.state),
            )
            for one in followed
        ),
    )


def _late_mark(action: Action, day: date) -> Mark:
    return "late" if action.is_late(day) else ""
