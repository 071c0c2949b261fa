"""Undo and redo in the survey: what they are called, and what came of them."""

from PySide6.QtCore import Signal

from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.undo import Change, Undo, UndoWords, undo_words
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.undoing import Undoing


class SurveyUndo(Undoing[Change]):
    """Has changes of the shown answers taken back.

    `reached` names the question a change is in, and the part of its answer.
    """

    reached = Signal(str, str)

    @override
    def _watch(self, model: AssessmentModel) -> None:
        model.overtaken.connect(self._on_overtaken)

    @override
    def _leave(self, model: AssessmentModel) -> None:
        model.overtaken.disconnect(self._on_overtaken)

    @override
    def _steps(self, model: AssessmentModel) -> Undo:
        return model.undo

    @override
    def _taken_back(self, model: AssessmentModel) -> Change | None:
        return model.take_back()

    @override
    def _done_again(self, model: AssessmentModel) -> Change | None:
        return model.do_again()

    @override
    def _words(self, model: AssessmentModel, change: Change) -> UndoWords:
        return undo_words(change, model.spoken.code(change.item_id), self._w)

    @override
    def _reach(self, change: Change) -> None:
        self.reached.emit(change.item_id, change.part)

    def _on_overtaken(self, item_id: str) -> None:
        self.reached.emit(item_id, "answer")
        told = self._w(
            "Question {number} was changed in another window meanwhile, so nothing was undone",
            number=self._model.spoken.code(item_id) if self._model else "",
        )
        self.told.emit(told)
