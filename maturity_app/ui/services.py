"""What the window has others do; app.py puts it together.

Reading files, writing reports, dialogs and most pages need modules that cost as much to import
as a window to open. Behind these calls they are imported when first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from maturity_app.domain.assessment import Assessment
    from maturity_app.domain.questionnaire import Questionnaire
    from maturity_app.jobs.exchange import ImportResult
    from maturity_app.storage.library import Entry
    from maturity_app.storage.settings import Settings
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.background import Background
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.plan import PlanPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.planning import Planning
    from maturity_app.ui.tasks import Tasks


class Services(Protocol):
    """Calls into jobs.

    Those under "in the background" are made from a thread of their own and open their own
    connection to the library.
    """

    def open_assessment(self, record_id: str) -> AssessmentModel:
        """Return a record of the library, ready to be edited and observed."""

    def questionnaires(self) -> Sequence[Questionnaire]:
        """Return the questionnaires this computer has."""

    def file_stem(self, assessment: Assessment) -> str:
        """Return a file name without suffix that every system accepts."""

    def settings(self) -> Settings:
        """Return what is preferred."""

    def keep_settings(self, settings: Settings) -> None:
        """Keep what is preferred from now on."""

    # --- in the background -----------------------------------------------------------

    def import_files(self, paths: Sequence[Path]) -> Sequence[ImportResult]:
        """Take assessment files into the library."""

    def write_report(self, path: Path, record_id: str) -> None:
        """Write a record as the kind of file the suffix says."""

    def write_comparison(self, path: Path, record_ids: Sequence[str]) -> None:
        """Write a comparison as the kind of file the suffix says."""

    def refresh(self, record_id: str) -> Entry:
        """Work out and store the figures of an entry, and return it with them."""


class Parts(Protocol):
    """How the parts of the window are made that are built on first use."""

    def tasks(self, window: MainWindow, background: Background) -> Tasks:
        """Return what can be done to the library, its dialogs before `window`."""

    def planning(
        self, window: MainWindow, opened: Callable[[], AssessmentModel | None]
    ) -> Planning:
        """Return what can be done to the plan that `opened` returns."""

    def survey(self) -> SurveyPage:
        """Return a new survey page."""

    def results(self) -> ResultsPage:
        """Return a new results page."""

    def plan(self) -> PlanPage:
        """Return a new page for targets and actions."""

    def compare(self) -> ComparePage:
        """Return a new page for comparisons."""
