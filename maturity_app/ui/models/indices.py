"""What the dots of an index show, in figures and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.questionnaire import Kind
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.ui.models.figures import Column, FigureTable, Row, bounds_of, value_of
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexEntry:
    """One node's index (0–1) with its bounds, for the marks and as texts.

    `kind` chooses the mark; a group of dimensions has none of its own.
    """

    node: str
    label: str
    kind: Kind | None
    index: Fraction | None
    low: Fraction | None
    high: Fraction | None
    earlier: Fraction | None
    value: str
    bounds: str
    earlier_value: str

    def in_words(self, w: Wording) -> str:
        """Return all of it in a sentence for screen readers."""
        said = [w("index {value}", value=self.value), self.bounds]
        if self.earlier is not None:
            said.append(w("last wave {value}", value=self.earlier_value))
        return f"{self.label}: {', '.join(said)}"


def index_entry(  # noqa: PLR0913, PLR0917 - a node and how it is called here
    card: Scorecard,
    node: NodeScore,
    label: str,
    kind: Kind | None,
    comparison: Comparison | None,
    w: Wording,
) -> IndexEntry:
    """Return what the dots show of a node; last wave only where it may be compared."""
    compared = comparison.nodes.get(node.id) if comparison else None
    earlier = compared.indices[0] if compared else None
    return IndexEntry(
        node=node.id,
        label=label,
        kind=kind,
        index=node.index,
        low=node.index_low,
        high=node.index_high,
        earlier=earlier,
        value=value_of(card, node, w),
        bounds=bounds_of(card, node, w),
        earlier_value="–" if earlier is None else w.number(node.scale.of(earlier)),
    )


def index_table(name: str, entries: Sequence[IndexEntry], w: Wording) -> FigureTable:
    """Return indices as a table with the same figures."""
    return FigureTable(
        name=name,
        columns=(
            Column(name=w("Name"), takes_room=True),
            Column(name=w("Index"), is_number=True),
            Column(name=w("Bounds"), is_number=True),
            Column(name=w("Last wave"), is_number=True),
        ),
        rows=tuple(
            Row(cells=(e.label, e.value, e.bounds, e.earlier_value), key=e.node) for e in entries
        ),
    )
