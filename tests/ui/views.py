"""Every page and dialog of the program as a person meets it: one line each in `VIEWS`.

The walk through what must be accessible and the gallery both show what stands here; a page or
dialog that is missing fails a test.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from maturity_app import app
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translating import in_language
from maturity_app.jobs.assessing import correction_of, sign_in_library, store_summary
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.reports.method import method_of
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import open_library
from maturity_app.storage.settings import Settings
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.crash import CrashDialog
from maturity_app.ui.dialogs.export import ExportDialog, comparison_kinds, report_kinds
from maturity_app.ui.dialogs.message import MessageDialog
from maturity_app.ui.dialogs.method import MethodDialog
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog, Offer
from maturity_app.ui.dialogs.preferences import PreferencesDialog
from maturity_app.ui.dialogs.sign_off import Signing, SignOffDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.pages.results import ResultsPage
from maturity_app.ui.theme import Palette, qt_palette, style_sheet
from maturity_app.wording import Wording
from tests.building import assessment, random_answers

LONG = "Directorate for Parks and Cemeteries"
TODAY = date(2026, 10, 16)


@dataclass
class Stage:
    """A window over a library, with what views are made of."""

    window: MainWindow
    w: Wording
    folder: Path
    questionnaire: Questionnaire

    def at(self, page: Page, record: str = "") -> QWidget:
        """Return the window at a page, a record opened."""
        if record and self.window.open_record != record:
            self.window.open_assessment(record)
        self.window.show_page(page)
        assert self.window.page == page
        return self.window

    def traced(self) -> QWidget:
        """Return the results page with the panel that says how a figure is made."""
        window = self.at(Page.RESULTS, DRAFT)
        page = window.findChild(ResultsPage)
        assert page is not None
        page.overview.headline.link.click()
        return window


Show = Callable[[Stage], QWidget]


class View(NamedTuple):
    """Something a person looks at: its name, what it shows, and how one comes to it."""

    name: str
    shows: Page | type[QDialog]
    show: Show
    is_empty: bool = False


DRAFT = "harbour-autumn-2026"
SIGNED = "harbour-autumn-2025"


def _kept(folder: Path, questionnaire: Questionnaire) -> None:
    """Fill a library: two units, two waves, one signed off, one corrected, one hardly begun."""
    library = open_library(folder)
    plan = (("Harbour", 2025, 0.0), ("Harbour", 2026, 0.1), (LONG, 2025, 0.1), (LONG, 2026, 0.95))
    for seed, (unit, year, open_share) in enumerate(plan):
        given = random_answers(questionnaire, seed, open_share=open_share)
        day = date(year, 10, 16)
        record = assessment(questionnaire, given, unit=unit, label=f"Autumn {year}", day=day)
        library.add(record)
        if year == 2025:
            record = sign_in_library(library, record.id, "Head of unit", day)
        store_summary(library, record)
    corrected = correction_of(library.assessment(_id_of(LONG, 2025)))
    library.add(corrected)
    store_summary(library, corrected)
    library.close()


def _id_of(unit: str, year: int) -> str:
    return f"{unit} autumn {year}".lower().replace(" ", "-")


class Libraries(NamedTuple):
    """The libraries of all views: one filled, one empty."""

    filled: Path
    empty: Path
    questionnaire: Questionnaire


def built(folder: Path) -> Libraries:
    """Return the libraries, made in a folder."""
    questionnaire = find_questionnaire("digital-culture")
    made = Libraries(folder / "filled", folder / "empty", questionnaire)
    for each in made[:2]:
        each.mkdir()
    _kept(made.filled, questionnaire)
    return made


@contextmanager
def dressed(application: QApplication, palette: Palette) -> Iterator[None]:
    """Have an application wear a palette as the program does, and take it off afterwards."""
    own = application.palette()
    application.setPalette(qt_palette(palette))
    application.setStyleSheet(style_sheet(palette))
    try:
        yield
    finally:
        application.setStyleSheet("")
        application.setPalette(own)


@contextmanager
def staged(
    made: Libraries, w: Wording, palette: Palette, size: QSize, *, is_empty: bool
) -> Iterator[Stage]:
    """Show a window over one of the libraries."""
    folder = made.empty if is_empty else made.filled
    window = app.window_over(open_library(folder), folder, palette, w)
    window.resize(size)
    window.show()
    spoken = in_language(made.questionnaire, w.language if w.language in ("de", "fr") else "en")
    try:
        yield Stage(window, w, folder, spoken)
    finally:
        window.close()
        window.deleteLater()
        settle()


def shown(stage: Stage, view: View) -> QWidget:
    """Bring a view up and let it settle; a dialog stands before the window without waiting."""
    widget = view.show(stage)
    widget.show()
    settle()
    return widget


def settle() -> None:
    """Let layouts, deferred deletions and timers of no length have their turn."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


