"""Who fills a form in: one person with a name, or people who stay unnamed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_LONGEST_NAME, _LONGEST_LIST = 200, 2000
_INDENT = 26


class WhoAnswers(QWidget):
    """Two choices; beneath each what can be said of who it is."""

    changed = Signal()

    def __init__(self, w: Wording) -> None:
        """Choose one person."""
        super().__init__()
        self.setProperty("role", "clear")
        self.named = QRadioButton(w("One person, by name"))
        self.unnamed = QRadioButton(w("People of a staff survey, who stay unnamed"))
        self.name_field, self.roles_field = QLineEdit(), QLineEdit()
        self.name_field.setMaxLength(_LONGEST_NAME)
        self.roles_field.setMaxLength(_LONGEST_LIST)
        self.roles_field.setPlaceholderText(w("Manager, case officer"))
        name = _asked(
            w("N&ame (optional)"), self.name_field, w("Left empty, the form asks for it.")
        )
        told = w("Separated by commas. Left empty, no role is asked.")
        roles = _asked(w("&Roles to choose from (optional)"), self.roles_field, told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.named, name, self.unnamed, roles):
            column.addWidget(part)
        self.setFocusProxy(self.named)
        self.named.setChecked(True)
        roles.hide()
        self.named.toggled.connect(name.setVisible)
        self.unnamed.toggled.connect(roles.setVisible)
        self.unnamed.toggled.connect(self.changed)

    @property
    def is_anonymous(self) -> bool:
        """Whether people stay unnamed."""
        return self.unnamed.isChecked()

    @property
    def name(self) -> str:
        """The name of the one person; empty where the form is to ask for it."""
        return "" if self.is_anonymous else self.name_field.text().strip()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that unnamed people choose from."""
        if not self.is_anonymous:
            return ()
        return tuple(role.strip() for role in self.roles_field.text().split(",") if role.strip())


def _asked(text: str, field: QLineEdit, hint: str) -> QWidget:
    part = QWidget()
    part.setProperty("role", "clear")
    box = QVBoxLayout(part)
    box.setContentsMargins(_INDENT, 0, 0, 0)
    box.setSpacing(4)
    box.addWidget(label(text, "strong", buddy=field))
    box.addWidget(field)
    box.addWidget(label(hint, "muted", wraps=True))
    field.setAccessibleDescription(hint)
    return part
