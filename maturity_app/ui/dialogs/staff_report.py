"""What is made of a staff survey: a form for everyone, and the report."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from maturity_app.domain.staff import StaffSurvey
from maturity_app.domain.translating import language_of
from maturity_app.storage.assessments import SUFFIX
from maturity_app.storage.staff import STAFF_SUFFIX
from maturity_app.ui.dialogs.export import Kind, KindChoice
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.models.help_topics import TopicId
from maturity_app.ui.widgets.language_box import LanguageBox
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording, languages, visible

Check = Callable[[Path, Callable[[str], None]], object]
"""Finds out beside the window what keeps a file from being an earlier wave, and tells it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffOrder:
    """What is wanted: as which kind of file, in which language, and since which earlier wave."""

    kind: Kind
    language: str
    previous: Path | None = None


def staff_form_kinds(w: Wording) -> tuple[Kind, ...]:
    """Return what can be handed to the people who are asked."""
    return (
        Kind(
            suffix=".xlsx", name=w("Excel form"),
            told=w("To fill in with a spreadsheet; everyone gets the same one"),
        ),
        Kind(
            suffix=SUFFIX, name=w("Start files for this program"),
            told=w("One for each role, without a name, for people who have the program"),
        ),
    )  # fmt: skip


def staff_report_kinds(w: Wording) -> tuple[Kind, ...]:
    """Return what a report on a staff survey can be."""
    return (
        Kind(suffix=".pdf", name=w("PDF report"), told=w("To read and to hand on")),
        Kind(suffix=".xlsx", name=w("Excel workbook"), told=w("All that may be told, as tables")),
        Kind(suffix=".csv", name=w("CSV table"), told=w("Plain figures for other programs")),
        Kind(suffix=".json", name=w("Figures for programs"), told=w("Every figure, unrounded")),
    )


class StaffFormDialog(FormDialog):
    """Asks as what people get the questions, and in which language."""

    topic = TopicId.STAFF

    def __init__(self, parent: QWidget | None, w: Wording, survey: StaffSurvey) -> None:
        """Offer an Excel form in the window's language, where the questionnaire has it."""
        super().__init__(parent, w, w("Form for everyone…"), w("Choose the place…"))
        self.kind_field = KindChoice(staff_form_kinds(w))
        self.kind_field.setAccessibleName(w("Form for everyone"))
        note = w("Unit, wave and roles stand in it. It asks nobody for a name.")
        self.body.addWidget(label(note, "quiet", wraps=True))
        self.body.addSpacing(4)
        self.body.addWidget(self.kind_field)
        asked = survey.questionnaire
        self.language_field = LanguageBox(asked.languages, language_of(asked, w.language))
        if len(asked.languages) > 1:
            self.add_field(
                w("&Language of the form"), self.language_field,
                w("Forms in several languages can be handed out beside each other."),
            )  # fmt: skip
        self.kind_field.chosen.connect(self._on_kind)
        self.kind_field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, survey: StaffSurvey) -> StaffOrder | None:
        """Return what is wanted; None if nothing is."""
        dialog = cls(parent, w, survey)
        return dialog.value() if dialog.exec() else None

    def value(self) -> StaffOrder:
        """Return what the fields say."""
        return StaffOrder(kind=self.kind_field.kind, language=self.language_field.language)

    def _on_kind(self) -> None:
        self.language_field.setEnabled(self.kind_field.kind.suffix == ".xlsx")


class StaffReportDialog(FormDialog):
    """Asks for kind and language of the report, and for an earlier wave to compare with."""

    topic = TopicId.STAFF

    def __init__(
        self,
        parent: QWidget | None,
        w: Wording,
        start: Path,
        check: Check,
        previous: Path | None = None,
    ) -> None:
        """Offer a PDF; `previous` is the earlier wave that a report was compared with before.

        `check` looks into a file that may be an earlier wave.
        """
        super().__init__(parent, w, w("Write the report…"), w("Choose the place…"))
        self._start, self._check = start, check
        self._previous = previous
        self.kind_field = KindChoice(staff_report_kinds(w))
        self.body.addWidget(self.kind_field)
        self.language_field = LanguageBox(languages(), w.language)
        self.add_field(w("&Language of the report"), self.language_field)
        self.earlier_name = label("", wraps=True)
        self.choose_button = button(w("Choose…"), "row", on_click=self._on_choose)
        self.without_button = button(w("Leave out"), "row", on_click=self._on_without)
        for each in (self.choose_button, self.without_button):
            each.setAutoDefault(True)
        self._build_earlier()
        self._show(previous)
        self.kind_field.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        w: Wording,
        start: Path,
        check: Check,
        previous: Path | None = None,
    ) -> StaffOrder | None:
        """Return the report that is wanted; None if none is."""
        dialog = cls(parent, w, start, check, previous)
        return dialog.value() if dialog.exec() else None

    def value(self) -> StaffOrder:
        """Return what the fields say."""
        kind, language = self.kind_field.kind, self.language_field.language
        return StaffOrder(kind=kind, language=language, previous=self._previous)

    def choose(self, path: Path) -> None:
        """Compare with the survey in a file once it was looked into, or say why that can't be."""
        had_focus = self.choose_button.hasFocus()
        self._tell("")
        self.earlier_name.setText(self._w("Reading {name} …", name=visible(path.name)))
        self._allow(is_on=False)

        def told(wrong: str) -> None:
            self._allow(is_on=True)
            self._show(self._previous if wrong else path)
            self._tell(wrong)
            if had_focus:
                self.choose_button.setFocus()

        self._check(path, told)

    def _allow(self, *, is_on: bool) -> None:
        for each in (self.choose_button, self.without_button, self.accept_button):
            each.setEnabled(is_on)

    def _build_earlier(self) -> None:
        w = self._w
        self.body.addSpacing(8)
        self.body.addWidget(
            label(w("&Earlier wave (optional)"), "strong", buddy=self.choose_button)
        )
        hint = w("The file of a survey of this unit that was reported on; what changed is told.")
        self.body.addWidget(label(hint, "muted", wraps=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.earlier_name, 1)
        row.addWidget(self.choose_button)
        row.addWidget(self.without_button)
        self.body.addLayout(row)

    def _on_choose(self) -> None:
        w = self._w
        kinds = f"{w('Staff surveys')} (*{STAFF_SUFFIX})"
        title = w("Choose an earlier wave")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(self._start), kinds)
        if chosen:
            self.choose(Path(chosen))

    def _on_without(self) -> None:
        self._tell("")
        self.choose_button.setFocus()
        self._show(None)

    def _show(self, path: Path | None) -> None:
        self._previous = path
        name = visible(path.name) if path else self._w("None: this wave by itself")
        self.earlier_name.setText(name)
        self.choose_button.setAccessibleDescription(name)
        self.without_button.setVisible(path is not None)
