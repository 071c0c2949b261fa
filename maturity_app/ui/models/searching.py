"""How names and texts are searched: capitals and accents do not count."""

from maturity_app.domain.alphabet import folded


def words_of(text: str) -> list[str]:
    """Return the words that are looked for, as `folded` texts hold them."""
    return folded(text).split()
