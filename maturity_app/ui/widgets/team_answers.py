"""What each person of a team answered alone, below the question that the team settles."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from maturity_app.domain.assessment import Answer
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.team import LEAST_FOR_FIGURE, Told, apart_words, told_of
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.person_mark import PersonMark
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_LONGEST = 20000


class TeamAnswers(QFrame):
    """A row for each person with name, answer and what was written, and a field for dissent.

    Nobody's own answer is changed here; `dissent_settled` carries what those hold who do not
    share what is recorded.
    """

    dissent_settled = Signal(str)
    edited = Signal()
    left = Signal()

    def __init__(
        self, w: Wording, palette: Palette, people: Sequence[Told], apart: str, statement: str
    ) -> None:
        """Show people's answers; `apart` says how far they lie apart."""
        super().__init__()
        self._w = w
        self._people = tuple(people)
        self.setProperty("role", "hint")
        self.setAccessibleName(w("What each answered alone"))
        self.dissent = AutosaveText(w("Dissent"), _LONGEST)
        self.dissent.setAccessibleDescription(statement)
        self.dissent.settled.connect(self.dissent_settled)
        self.dissent.edited.connect(self.edited)
        self.dissent.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addLayout(self._head(apart))
        column.addLayout(self._rows(people, palette))
        column.addLayout(self._dissent_head())
        column.addWidget(self.dissent)

    @property
    def fields(self) -> tuple[AutosaveText, ...]:
        """The field for dissent."""
        return (self.dissent,)

    def who_chose(self, number: int) -> Mapping[int, str]:
        """Return who chose the option at a place from 1 on: their names by their own places."""
        return {at: told.name for at, told in enumerate(self._people) if told.number == number}

    def open_dissent(self) -> None:
        """Go to the field for dissent."""
        self.dissent.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_answer(self, answer: Answer) -> None:
        """Show the dissent that is saved."""
        self.dissent.show_saved(answer.dissent)

    def set_editable(self, editable: bool) -> None:
        """Let the dissent be changed, or only be read."""
        self.dissent.setReadOnly(not editable)

    def _head(self, apart: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(self._w("What each answered alone"), "strong-caption", wraps=True), 1)
        words = label(apart, "caption", wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        if len(self._people) >= LEAST_FOR_FIGURE:
            words.setToolTip(
                self._w("Agreement is r_wg: 1 where all answer the same, 0 where as by chance.")
            )
        row.addWidget(words, 1)
        return row

    def _dissent_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        title = label(self._w("Dissent, if any"), "strong-caption", buddy=self.dissent)
        told = self._w("Kept with the record and printed in its report.")
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(told, "caption", wraps=True), 1)
        return row

    def _rows(self, people: Sequence[Told], palette: Palette) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(3, 6)
        top = Qt.AlignmentFlag.AlignTop
        for place, told in enumerate(people):
            grid.addWidget(PersonMark(place, palette), place, 0, top)
            grid.addWidget(label(told.name, "strong-caption", wraps=True), place, 1, top)
            answer = f"{told.number} {told.answer}" if told.number else told.answer
            grid.addWidget(label(answer, "caption", wraps=True), place, 2, top)
            said = [told.comment]
            if told.evidence:
                said.append(self._w("Evidence: {text}", text=told.evidence))
            words = "\n".join(filter(None, said)) or "–"
            grid.addWidget(label(words, "caption", wraps=True), place, 3, top)
        return grid


def team_answers(
    model: AssessmentModel, item_id: str, palette: Palette, w: Wording
) -> TeamAnswers | None:
    """Return what a team's people answered alone to a question; None where nobody was asked it."""
    views = model.team.views(item_id) if model.team else None
    if views is None:
        return None
    spoken = model.spoken
    people, apart = told_of(views, spoken, w), apart_words(views, spoken, w)
    return TeamAnswers(w, palette, people, apart, spoken.items[item_id].text)
