"""The bar over a page: its name and what narrows it, and at the right what one can do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, label
from maturity_app.ui.widgets.reflow import Reflow, turn

_HEIGHT = 64
_ABOVE = 10
_BELOW = 8
_SPACE = 16


class PageBar(Reflow):
    """Holds `lead` and `buttons`; what needs more room than there is goes below.

    A title stands before what else `lead` holds, and is left out first where it finds no room:
    the rail says where one is.
    """

    def __init__(self, title: str = "", least: int = 0, parent: QWidget | None = None) -> None:
        """Make a bar with nothing but a title; texts that wrap in `lead` want a `least` width."""
        super().__init__(beside=True, parent=parent)
        self._least = least
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(_HEIGHT)
        self.lead, self.buttons = QHBoxLayout(), QHBoxLayout()
        self.body.setContentsMargins(PAGE_MARGIN, _ABOVE, PAGE_MARGIN, _ABOVE)
        self.body.setSpacing(_SPACE)
        for part in (self.lead, self.buttons):
            part.setSpacing(_SPACE)
        self.body.addLayout(self.lead, 1)
        self.body.addLayout(self.buttons)
        self._title = label(title, "title") if title else None
        if self._title is not None:
            self.lead.addWidget(self._title)

    def add_names(self, *names: QWidget | QLayout) -> None:
        """Put whose page it is before the rest, its lines in the middle of the bar."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        for name in names:
            if isinstance(name, QLayout):
                column.addLayout(name)
            else:
                column.addWidget(name)
        column.addStretch(1)
        self.lead.addLayout(column, 1)

    @override
    def arrange(self, width: int) -> bool:
        room = width - 2 * PAGE_MARGIN
        lead = max(_needed(self.lead, self._title), self._least)
        taken = lead + _needed(self.buttons)
        if self._title is not None:
            titled = self._title.sizeHint().width() + _SPACE
            is_titled = not lead or titled + taken + 2 * _SPACE <= room
            self._title.setVisible(is_titled)
            lead += titled if is_titled else 0
            taken += titled if is_titled else 0
        has_moved = turn(self.lead, beside=lead <= room)
        is_beside = taken + 2 * _SPACE <= room
        if not turn(self.body, beside=is_beside):
            return has_moved
        self.body.setSpacing(_SPACE if is_beside else _BELOW)
        side = Qt.AlignmentFlag.AlignVCenter if is_beside else Qt.AlignmentFlag.AlignLeft
        self.body.setAlignment(self.buttons, side)
        return True


def _needed(row: QBoxLayout, apart: QWidget | None = None) -> int:
    """Return how wide what a row shows beside `apart` is beside each other."""
    items = (row.itemAt(number) for number in range(row.count()))
    widths = [
        item.sizeHint().width()
        for item in items
        if item is not None and not item.isEmpty() and (apart is None or item.widget() is not apart)
    ]
    return sum(widths) + row.spacing() * max(0, len(widths) - 1)
