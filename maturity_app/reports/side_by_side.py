"""Units side by side: what they have in common, and in which order they stand.

They are ranked only where that is asked for, and then with what a place does not say.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from maturity_app.domain.comparison import Comparison, compare
from maturity_app.domain.leaving_out import LeavingOut
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.obstacles import Grade
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.findings import judged_nodes
from maturity_app.wording import Wording

_MOST_ROMAN: Final = 20


def rankable_nodes(report: ComparisonReport) -> tuple[NodeScore, ...]:
    """Return what units may be put in the order of: Drive, Safeguards, the charted dimensions."""
    if report.between is None:
        return ()
    card = report.between.scorecards[-1]
    groups = [node for node in (card.drive, card.safeguards) if node is not None]
    nodes = (*groups, *judged_nodes(card))
    known = {node.id: node for node in nodes if report.between.nodes[node.id].is_comparable}
    return tuple(known.values())


def node_named(report: ComparisonReport, name: str) -> NodeScore | None:
    """Return what is meant by an id, a code or a short title; None where there is no such."""
    wanted = name.strip().casefold()
    for node in rankable_nodes(report):
        if wanted in (node.id.casefold(), node.code.casefold(), node.short.casefold()):
            return node
    return None


def ranked(
    report: ComparisonReport, node_id: str, mappings: Sequence[VersionMapping] = ()
) -> ComparisonReport:
    """Return a comparison whose units stand in the order of a node's index, the highest first.

    All figures stay what they are. Units without a value come last, like ones by name. `mappings`
    are those the comparison was made by.
    """
    between = report.between
    if between is None or node_id not in between.nodes:
        return report
    indices = between.nodes[node_id].indices
    known = [at for at, index in enumerate(indices) if index is not None]
    order = sorted(known, key=lambda at: indices[at] or 0, reverse=True)
    order += [at for at, index in enumerate(indices) if index is None]
    return replace(
        report,
        units=tuple(report.units[at] for at in order),
        between=_in_order(between, order, mappings, has_answers=report.has_answers),
        rank=node_id,
    )


def _in_order(
    between: Comparison,
    order: Sequence[int],
    mappings: Sequence[VersionMapping],
    *,
    has_answers: bool,
) -> Comparison:
    sides = tuple(between.assessments[at] for at in order)
    # Which answers differ is said of the first and the last side.
    ends = compare(sides, mappings) if has_answers else between
    return replace(
        between,
        assessments=sides,
        own=between.own.in_order(order),
        scorecards=tuple(between.scorecards[at] for at in order),
        nodes={
            key: replace(node, sides=tuple(node.sides[at] for at in order))
            for key, node in between.nodes.items()
        },
        changes=ends.changes,
        left_out=ends.left_out,
        related=ends.related,
        moves=ends.moves,
    )


def order_words(report: ComparisonReport, w: Wording) -> str:
    """Return in which order units stand, with what a place in it does not say."""
    if not report.rank or report.between is None:
        return w("Units stand in alphabetical order; they are not ranked.")
    name = report.between.nodes[report.rank].sides[-1].short
    return w(
        "Units stand in the order of {node}, because that was asked for. Units differ in who "
        "answered and how; a place in this list is no judgement of a unit, and small differences "
        "between neighbours mean nothing.",
        node=name,
    )


class Order(NamedTuple):
    """How units stand: in a sentence or more, and as what goes behind a title, if anything."""

    words: str
    short: str


def order_of(report: ComparisonReport, w: Wording) -> Order:
    """Return how the units of a comparison stand; nothing where there is one unit."""
    if report.between is None:
        return Order("", "")
    short = w("in an order that was asked for; no judgement of a unit") if report.rank else ""
    return Order(order_words(report, w), short)


def grade_word(grade: Grade, w: Wording) -> str:
    """Return how much the sides of a comparison have in common."""
    return {"all": w("all"), "most": w("most"), "too_few": w("too few")}[grade]


def scope_words(between: Comparison, w: Wording) -> str:
    """Return which waves are side by side, and on how much that is common to all."""
    root = between.nodes[between.scorecards[-1].root.id]
    labels = list(dict.fromkeys(record.wave.label for record in between.assessments))
    versions = {record.questionnaire.version for record in between.assessments}
    same = w("same questionnaire version") if len(versions) == 1 else w("different versions")
    asked = w(
        "{waves}: {version}, {common} of {union} questions asked of all ({share}).",
        waves=w.listed(labels),
        version=same,
        common=root.common,
        union=root.union,
        share=w.percent(root.overlap),
    )
    if not root.used:
        none = w("Not one question is answered by all, so that no index can be compared.")
        return f"{asked} {none}"
    answered = w.plural(
        "{count} question is answered by all; every compared index is recomputed on it.",
        "{count} questions are answered by all; every compared index is recomputed on these.",
        root.used,
    )
    return f"{asked} {answered}"


def side_names(between: Comparison, w: Wording) -> tuple[str, ...]:
    """Return what each side is called: its unit, with its wave where that is not most units'."""
    waves = [record.wave for record in between.assessments]
    counts = Counter(wave.label for wave in waves)
    usual = max(waves, key=lambda wave: (counts[wave.label], wave.date, wave.label)).label
    return tuple(
        record.unit.name
        if record.wave.label == usual
        else w("{unit} ({waves})", unit=record.unit.name, waves=record.wave.label)
        for record in between.assessments
    )


def unit_mark(number: int, count: int) -> str:
    """Return what stands for a unit in charts and tables; nothing where there is one unit.

    Roman, as letters and other numbers are the codes of dimensions; of more units than can be
    told so at a glance, their numbers.
    """
    if count < 2:  # noqa: PLR2004 - one unit needs no telling apart
        return ""
    return roman(number + 1) if count <= _MOST_ROMAN else str(number + 1)


def roman(number: int) -> str:
    """Return a number from 1 to 39 in roman numerals."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def leaving_out_words(found: LeavingOut, between: Comparison, w: Wording) -> str:
    """Return which units to leave out and what is won by it."""
    sides = between.assessments
    names = [side.unit.name for side in sides if side.unit.id in found.units]
    return w.plural(
        "Leave out {count} unit and {then} of {common} questions are answered by all: {names}.",
        "Leave out these {count} units and {then} of {common} questions are answered by all: "
        "{names}.",
        len(names),
        then=found.then,
        common=found.common,
        names=w.listed(names),
    )


def own_figures_words(w: Wording) -> str:
    """Return what has to be said wherever units' own figures stand below each other."""
    return w("Own figures: each on what the unit answered, not comparable in the strict sense.")


def has_own_figures(between: Comparison, nodes: Sequence[NodeScore]) -> bool:
    """Return whether a unit's own figure is another one than the one that is compared."""
    return any(
        own.nodes[node.id].index != index
        for node in nodes
        for own, index in zip(between.own, between.nodes[node.id].indices, strict=True)
        if node.id in own.nodes
    )
