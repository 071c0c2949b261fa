"""Sections written as a PDF file: running lines, outline, DRAFT; same input, same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from maturity_app.reports.pdf.archive import Imprint, archived
from maturity_app.reports.pdf.fonts import advance, font_name, register_fonts, settable
from maturity_app.reports.pdf.layout import Page, Section, paginate
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.style import (
    GRID,
    INK,
    MARGIN,
    NOTE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RULE,
    TEXT_WIDTH,
    Style,
)
from maturity_app.reports.pdf.tagged_canvas import TaggedCanvas
from maturity_app.reports.pdf.text import clipped, text_width
from maturity_app.wording import Wording

_LINE = Box(MARGIN, 0, TEXT_WIDTH, 0)
_STAMP_SIZE = 96.0


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around the content of every page; `dated` is the day of the record."""

    title: str
    subject: str
    running: str
    footer: str
    is_draft: bool
    dated: date


def pdf_of(sections: Sequence[Section], frame: Frame, w: Wording) -> bytes:
    """Return sections as a PDF file, the same bytes for the same sections."""
    register_fonts()
    pages = paginate(sections)
    where = _pages_of(pages)
    buffer = BytesIO()
    canvas = _canvas(buffer, w)
    for number, page in enumerate(pages, start=1):
        if frame.is_draft:
            with canvas.aside("Background"):
                _stamp(canvas, settable(w("DRAFT")))
        pen = Pen(canvas, where)
        with canvas.aside("Pagination"):
            _furnish(pen, page, frame, f"{number} / {len(pages)}", w)
        page.paint(pen)
        _mark(canvas, page)
        canvas.showPage()
    canvas.save()
    imprint = Imprint(
        title=settable(frame.title),
        subject=settable(frame.subject),
        language=w.language,
        dated=frame.dated,
    )
    return archived(buffer.getvalue(), canvas.tree, imprint)


def _pages_of(pages: Sequence[Page]) -> dict[str, int]:
    """Return on which page each section begins and each anchored block stands."""
    where: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        keys = [section.key for section, _ in page.begins]
        keys += [placed.block.anchor for placed in page.placed if placed.block.anchor]
        where |= {key: number for key in keys if key not in where}
    return where


def _canvas(buffer: BytesIO, w: Wording) -> TaggedCanvas:
    size = (PAGE_WIDTH, PAGE_HEIGHT)
    canvas = TaggedCanvas(buffer, w, font=font_name("regular"), size=size)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas


def _mark(canvas: Canvas, page: Page) -> None:
    """Enter the sections that begin on a page in the outline, and what texts lead to."""
    for section, y in page.begins:
        canvas.bookmarkHorizontal(section.key, 0, y + 12)
        canvas.addOutlineEntry(settable(section.title), section.key, section.depth, closed=0)
    for placed in page.placed:
        if placed.block.anchor:
            canvas.bookmarkHorizontal(placed.block.anchor, 0, placed.box.top + 12)


def _furnish(pen: Pen, page: Page, frame: Frame, number: str, w: Wording) -> None:
    """Write running line and footer."""
    upper, lower = PAGE_HEIGHT - 30, PAGE_HEIGHT - 816.5
    pen.across(_LINE, PAGE_HEIGHT - 35.5, RULE, 0.5)
    pen.across(_LINE, PAGE_HEIGHT - 806, RULE, 0.5)
    draft = settable(w("DRAFT")) if frame.is_draft else ""
    _side_by_side(pen, upper, (draft, frame.running, page.running), NOTE)
    number_style = NOTE.with_(face="semibold", colour=INK)
    _side_by_side(pen, lower, (draft, frame.footer, number), number_style)


def _side_by_side(pen: Pen, y: float, words: tuple[str, str, str], right_style: Style) -> None:
    """Write DRAFT in bold, then a left part, and a right part at the margin."""
    draft, left, right = words
    right = _shortened(right, TEXT_WIDTH * 0.45)
    pen.text(MARGIN + TEXT_WIDTH, y, right, right_style.with_(align="right"))
    x = MARGIN
    if draft:
        pen.text(x, y, draft, NOTE.with_(face="bold", colour=INK))
        x += advance(draft, "bold") * NOTE.size + 7
    room = TEXT_WIDTH - (x - MARGIN) - text_width(right, right_style) - 12
    pen.text(x, y, _shortened(left, room), NOTE)


def _shortened(text: str, room: float) -> str:
    """Return a text that fits into a width, cut with an ellipsis if it must."""
    most = len(text)
    while most > 1 and text_width(text, NOTE) > room:
        most -= 1
        text = clipped(text, most)
    return text


def _stamp(canvas: Canvas, word: str) -> None:
    """Draw a word as outlined letters across the page, under everything else."""
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(45)
    canvas.setStrokeColor(GRID)
    canvas.setLineWidth(0.8)
    text = canvas.beginText()
    text.setFont(font_name("semibold"), _STAMP_SIZE)
    text.setTextOrigin(-advance(word, "semibold") * _STAMP_SIZE / 2, -_STAMP_SIZE * 0.33)
    text.setTextRenderMode(1)
    text.textOut(word)
    text.setTextRenderMode(0)
    canvas.drawText(text)
    canvas.restoreState()
