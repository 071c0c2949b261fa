"""The window's actions and the menu bar that holds them."""

from enum import IntEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenuBar

from maturity_app.wording import Wording


class Page(IntEnum):
    """The pages in the order of the rail."""

    HOME = 0
    SURVEY = 1
    RESULTS = 2
    COMPARE = 3
    REPORTS = 4


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
        self.stop = self._action(w("S&top what is under way"), "Ctrl+.")
        self.preferences = self._action(w("&Preferences…"), "Ctrl+,")
        self.quit = self._action(w("&Quit"), "Ctrl+Q")
        self.search = self._action(w("&Search units"), keys.Find)
        self.answer = self._action(w("&Answers"))
        self.sign_off = self._action(w("&Sign off…"))
        self.new_wave = self._action(w("New &wave…"))
        self.correct = self._action(w("&Correct…"))
        self.method = self._action(w("How this is &scored"), keys.HelpContents)
        self.folder = self._action(w("Show where the &library is"))
        self.about = self._action(w("&About Maturity survey"))

    def fill(self, bar: QMenuBar) -> None:
        """Put the actions into a menu bar."""
        w = self._w
        file = bar.addMenu(w("&File"))
        file.addActions([self.begin, self.open_file])
        file.addSeparator()
        file.addActions([self.export, self.stop])
        file.addSeparator()
        file.addAction(self.preferences)
        file.addSeparator()
        file.addAction(self.quit)
        view = bar.addMenu(w("&View"))
        view.addActions(list(self.pages.values()))
        view.addSeparator()
        view.addAction(self.search)
        assessment = bar.addMenu(w("&Assessment"))
        assessment.addActions([self.answer, self.sign_off])
        assessment.addSeparator()
        assessment.addActions([self.new_wave, self.correct])
        bar.addMenu(w("&Help")).addActions([self.method, self.folder, self.about])

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
            Page.COMPARE: w("Compare"),
            Page.REPORTS: w("Reports"),
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
