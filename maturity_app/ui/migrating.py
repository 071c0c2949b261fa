"""A draft brought to a newer version, once a person has read what becomes of its answers."""

from typing import TYPE_CHECKING

from maturity_app.domain.migration import Migration
from maturity_app.ui.background import Background
from maturity_app.ui.dialogs.message import tell
from maturity_app.ui.dialogs.migration import MigrationDialog
from maturity_app.ui.polite import Polite
from maturity_app.ui.services import Services
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from maturity_app.ui.main_window import MainWindow


class Migrating(Polite):
    """Looks for a newer version, shows what would become of the answers, and has it done."""

    def __init__(
        self, w: Wording, services: Services, background: Background, window: "MainWindow"
    ) -> None:
        """Serve a window; dialogs stand before it."""
        super().__init__(w, window)
        self._services = services
        self._background = background
        self._main = window

    def ask(self, record_id: str) -> None:
        """Find out what would become of a draft's answers, and ask whether that is wished."""
        if self._may_change(record_id):
            self._background.run_in_background(
                lambda: self._services.migration(record_id), self._on_found, self._on_failed
            )

    def _on_found(self, migration: Migration | None) -> None:
        w = self._w
        if migration is None:
            told = w("This draft answers the newest version of its questionnaire that is here.")
            tell(self._window, w, w("There is no newer version"), told)
        elif MigrationDialog.ask(self._window, w, migration):
            # Not every desktop gives the keyboard back to the window once a dialog is gone.
            self._window.activateWindow()
            self._background.run_in_background(
                lambda: self._services.migrate(migration),
                lambda _: self._on_migrated(migration),
                self._on_failed,
            )

    def _on_migrated(self, migration: Migration) -> None:
        held, w = migration.after, self._w

        def undo() -> None:
            # What was answered since is on disk before it is seen whether that would be lost.
            if self._may_change(held.id):
                self._services.take_back(migration)
                self._close(held.id)

        self._close(held.id)
        told = w(
            "{unit}, {wave} answers version {version} now.",
            unit=held.unit.name,
            wave=held.wave.label,
            version=held.questionnaire.version,
        )
        self._main.unit_tasks.done(told, held.unit.id, undo, held.unit.id)
        # The button that was pressed is gone, and with it the keyboard.
        self._main.home.focus_start()

    def _may_change(self, record_id: str) -> bool:
        return self._main.open_record != record_id or self._main.is_all_saved()

    def _close(self, record_id: str) -> None:
        """Give up the record where it is open, since its questions are others now."""
        if self._main.open_record == record_id:
            self._main.opened.close()
