"""How long the rest of an assessment takes, in words."""

from datetime import timedelta

from maturity_app.wording import Wording

_EXACT_MINUTES = 20
_STEP_MINUTES = 5


def time_left_words(left: timedelta, w: Wording) -> str:
    """Return a time in words, no more exact than a pace can foretell."""
    minutes = round(left / timedelta(minutes=1))
    if minutes < 1:
        return w("less than a minute left")
    if minutes > _EXACT_MINUTES:
        minutes = _STEP_MINUTES * round(minutes / _STEP_MINUTES)
    return w.plural("about {count} minute left", "about {count} minutes left", minutes)
