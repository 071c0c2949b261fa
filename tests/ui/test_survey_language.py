"""The language of the questions: chosen in the survey, live, and kept with each answer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translation import ItemTexts, NodeTexts, Translation
from maturity_app.storage.library import open_library
from maturity_app.storage.problems import MachineError
from maturity_app.ui.actions import Page
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.pages.results import ResultsPage
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.dimension_list import DimensionRow
from maturity_app.ui.widgets.question_line import QuestionLine
from maturity_app.wording import ENGLISH, Wording
from tests.building import answers, assessment, dimension, questionnaire
from tests.ui.desk import Desk, Set, press


def translated(*languages: str) -> Questionnaire:
    """Return a practice of two questions with its titles in these languages too."""
    definition = questionnaire(dimension("practice-1", (1, 2)))
    texts = {
        tag: Translation(
            title=f"Test {tag}",
            nodes={"practice-1": NodeTexts(title=f"Praxis {tag}")},
            items={
                f"practice-1-{n}": ItemTexts(text=f"Frage {n} ({tag})", title=f"Titel {n} ({tag})")
                for n in (1, 2)
            },
        )
        for tag in languages
    }
    return replace(definition, translations=texts)


def choose(desk: Desk, tag: str) -> None:
    """Choose a language as a person does."""
    box = desk.page.bar.languages
    box.setCurrentIndex(box.findData(tag))
    box.activated.emit(box.currentIndex())


def offered(desk: Desk) -> list[str]:
    box = desk.page.bar.languages
    return [box.itemText(at) for at in range(box.count())] if box.isVisible() else []


def test_languages_are_offered_by_their_own_names(sat_down: Set) -> None:
    desk = sat_down(translated("de", "fr", "mt"))
    assert offered(desk) == ["English", "Deutsch", "Français", "mt"]
    assert desk.page.bar.languages.currentText() == "English"
    assert desk.page.bar.languages.accessibleName() == "Language of the questions"


def test_one_language_is_no_choice(sat_down: Set) -> None:
    assert offered(sat_down(translated())) == []


def test_the_whole_page_changes_at_once_and_the_question_stays(sat_down: Set) -> None:
    desk = sat_down(translated("de"), answers(practice_1="L"))
    desk.page.go_to("practice-1-2")
    desk.page.bar.languages.setFocus()
    choose(desk, "de")
    assert desk.page.current == "practice-1-2"
    assert desk.card.question.item.text == "Frage 2 (de)"
    shown = [line for line in desk.page.findChildren(QuestionLine) if line.isVisible()]
    assert [line.accessibleName() for line in shown] == ["1.1 Titel 1 (de), Largely"]
    names = [r.section.short for r in desk.page.findChildren(DimensionRow) if r.isVisible()]
    assert names == ["Praxis de"]
    assert desk.rows()[0].hasFocus()
    choose(desk, "en")
    assert desk.card.question.item.text.startswith("The unit does")


def test_what_is_typed_is_saved_in_the_language_it_was_typed_under(sat_down: Set) -> None:
    desk = sat_down(translated("de"))
    press(Qt.Key.Key_C)
    QTest.keyClicks(desk.field("Comment"), "Half a sent")
    choose(desk, "de")
    assert desk.field("Comment").toPlainText() == "Half a sent"
    assert desk.card.isAncestorOf(desk.page.focusWidget())
    assert desk.stored("practice-1-1").comment == "Half a sent"
    assert desk.stored("practice-1-1").language == "en"


def test_where_saving_is_refused_nothing_changes(
    sat_down: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sat_down(translated("de"))

    def refuse(*_: object) -> datetime:
        raise MachineError("the disk is full")

    monkeypatch.setattr(desk.library, "save_answer", refuse)
    press(Qt.Key.Key_C)
    QTest.keyClicks(desk.field("Comment"), "Half a sent")
    choose(desk, "de")
    assert desk.page.bar.languages.currentText() == "English"
    assert desk.field("Comment").toPlainText() == "Half a sent"
    assert desk.card.question.item.text.startswith("The unit does")


def test_each_answer_keeps_the_language_it_was_given_in(sat_down: Set) -> None:
    desk = sat_down(translated("de", "fr"))
    press(Qt.Key.Key_2)
    choose(desk, "fr")
    desk.page.go_to("practice-1-2")
    press(Qt.Key.Key_3)
    languages = [desk.stored(f"practice-1-{n}").language for n in (1, 2)]
    assert languages == ["en", "fr"]


def test_one_goes_on_in_the_language_of_the_last_answer(sat_down: Set) -> None:
    given = Answer(state="answered", option="fully", language="de")
    desk = sat_down(translated("de", "fr"), {"practice-1-1": given})
    assert desk.page.bar.languages.currentText() == "Deutsch"
    assert desk.card.question.item.text == "Frage 2 (de)"


def test_a_new_wave_is_asked_in_the_language_of_the_one_before(sat_down: Set) -> None:
    then = {"practice-1-1": Answer(state="answered", option="fully", language="fr")}
    desk = sat_down(translated("de", "fr"), earlier=then)
    assert desk.page.bar.languages.currentText() == "Français"


# --- results -----------------------------------------------------------------------------


@pytest.fixture
def told(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], ResultsPage]]:
    library = open_library(tmp_path)
    kept: list[ResultsPage] = []

    def tell(language: str) -> ResultsPage:
        definition = replace(translated("de"), language="en")
        record = assessment(definition, answers(practice_1="FL"), unit=f"Unit {language}")
        library.add(record)
        earlier = replace(record, id="then", wave=replace(record.wave, date=date(2025, 1, 1)))
        page = ResultsPage(Wording(language=language), LIGHT)
        kept.append(page)
        qtbot.addWidget(page)
        page.show_assessment(AssessmentModel(library, record, [earlier], language=language))
        return page

    yield tell
    library.close()


@pytest.mark.parametrize(
    ("language", "title"), [("de", "Praxis de"), ("en", "Practice 1"), ("it", "Practice 1")]
)
def test_results_are_told_in_the_windows_language_if_there_is_one(
    told: Callable[[str], ResultsPage], language: str, title: str
) -> None:
    page = told(language)
    [row] = page.overview.profile.table.table.rows
    assert row.cells[0] == title
    item = "Titel 1 (de)" if language == "de" else "What practice-1-1 asks"
    assert page.items.table.rows[0].cells[1] == item


def test_the_librarys_figures_keep_the_words_of_the_definition(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    names = ("null", "eins", "zwei", "drei", "vier")
    texts = replace(translated("de").translations["de"], level_names=names)
    definition = replace(translated("de"), translations={"de": texts})
    record = assessment(definition, answers(practice_1="FL"))
    library.add(record)
    model = AssessmentModel(library, record, [], language="de")
    assert model.card.questionnaire.level_names == names
    model.store_summary()
    summary = library.entry(record.id).summary
    assert summary is not None
    assert "zwei" not in str(summary)
    library.close()


# --- from one record to the next ---------------------------------------------------------


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    library = open_library(tmp_path)
    for unit in ("Harbour", "Parks"):
        library.add(assessment(translated("de"), {}, unit=unit))
    made = app.window_over(library, tmp_path, LIGHT, ENGLISH)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_a_language_once_chosen_is_kept_for_the_session(window: MainWindow) -> None:
    window.open_assessment("harbour-autumn-2026")
    window.show_page(Page.SURVEY)
    survey = window.pages.survey
    assert survey.bar.languages.currentText() == "English"
    survey.bar.language_chosen.emit("de")
    window.open_assessment("parks-autumn-2026")
    window.show_page(Page.SURVEY)
    assert survey.bar.languages.currentText() == "Deutsch"
    assert survey.card is not None
    assert survey.card.question.item.text == "Frage 1 (de)"
