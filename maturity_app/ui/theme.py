"""Colour roles, type and sizes of the window, and the one style sheet made from them.

The rules stand in assets/themes/window.qss.
"""

from pathlib import Path
from string import Template
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Palette(NamedTuple):
    """One colour for each role; a later palette needs no other change."""

    surface: str
    raised: str
    selected: str
    attention: str
    text: str
    muted: str
    border: str
    control: str
    accent: str
    on_accent: str
    focus: str
    drive: str
    safeguard: str
    pressure: str
    positive: str
    negative: str
    target: str


LIGHT = Palette(
    surface="#F4F6F7",
    raised="#FFFFFF",
    selected="#E3F0F2",
    attention="#F5EFE2",
    text="#1A2026",
    muted="#525C66",
    border="#D8DEE3",
    control="#7B8794",
    accent="#0A5F6B",
    on_accent="#FFFFFF",
    focus="#0B57D0",
    drive="#2468B4",
    safeguard="#96590A",
    pressure="#656D77",
    positive="#00698C",
    negative="#B03A1A",
    target="#2E1A54",
)

DARK = Palette(
    surface="#14181B",
    raised="#1D2226",
    selected="#15343A",
    attention="#2F2A1F",
    text="#E8ECEE",
    muted="#A9B3BB",
    border="#363D44",
    control="#7F8B96",
    accent="#62C2CD",
    on_accent="#06262B",
    focus="#8AB4FF",
    drive="#5DA4EC",
    safeguard="#E0A458",
    pressure="#A3ABB3",
    positive="#63C7EC",
    negative="#F5956F",
    target="#F3E6FF",
)


class Type(NamedTuple):
    """Type sizes in pixels at 100 %."""

    caption: int = 12
    dense: int = 13
    body: int = 14
    question: int = 16
    page: int = 20
    headline: int = 28


TYPE = Type()

_ASSETS = Path(__file__).parents[1] / "assets"


def style_sheet(palette: Palette) -> str:
    """Return the window's style sheet, assets/themes/window.qss, in a palette's colours."""
    sheet = Template((_ASSETS / "themes" / "window.qss").read_text("utf-8"))
    check = "check-dark" if palette == DARK else "check-light"
    return sheet.substitute(palette._asdict(), icons=(_ASSETS / "icons").as_posix(), check=check)


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
