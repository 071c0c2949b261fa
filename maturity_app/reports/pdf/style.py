"""One set of roles for colour, type and page: what a chart or text is for, never how it looks."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from reportlab.lib.colors import Color, HexColor

from maturity_app.colours import PRINT, PRINT_PRESSURE, mixed
from maturity_app.domain.questionnaire import Kind
from maturity_app.reports.pdf.fonts import Face

Align = Literal["left", "right", "center"]

# --- colour ------------------------------------------------------------------------------

INK: Final = HexColor(PRINT.text)
SECONDARY: Final = HexColor(PRINT.muted)
RULE: Final = HexColor(PRINT.border)
GRID: Final = HexColor(PRINT.grid)
WASH: Final = HexColor(PRINT.surface)
WHITE: Final = HexColor(PRINT.raised)
DRIVE: Final = HexColor(PRINT.drive)
DRIVE_PALE: Final = HexColor(mixed(PRINT.drive, PRINT.raised, 0.5))
SAFEGUARD: Final = HexColor(PRINT.safeguard)
SAFEGUARD_PALE: Final = HexColor(mixed(PRINT.safeguard, PRINT.raised, 0.5))
SAFEGUARD_TEXT: Final = HexColor(PRINT.safeguard_text)
PRESSURE: Final = tuple(HexColor(colour) for colour in PRINT_PRESSURE)
PRESSURE_DARK_FROM: Final = 3
"""Position in PRESSURE from which a number in the cell is white."""


def colour_of(kind: Kind | None) -> Color:
    """Return the colour of a dimension's marks."""
    colours = {"safeguard": SAFEGUARD, "pressure": PRESSURE[3]}
    aside = SECONDARY if kind in ("enabler", "outcome") else DRIVE
    return colours.get(kind or "", aside)


def pale_colour_of(kind: Kind | None) -> Color:
    """Return the colour of what a level does not ask yet."""
    return SAFEGUARD_PALE if kind == "safeguard" else DRIVE_PALE


# --- type --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """How a text is set: face, size and leading in points, colour and alignment."""

    face: Face = "regular"
    size: float
    leading: float
    colour: Color = INK
    align: Align = "left"

    def with_(
        self, *, face: Face | None = None, align: Align | None = None, colour: Color | None = None
    ) -> "Style":
        """Return the same style in another face, alignment or colour."""
        return replace(
            self,
            face=face or self.face,
            align=align or self.align,
            colour=colour or self.colour,
        )


HEADLINE: Final = Style(face="semibold", size=50, leading=52)
DRIVE_NUMBER: Final = Style(face="semibold", size=31, leading=34, colour=DRIVE)
PAGE_TITLE: Final = Style(face="semibold", size=20, leading=23)
FINDING_TITLE: Final = Style(face="semibold", size=18, leading=21)
LEVEL_NAME: Final = Style(face="semibold", size=17, leading=20)
HEADING: Final = Style(face="semibold", size=11.5, leading=14)
SMALL_HEADING: Final = Style(face="semibold", size=10.5, leading=13)
LEAD: Final = Style(size=9.5, leading=12.4)
BODY: Final = Style(size=9, leading=11.2)
STRONG: Final = Style(face="semibold", size=9, leading=11.2)
COMMENT: Final = Style(size=8.5, leading=10.8)
COMMENT_STRONG: Final = Style(face="semibold", size=8.5, leading=10.8)
KEY: Final = Style(size=8, leading=10, colour=SECONDARY)
MARK_LABEL: Final = Style(size=8, leading=10)
NOTE: Final = Style(size=7.75, leading=10, colour=SECONDARY)

# --- page --------------------------------------------------------------------------------

PAGE_WIDTH: Final = 595.28
PAGE_HEIGHT: Final = 841.89
MARGIN: Final = 46.0
TEXT_WIDTH: Final = 503.0
FRAME_TOP: Final = PAGE_HEIGHT - 46
FRAME_BOTTOM: Final = PAGE_HEIGHT - 797
FRAME_HEIGHT: Final = FRAME_TOP - FRAME_BOTTOM
SECTION_SPACE: Final = 17.0
GUTTER_THIRD: Final = 18.0
THIRD: Final = (TEXT_WIDTH - 36) / 3
HALF: Final = (TEXT_WIDTH - 24) / 2
