"""Many units below each other: a unit in a row, the index of a dimension in a column."""

from collections.abc import Callable, Sequence
from typing import Final

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.heading import Heading, note
from maturity_app.reports.pdf.style import BODY, COMMENT_STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.words import DASH
from maturity_app.reports.side_by_side import has_own_figures, own_figures_words, side_names
from maturity_app.wording import Wording

_IN_TABLE: Final = 8
_NAMES: Final = 170.0


def index_tables(
    heading: str,
    nodes: Sequence[NodeScore],
    names: Sequence[str],
    say: Callable[[int, NodeScore], str],
    w: Wording,
) -> list[Block]:
    """Return tables under one heading; `say` tells a unit's index by the unit's position."""
    blocks: list[Block] = []
    right = BODY.with_(align="right")
    for at in range(0, len(nodes), _IN_TABLE):
        part = nodes[at : at + _IN_TABLE]
        width = (TEXT_WIDTH - _NAMES) / len(part)
        heads = [
            Text(node.code or node.short, COMMENT_STRONG.with_(align="right")) for node in part
        ]
        columns = [Column(width=_NAMES, head=w("Unit"), gap=10)]
        columns += [Column(width=width, head=head, gap=6) for head in heads]
        rows = [
            Row(
                cells=(Text(name, BODY), *(Text(say(number, node), right) for node in part)),
                pad=2.4,
                repeated=(),
            )
            for number, name in enumerate(names)
        ]
        blocks += [Heading(heading), Table(columns, rows)]
        if any(node.code for node in part):
            blocks.append(note(w.joined(f"{n.code} {n.short}" for n in part if n.code) + "."))
    return blocks


def own_tables(between: Comparison, nodes: Sequence[NodeScore], w: Wording) -> list[Block]:
    """Return each unit's index on all it answered; nothing where it is the one compared."""
    if not has_own_figures(between, nodes):
        return []

    def own(number: int, node: NodeScore) -> str:
        mine = between.own[number].nodes.get(node.id)
        return DASH if mine is None or mine.index is None else w.number(100 * mine.index)

    heading = w("Each unit's own figures, index 0–100")
    names = side_names(between, w)
    return [*index_tables(heading, nodes, names, own, w), note(own_figures_words(w))]
