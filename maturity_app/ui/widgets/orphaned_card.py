"""The card of answers to what the questionnaire no longer asks: they are kept and shown."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.reports.orphaned import orphaned_words
from maturity_app.ui.widgets.pieces import Card, clear_layout, label, line
from maturity_app.wording import Wording


class OrphanedCard(Card):
    """Each answer under the id of the question it was given to."""

    def __init__(self, w: Wording) -> None:
        """Make an empty card; `show_answers` fills it."""
        super().__init__(w("Answers that no longer fit"))
        self._w = w
        self.body.addWidget(
            label(w("Kept as they were given; they count nowhere."), "muted", wraps=True)
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.body.addLayout(self._column)
        self.body.addStretch(1)

    def show_answers(self, answers: Mapping[str, Answer]) -> None:
        """Show other answers; the card hides where there are none."""
        clear_layout(self._column)
        for number, (item_id, answer) in enumerate(answers.items()):
            if number:
                self._column.addWidget(line())
            made = QWidget()
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            row.addWidget(label(item_id, "dense", wraps=True), 1)
            row.addWidget(label(orphaned_words(answer, self._w), "dense", wraps=True), 2)
            self._column.addWidget(made)
        self.setVisible(bool(answers))
