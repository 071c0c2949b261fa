"""What a plan says in words: targets, whom an action is for, what is late, what became of it."""

from collections.abc import Sequence
from datetime import date

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.lift import count_steps
from maturity_app.domain.plan import Action, ActionState, Followed, Plan, followed_up
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.targets import Standing, standings
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.phrases import count_word, sentence
from maturity_app.wording import Wording

STATES: tuple[ActionState, ...] = ("planned", "under_way", "done", "dropped")


# --- targets -----------------------------------------------------------------------------


def planned_standings(assessment: Assessment, card: Scorecard) -> tuple[Standing, ...]:
    """Return where what a report charts stands beside its targets, where it has levels."""
    return standings(card, assessment.plan, judged_nodes(card))


def level_word(questionnaire: Questionnaire, level: int) -> str:
    """Return a whole level with its name; a level without one as its number."""
    names = questionnaire.level_names
    return f"{level} {names[level]}" if level < len(names) else str(level)


def gap_text(standing: Standing, w: Wording) -> str:
    """Return what a level lacks for its target; empty without a target."""
    if standing.target is None:
        return ""
    if standing.gap is None:
        return w("no level")
    if standing.is_reached:
        return w("reached")
    return w("{gap} short", gap=w.level(standing.gap))


def steps_text(card: Scorecard, standing: Standing, w: Wording) -> str:
    """Return how many answer steps are missing, to which level, and in which items."""
    level = _level_aimed_at(standing)
    if level is None or standing.is_reached or standing.node.level is None:
        return ""
    if not standing.steps:
        return w("can't be told before open conditions are settled, or does not apply")
    codes = [card.questionnaire.code(step.item) for step in standing.steps]
    return w.plural(
        "{count} step to level {level}: {items}",
        "{count} steps to level {level}: {items}",
        count_steps(card, standing.steps),
        level=level,
        items=", ".join(codes),
    )


def _level_aimed_at(standing: Standing) -> int | None:
    if standing.target is not None:
        return standing.target
    return standing.node.levels.next if standing.node.levels else None


def targets_finding(found: Sequence[Standing], w: Wording) -> str:
    """Return how many of the targets are reached."""
    aimed = [standing for standing in found if standing.target is not None]
    if not aimed:
        return w("No target is set")
    count = sum(standing.is_reached for standing in aimed)
    if len(aimed) == 1:
        return w("The one target is reached") if count else w("The one target is not reached")
    if not count:
        return w("None of {total} targets is reached yet", total=count_word(len(aimed), w))
    return sentence(
        w.plural(
            "{word} of {total} targets is reached",
            "{word} of {total} targets are reached",
            count,
            word=count_word(count, w),
            total=count_word(len(aimed), w),
        )
    )


def below_target(found: Sequence[Standing], w: Wording) -> str:
    """Return which nodes lack how much for their targets; empty where none does."""
    named = [
        f"{standing.node.short} ({gap_text(standing, w)})" for standing in found if standing.gap
    ]
    return w("Below target: {nodes}.", nodes=", ".join(named)) if named else ""


# --- actions -----------------------------------------------------------------------------


def day_of(record: Assessment) -> date:
    """Return the day as of which a record's actions are late: that of signing, or of its wave."""
    return record.signed.date if record.signed else record.wave.date


def action_state_word(state: ActionState, w: Wording) -> str:
    """Return an action's state."""
    return {
        "planned": w.context("an action", "planned"),
        "under_way": w.context("an action", "under way"),
        "done": w.context("an action", "done"),
        "dropped": w.context("an action", "dropped"),
    }[state]


def action_for(questionnaire: Questionnaire, action: Action, w: Wording) -> str:
    """Return what an action is to lift: an item's code with its dimension, or a node."""
    if action.item in questionnaire.items:
        dimension = questionnaire.dimension_of(action.item)
        node = questionnaire.nodes.get(action.node) or dimension
        code = questionnaire.code(action.item)
        return f"{code} {node.short}" if node else code
    if action.node in questionnaire.nodes:
        return questionnaire.nodes[action.node].short
    # What it was for, the questionnaire has no more.
    return w("no longer asked") if action.item or action.node else w("whole unit")


def due_text(action: Action, day: date, w: Wording) -> str:
    """Return when an action is due, and that it is late on a day."""
    if action.due is None:
        return w("no date")
    due = w.short_day(action.due)
    return w("{date}, late", date=due) if action.is_late(day) else due


def actions_finding(actions: Sequence[Action], w: Wording) -> str:
    """Return how many actions there are, and how many in which state."""
    if not actions:
        return w("No action is planned")
    head = w.plural(
        "{word} action", "{word} actions", len(actions), word=count_word(len(actions), w)
    )
    counts = {state: sum(action.state == state for action in actions) for state in STATES}
    parts = [_counted(state, count, w) for state, count in counts.items() if count]
    return sentence(w.labelled(head, ", ".join(parts)))


def _counted(state: ActionState, count: int, w: Wording) -> str:
    word = count_word(count, w)
    return {
        "planned": w.plural("{word} planned", "{word} planned", count, word=word),
        "under_way": w.plural("{word} under way", "{word} under way", count, word=word),
        "done": w.plural("{word} done", "{word} done", count, word=word),
        "dropped": w.plural("{word} dropped", "{word} dropped", count, word=word),
    }[state]


def what_became(last: Plan, now: Plan) -> tuple[Followed, ...]:
    """Return what became of the actions that were open in the wave before.

    What was over by then, its own report has told.
    """
    return tuple(one for one in followed_up(last, now) if one.then.is_open)


def followed_finding(followed: Sequence[Followed], wave: str, w: Wording) -> str:
    """Return how many of the actions of the wave before are done by now."""
    if len(followed) == 1:
        state = action_state_word(followed[0].now.state, w)
        return w("The one action open in {wave}: {state}", wave=wave, state=state)
    count, total = sum(one.now.state == "done" for one in followed), count_word(len(followed), w)
    if not count:
        return w("None of {total} actions open in {wave} is done yet", total=total, wave=wave)
    return sentence(
        w.plural(
            "{word} of {total} actions open in {wave} is done",
            "{word} of {total} actions open in {wave} are done",
            count,
            word=count_word(count, w),
            total=total,
            wave=wave,
        )
    )


def nothing_planned(w: Wording) -> str:
    """Return what there is to say of a record without targets and actions."""
    return w("No target is set and no action is planned in this record.")
