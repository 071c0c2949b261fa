"""Buttons that show the key which presses them, and the row of key hints."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import draw_key_cap, key_cap_width, semibold
from maturity_app.ui.widgets.pieces import clear_layout, label

_CAP_RIGHT = 10
_CAP = 22
_EDGE = 4
_BETWEEN = 14


class SteadyButton(QPushButton):
    """A checkable button with room for its text in the heavier weight it has when checked."""

    def __init__(self, text: str) -> None:
        """Make the button."""
        super().__init__(text)
        self._room: tuple[str, QSize] | None = None

    @override
    def sizeHint(self) -> QSize:
        text = self.text()
        if self._room is None or self._room[0] != text:
            self._room = text, self._measured()
        return self._room[1]

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        # Rows ask for the size many times over while they find their arrangement.
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._room = None
        super().changeEvent(event)

    def _measured(self) -> QSize:
        hint = super().sizeHint()
        bold = QFontMetrics(semibold(self.font())).horizontalAdvance(self.text())
        more = bold - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(0, more) + _EDGE, hint.height())


class KeyButton(SteadyButton):
    """A push button with its key drawn at the right; the style sheet keeps the room for it."""

    def __init__(
        self, text: str, key: str, palette: Palette, role: str = "keyed", name: str = ""
    ) -> None:
        """Make the button; `name` is what screen readers say, `text` where none is given.

        Without a key, as where single keys are switched off, it is a button like any other.
        """
        super().__init__(text)
        self.setAutoDefault(False)
        self.setProperty("role", role)
        self.setProperty("keyed", bool(key))
        self._key = key
        self._palette = palette
        self._is_primary = role == "primary"
        self._name = name
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the text."""
        self.setText(text)
        self.setAccessibleName(self._name or text)
        self.setAccessibleDescription(self._key)

    @override
    def _measured(self) -> QSize:
        hint = super()._measured()
        if not self._key:
            return hint
        # The style sheet's room for the key does not grow with the text.
        return QSize(hint.width() + key_cap_width(self.font(), self._key) - _CAP, hint.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        width = key_cap_width(self.font(), self._key)
        cap = QRect(self.width() - _CAP_RIGHT - width, 0, width, self.height())
        colours = self._palette
        if not self.isEnabled():
            ink, ground = colours.muted, colours.surface
        elif self._is_primary:
            ink, ground = colours.on_accent, colours.accent
        else:
            ink, ground = colours.text, colours.raised
        draw_key_cap(painter, cap, self._key, ink, ground)


class KeyHints(QWidget):
    """Which keys do what; hints that find no room are left out, the last first."""

    def __init__(self) -> None:
        """Make the row without hints."""
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BETWEEN)
        self._texts: tuple[str, ...] = ()
        self._hints: list[QWidget] = []
        self._is_fitting = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_hints(self, texts: Sequence[str]) -> None:
        """Show these hints, the keys in brackets: "[C] comment"."""
        if tuple(texts) == self._texts:
            return
        self._texts = tuple(texts)
        clear_layout(self._row)
        self._hints = [_hint(text) for text in texts]
        for hint in self._hints:
            self._row.addWidget(hint)
        self._row.addStretch()
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # To show a hint has Qt lay out anew at once: what would be hidden then, while it is being
        # shown, stays on the screen.
        if self._is_fitting:
            return
        self._is_fitting, fitted = True, -1
        while fitted != self.width():
            fitted = self.width()
            self._fit_into(fitted)
        self._is_fitting = False

    def _fit_into(self, room: int) -> None:
        for hint in self._hints:
            room -= hint.sizeHint().width()
            hint.setVisible(room >= 0)
            room -= _BETWEEN


def _hint(text: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for part in re.split(r"(\[[^]]+\])", text):
        if part.startswith("["):
            row.addWidget(label(part[1:-1], "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        elif part.strip():
            row.addWidget(label(part.strip(), "muted"))
    return made
