"""What was answered in the last wave, shown after answering, and why it differs now."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout

from maturity_app.domain.assessment import Answer, ChangeReason
from maturity_app.reports.phrases import sentence
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.fold_button import FoldButton
from maturity_app.ui.widgets.key_button import SteadyButton
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording

_WORDS = 140


def reason_texts(w: Wording) -> dict[ChangeReason, str]:
    """Return the reasons an answer may differ for, in the order in which they are offered."""
    return {
        "practice_changed": w("Practice changed"),
        "judged_differently": w("Judged differently"),
        "corrects_error": w("Corrects an error"),
    }


class LastWave(Reflow):
    """A hint with three buttons, of which one may be pressed; `reason_given` tells which."""

    reason_given = Signal(object)
    unfolded = Signal()

    def __init__(self, w: Wording, palette: Palette, was: str, earlier: Answer) -> None:
        """Make the hint; `was` is the last wave's answer in words."""
        super().__init__()
        self._w = w
        self.setProperty("role", "hint")
        self.setAccessibleName(w("Last wave"))
        self._was = label(w("Last wave: {answer}.", answer=was), "strong-caption", wraps=True)
        self._question = label(w("What is the reason?"), "caption")
        self._buttons: dict[ChangeReason, QPushButton] = {}
        self._remarks = label(_remarks(earlier, w), "caption", wraps=True)
        self._fold = FoldButton(w, palette, w("Last wave's comment and evidence"))
        self._fold.folded.connect(self._on_folded)
        self._has_remarks = bool(self._remarks.text())
        self._build(was)
        self._on_folded()

    def show_change(self, differs: bool, reason: ChangeReason | None, editable: bool) -> None:
        """Show the reason given; it is asked for only where the answer differs."""
        same = self._w("The answer is the same now.")
        self._question.setText(self._w("What is the reason?") if differs else same)
        self._question.show()
        for name, pressed in self._buttons.items():
            pressed.setVisible(differs)
            pressed.setChecked(name == reason)
            pressed.setEnabled(editable)

    def show_other(self) -> None:
        """Show no question: what was answered now can't be set against it."""
        self.show_change(differs=False, reason=None, editable=False)
        self._question.hide()

    def _build(self, was: str) -> None:
        column = self.body
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._was)
        texts.addWidget(self._question)
        self._row.addLayout(texts, 1)
        self._reasons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._reasons.setSpacing(8)
        self._row.addLayout(self._reasons)
        for name, text in reason_texts(self._w).items():
            made = SteadyButton(text)
            made.setProperty("role", "row")
            made.setAutoDefault(False)
            made.setCheckable(True)
            made.clicked.connect(partial(self._on_pressed, name))
            told = self._w("{reason}, last wave: {answer}", reason=text, answer=was)
            made.setAccessibleName(told)
            self._buttons[name] = made
            self._reasons.addWidget(made)
        self._reasons.addStretch()
        column.addLayout(self._row)
        column.addWidget(self._fold)
        column.addWidget(self._remarks)

    @override
    def arrange(self, width: int) -> bool:
        """Put the buttons below the words where they would not leave them enough room."""
        buttons = sum(b.sizeHint().width() + 8 for b in self._buttons.values())
        room = width - 28
        beside = room >= buttons + round(_WORDS * font_scale(self))
        turned = turn(self._row, beside=beside)
        return turn(self._reasons, beside=room >= buttons) or turned

    def _on_pressed(self, name: ChangeReason) -> None:
        pressed = self._buttons[name].isChecked()
        self.reason_given.emit(name if pressed else None)

    def _on_folded(self) -> None:
        self._fold.setVisible(self._has_remarks)
        self._remarks.setVisible(self._has_remarks and self._fold.is_unfolded)
        if self._fold.is_unfolded:
            self.unfolded.emit()


def _remarks(earlier: Answer, w: Wording) -> str:
    parts = []
    if earlier.comment.strip():
        parts.append(w("Comment: {text}", text=earlier.comment.strip()))
    if earlier.evidence.strip():
        pieces = "; ".join(line.strip() for line in earlier.evidence.splitlines() if line.strip())
        parts.append(w("Evidence: {text}", text=pieces))
    return sentence("\n".join(parts))
