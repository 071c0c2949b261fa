"""The chart of levels: one axis from 0 to the highest level, a row for each node."""

from fractions import Fraction

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from maturity_app.ui.models.profile import Profile, ProfileEntry
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.figure_row import ROW_PAD, FigureRow, FigureRows
from maturity_app.ui.widgets.legend import Legend, LegendEntry
from maturity_app.ui.widgets.marks import (
    BAR,
    RADIUS,
    paint_bar,
    paint_diamond,
    paint_ring,
    paint_whisker,
)
from maturity_app.ui.widgets.painting import draw_wrapped, semibold, sized, wrapped_height
from maturity_app.wording import Wording

_LEAST_ROW = 27
_LABEL_SHARE = 0.36
_MEETING, _ROUND_TARGET = 9, 8.5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Plan:
    """Where label, plot and numbers stand, the same for axis and rows."""

    def __init__(self, profile: Profile, widget: QWidget, w: Wording) -> None:
        font = widget.font()
        bold = QFontMetrics(semibold(font))
        small = QFontMetrics(sized(font, TYPE.caption))
        labels = [bold.horizontalAdvance(entry.label) for entry in profile.entries]
        self._label = max(labels, default=80) + 2
        self.level_width = bold.horizontalAdvance("0.00")
        highs = [small.horizontalAdvance(_to(e, w)) for e in profile.entries if e.up_to]
        self.number_width = self.level_width + max(highs, default=0) + 4
        names = [small.horizontalAdvance(name) for name in profile.level_names]
        self._half_name = max(names[0], names[-1]) // 2
        self.top_level = profile.top_level

    def label_width(self, width: int) -> int:
        return min(self._label, int(width * _LABEL_SHARE))

    def plot(self, width: int) -> tuple[float, float]:
        """Return the left and right end of the axis in a row of this width."""
        left = ROW_PAD + self.label_width(width) + 12
        right = width - self.number_width - ROW_PAD - max(16, self._half_name)
        return float(left), float(max(right, left + 40))

    def x(self, width: int, level: Fraction) -> float:
        left, right = self.plot(width)
        return left + (right - left) * float(level) / self.top_level


class _Axis(QWidget):
    """The numbers of the levels with their names."""

    def __init__(self, plan: _Plan, names: tuple[str, ...], palette: Palette) -> None:
        super().__init__()
        self._plan, self._names, self._palette = plan, names, palette
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        line = QFontMetrics(sized(self.font(), TYPE.caption)).height()
        return QSize(300, line * (3 if self._is_staggered(self.width()) else 2) + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        small = sized(self.font(), TYPE.caption)
        line = QFontMetrics(small).height()
        staggered = self._is_staggered(self.width())
        for number, name in enumerate(self._names):
            x = round(self._plan.x(self.width(), Fraction(number)))
            painter.setFont(semibold(small))
            painter.setPen(QColor(self._palette.text))
            centre = Qt.AlignmentFlag.AlignHCenter
            painter.drawText(QRect(x - 60, 0, 120, line), centre, str(number))
            painter.setFont(small)
            painter.setPen(QColor(self._palette.muted))
            top = line * (2 if staggered and number % 2 else 1)
            painter.drawText(QRect(x - 60, top, 120, line), centre, name)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _is_staggered(self, width: int) -> bool:
        left, right = self._plan.plot(max(width, 200))
        small = QFontMetrics(sized(self.font(), TYPE.caption))
        widest = max(small.horizontalAdvance(name) for name in self._names)
        return widest + 6 > (right - left) / max(self._plan.top_level, 1)


class _Row(FigureRow):
    """One node: label, bar, bounds, last wave, and the figures at the right."""

    def __init__(self, entry: ProfileEntry, plan: _Plan, palette: Palette, w: Wording) -> None:
        super().__init__(entry.node, entry.in_words(w), palette)
        self.entry, self._plan, self._w = entry, plan, w
        self.setToolTip(w("How is this made?"))

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        font = semibold(self.font())
        label = wrapped_height(font, self.entry.label, self._plan.label_width(width))
        return QSize(300, max(_LEAST_ROW, label + 8) + self._note_height(width))

    @override
    def paint_row(self, painter: QPainter) -> None:
        height = self.height() - self._note_height(self.width())
        self._paint_grid(painter)
        painter.setPen(QColor(self.palette_roles.text))
        painter.setFont(semibold(self.font()) if self.entry.is_binding else self.font())
        room = QRect(ROW_PAD, 0, self._plan.label_width(self.width()), height)
        draw_wrapped(painter, room, self.entry.label)
        self._paint_marks(painter, height / 2)
        self._paint_numbers(painter, height)
        self._paint_note(painter, height)

    def _note_height(self, width: int) -> int:
        room = round(width - self._plan.plot(width)[0]) - ROW_PAD
        height = wrapped_height(sized(self.font(), TYPE.caption), self.entry.note, room)
        return height + 4 if height else 0

    def _paint_grid(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self.palette_roles.grid), 1))
        bottom = self.height() - self._note_height(self.width())
        for level in range(self._plan.top_level + 1):
            x = round(self._plan.x(self.width(), Fraction(level))) + 0.5
            painter.drawLine(QLineF(x, 0, x, bottom))

    def _paint_marks(self, painter: QPainter, middle: float) -> None:
        entry, palette = self.entry, self.palette_roles
        zero = self._plan.x(self.width(), Fraction(0))
        if entry.level is not None:
            end = self._plan.x(self.width(), entry.level)
            bar = QRectF(zero, round(middle - BAR / 2), end - zero, BAR)
            paint_bar(painter, bar, entry.kind, palette)
        start = entry.level if entry.level is not None else entry.low
        if start is not None and entry.high is not None and entry.up_to:
            x1, x2 = (self._plan.x(self.width(), level) for level in (start, entry.high))
            line = QLineF(x1, middle, x2, middle)
            paint_whisker(painter, line, palette, starts_with_cap=entry.level is None)
        self._paint_points(painter, middle)

    def _paint_points(self, painter: QPainter, middle: float) -> None:
        """Paint last wave and target, one round the other where both stand at one place."""
        entry, palette, width = self.entry, self.palette_roles, self.width()
        aim = None if entry.target is None else self._plan.x(width, Fraction(entry.target))
        if entry.earlier is not None:
            x = self._plan.x(width, entry.earlier)
            meets = aim is not None and abs(x - aim) < _MEETING
            radius = _ROUND_TARGET if meets else RADIUS - 0.5
            paint_ring(painter, QPointF(x, middle), palette, radius=radius)
        if aim is not None:
            paint_diamond(painter, QPointF(aim, middle), palette)

    def _paint_numbers(self, painter: QPainter, height: int) -> None:
        left = self.width() - ROW_PAD - self._plan.number_width
        painter.setPen(QColor(self.palette_roles.text))
        painter.setFont(semibold(self.font()))
        painter.drawText(
            QRect(left, 0, self._plan.level_width, height), _LEFT, self.entry.level_words
        )
        if not self.entry.up_to:
            return
        painter.setPen(QColor(self.palette_roles.muted))
        painter.setFont(sized(self.font(), TYPE.caption))
        room = QRect(left + self._plan.level_width, 0, self.width() - left, height)
        painter.drawText(room, _LEFT, _to(self.entry, self._w))

    def _paint_note(self, painter: QPainter, top: int) -> None:
        if not self.entry.note:
            return
        painter.setFont(sized(self.font(), TYPE.caption))
        painter.setPen(QColor(self.palette_roles.muted))
        left = round(self._plan.plot(self.width())[0])
        room = QRect(left, top - 2, self.width() - left - ROW_PAD, self.height() - top)
        draw_wrapped(painter, room, self.entry.note)


