"""Naming a unit: one of those the library has, or another."""

from collections import Counter
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
        self._units = list(units)
        edit = QLineEdit()
        edit.setMaxLength(_LONGEST)
        edit.setPlaceholderText(w("Name of the directorate, agency or team"))
        self.setLineEdit(edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Long names do not widen the dialog; the list shows them whole.
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.addItems([name[:_LONGEST] for name in _names_apart(units, w)])
        self.setCurrentIndex(-1)
        edit.textChanged.connect(self.named)

    @property
    def unit(self) -> UnitName:
        """The unit, of which only the name is known where the library does not have it."""
        place, text = self.currentIndex(), self.currentText()
        if place >= 0 and text == self.itemText(place):
            return self._units[place]
        name = " ".join(text.split())
        sought = name.casefold()
        for place, unit in enumerate(self._units):
            if sought in {self.itemText(place).casefold(), unit.name.casefold()}:
                return unit
        return UnitName("", name)

    def name(self, unit: UnitName) -> None:
        """Name a unit, which is what it is told to be here, whatever the library says of it."""
        ids = [known.id for known in self._units]
        place = ids.index(unit.id) if unit.id in ids else len(ids)
        if place == len(ids):
            self.addItem(unit.name[:_LONGEST])
        self._units[place:] = [unit, *self._units[place + 1 :]]
        self.setCurrentIndex(place)


def _names_apart(units: Sequence[UnitName], w: Wording) -> list[str]:
    """Return the name of each unit, with what it lies in, or its id, where others have the name."""
    branches = {unit.id: unit.name for unit in units}
    bare = Counter(unit.name.casefold() for unit in units)
    names = [
        w("{unit}, in {branch}", unit=unit.name, branch=branches[unit.parent])
        if bare[unit.name.casefold()] > 1 and unit.parent in branches
        else unit.name
        for unit in units
    ]
    placed = Counter(name.casefold() for name in names)
    return [
        name if placed[name.casefold()] == 1 else w("{unit} ({id})", unit=name, id=unit.id)
        for unit, name in zip(units, names, strict=True)
    ]
