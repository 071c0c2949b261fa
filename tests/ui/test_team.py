"""A team in the window: people begin alone, are gathered, and settle where they differ."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.assessment import Answer, Assessment, Assessor, Wave
from maturity_app.domain.consensus import gather
from maturity_app.jobs.assessing import store_summary
from maturity_app.jobs.merging import own_entries, own_of
from maturity_app.jobs.organising import add_branch
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.gather import GatherDialog, WhichCountsDialog
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog, Offer
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.models.team import apart_words
from maturity_app.ui.models.wave_tree import Column, WaveTreeModel
from maturity_app.ui.pages.wave_panel import Wish, wish_texts
from maturity_app.ui.rounds import Rounds
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.option_row import OptionRow
from maturity_app.ui.widgets.team_answers import TeamAnswers
from maturity_app.wording import ENGLISH
from tests.building import answers, assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2, 2)))
NOWAK, BERG, ROY = "own-nowak", "own-berg", "own-roy"


def own(name: str, letters: str) -> Assessment:
    record = assessment(ONE, answers(practice=letters))
    return replace(record, id=f"own-{name.lower()}", assessor=Assessor(name=name))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "library")
    last = assessment(ONE, answers(practice="PPPP"), label="Autumn 2025", day=date(2025, 10, 1))
    for record in (last, own("Nowak", "FLNF"), own("Berg", "FNLF"), own("Roy", "FPFD")):
        opened.add(record)
        store_summary(opened, record)
    yield opened
    opened.close()


@pytest.fixture
def window(library: Library, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = app.window_over(library, tmp_path / "library", LIGHT, ENGLISH)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.listing.count > 0)
    yield made
    made.close()


@pytest.fixture
def ticked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have the dialog tick these records."""
    ids = [NOWAK, BERG, ROY]
    monkeypatch.setattr(GatherDialog, "exec", lambda _: True)
    monkeypatch.setattr(GatherDialog, "value", lambda _: ids)
    return ids


def model_of(library: Library) -> WaveTreeModel:
    model = WaveTreeModel(ENGLISH)
    model.show(library.entries(), library.units())
    return model


def test_own_answers_stand_below_their_wave_and_are_none_of_the_units(library: Library) -> None:
    model = model_of(library)
    unit = model.index(0, 0)
    assert unit.siblingAtColumn(Column.WAVES).data() == "Autumn 2025: Draft"
    assert model.index_of(BERG).parent() == unit
    assert model.index_of(BERG).data() == "Autumn 2026, own answers of Berg"
    assert model.tree.counts() == (1, 1)
    library.add(assessment(ONE, {}))
    model = model_of(library)
    names = [model.index(row, 0, model.index(0, 0)).data() for row in range(5)]
    assert names[0] == "Autumn 2026"
    assert sorted(names[1:4]) == [f"Own answers of {name}" for name in ("Berg", "Nowak", "Roy")]
    assert names[4] == "Autumn 2025"
    assert [model.depth(model.index(row, 0, model.index(0, 0))) for row in range(5)] == [
        1, 2, 2, 2, 1,
    ]  # fmt: skip


def test_one_persons_answers_can_be_gathered_and_not_signed(
    window: MainWindow, library: Library
) -> None:
    assert Wish.GATHER in wish_texts(library.entry(NOWAK), ENGLISH)
    assert Wish.SIGN_OFF not in wish_texts(library.entry(NOWAK), ENGLISH)
    window.home.select(NOWAK)
    actions = {action.text(): action for action in window.findChildren(QAction)}
    assert actions["&Gather team answers…"].isEnabled()
    sign = actions["&Sign off…"]
    assert (sign.isEnabled(), "never signed off" in sign.toolTip()) == (False, True)


