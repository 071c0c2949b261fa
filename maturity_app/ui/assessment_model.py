"""What is being edited, with its score; pages observe it and never each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.comparison import Comparison, compare
from maturity_app.domain.conditions import Visibility, visibility
from maturity_app.domain.plan import Plan
from maturity_app.domain.progress import Progress, progress
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.translating import in_language, language_of
from maturity_app.jobs.assessing import asking_language, store_summary
from maturity_app.reports.content import Report, report_on
from maturity_app.storage.library import Library
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.models.plan_undo import PlanChange
from maturity_app.ui.models.undo import Change, Steps, Undo

if TYPE_CHECKING:
    from maturity_app.ui.models.team import Team

_SUMMARY_AFTER_MS = 1500


class AssessmentModel(QObject):
    """One open assessment of the library.

    Every answer is saved before `answered` is announced; `saved` says when. A refusal is
    announced by `refused` with words for people, and the answer stays as it was. That the
    home page's figures were not stored is `figures_refused`: every answer is on disk then.
    `planned` says that targets or actions changed, here or in another window.
    `undo` and `plan_undo` hold what can be taken back, `undo_changed` says that it is something
    else now; `overtaken` that an answer, `plan_overtaken` that the plan was not put back, since
    another window has changed it meanwhile.

    The questions are asked in a language of their own, `language`, which each answer keeps;
    results are told in that of the window. Both are the definition's where it has no other.
    `team` holds the answers that a consensus was made of; None for any other record.
    """

    answered = Signal(str)
    planned = Signal()
    saved = Signal(object)
    refused = Signal(object)
    figures_refused = Signal(object)
    language_changed = Signal(str)
    undo_changed = Signal()
    overtaken = Signal(str)
    plan_overtaken = Signal()

    def __init__(
        self,
        library: Library,
        assessment: Assessment,
        earlier: list[Assessment],
        *,
        language: str = "",
        chosen: str = "",
    ) -> None:
        """Hold an assessment and its unit's earlier waves, the newest last.

        `language` is the window's, `chosen` the one last chosen for questions; empty for none.
        """
        super().__init__()
        self.team: Team | None = None
        self._library = library
        self._assessment = assessment
        self._earlier = earlier
        self._window_language = language
        self.undo = Undo()
        self.plan_undo = Steps[PlanChange]()
        questionnaire = assessment.questionnaire
        self._told_questionnaire = _in(questionnaire, language)
        self._language = asking_language(assessment, earlier, (chosen, language))
        self._spoken = in_language(questionnaire, self._language)
        self._card: Scorecard | None = None
        self._shown: Mapping[str, Visibility] | None = None
        self._summary_timer = QTimer(self, singleShot=True, interval=_SUMMARY_AFTER_MS)
        self._summary_timer.timeout.connect(self.store_summary)

    @property
    def assessment(self) -> Assessment:
        """The assessment as it is saved."""
        return self._assessment

    @property
    def told(self) -> Assessment:
        """The assessment with its questionnaire in the window's language."""
        if self._told_questionnaire is self._assessment.questionnaire:
            return self._assessment
        return replace(self._assessment, questionnaire=self._told_questionnaire)

    @property
    def spoken(self) -> Questionnaire:
        """The questionnaire in the language its questions are asked in."""
        return self._spoken

    @property
    def language(self) -> str:
        """The language the questions are asked in."""
        return self._language

    def speak(self, language: str) -> None:
        """Ask the questions in another language from now on."""
        if language != self._language:
            self._language = language
            self._spoken = in_language(self._assessment.questionnaire, language)
            self.language_changed.emit(language)

    @cached_property
    def previous(self) -> Assessment | None:
        """The unit's wave before this one, with its questionnaire in the window's language."""
        if not self._earlier:
            return None
        newest = self._earlier[-1]
        told = _in(newest.questionnaire, self._window_language)
        return replace(newest, questionnaire=told)

    @property
    def is_editable(self) -> bool:
        """Whether answers may change."""
        return self._assessment.is_draft

    @property
    def card(self) -> Scorecard:
        """The scorecard of the answers as they stand."""
        if self._card is None:
            self._card = score_assessment(self.told)
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
        return compare([self.previous, self.told]) if self.previous else None

    def report(self) -> Report:
        """Return what a report says of the answers as they stand."""
        return report_on(self._assessment, self._earlier)

    def set_answer(self, item_id: str, answer: Answer) -> bool:
        """Save an answer; return whether it is on disk."""
        stamped = replace(
            answer,
            answered_at=datetime.now(UTC).replace(microsecond=0),
            language=self._language,
        )
        if answer.is_empty:
            stamped = Answer()
        before = self.answer(item_id)
        try:
            when = self._library.save_answer(self._assessment.id, item_id, stamped)
        except MaturityError as refusal:
            self.refused.emit(refusal.text)
            return False
        self.undo.note(Change(item_id, before, stamped))
        self._announce(item_id, stamped, when)
        return True

    def set_plan(self, plan: Plan) -> bool:
        """Save targets and actions; return whether they are on disk."""
        change = PlanChange(self._assessment.plan, plan)
        try:
            when = self._library.save_plan(self._assessment.id, plan)
        except MaturityError as refusal:
            self.refused.emit(refusal.text)
            return False
        self.plan_undo.note(change)
        self._announce_plan(plan, when)
        return True

    def take_plan_back(self) -> PlanChange | None:
        """Undo the newest change of the plan and return it; None if nothing was undone."""
        change = self.plan_undo.undoable
        if change is None or not self._replan(change.before, self.plan_undo.take_back):
            return None
        return change

    def do_plan_again(self) -> PlanChange | None:
        """Redo the change of the plan undone last and return it; None if nothing was redone."""
        change = self.plan_undo.redoable
        if change is None or not self._replan(change.after, self.plan_undo.do_again):
            return None
        return change

    def _replan(self, plan: Plan, noted: Callable[[], None]) -> bool:
        """Save a plan of before, unless another window has changed the one on disk."""
        held = self._assessment
        try:
            with self._library.alone():
                is_same = self._library.assessment(held.id).plan == held.plan
                when = self._library.save_plan(held.id, plan) if is_same else None
            if when is None:
                self.catch_up()
        except MaturityError as refusal:
            self.refused.emit(refusal.text)
            return False
        if when is None:
            self.plan_overtaken.emit()
            return False
        noted()
        self._announce_plan(plan, when)
        return True

    def _announce_plan(self, plan: Plan, when: datetime) -> None:
        self._assessment = replace(self._assessment, plan=plan)
        self.planned.emit()
        self.saved.emit(when)
        self.undo_changed.emit()

    def take_back(self) -> Change | None:
        """Undo the newest change and return it; None if nothing was undone."""
        change = self.undo.undoable
        if change is None or not self._did(change.turned):
            return None
        self.undo.take_back()
        self.undo_changed.emit()
        return change

    def do_again(self) -> Change | None:
        """Redo what was undone last and return it; None if nothing was redone."""
        change = self.undo.redoable
        if change is None or not self._did(change):
            return None
        self.undo.do_again()
        self.undo_changed.emit()
        return change

    def catch_up(self) -> None:
        """Take over what another window saved, so that none of it is overwritten unseen."""
        held = self._assessment
        stored = self._library.assessment(held.id)
        news = [i for i in held.questionnaire.items if stored.answer(i) != held.answer(i)]
        if stored.questionnaire != held.questionnaire or not (news or stored.plan != held.plan):
            return
        self._take(stored)
        if stored.plan != held.plan:
            self.plan_undo.clear()
            self.planned.emit()
        for item_id in news:
            self.undo.forget(item_id)
            self.answered.emit(item_id)
        self.undo_changed.emit()

    def _did(self, change: Change) -> bool:
        """Save a change, unless the answer on disk is another one by now; return whether it is."""
        record, item_id = self._assessment.id, change.item_id
        try:
            # Compared and saved in one, so that no answer of another window falls between.
            with self._library.alone():
                is_same = self._library.assessment(record).answer(item_id) == change.before
                when = self._library.save_answer(record, item_id, change.after) if is_same else None
            if when is None:
                self.catch_up()
        except MaturityError as refusal:
            self.refused.emit(refusal.text)
            return False
        if when is None:
            self.undo.forget(item_id)
            self.undo_changed.emit()
            self.overtaken.emit(item_id)
            return False
        self._announce(item_id, change.after, when)
        return True

    def _announce(self, item_id: str, answer: Answer, when: datetime) -> None:
        self._take(self._assessment.with_answer(item_id, answer))
        self._summary_timer.start()
        self.answered.emit(item_id)
        self.saved.emit(when)
        self.undo_changed.emit()

    def _take(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._card = None
        self._shown = None

    def store_summary(self) -> None:
        """Store the figures the home page shows."""
        self._summary_timer.stop()
        try:
            # The library keeps the words of the definition, whichever window is open over it.
            is_same = self.told is self._assessment
            store_summary(self._library, self._assessment, self.card if is_same else None)
        except MaturityError as refusal:
            self.figures_refused.emit(refusal.text)


def _in(questionnaire: Questionnaire, language: str) -> Questionnaire:
    return in_language(questionnaire, language_of(questionnaire, language))
