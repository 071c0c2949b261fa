"""What became of each item between two versions of a questionnaire, as its author says it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal

from annotated_types import Len

from maturity_app.domain.fields import Identifier, Text

if TYPE_CHECKING:
    # A questionnaire holds its mappings, and so imports this.
    from maturity_app.domain.questionnaire import Questionnaire

How = Literal["same", "reworded", "rescaled", "merged", "split", "dropped"]
"""What became of an item, from what changes least to what changes most."""

_SWAPPED: Mapping[How, How] = {"split": "merged", "merged": "split"}


@dataclass(frozen=True, kw_only=True)
class MappedItem:
    """What became of one item, or of several that were merged.

    Without `new` the item has kept its id. What was rescaled says for each option of the old
    scale which option of the new one it is, or which value on the new scale.
    """

    how: How
    old: Annotated[tuple[Identifier, ...], Len(1, 50)]
    new: Annotated[tuple[Identifier, ...], Len(0, 50)] = ()
    options: Mapping[str, Identifier] = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    note: Text = ""

    @property
    def became(self) -> tuple[str, ...]:
        """The ids in the newer version; none of what was dropped."""
        return () if self.how == "dropped" else self.new or self.old


@dataclass(frozen=True, kw_only=True)
class VersionMapping:
    """How the items of one version of a questionnaire relate to those of another.

    Items that it does not name go by id and revision, as they do without a mapping.
    """

    questionnaire: Identifier
    from_version: Annotated[str, Len(1, 40)]
    to_version: Annotated[str, Len(1, 40)]
    items: tuple[MappedItem, ...] = ()
    format: Literal[1] = 1

    @property
    def named(self) -> frozenset[str]:
        """The ids of all items it says something about, in either version."""
        return frozenset(i for item in self.items for i in (*item.old, *item.became))

    @property
    def ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The older and the newer version, each with the questionnaire's id."""
        return (
            (self.questionnaire, self.from_version),
            (self.questionnaire, self.to_version),
        )

    def leads(self, older: "Questionnaire", newer: "Questionnaire") -> bool:
        """Return whether it is from one of these questionnaires to the other."""
        return ((older.id, older.version), (newer.id, newer.version)) == self.ends

    def reversed(self) -> "VersionMapping":
        """Return how the newer version is read by the older one.

        What was rescaled can be read back where each new option stands for one old one.
        """
        return replace(
            self,
            from_version=self.to_version,
            to_version=self.from_version,
            items=tuple(_read_back(item) for item in self.items),
        )


def _read_back(item: MappedItem) -> MappedItem:
    back = {new: old for old, new in item.options.items()}
    if item.how == "rescaled" and (item.values or len(back) < len(item.options)):
        # Neither side is then the same as anything on the other.
        return MappedItem(how="dropped", old=tuple(dict.fromkeys((*item.old, *item.became))))
    if item.how == "dropped":
        return item
    return replace(
        item,
        how=_SWAPPED.get(item.how, item.how),
        old=item.became,
        new=item.old,
        options=back,
    )


Way = tuple[tuple["Questionnaire", VersionMapping], ...]
"""A way by mappings: each step the version it ends in, with the mapping it goes by."""


def known_mappings(
    questionnaires: Iterable["Questionnaire"], given: Sequence[VersionMapping] = ()
) -> tuple[VersionMapping, ...]:
    """Return the mappings given and those that questionnaires hold; one given goes first."""
    held = (mapping for one in questionnaires for mapping in one.mappings)
    by_ends: dict[object, VersionMapping] = {}
    for mapping in (*given, *held):
        by_ends.setdefault(mapping.ends, mapping)
    return tuple(by_ends.values())


def route(
    start: "Questionnaire",
    end: "Questionnaire",
    mappings: Sequence[VersionMapping],
    known: Sequence["Questionnaire"],
) -> Way:
    """Return the shortest way by mappings from one version to another, by versions `known`.

    Empty where there is no way, or none is needed.
    """
    if start.version == end.version or start.id != end.id:
        return ()
    versions = {one.version: one for one in known if one.id == end.id} | {end.version: end}
    both = [*mappings, *(mapping.reversed() for mapping in mappings)]
    ways: list[Way] = [()]
    seen = {start.version}
    for way in ways:
        here = way[-1][0] if way else start
        if here.version == end.version:
            return way
        for mapping in both:
            there = versions.get(mapping.to_version)
            if there and there.version not in seen and mapping.leads(here, there):
                seen.add(there.version)
                ways.append((*way, (there, mapping)))
    return ()
