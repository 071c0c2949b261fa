"""Single keys can be switched off, and evidence is added by the names of files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from maturity_app.domain.assessment import Answer
from maturity_app.ui.widgets.key_button import KeyHints
from tests.building import answers
from tests.ui.desk import Set, press
from tests.ui.test_survey_page import small


def test_where_single_keys_are_off_they_do_nothing_and_are_not_shown(sat_down: Set) -> None:
    desk = sat_down(small(), single_keys=False)
    press(Qt.Key.Key_3, Qt.Key.Key_D, Qt.Key.Key_C, Qt.Key.Key_N)
    assert desk.stored("practice-1-1") == Answer()
    assert desk.page.current == "practice-1-1"
    assert not desk.field("Comment").isVisible()
    assert desk.button("Don't know").accessibleDescription() == ""
    assert desk.page.desk.foot.following.accessibleDescription() == ""
    hints = desk.page.desk.foot.findChildren(KeyHints)[0].findChildren(QLabel)
    assert not {"1", "C", "E", "N"} & {label.text() for label in hints}
    press(Qt.Key.Key_Down)
    assert desk.stored("practice-1-1").option == "partially"


def test_in_a_text_field_the_key_that_leads_back_is_named_first(sat_down: Set) -> None:
    desk = sat_down(small())

    def first_key() -> str:
        labels = desk.page.desk.foot.findChildren(KeyHints)[0].findChildren(QLabel)
        return next(each.text() for each in labels if each.isVisible())

    assert first_key() == "↑"
    press(Qt.Key.Key_C)
    assert first_key() == "Esc"
    press(Qt.Key.Key_Escape)
    assert first_key() == "↑"


def test_names_of_files_are_added_to_the_evidence_a_line_each(sat_down: Set) -> None:
    noted = {"practice-1-1": Answer(evidence="Minutes of May\n")}
    desk = sat_down(small(), {**answers(practice_1="F"), **noted})
    desk.page.go_to("practice-1-1")
    press(Qt.Key.Key_E, Qt.Key.Key_Tab)
    assert desk.button("Add file name…").hasFocus()
    press(Qt.Key.Key_Space)
    told = "Minutes of May\nregister.ods\nminutes.pdf"
    assert desk.stored("practice-1-1").evidence == told
    assert desk.field("Evidence").toPlainText() == told
    desk.page.undo.take_back()
    assert desk.stored("practice-1-1").evidence == "Minutes of May\n"
