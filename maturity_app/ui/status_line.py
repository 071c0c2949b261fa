"""The status bar and the title: what is open, what is under way, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from maturity_app.ui.actions import OF_A_RECORD, Page
from maturity_app.ui.widgets.pieces import label

if TYPE_CHECKING:
    from maturity_app.storage.library import Library
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.wording import Wording

_TOLD_MS = 10_000
_REST_MS = 100
"""So long a selection stays before the status bar follows it."""


class StatusLine(QObject):
    """Fills the status bar of `window` and names what is open in its title."""

    def __init__(self, w: Wording, library: Library, window: MainWindow) -> None:
        """Say that nothing leaves the computer."""
        super().__init__(window)
        self._w = w
        self._library = library
        self._window = window
        self._bar = window.statusBar()
        self._instrument = QLabel()
        # What a record on home answers is looked up inside its questionnaire.
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rested)
        window.closing.connect(self._rest.stop)
        self._working = label("", "muted")
        offline = w("Works offline: nothing leaves this computer unless you export it")
        self._bar.setSizeGripEnabled(False)
        self._bar.setContentsMargins(16, 0, 16, 0)
        self._bar.addWidget(QLabel(offline), 1)
        self._bar.addPermanentWidget(self._working)
        self._bar.addPermanentWidget(self._instrument)

    def update(self) -> None:
        """Say what is open."""
        w, model = self._w, self._window.opened.model
        title = w("Maturity survey")
        self._rest.stop()
        if self._window.page in OF_A_RECORD and model is not None:
            shown = model.told
            title = f"{shown.unit.name}, {shown.wave.label} - {title}"
            self._show_instrument(f"{shown.questionnaire.title} {shown.questionnaire.version}")
        elif self._window.page == Page.HOME and self._window.home.chosen_entry is not None:
            self._rest.start()
        else:
            self._show_instrument("")
        self._window.setWindowTitle(title)

    def _on_rested(self) -> None:
        entry = self._window.home.chosen_entry
        if entry is not None and self._window.page == Page.HOME:
            title = self._library.questionnaire_title(entry.id, self._w.language)
            self._show_instrument(f"{title} {entry.questionnaire_version}")

    def _show_instrument(self, questionnaire: str) -> None:
        said = self._w("Questionnaire: {name}", name=questionnaire) if questionnaire else ""
        self._instrument.setText(said)

    def tell(self, text: str) -> None:
        """Say for a while what was done."""
        self._bar.showMessage(text, _TOLD_MS)

    def on_figures_refused(self, why: str) -> None:
        """Say that the home page does not show what was answered."""
        reason = self._w.said(why)
        self.tell(self._w("Answers are saved; the home page's figures are not: {why}", why=reason))

    def forget_told(self) -> None:
        """Say that no longer."""
        self._bar.clearMessage()

    def on_busy(self, is_busy: bool) -> None:
        """Say that something is under way."""
        self._working.setText(self._w("Working …") if is_busy else "")
