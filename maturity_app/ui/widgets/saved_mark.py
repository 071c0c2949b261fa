"""When what one has done reached the disk."""

from datetime import datetime

from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from maturity_app.ui.icons import pixmap
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_ICON = 16


class SavedMark(QWidget):
    """A mark and the time of the last save; empty until something is saved."""

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make it empty."""
        super().__init__()
        self._w = w
        self._icon = pixmap("check", palette.accent, _ICON)
        self._mark = QLabel()
        self._mark.setFixedSize(_ICON, _ICON)
        self.text = label("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self.text)

    def clear(self) -> None:
        """Say nothing: nothing was saved since the page was opened."""
        self.text.clear()
        self._mark.setPixmap(QPixmap())

    def show_saved(self, when: datetime) -> None:
        """Say when the last change reached the disk."""
        self.text.setText(self._w("Saved {time}", time=f"{when.astimezone():%H:%M:%S}"))
        self._mark.setPixmap(self._icon)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # As wide as it will be, so that the bar does not move.
        widest = self._w("Saved {time}", time="00:00:00")
        self.text.setMinimumWidth(self.text.fontMetrics().horizontalAdvance(widest) + 2)
