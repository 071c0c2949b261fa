"""The side of the compare page in which units and waves are chosen."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from maturity_app.ui.models.pick_tree import PickTree
from maturity_app.ui.overriding import override
from maturity_app.ui.ready_icons import icon
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.chart_card import tool_button
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button, label
from maturity_app.ui.widgets.search_field import SearchField
from maturity_app.ui.widgets.tick_tree import TickTree
from maturity_app.wording import Wording

_WIDTH = 320
_MOST_WIDER = 1.3
_NAMED = 2
_LONGEST = 72
"""A longer name of what is chosen gives way to a count; the name stands below in any case."""


class ChooseButton(QPushButton):
    """Says in a few words what is compared; pressed, it stays so while one chooses."""

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Say nothing yet."""
        super().__init__()
        self._w = w
        self.setProperty("role", "choose")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setIcon(icon("chevron-down", palette, size=12))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setToolTip(w("Choose units and waves"))

    def show_chosen(self, tree: PickTree) -> None:
        """Say what is ticked in a tree."""
        w, chosen = self._w, tree.picking.chosen()
        units = list({entry.unit.id: entry.unit.name for entry in chosen}.values())
        # What several units answered in one round is one wave; records of one unit are told apart.
        rounds = chosen if len(units) == 1 else {entry.wave.label for entry in chosen}
        waves = w.plural("{count} wave", "{count} waves", len(rounds))
        text = ""
        if len(units) == 1:
            labels = [tree.name(entry) for entry in chosen]
            text = w.labelled(units[0], w.listed(labels) if len(labels) <= _NAMED else waves)
        if len(units) != 1 or len(text) > _LONGEST:
            counted = w.plural("{count} unit", "{count} units", len(units))
            text = w.listed([counted, waves]) if units else w("Choose units and waves")
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(w("Units and waves: {chosen}", chosen=text))
        self.setEnabled(bool(tree.picking.entries))


class ComparePicks(QWidget):
    """A search, the tree of branches, units and waves, and what ticks many at once."""

    closed = Signal()

    def __init__(self, w: Wording, palette: Palette, model: PickTree) -> None:
        """Show what a model holds."""
        super().__init__()
        self.setProperty("role", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(w("Units and waves to compare"))
        # Larger text gets more room, but never takes that of the comparison.
        self.setFixedWidth(round(_WIDTH * min(font_scale(self), _MOST_WIDER)))
        self._model = model
        self.search = SearchField(palette)
        self.search.setPlaceholderText(w("Search units"))
        self.search.setAccessibleName(w("Search units and waves"))
        self.tree = TickTree()
        self.tree.setModel(model)
        self.tree.setAccessibleName(w("Units and waves"))
        self.newest = button(w("Newest wave of each unit"), "link", on_click=model.tick_newest)
        self.none = button(w("Tick none"), "link", on_click=model.tick_none)
        self.close_button = tool_button("cross", w("Close (Esc)"), palette)
        self._build(w)
        self.search.textChanged.connect(self._on_sought)
        self.close_button.clicked.connect(self.closed)
        model.modelReset.connect(self.unfold)

    def unfold(self) -> None:
        """Unfold what is ticked or found; all of it where that is not much."""
        if self.search.text() or self._model.rowCount() <= 1:
            self.tree.expandAll()
            return
        for index in self._model.ticked_above():
            self._expand(index)

    def _expand(self, index: QModelIndex) -> None:
        above = index
        while above.isValid():
            self.tree.expand(above)
            above = above.parent()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build(self, w: Wording) -> None:
        head = QHBoxLayout()
        head.addWidget(label(w("Units and waves"), "strong", wraps=True), 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        for link in (self.newest, self.none):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.tree, 1)

    def _on_sought(self, sought: str) -> None:
        self._model.narrow(sought)
