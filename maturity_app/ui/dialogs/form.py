"""What all dialogs of the program share: a title, fields, what is wrong, and two buttons."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording

_WIDTH = 520


class FormDialog(QDialog):
    """A dialog with a body for fields; it closes with a result once `_problem` is empty."""

    def __init__(self, parent: QWidget | None, w: Wording, title: str, accept: str) -> None:
        """Make the frame; `accept` is what the primary button says."""
        super().__init__(parent)
        self._w = w
        self.setWindowTitle(title.rstrip("…"))
        self.setMinimumWidth(_WIDTH)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(label(title.rstrip("…"), "title"))
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        whole.addLayout(self.body)
        self._wrong = label("", "error", wraps=True)
        self._wrong.hide()
        whole.addWidget(self._wrong)
        whole.addSpacing(4)
        whole.addLayout(self._buttons(accept))

    def _buttons(self, accept: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch()
        self.cancel_button = button(self._w("Cancel"), "tall", on_click=self.reject)
        self.accept_button: QPushButton = button(accept, "primary", on_click=self._on_accept)
        self.accept_button.setDefault(True)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        return row

    def add_field(self, text: str, field: QWidget, hint: str = "") -> None:
        """Add a field below its label, with a hint where one is given."""
        if self.body.count():
            self.body.addSpacing(8)
        self.body.addWidget(label(text, "strong", buddy=field))
        self.body.addWidget(field)
        if hint:
            self.body.addWidget(label(hint, "muted", wraps=True))
            field.setAccessibleDescription(hint)

    def problem(self) -> str:
        """Return what keeps the dialog from being accepted; empty where nothing does."""
        return ""

    def recheck(self) -> None:
        """Take back what was said to be wrong once it no longer is; say nothing new."""
        if self._wrong.isVisibleTo(self):
            self._tell(self.problem())

    def _on_accept(self) -> None:
        wrong = self.problem()
        self._tell(wrong)
        if not wrong:
            self.accept()

    def _tell(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setAccessibleName(wrong)
        self._wrong.setVisible(bool(wrong))
        self._fit()

    def _fit(self) -> None:
        """Take the height the wrapped texts need at this width, and no more."""
        if self._whole.hasHeightForWidth():
            self.resize(self.width(), self._whole.totalHeightForWidth(self.width()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)
