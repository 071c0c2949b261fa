"""Texts set in lines: any characters, long words broken, never a last line of one word."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from maturity_app.reports.pdf.block import NOTHING, Block
from maturity_app.reports.pdf.fonts import Face, advance, one_line, settable
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import Style
from maturity_app.reports.pdf.tags import Role

_BASELINE: Final = 0.78
"""How much of the size stands above the baseline, so that lines sit centred in their leading."""

_BREAK_AFTER: Final = "/-–—.,;:_?&=\u200b"
_FEWEST_LINES: Final = 2
_ROOM_TO_BREAK: Final = 0.4
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face; None is the face of the style.

    `language` is given where it need not be that of the report.
    """

    text: str
    face: Face | None = None
    language: str = ""


Words = str | Run | Sequence[Run]
Line = tuple[Run, ...]

_GOES_ON: Final = Run("")
"""Stands at the end of a line that ends within a word."""


class Text(Block):
    """A text in one style. With `most`, what goes beyond so many lines ends in an ellipsis.

    It is a paragraph, or what its `role` says. One that `runs_on` has other words after it in
    the same element.
    """

    runs_on: bool = False

    def __init__(
        self,
        words: Words,
        style: Style,
        *,
        most: int | None = None,
        even: bool = False,
        role: Role = "P",
    ) -> None:
        """Keep what is to be set."""
        super().__init__()
        words = Run(words) if isinstance(words, str) else words
        self._runs = (words,) if isinstance(words, Run) else tuple(words)
        self.style = style
        self._most = most
        self._even = even
        self._role: Role = role
        self._lines: dict[float, tuple[Line, ...]] = {}
        self._whole: object | None = None
        """What the parts of a text that was parted have in common."""

    def _of_lines(self, lines: Sequence[Line], width: float, *, runs_on: bool) -> "Text":
        text = Text("", self.style, role=self._role)
        text.runs_on = runs_on
        text._lines[width] = tuple(lines)
        text._runs = tuple(run for line in lines for run in (*line, Run(" ")))
        text._whole = self._whole
        return text

    def lines(self, width: float) -> tuple[Line, ...]:
        """Return the text broken for a width."""
        if width not in self._lines:
            lines = break_lines(self._runs, self.style, width)
            if self._even:
                lines = _without_single_word(lines, self._whole_text(), self.style, width)
            if self._most is not None and len(lines) > self._most:
                lines = [*lines[: self._most - 1], _cut(lines[self._most - 1], self.style, width)]
            self._lines[width] = tuple(lines)
        return self._lines[width]

    def _whole_text(self) -> str:
        return "".join(run.text for run in _clean(self._runs))

    def measure(self, width: float) -> float:
        """Return the height of all lines."""
        return len(self.lines(width)) * self.style.leading

    def natural_width(self) -> float:
        """Return how wide the text runs in one line."""
        return sum(_width(run, self.style) for run in _clean(self._runs))

    def least(self, width: float) -> float:
        """Return the height of two lines, or of three if they are all."""
        count = len(self.lines(width))
        return min(count, _FEWEST_LINES if count > _FEWEST_LINES + 1 else count) * (
            self.style.leading
        )

    def parted(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Part between lines, at least two on either side."""
        lines = self.lines(width)
        fit = min(int((height + NOTHING) / self.style.leading), len(lines) - _FEWEST_LINES)
        if fit < _FEWEST_LINES:
            return None
        self._whole = self._whole or object()
        first = self._of_lines(lines[:fit], width, runs_on=True)
        return first, self._of_lines(lines[fit:], width, runs_on=self.runs_on)

    def paint(self, pen: Pen, box: Box) -> None:
        """Write the lines from the top."""
        style, lines = self.style, self.lines(box.width)
        if not any(lines):
            return
        baseline = box.top - (style.leading - style.size) / 2 - style.size * _BASELINE
        with pen.content(self._role, key=self._whole):
            for number, line in enumerate(lines, start=1):
                is_last = number == len(lines) and not self.runs_on
                self._write(pen, line, box, baseline, after="" if is_last else " ")
                baseline -= style.leading

    def _write(self, pen: Pen, line: Line, box: Box, baseline: float, *, after: str) -> None:
        """Write one line within a box, and after it an unseen space unless a word goes on."""
        x, style = box.x, self.style
        if style.align != "left":
            spare = box.width - sum(_width(run, style) for run in line)
            x += spare if style.align == "right" else spare / 2
        for number, run in enumerate(line, start=1):
            words = run.text + after if number == len(line) else run.text
            if run is not _GOES_ON:
                with pen.spoken(run.language):
                    pen.text(x, baseline, words, style.with_(face=run.face, align="left"))
            x += _width(run, style)


class PageText(Block):
    """A text that leads to a section and names its page, known only when all pages are made."""

    def __init__(self, words: Callable[[int], str], section: str, style: Style) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._words, self._section, self._style = words, section, style

    def measure(self, width: float) -> float:
        """Return the height with a page number of three figures."""
        return Text(self._words(888), self._style).measure(width)

    def paint(self, pen: Pen, box: Box) -> None:
        """Write the text with the page it refers to."""
        words = self._words(pen.pages.get(self._section, 0))
        text = Text(words, self._style, role="Span")
        width = min(text.natural_width(), box.width)
        place = Box(box.x, box.top, width, text.measure(box.width))
        with pen.paragraph(), pen.link(self._section, words, place):
            text.paint(pen, box)


def text_width(text: str, style: Style) -> float:
    """Return how wide a text runs in one line, in points."""
    return advance(one_line(text), style.face) * style.size


def clipped(text: str, most: int) -> str:
    """Return a text cut at a word so that it has at most `most` characters, with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = head.rfind(" ")
    return head[: cut if cut > most // 2 else len(head)].rstrip(" ,;.:\n") + _ELLIPSIS


# --- breaking lines ----------------------------------------------------------------------


def break_lines(runs: Sequence[Run], style: Style, width: float) -> list[Line]:
    """Break runs into lines no wider than `width`, after spaces or, where it must be, in words."""
    lines: list[list[Run]] = [[]]
    room = width
    for piece in _pieces(runs):
        if piece.text == "\n":
            lines.append([])
            room = width
            continue
        need = _width(Run(piece.text.rstrip(" "), piece.face), style)
        # A word wider than a line is broken where it begins, unless little room is left there.
        is_whole = need <= width or room < width * _ROOM_TO_BREAK
        if need > room + NOTHING and lines[-1] and is_whole:
            lines.append([])
            room = width
        for position, part in enumerate(_fitted(piece, style, room, width)):
            if position:
                lines[-1].append(_GOES_ON)
                lines.append([])
                room = width
            lines[-1].append(part)
            room -= _width(part, style)
    return [_joined(line) for line in lines]


def _clean(runs: Sequence[Run]) -> list[Run]:
    return [Run(settable(run.text), run.face, run.language) for run in runs]


def _pieces(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield words, each with the spaces after it, and line ends."""
    for run in _clean(runs):
        for number, line in enumerate(run.text.split("\n")):
            if number:
                yield Run("\n")
            words = line.split(" ")
            for word in words[:-1]:
                yield Run(f"{word} ", run.face, run.language)
            if words[-1]:
                yield Run(words[-1], run.face, run.language)


def _width(run: Run, style: Style) -> float:
    return advance(run.text, run.face or style.face) * style.size


def _fitted(piece: Run, style: Style, room: float, width: float) -> Iterator[Run]:
    """Yield a word whole or, if it is wider than a line, in parts."""
    if _width(Run(piece.text.rstrip(" "), piece.face), style) <= max(room, 0) + NOTHING:
        yield piece
        return
    rest = piece.text
    while rest:
        count = _characters_that_fit(rest, piece.face, style, room)
        yield Run(rest[:count], piece.face, piece.language)
        rest = rest[count:]
        room = width


def _characters_that_fit(text: str, face: Face | None, style: Style, room: float) -> int:
    """Return where to break a long word: after a sign such as a slash if one stands late."""
    used = 0.0
    for count, character in enumerate(text):
        used += advance(character, face or style.face) * style.size
        if used > room and count and character != " ":
            signs = [n for n in range(count, count * 2 // 3, -1) if text[n - 1] in _BREAK_AFTER]
            return signs[0] if signs else count
    return len(text)


def _joined(line: Sequence[Run]) -> Line:
    """Return a line with neighbouring runs of one face joined and no space at its end."""
    goes_on = bool(line) and line[-1] is _GOES_ON
    joined: list[Run] = []
    for run in line[:-1] if goes_on else line:
        last = joined[-1] if joined else None
        if last is not None and (last.face, last.language) == (run.face, run.language):
            joined[-1] = Run(last.text + run.text, run.face, run.language)
        else:
            joined.append(run)
    if goes_on:
        return (*joined, _GOES_ON)
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(joined)


def _without_single_word(lines: list[Line], text: str, style: Style, width: float) -> list[Line]:
    """Move a word down where the last line holds only one, and not the end of a broken word."""
    if len(lines) < _FEWEST_LINES or not lines[-1] or not lines[-2]:
        return lines
    last, above = lines[-1], lines[-2]
    if len(last) > 1 or " " in last[0].text or " " not in above[-1].text:
        return lines
    head, _, word = above[-1].text.rpartition(" ")
    if f"{word} {last[0].text}" not in text:
        return lines
    moved = replace(above[-1], text=f"{word} ")
    joined = _joined((moved, *last))
    if sum(_width(run, style) for run in joined) > width + NOTHING:
        return lines
    above = (*above[:-1], replace(above[-1], text=head))
    return [*lines[:-2], above, joined]


def _cut(line: Line, style: Style, width: float) -> Line:
    """Return a line shortened so that an ellipsis fits at its end."""
    *head, last = [run for run in line if run is not _GOES_ON] or (Run(""),)
    room = width - sum(_width(run, style) for run in head)
    text = last.text
    while text and _width(Run(text + _ELLIPSIS, last.face), style) > room:
        text = text[:-1]
    if text != last.text and " " in text.strip() and not last.text[len(text)].isspace():
        text = text.rpartition(" ")[0]
    return (*head, replace(last, text=text.rstrip(f" ,;.{_ELLIPSIS}") + _ELLIPSIS))
