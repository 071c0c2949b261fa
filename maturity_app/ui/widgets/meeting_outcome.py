"""What a meeting makes of its votes: how far apart they lie, and what is to be remembered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.last_wave import LastWave
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.ui.widgets.question_card import Question
from maturity_app.wording import Wording

_LINES = 2
_AROUND = 20


class MeetingOutcome(QWidget):
    """The spread in words, the last wave's answer, and a sentence to add to the comment.

    `sentence_confirmed` carries the sentence as it stands in the field; nothing of the votes is
    kept but that. `reason_given` says why the answer differs from the last wave's.
    """

    sentence_confirmed = Signal(str)
    reason_given = Signal(object)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make the outcome of no question."""
        super().__init__()
        self._w = w
        self._palette = palette
        self._question: Question | None = None
        self._last: LastWave | None = None
        self._said = label("", "meeting-strong", wraps=True)
        self._to_note = label(
            w("Sentence for the comment, if the team wants one; also for who sees it otherwise"),
            "meeting-note", wraps=True,
        )  # fmt: skip
        self.field = QPlainTextEdit()
        self.field.setProperty("role", "meeting-field")
        self.field.setTabChangesFocus(True)
        self._to_note.setBuddy(self.field)
        self.field.setAccessibleName(w("Sentence for the comment"))
        self.field.setAccessibleDescription(self._to_note.text())
        self.add = button(w("Add to the comment"), "tall", on_click=self._on_add)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for widget in (self._said, self._to_note):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        column.addLayout(row)

    def show_question(self, question: Question, sentence: str) -> None:
        """Show the outcome of another question, with a sentence to begin from."""
        self._question = question
        if self._last is not None:
            self._last.deleteLater()
            self._last = None
        if question.earlier is not None:
            self._last = LastWave(self._w, self._palette, question.earlier_words, question.earlier)
            self._last.reason_given.connect(self.reason_given)
            self._column.insertWidget(1, self._last)
        self.field.setPlainText(sentence)
        self.field.setPlaceholderText("")
        self.field.ensurePolished()
        spacing = self.field.fontMetrics().lineSpacing()
        self.field.setFixedHeight(_LINES * spacing + _AROUND)

    def show_added(self) -> None:
        """Say that the sentence stands in the comment now."""
        self.field.clear()
        self.field.setPlaceholderText(self._w("Added to the comment"))

    def show_answer(self, spread: str, answer: Answer, answered: str) -> None:
        """Show the spread and what is recorded; `answered` is the answer in words, if any."""
        w = self._w
        asked = w("{votes}. What does the team agree on?", votes=spread)
        recorded = w("{votes}. Recorded: {answer}.", votes=spread, answer=answered)
        self._said.setText(recorded if answered else asked)
        can_note = bool(answered)
        for widget in (self._to_note, self.field, self.add):
            widget.setVisible(can_note)
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
