"""What the small charts of a comparison show: one dimension each, wave by wave, unit by unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.assessment import Wave
from maturity_app.domain.questionnaire import Kind
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.content import ComparisonReport, UnitSeries
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.overall import break_lines
from maturity_app.reports.phrases import not_comparable
from maturity_app.reports.side_by_side import unit_mark
from maturity_app.ui.models.figures import Column, FigureTable, Row
from maturity_app.wording import Wording

Point = tuple[int, Fraction]
"""The number of a wave on the axis, and an index from 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrendLine:
    """One unit's line: segments between waves that may be compared, and points on their own."""

    unit: int
    segments: tuple[tuple[Point, Point], ...]
    alone: tuple[Point, ...]
    label: str

    @property
    def last(self) -> Point | None:
        """Where the line ends."""
        points = [*self.alone, *(end for _, end in self.segments)]
        return max(points, default=None, key=lambda point: point[0])


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """One small chart.

    `breaks` are the gaps after these waves that no line may cross, with the marks of the
    units for which that holds; none where it holds for all.
    """

    node: str
    title: str
    kind: Kind | None
    lines: tuple[TrendLine, ...]
    breaks: Mapping[int, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trends:
    """All small charts, which share the names of their waves and one scale from 0 to 100."""

    waves: tuple[str, ...]
    charts: tuple[Trend, ...]


def compared_nodes(report: ComparisonReport) -> tuple[NodeScore, ...]:
    """Return the dimensions a comparison is about, by the newest questionnaire in it."""
    if report.between is not None:
        return judged_nodes(report.between.own[-1])
    pairs = report.units[0].pairs
    return judged_nodes(pairs[-1].own[-1]) if pairs else ()


def trends_of(report: ComparisonReport, w: Wording) -> Trends:
    """Return the small charts of a comparison."""
    axis = _axis(report)
    count = len(report.units)
    charts = []
    for node in compared_nodes(report):
        lines = []
        broken: dict[int, list[str]] = {}
        for number, unit in enumerate(report.units):
            columns = [axis.index(_key(report, a.wave)) for a in unit.assessments]
            line, gaps = _line(unit, columns, node, number, unit_mark(number, count), w)
            lines.append(line)
            for gap in gaps:
                broken.setdefault(gap, []).append(unit_mark(number, count))
        charts.append(
            Trend(
                node=node.id,
                title=node.short,
                kind=node.kind,
                lines=tuple(lines),
                breaks={
                    gap: "" if len(marks) == count else ", ".join(marks)
                    for gap, marks in broken.items()
                },
            )
        )
    return Trends(waves=tuple(axis), charts=tuple(charts))


def trends_table(report: ComparisonReport, w: Wording) -> FigureTable:
    """Return the small charts as a table: each pair of waves on what the two share."""
    rows = []
    for node in compared_nodes(report):
        for unit in report.units:
            for pair in unit.pairs:
                compared = pair.nodes.get(node.id)
                waves = [a.wave.label for a in pair.assessments]
                if compared is not None and compared.is_comparable:
                    values = [_shown(node, index, w) for index in compared.indices]
                    said = ""
                else:
                    values = ["–", "–"]
                    why = not_comparable(compared, w) if compared else w("not comparable")
                    said = w("break: {why}", why=why)
                cells = (node.short, unit.unit.name, " → ".join(waves), *values, said)
                rows.append(Row(cells=cells, key=node.id))
    return FigureTable(
        name=w("Index wave by wave"),
        columns=(
            Column(name=w("Dimension"), takes_room=True),
            Column(name=w("Unit"), takes_room=True),
            Column(name=w("Waves")),
            Column(name=w("Earlier"), is_number=True),
            Column(name=w("Later"), is_number=True),
            Column(name=w("Note"), takes_room=True),
        ),
        rows=tuple(rows),
    )


def breaks_words(report: ComparisonReport, w: Wording) -> str:
    """Return every break of a line with its reason; empty where no line is broken."""
    told = []
    for unit in report.units:
        breaks = " ".join(break_lines(unit.pairs, w))
        if breaks:
            several = len(report.units) > 1
            told.append(w.labelled(unit.unit.name, breaks) if several else breaks)
    return " ".join(told)


def _line(  # noqa: PLR0913, PLR0917 - one unit's part of one chart
    unit: UnitSeries, columns: Sequence[int], node: NodeScore, number: int, mark: str, w: Wording
) -> tuple[TrendLine, set[int]]:
    segments: list[tuple[Point, Point]] = []
    gaps: set[int] = set()
    for position, pair in enumerate(unit.pairs):
        compared = pair.nodes.get(node.id)
        first, last = compared.indices if compared else (None, None)
        if first is None or last is None:
            gaps.add(columns[position])
        else:
            segments.append(((columns[position], first), (columns[position + 1], last)))
    placed = {point[0] for segment in segments for point in segment}
    alone = []
    for position, column in enumerate(columns):
        own = _own_index(unit, position, node.id)
        if column not in placed and own is not None:
            alone.append((column, own))
    line = TrendLine(unit=number, segments=tuple(segments), alone=tuple(alone), label="")
    if line.last is None:
        return line, gaps
    # On the axis all charts share, whatever scale the node itself is shown on.
    value = w.number(100 * line.last[1])
    label = f"{mark} {value}".strip()
    return TrendLine(unit=number, segments=line.segments, alone=line.alone, label=label), gaps


def _own_index(unit: UnitSeries, position: int, node_id: str) -> Fraction | None:
    """Return a wave's index on all of its own items, for a wave no line leads to."""
    if not unit.pairs:
        return None
    pair = unit.pairs[min(position, len(unit.pairs) - 1)]
    own = pair.own[0 if position < len(unit.pairs) else -1]
    node = own.nodes.get(node_id)
    return node.index if node else None


def _shown(node: NodeScore, index: Fraction | None, w: Wording) -> str:
    return "–" if index is None else w.number(node.scale.of(index))


def _axis(report: ComparisonReport) -> list[str]:
    waves = [a.wave for unit in report.units for a in unit.assessments]
    ordered = sorted(waves, key=lambda wave: (wave.date, wave.label))
    return list(dict.fromkeys(_key(report, wave) for wave in ordered))


def _key(report: ComparisonReport, wave: Wave) -> str:
    """Return a wave's name on the axis: its year if no unit has two waves in one year."""
    for unit in report.units:
        years = [a.wave.date.year for a in unit.assessments]
        if len(set(years)) < len(years):
            return wave.label
    return str(wave.date.year)
