"""One question in large type: statement and answers, as a whole room reads them."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGroupBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from maturity_app.ui.models.question import Question
from maturity_app.ui.models.votes import Ballot
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import RING
from maturity_app.ui.widgets.pieces import clear_layout, label
from maturity_app.ui.widgets.vote_row import VoteRow
from maturity_app.wording import Wording

_KEYS = "123456789"
_FITS = (("", 48, 24, 8), ("less", 40, 16, 8), ("least", 16, 8, 4))
"""How large the type is, as the style sheet knows it, and the room beside, above and between."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MeetingQuestion(QScrollArea):
    """The statement and a row for each answer; `pressed` says which row was.

    The type is as large as lets all answers be seen at once, down to the least that is legible.
    """

    pressed = Signal(str)

    def __init__(self, w: Wording, palette: Palette, *, single_keys: bool) -> None:
        """Make the page of no question."""
        super().__init__()
        self._w = w
        self._palette = palette
        self._keys = _KEYS if single_keys else ""
        self.rows: list[VoteRow] = []
        self._texts: list[QLabel] = []
        self._answers = QVBoxLayout()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("role", "clear")
        self._column = QVBoxLayout(content)
        self._column.setSpacing(12)
        self._asked = QVBoxLayout()
        self._column.addLayout(self._asked)
        self.setWidget(content)

    def add_below(self, widget: QWidget) -> None:
        """Put what belongs to the question below its answers."""
        self._column.addWidget(widget)
        self._column.addStretch()

    def show_question(self, question: Question) -> None:
        """Show a question, its votes hidden."""
        clear_layout(self._asked)
        item = question.item
        self._texts = [label(item.text, "meeting-question", wraps=True)]
        if item.frame:
            self._texts.append(label(item.frame, "meeting-note", wraps=True))
        for text in self._texts:
            self._asked.addWidget(text)
        group = QGroupBox()
        group.setProperty("role", "options")
        group.setAccessibleName(item.text)
        group.setAccessibleDescription(item.frame)
        self._answers = column = QVBoxLayout(group)
        column.setContentsMargins(0, RING, 0, RING)
        labels = [option.label for option in question.options]
        self.rows = [
            VoteRow(self._w, option, self._keys[at : at + 1], labels, self._palette)
            for at, option in enumerate(question.options)
        ]
        for row in self.rows:
            row.clicked.connect(lambda _checked=False, key=row.option.id: self.pressed.emit(key))
            column.addWidget(row)
        if not self.rows:
            told = self._w("This question is answered in words, back in the survey.")
            column.addWidget(label(told, "meeting-note", wraps=True))
        self._asked.addWidget(group)
        # Shown now and not when Qt comes round to it, so that Tab and focus find the answers.
        group.show()
        self._fit()
        self.show_top()

    def show_ballot(self, ballot: Ballot, agreed: str | None) -> None:
        """Show votes and the answer agreed on, or neither while votes are hidden."""
        most = max((ballot.count(row.option.id) for row in self.rows), default=0)
        for row in self.rows:
            votes = ballot.count(row.option.id) if ballot.is_revealed else None
            row.setAutoExclusive(False)
            row.setChecked(ballot.is_revealed and row.option.id == agreed)
            row.show_votes(votes, most)

    def has_row_focus(self) -> bool:
        """Return whether one of the answers has the focus."""
        return any(row.hasFocus() for row in self.rows)

    def focus(self) -> None:
        """Give the focus to the answer agreed on, or to the first."""
        checked = next((row for row in self.rows if row.isChecked()), None)
        if self.rows:
            (checked or self.rows[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_top(self) -> None:
        """Scroll to the statement."""
        self.verticalScrollBar().setValue(0)

    def show_below(self, widget: QWidget) -> None:
        """Scroll as far as it takes to see what stands below the answers."""
        self._lay_out()
        self.ensureWidgetVisible(widget, 0, 0)

    def show_where_room(self, widget: QWidget, *, wanted: bool) -> None:
        """Show something below the answers only where nothing has to be scrolled for it."""
        widget.setVisible(wanted)
        if wanted:
            self._lay_out()
            room = self.viewport().size()
            widget.setVisible(self._column.heightForWidth(room.width()) <= room.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        focused = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
        if step is None or focused is None:
            event.ignore()
            return
        target = min(max(focused + step, 0), len(self.rows) - 1)
        self.rows[target].setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.rows[target], 0, 8)

    def _fit(self) -> None:
        """Make the type as large as leaves all answers in sight; room for a scroll bar is kept."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        for fit, margin, above, between in _FITS:
            self._asked.setSpacing(between)
            self._answers.setSpacing(between)
            self._column.setContentsMargins(margin, above, margin, above)
            for row in self.rows:
                row.set_fit(fit)
            for text in self._texts:
                text.setProperty("fit", fit)
                text.style().polish(text)
            if self._height(room - 2 * margin, between) + 2 * above <= self.viewport().height():
                break

    def _height(self, width: int, between: int) -> int:
        """Return how high statement and answers are at a width, with the room around them."""
        parts = [part.heightForWidth(width) for part in (*self._texts, *self.rows)]
        return sum(parts) + between * (len(parts) - 1) + 2 * RING

    def _lay_out(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._column.activate()
