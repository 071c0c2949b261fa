"""Home: every unit and wave of the library, and what can be done with the selected one."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from maturity_app.storage.library import Entry
from maturity_app.ui.models.wave_tree import Role, WaveTreeModel, summary_in
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.first_steps import FirstSteps
from maturity_app.ui.pages.wave_panel import WavePanel, Wish
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button, label
from maturity_app.ui.widgets.search_field import SearchField
from maturity_app.ui.widgets.wave_legend import WaveLegend
from maturity_app.ui.widgets.wave_tree_view import WaveTreeView
from maturity_app.wording import Wording

_PANEL_BELOW_WIDTH = 1040
_ASK_AFTER_MS = 150


class HomePage(QWidget):
    """Units and waves.

    `asked` carries a Wish and a record's id; `stale` the ids of visible entries whose figures
    have to be worked out anew.
    """

    asked = Signal(object, str)
    new_requested = Signal()
    file_requested = Signal()
    selected = Signal(str)
    stale = Signal(list)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make the page without entries; `show_entries` fills it."""
        super().__init__(parent)
        self._w = w
        self._palette = palette
        self._chosen = ""
        self.setProperty("role", "page")
        self._model = WaveTreeModel(w, self)
        self._build()
        self._stale_timer = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._wire()

    # --- building --------------------------------------------------------------------

    def _build(self) -> None:
        # From the outside in: what moves into another widget is styled anew with all it holds.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar())
        self._stack = QStackedWidget(self)
        self._first: FirstSteps | None = None
        self._stack.addWidget(self._tree_side())
        self._panel = WavePanel(self._w, self._palette, self)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._stack, 1)
        self._sides.addWidget(self._panel)
        whole.addLayout(self._sides, 1)

    def _bar(self) -> QWidget:
        w = self._w
        bar = PageBar(self)
        bar.lead.addWidget(label(w("Units and waves"), "title"))
        bar.lead.addSpacing(16)
        bar.lead.addWidget(self._search_field())
        bar.lead.addWidget(self._status_field())
        bar.lead.addStretch()
        self._open = button(w("Open file…"), on_click=self.file_requested.emit)
        self._new = button(w("New assessment…"), "primary", on_click=self.new_requested.emit)
        bar.buttons.addWidget(self._open)
        bar.buttons.addWidget(self._new)
        return bar

    def _search_field(self) -> SearchField:
        w = self._w
        self._search = SearchField(self._palette)
        self._search.setPlaceholderText(w("Search units"))
        self._search.setAccessibleName(w("Search units and waves"))
        self._search.setToolTip(w("Ctrl+F"))
        return self._search

    def _status_field(self) -> QComboBox:
        w = self._w
        self._status = QComboBox()
        self._status.setAccessibleName(w("Show units in state"))
        self._status.addItem(w("All states"), "")
        self._status.addItem(w("Draft"), "draft")
        self._status.addItem(w("Signed off"), "signed_off")
        return self._status

    def _tree_side(self) -> QWidget:
        side = QWidget(self._stack)
        box = QVBoxLayout(side)
        box.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 8)
        box.setSpacing(8)
        self._tree = WaveTreeView(self._model, self._palette, side)
        self._tree.setAccessibleName(self._w("Units and their waves"))
        box.addWidget(self._tree, 1)
        foot = QHBoxLayout()
        foot.addWidget(WaveLegend(self._w, self._palette, side))
        foot.addStretch()
        self._count = label("", "muted")
        foot.addWidget(self._count)
        box.addLayout(foot)
        return side

    def _wire(self) -> None:
        self._search.textChanged.connect(self._on_narrowed)
        self._search.returnPressed.connect(self._on_search_entered)
        self._status.currentIndexChanged.connect(self._on_narrowed)
        self._tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self._tree.activated.connect(self._on_activated)
        self._tree.expanded.connect(self._stale_timer.start)
        self._tree.verticalScrollBar().valueChanged.connect(self._stale_timer.start)
        self._stale_timer.timeout.connect(self._announce_stale)
        self._panel.asked.connect(self.asked)

    # --- what the window tells -------------------------------------------------------

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the library's entries; what was selected and unfolded stays so."""
        chosen = self._chosen
        unfolded = [entry.unit.id for entry in self._unfolded()]
        self._model.show(entries)
        is_empty = not entries
        self._show_first_steps(is_needed=is_empty)
        for widget in (self._panel, self._search, self._status, self._open, self._new):
            widget.setVisible(not is_empty)
        self._narrow()
        self._unfold(unfolded)
        if chosen and not self._model.index_of(chosen).isValid():
            chosen = ""
        if chosen or entries:
            self.select(chosen or self._first_id())
        self._stale_timer.start()

    def _show_first_steps(self, *, is_needed: bool) -> None:
        """Stand in for the tree while the library is empty; gone once it is not."""
        if is_needed and self._first is None:
            self._first = FirstSteps(self._w, self._palette)
            self._first.new_requested.connect(self.new_requested)
            self._first.file_requested.connect(self.file_requested)
            self._stack.addWidget(self._first)
            self._stack.setCurrentWidget(self._first)
        elif not is_needed and self._first is not None:
            self._stack.removeWidget(self._first)
            self._first.deleteLater()
            self._first = None

    def update_entry(self, entry: Entry) -> None:
        """Show new figures of one entry."""
        self._model.update_entry(entry)
        if entry.id == self._chosen or self._is_beside(entry):
            self._show_panel(self._tree.currentIndex())

    def select(self, assessment_id: str) -> None:
        """Select an entry, even if the search had hidden it."""
        index = self._model.index_of(assessment_id)
        if self._tree.is_hidden(index):
            self._search.clear()
            self._status.setCurrentIndex(0)
        if index.isValid():
            self._tree.setCurrentIndex(index)

    @property
    def chosen(self) -> str:
        """The id of the selected entry; empty where none is."""
        return self._chosen

    @property
    def chosen_entry(self) -> Entry | None:
        """The selected entry."""
        index = self._tree.currentIndex()
        return index.data(Role.ENTRY) if index.isValid() else None

    def focus_start(self) -> None:
        """Put the keyboard where one begins: the tree, or the first step without one."""
        start = self._first.new_button if self._first else self._tree
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    # --- what happens ----------------------------------------------------------------

    def _on_narrowed(self) -> None:
        self._narrow()
        index = self._tree.currentIndex()
        if not index.isValid() or self._tree.is_hidden(index):
            self._tree.setCurrentIndex(self._tree.first_shown())
        self._stale_timer.start()

    def _narrow(self) -> None:
        self._tree.hide_units(self._model.left_out(self._search.text(), self._status.currentData()))
        self._say_counts()

    def _on_search_entered(self) -> None:
        first = self._tree.first_shown()
        if first.isValid():
            self._tree.setCurrentIndex(first)
            self._tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_panel(current)
        self.selected.emit(self._chosen)

    def _on_activated(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(Role.ENTRY)
        if entry is not None:
            wish = Wish.SURVEY if entry.status == "draft" else Wish.RESULTS
            self.asked.emit(wish, entry.id)

    def _show_panel(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(Role.ENTRY) if index.isValid() else None
        self._chosen = entry.id if entry else ""
        if entry is None:
            self._panel.show_nothing()
        else:
            self._panel.show_entry(entry, self._model.waves_beside(entry))

    def _announce_stale(self) -> None:
        """Ask for the figures of the rows in sight that have none."""
        ids = [entry.id for entry in self._in_sight() if summary_in(entry) is None]
        if ids:
            self.stale.emit(ids)

    def _in_sight(self) -> Iterator[Entry]:
        for index in self._tree.in_sight():
            entry: Entry = index.data(Role.ENTRY)
            yield entry
        yield from self._panel.entries

    def _unfolded(self) -> Iterator[Entry]:
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            if self._tree.isExpanded(index):
                entry: Entry = index.data(Role.ENTRY)
                yield entry

    def _unfold(self, units: Sequence[str]) -> None:
        if not units:
            return
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            entry: Entry = index.data(Role.ENTRY)
            if entry.unit.id in units:
                self._tree.expand(index)

    def _first_id(self) -> str:
        entry: Entry = self._model.index(0, 0).data(Role.ENTRY)
        return entry.id

    def _is_beside(self, entry: Entry) -> bool:
        return any(shown.id == entry.id for shown in self._panel.entries)

    def _say_counts(self) -> None:
        w = self._w
        units, assessments = self._model.counts()
        shown = self._tree.count_shown()
        if shown < units:
            told = w("{shown} of {units} units found.", shown=shown, units=units)
        else:
            told = w(
                "{units}, {assessments}.",
                units=w.plural("{count} unit", "{count} units", units),
                assessments=w.plural("{count} assessment", "{count} assessments", assessments),
            )
        self._count.setText(f"{told} {w('Units are not ranked.')}")

    # --- layout and keys -------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        is_below = event.size().width() < _PANEL_BELOW_WIDTH
        way = QBoxLayout.Direction
        wanted = way.TopToBottom if is_below else way.LeftToRight
        if self._sides.direction() != wanted:
            self._sides.setDirection(wanted)
            self._panel.set_below(is_below=is_below)
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            self._tree.setFocus()
            return
        super().keyPressEvent(event)
