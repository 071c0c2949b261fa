"""The window's pages: home from the start, each other one built when it is first shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from maturity_app.ui.actions import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.plan import PlanPage
    from maturity_app.ui.pages.questionnaires import QuestionnairesPage
    from maturity_app.ui.pages.reports import ReportsPage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.services import Parts

_P = TypeVar("_P", bound=QWidget)


class PageStack(QStackedWidget):
    """Shows one page at a time; each is handed to its part of `wiring` once it is built."""

    def __init__(
        self, parts: Parts, wiring: Mapping[Page, Callable[[Any], None]], parent: QWidget
    ) -> None:
        """Build no page yet."""
        super().__init__(parent)
        self._parts = parts
        self._wiring = wiring
        self._built: dict[Page, QWidget] = {}

    def has(self, page: Page) -> bool:
        """Return whether a page was built by now."""
        return page in self._built

    def add(self, page: Page, widget: _P) -> _P:
        """Add a page and have it wired."""
        self._built[page] = widget
        self.addWidget(widget)
        self._wiring[page](widget)
        return widget

    @cached_property
    def survey(self) -> SurveyPage:
        """The questions of one assessment."""
        return self.add(Page.SURVEY, self._parts.survey())

    @cached_property
    def results(self) -> ResultsPage:
        """The figures of one assessment."""
        return self.add(Page.RESULTS, self._parts.results())

    @cached_property
    def plan(self) -> PlanPage:
        """The targets and actions of one assessment."""
        return self.add(Page.PLAN, self._parts.plan())

    @cached_property
    def compare(self) -> ComparePage:
        """Several assessments side by side."""
        return self.add(Page.COMPARE, self._parts.compare())

    @cached_property
    def questionnaires(self) -> QuestionnairesPage:
        """The questionnaires this computer has."""
        return self.add(Page.QUESTIONNAIRES, self._parts.questionnaires())

    @cached_property
    def reports(self) -> ReportsPage:
        """Reports on one or many assessments."""
        return self.add(Page.REPORTS, self._parts.reports())
