"""The alphabetical order of names, and how a search compares them: accents stand aside."""

import unicodedata


def folded(text: str) -> str:
    """Return a text as a search compares it, without capitals and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def alphabetical(name: str) -> tuple[str, str]:
    """Return what a name is sorted by: Ä stands with A and ß with ss, as dictionaries have it."""
    return folded(name), name
