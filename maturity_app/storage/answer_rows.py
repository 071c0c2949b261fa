"""One answer as the library's table holds it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, get_type_hints

from maturity_app.domain.said import said, said_plural
from maturity_app.storage.transactions import LibraryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_app.domain.assessment import Answer

EMPTY = '{"state": "not_answered"}'
"""The row of an answer in which nothing was said, and which is not kept."""


def dumped(answer: Answer) -> str:
    """Return an answer as compact JSON; written for every answer, so without detours."""
    data: dict[str, str] = {"state": answer.state}
    for name in _ANSWER_TEXTS:
        value = getattr(answer, name)
        if value:
            data[name] = value
    if answer.answered_at is not None:
        data["answered_at"] = answer.answered_at.isoformat()
    return _whole_characters(json.dumps(data, ensure_ascii=False))


def _whole_characters(text: str) -> str:
    """Return a text without halves of characters, which can be pasted but not stored."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def check_lengths(answer: Answer) -> None:
    """Refuse a text longer than the assessment's file may hold.

    Raises:
        LibraryError: with the part of the answer that is too long.

    """
    for name, most in _longest().items():
        length = len(getattr(answer, name) or "")
        if length > most:
            raise LibraryError(
                said_plural(
                    "the {name} has {count:,} character; nothing was changed; use at most {most:,}",
                    "the {name} has {count:,} characters; nothing was changed;"
                    " use at most {most:,}",
                    length,
                    name=_ANSWER_TEXTS[name],
                    most=most,
                )
            )


@cache
def _longest() -> Mapping[str, int]:
    from maturity_app.domain.assessment import Answer

    hints = get_type_hints(Answer, include_extras=True)
    limits = {name: getattr(hints[name], "__metadata__", ()) for name in _ANSWER_TEXTS}
    return {name: limit[0].max_length for name, limit in limits.items() if limit}


_ANSWER_TEXTS = {
    "option": said("option"),
    "text": said("text"),
    "value": said("value"),
    "source": said("source"),
    "reason": said("reason"),
    "comment": said("comment"),
    "evidence": said("evidence"),
    "dissent": said("dissent"),
    "change": said("change"),
    "answered_by": said("answered_by"),
    "language": said("language"),
}
