"""Putting units in order: another name, another place, two entries that are one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from maturity_app.storage.entries import UnitName
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import Card, label
from maturity_app.ui.widgets.unit_picker import PlacePicker, UnitPicker
from maturity_app.wording import Wording

_LONGEST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something is to be: within `parent` or at the top, there in a branch of this name."""

    parent: str | None
    branch: str


class RenameDialog(FormDialog):
    """Asks for a unit's name."""

    def __init__(self, parent: QWidget | None, w: Wording, unit: UnitName) -> None:
        """Show the name as it is."""
        super().__init__(parent, w, w("Rename…"), w("Rename"))
        self.name_field = _name_field(unit.name)
        self.name_field.textChanged.connect(self.recheck)
        hint = w("Records that are signed off keep the name they were signed with.")
        self.add_field(w("&Name"), self.name_field, hint)
        self.name_field.selectAll()
        self.name_field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, unit: UnitName) -> str | None:
        """Return the unit's new name; None if it keeps its own."""
        dialog = cls(parent, w, unit)
        name = _line(dialog.name_field) if dialog.exec() else unit.name
        return None if name == unit.name else name

    @override
    def problem(self) -> str:
        return "" if _line(self.name_field) else self._w("Write the name of the unit.")


class MoveDialog(FormDialog):
    """Asks where a unit or branch belongs."""

    def __init__(
        self, parent: QWidget | None, w: Wording, unit: UnitName, units: Sequence[UnitName]
    ) -> None:
        """Show the organisation, the present place selected."""
        super().__init__(parent, w, w("Move to…"), w("Move"))
        self.body.addWidget(label(unit.name, "strong", wraps=True))
        self.place_field = PlacePicker(w, units, without=unit.id)
        self.place_field.choose(unit.parent)
        self.add_field(w("&Within"), self.place_field)
        self.branch_field = _name_field("")
        hint = w("Write a name to make a branch there and move {unit} into it.", unit=unit.name)
        self.add_field(w("New &branch (optional)"), self.branch_field, hint)
        self.place_field.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, unit: UnitName, units: Sequence[UnitName]
    ) -> Place | None:
        """Return the new place; None if the unit stays where it is."""
        dialog = cls(parent, w, unit, units)
        if not dialog.exec():
            return None
        place = Place(parent=dialog.place_field.chosen(), branch=_line(dialog.branch_field))
        return None if place == Place(parent=unit.parent, branch="") else place


class NewBranchDialog(FormDialog):
    """Asks for a branch's name and where it belongs."""

    def __init__(
        self, parent: QWidget | None, w: Wording, units: Sequence[UnitName], within: str | None
    ) -> None:
        """Show the organisation, the place that is most likely selected."""
        super().__init__(parent, w, w("New branch…"), w("Create"))
        self.name_field = _name_field("")
        self.name_field.textChanged.connect(self.recheck)
        hint = w("A directorate, a ministry or any other part that holds units.")
        self.add_field(w("&Name"), self.name_field, hint)
        self.place_field = PlacePicker(w, units)
        self.place_field.choose(within)
        self.add_field(w("&Within"), self.place_field)
        self.name_field.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, units: Sequence[UnitName], within: str | None
    ) -> Place | None:
        """Return the new branch with its place; None if there is to be none."""
        dialog = cls(parent, w, units, within)
        if not dialog.exec():
            return None
        return Place(parent=dialog.place_field.chosen(), branch=_line(dialog.name_field))

    @override
    def problem(self) -> str:
        return "" if _line(self.name_field) else self._w("Write the name of the branch.")


class MergeDialog(FormDialog):
    """Asks which other entry is the same unit."""

    def __init__(
        self, parent: QWidget | None, w: Wording, unit: UnitName, likely: Sequence[UnitName]
    ) -> None:
        """Say what happens, and list the entries in the order given."""
        super().__init__(parent, w, w("Merge with another entry…"), w("Merge"))
        self._unit = unit
        self.body.addWidget(label(w("For two entries of one and the same unit."), wraps=True))
        self.unit_field = UnitPicker(w, likely)
        self.unit_field.changed.connect(self._on_chosen)
        self.add_field(w("&Entry"), self.unit_field)
        self._what = label("", "dense", wraps=True)
        note = Card(role="note")
        note.body.setContentsMargins(16, 12, 16, 12)
        note.body.addWidget(self._what)
        kept = w("No record is changed, and “Separate again” takes it back at any time.")
        note.body.addWidget(label(kept, "dense", wraps=True))
        self.body.addSpacing(8)
        self.body.addWidget(note)
        self._on_chosen()
        self.unit_field.search_field.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, unit: UnitName, likely: Sequence[UnitName]
    ) -> UnitName | None:
        """Return the entry with which a unit is to be listed; None if it stays alone."""
        dialog = cls(parent, w, unit, likely)
        return dialog.unit_field.chosen() if dialog.exec() else None

    def _on_chosen(self) -> None:
        w, other = self._w, self.unit_field.chosen()
        told = w("The waves of {unit} will stand under the entry you choose, by its name.",
                 unit=self._unit.name)  # fmt: skip
        if other is not None:
            told = w("The waves of {unit} will stand under {other}, by that name.",
                     unit=self._unit.name, other=other.name)  # fmt: skip
        self._what.setText(told)
        self.recheck()

    @override
    def problem(self) -> str:
        return "" if self.unit_field.chosen() else self._w("Select an entry.")


class SeparateDialog(FormDialog):
    """Asks which of several entries is to be one of its own again."""

    def __init__(
        self, parent: QWidget | None, w: Wording, unit: UnitName, merged: Sequence[UnitName]
    ) -> None:
        """List the entries that were merged into a unit."""
        super().__init__(parent, w, w("Separate again"), w("Separate"))
        told = w(
            "The entry is listed by itself again, with its own waves; {unit} keeps the others.",
            unit=unit.name,
        )
        self.body.addWidget(label(told, wraps=True))
        self.unit_field = UnitPicker(w, merged)
        self.unit_field.changed.connect(self.recheck)
        self.add_field(w("&Entry"), self.unit_field)
        self.unit_field.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, unit: UnitName, merged: Sequence[UnitName]
    ) -> UnitName | None:
        """Return the entry to separate; None if all stay."""
        dialog = cls(parent, w, unit, merged)
        return dialog.unit_field.chosen() if dialog.exec() else None

    @override
    def problem(self) -> str:
        return "" if self.unit_field.chosen() else self._w("Select an entry.")


def _name_field(text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setMaxLength(_LONGEST)
    return field


def _line(field: QLineEdit) -> str:
    return " ".join(field.text().split())
