"""The tree of units and waves: rows are painted, not built, so that thousands cost nothing."""

from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.models.wave_tree import Column, Role
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.level_shape import paint_level_shape

if TYPE_CHECKING:
    from maturity_app.jobs.summary import Summary
    from maturity_app.storage.library import Entry

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

_EDGE = 3
_INDENT = 20
_PADDING = 8
_ICON = 16
_DOT = 11
_DOT_STEP = 18
_MOST_DOTS = 4
_BAR = QSize(40, 4)
_SHAPE = QSize(28, 20)
_CHARACTERS = {
    Column.WAVES: 0,
    Column.STATE: 13,
    Column.COVERAGE: 14,
    Column.LEVEL: 27,
    Column.CHANGED: 15,
}
_HIDDEN_BELOW = {Column.WAVES: 700, Column.CHANGED: 580}
STATUS_ICONS = {"draft": "pencil", "signed_off": "lock", "superseded": "superseded"}


class WaveDelegate(QStyledItemDelegate):
    """Paints what a column means: dots, a state's icon, a bar, the steps of a level."""

    def __init__(self, palette: Palette, view: QAbstractItemView) -> None:
        """Paint a view's cells in a palette's colours."""
        super().__init__(view)
        self._palette = palette
        # An option tells too whether its row is selected, but by a flag of QStyle, whose first
        # use from Python costs a tenth of the time a window takes to open.
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect, font = _of(option)
        rect = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(self._palette.text))
        column = index.column()
        if column == Column.UNIT:
            is_selected = self._view.selectionModel().isSelected(index)
            self._paint_name(painter, rect, index, is_selected=is_selected)
        elif column == Column.WAVES:
            self._paint_dots(painter, rect, index)
        elif column == Column.STATE:
            self._paint_state(painter, rect, index)
        elif column == Column.COVERAGE:
            self._paint_coverage(painter, rect, index)
        elif column == Column.LEVEL:
            self._paint_level(painter, rect, index)
        else:
            painter.setFont(_sized(font, TYPE.dense))
            painter.setPen(QColor(self._palette.muted))
            _text(painter, rect, str(index.data()))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        _, font = _of(option)
        # Two lines fit: a level that is missing stands above its reason.
        return QSize(80, max(40, round(font.pixelSize() * 2.9)))

    def _paint_name(
        self, painter: QPainter, rect: QRect, index: AnyIndex, *, is_selected: bool
    ) -> None:
        if is_selected:
            painter.setFont(_strong(painter.font()))
        name = str(index.data())
        if painter.fontMetrics().horizontalAdvance(name) < rect.width() - 1:
            _text(painter, rect, name)
            return
        # A long name takes two smaller lines before anything of it is left out.
        painter.setFont(_sized(painter.font(), TYPE.dense))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(0, 1, 0, -1), int(flags), name)

    def _paint_dots(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        waves: list[Entry] | None = index.data(Role.WAVES)
        for place, wave in enumerate((waves or [])[-_MOST_DOTS:]):
            box = QRectF(
                rect.left() + place * _DOT_STEP, rect.center().y() - _DOT / 2 + 1, _DOT, _DOT
            )
            paint_dot(painter, box, wave.status, self._palette)

    def _paint_state(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        entry: Entry = index.data(Role.ENTRY)
        box = QRectF(rect.left(), rect.center().y() - _ICON / 2 + 1, _ICON, _ICON)
        paint_icon(painter, STATUS_ICONS[entry.status], box, self._palette.text)
        _text(painter, rect.adjusted(_ICON + 6, 0, 0, 0), str(index.data()))

    def _paint_coverage(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        summary: Summary | None = index.data(Role.SUMMARY)
        words = rect.adjusted(0, 0, -_BAR.width() - _PADDING, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, int(flags), str(index.data()))
        if summary is not None and summary.coverage is not None:
            top = rect.center().y() - _BAR.height() / 2 + 1
            left = rect.right() - _BAR.width() + 1
            box = QRectF(left, top, _BAR.width(), _BAR.height())
            paint_bar(painter, box, summary.coverage, self._palette)

    def _paint_level(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        summary: Summary | None = index.data(Role.SUMMARY)
        level = summary.level if summary else None
        top = rect.center().y() - _SHAPE.height() / 2
        box = QRectF(rect.left(), top, _SHAPE.width(), _SHAPE.height())
        top_level = summary.top_level if summary else 4
        high = summary.high if summary else None
        paint_level_shape(painter, box, level, high, top_level, self._palette)
        words = rect.adjusted(_SHAPE.width() + 10, 0, 0, 0)
        number, _, name = str(index.data()).partition(" ") if level is not None else ("", "", "")
        if level is not None:
            plain = painter.font()
            painter.setFont(_strong(plain))
            width = painter.fontMetrics().horizontalAdvance("0.0") + _PADDING
            _text(painter, words, number)
            painter.setFont(plain)
            _text(painter, words.adjusted(width, 0, 0, 0), name)
            return
        self._paint_reason(painter, words, str(index.data()), str(index.data(Role.REASON)))

    def _paint_reason(self, painter: QPainter, rect: QRect, text: str, reason: str) -> None:
        if not reason:
            painter.setPen(QColor(self._palette.muted))
            _text(painter, rect, text)
            return
        half = rect.height() // 2
        _text(painter, rect.adjusted(0, 3, 0, -half + 1), text)
        painter.setFont(_sized(painter.font(), TYPE.caption))
        painter.setPen(QColor(self._palette.muted))
        _text(painter, rect.adjusted(0, half - 1, 0, -3), reason)


def paint_dot(painter: QPainter, box: QRectF, status: str, palette: Palette) -> None:
    """Paint a wave as a dot: filled with a tick when signed off, half when a draft."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(palette.text), 1.4))
    if status == "signed_off":
        painter.setBrush(QColor(palette.text))
        painter.drawEllipse(box)
        paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), palette.raised)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setBrush(QColor(palette.text))
        painter.drawChord(box, -90 * 16, 180 * 16)
    painter.restore()


def paint_bar(painter: QPainter, box: QRectF, share: Fraction, palette: Palette) -> None:
    """Paint a share from 0 to 1 as a thin bar."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.border))
    painter.drawRoundedRect(box, 2, 2)
    if share:
        painter.setBrush(QColor(palette.muted))
        width = max(box.width() * float(share), box.height())
        painter.drawRoundedRect(QRectF(box.left(), box.top(), width, box.height()), 2, 2)
    painter.restore()


def _of(option: QStyleOptionViewItem) -> tuple[QRect, QFont]:
    """Return an option's place and font, which Qt's annotations leave out."""
    return option.rect, option.font


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made


def _strong(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _text(painter: QPainter, rect: QRect, text: str) -> None:
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, int(flags), shown)


class WaveTreeView(QTreeView):
    """A tree of units and waves that marks its row with an edge and the keyboard with a ring."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        """Make the view without a model."""
        super().__init__(parent)
        self._palette = palette
        self._width = 0
        self._hidden: set[int] = set()
        self.setProperty("role", "waves")
        self.setItemDelegate(WaveDelegate(palette, self))
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)

    def settle_columns(self) -> None:
        """Give each column the width its texts need in the font; the unit takes the rest."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.UNIT, QHeaderView.ResizeMode.Stretch)
        per_character = self.fontMetrics().averageCharWidth()
        for column, characters in _CHARACTERS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            width = characters * per_character if characters else _MOST_DOTS * _DOT_STEP
            header.resizeSection(column, width + 2 * _PADDING)

    # --- units that a search leaves out ------------------------------------------------

    def hide_units(self, rows: AbstractSet[int]) -> None:
        """Hide these units and show all others; what is unfolded stays so."""
        for row in rows ^ self._hidden:
            self.setRowHidden(row, _ROOT, row in rows)
        self._hidden = set(rows)

    def is_hidden(self, index: QModelIndex) -> bool:
        """Return whether a row's unit is hidden."""
        unit = index.parent()
        return (unit if unit.isValid() else index).row() in self._hidden

    def count_shown(self) -> int:
        """Return how many units are shown."""
        return self.model().rowCount() - len(self._hidden)

    def first_shown(self) -> QModelIndex:
        """Return the first unit that is shown; no valid index where none is."""
        rows = range(self.model().rowCount())
        row = next((row for row in rows if row not in self._hidden), -1)
        return self.model().index(row, 0)

    @override
    def reset(self) -> None:
        # Qt forgets what was hidden.
        self._hidden.clear()
        super().reset()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # Asking the viewport for it in each row would wake every widget type Qt has.
        self._width = event.size().width()
        for column, width in _HIDDEN_BELOW.items():
            self.setColumnHidden(column, event.size().width() < width)
        super().resizeEvent(event)

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect, _ = _of(options)
        row = QRect(0, rect.top(), self._width, rect.height())
        is_selected = self.selectionModel().isSelected(index)
        if is_selected:
            painter.fillRect(row, QColor(self._palette.selected))
        super().drawRow(painter, options, index)
        painter.fillRect(row.adjusted(0, row.height() - 1, 0, 0), QColor(self._palette.border))
        if is_selected:
            edge = QRect(row.left(), row.top(), _EDGE, row.height())
            painter.fillRect(edge, QColor(self._palette.accent))
        current = self.currentIndex()
        is_current = (index.row(), index.parent()) == (current.row(), current.parent())
        if self.hasFocus() and is_current:
            painter.setPen(QPen(QColor(self._palette.focus), 2))
            painter.drawRect(row.adjusted(1, 1, -1, -2))

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        if not self.model().hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        size = 12
        box = QRectF(rect.right() - size - 1, rect.center().y() - size / 2 + 1, size, size)
        paint_icon(painter, name, box, self._palette.text)
