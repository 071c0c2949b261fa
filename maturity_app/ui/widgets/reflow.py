"""A frame that puts its parts beside or below each other, as its width allows."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from maturity_app.ui.overriding import override

_LEAST = 120
_BESIDE = QBoxLayout.Direction.LeftToRight
_BELOW = QBoxLayout.Direction.TopToBottom


class Reflow(QFrame):
    """Holds its parts in `body`; `arrange` puts them where they belong at a width.

    It never asks for more width than there is: what does not fit goes below.
    """

    def __init__(self, *, beside: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty frame whose parts stand below each other at first, or beside."""
        super().__init__(parent)
        self.body = _Body(_BESIDE if beside else _BELOW, self.arrange)
        self.setLayout(self.body)

    def arrange(self, width: int) -> bool:
        """Put the parts where they belong at a width; return whether anything moved."""
        del width
        return False

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())


class _Body(QBoxLayout):
    """Lets the parts be arranged before it tells its height, so that it is that of what shows."""

    def __init__(self, direction: QBoxLayout.Direction, arrange: Callable[[int], bool]) -> None:
        super().__init__(direction)
        self._arrange = arrange
        self._is_arranging = False
        self._heights: dict[int, int] = {}

    @override
    def invalidate(self) -> None:
        # What arranging moves changes no height that was told.
        if not self._is_arranging:
            self._heights.clear()
        super().invalidate()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        # Qt asks many times for one painted page, and arranging takes Python's time.
        if self._is_arranging:
            return self._height(width)
        if width not in self._heights:
            self._arrange_for(width)
            self._heights[width] = self._height(width)
        return self._heights[width]

    def _height(self, width: int) -> int:
        # With nothing in it that wraps, a layout knows no height for a width.
        wraps = super().hasHeightForWidth()
        return super().heightForWidth(width) if wraps else self.sizeHint().height()

    @override
    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    @override
    def setGeometry(self, rect: QRect) -> None:
        self._arrange_for(rect.width())
        super().setGeometry(rect)

    def _arrange_for(self, width: int) -> None:
        # A part that is shown or hidden has Qt lay out anew at once, before it counts as shown.
        if self._is_arranging:
            return
        self._is_arranging = True
        try:
            if self._arrange(width):
                self.invalidate()
        finally:
            self._is_arranging = False


def turn(row: QBoxLayout, *, beside: bool) -> bool:
    """Put what a row holds beside or below each other; return whether that was a change."""
    wanted = _BESIDE if beside else _BELOW
    if row.direction() == wanted:
        return False
    row.setDirection(wanted)
    return True
