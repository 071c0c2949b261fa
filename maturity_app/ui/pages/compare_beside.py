"""Units side by side as dots or as a table; in an order other than the alphabet only if asked."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.leaving_out import leaving_out
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.side_by_side import (
    leaving_out_words,
    order_words,
    rankable_nodes,
    scope_words,
)
from maturity_app.ui.models.beside import between_table, codes_words, dots_of
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.chart_card import ChartBlock
from maturity_app.ui.widgets.pieces import Card, button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.ui.widgets.unit_dots import UnitDotsChart
from maturity_app.wording import Wording


def _told(report: ComparisonReport, between: Comparison, w: Wording) -> Iterator[str]:
    """Yield what is compared, and what to do where too little of it is common."""
    yield scope_words(between, w)
    card = between.scorecards[-1]
    if any(not between.nodes[node.id].is_comparable for node in judged_nodes(card)):
        yield w("n.c. not comparable: too few questions that all of them have answered.")
    yield codes_words(report, w)


class _OrderRow(Reflow):
    """The name of the field and the field, below it where they find no room beside each other."""

    def __init__(self, name: QLabel, field: QComboBox) -> None:
        super().__init__(beside=True)
        self._parts = (name, field)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        for part in self._parts:
            self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    @override
    def arrange(self, width: int) -> bool:
        needed = sum(part.sizeHint().width() for part in self._parts) + self.body.spacing()
        return turn(self.body, beside=needed <= width)


class _LeaveOutNote(Card):
    """Says which units cost the comparison most, with a button that leaves them out."""

    requested = Signal(list)

    def __init__(self, w: Wording) -> None:
        super().__init__(role="note")
        self._w = w
        self._units: list[str] = []
        self.words = label("", "dense", wraps=True)
        self.leave = button("", on_click=self._on_click)
        self.body.addWidget(self.words)
        self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)

    def show_between(self, between: Comparison) -> None:
        found = leaving_out(between)
        self.setVisible(found is not None)
        if found is None:
            return
        self._units = list(found.units)
        self.words.setText(leaving_out_words(found, between, self._w))
        name = self._w.plural(
            "Leave out {count} unit", "Leave out these {count} units", len(found.units)
        )
        self.leave.setText(name)

    def _on_click(self) -> None:
        self.requested.emit(self._units)


class BesideCard(Card):
    """Shows the newest waves of several units; it hides where there is one unit.

    `rank_requested` carries the id of the node in whose order units are to stand, empty for
    the alphabet; `cell_chosen` tells which cell's items are asked for, `leave_out_requested`
    the ids of the units to compare without.
    """

    rank_requested = Signal(str)
    leave_out_requested = Signal(list)
    cell_chosen = Signal(object)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty card; `show_report` fills it."""
        super().__init__()
        self._w = w
        self.chart = UnitDotsChart(palette)
        self.block = ChartBlock(w("Units side by side, index 0 to 100"), self.chart, w, palette)
        self.setAccessibleName(self.block.title)
        self.order = label("", "muted", wraps=True)
        self.caution = Card(role="note")
        self.caution_text = label("", "strong-dense", wraps=True)
        self.caution.body.addWidget(self.caution_text)
        self.order_field = QComboBox()
        self.order_field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.leave_out = _LeaveOutNote(w)
        self._build()
        self.leave_out.requested.connect(self.leave_out_requested)
        self.order_field.activated.connect(self._on_order_chosen)
        self.block.table.cell_chosen.connect(self.cell_chosen)

    def show_report(self, report: ComparisonReport, source: str) -> None:
        """Show another comparison, of which `source` says of whom and when it is."""
        between, table = report.between, between_table(report, self._w)
        self.setVisible(between is not None)
        if between is None or table is None:
            return
        self._show_orders(report)
        self.leave_out.show_between(between)
        words = order_words(report, self._w)
        if not rankable_nodes(report):
            nothing = self._w("Nothing is comparable, so there is nothing to order by.")
            words = f"{words} {nothing}"
        self.order.setText("" if report.rank else words)
        self.order.setVisible(not report.rank)
        self.caution_text.setText(words if report.rank else "")
        self.caution.setVisible(bool(report.rank))
        self.chart.show_dots(dots_of(report, self._w))
        self.block.show_table(table)
        self.block.show_source(source)
        self.block.show_caption(" ".join(_told(report, between, self._w)))

    def _build(self) -> None:
        name = label(self._w("&Order of units"), "dense", buddy=self.order_field)
        self.order_row = _OrderRow(name, self.order_field)
        self.body.addWidget(self.leave_out)
        self.body.addWidget(self.order_row)
        self.body.addWidget(self.order)
        self.body.addWidget(self.caution)
        self.body.addWidget(self.block)

    def _show_orders(self, report: ComparisonReport) -> None:
        nodes = rankable_nodes(report)
        self.order_row.setVisible(bool(nodes))
        self.order_field.clear()
        self.order_field.addItem(self._w("By name"), "")
        for node in nodes:
            self.order_field.addItem(self._w("By {node}", node=node.short), node.id)
        self.order_field.setCurrentIndex(max(0, self.order_field.findData(report.rank)))

    def _on_order_chosen(self, _position: int) -> None:
        self.rank_requested.emit(str(self.order_field.currentData()))
