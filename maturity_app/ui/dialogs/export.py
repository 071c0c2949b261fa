"""Exporting: which kind of file, and where it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from maturity_app.domain.assessment import Share
from maturity_app.jobs.sharing import IN_FULL, Sharing
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.share_field import ShareField
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """One kind of file that can be made."""

    suffix: str
    name: str
    told: str


def report_kinds(w: Wording, share: Share = "full") -> tuple[Kind, ...]:
    """Return what can be made of one assessment, of which so much is handed on."""
    for_programs = Kind(
        suffix=".assessment.json",
        name=w("Assessment file"),
        told=w("All answers with their questionnaire, to open in another library"),
    )
    if share == "scores_only":
        for_programs = Kind(
            suffix=".json", name=w("Figures for programs"), told=w("Scores without any answer")
        )
    return (
        Kind(suffix=".pdf", name=w("PDF report"), told=w("To read and to hand on")),
        Kind(
            suffix=".xlsx", name=w("Excel workbook"),
            told=w("Every figure as a formula that can be followed"),
        ),
        Kind(suffix=".csv", name=w("CSV table"), told=w("Plain figures for other programs")),
        for_programs,
    )  # fmt: skip


def comparison_kinds(w: Wording) -> tuple[Kind, ...]:
    """Return what can be made of a comparison."""
    return (
        Kind(suffix=".pdf", name=w("PDF report"), told=w("To read and to hand on")),
        Kind(suffix=".xlsx", name=w("Excel workbook"), told=w("The compared figures as tables")),
        Kind(suffix=".csv", name=w("CSV table"), told=w("Plain figures for other programs")),
        Kind(suffix=".json", name=w("Figures for programs"), told=w("Every figure, unrounded")),
    )


def rollup_kinds(w: Wording) -> tuple[Kind, ...]:
    """Return what can be made of all units summed up."""
    return (
        Kind(suffix=".pdf", name=w("PDF report"), told=w("To read and to hand on")),
        Kind(
            suffix=".xlsx", name=w("Excel workbook"),
            told=w("Every figure as a formula that can be followed"),
        ),
        Kind(suffix=".csv", name=w("CSV table"), told=w("Plain figures for other programs")),
        Kind(suffix=".json", name=w("Figures for programs"), told=w("Every figure, unrounded")),
    )  # fmt: skip


class KindChoice(QWidget):
    """Kinds of files, each with what it is good for; `chosen` says that another one is."""

    chosen = Signal()

    def __init__(self, kinds: Sequence[Kind]) -> None:
        """Offer the kinds, the first one chosen."""
        super().__init__()
        self.setProperty("role", "clear")
        self._kinds = kinds
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for number, kind in enumerate(kinds):
            choice = QRadioButton(kind.name)
            choice.setAccessibleDescription(kind.told)
            choice.setChecked(number == 0)
            self._group.addButton(choice, number)
            column.addWidget(choice)
            row = QHBoxLayout()
            row.setContentsMargins(26, 0, 0, 6)
            row.addWidget(label(kind.told, "muted", wraps=True))
            column.addLayout(row)
        self.setFocusProxy(self._group.button(0))
        self._group.idToggled.connect(self._on_toggled)

    @property
    def kind(self) -> Kind:
        """The chosen kind."""
        return self._kinds[self._group.checkedId()]

    def _on_toggled(self, _: int, is_on: bool) -> None:
        if is_on:
            self.chosen.emit()


class ExportDialog(FormDialog):
    """Asks which kind of file to make."""

    def __init__(
        self,
        parent: QWidget | None,
        w: Wording,
        about: str,
        kinds: Sequence[Kind],
        title: str = "",
    ) -> None:
        """Offer the kinds, the first one chosen."""
        can_leave_out = kinds == report_kinds(w)
        super().__init__(parent, w, title or w("Export…"), w("Choose the place…"))
        self._choice = KindChoice(kinds)
        self.body.addWidget(label(about, "quiet", wraps=True))
        self.body.addSpacing(4)
        self.body.addWidget(self._choice)
        self.body.addSpacing(8)
        note = w("The file is the only thing that leaves the library; who has it can read it.")
        self.body.addWidget(label(note, "muted", wraps=True))
        if can_leave_out:
            note = w("On the Reports page comments, names or all answers can be left out.")
            self.body.addWidget(label(note, "muted", wraps=True))
        self._choice.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, about: str, kinds: Sequence[Kind], start: Path
    ) -> Path | None:
        """Return the file to write, `start` being its place and name without suffix."""
        dialog = cls(parent, w, about, kinds)
        return ask_place(parent, w, dialog.kind(), start) if dialog.exec() else None

    def kind(self) -> Kind:
        """Return the chosen kind."""
        return self._choice.kind


class ComparisonDialog(ExportDialog):
    """Asks which kind of file to make of a comparison, and how much of its records goes along."""

    def __init__(self, parent: QWidget | None, w: Wording, about: str) -> None:
        """Offer the kinds and, chosen at first, everything."""
        super().__init__(parent, w, about, comparison_kinds(w))
        self._w = w
        self.share_field = ShareField(w)
        self.share_field.chosen.connect(self._on_chosen)
        self.body.addSpacing(8)
        self.body.addWidget(self.share_field)

    @classmethod
    def ask_both(
        cls, parent: QWidget | None, w: Wording, about: str, start: Path
    ) -> tuple[Path, Share] | None:
        """Return the file to write and what goes along, `start` being its place and name."""
        dialog = cls(parent, w, about)
        if not dialog.exec():
            return None
        share = dialog.share_field.share
        path = ask_place(parent, w, dialog.kind(), start, Sharing(preset=share))
        return None if path is None else (path, share)

    def _on_chosen(self) -> None:
        w = self._w
        words: dict[Share, str] = {
            "full": "",
            "without_comments": w("What was typed stays here: comments, evidence, reasons."),
            "without_names": w("Units are called Unit 1, Unit 2 and so on; what was typed stays."),
            "scores_only": w("No answer goes along; the figures stand alone."),
        }
        self.share_field.say(words[self.share_field.share])


class RollUpDialog(ExportDialog):
    """Asks which kind of file to make of all units summed up, and with which of their waves."""

    def __init__(self, parent: QWidget | None, w: Wording, waves: Sequence[str]) -> None:
        """Offer the kinds and the waves by name; chosen at first, the newest of each unit."""
        about = w("All units of the library, branch by branch.")
        super().__init__(parent, w, about, rollup_kinds(w), w("Sum up"))
        self.wave_field = QComboBox()
        self.wave_field.addItem(w("Newest wave of each unit"), "")
        for wave in waves:
            self.wave_field.addItem(wave, wave)
        hint = w("With a wave chosen by name, units that did not answer in it are left out.")
        self.add_field(w("&Wave"), self.wave_field, hint)

    @classmethod
    def ask_both(
        cls, parent: QWidget | None, w: Wording, waves: Sequence[str], start: Path
    ) -> tuple[Path, str] | None:
        """Return the file to write and the wave's name, empty for the newest of each unit."""
        dialog = cls(parent, w, waves)
        path = ask_place(parent, w, dialog.kind(), start) if dialog.exec() else None
        return None if path is None else (path, dialog.wave())

    def wave(self) -> str:
        """Return the name of the chosen wave; empty for the newest of each unit."""
        chosen: str = self.wave_field.currentData()
        return chosen


def ask_place(
    parent: QWidget | None, w: Wording, kind: Kind, start: Path, sharing: Sharing = IN_FULL
) -> Path | None:
    """Return where a file is to be written; None if nowhere.

    What leaves something out has that in its name, also where it was typed otherwise.
    """
    proposed = sharing.placed(start.with_name(start.name + kind.suffix))
    chosen, _ = QFileDialog.getSaveFileName(
        parent, w("Save {kind} as", kind=kind.name), str(proposed), f"{kind.name} (*{kind.suffix})"
    )
    if not chosen:
        return None
    has_suffix = chosen.lower().endswith(kind.suffix)
    stem = Path(chosen[: -len(kind.suffix)] if has_suffix else chosen)
    path = sharing.placed(stem.with_name(stem.name + kind.suffix))
    if has_suffix and path == Path(chosen):
        return path
    # The dialog asked about the name as it was typed, so it is asked again with what is added.
    return ask_place(parent, w, kind, stem, sharing) if path.exists() else path
