"""The help: a topic for every page, names as the menus have them, found by words; and About."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenuBar
from pytestqt.qtbot import QtBot

from maturity_app import __version__, app
from maturity_app.storage.library import open_library
from maturity_app.ui.actions import Actions, Page
from maturity_app.ui.dialogs.about import LICENCES, AboutDialog
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.help import HelpWindow
from maturity_app.ui.dialogs.method import MethodDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.models.help_texts import Menus
from maturity_app.ui.models.help_topics import TopicId, topic_of_page, topics
from maturity_app.ui.models.menus import menus_of
from maturity_app.ui.theme import LIGHT
from maturity_app.wording import ENGLISH as W

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = app.window_over(open_library(tmp_path), tmp_path, LIGHT, W)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def menus(qtbot: QtBot) -> Menus:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    actions = Actions(W, bar)
    actions.fill(bar)
    return menus_of(bar, actions, W)


def entry(window: MainWindow, text: str) -> QAction:
    every = window.findChildren(QAction)
    return next(action for action in every if action.text().replace("&", "") == text)


def opened(window: MainWindow) -> HelpWindow:
    entry(window, "Help").trigger()
    made = window.findChild(HelpWindow)
    assert made is not None
    return made


@pytest.mark.parametrize("page", Page)
def test_every_page_has_its_topic(page: Page) -> None:
    assert topic_of_page(page.name) in TopicId


def test_every_topic_is_short_and_names_what_the_menus_hold(menus: Menus) -> None:
    told = topics(W, Menus(menus.entries, ()))
    assert [topic.id for topic in told] == list(TopicId)
    for topic in told:
        text = " ".join(paragraph.text for paragraph in topic.paragraphs)
        assert len(text.split()) <= 120, topic.title
        assert not re.search(r"[{}!]", text)
    begin = told[0].paragraphs
    assert "Choose File › New assessment. Name" in begin[1].text


def test_the_keys_are_those_of_the_actions(window: MainWindow, menus: Menus) -> None:
    assert ("F1", "Help") in menus.keys
    keys = next(t for t in topics(W, menus) if t.id == TopicId.KEYS)
    assert [told for told, _ in menus.keys].count("Ctrl+Z") == 1
    told = {paragraph.text for paragraph in keys.paragraphs}
    named = [action for action in window.findChildren(QAction) if not action.shortcut().isEmpty()]
    assert len(named) >= 10
    for action in named:
        assert f"{action.shortcut().toString()}: {action.text().replace('&', '')}" in told


def test_f1_opens_at_the_topic_of_the_page(window: MainWindow) -> None:
    help_window = opened(window)
    assert help_window.topic == TopicId.BEGIN
    window.show_page(Page.QUESTIONNAIRES)
    assert opened(window) is help_window
    assert help_window.topic == TopicId.QUESTIONNAIRES
    assert help_window.view.toPlainText().startswith("Questionnaires\nThe page lists")
    assert not help_window.isModal()


def test_f1_helps_in_a_dialog_too(window: MainWindow, qtbot: QtBot) -> None:
    dialog = ConfirmDialog(window, W, "Correct it?", "A new draft opens.", "Begin")
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    help_window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, HelpWindow))
    qtbot.waitUntil(help_window.isActiveWindow)
    assert help_window.isModal(), "the dialog would keep it from being used"
    QTest.keyClick(help_window, Qt.Key.Key_Escape)
    assert not help_window.isVisible()
    dialog.reject()
    assert opened(window) is help_window
    assert not help_window.isModal()


def test_topics_are_found_by_their_words(window: MainWindow, qtbot: QtBot) -> None:
    help_window = opened(window)
    qtbot.waitUntil(help_window.isActiveWindow)
    help_window.search.setFocus()
    QTest.keyClicks(help_window.search, "FINGERPRINT sign")
    assert help_window.list.count() == 1
    assert help_window.topic == TopicId.SIGN_OFF
    QTest.keyClick(help_window.search, Qt.Key.Key_Return)
    assert help_window.view.hasFocus()
    help_window.search.setText("zebra")
    assert help_window.nothing.isVisible()
    assert help_window.view.toPlainText() == "", "no other topic stands beside it"
    help_window.search.setFocus()
    QTest.keyClick(help_window.search, Qt.Key.Key_Escape)
    assert help_window.isVisible()
    assert help_window.list.count() == len(TopicId)
    QTest.keyClick(help_window, Qt.Key.Key_Escape)
    assert not help_window.isVisible()


def test_the_method_stands_beside_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(MethodDialog, "tell", lambda *given: told.append(given[-1].title))
    help_window = opened(window)
    QTest.mouseClick(help_window.method_button, Qt.MouseButton.LeftButton)
    assert told == ["How this is scored"]


def test_about_tells_versions_and_licences_and_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = AboutDialog(None, W, tmp_path / "library.sqlite")
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    told = (__version__, str(tmp_path), "GNU Lesser General Public License", "SIL Open Font")
    assert all(part in text for part in told)
    asked = re.findall(r'^    "([\w-]+)>=', PYPROJECT.read_text("utf-8").split("[project.opt")[0],
                       re.MULTILINE)  # fmt: skip
    assert set(asked) - {"pyside6-essentials", "hatchling"} == set(LICENCES)
