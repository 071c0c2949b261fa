"""The actions of a plan with all that can be done to them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from maturity_app.domain.plan import Action, Plan
from maturity_app.reports.plan import actions_finding
from maturity_app.ui.models.figures import FigureTable
from maturity_app.ui.models.plan_tables import ORDERS, Order
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.action_table import ActionTable
from maturity_app.ui.widgets.pieces import GAP, Card, button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording


class ActionsCard(Card):
    """The table of actions under its buttons. It announces what is asked and changes nothing."""

    add_requested = Signal()
    steps_requested = Signal()
    edit_requested = Signal(str)
    state_requested = Signal(str, str)
    removal_requested = Signal(str)
    undo_requested = Signal()
    order_changed = Signal()

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty card; `show_actions` fills it."""
        super().__init__()
        self._w = w
        self.setAccessibleName(w("Actions"))
        self.table = ActionTable(w, palette)
        self.finding = label("", "quiet", wraps=True)
        self.order = QComboBox()
        self.order.addItems([w("As decided"), w("By due date"), w("By state")])
        self.order.setAccessibleName(w("Order of the actions"))
        self.add = button(w("Add action…"), "row", on_click=self.add_requested.emit)
        self.from_steps = button(w("From next steps…"), "row", on_click=self.steps_requested.emit)
        self.edit = button(w("Edit…"), "row", on_click=self._on_edit)
        self.state = button(w("Change state"), "row")
        self.state.setMenu(self.table.states)
        self.remove = button(w("Remove"), "row", on_click=self._on_remove)
        keys = w("Enter edits an action, Space changes its state, Del removes it.")
        self.keys = label(keys, "muted", wraps=True)
        self.table.setAccessibleDescription(keys)
        self.nothing = _Nothing(w)
        self._undo = _Undo(w)
        self._build()
        self._connect()

    @property
    def chosen_order(self) -> Order:
        """In which order the actions stand."""
        return ORDERS[self.order.currentIndex()]

    def show_actions(self, plan: Plan, table: FigureTable, *, is_editable: bool) -> None:
        """Show other actions, in the order they are to stand."""
        has_any = bool(plan.actions)
        self.table.is_editable = is_editable
        self.table.show_table(table)
        self.finding.setText(f"{actions_finding(plan.actions, self._w)}.")
        for part in (self.finding, self.table):
            part.setVisible(has_any)
        self.order.setVisible(len(plan.actions) > 1)
        self._buttons.setVisible(is_editable)
        self.keys.setVisible(is_editable and has_any)
        self._chosen_buttons.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        self.nothing.show_advice(is_editable=is_editable)
        self._show_possible()

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to."""
        buttons = (self.add, self.from_steps, self.edit, self.state, self.remove)
        return [self.order, *buttons, self._undo.button, self.table]

    def offer_undo(self, removed: Action | None) -> None:
        """Offer to bring a removed action back; None takes the offer back."""
        self._undo.show_offer(removed)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(label(self._w("Actions"), "panel"), 1)
        head.addWidget(self.order)
        self._buttons = _Buttons((self.add, self.from_steps))
        self._chosen_buttons = _Buttons((self.edit, self.state, self.remove))
        self._buttons.add(self._chosen_buttons)
        self.body.addLayout(head)
        for part in (self.finding, self.nothing, self._buttons, self._undo, self.table, self.keys):
            self.body.addWidget(part)

    def _connect(self) -> None:
        self.order.currentIndexChanged.connect(self.order_changed)
        self.table.edit_asked.connect(self.edit_requested)
        self.table.state_asked.connect(self.state_requested)
        self.table.removal_asked.connect(self.removal_requested)
        self.table.chosen_changed.connect(self._show_possible)
        self._undo.undone.connect(self.undo_requested)

    def _show_possible(self) -> None:
        for needs_one in (self.edit, self.state, self.remove):
            needs_one.setEnabled(bool(self.table.chosen))

    def _on_edit(self) -> None:
        self.edit_requested.emit(self.table.chosen)

    def _on_remove(self) -> None:
        self.removal_requested.emit(self.table.chosen)


class _Buttons(Reflow):
    """Buttons beside each other where they fit, else below."""

    def __init__(self, buttons: tuple[QWidget, ...]) -> None:
        super().__init__(beside=True)
        self._parts = list(buttons)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        for each in buttons:
            self.body.addWidget(each)

    def add(self, part: QWidget) -> None:
        """Put another part behind them."""
        self._parts.append(part)
        self.body.addWidget(part)
        self.body.addStretch(1)

    @override
    def arrange(self, width: int) -> bool:
        shown = [part for part in self._parts if not part.isHidden()]
        needed = sum(part.sizeHint().width() + GAP for part in shown)
        return turn(self.body, beside=width + GAP >= needed)


class _Undo(QWidget):
    """What was removed last, with a way to bring it back."""

    undone = Signal()

    def __init__(self, w: Wording) -> None:
        super().__init__()
        self._w = w
        self._told = label("", "dense", wraps=True)
        self.button = button(w("Undo"), "link", on_click=self.undone.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._told, 1)
        row.addWidget(self.button)
        self.hide()

    def show_offer(self, removed: Action | None) -> None:
        """Name what was removed; None hides the offer."""
        if removed is not None:
            self._told.setText(self._w("Removed: {text}", text=removed.text))
            self.button.setAccessibleName(self._w("Bring back: {text}", text=removed.text))
        self.setVisible(removed is not None)


class _Nothing(QWidget):
    """What to do while there is no action."""

    def __init__(self, w: Wording) -> None:
        super().__init__()
        self._w = w
        self._advice = label("", "quiet", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(w("No action is planned"), "question", wraps=True))
        column.addWidget(self._advice, 0, Qt.AlignmentFlag.AlignTop)

    def show_advice(self, *, is_editable: bool) -> None:
        """Say what helps, so far as anything can be changed."""
        w = self._w
        self._advice.setText(
            w(
                "Begin with the next steps: the questionnaire names one for each answer that is "
                "not yet full. Three to five actions with an owner and a date are plenty."
            )
            if is_editable
            else w("None was decided before this record was signed off.")
        )
