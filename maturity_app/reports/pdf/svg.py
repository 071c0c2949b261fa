"""A canvas that writes SVG: the few things a report's pen draws, in the same coordinates."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import Color

from maturity_app.reports.pdf.fonts import Face, advance, face_of

_FAMILY = "'Source Sans 3', 'Source Sans Pro', Arial, Helvetica, sans-serif"
_FACES: dict[Face, str] = {
    "regular": "",
    "semibold": ' font-weight="600"',
    "bold": ' font-weight="700"',
    "italic": ' font-style="italic"',
}


@dataclass
class SvgPath:
    """A path as it is drawn on a `SvgCanvas`."""

    base: float
    steps: list[str] = field(default_factory=list)

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802 - reportlab's name
        """Begin at a point."""
        self.steps.append(f"M{_n(x)} {_n(self.base - y)}")

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802 - reportlab's name
        """Go on to a point."""
        self.steps.append(f"L{_n(x)} {_n(self.base - y)}")

    def close(self) -> None:
        """Go back to where it began."""
        self.steps.append("Z")


class SvgCanvas:
    """What reportlab's canvas is to a `Pen`, with y upwards from the bottom; its names are kept.

    A text carries the width it was set for, so that it stays in its place where the font is
    not installed.
    """

    def __init__(self, width: float, height: float) -> None:
        """Take the size of the drawing in points."""
        self._size = (width, height)
        self._base = height
        self._parts: list[str] = []
        self._fill, self._stroke, self._width, self._dash = "#000000", "#000000", 1.0, ""
        self._face: Face = "regular"
        self._font_size = 9.0
        self._open: list[tuple[float, int]] = []
        self._groups = 0

    def content(self, title: str, description: str, language: str) -> bytes:
        """Return the drawing as a file, with the words that stand for it."""
        width, height = map(_n, self._size)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
            f'viewBox="0 0 {width} {height}" role="img" lang={quoteattr(language)} '
            f'aria-labelledby="title desc" font-family="{_FAMILY}">\n'
            f'<title id="title">{escape(title)}</title>\n'
            f'<desc id="desc">{escape(description)}</desc>\n'
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        )
        text = '<?xml version="1.0" encoding="UTF-8"?>\n' + head + "\n".join(self._parts)
        return f"{text}\n</svg>\n".encode()

    # --- how it draws, under reportlab's names -----------------------------------------------

    def setFillColor(self, colour: Color) -> None:  # noqa: N802 - reportlab's name
        """Set the colour of texts and areas."""
        self._fill = _colour(colour)

    def setStrokeColor(self, colour: Color) -> None:  # noqa: N802 - reportlab's name
        """Set the colour of lines."""
        self._stroke = _colour(colour)

    def setLineWidth(self, width: float) -> None:  # noqa: N802 - reportlab's name
        """Set the width of lines."""
        self._width = width

    def setDash(self, *lengths: float) -> None:  # noqa: N802 - reportlab's name
        """Dash the lines, or draw them whole without lengths."""
        self._dash = f' stroke-dasharray="{" ".join(map(_n, lengths))}"' if lengths else ""

    def setFont(self, name: str, size: float) -> None:  # noqa: N802 - reportlab's name
        """Set face and size of texts."""
        self._face, self._font_size = face_of(name), size

    # --- what it draws -----------------------------------------------------------------------

    def drawString(self, x: float, y: float, text: str) -> None:  # noqa: N802 - reportlab's name
        """Write one line."""
        if not text.strip():
            return
        length = advance(text, self._face) * self._font_size
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(self._base - y)}" font-size="{_n(self._font_size)}"'
            f'{_FACES[self._face]} fill="{self._fill}" textLength="{_n(length)}" '
            f'lengthAdjust="spacingAndGlyphs" xml:space="preserve">{escape(text)}</text>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line."""
        self._parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(self._base - y1)}" x2="{_n(x2)}" '
            f'y2="{_n(self._base - y2)}"{self._outline()}/>'
        )

    def rect(  # noqa: PLR0913 - reportlab's arguments
        self, x: float, y: float, width: float, height: float, *, stroke: int, fill: int
    ) -> None:
        """Draw a rectangle from its lower left corner."""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(self._base - y - height)}" width="{_n(width)}" '
            f'height="{_n(height)}"{self._paint(stroke, fill)}/>'
        )

    def circle(self, x: float, y: float, radius: float, *, stroke: int, fill: int) -> None:
        """Draw a circle about a point."""
        self._parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(self._base - y)}" r="{_n(radius)}"'
            f"{self._paint(stroke, fill)}/>"
        )

    def beginPath(self) -> SvgPath:  # noqa: N802 - reportlab's name
        """Return an empty path."""
        return SvgPath(self._base)

    def drawPath(self, path: SvgPath, *, stroke: int, fill: int) -> None:  # noqa: N802 - as above
        """Draw a path."""
        self._parts.append(f'<path d="{"".join(path.steps)}"{self._paint(stroke, fill)}/>')

    # --- where it draws ----------------------------------------------------------------------

    def saveState(self) -> None:  # noqa: N802 - reportlab's name
        """Remember where coordinates begin."""
        self._open.append((self._base, self._groups))
        self._groups = 0

    def translate(self, x: float, y: float) -> None:
        """Let coordinates begin at a point."""
        self._group(f"translate({_n(x)} {_n(self._base - y)})")
        self._base = 0.0

    def rotate(self, degrees: float) -> None:
        """Turn what follows against the clock."""
        self._group(f"rotate({_n(-degrees)} 0 {_n(self._base)})")

    def restoreState(self) -> None:  # noqa: N802 - reportlab's name
        """Go back to where coordinates began."""
        self._parts += ["</g>"] * self._groups
        self._base, self._groups = self._open.pop()

    def _group(self, transform: str) -> None:
        self._parts.append(f'<g transform="{transform}">')
        self._groups += 1

    def _outline(self) -> str:
        return f' stroke="{self._stroke}" stroke-width="{_n(self._width)}"{self._dash}'

    def _paint(self, stroke: int, fill: int) -> str:
        colour = self._fill if fill else "none"
        return f' fill="{colour}"' + (self._outline() if stroke else "")


def _colour(colour: Color) -> str:
    return f"#{colour.hexval()[2:]}"


def _n(number: float) -> str:
    """Return a number short, and the same on every platform."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
