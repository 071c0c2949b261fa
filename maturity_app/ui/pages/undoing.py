"""Undo and redo on a page: what the survey and the plan have in common."""

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.undo import Steps, UndoWords
from maturity_app.wording import Wording

Changed = TypeVar("Changed")


class Undoing(QObject, Generic[Changed]):
    """Has changes of what the page shows taken back and done again.

    `told` says in words what was done, or why nothing was; `changed` that the texts are others
    now.
    """

    changed = Signal()
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
            self._leave(self._model)
        self._model = model
        model.undo_changed.connect(self.changed)
        self._watch(model)
        self.changed.emit()

    @property
    def undo_text(self) -> str:
        """What undo is called in the menu; empty where there is nothing to undo."""
        change = self._steps(self._model).undoable if self._model else None
        return self._words(self._model, change).undo if self._model and change else ""

    @property
    def redo_text(self) -> str:
        """What redo is called in the menu; empty where there is nothing to redo."""
        change = self._steps(self._model).redoable if self._model else None
        return self._words(self._model, change).redo if self._model and change else ""

    def take_back(self) -> None:
        """Undo the newest change."""
        change = self._taken_back(self._model) if self._model else None
        if self._model and change:
            self._reach(change)
            self.told.emit(self._words(self._model, change).undone)

    def do_again(self) -> None:
        """Redo what was undone last."""
        change = self._done_again(self._model) if self._model else None
        if self._model and change:
            self._reach(change)
            self.told.emit(self._words(self._model, change).redone)

    @abstractmethod
    def _watch(self, model: AssessmentModel) -> None:
        """Hear from now on what another window has changed meanwhile."""

    @abstractmethod
    def _leave(self, model: AssessmentModel) -> None:
        """Hear that no longer."""

    @abstractmethod
    def _steps(self, model: AssessmentModel) -> Steps[Changed]:
        """Return the changes that the page is about."""

    @abstractmethod
    def _taken_back(self, model: AssessmentModel) -> Changed | None:
        """Undo the newest change and return it."""

    @abstractmethod
    def _done_again(self, model: AssessmentModel) -> Changed | None:
        """Redo what was undone last and return it."""

    @abstractmethod
    def _words(self, model: AssessmentModel, change: Changed) -> UndoWords:
        """Return what is said of a change."""

    @abstractmethod
    def _reach(self, change: Changed) -> None:
        """Name the place of a change, so that the page can show it."""
