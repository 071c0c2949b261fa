"""The list of questionnaires: title, what it is, and a mark where it has problems."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.models.shelf import Role, ShelfModel, Volume
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.painting import draw_wrapped, fill, semibold, sized, wrapped_height
from maturity_app.wording import Wording

_AnyIndex = QModelIndex | QPersistentModelIndex
_PAD, _HIGH = 16, 10
_EDGE = 3
_MARK = 16
_INDENT = 16


class _RowDelegate(QStyledItemDelegate):
    """Paints a row of two texts, which wrap rather than being cut."""

    def __init__(self, palette: Palette, view: QListView) -> None:
        super().__init__(view)
        self._palette = palette
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        volume: Volume = index.data(Role.VOLUME)
        font, width = self._view.font(), self._view.viewport().width()
        room = width - _left(volume) - _PAD
        title = wrapped_height(semibold(font), volume.title, room)
        about = wrapped_height(sized(font, TYPE.caption), volume.about, room)
        return QSize(width, title + 2 + about + 2 * _HIGH + 1)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        volume: Volume = index.data(Role.VOLUME)
        rect, font, is_chosen = _of(option)
        colours = self._palette
        painter.save()
        if is_chosen:
            fill(painter, rect, colours.selected)
            fill(painter, QRect(rect.left(), rect.top(), _EDGE, rect.height()), colours.accent)
        fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.border)
        text = rect.adjusted(_left(volume), _HIGH, -_PAD, -_HIGH)
        strong = semibold(font)
        high = wrapped_height(strong, volume.title, text.width())
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        draw_wrapped(painter, QRect(text.left(), text.top(), text.width(), high), volume.title)
        painter.setFont(sized(font, TYPE.caption))
        painter.setPen(QColor(colours.negative if volume.problems else colours.muted))
        text.setTop(text.top() + high + 2)
        draw_wrapped(painter, text, volume.about)
        if volume.problems:
            box = QRectF(rect.left() + _PAD - 2, rect.top() + _HIGH + 1, _MARK, _MARK)
            paint_icon(painter, "warning", box, colours.negative)
        painter.restore()


def _left(volume: Volume) -> int:
    """Return where a row's texts begin: what builds on another stands further in."""
    if volume.problems:
        return _PAD + _MARK + 6
    return _PAD + _INDENT * volume.depth


def _of(option: QStyleOptionViewItem) -> tuple[QRect, QFont, bool]:
    """Return an option's place, font and state, which Qt's annotations leave out."""
    is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    return option.rect, option.font, is_chosen


class ShelfList(QListView):
    """One row is chosen; the arrow keys move."""

    def __init__(
        self, model: ShelfModel, palette: Palette, w: Wording, parent: QWidget | None = None
    ) -> None:
        """Show a model."""
        super().__init__(parent)
        self.setProperty("role", "shelf")
        self.setAccessibleName(w("Installed questionnaires"))
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(palette, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
