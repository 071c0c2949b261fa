"""What is told before a questionnaire is added: changes first, or all that is wrong with it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.domain.succession import changes_between
from maturity_app.jobs.examining import Examined
from maturity_app.storage.problems import Problem
from maturity_app.ui.dialogs.add_questionnaire import AddQuestionnaireDialog
from maturity_app.wording import ENGLISH as W
from tests.building import dimension, questionnaire

SOURCE = Path("new.zip")
OLDER = questionnaire(dimension("practice", (1, 2)), title="Ours", version="1.0")
PROBLEM = Problem(file="new.zip!a.yaml", place="3", what="`title` is missing", mend="add it")


def newer() -> Questionnaire:
    """Return the next version: one item with a new meaning, one dropped, one new."""
    first, second = OLDER.tree.children[0].items
    kept = replace(first, revision=2)
    fresh = Item(id="fresh", title="Fresh", text="Something is fresh.", answers=second.answers)
    node = replace(OLDER.tree.children[0], items=(kept, fresh))
    return replace(OLDER, version="1.1", tree=replace(OLDER.tree, children=(node,)))


def shown(qtbot: QtBot, examined: Examined) -> AddQuestionnaireDialog:
    dialog = AddQuestionnaireDialog(None, W, examined)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_newer_version_tells_what_it_changes(qtbot: QtBot) -> None:
    found = newer()
    changes = changes_between(OLDER, found)
    examined = Examined(source=SOURCE, questionnaire=found, older=OLDER, changes=changes)
    dialog = shown(qtbot, examined)
    assert dialog.windowTitle() == "Ours 1.1"
    assert dialog.accept_button.text() == "Replace version 1.0"
    text = dialog.view.toPlainText().split("\n")
    dropped = OLDER.tree.children[0].items[1]
    assert text[:6] == [
        "Against version 1.0, which is here now",
        "New questions: 1",
        f"{found.code('fresh')} Fresh",
        "Questions left out: 1",
        f"{OLDER.code(dropped.id)} {dropped.title}",
        "With a new meaning; old answers are not compared: 1",
    ]
    assert dialog.copy_button.isHidden()


def test_what_is_new_here_tells_what_it_holds(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Examined(source=SOURCE, questionnaire=OLDER))
    assert dialog.accept_button.text() == "Add"
    assert "Languages: English" in dialog.view.toPlainText()
    assert "2 questions" in dialog.view.toPlainText()


def test_problems_are_copied_and_nothing_can_be_added(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Examined(source=SOURCE, problems=(PROBLEM,)))
    assert dialog.cancel_button.isHidden()
    assert dialog.accept_button.text() == "Close"
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "new.zip!a.yaml:3: `title` is missing; add it"
