"""A node's level and coverage as the sums they are computed by."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity_app.domain.scorecard import GroupScore, NodeScore, Scorecard
from maturity_app.reports.phrases import group_title, state_word
from maturity_app.ui.models.figures import Column, FigureTable, Row, fraction_text
from maturity_app.ui.models.trace_parts import Formula, Section, mean_text
from maturity_app.wording import Wording

_ZERO = Fraction(0)


# --- level -------------------------------------------------------------------------------


def level_section(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[Section]:
    """Yield how a node's level is read from its groups; nothing for one without levels."""
    levels = node.levels
    if levels is None:
        return
    if levels.next is None:
        heading = w("Level {level}, the highest that applies", level=levels.reached)
    else:
        heading = w("Level {level}, on the way to {next}", level=levels.reached, next=levels.next)
    note = ""
    if node.level is None:
        note = w("with open items at their lowest; no level is said")
    yield Section(
        heading=heading,
        note=note,
        table=_groups_table(card, levels.groups, w),
        formulas=tuple(_level_formulas(node, w)),
    )


def _groups_table(card: Scorecard, groups: Sequence[GroupScore], w: Wording) -> FigureTable:
    rows = []
    is_each = all(len(group.items) == 1 for group in groups)
    for group in groups:
        missing = fraction_text(group.missing)
        asked = fraction_text(group.asked_next) if group.asked_next else w("nothing yet")
        short = w("{missing} short", missing=missing) if group.missing else "✓ 0"
        title = group_title(card.questionnaire, group, w)
        if is_each and not group.gate:
            # One and the same level has several such groups: the item tells them apart.
            code = card.questionnaire.code(group.items[0])
            title = w("{group}, item {code}", group=title, code=code)
        last = short if group.asked_next else "–"
        rows.append(Row(cells=(title, _mean(card, group), asked, last)))
    return FigureTable(
        name=w("Groups of items"),
        columns=(
            Column(name=w("Group")),
            Column(name=w("Value") if is_each else w("Mean of its items"), takes_room=True),
            Column(name=w("Asked")),
            Column(name=w("Missing")),
        ),
        rows=tuple(rows),
    )


def _mean(card: Scorecard, group: GroupScore) -> str:
    """Return the mean of a group's items, open ones as 0: "(2/3 + 0) ÷ 2 = 1/3"."""
    scores = [card.items[item_id] for item_id in group.items]
    if len(scores) == 1:
        return fraction_text(group.x)
    weighed = mean_text([(score.weight, score.x or _ZERO) for score in scores])
    return f"{weighed} = {fraction_text(group.x)}"


def _level_formulas(node: NodeScore, w: Wording) -> Iterator[Formula]:
    levels = node.levels
    if levels is None:
        return
    if levels.next is not None:
        asking = [group for group in levels.groups if group.asked_next]
        equal = len({group.weight for group in asking}) == 1
        missing = " + ".join(_weighed(g.weight, g.missing, equal=equal) for g in asking)
        # What the level reached asks already is not on the way to the next one.
        added = [(g.weight, (g.asked_next or _ZERO) - g.asked) for g in asking]
        beyond = " + ".join(_weighed(*pair, equal=equal) for pair in added if pair[1])
        text = f"{levels.reached} + 1 − ({missing}) ÷ ({beyond}) = {fraction_text(levels.exact)}"
        note = w("missing ÷ asked beyond level {level}", level=levels.reached)
        yield Formula(text=text, result=w.level(levels.exact), note=note)
    if levels.high != levels.exact:
        yield Formula(
            text=w("with open items at their highest: {level}", level=fraction_text(levels.high)),
            result=w.level(levels.high),
        )


def _weighed(weight: Fraction, value: Fraction, *, equal: bool) -> str:
    text = fraction_text(value)
    return text if equal else f"{fraction_text(weight)} × {text}"


# --- coverage ----------------------------------------------------------------------------


def coverage_section(card: Scorecard, node: NodeScore, w: Wording) -> Section:
    """Return a node's coverage and state with the thresholds they are read from."""
    counts, limits = node.counts, card.questionnaire.thresholds
    coverage = counts.coverage
    formulas = []
    if coverage is not None:
        cuts = (limits.insufficient_below, limits.provisional_below)
        text = w("{answered} answered ÷ {applicable} applicable", answered=counts.answered,
                 applicable=counts.applicable)  # fmt: skip
        formulas.append(Formula(text=text, result=w.percent(coverage, cuts)))
    if counts.not_applicable:
        text = w("{aside} not applicable ÷ {shown} shown", aside=counts.not_applicable,
                 shown=counts.shown)  # fmt: skip
        share = Fraction(counts.not_applicable, counts.shown)
        formulas.append(Formula(text=text, result=w.percent(share, (limits.not_applicable_above,))))
    heading = w("Coverage: {state}", state=state_word(node.state, w))
    return Section(heading=heading, formulas=tuple(formulas), lines=(_state_rule(card, w),))


def _state_rule(card: Scorecard, w: Wording) -> str:
    limits = card.questionnaire.thresholds
    sure, most = w.percent(limits.provisional_below), w.percent(limits.not_applicable_above)
    if card.questionnaire.missing == "lowest":
        return w(
            "Open items count as lowest in this model, so nothing is insufficient; under {sure} "
            "answered it is provisional, with more than {most} not applicable it is not rated.",
            sure=sure,
            most=most,
        )
    return w(
        "Under {least} answered a dimension is insufficient, under {sure} provisional; with more "
        "than {most} not applicable it is not rated.",
        least=w.percent(limits.insufficient_below),
        sure=sure,
        most=most,
    )
