"""The survey page and the window as fixtures, and what a person does in dialogs."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.pages.survey import SurveyPage
from maturity_app.ui.theme import LIGHT, style_sheet
from maturity_app.wording import ENGLISH
from tests.building import assessment
from tests.ui.desk import Desk, Parts, Set
from tests.ui.gathering import Answering


@pytest.fixture
def sat_down(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    """Return a function that shows the page over a library of its own."""
    libraries: list[Library] = []
    models: list[AssessmentModel] = []

    def sit(
        definition: Questionnaire,
        given: dict[str, Answer] | None = None,
        earlier: dict[str, Answer] | None = None,
        *,
        single_keys: bool = True,
        prepared: Callable[[Assessment], Assessment] = lambda record: record,
    ) -> Desk:
        library = open_library(tmp_path)
        libraries.append(library)
        record = prepared(assessment(definition, given or {}))
        library.add(record)
        spring = date(2026, 4, 1)
        before = assessment(definition, earlier or {}, label="Spring 2026", day=spring)
        model = AssessmentModel(library, record, [before] if earlier else [])
        models.append(model)
        page = SurveyPage(ENGLISH, LIGHT, Parts(single_keys), single_keys=single_keys)
        page.setStyleSheet(style_sheet(LIGHT))
        page.resize(1180, 740)
        qtbot.addWidget(page)
        page.show_assessment(model)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        desk = Desk(page, model, library, tmp_path)
        if desk.page.card is not None:
            desk.card.focus()
        return desk

    yield sit
    for model in models:
        # Else it would store its figures later, in a library that is closed.
        model.store_summary()
    for library in libraries:
        library.close()


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """Yield the window over a library in which there is nothing yet."""
    library = open_library(tmp_path / "library")
    made = app.window_over(library, tmp_path / "library", LIGHT, ENGLISH)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.close()
    made.close()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Return a function that says what a person does in a kind of dialog, which then closes."""

    def say(kind: type[QDialog], do: Callable[..., object]) -> None:
        def shown(dialog: QDialog) -> int:
            dialog.show()
            do(dialog)
            return dialog.result()

        monkeypatch.setattr(kind, "exec", shown)

    return say


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list from which dialogs for files take what a person picks, the first one first."""
    picked: list[Path] = []

    def one(*_: object) -> tuple[str, str]:
        return str(picked.pop(0)), ""

    def many(*_: object) -> tuple[list[str], str]:
        chosen = [str(path) for path in picked]
        picked.clear()
        return chosen, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", one)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", one)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(picked.pop(0)))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", many)
    return picked
