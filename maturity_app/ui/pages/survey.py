"""The survey page: one dimension at a time, every answer saved as it is given."""

from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.domain.progress import progress
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.questions import said_in, waits_for
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.dimension_list import DimensionList
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.question_card import Question, QuestionCard
from maturity_app.ui.widgets.question_pane import QuestionPane
from maturity_app.ui.widgets.sections import Route, Section, Shown
from maturity_app.ui.widgets.survey_bar import SurveyBar
from maturity_app.ui.widgets.survey_foot import SurveyFoot
from maturity_app.wording import Wording

_WIDE_WINDOW = 1150
_LIST_WIDTH = 256
_NARROW_LIST_WIDTH = 216
_LIST_MOST = 0.3


class SurveyPage(QWidget):
    """Shows the questions of one assessment and hands the answers to its model."""

    results_requested = Signal()

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make the page of no assessment."""
        super().__init__(parent)
        self._w = w
        self._palette = palette
        self._model: AssessmentModel | None = None
        self._route: Route | None = None
        self._section: Section | None = None
        self._shown: Shown = {}
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = SurveyBar(w, palette)
        self.dimensions = DimensionList(w, palette)
        self._pane = QuestionPane(w, palette)
        self.questions = self._pane.questions
        self.foot = SurveyFoot(w, palette)
        self._build()
        self._connect()

    @property
    def card(self) -> QuestionCard | None:
        """The question shown in full."""
        return self.questions.card

    @property
    def current(self) -> str | None:
        """The item whose question is shown in full."""
        return self.card.question.item.id if self.card else None

    def show_assessment(self, model: AssessmentModel) -> None:
        """Show an assessment from where one left off."""
        if model is self._model:
            return
        self._leave_model()
        self._model = model
        model.answered.connect(self._on_answered)
        model.saved.connect(self._on_saved)
        model.refused.connect(self._on_refused)
        model.language_changed.connect(self._on_language_changed)
        assessment = model.assessment
        self._route = Route(model.spoken, self._w)
        self._section = None
        self._shown = model.shown
        self.bar.show_assessment(assessment)
        self.bar.show_languages(model.spoken.languages, model.language)
        self.bar.clear_saved()
        self.dimensions.show_sections(self._route.sections)
        self._arrange()
        self._show_editable()
        self._show_progress()
        shown = model.shown
        first = self._route.where_left(assessment, shown) if model.is_editable else None
        first = first or self._route.first(shown)
        if first is not None:
            self._open(first)

    def go_to(self, item_id: str) -> None:
        """Show the question of an item; what was typed in the one before is saved first.

        For a question that is not asked, it is the one because of which it is not.
        """
        if self._route is not None and item_id in self._route:
            item_id = self._route.asked(item_id, self._the_model.shown)
        if self._model is not None and item_id != self.current and self.flush():
            self._open(item_id)
        elif self.card is not None and item_id == self.current:
            self.card.focus()

    def flush(self) -> bool:
        """Save what is typed and not saved yet; return whether nothing is left unsaved."""
        return self.card is None or self.card.flush()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # --- building --------------------------------------------------------------------

    def _build(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.bar)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.dimensions)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._pane, 1)
        right.addWidget(self.foot)
        body.addLayout(right, 1)
        page.addLayout(body, 1)

    def _connect(self) -> None:
        self.bar.results_requested.connect(self.results_requested)
        self.bar.language_chosen.connect(self._on_language_chosen)
        self.dimensions.opened.connect(self._on_dimension_opened)
        self.questions.opened.connect(self.go_to)
        self.foot.previous_wanted.connect(self._on_previous)
        self.foot.next_wanted.connect(self._on_next)

    def _leave_model(self) -> None:
        if self._model is None:
            return
        self.flush()
        self._model.answered.disconnect(self._on_answered)
        self._model.saved.disconnect(self._on_saved)
        self._model.refused.disconnect(self._on_refused)
        self._model.language_changed.disconnect(self._on_language_changed)

    # --- showing ---------------------------------------------------------------------

    def _open(self, item_id: str, *, takes_focus: bool = True) -> None:
        """Show a question in full, in its section."""
        if self._route is None or item_id not in self._route:
            return
        section = self._route.section(item_id)
        self.setUpdatesEnabled(False)
        if section is not self._section:
            self._section = section
            self.dimensions.show_open(section.id)
            self._pane.show_section(section, said_in(section, self._the_model, self._w))
        card = self._made_card(self._route.number(item_id), item_id)
        self._pane.show_card(card, takes_focus=takes_focus)
        self._pane.show_notes(self._the_model.answer(item_id))
        self._show_next()
        self._order_stops()
        options = len(card.question.options)
        self.foot.show_hints(options, is_editable=self._the_model.is_editable)
        self.setUpdatesEnabled(True)

    def _made_card(self, number: str, item_id: str) -> QuestionCard:
        model = self._the_model
        question = Question.of(
            model.spoken, item_id, number, model.previous_answer(item_id), self._w
        )
        card = QuestionCard(self._w, self._palette, question, model.answer(item_id))
        card.set_editable(model.is_editable)
        card.show_waits(waits_for(item_id, model, self._w))
        card.answer_given.connect(self._on_answer_given)
        card.edited.connect(self.bar.show_typing)
        # A field that grows with its text stays in sight.
        card.edited.connect(self.questions.show_focus)
        card.next_wanted.connect(self._on_next)
        card.focus_moved.connect(self.questions.show_focus)
        card.part_shown.connect(self.questions.show_part)
        return card

    def _order_stops(self) -> None:
        """Let Tab go through the page as one reads it, whatever was made first."""
        bar, foot = self.bar.stops(), (self.foot.previous, self.foot.following)
        stops = (*bar, *self.dimensions.rows, *self._pane.stops(), *foot)
        # One that takes no focus is skipped by Qt, and with it the link to the next.
        for first, second in pairwise(s for s in stops if s.focusPolicy()):
            self.setTabOrder(first, second)

    def _show_editable(self) -> None:
        signed = self._the_model.assessment.signed
        if self._the_model.is_editable:
            told = ""
        elif signed is not None:
            told = self._w(
                "Signed off on {day} as {role}: the answers can be read and no longer changed.",
                day=self._w.day(signed.date),
                role=signed.role,
            )
        else:
            told = self._w("This record can be read and no longer changed.")
        self._pane.show_notice(told)

    def _show_progress(self, only: Section | None = None) -> None:
        assessment = self._the_model.assessment
        everything = self._route.sections if self._route else ()
        for section in everything if only is None else (only,):
            counted = progress(assessment, section.items)
            self.dimensions.show_progress(section.id, counted)
        self.bar.show_progress(self._the_model.progress)

    def _show_next(self) -> None:
        route, following = self._route, self._following()
        if route is None or self.current is None:
            return
        number = None if following is None else route.number(following)
        self.foot.show_next(number, is_open=self._the_model.is_editable)
        before = route.before(self.current, self._the_model.shown)
        self.foot.previous.setEnabled(before is not None)

    def _arrange(self) -> None:
        """Give list and notes their room; a narrow window has the notes below the card."""
        is_wide = self.window().width() >= _WIDE_WINDOW * font_scale(self)
        width = _LIST_WIDTH if is_wide else _NARROW_LIST_WIDTH
        self.dimensions.set_room(width, round(self.width() * _LIST_MOST))
        self._pane.set_wide(is_wide)

    @property
    def _the_model(self) -> AssessmentModel:
        if self._model is None:
            raise RuntimeError("the survey page shows no assessment yet")
        return self._model

    def _following(self) -> str | None:
        """Return the next open question; in a record that is only read, the next one."""
        if self._route is None or self.current is None:
            return None
        if not self._the_model.is_editable:
            return self._route.after(self.current, self._the_model.shown)
        return self._route.next_open(
            self._the_model.assessment, self._the_model.shown, self.current
        )

    # --- what happens ----------------------------------------------------------------

    def _on_answer_given(self, answer: Answer) -> None:
        if self.current is not None:
            self._the_model.set_answer(self.current, answer)

    def _on_answered(self, item_id: str) -> None:
        model, route = self._the_model, self._route
        if self._section is not None:
            self.questions.show_said(said_in(self._section, model, self._w))
        if self.card is not None and item_id == self.current:
            self.card.show_answer(model.answer(item_id))
            self._pane.show_notes(model.answer(item_id))
        # What an answer makes appear or disappear may stand in any section.
        is_same = model.shown == self._shown
        self._show_progress(route.section(item_id) if route and is_same else None)
        self._show_next()
        if not is_same:
            self._on_shown_changed()

    def _on_shown_changed(self) -> None:
        """Follow conditions that were settled; a question no longer asked gives way to the next."""
        model, current = self._the_model, self.current
        self._shown = model.shown
        if self.card is None or current is None:
            return
        self.card.show_waits(waits_for(current, model, self._w))
        if model.shown[current] == "hidden" and self.flush():
            following = self._following() or (
                self._route and self._route.before(current, model.shown)
            )
            if following:
                self._open(following)

    def _on_language_chosen(self, language: str) -> None:
        """Change the language of the questions once what is typed is saved."""
        if self.flush():
            self._the_model.speak(language)
        self.bar.show_language(self._the_model.language)

    def _on_language_changed(self) -> None:
        """Show the same question in another language; the keyboard stays where it is."""
        current = self.current
        self._route = Route(self._the_model.spoken, self._w)
        self._section = None
        self.dimensions.show_sections(self._route.sections)
        self._arrange()
        self._show_progress()
        if current is not None:
            focused: QWidget | None = self.focusWidget()
            was_inside = focused is not None and self._pane.isAncestorOf(focused)
            self._open(current, takes_focus=was_inside)

    def _on_saved(self, when: datetime) -> None:
        self.bar.show_saved(when)

    def _on_refused(self, why: str) -> None:
        self.bar.show_refused()
        if self.card is not None:
            self.card.show_refusal(self._w.said(why))
        told = self._w("Not saved: {why}", why=self._w.said(why))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def _on_dimension_opened(self, section_id: str) -> None:
        """Go to the first open question of a section, or to its first."""
        if self._route is None:
            return
        section = next(s for s in self._route.sections if s.id == section_id)
        model = self._the_model
        first = self._route.opening(section, model.assessment, model.shown)
        if first is not None:
            self.go_to(first)

    def _on_previous(self) -> None:
        if self._route is None or self.current is None:
            return
        before = self._route.before(self.current, self._the_model.shown)
        if before is not None:
            self.go_to(before)

    def _on_next(self) -> None:
        if self.card is None or not self.flush() or self.card.asks_reason_first():
            return
        following = self._following()
        if following is None:
            self.results_requested.emit()
        else:
            self.go_to(following)
