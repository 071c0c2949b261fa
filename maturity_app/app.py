"""The composition root: puts library, jobs, pages and window together."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from maturity_app.domain.assessment import Assessment
    from maturity_app.domain.questionnaire import Questionnaire
    from maturity_app.jobs.batch import Imported, Watch, Written
    from maturity_app.jobs.examining import Examined
    from maturity_app.jobs.instruments import Shelf
    from maturity_app.jobs.own_items import Lack, OwnItems
    from maturity_app.storage.claim import Claim
    from maturity_app.storage.library import Entry, Library
    from maturity_app.storage.settings import Settings
    from maturity_app.ui.actions import Actions
    from maturity_app.ui.application import Application
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.background import Background
    from maturity_app.ui.dialogs.crash import FaultBox
    from maturity_app.ui.dialogs.help import HelpWindow
    from maturity_app.ui.dialogs.preview import PreviewDialog
    from maturity_app.ui.dropping import Dropping
    from maturity_app.ui.language import QtsOwnTexts
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.meeting import MeetingView
    from maturity_app.ui.pages.plan import PlanPage
    from maturity_app.ui.pages.questionnaires import QuestionnairesPage
    from maturity_app.ui.pages.reports import Order, ReportsPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.pages.survey_search import SurveySearch
    from maturity_app.ui.planning import Planning
    from maturity_app.ui.services import Services
    from maturity_app.ui.shelving import Shelving
    from maturity_app.ui.tasks import Tasks
    from maturity_app.ui.theme import Palette
    from maturity_app.ui.unit_tasks import UnitTasks
    from maturity_app.ui.widgets.nothing_left import NothingLeft
    from maturity_app.ui.widgets.work_panel import WorkPanel
    from maturity_app.wording import Wording

DONE, INPUT_PROBLEM, MACHINE_REFUSED = 0, 1, 3


def open_window(data: Path, files: Sequence[Path] = ()) -> int:
    """Open the window over the library in a data folder; return the program's exit code.

    `files` are taken into the library. If its window is open already, that one comes forward
    and takes them.
    """
    # Looking for garbage while modules load would take a tenth of the start.
    gc.disable()

    from maturity_app.storage.claim import come_in

    claim = come_in(data, files)
    if claim is None:
        return DONE

    from maturity_app.storage.problems import MachineError, MaturityError
    from maturity_app.storage.settings import read_settings
    from maturity_app.ui.application import Application
    from maturity_app.ui.starting import drawn_at, start_again

    with drawn_at(read_settings(data).text_size):
        application = Application(sys.argv[:1])
    application.after_start(gc.enable)
    shell = _Shell(application, data)
    try:
        shell.open()
    except MaturityError as refused:
        from maturity_app.ui.dialogs.message import tell

        shell.show_icon()
        tell(None, shell.w, shell.w("The library can't be opened"), refused.worded(shell.w))
        return MACHINE_REFUSED if isinstance(refused, MachineError) else INPUT_PROBLEM
    application.after_first_page(shell.complete)
    application.after_first_page(lambda: shell.go_on(claim, files))
    ended = application.exec()
    claim.release()
    if shell.starts_again:
        start_again()
    return ended


class _Shell:
    """Keeps one window open; made anew in its place when language or colours change.

    Another text size needs another application: `starts_again` says that one is to follow.
    """

    def __init__(self, application: Application, data: Path) -> None:
        """Dress the application as preferred."""
        from maturity_app.storage.window_state import read_window_state
        from maturity_app.ui.faults import Faults

        self._application = application
        self._data = data
        self._left = read_window_state(data)
        self._faults = Faults(application)
        self._window: MainWindow | None = None
        self._own_texts: QtsOwnTexts | None = None
        self._text_size = 0
        self.starts_again = False
        self.w = self._dress()

    def _dress(self) -> Wording:
        from maturity_app.storage.settings import read_settings
        from maturity_app.wording import wording_for

        settings = read_settings(self._data)
        self._application.dress(settings.theme)
        self._text_size = settings.text_size
        return wording_for(settings.language or self._desktop_language())

    @staticmethod
    def _desktop_language() -> str:
        from maturity_app.ui.language import desktop_language

        return desktop_language()

    def open(self) -> None:
        """Show a window over the library where it was left, or as large as the screen allows."""
        from maturity_app.ui.window_state import place

        place(self._made(), self._left)
        self._shown().show()

    def complete(self) -> None:
        """Do what need not be done before the first page is seen."""
        self.show_icon()
        self._speak()
        self._application.follow_desktop()
        self._application.desktop_changed.connect(self._on_desktop_changed)

    def go_on(self, claim: Claim, files: Sequence[Path]) -> None:
        """Go on where the window was left, or with the files that the program was started with."""
        from maturity_app.ui.single_instance import SecondStarts
        from maturity_app.ui.window_state import bring_back

        if files:
            self._shown().tasks.import_files(files)
        else:
            bring_back(self._shown(), self._left)
        starts = SecondStarts(claim, self._application)
        starts.asked.connect(self._on_started_again)
        starts.watch()

    def _on_started_again(self, files: list[Path]) -> None:
        from maturity_app.ui.single_instance import come_forward

        come_forward(self._shown())
        if files:
            self._shown().tasks.import_files(files)

    def _speak(self) -> None:
        from maturity_app.ui.language import QtsOwnTexts

        if self._own_texts is None:
            self._own_texts = QtsOwnTexts(self._application)
        self._own_texts.speak(self.w.language)

    def show_icon(self) -> None:
        """Give the application its icon, in the colours it wears."""
        from maturity_app.ui.ready_icons import window_icon

        self._application.setWindowIcon(window_icon(self._application.colours))

    def _shown(self) -> MainWindow:
        if self._window is None:
            raise RuntimeError("no window was made yet")
        return self._window

    def _made(self) -> MainWindow:
        from maturity_app.storage.library import open_library

        library = open_library(self._data)
        self._window = window_over(library, self._data, self._application.colours, self.w)
        self._window.made_anew.connect(self._make_anew)
        self._window.closing.connect(self._keep_state)
        self._faults.tell_by(_teller(self._window, self.w))
        return self._window

    def _keep_state(self) -> None:
        from maturity_app.ui.window_state import keep_state

        keep_state(self._shown(), self._data)

    def _on_desktop_changed(self) -> None:
        from maturity_app.storage.settings import read_settings

        if read_settings(self._data).theme == "system":
            self._make_anew()

    def _make_anew(self) -> None:
        """Put a window in the place of the one that is shown, at the same page and record."""
        from maturity_app.storage.settings import read_settings
        from maturity_app.ui.window_state import bring_back, place, state_of

        old = self._shown()
        old.end_meeting()
        if read_settings(self._data).text_size != self._text_size:
            # With its only window the application ends, and another goes on where it was left.
            self.starts_again = old.close()
            return
        left = state_of(old)
        self._application.setQuitOnLastWindowClosed(False)
        try:
            if not old.close():
                return
            self.w = self._dress()
            self._speak()
            new = self._made()
            place(new, left)
            bring_back(new, left)
            new.show()
            self.show_icon()
        finally:
            self._application.setQuitOnLastWindowClosed(True)
        old.deleteLater()


def window_over(library: Library, data: Path, palette: Palette, w: Wording) -> MainWindow:
    """Return the window over an open library; nothing is shown yet."""
    from maturity_app.ui.main_window import MainWindow

    services = _Services(library, data, w)
    return MainWindow(w, palette, library, services, _Parts(library, services, palette, w))


def _teller(window: MainWindow, w: Wording) -> Callable[[BaseException], None]:
    """Return what tells failures nobody caught; its dialog is imported if there is one."""
    boxes: list[FaultBox] = []

    def tell(failure: BaseException) -> None:
        from maturity_app.ui.dialogs.crash import FaultBox

        if not boxes:
            boxes.append(FaultBox(window, w, window.close))
        boxes[0].tell(failure)

    return tell


def self_test_window(data: Path) -> str:
    """Paint every page once over an example assessment in a library in `data`, without a screen.

    Returns what was done, a line for each page; raises if a page can't be painted.
    """
    from maturity_app.storage.library import open_library
    from maturity_app.ui.actions import Page
    from maturity_app.ui.application import Application
    from maturity_app.wording import ENGLISH

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = Application(sys.argv[:1])
    application.dress("light")
    library = open_library(data)
    record_id = _add_example(library)
    window = window_over(library, data, application.colours, ENGLISH)
    window.show()
    window.open_assessment(record_id)
    said = []
    for page in Page:
        window.show_page(page)
        application.processEvents()
        picture = window.grab()
        if picture.isNull() or window.page != page:
            raise RuntimeError(f"the page {page.name.lower()} was not painted")
        said.append(f"{page.name.lower()}: painted, {picture.width()} x {picture.height()}")
    window.close()
    said.append(_preview_tried(_Services(library, data, ENGLISH).report_pdf(record_id, "en")))
    return "\n".join(said)


def _preview_tried(pdf: bytes) -> str:
    """Paint a report's first page as its preview does; raises if that can't be."""
    from maturity_app.ui.pdf_pages import PdfPages
    from maturity_app.ui.printing import printer_for

    pages = PdfPages(pdf)
    picture = pages.picture(0, 1.0)
    if picture.isNull() or not pages.text(0):
        raise RuntimeError("the report's first page was not painted")
    printer_for(pages, "report")
    return f"preview: {len(pages)} pages, {picture.width()} x {picture.height()}"


# --- pages -----------------------------------------------------------------------------


class _Parts:
    """Makes the window's costly parts, each imported when it is first shown."""

    def __init__(self, library: Library, services: Services, palette: Palette, w: Wording) -> None:
        self._library = library
        self._services = services
        self._palette = palette
        self._w = w

    def tasks(self, window: MainWindow, background: Background) -> Tasks:
        from maturity_app.ui.tasks import Tasks

        return Tasks(self._w, self._library, self._services, background, window)

    def unit_tasks(self, window: MainWindow, background: Background) -> UnitTasks:
        from maturity_app.ui.unit_tasks import UnitTasks

        return UnitTasks(self._w, self._library, self._services, background, window)

    def dropping(self, window: MainWindow) -> Dropping:
        from maturity_app.ui.dropping import Dropping

        return Dropping(self._w, self._palette, self._services.can_open, window)

    def planning(
        self, window: MainWindow, opened: Callable[[], AssessmentModel | None]
    ) -> Planning:
        from maturity_app.ui.planning import Planning

        return Planning(self._w, window, opened)

    def work_panel(self) -> WorkPanel:
        from maturity_app.ui.widgets.work_panel import WorkPanel

        return WorkPanel(self._w)

    def survey(self) -> SurveyPage:
        from maturity_app.ui.pages.survey import SurveyPage

        single_keys = self._services.settings().single_keys
        return SurveyPage(self._w, self._palette, self, single_keys=single_keys)

    def meeting(self) -> MeetingView:
        from maturity_app.ui.pages.meeting import MeetingView

        single_keys = self._services.settings().single_keys
        return MeetingView(self._w, self._palette, single_keys=single_keys)

    def search(self, page: SurveyPage) -> SurveySearch:
        from maturity_app.ui.pages.survey_search import SurveySearch

        return SurveySearch(self._w, self._palette, page)

    def nothing_left(self, text: str, following: str) -> NothingLeft:
        from maturity_app.ui.widgets.nothing_left import NothingLeft

        return NothingLeft(self._w, text, following)

    def file_names(self, page: SurveyPage) -> list[str]:
        from maturity_app.ui.dialogs.file_names import ask_file_names

        return ask_file_names(page, self._w)

    def results(self) -> ResultsPage:
        from maturity_app.ui.pages.results import ResultsPage

        return ResultsPage(self._w, self._palette)

    def plan(self) -> PlanPage:
        from maturity_app.ui.pages.plan import PlanPage

        return PlanPage(self._w, self._palette)

    def compare(self) -> ComparePage:
        from maturity_app.ui.pages.compare import ComparePage

        return ComparePage(self._w, self._palette, self._library.compared)

    def questionnaires(self) -> QuestionnairesPage:
        from maturity_app.ui.pages.questionnaires import QuestionnairesPage

        return QuestionnairesPage(self._w, self._palette)

    def shelving(
        self, page: QuestionnairesPage, window: MainWindow, background: Background
    ) -> Shelving:
        from maturity_app.ui.shelving import Shelving

        return Shelving(self._w, self._services, background, page, window)

    def help(self, window: MainWindow, actions: Actions) -> HelpWindow:
        from maturity_app.ui.dialogs.help import HelpWindow
        from maturity_app.ui.models.help_topics import topics
        from maturity_app.ui.models.menus import menus_of

        told = topics(self._w, menus_of(window.menuBar(), actions, self._w))
        return HelpWindow(window, self._w, self._palette, told)

    def reports(self) -> ReportsPage:
        from maturity_app.ui.pages.reports import ReportsPage

        return ReportsPage(self._w, self._palette, self._services.report_pdf)

    def comparison_preview(self, window: MainWindow, record_ids: Sequence[str]) -> PreviewDialog:
        from maturity_app.ui.dialogs.preview import PreviewDialog

        ids = tuple(record_ids)
        return PreviewDialog(
            window,
            self._w,
            self._palette,
            self._w("Comparison"),
            lambda: self._services.comparison_pdf(ids),
        )


