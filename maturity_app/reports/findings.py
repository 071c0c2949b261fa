"""What stands out in a result, in one sentence: the headings of report and workbook."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from maturity_app.domain.assessment import Assessment, Wave
from maturity_app.domain.comparison import Comparison, NodeComparison
from maturity_app.domain.lift import Step, lift
from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.scorecard import NodeScore, QuadrantName, Scorecard
from maturity_app.domain.scoring import score
from maturity_app.reports.phrases import (
    balance_reason,
    count_word,
    cuts_of,
    index_bounds,
    quadrant_word,
    sentence,
    state_reason,
    state_word,
    up_to,
    value_text,
    verdict_word,
)
from maturity_app.wording import Wording

_BOTH = 2

# --- which nodes a report is about -------------------------------------------------------


def judged_nodes(card: Scorecard) -> tuple[NodeScore, ...]:
    """Return the nodes a report charts: practices and safeguards.

    A questionnaire without either is charted by its dimensions, or else its topmost nodes, so
    far as they have an index or a level.
    """
    judged = (*card.of_kind("practice"), *card.of_kind("safeguard"))
    if judged:
        return judged
    questionnaire = card.questionnaire
    shared = [n for n in questionnaire.dimensions if n.id not in questionnaire.local_nodes]
    nodes = shared or questionnaire.tree.children or (questionnaire.tree,)
    return tuple(
        card.nodes[n.id]
        for n in nodes
        if n.kind is None and (n.aggregate or n.levels) and not card.nodes[n.id].is_local
    )


def local_nodes(card: Scorecard) -> tuple[NodeScore, ...]:
    """Return the outermost nodes that the unit added and that hold items or dimensions."""
    added = (node for node in card.questionnaire.tree.walk() if node.local)
    return tuple(card.nodes[child.id] for node in added for child in node.children)


def detailed_nodes(questionnaire: Questionnaire) -> tuple[Node, ...]:
    """Return the nodes that together hold every item once: dimensions, and what is outside."""
    return tuple(_outermost(questionnaire.tree))


def _outermost(node: Node) -> list[Node]:
    if node.kind or not node.children or node.items:
        return [node]
    return [found for child in node.children for found in _outermost(child)]


def wave_names(waves: Sequence[Wave]) -> tuple[str, ...]:
    """Return short names of waves: the years if they tell them apart, else the labels."""
    years = [str(wave.date.year) for wave in waves]
    return tuple(years) if len(set(years)) == len(years) else tuple(w.label for w in waves)


# --- one assessment ----------------------------------------------------------------------


def levels_finding(card: Scorecard, w: Wording) -> str:
    """Return where most practices stand and which judged node is furthest behind."""
    rules = card.questionnaire.nodes
    nodes = [node for node in judged_nodes(card) if rules[node.id].levels is not None]
    missing = [node for node in nodes if node.level is None]
    if missing and len(missing) == len(nodes):
        return w("No dimension has a level yet")
    if missing:
        return sentence(
            w.plural(
                "{word} of {total} dimensions has no level yet",
                "{word} of {total} dimensions have no level yet",
                len(missing),
                word=count_word(len(missing), w),
                total=count_word(len(nodes), w),
            )
        )
    practices = [node for node in nodes if node.kind != "safeguard"]
    levels = sorted(node.level for node in practices if node.level is not None)
    if not levels:
        return w("Index by dimension")
    common = max(1, int(levels[(len(levels) - 1) // 2]))
    standing = sum(level >= common for level in levels)
    return _standing(nodes, (standing, len(practices), common), w)


def _standing(nodes: Sequence[NodeScore], counted: tuple[int, int, int], w: Wording) -> str:
    standing, total, common = counted
    values = {"word": count_word(standing, w), "total": count_word(total, w), "level": common}
    if any(node.kind == "practice" for node in nodes):
        where = w.plural(
            "{word} of {total} practices stands at {level} or above",
            "{word} of {total} practices stand at {level} or above",
            standing,
            **values,
        )
        nowhere = w("No practice stands at {level} yet", level=common)
        everywhere = w("all practices stand at {level} or above", level=common)
    else:
        where = w.plural(
            "{word} of {total} dimensions stands at {level} or above",
            "{word} of {total} dimensions stand at {level} or above",
            standing,
            **values,
        )
        nowhere = w("No dimension stands at {level} yet", level=common)
        everywhere = w("all dimensions stand at {level} or above", level=common)
    if not standing:
        return nowhere
    if standing == total:
        where = everywhere
    low = [node for node in nodes if node.level is not None and node.level < common]
    if not low:
        return sentence(where)
    shown = [w.level(node.level or Fraction(0)) for node in low]
    least = w.level(min(node.level or Fraction(0) for node in low))
    names = [node.short for node, level in zip(low, shown, strict=True) if level == least]
    behind = w.plural("{nodes} is lowest", "{nodes} are lowest", len(names), nodes=w.listed(names))
    return sentence(w.joined([where, behind]))


def balance_finding(card: Scorecard, w: Wording) -> str:
    """Return the balance of drive and safeguards as a heading."""
    if card.balance is None:
        return w("Balance: not said")
    return w("Balance: {verdict}", verdict=verdict_word(card.balance.verdict, w))


def balance_meaning(card: Scorecard, w: Wording) -> str:
    """Return what a verdict means, or what leaves it open; empty without a balance."""
    verdict = card.balance.verdict if card.balance else None
    return {
        "drive_outruns_safeguards": w("Speed without safeguards is exposure."),
        "controls_outrun_use": w("Rules stand ready for more than is practised."),
        "in_step": w("Safeguards keep pace with the practices."),
        None: balance_reason(card, w) if card.balance else "",
    }[verdict]


def pressure_finding(card: Scorecard, w: Wording) -> str:
    """Return Pressure with where it meets Drive, as a heading."""
    if card.pressure is None:
        return w("Pressure")
    value = value_text(card.pressure, w, cuts_of(card))
    if card.quadrant is None:
        return w("Pressure {value}", value=value)
    if card.pressure.value is None:
        return w("Pressure: {quadrant}", quadrant=quadrant_word(card.quadrant, w))
    return w("Pressure {value}: {quadrant}", value=value, quadrant=quadrant_word(card.quadrant, w))


def quadrant_meaning(quadrant: QuadrantName | None, cut: Fraction, w: Wording) -> str:
    """Return what a quadrant says of Pressure and Drive, in a sentence; empty without one."""
    if quadrant is None:
        return ""
    high = w.number(cut, digits=0)
    return {
        "exposed": w("Exposed: Pressure at {high} or more, Drive below.", high=high),
        "prepared": w("Prepared: Pressure and Drive at {high} or more.", high=high),
        "calm_and_new": w("Calm and new: Pressure and Drive below {high}.", high=high),
        "capacity_in_hand": w(
            "Capacity in hand: Drive at {high} or more, Pressure below.", high=high
        ),
        "on_the_line": w("On the line: open answers could still cross {high}.", high=high),
    }[quadrant]


def gaps_finding(counts: tuple[int, int], *, is_headline: bool, w: Wording) -> str:
    """Return how many gaps there are to close, in which order; counts are those shown and all."""
    count, total = counts
    if not count:
        return w("No gap: no level has a next one")
    if count < total:
        values = {"word": sentence(count_word(count, w)), "total": count_word(total, w)}
        if is_headline:
            return w(
                "{word} of {total} gaps to close, those that hold the headline first", **values
            )
        return w("{word} of {total} gaps to close, the lowest levels first", **values)
    values = {"word": sentence(count_word(count, w))}
    if not is_headline:
        return w.plural(
            "{word} gap to close, the lowest level first",
            "{word} gaps to close, the lowest levels first",
            count,
            **values,
        )
    return w.plural(
        "{word} gap to close, what holds the headline first",
        "{word} gaps to close, those that hold the headline first",
        count,
        **values,
    )


def items_finding(assessment: Assessment, card: Scorecard, node: Node, w: Wording) -> str:
    """Return how the items of a node were answered, from the highest option down."""
    items = list(node.all_items())
    choices = [item for item in items if item.type == "choice"]
    scores = [card.items[item.id] for item in choices]
    labels: Counter[str] = Counter()
    ranks: dict[str, Fraction] = {}
    for item in choices:
        option = assessment.questionnaire.option(item.id, card.items[item.id].option or "")
        if option is not None:
            labels[option.label] += 1
            ranks[option.label] = max(option.value, ranks.get(option.label, option.value))
    parts = [
        f"{count_word(labels[label], w)} {label}"
        for label in sorted(labels, key=lambda name: -ranks[name])
    ]
    set_aside = sum(score.state == "not_applicable" for score in scores)
    hidden = sum(score.state == "hidden" for score in scores)
    left = sum(score.x is None for score in scores) - set_aside - hidden
    if set_aside:
        parts.append(w("{count} not applicable", count=count_word(set_aside, w)))
    if hidden:
        parts.append(w("{count} not asked", count=count_word(hidden, w)))
    if left:
        parts.append(w("{count} open", count=count_word(left, w)))
    if parts and len(items) > len(choices):
        others = count_word(len(items) - len(choices), w)
        parts.append(w("{count} in words of its own", count=others))
    head = w.plural("{word} item", "{word} items", len(items), word=count_word(len(items), w))
    return sentence(w.labelled(head, ", ".join(parts)) if parts else head)


def node_finding(questionnaire: Questionnaire, node: NodeScore, w: Wording) -> tuple[str, str]:
    """Return what a node's figure is, and what holds it there or why there is none."""
    reason = state_reason(node, w)
    if questionnaire.nodes[node.id].levels is None:
        value = w("Index {value}.", value=value_text(node, w))
        bounds = f"{sentence(index_bounds(node, w))}."
        return value, bounds if node.index_low is not None else sentence(f"{reason}.")
    if node.level is None:
        why = w("No level: {state}, {reason}.", state=state_word(node.state, w), reason=reason)
        if node.level_low is None or node.level_high is None:
            return why, ""
        low, high = w.level(node.level_low), w.level(node.level_high)
        return why, w("{low} to {high} with what is answered.", low=low, high=high)
    level, beyond = w.level(node.level), up_to(node.level, node.level_high, w)
    first = w("Level {level}.", level=level)
    if beyond:
        first = w.plural(
            "Level {level}, {beyond} with {word} open answer.",
            "Level {level}, {beyond} with {word} open answers.",
            node.counts.open,
            level=level,
            beyond=beyond,
            word=count_word(node.counts.open, w),
        )
    return first, _what_holds(questionnaire, node, w)


