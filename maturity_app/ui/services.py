"""What the window has others do; app.py puts it together.

Reading files, writing reports, dialogs and most pages need modules that cost as much to import
as a window to open. Behind these calls they are imported when first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from maturity_app.domain.assessment import Assessment, Share
    from maturity_app.domain.migration import Migration
    from maturity_app.domain.questionnaire import Questionnaire
    from maturity_app.jobs.batch import Imported, Written
    from maturity_app.jobs.examining import Examined
    from maturity_app.jobs.forms import Invitation
    from maturity_app.jobs.incoming import Watch
    from maturity_app.jobs.instruments import Shelf
    from maturity_app.jobs.own_items import Lack, OwnItems
    from maturity_app.jobs.sharing import Preview
    from maturity_app.reports.content import ComparisonReport
    from maturity_app.storage.library import Entry
    from maturity_app.storage.settings import Settings
    from maturity_app.ui.actions import Actions
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.background import Background
    from maturity_app.ui.dialogs.help import HelpWindow
    from maturity_app.ui.dialogs.preview import PreviewDialog
    from maturity_app.ui.dropping import Dropping
    from maturity_app.ui.forms import Forms
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.migrating import Migrating
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.meeting import MeetingView
    from maturity_app.ui.pages.plan import PlanPage
    from maturity_app.ui.pages.questionnaires import QuestionnairesPage
    from maturity_app.ui.pages.reports import Order, ReportsPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.pages.survey_search import SurveySearch
    from maturity_app.ui.planning import Planning
    from maturity_app.ui.shelving import Shelving
    from maturity_app.ui.staff_tasks import StaffTasks
    from maturity_app.ui.tasks import Tasks
    from maturity_app.ui.team_tasks import TeamTasks
    from maturity_app.ui.unit_tasks import UnitTasks
    from maturity_app.ui.widgets.nothing_left import NothingLeft
    from maturity_app.ui.widgets.team_answers import TeamAnswers
    from maturity_app.ui.widgets.work_panel import WorkPanel


class Services(Protocol):
    """Calls into jobs.

    Those under "in the background" are made from a thread of their own and open their own
    connection to the library.
    """

    asked_in: str
    """The language last chosen for questions; empty while none was."""

    def open_assessment(self, record_id: str) -> AssessmentModel:
        """Return a record of the library, ready to be edited and observed."""

    def questionnaires(self) -> Sequence[Questionnaire]:
        """Return the questionnaires this computer has."""

    def newer_version(self, entry: Entry) -> str:
        """Return the version a draft can be brought to; empty if it answers the newest one."""

    def migrate(self, migration: Migration) -> bool:
        """Bring a draft to another version; it is on disk when this returns."""

    def take_back(self, migration: Migration) -> None:
        """Put a draft back as it was before."""

    def file_stem(self, assessment: Assessment) -> str:
        """Return a file name without suffix that every system accepts."""

    def copy_stem(self, record_id: str, share: Share) -> str:
        """Return such a name for what is handed on, which tells no more than what is in it."""

    def leaving(self, record_id: str, share: Share) -> Preview:
        """Return what of a record is handed on with a preset, and what is not."""

    def settings(self) -> Settings:
        """Return what is preferred."""

    def keep_settings(self, settings: Settings) -> None:
        """Keep what is preferred from now on."""

    def can_open(self, path: Path) -> bool:
        """Return whether a file is of a kind that can be taken into the library."""

    def is_staff_survey(self, path: Path) -> bool:
        """Return whether a file is a staff survey, which is not taken into the library."""

    def recent_files(self) -> Sequence[Path]:
        """Return the files opened lately that are still there, the newest first."""

    def note_recent(self, paths: Sequence[Path]) -> None:
        """Note files as opened just now."""

    def clear_recent(self) -> None:
        """Forget which files were opened."""

    # --- in the background -----------------------------------------------------------

    def import_files(self, paths: Sequence[Path], watch: Watch) -> Imported:
        """Take assessment files into the library."""

    def write_report(
        self, path: Path, record_id: str, language: str = "", share: Share = "full"
    ) -> bool:
        """Write a record as the kind of file the suffix says; it is written when this returns."""

    def write_reports(self, order: Order, folder: Path, watch: Watch) -> Sequence[Written]:
        """Write a report on each record of an order to a folder."""

    def write_comparison(
        self,
        path: Path,
        record_ids: Sequence[str],
        watch: Watch | None = None,
        rank: str = "",
        share: Share = "full",
    ) -> bool:
        """Write a comparison as the kind of file the suffix says, unless that is cancelled.

        Units stand in the order of the node `rank`, or in that of their names.
        """

    def write_rollup(self, path: Path, watch: Watch, wave: str = "") -> bool:
        """Write all units summed up as the kind of file the suffix says, unless cancelled.

        Each counts with its newest wave, or with the newest of the name `wave`.
        """

    def report_pdf(self, record_id: str, language: str, share: Share = "full") -> bytes:
        """Return the PDF report on a record, of which no file stays."""

    def comparison(self, record_ids: Sequence[str]) -> ComparisonReport | None:
        """Return how records compare; None where they answer different questionnaires."""

    def comparison_pdf(self, record_ids: Sequence[str], rank: str) -> bytes:
        """Return the PDF of a comparison, of which no file stays."""

    def migration(self, record_id: str) -> Migration | None:
        """Return what becomes of a draft under a newer version; None if there is none."""

    def refresh(self, record_id: str) -> Entry:
        """Work out and store the figures of an entry, and return it with them."""

    def shelf(self) -> Shelf:
        """Return what questionnaires there are, with what is wrong with them."""

    def examine(self, path: Path) -> Examined:
        """Return what a questionnaire is found to be, before it is added."""

    def add_questionnaire(self, path: Path) -> str:
        """Add a questionnaire and return the name it is asked for by."""

    def remove_questionnaire(self, name: str) -> None:
        """Remove an added questionnaire that nothing uses."""

    def write_form(
        self, path: Path, questionnaire: Questionnaire, language: str, to: Invitation
    ) -> None:
        """Write a questionnaire as the kind of form the suffix says, for those invited."""

    def check_own_items(self, own: OwnItems, older: Questionnaire | None) -> list[Lack]:
        """Return what is wrong with a unit's own items, `older` being what they were."""

    def keep_own_items(self, own: OwnItems) -> str:
        """Add a unit's own items and return the name they are asked for by."""

    def add_example(self, branch_name: str) -> str:
        """Add the example's units in a branch of this name; return a record to select."""

    def remove_example(self) -> int:
        """Remove what the example brought; return how many waves a person added stay."""


