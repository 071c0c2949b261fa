"""Who hears what the pages announce."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from maturity_app.storage.problems import MaturityError
from maturity_app.ui.actions import Page
from maturity_app.ui.pages.wave_panel import Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_app.ui.background import Background
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.home import HomePage
    from maturity_app.ui.pages.plan import PlanPage
    from maturity_app.ui.pages.questionnaires import QuestionnairesPage
    from maturity_app.ui.pages.reports import ReportsPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.services import Parts


class PageWiring:
    """Connects each page of a window once it is built."""

    def __init__(self, parts: Parts, background: Background, window: MainWindow) -> None:
        """Connect no page yet."""
        self._parts = parts
        self._background = background
        self._window = window

    def of_each(self) -> dict[Page, Callable[[Any], None]]:
        """Return what connects each page."""
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
        window = self._window
        page.new_requested.connect(window.file_and_help.on_new)
        page.file_requested.connect(window.file_and_help.on_open_file)
        page.asked.connect(window.wishes.on_asked)
        page.selected.connect(window.update_menus)
        page.stale.connect(window.listing.refresh)

    def _wire_survey(self, page: SurveyPage) -> None:
        window = self._window
        page.results_requested.connect(partial(window.show_page, Page.RESULTS))
        page.told.connect(window.status.tell)
        page.undo.changed.connect(window.editing.on_undo_changed)
        page.meeting_changed.connect(window.editing.on_meeting_changed)

    def _wire_results(self, page: ResultsPage) -> None:
        window, wishes = self._window, self._window.wishes
        page.item_requested.connect(wishes.on_item_requested)
        page.plan_requested.connect(window.planning.add_for)
        page.report_requested.connect(partial(wishes.on_action, Wish.REPORT))
        page.picture_requested.connect(window.tasks.save_picture)
        page.method_requested.connect(window.file_and_help.on_method)
        page.sign_off_requested.connect(partial(wishes.on_action, Wish.SIGN_OFF))

    def _wire_plan(self, page: PlanPage) -> None:
        window, planning = self._window, self._window.planning
        page.add_requested.connect(planning.add)
        page.steps_requested.connect(planning.pick)
        page.edit_requested.connect(planning.edit)
        page.state_requested.connect(planning.set_state)
        page.wave_requested.connect(partial(window.wishes.on_action, Wish.NEW_WAVE))
        page.report_requested.connect(partial(window.wishes.on_action, Wish.REPORT))
        page.undo.changed.connect(window.editing.on_undo_changed)
        page.undo.told.connect(window.status.tell)

    def _wire_compare(self, page: ComparePage) -> None:
        page.comparison_requested.connect(partial(self._on_comparison_requested, page))
        page.export_requested.connect(self._window.tasks.export_comparison)
        page.preview_requested.connect(self._window.wishes.on_preview)
        page.picture_requested.connect(self._window.tasks.save_picture)

    def _on_comparison_requested(self, page: ComparePage, ids: list[str]) -> None:
        services = self._window.services
        self._background.run_in_background(
            lambda: services.comparison(ids),
            partial(page.show_comparison, ids),
            partial(_refused_on, page),
        )

    def _wire_reports(self, page: ReportsPage) -> None:
        page.write_requested.connect(self._window.tasks.write_reports)
        page.print_requested.connect(self._window.tasks.print_report)
        self._window.closing.connect(page.finish)

    def _wire_questionnaires(self, page: QuestionnairesPage) -> None:
        shelving = self._parts.shelving(page, self._window, self._background)
        shelving.form_wanted.connect(self._window.wishes.on_form_wanted)


def _refused_on(page: ComparePage, failure: Exception) -> None:
    """Say on the page why there is no comparison; what is a fault of ours is one everywhere."""
    if not isinstance(failure, MaturityError):
        raise failure
    page.refuse(failure)
