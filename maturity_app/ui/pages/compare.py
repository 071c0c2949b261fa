"""The compare page: waves of a unit, or units beside each other, facts before figures."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import family_of
from maturity_app.jobs.reporting import in_its_language
from maturity_app.reports.content import ComparisonReport, comparison_of
from maturity_app.reports.side_by_side import rankable_nodes, ranked
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import Entry
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.models.compared_items import items_behind
from maturity_app.ui.models.pick_tree import PickTree
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.compare_note import TWO, CompareNote
from maturity_app.ui.pages.compare_picks import ChooseButton, ComparePicks
from maturity_app.ui.pages.compare_view import CompareView
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button
from maturity_app.ui.widgets.trace_panel import TracePanel
from maturity_app.wording import Wording

_AT_ONCE = 12
"""More assessments than this are compared beside the window, which would stand still for them."""
_VIEW_LEAST = 420
_ITEMS_WIDE = 502
_ITEMS_SHARE = 0.46


Versions = tuple[tuple[str, object], ...]
"""Which assessments, each as it was when last changed."""


def _versions(entries: Sequence[Entry]) -> Versions:
    return tuple((entry.id, entry.changed_at) for entry in entries)


class ComparePage(QWidget):
    """Lets one choose assessments and shows how they compare; `load` reads one whole.

    What is to be written or looked at is told with the node in whose order units stand. Of many
    assessments `comparison_requested` asks for the comparison, which is shown once it is made.
    """

    comparison_requested = Signal(list)
    export_requested = Signal(list, str)
    preview_requested = Signal(list, str)
    picture_requested = Signal(object, str)

    def __init__(
        self,
        w: Wording,
        palette: Palette,
        load: Callable[[str], Assessment],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty page; `set_entries` fills it."""
        super().__init__(parent)
        self._w, self._palette, self._load = w, palette, load
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = PickTree(w, self)
        self._loaded: dict[str, tuple[object, Assessment]] = {}
        self._report: ComparisonReport | None = None
        self._made_of: Versions = ()
        self._rank = ""
        self._is_stale = True
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self.choose_button = ChooseButton(w, palette)
        self.export_button = button(w("Export comparison…"), "primary", on_click=self._on_export)
        self.preview_button = button(w("Preview"), "tall", on_click=self._on_preview)
        self.note = CompareNote(w)
        self.picks = ComparePicks(w, palette, self.tree)
        self.picks.hide()
        self.view = CompareView(w, palette)
        self.items_panel = TracePanel(w, palette)
        self.items_panel.setAccessibleName(w("Items behind a figure"))
        self.items_panel.hide()
        self._opened_from: QWidget | None = None
        self._sight_timer = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._wire()
        self.choose_button.show_chosen(self.tree)

    # --- what the window tells ---------------------------------------------------------------

    def set_entries(
        self, entries: Sequence[Entry], units: Sequence[UnitName] = (), unit_id: str = ""
    ) -> None:
        """Offer the library's assessments within its branches; what was chosen stays chosen.

        As long as nobody chose, the waves of the unit `unit_id` are compared if there are two.
        """
        self.tree.show(entries, units, unit_id)
        self.choose_button.show_chosen(self.tree)
        self._ask_refresh()

    def chosen_ids(self) -> list[str]:
        """Return the ids of the assessments compared."""
        return [entry.id for entry in self.tree.picking.chosen()]

    def refresh(self) -> None:
        """Compare what is chosen and show it, or say why it can't be."""
        self._refresh_timer.stop()
        self._is_stale = False
        self.close_items()
        picking = self.tree.picking
        chosen = picking.chosen()
        if len(chosen) < TWO:
            self.note.say_few(picking.entries)
            self._show_note()
            return
        if len(chosen) > _AT_ONCE:
            self._ask_for(chosen)
            return
        try:
            assessments = [self._assessment(entry) for entry in chosen]
        except MaturityError as refusal:
            self.refuse(refusal)
            return
        if len({family_of(assessment.questionnaire) for assessment in assessments}) > 1:
            self.note.say_different(chosen)
            self._show_note()
            return
        self._report = comparison_of(assessments)
        self._show_report()

    def _ask_for(self, chosen: Sequence[Entry]) -> None:
        """Ask for a comparison of many, unless it is there already."""
        if self._report is not None and self._made_of == _versions(chosen):
            self._show_report()
            return
        self.note.say_under_way(len(chosen))
        self._show_note()
        self.comparison_requested.emit(self.chosen_ids())

    def show_comparison(self, ids: Sequence[str], report: ComparisonReport | None) -> None:
        """Show a comparison that was asked for, if it is still the one that is wanted.

        There is none where the assessments answer different questionnaires.
        """
        chosen = self.tree.picking.chosen()
        if list(ids) != [entry.id for entry in chosen]:
            return
        if report is None:
            self.note.say_different(chosen)
            self._show_note()
            return
        self._report, self._made_of = report, _versions(chosen)
        self._show_report()

    def refuse(self, failure: MaturityError) -> None:
        """Say why there is no comparison."""
        self.note.say_unread(failure)
        self._show_note()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.items_panel.isVisible():
            self.close_items()
        else:
            super().keyPressEvent(event)

    # --- building ------------------------------------------------------------------------

    def _build(self) -> None:
        bar = PageBar(self._w("Compare"))
        bar.lead.addWidget(self.choose_button)
        bar.lead.addStretch()
        bar.buttons.addWidget(self.preview_button)
        bar.buttons.addWidget(self.export_button)
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, PAGE_MARGIN)
        column.addWidget(self.note)
        column.addWidget(self.view)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.picks)
        below.addWidget(self._area, 1)
        below.addWidget(self.items_panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addLayout(below, 1)

    def _wire(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self._sight_timer.timeout.connect(self._keep_in_sight)
        self.tree.ticked.connect(self._on_ticked)
        self.choose_button.toggled.connect(self._on_choosing)
        self.picks.closed.connect(self._on_picks_closed)
        self.view.trends.picture_requested.connect(self.picture_requested)
        self.view.beside.block.picture_requested.connect(self.picture_requested)
        self.view.beside.rank_requested.connect(self._on_rank_requested)
        self.view.beside.leave_out_requested.connect(self._on_leave_out)
        self.view.cell_chosen.connect(self.open_items)
        self.items_panel.closed.connect(self.close_items)

    # --- showing -------------------------------------------------------------------------

    def _assessment(self, entry: Entry) -> Assessment:
        """Return an assessment, read once for as long as it has not changed."""
        known = self._loaded.get(entry.id)
        if known is None or known[0] != entry.changed_at:
            told = in_its_language(self._load(entry.id), self._w.language)
            known = entry.changed_at, told
            self._loaded[entry.id] = known
        return known[1]

    def _show_report(self) -> None:
        if self._report is None:
            return
        self.note.hide()
        if self._rank not in {node.id for node in rankable_nodes(self._report)}:
            self._rank = ""
        self.view.show_report(ranked(self._report, self._rank) if self._rank else self._report)
        self.view.show()
        self._allow_report(is_possible=True)

    def _show_note(self) -> None:
        self._report = None
        self.note.show()
        self.view.hide()
        self._allow_report(is_possible=False)

    def _allow_report(self, *, is_possible: bool) -> None:
        self.preview_button.setEnabled(is_possible)
        self.export_button.setEnabled(is_possible)

    def _fit(self) -> None:
        """Put what is open at the sides beside the comparison, or in its place."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        inside = self.view.minimumSizeHint().width() + 2 * PAGE_MARGIN + bar
        room, least = self.width(), max(round(_VIEW_LEAST * font_scale(self)), inside)
        if not self.picks.isHidden():
            room -= self.picks.width()
        has_items = not self.items_panel.isHidden()
        wide = min(_ITEMS_WIDE, int(self.width() * _ITEMS_SHARE))
        wide = max(wide, self.items_panel.least_width()) if has_items else wide
        is_alone = has_items and room - wide < least
        self.items_panel.setFixedWidth(max(room, wide) if is_alone else wide)
        self._area.setVisible(not is_alone)

    # --- the items behind a cell -----------------------------------------------------------

    def open_items(self, cell: object) -> None:
        """Show beside the comparison which items a cell of a table was made of."""
        trace = items_behind(cell, self._w)
        if trace is None:
            return
        focused: QWidget | None = self.focusWidget()
        if focused is not None and not self.items_panel.isAncestorOf(focused):
            self._opened_from = focused
        # Only one side is open at a time, so that the figures keep their room.
        self.choose_button.setChecked(False)
        self.items_panel.show_trace(trace)
        self.items_panel.show()
        self._fit()
        self._sight_timer.start()
        self.items_panel.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_items(self) -> None:
        """Put the items away; the keyboard goes back to the cell they were of."""
        if self.items_panel.isHidden():
            return
        focused: QWidget | None = self.focusWidget()
        had_focus = focused is not None and self.items_panel.isAncestorOf(focused)
        self.items_panel.hide()
        self._fit()
        self._sight_timer.start()
        if had_focus and self._opened_from is not None:
            self._opened_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_in_sight(self) -> None:
        """Bring the row whose items are shown back into sight, from where wrapping moved it."""
        table, inside = self._opened_from, self._area.widget()
        if isinstance(table, DataTable) and inside is not None and self._area.isVisible():
            row = table.visualRect(table.currentIndex())
            middle = table.viewport().mapTo(inside, row.center())
            self._area.ensureVisible(0, middle.y(), 0, row.height())

    # --- what happens ----------------------------------------------------------------------

    def _ask_refresh(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh_timer.start()

    def _on_ticked(self) -> None:
        self.choose_button.show_chosen(self.tree)
        self._ask_refresh()

    def _on_choosing(self, is_open: bool) -> None:
        if is_open:
            self.close_items()
        self.picks.setVisible(is_open)
        self._fit()
        if is_open:
            self.picks.unfold()
            self.picks.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picks_closed(self) -> None:
        self.choose_button.setChecked(False)
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_rank_requested(self, node_id: str) -> None:
        self._rank = node_id
        self.close_items()
        self._show_report()

    def _on_leave_out(self, unit_ids: Sequence[str]) -> None:
        chosen = self.tree.picking.chosen()
        self.tree.tick_only(entry.id for entry in chosen if entry.unit.id not in unit_ids)

    def _on_export(self) -> None:
        self.export_requested.emit(self.chosen_ids(), self._rank)

    def _on_preview(self) -> None:
        self.preview_requested.emit(self.chosen_ids(), self._rank)
