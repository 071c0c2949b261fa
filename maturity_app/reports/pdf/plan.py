"""Targets and actions: what a unit means to reach and to do, and what became of the last plan."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final

from maturity_app.domain.plan import Action, ActionState, Followed
from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.targets import Standing
from maturity_app.reports.content import Report
from maturity_app.reports.findings import wave_names
from maturity_app.reports.pdf.block import Block, Stack
from maturity_app.reports.pdf.heading import Heading, lead, note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import BODY, COMMENT, INK, SECONDARY, STRONG, TEXT_WIDTH, WHITE
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.words import ARROW, DASH
from maturity_app.reports.phrases import level_text
from maturity_app.reports.plan import (
    action_for,
    action_state_word,
    actions_finding,
    day_of,
    due_text,
    followed_finding,
    gap_text,
    level_word,
    nothing_planned,
    planned_standings,
    steps_text,
    targets_finding,
    what_became,
)
from maturity_app.wording import Wording

_RADIUS: Final = 3.3
_MARK: Final = 13.0
_PAD: Final = 2.9
_GAP: Final = 10.0


def plan_section(report: Report, w: Wording) -> Section:
    """Return targets with their gaps, and actions with owner, date and state."""
    blocks: list[Block] = [title(w("Action plan"))]
    if report.assessment.plan.is_empty:
        blocks.append(lead(nothing_planned(w)))
    else:
        blocks += [*_targets(report, w), *_actions(report, w)]
    return Section(key="plan", title=w("Action plan"), blocks=blocks, follows=True)


def followed_blocks(report: Report, w: Wording) -> list[Block]:
    """Return what became of the actions open in the wave before; nothing without any."""
    if report.previous is None:
        return []
    last = report.previous.assessments[0]
    found = what_became(last.plan, report.assessment.plan)
    if not found:
        return []
    then, now = wave_names([last.wave, report.assessment.wave])
    heads = (w("Action"), w("For"), w("Owner"), w("Due"), "", f"{then} {ARROW} {now}",
             w("What came of it"))  # fmt: skip
    columns = _columns((124, 66, 64, 62, _MARK, 80, TEXT_WIDTH - 396 - _MARK), heads)
    rows = [_followed_row(report, one, w) for one in found]
    return [Heading(followed_finding(found, last.wave.label, w)), Table(columns, rows)]


def who_and_when(report: Report, item_id: str, w: Wording) -> str:
    """Return who does something about an item and until when; empty where nothing is open."""
    actions = [a for a in report.assessment.plan.actions if a.is_open and a.item == item_id]
    if not actions:
        return ""
    first = actions[0]
    due = due_text(first, day_of(report.assessment), w) if first.due else ""
    return "\n".join(part for part in (first.owner or w("nobody yet"), due) if part)


def target_rows(report: Report, node: NodeScore, w: Wording) -> list[tuple[str, str]]:
    """Return the level a node is meant to reach and what it lacks; nothing without a target."""
    target = report.assessment.plan.targets.get(node.id)
    if target is None or node.levels is None:
        return []
    gap = gap_text(Standing(node=node, target=target, steps=()), w)
    return [(w("Target"), f"{level_word(report.card.questionnaire, target)}, {gap}")]


# --- targets -----------------------------------------------------------------------------


def _targets(report: Report, w: Wording) -> list[Block]:
    found = planned_standings(report.assessment, report.card)
    heading = Heading(targets_finding(found, w))
    aimed = [standing for standing in found if standing.target is not None]
    if not aimed:
        heading.keep_with_next = False
        return [heading] if found else []
    heads = ("", w("Dimension"), w("Level"), w("Target"), w("Gap"), w("Fewest steps there"))
    columns = _columns((14, 142, 42, 96, 66, TEXT_WIDTH - 360), heads, right=(2,))
    rows = [_target_row(report, standing, w) for standing in aimed]
    limit = w("Answers are counted; what a step costs the unit is not known here.")
    return [heading, Table(columns, rows), note(limit)]


def _target_row(report: Report, standing: Standing, w: Wording) -> Row:
    node, card = standing.node, report.card
    is_short = not standing.is_reached
    cells = (
        Text(node.code, BODY.with_(colour=SECONDARY)),
        Text(node.short, BODY),
        Text(level_text(node, w), STRONG.with_(align="right")),
        Text(level_word(card.questionnaire, standing.target or 0), BODY),
        Text(gap_text(standing, w), STRONG if is_short else BODY),
        Text(steps_text(card, standing, w), COMMENT),
    )
    return Row(cells=cells, pad=_PAD)


# --- actions -----------------------------------------------------------------------------


def _actions(report: Report, w: Wording) -> list[Block]:
    actions = report.assessment.plan.actions
    heading = Heading(actions_finding(actions, w))
    if not actions:
        heading.keep_with_next = False
        return [heading]
    heads = (w("Action"), w("For"), w("Owner"), w("Due"), "", w("State"))
    columns = _columns((200, 86, 84, 62, _MARK, TEXT_WIDTH - 432 - _MARK), heads)
    rows = [_action_row(report, action, w) for action in actions]
    asof = w("Late as of {date}, the date of this record.", date=w.day(day_of(report.assessment)))
    return [heading, Table(columns, rows), note(asof)]


def _action_row(report: Report, action: Action, w: Wording) -> Row:
    text: Block = Text(action.text, BODY)
    if action.outcome:
        text = Stack([text, Text(action.outcome, COMMENT)])
    state = Text(action_state_word(action.state, w), STRONG)
    return Row(cells=(text, *_about(report, action, w), ActionMark(action.state), state), pad=_PAD)


def _followed_row(report: Report, one: Followed, w: Wording) -> Row:
    then, now = (action_state_word(action.state, w) for action in (one.then, one.now))
    became = now if one.then.state == one.now.state else f"{then} {ARROW} {now}"
    cells = (
        Text(one.now.text, BODY),
        *_about(report, one.now, w),
        ActionMark(one.now.state),
        Text(became, STRONG),
        Text(one.now.outcome or DASH, COMMENT),
    )
    return Row(cells=cells, pad=_PAD)


def _about(report: Report, action: Action, w: Wording) -> tuple[Text, Text, Text]:
    """Return whom an action is for, who does it and until when."""
    day = day_of(report.assessment)
    return (
        Text(action_for(report.assessment.questionnaire, action, w), BODY),
        Text(action.owner or w("nobody yet"), BODY),
        Text(due_text(action, day, w), STRONG if action.is_late(day) else BODY),
    )


def _columns(
    widths: Sequence[float], heads: Sequence[str], right: Sequence[int] = ()
) -> list[Column]:
    return [
        Column(
            width=width,
            head=head,
            align="right" if number in right else "left",
            gap=_gap_after(width, is_last=number == len(widths) - 1),
        )
        for number, (width, head) in enumerate(zip(widths, heads, strict=True))
    ]


def _gap_after(width: float, *, is_last: bool) -> float:
    """Return the space behind a column; one for a mark or a code keeps little."""
    return 0 if is_last else min(_GAP, width / 4)


class ActionMark(Block):
    """An action's state as a disc: empty planned, half under way, ticked done, struck dropped."""

    def __init__(self, state: ActionState) -> None:
        """Keep what is to be set; the word stands beside it."""
        super().__init__()
        self._state = state

    def measure(self, width: float) -> float:
        """Return the height of a line of the table."""
        del width
        return BODY.leading

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the disc in the first line."""
        x, y = box.x + _RADIUS + 0.7, box.top - BODY.leading / 2
        pen.ring(x, y, _RADIUS)
        if self._state == "done":
            pen.dot(x, y, _RADIUS + 0.4, INK)
            pen.line((x - 1.7, y - 0.2), (x - 0.5, y - 1.5), WHITE, 0.9)
            pen.line((x - 0.5, y - 1.5), (x + 1.8, y + 1.5), WHITE, 0.9)
        elif self._state == "under_way":
            turns = [-pi / 2 + pi * part / 12 for part in range(13)]
            pen.shape([(x + _RADIUS * cos(t), y + _RADIUS * sin(t)) for t in turns], INK)
        elif self._state == "dropped":
            reach = _RADIUS * 0.7
            pen.line((x - reach, y - reach), (x + reach, y + reach), INK, 1)
