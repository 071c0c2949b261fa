"""The current question in full: statement, answers, what is none, and remarks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from maturity_app.domain.assessment import Answer, ChangeReason
from maturity_app.domain.progress import is_done
from maturity_app.jobs.assessing import cleared
from maturity_app.ui.models.question import Question
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.last_wave import LastWave
from maturity_app.ui.widgets.option_list import OptionList
from maturity_app.ui.widgets.painting import RING
from maturity_app.ui.widgets.pieces import Card, label, line
from maturity_app.ui.widgets.remarks import Remarks
from maturity_app.ui.widgets.set_aside import SetAside
from maturity_app.ui.widgets.written_answer import WrittenAnswer
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from maturity_app.ui.widgets.team_answers import TeamAnswers

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_NONE = Qt.KeyboardModifier.NoModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPED = (QLineEdit, QPlainTextEdit)
_PRESSED = (*_TYPED, QAbstractButton)


class QuestionCard(Card):
    """Asks for answers to be saved (`answer_given`) and shows the one that is.

    Single keys work while the focus is inside and not in a text field, unless they are off.
    `writing` says that a text field has got the focus, or lost it.
    """

    answer_given = Signal(object)
    edited = Signal()
    writing = Signal(bool)
    next_wanted = Signal()
    previous_wanted = Signal()
    focus_moved = Signal()
    part_shown = Signal(QWidget)
    file_names_wanted = Signal()

    def __init__(  # noqa: PLR0913 - what it shows, and how
        self,
        w: Wording,
        palette: Palette,
        question: Question,
        answer: Answer,
        *,
        single_keys: bool = True,
        team: "TeamAnswers | None" = None,
    ) -> None:
        """Make the card of a question with the answer on record, and what a team answered."""
        super().__init__()
        item = question.item
        self.question = question
        self._answer = answer
        self._is_editable = True
        self._single_keys = single_keys
        # Whoever comes back to an answer has given it already and can't be led by the last one.
        self._is_revealed = is_done(item, answer)
        self.setAccessibleName(
            w("Question {number}: {text}", number=question.number, text=item.text)
        )
        self._options = (
            OptionList(item, question.options, palette, numbered=single_keys)
            if question.options
            else None
        )
        self._written = None if self._options else WrittenAnswer(w, item)
        self._aside = SetAside(w, palette, item, keyed=single_keys)
        self._last = (
            LastWave(w, palette, question.earlier_words, question.earlier)
            if question.earlier
            else None
        )
        self._team = team
        if self._options and team:
            for number, row in enumerate(self._options.rows, start=1):
                row.show_people(team.who_chose(number))
        self._remarks = Remarks(w, palette, item.text)
        self._refusal = label("", "error", wraps=True)
        self._waits = label("", "dense-muted", wraps=True)
        self._w = w
        self._always: dict[int, Callable[[], None]] = {
            Qt.Key.Key_N: self.next_wanted.emit,
            Qt.Key.Key_P: self.previous_wanted.emit,
            Qt.Key.Key_C: self._remarks.open_comment,
            Qt.Key.Key_E: self._remarks.open_evidence,
        }
        if team:
            self._always[Qt.Key.Key_X] = team.open_dissent
        self._build()
        self._connect()
        self.show_answer(answer)

    @property
    def fields(self) -> tuple[AutosaveText, ...]:
        """Every text field of the card."""
        written = self._written.fields if self._written else ()
        dissent = self._team.fields if self._team else ()
        return (*written, self._aside.reason, *dissent, *self._remarks.fields)

    @property
    def has_team(self) -> bool:
        """Whether it shows what a team answered, with a field for dissent."""
        return self._team is not None

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to in the card, from top to bottom."""
        answers = self._options or self._written
        parts = (answers, self._aside, self._last, self._team, self._remarks)
        return [
            widget
            for part in parts
            if part is not None
            for widget in part.findChildren(QWidget)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]

    @property
    def is_last_wave_shown(self) -> bool:
        """Whether the last wave's answer can be seen."""
        return self._last is not None and not self._last.isHidden()

    def show_answer(self, answer: Answer) -> None:
        """Show the answer on record."""
        self._answer = answer
        if self._options:
            self._options.show_option(answer.option if answer.state == "answered" else None)
        if self._written:
            self._written.show_answer(answer)
        self._aside.show_answer(answer)
        if self._team:
            self._team.show_answer(answer)
        self._remarks.show_answer(answer)
        self._refusal.hide()
        if not is_done(self.question.item, answer):
            self._is_revealed = False
        self._show_last()

    def show_waits(self, text: str) -> None:
        """Say what the question waits for before its answer counts; no text takes it away."""
        self._waits.setText(text)
        self._waits.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def show_refusal(self, why: str) -> None:
        """Say that the answer was not saved, and show the one on record."""
        self.show_answer(self._answer)
        self._refusal.setText(self._w("Not saved: {why}", why=why))
        self._refusal.show()

    def set_editable(self, editable: bool) -> None:
        """Let the answer be changed, or only be read."""
        self._is_editable = editable
        if self._options:
            self._options.is_editable = editable
        if self._written:
            self._written.set_editable(editable)
        self._aside.set_editable(editable)
        if self._team:
            self._team.set_editable(editable)
        self._remarks.set_editable(editable)
        self.show_answer(self._answer)

    def around(self, widget: QWidget) -> QWidget:
        """Return what is to be seen with a widget of the card that has the focus."""
        parts = (self._remarks, self._team)
        return next((part for part in parts if part and part.isAncestorOf(widget)), widget)

    def asks_within(self, height: int) -> bool:
        """Return whether the question with its answers fits into a height below the card's top."""
        answers = self._options or self._written
        return answers is None or answers.geometry().bottom() <= height

    def unfold(self, part: str) -> None:
        """Unfold comment or evidence, so that what was found or undone there is seen."""
        field = self._remarks.unfold(part)
        if field is not None:
            self.part_shown.emit(field)

    def unfold_written(self) -> None:
        """Unfold what is written beside the answer, for who comes back to it."""
        for part in ("comment", "evidence"):
            if getattr(self._answer, part).strip():
                self._remarks.unfold(part)

    def add_evidence(self, names: Sequence[str]) -> None:
        """Add pieces to the evidence, a line each, and ask for it to be saved."""
        self._remarks.add_evidence(names)

    def follow_answer(self) -> None:
        """Let the focus follow the answer on record where it stands in the options."""
        if self._options and self._options.has_row_focus():
            self._options.focus()

    def flush(self) -> bool:
        """Hand over what is typed and not saved; return whether all of it is saved now."""
        for field in self.fields:
            field.settle()
        return not any(field.is_unsaved and field.toPlainText().strip() for field in self.fields)

    def focus(self) -> None:
        """Give the focus to the answers, or to the card where the answer is in words."""
        if self._options:
            self._options.focus()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        # Enter is meant for the button that has the keyboard, not for the field to write in.
        kinds = _PRESSED if event.key() in _ENTER else _TYPED
        is_taken = isinstance(focused, kinds)
        plain = event.modifiers() & ~_KEYPAD == _NONE
        if is_taken or not plain or not self._did(Qt.Key(event.key())):
            event.ignore()
        elif self.isVisible():
            # One that has led to another question has given the keyboard away.
            self.focus_moved.emit()

    def _build(self) -> None:
        item = self.question.item
        self.body.setContentsMargins(16, 16, 16, 12)
        self.body.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(RING, 0, RING, 4)
        head.setSpacing(12)
        number = label(self.question.number, "number")
        head.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(item.text, "question", wraps=True))
        if item.frame:
            texts.addWidget(label(item.frame, "dense-muted", wraps=True))
        self._waits.hide()
        texts.addWidget(self._waits)
        head.addLayout(texts, 1)
        self.body.addLayout(head)
        answers = self._options or self._written
        if answers is not None:
            self.body.addWidget(answers)
        self._refusal.hide()
        self.body.addLayout(_inset(self._refusal))
        self.body.addLayout(_inset(line(), top=4))
        self.body.addWidget(self._aside)
        if self._last:
            self.body.addLayout(_inset(self._last))
        if self._team:
            self.body.addLayout(_inset(self._team))
        self.body.addWidget(self._remarks)
        if self._written:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        if self._options:
            self._options.chosen.connect(self._on_chosen)
            self._options.committed.connect(self._reveal)
        if self._written:
            self._written.settled.connect(self._on_written)
        self._aside.dont_know.connect(self._on_dont_know)
        self._aside.reason_settled.connect(self._on_reason)
        self._aside.cleared.connect(self._on_cleared)
        if self._last:
            self._last.reason_given.connect(self._on_change_reason)
            self._last.unfolded.connect(partial(self.part_shown.emit, self._last))
        if self._team:
            self._team.dissent_settled.connect(self._on_dissent)
        self._remarks.comment_settled.connect(self._on_comment)
        self._remarks.evidence_settled.connect(self._on_evidence)
        self._remarks.file_names_wanted.connect(self.file_names_wanted)
        self._aside.entered.connect(self.focus_moved)
        self._remarks.entered.connect(self.focus_moved)
        for field in self.fields:
            field.focus_changed.connect(self.writing)
        for part in (self._written, self._aside, self._team, self._remarks):
            if part is not None:
                part.edited.connect(self.edited)
                part.left.connect(self._on_left)

    def _did(self, key: Qt.Key) -> bool:
        """Do what a single key stands for; return whether it stands for anything."""
        if key in _ENTER and self._written:
            self._written.fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self._single_keys:
            return False
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and self._options:
            self._options.choose(key - Qt.Key.Key_1)
        elif key in self._always:
            self._always[key]()
        elif key == Qt.Key.Key_D and self._is_editable:
            self._on_dont_know()
        elif key == Qt.Key.Key_A and self._is_editable:
            self._aside.open_reason()
        else:
            return False
        return True

    def _give(self, answer: Answer) -> None:
        if not self._is_editable:
            return
        kept = answer.change if self.question.differs(answer) else None
        self.answer_given.emit(replace(answer, change=kept))

    def _on_chosen(self, option_id: str) -> None:
        if self._answer.state == "answered" and self._answer.option == option_id:
            return
        self._give(replace(self._answer, state="answered", option=option_id, reason=""))

    def _on_left(self) -> None:
        self.focus()
        self.focus_moved.emit()

    def _on_written(self) -> None:
        if self._written:
            self._give(self._written.applied_to(self._answer))

    def _on_dont_know(self) -> None:
        if self._answer.state != "dont_know":
            self._give(replace(self._answer, state="dont_know", option=None, reason=""))
        self._reveal_after_button()

    def _on_reason(self, reason: str) -> None:
        self._give(replace(self._answer, state="not_applicable", option=None, reason=reason))
        self._reveal()

    def _on_cleared(self) -> None:
        self._give(cleared(self._answer))
        self.focus()

    def _on_comment(self, text: str) -> None:
        self._give(replace(self._answer, comment=text))

    def _on_evidence(self, text: str) -> None:
        self._give(replace(self._answer, evidence=text))

    def _on_dissent(self, text: str) -> None:
        self._give(replace(self._answer, dissent=text))

    def _on_change_reason(self, reason: ChangeReason | None) -> None:
        self._give(replace(self._answer, change=reason))

    def _reveal_after_button(self) -> None:
        # By key the focus is still in the options, and one may be about to choose again.
        if not (self._options and self._options.has_row_focus()):
            self._reveal()

    def _reveal(self) -> None:
        if is_done(self.question.item, self._answer):
            self._is_revealed = True
            self._show_last()
            if self._last and self.question.differs(self._answer) and not self._answer.change:
                self.part_shown.emit(self._last)

    def _show_last(self) -> None:
        if self._last is None:
            return
        answer, question = self._answer, self.question
        if question.differs(answer) or question.is_same(answer):
            self._last.show_change(question.differs(answer), answer.change, self._is_editable)
        else:
            self._last.show_other()
        self._last.setVisible(self._is_revealed)


def _inset(widget: QWidget, top: int = 0) -> QVBoxLayout:
    """Return a widget with room beside it, so that it ends where the rows above it end."""
    row = QVBoxLayout()
    row.setContentsMargins(RING, top, RING, 0)
    row.addWidget(widget)
    return row
