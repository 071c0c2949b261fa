"""Text that a person typed, made safe to stand in a cell without losing what was meant."""

import re

MOST_UNITS = 32_767
"""How many UTF-16 code units a cell may hold."""

_CUT = " […]"
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LOOKS_ACTIVE = ("=", "+", "-", "@", "\t", "\n", "'", "|", "%")


def inert(text: str) -> str:
    """Return a text as a cell may hold it: no characters XML forbids, no more than fits.

    A forbidden character is shown by its number, as [U+0007], so that nothing vanishes unseen.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = UNWRITABLE.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
    return _fitted(text)


def escaped(text: str) -> str:
    """Return a cell's text as it stands in the file, markup and escape sequences defused.

    Spreadsheets read `_x0041_` as the letter A; the underscore is written as such a sequence
    itself, so that the text arrives as it was typed.
    """
    text = _ESCAPE_ALIKE.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def looks_active(text: str) -> bool:
    """Return whether a program might take a text for a formula when it is edited or copied."""
    return text.startswith(_LOOKS_ACTIVE)


def printed(text: str, most: int = 60) -> str:
    """Return a text for a page header, where an ampersand starts a code."""
    line = " ".join(inert(text).split())
    shortened = line if len(line) <= most else f"{line[: most - 1]}…"
    return shortened.replace("&", "&&")


def _fitted(text: str) -> str:
    if len(text) * 2 <= MOST_UNITS:
        return text
    raw = text.encode("utf-16-le")
    if len(raw) <= 2 * MOST_UNITS:
        return text
    room = 2 * (MOST_UNITS - len(_CUT))
    # A pair cut in half at the end is dropped whole.
    return raw[:room].decode("utf-16-le", errors="ignore") + _CUT
