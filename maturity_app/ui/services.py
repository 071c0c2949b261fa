"""What the window has others do; app.py puts it together.

Reading files, writing reports, dialogs and most pages need modules that cost as much to import
as a window to open. Behind these calls they are imported when first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from maturity_app.domain.assessment import Assessment
    from maturity_app.domain.questionnaire import Questionnaire
    from maturity_app.jobs.batch import Imported, Watch, Written
    from maturity_app.storage.library import Entry
    from maturity_app.storage.settings import Settings
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.background import Background
    from maturity_app.ui.dialogs.preview import PreviewDialog
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.reports import Order, ReportsPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.tasks import Tasks
    from maturity_app.ui.widgets.work_panel import WorkPanel


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

    def import_files(self, paths: Sequence[Path], watch: Watch) -> Imported:
        """Take assessment files into the library."""

    def write_report(self, path: Path, record_id: str, language: str = "") -> bool:
        """Write a record as the kind of file the suffix says; it is written when this returns."""

    def write_reports(self, order: Order, folder: Path, watch: Watch) -> Sequence[Written]:
        """Write a report on each record of an order to a folder."""

    def write_comparison(
        self, path: Path, record_ids: Sequence[str], watch: Watch | None = None
    ) -> bool:
        """Write a comparison as the kind of file the suffix says, unless that is cancelled."""

    def report_pdf(self, record_id: str, language: str) -> bytes:
        """Return the PDF report on a record, of which no file stays."""

    def comparison_pdf(self, record_ids: Sequence[str]) -> bytes:
        """Return the PDF of a comparison, of which no file stays."""

    def refresh(self, record_id: str) -> Entry:
        """Work out and store the figures of an entry, and return it with them."""


class Parts(Protocol):
    """How the parts of the window are made that are built on first use."""

    def tasks(self, window: MainWindow, background: Background) -> Tasks:
        """Return what can be done to the library, its dialogs before `window`."""

    def work_panel(self) -> WorkPanel:
        """Return what shows long work and what came of it."""

    def survey(self) -> SurveyPage:
        """Return a new survey page."""

    def results(self) -> ResultsPage:
        """Return a new results page."""

    def compare(self) -> ComparePage:
        """Return a new page for comparisons."""

    def reports(self) -> ReportsPage:
        """Return a new page for reports."""

    def comparison_preview(self, window: MainWindow, record_ids: Sequence[str]) -> PreviewDialog:
        """Return a new dialog that shows a comparison as it will be printed."""
