"""Actions: what the unit means to do, and what became of the actions of the last wave."""

from collections.abc import Iterator
from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from maturity_app.domain.plan import Action, Followed
from maturity_app.reports.content import Report
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, quoted
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.plan import STATES, action_for, action_state_word, day_of, what_became
from maturity_app.wording import ENGLISH, Wording


def _columns(w: Wording) -> tuple[Column, ...]:
    described = (
        ("action_id", w("Action id"), Style.TEXT, 18,
         w("Permanent id of the action, the same in each wave.")),
        ("action", w("Action"), Style.LONG, 52, w("What is to be done.")),
        ("for", w("For"), Style.TEXT, 26, w("The item and dimension it is to lift.")),
        ("node", w("Node"), Style.TEXT, 18, w("Permanent id of the node.")),
        ("item_id", w("Item id"), Style.TEXT, 18, w("Permanent id of the item.")),
        ("owner", w("Owner"), Style.TEXT, 20, w("The role that does it.")),
        ("due", w("Due"), Style.DAY, 12, w("The day by which it is to be done.")),
        ("then", w("State in the last wave"), Style.TEXT, 14,
         w("How far it was when the last wave was recorded; empty for an action decided since.")),
        ("state", w("State"), Style.TEXT, 14,
         w("How far it is: planned, under way, done or dropped.")),
        ("as_of", w("As of"), Style.DAY, 12, w("The date of the record.")),
        ("late", w("Late"), Style.CENTRE, 9,
         w("yes where it is planned or under way and the day has passed.")),
        ("outcome", w("What came of it"), Style.LONG, 44, w("What came of it, in words.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


ACTIONS = Grid("Actions", tuple(column.id for column in _columns(ENGLISH)))


def has_actions(report: Report) -> bool:
    """Return whether there is any action to list."""
    return bool(report.assessment.plan.actions or _followed(report))


def actions_sheet(basis: Basis, report: Report) -> Sheet:
    """Return a row for each action of the record, then those that only the last wave has."""
    words = ",".join(action_state_word(state, basis.w) for state in STATES)
    sheet = Sheet(
        name="Actions",
        meaning=basis.w(
            "What the unit means to do, and what became of the actions open in the last wave."
        ),
        columns=_columns(basis.w),
        rows=list(_rows(basis, report)),
        has_filter=True,
        frozen_columns=2,
    )
    states = DataValidation(type="list", formula1=quoted(words), allow_blank=False)
    states.add(sheet.span("state").removeprefix(f"{sheet.name}!").replace("$", ""))
    sheet.validations.append(states)
    return sheet


def _rows(basis: Basis, report: Report) -> Iterator[Row]:
    plan, w, followed = report.assessment.plan, basis.w, _followed(report)
    then = {one.now.id: action_state_word(one.then.state, w) for one in followed}
    gone = [one.now for one in followed if plan.action(one.now.id) is None]
    for row, action in enumerate((*plan.actions, *gone), start=2):
        yield _row(basis, action, then.get(action.id, ""), row)


def _followed(report: Report) -> tuple[Followed, ...]:
    if report.previous is None:
        return ()
    return what_became(report.previous.assessments[0].plan, report.assessment.plan)


def _row(basis: Basis, action: Action, then: str, row: int) -> Row:
    w, day = basis.w, day_of(basis.assessment)
    return (
        action.id,
        action.text,
        action_for(basis.questionnaire, action, w),
        action.node,
        action.item,
        action.owner,
        action.due,
        then,
        action_state_word(action.state, w),
        day,
        _late(action, day, row, w),
        action.outcome,
    )


def _late(action: Action, day: date, row: int, w: Wording) -> Cell:
    due, as_of, state = (ACTIONS.here(name, row) for name in ("due", "as_of", "state"))
    words = (action_state_word("planned", w), action_state_word("under_way", w))
    is_open = ",".join(f"{state}={quoted(word)}" for word in words)
    yes = w("yes")
    return Live(
        f'IF(AND(ISNUMBER({due}),{due}<{as_of},OR({is_open})),{quoted(yes)},"")',
        yes if action.is_late(day) else None,
    )
