"""Where one goes from a question: through all of them, or through those a filter leaves.

Where a team differs one goes from what lies widest apart to what lies less so.
"""

from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.question_filter import FILTERS, Filter, matching
from maturity_app.ui.widgets.sections import Route, Section, Shown
from maturity_app.wording import Wording


class Walk:
    """The way through one assessment, narrowed by the filter that is chosen."""

    def __init__(self, model: AssessmentModel, w: Wording) -> None:
        """Lay the way through all questions."""
        self._model = model
        self._w = w
        self.route = Route(model.spoken, w)
        self.chosen: Filter = "all"

    def lay_anew(self) -> None:
        """Lay the way in the words of another language."""
        self.route = Route(self._model.spoken, self._w)

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter leaves something out."""
        return self.chosen != "all"

    @property
    def offered(self) -> tuple[Filter, ...]:
        """The filters that make sense: without an earlier wave nothing has changed since."""
        team = self._model.team
        senseless = {"changed"} if self._model.previous is None else set()
        if team is None or not team.differing:
            senseless.add("differs")
        return tuple(name for name in FILTERS if name not in senseless)

    def count(self, chosen: Filter) -> int:
        """Return how many questions a filter leaves."""
        return len(matching(chosen, self._model))

    def left_in(self, section: Section) -> int | None:
        """Return how many questions of a section the filter leaves; None without one."""
        if not self.is_narrowed:
            return None
        kept = matching(self.chosen, self._model)
        return sum(item.id in kept for item in section.items)

    def in_view(self, current: str | None) -> Shown:
        """Return what can be seen: what matches, and the question one is at whatever it became."""
        shown = self._model.shown
        if not self.is_narrowed:
            return shown
        kept = matching(self.chosen, self._model) | {current}
        return {item: seen if item in kept else "hidden" for item, seen in shown.items()}

    def start(self) -> str | None:
        """Return where one left off; in a record that is only read, the first question."""
        model = self._model
        left = self.route.where_left(model.assessment, model.shown) if model.is_editable else None
        return left or self.route.first(model.shown)

    def following(self, current: str) -> str | None:
        """Return the next open question; in a record that is only read, the next one.

        With a filter it is the next one that matches, from the start again behind the last.
        """
        model = self._model
        if self.is_narrowed:
            return self.next_match(current)
        if not model.is_editable:
            return self.route.after(current, model.shown)
        return self.route.next_open(model.assessment, model.shown, current)

    def next_match(self, behind: str) -> str | None:
        """Return the next question the filter leaves behind another one."""
        if self.chosen == "differs":
            return self._beside(behind, 1)
        kept = matching(self.chosen, self._model) - {behind}
        return next((item_id for item_id in self.route.behind(behind) if item_id in kept), None)

    def before(self, current: str) -> str | None:
        """Return the question before one; None at the start."""
        if self.chosen == "differs":
            return self._beside(current, -1)
        return self.route.before(current, self.in_view(current))

    def after(self, current: str) -> str | None:
        """Return the question after one, answered or not; None at the end."""
        if self.chosen == "differs":
            return self._beside(current, 1)
        return self.route.after(current, self.in_view(current))

    def widest(self) -> str | None:
        """Return the question on which the team lies widest apart and has recorded nothing yet."""
        kept = self._differing()
        answer = self._model.answer
        open_ones = (item_id for item_id in kept if answer(item_id).state == "not_answered")
        return next(open_ones, kept[0] if kept else None)

    def _differing(self) -> list[str]:
        team, shown = self._model.team, self._model.shown
        return [item_id for item_id in team.differing if shown[item_id] != "hidden"] if team else []

    def _beside(self, item_id: str, step: int) -> str | None:
        """Return the question before or after one in the order of how far the team differs."""
        kept = self._differing()
        place = kept.index(item_id) + step if item_id in kept else 0
        return kept[place] if 0 <= place < len(kept) else None

    def opening(self, section: Section) -> str | None:
        """Return a section's first open question that is in view, or its first."""
        return self.route.opening(section, self._model.assessment, self.in_view(None))
