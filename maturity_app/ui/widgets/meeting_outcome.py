"""What a meeting makes of its votes: how far apart they lie, and what is to be remembered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.ui.models.question import Question
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.key_button import KeyHints
from maturity_app.ui.widgets.last_wave import LastWave
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording

_LINES = 2
_LONGEST = 20000
_AROUND = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Sentence(QPlainTextEdit):
    """A field for a sentence or two; Ctrl and Enter hand it over, as a button would."""

    confirmed = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_control and event.key() in _ENTER:
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)


class MeetingOutcome(QWidget):
    """The spread in words, the last wave's answer, and a sentence to add to the comment.

    Below them stands what counts as evidence, where it finds room without scrolling; where a
    team answered alone before, also a field for the dissent that is to be kept.

    `sentence_confirmed` carries the sentence as it stands in the field; nothing of the votes is
    kept but that. `reason_given` says why the answer differs from the last wave's.
    """

    sentence_confirmed = Signal(str)
    reason_given = Signal(object)

    def __init__(self, w: Wording, palette: Palette, *, single_keys: bool) -> None:
        """Make the outcome of no question."""
        super().__init__()
        self._w = w
        self._palette = palette
        self._question: Question | None = None
        self._last: LastWave | None = None
        self.has_team = False
        self._said = label("", "meeting-strong", wraps=True)
        self._names = label("", "meeting-note", wraps=True)
        self._to_note = label(
            w("Sentence for the comment, if the team wants one; also for who sees it otherwise"),
            "meeting-note", wraps=True,
        )  # fmt: skip
        self.field = _Sentence()
        self.field.setProperty("role", "meeting-field")
        self.field.setTabChangesFocus(True)
        self._to_note.setBuddy(self.field)
        self.field.setAccessibleName(w("Sentence for the comment"))
        self.field.setAccessibleDescription(self._to_note.text())
        self.add = button(w("Add to the comment"), "tall", on_click=self._on_add)
        self.field.confirmed.connect(self._on_add)
        self.dissent = AutosaveText(w("Dissent"), _LONGEST)
        self._dissent_title = label(w("Dissent, if any"), "meeting-note", buddy=self.dissent)
        self._hints = KeyHints()
        keys = (w("[C] write"),) if single_keys else ()
        self._hints.show_hints(
            (*keys, w("[Ctrl] [Enter] add to the comment"), w("[Esc] back to the answers"))
        )
        self.counts = label("", "meeting-note", wraps=True)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for widget in (self._said, self._names, self._to_note):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        column.addLayout(row)
        column.addWidget(self._hints)
        column.addWidget(self._dissent_title)
        column.addWidget(self.dissent)
        column.addWidget(self.counts)

    @property
    def typed(self) -> str | None:
        """The sentence as somebody has changed it; None where nobody has."""
        return self.field.toPlainText() if self.field.document().isModified() else None

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, from top to bottom."""
        last = self._last.findChildren(QWidget) if self._last else []
        return [*(part for part in last if part.focusPolicy()), self.field, self.add, self.dissent]

    def focus(self) -> None:
        """Go to the sentence, behind its last word."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.moveCursor(QTextCursor.MoveOperation.End)

    def show_question(self, question: Question, sentence: str) -> None:
        """Show the outcome of another question, with a sentence to begin from."""
        self._question = question
        self.dissent.revert()
        if self._last is not None:
            self._last.deleteLater()
            self._last = None
        if question.earlier is not None:
            self._last = LastWave(self._w, self._palette, question.earlier_words, question.earlier)
            self._last.reason_given.connect(self.reason_given)
            self._column.insertWidget(2, self._last)
        evidence = question.item.evidence
        self.counts.setText(self._w("What counts: {text}", text=evidence) if evidence else "")
        self.show_sentence(sentence)
        self.field.ensurePolished()
        spacing = self.field.fontMetrics().lineSpacing()
        self.field.setFixedHeight(_LINES * spacing + _AROUND)

    def show_sentence(self, sentence: str) -> None:
        """Show another sentence to begin from, or one that was begun before."""
        self.field.setPlainText(sentence)
        self.field.setPlaceholderText("")

    def show_names(self, names: str) -> None:
        """Show who answered what alone; no names where nobody did."""
        self._names.setText(names)
        self._names.setVisible(bool(names))

    def show_added(self) -> None:
        """Say that the sentence stands in the comment now."""
        self.field.clear()
        self.field.setPlaceholderText(self._w("Added to the comment"))

    def show_answer(self, spread: str, answer: Answer, answered: str, *, is_new: bool) -> None:
        """Show the spread and what is recorded; `answered` is the answer in words, if any.

        It is a new one if it was agreed on after these votes, and not before them.
        """
        w = self._w
        told = w("{votes}. What does the team agree on?", votes=spread)
        if answered and is_new:
            told = w("{votes}. Recorded: {answer}.", votes=spread, answer=answered)
        elif answered:
            told = w("{votes}. Recorded so far: {answer}.", votes=spread, answer=answered)
        self._said.setText(told)
        can_note = bool(answered)
        for widget in (self._to_note, self.field, self.add, self._hints):
            widget.setVisible(can_note)
        self._dissent_title.setVisible(can_note and self.has_team)
        self.dissent.setVisible(can_note and self.has_team)
        self.dissent.show_saved(answer.dissent)
        if self._last is not None and self._question is not None:
            differs = self._question.differs(answer)
            self._last.setVisible(can_note)
            if differs or self._question.is_same(answer):
                self._last.show_change(differs, answer.change, editable=True)
            else:
                self._last.show_other()

    def _on_add(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.sentence_confirmed.emit(text)
