"""A unit's two waves with a plan in each: what is set there is looked for in every report."""

from dataclasses import replace
from datetime import date

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.plan import Action, Plan
from maturity_app.reports.content import Report, report_on
from tests.building import answers, assessment, full_questionnaire

LETTERS = {f"practice_{n}": "FFFFLLNN" for n in range(1, 7)} | {
    "practice_3": "FFPFLLNN",
    "safeguard_a": "FFFFLLNN",
    "safeguard_b": "FFPPNNNN",
    "pressure": "32323232",
}
REHEARSE = Action(
    id="a1", text="Rehearse once a month", node="practice-3", item="practice-3-3",
    owner="Heads of section", due=date(2026, 6, 30),
)  # fmt: skip
PUBLISH = Action(id="a2", text="Publish the log", node="safeguard-b", state="under_way")
CALL = Action(id="a3", text="Open a second line", owner="Front office")
OVER = Action(id="a4", text="Name a deputy", state="done", outcome="Named in May")
NEW = Action(
    id="a5", text="=HYPERLINK(1) <b>Ask</b> the archive", owner="Records officer",
    due=date(2027, 2, 28),
)  # fmt: skip
LAST = Plan(targets={"practice-3": 2}, actions=(REHEARSE, PUBLISH, CALL, OVER))
NOW = Plan(
    targets={"practice-1": 3, "practice-3": 3, "safeguard-b": 2},
    actions=(
        replace(REHEARSE, state="under_way"),
        replace(PUBLISH, state="done", outcome="Ten entries by autumn"),
        NEW,
    ),
)


def record(plan: Plan = NOW) -> Assessment:
    """Return this wave's draft, dated 16 October 2026."""
    return replace(assessment(full_questionnaire(), answers(**LETTERS)), plan=plan)


def last_wave(plan: Plan = LAST) -> Assessment:
    """Return the wave a year before; one of its actions, a3, has left the plan since."""
    day = date(2025, 10, 16)
    made = assessment(full_questionnaire(), answers(**LETTERS), label="Autumn 2025", day=day)
    return replace(made, plan=plan)


def report(now: Plan = NOW, last: Plan = LAST) -> Report:
    """Return what a report says of both."""
    return report_on(record(now), [last_wave(last)])
