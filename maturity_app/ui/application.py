"""The Qt application: style, colours and the focus ring, the same for every window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from maturity_app.ui.theme import (
    DARK,
    LIGHT,
    Palette,
    contrast_of,
    qt_palette,
    style_sheet,
)
from maturity_app.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_KNOWS_CONTRAST = hasattr(QStyleHints, "accessibility")
"""Qt asks the desktop whether it is in high contrast since 6.10; before, one says so oneself."""

_FIRST_PAGE_MS = 200
_START_MS = 1000


class Application(QApplication):
    """Dressed in light, dark or high contrast, as asked or as the desktop is.

    `desktop_changed` says that the desktop itself took other colours.
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
        """Put on the colours of a theme: "light", "dark", "contrast" or "system"."""
        self.colours = self._colours_of(theme)
        self.setPalette(qt_palette(self.colours))
        self.setStyleSheet(style_sheet(self.colours))
        if self._ring is not None:
            self.focusChanged.disconnect(self._ring.follow)
        self._ring = FocusRing(self.colours)
        self.focusChanged.connect(self._ring.follow)

    def _colours_of(self, theme: str) -> Palette:
        if theme in ("light", "dark"):
            return DARK if theme == "dark" else LIGHT
        hints = self.styleHints()
        is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        is_desktops = _wants_contrast(hints)
        if theme == "contrast" or is_desktops:
            # Without colours of ours on it, the application has those of the desktop.
            self.setPalette(QPalette())
            return contrast_of(self.palette(), is_desktops=is_desktops, is_dark=is_dark)
        return DARK if is_dark else LIGHT

    def follow_desktop(self) -> None:
        """Begin to tell when the desktop changes its colours."""
        hints = self.styleHints()
        hints.colorSchemeChanged.connect(self.desktop_changed)
        if _KNOWS_CONTRAST:
            hints.accessibility().contrastPreferenceChanged.connect(self.desktop_changed)

    def after_first_page(self, work: Callable[[], None]) -> None:
        """Do something that need not be done before the first page is seen."""
        QTimer.singleShot(_FIRST_PAGE_MS, work)

    def after_start(self, work: Callable[[], None]) -> None:
        """Do something once the first page has surely been painted."""
        QTimer.singleShot(_START_MS, work)


def _wants_contrast(hints: QStyleHints) -> bool:
    if not _KNOWS_CONTRAST:
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