def _what_holds(questionnaire: Questionnaire, node: NodeScore, w: Wording) -> str:
    if node.levels is None or node.levels.reached == questionnaire.top_level:
        return w("This is the highest level.")
    if node.levels.next is None:
        return w("No level above it applies.")
    lacking = [group for group in node.levels.groups if group.missing]
    gates = [group for group in lacking if group.gate]
    if gates and gates[0].gate:
        item = questionnaire.items[gates[0].gate]
        return w(
            "The gate holds it at {level}: {item}.", level=node.levels.reached, item=item.title
        )
    names = list(dict.fromkeys(str(group.level) for group in lacking))
    return w.plural(
        "Level {next} waits for the items of level {levels}.",
        "Level {next} waits for the items of levels {levels}.",
        len(names),
        next=node.levels.next,
        levels=w.listed(names),
    )


def reached_finding(node: NodeScore, w: Wording) -> str:
    """Return the heading over what a node's next level asks."""
    if node.levels is None or node.levels.next is None:
        return w("How the level is reached")
    return w("How level {level} is reached", level=node.levels.next)


def lift_finding(steps: Sequence[Step], node: NodeScore, w: Wording) -> str:
    """Return how many answers would lift a node to which level."""
    level = node.levels.next if node.levels else None
    return sentence(
        w.plural(
            "{word} answer would lift {node} to level {level}",
            "{word} answers would lift {node} to level {level}",
            len(steps),
            word=count_word(len(steps), w),
            node=node.short,
            level=level,
        )
    )


