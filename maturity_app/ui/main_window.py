"""The window: menu, rail and status bar round the pages, and who tells whom what."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from maturity_app.storage.problems import MaturityError
from maturity_app.ui.actions import Actions, Page
from maturity_app.ui.background import Background
from maturity_app.ui.long_work import LongWorkShown
from maturity_app.ui.overriding import override
from maturity_app.ui.page_stack import PageStack
from maturity_app.ui.pages.home import HomePage
from maturity_app.ui.pages.wave_panel import Wish
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from maturity_app.storage.library import Library
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.reports import ReportsPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.services import Parts, Services
    from maturity_app.ui.tasks import Tasks
    from maturity_app.ui.theme import Palette
    from maturity_app.wording import Wording

_SIZE = QSize(1280, 800)
_TITLE_BAR = 40
_TOLD_MS = 10_000


class MainWindow(QMainWindow):
    """One window over one library. Pages other than home are built when first shown.

    `made_anew` asks for a window in its place, in another language or other colours; `closing`
    tells, while all is still open, that it is about to close.
    """

    made_anew = Signal()
    closing = Signal()

    def __init__(
        self, w: Wording, palette: Palette, library: Library, services: Services, parts: Parts
    ) -> None:
        """Build the window and show the library's entries."""
        super().__init__()
        self._w = w
        self._library = library
        self._services = services
        self._parts = parts
        self._open: AssessmentModel | None = None
        self._in_survey: AssessmentModel | None = None
        self._count = 0
        self._refreshing: set[str] = set()
        self._background = Background(self)
        self._tasks: Tasks | None = None
        self._actions = Actions(w, self)
        self._build(palette)
        self._wire()
        self._load()
        self._home.focus_start()

    # --- building --------------------------------------------------------------------

    def _build(self, palette: Palette) -> None:
        # From the outside in: what moves into another widget is styled anew with all it holds.
        w = self._w
        self.resize(_SIZE)
        self.setAcceptDrops(True)
        self._actions.fill(self.menuBar())
        centre = QWidget(self)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        pages = {page.name.lower(): action for page, action in self._actions.pages.items()}
        row.addWidget(Rail(pages, w("Pages"), palette, centre))
        self._pages = PageStack(self._parts, self._wiring(), centre)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._pages, 1)
        row.addLayout(beside, 1)
        stop = self._actions.stop
        self._long = LongWorkShown(self._background, stop, beside, self._parts, self)
        self._home = self._pages.add(Page.HOME, HomePage(w, palette, self._pages))
        self.setCentralWidget(centre)
        self._instrument = QLabel()
        self._working = label("", "muted")
        offline = w("Works offline: nothing leaves this computer unless you export it")
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(16, 0, 16, 0)
        bar.addWidget(QLabel(offline), 1)
        bar.addPermanentWidget(self._working)
        bar.addPermanentWidget(self._instrument)

    def _wire(self) -> None:
        """Connect everything but the pages, which are wired when they are built."""
        actions = self._actions
        self._background.busy.connect(self._on_busy)

        for page, action in actions.pages.items():
            action.triggered.connect(partial(self._on_page_asked, page))
        actions.begin.triggered.connect(self._on_new)
        actions.open_file.triggered.connect(self._on_open_file)
        actions.preferences.triggered.connect(self._on_preferences)
        actions.quit.triggered.connect(self.close)
        actions.search.triggered.connect(self._on_search)
        actions.export.triggered.connect(self._on_export)
        actions.answer.triggered.connect(partial(self._on_action, Wish.SURVEY))
        actions.sign_off.triggered.connect(partial(self._on_action, Wish.SIGN_OFF))
        actions.new_wave.triggered.connect(partial(self._on_action, Wish.NEW_WAVE))
        actions.correct.triggered.connect(partial(self._on_action, Wish.CORRECT))
        actions.method.triggered.connect(self._on_method)
        actions.folder.triggered.connect(self._on_folder)
        actions.about.triggered.connect(self._on_about)

    @property
    def tasks(self) -> Tasks:
        """What can be done to the library."""
        if self._tasks is None:
            self._tasks = self._parts.tasks(self, self._background)
            self._tasks.library_changed.connect(self._on_library_changed)
            self._tasks.begun.connect(partial(self._show_record, Page.SURVEY))
        return self._tasks

    def _wiring(self) -> dict[Page, Callable[[Any], None]]:
        return {
            Page.HOME: self._wire_home,
            Page.SURVEY: self._wire_survey,
            Page.RESULTS: self._wire_results,
            Page.COMPARE: self._wire_compare,
            Page.REPORTS: self._wire_reports,
        }

    def _wire_home(self, page: HomePage) -> None:
        page.new_requested.connect(self._on_new)
        page.file_requested.connect(self._on_open_file)
        page.asked.connect(self._on_asked)
        page.selected.connect(self._on_selected)
        page.stale.connect(self._on_stale)

    def _wire_survey(self, page: SurveyPage) -> None:
        page.results_requested.connect(partial(self.show_page, Page.RESULTS))

    def _wire_results(self, page: ResultsPage) -> None:
        page.item_requested.connect(self._on_item_requested)
        page.report_requested.connect(partial(self._on_action, Wish.REPORT))
        page.method_requested.connect(self._on_method)
        page.sign_off_requested.connect(partial(self._on_action, Wish.SIGN_OFF))

    def _wire_compare(self, page: ComparePage) -> None:
        page.export_requested.connect(self.tasks.export_comparison)
        page.preview_requested.connect(self._on_preview)

    def _wire_reports(self, page: ReportsPage) -> None:
        page.write_requested.connect(self.tasks.write_reports)
        page.print_requested.connect(self.tasks.print_report)
        self.closing.connect(page.finish)

    # --- showing ---------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return next(page for page, action in self._actions.pages.items() if action.isChecked())

    @property
    def home(self) -> HomePage:
        """The page with units and waves."""
        return self._home

    @property
    def pages(self) -> PageStack:
        """All pages."""
        return self._pages

    def fit_screen(self) -> None:
        """Fill a screen that is too small for the window's usual size."""
        room = self.screen().availableSize() - QSize(0, _TITLE_BAR)
        if _SIZE.boundedTo(room) != _SIZE:
            self.resize(_SIZE.boundedTo(room))
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def show_page(self, page: Page) -> None:
        """Show a page; survey and results show the open assessment."""
        if page in (Page.SURVEY, Page.RESULTS) and self._open is None:
            return
        if page != Page.SURVEY and not self._is_all_saved():
            return
        show: dict[Page, Callable[[], QWidget]] = {
            Page.HOME: self._home_brought_up,
            Page.SURVEY: self._survey_brought_up,
            Page.RESULTS: self._results_brought_up,
            Page.COMPARE: self._compare_brought_up,
            Page.REPORTS: self._reports_brought_up,
        }
        widget = show[page]()
        self._actions.pages[page].setChecked(True)
        self._pages.setCurrentWidget(widget)
        if page == Page.HOME:
            self._home.focus_start()
        self._update()

    def _is_all_saved(self) -> bool:
        """Save what is being typed; where that is refused, show the card that says why."""
        if not self._pages.has(Page.SURVEY) or self._pages.survey.flush():
            return True
        self._actions.pages[Page.SURVEY].setChecked(True)
        self._pages.setCurrentWidget(self._pages.survey)
        self._update()
        return False

    @property
    def open_record(self) -> str:
        """The id of the record that survey and results show; empty without one."""
        return self._open.assessment.id if self._open else ""

    def open_assessment(self, assessment_id: str) -> None:
        """Open a record for the survey and results pages, read anew from the library."""
        self._store_summary()
        self._open = self._services.open_assessment(assessment_id)
        self._open.refused.connect(self._on_answer_refused)
        self._open.figures_refused.connect(self._on_figures_refused)
        self._update()

    def _home_brought_up(self) -> QWidget:
        self._store_summary()
        self._load()
        return self._home

    def _survey_brought_up(self) -> QWidget:
        page = self._pages.survey
        # A page that shows it already keeps its place: the question last looked at.
        if self._open is not None and self._in_survey is not self._open:
            page.show_assessment(self._open)
            self._in_survey = self._open
        return page

    def _results_brought_up(self) -> QWidget:
        page = self._pages.results
        if self._open is not None:
            page.show_assessment(self._open)
        return page

    def _compare_brought_up(self) -> QWidget:
        self._store_summary()
        page = self._pages.compare
        page.set_entries(self._library.entries())
        return page

    def _reports_brought_up(self) -> QWidget:
        self._store_summary()
        page = self._pages.reports
        page.set_entries(self._library.entries(), self.open_record or self._home.chosen)
        return page

    def _load(self) -> None:
        entries = self._library.entries()
        self._home.show_entries(entries)
        self._count = len(entries)
        self._update()

    def _update(self) -> None:
        """Let actions, title and status bar say what is open and what is possible."""
        w, actions = self._w, self._actions
        why = "" if self._open else w("Open an assessment on the home page first")
        _allow(actions.pages[Page.SURVEY], why)
        _allow(actions.pages[Page.RESULTS], why)
        why = "" if self._count > 1 else w("A comparison needs two assessments")
        _allow(actions.pages[Page.COMPARE], why)
        why = "" if self._count else w("A report needs an assessment")
        _allow(actions.pages[Page.REPORTS], why)
        status = self._current_status()
        actions.search.setEnabled(self.page == Page.HOME)
        has_own = self.page in (Page.COMPARE, Page.REPORTS)
        actions.export.setEnabled(bool(status) or has_own)
        for action in (actions.answer, actions.new_wave):
            action.setEnabled(bool(status))
        actions.sign_off.setEnabled(status == "draft")
        actions.correct.setEnabled(status == "signed_off")
        self._say_what_is_open()

    def _say_what_is_open(self) -> None:
        w = self._w
        title, questionnaire = w("Maturity survey"), ""
        entry = self._home.chosen_entry
        if self._is_record_shown and self._open is not None:
            shown = self._open.told
            title = f"{shown.unit.name}, {shown.wave.label} - {title}"
            questionnaire = f"{shown.questionnaire.title} {shown.questionnaire.version}"
        elif entry is not None and self.page == Page.HOME:
            questionnaire = f"{entry.questionnaire_id} {entry.questionnaire_version}"
        self.setWindowTitle(title)
        said = w("Questionnaire: {name}", name=questionnaire) if questionnaire else ""
        self._instrument.setText(said)

    @property
    def _is_record_shown(self) -> bool:
        return self._open is not None and self.page in (Page.SURVEY, Page.RESULTS)

    def _current_id(self) -> str:
        """Return which record the menus are about: the one shown, or selected at home."""
        if self._is_record_shown and self._open is not None:
            return self._open.assessment.id
        return self._home.chosen if self.page == Page.HOME else ""

    def _current_status(self) -> str:
        if self._is_record_shown and self._open is not None:
            return self._open.assessment.status
        entry = self._home.chosen_entry if self.page == Page.HOME else None
        return entry.status if entry else ""

    def _store_summary(self) -> None:
        if self._open is not None and self._open.is_editable:
            self._open.store_summary()

    # --- what happens ----------------------------------------------------------------

    def _on_new(self) -> None:
        self.tasks.begin()

    def _on_open_file(self) -> None:
        self.tasks.open_files()

    def _on_asked(self, wish: Wish, assessment_id: str) -> None:
        self._store_summary()
        do: dict[Wish, Callable[[str], None]] = {
            Wish.SURVEY: partial(self._show_record, Page.SURVEY),
            Wish.RESULTS: partial(self._show_record, Page.RESULTS),
            Wish.REPORT: self.tasks.export,
            Wish.SIGN_OFF: self.tasks.sign_off,
            Wish.NEW_WAVE: self.tasks.begin_wave,
            Wish.CORRECT: self.tasks.correct,
        }
        do[wish](assessment_id)

    def _on_export(self) -> None:
        if self.page == Page.COMPARE:
            self._pages.compare.export_button.click()
        elif self.page == Page.REPORTS:
            self._pages.reports.write_button.click()
        else:
            self._on_action(Wish.REPORT)

    def _on_action(self, wish: Wish, *_: object) -> None:
        if self._current_id():
            self._on_asked(wish, self._current_id())

    def _show_record(self, page: Page, assessment_id: str) -> None:
        try:
            if self._open is None or self._open.assessment.id != assessment_id:
                self.open_assessment(assessment_id)
        except MaturityError as refused:
            self._on_refused(refused.worded(self._w))
        else:
            self.show_page(page)

    def _on_page_asked(self, page: Page, *_: object) -> None:
        self.show_page(page)

    def _on_item_requested(self, item_id: str) -> None:
        self.show_page(Page.SURVEY)
        self._pages.survey.go_to(item_id)

    def _on_selected(self, _assessment_id: str) -> None:
        self._update()

    def _on_search(self) -> None:
        self._home.focus_search()

    def _on_stale(self, ids: list[str]) -> None:
        for assessment_id in ids:
            is_open = self._open is not None and self._open.assessment.id == assessment_id
            if assessment_id not in self._refreshing and not is_open:
                self._refreshing.add(assessment_id)
                self.tasks.refresh(assessment_id, self._home.update_entry)

    def _on_library_changed(self, assessment_id: str) -> None:
        self._refreshing.clear()
        self._load()
        if assessment_id:
            self._home.select(assessment_id)
        if self.page in (Page.COMPARE, Page.REPORTS):
            self.show_page(self.page)
        self._reopen_if_changed()

    def _reopen_if_changed(self) -> None:
        """Read the open record anew where it was signed off or superseded meanwhile."""
        if self._open is None:
            return
        held = self._open.assessment
        if self._library.entry(held.id).status != held.status:
            self.open_assessment(held.id)
            self.show_page(self.page)

    def _catch_up(self) -> None:
        """Take over what another window did to the open record; no news is no problem."""
        if self._open is None:
            return
        with contextlib.suppress(MaturityError):
            self._reopen_if_changed()
            self._open.catch_up()

    def _on_busy(self, is_busy: bool) -> None:
        self._working.setText(self._w("Working …") if is_busy else "")

    def _on_preview(self, record_ids: list[str]) -> None:
        preview = self._parts.comparison_preview(self, record_ids)
        preview.print_requested.connect(self.tasks.print_report)
        self.closing.connect(preview.preview.finish)
        preview.open()

    def _on_refused(self, why: str) -> None:
        self.tasks.refuse(self._w.said(why))

    def _on_answer_refused(self, why: str) -> None:
        # The survey says it where the answer stands, and a dialog would be in its way.
        if not (self._pages.has(Page.SURVEY) and self._pages.survey.isVisible()):
            self._on_refused(why)

    def _on_figures_refused(self, why: str) -> None:
        reason = self._w.said(why)
        told = self._w("Answers are saved; the home page's figures are not: {why}", why=reason)
        self.statusBar().showMessage(told, _TOLD_MS)

    def _on_folder(self) -> None:
        self.tasks.show_folder()

    def _on_method(self) -> None:
        open_id = self._open.assessment.id if self._open else ""
        self.tasks.show_method(self._current_id() or open_id)

    def _on_preferences(self) -> None:
        if self._is_all_saved() and self.tasks.ask_preferences():
            self.made_anew.emit()

    def _on_about(self) -> None:
        self.tasks.tell_about()

    # --- keys, dropping and closing --------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A dialog's buttons answer to Enter by themselves, those of a window to Space only.
        focused = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._catch_up()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.tasks.import_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_all_saved() or not self._long.may_end():
            event.ignore()
            return
        self.closing.emit()
        self._store_summary()
        self._background.finish()
        self._library.close()
        super().closeEvent(event)


def _allow(action: QAction, why_not: str) -> None:
    """Make an action possible, or say in its tooltip why it is not."""
    action.setEnabled(not why_not)
    name = action.text().replace("&", "")
    keys = action.shortcut().toString()
    action.setToolTip(why_not or (f"{name} ({keys})" if keys else name))
