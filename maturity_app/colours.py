"""Colour roles: what a colour is for, and which one it is in each palette.

Window, charts, PDF and workbook take their colours from here. The ratios that each palette must
keep are tested in tests/test_colours.py.
"""

from typing import NamedTuple


class Palette(NamedTuple):
    """One colour for each role, and how wide the borders are drawn that carry a meaning.

    `surface` is the ground behind what is `raised`, `selected` and `attention` are grounds too.
    """

    surface: str
    raised: str
    selected: str
    attention: str
    text: str
    muted: str
    border: str
    grid: str
    control: str
    accent: str
    on_accent: str
    focus: str
    drive: str
    safeguard: str
    safeguard_text: str
    pressure: str
    positive: str
    negative: str
    target: str
    line: int = 1

    @property
    def has_tints(self) -> bool:
        """Whether grounds differ; without tints, only edges and marks tell things apart."""
        return self.selected != self.raised


LIGHT = Palette(
    surface="#F4F6F7",
    raised="#FFFFFF",
    selected="#E3F0F2",
    attention="#F5EFE2",
    text="#1A2026",
    muted="#525C66",
    border="#D8DEE3",
    grid="#D8DEE3",
    control="#7B8794",
    accent="#0A5F6B",
    on_accent="#FFFFFF",
    focus="#0B57D0",
    drive="#2468B4",
    safeguard="#96590A",
    safeguard_text="#96590A",
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
    grid="#363D44",
    control="#7F8B96",
    accent="#62C2CD",
    on_accent="#06262B",
    focus="#8AB4FF",
    drive="#5DA4EC",
    safeguard="#E0A458",
    safeguard_text="#E0A458",
    pressure="#A3ABB3",
    positive="#63C7EC",
    negative="#F5956F",
    target="#F3E6FF",
)

# High contrast has no tints: what is selected is known by its edge, its mark and its weight.
CONTRAST = Palette(
    surface="#FFFFFF",
    raised="#FFFFFF",
    selected="#FFFFFF",
    attention="#FFFFFF",
    text="#000000",
    muted="#000000",
    border="#000000",
    grid="#767676",
    control="#000000",
    accent="#004A54",
    on_accent="#FFFFFF",
    focus="#0033CC",
    drive="#004A99",
    safeguard="#7A4000",
    safeguard_text="#7A4000",
    pressure="#4D4D4D",
    positive="#00527A",
    negative="#961F00",
    target="#2E1A54",
    line=2,
)

CONTRAST_DARK = Palette(
    surface="#000000",
    raised="#000000",
    selected="#000000",
    attention="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    border="#FFFFFF",
    grid="#8C8C8C",
    control="#FFFFFF",
    accent="#7FE3EE",
    on_accent="#000000",
    focus="#FFE14D",
    drive="#6CB4FF",
    safeguard="#FFB35C",
    safeguard_text="#FFB35C",
    pressure="#BFBFBF",
    positive="#70D2FF",
    negative="#FFA07D",
    target="#F3E6FF",
    line=2,
)

# On paper nothing is clicked; change, target and last wave are known by their shapes, in ink.
PRINT = Palette(
    surface="#F2F4F6",
    raised="#FFFFFF",
    selected="#E6EAEE",
    attention="#FBEFDD",
    text="#16202B",
    muted="#4A5664",
    border="#C5CCD4",
    grid="#DDE2E7",
    control="#4A5664",
    accent="#16202B",
    on_accent="#FFFFFF",
    focus="#16202B",
    drive="#1B4F79",
    safeguard="#C07A16",
    safeguard_text="#8A5200",
    pressure="#756E94",
    positive="#16202B",
    negative="#16202B",
    target="#16202B",
)

PRINT_PRESSURE = ("#F0EFF4", "#DAD8E3", "#C0BCD0", PRINT.pressure, "#4C4569")
"""The grounds of the five steps of pressure on paper, the number of the step in each."""


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    lights = _luminance(one) + 0.05, _luminance(other) + 0.05
    return max(lights) / min(lights)


def is_light(colour: str) -> bool:
    """Return whether black stands out on a colour better than white does."""
    return ratio(colour, "#000000") > ratio(colour, "#FFFFFF")


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour as it looks when `share` of it covers a ground."""
    parts = (
        int(above * share + below * (1 - share))
        for above, below in zip(_parts(colour), _parts(ground), strict=True)
    )
    return "#{:02X}{:02X}{:02X}".format(*parts)


def _luminance(colour: str) -> float:
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
