"""What a person sees who has nothing in the library yet: what happens where, in three steps."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, Card, button, label
from maturity_app.wording import Wording

_MOST_WIDTH = 720


class Picture(QWidget):
    """An icon standing in a layout."""

    def __init__(
        self, name: str, colour: str, size: int = 20, parent: QWidget | None = None
    ) -> None:
        """Show one of the icons."""
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._name, QRectF(self.rect()), self._colour)
        painter.end()


class FirstSteps(QWidget):
    """The home page of an empty library."""

    new_requested = Signal()
    file_requested = Signal()

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Say the three steps and offer the first one."""
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        outer.addStretch(2)
        card = Card(role="card")
        card.setMaximumWidth(_MOST_WIDTH)
        card.body.setContentsMargins(32, 28, 32, 28)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        card.body.addWidget(label(w("Take stock of how your unit works"), "title", wraps=True))
        told = w(
            "A unit answers what one can observe, reads where it stands, and does it again"
            " a year later. Nothing here can break: an answer can be changed until you sign off."
        )
        card.body.addWidget(label(told, "quiet", wraps=True))
        card.body.addSpacing(16)
        card.body.addLayout(_steps(w, palette))
        card.body.addSpacing(20)
        card.body.addLayout(self._buttons(w))
        card.body.addSpacing(4)
        hint = w("An assessment file can also be dropped anywhere in this window.")
        card.body.addWidget(label(hint, "muted", wraps=True))

    def _buttons(self, w: Wording) -> QHBoxLayout:
        row = QHBoxLayout()
        self.new_button = button(w("New assessment…"), "primary", on_click=self.new_requested.emit)
        row.addWidget(self.new_button)
        row.addWidget(button(w("Open file…"), "tall", on_click=self.file_requested.emit))
        row.addStretch()
        return row


def _steps(w: Wording, palette: Palette) -> QGridLayout:
    steps = (
        ("survey", w("1 Answer"), w("About 80 questions, in as many sittings as you like")),
        ("results", w("2 Read"), w("Results grow as you answer; every figure shows its origin")),
        ("shield", w("3 Keep"), w("Answers stay on this computer; only what you export leaves it")),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    for number, (picture, title, text) in enumerate(steps):
        column = 2 * number
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Picture(picture, palette.accent), 0, column, 2, 1, top)
        grid.addWidget(label(title, "strong"), 0, column + 1)
        told = label(text, "muted", wraps=True)
        told.setAlignment(top)
        grid.addWidget(told, 1, column + 1)
        grid.setColumnStretch(column + 1, 1)
    return grid
