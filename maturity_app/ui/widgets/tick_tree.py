"""A tree in which many things can be ticked, each name whole in as many lines as it takes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.painting import wrapped_height

_LEAST_HIGH = 28
_ABOVE_AND_BELOW = 10
_INDENT = 18
# The box to tick, and what the style leaves free beside it and the text.
_BESIDE_TEXT = 46


class TickTree(QTreeView):
    """Shows a model whose rows can be ticked by mouse and Space; nothing scrolls sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setProperty("role", "ticks")
        self.setHeaderHidden(True)
        self.setIndentation(_INDENT)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that came and went would change how the names wrap.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setItemDelegate(_WholeName(self))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def depth_of(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return how many rows stand above a row in its line."""
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return depth


class _WholeName(QStyledItemDelegate):
    """Gives a row the height that its wrapped name needs."""

    def __init__(self, view: TickTree) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        indent = _INDENT * (self._view.depth_of(index) + 1)
        width = self._view.viewport().width() - indent
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        high = wrapped_height(self._view.font(), name, width - _BESIDE_TEXT) + _ABOVE_AND_BELOW
        return QSize(width, max(high, _LEAST_HIGH))
