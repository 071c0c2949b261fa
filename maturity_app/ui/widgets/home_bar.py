"""The bar above units and waves: what to look for, and what to begin with."""

from PySide6.QtWidgets import QComboBox

from maturity_app.ui.models.wave_tree import UNFINISHED, set_aside_word
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.pieces import button
from maturity_app.ui.widgets.search_field import SearchField
from maturity_app.wording import Wording

SET_ASIDE = "set_aside"
"""The state of drafts that are not listed."""


class HomeBar(PageBar):
    """Title, search, state and the two buttons that bring assessments in."""

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Build the bar; the page connects it."""
        super().__init__(w("Units and waves"))
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
        for widget in (self.search, self.status):
            self.lead.addWidget(widget)
        self.lead.addStretch(1)
        for made in (self.open, self.new):
            self.buttons.addWidget(made)

    def show_tools(self, *, is_shown: bool) -> None:
        """Show all but the title, or the title alone."""
        for widget in (self.search, self.status, self.open, self.new):
            widget.setVisible(is_shown)