class SurveyParts(Protocol):
    """How the parts of the survey page are made that are built on first use."""

    def meeting(self) -> MeetingView:
        """Return a new view for meetings."""

    def search(self, page: SurveyPage) -> SurveySearch:
        """Return a new search through the questions."""

    def nothing_left(self, text: str, following: str) -> NothingLeft:
        """Return what says `text` where a filter leaves nothing, and leads to `following`."""

    def team_answers(self, model: AssessmentModel, item_id: str) -> TeamAnswers | None:
        """Return what a team's people answered alone to a question; None where nobody was asked."""

    def file_names(self, page: SurveyPage) -> list[str]:
        """Ask for files and return their names; empty if none was chosen."""


class Parts(Protocol):
    """How the parts of the window are made that are built on first use."""

    def tasks(self, window: MainWindow, background: Background) -> Tasks:
        """Return what can be done to the library, its dialogs before `window`."""

    def team_tasks(self, window: MainWindow) -> TeamTasks:
        """Return what can be done about a team, its dialogs before `window`."""

    def forms(self, window: MainWindow, background: Background) -> Forms:
        """Return what writes forms, its dialogs before `window`."""

    def staff_tasks(self, window: MainWindow, background: Background) -> StaffTasks:
        """Return what can be done about staff surveys, its dialogs before `window`."""

    def unit_tasks(self, window: MainWindow, background: Background) -> UnitTasks:
        """Return what can be done to units, its dialogs before `window`."""

    def migrating(self, window: MainWindow, background: Background) -> Migrating:
        """Return what brings drafts to newer versions, its dialogs before `window`."""

    def dropping(self, window: MainWindow) -> Dropping:
        """Return what happens while files are dragged onto `window`."""

    def planning(
        self, window: MainWindow, opened: Callable[[], AssessmentModel | None]
    ) -> Planning:
        """Return what can be done to the plan that `opened` returns."""

    def work_panel(self) -> WorkPanel:
        """Return what shows long work and what came of it."""

    def survey(self) -> SurveyPage:
        """Return a new survey page."""

    def results(self) -> ResultsPage:
        """Return a new results page."""

    def plan(self) -> PlanPage:
        """Return a new page for targets and actions."""

    def compare(self) -> ComparePage:
        """Return a new page for comparisons."""

    def questionnaires(self) -> QuestionnairesPage:
        """Return a new page of questionnaires."""

    def shelving(
        self, page: QuestionnairesPage, window: MainWindow, background: Background
    ) -> Shelving:
        """Return what does the work of the page of questionnaires, its dialogs before `window`."""

    def help(self, window: MainWindow, actions: Actions) -> HelpWindow:
        """Return the help, which names the actions as the window's menus do."""

    def reports(self) -> ReportsPage:
        """Return a new page for reports."""

    def comparison_preview(
        self, window: MainWindow, record_ids: Sequence[str], rank: str
    ) -> PreviewDialog:
        """Return a new dialog that shows a comparison as it will be printed."""
