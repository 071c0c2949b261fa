"""A row of joined buttons of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from maturity_app.ui.widgets.key_button import SteadyButton


class Segments(QWidget):
    """A row of joined buttons of which one is chosen; `chosen` tells its position."""

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        """Make the row with its first segment chosen; `name` is for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for position, text in enumerate(texts):
            segment = SteadyButton(text)
            segment.setAutoDefault(False)
            segment.setProperty("role", "segment")
            segment.setCheckable(True)
            segment.setAccessibleName(f"{name}: {text}")
            segment.setProperty("place", _place(position, len(texts)))
            self._group.addButton(segment, position)
            row.addWidget(segment)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    @property
    def position(self) -> int:
        """Which segment is chosen, counted from 0."""
        return self._group.checkedId()

    def choose(self, position: int) -> None:
        """Choose a segment without announcing it."""
        self._group.button(position).setChecked(True)

    def set_text(self, position: int, text: str) -> None:
        """Change a segment's text, such as the count in it."""
        segment = self._group.button(position)
        segment.setText(text)
        segment.setAccessibleName(f"{self.accessibleName()}: {text}")


def _place(position: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if position == 0 else "last" if position == count - 1 else "middle"
