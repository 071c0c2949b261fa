"""Native charts: levels as bars from zero, indices as dots with whiskers, waves as segments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
from openpyxl.chart.layout import Layout, ManualLayout
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

from maturity_app.reports.excel.sheet import Plain, Sheet
from maturity_app.reports.excel.styles import DRIVE, FACE, GRID, INK, RULE, SAFEGUARD, SECONDARY

_POINT = 100
_LINE = 9525
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "plus", "star", "dash")
_TONES = (DRIVE, SAFEGUARD, INK, "756E94", "4A8AB5", "B98A3E", SECONDARY, "4C4569")


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
    """A chart's texts: title, axis and what its series are called."""

    title: str
    axis: str
    series: Sequence[str]


def level_bars(
    labels: Cells, levels: Cells, up_to: Cells, top: int, words: Words, tones: Sequence[str]
) -> BarChart:
    """Return levels as bars from 0 to `top`, the level open answers still allow as an outline."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "clustered", 100, 60
    outline = _series(up_to, labels, words.series[1])
    outline.graphicalProperties = _filled("FFFFFF", SECONDARY, dash="sysDash")
    bars = _series(levels, labels, words.series[0])
    bars.graphicalProperties = _filled(DRIVE)
    bars.dPt = [_point(i, tone) for i, tone in enumerate(tones) if tone != DRIVE]
    bars.dLbls = _number_labels()
    chart.series = [outline, bars]
    _dress(chart, words, rows=len(labels.values))
    chart.x_axis.scaling.orientation = "maxMin"
    _scaled(chart.y_axis, 0, top, 1, "0")
    return chart


def index_dots(
    labels: Cells,
    index: Cells,
    bounds: tuple[Cells, Cells],
    last: Cells | None,
    words: Words,
    scale: tuple[float, float],
) -> LineChart:
    """Return indices as dots with whiskers, the last wave's as hollow rings."""
    chart = LineChart()
    dots = _series(index, labels, words.series[0])
    dots.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    dots.marker = _marker("circle", 7, DRIVE, DRIVE)
    dots.errBars = ErrorBars(
        errDir="y",
        errBarType="both",
        errValType="cust",
        minus=_numbers(bounds[0]),
        plus=_numbers(bounds[1]),
        spPr=GraphicalProperties(ln=LineProperties(w=_LINE, solidFill=INK)),
    )
    if last is not None:
        rings = _series(last, labels, words.series[1])
        rings.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        # Pale inside, because not every program draws the ring around a marker.
        rings.marker = _marker("circle", 13, RULE, INK)
        chart.series.append(rings)
    chart.series.append(dots)
    _dress(chart, words, rows=0)
    chart.height = 10.5
    _scaled(chart.y_axis, *scale, (scale[1] - scale[0]) / 4, "General")
    chart.y_axis.title = None
    return chart


def segments(
    pairs: Sequence[tuple[str, str, str, Sequence[Plain], Sequence[Plain]]],
    words: Words,
    scale: tuple[float, float],
) -> ScatterChart:
    """Return each pair of waves as one segment: name, dates, values and what both hold.

    Pairs of one unit share tone and marker and one entry in the key.
    """
    chart = ScatterChart()
    chart.style, chart.scatterStyle = None, "lineMarker"
    names = list(dict.fromkeys(pair[0] for pair in pairs))
    seen: set[str] = set()
    hidden: list[int] = []
    for position, (name, xs, ys, days, values) in enumerate(pairs):
        series = Series(Reference(range_string=ys), Reference(range_string=xs), title=name)
        tone = _TONES[names.index(name) % len(_TONES)]
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(w=2 * _LINE, solidFill=tone))
        series.marker = _marker(_MARKERS[names.index(name) % len(_MARKERS)], 8, tone, tone)
        series.smooth = False
        series.xVal.numRef.numCache = _number_cache(days)
        series.yVal.numRef.numCache = _number_cache(values)
        chart.series.append(series)
        if name in seen:
            hidden.append(position)
        seen.add(name)
    _dress(chart, words, rows=0)
    chart.height = 10.5
    _scaled(chart.y_axis, *scale, (scale[1] - scale[0]) / 4, "General")
    chart.x_axis.number_format = "yyyy-mm"
    chart.x_axis.majorGridlines = None
    _hide_in_key(chart, hidden)
    return chart


def _hide_in_key(chart: Any, positions: Sequence[int]) -> None:  # noqa: ANN401 - openpyxl's own
    from openpyxl.chart.legend import LegendEntry  # noqa: PLC0415

    chart.legend.legendEntry = [LegendEntry(idx=position, delete=True) for position in positions]


# --- parts -------------------------------------------------------------------------------


def _series(cells: Cells, labels: Cells, name: str) -> Any:  # noqa: ANN401 - openpyxl's own
    series = Series(Reference(range_string=_quoted(cells.reference)), title=name)
    series.tx = SeriesLabel(v=name)
    series.val = _numbers(cells)
    series.cat = AxDataSource(strRef=StrRef(f=labels.reference, strCache=_text_cache(labels.values)))
    return series


def _quoted(reference: str) -> str:
    return reference


def _numbers(cells: Cells) -> NumDataSource:
    return NumDataSource(numRef=NumRef(f=cells.reference, numCache=_number_cache(cells.values)))


def _number_cache(values: Sequence[Plain]) -> NumData:
    points = []
    for index, value in enumerate(values):
        if value is None or isinstance(value, str):
            continue
        shown = value.toordinal() - 693594 if hasattr(value, "toordinal") else float(value)
        points.append(NumVal(idx=index, v=repr(shown)))
    return NumData(formatCode="General", ptCount=len(values), pt=points)


def _text_cache(values: Sequence[Plain]) -> StrData:
    points = [StrVal(idx=index, v=str(value or "")) for index, value in enumerate(values)]
    return StrData(ptCount=len(points), pt=points)


def _filled(tone: str, edge: str | None = None, dash: str | None = None) -> GraphicalProperties:
    line = LineProperties(w=_LINE, solidFill=edge, prstDash=dash) if edge else LineProperties(noFill=True)
    return GraphicalProperties(solidFill=tone, ln=line)


def _point(index: int, tone: str) -> DataPoint:
    return DataPoint(idx=index, invertIfNegative=False, spPr=_filled(tone))


def _marker(symbol: str, size: int, fill: str, edge: str) -> Marker:
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
    chart.width = 26
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
    chart.y_axis.title = _title(words.axis, size=9, is_bold=False) if words.axis else None
    chart.x_axis.tickLblPos = chart.y_axis.tickLblPos = "low"


def _scaled(axis: Any, low: float, high: float, unit: float, code: str) -> None:  # noqa: ANN401
    axis.scaling.min, axis.scaling.max, axis.majorUnit = low, high, unit
    axis.number_format = code
    axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(w=_LINE // 2, solidFill=GRID))
    )
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))


def _title(text: str, *, size: int = 12, is_bold: bool = True) -> Title:
    style = _characters(size, INK, is_bold=is_bold)
    run = RegularTextRun(rPr=style, t=text)
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


__all__ = ["Cells", "Layout", "ManualLayout", "Words", "index_dots", "level_bars", "segments"]
