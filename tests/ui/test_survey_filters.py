"""Filters and search: fewer questions are shown, and none gets lost."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.ui.widgets.dimension_list import DimensionRow
from maturity_app.ui.widgets.find_bar import FindBar
from maturity_app.ui.widgets.nothing_left import NothingLeft
from tests.building import answers, dimension, item, questionnaire
from tests.ui.desk import Desk, Set, press
from tests.ui.test_survey_conditions import asking, lines
from tests.ui.test_survey_page import small

COMMENTED = Answer(state="answered", option="fully", comment="Seit März gibt es zwei Fälle")


def two() -> Questionnaire:
    """Return two practices with two questions each."""
    return questionnaire(dimension("practice-1", (1, 2)), dimension("practice-2", (1, 2)))


def offered(desk: Desk) -> list[str]:
    """Return the filters as the menu offers them."""
    menu = desk.page.desk.tools.findChildren(QMenu)[0]
    menu.aboutToShow.emit()
    return [action.text().replace("\t", " ") for action in menu.actions()]


def choose(desk: Desk, name: str) -> None:
    """Choose a filter in the menu."""
    texts = offered(desk)
    menu = desk.page.desk.tools.findChildren(QMenu)[0]
    menu.actions()[[text.rpartition(" ")[0] for text in texts].index(name)].trigger()


def counts(desk: Desk) -> list[str]:
    """Return what the list of dimensions says of each one."""
    rows = [row for row in desk.page.findChildren(DimensionRow) if row.isVisible()]
    return [row.accessibleName().split(", ")[1] for row in rows]


def said(desk: Desk) -> str:
    """Return what is said where nothing is left."""
    shown = [card for card in desk.page.findChildren(NothingLeft) if card.isVisible()]
    return shown[0].accessibleName()


# --- filters -----------------------------------------------------------------------------


def test_filters_say_how_many_questions_each_leaves(sat_down: Set) -> None:
    given = answers(practice_1="FD", practice_2="P_")
    shown = replace(given["practice-2-1"], evidence="Register of May")
    given |= {"practice-1-1": COMMENTED, "practice-2-1": shown}
    desk = sat_down(two(), given, answers(practice_1="FF"))
    assert offered(desk) == [
        "All questions 4",
        "Not answered 1",
        "Don't know 1",
        "Not applicable 0",
        "With a comment 1",
        "With evidence 1",
        "Changed since the last wave 1",
    ]
    assert desk.page.desk.tools.filter.text() == "All questions"
    choose(desk, "Not answered")
    assert desk.page.current == "practice-2-2"
    assert desk.page.desk.tools.filter.text() == "Not answered: 1"
    choose(desk, "With evidence")
    assert desk.page.current == "practice-2-1"
    choose(desk, "Not answered")
    assert counts(desk) == ["0 questions match", "1 question matches"]
    choose(desk, "All questions")
    assert counts(desk) == ["2 of 2 answered", "1 of 2 answered"]


def test_a_question_just_answered_stays_until_one_moves_on(sat_down: Set) -> None:
    desk = sat_down(small())
    # Without an earlier wave, nothing has changed since.
    assert not any("Changed" in text for text in offered(desk))
    choose(desk, "Not answered")
    press(Qt.Key.Key_3)
    assert desk.page.current == "practice-1-1"
    assert desk.card.isVisible()
    assert desk.page.desk.tools.filter.text() == "Not answered: 3"
    press(Qt.Key.Key_N)
    assert desk.page.current == "practice-1-2"
    assert [line.split(" ")[0] for line in lines(desk)] == ["1.3", "1.4"]
    assert not desk.page.desk.foot.previous.isEnabled()
    press(Qt.Key.Key_3)
    choose(desk, "Not answered")
    assert desk.page.current == "practice-1-3"


def test_where_nothing_is_left_one_is_led_on(sat_down: Set) -> None:
    desk = sat_down(two(), answers(practice_1="FF", practice_2="F_"))
    choose(desk, "Not answered")
    desk.page.desk.dimensions.rows[0].click()
    assert said(desk) == "Nothing is left open in Practice 1."
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Next dimension with a match: Practice 2"
    press(Qt.Key.Key_Space)
    assert desk.page.current == "practice-2-2"
    press(Qt.Key.Key_1)
    assert desk.page.desk.foot.following.text() == "Show all questions"
    choose(desk, "Not answered")
    assert said(desk) == "Nothing is left open in Test."
    press(Qt.Key.Key_Space)
    assert desk.page.current == "practice-2-2"
    assert desk.page.desk.tools.filter.text() == "All questions"


def test_what_a_condition_hides_stays_hidden_whatever_the_filter(sat_down: Set) -> None:
    given = {**answers(practice_1="N"), "practice-1-2": COMMENTED}
    desk = sat_down(asking(), given)
    assert "With a comment 0" in offered(desk)
    choose(desk, "With a comment")
    assert said(desk) == "No question has a comment in Test."


def test_a_question_asked_for_from_elsewhere_is_shown_in_spite_of_a_filter(sat_down: Set) -> None:
    desk = sat_down(two(), answers(practice_1="FF", practice_2="F_"))
    choose(desk, "Not answered")
    desk.page.go_to("practice-1-2")
    assert desk.page.current == "practice-1-2"
    assert lines(desk) == []


# --- search ------------------------------------------------------------------------------


def searching(desk: Desk, words: str) -> FindBar:
    """Search for some words and return the bar."""
    desk.page.start_search()
    [bar] = desk.page.findChildren(FindBar)
    QTest.keyClicks(bar.field, words)
    return bar


def test_words_are_found_in_statements_answers_and_comments(sat_down: Set) -> None:
    odd = replace(item("practice-2-1", 1), anchors={"fully": "In a ledger for pigeons."})
    second = dimension("practice-2", (), items=(odd,))
    desk = sat_down(
        questionnaire(dimension("practice-1", (1, 2)), second), {"practice-1-2": COMMENTED}
    )
    bar = searching(desk, "marz falle")
    assert (desk.page.current, bar.said.text()) == ("practice-1-2", "1 of 1, in the comment")
    assert desk.field("Comment").isVisible()
    assert bar.field.hasFocus()
    bar.field.clear()
    QTest.keyClicks(bar.field, "pigeon")
    assert desk.page.current == "practice-2-1"
    assert bar.said.text() == "1 of 1, in the answers to choose from"
    QTest.keyClicks(bar.field, "s and doves")
    assert bar.said.text() == "Nothing found"
    assert desk.page.current == "practice-2-1"


def test_enter_steps_through_what_was_found_and_esc_goes_back_to_the_answers(
    sat_down: Set,
) -> None:
    desk = sat_down(two())
    bar = searching(desk, "papers")
    seen = [(desk.page.current, bar.said.text())]
    for _ in range(4):
        press(Qt.Key.Key_Return)
        seen.append((desk.page.current, bar.said.text()))
    assert seen == [
        ("practice-1-1", "1 of 4"),
        ("practice-1-2", "2 of 4"),
        ("practice-2-1", "3 of 4"),
        ("practice-2-2", "4 of 4"),
        ("practice-1-1", "1 of 4"),
    ]
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.page.current == "practice-2-2"
    press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert desk.rows()[0].hasFocus()
    press(Qt.Key.Key_3)
    assert desk.stored("practice-2-2").option == "largely"


def test_what_is_not_asked_is_not_found(sat_down: Set) -> None:
    desk = sat_down(asking(), answers(practice_1="N"))
    assert searching(desk, "safeguard").said.text() == "Nothing found"
