"""What the menus File and Help do that is about no record: open, prefer, look up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from maturity_app.ui.actions import Page

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from maturity_app.ui.actions import Actions
    from maturity_app.ui.dialogs.help import HelpWindow
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.menu_state import MenuState
    from maturity_app.ui.services import Parts, Services


class FileAndHelp(QObject):
    """Stands between these menus and the window's tasks."""

    def __init__(
        self,
        actions: Actions,
        menus: MenuState,
        services: Services,
        parts: Parts,
        window: MainWindow,
    ) -> None:
        """Connect the actions."""
        super().__init__(window)
        self._actions = actions
        self._menus = menus
        self._services = services
        self._parts = parts
        self._window = window
        self._help: HelpWindow | None = None
        self._wire()

    def _wire(self) -> None:
        actions = self._actions
        actions.begin.triggered.connect(self.on_new)
        actions.open_file.triggered.connect(self.on_open_file)
        actions.recent.aboutToShow.connect(self._on_recent_menu)
        actions.recent.triggered.connect(self._on_recent)
        actions.staff.triggered.connect(self._on_staff)
        actions.preferences.triggered.connect(self._on_preferences)
        actions.quit.triggered.connect(self._window.close)
        actions.help.triggered.connect(self._on_help)
        actions.method.triggered.connect(self.on_method)
        actions.folder.triggered.connect(self._on_folder)
        actions.about.triggered.connect(self._on_about)

    def on_new(self) -> None:
        """Begin an assessment, at home of the unit that is selected there."""
        window = self._window
        window.tasks.begin(window.home.chosen_unit if window.page == Page.HOME else None)

    def on_open_file(self) -> None:
        """Ask for files and take them into the library."""
        self._window.tasks.open_files()

    def on_method(self) -> None:
        """Tell how the record is scored that the menus are about, or that is open."""
        open_id = self._window.opened.record_id
        self._window.tasks.show_method(self._menus.record_id or open_id)

    def _on_recent_menu(self) -> None:
        self._actions.fill_recent(self._services.recent_files())

    def _on_recent(self, chosen: QAction) -> None:
        if chosen.data():
            self._window.tasks.open_again(Path(chosen.data()))
        else:
            self._services.clear_recent()

    def _on_staff(self) -> None:
        self._window.staff_tasks.start()

    def _on_preferences(self) -> None:
        if self._window.is_all_saved() and self._window.tasks.ask_preferences():
            self._window.made_anew.emit()

    def _on_help(self) -> None:
        if self._help is None:
            self._help = self._parts.help(self._window, self._actions)
            self._help.method_requested.connect(self.on_method)
        pages = self._window.pages
        is_in_meeting = pages.has(Page.SURVEY) and pages.survey.meeting is not None
        self._help.show_page("MEETING" if is_in_meeting else self._window.page.name)

    def _on_folder(self) -> None:
        self._window.tasks.show_folder()

    def _on_about(self) -> None:
        self._window.tasks.tell_about()
