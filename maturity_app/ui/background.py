"""The one way to do slow work: beside the window, its outcome handed back to it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from maturity_app.ui.overriding import override

_T = TypeVar("_T")


class Background(QObject):
    """Runs work one piece after the other in a thread of its own.

    Work gets frozen values and opens its own connection; it never touches a widget. What comes
    of it is told in the thread that made this object. `busy` tells whether work is under way.
    """

    busy = Signal(bool)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread yet."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # One at a time: two writers of one library would only wait for each other.
        self._pool.setMaxThreadCount(1)
        self._waiting = 0
        self._is_finished = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run_in_background(
        self,
        work: Callable[[], _T],
        on_success: Callable[[_T], object],
        on_failure: Callable[[Exception], object],
    ) -> None:
        """Do `work`; its result goes to `on_success`, what it raises to `on_failure`."""
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._pool.start(_Piece(work, on_success, on_failure, self._ended.emit))

    def finish(self) -> None:
        """Wait until all work that was begun is done; what comes of it is told no more."""
        # What is on its way to the window already would arrive in spite of a disconnected signal.
        self._is_finished = True
        self._pool.waitForDone()

    @Slot(object, object)
    def _on_ended(self, tell: Callable[[object], object], outcome: object) -> None:
        if self._is_finished:
            return
        self._waiting -= 1
        if self._waiting == 0:
            self.busy.emit(False)
        tell(outcome)


class _Piece(QRunnable):
    def __init__(
        self,
        work: Callable[[], object],
        on_success: Callable[..., object],
        on_failure: Callable[[Exception], object],
        ended: Callable[[object, object], None],
    ) -> None:
        super().__init__()
        self._work = work
        self._on_success = on_success
        self._on_failure = on_failure
        self._ended = ended

    @override
    def run(self) -> None:
        try:
            outcome = self._work()
        except Exception as failure:  # noqa: BLE001 - handed over whole to the window's thread
            self._ended(self._on_failure, failure)
        else:
            self._ended(self._on_success, outcome)
