"""The questions of one section below each other: one in full, the others as lines."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from maturity_app.reports.phrases import answer_state_word
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import RING
from maturity_app.ui.widgets.pieces import GAP, PAGE_MARGIN, clear_layout, label
from maturity_app.ui.widgets.question_card import QuestionCard
from maturity_app.ui.widgets.question_line import QuestionLine, Said
from maturity_app.ui.widgets.sections import Section
from maturity_app.ui.widgets.side_notes import SideNotes
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from maturity_app.ui.widgets.nothing_left import NothingLeft


class QuestionColumn(QScrollArea):
    """Lines and one card; `opened` says which line was chosen."""

    opened = Signal(str)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty column."""
        super().__init__()
        self._palette = palette
        self._usual = answer_state_word("not_answered", w)
        self._lines: dict[str, QuestionLine] = {}
        self._said: Mapping[str, Said] = {}
        self.card: QuestionCard | None = None
        self._nothing: NothingLeft | None = None
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._show_top)
        self.setAccessibleName(w("Questions"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Cards and lines take the focus; Tab need not stop at what holds them.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content = QWidget()
        content.setProperty("role", "clear")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(PAGE_MARGIN, RING, GAP, PAGE_MARGIN)
        self._column.setSpacing(GAP)
        self.setWidget(content)

    def show_section(self, section: Section, said: Mapping[str, Said]) -> None:
        """Show a section's questions as lines, with what is said of each."""
        self._drop_card()
        clear_layout(self._column)
        self._nothing = None
        self._lines = {}
        if section.description:
            intro = label(section.description, "dense-muted", wraps=True)
            intro.setContentsMargins(0, 0, 0, RING)
            self._column.addWidget(intro)
            intro.show()
        for item, number in zip(section.items, section.numbers, strict=True):
            line = QuestionLine(number, item.title, self._usual, self._palette)
            line.opened.connect(lambda key=item.id: self.opened.emit(key))
            self._lines[item.id] = line
            self._column.addWidget(line)
        self._column.addStretch()
        self._show_said(said)

    def show_said(self, said: Mapping[str, Said]) -> None:
        """Show what is said of the questions now; the card stays where it is on the screen."""
        if self.card is None:
            self._show_said(said)
            return
        were_shown = [line.isHidden() for line in self._lines.values()]
        before = self.card.y()
        self._show_said(said)
        if were_shown != [line.isHidden() for line in self._lines.values()]:
            self._lay_out()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.card.y() - before)

    def show_nothing(self, nothing: "NothingLeft") -> None:
        """Say that no question is left, in the place of the questions; it takes the keyboard."""
        self._nothing = nothing
        first = next(iter(self._lines.values()))
        self._column.insertWidget(self._column.indexOf(first), nothing)
        nothing.show()
        nothing.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card(
        self, card: QuestionCard, notes: SideNotes | None, *, takes_focus: bool = True
    ) -> None:
        """Show a question in full in the place of its line, and notes below it if given."""
        place = self._column.indexOf(self._lines[card.question.item.id])
        earlier = self.card
        self._column.insertWidget(place, card)
        # Shown now and not when Qt comes round to it, so that its height counts below.
        card.show()
        self.card = card
        self._show_said(self._said)
        self.show_notes(notes)
        if takes_focus:
            card.focus()
        if earlier is not None:
            self._retire(earlier)
        self._show_top()
        # Once more when the page itself has found its size, as on its first showing.
        self._again.start()

    def show_notes(self, notes: SideNotes | None) -> None:
        """Show the notes below the card; None takes them away."""
        if notes is not None and self.card is not None:
            self._column.insertWidget(self._column.indexOf(self.card) + 1, notes)
            notes.set_below(True)
            notes.show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again.start()

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, from top to bottom."""
        found: list[QWidget] = list(self._nothing.buttons) if self._nothing else []
        for item_id, line in self._lines.items():
            if self.card is not None and item_id == self.card.question.item.id:
                found += [self.card, *self.card.stops()]
            else:
                found.append(line)
        return found

    def show_focus(self) -> None:
        """Scroll to what has the focus inside the card, once it has its place."""
        focused = QApplication.focusWidget()
        if focused is None or self.card is None or not self.card.isAncestorOf(focused):
            return
        self.show_part(self.card.around(focused))
        # In a text field this means the cursor, which a long text may have elsewhere.
        self.ensureWidgetVisible(focused, 0, GAP)

    def show_part(self, part: QWidget) -> None:
        """Scroll as far as it takes to see a part of the card."""
        self._again.stop()
        self._lay_out()
        top = part.mapTo(self._content, QPoint(0, 0)).y()
        self.ensureVisible(0, top + part.height(), 0, GAP)
        self.ensureVisible(0, top, 0, GAP)

    def _show_said(self, said: Mapping[str, Said]) -> None:
        self._said = said
        for item_id, line in self._lines.items():
            line.show_said(said[item_id])
            is_card = self.card is not None and item_id == self.card.question.item.id
            line.setVisible(not is_card and not said[item_id].is_hidden)

    def _drop_card(self) -> None:
        if self.card is not None:
            self._retire(self.card)
            self.card = None

    def _retire(self, card: QuestionCard) -> None:
        card.hide()
        self._column.removeWidget(card)
        card.deleteLater()

    def _show_top(self) -> None:
        """Scroll to the card's top; a section's first card has what stands above it, if it fits."""
        if self.card is not None:
            self._lay_out()
            asked = (item_id for item_id in self._lines if not self._said[item_id].is_hidden)
            is_first = next(asked, "") == self.card.question.item.id
            has_room = self.card.asks_within(self.viewport().height() - self.card.y())
            self.verticalScrollBar().setValue(0 if is_first and has_room else self.card.y() - RING)

    def _lay_out(self) -> None:
        """Give everything its place now, so that one can scroll to it before it is painted."""
        # What was shown or hidden deep inside tells its parents by posted requests, one by one.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._column.activate()
