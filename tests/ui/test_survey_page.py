"""The survey page: what is answered is saved, and what is shown is true."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Answer, Assessment, SignOff
from maturity_app.domain.progress import is_done
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.library import open_library
from maturity_app.storage.problems import MachineError
from maturity_app.ui.theme import LIGHT, style_sheet
from maturity_app.ui.widgets import autosave_text
from maturity_app.ui.widgets.autosave_text import AutosaveText
from maturity_app.ui.widgets.dimension_list import DimensionRow
from maturity_app.ui.widgets.key_button import KeyHints
from maturity_app.ui.widgets.question_line import QuestionLine
from tests.building import answers, dimension, full_questionnaire, item, questionnaire
from tests.ui.desk import Set, press


def small() -> Questionnaire:
    """Return one practice with four items, the last of which may be set aside."""
    four = dimension("practice-1", (1, 2, 3, 4))
    aside = replace(four.items[3], not_applicable="There was no such case.")
    return questionnaire(replace(four, items=(*four.items[:3], aside)))


def test_a_click_is_on_disk_at_once(sat_down: Set) -> None:
    desk = sat_down(small())
    QTest.mouseClick(desk.rows()[2], Qt.MouseButton.LeftButton)
    assert desk.stored("practice-1-1").option == "largely"
    assert [row.isChecked() for row in desk.rows()] == [False, False, True, False]
    assert desk.page.bar.saved.text().startswith("Saved ")


def test_number_keys_and_arrows_answer_and_the_focus_stays(sat_down: Set) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_2)
    assert desk.stored("practice-1-1").option == "partially"
    assert desk.rows()[1].hasFocus()
    press(Qt.Key.Key_Down)
    assert desk.stored("practice-1-1").option == "largely"
    press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert desk.stored("practice-1-1").option == "not"
    assert desk.rows()[0].hasFocus()
    press(Qt.Key.Key_9)
    assert desk.stored("practice-1-1").option == "not"


def test_the_saved_time_is_the_time_of_the_record(qtbot: QtBot, sat_down: Set) -> None:
    desk = sat_down(small())
    assert desk.page.bar.saved.text() == ""
    with qtbot.waitSignal(desk.model.saved) as told:
        press(Qt.Key.Key_1)
    assert told.args is not None
    when = told.args[0]
    assert isinstance(when, datetime)
    assert desk.page.bar.saved.text() == f"Saved {when.astimezone():%H:%M:%S}"


def test_dont_know_by_key_and_taking_it_back(sat_down: Set) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_D)
    assert desk.stored("practice-1-1").state == "dont_know"
    desk.button("Clear").click()
    assert desk.stored("practice-1-1") == Answer()


@pytest.mark.long
def test_a_whole_questionnaire_by_keys_alone(qtbot: QtBot, sat_down: Set) -> None:
    desk = sat_down(full_questionnaire())
    seen = []
    with qtbot.waitSignal(desk.page.results_requested):
        for _ in desk.model.assessment.questionnaire.items:
            current = desk.card.question.item
            seen.append(current.id)
            if current.type == "choice":
                press(Qt.Key.Key_3)
            else:
                press(Qt.Key.Key_Return)
                fields = 2 if current.type == "measure" else 1
                for _field in range(fields):
                    focused = QApplication.focusWidget()
                    assert isinstance(focused, AutosaveText)
                    QTest.keyClicks(focused, "71 named")
                    if fields == 2:
                        press(Qt.Key.Key_Tab)
                press(Qt.Key.Key_Escape)
            press(Qt.Key.Key_N)
    items = desk.model.assessment.questionnaire.items
    assert seen == list(items)
    second = open_library(desk.folder)
    record = second.assessment(desk.model.assessment.id)
    second.close()
    assert all(is_done(entry, record.answer(entry.id)) for entry in items.values())
    assert desk.page.desk.foot.following.text() == "See the results"


def test_not_applicable_is_saved_with_a_reason_only(sat_down: Set) -> None:
    desk = sat_down(small(), answers(practice_1="FFFL"))
    desk.page.go_to("practice-1-4")
    press(Qt.Key.Key_A)
    assert desk.field("Reason").hasFocus()
    press(Qt.Key.Key_Escape)
    assert desk.stored("practice-1-4").option == "largely"
    assert not desk.field("Reason").isVisible()
    press(Qt.Key.Key_A)
    QTest.keyClicks(desk.field("Reason"), "No mistake happened.")
    press(Qt.Key.Key_Escape)
    stored = desk.stored("practice-1-4")
    assert (stored.state, stored.option, stored.reason) == (
        "not_applicable",
        None,
        "No mistake happened.",
    )


def test_an_emptied_reason_leaves_the_one_on_record(sat_down: Set) -> None:
    desk = sat_down(small(), answers(practice_1="FFF-"))
    desk.page.go_to("practice-1-4")
    press(Qt.Key.Key_A)
    desk.field("Reason").selectAll()
    press(Qt.Key.Key_Delete, Qt.Key.Key_Escape)
    assert desk.stored("practice-1-4").reason == "No such case."
    assert desk.field("Reason").toPlainText() == "No such case."


def test_not_applicable_is_absent_where_the_item_never_allows_it(sat_down: Set) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_A)
    assert not desk.field("Reason").isVisible()
    assert not any(b.isVisible() and "applicable" in b.text() for b in
                   desk.card.findChildren(QPushButton))  # fmt: skip


@pytest.mark.parametrize(
    ("clicked", "name"),
    [("Comment", "Comment"), ("Evidence", "Evidence"), ("Not applicable…", "Reason")],
)
def test_a_click_on_what_opens_a_field_leads_into_it(
    sat_down: Set, clicked: str, name: str
) -> None:
    desk = sat_down(small())
    desk.page.resize(1180, 420)
    desk.page.go_to("practice-1-4")
    QTest.mouseClick(desk.button(clicked), Qt.MouseButton.LeftButton)
    field = desk.field(name)
    assert field.hasFocus()
    assert field.visibleRegion().boundingRect().height() == field.height()


def test_a_comment_is_kept_when_one_moves_on(sat_down: Set) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_C)
    QTest.keyClicks(desk.field("Comment"), "Two cases")
    assert desk.page.bar.saved.text() == "Not yet saved"
    desk.page.go_to("practice-1-2")
    assert desk.stored("practice-1-1").comment == "Two cases"
    press(Qt.Key.Key_E)
    QTest.keyClicks(desk.field("Evidence"), "register.ods")
    desk.page.hide()
    assert desk.stored("practice-1-2").evidence == "register.ods"


def test_a_comment_is_saved_when_typing_pauses(qtbot: QtBot, sat_down: Set) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_C)
    with qtbot.waitSignal(desk.model.saved, timeout=3000):
        QTest.keyClicks(desk.field("Comment"), "Two cases")
    assert desk.stored("practice-1-1").comment == "Two cases"
    assert desk.field("Comment").hasFocus()


def test_single_keys_are_letters_in_a_text_field(sat_down: Set) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_C)
    QTest.keyClicks(desk.field("Comment"), "dance 1234")
    press(Qt.Key.Key_Escape)
    assert desk.field("Comment").toPlainText() == "dance 1234"
    assert desk.stored("practice-1-1").state == "not_answered"
    assert desk.page.current == "practice-1-1"
    assert desk.rows()[0].hasFocus()


def test_single_keys_do_nothing_outside_a_card(sat_down: Set) -> None:
    desk = sat_down(small())
    row = desk.page.findChildren(DimensionRow)[0]
    row.setFocus()
    press(Qt.Key.Key_3, Qt.Key.Key_D, Qt.Key.Key_N)
    assert desk.stored("practice-1-1") == Answer()
    assert desk.page.current == "practice-1-1"


def test_the_last_wave_is_hidden_until_one_has_answered(sat_down: Set) -> None:
    desk = sat_down(small(), earlier=answers(practice_1="PPPP"))
    assert not desk.card.is_last_wave_shown
    press(Qt.Key.Key_3)
    assert not desk.card.is_last_wave_shown
    press(Qt.Key.Key_Return)
    assert desk.card.is_last_wave_shown
    desk.page.go_to("practice-1-2")
    QTest.mouseClick(desk.rows()[0], Qt.MouseButton.LeftButton)
    assert desk.card.is_last_wave_shown
    desk.page.go_to("practice-1-3")
    press(Qt.Key.Key_4, Qt.Key.Key_Tab)
    assert desk.card.is_last_wave_shown


def test_the_reason_of_a_difference_is_stored_and_falls_with_it(sat_down: Set) -> None:
    desk = sat_down(small(), earlier=answers(practice_1="PPPP"))
    QTest.mouseClick(desk.rows()[2], Qt.MouseButton.LeftButton)
    desk.button("Judged differently").click()
    assert desk.stored("practice-1-1").change == "judged_differently"
    assert desk.button("Judged differently").isChecked()
    QTest.mouseClick(desk.rows()[1], Qt.MouseButton.LeftButton)
    assert desk.stored("practice-1-1").change is None
    assert not desk.button("Judged differently").isVisible()


def test_a_reason_not_given_holds_nobody_up_and_can_be_seen_to_be_open(sat_down: Set) -> None:
    desk = sat_down(small(), earlier=answers(practice_1="PPPP"))
    told: list[str] = []
    desk.page.told.connect(told.append)
    press(Qt.Key.Key_4, Qt.Key.Key_N)
    assert desk.page.current == "practice-1-2"
    assert told == ["1.1 differs from the last wave. The reason can be given there at any time."]
    press(Qt.Key.Key_2)
    assert told.pop() == ""
    press(Qt.Key.Key_N)
    assert desk.stored("practice-1-1").option == "fully"
    assert desk.page.current == "practice-1-3"
    lines = [line.accessibleName() for line in desk.page.findChildren(QuestionLine)]
    assert lines[0].endswith("Fully, Differs from the last wave, reason not given yet")
    assert lines[1].endswith("Partially")
    desk.page.go_to("practice-1-1")
    desk.button("Practice changed").click()
    press(Qt.Key.Key_N)
    assert len(told) == 1


def test_a_refusal_is_told_in_place_and_the_card_shows_what_is_on_disk(
    sat_down: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sat_down(small())
    press(Qt.Key.Key_2)

    def refuse(*_: object) -> datetime:
        raise MachineError("library.sqlite: the disk is full; nothing stored was changed")

    monkeypatch.setattr(desk.library, "save_answer", refuse)
    press(Qt.Key.Key_4)
    assert [row.isChecked() for row in desk.rows()] == [False, True, False, False]
    told = [w for w in desk.card.findChildren(QWidget) if w.property("role") == "error"]
    assert "Not saved: library.sqlite: the disk is full" in told[0].property("text")
    assert told[0].isVisible()
    assert desk.page.bar.saved.text() == "Not saved"
    press(Qt.Key.Key_C)
    QTest.keyClicks(desk.field("Comment"), "Kept on screen")
    assert not desk.page.flush()
    assert desk.field("Comment").toPlainText() == "Kept on screen"
    monkeypatch.undo()
    assert desk.page.flush()
    assert desk.stored("practice-1-1").comment == "Kept on screen"
    assert not told[0].isVisible()


def test_a_signed_record_can_be_read_only(sat_down: Set) -> None:
    def signed(record: Assessment) -> Assessment:
        return replace(
            record,
            status="signed_off",
            signed=SignOff(role="Head of unit", date=datetime.now(UTC).date()),
        )

    desk = sat_down(small(), answers(practice_1="FLPN"), prepared=signed)
    press(Qt.Key.Key_1, Qt.Key.Key_D, Qt.Key.Key_Down)
    QTest.mouseClick(desk.rows()[1], Qt.MouseButton.LeftButton)
    assert desk.stored("practice-1-1").option == "fully"
    assert desk.rows()[3].isChecked()
    assert all(field.isReadOnly() for field in desk.card.fields)
    notes = [w.property("text") for w in desk.page.findChildren(QWidget) if w.isVisible()]
    assert any(str(text).startswith("Signed off on") for text in notes)
    assert not desk.page.desk.foot.findChildren(KeyHints)[0].findChildren(QLabel)


def test_every_widget_that_takes_the_focus_has_a_name(sat_down: Set) -> None:
    desk = sat_down(full_questionnaire(), earlier=answers(practice_1="PPPP"))
    for item_id in ("practice-1-1", "enablers-add", "outcomes-1"):
        desk.page.go_to(item_id)
        press(Qt.Key.Key_D)
        nameless = [
            widget
            for widget in desk.page.findChildren(QWidget)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not widget.accessibleName()
            and not (isinstance(widget, QPushButton) and widget.text())
        ]
        assert nameless == []
    desk.page.go_to("practice-1-1")
    assert desk.rows()[2].accessibleName() == "Largely, Largely: what one sees then."


def test_lines_open_by_click_and_enter(sat_down: Set) -> None:
    desk = sat_down(small(), answers(practice_1="_L_D"))
    lines = desk.page.findChildren(QuestionLine)
    assert lines[1].accessibleName() == "1.2 What practice-1-2 asks, Largely"
    QTest.mouseClick(lines[1], Qt.MouseButton.LeftButton)
    assert desk.page.current == "practice-1-2"
    lines[3].setFocus()
    press(Qt.Key.Key_Return)
    assert desk.page.current == "practice-1-4"


def test_dimensions_are_reached_by_arrows_and_opened_by_enter(sat_down: Set) -> None:
    desk = sat_down(full_questionnaire(), answers(practice_2="FF"))
    desk.page.findChildren(DimensionRow)[0].setFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert desk.page.current == "practice-2-3"


def test_items_outside_all_dimensions_are_asked_too(sat_down: Set) -> None:
    definition = questionnaire(dimension("practice-1", (1,)))
    stray = replace(definition.tree, items=(item("stray", answers="nplf"),))
    desk = sat_down(replace(definition, tree=stray))
    desk.page.go_to("stray")
    assert desk.page.current == "stray"


def test_a_questionnaire_without_dimensions_can_be_answered(sat_down: Set) -> None:
    plain = dimension("part-1", (None, None), rule=None, kind=None)
    desk = sat_down(questionnaire(plain, headline=None))
    press(Qt.Key.Key_1, Qt.Key.Key_N, Qt.Key.Key_2)
    assert desk.stored("part-1-2").option == "partially"


def test_tab_goes_through_the_page_as_one_reads_it(sat_down: Set) -> None:
    desk = sat_down(small(), answers(practice_1="__F_"))
    desk.page.go_to("practice-1-2")
    desk.page.findChildren(DimensionRow)[0].setFocus()
    names = []
    for _ in range(12):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName().split(",")[0])
    assert names == [
        "Questions shown: All questions",
        "Search the questions",
        "Meeting view",
        "1.1 What practice-1-1 asks",
        "Not",
        "Don't know",
        "Comment",
        "Evidence",
        "1.3 What practice-1-3 asks",
        "1.4 What practice-1-4 asks",
        "Previous question",
        "Next open question: 1.4",
    ]


def test_options_are_radio_buttons_in_a_named_group(sat_down: Set) -> None:
    desk = sat_down(small(), answers(practice_1="L"))
    desk.page.go_to("practice-1-1")
    told = QAccessible.queryAccessibleInterface(desk.rows()[2])
    assert told.role() == QAccessible.Role.RadioButton
    assert told.state().checked
    group = told.parent()
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == desk.card.question.item.text


def test_a_refused_comment_is_not_offered_again_by_itself(
    sat_down: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sat_down(small())
    refusals: list[str] = []
    desk.model.refused.connect(refusals.append)

    def refuse(*_: object) -> datetime:
        raise MachineError("the disk is full")

    monkeypatch.setattr(desk.library, "save_answer", refuse)
    press(Qt.Key.Key_C)
    QTest.keyClicks(desk.field("Comment"), "a")
    press(Qt.Key.Key_Escape)
    desk.field("Comment").setFocus()
    desk.rows()[0].setFocus()
    assert refusals == ["the disk is full"]
    desk.page.go_to("practice-1-2")
    assert desk.page.current == "practice-1-1"


def test_no_option_is_cut_off_at_twice_the_text_size(sat_down: Set) -> None:
    desk = sat_down(small())
    larger = style_sheet(LIGHT).replace("font-size: 14px", "font-size: 28px")
    desk.page.setStyleSheet(larger)
    desk.page.resize(928, 612)
    desk.page.go_to("practice-1-2")
    for row in desk.rows():
        assert row.height() >= row.heightForWidth(row.width())
        assert row.width() <= desk.page.desk.questions.viewport().width()


def test_the_first_line_of_a_question_is_at_the_top_however_low_the_window(
    sat_down: Set,
) -> None:
    desk = sat_down(small())
    desk.page.resize(910, 440)
    questions = desk.page.desk.questions
    for item_id in ("practice-1-2", "practice-1-3"):
        press(Qt.Key.Key_4, Qt.Key.Key_N)
        assert desk.page.current == item_id
        top = desk.card.mapTo(questions.viewport(), QPoint(0, 0)).y()
        assert 0 <= top < 10
    press(Qt.Key.Key_P)
    assert desk.page.current == "practice-1-2"
    press(Qt.Key.Key_E)
    add = desk.button("Add file name…")
    bottom = add.mapTo(questions.viewport(), QPoint(0, add.height())).y()
    assert bottom <= questions.viewport().height()


def test_a_narrow_window_scrolls_downwards_only(sat_down: Set) -> None:
    desk = sat_down(small())
    desk.page.resize(800, 600)
    assert desk.page.width() == 800
    assert desk.page.desk.questions.horizontalScrollBar().maximum() == 0


def test_one_comes_back_to_the_question_worked_on_last_though_one_was_skipped(
    sat_down: Set,
) -> None:
    morning = datetime(2026, 10, 16, 9, 0, tzinfo=UTC)
    given = Answer(state="answered", option="fully", comment="Half a", answered_at=morning)
    desk = sat_down(small(), {"practice-1-2": given})
    assert desk.page.current == "practice-1-2"
    assert desk.field("Comment").isVisible()
    assert not desk.field("Evidence").isVisible()
    press(Qt.Key.Key_N)
    assert desk.page.current == "practice-1-3"


def test_a_text_is_saved_while_one_types_on_without_a_pause(
    qtbot: QtBot, sat_down: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_text, "PAUSE_MS", 60_000)
    monkeypatch.setattr(autosave_text, "LONGEST_MS", 40)
    desk = sat_down(small())
    press(Qt.Key.Key_C)

    def typed_on_until_saved() -> bool:
        press(Qt.Key.Key_A)
        return bool(desk.stored("practice-1-1").comment)

    qtbot.waitUntil(typed_on_until_saved)


def test_a_question_left_with_a_comment_only_is_shown_again(sat_down: Set) -> None:
    morning = datetime(2026, 10, 16, 9, 0, tzinfo=UTC)
    given = Answer(state="answered", option="fully", answered_at=morning)
    begun = Answer(comment="To ask", answered_at=morning)
    desk = sat_down(small(), {"practice-1-1": given, "practice-1-3": begun})
    assert desk.page.current == "practice-1-3"


def test_a_measure_set_aside_is_listed_as_not_measured(sat_down: Set) -> None:
    measured = dimension("outcomes", (None, None))
    items = tuple(replace(i, type="measure", not_applicable="Nobody did.") for i in measured.items)
    aside = Answer(state="not_applicable", reason="Planned")
    desk = sat_down(questionnaire(replace(measured, items=items)), {items[1].id: aside})
    lines = [line.accessibleName() for line in desk.page.findChildren(QuestionLine)]
    assert any(name.endswith("Not measured") for name in lines)
