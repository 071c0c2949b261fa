"""What a person has done from the window: what all such tasks need, and how a refusal is told."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from maturity_app.storage.library import Library
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.background import Background
from maturity_app.ui.dialogs.message import tell
from maturity_app.ui.services import Services
from maturity_app.wording import Wording


class Polite(QObject):
    """Asks and tells in dialogs before a window; what is refused is told there, not raised."""

    def __init__(self, w: Wording, window: QWidget) -> None:
        """Dialogs stand before `window`, which owns this."""
        super().__init__(window)
        self._w = w
        self._window = window

    def refuse(self, why: str) -> None:
        """Say politely that something could not be done."""
        tell(self._window, self._w, self._w("This could not be done"), why)

    def _politely(self, work: Callable[[], object]) -> None:
        try:
            work()
        except MaturityError as refused:
            self._on_failed(refused)

    def _on_failed(self, failure: Exception) -> None:
        """Tell a refusal; what is a fault of ours is one everywhere."""
        if not isinstance(failure, MaturityError):
            raise failure
        self.refuse(failure.worded(self._w))


class LibraryTasks(Polite):
    """Tasks on a library, long ones of which are done beside the window."""

    def __init__(
        self,
        w: Wording,
        library: Library,
        services: Services,
        background: Background,
        window: QWidget,
    ) -> None:
        """Work on a library; dialogs stand before `window`."""
        super().__init__(w, window)
        self._library = library
        self._services = services
        self._background = background
