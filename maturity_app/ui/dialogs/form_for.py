"""A form to fill in without the program: which kind, for which wave, by whom, in what language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translating import in_language, language_of
from maturity_app.jobs.forms import Invitation
from maturity_app.storage.entries import UnitName, WaveName
from maturity_app.ui.dialogs.export import Kind, KindChoice
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.dialogs.new_assessment import season_of
from maturity_app.ui.overriding import override
from maturity_app.ui.rounds import Round
from maturity_app.ui.widgets.language_box import LanguageBox
from maturity_app.ui.widgets.one_wave import OneWave
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.who_answers import WhoAnswers
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class FormOffer:
    """What a form is made of, and what is known of whom it is for.

    `round_of` returns the wave of a unit that is under way, by its id; `unit` and `wave` are
    those the form is wanted for, if that is known.
    """

    questionnaire: Questionnaire
    units: Sequence[UnitName]
    round_of: Callable[[str], Round | None]
    today: date
    unit: UnitName | None = None
    wave: WaveName | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FormOrder:
    """The form that is wanted."""

    kind: Kind
    language: str
    to: Invitation


def form_kinds(w: Wording) -> tuple[Kind, ...]:
    """Return what can be made of a questionnaire for those who answer without the program."""
    return (
        Kind(
            suffix=".xlsx", name=w("Excel form"),
            told=w("To fill in with a spreadsheet, and to be opened here again"),
        ),
        Kind(suffix=".pdf", name=w("Form to print"), told=w("To fill in by hand")),
    )  # fmt: skip


class FormForDialog(FormDialog):
    """Asks for all that a form need not ask those who fill it in."""

    def __init__(self, parent: QWidget | None, w: Wording, offer: FormOffer) -> None:
        """Offer an Excel form, for the wave that is known or else for any."""
        super().__init__(parent, w, w("Form to fill in…"), w("Choose the place…"))
        self._offer = offer
        asked = offer.questionnaire
        self._spoken = language_of(asked, w.language)
        title = in_language(asked, self._spoken).title
        self.body.addWidget(label(f"{title} {asked.version}", "quiet", wraps=True))
        self.body.addSpacing(4)
        self.kind_field = KindChoice(form_kinds(w))
        self.body.addWidget(self.kind_field)
        usual = WaveName(season_of(offer.today, w), offer.today)
        self.wave_part = OneWave(w, offer.units, usual, self._wave_of)
        self.who_part = WhoAnswers(w)
        self._for_whom = self._lay_out()
        self.body.addWidget(self._for_whom)
        note = w("It is for everybody: who fills it in writes unit, wave and name on it.")
        self._note = label(note, "muted", wraps=True)
        self._note.hide()
        self.body.addWidget(self._note)
        self.language_field = LanguageBox(asked.languages, self._spoken)
        if len(asked.languages) > 1:
            self.add_field(w("&Language of the form"), self.language_field)
        if offer.unit and offer.wave:
            self.wave_part.show_wave(offer.unit, offer.wave)
        self.wave_part.changed.connect(self.recheck)
        self.kind_field.chosen.connect(self._on_kind)
        first = self.who_part.name_field if offer.wave else self.kind_field
        first.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, offer: FormOffer) -> FormOrder | None:
        """Return the form that is wanted; None if none is."""
        dialog = cls(parent, w, offer)
        return dialog.value() if dialog.exec() else None

    def value(self) -> FormOrder:
        """Return what the fields say; a form to print is for everybody."""
        kind, language = self.kind_field.kind, self.language_field.language
        to = self._invitation() if self._is_for_somebody else Invitation()
        return FormOrder(kind=kind, language=language, to=to)

    @override
    def problem(self) -> str:
        w, wave = self._w, self.wave_part
        if not (self._is_for_somebody and wave.is_one):
            return ""
        if not wave.unit.name:
            return w("Write the name of the unit.")
        if not wave.wave:
            return w("Write what the wave is called, such as {example}.",
                     example=season_of(self._offer.today, w))  # fmt: skip
        return ""

    # --- building --------------------------------------------------------------------

    def _lay_out(self) -> QWidget:
        w, whole = self._w, QWidget()
        whole.setProperty("role", "clear")
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for text, part in (
            (w("For which wave"), self.wave_part),
            (w("Who fills it in"), self.who_part),
        ):
            box.addSpacing(8)
            box.addWidget(label(text, "strong", buddy=part))
            box.addWidget(part)
        return whole

    # --- reading ---------------------------------------------------------------------

    @property
    def _is_for_somebody(self) -> bool:
        return self.kind_field.kind.suffix == ".xlsx"

    def _invitation(self) -> Invitation:
        who, wave = self.who_part, self.wave_part
        answering = Invitation(assessor=who.name, roles=who.roles, is_anonymous=who.is_anonymous)
        if not wave.is_one:
            return answering
        return replace(
            answering, unit=wave.unit.name, unit_id=wave.unit.id, headcount=wave.unit.headcount,
            wave=wave.wave, day=wave.day,
        )  # fmt: skip

    def _wave_of(self, unit_id: str) -> WaveName | None:
        """Return the wave in which a unit's people answer this questionnaire."""
        found = self._offer.round_of(unit_id)
        return found.wave if found and found.asks(self._offer.questionnaire) else None

    def _on_kind(self) -> None:
        self._for_whom.setVisible(self._is_for_somebody)
        self._note.setVisible(not self._is_for_somebody)
        self.recheck()
