"""Numbers and dates in parsed data that are something else, or larger than anyone needs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from maturity_app.domain.said import said
from maturity_app.storage.problems import DataPath, shortened

_Found = tuple[DataPath, str, str]

MAX_DEPTH = 100
_SHOWN_DEPTH = 5
_EXACT_TEXT = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,12})?|[+-]?[0-9]{1,30}/0*[1-9][0-9]{0,29}")
_WHOLE_TEXT = re.compile(r"[0-9]{1,15}")
_DAY_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST = 10**15

_TEXTS = frozenset({"anchors", "chosen", "next_steps", "open", "options", "translations"})
_ANSWERS = frozenset({"answers", "orphaned"})


def loose_values(data: object) -> Iterator[_Found]:
    """Yield (path, what, mend) for what a validator would take for a number or a date.

    True is no 1, 86400 is no date, and a number of a thousand digits is no weight.
    """
    steps: list[tuple[DataPath, object]] = [((), data)]
    while steps:
        path, value = steps.pop()
        if isinstance(value, dict):
            steps.extend(reversed([((*path, key), inner) for key, inner in _inside(path, value)]))
        elif isinstance(value, list):
            steps.extend(reversed([((*path, n), inner) for n, inner in enumerate(value)]))
        else:
            yield from _scalar(path, value)


def deepest_excess(data: object) -> DataPath | None:
    """Return where data is nested deeper than any reader of it should go; None if nowhere."""
    level: list[tuple[DataPath, object]] = [((), data)]
    for _ in range(MAX_DEPTH):
        level = [
            (path if len(path) > _SHOWN_DEPTH else (*path, key), inner)
            for path, value in level
            if isinstance(value, dict | list)
            for key, inner in (value.items() if isinstance(value, dict) else enumerate(value))
        ]
        if not level:
            return None
    return level[0][0]


def _inside(path: DataPath, value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if path and path[-1] in _TEXTS:
        return
    for key, inner in value.items():
        # Answers hold texts, whatever they look like. A node's `answers` is a scale's name.
        if not (len(path) == 0 and key in _ANSWERS):
            yield key, inner


def _scalar(path: DataPath, value: object) -> Iterator[_Found]:
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if path[-2:-1] == ("values",):
        # A table of numbers by the options of a scale, whatever these are called.
        key = "value"
    if value is None or key not in _LOOKED_AT or isinstance(path[-1], int):
        return
    shown = shortened(value)
    if key in _EXACT and not _is_exact(value):
        yield (
            path,
            said("`{key}` is no number: {shown}", key=key, shown=shown),
            said("write it as 2, 0.5 or 2/3"),
        )
    elif key in _WHOLE and not _is_whole(value):
        yield (
            path,
            said("`{key}` is no whole number: {shown}", key=key, shown=shown),
            said("write a number such as 1"),
        )
    elif key in _DAYS and not (isinstance(value, str) and _DAY_TEXT.fullmatch(value)):
        yield (
            path,
            said("`{key}` is no date: {shown}", key=key, shown=shown),
            said("write it as year-month-day: 2026-10-16"),
        )


def _is_exact(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) < _MOST
    return isinstance(value, str) and _EXACT_TEXT.fullmatch(value) is not None


def _is_whole(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (
        isinstance(value, str) and _WHOLE_TEXT.fullmatch(value) is not None
    )


# The domain's fields by what they hold. `by` is left out: it is a word in one rule, a number in
# another. Answers are not looked at: their `value` is a text.
_EXACT = frozenset({
    "at_least", "comparable_overlap", "high", "insufficient_below", "lower", "max", "min",
    "not_applicable_above", "own", "provisional_below", "rated_weight", "reliability", "sd",
    "threshold", "value", "weight",
})  # fmt: skip
_WHOLE = frozenset({
    "answered", "headcount", "level", "may_trail", "otherwise_level", "position", "revision",
    "safeguards_by",
})  # fmt: skip
_DAYS = frozenset({"date"})
_LOOKED_AT = _EXACT | _WHOLE | _DAYS
