"""The survey in a meeting: one question a page in large type, votes, and what is agreed."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer, ChangeReason
from maturity_app.domain.progress import is_done
from maturity_app.reports.phrases import answer_word
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.question import Question
from maturity_app.ui.models.votes import (
    DONT_KNOW,
    Ballot,
    counted_words,
    spread_words,
    vote_sentence,
)
from maturity_app.ui.models.walk import Walk
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.meeting_bars import MeetingFoot, MeetingHead
from maturity_app.ui.widgets.meeting_outcome import MeetingOutcome
from maturity_app.ui.widgets.meeting_question import MeetingQuestion
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_NONE = Qt.KeyboardModifier.NoModifier
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 1,
}


class MeetingView(QWidget):
    """Shows one question after the other; `left` says at which one the meeting ended.

    While votes are hidden, keys and clicks count votes; once they are shown, they record what
    the team agrees on, which is saved as any answer is. Votes live here and nowhere else. Where
    people answered alone before, theirs are the first votes, and who gave them is shown with
    them. A
    sentence that was typed is kept for its question until it is added or emptied.
    """

    left = Signal(str)

    def __init__(self, w: Wording, palette: Palette, *, single_keys: bool = True) -> None:
        """Make the view of no question."""
        super().__init__()
        self._w = w
        self._single_keys = single_keys
        self._singles: dict[int, Callable[[], None]] = {
            Qt.Key.Key_R: self._on_revealed,
            Qt.Key.Key_V: self._on_again,
            Qt.Key.Key_D: self._on_dont_know,
            Qt.Key.Key_C: self._on_sentence_wanted,
            Qt.Key.Key_N: lambda: self._on_moved(1),
            Qt.Key.Key_P: lambda: self._on_moved(-1),
        }
        self._model: AssessmentModel | None = None
        self._walk: Walk | None = None
        self._question: Question | None = None
        self._ballots: dict[str, Ballot] = {}
        self._sentences: dict[tuple[str, str], str] = {}
        self.setAccessibleName(w("Meeting view"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.head = MeetingHead(w, palette)
        self.page = MeetingQuestion(w, palette, single_keys=single_keys)
        self.outcome = MeetingOutcome(w, palette, single_keys=single_keys)
        self.page.add_below(self.outcome)
        self.foot = MeetingFoot(w, palette, single_keys=single_keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.page, 1)
        column.addWidget(self.foot)
        self._connect()

    @property
    def current(self) -> str:
        """The item whose question is shown; empty before the first."""
        return self._question.item.id if self._question else ""

    def begin(self, model: AssessmentModel, walk: Walk, item_id: str) -> None:
        """Show an assessment's questions from one of them on."""
        if model is not self._model:
            self._ballots = {}
        self._model, self._walk, self._question = model, walk, None
        model.answered.connect(self._on_answered)
        model.saved.connect(self._on_saved)
        model.refused.connect(self._on_refused)
        self.head.said.clear()
        self.outcome.has_team = bool(model.team and model.team.gathering.owns)
        self.foot.show_privacy(has_team=self.outcome.has_team)
        self.go_to(item_id)

    def end(self) -> None:
        """Let go of the assessment; its votes are kept until another one is shown."""
        self._keep_sentence()
        if self._model is not None:
            self._model.answered.disconnect(self._on_answered)
            self._model.saved.disconnect(self._on_saved)
            self._model.refused.disconnect(self._on_refused)

    def go_to(self, item_id: str) -> None:
        """Show a question, or the one because of which it is not asked."""
        self._keep_sentence()
        model, walk = self._the_model, self._the_walk
        route = walk.route
        item_id = route.asked(item_id, model.shown)
        earlier = model.previous_answer(item_id)
        number = route.number(item_id)
        self._question = Question.of(model.spoken, item_id, number, earlier, self._w)
        self.head.show_place(f"{number}  {route.section(item_id).title}")
        self.page.show_question(self._question)
        self.outcome.show_question(self._question, self._sentence())
        self.setAccessibleDescription(self._question.item.text)
        self._show_state()
        self._order_stops()
        self._focus()

    @property
    def waiting(self) -> list[str]:
        """The numbers of the questions with a typed sentence that was not added."""
        record, route = self._the_model.assessment.id, self._the_walk.route
        kept = {item_id for held, item_id in self._sentences if held == record}
        return [
            route.number(item_id)
            for item_id in route.order
            if item_id in kept and self._sentences[record, item_id].strip()
        ]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_counts()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_typing = isinstance(QApplication.focusWidget(), QPlainTextEdit)
        plain = event.modifiers() & ~_KEYPAD == _NONE
        if key == Qt.Key.Key_Escape and is_typing:
            self._focus()
        elif key == Qt.Key.Key_Escape:
            self._on_left()
        elif is_typing or not plain or not self._did(key):
            event.ignore()

    # --- showing ---------------------------------------------------------------------

    def _connect(self) -> None:
        self.head.left.connect(self._on_left)
        self.page.pressed.connect(self._on_pressed)
        self.outcome.sentence_confirmed.connect(self._on_sentence)
        self.outcome.reason_given.connect(self._on_reason)
        self.outcome.dissent.settled.connect(self._on_dissent)
        self.outcome.dissent.left.connect(self._focus)
        self.foot.taken_back.connect(self._on_taken_back)
        self.foot.revealed.connect(self._on_revealed)
        self.foot.again_wanted.connect(self._on_again)
        self.foot.dont_know.connect(self._on_dont_know)
        self.foot.moved.connect(self._on_moved)

    @property
    def _the_model(self) -> AssessmentModel:
        if self._model is None:
            raise RuntimeError("the meeting view shows no assessment yet")
        return self._model

    @property
    def _the_walk(self) -> Walk:
        if self._walk is None:
            raise RuntimeError("the meeting view shows no assessment yet")
        return self._walk

    @property
    def _ballot(self) -> Ballot:
        if self.current not in self._ballots:
            team = self._the_model.team
            self._ballots[self.current] = Ballot(team.votes(self.current) if team else ())
        return self._ballots[self.current]

    @property
    def _answer(self) -> Answer:
        return self._the_model.answer(self.current)

    def _sentence(self) -> str:
        """Return the sentence typed for the question, or else the one its votes make."""
        typed = self._sentences.get((self._the_model.assessment.id, self.current))
        if typed is not None or self._question is None:
            return typed or ""
        return vote_sentence(self._ballot, self._question.options, self._w)

    def _keep_sentence(self) -> None:
        self.outcome.dissent.settle()
        typed = self.outcome.typed
        if self._model is not None and self._question is not None and typed is not None:
            self._sentences[self._model.assessment.id, self.current] = typed

    def _focus(self) -> None:
        """Give the focus to the answers; without any, to no button that a typed space presses."""
        if self.page.rows:
            self.page.focus()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_stops(self) -> None:
        """Let Tab go through the view as one reads it, whatever was made first."""
        stops = (self.head.close_button, *self.page.rows, *self.outcome.stops(), *self.foot.stops())
        for first, second in pairwise(stops):
            self.setTabOrder(first, second)

    def _show_state(self) -> None:
        """Show votes and answer, or that they are hidden."""
        if self._question is None:
            return
        ballot, answer, options = self._ballot, self._answer, self._question.options
        spread = spread_words(ballot, options, self._w)
        self.page.show_ballot(ballot, answer.option if answer.state == "answered" else None)
        is_given = is_done(self._question.item, answer)
        spoken = self._the_model.spoken
        words = answer_word(spoken, self.current, answer, self._w) if is_given else ""
        self.foot.show_ballot(ballot, words, has_options=bool(options))
        was_typing = self.outcome.field.hasFocus()
        self.outcome.setVisible(bool(options) and ballot.is_revealed)
        self.outcome.show_answer(spread, answer, words, is_new=ballot.is_agreed)
        self.outcome.show_names("" if ballot.was_begun_anew else self._named())
        if was_typing and not self.outcome.field.isVisible():
            self._focus()
        self._show_counts()
        self.head.show_progress(self._the_model.progress)
        self.foot.previous.setEnabled(self._the_walk.before(self.current) is not None)
        self.foot.following.setEnabled(self._the_walk.after(self.current) is not None)

    def _named(self) -> str:
        """Return who answered what alone, and what they wrote; empty where nobody did."""
        team, spoken, w = self._the_model.team, self._the_model.spoken, self._w
        if team is None:
            return ""
        said = [team.named(self.current, spoken, w), *team.remarks(self.current, spoken, w)]
        return "\n".join(said)

    def _show_counts(self) -> None:
        """Show what counts as evidence once votes are shown, if nothing is pushed out by it."""
        is_wanted = self.outcome.isVisibleTo(self) and bool(self.outcome.counts.text())
        self.page.show_where_room(self.outcome.counts, wanted=is_wanted)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # --- what happens ----------------------------------------------------------------

    def _did(self, key: Qt.Key) -> bool:
        """Do what a key stands for; return whether it stands for anything."""
        rows = self.page.rows
        if key in _MOVES:
            self._on_moved(_MOVES[key])
        elif key == Qt.Key.Key_Backspace:
            self._on_taken_back()
        elif not self._single_keys:
            return False
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            at = key - Qt.Key.Key_1
            if at < len(rows):
                self._on_pressed(rows[at].option.id)
        elif key in self._singles:
            self._singles[key]()
        else:
            return False
        return True

    def _give(self, answer: Answer) -> bool:
        """Have an answer saved; the reason for a difference falls with the difference."""
        if self._question is None:
            return False
        kept = answer.change if self._question.differs(answer) else None
        return self._the_model.set_answer(self.current, replace(answer, change=kept))

    def _on_pressed(self, option_id: str) -> None:
        if self._ballot.is_revealed:
            self._agree(replace(self._answer, state="answered", option=option_id, reason=""))
        else:
            self._count(option_id)

    def _agree(self, answer: Answer) -> None:
        ballot, was_agreed = self._ballot, self._ballot.is_agreed
        ballot.is_agreed = True
        if not self._give(answer):
            ballot.is_agreed = was_agreed

    def _count(self, option_id: str) -> None:
        self._ballot.add(option_id)
        self._show_state()
        self._announce(counted_words(self._ballot, self._w))

    def _on_taken_back(self) -> None:
        if not self._ballot.is_revealed:
            self._ballot.take_back()
            self._show_state()
            if not self._ballot.total:
                self._focus()
            self._announce(counted_words(self._ballot, self._w))

    def _on_revealed(self) -> None:
        if self._question is None or not self._question.options or self._ballot.is_revealed:
            return
        self._ballot.is_revealed = True
        if not self._sentence():
            # Votes counted anew make a sentence of their own, whatever became of the one before.
            self._sentences.pop((self._the_model.assessment.id, self.current), None)
        self._show_votes()

    def _show_votes(self) -> None:
        if self._question is None:
            return
        self.outcome.show_sentence(self._sentence())
        self._show_state()
        self._focus()
        self._announce(spread_words(self._ballot, self._question.options, self._w))

    def _on_again(self) -> None:
        """Vote again, or go back to the votes before as long as no new one is counted."""
        self._keep_sentence()
        if self._ballot.is_revealed:
            self._ballot.begin_anew()
            self._show_state()
            self._focus()
            self.page.show_top()
        elif self._ballot.can_go_back:
            self._ballot.go_back()
            self._show_votes()

    def _on_dont_know(self) -> None:
        if self._ballot.is_revealed:
            self._agree(replace(self._answer, state="dont_know", option=None, reason=""))
        elif self._question is not None and self._question.options:
            self._count(DONT_KNOW)

    def _on_sentence_wanted(self) -> None:
        """Go to the sentence; there is none before an answer is recorded."""
        if self.outcome.field.isVisible():
            self.outcome.focus()
            return
        told = self._w("A sentence can be added once an answer is recorded")
        self.head.said.setText(told)
        self._announce(told)

    def _on_sentence(self, text: str) -> None:
        answer = self._answer
        comment = f"{answer.comment.rstrip()}\n{text}".lstrip()
        if self._the_model.set_answer(self.current, replace(answer, comment=comment)):
            self._sentences[self._the_model.assessment.id, self.current] = ""
            self.outcome.show_added()
            self._announce(self._w("Added to the comment"))
            self._focus()

    def _on_reason(self, reason: ChangeReason | None) -> None:
        self._give(replace(self._answer, change=reason))

    def _on_dissent(self, text: str) -> None:
        self._the_model.set_answer(self.current, replace(self._answer, dissent=text))

    def _on_moved(self, step: int) -> None:
        walk = self._the_walk
        target = walk.after(self.current) if step > 0 else walk.before(self.current)
        if target is not None:
            self.go_to(target)

    def _on_left(self) -> None:
        self.left.emit(self.current)

    def _on_answered(self, item_id: str) -> None:
        if item_id == self.current:
            self._show_state()
            if self.page.has_row_focus():
                self.page.focus()
            self.page.show_below(self.outcome)

    def _on_saved(self, when: datetime) -> None:
        self.head.show_saved(when)

    def _on_refused(self, why: str) -> None:
        told = self._w("Not saved: {why}", why=self._w.said(why))
        self.head.said.setText(told)
        self._announce(told)
