"""What is said where a filter leaves no question, and the ways out of there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import Card, button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording


class NothingLeft(Card):
    """A sentence with two buttons: to the next dimension with matches, and to all questions."""

    next_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, w: Wording, text: str, following: str) -> None:
        """Say a text; `following` names where there are matches, empty for nowhere."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(text)
        self.body.addWidget(label(text, "question", wraps=True))
        self.buttons: list[QPushButton] = []
        if following:
            to_next = w("Next dimension with a match: {place}", place=following)
            self.buttons.append(button(to_next, "tall", on_click=self.next_wanted.emit))
        self.buttons.append(button(w("Show all questions"), "tall", on_click=self.all_wanted.emit))
        self.body.addWidget(_Row(self.buttons))


class _Row(Reflow):
    """Buttons beside each other, or below each other where they do not fit."""

    def __init__(self, buttons: list[QPushButton]) -> None:
        super().__init__(beside=True)
        self._buttons = buttons
        self.body.setContentsMargins(0, 4, 0, 0)
        for each in buttons:
            self.body.addWidget(each)
        self.body.addStretch()

    @override
    def arrange(self, width: int) -> bool:
        """Turn the row by the room there is."""
        taken = sum(each.sizeHint().width() + 12 for each in self._buttons)
        return turn(self.body, beside=width >= taken)
