"""One questionnaire: what it is, what it asks, how it is scored, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from maturity_app.reports.method import method_of
from maturity_app.ui.models.reading import method_paragraphs, question_paragraphs
from maturity_app.ui.models.shelf import Volume
from maturity_app.ui.widgets.pieces import GAP, PAGE_MARGIN, Card, button, clear_layout, label
from maturity_app.ui.widgets.reading_view import ReadingView
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.ui.widgets.segments import Segments
from maturity_app.wording import Wording

_NAME_WIDE = 132


class QuestionnairePanel(QWidget):
    """Shows a volume; its signals carry the name of it."""

    form_requested = Signal(str)
    own_requested = Signal(str)
    edit_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, w: Wording, parent: QWidget | None = None) -> None:
        """Make a panel that shows nothing."""
        super().__init__(parent)
        self._w = w
        self._volume: Volume | None = None
        self._read: set[ReadingView] = set()
        self.setAccessibleName(w("The chosen questionnaire"))
        self._title = label("", "panel", wraps=True)
        self._about = label("", "quiet", wraps=True)
        self.form_button = button(w("Form to fill in…"), on_click=self._on_form)
        self.own_button = button(w("Add questions of your own…"), on_click=self._on_own)
        self.edit_button = button(w("Edit these questions…"), on_click=self._on_edit)
        self.remove_button = button(w("Remove…"), on_click=self._on_remove)
        self._actions = _Actions(
            [self.form_button, self.own_button, self.edit_button, self.remove_button]
        )
        # All of them at once, which no questionnaire has, would make a low window higher.
        self._actions.hide()
        self._stays = label("", "muted", wraps=True)
        names = (w("At a glance"), w("Questions"), w("How it is scored"))
        self.segments = Segments(names, w("Show"))
        self.segments.chosen.connect(self._on_segment)
        self._facts = _Facts(w)
        self.questions = ReadingView(w("Questions"))
        self.method = ReadingView(w("How this is scored"))
        self._stack = QStackedWidget()
        for view in (self._facts, self.questions, self.method):
            self._stack.addWidget(view)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 16)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(self._actions)
        column.addWidget(self._stays)
        column.addSpacing(4)
        column.addWidget(self.segments)
        column.addWidget(self._stack, 1)

    def show_volume(self, volume: Volume) -> None:
        """Show a questionnaire, at the part that was looked at in another one."""
        self._volume = volume
        self._title.setText(volume.title)
        self._about.setText(volume.about)
        self._stays.setText(volume.stays)
        self._stays.setVisible(bool(volume.stays))
        self.form_button.setVisible(volume.spoken is not None)
        self.own_button.setVisible(volume.can_be_extended)
        self.edit_button.setVisible(volume.can_be_edited)
        self.remove_button.setVisible(not volume.stays)
        self._actions.setVisible(volume.spoken is not None or not volume.stays)
        self.segments.setVisible(volume.spoken is not None)
        if volume.spoken is None:
            self.segments.choose(0)
        self._facts.show_volume(volume)
        self._read.clear()
        self._on_segment(self.segments.position)

    def _on_segment(self, position: int) -> None:
        self._stack.setCurrentIndex(position)
        spoken = self._volume.spoken if self._volume else None
        view = self._stack.currentWidget()
        if spoken is None or not isinstance(view, ReadingView) or view in self._read:
            return
        # What is not looked at is not put together: scoring examples takes a moment.
        self._read.add(view)
        if view is self.questions:
            view.show_paragraphs(question_paragraphs(spoken, self._w))
        else:
            view.show_paragraphs(method_paragraphs(method_of(spoken, self._w)))

    def _on_form(self) -> None:
        if self._volume is not None:
            self.form_requested.emit(self._volume.name)

    def _on_own(self) -> None:
        if self._volume is not None:
            self.own_requested.emit(self._volume.name)

    def _on_edit(self) -> None:
        if self._volume is not None:
            self.edit_requested.emit(self._volume.name)

    def _on_remove(self) -> None:
        if self._volume is not None:
            self.remove_requested.emit(self._volume.name)


class _Actions(Reflow):
    """Buttons beside each other, or below where they do not fit."""

    def __init__(self, buttons: list[QWidget]) -> None:
        super().__init__(beside=True)
        self._buttons = buttons
        self.body.setContentsMargins(0, 4, 0, 0)
        self.body.setSpacing(GAP)
        for one in buttons:
            self.body.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def arrange(self, width: int) -> bool:
        """Put the buttons below each other where they do not fit beside each other."""
        shown = [one for one in self._buttons if not one.isHidden()]
        taken = sum(one.sizeHint().width() + GAP for one in shown)
        return turn(self.body, beside=width >= taken)


class _Facts(QScrollArea):
    """What is known of a questionnaire, and what is wrong with it."""

    def __init__(self, w: Wording) -> None:
        super().__init__()
        self._w = w
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(12)
        self.setWidget(inside)

    def show_volume(self, volume: Volume) -> None:
        """Show the facts of a volume."""
        clear_layout(self._column)
        if volume.problems:
            self._column.addWidget(_Problems(volume.problems, self._w), 1)
        self._column.addWidget(_facts_card(volume))
        if not volume.problems:
            self._column.addStretch(1)


def _facts_card(volume: Volume) -> Card:
    card = Card()
    card.setAccessibleName(volume.title)
    if volume.spoken is not None and volume.spoken.extension is None:
        description = volume.spoken.description
        if description:
            card.body.addWidget(_selectable(label(description, wraps=True)))
            card.body.addSpacing(4)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, _NAME_WIDE)
    for row, (name, text) in enumerate(volume.facts):
        grid.addWidget(label(name, "quiet"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_selectable(label(text, wraps=True)), row, 1)
    card.body.addLayout(grid)
    return card


def _selectable(told: QLabel) -> QLabel:
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return told


class _Problems(Card):
    """What is wrong with a questionnaire, to be read and copied."""

    def __init__(self, problems: str, w: Wording) -> None:
        super().__init__(w("Problems"), "note")
        self._problems = problems
        self.body.addWidget(label(w("Mend them in its files, then add it again."), wraps=True))
        field = QPlainTextEdit(problems)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(w("Problems"))
        field.setMinimumHeight(160)
        self.body.addWidget(field, 1)
        foot = QHBoxLayout()
        foot.addWidget(button(w("Copy"), on_click=self._on_copy))
        foot.addStretch(1)
        self.body.addLayout(foot)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._problems)
