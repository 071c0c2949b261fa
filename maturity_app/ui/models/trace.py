"""How a figure is made, from the headline down to its items, with fractions as computed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.phrases import (
    balance_reason,
    headline_reason,
    level_text,
    points_text,
    quadrant_word,
    sentence,
    state_word,
    up_to,
    verdict_word,
)
from maturity_app.ui.models.figures import (
    Column,
    Figure,
    FigureKind,
    FigureTable,
    Row,
    bounds_of,
    cuts_for,
    fraction_text,
    has_levels,
    value_of,
)
from maturity_app.ui.models.trace_index import index_section
from maturity_app.ui.models.trace_items import children_section, first_open, items_section
from maturity_app.ui.models.trace_lift import lift_section, sensitivity_section
from maturity_app.ui.models.trace_parts import Formula, Section
from maturity_app.ui.models.trace_sums import coverage_section, level_section
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Crumb:
    """A figure on the way to the one explained."""

    text: str
    figure: Figure | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """All of a figure's explanation; screen and copied text are made from it."""

    figure: Figure
    crumbs: tuple[Crumb, ...]
    title: str
    sections: tuple[Section, ...]
    first_open: str | None = None
    first_open_code: str = ""

    def as_text(self) -> str:
        """Return the trace as plain text for a mail or a note."""
        path = " › ".join(crumb.text for crumb in self.crumbs)
        parts = [f"{path}\n{self.title}", *(section.as_text() for section in self.sections)]
        return "\n\n".join(parts) + "\n"


def trace_of(figure: Figure, assessment: Assessment, card: Scorecard, w: Wording) -> Trace:
    """Return how a figure is made."""
    makers: Mapping[FigureKind, Callable[[], Trace]] = {
        "headline": lambda: _headline_trace(figure, card, w),
        "balance": lambda: _balance_trace(figure, card, w),
        "quadrant": lambda: _quadrant_trace(figure, card, w),
        "node": lambda: _node_trace(figure, assessment, card, w),
    }
    return makers[figure.kind]()


def _judged(card: Scorecard) -> tuple[NodeScore, ...]:
    return (*card.of_kind("practice"), *card.of_kind("safeguard"))


def _headline_name(card: Scorecard, w: Wording) -> str:
    headline = card.headline
    if headline is None or headline.level is None:
        return w("Headline: no level")
    return w("Headline {level}", level=w.level(headline.level))


# --- headline ----------------------------------------------------------------------------


def _headline_trace(figure: Figure, card: Scorecard, w: Wording) -> Trace:
    headline = card.headline
    title = w("Headline: no level")
    if headline is not None and headline.level is not None:
        title = w("Headline: level {level}", level=w.level(headline.level))
        high = up_to(headline.level, headline.high, w)
        title = f"{title}, {high}" if high else title
    has_level = headline is not None and headline.level is not None
    held = w("What holds it") if has_level else w("Why there is no level")
    sections = [
        *_smallest_section(card, w),
        Section(heading=held, lines=(headline_reason(card, w),)),
        Section(
            heading=w("Practices and safeguards"),
            note=w("Enter or a click shows how one is made."),
            table=_judged_table(card, w),
        ),
        coverage_section(card, card.root, w),
    ]
    crumbs = (Crumb(text=w("Headline"), figure=None),)
    return Trace(figure=figure, crumbs=crumbs, title=title, sections=tuple(sections))


def _smallest_section(card: Scorecard, w: Wording) -> Iterator[Section]:
    """Yield what the headline is the smallest of; nothing where a node has no bounds."""
    headline, rule = card.headline, card.questionnaire.headline
    if headline is None or rule is None or not headline.terms:
        return
    texts = {
        "trailing": w("{rank} weakest practice", rank=_ordinal(rule.may_trail + 1, w)),
        "weakest": w("weakest practice + {by}", by=rule.by),
        "safeguards": w("weakest safeguard + {by}", by=rule.safeguards_by),
    }
    smallest = min(term.value for term in headline.terms)
    formulas = []
    for term in headline.terms:
        names = w.listed(card.nodes[node].short for node in term.nodes[-1:])
        formulas.append(
            Formula(
                text=f"{texts[term.name]} = {fraction_text(term.value)}",
                result=w.level(term.value),
                note=names,
                is_strong=term.value == smallest,
            )
        )
    heading = w("{headline} is the smallest of", headline=_headline_name(card, w))
    if headline.level is None:
        heading = w("The headline would be the smallest of")
    top = card.questionnaire.top_level
    note = w("open items at their lowest, never under 0 or over {top}", top=top)
    yield Section(heading=heading, note=note, formulas=tuple(formulas))


def _ordinal(rank: int, w: Wording) -> str:
    known = {1: w("1st"), 2: w("2nd"), 3: w("3rd")}
    return known.get(rank) or w("{rank}th", rank=rank)


def _judged_table(card: Scorecard, w: Wording) -> FigureTable:
    binding = card.headline.binding if card.headline else ()
    rows = []
    for node in _judged(card):
        high = up_to(node.level, node.level_high, w)
        exact = fraction_text(node.level) if node.level is not None else "–"
        cells = (node.short, level_text(node, w), exact, high or "–", state_word(node.state, w))
        rows.append(Row(cells=cells, key=node.id, is_strong=node.id in binding))
    return FigureTable(
        name=w("Practices and safeguards"),
        columns=(
            Column(name=w("Name"), takes_room=True),
            Column(name=w("Level"), is_number=True),
            Column(name=w("Exact"), is_number=True),
            Column(name=w("Possible"), is_number=True),
            Column(name=w("State")),
        ),
        rows=tuple(rows),
    )


