"""Names and values in two columns, as on a form."""

from collections.abc import Sequence

from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.style import BODY, SECONDARY
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text, Words


def facts(pairs: Sequence[tuple[str, Words | Block]], width: float, names: float) -> Table:
    """Return a table of names, `names` points wide, and their values."""
    columns = [Column(width=names, gap=8), Column(width=width - names, gap=0)]
    rows = [
        Row(
            cells=(
                Text(name, BODY.with_(colour=SECONDARY)),
                value if isinstance(value, Block) else Text(value, BODY),
            ),
            pad=2.2,
        )
        for name, value in pairs
    ]
    return Table(columns, rows, rule_above=True)
