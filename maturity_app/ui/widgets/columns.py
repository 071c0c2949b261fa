"""Cards in two columns where there is room, below each other where there is not."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.painting import font_scale

_TWO_COLUMNS_FROM = 900
_GAP = 16
_STRETCH = (7, 6)


class Columns(QWidget):
    """Pairs of widgets; the left one of a pair is the wider one, one alone takes the row."""

    def __init__(self, pairs: Sequence[tuple[QWidget, ...]], parent: QWidget | None = None) -> None:
        """Place the pairs from top to bottom."""
        super().__init__(parent)
        self._pairs = tuple(pairs)
        self._is_narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for pair in self._pairs:
            for widget in pair:
                # Without a parent it counts as hidden, and shown it would be a window of its own.
                widget.setParent(self)
        self._place(is_narrow=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self._is_narrow_at(event.size().width())
        if is_narrow != self._is_narrow:
            self._place(is_narrow=is_narrow)

    def settle(self) -> None:
        """Give the room of what is hidden to its pair."""
        self._place(is_narrow=self._is_narrow_at(self.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        # That of one column: two that need more room must not keep the page from being narrower.
        least = max(widget.minimumSizeHint().width() for pair in self._pairs for widget in pair)
        return QSize(least, super().minimumSizeHint().height())

    def _is_narrow_at(self, width: int) -> bool:
        """Return whether two columns would be too tight, or would not fit what is in them."""
        two = [pair for pair in self._pairs if len(_shown(pair)) > 1]
        lefts, rights = (
            max((pair[side].minimumSizeHint().width() for pair in two), default=0)
            for side in (0, 1)
        )
        return width < max(round(_TWO_COLUMNS_FROM * font_scale(self)), lefts + rights + _GAP)

    def _place(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        row = 0
        for pair in self._pairs:
            shown = _shown(pair) or [pair[0]]
            for position, widget in enumerate(shown):
                is_alone = is_narrow or len(shown) == 1
                column = 0 if is_alone else position
                self._grid.addWidget(widget, row, column, 1, 2 if is_alone else 1)
                row += is_narrow
            row += not is_narrow
        for column, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(column, stretch)


def _shown(pair: Sequence[QWidget]) -> list[QWidget]:
    return [widget for widget in pair if not widget.isHidden()]
