"""The panel at the right that says how a figure is made."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from maturity_app.ui.models.trace import Crumb, Trace
from maturity_app.ui.models.trace_parts import Formula, Section
from maturity_app.ui.overriding import override
from maturity_app.ui.ready_icons import icon
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.chart_card import tool_button
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button, clear_layout, label
from maturity_app.wording import Wording

_FORMULA_EDGES = 48


class TracePanel(QWidget):
    """Shows one trace. It announces what is asked of it and leaves the rest to its page."""

    closed = Signal()
    figure_requested = Signal(object)
    row_chosen = Signal(str)
    item_requested = Signal(str)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make an empty panel; `show_trace` fills it."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self._trace: Trace | None = None
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(w("How a figure is made"))
        self._crumbs = QHBoxLayout()
        self.title = label("", "panel", wraps=True)
        self.close_button = tool_button("cross", w("Close (Esc)"), palette)
        self._body = QVBoxLayout()
        self.copy_button = button(
            w("Copy as text"), on_click=self._on_copy, icon=icon("copy", palette, size=16)
        )
        self.go_button = button("", "primary", on_click=self._on_go)
        self.area = self._scrolled()
        self._build()
        self.close_button.clicked.connect(self.closed)

    @property
    def trace(self) -> Trace | None:
        """The trace shown."""
        return self._trace

    def show_trace(self, trace: Trace) -> None:
        """Show a trace; one of the same figure keeps its place."""
        is_other = self._trace is None or self._trace.figure != trace.figure
        if trace == self._trace:
            return
        self._trace = trace
        self._show_crumbs(trace.crumbs)
        self.title.setText(trace.title)
        clear_layout(self._body)
        for section in trace.sections:
            self._body.addWidget(self._section(section))
        self._body.addStretch(1)
        self._order_stops()
        self.go_button.setVisible(trace.first_open is not None)
        self.go_button.setText(self._w("Go to {code}", code=trace.first_open_code))
        if is_other:
            self.area.verticalScrollBar().setValue(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        head = QWidget()
        head.setProperty("role", "bar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(PAGE_MARGIN, 10, PAGE_MARGIN - 4, 10)
        names = QVBoxLayout()
        names.setSpacing(2)
        self._crumbs.setSpacing(2)
        names.addLayout(self._crumbs)
        names.addWidget(self.title)
        row.addLayout(names, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        foot = QWidget()
        foot.setProperty("role", "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(PAGE_MARGIN, 10, PAGE_MARGIN, 10)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.go_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.area, 1)
        layout.addWidget(foot)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "clear")
        inside.setLayout(self._body)
        self._body.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 16)
        self._body.setSpacing(16)
        area.setWidget(inside)
        return area

    def least_width(self) -> int:
        """Return the width below which a table in it would be cut."""
        # Tables of an earlier trace may still wait for their end.
        tables = [table for table in self._shown_tables() if not table.isHidden()]
        inside = max((table.least_width() for table in tables), default=0)
        margins, bar = self._body.contentsMargins(), self.area.verticalScrollBar().sizeHint()
        return inside + margins.left() + margins.right() + bar.width() + 1

    def _shown_tables(self) -> list[DataTable]:
        return self.area.findChildren(DataTable)

    def _order_stops(self) -> None:
        """Let Tab go through the panel as one reads it, though its tables are made anew."""
        tables = self._shown_tables()
        stops = (self.close_button, *tables, self.copy_button, self.go_button)
        for first, second in pairwise(stops):
            self.setTabOrder(first, second)

    def _show_crumbs(self, crumbs: tuple[Crumb, ...]) -> None:
        clear_layout(self._crumbs)
        if [crumb.figure for crumb in crumbs] == [None]:
            # Nothing leads anywhere: whose figure it is, however long the name.
            self._crumbs.addWidget(label(crumbs[0].text, "muted", wraps=True), 1)
            return
        for position, crumb in enumerate(crumbs):
            if position:
                self._crumbs.addWidget(label("›", "muted"))
            self._crumbs.addWidget(self._crumb(crumb))
        self._crumbs.addStretch(1)

    def _crumb(self, crumb: Crumb) -> QWidget:
        if crumb.figure is None:
            return label(crumb.text, "muted")
        link = button(crumb.text, "crumb")
        link.clicked.connect(lambda: self.figure_requested.emit(crumb.figure))
        return link

    def _section(self, section: Section) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(section.heading, "strong", wraps=True))
        if section.note:
            column.addWidget(label(section.note, "muted", wraps=True))
        for text in section.lines:
            column.addWidget(label(text, "dense", wraps=True))
        if section.table is not None:
            table = DataTable(self._w, self._palette)
            table.show_table(section.table)
            table.row_chosen.connect(self.row_chosen)
            column.addWidget(table)
        column.addSpacing(2)
        for formula in section.formulas:
            column.addWidget(_FormulaFrame(formula))
        for text in section.after:
            column.addWidget(label(text, "dense", wraps=True))
        return made

    def _on_copy(self) -> None:
        if self._trace is not None:
            QGuiApplication.clipboard().setText(self._trace.as_text())

    def _on_go(self) -> None:
        if self._trace is not None and self._trace.first_open is not None:
            self.item_requested.emit(self._trace.first_open)


class _FormulaFrame(QFrame):
    """A formula in its frame: the computation, what it is of, its result.

    What it is of stands below the computation where both do not fit beside each other.
    """

    def __init__(self, formula: Formula) -> None:
        super().__init__()
        self.setProperty("role", "formula")
        self._text = label(formula.text, "dense", wraps=True)
        self._note = label(formula.note, "muted")
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(0)
        self._words.addWidget(self._text, 1)
        if formula.note:
            self._words.addWidget(self._note, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(12)
        row.addLayout(self._words, 1)
        self._result = label(formula.result, "strong-dense" if formula.is_strong else "dense")
        row.addWidget(self._result, 0, Qt.AlignmentFlag.AlignVCenter)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self._text.fontMetrics()
        needed = metrics.horizontalAdvance(self._text.text()) + self._note.sizeHint().width()
        room = event.size().width() - self._result.sizeHint().width() - _FORMULA_EDGES
        fits = needed <= room or not self._note.text()
        direction = QBoxLayout.Direction
        self._words.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
