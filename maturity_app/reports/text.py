"""A report as plain text, for a terminal."""

from collections.abc import Iterator

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.lift import count_steps, lift
from maturity_app.domain.questionnaire import ShownScale
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports import phrases
from maturity_app.reports.plan import actions_finding, planned_standings, targets_finding
from maturity_app.wording import Wording, visible


def score_text(assessment: Assessment, w: Wording) -> str:
    """Return headline, reason and a line for each dimension and group."""
    lines = _lines(assessment, score_assessment(assessment), w)
    return "".join(f"{visible(line).rstrip()}\n" for line in lines)


def _lines(assessment: Assessment, card: Scorecard, w: Wording) -> Iterator[str]:
    record = phrases.record_line(assessment, w)
    yield f"{assessment.unit.name}, {assessment.wave.label} ({record})"
    if card.headline is not None:
        level = phrases.headline_level(card, w)
        more = phrases.up_to(card.headline.level, card.headline.high, w)
        yield w("Headline: {level}", level=f"{level}, {more}" if more else level)
        yield f"  {phrases.headline_reason(card, w)}"
        for node_id in card.headline.binding:
            yield f"  {_missing(card, node_id, w)}"
    if card.balance is not None:
        yield w("Balance: {verdict}", verdict=phrases.verdict_word(card.balance.verdict, w))
    if card.pressure and card.drive:
        where = phrases.quadrant_word(card.quadrant, w)
        yield w("Pressure and drive: {quadrant}", quadrant=where)
    yield from _plan(assessment, card, w)
    if card.questionnaire.short_form_of:
        yield w("A short form: indices, no level.")
    shown = [n for n in card.nodes.values() if n.parent or card.questionnaire.tree.aggregate]
    names = {node.id: _name(card, node, w) for node in shown}
    width = max(map(len, names.values()), default=0) + 1
    yield f"{'':<{width}} {w('level'):>6} {w('index'):>6}  {w('bounds'):<15} {w('state')}"
    for node in shown:
        yield _row(card, node, f"{names[node.id]:<{width}}", w)


def _plan(assessment: Assessment, card: Scorecard, w: Wording) -> Iterator[str]:
    """Yield how targets and actions stand; nothing where nothing is planned."""
    if assessment.plan.targets:
        yield targets_finding(planned_standings(assessment, card), w)
    if assessment.plan.actions:
        yield actions_finding(assessment.plan.actions, w)


def _missing(card: Scorecard, node_id: str, w: Wording) -> str:
    """Return how far a node is from its next level, in per cent of the way and answer steps."""
    node, levels = card.nodes[node_id], card.nodes[node_id].levels
    if levels is None or node.level is None:
        return ""
    steps = count_steps(card, lift(card, node_id))
    if not steps:
        return ""
    return w.plural(
        "{node}: {way}, {count} answer step missing",
        "{node}: {way}, {count} answer steps missing",
        steps,
        node=node.short,
        way=phrases.way_text(card.questionnaire, node.level, w),
    )


def _name(card: Scorecard, node: NodeScore, w: Wording) -> str:
    """Return a node's name, set in by how deep it stands, with its scale if that is not 0–100."""
    above, parents = 0, card.questionnaire.parents
    parent = parents.get(node.id)
    while parent is not None and parent.id in parents:
        above, parent = above + 1, parents.get(parent.id)
    name = f"{'  ' * above}{node.code} {node.short}".rstrip()
    if node.index_low is None or node.shows_level or node.scale == ShownScale():
        return name
    low, high = (w.number(end, digits=0 if end.denominator == 1 else 1)
                 for end in (node.scale.min, node.scale.max))  # fmt: skip
    return f"{name} ({low}–{high})"


def _row(card: Scorecard, node: NodeScore, name: str, w: Wording) -> str:
    cuts = phrases.cuts_of(card) if node in (card.drive, card.pressure) else ()
    bounds = ""
    is_open = node.low is not None and node.high is not None and node.low != node.high
    if is_open and node.low is not None and node.high is not None and not node.shows_level:
        bounds = f"{w.number(node.low, cuts)}–{w.number(node.high, cuts)}"
    level, value = phrases.level_text(node, w), phrases.value_text(node, w, cuts)
    state = phrases.state_word(node.state, w)
    reason = phrases.state_reason(node, w)
    said = f"{state}, {reason}" if reason else state
    return f"{name} {level:>6} {value:>6}  {bounds:<15} {said}"
