"""A PDF as pictures and words, page by page."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any
from weakref import finalize

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

# PDFium does one thing at a time, whichever document it is about. A document nobody needs any
# more may be closed wherever Python finds that out, even between two steps of another.
_PDFIUM = RLock()


class PdfPages:
    """The pages of one PDF; may be asked from any thread."""

    def __init__(self, content: bytes) -> None:
        """Open a PDF; it is held in memory, and no file of it is needed any more."""
        with _PDFIUM:
            self._document = pypdfium2.PdfDocument(content)
            self.sizes = tuple(
                QSizeF(*self._document.get_page_size(number))
                for number in range(len(self._document))
            )
        finalize(self, _close, self._document)

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self.sizes)

    def picture(self, number: int, scale: float) -> QImage:
        """Return a page as a picture, `scale` pixels to a point of 1/72 inch."""
        with self._page(number) as page:
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            # The bytes are copied: what PDFium painted into goes when the bitmap is closed.
            painted = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()  # fmt: skip
            bitmap.close()
        return painted

    def text(self, number: int) -> str:
        """Return the words of a page."""
        with self._page(number) as page:
            words = page.get_textpage()
            text = str(words.get_text_range())
            words.close()
        return text.replace("\r\n", "\n").strip()

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        with _PDFIUM:
            page = self._document[number]
            try:
                yield page
            finally:
                page.close()


def _close(document: pypdfium2.PdfDocument) -> None:
    with _PDFIUM:
        document.close()
