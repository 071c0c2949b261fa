"""The next steps the questionnaire names, to be ticked and made actions."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from maturity_app.domain.scorecard import Scorecard
from maturity_app.jobs.planning import NextStep, new_action
from maturity_app.reports.plan import action_for
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import label, line
from maturity_app.wording import Wording

_WIDE, _INDENT = 640, 26


class NextStepsDialog(FormDialog):
    """Lists next steps, those that hold the headline first; what is ticked is planned."""

    def __init__(
        self,
        parent: QWidget | None,
        w: Wording,
        card: Scorecard,
        steps: Sequence[NextStep],
        planned: Collection[str],
    ) -> None:
        """List steps; an item in `planned` has an open action already."""
        super().__init__(parent, w, w("Plan next steps"), w("Add to the plan"))
        self.resize(_WIDE, self.height())
        self._card, self._planned = card, planned
        self.boxes: dict[str, QCheckBox] = {}
        self._steps = tuple(steps)
        told = w("Each is what the questionnaire names for the answer given. Tick what is to be "
                 "done before the next wave.")  # fmt: skip
        self.body.addWidget(label(told, "quiet", wraps=True))
        self.body.addSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(4)
        self._list(column)
        self.body.addLayout(column)
        first = next((box for box in self.boxes.values() if box.isEnabled()), self.cancel_button)
        first.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        w: Wording,
        card: Scorecard,
        steps: Sequence[NextStep],
        planned: Collection[str],
    ) -> list[NextStep]:
        """Return the steps to be planned; none if nothing is."""
        dialog = cls(parent, w, card, steps, planned)
        return dialog.value() if dialog.exec() else []

    def value(self) -> list[NextStep]:
        """Return the steps that are ticked."""
        return [step for step in self._steps if self.boxes[step.item].isChecked()]

    @override
    def problem(self) -> str:
        return "" if self.value() else self._w("Tick at least one step.")

    def _list(self, column: QVBoxLayout) -> None:
        heading = ""
        for step in self._steps:
            name = self._w("Holds the headline")
            if not step.holds:
                name = self._card.nodes[step.node].short
            if name != heading:
                if heading:
                    column.addSpacing(8)
                column.addWidget(label(name, "strong"))
                column.addWidget(line())
            heading = name
            column.addWidget(self._row(step))

    def _row(self, step: NextStep) -> QWidget:
        w, questionnaire = self._w, self._card.questionnaire
        about = action_for(questionnaire, new_action(step.text, item=step.item), w)
        title = questionnaire.items[step.item].title
        box = QCheckBox(f"{about}: {title}")
        box.setAccessibleDescription(step.text)
        box.toggled.connect(self.recheck)
        self.boxes[step.item] = box
        made = QWidget()
        row = QVBoxLayout(made)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(0)
        row.addWidget(box)
        text = label(step.text, "dense-muted", wraps=True)
        if step.item in self._planned:
            box.setEnabled(False)
            text.setText(w("Planned already"))
        below = QHBoxLayout()
        below.setContentsMargins(_INDENT, 0, 0, 0)
        below.addWidget(text)
        row.addLayout(below)
        return made
