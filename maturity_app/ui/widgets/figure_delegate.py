"""How a cell of a table of figures is drawn: its text wraps and is never cut off."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import wrapped_height

_PAD = 6
_ABOVE = 3
_ICON = 12
MARK_ROOM = 18
CELL_PAD = 2 * _PAD + 4
"""What a cell adds to the width of its text, with a little to spare."""

_LEAST_HIGH = 25


class FigureDelegate(QStyledItemDelegate):
    """Draws a cell with its own padding, so that measured and drawn widths agree."""

    def __init__(self, palette: Palette, view: QTableView) -> None:
        """Draw the cells of a view."""
        super().__init__(view)
        self._palette = palette
        self._view = view

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        style = self._filled(option, index)
        mark = MARK_ROOM if index.data(Qt.ItemDataRole.DecorationRole) else 0
        wide = style.fontMetrics.horizontalAdvance(style.text) + 1
        room = self._view.columnWidth(index.column()) - 2 * _PAD - mark
        high = wrapped_height(style.font, style.text, room)
        return QSize(wide + 2 * _PAD + mark, max(_LEAST_HIGH, high + 2 * _ABOVE + 1))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        style = self._filled(option, index)
        rect = QRect(style.rect)
        painter.save()
        self._paint_ground(painter, style, rect, index)
        painter.setFont(style.font)
        painter.setPen(QColor(self._palette.text))
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
        mark = index.data(Qt.ItemDataRole.DecorationRole)
        is_right = bool(style.displayAlignment & Qt.AlignmentFlag.AlignRight)
        if isinstance(mark, QIcon):
            wide = style.fontMetrics.horizontalAdvance(style.text)
            left = room.right() - wide - MARK_ROOM if is_right else room.left()
            top = room.center().y() - _ICON // 2 + 1
            mark.paint(painter, QRect(left, top, _ICON, _ICON))
            room = room if is_right else room.adjusted(MARK_ROOM, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), style.text)
        painter.restore()

    def _filled(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QStyleOptionViewItem:
        style = QStyleOptionViewItem(option)
        self.initStyleOption(style, index)
        font = QFont(self._view.font())
        wanted = index.data(Qt.ItemDataRole.FontRole)
        if isinstance(wanted, QFont):
            font.setWeight(wanted.weight())
        style.font = font
        return style

    def _paint_ground(
        self,
        painter: QPainter,
        style: QStyleOptionViewItem,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        is_chosen = bool(style.state & QStyle.StateFlag.State_Selected)
        if is_chosen and self._view.hasFocus():
            painter.fillRect(rect, QColor(self._palette.selected))
            by_cell = self._view.selectionBehavior() == QTableView.SelectionBehavior.SelectItems
            if by_cell or index.column() == 0:
                painter.fillRect(
                    QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(self._palette.accent)
                )
        elif isinstance(ground, QBrush):
            painter.fillRect(rect, ground)
        painter.setPen(QPen(QColor(self._palette.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
