"""The card of what a unit added itself: figures that count in no other one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from maturity_app.ui.models.holding import PlainAnswer
from maturity_app.ui.models.indices import IndexEntry, index_table
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.chart_card import ChartBlock
from maturity_app.ui.widgets.index_dots import IndexDots
from maturity_app.ui.widgets.item_cards import PlainAnswers
from maturity_app.ui.widgets.pieces import Card, label
from maturity_app.wording import Wording


class LocalCard(Card):
    """The unit's own dimensions by index and level, and its other questions as answered."""

    figure_requested = Signal(str)
    item_requested = Signal(str)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty card; `show_local` fills it."""
        super().__init__(w("Added by the unit"))
        self._note = label("", "muted", wraps=True)
        self._w = w
        self.dots = IndexDots(w, palette)
        self.chart = ChartBlock(w("Indices on their scales"), self.dots, w, palette)
        self._answers = PlainAnswers(palette)
        for part in (self._note, self.chart, self._answers):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.dots.row_chosen.connect(self.figure_requested)
        self.chart.row_chosen.connect(self.figure_requested)
        self._answers.item_requested.connect(self.item_requested)

    def show_local(
        self, note: str, entries: Sequence[IndexEntry], answers: Sequence[PlainAnswer]
    ) -> None:
        """Show other figures and answers; the card hides where there are none."""
        self._note.setText(note)
        self.dots.show_entries(entries)
        self.chart.show_table(index_table(self.chart.title, entries, self._w))
        self.chart.setVisible(bool(entries))
        self._answers.show_answers(answers)
        self.setVisible(bool(entries or answers))
