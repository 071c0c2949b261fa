"""The window: menu, rail and status bar round the pages, and who tells whom what."""

from __future__ import annotations

import contextlib
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from maturity_app.storage.problems import MaturityError
from maturity_app.ui.actions import OF_A_RECORD, Actions, Page, UnitWish
from maturity_app.ui.background import Background
from maturity_app.ui.long_work import LongWorkShown
from maturity_app.ui.overriding import override
from maturity_app.ui.page_stack import PageStack
from maturity_app.ui.pages.home import HomePage
from maturity_app.ui.pages.wave_panel import Wish
from maturity_app.ui.unit_menu import UnitMenu
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import (
        QAction,
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
    )

    from maturity_app.storage.entries import Entry, UnitName
    from maturity_app.storage.library import Library
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.dialogs.help import HelpWindow
    from maturity_app.ui.dropping import Dropping
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.plan import PlanPage
    from maturity_app.ui.pages.plan_undo import PlanUndo
    from maturity_app.ui.pages.questionnaires import QuestionnairesPage
    from maturity_app.ui.pages.reports import ReportsPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.pages.survey_undo import SurveyUndo
    from maturity_app.ui.planning import Planning
    from maturity_app.ui.services import Parts, Services
    from maturity_app.ui.tasks import Tasks
    from maturity_app.ui.theme import Palette
    from maturity_app.ui.unit_tasks import UnitTasks
    from maturity_app.wording import Wording

