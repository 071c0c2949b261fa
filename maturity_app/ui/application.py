"""The Qt application: style, colours and the focus ring, the same for every window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from maturity_app.ui.theme import DARK, LIGHT, qt_palette, style_sheet
from maturity_app.ui.widgets.focus_ring import FocusRing

_FIRST_PAGE_MS = 200
_START_MS = 1000


class Application(QApplication):
    """Follows the desktop in being light or dark."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Dress the application; no window is made yet."""
        # Asked for here, the style needs no Python object of its own, which costs 10 ms.
        super().__init__([*arguments[:1], "-style", "Fusion", *arguments[1:]])
        self.setApplicationName("maturity-app")
        is_dark = self.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.colours = DARK if is_dark else LIGHT
        self.setPalette(qt_palette(self.colours))
        self.setStyleSheet(style_sheet(self.colours))
        self._ring = FocusRing(self.colours)
        self.focusChanged.connect(self._ring.follow)

    def after_first_page(self, work: Callable[[], None]) -> None:
        """Do something that need not be done before the first page is seen."""
        QTimer.singleShot(_FIRST_PAGE_MS, work)

    def after_start(self, work: Callable[[], None]) -> None:
        """Do something once the first page has surely been painted."""
        QTimer.singleShot(_START_MS, work)
