"""The questionnaires page: what is there, what a check finds, and what is added or removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.jobs.examining import Examined
from maturity_app.jobs.instruments import EXTENSIONS, Shelf, add_questionnaire, installed
from maturity_app.jobs.own_items import OwnItems, keep_own_items
from maturity_app.jobs.reading import holds_record
from maturity_app.storage import places
from maturity_app.storage.library import open_library
from maturity_app.storage.places import ADDED
from maturity_app.ui import forms
from maturity_app.ui.actions import Page
from maturity_app.ui.background import Background
from maturity_app.ui.dialogs.add_questionnaire import AddQuestionnaireDialog
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.form_for import FormForDialog
from maturity_app.ui.dialogs.own_questions import Editing, OwnQuestionsDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.models.shelf import ShelfModel, Volume, volumes_of
from maturity_app.ui.pages.questionnaires import QuestionnairesPage
from maturity_app.ui.theme import LIGHT
from maturity_app.wording import ENGLISH as W
from tests.building import assessment
from tests.jobs.test_own_items import OURS, installed_in
from tests.storage.test_questionnaires import MORE, SMALL
from tests.storage.test_unpacking import packed

FILES = {"small/questionnaire.yaml": SMALL, "small/more.yaml": MORE}


@pytest.fixture
def window(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """Return a window of a program that came with one small questionnaire."""
    package = tmp_path_factory.mktemp("package")
    shipped = package / "questionnaires" / "tiny"
    shipped.mkdir(parents=True)
    tiny = SMALL.replace("id: small", "id: tiny").replace("title: Small", "title: Tiny")
    (shipped / "questionnaire.yaml").write_text(tiny, "utf-8")
    (shipped / "more.yaml").write_text(MORE, "utf-8")
    monkeypatch.setattr(places, "_PACKAGE", package)
    made = app.window_over(open_library(tmp_path), tmp_path, LIGHT, W)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    yield made
    made.close()


def shown(window: MainWindow, qtbot: QtBot, name: str) -> QuestionnairesPage:
    """Show the page and choose a questionnaire on it once it was read."""
    window.show_page(Page.QUESTIONNAIRES)
    page = window.pages.questionnaires
    qtbot.waitUntil(lambda: chosen(page, name), timeout=10_000)
    return page


def chosen(page: QuestionnairesPage, name: str) -> bool:
    model = page.list.model()
    assert isinstance(model, ShelfModel)
    page.list.setCurrentIndex(model.index_of(name))
    return page.chosen == name


def names(page: QuestionnairesPage) -> list[str]:
    model = page.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# --- the list ----------------------------------------------------------------------------


def volumes(data: Path, uses: dict[str, int] | None = None) -> dict[str, Volume]:
    shelf = Shelf(entries=tuple(installed(data)), uses=uses or {})
    return {volume.name: volume for volume in volumes_of(shelf, W)}


def test_each_is_told_with_what_it_builds_on(tmp_path: Path) -> None:
    keep_own_items(OURS, installed_in(tmp_path))
    (tmp_path / ADDED / "broken").mkdir()
    (tmp_path / ADDED / "broken" / "questionnaire.yaml").write_text("title: No\n", "utf-8")
    told = volumes(tmp_path, {"small": 2})
    own = next(name for name in told if told[name].can_be_edited)
    assert list(told) == ["digital-culture", "digital-culture-pulse", "small", own, "broken"]
    culture = dict(told["digital-culture"].facts)
    assert culture["Questions"] == (
        "82: Practices 48, Safeguards 16, Pressure 8, Enablers 6, Outcomes 4"
    )
    assert culture["Languages"] == "English, Deutsch and Français"
    assert told["digital-culture-pulse"].about == "Version 1.0, short form of Digital culture"
    assert told["digital-culture-pulse"].stays == "It came with the program and stays."
    assert dict(told["small"].facts)["Built on it"] == OURS.title
    assert dict(told["small"].facts)["Used"] == "in 2 assessments of this library"
    assert told["small"].stays == "It stays: 2 assessments answer it."
    assert (told[own].about, told[own].stays) == ("Version 1, added to Small", "")
    assert dict(told[own].facts)["Questions"] == "2 of the unit's own"
    assert "questionnaire.yaml:1: " in told["broken"].problems


def test_the_list_is_a_sound_model() -> None:
    model = ShelfModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([Volume(name="a", title="One", about="Version 1, added here")])
    assert tester.model() is model
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "One, Version 1, added here"
    )


# --- the page ----------------------------------------------------------------------------


def test_what_is_chosen_is_shown_with_its_questions_and_its_method(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    installed_in(tmp_path)
    page = shown(window, qtbot, "small")
    assert window.page == Page.QUESTIONNAIRES
    QTest.mouseClick(segment(page, "Questions"), Qt.MouseButton.LeftButton)
    text = page.panel.questions.toPlainText()
    assert "1 One\nIt does one.\nNot: a\nPartially: b" in text
    assert "1 Measured\nIt is measured.\nAnswered with a figure and its source" in text
    QTest.mouseClick(segment(page, "How it is scored"), Qt.MouseButton.LeftButton)
    assert "The figures come from the unit's own answers to Small" in (
        page.panel.method.toPlainText()
    )
    chosen(page, "tiny")
    assert "own answers to Tiny" in page.panel.method.toPlainText()


def test_who_comes_back_to_the_page_reads_on(window: MainWindow, qtbot: QtBot) -> None:
    page = shown(window, qtbot, "tiny")
    QTest.mouseClick(segment(page, "How it is scored"), Qt.MouseButton.LeftButton)
    page.panel.method.verticalScrollBar().setValue(50)
    window.show_page(Page.HOME)
    background = window.findChild(Background)
    assert isinstance(background, Background)
    with qtbot.waitSignal(background.busy, check_params_cb=lambda is_busy: not is_busy):
        window.show_page(Page.QUESTIONNAIRES)
    QCoreApplication.processEvents()
    assert page.panel.method.verticalScrollBar().value() == 50


def segment(page: QuestionnairesPage, text: str) -> QPushButton:
    every = page.panel.segments.findChildren(QPushButton)
    return next(one for one in every if one.text() == text)


def test_problems_can_be_copied_and_the_rest_goes_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    installed_in(tmp_path, "title: No\n")
    page = shown(window, qtbot, "small")
    assert names(page) == ["Tiny", "small"]
    copy = next(b for b in page.panel.findChildren(QPushButton) if b.text() == "Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "questionnaire.yaml:1: `title: No` is read as" in QGuiApplication.clipboard().text()
    assert page.panel.segments.isHidden()


def dropped(page: QuestionnairesPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))


def test_a_dropped_zip_is_checked_then_added_on_consent(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Examined] = []
    consent = [False, True]

    def ask(_parent: object, _w: object, examined: Examined) -> bool:
        seen.append(examined)
        return consent[len(seen) - 1]

    monkeypatch.setattr(AddQuestionnaireDialog, "ask", ask)
    page = shown(window, qtbot, "tiny")
    path = packed(tmp_path / "a.zip", FILES)
    dropped(page, path)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert not (tmp_path / ADDED).exists()
    dropped(page, path)
    qtbot.waitUntil(lambda: page.chosen == "small", timeout=10_000)
    assert (tmp_path / ADDED / "small" / "more.yaml").is_file()


def test_what_was_added_is_removed_on_consent(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_: True)
    installed_in(tmp_path)
    page = shown(window, qtbot, "tiny")
    assert page.panel.remove_button.isHidden()
    chosen(page, "small")
    QTest.mouseClick(page.panel.remove_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Small" not in names(page), timeout=10_000)
    assert not (tmp_path / ADDED / "small").exists()


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_a_form_is_written_where_it_is_wanted_and_offered_to_be_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    asked: list[Path] = []

    def choose(dialog: FormForDialog) -> bool:
        dialog.findChildren(QRadioButton)[suffix == ".pdf"].click()
        return True

    def place(*given: object) -> Path:
        asked.append(Path(str(given[-1])))
        return tmp_path / f"form{suffix}"

    monkeypatch.setattr(FormForDialog, "exec", choose)
    monkeypatch.setattr(forms, "ask_place", place)
    page = shown(window, qtbot, "tiny")
    QTest.mouseClick(page.panel.form_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / f"form{suffix}").is_file, timeout=10_000)
    assert [path.name for path in asked] == ["Form Tiny"]
    assert holds_record(tmp_path / "form.xlsx") == (suffix == ".xlsx")


def test_what_an_assessment_answers_stays(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    found = add_questionnaire(installed_in(tmp_path) / ADDED / "small", tmp_path)
    library = open_library(tmp_path)
    library.add(assessment(found, {}))
    library.close()
    page = shown(window, qtbot, "small")
    assert page.panel.remove_button.isHidden()


def test_questions_of_a_units_own_are_kept_and_edited_as_the_next_version(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Editing] = []

    def ask(_parent: object, _w: object, editing: Editing, _check: object) -> OwnItems:
        asked.append(editing)
        dialog = OwnQuestionsDialog(window, W, editing, lambda _own, told: told([]))
        dialog.title_field.setText("Archive" if editing.own.id else OURS.title)
        if not editing.own.id:
            dialog.form.show_item(OURS.items[0], is_old=False, is_correction=False)
            dialog.form.edited.emit()
        return dialog.value()

    monkeypatch.setattr(OwnQuestionsDialog, "ask", ask)
    installed_in(tmp_path)
    page = shown(window, qtbot, "small")
    QTest.mouseClick(page.panel.own_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.chosen == "unser-archiv-ubersicht", timeout=10_000)
    assert list(asked[0].labels.values()) == ["Not", "Partially", "Largely", "Fully"]
    QTest.mouseClick(page.panel.edit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Archive" in names(page), timeout=10_000)
    text = (tmp_path / EXTENSIONS / "unser-archiv-ubersicht.yaml").read_text("utf-8")
    assert "version: '2'" in text
    assert "id: unser-archiv-ubersicht-1-1" in text
