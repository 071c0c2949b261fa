"""Reading a PDF back as text, for the tests of reports."""

import re
from io import BytesIO

from pypdf import PdfReader


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, its white space reduced to single spaces."""
    reader = PdfReader(BytesIO(pdf))
    return [squeezed(page.extract_text()) for page in reader.pages]


def squeezed(text: str) -> str:
    """Return a text with single spaces only."""
    return re.sub(r"\s+", " ", text).strip()


def unspaced(text: str) -> str:
    """Return a text without any white space: where lines break does not matter then."""
    return re.sub(r"\s+", "", text)
