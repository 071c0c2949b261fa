"""The window that views are shown on: over which libraries, in which language and colours."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from maturity_app import app
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translating import in_language
from maturity_app.jobs.assessing import correction_of, sign_in_library, store_summary
from maturity_app.jobs.demo import example_assessments
from maturity_app.jobs.example import EXAMPLE_BRANCH
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.places import ADDED
from maturity_app.ui.actions import Page
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.theme import Palette, qt_palette, style_sheet
from maturity_app.wording import Wording
from tests.building import assessment, random_answers
from tests.ui.team_library import add_team

LONG = "Directorate for Parks and Cemeteries"
PARKS = "directorate-for-parks-and-cemeteries"
DRAFT = "passenger-rights-2026"
SIGNED = "ports-2026"
EARLIER = "ports-2025"
BARELY_BEGUN = f"{PARKS}-autumn-2026"
ASIDE = f"{PARKS}-autumn-2024"
BROKEN = "well-being"
TODAY = date(2026, 11, 16)

Which = Literal["filled", "empty", "example", "team"]
"""The libraries: of an organisation, without a record, with the example, and with a team in it."""


class Libraries(NamedTuple):
    """The folders of the libraries of all views."""

    filled: Path
    empty: Path
    example: Path
    team: Path
    questionnaire: Questionnaire


@dataclass
class Stage:
    """A window over a library, with what views are made of."""

    window: MainWindow
    library: Library
    w: Wording
    palette: Palette
    folder: Path
    questionnaire: Questionnaire
    size: QSize

    def at(self, page: Page, record: str = "") -> MainWindow:
        """Return the window at a page, a record opened."""
        self.window.end_meeting()
        self.window.dropping.leave()
        if record and self.window.open_record != record:
            self.window.open_assessment(record)
        self.window.show_page(page)
        assert self.window.page == page
        return self.window

    @cached_property
    def model(self) -> AssessmentModel:
        """The draft with the most to show, as the window has it open."""
        draft = self.library.assessment(DRAFT)
        earlier = [self.library.assessment("passenger-rights-2025")]
        return AssessmentModel(self.library, draft, earlier, language=self.w.language)


Show = Callable[[Stage], QWidget]


class View(NamedTuple):
    """Something a person looks at: its name, what it shows, and how one comes to it."""

    name: str
    shows: Page | type[QDialog]
    show: Show
    library: Which = "filled"


# --- libraries ---------------------------------------------------------------------------


def built(folder: Path) -> Libraries:
    """Return the libraries, made in a folder."""
    questionnaire = find_questionnaire("digital-culture")
    made = Libraries(
        folder / "filled", folder / "empty", folder / "example", folder / "team", questionnaire
    )
    for each in (made.filled, made.empty):
        each.mkdir()
    _fill(made.filled, questionnaire)
    shutil.copytree(made.filled, made.example)
    library = open_library(made.example)
    shutil.copytree(made.filled, made.team)
    add_team(made.team, questionnaire)
    library.organisation.add(UnitName(EXAMPLE_BRANCH, "Example data (made up)"))
    for unit in ("ports", "passenger-rights"):
        library.organisation.move(unit, EXAMPLE_BRANCH)
    library.close()
    return made


def _fill(folder: Path, questionnaire: Questionnaire) -> None:
    """Fill a library: an organisation with three units, and a questionnaire that has problems."""
    library = open_library(folder)
    for record in example_assessments(questionnaire):
        library.add(record)
        store_summary(library, record)
    _add_parks(library, questionnaire)
    for branch, name, parent in (
        ("transport", "Ministry of Transport", None),
        ("city", "City of Auenstadt", None),
        ("services", "Public services and amenities", "city"),
    ):
        library.organisation.add(UnitName(branch, name, parent=parent))
    library.organisation.move("ports", "transport")
    library.organisation.move("passenger-rights", "transport")
    library.organisation.move(PARKS, "services")
    library.close()
    broken = folder / ADDED / BROKEN
    broken.mkdir(parents=True)
    (broken / "questionnaire.yaml").write_text(_BROKEN, "utf-8")


def _add_parks(library: Library, questionnaire: Questionnaire) -> None:
    """Add a unit with a draft set aside, a signed wave with its correction, a wave just begun."""
    for seed, (year, open_share) in enumerate(((2024, 0.5), (2025, 0.1), (2026, 0.95))):
        given = random_answers(questionnaire, seed, open_share=open_share)
        day = date(year, 10, 16)
        record = assessment(questionnaire, given, unit=LONG, label=f"Autumn {year}", day=day)
        library.add(record)
        if year == 2025:
            record = sign_in_library(library, record.id, "Head of unit", day)
            correction = correction_of(record)
            library.add(correction)
            store_summary(library, correction)
        store_summary(library, record)
    library.archive(ASIDE)


_BROKEN = """\
id: well-being
version: 1.0
title: Well-being at work
scales:
  often: [{id: never, label: Never, value: 1}, {id: always, label: Always, value: 1}]
tree:
  id: well-being
  title: Well-being
  items: [{id: rest, text: People take their breaks., answers: ofte}, {id: rest, text: Again.}]
"""


# --- showing -----------------------------------------------------------------------------


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
    made: Libraries, which: Which, w: Wording, palette: Palette, size: QSize
) -> Iterator[Stage]:
    """Show a window over one of the libraries."""
    folder: Path = getattr(made, which)
    library = open_library(folder)
    window = app.window_over(library, folder, palette, w)
    window.resize(size)
    window.show()
    spoken = in_language(made.questionnaire, w.language if w.language in ("de", "fr") else "en")
    try:
        yield Stage(window, library, w, palette, folder, spoken, size)
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


def wait_until(is_there: Callable[[], bool]) -> None:
    """Let events have their turn until something is there that is made beside the window."""
    while not is_there():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
