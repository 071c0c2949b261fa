"""An action to decide on or to change: what, for which practice, who, until when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from maturity_app.domain.plan import OPEN_STATES, Action, ActionState
from maturity_app.reports.plan import STATES, action_state_word
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.date_field import DateField, in_months
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_LONGEST, _LONGEST_ROLE = 2000, 200
_MONTHS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """An action to fill in, and what there is to choose from.

    `purposes` are what it may be for: a name, a node and an item. `roles` were owners before.
    """

    action: Action
    is_new: bool
    purposes: Sequence[tuple[str, str, str]]
    roles: Sequence[str]
    today: date


class ActionDialog(FormDialog):
    """Asks for all of an action."""

    def __init__(self, parent: QWidget | None, w: Wording, offer: Offer) -> None:
        """Build the fields, filled with the action as it is."""
        title, accept = (w("Add action"), w("Add")) if offer.is_new else (w("Edit action"), "")
        super().__init__(parent, w, title, accept or w("Save"))
        self._action, self._offer = offer.action, offer
        self.text_field = AutosaveText(w("What is to be done"), _LONGEST)
        self.text_field.setPlainText(offer.action.text)
        self.text_field.left.connect(self.reject)
        self.add_field(w("&What is to be done"), self.text_field)
        self._build_purpose()
        self._build_owner()
        self.due_field = DueField(w, offer.action.due, offer.today)
        self.due_field.changed.connect(self._fit)
        self.add_field(w("&Due"), self.due_field)
        self._build_state()
        self.text_field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, offer: Offer) -> Action | None:
        """Return the action as it is to be; None if nothing changes."""
        dialog = cls(parent, w, offer)
        return dialog.value() if dialog.exec() else None

    def value(self) -> Action:
        """Return what the fields say."""
        _, node, item = self._offer.purposes[self.purpose_field.currentIndex()]
        state: ActionState = self.state_field.currentData()
        return replace(
            self._action,
            text=_line(self.text_field.toPlainText()),
            node=node,
            item=item,
            owner=_line(self.owner_field.text()),
            due=self.due_field.day(),
            state=state,
            outcome="" if self.outcome_field.isHidden() else self._outcome(),
        )

    @override
    def problem(self) -> str:
        w = self._w
        return "" if _line(self.text_field.toPlainText()) else w("Write what is to be done.")

    def _outcome(self) -> str:
        return self.outcome_field.toPlainText().strip()

    def _build_purpose(self) -> None:
        w = self._w
        self.purpose_field = QComboBox()
        self.purpose_field.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        held = (self._action.node, self._action.item)
        for number, (name, node, item) in enumerate(self._offer.purposes):
            self.purpose_field.addItem(name)
            if (node, item) == held:
                self.purpose_field.setCurrentIndex(number)
        self.add_field(w("&For"), self.purpose_field)

    def _build_owner(self) -> None:
        w = self._w
        self.owner_field = QLineEdit(self._action.owner)
        self.owner_field.setMaxLength(_LONGEST_ROLE)
        self.owner_field.setPlaceholderText(w("Head of unit"))
        self.owner_field.setCompleter(QCompleter(list(self._offer.roles), self.owner_field))
        hint = w("A role, not a person's name: it is printed on every report.")
        self.add_field(w("&Owner"), self.owner_field, hint)

    def _build_state(self) -> None:
        w = self._w
        self.state_field = QComboBox()
        for state in STATES:
            self.state_field.addItem(action_state_word(state, w), state)
        self.state_field.setCurrentIndex(STATES.index(self._action.state))
        self.state_field.currentIndexChanged.connect(self._on_state_changed)
        self.outcome_field = AutosaveText(w("What came of it"), _LONGEST)
        self.outcome_field.setPlainText(self._action.outcome)
        self.outcome_field.left.connect(self.reject)
        self._outcome_label = label(w("What came &of it"), "strong", buddy=self.outcome_field)
        if not self._offer.is_new:
            self.add_field(w("&State"), self.state_field)
        self.body.addSpacing(8)
        self.body.addWidget(self._outcome_label)
        self.body.addWidget(self.outcome_field)
        self._on_state_changed()

    def _on_state_changed(self) -> None:
        is_over = self.state_field.currentData() not in OPEN_STATES
        for part in (self._outcome_label, self.outcome_field):
            part.setVisible(is_over or (self._action.is_open and bool(self._action.outcome)))
        self.due_field.show_open(is_open=not is_over)
        self._fit()


class DueField(QWidget):
    """A day an action is due, or none; a day that has passed is allowed, and said."""

    changed = Signal()

    def __init__(self, w: Wording, due: date | None, today: date) -> None:
        """Show a day; without one the field proposes one in three months, unticked."""
        super().__init__()
        self._today, self._is_open = today, True
        self.is_set = QCheckBox(w("by"))
        self.is_set.setAccessibleName(w("Has a due date"))
        self.field = DateField(w, due or in_months(today, _MONTHS))
        self.field.setAccessibleName(w("Due date"))
        self.passed = label(w("This day has passed: it will be shown as late."), "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.is_set)
        row.addWidget(self.field)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.passed)
        self.setFocusProxy(self.is_set)
        # A label's key reaches only what takes the keyboard, even if it hands it on.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.is_set.setChecked(due is not None)
        self.is_set.toggled.connect(self._on_changed)
        self.field.dateChanged.connect(self._on_chosen)
        self.field.calendarWidget().clicked.connect(self._on_chosen)
        self._on_changed()

    def show_open(self, *, is_open: bool) -> None:
        """Say that a day has passed only of what is still to be done."""
        self._is_open = is_open
        self._on_changed()

    def day(self) -> date | None:
        """Return the day, or None."""
        return self.field.day() if self.is_set.isChecked() else None

    def _on_chosen(self) -> None:
        self.is_set.setChecked(True)
        self._on_changed()

    def _on_changed(self) -> None:
        day = self.day()
        self.passed.setVisible(self._is_open and day is not None and day < self._today)
        self.changed.emit()


class OutcomeDialog(FormDialog):
    """Asks what came of an action that is over."""

    def __init__(
        self, parent: QWidget | None, w: Wording, action: Action, state: ActionState
    ) -> None:
        """Ask about an action that is done or dropped."""
        title = w("What came of it?") if state == "done" else w("Why is it dropped?")
        accept = w("Mark as done") if state == "done" else w("Mark as dropped")
        super().__init__(parent, w, title, accept)
        self.body.addWidget(label(action.text, "strong", wraps=True))
        self.outcome_field = AutosaveText(w("What came of it"), _LONGEST)
        self.outcome_field.setPlainText(action.outcome)
        self.outcome_field.left.connect(self.reject)
        hint = w("One sentence is enough. It stands beside the action in the next wave's report.")
        self.add_field(w("What came &of it"), self.outcome_field, hint)
        self.outcome_field.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, action: Action, state: ActionState
    ) -> str | None:
        """Return what came of it, which may be empty; None if the state is to stay."""
        dialog = cls(parent, w, action, state)
        return dialog.outcome_field.toPlainText().strip() if dialog.exec() else None


def _line(text: str) -> str:
    return " ".join(text.split())
