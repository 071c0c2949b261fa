"""The composition root: puts library, jobs, pages and window together."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from maturity_app.storage.claim import Claim
    from maturity_app.storage.library import Library
    from maturity_app.ui.application import Application
    from maturity_app.ui.dialogs.crash import FaultBox
    from maturity_app.ui.language import QtsOwnTexts
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.theme import Palette
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
    from maturity_app.ui.starting import drawn_at, load_qt, start_again

    load_qt()
    from maturity_app.ui.application import Application

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
        language = settings.language or self._desktop_language()
        return wording_for(language)._replace(is_for_window=True)

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
        """Put a window in the place of the one that is shown, at the same page and work."""
        from maturity_app.storage.settings import read_settings
        from maturity_app.ui.window_state import bring_back, place, state_of, take_up, work_of

        old = self._shown()
        old.end_meeting()
        if read_settings(self._data).text_size != self._text_size:
            # With its only window the application ends, and another goes on where it was left.
            self.starts_again = old.close()
            return
        left, work = state_of(old), work_of(old)
        self._application.setQuitOnLastWindowClosed(False)
        try:
            if not old.close():
                return
            self.w = self._dress()
            self._speak()
            new = self._made()
            place(new, left)
            bring_back(new, left)
            take_up(new, work)
            new.show()
            self.show_icon()
        finally:
            self._application.setQuitOnLastWindowClosed(True)
        old.deleteLater()


def window_over(library: Library, data: Path, palette: Palette, w: Wording) -> MainWindow:
    """Return the window over an open library; nothing is shown yet."""
    from maturity_app.ui.library_parts import LibraryParts
    from maturity_app.ui.library_services import LibraryServices
    from maturity_app.ui.main_window import MainWindow

    services = LibraryServices(library, data, w)
    return MainWindow(w, palette, library, services, LibraryParts(library, services, palette, w))


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
    from maturity_app.ui.library_services import LibraryServices
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
    said.append(_preview_tried(LibraryServices(library, data, ENGLISH).report_pdf(record_id, "en")))
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
