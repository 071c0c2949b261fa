"""Native charts: levels as bars from zero, indices as dots with whiskers, waves as segments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from maturity_app.domain.questionnaire import ShownScale
from maturity_app.reports.excel.inert import inert
from maturity_app.reports.excel.sheet import Plain, Sheet, figure
from maturity_app.reports.excel.styles import (
    DARK_PRESSURE,
    DRIVE,
    FACE,
    GRID,
    INK,
    PRESSURE,
    RULE,
    SAFEGUARD,
    SECONDARY,
)

_POINT = 100
_LINE = 9525
_TALL, _MOST_TALL, _QUARTERS, _MOST_STEPS = 11, 12, 4, 10
_Symbol = Literal["circle", "square", "triangle", "diamond", "x", "plus", "star", "dash"]
_MARKERS: tuple[_Symbol, ...] = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "x",
    "plus",
    "star",
    "dash",
)
_TONES = (DRIVE, SAFEGUARD, INK, PRESSURE, "4A8AB5", "B98A3E", SECONDARY, DARK_PRESSURE)


_PALE = {DRIVE: "DCE7F0", SAFEGUARD: "F5E6CF", INK: "C5D0DA"}


@dataclass(frozen=True)
class Cells:
    """Cells of one column that a chart draws, with the values they show as recorded."""

    reference: str
    values: Sequence[Plain]

    @staticmethod
    def of(sheet: Sheet, column: str, first: int, last: int) -> "Cells":
        """Return the cells of a sheet's column from one row to another."""
        return Cells(sheet.grid.span(column, first, last), sheet.values(column, first, last))


@dataclass(frozen=True, kw_only=True)
class Words:
    """A chart's texts: its title and what its series are called."""

    title: str
    series: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Levels to draw as bars; where `up_to` lies below the axis nothing is drawn."""

    labels: Cells
    levels: Cells
    up_to: Cells
    tones: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Dots:
    """Indices to draw as dots with whiskers, and the last wave's where there is one."""

    labels: Cells
    index: Cells
    down: Cells
    up: Cells
    last: Cells | None


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Two waves of one unit: their dates and their values."""

    name: str
    days: Cells
    values: Cells


def level_bars(bars: Bars, top: int, words: Words) -> BarChart:
    """Return levels as bars from 0 to `top`, the level open answers still allow as an outline."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "clustered", 100, 60
    outline = _series(bars.up_to, bars.labels, words.series[1])
    outline.graphicalProperties = _filled("FFFFFF", SECONDARY, is_dashed=True)
    reached = _series(bars.levels, bars.labels, words.series[0])
    reached.graphicalProperties = _filled(DRIVE)
    reached.dPt = [_point(i, tone) for i, tone in enumerate(bars.tones) if tone != DRIVE]
    reached.dLbls = _number_labels()
    chart.series = [outline, reached]
    _dress(chart, words, rows=len(bars.labels.values))
    chart.x_axis.scaling.orientation = "maxMin"
    _scaled(chart.y_axis, ShownScale(min=Fraction(0), max=Fraction(top)), top)
    return chart


def index_bars(
    cells: Mapping[str, Cells], tones: Sequence[str], scale: ShownScale, words: Words
) -> BarChart:
    """Return indices as bars along a scale from 0, with what open answers still allow.

    `cells` are the label, the index, and the whiskers down and up of each bar.
    """
    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth = "bar", "clustered", 60
    bars = _series(cells["index"], cells["label"], words.series[0])
    # Pale inside and dark at the edge, so that whisker and number are seen on them.
    bars.graphicalProperties = _filled(_PALE[DRIVE], DRIVE)
    bars.dPt = [_pale_point(i, tone) for i, tone in enumerate(tones) if tone != DRIVE]
    bars.errBars = _whiskers(cells["down"], cells["up"])
    bars.dLbls = _number_labels()
    bars.dLbls.position = "inBase"
    chart.series = [bars]
    _dress(chart, words, rows=len(cells["label"].values))
    chart.height = min(chart.height, max(_MOST_TALL, 2.8 + 0.5 * len(cells["label"].values)))
    chart.legend = None
    chart.x_axis.scaling.orientation = "maxMin"
    _scaled(chart.y_axis, scale, _steps(scale))
    return chart


