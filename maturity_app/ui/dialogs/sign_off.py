"""Signing an assessment off: what it does is said before it is done."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import Card, label
from maturity_app.wording import Wording

_LONGEST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Signing:
    """What would be signed."""

    unit: str
    wave: str
    open_items: int
    dont_know: int
    level: str
    is_correction: bool


class SignOffDialog(FormDialog):
    """Asks in which role a draft is signed off."""

    def __init__(self, parent: QWidget | None, w: Wording, signing: Signing) -> None:
        """Say what signing does and ask for the role."""
        super().__init__(parent, w, w("Sign off…"), w("Sign off"))
        what = w("{unit}, {wave}: {level}", unit=signing.unit, wave=signing.wave,
                 level=signing.level)  # fmt: skip
        self.body.addWidget(label(what, "strong", wraps=True))
        self.body.addSpacing(4)
        note = Card(role="note")
        note.body.setContentsMargins(16, 12, 16, 12)
        for text in _consequences(signing, w):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(label("•", "dense"), alignment=Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(text, "dense", wraps=True), 1)
            note.body.addLayout(row)
        self.body.addWidget(note)
        self.role_field = QLineEdit()
        self.role_field.setMaxLength(_LONGEST)
        self.role_field.setPlaceholderText(w("Head of unit"))
        hint = w("A role, not a person's name: it is printed on every report.")
        self.add_field(w("In which &role do you sign?"), self.role_field, hint)
        self.role_field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, signing: Signing) -> str | None:
        """Return the role of the person who signs; None if nobody does."""
        dialog = cls(parent, w, signing)
        return dialog.role() if dialog.exec() else None

    def role(self) -> str:
        """Return the role as written."""
        return " ".join(self.role_field.text().split())

    @override
    def problem(self) -> str:
        return "" if self.role() else self._w("Write the role in which you sign.")


def _consequences(signing: Signing, w: Wording) -> list[str]:
    said = [w("The answers can't be changed afterwards.")]
    if signing.open_items:
        said.append(
            w.plural(
                "{count} question is not yet answered and stays so in the record.",
                "{count} questions are not yet answered and stay so in the record.",
                signing.open_items,
            )
        )
    if signing.dont_know:
        said.append(
            w.plural(
                "{count} answer is don't know.",
                "{count} answers are don't know.",
                signing.dont_know,
            )
        )
    if signing.is_correction:
        said.append(w("The record it corrects stays, marked as superseded."))
    else:
        said.append(w("A correction later on makes a new record; this one stays."))
    said.append(
        w("The record gets a fingerprint that shows changes. It is no qualified signature.")
    )
    return said
