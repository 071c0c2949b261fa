"""The library as the home page lists it: loaded, renewed, and its figures worked out anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_app.storage.entries import Entry, UnitName
    from maturity_app.storage.library import Library
    from maturity_app.ui.main_window import MainWindow

_FIRST_UNITS = 40
"""More units than any screen shows at once."""
_REST_AFTER_MS = 200


class Listing(QObject):
    """Shows units and waves on the home page of `window`; `changed` tells that others are shown."""

    changed = Signal()

    def __init__(self, library: Library, window: MainWindow) -> None:
        """Show nothing yet."""
        super().__init__(window)
        self._library = library
        self._window = window
        self._refreshing: set[str] = set()
        self._rest = QTimer(self, singleShot=True, interval=_REST_AFTER_MS)
        self._rest.timeout.connect(self.load)
        self.count = 0

    def load_first(self) -> None:
        """Show what comes into sight first; the rest of a large library once that is painted."""
        units = self._library.units()
        # With branches, what comes into sight first depends on how they are unfolded.
        if len(units) <= _FIRST_UNITS or any(unit.parent for unit in units):
            self.load()
            return
        first = units[:_FIRST_UNITS]
        self._show(self._library.entries_of([unit.id for unit in first]), first)
        self._window.home.hide_counts()
        self._rest.start()

    def load(self) -> None:
        """Show all units and waves."""
        self._rest.stop()
        self._show(self._library.entries(), self._library.units())

    def load_changed(self, record_id: str) -> None:
        """Show all of a library that was changed, and select a record, if it is about one."""
        # What was out of date may be so again.
        self._refreshing.clear()
        self.load()
        if record_id:
            self._window.home.select(record_id)

    def stop(self) -> None:
        """Load no more."""
        self._rest.stop()

    def refresh(self, ids: Sequence[str]) -> None:
        """Have the figures of entries worked out anew, save those of the record that is open."""
        for record_id in ids:
            if record_id not in self._refreshing and record_id != self._window.opened.record_id:
                self._refreshing.add(record_id)
                self._window.tasks.refresh(record_id, self._window.home.update_entry)

    def _show(self, entries: Sequence[Entry], units: Sequence[UnitName]) -> None:
        archived = partial(self._library.entries, archived=True)
        self._window.home.show_entries(entries, units, archived)
        self.count = len(entries)
        self.changed.emit()
