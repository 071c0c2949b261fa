"""The typefaces of a report: registered once, measured quickly, and what they can't set."""

import unicodedata
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Face = Literal["regular", "semibold", "bold", "italic"]

_FILES: dict[Face, str] = {
    "regular": "SourceSans3-Regular.ttf",
    "semibold": "SourceSans3-Semibold.ttf",
    "bold": "SourceSans3-Bold.ttf",
    "italic": "SourceSans3-It.ttf",
}
_EM = 1000
_SPACES = str.maketrans({"\t": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\xad": None})


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the faces known to reportlab; only the first call reads the files."""
    folder = files("maturity_app") / "assets" / "fonts"
    for face, name in _FILES.items():
        data = BytesIO((folder / name).read_bytes())
        pdfmetrics.registerFont(TTFont(font_name(face), data))


def font_name(face: Face) -> str:
    """Return the name under which reportlab knows a face."""
    return _FILES[face].removesuffix(".ttf")


def face_of(name: str) -> Face:
    """Return the face that reportlab knows under a name."""
    return next(face for face in _FILES if font_name(face) == name)


@lru_cache(maxsize=65536)
def settable(text: str) -> str:
    r"""Return a text as it can be set: what the fonts lack, and controls, as [U+4E2D].

    Line ends become `\n`, letters with loose accents their composed form.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_SPACES)
    if composed.isascii() and composed.isprintable():
        return composed
    known = _characters()
    return "".join(c if c == "\n" or ord(c) in known else f"[U+{ord(c):04X}]" for c in composed)


def one_line(text: str) -> str:
    """Return a text as it can be set in one line."""
    return settable(text).replace("\n", " ")


@lru_cache(maxsize=65536)
def advance(text: str, face: Face) -> float:
    """Return how wide a settable text runs at a size of 1."""
    widths = _widths(face)
    return sum(widths[ord(c)] for c in text) / _EM


def _font(face: Face) -> TTFont:
    register_fonts()
    font = pdfmetrics.getFont(font_name(face))
    if not isinstance(font, TTFont):
        raise TypeError(face)
    return font


@lru_cache(maxsize=4)
def _widths(face: Face) -> dict[int, float]:
    return dict(_font(face).face.charWidths)


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    """Return the characters that every face holds and that show something."""
    held = frozenset.intersection(*(frozenset(_widths(face)) for face in _FILES))
    return frozenset(c for c in held if unicodedata.category(chr(c)) not in ("Cc", "Cf", "Co"))
