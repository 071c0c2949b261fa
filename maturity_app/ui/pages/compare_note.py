"""Why there is no comparison to show, and what to do about it."""

from collections.abc import Sequence

from maturity_app.storage.library import Entry
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.widgets.pieces import Card, label
from maturity_app.wording import Wording

TWO = 2
"""How many sides a comparison has at least."""


class CompareNote(Card):
    """Says in two lines what is lacking."""

    def __init__(self, w: Wording) -> None:
        """Say nothing yet."""
        super().__init__()
        self._w = w
        self.message = label("", "question", wraps=True)
        self.advice = label("", "quiet", wraps=True)
        self.body.addWidget(self.message)
        self.body.addWidget(self.advice)

    def say_few(self, entries: Sequence[Entry]) -> None:
        """Say that more is to be chosen, or that there is no more among `entries`."""
        w = self._w
        advice = w("Choose two waves of a unit, or one wave each of two units.")
        if len(entries) < TWO:
            advice = w("Answer the survey again in a later wave, or bring in another unit.")
        self._say(w("A comparison needs two waves, or two units"), advice)

    def say_under_way(self, count: int) -> None:
        """Say that so many assessments are being compared."""
        w = self._w
        counted = w.plural("{count} assessment", "{count} assessments", count)
        advice = w("This can take a while; you can go on meanwhile.")
        self._say(w("Comparing {count} …", count=counted), advice)

    def say_unread(self, failure: MaturityError) -> None:
        """Say what could not be read."""
        self._say(self._w("An assessment could not be read"), failure.worded(self._w))

    def say_different(self, chosen: Sequence[Entry]) -> None:
        """Say that what is chosen answers different questionnaires."""
        w = self._w
        names = w.listed(sorted({entry.questionnaire_id for entry in chosen}))
        advice = w("Chosen are {names}. Choose waves of one of them.", names=names)
        self._say(w("Different questionnaires have nothing to compare"), advice)

    def _say(self, message: str, advice: str) -> None:
        self.message.setText(message)
        self.advice.setText(advice)
