"""The results page: what the answers amount to, and how every figure is made."""

from PySide6.QtCore import QMetaObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.figures import Figure
from maturity_app.ui.models.item_table import item_table
from maturity_app.ui.models.trace import trace_of
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.results_overview import Overview
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, Card, button, label
from maturity_app.ui.widgets.results_bar import ResultsBar
from maturity_app.ui.widgets.trace_panel import TracePanel
from maturity_app.wording import Wording

_TRACE_WIDE = 502
_TRACE_LEAST = 380
_TRACE_SHARE = 0.43
_FIGURES_LEAST = 470


class ResultsPage(QWidget):
    """Shows one assessment's results and keeps them in step with its answers."""

    item_requested = Signal(str)
    plan_requested = Signal(str)
    picture_requested = Signal(object, str)
    method_requested = Signal()
    report_requested = Signal()
    sign_off_requested = Signal()

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty page; `show_assessment` fills it."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model: AssessmentModel | None = None
        self._following: list[QMetaObject.Connection] = []
        self._is_stale = True
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self.bar = ResultsBar(w, palette)
        self.overview = Overview(w, palette)
        self.items = DataTable(w, palette, is_whole=False)
        self.trace_panel = TracePanel(w, palette)
        self.trace_panel.hide()
        self.nothing = _NothingYet(w)
        self._views = QStackedWidget()
        self._build()
        self._connect()

    def show_assessment(self, model: AssessmentModel) -> None:
        """Show an assessment; its answers are followed from now on."""
        for followed in self._following:
            # The stubs of PySide lack this overload.
            self.disconnect(followed)  # type: ignore[call-overload]
        is_other = model is not self._model
        self._model = model
        self._following = [
            model.answered.connect(self._on_changed),
            model.planned.connect(self._on_changed),
        ]
        if is_other:
            self.close_trace()
            self._area.verticalScrollBar().setValue(0)
        self.refresh()

    def refresh(self) -> None:
        """Show the figures as they stand now."""
        self._refresh_timer.stop()
        if self._model is None:
            return
        self._is_stale = False
        model, card = self._model, self._model.card
        self.bar.show_record(model.told, card)
        has_answers = card.root.counts.answered > 0
        self.items.show_table(item_table(model, self._w))
        if has_answers:
            self.overview.show_model(model)
        elif self.bar.views.position == 0:
            self.close_trace()
        self.nothing.show_start(model)
        self._show_view(self.bar.views.position)
        trace = self.trace_panel.trace
        if trace is not None and self.trace_panel.isVisibleTo(self):
            self._show_trace(trace.figure)

    def open_trace(self, figure: Figure) -> None:
        """Show beside the page how a figure is made."""
        if self._model is None:
            return
        self._show_trace(figure)
        # Fitted first: shown at once, it would ask for a wider window.
        self._fit_trace(is_open=True)
        self.trace_panel.show()
        self.trace_panel.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        shown = self.overview.widget_of(figure)
        if shown is not None:
            QTimer.singleShot(0, shown, lambda: self._area.ensureWidgetVisible(shown, 0, 80))

    def close_trace(self) -> None:
        """Put the trace away; the keyboard goes back to its figure."""
        trace = self.trace_panel.trace
        focused: QWidget | None = self.focusWidget()
        had_focus = focused is not None and self.trace_panel.isAncestorOf(focused)
        self.trace_panel.hide()
        self._fit_trace(is_open=False)
        self.overview.mark(None)
        place = self.overview.widget_of(trace.figure) if trace and had_focus else None
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_trace(is_open=not self.trace_panel.isHidden())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.trace_panel.isVisible():
            self.close_trace()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.overview.setProperty("role", "clear")
        self._area.setWidget(self.overview)
        items = QWidget()
        inside = QVBoxLayout(items)
        inside.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, PAGE_MARGIN)
        hint = self._w("Enter or a click goes to the question.")
        card = Card()
        card.body.addWidget(label(hint, "muted"))
        card.body.addWidget(self.items)
        inside.addWidget(card)
        for view in (self._area, items, self.nothing):
            self._views.addWidget(view)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._views, 1)
        below.addWidget(self.trace_panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(below, 1)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self.bar.view_chosen.connect(self._on_view_chosen)
        self.bar.report_requested.connect(self.report_requested)
        self.bar.sign_off_requested.connect(self.sign_off_requested)
        self.overview.figure_requested.connect(self.open_trace)
        self.overview.method_requested.connect(self.method_requested)
        self.overview.item_requested.connect(self.item_requested)
        self.overview.plan_requested.connect(self.plan_requested)
        self.overview.picture_requested.connect(self.picture_requested)
        self.items.row_chosen.connect(self.item_requested)
        self.nothing.item_requested.connect(self.item_requested)
        self.trace_panel.closed.connect(self.close_trace)
        self.trace_panel.figure_requested.connect(self.open_trace)
        self.trace_panel.item_requested.connect(self.item_requested)
        self.trace_panel.row_chosen.connect(self._on_trace_row)

    def _on_view_chosen(self, position: int) -> None:
        if self._views.isHidden():
            # The trace stands in its place.
            self.close_trace()
        self._show_view(position)

    def _show_view(self, position: int) -> None:
        has_answers = self._model is not None and self._model.card.root.counts.answered > 0
        self._views.setCurrentIndex(2 if position == 0 and not has_answers else position)

    def _show_trace(self, figure: Figure) -> None:
        if self._model is None:
            return
        trace = trace_of(figure, self._model.told, self._model.card, self._w)
        self.trace_panel.show_trace(trace)
        self.overview.mark(figure)

    def _fit_trace(self, *, is_open: bool) -> None:
        """Put the trace beside the figures, or in their place where both find no room."""
        wide = min(_TRACE_WIDE, max(_TRACE_LEAST, int(self.width() * _TRACE_SHARE)))
        wide = max(wide, self.trace_panel.least_width()) if is_open else wide
        is_alone = self.width() - wide < round(_FIGURES_LEAST * font_scale(self))
        self.trace_panel.setFixedWidth(self.width() if is_alone else wide)
        self._views.setVisible(not (is_open and is_alone))

    def _on_changed(self, _item_id: str = "") -> None:
        self._is_stale = True
        if self.isVisible():
            # Several answers in a row, such as an import, are shown once.
            self._refresh_timer.start()

    def _on_trace_row(self, key: str) -> None:
        if self._model is not None and key in self._model.card.nodes:
            self.open_trace(Figure("node", key))
        else:
            self.item_requested.emit(key)


class _NothingYet(QWidget):
    """What there is to say before the first answer."""

    item_requested = Signal(str)

    def __init__(self, w: Wording) -> None:
        super().__init__()
        self._w = w
        self._first = ""
        self._rule = label("", "quiet", wraps=True)
        self.start = button("", "primary", on_click=lambda: self.item_requested.emit(self._first))
        card = Card()
        card.body.addWidget(label(w("Nothing is answered yet"), "question", wraps=True))
        card.body.addWidget(self._rule)
        card.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, PAGE_MARGIN)
        layout.addWidget(card)
        layout.addStretch(1)

    def show_start(self, model: AssessmentModel) -> None:
        """Say what is needed for the first figures and lead to the first question."""
        questionnaire, w = model.told.questionnaire, self._w
        self._rule.setText(_needed(questionnaire, w))
        first = next(iter(questionnaire.items), "")
        self._first = first
        self.start.setVisible(bool(first) and model.is_editable)
        if first:
            self.start.setText(w("Go to {code}", code=questionnaire.code(first)))


def _needed(questionnaire: Questionnaire, w: Wording) -> str:
    """Return how much has to be answered for figures to be said."""
    least = w.percent(questionnaire.thresholds.insufficient_below)
    if questionnaire.missing == "lowest":
        return w("In this model an open item counts as its lowest answer.")
    if questionnaire.headline is None or questionnaire.short_form_of:
        return w(
            "A figure is said once {least} of the items below it are answered. Bounds and open "
            "items are shown on the way.",
            least=least,
        )
    return w(
        "A practice or safeguard gets its level once {least} of its items are answered; "
        "the headline needs all of them. Bounds and open items are shown on the way.",
        least=least,
    )
