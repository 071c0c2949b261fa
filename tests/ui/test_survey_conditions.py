"""Questions under conditions: what is asked is shown, and the rest is kept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Condition, Node, Questionnaire
from maturity_app.storage.library import open_library
from maturity_app.ui.widgets.dimension_list import DimensionRow
from maturity_app.ui.widgets.question_line import QuestionLine
from tests.building import answers, dimension, item, questionnaire
from tests.ui.desk import Desk, Set, press

ON_LARGELY = Condition(item="practice-1-1", options=("largely", "fully"))


def asking() -> Questionnaire:
    """Return a practice whose second question and a safeguard whose all hang on the first one."""
    items = (
        item("practice-1-1", 1),
        item("practice-1-2", 2, show_when=ON_LARGELY),
        item("practice-1-3", 3),
    )
    guarded = tuple(item(f"safeguard-a-{n}", n, show_when=ON_LARGELY) for n in (1, 2))
    return questionnaire(
        dimension("practice-1", (), items=items),
        dimension("safeguard-a", (), "safeguard", items=guarded),
    )


def lines(desk: Desk) -> list[str]:
    """Return the questions that can be seen, one in full among them."""
    found = [line for line in desk.page.findChildren(QuestionLine) if line.isVisible()]
    return [line.accessibleName() for line in found]


def rows(desk: Desk) -> list[str]:
    return [r.section.short for r in desk.page.findChildren(DimensionRow) if r.isVisible()]


def counted(desk: Desk) -> str:
    return next(
        label.text()
        for label in desk.page.bar.findChildren(QLabel)
        if "answered" in label.text()
    )  # fmt: skip


def test_a_question_that_waits_says_for_what_and_is_not_the_next_one(sat_down: Set) -> None:
    desk = sat_down(asking())
    assert lines(desk) == [
        "1.2 What practice-1-2 asks, Not asked yet, Asked if 1.1 is Largely or Fully",
        "1.3 What practice-1-3 asks, Not yet answered",
    ]
    assert desk.page.desk.foot.following.text() == "Next open question: 1.3"
    assert counted(desk) == "0 of 5 answered"


def test_an_answer_takes_questions_away_and_brings_them_back(sat_down: Set) -> None:
    desk = sat_down(asking())
    focused = desk.rows()[0]
    press(Qt.Key.Key_1)
    assert lines(desk) == ["1.3 What practice-1-3 asks, Not yet answered"]
    assert rows(desk) == ["Practice 1"]
    assert counted(desk) == "1 of 2 answered"
    assert focused.hasFocus()
    press(Qt.Key.Key_4)
    assert lines(desk)[0] == "1.2 What practice-1-2 asks, Not yet answered"
    assert rows(desk) == ["Practice 1", "Safeguard a"]
    assert counted(desk) == "1 of 5 answered"
    assert desk.page.desk.foot.following.text() == "Next open question: 1.2"


def test_what_is_typed_stays_when_questions_come_and_go(sat_down: Set) -> None:
    desk = sat_down(asking())
    press(Qt.Key.Key_C)
    field = desk.field("Comment")
    QTest.keyClicks(field, "Not yet sa")
    desk.rows()[0].click()
    assert lines(desk) == ["1.3 What practice-1-3 asks, Not yet answered"]
    assert field.toPlainText() == "Not yet sa"


def test_a_hidden_answer_is_kept_and_there_again(sat_down: Set) -> None:
    desk = sat_down(asking(), answers(practice_1="FL_"))
    desk.page.go_to("practice-1-1")
    press(Qt.Key.Key_1)
    assert not any("1.2" in line for line in lines(desk))
    assert desk.stored("practice-1-2").option == "largely"
    press(Qt.Key.Key_3)
    assert lines(desk)[0] == "1.2 What practice-1-2 asks, Largely"


def test_numbers_stay_and_previous_and_next_pass_by_what_is_hidden(sat_down: Set) -> None:
    desk = sat_down(asking(), answers(practice_1="N__"))
    assert desk.page.current == "practice-1-3"
    assert desk.card.question.number == "1.3"
    desk.page.desk.foot.previous.click()
    assert desk.page.current == "practice-1-1"
    assert not desk.page.desk.foot.previous.isEnabled()
    press(Qt.Key.Key_N)
    assert desk.page.current == "practice-1-3"


def test_arrows_in_the_list_pass_by_dimensions_without_questions(sat_down: Set) -> None:
    desk = sat_down(asking(), answers(practice_1="N__"))
    row = desk.page.desk.dimensions.rows[0]
    row.setFocus()
    press(Qt.Key.Key_Down)
    assert row.hasFocus()


def test_where_one_left_is_a_question_that_is_asked(sat_down: Set) -> None:
    desk = sat_down(asking(), {"practice-1-2": Answer(comment="begun"), **answers(practice_1="N")})
    assert desk.page.current == "practice-1-3"


@pytest.mark.parametrize("asked", ["practice-1-2", "safeguard-a-2"])
def test_asked_for_a_hidden_question_one_comes_to_what_hides_it(sat_down: Set, asked: str) -> None:
    desk = sat_down(asking(), answers(practice_1="N__"))
    desk.page.go_to(asked)
    assert desk.page.current == "practice-1-1"


def test_a_question_that_waits_can_be_read_and_says_so_in_full(sat_down: Set) -> None:
    desk = sat_down(asking())
    desk.page.go_to("practice-1-2")
    told = [label for label in desk.card.findChildren(QLabel) if "Asked if" in label.text()]
    assert [label.text() for label in told] == ["Asked if 1.1 is Largely or Fully"]
    assert told[0].isVisible()


def test_a_question_hidden_by_another_window_gives_way_and_keeps_what_is_typed(
    sat_down: Set,
) -> None:
    desk = sat_down(asking(), answers(practice_1="F__"))
    assert desk.page.current == "practice-1-2"
    press(Qt.Key.Key_C)
    QTest.keyClicks(desk.field("Comment"), "Half a sent")
    second = open_library(desk.folder)
    chosen = Answer(state="answered", option="not")
    second.save_answer(desk.model.assessment.id, "practice-1-1", chosen)
    second.close()
    desk.model.catch_up()
    assert desk.page.current == "practice-1-3"
    assert desk.stored("practice-1-2").comment == "Half a sent"
    assert lines(desk) == ["1.1 What practice-1-1 asks, Not"]


def test_what_stands_outside_dimensions_has_the_number_conditions_name(sat_down: Set) -> None:
    definition = asking()
    waits = Condition(item="stray-1", options=("fully",))
    strays = (item("stray-1"), item("stray-2", show_when=waits))
    added = Node(id="strays", title="Strays", answers="nplf", items=strays)
    tree = replace(definition.tree, children=(*definition.tree.children, added))
    desk = sat_down(replace(definition, tree=tree))
    desk.page.go_to("stray-1")
    assert desk.card.question.number == "6"
    assert lines(desk) == ["7 What stray-2 asks, Not asked yet, Asked if 6 is Fully"]


def test_the_question_in_full_stays_in_its_place_on_the_screen(sat_down: Set) -> None:
    definition = questionnaire(
        dimension(
            "practice-1",
            (),
            items=(
                item("practice-1-1", 1, show_when=Condition(item="practice-1-9", options=("not",))),
                *(item(f"practice-1-{number}", 1) for number in range(2, 30)),
            ),
        )
    )
    desk = sat_down(definition)
    desk.page.go_to("practice-1-9")
    before = desk.card.mapTo(desk.page, desk.card.rect().topLeft()).y()
    press(Qt.Key.Key_4)
    assert not any(line.startswith("1.1 ") for line in lines(desk))
    assert desk.card.mapTo(desk.page, desk.card.rect().topLeft()).y() == before