class ProfileChart(QWidget):
    """The chart of levels; `row_chosen` tells of which node the trace is wanted."""

    row_chosen = Signal(str)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty chart; `show_profile` fills it."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self.rows = FigureRows()
        self._legend = Legend(palette)
        self._axis = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        for part in (self._axis, self.rows, self._legend):
            self._layout.addWidget(part)
        self._layout.setSpacing(4)
        self.rows.row_chosen.connect(self.row_chosen)

    def show_profile(self, profile: Profile) -> None:
        """Show other figures."""
        self.ensurePolished()
        plan = _Plan(profile, self, self._w)
        axis = _Axis(plan, profile.level_names, self._palette)
        self._layout.replaceWidget(self._axis, axis)
        self._axis.hide()
        self._axis.deleteLater()
        self._axis = axis
        guards = [entry.node for entry in profile.entries if entry.kind == "safeguard"]
        rows = [_Row(entry, plan, self._palette, self._w) for entry in profile.entries]
        self.rows.show_rows(rows, guards[:1])
        self._legend.show_entries(self._entries_of(profile))

    def _entries_of(self, profile: Profile) -> list[LegendEntry]:
        w, entries = self._w, []
        kinds = {entry.kind for entry in profile.entries}
        if "practice" in kinds:
            entries.append(LegendEntry("bar", w("practice"), "practice"))
        if "safeguard" in kinds:
            entries.append(LegendEntry("bar", w("safeguard"), "safeguard"))
        if any(entry.up_to for entry in profile.entries):
            entries.append(LegendEntry("whisker", w("still possible")))
        if any(entry.is_binding for entry in profile.entries):
            entries.append(LegendEntry("bold", w("holds the level")))
        if any(entry.earlier is not None for entry in profile.entries):
            entries.append(LegendEntry("ring", profile.earlier_name))
        if profile.has_targets:
            entries.append(LegendEntry("diamond", w("target")))
        return entries


def _to(entry: ProfileEntry, w: Wording) -> str:
    """Return what is still possible, as short as the column at the right."""
    if entry.high is None:
        return ""
    if entry.level is None and entry.low is not None:
        return w("{low} to {high}", low=w.level(entry.low), high=w.level(entry.high))
    return w("to {high}", high=w.level(entry.high))
