"""What is being edited, with its score; pages observe it and never each other."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.comparison import Comparison, compare
from maturity_app.domain.conditions import Visibility, visibility
from maturity_app.domain.progress import Progress, progress
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.jobs.assessing import store_summary
from maturity_app.reports.content import Report, report_on
from maturity_app.storage.library import Library
from maturity_app.storage.problems import MaturityError

_SUMMARY_AFTER_MS = 1500


class AssessmentModel(QObject):
    """One open assessment of the library.

    Every answer is saved before `answered` is announced; `saved` says when. A refusal is
    announced by `refused` with words for people, and the answer stays as it was. That the
    home page's figures were not stored is `figures_refused`: every answer is on disk then.
    """

    answered = Signal(str)
    saved = Signal(object)
    refused = Signal(object)
    figures_refused = Signal(object)

    def __init__(
        self,
        library: Library,
        assessment: Assessment,
        earlier: list[Assessment],
        parent: QObject | None = None,
    ) -> None:
        """Hold an assessment and its unit's earlier waves, the newest last."""
        super().__init__(parent)
        self._library = library
        self._assessment = assessment
        self._earlier = earlier
        self._card: Scorecard | None = None
        self._shown: Mapping[str, Visibility] | None = None
        self._summary_timer = QTimer(self, singleShot=True, interval=_SUMMARY_AFTER_MS)
        self._summary_timer.timeout.connect(self.store_summary)

    @property
    def assessment(self) -> Assessment:
        """The assessment as it is saved."""
        return self._assessment

    @property
    def previous(self) -> Assessment | None:
        """The unit's wave before this one."""
        return self._earlier[-1] if self._earlier else None

    @property
    def is_editable(self) -> bool:
        """Whether answers may change."""
        return self._assessment.is_draft

    @property
    def card(self) -> Scorecard:
        """The scorecard of the answers as they stand."""
        if self._card is None:
            self._card = score_assessment(self._assessment)
        return self._card

    @property
    def shown(self) -> Mapping[str, Visibility]:
        """Which items are asked as the answers stand."""
        if self._shown is None:
            self._shown = visibility(self._assessment.questionnaire, self._assessment.answers)
        return self._shown

    @property
    def progress(self) -> Progress:
        """How much of the questionnaire has been dealt with."""
        return progress(self._assessment)

    def answer(self, item_id: str) -> Answer:
        """Return the answer to an item."""
        return self._assessment.answer(item_id)

    def previous_answer(self, item_id: str) -> Answer | None:
        """Return the last wave's answer if the item is the same in both, else None."""
        if self.previous is None:
            return None
        then = self.previous.questionnaire.items.get(item_id)
        now = self._assessment.questionnaire.items[item_id]
        if then is None or then.revision != now.revision:
            return None
        return self.previous.answer(item_id)

    def comparison(self) -> Comparison | None:
        """Return how the answers compare with the last wave's; None without one."""
        return compare([self.previous, self._assessment]) if self.previous else None

    def report(self) -> Report:
        """Return what a report says of the answers as they stand."""
        return report_on(self._assessment, self._earlier)

    def set_answer(self, item_id: str, answer: Answer) -> bool:
        """Save an answer; return whether it is on disk."""
        stamped = replace(
            answer,
            answered_at=datetime.now(UTC).replace(microsecond=0),
            language=self._assessment.questionnaire.language,
        )
        if answer.is_empty:
            stamped = Answer()
        try:
            when = self._library.save_answer(self._assessment.id, item_id, stamped)
        except MaturityError as refusal:
            self.refused.emit(refusal.text)
            return False
        self._take(self._assessment.with_answer(item_id, stamped))
        self._summary_timer.start()
        self.answered.emit(item_id)
        self.saved.emit(when)
        return True

    def catch_up(self) -> None:
        """Take over answers that another window saved, so that none is overwritten unseen."""
        held = self._assessment
        stored = self._library.assessment(held.id)
        news = [i for i in held.questionnaire.items if stored.answer(i) != held.answer(i)]
        if not news or stored.questionnaire != held.questionnaire:
            return
        self._take(stored)
        for item_id in news:
            self.answered.emit(item_id)

    def _take(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._card = None
        self._shown = None

    def store_summary(self) -> None:
        """Store the figures the home page shows."""
        self._summary_timer.stop()
        try:
            store_summary(self._library, self._assessment, self.card)
        except MaturityError as refusal:
            self.figures_refused.emit(refusal.text)
