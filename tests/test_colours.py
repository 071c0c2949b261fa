"""Every palette can be read, and what meets in one chart stays apart for the colour-blind too."""

import itertools
import math

import pytest

from maturity_app.colours import (
    CONTRAST,
    CONTRAST_DARK,
    DARK,
    LIGHT,
    PRINT,
    PRINT_PRESSURE,
    Palette,
    is_light,
    mixed,
    ratio,
)

SCREEN = {"light": LIGHT, "dark": DARK}
STRONG = {"contrast": CONTRAST, "contrast-dark": CONTRAST_DARK}
ALL = SCREEN | STRONG | {"print": PRINT}

GROUNDS = ("surface", "raised", "selected", "attention")
TEXTS = ("text", "muted", "accent", "positive", "negative", "safeguard_text")
GRAPHICS = ("control", "focus", "drive", "safeguard", "pressure", "target")
MEET = (("drive", "safeguard"), ("drive", "target"), ("safeguard", "target"))
# On paper pressure has charts of its own, and change is told by the triangle alone, in ink.
MEET_ON_SCREEN = (("drive", "pressure"), ("safeguard", "pressure"), ("positive", "negative"))


def falls_short(palette: Palette, roles: tuple[str, ...], least: float) -> list[str]:
    """Return which roles are too near to which ground."""
    colours = palette._asdict()
    return [
        f"{role} on {ground}"
        for role, ground in itertools.product(roles, GROUNDS)
        if ratio(colours[role], colours[ground]) < least
    ]


def test_the_ratio_is_that_of_wcag() -> None:
    assert ratio("#000000", "#FFFFFF") == 21
    assert ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert is_light("#62C2CD")
    assert not is_light("#0A5F6B")


@pytest.mark.parametrize("palette", ALL.values(), ids=ALL)
def test_text_can_be_read(palette: Palette) -> None:
    assert falls_short(palette, TEXTS, 4.5) == []
    assert ratio(palette.on_accent, palette.accent) >= 4.5


@pytest.mark.parametrize("palette", (SCREEN | STRONG).values(), ids=SCREEN | STRONG)
def test_marks_and_edges_can_be_seen(palette: Palette) -> None:
    assert falls_short(palette, GRAPHICS, 3.0) == []


def test_marks_can_be_seen_on_paper() -> None:
    # Charts stand on white; shading is behind the heads of tables alone.
    for role in GRAPHICS:
        assert ratio(getattr(PRINT, role), PRINT.raised) >= 3.0, role
    for step, ground in enumerate(PRINT_PRESSURE):
        number = PRINT.text if step < 3 else PRINT.raised
        assert ratio(number, ground) >= 4.5, step


@pytest.mark.parametrize("palette", STRONG.values(), ids=STRONG)
def test_high_contrast_is_high(palette: Palette) -> None:
    assert falls_short(palette, (*TEXTS, *GRAPHICS, "border"), 7.0) == []
    assert ratio(palette.on_accent, palette.accent) >= 7.0
    assert not palette.has_tints
    assert palette.line == 2


@pytest.mark.parametrize("palette", SCREEN.values(), ids=SCREEN)
def test_text_on_the_darkest_pressure_can_be_read(palette: Palette) -> None:
    assert ratio(palette.text, mixed(palette.pressure, palette.raised, 0.33)) >= 4.5


# --- as the colour-blind see them --------------------------------------------------------

# Machado, Oliveira and Fernandes 2009, at full severity, over linear light.
SEEN_BY = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)

Triple = tuple[float, ...]


def times(matrix: tuple[Triple, ...], values: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix)


def lab(colour: str, seen_by: str) -> Triple:
    """Return a colour's place in CIE L*a*b* as a colour-blind person sees it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = tuple(s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    seen = tuple(min(1.0, max(0.0, part)) for part in times(SEEN_BY[seen_by], light))
    parts = [part / white for part, white in zip(times(XYZ, seen), WHITE, strict=True)]
    x, y, z = (p ** (1 / 3) if p > 0.008856 else 7.787 * p + 16 / 116 for p in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, seen_by: str) -> float:
    """Return how far apart two colours are (CIE 76) for a colour-blind person."""
    return math.dist(lab(one, seen_by), lab(other, seen_by))


def test_red_and_green_are_alike_to_whom_they_are_alike() -> None:
    assert distance("#C00000", "#00C000", "deuteranopia") < 60
    assert distance("#FFFFFF", "#000000", "protanopia") == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("seen_by", SEEN_BY)
@pytest.mark.parametrize("palette", ALL.values(), ids=ALL)
def test_what_meets_in_a_chart_stays_apart(palette: Palette, seen_by: str) -> None:
    colours = palette._asdict()
    near = {
        f"{one} and {other}": round(distance(colours[one], colours[other], seen_by))
        for one, other in (MEET if palette is PRINT else MEET + MEET_ON_SCREEN)
    }
    assert {pair: far for pair, far in near.items() if far < 20} == {}


def test_paper_needs_no_colour() -> None:
    """Practices and safeguards stay apart on a grey printer, where only lightness is left."""
    assert ratio(PRINT.drive, PRINT.safeguard) > 2