def test_what_is_gathered_opens_where_the_team_lies_widest_apart_and_keeps_dissent(
    window: MainWindow, library: Library, ticked: list[str]
) -> None:
    del ticked
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    survey, model = window.pages.survey, window.opened.model
    assert model is not None
    assert model.team is not None
    assert list(model.assessment.answers) == ["practice-1"]
    # N, L and F lie as far apart as any; what only one does not know comes last.
    assert model.team.differing == ("practice-3", "practice-2", "practice-4")
    assert survey.current == "practice-3"
    card = survey.card
    assert card is not None
    team = card.findChild(TeamAnswers)
    assert team is not None
    told = [label.text() for label in team.findChildren(QLabel)]
    assert [text for text in told if text[:1].isdigit()] == [
        "1 of 3: Largely; 1: Not; 1: Fully", "3 Largely", "1 Not", "4 Fully",
    ]  # fmt: skip
    rows = card.findChildren(OptionRow)
    assert [row.accessibleDescription() for row in rows] == ["Nowak", "", "Berg", "Roy"]
    rows[2].click()
    field = next(f for f in card.fields if f.accessibleName() == "Dissent")
    QTest.keyClick(rows[2], Qt.Key.Key_X)
    assert field.hasFocus()
    QTest.keyClicks(field, "Nowak holds Not.")
    assert survey.flush()
    stored = library.assessment(window.open_record).answer("practice-3")
    assert (stored.option, stored.dissent) == ("largely", "Nowak holds Not.")
    # Gathered again, what is recorded stays, and one goes on where nothing is yet.
    window.wishes.on_asked(Wish.GATHER, BERG)
    assert library.assessment(window.open_record).answer("practice-3") == stored
    assert survey.current == "practice-2"


def test_the_filter_says_when_the_team_has_settled_all(
    window: MainWindow, ticked: list[str]
) -> None:
    del ticked
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    survey, model = window.pages.survey, window.opened.model
    assert model is not None
    assert model.team is not None
    assert survey.desk.tools.filter.text() == "Team differs: 3"
    for item_id in model.team.differing:
        model.set_answer(item_id, Answer(state="answered", option="fully"))
    assert survey.desk.tools.filter.text() == "Team differs: 3, all settled"


def test_home_counts_own_answers_too(window: MainWindow, library: Library) -> None:
    library.add(replace(own("Roy", "NNNN"), id="own-roy-2"))
    window.home.show_entries(library.entries(), library.units())
    told = [label.text() for label in window.home.findChildren(QLabel)]
    counted = "1 unit, 1 assessment, own answers of 3 people. Units are not ranked."
    assert counted in told


def test_of_five_people_on_the_agreement_is_a_figure() -> None:
    letters = ("FFNF", "FFNF", "FFNF", "FFNF", "NFNF")
    owns = [own_of(own(name, said)) for name, said in zip("ABCDE", letters, strict=True)]
    five, four = gather(owns).items["practice-1"], gather(owns[1:]).items["practice-1"]
    assert apart_words(five, ONE, ENGLISH) == "Not to Fully; agreement 0.00"
    assert apart_words(four, ONE, ENGLISH) == "3 of 4: Fully; 1: Not"


def test_the_meeting_begins_with_what_each_answered_alone(
    window: MainWindow, library: Library, ticked: list[str]
) -> None:
    del ticked
    nowak = library.assessment(NOWAK)
    said = replace(nowak.answer("practice-2"), comment="Twice\nonly.")
    library.replace(nowak.with_answer("practice-2", said))
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    window.pages.survey.enter_meeting()
    view = window.pages.survey.meeting
    assert view is not None
    seen = [label for label in view.findChildren(QLabel) if label.isVisibleTo(view)]
    assert any(label.text() == "3 votes, hidden until shown" for label in seen)
    assert not any("Nowak" in label.text() for label in seen)
    view.foot.reveal.click()
    names = "Berg: Largely; Nowak: Not; Roy: Fully"
    assert any(label.text() == names for label in view.findChildren(QLabel))
    view.page.rows[2].click()
    QTest.keyClicks(view.outcome.dissent, "Nowak holds Not.")
    view.go_to("practice-2")
    stored = library.assessment(window.open_record).answer("practice-3")
    assert (stored.option, stored.dissent) == ("largely", "Nowak holds Not.")
    assert view.outcome.dissent.toPlainText() == ""
    view.foot.reveal.click()
    seen = [label for label in view.findChildren(QLabel) if label.isVisibleTo(view)]
    names = "Berg: Not; Nowak: Largely; Roy: Partially\nNowak: Twice only."
    assert any(label.text() == names for label in seen)
    view.foot.again.click()
    view.page.rows[0].click()
    view.foot.reveal.click()
    shown = [label for label in view.findChildren(QLabel) if label.isVisibleTo(view)]
    assert not any("Nowak" in label.text() for label in shown)
    window.end_meeting()


