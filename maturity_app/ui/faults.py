"""Failures that nobody caught: from slots, painting and threads alike, told one at a time."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

Tell = Callable[[BaseException], object]


class Faults(QObject):
    """Hands each failure to `tell`, in the thread of the window and never while it paints."""

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Catch what Python would only print."""
        super().__init__(parent)
        self._tell: Tell | None = None
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def tell_by(self, tell: Tell) -> None:
        """Have failures told by the window that is shown now."""
        self._tell = tell

    def _hook(
        self,
        kind: type[BaseException],
        failure: BaseException,
        trace: TracebackType | None,
    ) -> None:
        sys.__excepthook__(kind, failure, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self._caught.emit(failure)

    def _thread_hook(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self._hook(given.exc_type, given.exc_value, given.exc_traceback)

    @Slot(object)
    def _on_caught(self, failure: BaseException) -> None:
        if self._tell is not None:
            self._tell(failure)
