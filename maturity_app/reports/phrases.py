"""How figures and states are put into words: the same on screen, in PDF, workbook and text."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_app.domain.said import marked

if TYPE_CHECKING:
    # The home page words a record's status and has no scorecard to load the types of.
    from maturity_app.domain.assessment import (
        Answer,
        Assessment,
        Assessor,
        ChangeReason,
        Share,
        Status,
    )
    from maturity_app.domain.comparison import Comparison, NodeComparison
    from maturity_app.domain.questionnaire import Kind, Questionnaire
    from maturity_app.domain.scorecard import (
        GroupScore,
        ItemScore,
        ItemState,
        NodeScore,
        QuadrantName,
        Scorecard,
        State,
        Verdict,
    )
    from maturity_app.domain.unit_scores import Mode
    from maturity_app.wording import Wording

_WORDS = (
    marked("none"), marked("one"), marked("two"), marked("three"), marked("four"),
    marked("five"), marked("six"), marked("seven"), marked("eight"), marked("nine"),
    marked("ten"), marked("eleven"), marked("twelve"),
)  # fmt: skip

MOST_NAMED = 3
"""Up to how many nodes without a level are named one by one."""


def count_word(count: int, w: Wording) -> str:
    """Return a small number in words, a larger one in figures."""
    return w(_WORDS[count]) if count < len(_WORDS) else str(count)


def sentence(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


# --- states and names --------------------------------------------------------------------


def state_word(state: State, w: Wording) -> str:
    """Return a node's state."""
    return {
        "rated": w("rated"),
        "provisional": w("provisional"),
        "insufficient": w("insufficient"),
        "not_rated": w("not rated"),
    }[state]


def state_reason(node: NodeScore, w: Wording) -> str:
    """Return why a node is not simply rated; empty where it is."""
    counts = node.counts
    if not counts.shown:
        return w("nothing to score")
    if node.state == "not_rated" and node.is_group:
        return w("too many of its parts are not rated")
    if node.state == "not_rated":
        share = Fraction(counts.not_applicable, counts.shown)
        return w("{share} not applicable", share=w.percent(share))
    if node.state in ("insufficient", "provisional"):
        return w("{answered} of {applicable} answered", answered=counts.answered,
                 applicable=counts.applicable)  # fmt: skip
    return ""


def status_word(status: Status, w: Wording) -> str:
    """Return a record's status."""
    return {
        "draft": w("Draft"),
        "signed_off": w("Signed off"),
        "superseded": w("Superseded"),
    }[status]


def mode_word(mode: Mode, w: Wording) -> str:
    """Return whose answers a record holds."""
    return {
        "unit": w("the unit"),
        "consensus": w("consensus of a team"),
        "assessor": w("one person"),
    }[mode]


def wave_words(assessment: Assessment, w: Wording) -> str:
    """Return what a wave is called; a correction under way, which bears its name too, says so."""
    label = assessment.wave.label
    return w("Correction of {wave}", wave=label) if assessment.is_correction else label


def source_words(assessment: Assessment, w: Wording) -> str:
    """Return of whom and when figures are, and whether they are signed off."""
    parts = assessment.unit.name, assessment.wave.label, status_word(assessment.status, w)
    return ", ".join(parts)


def kind_word(kind: Kind, w: Wording) -> str:
    """Return the name of a kind of dimension."""
    return {
        "practice": w("Practice"),
        "safeguard": w("Safeguard"),
        "pressure": w("Pressure"),
        "enabler": w("Enabler"),
        "outcome": w("Outcome"),
    }[kind]


def kind_words(kind: Kind, w: Wording) -> str:
    """Return the name of a kind of dimension, many of it."""
    return {
        "practice": w("Practices"),
        "safeguard": w("Safeguards"),
        "pressure": w("Pressure"),
        "enabler": w("Enablers"),
        "outcome": w("Outcomes"),
    }[kind]


def answer_state_word(state: ItemState, w: Wording) -> str:
    """Return one of the three non-answers, "Answered", or that the item is not asked."""
    return {
        "answered": w("Answered"),
        "not_applicable": w("Not applicable"),
        "dont_know": w("Don't know"),
        "not_answered": w("Not yet answered"),
        "hidden": w("Not asked"),
    }[state]


def answer_word(questionnaire: Questionnaire, item_id: str, answer: Answer, w: Wording) -> str:
    """Return what was answered in a few words: the option's label, or why there is none."""
    item = questionnaire.items[item_id]
    if answer.state != "answered":
        return answer_state_word(answer.state, w)
    if item.type == "choice":
        option = questionnaire.option(item_id, answer.option or "")
        return option.label if option else answer_state_word("not_answered", w)
    if item.type == "measure":
        return answer.value or answer.text or w("Answered")
    return answer.text


