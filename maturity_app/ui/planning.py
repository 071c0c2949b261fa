"""What a person has done to the open plan where something is to be asked: actions and outcomes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from maturity_app.domain.alphabet import alphabetical
from maturity_app.domain.plan import OPEN_STATES, Action, ActionState
from maturity_app.jobs.planning import new_action, next_step_of, next_steps
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.plan import action_for
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.dialogs.action import ActionDialog, Offer, OutcomeDialog
from maturity_app.ui.dialogs.message import tell
from maturity_app.ui.dialogs.next_steps import NextStepsDialog
from maturity_app.wording import Wording


class Planning(QObject):
    """Asks what is needed and saves the plan of what is open; nothing is done without one."""

    def __init__(
        self, w: Wording, window: QWidget, opened: Callable[[], AssessmentModel | None]
    ) -> None:
        """Ask before `window` about what `opened` returns."""
        super().__init__(window)
        self._w, self._window, self._opened = w, window, opened

    def add(self) -> None:
        """Add an action of any kind."""
        self._add(new_action(""))

    def add_for(self, item_id: str) -> None:
        """Add the next step of an item as an action."""
        model = self._opened()
        if model is None:
            return
        dimension = model.told.questionnaire.dimension_of(item_id)
        node = dimension.id if dimension else ""
        self._add(new_action(next_step_of(model.card, item_id), node=node, item=item_id))

    def pick(self) -> None:
        """Add what is ticked of the open next steps."""
        model, w = self._opened(), self._w
        if model is None:
            return
        steps = next_steps(model.card)
        if not steps:
            why = w("The questionnaire names a next step for each answer that is not yet full. "
                    "Answer some questions first, or add an action of your own.")  # fmt: skip
            tell(self._window, w, w("There is no next step yet"), why)
            return
        plan = model.assessment.plan
        planned = {action.item for action in plan.actions if action.is_open}
        for step in NextStepsDialog.ask(self._window, w, model.card, steps, planned):
            plan = plan.with_action(new_action(step.text, node=step.node, item=step.item))
        if plan != model.assessment.plan:
            model.set_plan(plan)

    def edit(self, action_id: str) -> None:
        """Change an action."""
        model = self._opened()
        held = model.assessment.plan.action(action_id) if model else None
        if model is None or held is None:
            return
        changed = ActionDialog.ask(self._window, self._w, self._offer(model, held, is_new=False))
        if changed is not None and changed != held:
            model.set_plan(model.assessment.plan.with_action(changed))

    def set_state(self, action_id: str, state: ActionState) -> None:
        """Change how far an action is; of one that is over it is asked what came of it.

        Nothing has come yet of one that is open again.
        """
        model = self._opened()
        held = model.assessment.plan.action(action_id) if model else None
        if model is None or held is None or held.state == state:
            return
        outcome: str | None = ""
        if state not in OPEN_STATES:
            outcome = OutcomeDialog.ask(self._window, self._w, held, state)
        if outcome is not None:
            changed = replace(held, state=state, outcome=outcome)
            model.set_plan(model.assessment.plan.with_action(changed))

    def _add(self, proposed: Action) -> None:
        model = self._opened()
        if model is None:
            return
        added = ActionDialog.ask(self._window, self._w, self._offer(model, proposed, is_new=True))
        if added is not None:
            model.set_plan(model.assessment.plan.with_action(added))

    def _offer(self, model: AssessmentModel, action: Action, *, is_new: bool) -> Offer:
        return Offer(
            action=action,
            is_new=is_new,
            purposes=_purposes(model, action, self._w),
            roles=_roles(model),
            today=datetime.now().astimezone().date(),
        )


def _purposes(model: AssessmentModel, action: Action, w: Wording) -> Sequence[tuple[str, str, str]]:
    """Return what an action may be for: the unit, a practice or safeguard, or what it is for."""
    found = [(w("The whole unit"), "", "")]
    found += [(node.short, node.id, "") for node in judged_nodes(model.card)]
    held = (action.node, action.item)
    if held not in {(node, item) for _, node, item in found}:
        questionnaire = model.told.questionnaire
        name = action_for(questionnaire, action, w)
        item = questionnaire.items.get(action.item)
        found.append((f"{name}: {item.title}" if item else name, *held))
    return found


def _roles(model: AssessmentModel) -> list[str]:
    """Return the owners of actions of this wave and the last one."""
    plans = [model.assessment.plan, *([model.previous.plan] if model.previous else [])]
    owners = {action.owner for plan in plans for action in plan.actions if action.owner}
    return sorted(owners, key=alphabetical)
