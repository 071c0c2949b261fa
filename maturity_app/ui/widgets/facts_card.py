"""What happened in one unit between its waves: facts before figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from maturity_app.reports.content import UnitSeries
from maturity_app.ui.models.changes import PairFacts, pair_facts
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import Card, label, line
from maturity_app.ui.widgets.trend_chart import UnitKey
from maturity_app.wording import Wording


class FactsCard(Card):
    """One unit's facts, a paragraph for each pair of waves, the newest first."""

    def __init__(
        self, unit: UnitSeries, number: int, mark: str, palette: Palette, w: Wording
    ) -> None:
        """Make the card of a unit; `mark` stands for it in charts and tables."""
        super().__init__()
        name = f"{mark}  {unit.unit.name}" if mark else unit.unit.name
        self.setAccessibleName(name)
        self.body.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        if mark:
            head.addWidget(UnitKey(number, palette), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(label(name, "strong", wraps=True), 1)
        self.body.addLayout(head)
        if not unit.pairs:
            wave = unit.assessments[0].wave.label
            text = w("{wave} only: nothing over time to compare.", wave=wave)
            self.body.addWidget(label(text, "dense-muted", wraps=True))
        for position, pair in enumerate(reversed(unit.pairs)):
            if position:
                self.body.addWidget(line())
            facts = pair_facts(pair, w)
            self.body.addWidget(label(facts.waves, "muted"))
            self.body.addLayout(_counts(facts))
            self.body.addWidget(label(facts.figures, "dense-muted", wraps=True))
        self.body.addStretch(1)


def _counts(facts: PairFacts) -> QHBoxLayout:
    """Return how many answers moved, and beside it the stated reasons."""
    row = QHBoxLayout()
    row.setSpacing(6)
    top = Qt.AlignmentFlag.AlignTop
    row.addWidget(label(facts.counts, "strong-dense"), 0, top)
    row.addWidget(label(facts.reasons, "dense", wraps=True), 1, top)
    return row
