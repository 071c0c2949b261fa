"""Dimensions, questions and the way between them: what the survey page shows below its bar."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from maturity_app.domain.assessment import Answer
from maturity_app.domain.progress import progress
from maturity_app.reports.phrases import assessor_name
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.menus import way_to_correct
from maturity_app.ui.models.question import Question
from maturity_app.ui.models.question_filter import (
    Filter,
    chosen_words,
    counted_words,
    filter_words,
    nothing_words,
)
from maturity_app.ui.models.questions import lacks_reason, said_in, waits_for
from maturity_app.ui.models.walk import Walk
from maturity_app.ui.services import SurveyParts
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.question_card import QuestionCard
from maturity_app.ui.widgets.question_line import Said
from maturity_app.ui.widgets.sections import Section, Shown
from maturity_app.ui.widgets.survey_frame import SurveyFrame
from maturity_app.wording import Wording


class QuestionDesk(SurveyFrame):
    """Shows one question in full among those of its section, and leads to the others.

    `at` is the item one is at, whether its question is shown or a filter left none to show.
    `stops_changed` says that Tab comes to other widgets now, `finished` that one wants to go on
    and no question is left. `told` carries what is to be said for a while.
    """

    finished = Signal()
    edited = Signal()
    stops_changed = Signal()
    file_names_wanted = Signal()
    told = Signal(str)

    def __init__(
        self, w: Wording, palette: Palette, parts: SurveyParts, *, single_keys: bool
    ) -> None:
        """Make the desk of no assessment."""
        super().__init__(w, palette, single_keys=single_keys)
        self._w = w
        self._palette = palette
        self._parts = parts
        self._single_keys = single_keys
        self._model: AssessmentModel | None = None
        self._walk: Walk | None = None
        self._section: Section | None = None
        self._shown: Shown = {}
        self._left_open: set[str] = set()
        self.at = ""
        self._connect()

    def show_assessment(self, model: AssessmentModel, walk: Walk) -> None:
        """Show an assessment from where one left off."""
        self._let_go()
        self._model, self._walk = model, walk
        model.answered.connect(self._on_answered)
        model.language_changed.connect(self._on_language_changed)
        self._section = None
        self._shown = model.shown
        self._left_open.clear()
        self.at = ""
        self.dimensions.show_sections(walk.route.sections)
        self.arrange()
        self.pane.show_notice(_notice(model, self._w))
        self.tools.meeting.setEnabled(model.is_editable)
        self._show_filter()
        self._show_progress()
        first = walk.start()
        if first is not None:
            self.open(first)
        if self.card is not None and model.is_editable:
            self.card.unfold_written()

    def go_to(self, item_id: str) -> None:
        """Show the question of an item; what was typed in the one before is saved first.

        For a question that is not asked, it is the one because of which it is not.
        """
        if self._walk is not None and item_id in self._walk.route:
            item_id = self._walk.route.asked(item_id, self._the_model.shown)
        if self._model is not None and item_id != self.current and self.flush():
            self.open(item_id)
        elif self.card is not None and item_id == self.current:
            self.card.focus()

    def choose_filter(self, chosen: Filter) -> None:
        """Show the questions a filter leaves, from the one that one is at on."""
        if self._walk is None or not self.at or not self.flush():
            return
        walk = self._walk
        walk.chosen = chosen
        self._show_filter()
        self._show_progress()
        # The lines are made anew: other ones can be seen now.
        self._section = None
        at = self.at
        stays = walk.in_view(None)[at] != "hidden"
        target = at if stays else walk.next_match(at)
        if target is None:
            self._show_nothing(walk.route.section(at))
        else:
            self.open(target)

    def open(self, item_id: str, *, takes_focus: bool = True) -> None:
        """Show a question in full, in its section."""
        if self._walk is None or item_id not in self._walk.route:
            return
        walk, self.at = self._walk, item_id
        section = walk.route.section(item_id)
        self.setUpdatesEnabled(False)
        if section is not self._section:
            self._show_section(section, item_id)
        elif walk.is_narrowed:
            # The question one comes from has its line only if it still matches.
            self.questions.show_said(self._said(section, item_id))
        card = self._made_card(walk.route.number(item_id), item_id)
        self.pane.show_card(card, takes_focus=takes_focus)
        self.pane.show_notes(self._the_model.answer(item_id))
        self._show_next()
        self.stops_changed.emit()
        options = len(card.question.options)
        editable, has_team = self._the_model.is_editable, card.has_team
        self.foot.show_hints(options, is_editable=editable, has_team=has_team)
        self.setUpdatesEnabled(True)

    def _connect(self) -> None:
        self.dimensions.opened.connect(self._on_dimension_opened)
        self.questions.opened.connect(self.go_to)
        self.tools.offering.connect(self._on_offering)
        self.tools.filter_chosen.connect(self.choose_filter)
        self.foot.previous_wanted.connect(self._on_previous)
        self.foot.next_wanted.connect(self._on_next)

    def _let_go(self) -> None:
        if self._model is not None:
            self._model.answered.disconnect(self._on_answered)
            self._model.language_changed.disconnect(self._on_language_changed)

    # --- showing ---------------------------------------------------------------------

    def _show_section(self, section: Section, current: str | None) -> None:
        self._section = section
        self.dimensions.show_open(section.id)
        self.pane.show_section(section, self._said(section, current))

    def _show_nothing(self, section: Section) -> None:
        """Say that a section has no question that matches, and lead on to where there is one."""
        if self._walk is None:
            return
        walk, w = self._walk, self._w
        self.at = section.items[-1].id
        following = walk.next_match(self.at)
        self._show_section(section, None)
        name = walk.route.section(following).short if following else ""
        place = section.title if following else self._the_model.spoken.title
        nothing = self._parts.nothing_left(nothing_words(walk.chosen, place, w), name)
        nothing.next_wanted.connect(self._on_next)
        nothing.all_wanted.connect(self._on_all_wanted)
        self.pane.show_nothing(nothing)
        self.foot.show_hints(0, is_editable=False)
        self._show_next()
        self.stops_changed.emit()

    def _made_card(self, number: str, item_id: str) -> QuestionCard:
        model = self._the_model
        question = Question.of(
            model.spoken, item_id, number, model.previous_answer(item_id), self._w
        )
        card = QuestionCard(
            self._w,
            self._palette,
            question,
            model.answer(item_id),
            single_keys=self._single_keys,
            team=self._parts.team_answers(model, item_id) if model.team else None,
        )
        card.set_editable(model.is_editable)
        card.show_waits(waits_for(item_id, model, self._w))
        card.answer_given.connect(self._on_answer_given)
        card.edited.connect(self.edited)
        # A field that grows with its text stays in sight.
        card.edited.connect(self.questions.show_focus)
        card.writing.connect(self.foot.show_writing)
        card.next_wanted.connect(self._on_next)
        card.previous_wanted.connect(self._on_previous)
        card.focus_moved.connect(self.questions.show_focus)
        card.part_shown.connect(self.questions.show_part)
        card.file_names_wanted.connect(self.file_names_wanted)
        return card

    def _said(self, section: Section, current: str | None) -> Mapping[str, Said]:
        in_view = self._walk.in_view(current) if self._walk else self._shown
        return said_in(section, self._the_model, in_view, self._w)

    def _show_filter(self) -> None:
        if self._walk is None:
            return
        text = chosen_words(self._walk.chosen, self._w)
        if self._walk.is_narrowed:
            chosen = self._walk.chosen
            count = self._walk.count(chosen)
            text = self._w.labelled(text, counted_words(chosen, count, self._the_model, self._w))
        self.tools.show_filter(text)

    def _show_progress(self, only: Section | None = None) -> None:
        model, walk = self._the_model, self._walk
        everything = walk.route.sections if walk else ()
        for section in everything if only is None else (only,):
            self.dimensions.show_progress(section.id, progress(model.assessment, section.items))
            self.dimensions.show_matches(section.id, walk.left_in(section) if walk else None)

    def _show_next(self) -> None:
        walk = self._walk
        if walk is None:
            return
        following = self._following()
        self.foot.previous.setEnabled(self.card is not None and walk.before(self.at) is not None)
        if following is None and walk.is_narrowed:
            self.foot.show_all_next()
            return
        number = None if following is None else walk.route.number(following)
        is_open = self._the_model.is_editable and walk.chosen in ("all", "open")
        self.foot.show_next(number, is_open=is_open)

    @property
    def _the_model(self) -> AssessmentModel:
        if self._model is None:
            raise RuntimeError("the desk shows no assessment yet")
        return self._model

    def _following(self) -> str | None:
        return self._walk.following(self.at) if self._walk and self.at else None

    # --- what happens ----------------------------------------------------------------

    def _on_answer_given(self, answer: Answer) -> None:
        if self.current is not None:
            self._the_model.set_answer(self.current, answer)

    def _on_answered(self, item_id: str) -> None:
        model, walk = self._the_model, self._walk
        if self._section is not None:
            self.questions.show_said(self._said(self._section, self.current))
        if self.card is not None and item_id == self.current:
            self.card.show_answer(model.answer(item_id))
            self.pane.show_notes(model.answer(item_id))
        # What an answer makes appear or disappear may stand in any section.
        is_same = model.shown == self._shown
        self._show_filter()
        self._show_progress(walk.route.section(item_id) if walk and is_same else None)
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
            following = self._following() or (self._walk and self._walk.before(current))
            if following:
                self.open(following)
            elif self._section is not None:
                self._show_nothing(self._section)

    def _on_language_changed(self) -> None:
        """Show the same question in another language; the keyboard stays where it is."""
        if self._walk is None:
            return
        current = self.current
        self._walk.lay_anew()
        self._section = None
        self.dimensions.show_sections(self._walk.route.sections)
        self.arrange()
        self._show_progress()
        if current is not None:
            focused = QApplication.focusWidget()
            was_inside = focused is not None and self.pane.isAncestorOf(focused)
            self.open(current, takes_focus=was_inside)
        else:
            self.choose_filter(self._walk.chosen)

    def _on_offering(self) -> None:
        """Offer the filters with the number of questions each one leaves."""
        if self._walk is not None:
            walk = self._walk
            offered = [(n, filter_words(n, self._w), walk.count(n)) for n in walk.offered]
            self.tools.show_offer(offered, walk.chosen)

    def _on_all_wanted(self) -> None:
        self.choose_filter("all")

    def _on_dimension_opened(self, section_id: str) -> None:
        """Go to the first open question of a section, or to its first."""
        if self._walk is None:
            return
        section = next(s for s in self._walk.route.sections if s.id == section_id)
        first = self._walk.opening(section)
        if first is not None:
            self.go_to(first)
        elif self._walk.is_narrowed and self.flush():
            self._show_nothing(section)

    def _on_previous(self) -> None:
        before = self._walk.before(self.at) if self._walk and self.card else None
        if before is not None:
            self.go_to(before)

    def _tell_of_reason(self, item_id: str) -> None:
        """Say that the reason for a difference is left open, which holds nobody up."""
        if item_id in self._left_open or self._walk is None:
            return
        self._left_open.add(item_id)
        told = self._w(
            "{number} differs from the last wave. The reason can be given there at any time.",
            number=self._walk.route.number(item_id),
        )
        self.told.emit(told)

    def _on_next(self) -> None:
        if not self.flush():
            return
        current, following = self.current, self._following()
        if following is not None:
            self.go_to(following)
        elif self._walk is not None and self._walk.is_narrowed:
            self.choose_filter("all")
        else:
            self.finished.emit()
        # Told last: whatever was told before ends as another question is shown.
        if current is not None and lacks_reason(current, self._the_model):
            self._tell_of_reason(current)


def _notice(model: AssessmentModel, w: Wording) -> str:
    """Return why the answers of a record can't be changed, or whose own answers are missing."""
    signed = model.assessment.signed
    if model.is_editable and model.team is not None and model.team.missing:
        return w(
            "The own answers of {names} are not in this library, and are not shown below.",
            names=w.listed(assessor_name(source.assessor, w) for source in model.team.missing),
        )
    if model.is_editable:
        return ""
    if signed is None:
        return w("This record can be read and no longer changed.")
    told = w(
        "Signed off on {day} as {role}: the answers can be read and no longer changed.",
        day=w.day(signed.date),
        role=signed.role,
    )
    if model.assessment.status == "superseded":
        return told
    return f"{told} {way_to_correct(w)}"
