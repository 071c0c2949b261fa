"""A survey page over a library of its own, with what a test asks of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from maturity_app.domain.assessment import Answer
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.pages.meeting import MeetingView
from maturity_app.ui.pages.survey import SurveyPage
from maturity_app.ui.pages.survey_search import SurveySearch
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.nothing_left import NothingLeft
from maturity_app.ui.widgets.option_row import OptionRow
from maturity_app.ui.widgets.question_card import QuestionCard
from maturity_app.ui.widgets.team_answers import TeamAnswers, team_answers
from maturity_app.wording import ENGLISH


class Desk(NamedTuple):
    """A shown page with everything behind it."""

    page: SurveyPage
    model: AssessmentModel
    library: Library
    folder: Path

    def stored(self, item_id: str) -> Answer:
        """Return an answer as another program would find it on disk."""
        second = open_library(self.folder)
        try:
            return second.assessment(self.model.assessment.id).answer(item_id)
        finally:
            second.close()

    @property
    def card(self) -> QuestionCard:
        """The question shown in full."""
        assert self.page.card is not None
        return self.page.card

    def rows(self) -> list[OptionRow]:
        """Return the options of the current question."""
        return self.card.findChildren(OptionRow)

    def field(self, name: str) -> AutosaveText:
        """Return a text field of the current question."""
        return next(f for f in self.card.fields if f.accessibleName() == name)

    def button(self, text: str) -> QPushButton:
        """Return a button of the current question."""
        return next(b for b in self.card.findChildren(QPushButton) if b.text() == text)


Set = Callable[..., Desk]


class Parts(NamedTuple):
    """What the page has made on first use; the dialog for files is answered by `names`."""

    single_keys: bool = True
    names: tuple[str, ...] = ("register.ods", "minutes.pdf")

    def meeting(self) -> MeetingView:
        """Return a new view for meetings."""
        return MeetingView(ENGLISH, LIGHT, single_keys=self.single_keys)

    def search(self, page: SurveyPage) -> SurveySearch:
        """Return a new search."""
        return SurveySearch(ENGLISH, LIGHT, page)

    def nothing_left(self, text: str, following: str) -> NothingLeft:
        """Return what is shown where nothing is left."""
        return NothingLeft(ENGLISH, text, following)

    def team_answers(self, model: AssessmentModel, item_id: str) -> TeamAnswers | None:
        """Return what a team's people answered alone."""
        return team_answers(model, item_id, LIGHT, ENGLISH)

    def file_names(self, page: SurveyPage) -> list[str]:
        """Return names as if files had been picked."""
        del page
        return list(self.names)


def press(*keys: Qt.Key) -> None:
    """Press keys wherever the focus is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
