"""The open window is told when the program is started once more over its library."""

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from maturity_app.storage.claim import Claim


class SecondStarts(QObject):
    """Tells of second starts: `asked` carries the files they were given."""

    asked = Signal(list)

    def __init__(self, claim: Claim, parent: QObject | None = None) -> None:
        """Watch for nothing yet."""
        super().__init__(parent)
        self._claim = claim
        self._watcher: QFileSystemWatcher | None = None

    def watch(self) -> None:
        """Begin to watch, and tell of those who asked by now."""
        if not self._claim.is_known:
            return
        try:
            self._claim.requests.mkdir(exist_ok=True)
        except OSError:
            # A second start waits a little, then opens a window of its own.
            return
        self._watcher = QFileSystemWatcher([str(self._claim.requests)], self)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self, _folder: str = "") -> None:
        for files in self._claim.taken():
            self.asked.emit(files)


def come_forward(window: QWidget) -> None:
    """Bring a window before all others, as it was before it was minimised."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
