"""Questions that a mapping relates across versions: compared, but not asked in the same way."""

from maturity_app.domain.compared import Comparison
from maturity_app.reports.pdf.block import Block, spaced
from maturity_app.reports.pdf.heading import Heading
from maturity_app.reports.pdf.style import BODY, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.related import related_heading, related_rows
from maturity_app.wording import Wording


def related_blocks(pair: Comparison, w: Wording) -> list[Block]:
    """Return the questions compared by a mapping and those that moved, if there are any."""
    rows = [
        Row(cells=(Text(name, STRONG), Text(words, BODY)), pad=2.6)
        for name, words in related_rows(pair, w)
    ]
    if not rows:
        return []
    columns = [Column(width=66, gap=8), Column(width=TEXT_WIDTH - 66, gap=0)]
    return [Heading(related_heading(w)), spaced(Table(columns, rows, rule_above=True), 0)]
