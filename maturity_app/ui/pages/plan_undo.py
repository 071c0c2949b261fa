"""Undo and redo in the plan: what they are called, and what came of them."""

from PySide6.QtCore import Signal

from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.plan_undo import PlanChange, plan_undo_words
from maturity_app.ui.models.undo import Steps, UndoWords
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.undoing import Undoing


class PlanUndo(Undoing[PlanChange]):
    """Has changes of the shown plan taken back; `reached` names their node or action."""

    reached = Signal(str)

    @override
    def _watch(self, model: AssessmentModel) -> None:
        model.plan_overtaken.connect(self._on_overtaken)

    @override
    def _leave(self, model: AssessmentModel) -> None:
        model.plan_overtaken.disconnect(self._on_overtaken)

    @override
    def _steps(self, model: AssessmentModel) -> Steps[PlanChange]:
        return model.plan_undo

    @override
    def _taken_back(self, model: AssessmentModel) -> PlanChange | None:
        return model.take_plan_back()

    @override
    def _done_again(self, model: AssessmentModel) -> PlanChange | None:
        return model.do_plan_again()

    @override
    def _words(self, model: AssessmentModel, change: PlanChange) -> UndoWords:
        return plan_undo_words(change, model.told.questionnaire, self._w)

    @override
    def _reach(self, change: PlanChange) -> None:
        self.reached.emit(change.place)

    def _on_overtaken(self) -> None:
        w = self._w
        self.told.emit(w("The plan was changed in another window meanwhile, so it stays as it is"))
