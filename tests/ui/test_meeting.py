"""The meeting view: votes stay hidden and unstored, and what is agreed is saved as any answer."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Answer
from maturity_app.ui.pages.meeting import MeetingView
from tests.building import answers, dimension, item, questionnaire
from tests.ui.desk import Desk, Set, press
from tests.ui.test_survey_page import small

LARGELY = "Largely, Largely: what one sees then."


def meeting(desk: Desk) -> MeetingView:
    """Enter the meeting view."""
    desk.page.enter_meeting()
    view = desk.page.meeting
    assert view is not None
    return view


def names(view: MeetingView) -> list[str]:
    """Return what screen readers say of the answers."""
    return [row.accessibleName().split(", ")[-1] for row in view.page.rows]


def test_votes_are_hidden_until_they_are_shown_and_never_stored(sat_down: Set) -> None:
    desk = sat_down(small())
    view = meeting(desk)
    press(Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_3, Qt.Key.Key_4)
    assert view.foot.votes.text() == "4 votes, hidden until shown"
    assert view.page.rows[2].accessibleName() == f"Count a vote for {LARGELY}"
    assert view.page.rows[0].hasFocus()
    press(Qt.Key.Key_Backspace)
    assert view.foot.votes.text() == "3 votes, hidden until shown"
    press(Qt.Key.Key_R)
    assert names(view) == ["0 votes", "1 vote", "2 votes", "0 votes"]
    assert view.outcome.isVisible()
    assert desk.stored("practice-1-1") == Answer()


def test_what_is_agreed_is_saved_and_the_sentence_only_if_confirmed(sat_down: Set) -> None:
    desk = sat_down(small(), {"practice-1-1": Answer(comment="Two cases")})
    view = meeting(desk)
    press(Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_3, Qt.Key.Key_R)
    assert not view.outcome.add.isVisible()
    press(Qt.Key.Key_3)
    stored = desk.stored("practice-1-1")
    assert (stored.option, stored.comment) == ("largely", "Two cases")
    assert [row.isChecked() for row in view.page.rows] == [False, False, True, False]
    assert view.page.rows[2].hasFocus()
    assert view.head.said.text().startswith("Saved ")
    view.outcome.field.setFocus()
    QTest.keyClicks(view.outcome.field, "One of us: ")
    press(Qt.Key.Key_Escape)
    view.outcome.add.click()
    told = "Two cases\nOne of us: Agreed in a meeting, 3 votes: Partially 1, Largely 2."
    assert desk.stored("practice-1-1").comment == told
    assert view.outcome.field.toPlainText() == ""
    assert view.outcome.field.placeholderText() == "Added to the comment"


def test_voting_again_forgets_the_votes_and_hides_the_answer(sat_down: Set) -> None:
    desk = sat_down(small(), answers(practice_1="F"))
    desk.page.go_to("practice-1-1")
    view = meeting(desk)
    assert not any(row.isChecked() for row in view.page.rows)
    assert "Fully" not in view.foot.recorded.text()
    press(Qt.Key.Key_1, Qt.Key.Key_R)
    assert view.page.rows[3].isChecked()
    press(Qt.Key.Key_V)
    assert view.foot.votes.text() == "No votes yet"
    assert view.foot.recorded.text() == "Recorded so far: Fully."
    assert not any(row.isChecked() for row in view.page.rows)
    assert desk.stored("practice-1-1").option == "fully"
    press(Qt.Key.Key_V)
    assert names(view) == ["1 vote", "0 votes", "0 votes", "0 votes"]
    press(Qt.Key.Key_V, Qt.Key.Key_2)
    assert not view.foot.again.isVisible()
    press(Qt.Key.Key_V, Qt.Key.Key_R)
    assert names(view) == ["0 votes", "1 vote", "0 votes", "0 votes"]


def test_a_sentence_stays_with_its_question_until_it_is_added(sat_down: Set) -> None:
    desk = sat_down(small())
    told: list[str] = []
    desk.page.told.connect(told.append)
    view = meeting(desk)
    press(Qt.Key.Key_2, Qt.Key.Key_R, Qt.Key.Key_3, Qt.Key.Key_C)
    assert view.outcome.field.hasFocus()
    QTest.keyClicks(view.outcome.field, " Two of three units.")
    press(Qt.Key.Key_Escape, Qt.Key.Key_N, Qt.Key.Key_Escape)
    assert told == ["Kept in the meeting view, not yet in the comment: the sentence for 1.1"]
    desk.page.go_to("practice-1-1")
    view = meeting(desk)
    press(Qt.Key.Key_C)
    QTest.keyClick(view.outcome.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = "Agreed in a meeting, 1 vote: Partially 1. Two of three units."
    assert desk.stored("practice-1-1").comment == kept
    press(Qt.Key.Key_N, Qt.Key.Key_P)
    assert view.outcome.field.toPlainText() == ""
    press(Qt.Key.Key_Escape)
    assert told[1:] == [""]


def test_dont_know_is_a_vote_too(sat_down: Set) -> None:
    desk = sat_down(small())
    view = meeting(desk)
    press(Qt.Key.Key_2, Qt.Key.Key_D, Qt.Key.Key_3)
    assert view.foot.votes.text() == "3 votes, hidden until shown"
    assert desk.stored("practice-1-1") == Answer()
    press(Qt.Key.Key_R, Qt.Key.Key_2)
    said = [w.property("text") for w in view.outcome.findChildren(QWidget) if w.isVisible()]
    assert said[0] == "2 votes, from Partially to Largely, 1 don't know. Recorded: Partially."
    press(Qt.Key.Key_C)
    votes = "Agreed in a meeting, 3 votes: Partially 1, Largely 1, Don't know 1."
    assert view.outcome.field.toPlainText() == votes


def test_tab_goes_through_the_view_as_it_is_read(sat_down: Set) -> None:
    desk = sat_down(small())
    view = meeting(desk)
    press(Qt.Key.Key_R, Qt.Key.Key_3, Qt.Key.Key_N, Qt.Key.Key_P)
    view.head.close_button.setFocus()
    stops = []
    for _ in range(8):
        press(Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert stops == [*view.page.rows, view.outcome.field, view.outcome.add,
                     view.foot.again, view.foot.unknown]  # fmt: skip


def test_all_answers_are_seen_at_once_where_there_is_little_room(
    qtbot: QtBot, sat_down: Set
) -> None:
    long = item("practice-1-1", 1, text="Superiors and juniors alike try it out. " * 5)
    desk = sat_down(questionnaire(dimension("practice-1", (), items=(long,))))
    desk.page.resize(1366, 768)
    view = meeting(desk)

    def are_seen() -> bool:
        last = view.page.rows[-1]
        bottom = last.mapTo(view.page, QPoint(0, last.height())).y()
        return 0 < bottom <= view.page.viewport().height()

    qtbot.waitUntil(are_seen)
    assert view.page.rows[0].font().pixelSize() == 20
    desk.page.resize(910, 512)
    qtbot.waitUntil(are_seen)
    assert view.page.rows[0].font().pixelSize() < 20


def test_why_an_agreed_answer_differs_from_the_last_wave_is_asked(sat_down: Set) -> None:
    desk = sat_down(small(), earlier=answers(practice_1="PPPP"))
    view = meeting(desk)
    press(Qt.Key.Key_R, Qt.Key.Key_4)
    reasons = [w for w in view.outcome.findChildren(QWidget) if w.isVisible()
               and w.accessibleName() == "Practice changed, last wave: Partially"]  # fmt: skip
    QTest.mouseClick(reasons[0], Qt.MouseButton.LeftButton)
    assert desk.stored("practice-1-1").change == "practice_changed"
    view.page.rows[3].setFocus()
    press(Qt.Key.Key_2)
    assert desk.stored("practice-1-1").change is None


def test_one_goes_on_in_the_survey_where_the_meeting_ended(sat_down: Set) -> None:
    desk = sat_down(small())
    changes: list[bool] = []
    desk.page.meeting_changed.connect(changes.append)
    view = meeting(desk)
    press(Qt.Key.Key_3, Qt.Key.Key_N, Qt.Key.Key_PageDown, Qt.Key.Key_P)
    assert view.current == "practice-1-2"
    press(Qt.Key.Key_Escape)
    assert desk.page.meeting is None
    assert changes == [True, False]
    assert desk.page.current == "practice-1-2"
    assert desk.rows()[0].hasFocus()
    desk.page.go_to("practice-1-1")
    assert meeting(desk).foot.votes.text() == "1 vote, hidden until shown"


def test_undo_in_a_meeting_shows_the_question_there(sat_down: Set) -> None:
    desk = sat_down(small())
    view = meeting(desk)
    press(Qt.Key.Key_R, Qt.Key.Key_3, Qt.Key.Key_N)
    desk.page.undo.take_back()
    assert view.current == "practice-1-1"
    assert desk.stored("practice-1-1") == Answer()
    assert not any(row.isChecked() for row in view.page.rows)


def test_a_question_in_words_and_keys_that_are_off(sat_down: Set) -> None:
    written = item("practice-1-2", type="text", anchors={}, next_steps={})
    desk = sat_down(
        questionnaire(dimension("practice-1", (), items=(item("practice-1-1", 1), written))),
        single_keys=False,
    )
    view = meeting(desk)
    press(Qt.Key.Key_2, Qt.Key.Key_R)
    assert view.foot.votes.text() == "No votes yet"
    view.page.rows[1].click()
    assert view.foot.votes.text() == "1 vote, hidden until shown"
    press(Qt.Key.Key_Right)
    assert view.current == "practice-1-2"
    press(Qt.Key.Key_Space, Qt.Key.Key_A)
    assert desk.page.meeting is view
    assert not view.foot.reveal.isVisible()
    assert not view.foot.following.isEnabled()


def test_everything_that_takes_the_keyboard_has_a_name(sat_down: Set) -> None:
    desk = sat_down(small(), earlier=answers(practice_1="PPPP"))
    view = meeting(desk)
    press(Qt.Key.Key_R, Qt.Key.Key_3)
    nameless = [w for w in view.findChildren(QWidget) if w.focusPolicy() and w.isVisible()
                and not (w.accessibleName() or w.property("text"))]  # fmt: skip
    assert nameless == []
