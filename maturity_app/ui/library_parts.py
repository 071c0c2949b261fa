"""The window's costly parts over one library, each imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maturity_app.storage.library import Library
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
    from maturity_app.ui.pages.reports import ReportsPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.pages.survey_search import SurveySearch
    from maturity_app.ui.planning import Planning
    from maturity_app.ui.services import Services
    from maturity_app.ui.shelving import Shelving
    from maturity_app.ui.staff_tasks import StaffTasks
    from maturity_app.ui.tasks import Tasks
    from maturity_app.ui.team_tasks import TeamTasks
    from maturity_app.ui.theme import Palette
    from maturity_app.ui.unit_tasks import UnitTasks
    from maturity_app.ui.widgets.nothing_left import NothingLeft
    from maturity_app.ui.widgets.team_answers import TeamAnswers
    from maturity_app.ui.widgets.work_panel import WorkPanel
    from maturity_app.wording import Wording


class LibraryParts:
    """Makes the parts that `Parts` and `SurveyParts` name."""

    def __init__(self, library: Library, services: Services, palette: Palette, w: Wording) -> None:
        """Make nothing yet."""
        self._library = library
        self._services = services
        self._palette = palette
        self._w = w

    def tasks(self, window: MainWindow, background: Background) -> Tasks:
        from maturity_app.ui.tasks import Tasks

        return Tasks(self._w, self._library, self._services, background, window)

    def team_tasks(self, window: MainWindow) -> TeamTasks:
        from maturity_app.ui.team_tasks import TeamTasks

        return TeamTasks(self._w, self._library, window)

    def forms(self, window: MainWindow, background: Background) -> Forms:
        from maturity_app.ui.forms import Forms

        return Forms(self._w, self._library, self._services, background, window)

    def staff_tasks(self, window: MainWindow, background: Background) -> StaffTasks:
        from maturity_app.ui.staff_tasks import StaffTasks

        return StaffTasks(self._w, self._library, self._services, background, window)

    def unit_tasks(self, window: MainWindow, background: Background) -> UnitTasks:
        from maturity_app.ui.unit_tasks import UnitTasks

        return UnitTasks(self._w, self._library, self._services, background, window)

    def migrating(self, window: MainWindow, background: Background) -> Migrating:
        from maturity_app.ui.migrating import Migrating

        return Migrating(self._w, self._services, background, window)

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

    def team_answers(self, model: AssessmentModel, item_id: str) -> TeamAnswers | None:
        from maturity_app.ui.widgets.team_answers import team_answers

        return team_answers(model, item_id, self._palette, self._w)

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

        return ReportsPage(
            self._w, self._palette, self._services.report_pdf, self._services.leaving
        )

    def comparison_preview(
        self, window: MainWindow, record_ids: Sequence[str], rank: str
    ) -> PreviewDialog:
        from maturity_app.ui.dialogs.preview import PreviewDialog

        ids = tuple(record_ids)
        return PreviewDialog(
            window,
            self._w,
            self._palette,
            self._w("Comparison"),
            lambda: self._services.comparison_pdf(ids, rank),
        )