def item_word(card: Scorecard, item_id: str, answer: Answer, w: Wording) -> str:
    """Return what was answered, or that the item is not asked or waits for another answer."""
    return said_word(card.questionnaire, answer, card.items[item_id], w)


def said_word(questionnaire: Questionnaire, answer: Answer, score: ItemScore, w: Wording) -> str:
    """Return what counts as said to an item, in a few words.

    What was answered before a condition hid the item is kept in the record, and not said here.
    """
    if score.state == "hidden":
        return answer_state_word("hidden", w)
    if score.is_pending:
        return waiting_word(w)
    return answer_word(questionnaire, score.id, answer, w)


def waiting_word(w: Wording) -> str:
    """Return the word for an item whose condition hangs on an answer that is still open."""
    return w("Waits for another answer")


def change_reason_word(reason: ChangeReason | None, w: Wording) -> str:
    """Return why an answer differs from the last wave."""
    return {
        "practice_changed": w("practice changed"),
        "judged_differently": w("judged differently"),
        "corrects_error": w("corrects an error"),
        None: w("no reason given"),
    }[reason]


def level_name(questionnaire: Questionnaire, level: Fraction) -> str:
    """Return the name of the whole level a level lies in."""
    return questionnaire.level_names[int(level)]


# --- figures -----------------------------------------------------------------------------


def level_text(node: NodeScore, w: Wording) -> str:
    """Return a node's level, or a dash where it has none."""
    return w.level(node.level) if node.level is not None else "–"


def value_text(node: NodeScore, w: Wording, cuts: tuple[Fraction, ...] = ()) -> str:
    """Return a node's value on its own scale, or a dash where it has none or shows its level."""
    if node.value is None or node.shows_level:
        return "–"
    return w.number(node.value, cuts)


def up_to(level: Fraction | None, high: Fraction | None, w: Wording) -> str:
    """Return the level that open answers still allow, as shown; empty where nothing is open."""
    if high is None or (level is not None and w.level(high) == w.level(level)):
        return ""
    return w("up to {high}", high=w.level(high))


def index_bounds(node: NodeScore, w: Wording, cuts: tuple[Fraction, ...] = ()) -> str:
    """Return the bounds of a value in words, on no wrong side of a cut."""
    if node.low is None or node.high is None:
        return w("no bounds")
    if node.low == node.high:
        return w("none open")
    low, high = w.number(node.low, cuts), w.number(node.high, cuts)
    return w("{low} to {high} with open answers", low=low, high=high)


def way_text(questionnaire: Questionnaire, level: Fraction, w: Wording) -> str:
    """Return how far the next level is: "60 % of the way to managed"."""
    whole = int(level)
    if whole >= questionnaire.top_level:
        return w("the highest level")
    # Truncated like the level beside it, so that the two never disagree.
    tenths = Fraction(int((level - whole) * 10), 10)
    name = questionnaire.level_names[whole + 1]
    return w("{share} of the way to {level}", share=w.percent(tenths), level=name)


# --- headline ----------------------------------------------------------------------------


def headline_level(card: Scorecard, w: Wording) -> str:
    """Return the headline level and its name, or that there is none."""
    headline = card.headline
    if headline is None or headline.level is None:
        return w("No level")
    return f"{w.level(headline.level)} {level_name(card.questionnaire, headline.level)}"


def headline_reason(card: Scorecard, w: Wording) -> str:
    """Return why the headline stands where it does, every binding node named."""
    headline = card.headline
    if headline is None:
        return w("This questionnaire has no headline level.")
    if headline.level is None:
        return _no_level(card, w)
    standing = _standing(card, w)
    if not headline.binding:
        return standing
    nodes = [card.nodes[node_id] for node_id in headline.binding]
    names = w.listed(f"{node.short} ({level_text(node, w)})" for node in nodes)
    held = w("Held at {level} by {nodes}.", level=int(headline.level), nodes=names)
    return f"{held} {standing}"


def _standing(card: Scorecard, w: Wording) -> str:
    headline = card.headline
    if headline is None or headline.level is None:
        return ""
    top = card.questionnaire.top_level
    beyond = min(int(headline.level) + 1, top)
    practices = card.of_kind("practice")
    count = sum(node.level is not None and node.level >= beyond for node in practices)
    if count == 0:
        return w("No practice stands at {level}.", level=beyond)
    if count == len(practices):
        return w("All practices stand at {level}.", level=beyond)
    text = w.plural(
        "{word} of {total} practices stands at {level}.",
        "{word} of {total} practices stand at {level}.",
        count,
        word=count_word(count, w),
        total=count_word(len(practices), w),
        level=beyond,
    )
    return sentence(text)


