"""The units of a library as a tree: what lies within what, and what a search leaves of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import TypeAlias

from maturity_app.domain.alphabet import alphabetical, folded
from maturity_app.storage.entries import Entry, UnitName
from maturity_app.ui.models.searching import words_of

Value: TypeAlias = int | Fraction | datetime
"""What units are sorted by."""


class UnitNode:
    """A unit or a branch: its waves, the newest first, and the units within it.

    People's own answers stand among the waves, below the one that they are for. `shown_waves` and
    `shown` are what a search leaves of them, and `row` is the node's own place among what is shown
    beside it.
    """

    __slots__ = (
        "above", "is_found", "number", "row", "searched", "shown", "shown_waves", "unit", "units",
        "waves",
    )  # fmt: skip

    def __init__(self, unit: UnitName, waves: Iterable[Entry] = ()) -> None:
        """Stand alone at first; `UnitTree` says what lies within what."""
        self.unit = unit
        self.waves = sorted(waves, key=_age, reverse=True)
        self.number = 0
        self.row = 0
        self.above: UnitNode | None = None
        self.units: list[UnitNode] = []
        self.shown_waves = self.waves
        self.shown = self.units
        self.is_found = True
        self.searched = ""

    @property
    def newest(self) -> Entry | None:
        """The wave people look for; None for a branch, or a unit, without answers of its own."""
        return next((wave for wave in self.waves if not wave.is_own), None)

    @property
    def standing(self) -> list[Entry]:
        """The waves that are not superseded, the newest first, nobody's own answers among them."""
        return [wave for wave in self.waves if wave.status != "superseded" and not wave.is_own]

    @property
    def depth(self) -> int:
        """How many branches stand above."""
        return sum(1 for _ in self.line_above())

    @property
    def holds_rows(self) -> bool:
        """Whether there is anything to unfold."""
        return bool(self.shown_waves or self.shown)

    def line_above(self) -> Iterator["UnitNode"]:
        """Yield what the node lies within, the nearest first."""
        node = self.above
        while node is not None:
            yield node
            node = node.above

    def below(self) -> Iterator["UnitNode"]:
        """Yield every unit within the node, and within those."""
        waiting = [*self.units]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.units


def _age(entry: Entry) -> tuple[bool, object, str, bool, datetime]:
    stands = entry.status != "superseded"
    return stands, entry.wave.date, entry.wave.label, not entry.is_own, entry.changed_at


def _place(node: UnitNode) -> tuple[tuple[str, str], str]:
    return alphabetical(node.unit.name), node.unit.id


