"""A question that is answered with yes or no."""

from PySide6.QtWidgets import QWidget

from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording


class ConfirmDialog(FormDialog):
    """Says what is about to happen; the button of it is not the one that Enter presses."""

    def __init__(self, parent: QWidget | None, w: Wording, title: str, text: str, do: str) -> None:
        """Show what is asked; `do` is what the button that agrees says."""
        super().__init__(parent, w, title, do)
        self.body.addWidget(label(text, wraps=True))
        self.setAccessibleDescription(text)
        self.accept_button.setDefault(False)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, title: str, text: str, do: str) -> bool:
        """Return whether it is to be done."""
        return bool(cls(parent, w, title, text, do).exec())