def _no_level(card: Scorecard, w: Wording) -> str:
    headline = card.headline
    if headline is None:
        return ""
    reason = w("No level: {nodes}", nodes=_unlevelled(card, headline.unlevelled, w))
    if headline.low is None or headline.high is None:
        return f"{reason}."
    low, high = w.level(headline.low), w.level(headline.high)
    bounds = w("{low} to {high} with what is answered", low=low, high=high)
    return f"{w.joined([reason, bounds])}."


def _unlevelled(card: Scorecard, node_ids: tuple[str, ...], w: Wording) -> str:
    """Return which practices and safeguards have no level; by number where they are many."""
    if len(node_ids) <= MOST_NAMED:
        return w.listed(
            f"{card.nodes[i].short} ({state_word(card.nodes[i].state, w)})" for i in node_ids
        )
    states = [card.nodes[node_id].state for node_id in node_ids]
    counted = [
        w("{count} {state}", count=count_word(states.count(state), w), state=state_word(state, w))
        for state in dict.fromkeys(states)
    ]
    judged = [*card.of_kind("practice"), *card.of_kind("safeguard")]
    return w(
        "of {total} practices and safeguards, {counted}",
        counted=w.listed(counted),
        total=count_word(len(judged), w),
    )


def has_levels(card: Scorecard) -> bool:
    """Return whether any practice or safeguard is judged by levels; none of a short form is."""
    if card.questionnaire.short_form_of:
        return False
    nodes = card.questionnaire.nodes
    judged = (*card.of_kind("practice"), *card.of_kind("safeguard"))
    return any(nodes[node.id].levels is not None for node in judged)


# --- balance and pressure ----------------------------------------------------------------


def verdict_word(verdict: Verdict | None, w: Wording) -> str:
    """Return what the balance of safeguards and practices is."""
    return {
        "drive_outruns_safeguards": w("drive outruns safeguards"),
        "controls_outrun_use": w("controls outrun use"),
        "in_step": w("in step"),
        None: w("open answers decide"),
    }[verdict]


def balance_reason(card: Scorecard, w: Wording) -> str:
    """Return the levels the balance is read from."""
    if card.balance is None:
        return w("Not said: a practice or safeguard has no bounds.")
    weakest = card.nodes[card.balance.weakest_safeguard]
    median = card.nodes[card.balance.median_practice]
    if card.balance.verdict is None:
        return w(
            "Once all is answered, {safeguard} stands at {low} and {practice} at {middle}.",
            safeguard=weakest.short,
            low=_whole_levels(weakest, w),
            practice=median.short,
            middle=_whole_levels(median, w),
        )
    return w(
        "The weakest safeguard, {safeguard}, stands at {low};"
        " the median practice, {practice}, at {middle}.",
        safeguard=weakest.short,
        low=int(weakest.level_low or 0),
        practice=median.short,
        middle=int(median.level_low or 0),
    )


def _whole_levels(node: NodeScore, w: Wording) -> str:
    low, high = int(node.level_low or 0), int(node.level_high or 0)
    return str(low) if low == high else w("{low} to {high}", low=low, high=high)


def points_text(card: Scorecard, w: Wording) -> str:
    """Return Drive less Safeguards in points, without a verdict."""
    if card.balance is None or card.balance.points is None:
        return w("no difference in points: an index is missing")
    points = w.number(abs(card.balance.points))
    return w("{points} points apart, no verdict on points", points=points)


def quadrant_word(quadrant: QuadrantName | None, w: Wording) -> str:
    """Return where Pressure and Drive meet."""
    return {
        "exposed": w("exposed"),
        "prepared": w("prepared"),
        "calm_and_new": w("calm and new"),
        "capacity_in_hand": w("capacity in hand"),
        "on_the_line": w("on the line"),
        None: w("not said"),
    }[quadrant]


def cuts_of(card: Scorecard) -> tuple[Fraction, ...]:
    """Return the indices (0–100) at which Pressure and Drive change their band."""
    return (card.questionnaire.quadrant.high,)


# --- levels in groups --------------------------------------------------------------------


def group_title(questionnaire: Questionnaire, group: GroupScore, w: Wording) -> str:
    """Return what a group of items is called."""
    if group.gate:
        return w("Gate, item {code}", code=questionnaire.code(group.gate))
    return w("Level {level}", level=group.level)


def group_verdict(group: GroupScore, w: Wording) -> str:
    """Return what the next level asks of a group and whether it is met."""
    if not group.asked_next:
        return w("not asked yet")
    asked = w.number(group.asked_next, digits=2)
    if group.missing:
        return w("{asked}: not yet", asked=asked)
    return w("{asked}: met", asked=asked)


# --- comparison --------------------------------------------------------------------------


