"""What is wrong with a questionnaire, and where, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One fault and where it is.

    `where` is a path in the questionnaire, or ("item" or "node", id, which of them, key …).
    """

    where: tuple[str | int, ...]
    what: str
    mend: str