def _steps(scale: ShownScale) -> int:
    """Return into how many parts an axis is divided: whole numbers on a short scale."""
    width = scale.max - scale.min
    return int(width) if width.denominator == 1 and 1 < width <= _MOST_STEPS else _QUARTERS


def _whiskers(down: Cells, up: Cells) -> ErrorBars:
    return ErrorBars(
        errDir="y",
        errBarType="both",
        errValType="cust",
        minus=_numbers(down),
        plus=_numbers(up),
        spPr=GraphicalProperties(ln=LineProperties(w=_LINE, solidFill=INK)),
    )


def index_dots(dots: Dots, scale: ShownScale, words: Words) -> LineChart:
    """Return indices as dots with whiskers, the last wave's as rings behind them."""
    chart = LineChart()
    if dots.last is not None:
        rings = _series(dots.last, dots.labels, words.series[1])
        rings.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        # Pale inside, because not every program draws the ring around a marker.
        rings.marker = _marker("circle", 13, RULE, INK)
        chart.series.append(rings)
    now = _series(dots.index, dots.labels, words.series[0])
    now.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    now.marker = _marker("circle", 7, DRIVE, DRIVE)
    now.errBars = _whiskers(dots.down, dots.up)
    chart.series.append(now)
    _dress(chart, words, rows=_TALL)
    # Level lettering, broken into lines where it must be.
    lettering: Any = chart.x_axis.txPr
    lettering.bodyPr = RichTextProperties(rot=0, vert="horz")
    _scaled(chart.y_axis, scale, _steps(scale))
    return chart


def unit_dots(
    units: Sequence[tuple[str, Cells]], labels: Cells, scale: ShownScale, words: Words
) -> LineChart:
    """Return the indices of several units as dots, each unit in a tone and shape of its own."""
    chart = LineChart()
    for position, (name, cells) in enumerate(units):
        dots = _series(cells, labels, name)
        tone = _TONES[position % len(_TONES)]
        dots.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        dots.marker = _marker(_MARKERS[position % len(_MARKERS)], 9, tone, tone)
        chart.series.append(dots)
    _dress(chart, words, rows=_TALL)
    lettering: Any = chart.x_axis.txPr
    lettering.bodyPr = RichTextProperties(rot=0, vert="horz")
    _scaled(chart.y_axis, scale, _steps(scale))
    return chart


def segments(pairs: Sequence[Segment], scale: ShownScale, words: Words) -> ScatterChart:
    """Return each pair of waves as one segment, so that no line crosses a break.

    Pairs of one unit share tone and marker and one entry in the key.
    """
    chart = ScatterChart()
    chart.style, chart.scatterStyle = None, "lineMarker"
    names = list(dict.fromkeys(pair.name for pair in pairs))
    chart.series = [_segment(pair, names.index(pair.name)) for pair in pairs]
    _dress(chart, words, rows=_TALL)
    _scaled(chart.y_axis, scale, _QUARTERS)
    chart.x_axis.number_format = "yyyy-mm"
    chart.x_axis.majorGridlines = None
    firsts = {pair.name: position for position, pair in reversed(list(enumerate(pairs)))}
    legend: Any = chart.legend
    legend.legendEntry = [
        LegendEntry(idx=position, delete=True)
        for position in range(len(pairs))
        if position not in firsts.values()
    ]
    return chart


def _segment(pair: Segment, position: int) -> Any:  # noqa: ANN401 - openpyxl's own
    series = Series(
        Reference(range_string=pair.values.reference),
        Reference(range_string=pair.days.reference),
        title=inert(pair.name),
    )
    tone = _TONES[position % len(_TONES)]
    line = LineProperties(w=2 * _LINE, solidFill=tone)
    series.graphicalProperties = GraphicalProperties(ln=line)
    series.marker = _marker(_MARKERS[position % len(_MARKERS)], 8, tone, tone)
    series.smooth = False
    series.xVal = AxDataSource(numRef=_numbers(pair.days).numRef)
    series.yVal = _numbers(pair.values)
    return series


# --- parts -------------------------------------------------------------------------------


