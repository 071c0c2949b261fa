"""Comment and evidence of an answer, folded until wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.ui.icons import icon
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.painting import RING
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_LONGEST = 20000


class Remarks(QWidget):
    """Two fields behind a button each; the fields hand their texts over by themselves."""

    comment_settled = Signal(str)
    evidence_settled = Signal(str)
    edited = Signal()
    left = Signal()

    def __init__(self, w: Wording, palette: Palette, statement: str) -> None:
        """Make both folded and empty; `statement` tells screen readers what they belong to."""
        super().__init__()
        self._w = w
        self._palette = palette
        self.comment = AutosaveText(w("Comment"), _LONGEST, lines=2)
        self.evidence = AutosaveText(w("Evidence"), _LONGEST, lines=2)
        for field in (self.comment, self.evidence):
            field.setAccessibleDescription(statement)
        self.evidence.setPlaceholderText(w("One piece a line: a text, a link or a file name"))
        self._comment_fold = self._fold()
        self._evidence_fold = self._fold()
        self._when = label("", "muted")
        self._build()
        self._connect()
        self._name_folds()

    @property
    def fields(self) -> tuple[AutosaveText, AutosaveText]:
        """The two fields."""
        return self.comment, self.evidence

    def show_answer(self, answer: Answer) -> None:
        """Show what is saved."""
        self.comment.show_saved(answer.comment)
        self.evidence.show_saved(answer.evidence)
        self._name_folds()
        if answer.answered_at is not None:
            when = self._w.moment(answer.answered_at.astimezone())
            self._when.setText(self._w("Changed {when}", when=when))
        else:
            self._when.clear()

    def set_editable(self, editable: bool) -> None:
        """Let the texts be changed, or only be read."""
        for field in self.fields:
            field.setReadOnly(not editable)

    def open_comment(self) -> None:
        """Unfold the comment and go there."""
        self._comment_fold.setChecked(True)
        self.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_evidence(self) -> None:
        """Unfold the evidence and go there."""
        self._evidence_fold.setChecked(True)
        self.evidence.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fold(self) -> QPushButton:
        made = QPushButton()
        made.setProperty("role", "fold")
        made.setAutoDefault(False)
        made.setCheckable(True)
        return made

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._comment_fold)
        row.addWidget(self._evidence_fold)
        row.addStretch()
        row.addWidget(self._when)
        column.addLayout(row)
        self._comment_title = label(self._w("Comment"), "strong")
        self._evidence_title = label(self._w("Evidence"), "strong")
        for widget in (self._comment_title, self.comment, self._evidence_title, self.evidence):
            column.addWidget(widget)
            widget.hide()

    def _connect(self) -> None:
        self._comment_fold.toggled.connect(self._on_folded)
        self._evidence_fold.toggled.connect(self._on_folded)
        self.comment.settled.connect(self.comment_settled)
        self.evidence.settled.connect(self.evidence_settled)
        for field in self.fields:
            field.edited.connect(self.edited)
            field.left.connect(self.left)

    def _on_folded(self) -> None:
        is_both = self._comment_fold.isChecked() and self._evidence_fold.isChecked()
        self.comment.setVisible(self._comment_fold.isChecked())
        self.evidence.setVisible(self._evidence_fold.isChecked())
        # With one field open its button names it; with both, each needs its title.
        self._comment_title.setVisible(is_both)
        self._evidence_title.setVisible(is_both)
        self._name_folds()

    def _name_folds(self) -> None:
        w = self._w
        pieces = sum(bool(line.strip()) for line in self.evidence.toPlainText().splitlines())
        found = w.plural("{count} piece", "{count} pieces", pieces) if pieces else ""
        written = w("written") if self.comment.toPlainText().strip() else ""
        for fold, name, extra in (
            (self._comment_fold, w("Comment"), written),
            (self._evidence_fold, w("Evidence"), found),
        ):
            text = f"{name}: {extra}" if extra else name
            state = w("unfolded") if fold.isChecked() else w("folded")
            fold.setText(text)
            fold.setAccessibleName(f"{text}, {state}")
            chevron = "chevron-down" if fold.isChecked() else "chevron-right"
            fold.setIcon(icon(chevron, self._palette, size=14, colour=self._palette.accent))