def after_lift(assessment: Assessment, card: Scorecard, node_id: str) -> Scorecard:
    """Return the scorecard if a node's next steps were taken, computed by scoring again."""
    raised = assessment
    for step in lift(card, node_id):
        answer = assessment.answer(step.item)
        raised = raised.with_answer(step.item, type(answer)(state="answered", option=step.asked))
    return score(assessment.questionnaire, raised.answers)


# --- a comparison ------------------------------------------------------------------------


def changes_finding(comparison: Comparison, w: Wording) -> str:
    """Return how many answers moved, and Drive's change beside it."""
    counted = sentence(_counted(comparison, w))
    drive = comparison.scorecards[-1].drive
    node = comparison.nodes.get(drive.id) if drive else None
    if drive is None or node is None:
        return counted
    if node.difference is None:
        return w("{changes}; {drive} not comparable", changes=counted, drive=drive.short)
    change = w.signed(100 * node.difference)
    return w(
        "{changes}; {drive} {change}, not testable",
        changes=counted,
        drive=drive.short,
        change=change,
    )


def _counted(comparison: Comparison, w: Wording) -> str:
    up, down = comparison.up, comparison.down
    if not up and not down:
        return w("no answer changed")
    ups = w.plural("{word} answer up", "{word} answers up", up, word=count_word(up, w))
    downs = w.plural("{word} answer down", "{word} answers down", down, word=count_word(down, w))
    if not up or not down:
        return ups if up else downs
    return w("{up}, {down} down", up=ups, down=count_word(down, w))


