"""How long the rest of an assessment takes, judged by the pace so far."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from maturity_app.domain.assessment import Assessment

_PAUSE = timedelta(minutes=5)
"""A gap of this length is no thinking about one question but a break."""

_LEAST_GAPS = 8

_LEAST_PACE = timedelta(seconds=15)
"""Nobody reads a question with its answers in less, whatever was clicked through."""


def pace(moments: Iterable[datetime]) -> timedelta | None:
    """Return how long one answer takes: the median of the gaps between answers, breaks left out.

    Answers of one and the same second were not given one by one. None until there are enough
    gaps for the next answers not to change what is said; never less than it takes to read one.
    """
    ordered = sorted(set(moments))
    gaps = (later - sooner for sooner, later in pairwise(ordered))
    counted = sorted(gap for gap in gaps if gap < _PAUSE)
    if len(counted) < _LEAST_GAPS:
        return None
    return max(_LEAST_PACE, counted[len(counted) // 2])


def time_left(assessment: Assessment, open_items: int) -> timedelta | None:
    """Return how long the open items take at the pace of this assessment's answers so far."""
    given = (answer.answered_at for answer in assessment.answers.values())
    each = pace(moment for moment in given if moment is not None)
    return None if each is None else each * open_items