# --- jobs --------------------------------------------------------------------------------


class _Services:
    """Jobs over the library in one data folder."""

    def __init__(self, library: Library, data: Path, w: Wording) -> None:
        self._library = library
        self._data = data
        self._w = w
        self.asked_in = ""

    def open_assessment(self, record_id: str) -> AssessmentModel:
        from maturity_app.jobs.assessing import earlier_waves
        from maturity_app.ui.assessment_model import AssessmentModel

        assessment = self._library.assessment(record_id)
        earlier = earlier_waves(self._library, assessment)
        model = AssessmentModel(
            self._library, assessment, earlier, language=self._w.language, chosen=self.asked_in
        )
        model.language_changed.connect(self._on_language_chosen)
        return model

    def _on_language_chosen(self, language: str) -> None:
        self.asked_in = language

    def questionnaires(self) -> list[Questionnaire]:
        from maturity_app.jobs.instruments import installed

        return [entry.questionnaire for entry in installed(self._data) if entry.questionnaire]

    def settings(self) -> Settings:
        from maturity_app.storage.settings import read_settings

        return read_settings(self._data)

    def keep_settings(self, settings: Settings) -> None:
        from maturity_app.storage.settings import write_settings

        write_settings(self._data, settings)

    def can_open(self, path: Path) -> bool:
        from maturity_app.jobs.exchange import can_open

        return can_open(path)

    def recent_files(self) -> list[Path]:
        from maturity_app.storage.recent import read_recent

        return read_recent(self._data)

    def note_recent(self, paths: Sequence[Path]) -> None:
        from maturity_app.storage.recent import note_recent

        note_recent(self._data, paths)

    def clear_recent(self) -> None:
        from maturity_app.storage.recent import clear_recent

        clear_recent(self._data)

    def file_stem(self, assessment: Assessment) -> str:
        from maturity_app.jobs.reporting import file_stem

        return file_stem(assessment)

    def import_files(self, paths: Sequence[Path], watch: Watch) -> Imported:
        from maturity_app.jobs.batch import import_each

        with _own_library(self._data) as library:
            return import_each(library, paths, watch)

    def write_report(self, path: Path, record_id: str, language: str = "") -> bool:
        from maturity_app.jobs.batch import write_one

        with _own_library(self._data) as library:
            write_one(library, record_id, path, language or self._w.language)
        return True

    def write_reports(self, order: Order, folder: Path, watch: Watch) -> Sequence[Written]:
        from maturity_app.jobs.batch import write_each

        with _own_library(self._data) as library:
            return write_each(
                library, order.record_ids, folder, order.kind.suffix, order.language, watch
            )

    def write_comparison(
        self, path: Path, record_ids: Sequence[str], watch: Watch | None = None
    ) -> bool:
        from maturity_app.jobs.batch import read_each
        from maturity_app.jobs.reporting import write_comparison

        with _own_library(self._data) as library:
            compared = list(read_each(library, record_ids, watch))
        if watch is not None and watch.is_cancelled:
            return False
        write_comparison(path, compared, self._w.language)
        return True

    def report_pdf(self, record_id: str, language: str) -> bytes:
        from maturity_app.jobs.preview import pdf_from

        return pdf_from(lambda path: self.write_report(path, record_id, language))

    def comparison_pdf(self, record_ids: Sequence[str]) -> bytes:
        from maturity_app.jobs.preview import pdf_from

        return pdf_from(lambda path: self.write_comparison(path, record_ids))

    def refresh(self, record_id: str) -> Entry:
        from maturity_app.jobs.assessing import store_summary

        with _own_library(self._data) as library:
            store_summary(library, library.assessment(record_id))
            return library.entry(record_id)

    def shelf(self) -> Shelf:
        from maturity_app.jobs.instruments import Shelf, installed

        with _own_library(self._data) as library:
            uses = library.questionnaire_uses()
        return Shelf(entries=tuple(installed(self._data)), uses=uses)

    def examine(self, path: Path) -> Examined:
        from maturity_app.jobs.examining import examine

        return examine(path, self._data)

    def add_questionnaire(self, path: Path) -> str:
        from maturity_app.jobs.instruments import add_questionnaire, name_of

        return name_of(add_questionnaire(path, self._data))

    def remove_questionnaire(self, name: str) -> None:
        from maturity_app.jobs.instruments import remove_questionnaire

        with _own_library(self._data) as library:
            used = name in library.questionnaire_uses()
            remove_questionnaire(name, self._data, used)

    def check_own_items(self, own: OwnItems, older: Questionnaire | None) -> list[Lack]:
        from maturity_app.jobs.own_items import check_own_items

        return check_own_items(own, self._data, older)

    def keep_own_items(self, own: OwnItems) -> str:
        from maturity_app.jobs.instruments import name_of
        from maturity_app.jobs.own_items import keep_own_items

        return name_of(keep_own_items(own, self._data))

    def add_example(self, branch_name: str) -> str:
        from maturity_app.jobs.example import add_example

        with _own_library(self._data) as library:
            return add_example(library, branch_name)

    def remove_example(self) -> int:
        from maturity_app.jobs.example import remove_example

        with _own_library(self._data) as library:
            return remove_example(library)


@contextlib.contextmanager
def _own_library(data: Path) -> Iterator[Library]:
    from maturity_app.storage.library import open_library

    library = open_library(data)
    try:
        yield library
    finally:
        library.close()


def _add_example(library: Library) -> str:
    """Put a half-answered assessment and an earlier wave into a library; return its id."""
    from datetime import date

    from maturity_app.domain.assessment import Answer
    from maturity_app.jobs.assessing import new_assessment, store_summary
    from maturity_app.jobs.instruments import find_questionnaire

    questionnaire = find_questionnaire("digital-culture")
    record_id = ""
    for year in (2025, 2026):
        draft = new_assessment(questionnaire, "Example unit", f"Autumn {year}", date(year, 10, 16))
        for item_id in questionnaire.items:
            options = questionnaire.options(item_id)
            if options:
                answer = Answer(state="answered", option=options[len(options) // 2].id)
                draft = draft.with_answer(item_id, answer)
        library.add(draft)
        store_summary(library, draft)
        record_id = draft.id
    return record_id
