"""What all dialogs of the program share: a title, fields, what is wrong, and their buttons."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from maturity_app.ui.actions import HELP
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from maturity_app.ui.models.help_topics import TopicId

_WIDTH = 560
_TITLE_BAR = 40
_LEAST = 120


class Frame(QDialog):
    """A dialog with a title, a body that scrolls where it must, and a foot for its buttons.

    `below` is for what stands between body and foot, and never scrolls.
    """

    topic: "TopicId | None" = None
    """What help there is on it, if it is about a thing of its own."""

    def __init__(self, parent: QWidget | None, w: Wording, title: str) -> None:
        """Make the frame, with no button yet."""
        super().__init__(parent)
        self._w = w
        self.setWindowTitle(title.rstrip("…"))
        self.want_width(_WIDTH)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(label(title.rstrip("…"), "title"))
        self._fields = _Fields(self)
        self._fields.changed.connect(self._fit)
        self.body = self._fields.body
        whole.addWidget(self._fields)
        self.below = QVBoxLayout()
        whole.addLayout(self.below)
        whole.addSpacing(4)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(12)
        self._foot.addStretch()
        whole.addLayout(self._foot)

    def want_width(self, width: int) -> None:
        """Be so wide at least, or as wide as the screen, where all is drawn larger."""
        self.setMinimumWidth(min(width, self.screen().availableSize().width()))

    def add_field(
        self, text: str, field: QWidget, hint: str = "", beside: QWidget | None = None
    ) -> None:
        """Add a field below its label, with a hint, and a button beside it, where given."""
        if self.body.count():
            self.body.addSpacing(8)
        self.body.addWidget(label(text, "strong", buddy=field))
        if beside is None:
            self.body.addWidget(field)
        else:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field, 1)
            row.addWidget(beside)
            self.body.addLayout(row)
        if hint:
            self.body.addWidget(label(hint, "muted", wraps=True))
            field.setAccessibleDescription(hint)

    def _fit(self) -> None:
        """Take the height the wrapped texts need at this width, and no more than there is."""
        margins = self._whole.contentsMargins()
        width = max(self.width(), self._whole.totalMinimumSize().width())
        needed = self._fields.needed(width - margins.left() - margins.right())
        self._fields.setMinimumHeight(0)
        others = _height(self._whole, width)
        room = max(self.screen().availableSize().height() - _TITLE_BAR - others, _LEAST)
        self._fields.set_height(min(needed, room), scrolls=needed > room)
        self.resize(width, others + self._fields.minimumHeight())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        behind = self.parentWidget()
        if event.matches(QKeySequence.StandardKey.HelpContents) and behind is not None:
            # The window's own keys are silent while a dialog stands before it.
            helped = behind.window().findChild(QAction, HELP)
            if helped is not None:
                helped.trigger()
        else:
            super().keyPressEvent(event)


class FormDialog(Frame):
    """A dialog with fields; it closes with a result once `problem` is empty."""

    def __init__(self, parent: QWidget | None, w: Wording, title: str, accept: str) -> None:
        """Make the frame; `accept` is what the primary button says."""
        super().__init__(parent, w, title)
        self._wrong = label("", "error", wraps=True)
        self._wrong.hide()
        self.below.addWidget(self._wrong)
        self.cancel_button = button(w("Cancel"), "tall", on_click=self.reject)
        self.accept_button = button(accept, "primary", on_click=self._on_accept)
        self.accept_button.setDefault(True)
        self._foot.addWidget(self.cancel_button)
        self._foot.addWidget(self.accept_button)

    def problem(self) -> str:
        """Return what keeps the dialog from being accepted; empty where nothing does."""
        return ""

    def recheck(self) -> None:
        """Take back what was said to be wrong once it no longer is; say nothing new."""
        if self._wrong.isVisibleTo(self):
            self._tell(self.problem())

    def _on_accept(self) -> None:
        wrong = self.problem()
        self._tell(wrong)
        if not wrong:
            self.accept()

    def _tell(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setAccessibleName(wrong)
        self._wrong.setVisible(bool(wrong))
        self._fit()


class ClosingDialog(Frame):
    """A dialog that has nothing to be accepted: all one can do with the whole is to close it."""

    def __init__(self, parent: QWidget | None, w: Wording, title: str) -> None:
        """Make the frame with its only button."""
        super().__init__(parent, w, title)
        self.close_button = button(w("Close"), "tall", on_click=self.reject)
        self._foot.addWidget(self.close_button)


def _height(layout: QVBoxLayout, width: int) -> int:
    """Return how high what is in a layout is at a width, texts wrapped."""
    layout.activate()
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()


class _Fields(QScrollArea):
    """The fields of a dialog, which scroll where the screen is too low for all of them.

    `changed` says that they may need another height.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)

    def needed(self, width: int) -> int:
        """Return how high all fields are at a width."""
        return _height(self.body, width)

    def set_height(self, height: int, *, scrolls: bool) -> None:
        """Take a height; a bar that is not needed must not make texts wrap for its room."""
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if scrolls else bar.ScrollBarAlwaysOff
        )
        self.setMinimumHeight(height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_done = super().eventFilter(watched, event)
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
        return is_done

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.body.totalSizeHint().width(), 0)

    @override
    def minimumSizeHint(self) -> QSize:
        # Nothing scrolls sideways; the bar at the right must not cover what stands there.
        bar = self.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.isVisible() else 0
        return QSize(self.body.totalMinimumSize().width() + beside, 0)
