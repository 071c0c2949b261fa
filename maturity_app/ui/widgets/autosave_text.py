"""A text field that hands its text over by itself, so that there is nothing to press."""

import math

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    Qt,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from maturity_app.ui.overriding import override

PAUSE_MS = 800
"""How long one stops typing before the text is handed over."""

LONGEST_MS = 2500
"""How long one may type on before it is handed over all the same."""

_MOST_LINES = 12
_MARGIN = 2


class AutosaveText(QPlainTextEdit):
    """A field as high as its text, which wraps.

    `settled` hands the text over when typing pauses or has gone on for long, and when the focus
    leaves; it stays unsaved until `show_saved` confirms it. `edited` says at once that something
    was typed, `left` that the person pressed Esc. Undo works in the field back to what is saved,
    and then in the window.
    """

    settled = Signal(str)
    edited = Signal()
    left = Signal()
    focus_lost = Signal()
    focus_changed = Signal(bool)

    def __init__(
        self, name: str, limit: int, lines: int = 1, parent: QWidget | None = None
    ) -> None:
        """Make an empty field; `lines` is its least height, and 1 also means one paragraph."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self._limit = limit
        self._lines = lines
        self._shown_lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._saved = ""
        self._offered = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._longest.timeout.connect(self._on_pause)
        self.textChanged.connect(self._on_text_changed)

    @property
    def is_unsaved(self) -> bool:
        """Whether the field holds something else than what is saved."""
        return self.toPlainText() != self._saved

    def show_saved(self, text: str) -> None:
        """Show what is saved, unless something newer stands in the field."""
        was_unsaved = self.is_unsaved
        self._saved = _plain(text)
        if not was_unsaved and self.is_unsaved:
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)
            self._stop_waiting()
        elif was_unsaved and not self.is_unsaved:
            # What is saved is undone as any answer is, so that no step is taken twice.
            self.document().clearUndoRedoStacks()

    def settle(self) -> None:
        """Hand the text over now if it is not saved."""
        self._stop_waiting()
        if self.is_unsaved:
            self._offered = self.toPlainText()
            self.settled.emit(self._offered)

    def revert(self) -> None:
        """Put back what is saved."""
        self._stop_waiting()
        self.setPlainText(self._saved)

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(240, self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Where nothing is left to undo in the field, the key is the window's.
            document, keys = self.document(), QKeySequence.StandardKey
            is_spent = (event.matches(keys.Undo) and not document.isUndoAvailable()) or (
                event.matches(keys.Redo) and not document.isRedoAvailable()
            )
            if is_spent:
                event.ignore()
                return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.settle()
            self.left.emit()
        elif self._lines == 1 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._on_pause()
        self.focus_lost.emit()
        self.focus_changed.emit(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._shown_lines < _MOST_LINES:
            # While it grew one line late, the text had been moved up to show the cursor.
            self.verticalScrollBar().setValue(0)

    def _stop_waiting(self) -> None:
        self._timer.stop()
        self._longest.stop()

    def _on_pause(self) -> None:
        # A text that was refused is not offered again by itself: the message that tells of it
        # takes the focus, and would be called up anew.
        if self.toPlainText() != self._offered:
            self.settle()

    def _on_text_changed(self) -> None:
        excess = len(self.toPlainText()) - self._limit
        if excess > 0:
            # What the record can't hold must not look as if it were kept.
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, excess
            )
            cursor.removeSelectedText()
        self._fit()
        self._offered = self._saved
        if self.is_unsaved:
            self._timer.start()
            if not self._longest.isActive():
                self._longest.start()
            self.edited.emit()

    def _height(self) -> int:
        spacing = QFontMetricsF(self.font()).lineSpacing()
        # The document's own margin, then padding and border as the style sheet draws them.
        return math.ceil(self._shown_lines * spacing) + 2 * _MARGIN + 12

    def _fit(self) -> None:
        wanted = round(self.document().size().height())
        policy = Qt.ScrollBarPolicy
        hidden = wanted <= _MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if hidden else policy.ScrollBarAsNeeded
        )
        lines = max(self._lines, min(_MOST_LINES, wanted))
        if lines != self._shown_lines:
            self._shown_lines = lines
            self.updateGeometry()


def _plain(text: str) -> str:
    """Return a text as a field gives it back, which knows one space and one line end only."""
    for special, plain in (("\r\n", "\n"), ("\r", "\n"), ("\u2028", "\n"), ("\u2029", "\n")):
        text = text.replace(special, plain)
    return text.replace("\N{NO-BREAK SPACE}", " ")
