"""The bar with which one goes through the questions that hold some words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pieces import GAP, PAGE_MARGIN, button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.ui.widgets.search_field import SearchField
from maturity_app.wording import Wording

_LONGEST = 200
_AROUND_HINT = 64


class FindBar(Reflow):
    """A field, where one is among what was found, and the way to the next.

    Enter goes on, with Shift back; Esc closes.
    """

    searched = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make the bar with an empty field."""
        super().__init__(beside=True)
        self._w = w
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SearchField(palette)
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(w("Words of a question, its answers or a comment"))
        self.field.setAccessibleName(w("Search the questions"))
        self.field.textEdited.connect(self.searched)
        self.said = label("", "muted")
        self.previous = button(w("Previous"), "row", on_click=lambda: self.stepped.emit(-1))
        self.previous.setAccessibleName(w("Previous question found"))
        self.following = button(w("Next"), "row", on_click=lambda: self.stepped.emit(1))
        self.following.setAccessibleName(w("Next question found"))
        self.close_button = button(w("Close"), "link", on_click=self.closed.emit)
        self.close_button.setAccessibleName(w("Close the search"))
        self.close_button.setToolTip(w("Close the search (Esc)"))
        self.body.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, 8)
        self.body.setSpacing(GAP)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(GAP)
        self._ways.addWidget(self.said, 1)
        for each in (self.previous, self.following, self.close_button):
            self._ways.addWidget(each)
        self.body.addWidget(self.field, 1)
        self.body.addLayout(self._ways, 1)
        self.show_place(0, 0, "")

    def begin(self) -> None:
        """Take the keyboard; what was searched before is there to be written over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_place(self, position: int, count: int, where: str) -> None:
        """Show at which of how many questions one is, and in what part the words stand."""
        w = self._w
        told = w("{position} of {count}", position=position, count=count) if count else ""
        if where:
            told = w("{text}, {where}", text=told, where=where)
        if not count and self.field.text().strip():
            told = w("Nothing found")
        self.said.setText(told)
        self.field.setAccessibleDescription(told)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, told))
        for each in (self.previous, self.following):
            each.setEnabled(count > 1)

    @override
    def arrange(self, width: int) -> bool:
        """Put the rest below the field where its hint would be cut beside it."""
        hint = self.field.fontMetrics().horizontalAdvance(self.field.placeholderText())
        taken = hint + _AROUND_HINT + GAP + self._ways.sizeHint().width() + 2 * PAGE_MARGIN
        return turn(self.body, beside=taken <= width)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab comes to."""
        return (self.field, self.previous, self.following, self.close_button)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif is_enter and not isinstance(QApplication.focusWidget(), QAbstractButton):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)
