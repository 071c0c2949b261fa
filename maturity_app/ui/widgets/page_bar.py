"""The bar over a page: its name and what narrows it, and at the right what one can do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import PAGE_MARGIN
from maturity_app.ui.widgets.reflow import Reflow, turn

_HEIGHT = 64
_ABOVE = 6
_SPACE = 16


class PageBar(Reflow):
    """Holds `lead` and `buttons`; what needs more room than there is goes below."""

    def __init__(self, parent: QWidget | None = None, least: int = 0) -> None:
        """Make an empty bar; texts that wrap in `lead` want a `least` width before they do."""
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

    @override
    def arrange(self, width: int) -> bool:
        room = width - 2 * PAGE_MARGIN
        lead, buttons = max(_needed(self.lead), self._least), _needed(self.buttons)
        has_moved = turn(self.lead, beside=lead <= room)
        is_beside = lead + buttons + 2 * _SPACE <= room
        if not turn(self.body, beside=is_beside):
            return has_moved
        self.body.setSpacing(_SPACE if is_beside else _ABOVE)
        side = Qt.AlignmentFlag.AlignVCenter if is_beside else Qt.AlignmentFlag.AlignLeft
        self.body.setAlignment(self.buttons, side)
        return True


def _needed(row: QBoxLayout) -> int:
    """Return how wide what a row shows is beside each other."""
    items = (row.itemAt(number) for number in range(row.count()))
    widths = [item.sizeHint().width() for item in items if item is not None and not item.isEmpty()]
    return sum(widths) + row.spacing() * max(0, len(widths) - 1)
