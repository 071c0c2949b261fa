"""The results of one assessment at a glance: cards and charts, each figure with its trace."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.phrases import cuts_of, source_words
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.charted import indexed_nodes
from maturity_app.ui.models.figures import Figure
from maturity_app.ui.models.holding import holding_items, missing_items, plain_answers
from maturity_app.ui.models.indices import index_entry, index_table
from maturity_app.ui.models.local import local_of
from maturity_app.ui.models.overall import overall_of
from maturity_app.ui.models.pressure import pressure_grid, pressure_table, quadrant_data
from maturity_app.ui.models.profile import profile_of, profile_table
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.chart_card import ChartBlock
from maturity_app.ui.widgets.columns import Columns
from maturity_app.ui.widgets.index_dots import IndexDots
from maturity_app.ui.widgets.item_cards import HoldingCard, PlainAnswersCard
from maturity_app.ui.widgets.local_card import LocalCard
from maturity_app.ui.widgets.orphaned_card import OrphanedCard
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, Card, button
from maturity_app.ui.widgets.pressure_grid import PressureGrid
from maturity_app.ui.widgets.profile_chart import ProfileChart
from maturity_app.ui.widgets.quadrant_chart import QuadrantChart
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.ui.widgets.result_cards import BalanceCard, HeadlineCard, set_explained
from maturity_app.wording import Wording

_PAIR_GAP = 24
_PAIR_STRETCH = (4, 3)


class Overview(QWidget):
    """All cards of one result. It is told what to show and announces what is asked of it."""

    figure_requested = Signal(object)
    item_requested = Signal(str)
    plan_requested = Signal(str)
    picture_requested = Signal(object, str)
    method_requested = Signal()

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make the cards; `show_model` fills them."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self.headline = HeadlineCard(w, palette)
        self.balance = BalanceCard(w, palette)
        self.profile_chart = ProfileChart(w, palette)
        self.profile = ChartBlock(
            w("Levels of practices and safeguards"), self.profile_chart, w, palette
        )
        self.index_chart = IndexDots(w, palette)
        self.indices = ChartBlock(w("Index by dimension"), self.index_chart, w, palette)
        self.grid = PressureGrid(palette)
        self.pressure = ChartBlock(w("Pressure: context"), self.grid, w, palette, w("How?"))
        self.quadrant_chart = QuadrantChart(w, palette)
        self.quadrant = ChartBlock(
            w("Pressure and drive"), self.quadrant_chart, w, palette, w("How?")
        )
        self.holding = HoldingCard(w, palette)
        nothing = w("Never part of a level, and no cause is claimed.")
        self.enablers = PlainAnswersCard(w("Enablers"), w("Shown as answered."), palette)
        self.outcomes = PlainAnswersCard(w("Outcomes"), nothing, palette)
        self.local = LocalCard(w, palette)
        self.orphaned = OrphanedCard(w)
        self.method = button(w("How this is scored"), "link")
        self._build()
        self._connect()

    def show_model(self, model: AssessmentModel) -> None:
        """Show an assessment's figures as they stand."""
        card, w = model.card, self._w
        comparison = model.comparison()
        for block in self._blocks():
            block.show_source(source_words(model.told, w))
        self.headline.show_overall(overall_of(card, w), card.questionnaire.top_level)
        self.balance.show_card(card, comparison)
        self._show_profile(model, comparison)
        self._show_pressure(model, comparison)
        items = holding_items(card, w, model.assessment.plan)
        if items:
            title = w("What holds the level")
            self.holding.show_items(title, items, may_plan=model.is_editable)
        else:
            self.holding.show_items(w("Missing for a level"), missing_items(card, w))
        self.enablers.show_answers(plain_answers(model.told, card, "enabler", w))
        self.outcomes.show_answers(plain_answers(model.told, card, "outcome", w))
        local = local_of(model.told, card, comparison, w)
        self.local.show_local(local.note, local.entries, local.answers)
        self.orphaned.show_answers(model.assessment.orphaned)
        self._columns.settle()

    def mark(self, figure: Figure | None) -> None:
        """Mark the figure that is explained, and no other."""
        node = figure.node if figure is not None and figure.kind == "node" else ""
        for chart in self._charts():
            chart.rows.mark(node)
        kind = figure.kind if figure is not None else ""
        is_whole = kind == "headline" or (bool(node) and self.headline.figure == figure)
        set_explained(self.headline, is_explained=is_whole)
        set_explained(self.balance, is_explained=kind == "balance")
        is_context = kind == "quadrant" or (bool(node) and node == self._pressure_id)
        set_explained(self._context, is_explained=is_context)

    def widget_of(self, figure: Figure) -> QWidget | None:
        """Return what leads to a figure's trace, to give the keyboard back to it."""
        if figure.kind == "node":
            rows = (chart.rows.row(figure.node) for chart in self._charts())
            found = next((row for row in rows if row is not None and row.isVisible()), None)
            is_whole = figure == self.headline.figure
            return found or (self.headline.link if is_whole else self.pressure.link)
        places = {
            "headline": self.headline.link,
            "balance": self.balance.link,
            "quadrant": self.quadrant.link,
        }
        return places.get(figure.kind)

    def _blocks(self) -> tuple[ChartBlock, ...]:
        own = (self.profile, self.indices, self.pressure, self.quadrant)
        return (*own, self.balance.chart, self.local.chart)

    def _charts(self) -> tuple[ProfileChart | IndexDots, ...]:
        return self.profile_chart, self.index_chart, self.balance.dots, self.local.dots

    def _build(self) -> None:
        self._profile_card = Card()
        self._profile_card.body.addWidget(self.profile)
        self._profile_card.body.addWidget(self.indices)
        self._profile_card.body.addStretch(1)
        self._context = Card()
        self._pressure_id = ""
        self._pair = _Pair(self.pressure, self.quadrant)
        self._context.body.addWidget(self._pair)
        self._context.body.addStretch(1)
        self._columns = Columns(
            (
                (self.headline, self.balance),
                (self._profile_card, self._context),
                (self.holding,),
                (self.enablers, self.outcomes),
                (self.local,),
                (self.orphaned,),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, PAGE_MARGIN)
        layout.addWidget(self._columns)
        layout.addWidget(self.method, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def _connect(self) -> None:
        ask = self.figure_requested.emit
        self.method.clicked.connect(lambda _checked=False: self.method_requested.emit())
        self.holding.plan_requested.connect(self.plan_requested)
        self.headline.figure_requested.connect(self.figure_requested)
        self.local.figure_requested.connect(lambda node: ask(Figure("node", node)))
        self.balance.figure_requested.connect(self.figure_requested)
        self.quadrant.explained.connect(lambda: ask(Figure("quadrant")))
        self.pressure.explained.connect(lambda: ask(Figure("node", self._pressure_id)))
        for chart in (self.profile_chart, self.index_chart):
            chart.row_chosen.connect(lambda node: ask(Figure("node", node)))
        for block in (self.profile, self.indices, self.quadrant):
            block.row_chosen.connect(lambda node: ask(Figure("node", node)))
        self.pressure.row_chosen.connect(self.item_requested)
        for block in (self.pressure, self.quadrant):
            block.as_table.toggled.connect(self._on_table_toggled)
        for block in self._blocks():
            block.picture_requested.connect(self.picture_requested)
        for items in (self.holding, self.enablers, self.outcomes, self.local):
            items.item_requested.connect(self.item_requested)

    def _on_table_toggled(self) -> None:
        """Put the pair below each other while one of it is a table, which needs the width."""
        is_table = self.pressure.as_table.isChecked() or self.quadrant.as_table.isChecked()
        self._pair.keep_apart(is_table)

    def _show_profile(self, model: AssessmentModel, comparison: Comparison | None) -> None:
        card = model.card
        profile = profile_of(card, comparison, self._w, model.assessment.plan)
        self.profile.setVisible(bool(profile.entries))
        self.profile.set_title(profile.title)
        self.profile_chart.show_profile(profile)
        self.profile.show_table(profile_table(profile, self._w))
        self.profile.show_caption(profile.note)
        entries = [
            index_entry(card, node, name, node.kind, comparison, self._w)
            for node, name in indexed_nodes(card)
        ]
        self.indices.setVisible(bool(entries))
        by_dimension = self._w("Index by dimension")
        title = by_dimension if card.questionnaire.dimensions else self._w("Index by part")
        self.indices.set_title(title)
        self.index_chart.show_entries(entries)
        self.indices.show_table(index_table(self.indices.title, entries, self._w))
        self._profile_card.setVisible(bool(profile.entries or entries))

    def _show_pressure(self, model: AssessmentModel, comparison: Comparison | None) -> None:
        card, w = model.card, self._w
        grid = pressure_grid(model.told, card, w)
        self._pressure_id = card.pressure.id if card.pressure else ""
        self._context.setVisible(bool(grid.cells))
        self.grid.show_grid(grid)
        self.pressure.show_table(pressure_table(grid, w))
        self.pressure.show_caption(_pressure_caption(card, w))
        data = quadrant_data(model.told, card, comparison, w)
        self.quadrant.setVisible(data is not None)
        if data is not None:
            self.quadrant_chart.show_data(data)
            self.quadrant.show_table(data.table)
            self.quadrant.show_caption(data.sentence)


class _Pair(Reflow):
    """Two blocks beside each other where both have the width their words need."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        """Put them beside each other at first."""
        super().__init__(beside=True)
        self._parts = (first, second)
        self._is_apart = False
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(_PAIR_GAP)
        for part, stretch in zip(self._parts, _PAIR_STRETCH, strict=True):
            self.body.addWidget(part, stretch)

    def keep_apart(self, is_apart: bool) -> None:
        """Keep the blocks below each other whatever the width, or no longer."""
        self._is_apart = is_apart
        self.updateGeometry()
        self.body.invalidate()

    @override
    def arrange(self, width: int) -> bool:
        needed = sum(part.minimumSizeHint().width() for part in self._parts)
        return turn(self.body, beside=not self._is_apart and width >= needed + _PAIR_GAP)


def _pressure_caption(card: Scorecard, w: Wording) -> str:
    harder = w("Higher is harder, not worse.")
    if card.pressure is None or card.pressure.value is None:
        return w("No index yet. {harder}", harder=harder)
    value = w.number(card.pressure.value, cuts_of(card))
    return w("How often in 12 months, index {value}. {harder}", value=value, harder=harder)
