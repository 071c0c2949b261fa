"""What each page shows when it comes to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.ui.actions import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from maturity_app.storage.library import Library
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.listing import Listing
    from maturity_app.ui.opened import Opened
    from maturity_app.ui.page_stack import PageStack
    from maturity_app.ui.pages.home import HomePage
    from maturity_app.ui.pages.plan import PlanPage
    from maturity_app.ui.pages.results import ResultsPage


class PageFilling:
    """Hands the open record to the pages of a record, and the library's entries to the others."""

    def __init__(
        self,
        library: Library,
        opened: Opened,
        pages: PageStack,
        home: HomePage,
        listing: Listing,
    ) -> None:
        """Fill no page yet."""
        self._library = library
        self._opened = opened
        self._pages = pages
        self._home = home
        self._listing = listing
        self._in_survey: AssessmentModel | None = None

    def filled(self, page: Page) -> QWidget:
        """Return a page with what it has to show."""
        fill: dict[Page, Callable[[], QWidget]] = {
            Page.HOME: self._filled_home,
            Page.SURVEY: self._filled_survey,
            Page.RESULTS: lambda: self._of_record(self._pages.results),
            Page.PLAN: lambda: self._of_record(self._pages.plan),
            Page.COMPARE: self._filled_compare,
            Page.REPORTS: self._filled_reports,
            Page.QUESTIONNAIRES: lambda: self._pages.questionnaires,
        }
        return fill[page]()

    @property
    def open_question(self) -> str:
        """The item that the survey is at in the open record; empty where it is at none."""
        if self._opened.model is None or self._in_survey is not self._opened.model:
            return ""
        return self._pages.survey.current or ""

    def _filled_home(self) -> QWidget:
        self._opened.store_summary()
        self._listing.load()
        return self._home

    def _filled_survey(self) -> QWidget:
        page, model = self._pages.survey, self._opened.model
        # A page that shows it already keeps its place: the question last looked at.
        if model is not None and self._in_survey is not model:
            page.show_assessment(model)
            self._in_survey = model
        return page

    def _of_record(self, page: ResultsPage | PlanPage) -> QWidget:
        if self._opened.model is not None:
            page.show_assessment(self._opened.model)
        return page

    def _filled_compare(self) -> QWidget:
        self._opened.store_summary()
        page, unit = self._pages.compare, self._home.chosen_unit
        page.set_entries(self._library.entries(), self._library.units(), unit.id if unit else "")
        return page

    def _filled_reports(self) -> QWidget:
        self._opened.store_summary()
        page = self._pages.reports
        page.set_entries(self._library.entries(), self._opened.record_id or self._home.chosen)
        return page