# --- dialogs -----------------------------------------------------------------------------


def _new(stage: Stage, unit: UnitName | None = None) -> QDialog:
    known = [UnitName("harbour", "Harbour", 34), UnitName("parks", LONG, None)]
    pulse = replace(stage.questionnaire, id="pulse", title="Pulse", short_form_of="digital-culture")
    offer = Offer(
        units=known, questionnaires=[stage.questionnaire, pulse],
        taken={("harbour", "Autumn 2026")}, today=TODAY, unit=unit,
    )  # fmt: skip
    return NewAssessmentDialog(stage.window, stage.w, offer)


def _refused(stage: Stage) -> QDialog:
    dialog = _new(stage)
    assert isinstance(dialog, NewAssessmentDialog)
    dialog.show()
    dialog.accept_button.click()
    return dialog


def _sign(stage: Stage) -> QDialog:
    signing = Signing(
        unit=LONG, wave="Autumn 2026", open_items=2, dont_know=1,
        level=stage.w("{number} {name}", number=stage.w("1.6"), name="tried"), is_correction=True,
    )  # fmt: skip
    return SignOffDialog(stage.window, stage.w, signing)


def _export(stage: Stage) -> QDialog:
    about = f"{LONG}, Autumn 2026"
    return ExportDialog(stage.window, stage.w, about, report_kinds(stage.w))


def _export_comparison(stage: Stage) -> QDialog:
    return ExportDialog(stage.window, stage.w, "2 …", comparison_kinds(stage.w))


def _preferences(stage: Stage) -> QDialog:
    return PreferencesDialog(stage.window, stage.w, Settings(), stage.folder)


def _method(stage: Stage) -> QDialog:
    return MethodDialog(stage.window, stage.w, method_of(stage.questionnaire, stage.w))


def _message(stage: Stage) -> QDialog:
    w = stage.w
    told = w("There was no assessment file in it.")
    return MessageDialog(stage.window, w, w("Nothing found"), "\n".join([told] * 14))


def _crash(stage: Stage) -> QDialog:
    report = "Maturity survey 0.1, Python 3.11\n  maturity_app/ui/tasks.py:12 begin\nValueError"
    return CrashDialog(stage.window, stage.w, report)


VIEWS = (
    View("home-first-start", Page.HOME, lambda stage: stage.at(Page.HOME), is_empty=True),
    View("home", Page.HOME, lambda stage: stage.at(Page.HOME)),
    View("survey", Page.SURVEY, lambda stage: stage.at(Page.SURVEY, DRAFT)),
    View("survey-signed", Page.SURVEY, lambda stage: stage.at(Page.SURVEY, SIGNED)),
    View("results", Page.RESULTS, lambda stage: stage.at(Page.RESULTS, DRAFT)),
    View("results-nearly-empty", Page.RESULTS, lambda s: s.at(Page.RESULTS, _id_of(LONG, 2026))),
    View("results-trace", Page.RESULTS, Stage.traced),
    View("compare", Page.COMPARE, lambda stage: stage.at(Page.COMPARE)),
    View("new-assessment", NewAssessmentDialog, _new),
    View("new-assessment-refused", NewAssessmentDialog, _refused),
    View("sign-off", SignOffDialog, _sign),
    View("export", ExportDialog, _export),
    View("export-comparison", ExportDialog, _export_comparison),
    View("preferences", PreferencesDialog, _preferences),
    View("method", MethodDialog, _method),
    View("message", MessageDialog, _message),
    View("crash", CrashDialog, _crash),
)
