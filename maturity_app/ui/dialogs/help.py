"""The help: topics at the left, the chosen one at the right, beside the window it explains."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from maturity_app.ui.dialogs.form import Frame
from maturity_app.ui.models.help_topics import Topic, TopicId, topic_of_page
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.ui.widgets.reading_view import ReadingView
from maturity_app.ui.widgets.search_field import SearchField
from maturity_app.ui.widgets.topic_list import TopicList
from maturity_app.wording import Wording

_SIZE = QSize(820, 560)
_EDGE = QSize(48, 96)
_LIST_WIDE = 290


class HelpWindow(QDialog):
    """Stays open beside the window; `method_requested` asks how the present one is scored."""

    method_requested = Signal()

    def __init__(
        self, parent: QWidget, w: Wording, palette: Palette, topics: Sequence[Topic]
    ) -> None:
        """Show the first topic."""
        super().__init__(parent)
        self._w = w
        self._topics = {topic.id: topic for topic in topics}
        self.setWindowTitle(w("Help"))
        self.search = SearchField(palette)
        self.search.setPlaceholderText(w("Search the help"))
        self.search.setAccessibleName(w("Search the help"))
        self.list = TopicList(w("Topics"))
        self.nothing = label(w("No topic has these words."), "quiet", wraps=True)
        self.view = ReadingView(w("Help"))
        self.method_button = button(
            w("How this is scored"), "tall", on_click=self.method_requested.emit
        )
        self.close_button = button(w("Close"), "primary", on_click=self.accept)
        self._build()
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self.view.setFocus)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self._on_searched("")

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.method_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addLayout(left)
        sides.addWidget(self.view, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addLayout(sides, 1)
        whole.addLayout(foot)

    @property
    def topic(self) -> TopicId | None:
        """The topic that is shown."""
        current: QListWidgetItem | None = self.list.currentItem()
        return None if current is None else TopicId(current.data(Qt.ItemDataRole.UserRole))

    def show_page(self, page: str) -> None:
        """Show the topic that a dialog before the page wants, or else the page, by its name."""
        dialog = QApplication.activeModalWidget()
        wanted = dialog.topic if isinstance(dialog, Frame) else None
        self.show_topic(wanted or topic_of_page(page))

    def show_topic(self, topic: TopicId) -> None:
        """Show a topic, and the window if it is closed or behind another."""
        self.search.clear()
        self.list.setCurrentRow(list(self._topics).index(topic))
        self._stand_over(QApplication.activeModalWidget())
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stand_over(self, dialog: QWidget | None) -> None:
        """Let a dialog that keeps all else from being used wait until the help is closed."""
        modality = Qt.WindowModality
        wanted = modality.NonModal if dialog in (None, self) else modality.ApplicationModal
        if dialog is not self and wanted != self.windowModality():
            self.hide()
            self.setWindowModality(wanted)

    def _on_searched(self, text: str) -> None:
        """List the topics that have every word, and show the one shown before or the first."""
        before = self.topic
        found = [topic for topic in self._topics.values() if topic.has(text.split())]
        self.list.clear()
        for topic in found:
            entry = QListWidgetItem(topic.title)
            entry.setData(Qt.ItemDataRole.UserRole, topic.id.value)
            self.list.addItem(entry)
        ids = [topic.id for topic in found]
        self.list.setCurrentRow(ids.index(before) if before in ids else 0)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if not found:
            self.view.setAccessibleName(self._w("Help"))
            self.view.show_paragraphs(())

    def _on_current_changed(self, current: QListWidgetItem | None, _before: object) -> None:
        if current is not None:
            topic = self._topics[TopicId(current.data(Qt.ItemDataRole.UserRole))]
            self.view.setAccessibleName(topic.title)
            self.view.show_paragraphs(topic.paragraphs)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        room = self.screen().availableSize() - _EDGE
        self.resize((_SIZE * font_scale(self)).boundedTo(room))
        self.list.set_room(_LIST_WIDE, self.width())
        for widget in (self.search, self.nothing):
            widget.setFixedWidth(self.list.width())
        super().showEvent(event)
