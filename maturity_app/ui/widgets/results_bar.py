"""The bar above the results: which record this is, what to look at, what to do with it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.phrases import record_line, state_word, wave_words
from maturity_app.ui.icons import pixmap
from maturity_app.ui.models.menus import way_to_correct
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.ui.widgets.segments import Segments
from maturity_app.wording import Wording

_NAMES_LEAST = 360


class ResultsBar(PageBar):
    """Unit, wave, status and coverage; Overview or Items; signing off and reports."""

    view_chosen = Signal(int)
    report_requested = Signal()
    sign_off_requested = Signal()

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty bar; `show_record` fills it."""
        super().__init__(least=_NAMES_LEAST, parent=parent)
        self._w, self._palette = w, palette
        self.title = label("", "title", wraps=True)
        self.wave = label("", "muted")
        self.icon = QLabel()
        self.state = label("", "muted", wraps=True)
        self.views = Segments((w("Overview"), w("Items")), w("View"))
        self.sign_off = button(w("Sign off…"), on_click=self.sign_off_requested.emit)
        self.report = button(w("Make report…"), "primary", on_click=self.report_requested.emit)
        self.views.chosen.connect(self.view_chosen)
        self._build()

    def show_record(self, assessment: Assessment, card: Scorecard) -> None:
        """Show another record."""
        w = self._w
        self.title.setText(assessment.unit.name)
        self.wave.setText(f"{wave_words(assessment, w)}  ·")
        self.icon.setPixmap(pixmap(_ICONS[assessment.status], self._palette.muted, 12))
        coverage = coverage_line(card, w)
        parts = [record_line(assessment, w), coverage]
        if assessment.status == "signed_off":
            parts.append(way_to_correct(w))
        self.state.setText("  ·  ".join(parts))
        self.sign_off.setVisible(assessment.is_draft)

    def _build(self) -> None:
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self.wave)
        second.addWidget(self.icon)
        second.addWidget(self.state, 1)
        self.add_names(self.title, second)
        for each in (self.views, self.sign_off, self.report):
            self.buttons.addWidget(each)
        self.icon.setFixedSize(QSize(12, 14))


def coverage_line(card: Scorecard, w: Wording) -> str:
    """Return how much of what applies is answered, with the state that follows from it."""
    counts, limits = card.root.counts, card.questionnaire.thresholds
    coverage = counts.coverage
    if coverage is None:
        return w("nothing to answer")
    cuts = (limits.insufficient_below, limits.provisional_below)
    return w(
        "{answered} of {applicable} scored questions answered ({share}), {state}",
        answered=counts.answered,
        applicable=counts.applicable,
        share=w.percent(coverage, cuts),
        state=state_word(card.root.state, w),
    )


_ICONS = {"draft": "pencil", "signed_off": "lock", "superseded": "superseded"}
