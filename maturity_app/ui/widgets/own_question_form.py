"""The fields of one question of a unit's own, each with what makes it a good one."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from maturity_app.jobs.own_items import OPTIONS, OwnItem
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_MOST_TEXT, _MOST_ANCHOR, _MOST_TITLE = 2000, 4000, 200
_FIELD_GAP = 10


class OwnQuestionForm(QWidget):
    """Shows one question and says when it was edited."""

    edited = Signal()

    def __init__(self, w: Wording, labels: Mapping[str, str]) -> None:
        """Make empty fields; `labels` are what the four answers are called, by their id."""
        super().__init__()
        self.setProperty("role", "clear")
        self._item = OwnItem()
        self._is_showing = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 0, 12, 4)
        self._column.setSpacing(4)
        self.statement = AutosaveText(w("Statement"), _MOST_TEXT, lines=2)
        self.short_name = QLineEdit(maxLength=_MOST_TITLE)
        self.kind = self._kind_field(w)
        self.anchors = {
            option: AutosaveText(labels[option], _MOST_ANCHOR, lines=2) for option in OPTIONS
        }
        self.evidence = AutosaveText(w("What would show it"), _MOST_ANCHOR)
        self.correction = QCheckBox(w("Only reworded"))
        same = w("Earlier answers then count as answers to the same question.")
        self._same = label(same, "muted", wraps=True)
        self.correction.setAccessibleDescription(same)
        self._build(w, labels)
        self._wire()

    def _kind_field(self, w: Wording) -> QComboBox:
        field = QComboBox()
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        field.addItem(w("One of four answers"), "choice")
        field.addItem(w("In words"), "text")
        field.addItem(w("A figure with its source"), "measure")
        return field

    def _build(self, w: Wording, labels: Mapping[str, str]) -> None:
        one_fact = w(
            "One fact about the unit that somebody could see, not an opinion. If “and” joins two "
            "facts, make it two questions."
        )
        self._add(self._column, w("&Statement"), self.statement, one_fact)
        self._add(self._column, w("Sh&ort name"), self.short_name, w("Two to five words."))
        self._add(self._column, w("&Answered"), self.kind, "")
        self._four = QWidget()
        self._four.setProperty("role", "clear")
        inner = QVBoxLayout(self._four)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        axis = w(
            "Say what each answer means here. Let the four differ in one thing only, such as who, "
            "how often or what share, and leave no hole between them."
        )
        inner.addSpacing(_FIELD_GAP)
        inner.addWidget(label(axis, "muted", wraps=True))
        for option, field in self.anchors.items():
            self._add(inner, labels[option], field, "")
        self._column.addWidget(self._four)
        exists = w("Something that exists already, or comes from doing the work.")
        self._add(self._column, w("&What would show it"), self.evidence, exists)
        self._column.addSpacing(_FIELD_GAP)
        self._column.addWidget(self.correction)
        self._column.addWidget(self._same)
        self._column.addStretch(1)

    def _add(self, column: QVBoxLayout, text: str, field: QWidget, hint: str) -> None:
        if column.count():
            column.addSpacing(_FIELD_GAP)
        column.addWidget(label(text, "strong", buddy=field))
        column.addWidget(field)
        if hint:
            column.addWidget(label(hint, "muted", wraps=True))
            field.setAccessibleDescription(hint)

    def _wire(self) -> None:
        for field in (self.statement, self.evidence, *self.anchors.values()):
            field.textChanged.connect(self._on_edited)
        self.short_name.textChanged.connect(self._on_edited)
        self.kind.currentIndexChanged.connect(self._on_edited)
        self.correction.toggled.connect(self._on_edited)

    def show_item(self, item: OwnItem, *, is_old: bool, is_correction: bool) -> None:
        """Show a question; one that is old may have been corrected only."""
        self._item = item
        self._is_showing = True
        self.statement.setPlainText(item.text)
        self.short_name.setText(item.title)
        self.kind.setCurrentIndex(self.kind.findData(item.type))
        for option, field in self.anchors.items():
            field.setPlainText(item.anchors.get(option, ""))
        self.evidence.setPlainText(item.evidence)
        self.correction.setChecked(is_correction)
        self.correction.setVisible(is_old)
        self._same.setVisible(is_old)
        self._is_showing = False
        self._four.setVisible(item.type == "choice")

    def item(self) -> OwnItem:
        """Return the question as it is typed now."""
        anchors = {option: _line(field.toPlainText()) for option, field in self.anchors.items()}
        is_choice = self.kind.currentData() == "choice"
        return replace(
            self._item,
            type=self.kind.currentData(),
            title=_line(self.short_name.text()),
            text=_line(self.statement.toPlainText()),
            evidence=_line(self.evidence.toPlainText()),
            anchors=anchors if is_choice else {},
        )

    def _on_edited(self) -> None:
        if not self._is_showing:
            self._four.setVisible(self.kind.currentData() == "choice")
            self.edited.emit()


def _line(text: str) -> str:
    """Return a text as a file keeps it: one line without blanks around it."""
    return " ".join(text.split())
