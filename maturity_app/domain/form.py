"""A form that one person fills in outside the program, as a frozen value."""

from dataclasses import dataclass
from typing import Literal

from maturity_app.domain.assessment import Assessment

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
