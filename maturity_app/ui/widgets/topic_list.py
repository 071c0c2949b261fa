"""A short list of titles, of which one is chosen; long ones wrap rather than being cut."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QListWidget

from maturity_app.ui.widgets.painting import font_scale

_MOST = 0.4


class TopicList(QListWidget):
    """The arrow keys move from title to title."""

    def __init__(self, name: str) -> None:
        """Make an empty list; `name` is for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "topics")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_room(self, width: int, whole: int) -> None:
        """Be as wide as given at 100 %, wider with larger text, but leave most of the whole."""
        self.setFixedWidth(min(round(width * font_scale(self)), round(whole * _MOST)))
