"""The menus on units: which of the actions are possible, and who has them done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from maturity_app.ui.actions import UnitWish

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from maturity_app.ui.actions import Actions
    from maturity_app.ui.pages.home import HomePage
    from maturity_app.ui.unit_tasks import UnitTasks


class UnitMenu(QObject):
    """Stands between the home page, the actions on its units, and what has them done.

    `tasks` makes the last one when it is first wanted.
    """

    def __init__(
        self, actions: Actions, home: HomePage, tasks: Callable[[], UnitTasks], window: QWidget
    ) -> None:
        """Connect the actions and the page."""
        super().__init__(window)
        self._actions = actions
        self._home = home
        self._tasks = tasks
        self._window = window
        self._wire()

    def _wire(self) -> None:
        self._actions.unit_menu.aboutToShow.connect(self._allow)
        for wish, action in self._actions.units.items():
            action.triggered.connect(partial(self._on_wished, wish))
        self._actions.remove_example.triggered.connect(self._on_example_unwanted)
        self._home.menu_requested.connect(self._on_menu_requested)
        self._home.example_requested.connect(self._on_example_requested)
        self._home.notices.undo_requested.connect(partial(self._on_wished, UnitWish.UNDO))
        self._home.notices.removal_requested.connect(self._on_example_unwanted)

    def tell(self, told: str, can_undo: bool) -> None:
        """Say what was done, and whether it can be taken back."""
        self._home.notices.tell_done(told, can_undo=can_undo)
        self._actions.units[UnitWish.UNDO].setEnabled(can_undo)

    def _allow(self) -> None:
        is_home = self._home.isVisible()
        possible = self._tasks().possible(self._home.chosen_unit if is_home else None)
        for wish, action in self._actions.units.items():
            action.setEnabled(is_home and wish in possible)

    def _on_wished(self, wish: UnitWish, *_: object) -> None:
        self._tasks().do(wish, self._home.chosen_unit)

    def _on_menu_requested(self, place: QPoint) -> None:
        self._allow()
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions.fill_selected(menu)
        menu.popup(place)

    def _on_example_requested(self) -> None:
        self._tasks().add_example()

    def _on_example_unwanted(self) -> None:
        self._tasks().remove_example()
