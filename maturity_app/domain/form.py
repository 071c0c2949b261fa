"""A form that one person fills in outside the program, as a frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Item

FORM_VERSION = 1
"""Raised when forms written before can no longer be read."""

Asked = Literal["unit", "wave", "date"]
"""What of the unit and the wave the form asks for because it was not known when it was made."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """What a form asks, of whom, and in which language.

    `blank` is the assessment that a filled-in form becomes, still without answers; where the
    form `asks` for its unit, wave or date, those in it are stand-ins. `roles` are those to choose
    from; without any a role is typed. An anonymous form has no place for a name.
    """

    id: str
    blank: Assessment
    language: str
    asks: tuple[Asked, ...] = ()
    roles: tuple[str, ...] = ()
    is_anonymous: bool = False
    assessor: str = ""

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The items it asks: all, but of unnamed people those whose answers are chosen.

        What somebody says in their own words could tell who it was, and is not kept of them.
        """
        items = self.blank.questionnaire.items
        if not self.is_anonymous:
            return items
        return {item_id: item for item_id, item in items.items() if item.type == "choice"}