def reasons_finding(comparison: Comparison, w: Wording) -> str:
    """Return how many of the changed answers may be called improvements."""
    total = len(comparison.changes)
    improved = sum(change.is_improvement for change in comparison.changes)
    why = w.plural(
        "Why the answer changed", "Why the {word} answers changed", total, word=count_word(total, w)
    )
    if not improved:
        return w("{why}: none is an improvement with evidence", why=why)
    said = w.plural(
        "{word} is an improvement with evidence",
        "{word} are improvements with evidence",
        improved,
        word=count_word(improved, w),
    )
    return w.labelled(why, said)


def moved_finding(nodes: Sequence[NodeComparison], w: Wording) -> str:
    """Return how many dimensions moved by more than one item's step."""
    count = sum(node.is_beyond_one_step for node in nodes)
    if not count:
        return w("No dimension moved by more than one item's step")
    return sentence(
        w.plural(
            "{word} dimension moved by more than one item's step",
            "{word} dimensions moved by more than one item's step",
            count,
            word=count_word(count, w),
        )
    )


def lowest_node(comparison: Comparison) -> str | None:
    """Return the dimension that is lowest on every side; None if it is not one and the same."""
    judged = [node.id for node in judged_nodes(comparison.scorecards[-1])]
    lowest: set[str] | None = None
    for number in range(len(comparison.assessments)):
        known = {
            node_id: value
            for node_id in judged
            if (value := comparison.nodes[node_id].indices[number]) is not None
        }
        least = min(known.values(), default=None)
        ids = {node_id for node_id, value in known.items() if value == least}
        lowest = ids if lowest is None else lowest & ids
    return next(iter(lowest)) if lowest is not None and len(lowest) == 1 else None


def lowest_finding(comparison: Comparison, w: Wording) -> str:
    """Return which dimension is lowest in all units, or that it differs between them."""
    word = count_word(len(comparison.assessments), w)
    node_id = lowest_node(comparison)
    if node_id is not None:
        node = comparison.scorecards[-1].nodes[node_id]
        if len(comparison.assessments) == _BOTH:
            return w("{node} is lowest in both units", node=node.short)
        return w("{node} is lowest in all {word} units", node=node.short, word=word)
    return sentence(w("{word} units side by side", word=word))


def quadrants_finding(cards: Sequence[Scorecard], w: Wording) -> str:
    """Return how many units stand in which quadrant of Pressure and Drive."""
    order: tuple[QuadrantName, ...] = (
        "exposed",
        "prepared",
        "calm_and_new",
        "capacity_in_hand",
        "on_the_line",
    )
    counts = Counter(card.quadrant for card in cards)
    parts = [
        f"{count_word(counts[name], w)} {quadrant_word(name, w)}" for name in order if counts[name]
    ]
    if not parts:
        return w("Pressure and Drive")
    return w("Pressure and Drive: {units}", units=", ".join(parts))
