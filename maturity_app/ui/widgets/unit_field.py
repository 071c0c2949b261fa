"""Naming a unit: one of those the library has, or another."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from maturity_app.storage.entries import UnitName
from maturity_app.wording import Wording

_LONGEST = 200


class UnitField(QComboBox):
    """A name to write, with those of the known units listed; `named` says that it changed."""

    named = Signal()

    def __init__(self, w: Wording, units: Sequence[UnitName]) -> None:
        """List the units, none named."""
        super().__init__()
        self._units = units
        edit = QLineEdit()
        edit.setMaxLength(_LONGEST)
        edit.setPlaceholderText(w("Name of the directorate, agency or team"))
        self.setLineEdit(edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Long names do not widen the dialog; the list shows them whole.
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.addItems([unit.name for unit in units])
        self.setEditText("")
        edit.textChanged.connect(self.named)

    @property
    def unit(self) -> UnitName:
        """The unit, of which only the name is known where the library does not have it."""
        name = " ".join(self.currentText().split())
        known = (unit for unit in self._units if unit.name.casefold() == name.casefold())
        return next(known, UnitName("", name))
