"""What was changed in a plan: told in words, so that it can be taken back and done again."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from maturity_app.domain.plan import Action, Plan
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.problems import shortened
from maturity_app.ui.models.undo import UndoWords
from maturity_app.wording import Wording

Kind = Literal["target", "added", "removed", "state", "edited"]


class PlanChange(NamedTuple):
    """A plan as it was before and as it was saved."""

    before: Plan
    after: Plan

    @property
    def kind(self) -> Kind:
        """What was done to the plan."""
        if self.before.targets != self.after.targets:
            return "target"
        if len(self.before.actions) != len(self.after.actions):
            return "added" if len(self.after.actions) > len(self.before.actions) else "removed"
        then, now = self.before.action(self.place), self.after.action(self.place)
        return "state" if then and now and then.state != now.state else "edited"

    @property
    def actions(self) -> Sequence[Action]:
        """The actions that were added, removed or changed."""
        then, now = self.before.actions, self.after.actions
        return [a for a in now if a not in then] or [a for a in then if a not in now]

    @property
    def place(self) -> str:
        """The id of the node or of the first action that was changed."""
        then, now = self.before.targets, self.after.targets
        nodes = [node for node in {**then, **now} if then.get(node) != now.get(node)]
        return next(iter([*nodes, *(action.id for action in self.actions)]), "")

    @property
    def removed(self) -> Action | None:
        """The action that was removed, if that is what was done."""
        return self.actions[0] if self.kind == "removed" else None


def plan_undo_words(change: PlanChange, questionnaire: Questionnaire, w: Wording) -> UndoWords:
    """Return what is said of a change: what taking it back is called, and that it was."""
    words = _change_words(change, questionnaire, w)
    in_a_menu = words.replace("&", "&&")
    return UndoWords(
        undo=w("&Undo: {change}", change=in_a_menu),
        redo=w("&Redo: {change}", change=in_a_menu),
        undone=w("Undone and saved: {change}", change=words),
        redone=w("Redone and saved: {change}", change=words),
    )


def _change_words(change: PlanChange, questionnaire: Questionnaire, w: Wording) -> str:
    """Return what was changed, in a few words."""
    if change.kind == "target":
        node = questionnaire.nodes.get(change.place)
        return w("target for {node}", node=node.short if node else change.place)
    count = len(change.actions)
    if count > 1:
        return w.plural("{count} new action", "{count} new actions", count)
    text = shortened(change.actions[0].text)
    return {
        "added": w("new action, {text}", text=text),
        "removed": w("removal of the action, {text}", text=text),
        "state": w("state of the action, {text}", text=text),
        "edited": w("change of the action, {text}", text=text),
    }[change.kind]
