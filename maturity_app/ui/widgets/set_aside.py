"""The answers that are none: not applicable with its reason, don't know, and clearing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Item
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.key_button import KeyButton
from maturity_app.ui.widgets.painting import RING, font_scale
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording

_LONGEST = 20000
_GROUND_LEAST = 200


class SetAside(Reflow):
    """A row of buttons apart from the scale, and the reason asked for in place.

    `reason_settled` sets the item aside; without a reason nothing is announced. `entered` tells
    that a click led into the reason's field, which may be out of sight.
    """

    reason_settled = Signal(str)
    dont_know = Signal()
    cleared = Signal()
    entered = Signal()
    edited = Signal()
    left = Signal()

    def __init__(self, w: Wording, palette: Palette, item: Item, *, keyed: bool = True) -> None:
        """Make the row for an item, without "not applicable" where the item never allows it.

        The buttons show their keys where they are `keyed`.
        """
        super().__init__()
        self._w = w
        self._offers = item.not_applicable is not None
        self._is_set_aside = False
        name = w("Not measured…") if item.type == "measure" else w("Not applicable…")
        self._apart = KeyButton(name, "A" if keyed else "", palette)
        self._apart.setCheckable(True)
        self._unknown = KeyButton(w("Don't know"), "D" if keyed else "", palette)
        self._unknown.setCheckable(True)
        self._clear = button(w("Clear"), "link", tip=w("Take the answer back"))
        self._clear.setAccessibleName(w("Clear the answer"))
        self._ground = label(_ground(item, w), "muted", wraps=True)
        self.reason = AutosaveText(w("Reason"), _LONGEST)
        self.reason.setAccessibleDescription(item.text)
        self._ask = label(w("Why? It is saved with a reason only."), "caption", wraps=True)
        self._build()
        self._connect()
        self._reason_area.hide()

    def show_answer(self, answer: Answer) -> None:
        """Show what is saved."""
        self._is_set_aside = answer.state == "not_applicable"
        self._unknown.setChecked(answer.state == "dont_know")
        self.reason.show_saved(answer.reason)
        self._clear.setVisible(answer.state != "not_answered" and self._unknown.isEnabled())
        if self._is_set_aside:
            self._reason_area.show()
        elif not self.reason.hasFocus() and not self.reason.is_unsaved:
            self._reason_area.hide()
        self._show_open()

    def set_editable(self, editable: bool) -> None:
        """Let the answer be changed, or only be read."""
        self._apart.setEnabled(editable)
        self._unknown.setEnabled(editable)
        self.reason.setReadOnly(not editable)

    def open_reason(self) -> None:
        """Ask for the reason, where the item may be set aside at all."""
        if not self._offers:
            return
        self._reason_area.show()
        self._show_open()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def arrange(self, width: int) -> bool:
        """Put the ground beside the buttons, or below them where it would become a thin strip."""
        buttons = (self._apart, self._unknown) if self._offers else (self._unknown,)
        taken = sum(b.sizeHint().width() + 8 for b in (*buttons, self._clear))
        fits = width - 2 * RING >= taken
        turned = turn(self._row, beside=fits)
        beside = width - taken >= round(_GROUND_LEAST * font_scale(self))
        if beside == (self._row.indexOf(self._ground) >= 0):
            return turned
        if beside:
            self._row.insertWidget(len(buttons), self._ground, 1)
        else:
            self.body.insertWidget(1, self._ground)
        return True

    def _build(self) -> None:
        column = self.body
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(8)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        if self._offers:
            row.addWidget(self._apart)
        row.addWidget(self._unknown)
        row.addWidget(self._ground, 1)
        row.addStretch()
        row.addWidget(self._clear)
        column.addLayout(row)
        if not self._offers:
            self._apart.setParent(self)
            self._apart.hide()
        self._reason_area = QWidget()
        below = QVBoxLayout(self._reason_area)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        below.addWidget(self._ask)
        below.addWidget(self.reason)
        column.addWidget(self._reason_area)

    def _connect(self) -> None:
        self._apart.clicked.connect(self._on_apart)
        self._unknown.clicked.connect(self._on_unknown)
        self._clear.clicked.connect(self.cleared)
        self.reason.settled.connect(self._on_reason)
        self.reason.edited.connect(self.edited)
        self.reason.left.connect(self._on_left)
        self.reason.focus_lost.connect(self._on_reason_left)

    def _on_apart(self) -> None:
        self._show_open()
        self.open_reason()
        self.entered.emit()

    def _on_unknown(self) -> None:
        self.dont_know.emit()

    def _on_reason(self, text: str) -> None:
        if text.strip():
            self.reason_settled.emit(text)

    def _on_reason_left(self) -> None:
        # An empty reason can't be kept; the one on record stands until another is given.
        if self._is_set_aside and not self.reason.toPlainText().strip():
            self.reason.revert()

    def _on_left(self) -> None:
        if not self._is_set_aside:
            self._reason_area.hide()
            self._show_open()
        self.left.emit()

    def _show_open(self) -> None:
        self._apart.setChecked(self._is_set_aside)
        needs = self._w("Why? It is saved with a reason only.")
        self._ask.setText(self._w("Reason") if self._is_set_aside else needs)


def _ground(item: Item, w: Wording) -> str:
    if item.not_applicable is None:
        return w("Not applicable is not offered: this can be asked of every unit.")
    if item.type == "measure":
        return item.not_applicable
    return w("Not applicable only if: {ground}", ground=item.not_applicable)
