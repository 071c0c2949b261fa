"""What the menus allow: which record they are about, and why something can't be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.ui.actions import OF_A_RECORD, Page, UnitWish

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from maturity_app.ui.actions import Actions
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.wording import Wording


class MenuState:
    """Reads off a window what its actions may do at the moment."""

    def __init__(self, w: Wording, actions: Actions, window: MainWindow) -> None:
        """Allow nothing yet."""
        self._w = w
        self._actions = actions
        self._window = window

    @property
    def record_id(self) -> str:
        """The record the menus are about: the one selected at home, elsewhere the open one."""
        window = self._window
        return window.home.chosen if window.page == Page.HOME else window.opened.record_id

    def update(self, count: int) -> None:
        """Let actions say what is possible in a library of so many waves."""
        w, actions, page = self._w, self._actions, self._window.page
        why = "" if self._window.opened.model else w("Open an assessment on the home page first")
        for of_a_record in OF_A_RECORD:
            _allow(actions.pages[of_a_record], why)
        why = "" if count > 1 else w("A comparison needs two assessments")
        _allow(actions.pages[Page.COMPARE], why)
        why = "" if count else w("A report needs an assessment")
        _allow(actions.pages[Page.REPORTS], why)
        _allow(actions.roll_up, why)
        has_own = page in (Page.COMPARE, Page.REPORTS)
        actions.export.setEnabled(bool(self._status) or has_own)
        actions.units[UnitWish.UNDO].setEnabled(page == Page.HOME)
        actions.remove_example.setVisible(self._window.home.has_example)
        self._update_assessment()

    def _update_assessment(self) -> None:
        """Let the menu say which record it is about, or why something can't be done."""
        w, actions, status = self._w, self._actions, self._status
        none = "" if status else w("Open an assessment on the home page first")
        signed = "" if status == "draft" else w("This record is signed off already")
        own = w("One person's own answers are gathered, and never signed off")
        why_not = {
            actions.answer: "",
            actions.new_wave: "",
            actions.gather: signed,
            actions.form: signed,
            actions.sign_off: own if self._is_own else signed,
            actions.migrate: signed,
            actions.set_aside: signed,
            actions.correct: {
                "draft": w("A draft needs no correction: change its answers"),
                "superseded": w("This record was corrected already"),
            }.get(status, ""),
        }
        for action, why in why_not.items():
            _allow(action, none or why, about=self._name)

    @property
    def _status(self) -> str:
        if self._window.page != Page.HOME:
            return self._window.opened.status
        entry = self._window.home.chosen_entry
        return entry.status if entry else ""

    @property
    def _is_own(self) -> bool:
        """Whether the record holds one person's own answers."""
        if self._window.page == Page.HOME:
            entry = self._window.home.chosen_entry
            return entry is not None and entry.is_own
        model = self._window.opened.model
        return model is not None and model.assessment.assessor is not None

    @property
    def _name(self) -> str:
        """Unit and wave of the record that the menus are about."""
        model = self._window.opened.model
        if self._window.page == Page.HOME:
            entry = self._window.home.chosen_entry
            return f"{entry.unit.name}, {entry.wave.label}" if entry else ""
        held = model.assessment if model else None
        return f"{held.unit.name}, {held.wave.label}" if held else ""


def _allow(action: QAction, why_not: str, about: str = "") -> None:
    """Make an action possible, or say in its tooltip why it is not; `about` says of what it is."""
    action.setEnabled(not why_not)
    name = about or action.text().replace("&", "")
    keys = action.shortcut().toString()
    action.setToolTip(why_not or (f"{name} ({keys})" if keys else name))
