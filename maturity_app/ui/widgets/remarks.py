"""Comment and evidence of an answer, folded until wanted."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from maturity_app.domain.assessment import Answer
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.fold_button import FoldButton
from maturity_app.ui.widgets.painting import RING
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording

_LONGEST = 20000
_WHEN_LEAST = 80


class Remarks(Reflow):
    """Two fields behind a button each; the fields hand their texts over by themselves.

    `entered` tells that a click on a button led into its field, which may be out of sight.
    """

    comment_settled = Signal(str)
    evidence_settled = Signal(str)
    entered = Signal()
    file_names_wanted = Signal()
    edited = Signal()
    left = Signal()

    def __init__(self, w: Wording, palette: Palette, statement: str) -> None:
        """Make both folded and empty; `statement` tells screen readers what they belong to."""
        super().__init__()
        self._w = w
        self.comment = AutosaveText(w("Comment"), _LONGEST, lines=2)
        self.evidence = AutosaveText(w("Evidence"), _LONGEST, lines=2)
        for field in (self.comment, self.evidence):
            field.setAccessibleDescription(statement)
        self.evidence.setPlaceholderText(w("One piece a line: a text, a link or a file name"))
        self._comment_fold = FoldButton(w, palette, w("Comment"))
        self._evidence_fold = FoldButton(w, palette, w("Evidence"))
        self._names: QWidget | None = None
        self._is_editable = True
        self._when = label("", "muted", wraps=True)
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
            moment = answer.answered_at.astimezone()
            is_today = moment.date() == datetime.now(UTC).astimezone().date()
            when = f"{moment:%H:%M}" if is_today else self._w.moment(moment)
            self._when.setText(self._w("Changed {when}", when=when))
        else:
            self._when.clear()

    def set_editable(self, editable: bool) -> None:
        """Let the texts be changed, or only be read."""
        for field in self.fields:
            field.setReadOnly(not editable)
        self._is_editable = editable
        if self._names is not None:
            self._names.setEnabled(editable)

    def unfold(self, part: str) -> AutosaveText | None:
        """Unfold comment or evidence and return its field; the focus stays where it is."""
        parts = {
            "comment": (self._comment_fold, self.comment),
            "evidence": (self._evidence_fold, self.evidence),
        }
        if part not in parts:
            return None
        fold, field = parts[part]
        fold.unfold()
        return field

    def add_evidence(self, pieces: Sequence[str]) -> None:
        """Add pieces a line each behind what stands there, and hand it over."""
        lines = self.evidence.toPlainText().rstrip().splitlines()
        self.evidence.setPlainText("\n".join((*lines, *pieces)))
        self.evidence.settle()

    def open_comment(self) -> None:
        """Unfold the comment and go there."""
        self._comment_fold.unfold()
        self.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_evidence(self) -> None:
        """Unfold the evidence and go there."""
        self._evidence_fold.unfold()
        self.evidence.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        column = self.body
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(6)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(12)
        row.addWidget(self._comment_fold)
        row.addWidget(self._evidence_fold)
        self._when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._when, 1)
        column.addLayout(row)
        self._comment_title = label(self._w("Comment"), "strong")
        self._evidence_title = label(self._w("Evidence"), "strong")
        for widget in (self._comment_title, self.comment, self._evidence_title, self.evidence):
            column.addWidget(widget)
            widget.hide()

    def _add_names(self) -> QWidget:
        """Add and return the row for names of files, made when evidence is first unfolded."""
        made = QWidget()
        told = self._w("Only the name is kept; the file stays where it is.")
        add = button(self._w("Add file name…"), "row", on_click=self.file_names_wanted.emit)
        add.setAccessibleDescription(told)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(add)
        row.addWidget(label(told, "muted", wraps=True), 1)
        self.body.addWidget(made)
        self.setTabOrder(self.evidence, add)
        return made

    @override
    def arrange(self, width: int) -> bool:
        """Put the buttons below each other where they do not fit beside each other."""
        folds = (self._comment_fold, self._evidence_fold)
        taken = sum(fold.sizeHint().width() + 12 for fold in folds) + _WHEN_LEAST
        beside = width - 2 * RING >= taken
        return turn(self._row, beside=beside)

    def _connect(self) -> None:
        self._comment_fold.folded.connect(self._on_folded)
        self._evidence_fold.folded.connect(self._on_folded)
        self._comment_fold.clicked.connect(self._on_comment_clicked)
        self._evidence_fold.clicked.connect(self._on_evidence_clicked)
        self.comment.settled.connect(self.comment_settled)
        self.evidence.settled.connect(self.evidence_settled)
        for field in self.fields:
            field.edited.connect(self.edited)
            field.left.connect(self.left)

    def _on_comment_clicked(self) -> None:
        if self._comment_fold.is_unfolded:
            self.open_comment()
            self.entered.emit()

    def _on_evidence_clicked(self) -> None:
        if self._evidence_fold.is_unfolded:
            self.open_evidence()
            self.entered.emit()

    def _on_folded(self) -> None:
        is_both = self._comment_fold.is_unfolded and self._evidence_fold.is_unfolded
        self.comment.setVisible(self._comment_fold.is_unfolded)
        self.evidence.setVisible(self._evidence_fold.is_unfolded)
        if self._names is None and self._evidence_fold.is_unfolded:
            self._names = self._add_names()
            self._names.setEnabled(self._is_editable)
        if self._names is not None:
            self._names.setVisible(self._evidence_fold.is_unfolded)
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
            fold.set_text(f"{name}: {extra}" if extra else name)
