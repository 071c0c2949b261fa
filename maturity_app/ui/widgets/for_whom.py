"""Whose answers a new assessment is for: the unit's together, or one person's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Assessor
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_LONGEST = 200
_INDENT = 26


class ForWhom(QWidget):
    """Two choices; the second asks for a name and, if wanted, a role."""

    changed = Signal()

    def __init__(self, w: Wording) -> None:
        """Choose the unit together."""
        super().__init__()
        self.setProperty("role", "clear")
        self.together = QRadioButton(w("The unit together"))
        self.alone = QRadioButton(w("One person's own answers"))
        self.together.setChecked(True)
        self.name_field, self.role_field = QLineEdit(), QLineEdit()
        for field in (self.name_field, self.role_field):
            field.setMaxLength(_LONGEST)
            field.textChanged.connect(self.changed)
        self._asked = asked = QWidget()
        asked.setProperty("role", "clear")
        grid = QGridLayout(asked)
        grid.setContentsMargins(_INDENT, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        names = ((w("N&ame"), self.name_field), (w("&Role (optional)"), self.role_field))
        for place, (text, field) in enumerate(names):
            grid.addWidget(label(text, "strong", buddy=field), 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        told = w(
            "To be gathered with those of the others: wave, date and questionnaire must be the "
            "same for all."
        )
        grid.addWidget(label(told, "muted", wraps=True), 2, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.together, self.alone, asked):
            column.addWidget(part)
        self.setFocusProxy(self.together)
        self.alone.toggled.connect(self._on_chosen)
        asked.hide()

    @property
    def is_one_person(self) -> bool:
        """Whether it is for one person's own answers."""
        return self.alone.isChecked()

    @property
    def lacks_name(self) -> bool:
        """Whether it is for one person who has no name yet."""
        return self.is_one_person and not self.name_field.text().strip()

    def assessor(self) -> Assessor | None:
        """Return whose own answers it is for; None for the unit together."""
        if not self.is_one_person:
            return None
        return Assessor(name=self.name_field.text(), role=self.role_field.text())

    def _on_chosen(self, is_one: bool) -> None:
        self._asked.setVisible(is_one)
        if is_one:
            self.name_field.setFocus()
        self.changed.emit()