def test_files_that_come_in_are_offered_to_be_gathered(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def refuse(*words: str) -> bool:
        asked.append(words[3])
        return False

    monkeypatch.setattr(ConfirmDialog, "ask", refuse)
    path = tmp_path / f"Wolf{SUFFIX}"
    write_assessment(path, own("Wolf", "FFFF"))
    window.tasks.import_files([path])
    qtbot.waitUntil(lambda: bool(asked))
    names = "Berg, Nowak, Roy and Wolf"
    assert asked[0].startswith(f"The own answers of {names} for Unit B2, Autumn 2026, are in")


def test_two_answers_of_one_person_are_asked_about(
    window: MainWindow, library: Library, ticked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = replace(own("Roy", "NNNN"), id="own-roy-2")
    library.add(second)
    # Before, too, only one of the two was ticked.
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    ticked[2] = second.id
    told: list[str] = []
    window.team_tasks.told.connect(told.append)
    seen: list[list[str]] = []

    def choose(dialog: WhichCountsDialog) -> bool:
        [group] = dialog.choices
        seen.append([key for key, choice in group.items() if choice.isChecked()])
        seen.append([choice.accessibleDescription() for choice in group.values()])
        group["own-roy"].setChecked(True)
        return True

    monkeypatch.setattr(WhichCountsDialog, "exec", choose)
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    assert seen == [
        ["own-roy-2"],
        [
            "E.1: Not; E.2: Not; E.3: Not; 1 other",
            "E.1: Fully; E.2: Partially; E.3: Fully; 1 other",
        ],
    ]
    held = library.assessment(window.open_record)
    assert [source.id for source in held.sources] == [BERG, NOWAK, ROY]
    assert told == ["Nothing has changed; 3 questions to settle"]
    monkeypatch.setattr(WhichCountsDialog, "exec", lambda _: True)
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    assert told[1] == (
        "0 questions filled in where all agree; Roy answers otherwise than before: look at E.1; "
        "what is recorded stays; 3 questions to settle"
    )


def test_files_can_be_added_in_the_dialog(
    window: MainWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"Wolf{SUFFIX}"
    write_assessment(path, own("Wolf", "FFFF"))
    other = tmp_path / f"other{SUFFIX}"
    write_assessment(
        other, replace(own("Nowak", "FF"), id="x", unit=assessment(ONE, {}, unit="C").unit)
    )
    (tmp_path / f"bad{SUFFIX}").write_text("{", "utf-8")
    paths = [str(path), str(other), str(tmp_path / f"bad{SUFFIX}")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (paths, ""))
    told: list[str] = []

    def add(dialog: GatherDialog) -> bool:
        dialog.boxes[ROY].setChecked(False)
        dialog.add_button.click()
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        return True

    monkeypatch.setattr(GatherDialog, "exec", add)
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    assert (
        "Wolf.assessment.json: the answers of Wolf are in the library now, and stay there if you "
        "cancel.\n"
        "other.assessment.json: it is of another unit (C, not Unit B2). It is in the library, but "
        "not in this list."
    ) in told
    assert f"bad{SUFFIX} was not added: " in "".join(told)
    names = [source.assessor.name for source in library.assessment(window.open_record).sources]
    assert names == ["Berg", "Nowak", "Roy", "Wolf"]


def test_a_file_of_another_day_says_so_and_one_that_is_here_too(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    late, known = tmp_path / f"eva{SUFFIX}", tmp_path / f"roy{SUFFIX}"
    wave = Wave(label="Autumn 2026", date=date(2026, 10, 15))
    write_assessment(late, replace(own("Eva", "FFFF"), wave=wave))
    write_assessment(known, library.assessment(ROY))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(late), str(known)], ""))
    told: list[str] = []
    walked: list[str] = []

    def add(dialog: GatherDialog) -> bool:
        dialog.add_button.click()
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        stop: QWidget | None = list(dialog.boxes.values())[-1]
        while len(walked) < 3:
            assert stop is not None
            stop = stop.nextInFocusChain()
            if isinstance(stop, QAbstractButton) and stop.text():
                walked.append(stop.text())
        return False

    monkeypatch.setattr(GatherDialog, "exec", add)
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    assert (
        "eva.assessment.json: dated 15 October 2026, and this wave is of 16 October 2026. It is in "
        "the library, but not in this list.\nroy.assessment.json is here already."
    ) in told
    assert walked == ["Add files…", "Cancel", "Gather"]


def test_a_person_begins_alone_in_the_round_of_the_unit(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def fill(dialog: NewAssessmentDialog) -> bool:
        dialog.unit_field.setEditText("Unit B2")
        dialog.whom_field.alone.setChecked(True)
        seen.append(dialog.problem())
        dialog.whom_field.name_field.setText("Wolf")
        seen.extend([dialog.wave_field.text(), dialog.problem()])
        dialog.questionnaire_field.setCurrentIndex(0)
        seen.append(dialog.problem())
        dialog.whom_field.together.setChecked(True)
        dialog.whom_field.alone.setChecked(True)
        return True

    monkeypatch.setattr(NewAssessmentDialog, "exec", fill)
    other = replace(ONE, id="longer", title="Longer")
    window.services.questionnaires = lambda: [other, ONE]  # type: ignore[method-assign]  # the test's own
    window.tasks.begin()
    assert seen[:-1] == ["Write the name of the person who answers.", "Autumn 2026", ""]
    assert seen[-1].startswith(f"The others of this wave answer {ONE.title} {ONE.version}. Choose")
    begun = library.assessment(window.open_record)
    assert (begun.assessor, begun.questionnaire) == (Assessor(name="Wolf"), ONE)
    wave = library.entry(NOWAK)
    assert begun.id in [entry.id for entry in own_entries(library, wave)]
    assert begun.wave == library.assessment(NOWAK).wave


def test_an_older_version_that_others_answer_is_offered_and_taken_back(
    qtbot: QtBot, library: Library
) -> None:
    newer = replace(ONE, version="9.0")
    offer = Offer(
        units=library.units(), questionnaires=[newer], taken=(), today=date(2026, 11, 26),
        round_of=Rounds(library, library.entries()).of,
    )  # fmt: skip
    dialog = NewAssessmentDialog(None, ENGLISH, offer)
    qtbot.addWidget(dialog)
    dialog.unit_field.setEditText("Unit B2")
    dialog.whom_field.alone.setChecked(True)
    assert (dialog.value().questionnaire, dialog.value().wave_label) == (ONE, "Autumn 2026")
    dialog.unit_field.setEditText("Unit B2, east")
    assert (dialog.value().questionnaire, dialog.value().day) == (newer, offer.today)


def test_a_new_assessment_proposes_the_unit_selected_at_home(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, ...]] = []

    def look(dialog: NewAssessmentDialog) -> bool:
        edit = dialog.unit_field.lineEdit()
        assert edit is not None
        seen.append((dialog.windowTitle(), edit.text(), edit.selectedText()))
        return False

    monkeypatch.setattr(NewAssessmentDialog, "exec", look)
    window.services.questionnaires = lambda: [ONE]  # type: ignore[method-assign]  # the test's own
    window.home.select(NOWAK)
    window.file_and_help.on_new()
    branch = add_branch(library, "Ports", None)
    window.listing.load_first()
    window.home.select_unit(branch.id)
    window.file_and_help.on_new()
    assert seen == [("New assessment", "Unit B2", "Unit B2"), ("New assessment", "", "")]


def test_answers_that_are_gone_are_told(
    window: MainWindow, library: Library, ticked: list[str]
) -> None:
    del ticked
    window.wishes.on_asked(Wish.GATHER, NOWAK)
    record = library.assessment(window.open_record)
    gone = replace(record.sources[0], id="gone", assessor=Assessor(name="Wolf"))
    library.replace(replace(record, sources=(*record.sources, gone)))
    window.open_assessment(record.id)
    window.show_page(Page.SURVEY)
    told = [label.text() for label in window.pages.survey.findChildren(QLabel)]
    assert any(text.startswith("The own answers of Wolf are not in this library") for text in told)
    assert Answer() == record.answer("practice-2")
