"""Colours, type and sizes of the window, and the one style sheet made from them.

The rules stand in assets/themes/window.qss; contrast.qss adds what high contrast needs besides.
"""

from pathlib import Path
from string import Template
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from maturity_app.colours import (
    CONTRAST,
    CONTRAST_DARK,
    DARK,
    LIGHT,
    Palette,
    is_light,
    ratio,
)

__all__ = ["DARK", "LIGHT", "TYPE", "Palette", "contrast_of", "qt_palette", "style_sheet"]


class Type(NamedTuple):
    """Type sizes in pixels at 100 %."""

    caption: int = 12
    dense: int = 13
    body: int = 14
    question: int = 16
    page: int = 20
    headline: int = 28


TYPE = Type()

_STRONG = 7
"""The contrast that high contrast asks of every text."""

_ASSETS = Path(__file__).parents[1] / "assets"


def style_sheet(palette: Palette) -> str:
    """Return the window's style sheet in a palette's colours."""
    names = ["window.qss"] if palette.has_tints else ["window.qss", "contrast.qss"]
    rules = "".join((_ASSETS / "themes" / name).read_text("utf-8") for name in names)
    tone = "dark" if is_light(palette.accent) else "light"
    icons = (_ASSETS / "icons").as_posix()
    marks = {mark: f"{mark}-{tone}" for mark in ("check", "dash")}
    return Template(rules).substitute(palette._asdict(), icons=icons, **marks)


def contrast_of(system: QPalette, *, is_desktops: bool, is_dark: bool) -> Palette:
    """Return the palette of high contrast: the desktop's own colours where it has such a theme.

    Where it has none, or where its colours are too near each other, those of the program in
    black on white, or in white on black where the desktop is dark.
    """
    role = QPalette.ColorRole
    ground, text = (system.color(one).name() for one in (role.Window, role.WindowText))
    if not is_desktops or ratio(text, ground) < _STRONG:
        return CONTRAST_DARK if is_dark else CONTRAST
    accent, on_accent = (system.color(one).name() for one in (role.Highlight, role.HighlightedText))
    if min(ratio(accent, ground), ratio(accent, on_accent)) < _STRONG:
        accent, on_accent = text, ground
    grounds = dict.fromkeys(("surface", "raised", "selected", "attention"), ground)
    inks = dict.fromkeys(set(Palette._fields) - {*grounds, "line"}, text)
    grid = (CONTRAST_DARK if is_light(text) else CONTRAST).grid
    return Palette(**{**grounds, **inks, "grid": grid, "accent": accent, "on_accent": on_accent},
                   line=CONTRAST.line)  # fmt: skip


def qt_palette(palette: Palette) -> QPalette:
    """Return the colours for what Qt's own style paints: marks of check boxes, menus, hints."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: palette.surface,
        QPalette.ColorRole.Base: palette.raised,
        QPalette.ColorRole.AlternateBase: palette.surface,
        QPalette.ColorRole.Button: palette.raised,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Accent: palette.accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.ToolTipBase: palette.raised,
        QPalette.ColorRole.ToolTipText: palette.text,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return made
