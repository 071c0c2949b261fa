"""How names and texts are searched: capitals and accents do not count."""

import unicodedata


def folded(text: str) -> str:
    """Return a text as a search compares it, without capitals and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def words_of(text: str) -> list[str]:
    """Return the words that are looked for, as `folded` texts hold them."""
    return folded(text).split()
