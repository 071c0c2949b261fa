"""A comparison as cards: facts, small charts, tables, and what was not compared."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.phrases import status_word
from maturity_app.reports.side_by_side import unit_mark
from maturity_app.ui.models.beside import codes_words, is_many, own_table, own_words
from maturity_app.ui.models.change_words import overall_table
from maturity_app.ui.models.changes import (
    change_matrix,
    change_table,
    changed_items,
    left_out_items,
    related_items,
)
from maturity_app.ui.models.figures import FigureTable
from maturity_app.ui.models.trends import breaks_words, trends_of, trends_table
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.compare_beside import BesideCard
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.chart_card import ChartBlock
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.ui.widgets.facts_card import FactsCard
from maturity_app.ui.widgets.pieces import Card, label
from maturity_app.ui.widgets.trend_chart import TrendGrid
from maturity_app.wording import Wording

_GAP = 12
_SIDE_BY_SIDE = 2
_WIDE = 960
_TWO_CARDS = 800


class CompareView(QWidget):
    """Shows one comparison; `cell_chosen` tells which cell's items are asked for."""

    cell_chosen = Signal(object)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty view; `show_report` fills it."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self._report: ComparisonReport | None = None
        self.draft = label("", "strong", wraps=True)
        self._draft_card = Card(role="note")
        self._draft_card.body.addWidget(self.draft)
        self._facts = QWidget()
        self.beside = BesideCard(w, palette)
        self.own = _TableCard(w, palette)
        self.grid = TrendGrid(w, palette)
        self.trends = ChartBlock(w("Index 0 to 100, wave by wave"), self.grid, w, palette)
        self.breaks = label("", "muted", wraps=True)
        self._trends_card = Card()
        self._trends_card.body.addWidget(self.trends)
        self._trends_card.body.addWidget(self.breaks)
        self.overall = _TableCard(w, palette)
        self.changes = _TableCard(w, palette)
        self.more_changes: list[_TableCard] = []
        self.items = _TableCard(w, palette)
        self.related = _TableCard(w, palette)
        self.left_out = _TableCard(w, palette)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_GAP)
        parts = (
            self._draft_card, self._facts, self.beside, self.own, self._trends_card, self.overall,
            self.changes, self.items, self.related, self.left_out,
        )  # fmt: skip
        for part in parts:
            self._layout.addWidget(part)
        for card in (self.overall, self.changes):
            card.table.cell_chosen.connect(self.cell_chosen)
        self.beside.cell_chosen.connect(self.cell_chosen)

    def show_report(self, report: ComparisonReport) -> None:
        """Show another comparison."""
        self._report = report
        self._show_draft(report)
        self._show_facts(report)
        self.beside.show_report(report, _source(report, self._w))
        w = self._w
        self.own.show_table(own_table(report, w), own_words(report, w))
        self._show_trends(report)
        self._show_changes(report)
        reasons = w("Improved is said only of changed practice with evidence.")
        # Of many units there would be thousands; each cell above opens its own.
        few = not is_many(report)
        recomputed = w("Recomputed on the questions that both waves share and have answered.")
        self.overall.show_table(overall_table(report, w) if few else None, recomputed)
        self.items.show_table(changed_items(report, w) if few else None, reasons)
        self.related.show_table(related_items(report, w) if few else None, "")
        self.left_out.show_table(left_out_items(report, w) if few else None, "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._report is None:
            return
        before, now = event.oldSize().width(), event.size().width()
        if (before >= _WIDE) != (now >= _WIDE):
            self._show_changes(self._report)
        if (before >= _TWO_CARDS) != (now >= _TWO_CARDS):
            self._show_facts(self._report)

    def _show_draft(self, report: ComparisonReport) -> None:
        w = self._w
        drafts = []
        for unit in report.units:
            waves = [a.wave.label for a in unit.assessments if a.is_draft]
            if waves:
                named = w("{unit} ({waves})", unit=unit.unit.name, waves=w.listed(waves))
                drafts.append(named)
        text = w("DRAFT, not signed off: {records}.", records=w.listed(drafts))
        if is_many(report):
            text = w.plural(
                "DRAFT: {count} unit has a wave that is not signed off.",
                "DRAFT: {count} units have a wave that is not signed off.",
                len(drafts),
            )
        self.draft.setText(text)
        self._draft_card.setVisible(report.is_draft)

    def _show_facts(self, report: ComparisonReport) -> None:
        """Show what happened in each unit; where nothing could, there is nothing to say."""
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        units = report.units if _is_told(report) else ()
        beside = _SIDE_BY_SIDE if self.width() >= _TWO_CARDS else 1
        for number, unit in enumerate(units):
            mark = unit_mark(number, len(units))
            card = FactsCard(unit, number, mark, self._palette, self._w)
            grid.addWidget(card, number // beside, number % beside)
        for column in range(min(beside, len(units))):
            grid.setColumnStretch(column, 1)
        self._layout.replaceWidget(self._facts, fresh)
        self._facts.hide()
        self._facts.deleteLater()
        self._facts = fresh
        fresh.setVisible(bool(units))

    def _show_trends(self, report: ComparisonReport) -> None:
        w = self._w
        is_told = _is_told(report)
        self._trends_card.setVisible(is_told)
        if not is_told:
            return
        trends = trends_of(report, w)
        self._trends_card.setVisible(bool(trends.charts))
        self.grid.show_trends(trends)
        self.trends.show_table(trends_table(report, w))
        self.trends.show_source(_source(report, w))
        newest = report.units[0].assessments[-1].questionnaire
        share = w.percent(newest.thresholds.comparable_overlap)
        self.trends.show_caption(
            w(
                "Each wave on the questions it shares with the one before. "
                "A break: under {share} shared, or none answered in both.",
                share=share,
            )
        )
        breaks = breaks_words(report, w)
        self.breaks.setText(breaks)
        self.breaks.setVisible(bool(breaks))

    def _show_changes(self, report: ComparisonReport) -> None:
        """Show one table for up to two units, one for each unit beyond; many share one."""
        for card in self.more_changes:
            card.hide()
            card.deleteLater()
        self.more_changes = []
        w = self._w
        said = w("Changes are not testable: there is one record per wave.")
        opens = w("A click on a cell, or Enter, shows its items.")
        first, *more = self._change_tables(report) or [None]
        self.changes.show_table(first, f"{said} {opens} {codes_words(report, w)}".strip())
        for position, table in enumerate(more, start=1):
            card = _TableCard(w, self._palette)
            card.show_table(table, "")
            card.table.cell_chosen.connect(self.cell_chosen)
            self._layout.insertWidget(self._layout.indexOf(self.changes) + position, card)
            self.more_changes.append(card)

    def _change_tables(self, report: ComparisonReport) -> list[FigureTable | None]:
        units = [unit for unit in report.units if unit.pairs]
        if units and is_many(report):
            return [change_matrix(report, self._w)]
        together = len(units) <= _SIDE_BY_SIDE and self.width() >= _WIDE
        groups = [units] if together else [[unit] for unit in units]
        return [change_table(group, report, self._w) for group in groups if group]


def _is_told(report: ComparisonReport) -> bool:
    """Return whether there are waves to tell of, of units few enough to be told apart."""
    return not is_many(report) and any(unit.pairs for unit in report.units)


def _source(report: ComparisonReport, w: Wording) -> str:
    """Return of whom and when the figures of a comparison are."""
    if is_many(report):
        return w.plural("{count} unit", "{count} units", len(report.units))
    parts = [
        w("{unit} ({waves})", unit=u.unit.name, waves=w.listed(a.wave.label for a in u.assessments))
        for u in report.units
    ]
    return ", ".join([*parts, *([status_word("draft", w)] if report.is_draft else [])])


class _TableCard(Card):
    """A table under its name; it hides where there is nothing in it."""

    def __init__(self, w: Wording, palette: Palette) -> None:
        super().__init__()
        self.heading = label("", "strong", wraps=True)
        self.note = label("", "muted", wraps=True)
        self.table = DataTable(w, palette)
        for part in (self.heading, self.note, self.table):
            self.body.addWidget(part)

    def show_table(self, table: FigureTable | None, note: str) -> None:
        self.setVisible(table is not None and bool(table.rows))
        if table is None:
            return
        self.heading.setText(table.name)
        self.setAccessibleName(table.name)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.table.show_table(table)
