"""Undo and redo in the survey: nothing is lost, and nobody else's answer is overwritten."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest

from maturity_app.domain.assessment import Answer
from maturity_app.storage.library import open_library
from maturity_app.storage.problems import MachineError
from maturity_app.ui.models.undo import Change, Undo
from tests.building import answers
from tests.ui.desk import Desk, Set, press
from tests.ui.test_survey_conditions import asking
from tests.ui.test_survey_page import small

NONE = Answer()
PARTIALLY = Answer(state="answered", option="partially")
FULLY = Answer(state="answered", option="fully", comment="Since May")


def with_keys(desk: Desk) -> Desk:
    """Give the page the keys that the window's menu has."""
    for keys, action in (
        (QKeySequence.StandardKey.Undo, desk.page.undo.take_back),
        (QKeySequence("Ctrl+Shift+Z"), desk.page.undo.do_again),
    ):
        QShortcut(QKeySequence(keys), desk.page, action)
    return desk


def told_by(desk: Desk) -> list[str]:
    told: list[str] = []

    def listen(text: str) -> None:
        # Without words, it says that what was told is of the past.
        if text:
            told.append(text)

    desk.page.told.connect(listen)
    return told


# --- the stack ---------------------------------------------------------------------------


def test_changes_are_taken_back_and_done_again_in_order() -> None:
    undo = Undo()
    first, second = Change("a", NONE, PARTIALLY), Change("b", NONE, FULLY)
    undo.note(first)
    undo.note(second)
    undo.take_back()
    assert (undo.undoable, undo.redoable) == (first, second)
    undo.do_again()
    assert (undo.undoable, undo.redoable) == (second, None)
    undo.take_back()
    undo.note(Change("a", PARTIALLY, FULLY))
    assert undo.redoable is None


@pytest.mark.parametrize(
    ("after", "part"),
    [
        (FULLY, "answer"),
        (replace(PARTIALLY, comment="Since May"), "comment"),
        (replace(PARTIALLY, evidence="register.ods"), "evidence"),
        (replace(PARTIALLY, change="corrects_error"), "reason"),
    ],
)
def test_a_change_names_the_part_that_changed(after: Answer, part: str) -> None:
    assert Change("a", PARTIALLY, after).part == part
    assert Change("a", after, PARTIALLY).part == part


def test_saving_the_same_again_is_no_change() -> None:
    undo = Undo()
    undo.note(Change("a", PARTIALLY, replace(PARTIALLY, language="de")))
    assert undo.undoable is None


def test_what_somebody_else_changed_is_forgotten_both_ways() -> None:
    undo = Undo()
    for change in (Change("a", NONE, FULLY), Change("b", NONE, FULLY), Change("a", FULLY, NONE)):
        undo.note(change)
    undo.take_back()
    undo.forget("a")
    assert (undo.undoable, undo.redoable) == (Change("b", NONE, FULLY), None)


# --- the page ----------------------------------------------------------------------------


def test_undo_is_on_disk_goes_to_its_question_and_says_so(sat_down: Set) -> None:
    desk = sat_down(small(), answers(practice_1="P"))
    told = told_by(desk)
    desk.page.go_to("practice-1-1")
    press(Qt.Key.Key_3)
    desk.page.go_to("practice-1-3")
    assert desk.page.undo.undo_text == "&Undo answer to 1.1"
    desk.page.undo.take_back()
    assert desk.page.current == "practice-1-1"
    assert desk.stored("practice-1-1") == PARTIALLY
    assert desk.rows()[1].isChecked()
    assert desk.rows()[1].hasFocus()
    assert told == ["Undone and saved: answer to 1.1"]
    assert desk.page.bar.saved.text().startswith("Saved ")
    desk.page.undo.do_again()
    assert desk.stored("practice-1-1").option == "largely"
    assert told[1:] == ["Redone and saved: answer to 1.1"]
    assert desk.page.undo.redo_text == ""


def test_an_undone_comment_is_shown_where_it_stands(sat_down: Set) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_C)
    QTest.keyClicks(desk.field("Comment"), "Two cases")
    desk.page.go_to("practice-1-2")
    desk.page.undo.take_back()
    assert desk.page.current == "practice-1-1"
    assert desk.field("Comment").isVisible()
    assert desk.field("Comment").toPlainText() == ""
    desk.page.undo.do_again()
    assert desk.stored("practice-1-1").comment == "Two cases"
    assert desk.field("Comment").toPlainText() == "Two cases"


def test_undo_works_in_a_field_back_to_what_is_saved_and_then_in_the_window(
    sat_down: Set,
) -> None:
    desk = with_keys(sat_down(small()))
    press(Qt.Key.Key_2, Qt.Key.Key_C)
    field = desk.field("Comment")
    QTest.keyClicks(field, "Two cases")
    QTest.keySequence(field, QKeySequence("Ctrl+Z"))
    assert field.toPlainText() == ""
    assert desk.stored("practice-1-1").option == "partially"
    QTest.keySequence(field, QKeySequence("Ctrl+Shift+Z"))
    assert field.toPlainText() == "Two cases"
    field.settle()
    QTest.keyClicks(field, ", not three")
    QTest.keySequence(field, QKeySequence("Ctrl+Z"))
    assert field.toPlainText() == "Two cases"
    QTest.keySequence(field, QKeySequence("Ctrl+Z"))
    assert field.toPlainText() == ""
    assert (desk.stored("practice-1-1").comment, field.hasFocus()) == ("", True)
    QTest.keySequence(field, QKeySequence("Ctrl+Z"))
    assert desk.stored("practice-1-1") == NONE


def test_undo_brings_back_the_questions_an_answer_took_away(sat_down: Set) -> None:
    desk = sat_down(asking(), answers(practice_1="FFF", safeguard_a="LL"))
    desk.page.go_to("practice-1-1")
    press(Qt.Key.Key_1)
    assert desk.model.shown["practice-1-2"] == "hidden"
    desk.page.undo.take_back()
    assert desk.model.shown["practice-1-2"] == "shown"
    assert desk.stored("practice-1-2").option == "fully"


def test_undo_never_overwrites_what_another_window_saved(sat_down: Set) -> None:
    desk = sat_down(small())
    told = told_by(desk)
    press(Qt.Key.Key_2)
    other = open_library(desk.folder)
    other.save_answer(desk.model.assessment.id, "practice-1-1", FULLY)
    other.close()
    desk.page.undo.take_back()
    assert desk.stored("practice-1-1") == FULLY
    assert desk.rows()[3].isChecked()
    assert told == ["Question 1.1 was changed in another window meanwhile, so nothing was undone"]
    assert desk.page.undo.undo_text == ""


def test_a_refused_undo_can_be_tried_again(sat_down: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_2)

    def refuse(*_: object) -> None:
        raise MachineError("the disk is full")

    monkeypatch.setattr(desk.library, "save_answer", refuse)
    desk.page.undo.take_back()
    assert desk.page.bar.saved.text() == "Not saved"
    assert desk.rows()[1].isChecked()
    monkeypatch.undo()
    desk.page.undo.take_back()
    assert desk.stored("practice-1-1") == NONE


def test_another_assessment_has_nothing_to_undo(sat_down: Set) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_2)
    second = sat_down(small(), prepared=lambda record: replace(record, id="another"))
    desk.page.show_assessment(second.model)
    assert (desk.page.undo.undo_text, desk.page.undo.redo_text) == ("", "")
