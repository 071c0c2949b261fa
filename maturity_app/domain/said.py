"""Texts that keep what they were made of, so that they can be said in another language later."""

from collections.abc import Mapping
from typing import Self


class Said(str):
    """A text in English that keeps its template and what was filled in.

    What is wrong is found where no language is at hand; `Wording.said` says it where one is.
    A template is never made from what people typed; that is among the values, which are filled
    in as they are.
    """

    __slots__ = ("many", "number", "template", "values")

    template: str
    values: Mapping[str, object]
    many: str
    number: int

    def __new__(
        cls,
        template: str,
        values: Mapping[str, object] | None = None,
        many: str = "",
        count: int = 1,
    ) -> Self:
        """Fill a template; `many` is the one for any `count` but 1."""
        filled = {**(values or {}), "count": count} if many else dict(values or {})
        chosen = many if many and count != 1 else template
        self = super().__new__(cls, chosen.format(**filled) if filled else chosen)
        self.template, self.values, self.many, self.number = template, filled, many, count
        return self


def said(template: str, /, **values: object) -> Said:
    """Return a text whose `{names}` are filled in."""
    return Said(template, values)


def said_plural(one: str, many: str, count: int, /, **values: object) -> Said:
    """Return the text for a count, which fills `{count}`."""
    return Said(one, values, many, count)


def marked(template: str, /) -> str:
    """Mark a template that is filled in elsewhere as one to be translated."""
    return template
