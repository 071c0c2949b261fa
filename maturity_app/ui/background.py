"""The one way to do slow work: beside the window, its outcome handed back to it."""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from maturity_app.ui.overriding import override

_T = TypeVar("_T")

_SECONDS_BETWEEN_TOLD = 0.1
_LOADED_BY = 2
"""With which step told the first one is done, and has loaded what all of them need."""
_SWITCH_SECONDS = 0.00001
"""How long work keeps Python to itself while the window waits for its turn.

A window asks for its turn many times to paint one page; at Python's usual 5 ms it would stand.
"""


class LongWork(QObject):
    """A piece of work one waits for: what it is, how far it is, and whether it is still wanted.

    The work calls `tell` and asks `is_cancelled`, from its own thread; the window calls the rest.
    `moved` carries steps done, steps in all (0 where nobody knows) and what is being done;
    `ended` what came of it.
    """

    moved = Signal(int, int, str)
    ended = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Begin nothing yet; `name` says what is done, as a person would."""
        super().__init__(parent)
        self.name = name
        self._cancelled = Event()
        self._told_at = 0.0
        self._count = 0

    def tell(self, done: int, total: int, step: str = "") -> None:
        """Tell how far the work is; a window that is told too often would do nothing else."""
        self._count += 1
        if self._count == _LOADED_BY:
            gc.freeze()
        now = time.monotonic()
        if now - self._told_at >= _SECONDS_BETWEEN_TOLD or done == total:
            self._told_at = now
            self.moved.emit(done, total, step)

    def cancel(self) -> None:
        """Ask the work to end after the step it is in."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was asked to end."""
        return self._cancelled.is_set()


class Background(QObject):
    """Runs work one piece after the other in a thread of its own.

    Work gets frozen values and opens its own connection; it never touches a widget. What comes
    of it is told in the thread that made this object. `busy` tells whether work is under way,
    `begun` that a piece began for which one waits.
    """

    busy = Signal(bool)
    begun = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread yet."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # One at a time: two writers of one library would only wait for each other.
        self._pool.setMaxThreadCount(1)
        self._waiting = 0
        self._long: list[LongWork] = []
        self._is_finished = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run_in_background(
        self,
        work: Callable[[], _T],
        on_success: Callable[[_T], object],
        on_failure: Callable[[Exception], object],
    ) -> None:
        """Do `work`; its result goes to `on_success`, what it raises to `on_failure`.

        Once this is finished nothing is done any more: nobody would hear what comes of it.
        """
        if self._is_finished:
            return
        self._waiting += 1
        if self._waiting == 1:
            sys.setswitchinterval(_SWITCH_SECONDS)
            self.busy.emit(True)
        self._pool.start(_Piece(work, on_success, on_failure, self._ended.emit))

    def run_long(
        self,
        name: str,
        work: Callable[[LongWork], _T],
        on_success: Callable[[_T], object],
        on_failure: Callable[[Exception], object],
    ) -> LongWork:
        """Do work that tells how far it is and can be cancelled.

        What `on_success` or `on_failure` returns is the work's end, as `ended` carries it.
        """
        long = LongWork(name, self)
        self._long.append(long)
        # To look through all that lives for garbage stops the window for a tenth of a second. What
        # is there by now, and once the first step has loaded what it needs, is not looked through.
        gc.freeze()
        self.begun.emit(long)
        self.run_in_background(
            lambda: work(long),
            lambda result: self._end(long, on_success, result),
            lambda failure: self._end(long, on_failure, failure),
        )
        return long

    def _end(self, long: LongWork, tell: Callable[[_T], object], given: _T) -> None:
        outcome = None
        try:
            outcome = tell(given)
        finally:
            self._long.remove(long)
            if not self._long:
                gc.unfreeze()
            long.ended.emit(outcome)

    @property
    def under_way(self) -> Sequence[LongWork]:
        """The work one waits for, the piece that is being done first."""
        return tuple(self._long)

    def finish(self) -> None:
        """Wait until all work that was begun is done; what comes of it is told no more.

        Work one waits for is cancelled: it ends after the step it is in.
        """
        # What is on its way to the window already would arrive in spite of a disconnected signal.
        self._is_finished = True
        for long in self._long:
            long.cancel()
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
