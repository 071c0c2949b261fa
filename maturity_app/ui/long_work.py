"""Long work as the window shows it: its panel, the action that stops it, and the last question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QVBoxLayout

    from maturity_app.ui.background import Background, LongWork
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.services import Parts
    from maturity_app.ui.widgets.work_panel import WorkPanel


class LongWorkShown(QObject):
    """Puts the panel below the pages once there is something to show in it."""

    def __init__(
        self,
        background: Background,
        stop: QAction,
        pages: QVBoxLayout,
        parts: Parts,
        window: MainWindow,
    ) -> None:
        """Show nothing yet; `stop` is possible while work is under way."""
        super().__init__(window)
        self._background, self._stop = background, stop
        self._pages, self._parts, self._window = pages, parts, window
        self._panel: WorkPanel | None = None
        stop.setEnabled(False)
        stop.triggered.connect(self._on_stop)
        background.begun.connect(self._on_begun)

    def may_end(self) -> bool:
        """Return whether the window may close: no work is under way, or it may be stopped."""
        names = [work.name for work in self._background.under_way]
        return not names or self._window.tasks.ask_to_stop(names)

    def forget_done(self) -> None:
        """Show no more what has ended well."""
        if self._panel is not None:
            self._panel.forget_done()

    def _on_begun(self, work: LongWork) -> None:
        if self._panel is None:
            self._panel = self._parts.work_panel()
            tasks = self._window.tasks
            self._panel.file_requested.connect(tasks.open_file)
            self._panel.folder_requested.connect(tasks.open_file)
            self._panel.details_requested.connect(tasks.show_details)
            self._pages.addWidget(self._panel)
        self._panel.add(work)
        work.ended.connect(self._on_ended)
        self._stop.setEnabled(True)

    def _on_ended(self, _outcome: object) -> None:
        self._stop.setEnabled(bool(self._background.under_way))

    def _on_stop(self) -> None:
        if self._panel is not None:
            self._panel.stop()
