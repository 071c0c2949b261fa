"""Forms for people without the program: what they are asked beforehand, and what comes back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.assessment import Assessor, Unit
from maturity_app.domain.translation import Translation
from maturity_app.jobs.assessing import store_summary
from maturity_app.jobs.forms import Invitation
from maturity_app.jobs.merging import own_entries
from maturity_app.jobs.reading import read_record
from maturity_app.storage.entries import UnitName, WaveName
from maturity_app.storage.library import Library, open_library
from maturity_app.ui import forms
from maturity_app.ui.dialogs.form_for import FormForDialog, FormOffer
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.pages.wave_panel import Wish, wish_texts
from maturity_app.ui.rounds import Round
from maturity_app.ui.theme import LIGHT
from maturity_app.wording import ENGLISH, wording_for
from tests.building import answers, assessment, dimension, questionnaire
from tests.jobs.filling import fill, put

SMALL = replace(questionnaire(dimension("practice", (1, 1, 2, 2))), id="small")
HARBOUR = UnitName("harbour", "Harbour", 34)
WAVE, TODAY = WaveName("Autumn 2026", date(2026, 10, 16)), date(2026, 11, 26)


def offer(**known: object) -> FormOffer:
    rounds = {"harbour": Round(wave=WAVE, questionnaire=SMALL)}
    whole = FormOffer(questionnaire=SMALL, units=[HARBOUR], round_of=rounds.get, today=TODAY)
    return replace(whole, **known)  # type: ignore[arg-type]  # fields of an offer


@pytest.fixture
def dialog(qtbot: QtBot) -> FormForDialog:
    made = FormForDialog(None, ENGLISH, offer())
    qtbot.addWidget(made)
    return made


def test_a_form_asks_for_everything_if_nothing_is_said(dialog: FormForDialog) -> None:
    order = dialog.value()
    assert (order.kind.suffix, order.language, order.to) == (".xlsx", "en", Invitation())
    assert dialog.problem() == ""


def test_a_unit_brings_its_wave_its_id_and_its_headcount(dialog: FormForDialog) -> None:
    dialog.wave_part.one_wave.setChecked(True)
    assert dialog.problem() == "Write the name of the unit."
    dialog.wave_part.unit_field.setEditText("harbour")
    dialog.who_part.name_field.setText(" Anna Nowak ")
    assert dialog.value().to == Invitation(
        unit="Harbour", unit_id="harbour", headcount=34, wave="Autumn 2026", day=WAVE.date,
        assessor="Anna Nowak",
    )  # fmt: skip
    # Another unit has no part in that wave.
    dialog.wave_part.unit_field.setEditText("Harbour, east")
    to = dialog.value().to
    assert (to.unit, to.unit_id, to.headcount, to.day) == ("Harbour, east", "", None, TODAY)
    dialog.wave_part.wave_field.clear()
    assert dialog.problem().startswith("Write what the wave is called")


def test_a_wave_that_answers_something_else_is_not_brought_along(qtbot: QtBot) -> None:
    dialog = FormForDialog(None, ENGLISH, offer(questionnaire=replace(SMALL, version="9.0")))
    qtbot.addWidget(dialog)
    dialog.wave_part.one_wave.setChecked(True)
    dialog.wave_part.unit_field.setEditText("Harbour")
    assert dialog.value().to.day == TODAY


def test_people_of_a_staff_survey_stay_unnamed(dialog: FormForDialog) -> None:
    dialog.who_part.name_field.setText("Anna Nowak")
    dialog.who_part.unnamed.setChecked(True)
    dialog.who_part.roles_field.setText("Manager, , case officer ")
    roles = ("Manager", "case officer")
    assert dialog.value().to == Invitation(roles=roles, is_anonymous=True)


def test_the_language_is_chosen_where_there_are_several(qtbot: QtBot) -> None:
    bilingual = replace(SMALL, translations={"de": Translation(title="Klein")})
    dialog = FormForDialog(None, wording_for("de"), offer(questionnaire=bilingual))
    qtbot.addWidget(dialog)
    assert dialog.value().language == "de"
    dialog.language_field.setCurrentIndex(dialog.language_field.findText("English"))
    assert dialog.value().language == "en"


# --- from a wave -------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "library")
    record = assessment(SMALL, answers(practice="FLNF"), label=WAVE.label, day=WAVE.date)
    own = replace(
        record, id="own", assessor=Assessor(name="Nowak"), unit=Unit(id="b2", name="Unit B2")
    )
    opened.add(own)
    store_summary(opened, own)
    yield opened
    opened.close()


@pytest.fixture
def window(library: Library, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = app.window_over(library, tmp_path / "library", LIGHT, ENGLISH)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.listing.count > 0)
    yield made
    made.close()


def test_what_comes_back_from_a_form_for_a_wave_is_gathered_with_it(
    window: MainWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:  # fmt: skip
    assert Wish.FORM in wish_texts(library.entry("own"), ENGLISH)
    path, offered = tmp_path / "form.xlsx", list[Path]()

    def name_berg(dialog: FormForDialog) -> bool:
        dialog.who_part.name_field.setText("Berg")
        return True

    def place(*given: object) -> Path:
        offered.append(Path(str(given[-1])))
        return path

    monkeypatch.setattr(FormForDialog, "exec", name_berg)
    monkeypatch.setattr(forms, "ask_place", place)
    window.home.select("own")
    window.wishes.on_action(Wish.FORM)
    qtbot.waitUntil(path.is_file, timeout=10_000)
    assert offered[0].name.startswith("Form for Berg")
    fill(path, put("practice-1", "answer", "Fully"))
    library.add(read_record(path).assessment)
    names = [entry.assessor for entry in own_entries(library, library.entry("own"))]
    assert sorted(map(str, names)) == ["Berg", "Nowak"]
