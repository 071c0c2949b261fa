"""Quiet lines above a page: what was done, and the one thing that can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.key_button import KeyButton
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording

_TEXT_LEAST = 260


class _Notice(Reflow):
    """A sentence with its buttons at the right, or below where it would become a thin strip."""

    def __init__(self, text: str, buttons: list[QPushButton]) -> None:
        super().__init__(beside=True)
        self.setProperty("role", "notice")
        self.setAccessibleName(text)
        self.body.setContentsMargins(PAGE_MARGIN, 6, PAGE_MARGIN, 6)
        self.body.setSpacing(4)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(12)
        for each in buttons:
            self._ways.addWidget(each)
        self._ways.addStretch(1)
        self.body.addWidget(label(text, "dense", wraps=True), 1)
        self.body.addLayout(self._ways)

    @override
    def arrange(self, width: int) -> bool:
        taken = self._ways.sizeHint().width() + 2 * PAGE_MARGIN + 12
        return turn(self.body, beside=width - taken >= _TEXT_LEAST)


class Notices(QWidget):
    """What was done last, which can be taken back, and that there is example data."""

    undo_requested = Signal()
    removal_requested = Signal()

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._w = w
        self._palette = palette
        self._done: _Notice | None = None
        self._example: _Notice | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def tell_done(self, told: str, *, can_undo: bool) -> None:
        """Say what was done, until something else was or it is hidden."""
        self.hide_done()
        w = self._w
        buttons: list[QPushButton] = [button(w("Hide"), "link", on_click=self.hide_done)]
        if can_undo:
            undo = KeyButton(w("Undo"), w("Ctrl+Z"), self._palette, "row")
            undo.clicked.connect(self.undo_requested)
            buttons.insert(0, undo)
        self._done = _Notice(told, buttons)
        self._box.addWidget(self._done)
        self._done.show()

    def hide_done(self) -> None:
        """Say no more what was done."""
        _remove(self._done)
        self._done = None

    def show_example(self, *, is_there: bool) -> None:
        """Say that there is example data, and offer to remove it."""
        if not is_there:
            _remove(self._example)
            self._example = None
        elif self._example is None:
            w = self._w
            told = w("The units under “Example data” are made up, so try anything with them.")
            remove = button(
                w("Remove the example data…"), "row", on_click=self.removal_requested.emit
            )
            self._example = _Notice(told, [remove])
            self._box.insertWidget(0, self._example)
            self._example.show()


def _remove(notice: _Notice | None) -> None:
    if notice is not None:
        notice.hide()
        notice.deleteLater()
