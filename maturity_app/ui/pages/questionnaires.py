"""The questionnaires page: what is installed, looked at, added to, and removed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maturity_app.ui.models.shelf import Role, ShelfModel, Volume
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.questionnaire_panel import QuestionnairePanel
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.ui.widgets.shelf_list import ShelfList
from maturity_app.wording import Wording

_LIST_WIDE, _LIST_LEAST = 300, 200
_MOST_OF_PAGE = 0.4


class QuestionnairesPage(QWidget):
    """What is installed at the left, the chosen one at the right.

    `looked_at` asks for what is installed, to be handed to `show_volumes`; `dropped` carries a
    path; the panel's requests are those of the one chosen.
    """

    looked_at = Signal()
    file_requested = Signal()
    folder_requested = Signal()
    dropped = Signal(object)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Make the page without questionnaires."""
        super().__init__(parent)
        self._w = w
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._model = ShelfModel(self)
        self.list = ShelfList(self._model, palette, w)
        self.panel = QuestionnairePanel(w)
        self.panel.hide()
        self.waiting = label(w("Reading the questionnaires …"), "quiet")
        self._hint = label("", "muted", wraps=True)
        self._build()
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._say_hint(is_over=False)

    def _build(self) -> None:
        w = self._w
        bar = PageBar(w("Questionnaires"))
        for made in (
            button(w("Add folder…"), on_click=self.folder_requested.emit),
            button(w("Add file or ZIP…"), "primary", on_click=self.file_requested.emit),
        ):
            bar.buttons.addWidget(made)
        self._left = self._list_side()
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self._left)
        sides.addWidget(self.waiting, 1, Qt.AlignmentFlag.AlignCenter)
        sides.addWidget(self.panel, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(sides, 1)

    def _list_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("role", "list")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 1, 12)
        column.addWidget(self.list, 1)
        self._hint.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self._hint)
        return side

    def show_volumes(self, volumes: Sequence[Volume], chosen: str = "") -> None:
        """Show what is installed; `chosen`, or what was chosen before, is chosen."""
        before = chosen or self.chosen
        if self._model.is_showing(volumes) and before == self.chosen:
            # Who reads on is not thrown back to the beginning.
            return
        self._model.show(volumes)
        self.waiting.setVisible(not volumes)
        self.panel.setVisible(bool(volumes))
        index = self._model.index_of(before)
        self.list.setCurrentIndex(index if index.isValid() else self._model.index(0, 0))

    @property
    def chosen(self) -> str:
        """The name of the chosen questionnaire; empty where there is none."""
        volume: Volume | None = self.list.currentIndex().data(Role.VOLUME)
        return volume.name if volume else ""

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        volume: Volume | None = current.data(Role.VOLUME)
        if volume is not None:
            self.panel.show_volume(volume)

    # --- showing and dropping --------------------------------------------------------

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_list()
        if not event.spontaneous():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.looked_at.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """Give the list its width, as long as the panel beside it has what it needs."""
        most = min(self.width() * _MOST_OF_PAGE, self.width() - self.panel.sizeHint().width())
        wanted = round(_LIST_WIDE * font_scale(self))
        self._left.setFixedWidth(min(wanted, max(round(most), _LIST_LEAST)))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self._say_hint(is_over=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._say_hint(is_over=False)
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._say_hint(is_over=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        for path in paths:
            self.dropped.emit(path)

    def _say_hint(self, *, is_over: bool) -> None:
        w = self._w
        told = w("Let go to have it checked. Nothing is added before you agree.")
        rest = w("A questionnaire can be dropped here: its folder, a ZIP of it, or a file.")
        self._hint.setText(told if is_over else rest)
