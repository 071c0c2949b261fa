"""Beginning a staff survey: of which unit, in which wave, with what, and who is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.staff import StaffSurvey
from maturity_app.reports.phrases import sentence
from maturity_app.storage.entries import UnitName
from maturity_app.storage.problems import InputError
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.dialogs.new_assessment import nothing_to_ask, season_of
from maturity_app.ui.models.help_topics import TopicId
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.date_field import DateField
from maturity_app.ui.widgets.headcount_field import HeadcountField
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.questionnaire_box import QuestionnaireBox
from maturity_app.ui.widgets.role_table import RoleTable
from maturity_app.ui.widgets.unit_field import UnitField
from maturity_app.wording import Wording

_LONGEST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class NewStaff:
    """What was asked for; the unit's id is empty where the library does not know it."""

    unit: UnitName
    wave: str
    day: date
    questionnaire: Questionnaire
    headcount: int
    roles: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffOffer:
    """What there is to choose from; `make` returns the survey, or raises what is wrong with it."""

    units: Sequence[UnitName]
    questionnaires: Sequence[Questionnaire]
    today: date
    make: Callable[[NewStaff], StaffSurvey]


class NewStaffDialog(FormDialog):
    """Asks for all that a staff survey is to know of those it asks."""

    topic = TopicId.STAFF

    def __init__(self, parent: QWidget | None, w: Wording, offer: StaffOffer) -> None:
        """Build the fields, filled with what is most likely."""
        super().__init__(parent, w, w("Begin a staff survey"), w("Choose the place…"))
        self._offer = offer
        self._survey: StaffSurvey | None = None
        self.unit_field = UnitField(w, offer.units)
        self.wave_field = QLineEdit(season_of(offer.today, w))
        self.date_field = DateField(w, offer.today)
        self.headcount_field = HeadcountField()
        self.questionnaire_field = QuestionnaireBox(w, offer.questionnaires)
        self.about_field = label("", "muted", wraps=True)
        self.role_table = RoleTable(w)
        self._brought = ""
        self._build()
        self._wire()
        self._on_questionnaire_changed()
        self.unit_field.setFocus()

    def survey(self) -> StaffSurvey:
        """Return the survey, once the dialog was accepted."""
        if self._survey is None:
            raise RuntimeError("the dialog was not accepted")
        return self._survey

    def _value(self, questionnaire: Questionnaire) -> NewStaff:
        """Return what the fields say."""
        return NewStaff(
            unit=self.unit_field.unit,
            wave=self.wave_field.text().strip(),
            day=self.date_field.day(),
            questionnaire=questionnaire,
            headcount=self.headcount_field.people or 0,
            roles=self.role_table.roles,
        )

    @override
    def problem(self) -> str:
        choice = self.questionnaire_field.choice
        if choice is None:
            return nothing_to_ask(self._w)
        asked = self._value(choice.questionnaire)
        return self._problem_of(asked) or self._refusal_of(asked)

    def _problem_of(self, asked: NewStaff) -> str:
        w = self._w
        if not asked.unit.name:
            return w("Write the name of the unit.")
        if not asked.wave:
            return w("Write what the wave is called, such as {example}.",
                     example=season_of(self._offer.today, w))  # fmt: skip
        if not asked.headcount:
            return w("Write how many people are asked, as a whole number.")
        if not self.role_table.is_complete:
            return w("Write of each role its name and how many people have it, or remove it.")
        return ""

    def _refusal_of(self, asked: NewStaff) -> str:
        try:
            self._survey = self._offer.make(asked)
        except InputError as refused:
            return sentence(refused.worded(self._w))
        return ""

    # --- building --------------------------------------------------------------------

    def _build(self) -> None:
        w = self._w
        self.wave_field.setMaxLength(_LONGEST)
        self.headcount_field.setMaximumWidth(160)
        hint = w("Choose a unit, or write the name of a new one.")
        self.add_field(w("&Unit"), self.unit_field, hint if self._offer.units else "")
        self._build_wave()
        if len(self._offer.questionnaires) > 1:
            self.add_field(w("&Questionnaire"), self.questionnaire_field)
            self.body.addWidget(self.about_field)
        hint = w("Everyone who gets the form, whether they answer or not.")
        self.add_field(w("&How many people are asked"), self.headcount_field, hint)
        hint = w(
            "Two or three large roles tell more than many small ones. Whoever has none of them "
            "counts among all."
        )
        self.add_field(w("&Roles told apart (optional)"), self.role_table, hint)

    def _build_wave(self) -> None:
        """Put the wave's name and date beside each other: all should be seen at once."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        w = self._w
        for place, (text, field) in enumerate(
            ((w("&Wave"), self.wave_field), (w("&Date"), self.date_field))
        ):
            grid.addWidget(label(text, "strong", buddy=field), 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(0, 1)
        self.body.addSpacing(8)
        self.body.addLayout(grid)

    def _wire(self) -> None:
        self.unit_field.named.connect(self._on_unit_changed)
        self.wave_field.textChanged.connect(self.recheck)
        self.headcount_field.textChanged.connect(self._on_headcount_changed)
        self.questionnaire_field.currentIndexChanged.connect(self._on_questionnaire_changed)
        self.role_table.changed.connect(self.recheck)

    # --- what happens ----------------------------------------------------------------

    def _on_unit_changed(self) -> None:
        # What another unit's name brought along on the way to this one goes with it.
        if self.headcount_field.text() == self._brought:
            self._brought = str(self.unit_field.unit.headcount or "")
            self.headcount_field.setText(self._brought)
        self.recheck()

    def _on_headcount_changed(self) -> None:
        self.role_table.show_headcount(self.headcount_field.people or 0)
        self.recheck()

    def _on_questionnaire_changed(self) -> None:
        choice = self.questionnaire_field.choice
        if choice is not None:
            self.about_field.setText(sentence(choice.about))
            self.questionnaire_field.setAccessibleDescription(choice.about)
            self.questionnaire_field.setToolTip(choice.in_full)
