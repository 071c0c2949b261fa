"""The Qt application: style, colours and the focus ring, the same for every window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from maturity_app.ui.theme import DARK, LIGHT, qt_palette, style_sheet
from maturity_app.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FIRST_PAGE_MS = 200
_START_MS = 1000


class Application(QApplication):
    """Dressed in light or dark, as asked or as the desktop is.

    `desktop_changed` says that the desktop itself went from light to dark, or back.
    """

    desktop_changed = Signal()

    def __init__(self, arguments: Sequence[str]) -> None:
        """Make the application; it is not dressed and no window is made yet."""
        # Asked for here, the style needs no Python object of its own, which costs 10 ms.
        super().__init__([*arguments[:1], "-style", "Fusion", *arguments[1:]])
        self.setApplicationName("maturity-app")
        self._ring: FocusRing | None = None
        self.colours = LIGHT

    def dress(self, theme: str) -> None:
        """Put on the colours of a theme: "light", "dark", or "system" for the desktop's."""
        is_dark = theme == "dark"
        if theme == "system":
            is_dark = self.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.colours = DARK if is_dark else LIGHT
        self.setPalette(qt_palette(self.colours))
        self.setStyleSheet(style_sheet(self.colours))
        if self._ring is not None:
            self.focusChanged.disconnect(self._ring.follow)
        self._ring = FocusRing(self.colours)
        self.focusChanged.connect(self._ring.follow)

    def follow_desktop(self) -> None:
        """Begin to tell when the desktop changes its colours."""
        self.styleHints().colorSchemeChanged.connect(self.desktop_changed)

    def after_first_page(self, work: Callable[[], None]) -> None:
        """Do something that need not be done before the first page is seen."""
        QTimer.singleShot(_FIRST_PAGE_MS, work)

    def after_start(self, work: Callable[[], None]) -> None:
        """Do something once the first page has surely been painted."""
        QTimer.singleShot(_START_MS, work)