# --- balance and quadrant ----------------------------------------------------------------


def _balance_trace(figure: Figure, card: Scorecard, w: Wording) -> Trace:
    verdict = card.balance.verdict if card.balance else None
    word = verdict_word(verdict, w) if card.balance else w("not said")
    rule = w(
        "Drive outruns safeguards if the weakest safeguard is below the median practice, by whole "
        "levels; controls outrun use if it is two or more above; else they are in step. It is "
        "said only where it holds for every answer the open items could get."
    )
    sections = [
        Section(heading=w("The levels it is read from"), lines=(balance_reason(card, w),)),
        Section(heading=w("Practices and safeguards"), table=_judged_table(card, w)),
        Section(heading=w("Rule"), lines=(rule,)),
    ]
    if card.balance is not None:
        formulas = tuple(_points_formula(card, w))
        sections.append(Section(heading=sentence(points_text(card, w)), formulas=formulas))
    return Trace(
        figure=figure,
        crumbs=(Crumb(text=w("Balance"), figure=None),),
        title=w("Balance: {verdict}", verdict=word),
        sections=tuple(sections),
    )


def _points_formula(card: Scorecard, w: Wording) -> Iterator[Formula]:
    drive, guard = card.drive, card.safeguards
    if card.balance is None or card.balance.points is None or drive is None or guard is None:
        return
    if drive.index is None or guard.index is None:
        return
    text = f"100 × ({fraction_text(drive.index)} − {fraction_text(guard.index)})"
    yield Formula(text=text, result=w.signed(card.balance.points), note=w("Drive less Safeguards"))


def _quadrant_trace(figure: Figure, card: Scorecard, w: Wording) -> Trace:
    word = quadrant_word(card.quadrant, w)
    cut = w.number(card.questionnaire.quadrant.high, digits=0)
    rows = [
        Row(cells=(node.short, value_of(card, node, w), bounds_of(card, node, w)), key=node.id)
        for node in (card.pressure, card.drive)
        if node is not None
    ]
    table = FigureTable(
        name=w("Pressure and drive"),
        columns=(
            Column(name=w("Index 0 to 100"), takes_room=True),
            Column(name=w("Value"), is_number=True),
            Column(name=w("Bounds"), is_number=True),
        ),
        rows=tuple(rows),
    )
    rule = w(
        "An index is high from {cut} upwards, by both its bounds; it is on the line where only "
        "its high bound reaches {cut}.",
        cut=cut,
    )
    sections = (
        Section(heading=w("Where the two indices stand"), table=table),
        Section(heading=w("Rule"), lines=(rule,)),
    )
    return Trace(
        figure=figure,
        crumbs=(Crumb(text=w("Pressure and drive"), figure=None),),
        title=w("Pressure and drive: {quadrant}", quadrant=word),
        sections=sections,
    )


# --- nodes -------------------------------------------------------------------------------


def _node_trace(figure: Figure, assessment: Assessment, card: Scorecard, w: Wording) -> Trace:
    node = card.nodes[figure.node]
    sections: list[Section] = []
    if node.kind in ("practice", "safeguard") and not node.is_local:
        sections += _smallest_section(card, w)
    if node.is_local:
        sections.append(_local_section(card, w))
    sections += level_section(card, node, w)
    sections += lift_section(assessment, card, node, w)
    sections += index_section(card, node, w)
    sections += children_section(card, node, w)
    if card.questionnaire.nodes[node.id].items or has_levels(card, node):
        sections += items_section(assessment, card, node, w)
    sections += sensitivity_section(assessment, card, node, w)
    sections.append(coverage_section(card, node, w))
    open_item = first_open(card, node)
    return Trace(
        figure=figure,
        crumbs=tuple(_crumbs(card, node, w)),
        title=_node_title(card, node, w),
        sections=tuple(sections),
        first_open=open_item,
        first_open_code=card.questionnaire.code(open_item) if open_item else "",
    )


def _local_section(card: Scorecard, w: Wording) -> Section:
    extension = card.questionnaire.extension
    name = extension.title if extension else card.questionnaire.title
    text = w("From {title}. Scored by the same rules; it counts in no other figure.", title=name)
    return Section(heading=w("Added by the unit"), lines=(text,))


def _crumbs(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[Crumb]:
    is_judged = node.kind in ("practice", "safeguard") and not node.is_local
    if is_judged and card.headline is not None:
        yield Crumb(text=_headline_name(card, w), figure=Figure("headline"))
    parent = card.nodes.get(node.parent or "")
    if parent is not None and parent.parent is not None:
        yield Crumb(text=parent.short, figure=Figure("node", parent.id))
    yield Crumb(text=_place(node, w), figure=None)


def _place(node: NodeScore, w: Wording) -> str:
    words = {
        "practice": w("Practice {code}", code=node.code),
        "safeguard": w("Safeguard {code}", code=node.code),
    }
    named = node.short if node.is_local else words.get(node.kind or "", node.short)
    return named.strip()


def _node_title(card: Scorecard, node: NodeScore, w: Wording) -> str:
    if node.level is not None and node.levels is not None:
        return w("{node}: level {level}", node=node.short, level=w.level(node.level))
    if has_levels(card, node):
        return w("{node}: no level", node=node.short)
    if node.value is None:
        return w("{node}: no value", node=node.short)
    return w("{node}: {value}", node=node.short, value=w.number(node.value, cuts_for(card, node)))
