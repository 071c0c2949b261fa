"""The survey's search: what was found, and where one is among it."""

from PySide6.QtCore import QObject, Signal

from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.finding import Found, found_in, place_words
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.find_bar import FindBar
from maturity_app.ui.widgets.sections import Route
from maturity_app.wording import Wording


class SurveySearch(QObject):
    """Goes through what is found; `reached` tells each question, and the part that holds it.

    What was found is looked up anew at each step, for answers and comments change meanwhile.
    """

    reached = Signal(str, str)
    closed = Signal()

    def __init__(self, w: Wording, palette: Palette, parent: QObject) -> None:
        """Make the search with its bar, which the page places."""
        super().__init__(parent)
        self._w = w
        self._model: AssessmentModel | None = None
        self._route: Route | None = None
        self._begun_at: str | None = None
        self._at: str | None = None
        self.bar = FindBar(w, palette)
        self.bar.searched.connect(self._on_searched)
        self.bar.stepped.connect(self._on_stepped)
        self.bar.closed.connect(self.close)

    def begin(self, model: AssessmentModel, route: Route, current: str | None) -> None:
        """Search an assessment from the question one is at."""
        self._model, self._route = model, route
        self._begun_at = self._at = current
        self.bar.show()
        self.bar.begin()
        self._on_searched(self.bar.field.text())

    def close(self) -> None:
        """Put the bar away."""
        self.bar.hide()
        self.closed.emit()

    def _found(self, text: str) -> list[Found]:
        if self._model is None or self._route is None:
            return []
        return found_in(self._model, self._route.order, text)

    def _on_searched(self, text: str) -> None:
        """Go to the first question found at or behind the one where the search began."""
        found = self._found(text)
        if self._route is None or not found:
            self.bar.show_place(0, 0, "")
            return
        behind = self._route.behind(self._begun_at)
        ahead = (self._begun_at, *behind) if self._begun_at else behind
        self._reach(found, min(range(len(found)), key=lambda at: ahead.index(found[at].item_id)))

    def _on_stepped(self, step: int) -> None:
        found = self._found(self.bar.field.text())
        if not found:
            self.bar.show_place(0, 0, "")
            return
        ids = [entry.item_id for entry in found]
        at = ids.index(self._at) if self._at in ids else -1 if step > 0 else 0
        self._reach(found, (at + step) % len(found))
        self._begun_at = self._at

    def _reach(self, found: list[Found], at: int) -> None:
        self._at = found[at].item_id
        self.bar.show_place(at + 1, len(found), place_words(found[at].place, self._w))
        self.reached.emit(found[at].item_id, found[at].place)
