"""Targets and actions: what is decided, carried into the next wave, and followed up there."""

from datetime import date

from maturity_app.domain.plan import Action, Plan, followed_up

REHEARSE = Action(
    id="a1", text="Rehearse once a month", node="risks", owner="Head", state="planned"
)
PUBLISH = Action(id="a2", text="Publish the log", state="done", outcome="Done in May")
DROPPED = Action(id="a3", text="Buy a tool", state="dropped")
STARTED = Action(id="a4", text="Name a deputy", state="under_way", due=date(2026, 3, 1))
THEN = Plan(targets={"risks": 3}, actions=(REHEARSE, PUBLISH, DROPPED, STARTED))


def test_the_next_wave_begins_with_all_targets_and_what_is_still_open() -> None:
    carried = THEN.carried_on()
    assert carried.targets == {"risks": 3}
    assert [action.id for action in carried.actions] == ["a1", "a4"]


def test_what_became_of_each_action_is_told_in_the_order_it_was_decided() -> None:
    finished = Action(id="a1", text="Rehearse once a month", state="done", outcome="Ten held")
    now = THEN.carried_on().with_action(finished).without_action("a4")
    told = [(one.then.id, one.then.state, one.now.state) for one in followed_up(THEN, now)]
    assert told == [
        ("a1", "planned", "done"),
        ("a2", "done", "done"),
        ("a3", "dropped", "dropped"),
        ("a4", "under_way", "under_way"),
    ]


def test_an_action_is_changed_in_its_place_and_a_new_one_comes_last() -> None:
    changed = THEN.with_action(Action(id="a2", text="Publish it all"))
    assert [action.text for action in changed.actions][1] == "Publish it all"
    added = changed.with_action(Action(id="a5", text="Ask the archive"))
    assert [action.id for action in added.actions] == ["a1", "a2", "a3", "a4", "a5"]


def test_a_target_is_set_changed_and_taken_away() -> None:
    plan = Plan().with_target("risks", 2).with_target("lead", 3).with_target("risks", 4)
    assert plan.targets == {"lead": 3, "risks": 4}
    assert plan.with_target("risks", None).with_target("lead", None).is_empty


def test_only_what_is_open_can_be_late() -> None:
    after = date(2026, 3, 2)
    assert [action.id for action in THEN.actions if action.is_late(after)] == ["a4"]
    assert not STARTED.is_late(date(2026, 3, 1))
