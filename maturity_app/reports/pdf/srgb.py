"""The colour space sRGB as a profile, made from its published constants.

IEC 61966-2-1 gives the primaries, the white point and the curve. The file has the form of ICC.1
in its version 4.2, which a PDF of version 1.7 may hold.
"""

import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_WHITE: Final = (0.9642, 1.0, 0.8249)
"""D50, the white of a profile; X, Y and Z."""

_RED: Final = (0.43607, 0.22249, 0.01392)
_GREEN: Final = (0.38515, 0.71687, 0.09708)
_BLUE: Final = (0.14307, 0.06061, 0.71410)
"""The primaries as seen under D50, by the linear Bradford transform."""

_ADAPTATION: Final = (
    1.04788, 0.02292, -0.05022,
    0.02959, 0.99048, -0.01707,
    -0.00925, 0.01508, 0.75168,
)  # fmt: skip
"""That transform, from the white of sRGB to D50."""

_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""(a x + b) to the power g, or c x below d: g, a, b, c, d."""

_PARAMETRIC_WITH_LINE: Final = 3
_HEADER: Final = 128


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return the profile."""
    curve = struct.pack(">4s4xHxx", b"para", _PARAMETRIC_WITH_LINE) + _fixed(_CURVE)
    shared = [
        ((b"desc",), _text("sRGB")),
        ((b"cprt",), _text("No copyright, use freely")),
        ((b"wtpt",), _xyz(_WHITE)),
        ((b"chad",), b"sf32\0\0\0\0" + _fixed(_ADAPTATION)),
        ((b"rXYZ",), _xyz(_RED)),
        ((b"gXYZ",), _xyz(_GREEN)),
        ((b"bXYZ",), _xyz(_BLUE)),
        ((b"rTRC", b"gTRC", b"bTRC"), curve),
    ]
    count = sum(len(names) for names, _ in shared)
    at = _HEADER + 4 + 12 * count
    table, body = struct.pack(">I", count), b""
    for names, value in shared:
        for name in names:
            table += struct.pack(">4sII", name, at + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    return _header(at + len(body)) + table + body


def _header(size: int) -> bytes:
    """Return the head of a display profile of version 4.2, without date or maker."""
    head = struct.pack(">I4xI4s4s4s", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2000, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    return (head + _fixed(_WHITE)).ljust(_HEADER, b"\0")


def _fixed(numbers: Sequence[float]) -> bytes:
    """Return numbers as signed 16.16 fixed point."""
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _xyz(colour: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(colour)


def _text(words: str) -> bytes:
    """Return words as text in one language, American English as the format knows it."""
    encoded = words.encode("utf-16-be")
    return struct.pack(">4s4xII4sII", b"mluc", 1, 12, b"enUS", len(encoded), 28) + encoded
