"""The survey page: one dimension at a time, every answer saved as it is given."""

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maturity_app.domain.pace import time_left
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.walk import Walk
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.question_desk import QuestionDesk
from maturity_app.ui.pages.survey_undo import SurveyUndo
from maturity_app.ui.services import SurveyParts
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, label
from maturity_app.ui.widgets.question_card import QuestionCard
from maturity_app.ui.widgets.survey_bar import SurveyBar
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from maturity_app.ui.pages.meeting import MeetingView
    from maturity_app.ui.pages.survey_search import SurveySearch


class SurveyPage(QWidget):
    """Shows the questions of one assessment and hands the answers to its model.

    `told` carries what the window is to say for a while, and nothing once that is past;
    `meeting_changed` whether the meeting view has taken the page's place.
    """

    results_requested = Signal()
    told = Signal(str)
    meeting_changed = Signal(bool)

    def __init__(
        self, w: Wording, palette: Palette, parts: SurveyParts, *, single_keys: bool = True
    ) -> None:
        """Make the page of no assessment; `parts` makes what is not wanted at first."""
        super().__init__()
        self._w = w
        self._parts = parts
        self._model: AssessmentModel | None = None
        self._walk: Walk | None = None
        self._is_telling = False
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = SurveyBar(w, palette)
        self.desk = QuestionDesk(w, palette, parts, single_keys=single_keys)
        self.undo = SurveyUndo(w, self)
        self._search: SurveySearch | None = None
        self._meeting: MeetingView | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._kept = label("", "muted", wraps=True)
        self._kept.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, 4)
        self._column.addWidget(self.bar)
        self._column.addWidget(self._kept)
        self._column.addWidget(self.desk, 1)
        self._connect()

    @property
    def card(self) -> QuestionCard | None:
        """The question shown in full."""
        return self.desk.card

    @property
    def current(self) -> str | None:
        """The item whose question is shown in full."""
        return self.desk.current

    @property
    def meeting(self) -> "MeetingView | None":
        """The meeting view while it stands in the place of bar and questions."""
        return None if self.desk.isVisibleTo(self) else self._meeting

    def show_assessment(self, model: AssessmentModel) -> None:
        """Show an assessment from where one left off."""
        if model is self._model:
            return
        self._leave_model()
        self._model = model
        self._walk = Walk(model, self._w)
        self.undo.follow(model)
        self.bar.show_assessment(model.assessment)
        self.bar.show_languages(model.spoken.languages, model.language)
        self.bar.clear_saved()
        self.desk.show_assessment(model, self._walk)
        self._show_kept()
        model.answered.connect(self._show_progress)
        model.answered.connect(self._stop_telling)
        model.saved.connect(self._on_saved)
        model.refused.connect(self._on_refused)
        self._show_progress()

    def _show_kept(self) -> None:
        """Say how many answers the questionnaire has no question for any more, if there are any."""
        count = len(self._model.assessment.orphaned) if self._model else 0
        told = self._w.plural(
            "{count} answer no longer fits a question. It is kept, and shown with the results.",
            "{count} answers no longer fit a question. They are kept, and shown with the results.",
            count,
        )
        self._kept.setText(told)
        self._kept.setVisible(bool(count))

    def go_to(self, item_id: str) -> None:
        """Show the question of an item; what was typed in the one before is saved first.

        For a question that is not asked, it is the one because of which it is not.
        """
        self.desk.go_to(item_id)

    def show_differing(self) -> None:
        """Show where a team differs, the widest apart first; all questions where it does not."""
        if self._walk is None or "differs" not in self._walk.offered:
            return
        self.desk.choose_filter("differs")
        widest = self._walk.widest()
        if widest is not None:
            self.go_to(widest)

    def flush(self) -> bool:
        """Save what is typed and not saved yet; return whether nothing is left unsaved."""
        return self.desk.flush()

    def start_search(self) -> None:
        """Search the questions, from the one that one is at on."""
        if self._walk is None or self._model is None or self.meeting:
            return
        if self._search is None:
            self._search = self._parts.search(self)
            self._search.reached.connect(self._on_found)
            self._search.closed.connect(self._on_search_closed)
            self.desk.show_bar(self._search.bar)
        self._search.begin(self._model, self._walk.route, self.current)
        self._order_stops()

    def enter_meeting(self) -> None:
        """Show one question a page in large type, from the one that one is at on."""
        walk, model = self._walk, self._model
        if walk is None or model is None or not model.is_editable or self.meeting:
            return
        if not self.desk.at or not self.flush():
            return
        if self._meeting is None:
            self._meeting = self._parts.meeting()
            self._meeting.left.connect(self._on_meeting_left)
            self._column.addWidget(self._meeting, 1)
        self.bar.hide()
        self._kept.hide()
        self.desk.hide()
        self._meeting.show()
        self._meeting.begin(model, walk, self.desk.at)
        self.meeting_changed.emit(True)

    def leave_meeting(self) -> None:
        """Show the survey again, at the question the meeting came to."""
        if self.meeting:
            self._on_meeting_left(self.meeting.current)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        self._stop_telling()
        super().hideEvent(event)

    def _connect(self) -> None:
        self.bar.results_requested.connect(self.results_requested)
        self.bar.language_chosen.connect(self._on_language_chosen)
        self.desk.finished.connect(self.results_requested)
        self.desk.edited.connect(self.bar.show_typing)
        self.desk.told.connect(self._tell)
        self.desk.stops_changed.connect(self._order_stops)
        self.desk.stops_changed.connect(self._stop_telling)
        self.desk.file_names_wanted.connect(self._on_file_names_wanted)
        self.desk.tools.search_wanted.connect(self.start_search)
        self.desk.tools.meeting_wanted.connect(self.enter_meeting)
        self.undo.reached.connect(self._on_undone)
        self.undo.told.connect(self._tell)

    def _leave_model(self) -> None:
        if self._model is None:
            return
        self.leave_meeting()
        if self._search is not None:
            self._search.bar.hide()
        self.flush()
        self._model.answered.disconnect(self._show_progress)
        self._model.answered.disconnect(self._stop_telling)
        self._model.saved.disconnect(self._on_saved)
        self._model.refused.disconnect(self._on_refused)

    def _order_stops(self) -> None:
        """Let Tab go through the page as one reads it, whatever was made first."""
        above = self._search.bar.stops() if self._search else ()
        stops = (*self.bar.stops(), *self.desk.stops(above))
        # One that takes no focus is skipped by Qt, and with it the link to the next.
        for first, second in pairwise(s for s in stops if s.focusPolicy()):
            self.setTabOrder(first, second)

    def _show_progress(self) -> None:
        if self._model is None:
            return
        counted = self._model.progress
        self.bar.show_progress(counted)
        is_to_come = self._model.is_editable and counted.open > 0
        left = time_left(self._model.assessment, counted.open) if is_to_come else None
        self.bar.show_time_left(left)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # --- what happens ----------------------------------------------------------------

    def _on_language_chosen(self, language: str) -> None:
        """Change the language of the questions once what is typed is saved, and go on there."""
        if self._model is not None:
            if self.flush():
                self._model.speak(language)
                if self.card is not None:
                    self.card.focus()
            self.bar.show_language(self._model.language)

    def _on_saved(self, when: datetime) -> None:
        self.bar.show_saved(when)

    def _on_refused(self, why: str) -> None:
        self.bar.show_refused()
        if self.card is not None:
            self.card.show_refusal(self._w.said(why))
        self._announce(self._w("Not saved: {why}", why=self._w.said(why)))

    def _tell(self, text: str) -> None:
        self._is_telling = True
        self.told.emit(text)
        self._announce(text)

    def _stop_telling(self) -> None:
        """Take back what is told: with the next action it is of the past."""
        if self._is_telling:
            self._is_telling = False
            self.told.emit("")

    def _on_found(self, item_id: str, part: str) -> None:
        """Show a question that was found while the keyboard stays in the search."""
        if item_id != self.current and self.flush():
            self.desk.open(item_id, takes_focus=False)
        if self.card is not None:
            self.card.unfold(part)

    def _on_search_closed(self) -> None:
        if self.card is not None:
            self.card.focus()

    def _on_undone(self, item_id: str, part: str) -> None:
        """Show the question in which something was undone, and the part that is another now."""
        if self.meeting:
            self.meeting.go_to(item_id)
            return
        if item_id != self.current:
            self.go_to(item_id)
        if self.card is not None:
            self.card.unfold(part)
            self.card.follow_answer()

    def _on_file_names_wanted(self) -> None:
        names = self._parts.file_names(self)
        if names and self.card is not None:
            self.card.add_evidence(names)

    def _on_meeting_left(self, item_id: str) -> None:
        if self._meeting is None:
            return
        self._meeting.end()
        self._meeting.hide()
        self.bar.show()
        self._show_kept()
        self.desk.show()
        self.go_to(item_id)
        self.meeting_changed.emit(False)
        if waiting := self._meeting.waiting:
            self._tell(
                self._w(
                    "Kept in the meeting view, not yet in the comment: the sentence for {numbers}",
                    numbers=", ".join(waiting),
                )
            )
