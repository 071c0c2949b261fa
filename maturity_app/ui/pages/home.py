"""Home: every unit and wave of the library, and what can be done with the selected one."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from maturity_app.jobs.example import EXAMPLE_BRANCH
from maturity_app.storage.entries import Entry, UnitName
from maturity_app.ui.models.wave_tree import (
    Column,
    Role,
    WaveTreeModel,
    own_count_words,
    summary_in,
)
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.first_steps import FirstSteps
from maturity_app.ui.pages.wave_panel import WavePanel, Wish
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.home_bar import SET_ASIDE, HomeBar
from maturity_app.ui.widgets.notice import Notices
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, label
from maturity_app.ui.widgets.unfolding import Unfolding
from maturity_app.ui.widgets.wave_legend import WaveLegend
from maturity_app.ui.widgets.wave_tree_view import WaveTreeView
from maturity_app.wording import Wording

_PANEL_BELOW_WIDTH = 1040
_NARROW_WIDTH = 780
_ASK_AFTER_MS = 150


def _none() -> Sequence[Entry]:
    return ()


def _no_version(_: Entry) -> str:
    return ""


class HomePage(QWidget):
    """Units and waves.

    `asked` carries a Wish and a record's id; `stale` the ids of visible entries whose figures
    have to be worked out anew; `menu_requested` where a menu on the selected row is to stand.
    """

    asked = Signal(object, str)
    new_requested = Signal()
    file_requested = Signal()
    example_requested = Signal()
    menu_requested = Signal(QPoint)
    selected = Signal(str)
    stale = Signal(list)

    def __init__(
        self,
        w: Wording,
        palette: Palette,
        parent: QWidget | None = None,
        *,
        folder: str = "",
        newer: Callable[[Entry], str] = _no_version,
    ) -> None:
        """Make the page without entries.

        `folder` is where the library is, `newer` the version a draft can be brought to.
        """
        super().__init__(parent)
        self._w = w
        self._palette = palette
        self._folder = folder
        self._newer = newer
        self._chosen = self._chosen_branch = ""
        self._is_tight = False, False
        self._entries: Sequence[Entry] = ()
        self._units: Sequence[UnitName] = ()
        self._set_aside: Callable[[], Sequence[Entry]] = _none
        self.setProperty("role", "page")
        self._model = WaveTreeModel(w, self)
        self._build()
        self._unfolding = Unfolding(self._tree, self._model)
        self._stale_timer = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._wire()

    # --- building --------------------------------------------------------------------

    def _build(self) -> None:
        # From the outside in: what moves into another widget is styled anew with all it holds.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._bar = HomeBar(self._w, self._palette)
        whole.addWidget(self._bar)
        self.notices = Notices(self._w, self._palette, self)
        whole.addWidget(self.notices)
        self._stack = QStackedWidget(self)
        self._first: FirstSteps | None = None
        self._stack.addWidget(self._tree_side())
        self._panel = WavePanel(self._w, self._palette, self._newer, self)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._stack, 1)
        self._sides.addWidget(self._panel)
        whole.addLayout(self._sides, 1)

    def _tree_side(self) -> QWidget:
        side = QWidget(self._stack)
        box = QVBoxLayout(side)
        box.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 8)
        box.setSpacing(8)
        self._tree = WaveTreeView(self._w, self._model, self._palette, side)
        self._tree.setAccessibleName(self._w("Units and their waves"))
        box.addWidget(self._tree, 1)
        self._count = label("", "muted", wraps=True)
        self._legend = WaveLegend(self._w, self._palette, self._count, side)
        self._tree.waves_shown.connect(self._on_waves_shown)
        box.addWidget(self._legend)
        return side

    def _wire(self) -> None:
        self._bar.open.clicked.connect(self.file_requested)
        self._bar.new.clicked.connect(self.new_requested)
        self._bar.search.textChanged.connect(self._on_narrowed)
        self._bar.search.returnPressed.connect(self._on_search_entered)
        self._bar.status.currentIndexChanged.connect(self._on_state_chosen)
        self._tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self._tree.activated.connect(self._on_activated)
        self._tree.sort_chosen.connect(self._on_sorted)
        self._tree.menu_requested.connect(self.menu_requested)
        self._tree.expanded.connect(self._stale_timer.start)
        self._tree.verticalScrollBar().valueChanged.connect(self._stale_timer.start)
        self._stale_timer.timeout.connect(self._announce_stale)
        self._panel.asked.connect(self.asked)

    # --- what the window tells -------------------------------------------------------

    def show_entries(
        self,
        entries: Sequence[Entry],
        units: Sequence[UnitName] = (),
        set_aside: Callable[[], Sequence[Entry]] = _none,
    ) -> None:
        """Show the library's entries; what was selected and unfolded stays so.

        `units` are all that there are, branches among them; `set_aside` returns the drafts that
        are not listed, and is called where they matter.
        """
        self._entries, self._units, self._set_aside = entries, units, set_aside
        self._fill()

    def _fill(self) -> None:
        if self._shows_set_aside:
            self._model.show(self._set_aside(), _needed(self._units, self._set_aside()))
        else:
            self._model.show(self._entries, self._listed_units())
        self.notices.show_example(is_there=self.has_example)
        is_empty = not self._shows_set_aside and not self._model.rowCount()
        self._show_first_steps(is_needed=is_empty)
        self._panel.setVisible(not is_empty)
        self._bar.show_tools(is_shown=not is_empty)
        self._narrow(is_whole=True)

    def _listed_units(self) -> Sequence[UnitName]:
        """Return the units without those whose every wave was set aside."""
        holding = {entry.unit.id for entry in self._entries}
        holding.update(unit.parent for unit in self._units if unit.parent)
        if all(unit.id in holding for unit in self._units):
            return self._units
        aside = {entry.unit.id for entry in self._set_aside()} - holding
        return [unit for unit in self._units if unit.id not in aside]

    def _show_first_steps(self, *, is_needed: bool) -> None:
        """Stand in for the tree while the library is empty; gone once it is not."""
        if self._first is not None:
            had_focus = self._first.isAncestorOf(self.focusWidget())
            self._stack.removeWidget(self._first)
            self._first.deleteLater()
            self._first = None
            if had_focus and not is_needed:
                self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_needed:
            has_aside = bool(self._units) and bool(self._set_aside())
            first = FirstSteps(self._w, self._palette, self._folder, has_set_aside=has_aside)
            first.new_requested.connect(self.new_requested)
            first.file_requested.connect(self.file_requested)
            first.example_requested.connect(self.example_requested)
            first.set_aside_requested.connect(self.show_set_aside)
            self._first = first
            self._stack.addWidget(first)
            self._stack.setCurrentWidget(first)

    def show_set_aside(self) -> None:
        """List the drafts that were set aside."""
        self._bar.status.setCurrentIndex(self._bar.status.findData(SET_ASIDE))
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def update_entry(self, entry: Entry) -> None:
        """Show new figures of one entry."""
        self._model.update_entry(entry)
        if entry.id == self._chosen or self._is_beside(entry):
            self._show_panel(self._tree.currentIndex())

    def select(self, assessment_id: str) -> None:
        """Select an entry, even if the search had hidden it."""
        if not self._model.index_of(assessment_id).isValid():
            self._show_all()
        index = self._model.index_of(assessment_id)
        if index.isValid():
            self._tree.setCurrentIndex(index)

    def select_unit(self, unit_id: str) -> None:
        """Select a unit or branch, even if the search had hidden it."""
        node = self._model.tree.unit(unit_id)
        if node is None or not self._model.tree.is_shown(node):
            self._show_all()
        node = self._model.tree.unit(unit_id)
        if node is not None:
            self._tree.setCurrentIndex(self._model.index_of_node(node))

    def _show_all(self) -> None:
        self._bar.search.clear()
        self._bar.status.setCurrentIndex(0)

    @property
    def chosen(self) -> str:
        """The id of the selected entry that is listed; empty where none is."""
        return "" if self.chosen_entry is None else self._chosen

    @property
    def chosen_entry(self) -> Entry | None:
        """The selected entry; None for a branch, and for a draft that was set aside."""
        index = self._tree.currentIndex()
        entry: Entry | None = index.data(Role.ENTRY) if index.isValid() else None
        return None if entry is None or entry.is_archived else entry

    @property
    def chosen_unit(self) -> UnitName | None:
        """The selected unit or branch, or that of the selected wave."""
        index = self._tree.currentIndex()
        return index.data(Role.UNIT) if index.isValid() else None

    @property
    def has_example(self) -> bool:
        """Whether the example's units are in the library."""
        return any(unit.id == EXAMPLE_BRANCH for unit in self._units)

    @property
    def _shows_set_aside(self) -> bool:
        return bool(self._bar.status.currentData() == SET_ASIDE)

    def focus_start(self) -> None:
        """Put the keyboard where one begins: the tree, or the first step without one."""
        start = self._first.new_button if self._first else self._tree
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.search.selectAll()

    # --- what happens ----------------------------------------------------------------

    def _on_state_chosen(self) -> None:
        self._fill()

    def _on_sorted(self, column: int, is_falling: bool) -> None:
        self._model.order_by(Column(column), is_falling=is_falling)
        self._narrow()

    def _on_narrowed(self) -> None:
        self._narrow()

    def _narrow(self, *, is_whole: bool = False) -> None:
        """Leave what is searched for; the selected row stays so if it is still there.

        `is_whole` says that the model was just filled, with nothing left out yet.
        """
        text = self._bar.search.text()
        status = "" if self._shows_set_aside else self._bar.status.currentData()
        is_searched = bool(text.strip() or status)
        if is_searched or not is_whole:
            self._model.narrow(text, status)
        self._unfolding.renew(is_searched=is_searched)
        index = self._kept() or self._first_row()
        self._tree.setCurrentIndex(index)
        is_left = index.isValid() or not is_searched
        self._tree.say_nothing_left("" if is_left else self._w("No unit matches."))
        if not index.isValid():
            # What the model forgot when it was filled, the view has not told.
            self._on_current_changed(index, index)
        self._say_counts()
        self._stale_timer.start()

    def _kept(self) -> QModelIndex | None:
        """Return where the row is now that was selected; None where it is not shown."""
        tree = self._model.tree
        node = tree.of_wave(self._chosen) or tree.unit(self._chosen_branch)
        if node is None or not (node.is_found and tree.is_shown(node)):
            return None
        return (
            self._model.index_of(self._chosen) if self._chosen else self._model.index_of_node(node)
        )

    def _first_row(self) -> QModelIndex:
        """Return the first unit found that has answered, or else the first row."""
        first = self._model.index(0, 0)
        index = first
        while index.isValid():
            node = self._model.node_at(index)
            if node is not None and node.is_found and node.waves:
                return index
            index = self._tree.indexBelow(index)
        return first

    def _on_waves_shown(self, is_shown: bool) -> None:
        self._legend.show_key(is_shown=is_shown)

    def _on_search_entered(self) -> None:
        first = self._first_row()
        if first.isValid():
            self._tree.setCurrentIndex(first)
            self._tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_panel(current)
        self.selected.emit(self._chosen)

    def _on_activated(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(Role.ENTRY)
        if entry is not None and not entry.is_archived:
            wish = Wish.SURVEY if entry.status == "draft" else Wish.RESULTS
            self.asked.emit(wish, entry.id)

    def _show_panel(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(Role.ENTRY) if index.isValid() else None
        self._chosen = entry.id if entry else ""
        unit: UnitName | None = index.data(Role.UNIT) if index.isValid() else None
        self._chosen_branch = unit.id if unit and entry is None else ""
        if entry is not None:
            self._panel.show_entry(entry, self._model.waves_beside(entry))
        elif index.isValid():
            node = self._model.node_at(index)
            counted = index.siblingAtColumn(Column.STATE).data()
            self._panel.show_branch(index.data(), counted, is_unit=bool(node and node.waves))
        else:
            sought = self._bar.search.text().strip() or self._bar.status.currentData()
            self._panel.show_nothing(is_sought=bool(sought) and not self._shows_set_aside)

    def _announce_stale(self) -> None:
        """Ask for the figures of the rows in sight that have none."""
        ids = [entry.id for entry in self._in_sight() if summary_in(entry) is None]
        if ids:
            self.stale.emit(ids)

    def _in_sight(self) -> Iterator[Entry]:
        for index in self._tree.in_sight():
            entry: Entry | None = index.data(Role.ENTRY)
            if entry is not None:
                yield entry
        yield from self._panel.entries

    def _is_beside(self, entry: Entry) -> bool:
        return any(shown.id == entry.id for shown in self._panel.entries)

    def hide_counts(self) -> None:
        """Say no counts while only the beginning of the list is there."""
        self._count.setText("")

    def _say_counts(self) -> None:
        w = self._w
        units, assessments = self._model.tree.counts()
        shown = self._model.tree.count_found()
        if self._shows_set_aside:
            told = w.plural("{count} draft set aside.", "{count} drafts set aside.", assessments)
        elif shown < units:
            told = w("{shown} of {units} units found.", shown=shown, units=units)
        else:
            counted = w.plural("{count} unit", "{count} units", units)
            answered = w.plural("{count} assessment", "{count} assessments", assessments)
            told = w("{units}, {assessments}.", units=counted, assessments=answered)
            if own := self._model.tree.count_own():
                told = w("{units}, {assessments}, {own}.", units=counted, assessments=answered,
                         own=own_count_words(own, w))  # fmt: skip
        self._count.setText(f"{told} {w('Units are not ranked.')}")

    # --- layout and keys -------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        scale = font_scale(self)
        width = event.size().width() / scale
        is_below, is_narrow = width < _PANEL_BELOW_WIDTH, width < _NARROW_WIDTH
        if (is_below, is_narrow) != self._is_tight:
            self._is_tight = is_below, is_narrow
            way = QBoxLayout.Direction
            self._sides.setDirection(way.TopToBottom if is_below else way.LeftToRight)
            self._panel.set_below(is_below=is_below, is_narrow=is_narrow)
        self._panel.fit(scale, event.size().height() * 2 // 5)
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._bar.search.text():
            self._bar.search.clear()
            self._tree.setFocus()
            return
        super().keyPressEvent(event)


def _needed(units: Sequence[UnitName], entries: Sequence[Entry]) -> Sequence[UnitName]:
    """Return the branches above the units of entries."""
    by_id = {unit.id: unit for unit in units}
    needed: dict[str, UnitName] = {}
    for entry in entries:
        unit = by_id.get(entry.unit.parent or "")
        while unit is not None and unit.id not in needed:
            needed[unit.id] = unit
            unit = by_id.get(unit.parent or "")
    return sorted(needed.values(), key=units.index)
