"""The reports page: of which assessments, as what, in which language; and how it will look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Share
from maturity_app.jobs.sharing import Preview
from maturity_app.storage.library import Entry
from maturity_app.ui.dialogs.export import Kind, report_kinds
from maturity_app.ui.models.report_list import ReportList
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.language_box import LanguageBox
from maturity_app.ui.widgets.low_scroll import LowScroll
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pdf_preview import PdfPreview
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.ui.widgets.search_field import SearchField
from maturity_app.ui.widgets.share_field import ShareField
from maturity_app.ui.widgets.tick_list import TickList
from maturity_app.wording import Wording, languages

_ABOUT_LEAST = 240
_LIST_LEAST = 48
_SIDE_WIDTH = 340
_MOST_WIDER = 1.3
_PREVIEW_AFTER_MS = 300


@dataclass(frozen=True, slots=True)
class Order:
    """Reports somebody wants: on which records, as what, in which language, how much of each."""

    record_ids: tuple[str, ...]
    kind: Kind
    language: str
    share: Share = "full"


class ReportsPage(QWidget):
    """Lets one choose assessments and shows the report on the one that is looked at.

    `make` returns the PDF on a record in a language, with so much of it as is handed on, and
    `leaving` what that is. `write_requested` carries an order, `print_requested` what is to be
    printed.
    """

    write_requested = Signal(object)
    print_requested = Signal(object)

    def __init__(
        self,
        w: Wording,
        palette: Palette,
        make: Callable[[str, str, Share], bytes],
        leaving: Callable[[str, Share], Preview],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty page; `set_entries` fills it."""
        super().__init__(parent)
        self._w, self._make, self._leaving = w, make, leaving
        self._kinds = report_kinds(w)
        self._record = ""
        self._previewed: object = None
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ReportList(w, self)
        self.search = SearchField(palette)
        self.list = TickList()
        self.kind_field, self.language_field = QComboBox(), LanguageBox(languages(), w.language)
        self.share_field = ShareField(w)
        self.preview = PdfPreview(w, palette)
        self.write_button = button("", "primary", on_click=self._on_write)
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._build()
        self._wire()

    # --- building ------------------------------------------------------------------------

    def _build(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._side())
        below.addWidget(self.preview, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar())
        whole.addLayout(below, 1)

    def _bar(self) -> QWidget:
        bar = PageBar(self._w("Reports"), _ABOUT_LEAST)
        self.about = label("", "quiet", wraps=True)
        bar.lead.addWidget(self.about, 1)
        bar.buttons.addWidget(self.write_button)
        return bar

    def _side(self) -> QWidget:
        w = self._w
        side = QWidget()
        side.setProperty("role", "list")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Larger text gets more room, but never takes that of the report.
        side.setFixedWidth(round(_SIDE_WIDTH * min(font_scale(side), _MOST_WIDER)))
        column = QVBoxLayout(side)
        column.setContentsMargins(PAGE_MARGIN, 16, 16, 16)
        column.setSpacing(8)
        self.search.setPlaceholderText(w("Search units"))
        self.search.setAccessibleName(w("Search units and waves"))
        column.addWidget(self.search)
        column.addWidget(self._ticking())
        self.list.setModel(self.model)
        self.list.setAccessibleName(w("Assessments"))
        self.list.setMinimumHeight(_LIST_LEAST)
        column.addWidget(self.list, 1)
        column.addWidget(self._choices())
        return side

    def _choices(self) -> QWidget:
        """Return what is chosen of every report, which scrolls where the window is low."""
        w = self._w
        self.told = label("", "muted", wraps=True)
        for kind in self._kinds:
            self.kind_field.addItem(kind.name)
        choices = LowScroll()
        choices.body.addWidget(label(w("&Kind of file"), "strong", buddy=self.kind_field))
        choices.body.addWidget(self.kind_field)
        choices.body.addWidget(self.told)
        choices.body.addWidget(self.share_field)
        language_name = label(w("&Language of the report"), "strong", buddy=self.language_field)
        choices.body.addWidget(language_name)
        choices.body.addWidget(self.language_field)
        return choices

    def _ticking(self) -> "_Ticking":
        w, model = self._w, self.model
        newest = button(w("All newest waves"), "link", on_click=model.tick_newest)
        self.none_button = button(w("Tick none"), "link", on_click=model.tick_none)
        return _Ticking(newest, self.none_button)

    def _wire(self) -> None:
        self.search.textChanged.connect(self._on_sought)
        self.model.ticked.connect(self._on_changed)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.kind_field.currentIndexChanged.connect(self._on_changed)
        self.share_field.chosen.connect(self._on_share_chosen)
        self.language_field.currentIndexChanged.connect(self._on_changed)
        self._timer.timeout.connect(self._show_preview)
        self.preview.print_requested.connect(self.print_requested)

    # --- what the window tells -------------------------------------------------------------

    def set_entries(self, entries: Sequence[Entry], record_id: str) -> None:
        """List the library's entries; look at a record when it is another one than before."""
        looked_at = self._entry()
        self.model.set_entries(entries)
        if record_id and record_id != self._record:
            self._record = record_id
        elif looked_at is not None:
            record_id = looked_at.id
        self._look_at(record_id)
        self._on_changed()

    def finish(self) -> None:
        """Wait for what is being made, and make no more."""
        self._timer.stop()
        self.preview.finish()

    def order(self) -> Order:
        """Return what is wanted now: what is ticked, or what is looked at if nothing is."""
        entry = self._entry()
        chosen = self.model.ticked_entries() or ([entry] if entry else [])
        ids, language = tuple(entry.id for entry in chosen), self.language_field.language
        return Order(ids, self._kind(), language, self.share_field.share)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()
        self._timer.start()

    # --- what is chosen --------------------------------------------------------------------

    def _kind(self) -> Kind:
        return self._kinds[max(self.kind_field.currentIndex(), 0)]

    def _entry(self) -> Entry | None:
        return self.model.entry_at(self.list.currentIndex())

    def _look_at(self, record_id: str) -> None:
        index = self.model.index_of(record_id)
        if not index.isValid() and self.model.rowCount():
            index = self.model.index(0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _on_sought(self, sought: str) -> None:
        looked_at = self._entry()
        self.model.narrow(sought)
        self._look_at(looked_at.id if looked_at else "")

    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._on_changed()

    def _on_share_chosen(self) -> None:
        """Name the kinds of file anew: without any answer there is no assessment file."""
        self._kinds = report_kinds(self._w, self.share_field.share)
        for position, kind in enumerate(self._kinds):
            self.kind_field.setItemText(position, kind.name)
        self._on_changed()

    def _on_changed(self, _index: int = 0) -> None:
        self.told.setText(self._kind().told)
        self.kind_field.setAccessibleDescription(self._kind().told)
        self._tell()
        self._timer.start()

    def _tell(self) -> None:
        """Say what would be written."""
        w, ticked, entry = self._w, self.model.ticked_entries(), self._entry()
        count = len(ticked) or (1 if entry else 0)
        self.none_button.setEnabled(bool(ticked))
        self.write_button.setEnabled(count > 0)
        self.preview.say_which(is_one_of_many=len(ticked) > 1)
        self.write_button.setText(
            w.plural("Write report…", "Write {count} reports…", max(count, 1))
        )
        shown = ticked[0] if len(ticked) == 1 else entry
        if len(ticked) > 1:
            self.about.setText(
                w.plural("{count} assessment ticked", "{count} assessments ticked", len(ticked))
            )
        else:
            self.about.setText(self.model.name(shown) if shown else "")

    def _show_preview(self) -> None:
        """Show the report on what is looked at, unless it is shown already."""
        if not self.isVisible():
            return
        w, entry = self._w, self._entry()
        language, share = self.language_field.language, self.share_field.share
        leaves = entry is not None and share != "full"
        is_one_of_many = len(self.model.ticked_entries()) > 1
        self.share_field.tell(
            self._leaving(entry.id, share) if entry and leaves else None,
            self.model.name(entry) if entry and is_one_of_many else "",
        )
        if entry is None:
            wanted: object = None
            self.preview.say(w("No assessment is called that."))
        elif self._kind().suffix != ".pdf":
            wanted = self._kind().suffix
            self.preview.say(w("Only the PDF report can be looked at here."))
        else:
            wanted = entry.id, entry.changed_at, language, share
            if wanted != self._previewed:
                make = partial(self._make, entry.id, language, share)
                self.preview.show_made(self.model.name(entry), make)
        self._previewed = wanted

    def _on_write(self) -> None:
        self.write_requested.emit(self.order())


class _Ticking(Reflow):
    """Two links at the ends of a line, or below each other where it is too short for both."""

    def __init__(self, *links: QPushButton) -> None:
        super().__init__(beside=True)
        self._links = links
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        for link in links:
            self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.insertStretch(1)

    @override
    def arrange(self, width: int) -> bool:
        return turn(self.body, beside=sum(link.sizeHint().width() for link in self._links) < width)
