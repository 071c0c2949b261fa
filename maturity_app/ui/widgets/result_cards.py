"""The cards that say the result in words: headline and balance."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.phrases import balance_reason, points_text, sentence, verdict_word
from maturity_app.ui.models.figures import Figure
from maturity_app.ui.models.indices import IndexEntry, index_entry, index_table
from maturity_app.ui.models.overall import Overall
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.chart_card import ChartBlock
from maturity_app.ui.widgets.index_dots import IndexDots
from maturity_app.ui.widgets.level_shape import LevelShape
from maturity_app.ui.widgets.pieces import Card, button, label
from maturity_app.wording import Wording


def set_explained(card: Card, *, is_explained: bool) -> None:
    """Mark a card as the one whose figure the trace explains."""
    card.setProperty("explained", is_explained)
    card.style().unpolish(card)
    card.style().polish(card)


class HeadlineCard(Card):
    """The headline, or what stands in its place: its shape, how far it is, and why."""

    figure_requested = Signal(object)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty card; `show_overall` fills it."""
        super().__init__()
        self.setAccessibleName(w("Headline"))
        self.shape = LevelShape(palette)
        self.title = label("", "headline", wraps=True)
        self.way = label("", wraps=True)
        self.reason = label("", "quiet", wraps=True)
        self.link = button(w("How is this made?"), "link")
        self.link.setAccessibleName(w("Headline: how is this made?"))
        self.link.clicked.connect(self._on_explained)
        self.figure: Figure | None = None
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        words.addWidget(self.way)
        words.addWidget(self.reason)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def show_overall(self, overall: Overall | None, top_level: int) -> None:
        """Show what another result amounts to; the card hides where nothing is said of a whole."""
        self.setVisible(overall is not None)
        if overall is None:
            return
        self.figure = overall.figure
        self.title.setText(overall.title)
        self.way.setText(overall.way)
        self.way.setVisible(bool(overall.way))
        self.reason.setText(overall.reason)
        self.shape.set_level(overall.level, overall.high, top_level, overall.in_words)
        self.shape.setVisible(overall.has_shape)
        self.link.setVisible(overall.figure is not None)

    def _on_explained(self) -> None:
        if self.figure is not None:
            self.figure_requested.emit(self.figure)


class BalanceCard(Card):
    """Drive and Safeguards beside each other, with the verdict from levels."""

    figure_requested = Signal(object)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty card; `show_card` fills it."""
        super().__init__()
        self._w = w
        self.setAccessibleName(w("Balance"))
        self.title = label("", "strong", wraps=True)
        self.reason = label("", "dense-muted", wraps=True)
        self.dots = IndexDots(w, palette)
        self.chart = ChartBlock(w("Indices on their scales"), self.dots, w, palette)
        self.link = button(w("How?"), "link")
        self.link.setAccessibleName(w("Balance: how is this made?"))
        self.link.clicked.connect(lambda _=False: self.figure_requested.emit(Figure("balance")))
        for rows in (self.dots, self.chart):
            rows.row_chosen.connect(lambda node: self.figure_requested.emit(Figure("node", node)))
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self.head)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.chart)
        self.body.addStretch(1)

    def show_card(self, card: Scorecard, comparison: Comparison | None) -> None:
        """Show another scorecard's balance, or the indices alone where it can't be said."""
        w = self._w
        is_short = bool(card.questionnaire.short_form_of)
        is_told = bool(card.of_kind("practice") and card.of_kind("safeguard")) and not is_short
        self.setVisible(bool(card.drive or card.safeguards))
        verdict = w("not said")
        if card.balance is not None:
            verdict = verdict_word(card.balance.verdict, w)
        self.title.setText(w("Balance: {verdict}", verdict=verdict) if is_told else w("Indices"))
        # Without bounds there is no balance, whatever the indices are.
        points = f" {sentence(points_text(card, w))}." if card.balance else ""
        self.reason.setText(f"{balance_reason(card, w)}{points}")
        for part in (self.link, self.reason):
            part.setVisible(is_told)
        entries = _group_entries(card, comparison, w)
        self.dots.show_entries(entries)
        self.chart.show_table(index_table(self.chart.title, entries, w))


def _group_entries(card: Scorecard, comparison: Comparison | None, w: Wording) -> list[IndexEntry]:
    entries = []
    if card.drive is not None:
        label_text = w("{drive} index", drive=card.drive.short)
        entries.append(index_entry(card, card.drive, label_text, "practice", comparison, w))
    if card.safeguards is not None:
        guards = card.safeguards
        entries.append(index_entry(card, guards, guards.short, "safeguard", comparison, w))
    if card.questionnaire.short_form_of and card.pressure is not None:
        force = card.pressure
        entries.append(index_entry(card, force, force.short, "pressure", comparison, w))
    return entries
