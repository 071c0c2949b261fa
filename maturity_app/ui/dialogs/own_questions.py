"""A small editor for questions of a unit's own, checked while one types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from maturity_app.jobs.own_items import Lack, OwnItem, OwnItems, next_version, revised
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.own_question_form import OwnQuestionForm
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.ui.widgets.topic_list import TopicList
from maturity_app.wording import Wording

Check = Callable[[OwnItems, Callable[[list[Lack]], object]], object]
"""Checks questions beside the window, and tells what is wrong with them."""

_PAUSE_MS = 350
_SIZE = QSize(820, 760)
_EDGE = QSize(32, 40)
_LIST_WIDE = 220
_MOST_LACKS = 3


@dataclass(frozen=True, kw_only=True)
class Editing:
    """What is edited: questions with the name of what they add to, and the names of answers."""

    own: OwnItems
    base: str
    labels: Mapping[str, str]


class OwnQuestionsDialog(FormDialog):
    """Asks for a group of questions; it closes with them once the check finds nothing."""

    def __init__(self, parent: QWidget | None, w: Wording, editing: Editing, check: Check) -> None:
        """Show questions; those of an older version become the next one."""
        own = editing.own
        self._is_new = not own.id
        self._version = own.version if self._is_new else next_version(own.version)
        save = w("Add") if self._is_new else w("Save as version {version}", version=self._version)
        super().__init__(parent, w, w("Questions of your own"), save)
        self._own, self._check = own, check
        self._before = {item.id: item for item in own.items}
        self._corrections: set[str] = set()
        self._items = list(own.items) or [OwnItem()]
        self._lacks: list[Lack] | None = None
        self._asked = 0
        self._is_closing = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)
        self.title_field = QLineEdit(own.title, maxLength=200)
        self.list = TopicList(w("Questions"))
        self.form = OwnQuestionForm(w, editing.labels)
        self.status = label("", "dense", wraps=True)
        self._build(editing.base)
        self._show_list(0)
        self._opened_with = self.value()
        self.title_field.textChanged.connect(self._on_edited)
        self.form.edited.connect(self._on_form_edited)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.title_field.setFocus()
        self._on_pause()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, editing: Editing, check: Check
    ) -> OwnItems | None:
        """Return the questions as they are to be kept; None if they are not."""
        dialog = cls(parent, w, editing, check)
        return dialog.value() if dialog.exec() else None

    # --- building --------------------------------------------------------------------

    def _build(self, base: str) -> None:
        w = self._w
        # The form alone scrolls: fields that scroll round it would hide what is told below.
        self._fields.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        self._whole.insertLayout(1, self.body, 1)
        apart = w(
            "They are asked together with {title}, scored by the same rules, shown apart, and "
            "count in no other figure.",
            title=base,
        )
        self.body.addWidget(label(apart, "quiet", wraps=True))
        self.add_field(w("&Name of the group"), self.title_field)
        self.body.addSpacing(8)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addLayout(self._list_side())
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        sides.addWidget(area, 1)
        self.body.addLayout(sides, 1)
        told = QVBoxLayout()
        told.addWidget(self.status)
        told.addWidget(self._wrong)
        self._foot.insertLayout(0, told, 1)
        # They stay where they are while what is told beside them grows.
        for one in (self.cancel_button, self.accept_button):
            self._foot.setAlignment(one, Qt.AlignmentFlag.AlignBottom)

    def _list_side(self) -> QVBoxLayout:
        w = self._w
        self.add_button = button(w("Add question"), "row", on_click=self._on_add)
        self.remove_button = button(w("Remove"), "row", on_click=self._on_remove)
        self.up_button = button(w("Up"), "row", on_click=lambda: self._on_move(-1))
        self.down_button = button(w("Down"), "row", on_click=lambda: self._on_move(1))
        self.remove_button.setAccessibleName(w("Remove the question"))
        self.up_button.setAccessibleName(w("Move the question up"))
        self.down_button.setAccessibleName(w("Move the question down"))
        grid = QGridLayout()
        grid.setSpacing(8)
        buttons = (self.add_button, self.remove_button, self.up_button, self.down_button)
        for number, one in enumerate(buttons):
            grid.addWidget(one, number // 2, number % 2)
        column = QVBoxLayout()
        column.addWidget(label(w("Questions"), "strong"))
        column.addWidget(self.list, 1)
        column.addLayout(grid)
        return column

    # --- the questions ---------------------------------------------------------------

    def value(self) -> OwnItems:
        """Return the questions as they would be kept now."""
        items = [
            revised(item, self._before.get(item.id), is_correction=item.id in self._corrections)
            for item in self._items
        ]
        title = " ".join(self.title_field.text().split())
        return replace(self._own, version=self._version, title=title, items=tuple(items))

    def _show_list(self, row: int) -> None:
        """Show the questions' names, with one of them chosen and in the form."""
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._name(position) for position in range(len(self._items))])
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._on_row_changed(row)

    def _name(self, position: int) -> str:
        return f"{position + 1}  {self._items[position].title or self._w('(no name yet)')}"

    def _on_row_changed(self, row: int) -> None:
        item = self._items[row]
        is_old = item.id in self._before
        self.form.show_item(item, is_old=is_old, is_correction=item.id in self._corrections)
        self._area.verticalScrollBar().setValue(0)
        self.remove_button.setEnabled(len(self._items) > 1)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(row < len(self._items) - 1)

    def _on_form_edited(self) -> None:
        row = self.list.currentRow()
        item = self.form.item()
        self._items[row] = item
        self.list.item(row).setText(self._name(row))
        if self.form.correction.isChecked():
            self._corrections.add(item.id)
        else:
            self._corrections.discard(item.id)
        self._on_edited()

    def _on_add(self) -> None:
        self._items.append(OwnItem())
        self._show_list(len(self._items) - 1)
        self.form.statement.setFocus()
        self._on_edited()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        del self._items[row]
        self._show_list(min(row, len(self._items) - 1))
        self._on_edited()

    def _on_move(self, step: int) -> None:
        row = self.list.currentRow()
        self._items.insert(row + step, self._items.pop(row))
        self._show_list(row + step)
        self._on_edited()

    # --- checking --------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._lacks = None
        self._is_closing = False
        self._timer.start()

    def _on_pause(self) -> None:
        self._asked += 1
        asked = self._asked
        self._check(self.value(), lambda lacks: self._on_checked(asked, lacks))

    def _on_checked(self, asked: int, lacks: list[Lack]) -> None:
        # What was typed meanwhile is checked after the next pause.
        if asked == self._asked and not self._timer.isActive():
            self._lacks = lacks
            self.status.setText(self._in_words(lacks))
            self.recheck()
            if self._is_closing:
                self._is_closing = False
                super()._on_accept()

    def _in_words(self, lacks: list[Lack]) -> str:
        w = self._w
        if not lacks:
            return w("Checked: nothing is left to mend.")
        lines = [self._line(lack) for lack in lacks[:_MOST_LACKS]]
        if len(lacks) > _MOST_LACKS:
            more = len(lacks) - _MOST_LACKS
            lines.append(w.plural("and {count} more", "and {count} more", more))
        return "\n".join(lines)

    def _line(self, lack: Lack) -> str:
        w = self._w
        told = w.joined([w.said(lack.what), w.said(lack.mend)])
        if lack.position is None:
            return w("Still to do: {what}", what=told)
        return w("Question {number}: {what}", number=lack.position + 1, what=told)

    @override
    def problem(self) -> str:
        w = self._w
        if self._lacks is None:
            return w("It is still being checked; try again in a moment.")
        if not self._lacks:
            return ""
        first = self._lacks[0]
        if first.position is not None and first.position != self.list.currentRow():
            self.list.setCurrentRow(first.position)
        return self._line(first)

    @override
    def _on_accept(self) -> None:
        """Close once what was typed last is checked; nobody has to press twice for that."""
        self._is_closing = self._lacks is None
        if not self._is_closing:
            super()._on_accept()
        elif self._timer.isActive():
            self._timer.stop()
            self._on_pause()

    @override
    def _tell(self, wrong: str) -> None:
        super()._tell(wrong)
        self.status.setVisible(not wrong)

    # --- closing ---------------------------------------------------------------------

    @override
    def reject(self) -> None:
        w = self._w
        is_kept = self.value() == self._opened_with
        text = w("What you wrote here is not kept.")
        if is_kept or ConfirmDialog.ask(self, w, w("Close without saving?"), text, w("Close")):
            super().reject()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        room = self.screen().availableSize() - _EDGE
        self.resize((_SIZE * font_scale(self)).boundedTo(room))
        self.list.set_room(_LIST_WIDE, self.width())
        super().showEvent(event)

    @override
    def _fit(self) -> None:
        """Keep the size: the form scrolls, and what is told beside the buttons takes room."""
