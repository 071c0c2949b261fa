"""Undo, redo, search and the meeting view: actions that each page answers in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from maturity_app.ui.actions import Page

if TYPE_CHECKING:
    from maturity_app.ui.actions import Actions
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.pages.survey import SurveyPage
    from maturity_app.ui.pages.undoing import Undoing
    from maturity_app.wording import Wording


class Editing(QObject):
    """Does on the page that `window` shows what these actions mean there, and says what that is."""

    def __init__(self, w: Wording, actions: Actions, window: MainWindow) -> None:
        """Stand between the actions and the pages."""
        super().__init__(window)
        self._w = w
        self._actions = actions
        self._window = window
        actions.undo.triggered.connect(self._on_undo)
        actions.redo.triggered.connect(self._on_redo)
        actions.search.triggered.connect(self._on_search)
        actions.meeting.triggered.connect(self._on_meeting_asked)

    def update(self) -> None:
        """Let the actions say what they do on the page that is shown."""
        w, actions, survey = self._w, self._actions, self._survey
        is_in_meeting = survey is not None and survey.meeting is not None
        is_searched = survey is not None or self._window.page == Page.HOME
        actions.search.setText(w("&Search questions") if survey else w("&Search units"))
        actions.search.setEnabled(is_searched and not is_in_meeting)
        undo = self._undo
        actions.show_undo(undo.undo_text if undo else "", undo.redo_text if undo else "")
        may_meet = survey is not None and self._window.opened.is_draft and not is_in_meeting
        actions.meeting.setEnabled(may_meet)

    @property
    def _survey(self) -> SurveyPage | None:
        """The survey, while it is the page that is shown."""
        return self._window.pages.survey if self._window.page == Page.SURVEY else None

    @property
    def _undo(self) -> Undoing[Any] | None:
        """What takes changes back on the page that is shown."""
        if self._window.page == Page.PLAN:
            return self._window.pages.plan.undo
        return self._survey.undo if self._survey else None

    def _on_undo(self) -> None:
        if self._window.is_all_saved() and self._undo is not None:
            self._undo.take_back()

    def _on_redo(self) -> None:
        if self._window.is_all_saved() and self._undo is not None:
            self._undo.do_again()

    def _on_search(self) -> None:
        if self._survey is not None:
            self._survey.start_search()
        else:
            self._window.home.focus_search()

    def _on_meeting_asked(self) -> None:
        self._window.pages.survey.enter_meeting()

    def on_undo_changed(self) -> None:
        """Tell what was done or undone before no longer than until the next change."""
        self._window.status.forget_told()
        self._window.long_work.forget_done()
        self.update()

    def on_meeting_changed(self, is_in_meeting: bool) -> None:
        """Give a meeting the whole screen, and take it back after."""
        window, full = self._window, Qt.WindowState.WindowFullScreen
        state = window.windowState()
        window.setWindowState(state | full if is_in_meeting else state & ~full)
        window.rail.setVisible(not is_in_meeting)
        window.update_menus()
