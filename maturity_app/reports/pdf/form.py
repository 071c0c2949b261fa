"""A questionnaire to be filled in by hand: each item with answers to tick and lines to write."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from maturity_app.domain.questionnaire import Item, Node, Option, Questionnaire
from maturity_app.reports.pdf.block import Block, Columns, Inset, Stack, spaced
from maturity_app.reports.pdf.document import Frame, pdf_of
from maturity_app.reports.pdf.facts import facts
from maturity_app.reports.pdf.fonts import register_fonts
from maturity_app.reports.pdf.heading import Heading, coded_title, lead, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    COMMENT,
    COMMENT_STRONG,
    FRAME_HEIGHT,
    HALF,
    INK,
    NOTE,
    RULE,
    SECONDARY,
    STRONG,
    TEXT_WIDTH,
)
from maturity_app.reports.pdf.text import Run, Text, text_width
from maturity_app.reports.phrases import answer_state_word
from maturity_app.reports.rules import condition_text
from maturity_app.wording import Wording

_DAY: Final = date(1980, 1, 1)
"""A form is of no day; the file carries the oldest date there is, as packs and workbooks do."""

_INDENT: Final = 30.0
_TICK: Final = 8.0
_TICK_GAP: Final = 6.0
_LINE: Final = 19.0
"""The height of a line that a hand can write on."""

_TEXT_LINES: Final = 4
_NAMES: Final = 118.0


def form_pdf(questionnaire: Questionnaire, w: Wording) -> bytes:
    """Return the printable form of a questionnaire, which speaks the language of its texts."""
    register_fonts()
    name = w("Form: {title}", title=questionnaire.title)
    version = w("Version {number}", number=questionnaire.version)
    frame = Frame(
        title=name,
        subject=questionnaire.title,
        running=name,
        footer=f"{questionnaire.id} · {version}",
        is_draft=False,
        dated=_DAY,
    )
    asked = [node for node in questionnaire.tree.walk() if node.items]
    sections = [_front(questionnaire, w), *(_section(questionnaire, node, w) for node in asked)]
    return pdf_of(sections, frame, w)


def _front(questionnaire: Questionnaire, w: Wording) -> Section:
    blocks: list[Block] = [title(questionnaire.title)]
    if questionnaire.description:
        blocks.append(lead(questionnaire.description))
    for names in ((w("Unit"), w("Wave")), (w("Date"), w("Filled in by (role)"))):
        pair = Columns([_Lines(name) for name in names], [HALF, HALF], TEXT_WIDTH - 2 * HALF)
        blocks.append(spaced(pair, 10))
    pairs = [
        (w("One tick"), w("Tick one answer to each question, the one that is seen to be true.")),
        (
            answer_state_word("dont_know", w),
            w("Tick it where nobody in the room knows: better than a guess."),
        ),
        (
            answer_state_word("not_applicable", w),
            w("Only where a question offers it, and on the ground it names; write the reason."),
        ),
        (answer_state_word("not_answered", w), w("A question without a tick.")),
        (
            w("Comment and evidence"),
            w("What happened, and where it can be seen; no names of people."),
        ),
        (w("Afterwards"), w("Enter the answers in the program, which reckons the result.")),
    ]
    blocks += [Heading(w("How to answer")), facts(pairs, TEXT_WIDTH, _NAMES)]
    return Section(key="front", title=questionnaire.title, blocks=blocks)


def _section(questionnaire: Questionnaire, node: Node, w: Wording) -> Section:
    blocks: list[Block] = [coded_title(node.title, node.code)]
    if node.description:
        blocks.append(lead(node.description))
    blocks += [spaced(_item(questionnaire, item, w), 8) for item in node.items]
    return Section(key=f"node-{node.id}", title=node.title, blocks=blocks, follows=True)


def _item(questionnaire: Questionnaire, item: Item, w: Wording) -> Block:
    parts: list[Block] = [Text(item.text, STRONG)]
    told = [item.frame] if item.frame else []
    if item.show_when is not None:
        condition = condition_text(questionnaire, item.show_when, w)
        told.insert(0, w("Asked if {condition}.", condition=condition))
    if told:
        parts.append(spaced(Text(" ".join(told), COMMENT.with_(colour=SECONDARY)), 2))
    parts += [spaced(block, 3) for block in _answers(questionnaire, item, w)]
    parts += _remarks(item, w)
    return _Whole(questionnaire.code(item.id), parts)


def _answers(questionnaire: Questionnaire, item: Item, w: Wording) -> Iterator[Block]:
    options = questionnaire.options(item.id)
    if any(option.anchor for option in options):
        yield from (_Tick(Text(_anchored(option), COMMENT)) for option in options)
    elif options:
        yield _Ticks([option.label for option in options])
    elif item.type == "measure":
        yield _Lines(w("Value"))
        yield _Lines(w("Source"))
    else:
        yield _Lines(w("Answer"), _TEXT_LINES)
    yield _Tick(Text(answer_state_word("dont_know", w), COMMENT_STRONG))
    if item.not_applicable is not None:
        word = w.labelled(answer_state_word("not_applicable", w), "")
        yield _Tick(Text([Run(word, "semibold"), Run(item.not_applicable)], COMMENT))
        yield _Lines(w("Reason"))


def _anchored(option: Option) -> list[Run]:
    return [Run(option.label, "semibold"), Run(f"  {option.anchor}")]


def _remarks(item: Item, w: Wording) -> Iterator[Block]:
    yield spaced(_Lines(w("Comment")), 2)
    yield _Lines(w("Evidence"))
    if item.evidence:
        yield spaced(Text(w("Such as: {evidence}", evidence=item.evidence), NOTE), 3)


class _Whole(Stack):
    """An item beside its code, under a hairline; it stands on one page if a page can hold it."""

    def __init__(self, code: str, parts: Sequence[Block]) -> None:
        """Keep what is to be set."""
        super().__init__(parts)
        self._words, self._code = code, Text(code, STRONG)

    def measure(self, width: float) -> float:
        """Return the height of the item beside its code."""
        return super().measure(width - _INDENT) + 6

    def least(self, width: float) -> float:
        """Return the whole height, or the least of an item higher than a page."""
        whole = self.measure(width)
        return whole if whole <= FRAME_HEIGHT else super().least(width - _INDENT) + 6

    def parted(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Part an item that is higher than a page, its code beside the first part."""
        parts = super().parted(width - _INDENT, height - 6)
        return parts and (_Whole(self._words, [parts[0]]), _Whole("", [parts[1]]))

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the rule, the code and the item."""
        pen.across(box, box.top, RULE, 0.5)
        top = box.top - 6
        self._code.paint(pen, Box(box.x, top, _INDENT, box.height))
        super().paint(pen, Box(box.x + _INDENT, top, box.width - _INDENT, box.height - 6))


class _Tick(Block):
    """A box to tick and the answer beside it."""

    def __init__(self, words: Block) -> None:
        """Take the answer's words."""
        super().__init__()
        self._words = words
        self._inset = Inset(words, _TICK + _TICK_GAP)

    def measure(self, width: float) -> float:
        """Return the height of the words beside the box."""
        return self._inset.measure(width)

    def least(self, width: float) -> float:
        """Return the least height of the words."""
        return self._inset.least(width)

    def parted(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Part very long words; the box stands beside their beginning."""
        indent = _TICK + _TICK_GAP
        parts = self._words.parted(width - indent, height)
        return parts and (_Tick(parts[0]), Inset(parts[1], indent))

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw box and words."""
        _box(pen, box.x, box.top - 1.4)
        self._inset.paint(pen, box)


class _Ticks(Block):
    """Short answers side by side, each after its box; in several lines where they need them."""

    def __init__(self, labels: Sequence[str]) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._labels = tuple(labels)

    def measure(self, width: float) -> float:
        """Return the height of all lines."""
        return 14.0 * len(self._lines(width))

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw boxes and words."""
        top = box.top
        for line in self._lines(box.width):
            x = box.x
            for label in line:
                _box(pen, x, top - 1.4)
                pen.text(x + _TICK + _TICK_GAP, top - 8.2, label, COMMENT_STRONG)
                x += self._width(label)
            top -= 14

    def _lines(self, width: float) -> list[list[str]]:
        lines: list[list[str]] = [[]]
        used = 0.0
        for label in self._labels:
            own = self._width(label)
            if lines[-1] and used + own > width:
                lines.append([])
                used = 0
            lines[-1].append(label)
            used += own
        return lines

    def _width(self, label: str) -> float:
        return _TICK + _TICK_GAP + text_width(label, COMMENT_STRONG) + 18


class _Lines(Block):
    """A name and lines to write on, the first beside the name."""

    def __init__(self, name: str, count: int = 1) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._name, self._count = name, count

    def measure(self, width: float) -> float:
        """Return the height of the lines."""
        del width
        return _LINE * self._count

    def paint(self, pen: Pen, box: Box) -> None:
        """Write the name and draw the lines."""
        style = COMMENT.with_(colour=SECONDARY)
        y = box.top - _LINE + 3
        pen.text(box.x, y + 1.5, self._name, style)
        pen.line((box.x + text_width(self._name, style) + 6, y), (box.right, y), SECONDARY, 0.5)
        for number in range(1, self._count):
            pen.across(box, y - _LINE * number, SECONDARY, 0.5)


def _box(pen: Pen, x: float, top: float) -> None:
    right, bottom = x + _TICK, top - _TICK
    corners = ((x, top), (right, top), (right, bottom), (x, bottom), (x, top))
    for start, end in pairwise(corners):
        pen.line(start, end, INK, 0.8)
