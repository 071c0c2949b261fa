"""Sections laid out on pages: nothing parted from what it belongs to, no page nearly empty."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from maturity_app.reports.pdf.block import NOTHING, Block, Stack
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    FRAME_BOTTOM,
    FRAME_HEIGHT,
    FRAME_TOP,
    MARGIN,
    SECTION_SPACE,
    TEXT_WIDTH,
)

FULL_ENOUGH: Final = FRAME_HEIGHT / 3
"""A page filled less than this takes up the next section as well."""

_SECTION_GAP: Final = SECTION_SPACE + 14
_SPARE: Final = 24.0
"""More than a row, so that a page to which rows are handed down is full enough."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the report with an entry in the outline.

    `running` stands at the top right of its pages. `foot` stands at the bottom of the page
    on which the section begins. A `follows` section goes on where the one before ends.
    """

    key: str
    title: str
    blocks: Sequence[Block]
    running: str = ""
    foot: Block | None = None
    follows: bool = False
    depth: int = 0


class Placed(NamedTuple):
    """A block, or a part of one, where it stands on a page, and the section it belongs to."""

    block: Block
    box: Box
    section: Section


@dataclass
class Page:
    """What stands where on one page, and the sections that begin on it."""

    running: str = ""
    placed: list[Placed] = field(default_factory=list)
    begins: list[tuple[Section, float]] = field(default_factory=list)
    y: float = FRAME_TOP
    bottom: float = FRAME_BOTTOM

    @property
    def room(self) -> float:
        """The height that is left."""
        return self.y - self.bottom

    @property
    def used(self) -> float:
        """The height that is filled from the top."""
        return FRAME_TOP - self.y

    def put(self, block: Block, section: Section, height: float, space: float) -> None:
        """Place a block of a section below what is there."""
        self.y -= space if self.placed else 0
        self.placed.append(Placed(block, Box(MARGIN, self.y, TEXT_WIDTH, height), section))
        self.y -= height

    def paint(self, pen: Pen) -> None:
        """Draw everything on the page from the top, which is the order it is read in."""
        for block, box, section in sorted(self.placed, key=lambda placed: -placed.box.top):
            with pen.section(section.key, section.title, section.depth):
                block.paint(pen, box)


def paginate(sections: Sequence[Section]) -> list[Page]:
    """Lay sections out; no page is nearly empty if the one before it can spare lines."""
    pages = [Page()]
    for number, section in enumerate(sections):
        before = _Mark(pages)
        _lay(section, pages)
        after = sections[number + 1] if number + 1 < len(sections) else None
        broke = len(pages) > before.count
        if broke and pages[-1].used < FULL_ENOUGH and not _goes_below(after, pages[-1]):
            spared = FULL_ENOUGH - pages[-1].used + _SPARE
            raised = {len(pages) - 2: pages[-2].room + spared}
            before.restore(pages)
            _lay(section, pages, raised)
    return [page for page in pages if page.placed]


def _goes_below(section: Section | None, page: Page) -> bool:
    """Whether a section begins below what a page holds without a break that could be helped."""
    if section is None or not (section.follows or page.used < FULL_ENOUGH):
        return False
    blocks = list(section.blocks)
    room = page.room - _SECTION_GAP
    whole = Stack(blocks).measure(TEXT_WIDTH)
    if whole <= FRAME_HEIGHT:
        return whole <= room + NOTHING
    return _least(blocks) <= room + NOTHING


class _Mark:
    """A state of the pages to go back to."""

    def __init__(self, pages: list[Page]) -> None:
        """Keep what is to be set."""
        self.count = len(pages)
        last = pages[-1]
        self._last = (last.running, len(last.placed), len(last.begins), last.y, last.bottom)

    def restore(self, pages: list[Page]) -> None:
        """Take away all that was laid out since."""
        del pages[self.count :]
        last = pages[-1]
        running, placed, begins, last.y, last.bottom = self._last
        last.running = running
        del last.placed[placed:], last.begins[begins:]


def _lay(section: Section, pages: list[Page], raised: dict[int, float] | None = None) -> None:
    """Lay one section; `raised` says by how much a page's bottom is higher, by its position."""
    lay = _Layer(pages, section, raised or {})
    lay.open()
    blocks = list(section.blocks)
    while blocks:
        blocks = lay.place(blocks)


class _Layer:
    """Places the blocks of one section."""

    def __init__(self, pages: list[Page], section: Section, raised: dict[int, float]) -> None:
        """Keep what is to be set."""
        self._pages, self._section, self._raised = pages, section, raised
        self._running = section.running or section.title
        self._lift_bottom()

    @property
    def _page(self) -> Page:
        return self._pages[-1]

    def open(self) -> None:
        """Begin the section: on this page if it fits below or must fill it, else on the next."""
        page, section = self._page, self._section
        if page.placed and not (_goes_below(section, page) or self._must_fill(section)):
            self._turn()
        page = self._page
        if page.placed:
            page.y -= _SECTION_GAP
        if not page.begins:
            page.running = self._running
        page.begins.append((section, page.y))
        if section.foot is not None:
            height = section.foot.measure(TEXT_WIDTH)
            page.bottom += height
            box = Box(MARGIN, page.bottom, TEXT_WIDTH, height)
            page.placed.append(Placed(section.foot, box, section))
            page.bottom += SECTION_SPACE / 2

    def place(self, blocks: list[Block]) -> list[Block]:
        """Place the first block, or part of it, and return what is left."""
        block = blocks[0]
        page = self._page
        space = block.space_before if page.used else 0
        height = block.measure(TEXT_WIDTH)
        if space + _least(blocks) > page.room + NOTHING and page.used:
            self._turn()
            return blocks
        if space + height <= page.room + NOTHING:
            page.put(block, self._section, height, space)
            return blocks[1:]
        parts = block.parted(TEXT_WIDTH, page.room - space)
        if parts is not None:
            page.put(parts[0], self._section, parts[0].measure(TEXT_WIDTH), space)
            self._turn()
            parts[1].keep_with_next = block.keep_with_next
            return [parts[1], *blocks[1:]]
        if not page.used:
            # Higher than a page and in one piece.
            page.put(block, self._section, height, space)
            return blocks[1:]
        self._turn()
        return blocks

    def _must_fill(self, section: Section) -> bool:
        """Whether the page is nearly empty still, and takes up at least the section's head."""
        head = _SECTION_GAP + _least(list(section.blocks))
        return self._page.used < FULL_ENOUGH and head <= self._page.room

    def _turn(self) -> None:
        self._pages.append(Page(running=self._running))
        self._lift_bottom()

    def _lift_bottom(self) -> None:
        self._page.bottom += self._raised.get(len(self._pages) - 1, 0)


def _least(blocks: Sequence[Block]) -> float:
    """Return the height that the first block needs together with what it must stay with."""
    height = 0.0
    for position, block in enumerate(blocks):
        height += block.space_before if position else 0
        if not block.keep_with_next:
            return height + block.least(TEXT_WIDTH)
        height += block.measure(TEXT_WIDTH)
    return height
