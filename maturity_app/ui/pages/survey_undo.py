"""Undo and redo in the survey: what they are called, and what came of them."""

from PySide6.QtCore import QObject, Signal

from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.undo import (
    Change,
    redo_words,
    redone_words,
    undo_words,
    undone_words,
)
from maturity_app.wording import Wording


class SurveyUndo(QObject):
    """Has changes of the shown assessment taken back and done again.

    `reached` names the question a change is in, and the part of its answer; `told` says in words
    what was done, or why nothing was. `changed` tells that the texts are others now.
    """

    changed = Signal()
    reached = Signal(str, str)
    told = Signal(str)

    def __init__(self, w: Wording, parent: QObject) -> None:
        """Begin without an assessment."""
        super().__init__(parent)
        self._w = w
        self._model: AssessmentModel | None = None

    def follow(self, model: AssessmentModel) -> None:
        """Work on another assessment from now on."""
        if self._model is not None:
            self._model.undo_changed.disconnect(self.changed)
            self._model.overtaken.disconnect(self._on_overtaken)
        self._model = model
        model.undo_changed.connect(self.changed)
        model.overtaken.connect(self._on_overtaken)
        self.changed.emit()

    @property
    def undo_text(self) -> str:
        """What undo is called in the menu; empty where there is nothing to undo."""
        change = self._model.undo.undoable if self._model else None
        return undo_words(change, self._number(change.item_id), self._w) if change else ""

    @property
    def redo_text(self) -> str:
        """What redo is called in the menu; empty where there is nothing to redo."""
        change = self._model.undo.redoable if self._model else None
        return redo_words(change, self._number(change.item_id), self._w) if change else ""

    def take_back(self) -> None:
        """Undo the newest change."""
        change = self._model.take_back() if self._model else None
        if change is not None:
            self._tell(change, undone_words(change, self._number(change.item_id), self._w))

    def do_again(self) -> None:
        """Redo what was undone last."""
        change = self._model.do_again() if self._model else None
        if change is not None:
            self._tell(change, redone_words(change, self._number(change.item_id), self._w))

    def _number(self, item_id: str) -> str:
        return self._model.spoken.code(item_id) if self._model else ""

    def _tell(self, change: Change, words: str) -> None:
        self.reached.emit(change.item_id, change.part)
        self.told.emit(words)

    def _on_overtaken(self, item_id: str) -> None:
        self.reached.emit(item_id, "answer")
        told = self._w(
            "Question {number} was changed in another window meanwhile, so nothing was undone",
            number=self._number(item_id),
        )
        self.told.emit(told)
