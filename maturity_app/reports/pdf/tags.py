"""What a file says of itself beside its pages: its elements in reading order, as values."""

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

Role = Literal[
    "Document", "Sect", "H1", "H2", "H3", "H4", "H5", "H6", "P", "Span", "Link",
    "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure",
]  # fmt: skip
"""What an element is, in the standard's own names."""

Scope = Literal["Row", "Column"]

CELLS: Final = ("TH", "TD")
_PLAIN: Final = "P"


class Content(NamedTuple):
    """A marked stretch of a page's content: the page from 0, and the mark's number on it."""

    page: int
    mark: int


class Spot(NamedTuple):
    """A place to click: a page from 0, left, lower, right and upper edge on it."""

    page: int
    left: float
    lower: float
    right: float
    upper: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What else is known of an element.

    `alternative` tells what a figure shows, `instead` is read in place of a mark, `title` is a
    section's name. A header's `scope` says what it heads, `columns` how many a cell stands in;
    `box` is a figure's place.
    A link leads to `target`, an address or the name of a place in the file, and `told` says so.
    """

    alternative: str = ""
    instead: str = ""
    title: str = ""
    scope: Scope | None = None
    columns: int = 1
    box: tuple[float, float, float, float] | None = None
    target: str = ""
    told: str = ""


NO_FACTS: Final = Facts()


@dataclass(slots=True, eq=False)
class Element:
    """A part of the file: others in it, its content on the pages, and where it is clicked."""

    role: Role
    facts: Facts = NO_FACTS
    kids: "list[Element | Content | Spot]" = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether nothing on any page belongs to it."""
        return all(isinstance(kid, Element) and kid.is_blank for kid in self.kids)

    def told(self) -> "list[Element | Content | Spot]":
        """Return what is in it; a cell with one plain paragraph holds its content itself."""
        if self.role not in CELLS or len(self.kids) != 1:
            return self.kids
        (only,) = self.kids
        if isinstance(only, Element) and only.role == _PLAIN and only.facts is NO_FACTS:
            return only.kids
        return self.kids
