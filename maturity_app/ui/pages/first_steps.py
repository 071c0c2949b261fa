"""What a person sees who has nothing in the library yet: what happens where, in three steps."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import RING
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, Card, button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording

_MOST_WIDTH = 800
_GAP = 12


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


class _Choices(Reflow):
    """Buttons beside each other, or below where they find no room."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__(beside=True)
        self._buttons = buttons
        self.body.setContentsMargins(RING, RING, RING, RING)
        self.body.setSpacing(_GAP)
        for each in buttons:
            self.body.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    @override
    def arrange(self, width: int) -> bool:
        needed = sum(each.sizeHint().width() + _GAP for each in self._buttons)
        return turn(self.body, beside=needed + RING <= width)


class FirstSteps(QScrollArea):
    """The home page of an empty library."""

    new_requested = Signal()
    file_requested = Signal()
    example_requested = Signal()
    set_aside_requested = Signal()

    def __init__(
        self, w: Wording, palette: Palette, folder: str, *, has_set_aside: bool = False
    ) -> None:
        """Say the three steps and offer the first one; `folder` is where the library is."""
        super().__init__()
        self._w = w
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # One of Qt's own would wake every widget type when the focus ring looks for its window.
        self._ground = QWidget()
        self.setViewport(self._ground)
        content = QWidget()
        content.setProperty("role", "clear")
        self.setWidget(content)
        outer = QVBoxLayout(content)
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
        card.body.addWidget(self._buttons(w))
        card.body.addSpacing(4)
        for hint in _hints(w, folder):
            card.body.addWidget(label(hint, "muted", wraps=True))
        if has_set_aside:
            shown = button(
                w("Show drafts set aside"), "link", on_click=self.set_aside_requested.emit
            )
            card.body.addWidget(shown, alignment=Qt.AlignmentFlag.AlignLeft)

    def _buttons(self, w: Wording) -> QWidget:
        begin, example = w("Begin an assessment…"), w("Try it with example data")
        self.new_button = button(begin, "primary", on_click=self.new_requested.emit)
        self.example_button = button(example, "tall", on_click=self._on_example)
        file_button = button(w("Open a file…"), "tall", on_click=self.file_requested.emit)
        return _Choices(self.new_button, self.example_button, file_button)

    def _on_example(self) -> None:
        # Once is enough.
        self.example_button.setEnabled(False)
        self.example_button.setText(self._w("Adding the example data…"))
        self.example_requested.emit()


def _hints(w: Wording, folder: str) -> list[str]:
    hints = [w("An assessment file can also be dropped anywhere in this window.")]
    if folder:
        hints.insert(0, w("Your answers are kept in {folder}", folder=folder))
    return hints


def _steps(w: Wording, palette: Palette) -> QGridLayout:
    steps = (
        (
            "survey",
            w("1 Answer"),
            w("About 80 questions, in as many sittings as you like; each answer is saved at once"),
        ),
        (
            "shield",
            w("2 Read"),
            w("Results grow on this computer as you answer; nothing is sent anywhere"),
        ),
        (
            "file",
            w("3 Pass on"),
            w("A PDF, a workbook or a file leaves this computer when you export it"),
        ),
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
