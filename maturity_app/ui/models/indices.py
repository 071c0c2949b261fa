"""What the dots of an index show, in figures and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.questionnaire import Kind, ShownScale
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.ui.models.figures import (
    Column,
    FigureTable,
    Row,
    bounds_of,
    fraction_text,
    value_of,
)
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexEntry:
    """One node's index (0–1) with its bounds, for the marks and as texts.

    `kind` chooses the mark; a group of dimensions has none of its own. `scale` says which one
    the value is on where it is not 0 to 100, `aside` is what stands beside the value.
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
    scale: str
    aside: str

    def in_words(self, w: Wording) -> str:
        """Return all of it in a sentence for screen readers."""
        said = [w("index {value}", value=self.value), self.aside]
        if self.earlier is not None:
            said.append(w("last wave {value}", value=self.earlier_value))
        return f"{self.label.strip()}: {', '.join(said)}"


def index_entry(  # noqa: PLR0913, PLR0917 - a node and how it is called here
    card: Scorecard,
    node: NodeScore,
    label: str,
    kind: Kind | None,
    comparison: Comparison | None,
    w: Wording,
) -> IndexEntry:
    """Return what the dots show of a node; last wave only where it may be compared."""
    scale, bounds = _scale_text(node.scale, w), bounds_of(card, node, w)
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
        bounds=bounds,
        earlier_value="–" if earlier is None else w.number(node.scale.of(earlier)),
        scale=scale,
        aside=w.joined([scale, bounds]) if scale else bounds,
    )


def _scale_text(scale: ShownScale, w: Wording) -> str:
    if scale == ShownScale():
        return ""
    low, high = fraction_text(scale.min), fraction_text(scale.max)
    return w("of {low} to {high}", low=low, high=high)


def index_table(name: str, entries: Sequence[IndexEntry], w: Wording) -> FigureTable:
    """Return indices as a table with the same figures."""
    has_scales = any(entry.scale for entry in entries)
    heads = [w("Index"), w("Bounds"), w("Last wave")]
    rows = []
    for entry in entries:
        cells = [entry.label, entry.value, entry.bounds, entry.earlier_value]
        if has_scales:
            cells.insert(2, entry.scale or w("of {low} to {high}", low="0", high="100"))
        rows.append(Row(cells=tuple(cells), key=entry.node))
    if has_scales:
        heads.insert(1, w("Scale"))
    columns = [Column(name=head, is_number=True) for head in heads]
    return FigureTable(
        name=name,
        columns=(Column(name=w("Name"), takes_room=True), *columns),
        rows=tuple(rows),
    )
