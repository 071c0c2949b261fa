"""The roles that a staff survey tells apart, with how many people have each."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from maturity_app.ui.models.staff import role_hint
from maturity_app.ui.widgets.headcount_field import HeadcountField
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording

_LONGEST = 200
_COUNT_WIDE = 96
_LEAST_NAME = 160


class RoleRow(QWidget):
    """One role: its name, how many people have it, and how little can be told of it."""

    changed = Signal()

    def __init__(self, w: Wording, on_remove: Callable[["RoleRow"], object]) -> None:
        """Make an empty row."""
        super().__init__()
        self._w = w
        self.setProperty("role", "clear")
        self.name_field, self.count_field = QLineEdit(), HeadcountField()
        self.name_field.setMaxLength(_LONGEST)
        self.name_field.setMinimumWidth(_LEAST_NAME)
        self.name_field.setPlaceholderText(w("Such as case officer"))
        self.count_field.setMaximumWidth(_COUNT_WIDE)
        self.count_field.setPlaceholderText(w("People"))
        self.remove_button = button(w("Remove"), "row", on_click=lambda: on_remove(self))
        self.remove_button.setAutoDefault(True)
        self.hint = label("", "muted", wraps=True)
        self.hint.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for column, part in enumerate((self.name_field, self.count_field, self.remove_button)):
            grid.addWidget(part, 0, column)
        grid.addWidget(self.hint, 1, 0, 1, 3)
        self.name_field.textChanged.connect(self.changed)
        self.count_field.textChanged.connect(self._on_count)

    @property
    def name(self) -> str:
        """The role's name as written."""
        return " ".join(self.name_field.text().split())

    @property
    def people(self) -> int:
        """How many people have it; 0 while nothing is written that says it."""
        return self.count_field.people or 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not self.name and not self.count_field.text()

    def show_number(self, number: int) -> None:
        """Name the fields by where the row stands."""
        w = self._w
        self.name_field.setAccessibleName(w("Role {number}: name", number=number))
        self.count_field.setAccessibleName(w("Role {number}: how many people", number=number))
        self.remove_button.setAccessibleName(w("Remove role {number}", number=number))

    def _on_count(self) -> None:
        hint = role_hint(self.people, self._w) if self.people else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.count_field.setAccessibleDescription(hint)
        self.changed.emit()


class RoleTable(QWidget):
    """Rows for roles, to be added and removed; below them how many people they are together."""

    changed = Signal()

    def __init__(self, w: Wording) -> None:
        """Tell no role apart."""
        super().__init__()
        self._w = w
        self._headcount = 0
        self.setProperty("role", "clear")
        self.rows: list[RoleRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add_button = button(w("Add a role"), "row", on_click=self.add)
        # Enter presses it where the keyboard is on it, instead of accepting the dialog.
        self.add_button.setAutoDefault(True)
        self.told = label("", "muted", wraps=True)
        self.excess = label("", "error", wraps=True)
        self.told.hide()
        self.excess.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(self._list)
        box.addLayout(foot)
        box.addWidget(self.told)
        box.addWidget(self.excess)
        self.setFocusProxy(self.add_button)

    @property
    def roles(self) -> tuple[tuple[str, int], ...]:
        """Each role with its people; rows in which nothing is written are none."""
        return tuple((row.name, row.people) for row in self.rows if not row.is_empty)

    @property
    def is_complete(self) -> bool:
        """Whether each role has a name and people."""
        return all(name and people for name, people in self.roles)

    def add(self) -> RoleRow:
        """Add an empty row, and put the keyboard into it."""
        row = RoleRow(self._w, self._on_remove)
        row.changed.connect(self._on_changed)
        before = self.rows[-1].remove_button if self.rows else None
        self.rows.append(row)
        self._list.addWidget(row)
        self._number()
        self._order_tabs(before)
        row.show()
        row.name_field.setFocus()
        self._on_changed()
        return row

    def show_headcount(self, people: int) -> None:
        """Say how many of so many people the roles are; 0 where that is not known."""
        self._headcount = people
        self._tell()

    def _on_remove(self, row: RoleRow) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number()
        # The keyboard goes to what took its place, never to nowhere.
        following = self.rows[place].name_field if place < len(self.rows) else self.add_button
        following.setFocus()
        self._on_changed()

    def _order_tabs(self, before: QWidget | None) -> None:
        row = self.rows[-1]
        stops = [row.name_field, row.count_field, row.remove_button, self.add_button]
        if before is not None:
            stops.insert(0, before)
        for stop, following in pairwise(stops):
            self.setTabOrder(stop, following)

    def _number(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.show_number(number)

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        w, people = self._w, sum(people for _, people in self.roles)
        values = {"count": people, "people": self._headcount}
        is_excess = bool(self._headcount) and people > self._headcount
        self.told.setText(w("{count} of {people} people have one of these roles.", **values))
        self.excess.setText(
            w("The roles have {count} people, but only {people} are asked.", **values)
        )
        self.told.setVisible(bool(self._headcount and people) and not is_excess)
        self.excess.setVisible(is_excess)
