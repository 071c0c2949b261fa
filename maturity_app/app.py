"""The composition root: puts library, jobs, pages and window together."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from maturity_app.domain.assessment import Assessment
    from maturity_app.domain.questionnaire import Questionnaire
    from maturity_app.jobs.exchange import ImportResult
    from maturity_app.storage.library import Entry, Library
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.services import Pages, Services
    from maturity_app.ui.theme import Palette
    from maturity_app.wording import Wording

OK, INPUT_PROBLEM, MACHINE_REFUSED = 0, 1, 3


def open_window(data: Path) -> int:
    """Open the window over the library in a data folder; return the program's exit code."""
    from maturity_app.storage.library import open_library
    from maturity_app.storage.problems import MachineError, MaturityError
    from maturity_app.ui.application import Application
    from maturity_app.ui.dialogs.message import exception_hook, tell
    from maturity_app.wording import ENGLISH

    application = Application(sys.argv[:1])
    try:
        library = open_library(data)
    except MaturityError as refused:
        tell(None, ENGLISH, ENGLISH("The library can't be opened"), str(refused))
        return MACHINE_REFUSED if isinstance(refused, MachineError) else INPUT_PROBLEM
    window = window_over(library, data, application.colours, ENGLISH)
    sys.excepthook = exception_hook(window, ENGLISH)
    window.show()
    return application.exec()


def window_over(library: Library, data: Path, palette: Palette, w: Wording) -> MainWindow:
    """Return the window over an open library; nothing is shown yet."""
    from maturity_app.ui.main_window import MainWindow

    return MainWindow(
        w, palette, library, services_over(library, data, w), _pages(library, palette, w)
    )


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
    return "\n".join(said)


# --- pages -----------------------------------------------------------------------------


def _pages(library: Library, palette: Palette, w: Wording) -> Pages:
    from maturity_app.ui.services import Pages

    def survey() -> SurveyPage:
        from maturity_app.ui.pages.survey import SurveyPage

        return SurveyPage(w, palette)

    def results() -> ResultsPage:
        from maturity_app.ui.pages.results import ResultsPage

        return ResultsPage(w, palette)

    def compare() -> ComparePage:
        from maturity_app.ui.pages.compare import ComparePage

        return ComparePage(w, palette, library.assessment)

    return Pages(survey=survey, results=results, compare=compare)


# --- jobs --------------------------------------------------------------------------------


def services_over(library: Library, data: Path, w: Wording) -> Services:
    """Return what the window has others do. What runs in the background opens its own library."""
    from maturity_app.ui.services import Services

    return Services(
        open_assessment=lambda record_id: _model(library, record_id),
        questionnaires=lambda: _questionnaires(data),
        file_stem=_file_stem,
        import_files=lambda paths: _import_files(data, paths),
        write_report=lambda path, record_id: _write_report(data, path, record_id, w),
        write_comparison=lambda path, ids: _write_comparison(data, path, ids, w),
        refresh=lambda record_id: _refresh(data, record_id),
    )


@contextlib.contextmanager
def _own_library(data: Path) -> Iterator[Library]:
    from maturity_app.storage.library import open_library

    library = open_library(data)
    try:
        yield library
    finally:
        library.close()


def _model(library: Library, record_id: str) -> AssessmentModel:
    from maturity_app.jobs.assessing import earlier_waves
    from maturity_app.ui.assessment_model import AssessmentModel

    assessment = library.assessment(record_id)
    return AssessmentModel(library, assessment, earlier_waves(library, assessment))


def _questionnaires(data: Path) -> list[Questionnaire]:
    from maturity_app.jobs.instruments import installed

    return [entry.questionnaire for entry in installed(data) if entry.questionnaire]


def _file_stem(assessment: Assessment) -> str:
    from maturity_app.jobs.reporting import file_stem

    return file_stem(assessment)


def _import_files(data: Path, paths: Sequence[Path]) -> list[ImportResult]:
    from maturity_app.jobs.exchange import import_paths

    with _own_library(data) as library:
        return import_paths(library, paths)


def _write_report(data: Path, path: Path, record_id: str, w: Wording) -> None:
    from maturity_app.jobs.assessing import earlier_waves
    from maturity_app.jobs.reporting import write_report
    from maturity_app.storage.assessments import SUFFIX, write_assessment

    with _own_library(data) as library:
        assessment = library.assessment(record_id)
        if path.name.endswith(SUFFIX):
            write_assessment(path, assessment)
        else:
            write_report(path, assessment, earlier_waves(library, assessment), w.language)


def _write_comparison(data: Path, path: Path, ids: Sequence[str], w: Wording) -> None:
    from maturity_app.jobs.reporting import write_comparison

    with _own_library(data) as library:
        write_comparison(path, [library.assessment(record) for record in ids], w.language)


def _refresh(data: Path, record_id: str) -> Entry:
    from maturity_app.jobs.assessing import store_summary

    with _own_library(data) as library:
        store_summary(library, library.assessment(record_id))
        return library.entry(record_id)


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
