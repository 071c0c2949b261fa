"""What every sheet of a management workbook starts from, and in which row each thing stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.domain.scorecard import Scorecard
from maturity_app.wording import Wording


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

    def own_rows(self, node: Node) -> tuple[int, int] | None:
        """Return the rows on Values of the items that stand directly in a node."""
        return self._rows_of(node.items)

    def rows_below(self, node: Node) -> tuple[int, int] | None:
        """Return the rows on Values of all items of a node, which stand together."""
        return self._rows_of(tuple(node.all_items()))

    def _rows_of(self, items: Sequence[Item]) -> tuple[int, int] | None:
        rows = [self.value_rows[item.id] for item in items if item.type == "choice"]
        return (min(rows), max(rows)) if rows else None
