"""What a person has done to units from the window: put in order, merge, set aside, an example."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from maturity_app.jobs import organising
from maturity_app.storage.entries import UnitName
from maturity_app.ui.actions import UnitWish
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.message import tell
from maturity_app.ui.dialogs.units import (
    MergeDialog,
    MoveDialog,
    NewBranchDialog,
    RenameDialog,
    SeparateDialog,
)
from maturity_app.ui.overriding import override
from maturity_app.ui.polite import LibraryTasks

if TYPE_CHECKING:
    from maturity_app.jobs.organising import Undo


class UnitTasks(LibraryTasks):
    """Asks what is needed, has it done, says what was done and takes the last step back.

    `units_changed` carries the id of the unit to select, `library_changed` that of a record;
    `told` what was done and whether it can be taken back.
    """

    units_changed = Signal(str)
    library_changed = Signal(str)
    told = Signal(str, bool)

    _undo: Callable[[], None] | None = None

    # --- what is possible --------------------------------------------------------------

    def possible(self, unit: UnitName | None) -> set[UnitWish]:
        """Return what can be done to a unit or branch; with none, what needs none."""
        wishes = {UnitWish.BRANCH}
        if self._undo is not None:
            wishes.add(UnitWish.UNDO)
        if unit is None:
            return wishes
        wishes |= {UnitWish.RENAME, UnitWish.MOVE, UnitWish.MERGE}
        if not self._library.organisation.holds_something(unit.id):
            wishes.add(UnitWish.REMOVE)
        if self._library.organisation.merged_into(unit.id):
            wishes.add(UnitWish.SEPARATE)
        return wishes

    def do(self, wish: UnitWish, unit: UnitName | None) -> None:
        """Do what is wished with a unit or branch."""
        if wish == UnitWish.UNDO:
            self.undo()
        elif wish == UnitWish.BRANCH:
            self._politely(lambda: self._add_branch(unit))
        elif unit is not None:
            work: dict[UnitWish, Callable[[UnitName], None]] = {
                UnitWish.RENAME: self._rename,
                UnitWish.MOVE: self._move,
                UnitWish.REMOVE: self._remove,
                UnitWish.MERGE: self._merge,
                UnitWish.SEPARATE: self._separate,
            }
            self._politely(lambda: work[wish](unit))

    # --- units and branches --------------------------------------------------------------

    def _rename(self, unit: UnitName) -> None:
        name = RenameDialog.ask(self._window, self._w, unit)
        if name is not None:
            undo = organising.rename(self._library, unit, name)
            told = self._w("{old} is called {new} now.", old=unit.name, new=name)
            self.done(told, unit.id, undo, unit.id)

    def _move(self, unit: UnitName) -> None:
        place = MoveDialog.ask(self._window, self._w, unit, self._library.units())
        if place is None:
            return
        undo = organising.move(self._library, unit, place.parent, place.branch)
        [*_, above] = [None, *self._library.organisation.above(unit.id)]
        told = self._w("{unit} stands at the top level now.", unit=unit.name)
        if above is not None:
            told = self._w("{unit} lies within {branch} now.", unit=unit.name, branch=above.name)
        self.done(told, unit.id, undo, unit.id)

    def _add_branch(self, unit: UnitName | None) -> None:
        units = self._library.units()
        place = NewBranchDialog.ask(self._window, self._w, units, _within(unit, units))
        if place is None:
            return
        branch = organising.add_branch(self._library, place.branch, place.parent)
        told = self._w("{branch} was added. Move units into it.", branch=branch.name)
        self.done(told, branch.id, partial(self._library.organisation.remove_empty, branch.id), "")

    def _remove(self, unit: UnitName) -> None:
        undo = organising.remove_empty(self._library, unit)
        self.done(self._w("{branch} was removed.", branch=unit.name), "", undo, unit.id)

    def _merge(self, unit: UnitName) -> None:
        likely = organising.likely_same(unit, organising.answering(self._library))
        if not likely:
            told = self._w("There is no other unit that has waves.")
            tell(self._window, self._w, self._w("Nothing to merge with"), told)
            return
        into = MergeDialog.ask(self._window, self._w, unit, likely)
        if into is None:
            return
        undo = organising.merge(self._library, unit, into)
        told = self._w("The waves of {unit} are listed under {other} now.",
                       unit=unit.name, other=into.name)  # fmt: skip
        self.done(told, into.id, undo, unit.id)

    def _separate(self, unit: UnitName) -> None:
        merged: Sequence[UnitName] = self._library.organisation.merged_into(unit.id)
        chosen: UnitName | None = merged[0]
        if len(merged) > 1:
            chosen = SeparateDialog.ask(self._window, self._w, unit, merged)
        if chosen is not None:
            undo = organising.separate(self._library, [chosen], unit)
            told = self._w("{unit} is listed by itself again.", unit=chosen.name)
            self.done(told, chosen.id, undo, unit.id)

    # --- drafts --------------------------------------------------------------------------

    def set_aside(self, assessment_id: str) -> None:
        """Set a draft aside."""
        self._politely(lambda: self._set_aside(assessment_id))

    def _set_aside(self, assessment_id: str) -> None:
        entry = self._library.entry(assessment_id)
        self._library.archive(assessment_id)

        def undo() -> None:
            self._library.restore(assessment_id)
            self.library_changed.emit(assessment_id)

        told = self._w("{unit}, {wave} was set aside.", unit=entry.unit.name, wave=entry.wave.label)
        self.done(told, entry.unit.id, undo, "")

    def list_again(self, assessment_id: str) -> None:
        """List a draft again that was set aside."""
        self._politely(lambda: self._list_again(assessment_id))

    def _list_again(self, assessment_id: str) -> None:
        entry = self._library.entry(assessment_id)
        self._library.restore(assessment_id)
        self.library_changed.emit(assessment_id)
        told = self._w("{unit}, {wave} is listed again.", unit=entry.unit.name,
                       wave=entry.wave.label)  # fmt: skip
        self._tell(told, lambda: self._library.archive(assessment_id), "")

    # --- the example ---------------------------------------------------------------------

    def add_example(self) -> None:
        """Add the example's units, in the background."""
        name = self._w("Example data (made up)")
        self._background.run_in_background(
            lambda: self._services.add_example(name), self.library_changed.emit, self._on_failed
        )

    def remove_example(self) -> None:
        """Remove the example's units, once a person has read what that does."""
        w = self._w
        told = w(
            "The example's records are deleted, with all that you tried out in its draft."
            " Waves and units that you added yourself stay."
        )
        if ConfirmDialog.ask(self._window, w, w("Remove the example data"), told, w("Remove")):
            self._background.run_in_background(
                self._services.remove_example, self._on_example_removed, self._on_failed
            )

    def _on_example_removed(self, stay: int) -> None:
        w = self._w
        told = w("The example data was removed.")
        if stay:
            kept = w.plural(
                "{count} wave that you added stays.", "{count} waves that you added stay.", stay
            )
            told = f"{told} {kept}"
        self._undo = None
        self.units_changed.emit("")
        self._tell(told, None, "")

    # --- what was done -------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back, once."""
        undo, self._undo = self._undo, None
        if undo is not None:
            self._politely(undo)

    def done(self, told: str, unit_id: str, undo: "Undo", before: str) -> None:
        """Say what was done; `unit_id` is to be selected now, `before` once it is taken back."""
        self.units_changed.emit(unit_id)
        self._tell(told, undo, before)

    def _tell(self, told: str, undo: "Undo | None", before: str) -> None:
        def take_back() -> None:
            if undo is not None:
                undo()
            self.units_changed.emit(before)
            self._tell(self._w("Taken back."), None, "")

        self._undo = None if undo is None else take_back
        self.told.emit(told, undo is not None)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, told))

    @override
    def refuse(self, why: str) -> None:
        # What is refused may have been done elsewhere by now.
        self.units_changed.emit("")
        super().refuse(why)


def _within(unit: UnitName | None, units: Sequence[UnitName]) -> str | None:
    """Return where a new branch most likely belongs: in the selected branch, or beside a unit."""
    if unit is None:
        return None
    is_branch = any(other.parent == unit.id for other in units)
    return unit.id if is_branch else unit.parent
