"""What stands beside a section's title: which questions are shown, the search, the meeting view."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.models.question_filter import Filter
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import GAP, button
from maturity_app.ui.widgets.reflow import Reflow
from maturity_app.wording import Wording

_CHEVRON = 14


class _MenuButton(QPushButton):
    """A button that opens a menu, with a chevron; the style sheet keeps the chevron's room.

    The menu is not Qt's own of a button, beside which a style sheet's padding counts for nothing.
    """

    def __init__(self, w: Wording, menu: QMenu, palette: Palette) -> None:
        super().__init__()
        self._colour = palette.text
        self.setProperty("role", "filter")
        self.setAutoDefault(False)
        self.setAccessibleDescription(w("Opens a menu"))
        self._menu = menu
        self.clicked.connect(self._on_clicked)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        right, top = self.width() - _CHEVRON - 9, (self.height() - _CHEVRON) / 2
        paint_icon(QPainter(self), "chevron-down", QRectF(right, top, _CHEVRON, _CHEVRON),
                   self._colour)  # fmt: skip

    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))


class QuestionTools(Reflow):
    """A button with a menu of filters, which is filled when it opens, and two buttons.

    `offering` asks for `show_offer` just before the menu is seen.
    """

    offering = Signal()
    filter_chosen = Signal(str)
    search_wanted = Signal()
    meeting_wanted = Signal()

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make the row with all questions shown."""
        super().__init__(beside=True)
        self._w = w
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.offering)
        self.filter = _MenuButton(w, self._menu, palette)
        self.search = button(w("Search"), "row", on_click=self.search_wanted.emit)
        self.search.setToolTip(w("Search the questions (Ctrl+F)"))
        self.search.setAccessibleName(w("Search the questions"))
        self.meeting = button(w("Meeting view"), "row", on_click=self.meeting_wanted.emit)
        self.meeting.setAccessibleName(w("Meeting view"))
        self.meeting.setToolTip(w("One question a page in large type, with votes (F5)"))
        row = self.body
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for each in (self.filter, self.search, self.meeting):
            row.addWidget(each)

    def show_filter(self, text: str) -> None:
        """Show which questions are shown."""
        self.filter.setText(text)
        self.filter.setAccessibleName(self._w("Questions shown: {which}", which=text))

    def show_offer(self, offer: Sequence[tuple[Filter, str, int]], chosen: Filter) -> None:
        """Offer filters in the menu, each with its text and the number of questions it leaves."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        for name, text, count in offer:
            # What stands behind a tab is set in a column of its own.
            action = QAction(f"{text}\t{count}", group)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.triggered.connect(partial(self._on_chosen, name))
        self._menu.addActions(group.actions())

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab comes to."""
        return (self.filter, self.search, self.meeting)

    def _on_chosen(self, name: Filter, *_: object) -> None:
        self.filter_chosen.emit(name)
