"""The questions of a section below its title, with notes beside or below the current one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import RING, font_scale
from maturity_app.ui.widgets.pieces import GAP, PAGE_MARGIN, Card, label
from maturity_app.ui.widgets.question_card import QuestionCard
from maturity_app.ui.widgets.question_column import QuestionColumn
from maturity_app.ui.widgets.question_line import Said
from maturity_app.ui.widgets.question_tools import QuestionTools
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.ui.widgets.sections import Section
from maturity_app.ui.widgets.side_notes import SideNotes
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from maturity_app.ui.widgets.nothing_left import NothingLeft

_NOTES_WIDTH = 228
_TITLE_LEAST = 200


class QuestionPane(QWidget):
    """A notice if there is one, the section's title with its tools, its questions, and notes."""

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make the pane of no section."""
        super().__init__()
        self.questions = QuestionColumn(w, palette)
        self.tools = QuestionTools(w, palette)
        self._notes = SideNotes(w, palette)
        self._is_wide = True
        self._head = _Head(self.tools)
        self._told = label("", wraps=True)
        self._notice = Card(role="note")
        self._side = self._built_side(w("Notes on this question"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._built_head())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.questions, 1)
        middle.addWidget(self._side)
        column.addLayout(middle, 1)

    def show_notice(self, text: str) -> None:
        """Show a notice above everything; no text takes it away."""
        self._told.setText(text)
        self._notice.setVisible(bool(text))

    def show_section(self, section: Section, said: Mapping[str, Said]) -> None:
        """Show a section's title and its questions as lines, with what was answered to each."""
        self._head.show_title(section.code, section.title)
        # Notes that stand among the lines must not be cleared away with them.
        self._put_beside()
        self.questions.show_section(section, said)

    def show_card(self, card: QuestionCard, *, takes_focus: bool = True) -> None:
        """Show a question in full."""
        notes = None if self._is_wide else self._notes
        self.questions.show_card(card, notes, takes_focus=takes_focus)

    def show_nothing(self, nothing: "NothingLeft") -> None:
        """Say that no question of the section is left; there is none to have notes on."""
        self._notes.hide()
        self.questions.show_nothing(nothing)

    def show_notes(self, answer: Answer) -> None:
        """Show the notes of the current question with its answer."""
        self._notes.show()
        if self.questions.card is not None:
            question = self.questions.card.question
            self._notes.show_item(question.item, question.options, answer)

    def set_wide(self, wide: bool) -> None:
        """Put the notes beside the questions, or below the current one."""
        self._side.setFixedWidth(round(_NOTES_WIDTH * font_scale(self)))
        if wide == self._is_wide:
            return
        self._is_wide = wide
        self._side.setVisible(wide)
        if wide:
            self._put_beside()
        else:
            self.questions.show_notes(self._notes)

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in reading order."""
        return [*self.tools.stops(), *self.questions.stops(), self._side]

    def _built_head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(PAGE_MARGIN, 14, PAGE_MARGIN, 8)
        column.setSpacing(GAP)
        self._notice.body.setContentsMargins(12, 8, 12, 8)
        self._notice.body.addWidget(self._told)
        self._notice.hide()
        column.addWidget(self._notice)
        column.addWidget(self._head)
        return column

    def _built_side(self, name: str) -> QScrollArea:
        side = QScrollArea()
        side.setAccessibleName(name)
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setProperty("role", "clear")
        self._beside = QVBoxLayout(holder)
        self._beside.setContentsMargins(12, RING + 12, PAGE_MARGIN, RING)
        self._beside.addWidget(self._notes)
        side.setWidget(holder)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.verticalScrollBar().rangeChanged.connect(self._on_notes_fit)
        return side

    def _put_beside(self) -> None:
        if self._beside.indexOf(self._notes) < 0:
            self._beside.addWidget(self._notes)
            self._notes.set_below(False)

    def _on_notes_fit(self, _least: int, most: int) -> None:
        # Only what can be scrolled needs the keyboard.
        policy = Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus
        self._side.setFocusPolicy(policy)


class _Head(Reflow):
    """A section's code and title, with the tools beside them or below where room is scarce."""

    def __init__(self, tools: QuestionTools) -> None:
        super().__init__(beside=True)
        self._tools = tools
        self._code = label("", "panel")
        self._title = label("", "panel", wraps=True)
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        names.addWidget(self._title, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self.body.addLayout(names, 1)
        self.body.setAlignment(names, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(tools, 0, Qt.AlignmentFlag.AlignTop)

    def show_title(self, code: str, title: str) -> None:
        """Show another section's code and title."""
        self._code.setText(code)
        self._code.setVisible(bool(code))
        self._title.setText(title)

    @override
    def arrange(self, width: int) -> bool:
        """Put the tools below the title where it would be wrapped into a thin strip."""
        least = round(_TITLE_LEAST * font_scale(self))
        return turn(self.body, beside=width - self._tools.sizeHint().width() >= least)
