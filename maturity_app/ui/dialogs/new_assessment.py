"""Beginning an assessment: which unit, which wave, which questionnaire."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from maturity_app.domain.assessment import Assessor
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.phrases import sentence
from maturity_app.storage.entries import UnitName, WaveName
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.models.instruments import Choice, choices
from maturity_app.ui.overriding import override
from maturity_app.ui.rounds import Round, is_same
from maturity_app.ui.widgets.date_field import DateField
from maturity_app.ui.widgets.for_whom import ForWhom
from maturity_app.ui.widgets.headcount_field import HeadcountField
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.questionnaire_box import QuestionnaireBox
from maturity_app.ui.widgets.unit_field import UnitField
from maturity_app.wording import Wording

_LONGEST = 200
_QUARTER_OF_MONTH = (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAssessment:
    """What was asked for; `unit_id` is empty for a unit the library does not know yet.

    With an `assessor` it is for that person's own answers.
    """

    unit_id: str
    unit_name: str
    wave_label: str
    day: date
    headcount: int | None
    questionnaire: Questionnaire
    assessor: Assessor | None = None


def _no_round(_: str) -> Round | None:
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """What there is to choose from. `taken` are the waves there are, as unit id and label.

    `unit` is the one whose next wave begins, `selected` one that is only proposed; `round_of`
    returns the wave that people of a unit answer alone for, by the unit's id.
    """

    units: Sequence[UnitName]
    questionnaires: Sequence[Questionnaire]
    taken: Collection[tuple[str, str]]
    today: date
    unit: UnitName | None = None
    selected: UnitName | None = None
    proposed: Questionnaire | None = None
    round_of: Callable[[str], Round | None] = _no_round


def season_of(day: date, w: Wording) -> str:
    """Return a wave's name for a day, such as "Autumn 2026"."""
    names = (w("Winter {year}"), w("Spring {year}"), w("Summer {year}"), w("Autumn {year}"))
    return names[_QUARTER_OF_MONTH[day.month - 1]].format(year=day.year)


def nothing_to_ask(w: Wording) -> str:
    """Return what keeps anything from being begun where there is no questionnaire."""
    return w("There is no questionnaire. Add one on the page Questionnaires first.")


