"""What the example units mean to reach and to do, wave by wave; all of it is made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from maturity_app.domain.plan import Action, ActionState, Plan

_JUDGED = (
    "lead-by-doing", "do-it-yourself", "own-the-risks", "self-selected-pioneers",
    "no-expectation-before-proof", "open-experimentation", "accountability", "equity",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Course:
    """An action as it is decided in a wave, and how it stands in each later one."""

    decided: int
    action: Action
    later: tuple[tuple[ActionState, str], ...] = ()

    def at(self, wave: int) -> Action | None:
        """Return how it stands in a wave; None before it is decided and once it is over."""
        if wave < self.decided or wave > self.decided + len(self.later):
            return None
        if wave == self.decided:
            return self.action
        state, outcome = self.later[wave - self.decided - 1]
        return replace(self.action, state=state, outcome=outcome)


@dataclass(frozen=True, kw_only=True)
class _Planned:
    """A unit's targets in each wave, those that differ from the usual one named, and actions."""

    usual: tuple[int, ...]
    others: Mapping[int, Mapping[str, int]]
    courses: Sequence[_Course]


def example_plan(unit_id: str, wave: int) -> Plan:
    """Return the plan of an example unit in a wave, counted from 0."""
    planned = _PLANS[unit_id]
    usual = dict.fromkeys(_JUDGED, planned.usual[wave])
    actions = (course.at(wave) for course in planned.courses)
    return Plan(
        targets={**usual, **planned.others.get(wave, {})},
        actions=tuple(action for action in actions if action is not None),
    )


_PORTS = _Planned(
    usual=(2, 3, 3),
    others={1: {"own-the-risks": 2}, 2: {"lead-by-doing": 4, "do-it-yourself": 4}},
    courses=(
        _Course(
            decided=0,
            action=Action(
                id="ports-1", text="Put a weekly hour for own exchanges into each head's calendar",
                node="lead-by-doing", item="lead-set-time", owner="Heads of division",
                due=date(2025, 3, 31),
            ),
            later=(("done", "The hour stands in all five calendars."),),
        ),
        _Course(
            decided=0,
            action=Action(
                id="ports-2", text="Agree in three sentences who writes personally",
                node="do-it-yourself", item="voice-written-by-rule", owner="Head of directorate",
                due=date(2025, 1, 31),
            ),
            later=(("done", "Sent to all colleagues in February."),),
        ),
        _Course(
            decided=0,
            action=Action(
                id="ports-3", text="Hold closed rehearsals for people new to it, of every grade",
                node="own-the-risks", item="risks-rehearsal", owner="Heads of division",
                due=date(2026, 6, 30),
            ),
            later=(("under_way", ""), ("under_way", "")),
        ),
        _Course(
            decided=0,
            action=Action(
                id="ports-4", text="Open a second telephone line",
                node="equity", item="equity-offline", owner="Front office",
                due=date(2025, 9, 30),
            ),
            later=(("dropped", "One shared inbox with a call-back serves the same people."),),
        ),
        _Course(
            decided=1,
            action=Action(
                id="ports-5", text="Publish the outcomes of trials that were stopped",
                node="open-experimentation", item="open-outcomes", owner="Innovation contact",
                due=date(2026, 5, 31),
            ),
            later=(("done", "Four notes are published, two of them on stopped trials."),),
        ),
        _Course(
            decided=1,
            action=Action(
                id="ports-6", text="Keep one list of mandates for all channels",
                node="accountability", item="account-mandate", owner="Legal adviser",
                due=date(2026, 2, 28), state="under_way",
            ),
            later=(("done", "The list is on the intranet and is checked twice a year."),),
        ),
        _Course(
            decided=2,
            action=Action(
                id="ports-7", text="Ask three teams how long permission takes; note the answer",
                node="own-the-risks", item="risks-permission-time", owner="Head of directorate",
                due=date(2026, 12, 15),
            ),
        ),
        _Course(
            decided=2,
            action=Action(
                id="ports-8", text="Write down which role decides on informal groups' results",
                node="accountability", item="account-return", owner="Legal adviser",
                due=date(2027, 2, 28),
            ),
        ),
        _Course(
            decided=2,
            action=Action(
                id="ports-9", text="Name who files exchanges, and the day on which it is done",
                node="accountability", item="account-records", owner="Records officer",
                due=date(2027, 3, 31), state="under_way",
            ),
        ),
    ),
)  # fmt: skip

_RIGHTS = _Planned(
    usual=(2, 3, 3),
    others={0: {"accountability": 3, "equity": 3}, 1: {"accountability": 4}},
    courses=(
        _Course(
            decided=0,
            action=Action(
                id="rights-1", text="Rehearse live answers once a quarter, open to every grade",
                node="own-the-risks", item="risks-rehearsal", owner="Head of office",
                due=date(2025, 6, 30),
            ),
            later=(("done", "Three rehearsals held; seven colleagues have their permission."),),
        ),
        _Course(
            decided=0,
            action=Action(
                id="rights-2", text="Give volunteers two hours a week for trials",
                node="self-selected-pioneers", item="pioneers-time", owner="Head of office",
                due=date(2026, 3, 31),
            ),
            later=(("under_way", ""), ("done", "Agreed with the staff representatives in March.")),
        ),
        _Course(
            decided=1,
            action=Action(
                id="rights-3", text="Invite outside users to each running trial, with a contact",
                node="open-experimentation", item="open-contact", owner="Trial leads",
                due=date(2026, 9, 30),
            ),
            later=(("under_way", ""),),
        ),
        _Course(
            decided=1,
            action=Action(
                id="rights-4", text="Decide on one remark of colleagues in each meeting",
                node="lead-by-doing", item="lead-staff-view", owner="Heads of section",
                due=date(2026, 6, 30),
            ),
            later=(("dropped", "Remarks are now answered the same day, outside the meeting."),),
        ),
        _Course(
            decided=2,
            action=Action(
                id="rights-5", text="Publish the state of each trial every two months",
                node="open-experimentation", item="open-progress", owner="Trial leads",
                due=date(2027, 1, 31),
            ),
        ),
        _Course(
            decided=2,
            action=Action(
                id="rights-6", text="Show these results to all colleagues and ask what is missing",
                owner="Head of office", due=date(2026, 12, 10),
            ),
        ),
    ),
)  # fmt: skip

_PLANS: Mapping[str, _Planned] = {"ports": _PORTS, "passenger-rights": _RIGHTS}