class UnitTree:
    """All units of a library; `nodes` in the order of the tree, `tops` what no search leaves out.

    Entries come with those of one unit beside each other, units by name.
    """

    def __init__(self, entries: Sequence[Entry] = (), units: Sequence[UnitName] = ()) -> None:
        """Put the units and branches where they lie."""
        by_id: dict[str, UnitNode] = {}
        for unit_id, waves in groupby(entries, key=lambda entry: entry.unit.id):
            listed = list(waves)
            by_id[unit_id] = UnitNode(listed[0].unit, listed)
        bare = [UnitNode(unit) for unit in units if unit.id not in by_id]
        if bare:
            every = sorted([*by_id.values(), *bare], key=_place)
            by_id = {node.unit.id: node for node in every}
        self._by_id = by_id
        self._tops = [node for node in by_id.values() if not self._put_in_place(node)]
        self.nodes = list(self._in_order())
        for number, node in enumerate(self.nodes):
            node.number = number
        self._answering = sum(1 for node in self.nodes if node.newest)
        self._branches = [node for node in self.nodes if node.units]
        self._depth = max((node.depth for node in self.nodes if node.above), default=0)
        self._where = {wave.id: node for node in by_id.values() for wave in node.waves}
        self._count = sum(1 for node in self.nodes for wave in node.waves if not wave.is_own)
        self.tops: list[UnitNode] = []
        self._is_prepared = False
        self.narrow("")

    def _put_in_place(self, node: UnitNode) -> bool:
        """Put a node into what it lies within; return whether it lies within anything."""
        above = self._by_id.get(node.unit.parent or "")
        # A damaged library may hold a circle, which would hide all that is in it.
        if above is None or above is node or node in above.line_above():
            return False
        node.above = above
        above.units.append(node)
        return True

    def _in_order(self) -> Iterator[UnitNode]:
        waiting = self._tops[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.units[::-1]

    @property
    def depth(self) -> int:
        """How deep the units lie; 0 where there are no branches."""
        return self._depth

    # --- looking up ------------------------------------------------------------------

    def unit(self, unit_id: str) -> UnitNode | None:
        """Return a unit or branch; None where there is none."""
        return self._by_id.get(unit_id)

    def of_wave(self, assessment_id: str) -> UnitNode | None:
        """Return the unit of a wave; None where the wave is not here."""
        return self._where.get(assessment_id)

    def is_shown(self, node: UnitNode) -> bool:
        """Return whether a search leaves a node."""
        beside = node.above.shown if node.above else self.tops
        return node in beside

    def counts(self) -> tuple[int, int]:
        """Return how many units have answered, and in how many assessments of theirs."""
        return self._answering, self._count

    def count_own(self) -> int:
        """Return of how many people there are own answers, each counted once in a unit."""
        waves = (wave for node in self.nodes for wave in node.waves if wave.is_own)
        return len({(wave.unit.id, (wave.assessor or "").casefold()) for wave in waves})

    def count_found(self) -> int:
        """Return how many units that have answered a search has found."""
        return sum(1 for node in self.nodes if node.newest and node.is_found)

    # --- searching -------------------------------------------------------------------

    def sort(self, value: Callable[[UnitNode], Value | None], *, is_falling: bool) -> None:
        """Put units that lie within the same branch in order; `narrow` then shows them so.

        Units of the same value stay in the order of names, those of none come last.
        """
        for beside in (self._tops, *(branch.units for branch in self._branches)):
            named = sorted(beside, key=lambda node: node.number)
            values = [(value(node), node) for node in named]
            having = [(given, node) for given, node in values if given is not None]
            having.sort(key=lambda pair: pair[0], reverse=is_falling)
            last = [node for given, node in values if given is None]
            beside[:] = [*(node for _, node in having), *last]

    def narrow(self, text: str, is_meant: Callable[[Entry], bool] | None = None) -> None:
        """Leave the units in which all words of a text are found, and the branches above them.

        Words are looked for in the names and ids of units, in the names of their waves and of the
        branches above; `is_meant` says whether a newest wave is one of those wanted.
        """
        words = words_of(text)
        if words and not self._is_prepared:
            self._prepare()
        for node in self.nodes:
            newest = node.newest
            node.is_found = is_meant is None or (newest is not None and is_meant(newest))
        for word in words:
            for node in self.nodes:
                if word not in node.searched:
                    node.is_found = False
        # Units without any below are left as they are: with thousands it is felt at each key.
        for above in reversed(self._branches):
            above.shown_waves = above.waves if above.is_found else []
            above.shown = [unit for unit in above.units if unit.is_found or unit.shown]
            for row, node in enumerate(above.shown, start=len(above.shown_waves)):
                node.row = row
        self.tops = [node for node in self._tops if node.is_found or node.shown]
        for row, node in enumerate(self.tops):
            node.row = row

    def _prepare(self) -> None:
        """Make ready what is searched, each unit's after that of the branch above it."""
        names: list[str] = []
        for node in self.nodes:
            name = folded(f"{node.unit.name} {node.unit.id}")
            names.append(f"{names[node.above.number]} {name}" if node.above else name)
            labels = " ".join(wave.wave.label for wave in node.standing)
            node.searched = f"{names[-1]} {folded(labels)}"
        self._is_prepared = True
