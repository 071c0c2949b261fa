"""The roll-up as a PDF file: the tree of the organisation with how its units lie, and the rules."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from maturity_app.domain.questionnaire import Kind
from maturity_app.domain.rollup import HEADLINE, BranchScores, Measure, RollUp
from maturity_app.domain.spread import Spread
from maturity_app.reports.method import counted_anyway
from maturity_app.reports.pdf.block import Block, Inset, spaced
from maturity_app.reports.pdf.charts import AxisHead
from maturity_app.reports.pdf.document import Frame, pdf_of
from maturity_app.reports.pdf.facts import facts
from maturity_app.reports.pdf.fonts import register_fonts
from maturity_app.reports.pdf.heading import Heading, lead, note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.marks import Key
from maturity_app.reports.pdf.method import method_section
from maturity_app.reports.pdf.rollup_units import units_listed
from maturity_app.reports.pdf.strips import CountCell, Shown, SpreadPlot, spread_axis, strip_keys
from maturity_app.reports.pdf.style import BODY, STRONG, TEXT_WIDTH, Style
from maturity_app.reports.pdf.table import Column, Row, Table, spacer_row
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.words import DASH, coded
from maturity_app.reports.rollup import (
    branch_name,
    leading_measure,
    made_how,
    measure_title,
    name_of,
    opening,
    scope,
)
from maturity_app.wording import Wording

MOST_BRANCHES: Final = 40
"""Up to how many branches a chart shows; of more the deepest are left to the workbook."""

_NAMES: Final = 148.0
_INDENT: Final = 9.0
_UNITS: Final = 48.0
_PLOT: Final = 144.0
_NUMBER: Final = 35.0
_MEAN: Final = TEXT_WIDTH - _NAMES - _UNITS - _PLOT - 3 * _NUMBER
_MEDIAN: Final = 42.0


def rollup_pdf(rollup: RollUp, w: Wording) -> bytes:
    """Return the roll-up as a PDF file in the language of `w`; the same one gives equal bytes."""
    register_fonts()
    questionnaire = rollup.questionnaire
    name = w.labelled(w("Roll-up"), name_of(rollup, w))
    frame = Frame(
        title=name,
        subject=questionnaire.title,
        running=w("Roll-up · {title}", title=questionnaire.title),
        footer=name,
        is_draft=rollup.is_draft,
        dated=max(unit.wave.date for unit in rollup.units),
    )
    sections = [
        _overview(rollup, w),
        *_each_dimension(rollup, w),
        units_listed(rollup, w),
        _made_how(rollup, w),
        method_section(questionnaire, None, w, units=len(rollup.units)),
    ]
    return pdf_of(sections, frame, w)


def _overview(rollup: RollUp, w: Wording) -> Section:
    """Return all units together, then each branch by the figures that say most."""
    said = f"{opening(rollup, w)} {scope(rollup, w)}"
    blocks: list[Block] = [title(name_of(rollup, w)), lead(said)]
    blocks += _dimensions(rollup, w)
    blocks += _dimension_levels(rollup, w)
    if rollup.has_branches:
        measure, headline = leading_measure(rollup), rollup.measure(f"{HEADLINE}.level")
        if measure is not None:
            blocks += _strips(rollup, measure, _heading(measure, w), w)
        if headline is not None:
            heading = w("How many units stand at each headline level")
            blocks += _counts(rollup, headline, heading, w)
    return Section(key="rollup", title=w("All units and branches"), blocks=blocks)


def _explained(w: Wording) -> str:
    return w(
        "Units: those with a value / all in the branch, those of the branches below it included. "
        "SD: standard deviation over the units. Dash: a single unit has neither mean nor spread, "
        "its value is its own; quartiles are drawn from four units on. n.c. not comparable."
    )


def _each_dimension(rollup: RollUp, w: Wording) -> Iterator[Section]:
    """Yield a section for each dimension: its index in the tree, and its levels counted."""
    leading = leading_measure(rollup)
    for node in _nodes(rollup) if rollup.has_branches else ():
        index, level = (rollup.measure(f"{node}.{figure}") for figure in ("index", "level"))
        named = index or level
        if named is None or named is leading:
            continue
        blocks: list[Block] = [title(coded(named.code, named.title))]
        if index is not None:
            blocks += _strips(rollup, index, _heading(index, w), w)
        if level is not None:
            heading = w("{name}: how many units stand at each level", name=level.short)
            blocks += _counts(rollup, level, heading, w)
        yield Section(key=f"node-{node}", title=coded(named.code, named.title), blocks=blocks)


def _nodes(rollup: RollUp) -> list[str]:
    measured = (measure.node for measure in rollup.measures if measure.node != HEADLINE)
    return list(dict.fromkeys(measured))


def _heading(measure: Measure, w: Wording) -> str:
    name = measure_title(measure, w)
    if measure.figure == "level":
        return w("{name}: level", name=name)
    low, high = measure.scale.min, measure.scale.max
    return w("{name}: index, {low} to {high}", name=name, low=f"{float(low):g}",
             high=f"{float(high):g}")  # fmt: skip


# --- how units lie -----------------------------------------------------------------------


def _strips(rollup: RollUp, measure: Measure, heading: str, w: Wording) -> list[Block]:
    """Return the tree with a strip for each branch."""
    axis = spread_axis(measure.scale)
    branches = charted(rollup.branches)
    kind = kind_of(rollup, measure)
    rows = [
        Row(
            cells=(
                _branch_cell(branch, w),
                *_spread_cells(measure, kind, branch.spreads[measure.id], w),
            ),
            pad=3.0,
        )
        for branch in branches
    ]
    table = Table(_columns(w("Branch"), AxisHead(axis), w), rows, is_chart=True)
    key = Key(strip_keys([branch.spreads[measure.id] for branch in branches], w))
    return [Heading(heading, key), table, *_left_out(rollup, branches, w)]


def _columns(names: str, axis: Block, w: Wording) -> list[Column]:
    return [
        Column(width=_NAMES, head=names, gap=8),
        Column(width=_UNITS, head=w("Units"), align="right", gap=12),
        Column(width=_PLOT, head=axis, gap=6),
        *(
            Column(width=_NUMBER, head=head, align="right", gap=4)
            for head in (w("Low"), w("Median"), w("High"))
        ),
        Column(width=_MEAN, head=w("Mean ± SD"), align="right", gap=0),
    ]


def _spread_cells(
    measure: Measure, kind: Kind | None, spread: Spread, w: Wording
) -> tuple[Block, ...]:
    shown = shown_as(measure, w)
    label = "" if spread.single is None else w("{value}, one unit", value=shown(spread.single))
    numbers = (spread.low, spread.median, spread.high)
    right = BODY.with_(align="right")
    dash = DASH if measure.is_comparable else w("n.c.")
    said = [dash if value is None else shown(value) for value in numbers]
    return (
        Text(f"{spread.valued}/{spread.units}", right),
        SpreadPlot(spread_axis(measure.scale), kind, spread, shown, label),
        *(Text(words, right) for words in said),
        Text(mean_text(spread, w) if spread.is_spread else dash, right),
    )


def mean_text(spread: Spread, w: Wording) -> str:
    """Return the mean, which never stands without its spread."""
    if spread.mean is None or spread.deviation is None:
        return DASH
    deviation = w.number(Fraction(spread.deviation))
    return f"{w.number(spread.mean)} ± {deviation}"


def shown_as(measure: Measure, w: Wording) -> Shown:
    """Return how values of a measure are written."""
    return w.level if measure.figure == "level" else w.number


def kind_of(rollup: RollUp, measure: Measure) -> Kind | None:
    """Return in the way of which kind a measure is drawn; a group in that of what it gathers."""
    for kind in _GATHERED:
        group = rollup.questionnaire.group_of(kind)
        if group is not None and group.id == measure.node:
            return kind
    return measure.kind


_GATHERED: Final[tuple[Kind, ...]] = ("practice", "safeguard", "pressure")


def _dimensions(rollup: RollUp, w: Wording) -> list[Block]:
    """Return all units together, a dimension in a row."""
    measures = [_shown_of(rollup, node) for node in _nodes(rollup)]
    scales = {measure.scale for measure in measures}
    axis = spread_axis(measures[0].scale) if measures else None
    head: Block = AxisHead(axis) if axis and len(scales) == 1 else Text("", BODY)
    rows: list[Row] = []
    for number, measure in enumerate(measures):
        kind = kind_of(rollup, measure)
        if number and kind != kind_of(rollup, measures[number - 1]):
            rows.append(spacer_row(5))
        spread = rollup.whole.spreads[measure.id]
        name = Text(coded(measure.code, measure.short), BODY if measure.kind else STRONG)
        rows.append(Row(cells=(name, *_spread_cells(measure, kind, spread, w)), pad=3.0))
    table = Table(_columns(w("Dimension"), head, w), rows, is_chart=True)
    key = Key(strip_keys([rollup.whole.spreads[measure.id] for measure in measures], w))
    heading = Heading(w("All units, dimension by dimension"), key)
    if not rows:
        return []
    words = [_explained(w)]
    if len({measure.kind for measure in measures}) > 1:
        words.append(w("Safeguards are never added to Drive; more pressure is harder, not better."))
    if _counts_more_than_shown(rollup):
        words.append(counted_anyway(rollup.questionnaire, w))
    return [heading, table, note(" ".join(filter(None, words)))]


def _counts_more_than_shown(rollup: RollUp) -> bool:
    """Return whether more units have a Drive than have an index of each practice."""
    drive = leading_measure(rollup)
    valued = [
        rollup.whole.spreads[measure.id].valued
        for measure in rollup.measures
        if measure.kind == "practice" and measure.figure == "index" and measure is not drive
    ]
    return drive is not None and any(n < rollup.whole.spreads[drive.id].valued for n in valued)


def _shown_of(rollup: RollUp, node: str) -> Measure:
    """Return the figure by which a node is drawn: its index, or its level where it has no index."""
    return next(
        measure
        for figure in ("index", "level")
        for measure in (rollup.measure(f"{node}.{figure}"),)
        if measure is not None
    )


# --- levels ------------------------------------------------------------------------------


def _dimension_levels(rollup: RollUp, w: Wording) -> list[Block]:
    """Return how many of all units stand at each level, a dimension in a row."""
    measures = [each for each in rollup.measures if each.figure == "level" and each.is_comparable]
    rows = []
    for measure in measures:
        words = coded(measure.code, measure.short) or measure_title(measure, w)
        name = Text(words, BODY if measure.kind else STRONG)
        rows.append(Row(cells=(name, *_count_cells(measure, rollup.whole, w)), pad=3.0))
    if not rows:
        return []
    table = Table(_level_columns(rollup, w("Dimension"), w), rows, is_chart=True)
    return [Heading(w("How many units stand at each level")), table]


def _counts(rollup: RollUp, measure: Measure, heading: str, w: Wording) -> list[Block]:
    """Return the tree with how many units of each branch stand at each level."""
    if not measure.is_comparable:
        words = w("Levels are not comparable: the versions share too few items.")
        return [Heading(heading), note(words)]
    branches = charted(rollup.branches)
    rows = [
        Row(cells=(_branch_cell(branch, w), *_count_cells(measure, branch, w)), pad=3.0)
        for branch in branches
    ]
    table = Table(_level_columns(rollup, w("Branch"), w), rows, is_chart=True)
    return [Heading(heading), table, *_left_out(rollup, branches, w)]


def _level_columns(rollup: RollUp, names: str, w: Wording) -> list[Column]:
    levels = rollup.questionnaire.level_names
    width = (TEXT_WIDTH - _NAMES - _UNITS - _MEDIAN) / (len(levels) + 1)
    return [
        Column(width=_NAMES, head=names, gap=8),
        Column(width=_UNITS, head=w("Units"), align="right", gap=12),
        *(Column(width=width, head=f"{level} {name}", gap=5) for level, name in enumerate(levels)),
        Column(width=width, head=w("no level"), gap=5),
        Column(width=_MEDIAN, head=w("Median"), align="right", gap=0),
    ]


def _count_cells(measure: Measure, branch: BranchScores, w: Wording) -> tuple[Block, ...]:
    spread = branch.spreads[measure.id]
    right = BODY.with_(align="right")
    middle = DASH if spread.median is None else w.level(spread.median)
    return (
        Text(f"{spread.valued}/{spread.units}", right),
        *(CountCell(count, spread.units) for count in spread.at_level),
        CountCell(spread.units - spread.valued, spread.units),
        Text(middle, right),
    )


# --- branches ----------------------------------------------------------------------------


def charted(branches: Sequence[BranchScores]) -> list[BranchScores]:
    """Return the branches that charts show: all, or those down to a depth that has room."""
    depth = max(branch.depth for branch in branches)
    while depth > 1 and sum(branch.depth <= depth for branch in branches) > MOST_BRANCHES:
        depth -= 1
    return [branch for branch in branches if branch.depth <= depth]


def _left_out(rollup: RollUp, shown: Sequence[BranchScores], w: Wording) -> list[Block]:
    left = len(rollup.branches) - len(shown)
    if not left:
        return []
    words = w.plural(
        "{count} branch lies deeper; its units are counted above, and the workbook lists it.",
        "{count} branches lie deeper; their units are counted above, and the workbook lists them.",
        left,
    )
    return [note(words)]


def _branch_cell(branch: BranchScores, w: Wording) -> Block:
    style: Style = BODY if branch.depth else STRONG
    name = Text(branch_name(branch, w), style, most=2)
    indent = _INDENT * min(max(branch.depth - 1, 0), 6)
    return Inset(name, indent) if indent else name


def _made_how(rollup: RollUp, w: Wording) -> Section:
    pairs = list(made_how(rollup, w))
    name = w("How units are summed up")
    blocks: list[Block] = [title(name), spaced(facts(pairs, TEXT_WIDTH, 118.0), 8)]
    return Section(key="made-how", title=name, blocks=blocks)
