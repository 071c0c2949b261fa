"""What helps with the current question: what counts, the next step, and why it is asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Item, Option
from maturity_app.ui.icons import pixmap
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_ICON = 16


class SideNotes(QWidget):
    """Three notes; the next step stands there only once there is an answer to step from."""

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make the notes without text."""
        super().__init__()
        self.setProperty("role", "clear")
        self._column = column = QVBoxLayout(self)
        column.setSpacing(16)
        self.set_below(False)
        self._counts = _Note(w("What counts"), "check", palette)
        self._next = _Note(w("Next step"), "flag", palette)
        self._why = _Note(w("Why we ask"), "info", palette)
        for note in (self._counts, self._next, self._why):
            column.addWidget(note)
        column.addStretch()

    def set_below(self, below: bool) -> None:
        """Keep room as below a card, or none as beside it."""
        self._column.setContentsMargins(*((16, 8, 16, 12) if below else (0, 0, 0, 0)))

    def show_item(self, item: Item, options: tuple[Option, ...], answer: Answer) -> None:
        """Show the notes of a question with its answer."""
        self._counts.show_text(item.evidence)
        self._why.show_text(item.why)
        chosen = answer.option if answer.state == "answered" else None
        self._next.show_text(next((o.next_step for o in options if o.id == chosen), ""))


class _Note(QWidget):
    """An icon, a title and a text; hidden without text."""

    def __init__(self, title: str, icon_name: str, palette: Palette) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(pixmap(icon_name, palette.text, _ICON))
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(title, "note-title", wraps=True), 1)
        column.addLayout(head)
        self._text = label("", "dense-muted", wraps=True)
        column.addWidget(self._text)

    def show_text(self, text: str) -> None:
        """Show a text; an empty one hides the note."""
        self._text.setText(text)
        self.setVisible(bool(text))