class NewAssessmentDialog(FormDialog):
    """Asks for unit, wave, date, headcount and questionnaire."""

    def __init__(self, parent: QWidget | None, w: Wording, offer: Offer) -> None:
        """Build the fields, filled with what is most likely."""
        title = w("New wave") if offer.unit else w("New assessment")
        super().__init__(parent, w, title, w("Create"))
        self._offer = offer
        self._round: Round | None = None
        self._before: Round | None = None
        self._build_unit()
        self.whom_field = ForWhom(w)
        self.add_field(w("Whose answers"), self.whom_field)
        self.whom_field.changed.connect(self._on_whom_changed)
        self._build_wave()
        self._build_questionnaire()
        self._on_unit_changed()
        first = self.wave_field if offer.unit else self.unit_field
        first.setFocus()
        edit = self.unit_field.lineEdit()
        if edit is not None and offer.selected:
            # Typing another name takes the place of the one proposed.
            edit.selectAll()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, offer: Offer) -> NewAssessment | None:
        """Return what is to be begun; None if nothing is."""
        dialog = cls(parent, w, offer)
        return dialog.value() if dialog.exec() else None

    # --- building --------------------------------------------------------------------

    def _build_unit(self) -> None:
        w = self._w
        self.unit_field = UnitField(w, self._offer.units)
        proposed = self._offer.unit or self._offer.selected
        if proposed:
            self.unit_field.name(proposed)
        hint = w("Choose a unit for its next wave, or write the name of a new one.")
        self.add_field(w("&Unit"), self.unit_field, hint if self._offer.units else "")
        self.headcount_field = HeadcountField()
        self._brought = ""
        self.headcount_field.setMaximumWidth(160)
        self.unit_field.named.connect(self._on_unit_changed)
        self.unit_field.named.connect(self.recheck)

    def _build_wave(self) -> None:
        w = self._w
        today = self._offer.today
        self._proposed_label = self._free_label(season_of(today, w))
        self.wave_field = QLineEdit(self._proposed_label)
        self.wave_field.setMaxLength(_LONGEST)
        self.wave_field.textChanged.connect(self.recheck)
        self.add_field(w("&Wave"), self.wave_field, w("What people will call this round."))
        self.date_field = DateField(w, today)
        self.add_field(w("&Date"), self.date_field, w("Waves are put in order by this date."))
        self.add_field(w("&Headcount (optional)"), self.headcount_field)

    def _free_label(self, label: str) -> str:
        """Return a wave's name, numbered where the unit has had one of it."""
        unit = self.unit_field.unit
        labels = (label, *(f"{label} ({number})" for number in range(2, 100)))
        taken = {wave for unit_id, wave in self._offer.taken if unit_id == unit.id}
        return next((free for free in labels if free not in taken), label)

    def _build_questionnaire(self) -> None:
        offer = self._offer
        self.questionnaire_field = QuestionnaireBox(self._w, offer.questionnaires, offer.proposed)
        self.about_field = label("", "muted", wraps=True)
        self.questionnaire_field.currentIndexChanged.connect(self._on_questionnaire_changed)
        if len(offer.questionnaires) > 1:
            self.add_field(self._w("&Questionnaire"), self.questionnaire_field)
            self.body.addWidget(self.about_field)
        self._on_questionnaire_changed()

    # --- reading ---------------------------------------------------------------------

    def value(self) -> NewAssessment:
        """Return what the fields say, among them which of the questionnaires."""
        unit, choice = self.unit_field.unit, self.questionnaire_field.choice
        if choice is None:
            raise RuntimeError("there is no questionnaire")
        return NewAssessment(
            unit_id=unit.id,
            unit_name=unit.name,
            wave_label=self.wave_field.text().strip(),
            day=self.date_field.day(),
            headcount=self.headcount_field.people,
            questionnaire=choice.questionnaire,
            assessor=self.whom_field.assessor(),
        )

    @override
    def problem(self) -> str:
        w = self._w
        unit = self.unit_field.unit
        label = self.wave_field.text().strip()
        if not unit.name:
            return w("Write the name of the unit.")
        if not label:
            return w("Write what the wave is called, such as {example}.",
                     example=season_of(self._offer.today, w))  # fmt: skip
        if self.whom_field.lacks_name:
            return w("Write the name of the person who answers.")
        if self.headcount_field.text() and self.headcount_field.people is None:
            return w("The headcount is a whole number from 1 on, or left empty.")
        if self.questionnaire_field.choice is None:
            return nothing_to_ask(w)
        return self._problem_of_wave(unit, label)

    def _problem_of_wave(self, unit: UnitName, label: str) -> str:
        w = self._w
        is_wave = self.whom_field.assessor() is None
        if is_wave and (unit.id, label) in self._offer.taken:
            return w(
                "{unit} has a wave called {wave} already. Give this one another name.",
                unit=unit.name,
                wave=label,
            )
        others = self._asked_otherwise()
        if others:
            return w(
                "The others of this wave answer {questionnaire}. Choose it, or name another wave.",
                questionnaire=others,
            )
        return ""

    def _on_whom_changed(self) -> None:
        if self.whom_field.is_one_person:
            self._join_round()
        else:
            self._leave_round()
        self.recheck()

    def _join_round(self) -> None:
        """Bring along what the unit's people answer alone, and for which wave."""
        unit = self.unit_field.unit
        if not unit.id or self._round is not None:
            return
        self._round = self._offer.round_of(unit.id)
        if self._round is not None:
            shown = WaveName(self.wave_field.text(), self.date_field.day())
            choice = self.questionnaire_field.choice
            self._before = Round(wave=shown, questionnaire=choice.questionnaire if choice else None)
            self._show_round(self._round)

    def _leave_round(self) -> None:
        """Take back what joining it brought along."""
        self._round = None
        if self._before is not None:
            self._show_round(self._before)
            self._before = None

    def _show_round(self, shown: Round) -> None:
        self.wave_field.setText(shown.wave.label)
        self.date_field.show_day(shown.wave.date)
        if shown.questionnaire is not None:
            self.questionnaire_field.setCurrentIndex(self._place_of(shown.questionnaire))

    def _asked_otherwise(self) -> str:
        """Return what the others answer in the wave that is named, where it is not the chosen."""
        joined, asked = self._round, self.questionnaire_field.choice
        if joined is None or joined.questionnaire is None or asked is None:
            return ""
        named = WaveName(self.wave_field.text().strip(), self.date_field.day())
        if named != joined.wave or joined.asks(asked.questionnaire):
            return ""
        choice: Choice = self.questionnaire_field.itemData(self._place_of(joined.questionnaire))
        return choice.name

    def _place_of(self, questionnaire: Questionnaire) -> int:
        """Return where a questionnaire is listed, added where it is an older version."""
        field = self.questionnaire_field
        for place in range(field.count()):
            if is_same(field.itemData(place).questionnaire, questionnaire):
                return place
        *_, choice = choices([*self._offer.questionnaires, questionnaire], self._w)
        field.addItem(choice.in_full, choice)
        return field.count() - 1

    def _on_questionnaire_changed(self) -> None:
        choice = self.questionnaire_field.choice
        if choice is None:
            return
        self.about_field.setText(sentence(choice.about))
        self.questionnaire_field.setAccessibleDescription(choice.about)
        self.questionnaire_field.setToolTip(choice.in_full)

    def _on_unit_changed(self) -> None:
        self._leave_round()
        unit = self.unit_field.unit
        if self.wave_field.text() == self._proposed_label:
            self._proposed_label = self._free_label(season_of(self._offer.today, self._w))
            self.wave_field.setText(self._proposed_label)
        # What another unit's name brought along on the way to this one goes with it.
        if self.headcount_field.text() == self._brought:
            self._brought = str(unit.headcount or "")
            self.headcount_field.setText(self._brought)
        self._on_whom_changed()
