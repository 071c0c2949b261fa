"""What draws: a canvas with the report's marks, in page coordinates from the bottom left."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from maturity_app.reports.pdf.fonts import advance, font_name, one_line, settable
from maturity_app.reports.pdf.style import INK, RULE, WHITE, Style
from maturity_app.reports.pdf.tagged_canvas import TaggedCanvas
from maturity_app.reports.pdf.tags import NO_FACTS, Facts, Role
from maturity_app.wording import Wording

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page: left edge, upper edge, width and height in points."""

    x: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def middle(self) -> float:
        """The height of the centre line."""
        return self.top - self.height / 2


@dataclass(frozen=True, slots=True)
class Pen:
    """A canvas and the pages of the sections, so that a text may refer to one.

    On a tagged canvas it also says what it draws: text is a paragraph unless it is told to be
    something else or to be decoration, lines and shapes are decoration unless they are part of
    a figure. On any other canvas it only draws.
    """

    canvas: Canvas
    pages: Mapping[str, int] = field(default_factory=dict)

    # What is drawn.

    def section(self, key: str, title: str, depth: int) -> AbstractContextManager[None]:
        """Group what is drawn as a section, which may go on over the page."""
        if isinstance(self.canvas, TaggedCanvas):
            return self.canvas.section(key, settable(title), depth)
        return nullcontext()

    def group(
        self, role: Role, facts: Facts = NO_FACTS, key: Hashable = None
    ) -> AbstractContextManager[None]:
        """Group what is drawn as an element; one with a key may go on over the page."""
        if isinstance(self.canvas, TaggedCanvas):
            return self.canvas.group(role, facts, key)
        return nullcontext()

    def content(
        self, role: Role, facts: Facts = NO_FACTS, key: Hashable = None
    ) -> AbstractContextManager[None]:
        """Draw the content of an element; within other content it belongs to that."""
        if isinstance(self.canvas, TaggedCanvas):
            return self.canvas.content(role, facts, key)
        return nullcontext()

    def paragraph(self) -> AbstractContextManager[None]:
        """Group what is drawn as one paragraph, if it is not part of one already."""
        if isinstance(self.canvas, TaggedCanvas) and self.canvas.inner != "P":
            return self.canvas.group("P")
        return nullcontext()

    def words(self) -> AbstractContextManager[None]:
        """Draw words: a paragraph, or a part of the one that is open."""
        if isinstance(self.canvas, TaggedCanvas):
            return self.canvas.content("Span" if self.canvas.inner == "P" else "P")
        return nullcontext()

    def figure(self, told: Callable[[Wording], str], box: "Box") -> AbstractContextManager[None]:
        """Draw a figure and tell what it shows; where there is nothing to tell, decoration."""
        if not isinstance(self.canvas, TaggedCanvas):
            return nullcontext()
        words = settable(told(self.canvas.w))
        if not words:
            return self.canvas.aside()
        edges = (box.x, box.top - box.height, box.right, box.top)
        return self.canvas.content("Figure", Facts(alternative=words, box=edges))

    def mark(self, word: str) -> AbstractContextManager[None]:
        """Draw a mark that stands for a word."""
        return self.content("Span", Facts(instead=settable(word)))

    def aside(self) -> AbstractContextManager[None]:
        """Draw what is no content: it was said before, or it only adorns."""
        return self.canvas.aside() if isinstance(self.canvas, TaggedCanvas) else nullcontext()

    def spoken(self, language: str) -> AbstractContextManager[None]:
        """Draw words in a language, if it is not that of the file."""
        if language and isinstance(self.canvas, TaggedCanvas):
            return self.canvas.spoken(language)
        return nullcontext()

    def link(self, target: str, told: str, box: "Box") -> AbstractContextManager[None]:
        """Draw what leads to a place when its box is clicked, if there is such a place."""
        if not isinstance(self.canvas, TaggedCanvas) or target not in self.pages:
            return nullcontext()
        edges = (box.x, box.top - box.height, box.right, box.top)
        return self.canvas.link(Facts(target=target, told=settable(told)), edges)

    # How it is drawn.

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Write one line with its baseline at y; x is its left edge, right edge or centre."""
        line = one_line(text)
        if style.align != "left":
            width = advance(line, style.face) * style.size
            x -= width if style.align == "right" else width / 2
        self.canvas.setFillColor(style.colour)
        self.canvas.setFont(font_name(style.face), style.size)
        with self.words():
            self.canvas.drawString(x, y, line)

    def line(self, start: Point, end: Point, colour: Color = RULE, width: float = 0.5) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(width)
        self.canvas.line(*start, *end)

    def across(self, box: Box, y: float, colour: Color = RULE, width: float = 0.5) -> None:
        """Draw a horizontal rule over the width of a box."""
        self.line((box.x, y), (box.right, y), colour, width)

    def dashed(self, start: Point, end: Point, colour: Color = INK, width: float = 0.9) -> None:
        """Draw a dashed line."""
        self.canvas.setDash(2, 2)
        self.line(start, end, colour, width)
        self.canvas.setDash()

    def fill(self, box: Box, colour: Color) -> None:
        """Fill a box."""
        self.canvas.setFillColor(colour)
        self.canvas.rect(box.x, box.top - box.height, box.width, box.height, stroke=0, fill=1)

    def dot(self, x: float, y: float, radius: float, colour: Color) -> None:
        """Draw a filled disc."""
        self.canvas.setFillColor(colour)
        self.canvas.circle(x, y, radius, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float = 3.1, colour: Color = INK) -> None:
        """Draw a white disc with an outline: the wave before."""
        self.canvas.setFillColor(WHITE)
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(1)
        self.canvas.circle(x, y, radius, stroke=1, fill=1)

    def square(self, x: float, y: float, radius: float, colour: Color) -> None:
        """Draw a filled square about a point."""
        self.fill(Box(x - radius, y + radius, 2 * radius, 2 * radius), colour)

    def shape(self, points: Sequence[Point], colour: Color, *, filled: bool = True) -> None:
        """Draw a closed shape, filled or white inside."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self.canvas.setFillColor(colour if filled else WHITE)
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(0.9)
        self.canvas.drawPath(path, stroke=1, fill=1)

    def whisker(self, low: Point, high: Point, cap: float = 7, *, from_bar: bool = False) -> None:
        """Draw what open answers allow, from low to high; from a bar's end upwards only."""
        self.line(low, high, INK, 0.9)
        ends = (high,) if from_bar else (low, high)
        for x, y in ends:
            self.line((x, y - cap / 2), (x, y + cap / 2), INK, 0.9)

    def tick(self, x: float, y: float, height: float = 13) -> None:
        """Draw what is asked: an upright mark with white on both sides."""
        self.fill(Box(x - 1.7, y + height / 2, 3.4, height), WHITE)
        self.fill(Box(x - 0.9, y + height / 2, 1.8, height), INK)