_SIZE = QSize(1360, 800)
_TITLE_BAR = 40
_FIRST_UNITS = 40
"""More units than any screen shows at once."""
_REST_AFTER_MS = 200
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
        self._help: HelpWindow | None = None
        self._unit_tasks: UnitTasks | None = None
        self._dropping: Dropping | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_AFTER_MS)
        self._actions = Actions(w, self)
        self._build(palette)
        self._wire()
        self._load_first()
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
        self._rail = Rail(pages, w("Pages"), palette, centre)
        row.addWidget(self._rail)
        self._pages = PageStack(self._parts, self._wiring(), centre)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._pages, 1)
        row.addLayout(beside, 1)
        stop = self._actions.stop
        self._long = LongWorkShown(self._background, stop, beside, self._parts, self)
        folder = str(self._library.path.parent)
        home = HomePage(w, palette, self._pages, folder=folder)
        self._home = self._pages.add(Page.HOME, home)
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
        self._rest.timeout.connect(self._load)
        self._unit_menu = UnitMenu(actions, self._home, lambda: self.unit_tasks, self)

        for page, action in actions.pages.items():
            action.triggered.connect(partial(self._on_page_asked, page))
        actions.begin.triggered.connect(self._on_new)
        actions.open_file.triggered.connect(self._on_open_file)
        actions.preferences.triggered.connect(self._on_preferences)
        actions.quit.triggered.connect(self.close)
        actions.undo.triggered.connect(self._on_undo)
        actions.redo.triggered.connect(self._on_redo)
        actions.search.triggered.connect(self._on_search)
        actions.meeting.triggered.connect(self._on_meeting_asked)
        actions.export.triggered.connect(self._on_export)
        actions.answer.triggered.connect(partial(self._on_action, Wish.SURVEY))
        actions.sign_off.triggered.connect(partial(self._on_action, Wish.SIGN_OFF))
        actions.new_wave.triggered.connect(partial(self._on_action, Wish.NEW_WAVE))
        actions.correct.triggered.connect(partial(self._on_action, Wish.CORRECT))
        actions.help.triggered.connect(self._on_help)
        actions.set_aside.triggered.connect(partial(self._on_action, Wish.SET_ASIDE))
        actions.recent.aboutToShow.connect(self._on_recent_menu)
        actions.recent.triggered.connect(self._on_recent)
        actions.method.triggered.connect(self._on_method)
        actions.folder.triggered.connect(self._on_folder)
        actions.about.triggered.connect(self._on_about)

    @property
    def tasks(self) -> Tasks:
        """What can be done to the library."""
        if self._tasks is None:
            self._tasks = self._parts.tasks(self, self._background)
            self._tasks.library_changed.connect(self._on_library_changed)
            self._tasks.told.connect(self._on_told)
            self._tasks.begun.connect(partial(self._show_record, Page.SURVEY))
        return self._tasks

    @property
    def unit_tasks(self) -> UnitTasks:
        """What can be done to units."""
        if self._unit_tasks is None:
            self._unit_tasks = self._parts.unit_tasks(self, self._background)
            self._unit_tasks.library_changed.connect(self._on_library_changed)
            self._unit_tasks.units_changed.connect(self._on_units_changed)
            self._unit_tasks.told.connect(self._unit_menu.tell)
        return self._unit_tasks

    @cached_property
    def planning(self) -> Planning:
        """What can be done to the plan of the open record."""
        return self._parts.planning(self, lambda: self._open)

    def _wiring(self) -> dict[Page, Callable[[Any], None]]:
        return {
            Page.HOME: self._wire_home,
            Page.SURVEY: self._wire_survey,
            Page.RESULTS: self._wire_results,
            Page.PLAN: self._wire_plan,
            Page.COMPARE: self._wire_compare,
            Page.REPORTS: self._wire_reports,
            Page.QUESTIONNAIRES: self._wire_questionnaires,
        }

    def _wire_home(self, page: HomePage) -> None:
        page.new_requested.connect(self._on_new)
        page.file_requested.connect(self._on_open_file)
        page.asked.connect(self._on_asked)
        page.selected.connect(self._on_selected)
        page.stale.connect(self._on_stale)

    def _wire_survey(self, page: SurveyPage) -> None:
        page.results_requested.connect(partial(self.show_page, Page.RESULTS))
        page.told.connect(self._on_told)
        page.undo.changed.connect(self._on_undo_changed)
        page.meeting_changed.connect(self._on_meeting_changed)

    def _wire_results(self, page: ResultsPage) -> None:
        page.item_requested.connect(self._on_item_requested)
        page.plan_requested.connect(self._on_plan_requested)
        page.report_requested.connect(partial(self._on_action, Wish.REPORT))
        page.picture_requested.connect(self.tasks.save_picture)
        page.method_requested.connect(self._on_method)
        page.sign_off_requested.connect(partial(self._on_action, Wish.SIGN_OFF))

    def _wire_plan(self, page: PlanPage) -> None:
        page.add_requested.connect(self.planning.add)
        page.steps_requested.connect(self.planning.pick)
        page.edit_requested.connect(self.planning.edit)
        page.state_requested.connect(self.planning.set_state)
        page.wave_requested.connect(partial(self._on_action, Wish.NEW_WAVE))
        page.report_requested.connect(partial(self._on_action, Wish.REPORT))
        page.undo.changed.connect(self._on_undo_changed)
        page.undo.told.connect(self._on_told)

    def _wire_compare(self, page: ComparePage) -> None:
        page.export_requested.connect(self.tasks.export_comparison)
        page.preview_requested.connect(self._on_preview)
        page.picture_requested.connect(self.tasks.save_picture)

    def _wire_reports(self, page: ReportsPage) -> None:
        page.write_requested.connect(self.tasks.write_reports)
        page.print_requested.connect(self.tasks.print_report)
        self.closing.connect(page.finish)

    def _wire_questionnaires(self, page: QuestionnairesPage) -> None:
        self._parts.shelving(page, self, self._background)

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
        """Show a page; those of a record show the open one."""
        if page in OF_A_RECORD and self._open is None:
            return
        if page != Page.SURVEY and not self._is_all_saved():
            return
        if page != Page.SURVEY:
            self.end_meeting()
        if page != self.page:
            self._forget_told()
        show: dict[Page, Callable[[], QWidget]] = {
            Page.HOME: self._home_brought_up,
            Page.SURVEY: self._survey_brought_up,
            Page.RESULTS: self._results_brought_up,
            Page.PLAN: self._plan_brought_up,
            Page.COMPARE: self._compare_brought_up,
            Page.REPORTS: self._reports_brought_up,
            Page.QUESTIONNAIRES: lambda: self._pages.questionnaires,
        }
        widget = show[page]()
        self._actions.pages[page].setChecked(True)
        self._pages.setCurrentWidget(widget)
        if page == Page.HOME:
            self._home.focus_start()
        self._update()

    def end_meeting(self) -> None:
        """Leave the meeting view, which has the whole screen, if it is shown."""
        if self._pages.has(Page.SURVEY):
            self._pages.survey.leave_meeting()

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
        """The id of the record that its pages show; empty without one."""
        return self._open.assessment.id if self._open else ""

    @property
    def open_question(self) -> str:
        """The item that the survey is at in the open record; empty where it is at none."""
        if self._open is None or self._in_survey is not self._open:
            return ""
        return self._pages.survey.current or ""

    @property
    def services(self) -> Services:
        """Calls into jobs."""
        return self._services

    def go_to(self, item_id: str) -> None:
        """Go to a question of the open record in the survey; one it does not have is no matter."""
        if self._open is not None and item_id in self._open.assessment.questionnaire.items:
            self._pages.survey.go_to(item_id)

    def open_assessment(self, assessment_id: str) -> None:
        """Open a record for the pages of a record, read anew from the library."""
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

    def _plan_brought_up(self) -> QWidget:
        page = self._pages.plan
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

    def _load_first(self) -> None:
        """Show what comes into sight first; the rest of a large library once that is painted."""
        units = self._library.units()
        # With branches, what comes into sight first depends on how they are unfolded.
        if len(units) <= _FIRST_UNITS or any(unit.parent for unit in units):
            self._load()
            return
        first = units[:_FIRST_UNITS]
        self._show_entries(self._library.entries_of([unit.id for unit in first]), first)
        self._home.hide_counts()
        self._rest.start()

    def _load(self) -> None:
        self._rest.stop()
        self._show_entries(self._library.entries(), self._library.units())

    def _show_entries(self, entries: Sequence[Entry], units: Sequence[UnitName]) -> None:
        self._home.show_entries(entries, units, partial(self._library.entries, archived=True))
        self._count = len(entries)
        self._actions.remove_example.setVisible(self._home.has_example)
        self._update()

    def _update(self) -> None:
        """Let actions, title and status bar say what is open and what is possible."""
        w, actions = self._w, self._actions
        why = "" if self._open else w("Open an assessment on the home page first")
        for page in OF_A_RECORD:
            _allow(actions.pages[page], why)
        why = "" if self._count > 1 else w("A comparison needs two assessments")
        _allow(actions.pages[Page.COMPARE], why)
        why = "" if self._count else w("A report needs an assessment")
        _allow(actions.pages[Page.REPORTS], why)
        self._update_editing()
        has_own = self.page in (Page.COMPARE, Page.REPORTS)
        actions.export.setEnabled(bool(self._current_status()) or has_own)
        actions.units[UnitWish.UNDO].setEnabled(self.page == Page.HOME)
        self._update_assessment_menu()
        self._say_what_is_open()

    def _update_assessment_menu(self) -> None:
        """Let the menu say which record it is about, or why something can't be done."""
        w, actions, status = self._w, self._actions, self._current_status()
        none = "" if status else w("Open an assessment on the home page first")
        signed = "" if status == "draft" else w("This record is signed off already")
        why_not = {
            actions.answer: "",
            actions.new_wave: "",
            actions.sign_off: signed,
            actions.set_aside: signed,
            actions.correct: {
                "draft": w("A draft needs no correction: change its answers"),
                "superseded": w("This record was corrected already"),
            }.get(status, ""),
        }
        for action, why in why_not.items():
            _allow(action, none or why, about=self._current_name())

    def _update_editing(self) -> None:
        """Let search, undo and meeting view say what they do on the page that is shown."""
        w, actions = self._w, self._actions
        survey = self._pages.survey if self.page == Page.SURVEY else None
        is_in_meeting = survey is not None and survey.meeting is not None
        actions.search.setText(w("&Search questions") if survey else w("&Search units"))
        actions.search.setEnabled((survey is not None or self.page == Page.HOME)
                                  and not is_in_meeting)  # fmt: skip
        undo = self._undo
        actions.show_undo(undo.undo_text if undo else "", undo.redo_text if undo else "")
        is_draft = self._open is not None and self._open.is_editable
        actions.meeting.setEnabled(survey is not None and is_draft and not is_in_meeting)

    @property
    def _undo(self) -> SurveyUndo | PlanUndo | None:
        """What takes changes back on the page that is shown."""
        if self.page == Page.SURVEY:
            return self._pages.survey.undo
        return self._pages.plan.undo if self.page == Page.PLAN else None

    def _say_what_is_open(self) -> None:
        w = self._w
        title, questionnaire = w("Maturity survey"), ""
        entry = self._home.chosen_entry
        if self._is_record_shown and self._open is not None:
            shown = self._open.told
            title = f"{shown.unit.name}, {shown.wave.label} - {title}"
            questionnaire = f"{shown.questionnaire.title} {shown.questionnaire.version}"
        elif entry is not None and self.page == Page.HOME:
            name = self._library.questionnaire_title(entry.id, w.language)
            questionnaire = f"{name} {entry.questionnaire_version}"
        self.setWindowTitle(title)
        said = w("Questionnaire: {name}", name=questionnaire) if questionnaire else ""
        self._instrument.setText(said)

    @property
    def _is_record_shown(self) -> bool:
        return self._open is not None and self.page in OF_A_RECORD

    def _current_id(self) -> str:
        """Return which record the menus are about: the one selected at home, elsewhere the open."""
        return self._home.chosen if self.page == Page.HOME else self.open_record

    def _current_status(self) -> str:
        if self.page != Page.HOME:
            return self._open.assessment.status if self._open else ""
        entry = self._home.chosen_entry
        return entry.status if entry else ""

    def _current_name(self) -> str:
        """Return unit and wave of the record that the menus are about."""
        entry = self._home.chosen_entry
        if self.page != Page.HOME:
            held = self._open.assessment if self._open else None
            return f"{held.unit.name}, {held.wave.label}" if held else ""
        return f"{entry.unit.name}, {entry.wave.label}" if entry else ""

    def _store_summary(self) -> None:
        if self._open is not None and self._open.is_editable:
            self._open.store_summary()

    # --- what happens ----------------------------------------------------------------

    def _on_new(self) -> None:
        self.tasks.begin()

    def _on_open_file(self) -> None:
        self.tasks.open_files()

    def _forget_told(self) -> None:
        """Say no more what was done before: it is done, and something else begins."""
        self._long.forget_done()
        self._home.notices.hide_done()
        self.statusBar().clearMessage()

    def _on_asked(self, wish: Wish, assessment_id: str) -> None:
        self._forget_told()
        self._store_summary()
        do: dict[Wish, Callable[[str], None]] = {
            Wish.SURVEY: partial(self._show_record, Page.SURVEY),
            Wish.RESULTS: partial(self._show_record, Page.RESULTS),
            Wish.REPORT: self.tasks.export,
            Wish.SIGN_OFF: self.tasks.sign_off,
            Wish.NEW_WAVE: self.tasks.begin_wave,
            Wish.CORRECT: self.tasks.correct,
            Wish.SET_ASIDE: self._set_aside,
            Wish.LIST_AGAIN: self._list_again,
        }
        do[wish](assessment_id)

    def _set_aside(self, assessment_id: str) -> None:
        if self.open_record == assessment_id:
            if not self._is_all_saved():
                return
            self._close_record()
        self.unit_tasks.set_aside(assessment_id)

    def _list_again(self, assessment_id: str) -> None:
        self.unit_tasks.list_again(assessment_id)

    def _close_record(self) -> None:
        """Close the open record, which is listed no more, and go where the others are."""
        self._open = self._in_survey = None
        self.show_page(Page.HOME)

    def _on_units_changed(self, unit_id: str) -> None:
        self._on_library_changed("")
        if unit_id:
            self._home.select_unit(unit_id)

    def _on_recent_menu(self) -> None:
        self._actions.fill_recent(self._services.recent_files())

    def _on_recent(self, chosen: QAction) -> None:
        if chosen.data():
            self.tasks.open_again(Path(chosen.data()))
        else:
            self._services.clear_recent()

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

    def _on_plan_requested(self, item_id: str) -> None:
        self.planning.add_for(item_id)

    def _on_selected(self, _assessment_id: str) -> None:
        self._update()

    def _on_search(self) -> None:
        if self.page == Page.SURVEY:
            self._pages.survey.start_search()
        else:
            self._home.focus_search()

    def _on_undo(self) -> None:
        if self._is_all_saved() and self._undo is not None:
            self._undo.take_back()

    def _on_redo(self) -> None:
        if self._is_all_saved() and self._undo is not None:
            self._undo.do_again()

    def _on_undo_changed(self) -> None:
        # What was undone before is told no longer than until the next change.
        self.statusBar().clearMessage()
        self._update_editing()

    def _on_meeting_asked(self) -> None:
        self._pages.survey.enter_meeting()

    def _on_meeting_changed(self, is_in_meeting: bool) -> None:
        """Give a meeting the whole screen, and take it back after."""
        full = Qt.WindowState.WindowFullScreen
        state = self.windowState()
        self.setWindowState(state | full if is_in_meeting else state & ~full)
        self._rail.setVisible(not is_in_meeting)
        self._update()

    def _on_told(self, text: str) -> None:
        self.statusBar().showMessage(text, _TOLD_MS)

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
        if not self._library.holds(held.id):
            self._close_record()
            return
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

    def _on_help(self) -> None:
        if self._help is None:
            self._help = self._parts.help(self, self._actions)
            self._help.method_requested.connect(self._on_method)
        is_in_meeting = self._pages.has(Page.SURVEY) and self._pages.survey.meeting is not None
        self._help.show_page("MEETING" if is_in_meeting else self.page.name)

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

    @property
    def dropping(self) -> Dropping:
        """What happens while files are dragged onto the window."""
        if self._dropping is None:
            self._dropping = self._parts.dropping(self)
        return self._dropping

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dropping.hover(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.dropping.hover(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.dropping.leave()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        welcome, others = self.dropping.dropped(event)
        if welcome:
            self.tasks.import_files(welcome)
        elif others:
            self._on_refused(self.dropping.refusal)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_all_saved() or not self._long.may_end():
            event.ignore()
            return
        self._rest.stop()
        self.closing.emit()
        self._store_summary()
        self._background.finish()
        self._library.close()
        super().closeEvent(event)


def _allow(action: QAction, why_not: str, about: str = "") -> None:
    """Make an action possible, or say in its tooltip why it is not; `about` says of what it is."""
    action.setEnabled(not why_not)
    name = about or action.text().replace("&", "")
    keys = action.shortcut().toString()
    action.setToolTip(why_not or (f"{name} ({keys})" if keys else name))
