"""A button whose menu lets one tick several things without closing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from maturity_app.ui.overriding import override


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One thing to tick; `group` is the heading it stands below."""

    key: str
    text: str
    group: str = ""
    is_checked: bool = False


class _StayingMenu(QMenu):
    """A menu that stays open while things in it are ticked; Enter and Escape close it."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class PickButton(QPushButton):
    """Shows what is ticked; `picked` tells all ticked keys after each change."""

    picked = Signal(list)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a button without choices; `name` says what is picked."""
        super().__init__(parent)
        self._name = name
        self.setProperty("role", "pick")
        self.setAutoDefault(False)
        self._menu = _StayingMenu(self)
        self.setMenu(self._menu)
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Show in a few words what is ticked."""
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}" if text else self._name)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other things to tick."""
        self._menu.clear()
        self.setEnabled(bool(choices))
        group = ""
        for choice in choices:
            if choice.group != group:
                group = choice.group
                heading = self._menu.addAction(group)
                heading.setEnabled(False)
            action = self._menu.addAction(choice.text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice.is_checked)
            action.setData(choice.key)
            action.triggered.connect(self._on_triggered)

    def checked_keys(self) -> list[str]:
        """Return the keys of what is ticked, in the order shown."""
        return [str(a.data()) for a in self._menu.actions() if a.isCheckable() and a.isChecked()]

    def tick(self, key: str) -> None:
        """Tick or untick one thing, as a click in the menu does."""
        for action in self._menu.actions():
            if action.isCheckable() and action.data() == key:
                action.trigger()

    def _on_triggered(self) -> None:
        self.picked.emit(self.checked_keys())
