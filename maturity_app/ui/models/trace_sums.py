"""A node's level, index and coverage as the sums they are computed by."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity_app.domain.scorecard import GroupScore, NodeScore, Part, Scorecard
from maturity_app.reports.phrases import group_title, state_reason, state_word
from maturity_app.ui.models.figures import (
    Column,
    FigureTable,
    Row,
    bounds_of,
    cuts_for,
    fraction_text,
    value_of,
)
from maturity_app.ui.models.trace_parts import Formula, Section
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
    for group in groups:
        missing = fraction_text(group.missing)
        asked = fraction_text(group.asked_next) if group.asked_next else w("nothing yet")
        short = w("{missing} short", missing=missing) if group.missing else "✓ 0"
        cells = (group_title(card.questionnaire, group, w), _mean(card, group), asked,
                 short if group.asked_next else "–")  # fmt: skip
        rows.append(Row(cells=cells))
    return FigureTable(
        name=w("Groups of items"),
        columns=(
            Column(name=w("Group")),
            Column(name=w("Mean of its items"), takes_room=True),
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
    weighed = _sum_of([(score.weight, score.x or _ZERO) for score in scores])
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


# --- index -------------------------------------------------------------------------------


def index_section(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[Section]:
    """Yield how a node's index and its bounds are computed; nothing for one without an index."""
    if card.questionnaire.nodes[node.id].aggregate is None:
        return
    bounds = bounds_of(card, node, w)
    if node.low is None:
        heading = w("No index and no bounds")
    elif node.value is None:
        heading = w("No index, bounds {bounds}", bounds=bounds)
    else:
        value = value_of(card, node, w)
        heading = w("Index {value}, bounds {bounds}", value=value, bounds=bounds)
        if node.low == node.high:
            heading = w("Index {value}, none open", value=value)
    formulas = tuple(_index_formulas(card, node, w))
    yield Section(heading=heading, note=state_reason(node, w), formulas=formulas)


def _index_formulas(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[Formula]:
    cuts = cuts_for(card, node)
    counted = [part for part in node.parts if part.excluded is None and part.index is not None]
    if node.value is not None and counted:
        pairs = [(part.weight, part.index or _ZERO) for part in counted]
        text = _scaled(node, _sum_of(pairs))
        yield Formula(text=text, result=w.number(node.value, cuts),
                      note=w("of what is answered"))  # fmt: skip
    if node.low is None or node.high is None or node.low == node.high:
        return
    for word, end in ((w("open items at their lowest"), 0), (w("at their highest"), 1)):
        pairs = [(part.weight, bound[end]) for part, bound in _bounded(card, node)]
        shown = node.low if end == 0 else node.high
        yield Formula(text=_scaled(node, _sum_of(pairs)), result=w.number(shown, cuts), note=word)


def _bounded(card: Scorecard, node: NodeScore) -> Iterator[tuple[Part, tuple[Fraction, Fraction]]]:
    """Yield the parts that count in a node's bounds with the lowest and highest of each."""
    for part in node.parts:
        if part.is_item:
            x = card.items[part.id].x
            if card.items[part.id].state != "not_applicable":
                yield part, (_ZERO, Fraction(1)) if x is None else (x, x)
            continue
        child = card.nodes[part.id]
        if child.index_low is not None and child.index_high is not None:
            yield part, (child.index_low, child.index_high)


def _sum_of(pairs: Sequence[tuple[Fraction, Fraction]]) -> str:
    """Return a weighted mean as computed; weights are left out where all are equal."""
    if len({weight for weight, _ in pairs}) <= 1:
        return f"({' + '.join(fraction_text(value) for _, value in pairs)}) ÷ {len(pairs)}"
    terms = " + ".join(f"{fraction_text(weight)} × {fraction_text(x)}" for weight, x in pairs)
    total = sum((weight for weight, _ in pairs), _ZERO)
    return f"({terms}) ÷ {fraction_text(total)}"


def _scaled(node: NodeScore, mean: str) -> str:
    scale = node.scale
    width = fraction_text(scale.max - scale.min)
    return (
        f"{width} × {mean}" if not scale.min else f"{fraction_text(scale.min)} + {width} × {mean}"
    )


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
    rule = w(
        "Under {least} answered a dimension is insufficient, under {sure} provisional; with more "
        "than {most} not applicable it is not rated.",
        least=w.percent(limits.insufficient_below),
        sure=w.percent(limits.provisional_below),
        most=w.percent(limits.not_applicable_above),
    )
    heading = w("Coverage: {state}", state=state_word(node.state, w))
    return Section(heading=heading, formulas=tuple(formulas), lines=(rule,))