def change_counts(comparison: Comparison, w: Wording) -> str:
    """Return how many answers moved, such as "7 answers up, 2 down"."""
    if not comparison.changes:
        return w("no answer changed")
    up = w.plural("{count} answer up", "{count} answers up", comparison.up)
    return w("{up}, {down} down", up=up, down=comparison.down)


def change_reasons(comparison: Comparison, w: Wording) -> str:
    """Return the stated reasons of all changed answers with their numbers."""
    order: tuple[ChangeReason | None, ...] = (
        "practice_changed",
        "judged_differently",
        "corrects_error",
        None,
    )
    counted = [(sum(c.reason == reason for c in comparison.changes), reason) for reason in order]
    return ", ".join(f"{n} {change_reason_word(reason, w)}" for n, reason in counted if n)


def drive_change(comparison: Comparison, w: Wording) -> str:
    """Return the change of Drive, or why there is none."""
    drive = comparison.scorecards[-1].drive
    node = comparison.nodes.get(drive.id) if drive else None
    if drive is None or node is None or node.difference is None:
        return w("Drive not comparable")
    change = w.signed(100 * node.difference)
    if node.change is None:
        return w("{drive} {change}, not testable", drive=drive.short, change=change)
    if node.change.is_reliable:
        return w("{drive} {change}, more than the error of measurement", drive=drive.short,
                 change=change)  # fmt: skip
    return w("{drive} {change}, within the error of measurement", drive=drive.short,
             change=change)  # fmt: skip


def moved(node: NodeComparison, comparison: Comparison, w: Wording) -> str:
    """Return what may be said of one node's change."""
    if not node.is_comparable:
        return not_comparable(node, w)
    changes = [c for c in comparison.changes if _is_below(comparison, c.item, node.id)]
    if not changes and not node.difference:
        return w("no change")
    if node.change is not None and not node.change.is_reliable:
        return w("within the error of measurement")
    if node.is_beyond_one_step and node.difference is not None:
        return w("rising") if node.difference > 0 else w("falling")
    up = sum(change.difference > 0 for change in changes)
    if up and up < len(changes):
        return w(
            "{up} up, {down} down", up=count_word(up, w), down=count_word(len(changes) - up, w)
        )
    return w("within one step")


def not_comparable(node: NodeComparison, w: Wording) -> str:
    """Return why a node is not comparable."""
    obstacle = node.obstacle
    if obstacle is None or obstacle.kind == "nothing_asked":
        return w("nothing to compare")
    if obstacle.kind == "none_answered":
        return w("not comparable: no question answered in both")
    if obstacle.kind == "new_meaning":
        return w.plural(
            "not comparable: {common} of {union} questions common; {count} has a new meaning",
            "not comparable: {common} of {union} questions common; {count} have a new meaning",
            obstacle.revised,
            common=obstacle.common,
            union=obstacle.union,
        )
    return w(
        "not comparable: {common} of {union} questions common", common=node.common, union=node.union
    )


def _is_below(comparison: Comparison, item_id: str, node_id: str) -> bool:
    node = comparison.own[-1].questionnaire.nodes[node_id]
    return any(item.id == item_id for item in node.all_items())


# --- records -----------------------------------------------------------------------------


def record_line(assessment: Assessment, w: Wording) -> str:
    """Return a record's status with its date, such as "Signed off 23 October 2026".

    It says of whose answers it was made, and of a copy that leaves something out what that is.
    """
    line = status_word(assessment.status, w)
    if assessment.signed is not None:
        line = w("{status} {day}", status=line, day=w.day(assessment.signed.date))
    parts = [line, whose_words(assessment, w)]
    if assessment.is_copy:
        parts.append(share_word(assessment.shared, w))
    return w.joined(filter(None, parts))


def whose_words(assessment: Assessment, w: Wording) -> str:
    """Return whose answers a record holds; empty where they are simply the unit's."""
    if assessment.assessor is not None:
        return w("own answers of {name}", name=assessor_name(assessment.assessor, w))
    if assessment.sources:
        return w.plural(
            "consensus of {count} assessor",
            "consensus of {count} assessors",
            len(assessment.sources),
        )
    return ""


def assessor_name(assessor: Assessor, w: Wording) -> str:
    """Return a person's name, with the role if there is one."""
    name = assessor.name.strip() or w("somebody who is not named")
    role = assessor.role.strip()
    return w("{name} ({role})", name=name, role=role) if role else name


def share_word(share: Share, w: Wording) -> str:
    """Return what a copy leaves out, as it stands behind the status."""
    return {
        "full": w("shared in full"),
        "without_comments": w("shared without comments"),
        "without_names": w("shared without comments and names"),
        "scores_only": w("only the scores are shared"),
    }[share]
