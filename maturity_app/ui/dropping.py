"""Files dragged onto the window: what is said meanwhile, and which of them are opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.drop_overlay import DropOverlay
from maturity_app.wording import Wording


class Dropping:
    """Tells files that can be opened from others; both hear it before they are let go."""

    def __init__(
        self, w: Wording, palette: Palette, can_open: Callable[[Path], bool], window: QWidget
    ) -> None:
        """Lie in wait over a window."""
        self._w = w
        self._can_open = can_open
        self.overlay = DropOverlay(palette, window)

    def hover(self, event: QDropEvent) -> None:
        """Say whether what is dragged can be opened; leave what holds no files alone."""
        paths = _paths(event.mimeData())
        if not paths:
            event.ignore()
        elif any(map(self._can_open, paths)):
            self.overlay.tell(self._w("Drop to open"), is_welcome=True)
            event.acceptProposedAction()
        else:
            # Accepted, or nobody would tell when it is dragged away again; dropped it can't be.
            self.overlay.tell(self.refusal, is_welcome=False)
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()

    @property
    def refusal(self) -> str:
        """Why other files can't be opened."""
        return self._w(
            "Only assessment files, workbooks, packs, staff surveys and folders can be opened"
        )

    def leave(self) -> None:
        """Say no more."""
        self.overlay.hide()

    def dropped(self, event: QDropEvent) -> tuple[list[Path], list[Path]]:
        """Return which files that were let go can be opened, and which can't."""
        self.leave()
        event.acceptProposedAction()
        paths = _paths(event.mimeData())
        welcome = [path for path in paths if self._can_open(path)]
        return welcome, [path for path in paths if path not in welcome]


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
