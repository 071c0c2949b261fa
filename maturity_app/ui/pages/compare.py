"""The compare page: waves of a unit, or units beside each other, facts before figures."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import family_of
from maturity_app.jobs.reporting import in_its_language
from maturity_app.reports.content import comparison_of
from maturity_app.reports.phrases import status_word
from maturity_app.storage.library import Entry
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.models.picking import Picking
from maturity_app.ui.models.wave_names import names_apart
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.compare_view import CompareView
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.pick_button import Choice, PickButton
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, Card, button, label
from maturity_app.wording import Wording

_TWO = 2


class ComparePage(QWidget):
    """Lets one choose assessments and shows how they compare; `load` reads one whole."""

    export_requested = Signal(list)
    preview_requested = Signal(list)
    picture_requested = Signal(object, str)

    def __init__(
        self,
        w: Wording,
        palette: Palette,
        load: Callable[[str], Assessment],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty page; `set_entries` fills it."""
        super().__init__(parent)
        self._w, self._palette, self._load = w, palette, load
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picking = Picking()
        self._loaded: dict[str, tuple[object, Assessment]] = {}
        self._is_stale = True
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self._refresh_timer.timeout.connect(self.refresh)
        self.units = PickButton(w("Units"))
        self.waves = PickButton(w("Waves"))
        self.export_button = button(w("Export comparison…"), "primary", on_click=self._on_export)
        self.preview_button = button(w("Preview"), "tall", on_click=self._on_preview)
        self.message = label("", "question", wraps=True)
        self.advice = label("", "quiet", wraps=True)
        self._note = Card()
        self.view = CompareView(w, palette)
        self._build()
        self.view.trends.picture_requested.connect(self.picture_requested)
        self.units.picked.connect(self._on_units_picked)
        self.waves.picked.connect(self._on_waves_picked)
        self._show_choices()

    def set_entries(self, entries: list[Entry]) -> None:
        """Offer the library's assessments; what was chosen stays chosen."""
        self._picking.set_entries(entries)
        self._show_choices()
        self._ask_refresh()

    def chosen_ids(self) -> list[str]:
        """Return the ids of the assessments compared."""
        return [entry.id for entry in self._picking.chosen()]

    def refresh(self) -> None:
        """Compare what is chosen and show it, or say why it can't be."""
        self._refresh_timer.stop()
        self._is_stale = False
        w, chosen = self._w, self._picking.chosen()
        if len(chosen) < _TWO:
            advice = w("Choose two waves of a unit, or one wave each of two units.")
            if len(self._picking.entries) < _TWO:
                advice = w("Answer the survey again in a later wave, or bring in another unit.")
            self._say(w("A comparison needs two waves, or two units"), advice)
            return
        try:
            assessments = [self._assessment(entry) for entry in chosen]
        except MaturityError as refusal:
            self._say(w("An assessment could not be read"), refusal.worded(w))
            return
        if len({family_of(assessment.questionnaire) for assessment in assessments}) > 1:
            names = w.listed(sorted({entry.questionnaire_id for entry in chosen}))
            advice = w("Chosen are {names}. Choose waves of one of them.", names=names)
            self._say(w("Different questionnaires have nothing to compare"), advice)
            return
        self._note.hide()
        self.view.show_report(comparison_of(assessments))
        self.view.show()
        self._allow_report(is_possible=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _build(self) -> None:
        bar = PageBar(self._w("Compare"))
        bar.lead.addWidget(self.units)
        bar.lead.addWidget(self.waves)
        bar.lead.addStretch()
        bar.buttons.addWidget(self.preview_button)
        bar.buttons.addWidget(self.export_button)
        self._note.body.addWidget(self.message)
        self._note.body.addWidget(self.advice)
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, PAGE_MARGIN)
        column.addWidget(self._note)
        column.addWidget(self.view)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(area, 1)

    def _assessment(self, entry: Entry) -> Assessment:
        """Return an assessment, read once for as long as it has not changed."""
        known = self._loaded.get(entry.id)
        if known is None or known[0] != entry.changed_at:
            told = in_its_language(self._load(entry.id), self._w.language)
            known = entry.changed_at, told
            self._loaded[entry.id] = known
        return known[1]

    def _say(self, message: str, advice: str) -> None:
        self.message.setText(message)
        self.advice.setText(advice)
        self._note.show()
        self.view.hide()
        self._allow_report(is_possible=False)

    def _allow_report(self, *, is_possible: bool) -> None:
        self.preview_button.setEnabled(is_possible)
        self.export_button.setEnabled(is_possible)

    def _show_choices(self) -> None:
        w, picking = self._w, self._picking
        chosen_units = [unit for unit in picking.all_units() if unit.id in picking.units]
        self.units.show_choices(
            [
                Choice(key=unit.id, text=unit.name, is_checked=unit.id in picking.units)
                for unit in picking.all_units()
            ]
        )
        count = w.plural("{count} unit", "{count} units", len(chosen_units))
        self.units.show_text(chosen_units[0].name if len(chosen_units) == 1 else count)
        self._show_waves()

    def _show_waves(self) -> None:
        w, picking = self._w, self._picking
        chosen_units = [unit for unit in picking.all_units() if unit.id in picking.units]
        names = names_apart(picking.entries, w)
        self.waves.show_choices(
            [
                Choice(
                    key=entry.id,
                    text=self._entry_text(entry, names[entry.id]),
                    group=unit.name if len(chosen_units) > 1 else "",
                    is_checked=entry.id in picking.waves,
                )
                for unit in chosen_units
                for entry in picking.waves_of(unit.id)
            ]
        )
        self.waves.show_text(self._waves_text(picking.chosen(), w))

    def _waves_text(self, chosen: Sequence[Entry], w: Wording) -> str:
        names = names_apart(self._picking.entries, w)
        labels = list(dict.fromkeys(names[entry.id] for entry in chosen))
        if 1 <= len(labels) <= _TWO:
            return w.listed(labels)
        return w.plural("{count} wave", "{count} waves", len(chosen))

    def _entry_text(self, entry: Entry, name: str) -> str:
        if entry.corrects:
            return self._w("Correction of {wave}", wave=name)
        return name if entry.status != "draft" else f"{name} ({status_word('draft', self._w)})"

    def _ask_refresh(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh_timer.start()

    def _on_units_picked(self, keys: list[str]) -> None:
        self._picking.set_units(keys)
        chosen = [unit for unit in self._picking.all_units() if unit.id in keys]
        count = self._w.plural("{count} unit", "{count} units", len(chosen))
        self.units.show_text(chosen[0].name if len(chosen) == 1 else count)
        self._show_waves()
        self._ask_refresh()

    def _on_waves_picked(self, keys: list[str]) -> None:
        self._picking.set_waves(keys)
        self.waves.show_text(self._waves_text(self._picking.chosen(), self._w))
        self._ask_refresh()

    def _on_export(self) -> None:
        self.export_requested.emit(self.chosen_ids())

    def _on_preview(self) -> None:
        self.preview_requested.emit(self.chosen_ids())
