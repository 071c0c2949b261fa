"""What every sheet of a management workbook starts from, and in which row each thing stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Item, LevelRule, Node, Questionnaire
from maturity_app.domain.scorecard import Part, Scorecard
from maturity_app.wording import Wording

Runs = tuple[tuple[int, int], ...]
"""Rows that stand together, each run as its first and last one."""


@dataclass(frozen=True)
class Basis:
    """One assessment with its scorecard, the wording, and the rows its parts take."""

    assessment: Assessment
    card: Scorecard
    w: Wording

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that is answered."""
        return self.assessment.questionnaire

    @cached_property
    def choices(self) -> tuple[Item, ...]:
        """The items that count in scores, in questionnaire order."""
        return tuple(i for i in self.questionnaire.items.values() if i.type == "choice")

    @cached_property
    def answer_rows(self) -> dict[str, int]:
        """The row of each item on Answers as written."""
        return {item_id: row for row, item_id in enumerate(self.questionnaire.items, start=2)}

    @cached_property
    def value_rows(self) -> dict[str, int]:
        """The row of each choice item on Values."""
        return {item.id: row for row, item in enumerate(self.choices, start=2)}

    @cached_property
    def node_rows(self) -> dict[str, int]:
        """The row of each node on Calculation."""
        return {node_id: row for row, node_id in enumerate(self.questionnaire.nodes, start=2)}

    @cached_property
    def option_rows(self) -> dict[str, tuple[int, int]]:
        """The first and last row of each choice item's options on Options."""
        rows: dict[str, tuple[int, int]] = {}
        row = 2
        for item in self.choices:
            count = len(self.questionnaire.options(item.id))
            if count:
                rows[item.id] = (row, row + count - 1)
            row += count
        return rows

    @cached_property
    def last_answer(self) -> int:
        """The last row of Answers, up to which formulas look."""
        return max(2, 1 + len(self.questionnaire.items) + len(self.assessment.orphaned))

    @cached_property
    def last_option(self) -> int:
        """The last row of Options, up to which formulas look."""
        return max((last for _, last in self.option_rows.values()), default=2)

    @cached_property
    def item_parts(self) -> dict[str, Part]:
        """How each choice item enters the node it stands in."""
        parts = (part for node in self.card.nodes.values() for part in node.parts)
        return {part.id: part for part in parts if part.is_item}

    @cached_property
    def node_parts(self) -> dict[str, Part]:
        """How each node enters its parent; the root enters none."""
        parts = (part for node in self.card.nodes.values() for part in node.parts)
        return {part.id: part for part in parts if not part.is_item}

    def is_local(self, node: Node) -> bool:
        """Return whether the unit added a node, or one above it."""
        return node.id in self.questionnaire.local_nodes

    def children(self, node: Node) -> tuple[Node, ...]:
        """Return the children that count in a node; what the unit added counts in none above."""
        inside = self.is_local(node)
        return tuple(child for child in node.children if inside or not child.local)

    def items_below(self, node: Node) -> Iterator[Item]:
        """Yield the choice items that count in a node, in questionnaire order."""
        yield from (item for item in node.items if item.type == "choice")
        for child in self.children(node):
            yield from self.items_below(child)

    def rule_of(self, node: Node) -> LevelRule | None:
        """Return how a node's level is read; None without levels, as in every short form."""
        return None if self.questionnaire.short_form_of else node.levels

    @cached_property
    def has_levels(self) -> bool:
        """Whether any node has a level."""
        return any(self.rule_of(node) for node in self.questionnaire.nodes.values())

    @cached_property
    def gates(self) -> frozenset[str]:
        """The ids of the items without which a higher level is not reached."""
        rules = (self.rule_of(node) for node in self.questionnaire.nodes.values())
        return frozenset(gate.item for rule in rules if rule for gate in rule.gates)

    def own_rows(self, node: Node) -> Runs:
        """Return the rows on Values of the items that stand directly in a node."""
        return self._rows_of([item for item in node.items if item.type == "choice"])

    def rows_below(self, node: Node) -> Runs:
        """Return the rows on Values of all items that count in a node."""
        return self._rows_of(list(self.items_below(node)))

    def child_rows(self, node: Node) -> Runs:
        """Return the rows on Calculation of the children that count in a node."""
        return runs([self.node_rows[child.id] for child in self.children(node)])

    def _rows_of(self, items: Sequence[Item]) -> Runs:
        return runs([self.value_rows[item.id] for item in items])


def shows_index(node: Node) -> bool:
    """Return whether a node has an index and its rule for levels lets it be shown."""
    return node.aggregate is not None and (node.levels is None or node.levels.show == "index")


def runs(rows: Sequence[int]) -> Runs:
    """Return increasing row numbers as runs of rows that follow each other."""
    if not rows:
        return ()
    starts = [rows[0], *(b for a, b in pairwise(rows) if b != a + 1)]
    ends = [*(a for a, b in pairwise(rows) if b != a + 1), rows[-1]]
    return tuple(zip(starts, ends, strict=True))
