"""Answers in words: a text, or what was measured with its value and source."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Item
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.painting import RING
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_LONGEST = 20000
_LONGEST_LINE = 1000


class WrittenAnswer(QWidget):
    """The fields of a text or measure item; `settled` says that one of them is to be saved."""

    settled = Signal()
    edited = Signal()
    left = Signal()

    def __init__(self, w: Wording, item: Item) -> None:
        """Make the empty fields an item of this type has."""
        super().__init__()
        self._is_measure = item.type == "measure"
        if self._is_measure:
            self.text = AutosaveText(w("What was measured"), _LONGEST)
            self.value = AutosaveText(w("Value"), _LONGEST_LINE)
            self.source = AutosaveText(w("Source"), _LONGEST_LINE)
            self.fields: tuple[AutosaveText, ...] = (self.text, self.value, self.source)
        else:
            self.text = AutosaveText(w("Answer"), _LONGEST, lines=4)
            self.fields = (self.text,)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(4)
        for field in self.fields:
            field.setAccessibleDescription(item.text)
            if self._is_measure:
                if column.count():
                    column.addSpacing(6)
                column.addWidget(label(field.accessibleName(), "strong", buddy=field))
            column.addWidget(field)
            field.settled.connect(self.settled)
            field.edited.connect(self.edited)
            field.left.connect(self.left)
        if self._is_measure:
            column.addWidget(
                label(w("Counts as answered once it has a value."), "muted", wraps=True)
            )

    def applied_to(self, answer: Answer) -> Answer:
        """Return an answer with what stands in the fields, answered if that says anything."""
        text = self.text.toPlainText()
        if self._is_measure:
            value = self.value.toPlainText()
            answer = replace(answer, value=value, source=self.source.toPlainText())
        else:
            value = text
        state = answer.state
        if value.strip():
            state = "answered"
        elif state == "answered":
            state = "not_answered"
        reason = answer.reason if state == "not_applicable" else ""
        return replace(answer, text=text, state=state, reason=reason)

    def show_answer(self, answer: Answer) -> None:
        """Show what is saved."""
        self.text.show_saved(answer.text)
        if self._is_measure:
            self.value.show_saved(answer.value)
            self.source.show_saved(answer.source)

    def set_editable(self, editable: bool) -> None:
        """Let the texts be changed, or only be read."""
        for field in self.fields:
            field.setReadOnly(not editable)