def _series(cells: Cells, labels: Cells, name: str) -> Any:  # noqa: ANN401 - openpyxl's own
    series = Series(Reference(range_string=cells.reference), title=name)
    series.tx = SeriesLabel(v=inert(name))
    series.val = _numbers(cells)
    series.cat = AxDataSource(
        strRef=StrRef(f=labels.reference, strCache=_text_cache(labels.values))
    )
    return series


def _numbers(cells: Cells) -> NumDataSource:
    return NumDataSource(numRef=NumRef(f=cells.reference, numCache=_number_cache(cells.values)))


def _number_cache(values: Sequence[Plain]) -> NumData:
    points = []
    for index, value in enumerate(values):
        if value is None or isinstance(value, str):
            continue
        points.append(NumVal(idx=index, v=figure(value)))
    return NumData(formatCode="General", ptCount=len(values), pt=points)


def _text_cache(values: Sequence[Plain]) -> StrData:
    points = [StrVal(idx=index, v=inert(str(value or ""))) for index, value in enumerate(values)]
    return StrData(ptCount=len(points), pt=points)


def _filled(tone: str, edge: str | None = None, *, is_dashed: bool = False) -> GraphicalProperties:
    if edge is None:
        return GraphicalProperties(solidFill=tone, ln=LineProperties(noFill=True))
    dash: Literal["sysDash", "solid"] = "sysDash" if is_dashed else "solid"
    line = LineProperties(w=_LINE, solidFill=edge, prstDash=dash)
    return GraphicalProperties(solidFill=tone, ln=line)


def _point(index: int, tone: str) -> DataPoint:
    return DataPoint(idx=index, invertIfNegative=False, spPr=_filled(tone))


def _pale_point(index: int, tone: str) -> DataPoint:
    return DataPoint(idx=index, invertIfNegative=False, spPr=_filled(_PALE[tone], tone))


def _marker(symbol: _Symbol, size: int, fill: str, edge: str) -> Marker:
    shape = GraphicalProperties(solidFill=fill, ln=LineProperties(w=_LINE, solidFill=edge))
    return Marker(symbol=symbol, size=size, spPr=shape)


def _number_labels() -> DataLabelList:
    # A bar of no length shows no number: its row's name says which of nought and no level it is.
    labels = DataLabelList(numFmt="0.0;;", dLblPos="outEnd", showVal=True)
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.txPr = _text_properties(9, INK)
    return labels


def _dress(chart: Any, words: Words, rows: int) -> None:  # noqa: ANN401 - openpyxl's own
    chart.title = _title(words.title)
    chart.width = 29
    chart.height = max(7.5, 2.8 + 0.72 * rows)
    chart.roundedCorners = False
    chart.display_blanks = "gap"
    chart.graphical_properties = _filled("FFFFFF", GRID)
    chart.legend.position = "b"
    chart.legend.txPr = _text_properties(9, INK)
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _text_properties(9, INK)
        axis.majorTickMark = "none"
    chart.x_axis.graphicalProperties = GraphicalProperties(
        ln=LineProperties(w=_LINE, solidFill=SECONDARY)
    )
    chart.y_axis.title = None
    chart.x_axis.tickLblPos = chart.y_axis.tickLblPos = "low"


def _scaled(axis: Any, scale: ShownScale, steps: int) -> None:  # noqa: ANN401 - openpyxl's own
    axis.scaling.min, axis.scaling.max = float(scale.min), float(scale.max)
    axis.majorUnit = float((scale.max - scale.min) / steps)
    axis.number_format = "General"
    axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(w=_LINE // 2, solidFill=GRID))
    )
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))


def _title(text: str) -> Title:
    style = _characters(12, INK, is_bold=True)
    run = RegularTextRun(rPr=style, t=inert(text))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=style), r=[run])
    return Title(tx=Text(rich=RichText(bodyPr=RichTextProperties(), p=[paragraph])), overlay=False)


def _text_properties(size: int, tone: str) -> RichText:
    style = _characters(size, tone, is_bold=False)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=style), endParaRPr=style)
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _characters(size: int, tone: str, *, is_bold: bool) -> CharacterProperties:
    return CharacterProperties(
        sz=size * _POINT, b=is_bold, solidFill=tone, latin=Font(typeface=FACE)
    )
