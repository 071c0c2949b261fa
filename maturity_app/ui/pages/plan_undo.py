"""Undo and redo in the plan: what they are called, and what came of them."""

from PySide6.QtCore import QObject, Signal

from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.plan_undo import PlanChange, change_words
from maturity_app.wording import Wording


class PlanUndo(QObject):
    """Has changes of the shown plan taken back and done again.

    `reached` names the node or action a change is about; `told` says in words what was done, or
    why nothing was. `changed` tells that the texts are others now.
    """

    changed = Signal()
    reached = Signal(str)
    told = Signal(str)

    def __init__(self, w: Wording, parent: QObject) -> None:
        """Begin without a plan."""
        super().__init__(parent)
        self._w = w
        self._model: AssessmentModel | None = None

    def follow(self, model: AssessmentModel) -> None:
        """Work on another plan from now on."""
        if self._model is not None:
            self._model.undo_changed.disconnect(self.changed)
            self._model.plan_overtaken.disconnect(self._on_overtaken)
        self._model = model
        model.undo_changed.connect(self.changed)
        model.plan_overtaken.connect(self._on_overtaken)
        self.changed.emit()

    @property
    def undo_text(self) -> str:
        """What undo is called in the menu; empty where there is nothing to undo."""
        change = self._model.plan_undo.undoable if self._model else None
        return self._w("&Undo: {change}", change=self._in_a_menu(change)) if change else ""

    @property
    def redo_text(self) -> str:
        """What redo is called in the menu; empty where there is nothing to redo."""
        change = self._model.plan_undo.redoable if self._model else None
        return self._w("&Redo: {change}", change=self._in_a_menu(change)) if change else ""

    def take_back(self) -> None:
        """Undo the newest change."""
        change = self._model.take_plan_back() if self._model else None
        if change is not None:
            self._tell(change, self._w("Undone and saved: {change}", change=self._words(change)))

    def do_again(self) -> None:
        """Redo what was undone last."""
        change = self._model.do_plan_again() if self._model else None
        if change is not None:
            self._tell(change, self._w("Redone and saved: {change}", change=self._words(change)))

    def _words(self, change: PlanChange) -> str:
        if self._model is None:
            return ""
        return change_words(change, self._model.told.questionnaire, self._w)

    def _in_a_menu(self, change: PlanChange) -> str:
        return self._words(change).replace("&", "&&")

    def _tell(self, change: PlanChange, words: str) -> None:
        self.reached.emit(change.place)
        self.told.emit(words)

    def _on_overtaken(self) -> None:
        w = self._w
        self.told.emit(w("The plan was changed in another window meanwhile, so it stays as it is"))
