"""The bar above units and waves: what to look for, and what to begin with."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QWidget

from maturity_app.ui.models.wave_tree import UNFINISHED, set_aside_word
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.ui.widgets.search_field import SearchField
from maturity_app.wording import Wording

_HEIGHT = 64
_GAP = 16
_AFTER_TITLE = 48
_BESIDE = QBoxLayout.Direction.LeftToRight
SET_ASIDE = "set_aside"
"""The state of drafts that are not listed."""


class HomeBar(Reflow):
    """Title, search, state and the two buttons that bring assessments in."""

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Build the bar; the page connects it."""
        super().__init__(beside=True)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(_HEIGHT)
        self._title = label(w("Units and waves"), "title")
        self.search = SearchField(palette)
        self.search.setPlaceholderText(w("Search units"))
        self.search.setAccessibleName(w("Search units and waves"))
        self.search.setToolTip(w("Ctrl+F"))
        self.status = QComboBox()
        self.status.setAccessibleName(w("Show units in state"))
        self.status.addItem(w("All states"), "")
        self.status.addItem(w("Draft"), "draft")
        self.status.addItem(w("Not finished"), UNFINISHED)
        self.status.addItem(w("Signed off"), "signed_off")
        self.status.addItem(set_aside_word(w), SET_ASIDE)
        self.open = button(w("Open file…"))
        self.new = button(w("New assessment…"), "primary")
        self._finding = _row(self.search, self.status)
        self._doing = _row(self.open, self.new)
        self._tools = QBoxLayout(_BESIDE)
        self._tools.setSpacing(_GAP)
        self._tools.addLayout(self._finding)
        self._tools.addStretch(1)
        self._tools.addLayout(self._doing)
        self.body.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, 8)
        self.body.setSpacing(_AFTER_TITLE)
        self.body.addWidget(self._title)
        self.body.addLayout(self._tools, 1)

    def show_tools(self, *, is_shown: bool) -> None:
        """Show all but the title, or the title alone."""
        for widget in (self.search, self.status, self.open, self.new):
            widget.setVisible(is_shown)
        self._fit_title(self.width())

    @override
    def arrange(self, width: int) -> bool:
        """Put the buttons below the search where they find no room beside it."""
        return turn(self._tools, beside=self._tools_width() <= width - 2 * PAGE_MARGIN)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title(event.size().width())

    def _fit_title(self, width: int) -> None:
        """Leave the title out where it finds no room: the rail says where one is."""
        needed = self._title.sizeHint().width() + _AFTER_TITLE + self._tools_width()
        self._title.setVisible(needed <= width - 2 * PAGE_MARGIN)

    def _tools_width(self) -> int:
        return self._finding.sizeHint().width() + _GAP + self._doing.sizeHint().width()


def _row(*widgets: QWidget) -> QBoxLayout:
    row = QBoxLayout(_BESIDE)
    row.setSpacing(_GAP)
    for widget in widgets:
        row.addWidget(widget)
    return row
