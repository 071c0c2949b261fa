"""The cards that say the result in words: headline and balance."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.phrases import (
    balance_reason,
    headline_reason,
    level_name,
    points_text,
    sentence,
    up_to,
    verdict_word,
    way_text,
)
from maturity_app.ui.models.figures import Figure
from maturity_app.ui.models.indices import IndexEntry, index_entry
from maturity_app.ui.theme import Palette
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
    """The headline level: its shape, how far, what it might still become, what holds it."""

    explained = Signal()

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty card; `show_card` fills it."""
        super().__init__()
        self._w = w
        self.setAccessibleName(w("Headline"))
        self.shape = LevelShape(palette)
        self.title = label("", "headline", wraps=True)
        self.way = label("", wraps=True)
        self.reason = label("", "quiet", wraps=True)
        self.link = button(w("How is this made?"), "link")
        self.link.setAccessibleName(w("Headline: how is this made?"))
        self.link.clicked.connect(self.explained)
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

    def show_card(self, card: Scorecard) -> None:
        """Show another scorecard's headline."""
        headline, w = card.headline, self._w
        level = headline.level if headline else None
        high = headline.high if headline else None
        self.title.setText(self._title(card))
        self.way.setText(self._way(card))
        self.way.setVisible(bool(self.way.text()))
        self.reason.setText(headline_reason(card, w))
        in_words = ". ".join(part for part in (self.title.text(), self.way.text()) if part)
        self.shape.set_level(level, high, card.questionnaire.top_level, in_words)
        self.link.setVisible(headline is not None)

    def _title(self, card: Scorecard) -> str:
        headline, w = card.headline, self._w
        if headline is None:
            return w("No headline level")
        if headline.level is not None:
            name = level_name(card.questionnaire, headline.level)
            return w("Level {level} – {name}", level=w.level(headline.level), name=name)
        states = {card.nodes[node].state for node in headline.unlevelled}
        return w("Not rated") if states == {"not_rated"} else w("No level yet")

    def _way(self, card: Scorecard) -> str:
        headline, w = card.headline, self._w
        if headline is None or headline.level is None:
            return ""
        way = way_text(card.questionnaire, headline.level, w)
        judged = (*card.of_kind("practice"), *card.of_kind("safeguard"))
        count = sum(node.counts.open for node in judged)
        if not count:
            return w("{way}; nothing open.", way=way)
        opened = w.plural("{count} open answer", "{count} open answers", count)
        high = up_to(headline.level, headline.high, w)
        if not high:
            return w("{way}; the same with {opened}.", way=way, opened=opened)
        return w("{way}; {high} with {opened}.", way=way, high=high, opened=opened)


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
        self.link = button(w("How?"), "link")
        self.link.setAccessibleName(w("Balance: how is this made?"))
        self.link.clicked.connect(lambda _=False: self.figure_requested.emit(Figure("balance")))
        self.dots.row_chosen.connect(lambda node: self.figure_requested.emit(Figure("node", node)))
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self.head)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.dots)
        self.body.addStretch(1)

    def show_card(self, card: Scorecard, comparison: Comparison | None) -> None:
        """Show another scorecard's balance."""
        w = self._w
        has_both = bool(card.of_kind("practice")) and bool(card.of_kind("safeguard"))
        self.setVisible(bool(card.drive or card.safeguards))
        verdict = w("not said")
        if card.balance is not None:
            verdict = verdict_word(card.balance.verdict, w)
        title = w("Balance: {verdict}", verdict=verdict) if has_both else w("Indices")
        self.title.setText(title)
        # Without bounds there is no balance, whatever the indices are.
        points = f" {sentence(points_text(card, w))}." if card.balance else ""
        self.reason.setText(f"{balance_reason(card, w)}{points}")
        for part in (self.link, self.reason):
            part.setVisible(has_both)
        self.dots.show_entries(_group_entries(card, comparison, w))


def _group_entries(card: Scorecard, comparison: Comparison | None, w: Wording) -> list[IndexEntry]:
    entries = []
    if card.drive is not None:
        label_text = w("{drive} index", drive=card.drive.short)
        entries.append(index_entry(card, card.drive, label_text, "practice", comparison, w))
    if card.safeguards is not None:
        guards = card.safeguards
        entries.append(index_entry(card, guards, guards.short, "safeguard", comparison, w))
    return entries
