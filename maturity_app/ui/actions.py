"""The window's actions and the menu bar that holds them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu, QMenuBar

    from maturity_app.wording import Wording


class Page(IntEnum):
    """The pages in the order of the rail."""

    HOME = 0
    SURVEY = 1
    RESULTS = 2
    PLAN = 3
    COMPARE = 4
    REPORTS = 5
    QUESTIONNAIRES = 6


OF_A_RECORD = (Page.SURVEY, Page.RESULTS, Page.PLAN)
"""The pages that show the record that is open."""


HELP = "help"
"""The name by which a dialog finds the action that opens the help."""


class UnitWish(IntEnum):
    """What can be done to units and branches, in the order of the menu."""

    UNDO = 0
    RENAME = 1
    MOVE = 2
    BRANCH = 3
    REMOVE = 4
    MERGE = 5
    SEPARATE = 6


class Actions(QObject):
    """Every action of the window; the window connects them and says which are possible."""

    def __init__(self, w: Wording, parent: QObject) -> None:
        """Make all actions."""
        super().__init__(parent)
        self._w = w
        self.pages = self._page_actions()
        keys = QKeySequence.StandardKey
        self.begin = self._action(w("&New assessment…"), keys.New)
        self.open_file = self._action(w("&Open file…"), keys.Open)
        self.export = self._action(w("&Export or report…"), "Ctrl+E")
        self.roll_up = self._action(w("&Sum all units up…"))
        self.staff = self._action(w("Staff s&urvey…"))
        self.stop = self._action(w("S&top what is under way"), "Ctrl+.")
        self.preferences = self._action(w("&Preferences…"), "Ctrl+,")
        self.quit = self._action(w("&Quit"), "Ctrl+Q")
        self.undo = self._action(w("&Undo"), keys.Undo)
        self.redo = self._action(w("&Redo"))
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.search = self._action(w("&Search units"), keys.Find)
        self.meeting = self._action(w("&Meeting view"), "F5")
        self.answer = self._action(w("&Answers"))
        self.sign_off = self._action(w("&Sign off…"))
        self.set_aside = self._action(w("Set as&ide"))
        self.gather = self._action(w("&Gather team answers…"))
        self.form = self._action(w("&Form for an assessor…"))
        self.migrate = self._action(w("Bring to a newer &version…"))
        self.new_wave = self._action(w("New &wave…"))
        self.correct = self._action(w("&Correct…"))
        self.help = self._action(w("&Help"), keys.HelpContents)
        self.help.setObjectName(HELP)
        self.method = self._action(w("How this is &scored"))
        self.folder = self._action(w("Show where the &library is"))
        self.units = self._unit_actions()
        self.remove_example = self._action(w("Remove the e&xample data…"))
        self.about = self._action(w("&About Maturity survey"))

    def fill(self, bar: QMenuBar) -> None:
        """Put the actions into a menu bar."""
        w = self._w
        file = bar.addMenu(w("&File"))
        file.addActions([self.begin, self.open_file])
        self.recent = file.addMenu(w("Open &recent"))
        file.addAction(self.remove_example)
        file.addSeparator()
        file.addActions([self.export, self.roll_up, self.staff, self.stop])
        file.addSeparator()
        file.addAction(self.preferences)
        file.addSeparator()
        file.addAction(self.quit)
        bar.addMenu(w("&Edit")).addActions([self.undo, self.redo])
        view = bar.addMenu(w("&View"))
        view.addActions(list(self.pages.values()))
        view.addSeparator()
        view.addActions([self.search, self.meeting])
        assessment = bar.addMenu(w("&Assessment"))
        assessment.setToolTipsVisible(True)
        assessment.addActions([self.answer, self.form, self.gather, self.sign_off])
        assessment.addSeparator()
        assessment.addActions([self.new_wave, self.correct])
        assessment.addSeparator()
        assessment.addActions([self.migrate, self.set_aside])
        self.unit_menu = bar.addMenu(w("&Units"))
        self._add_units(self.unit_menu)
        bar.addMenu(w("&Help")).addActions([self.help, self.method, self.folder, self.about])

    def show_undo(self, undo: str, redo: str) -> None:
        """Say what can be undone and redone; what can't be is switched off."""
        for action, text, usual in (
            (self.undo, undo, self._w("&Undo")),
            (self.redo, redo, self._w("&Redo")),
        ):
            action.setText(text or usual)
            action.setEnabled(bool(text))

    def fill_selected(self, menu: QMenu) -> None:
        """Put what can be done to the selected row into a menu that stands beside it."""
        begun = (self.answer, self.export, self.form, self.gather, self.sign_off)
        wave = (*begun, self.new_wave, self.correct, self.migrate, self.set_aside)
        menu.addActions([action for action in wave if action.isEnabled()])
        menu.addSeparator()
        self._add_units(menu)

    def _add_units(self, menu: QMenu) -> None:
        for wish, action in self.units.items():
            menu.addAction(action)
            if wish in (UnitWish.UNDO, UnitWish.REMOVE):
                menu.addSeparator()

    def fill_recent(self, paths: Sequence[Path]) -> None:
        """Put the files opened lately into their menu, and a last entry that forgets them."""
        w = self._w
        self.recent.clear()
        self.recent.setToolTipsVisible(True)
        for path in paths:
            made = self.recent.addAction(path.name.replace("&", "&&"))
            made.setToolTip(str(path))
            made.setData(str(path))
        if paths:
            self.recent.addSeparator()
            self.recent.addAction(w("&Clear the list"))
        else:
            self.recent.addAction(w("No file was opened yet")).setEnabled(False)

    def _unit_actions(self) -> dict[UnitWish, QAction]:
        w = self._w
        return {
            UnitWish.UNDO: self._action(w("&Undo"), QKeySequence.StandardKey.Undo),
            UnitWish.RENAME: self._action(w("&Rename…")),
            UnitWish.MOVE: self._action(w("&Move to…")),
            UnitWish.BRANCH: self._action(w("New &branch…")),
            UnitWish.REMOVE: self._action(w("Remove &empty branch")),
            UnitWish.MERGE: self._action(w("Merge with &another entry…")),
            UnitWish.SEPARATE: self._action(w("&Separate again")),
        }

    def _action(self, text: str, keys: str | QKeySequence.StandardKey | None = None) -> QAction:
        made = QAction(self)
        # Given at once, the text would be tried as an icon, whose type costs more than all actions.
        made.setText(text)
        if keys is not None:
            made.setShortcut(QKeySequence(keys))
        return made

    def _page_actions(self) -> dict[Page, QAction]:
        w = self._w
        texts = {
            Page.HOME: w("Home"),
            Page.SURVEY: w("Survey"),
            Page.RESULTS: w("Results"),
            Page.PLAN: w("Plan"),
            Page.COMPARE: w("Compare"),
            Page.REPORTS: w("Reports"),
            Page.QUESTIONNAIRES: w("Questionnaires"),
        }
        group = QActionGroup(self)
        result = {}
        for page, text in texts.items():
            made = self._action(text, f"Ctrl+{page + 1}")
            made.setCheckable(True)
            made.setData(page)
            group.addAction(made)
            result[page] = made
        result[Page.HOME].setChecked(True)
        return result
