"""Cards of items, each a link to its question: what holds the level, and plain answers."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maturity_app.ui.models.holding import HoldingItem, PlainAnswer
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.marks import paint_steps
from maturity_app.ui.widgets.pieces import Card, button, clear_layout, label, line
from maturity_app.ui.widgets.text_link import TextLink
from maturity_app.wording import Wording

_SHOWN_FIRST = 3


class HoldingCard(Card):
    """The items the level waits for, each a link to its question and to an action for it."""

    item_requested = Signal(str)
    plan_requested = Signal(str)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty card; `show_items` fills it."""
        super().__init__()
        self._w, self._palette = w, palette
        self._may_plan = False
        self._items: tuple[HoldingItem, ...] = ()
        self._is_unfolded = False
        self._inner = QWidget()
        self.title = label("", "strong", wraps=True)
        self.all_link = button("", "link", on_click=self._on_unfold)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.all_link)
        self.body.addLayout(self.head)
        self.body.addWidget(self._inner)

    def show_items(
        self, title: str, items: Sequence[HoldingItem], *, may_plan: bool = False
    ) -> None:
        """Show other items; the card hides where there are none."""
        self._items, self._may_plan = tuple(items), may_plan
        self.title.setText(title)
        self.setAccessibleName(title)
        self.setVisible(bool(items))
        self._fill()

    def _on_unfold(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._fill()

    def _fill(self) -> None:
        count = len(self._items)
        self.all_link.setVisible(count > _SHOWN_FIRST)
        more = self._w("All {count} items", count=count)
        self.all_link.setText(self._w("Fewer") if self._is_unfolded else more)
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        shown = self._items if self._is_unfolded else self._items[:_SHOWN_FIRST]
        for number, item in enumerate(shown):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._block(item), number // _SHOWN_FIRST, number % _SHOWN_FIRST, top)
        for column in range(min(_SHOWN_FIRST, len(shown))):
            grid.setColumnStretch(column, 1)
        self.body.replaceWidget(self._inner, fresh)
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = fresh

    def _block(self, item: HoldingItem) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        spoken = f"{item.name}, {item.now_and_asked}"
        link = TextLink(item.name, spoken, self._palette)
        link.clicked.connect(lambda: self.item_requested.emit(item.item))
        column.addWidget(link)
        column.addWidget(label(item.now_and_asked, "dense", wraps=True))
        column.addWidget(label(item.where, "muted", wraps=True))
        if item.next_step:
            text = self._w("Next: {step}", step=item.next_step)
            column.addWidget(label(text, "dense-muted", wraps=True))
        if item.is_planned:
            column.addWidget(label(self._w("Planned: see the plan"), "muted", wraps=True))
        elif item.can_be_planned and self._may_plan:
            column.addWidget(self._plan_link(item), 0, Qt.AlignmentFlag.AlignLeft)
        return block

    def _plan_link(self, item: HoldingItem) -> QWidget:
        link = button(
            self._w("Plan this…"), "link", on_click=lambda: self.plan_requested.emit(item.item)
        )
        link.setAccessibleName(self._w("Plan this: {step}", step=item.next_step))
        return link


class PlainAnswersCard(Card):
    """Enablers, outcomes or open answers, item by item and without a score."""

    item_requested = Signal(str)

    def __init__(self, title: str, note: str, palette: Palette) -> None:
        """Make an empty card; `show_answers` fills it."""
        super().__init__(title)
        if note:
            self.body.addWidget(label(note, "muted", wraps=True))
        self._answers = PlainAnswers(palette)
        self._answers.item_requested.connect(self.item_requested)
        self.body.addWidget(self._answers)
        self.body.addStretch(1)

    def show_answers(self, answers: Sequence[PlainAnswer]) -> None:
        """Show other answers; the card hides where there are none."""
        self.setVisible(bool(answers))
        self._answers.show_answers(answers)


class PlainAnswers(QWidget):
    """Answers below each other, each a link to its question."""

    item_requested = Signal(str)

    def __init__(self, palette: Palette) -> None:
        """Make a place for answers; `show_answers` fills it."""
        super().__init__()
        self._palette = palette
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_answers(self, answers: Sequence[PlainAnswer]) -> None:
        """Show other answers."""
        clear_layout(self._column)
        for number, answer in enumerate(answers):
            if number:
                self._column.addWidget(line())
            self._column.addWidget(self._row(answer))
        self.setVisible(bool(answers))

    def _row(self, answer: PlainAnswer) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        link = TextLink(answer.name, f"{answer.name}, {answer.words}", self._palette)
        link.clicked.connect(lambda: self.item_requested.emit(answer.item))
        row.addWidget(link, 1)
        if answer.steps:
            if answer.filled is not None:
                row.addWidget(_Steps(answer.filled, answer.steps, self._palette))
            row.addWidget(label(answer.words, "dense"), 0)
            return made
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(answer.words, "dense", wraps=True))
        if answer.more:
            words.addWidget(label(answer.more, "muted", wraps=True))
        row.addLayout(words, 1)
        return made


class _Steps(QWidget):
    """Squares that show how far up its scale an answer stands; the word stands beside them."""

    def __init__(self, filled: int, count: int, palette: Palette) -> None:
        super().__init__()
        self._filled, self._count, self._palette = filled, count, palette
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(12 * self._count, 12)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        paint_steps(painter, QRectF(self.rect()), self._filled, self._count, self._palette)
        painter.end()
