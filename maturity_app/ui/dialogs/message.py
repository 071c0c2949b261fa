"""What came of something or could not be done, said politely, and lists of it to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording

_MOST_LINES = 12
_FIELD_HIGH = 180


class MessageDialog(FormDialog):
    """Says something that is to be read before going on."""

    def __init__(self, parent: QWidget | None, w: Wording, title: str, text: str) -> None:
        """Show a title and a text of any length, of which the first lines are shown."""
        super().__init__(parent, w, title, w("Close"))
        lines = text.splitlines()
        shown = lines[:_MOST_LINES]
        if len(lines) > _MOST_LINES:
            more = len(lines) - _MOST_LINES
            shown.append(w.plural("and {count} more", "and {count} more", more))
        told = label("\n".join(shown), wraps=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(told)
        self.setAccessibleDescription("\n".join(shown))
        self.cancel_button.hide()
        self.accept_button.setFocus()


class CopyDialog(FormDialog):
    """Shows a text of many lines, whole, and lets one copy it."""

    def __init__(
        self, parent: QWidget | None, w: Wording, title: str, told: str, text: str
    ) -> None:
        """Show `told` above a field that holds the text."""
        super().__init__(parent, w, title, w("Close"))
        self.body.addWidget(label(told, wraps=True))
        self.body.addSpacing(8)
        self.text_field = QPlainTextEdit(text)
        self.text_field.setReadOnly(True)
        self.text_field.setMinimumHeight(_FIELD_HIGH)
        self.text_field.setTabChangesFocus(True)
        self.text_field.setAccessibleName(title)
        self.body.addWidget(self.text_field)
        self.copy_button = button(w("Copy"), on_click=self._on_copy)
        self.body.addSpacing(4)
        self.body.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.cancel_button.hide()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text_field.toPlainText())


class StopDialog(FormDialog):
    """Asks whether work that is under way may be stopped, so that the window can close."""

    def __init__(self, parent: QWidget | None, w: Wording, names: Sequence[str]) -> None:
        """Name the work that is under way."""
        super().__init__(parent, w, w("Work is under way"), w("Stop and close"))
        told = w("What was finished is kept. The rest can be done again at any time.")
        self.body.addWidget(label("\n".join(names), "strong", wraps=True))
        self.body.addWidget(label(told, wraps=True))
        self.setAccessibleDescription("\n".join([*names, told]))
        self.cancel_button.setText(w("Wait for it"))
        self.cancel_button.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, names: Sequence[str]) -> bool:
        """Return whether the work is to be stopped."""
        return bool(cls(parent, w, names).exec())


def tell(parent: QWidget | None, w: Wording, title: str, text: str) -> None:
    """Say something and wait until it was read."""
    MessageDialog(parent, w, title, text).exec()


def tell_details(parent: QWidget | None, w: Wording, told: str, lines: Sequence[str]) -> None:
    """Show a line for each thing of note, whole and to be copied, until it was read."""
    CopyDialog(parent, w, w("Details"), told, "\n".join(lines)).exec()
