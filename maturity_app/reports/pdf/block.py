"""What a page is made of: blocks that know their height, may be split, and paint themselves."""

from collections.abc import Sequence
from typing import Final, TypeVar

from reportlab.platypus.flowables import Flowable

from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.wording import Wording

NOTHING: Final = 0.001
"""Heights closer than this are equal; sums of floats differ by less."""


class Block(Flowable):
    """A part of a page. Subclasses measure and paint; those that can be parted also split.

    `space_before` is left out at the top of a page. With `keep_with_next` a block is never the
    last of a page. Texts refer to the page on which a block with an `anchor` stands.
    """

    space_before: float = 0
    anchor: str = ""
    keep_with_next: bool = False

    def measure(self, width: float) -> float:
        """Return the height in points at a width."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """Return the smallest height that may stand on a page, the rest going to the next."""
        return self.measure(width)

    def parted(self, width: float, height: float) -> "tuple[Block, Block] | None":
        """Return what fits into a height and the rest, or None if nothing may stand there."""
        del width, height
        return None

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw into a box, which may be higher than measured."""
        raise NotImplementedError

    # The same blocks in any other reportlab document.

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return width and height, as reportlab asks for them."""
        del aH
        self.width, self.height = aW, self.measure(aW)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Return the parts for two pages, or nothing."""
        return list(self.parted(aW, aH) or ())

    def draw(self) -> None:
        """Draw at the origin of reportlab's canvas."""
        self.paint(Pen(self.canv), Box(0, self.height, self.width, self.height))


_BlockT = TypeVar("_BlockT", bound=Block)


def spaced(block: _BlockT, space: float) -> _BlockT:
    """Return a block with space before it."""
    block.space_before = space
    return block


class Figure(Block):
    """A drawing. What it shows is told in words as well, for those who do not see it."""

    def told(self, w: Wording) -> str:
        """Return what the drawing shows, with its figures; empty where it shows nothing."""
        raise NotImplementedError

    def sketch(self, pen: Pen, box: Box) -> None:
        """Draw it into a box."""
        raise NotImplementedError

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw it, and tell what it shows."""
        place = Box(box.x, box.top, box.width, self.measure(box.width))
        with pen.figure(self.told, place):
            self.sketch(pen, box)


class Again(Block):
    """A block set once more where what it belongs to goes on, for the eye alone."""

    def __init__(self, block: Block) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._block = block

    def measure(self, width: float) -> float:
        """Return the block's height."""
        return self._block.measure(width)

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the block as what was said before."""
        with pen.aside():
            self._block.paint(pen, box)


class Space(Block):
    """Nothing, of a height."""

    def __init__(self, height: float) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._height = height

    def measure(self, width: float) -> float:
        """Return the height, whatever the width."""
        del width
        return self._height

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw nothing."""


class Inset(Block):
    """A block moved in from the left."""

    def __init__(self, block: Block, indent: float) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._block, self._indent = block, indent

    def measure(self, width: float) -> float:
        """Return the block's height in what is left of the width."""
        return self._block.measure(width - self._indent)

    def least(self, width: float) -> float:
        """Return the block's least height in what is left of the width."""
        return self._block.least(width - self._indent)

    def parted(self, width: float, height: float) -> "tuple[Block, Block] | None":
        """Part the block, both parts moved in."""
        parts = self._block.parted(width - self._indent, height)
        return parts and (Inset(parts[0], self._indent), Inset(parts[1], self._indent))

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the block further right."""
        width = box.width - self._indent
        self._block.paint(pen, Box(box.x + self._indent, box.top, width, box.height))


class Stack(Block):
    """Blocks one below the other that stay together unless they are higher than a page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Keep what is to be set."""
        super().__init__()
        self.blocks = tuple(blocks)

    def measure(self, width: float) -> float:
        """Return the height of all blocks with the space between them."""
        heights = [block.measure(width) for block in self.blocks]
        return sum(heights) + sum(block.space_before for block in self.blocks[1:])

    def least(self, width: float) -> float:
        """Return the least height of what comes first."""
        height = 0.0
        for position, block in enumerate(self.blocks):
            space = block.space_before if position else 0
            if not block.keep_with_next:
                return height + space + block.least(width)
            height += space + block.measure(width)
        return height

    def parted(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Part between two blocks, or within one."""
        used = 0.0
        for position, block in enumerate(self.blocks):
            space = block.space_before if position else 0
            need = space + block.measure(width)
            if used + need > height + NOTHING:
                return self._parted_at(position, width, height - used - space)
            used += need
        return None

    def _parted_at(self, at: int, width: float, room: float) -> tuple[Block, Block] | None:
        parts = self.blocks[at].parted(width, room) if room > 0 else None
        if parts is not None:
            first, rest = parts
            first.space_before = self.blocks[at].space_before
            return Stack((*self.blocks[:at], first)), Stack((rest, *self.blocks[at + 1 :]))
        while at and self.blocks[at - 1].keep_with_next:
            at -= 1
        if not at:
            return None
        return Stack(self.blocks[:at]), Stack(self.blocks[at:])

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw the blocks from the top."""
        top = box.top
        for position, block in enumerate(self.blocks):
            top -= block.space_before if position else 0
            height = block.measure(box.width)
            block.paint(pen, Box(box.x, top, box.width, height))
            top -= height


class Columns(Block):
    """Blocks side by side, their upper edges level; each has its width, in points."""

    def __init__(self, blocks: Sequence[Block], widths: Sequence[float], gutter: float) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._pairs = tuple(zip(blocks, widths, strict=True))
        self._gutter = gutter

    def measure(self, width: float) -> float:
        """Return the height of the highest."""
        del width
        return max(block.measure(own) for block, own in self._pairs)

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw from left to right."""
        x = box.x
        for block, width in self._pairs:
            block.paint(pen, Box(x, box.top, width, box.height))
            x += width + self._gutter
