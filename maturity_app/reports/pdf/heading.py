"""Headings and notes: a section opens with a rule, its heading says the finding."""

from collections.abc import Sequence

from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    HEADING,
    INK,
    LEAD,
    NOTE,
    PAGE_TITLE,
    SECONDARY,
    SECTION_SPACE,
    SMALL_HEADING,
    Style,
)
from maturity_app.reports.pdf.text import Run, Text, Words

_ABOVE = 5.0
_BELOW = 3.0


class Heading(Block):
    """A rule with the section's heading below it, and a key to its right if there is room."""

    def __init__(self, words: str, key: Block | None = None, style: Style = HEADING) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._text = Text(words, style, even=True, role="H2")
        self._key = key
        self.space_before = SECTION_SPACE
        self.keep_with_next = True

    def measure(self, width: float) -> float:
        """Return the height from the rule to below the heading, and the key if it is there."""
        height = _ABOVE + self._text.measure(width) + _BELOW
        if self._key is not None and not self._is_beside(width):
            height += self._key.measure(width)
        return height

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw rule, heading and key."""
        pen.across(box, box.top, INK, 1)
        height = self._text.measure(box.width)
        self._text.paint(pen, Box(box.x, box.top - _ABOVE, box.width, height))
        if self._key is None:
            return
        key_height = self._key.measure(box.width)
        if self._is_beside(box.width):
            # The key's line stands on the heading's baseline, at the right margin.
            width = self._key_width()
            top = box.top - _ABOVE - (height - key_height) / 2 - 0.5
            self._key.paint(pen, Box(box.right - width, top, width, key_height))
        else:
            top = box.top - _ABOVE - height - _BELOW
            self._key.paint(pen, Box(box.x, top, box.width, key_height))

    def _key_width(self) -> float:
        return float(getattr(self._key, "natural_width", 0.0))

    def _is_beside(self, width: float) -> bool:
        own = self._key_width()
        return bool(own) and self._text.natural_width() + own + 20 <= width


def small_heading(words: str) -> Heading:
    """Return a heading for a third or half of the width."""
    return Heading(words, style=SMALL_HEADING)


def title(words: str | Run) -> Text:
    """Return a page's title."""
    text = Text(words, PAGE_TITLE, even=True, role="H1")
    text.keep_with_next = True
    return text


def coded_title(words: str | Run, code: str) -> Block:
    """Return a page's title after its code."""
    return CodedTitle(words, code) if code else title(words)


class CodedTitle(Block):
    """A code in secondary colour, then the title."""

    keep_with_next = True

    def __init__(self, words: str | Run, code: str) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._code = Text(code, PAGE_TITLE.with_(colour=SECONDARY))
        self._code.runs_on = True
        self._title = Text(words, PAGE_TITLE, even=True)

    def measure(self, width: float) -> float:
        """Return the title's height beside the code."""
        return self._title.measure(width - self._indent())

    def paint(self, pen: Pen, box: Box) -> None:
        """Write code and title on one baseline."""
        indent = self._indent()
        with pen.content("H1"):
            self._code.paint(pen, Box(box.x, box.top, indent, box.height))
            self._title.paint(pen, Box(box.x + indent, box.top, box.width - indent, box.height))

    def _indent(self) -> float:
        return self._code.natural_width() + 8


def lead(*runs: str | Run) -> Text:
    """Return the paragraph below a title."""
    text = Text(_runs(runs), LEAD, even=True)
    text.space_before = 3
    text.keep_with_next = True
    return text


def note(words: Words) -> Text:
    """Return a note below a table or chart."""
    text = Text(words, NOTE)
    text.space_before = 4
    return text


def _runs(parts: Sequence[str | Run]) -> list[Run]:
    return [part if isinstance(part, Run) else Run(part) for part in parts]
