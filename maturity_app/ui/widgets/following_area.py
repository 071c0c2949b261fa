"""A page that scrolls along with the keyboard: what has the focus is never out of sight."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from maturity_app.ui.overriding import override

_ABOVE = 24


class FollowingArea(QScrollArea):
    """Scrolls to what it follows as soon as that takes the keyboard, from wherever it comes."""

    def __init__(self, inside: QWidget) -> None:
        """Hold a page that scrolls up and down."""
        super().__init__()
        self._inside = inside
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def follow(self, stops: Iterable[QWidget]) -> None:
        """Scroll to each of these when it takes the keyboard."""
        for stop in stops:
            stop.installEventFilter(self)

    def show_part(self, widget: QWidget, part: QRect) -> None:
        """Scroll to a part of a widget that is higher than the page may be."""
        spot = widget.mapTo(self._inside, part.center())
        self.ensureVisible(spot.x(), spot.y(), 0, part.height() // 2 + _ABOVE)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, _ABOVE)
        return super().eventFilter(watched, event)
