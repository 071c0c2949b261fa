"""The plan page: targets and actions are set by keyboard and mouse, and saved at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.plan import Action, Plan
from maturity_app.jobs.assessing import signed_off
from maturity_app.jobs.planning import next_steps
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.dialogs.action import ActionDialog, Offer, OutcomeDialog
from maturity_app.ui.dialogs.next_steps import NextStepsDialog
from maturity_app.ui.pages.plan import PlanPage
from maturity_app.ui.planning import Planning
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.marks import mark_icon
from maturity_app.wording import ENGLISH as W
from tests.reports.planned import LAST, NOW, last_wave, record
from tests.ui.test_dialogs import unnamed

Open = Callable[..., "Desk"]


class Desk:
    """A shown page over a library of its own, wired as the window wires it."""

    def __init__(self, library: Library, held: Assessment, qtbot: QtBot) -> None:
        """Show the plan of a record."""
        library.add(held)
        self.library = library
        self.model = AssessmentModel(library, library.assessment(held.id), [last_wave()])
        self.page = PlanPage(W, LIGHT, lambda: date(2026, 10, 16))
        self.page.resize(1184, 740)
        qtbot.addWidget(self.page)
        planning = Planning(W, self.page, lambda: self.model)
        self.planning = planning
        self.page.add_requested.connect(planning.add)
        self.page.steps_requested.connect(planning.pick)
        self.page.edit_requested.connect(planning.edit)
        self.page.state_requested.connect(planning.set_state)
        self.page.show_assessment(self.model)
        self.page.show()
        qtbot.waitExposed(self.page)

    @property
    def stored(self) -> Plan:
        """The plan as it is on disk."""
        return self.library.assessment(self.model.assessment.id).plan

    def shown(self, widget: QWidget | None = None) -> str:
        labels = (widget or self.page).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def rows(self) -> list[tuple[str, ...]]:
        return [row.cells for row in self.page.action_card.table.table.rows]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    library = open_library(tmp_path)

    def sit(plan: Plan = NOW, *, signed: bool = False) -> Desk:
        held = record(plan)
        if signed:
            held = signed_off(held, "Head", date(2026, 10, 23), (0, ""))
        return Desk(library, held, qtbot)

    yield sit
    library.close()


# --- targets -----------------------------------------------------------------------------


def test_each_practice_and_safeguard_has_a_row_with_level_target_gap_and_steps(
    opened: Open,
) -> None:
    desk = opened()
    rows = desk.page.target_card.rows
    assert list(rows) == [*(f"practice-{n}" for n in range(1, 7)), "safeguard-a", "safeguard-b"]
    third = rows["practice-3"]
    assert (third.level.text(), third.box.currentText()) == ("1.8 tried", "3 established")
    assert (third.gap.text(), third.steps.text()) == ("1.2 short", "1 step to level 3: 3.3")
    assert rows["practice-1"].gap.text() == "reached"
    assert (rows["practice-2"].box.currentText(), rows["practice-2"].gap.text()) == ("none", "–")
    assert third.box.accessibleName() == "Target for Practice 3, now 1.8 tried"
    assert unnamed(desk.page) == []


def test_a_target_is_set_by_keyboard_on_disk_at_once_and_never_by_the_wheel(opened: Open) -> None:
    desk = opened()
    box = desk.page.target_card.rows["practice-2"].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert desk.stored.targets["practice-2"] == 1
    assert QApplication.focusWidget() is box or not desk.page.isActiveWindow()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert "practice-2" not in desk.stored.targets
    place = QPointF(box.rect().center())
    turned = QWheelEvent(
        place, place, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turned)
    assert not turned.isAccepted(), "the area around it takes it"
    assert box.currentData() == -1


# --- actions -----------------------------------------------------------------------------


def test_actions_stand_in_a_table_as_decided_by_day_or_by_state(opened: Open) -> None:
    desk = opened()
    QAbstractItemModelTester(desk.page.action_card.table.model())
    assert [row[0] for row in desk.rows()] == [action.text for action in NOW.actions]
    table = desk.page.action_card.table
    first = table.table.rows[0]
    assert first.cells[1:5] == (
        "3.3 Practice 3", "Heads of section", "30 Jun 2026, late", "under way",
    )  # fmt: skip
    assert (first.mark(3), first.mark(table.state_column)) == ("late", "under_way")
    order = desk.page.action_card.order
    order.setCurrentIndex(1)
    assert [row[3] for row in desk.rows()] == ["30 Jun 2026, late", "28 Feb 2027", "no date"]
    order.setCurrentIndex(2)
    assert [row[4] for row in desk.rows()] == ["under way", "planned", "done"]


def test_each_state_has_a_shape_of_its_own() -> None:
    drawn = {
        mark: mark_icon(mark, LIGHT).pixmap(12, 12).toImage()
        for mark in ("planned", "under_way", "done", "dropped", "late")
    }
    inks = [
        [QColor(image.pixelColor(x, y)).alpha() for x in range(12) for y in range(12)]
        for image in drawn.values()
    ]
    assert all(inks[a] != inks[b] for a in range(5) for b in range(a))


def test_an_action_is_added_edited_removed_and_brought_back_where_it_stood(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened()
    card = desk.page.action_card
    monkeypatch.setattr(
        ActionDialog, "ask", lambda *args: replace(args[-1].action, text="Ask the archive")
    )
    card.add.click()
    assert desk.stored.actions[-1].text == "Ask the archive"
    card.table.choose("a2")
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    assert desk.stored.actions[1].text == "Ask the archive"
    QTest.keyClick(card.table, Qt.Key.Key_Delete)
    assert [action.id for action in desk.stored.actions][:2] == ["a1", "a5"]
    assert "Removed: Ask the archive" in desk.shown(card)
    desk.page.undo.take_back()
    assert [action.id for action in desk.stored.actions][:3] == ["a1", "a2", "a5"]
    assert card.table.chosen == "a2"
    assert "Removed" not in desk.shown(card)


def test_each_change_of_the_plan_can_be_taken_back_and_done_again(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened()
    undo, said = desk.page.undo, list[str]()
    undo.told.connect(said.append)
    monkeypatch.setattr(
        ActionDialog, "ask", lambda *args: replace(args[-1].action, text="Law & order")
    )
    QTest.keyClick(desk.page.target_card.rows["practice-2"].box, Qt.Key.Key_Down)
    assert undo.undo_text == "&Undo: target for Practice 2"
    desk.planning.set_state("a1", "planned")
    assert undo.undo_text == "&Undo: state of the action, Rehearse once a month"
    desk.planning.edit("a2")
    assert undo.undo_text == "&Undo: change of the action, Law && order"
    desk.page.action_card.add.click()
    assert undo.undo_text == "&Undo: new action, Law && order"
    plans = [desk.stored]
    for _ in range(4):
        undo.take_back()
        plans.append(desk.stored)
    assert (desk.stored, undo.undo_text) == (NOW, "")
    assert undo.redo_text == "&Redo: target for Practice 2"
    for plan in reversed(plans[:-1]):
        undo.do_again()
        assert desk.stored == plan
    assert said[-1] == "Redone and saved: new action, Law & order"


def test_a_plan_that_another_window_has_changed_is_not_overwritten(opened: Open) -> None:
    desk = opened()
    said: list[str] = []
    desk.page.undo.told.connect(said.append)
    desk.planning.set_state("a1", "planned")
    elsewhere = desk.stored.with_target("practice-1", 4)
    desk.library.save_plan(desk.model.assessment.id, elsewhere)
    desk.page.undo.take_back()
    assert (desk.stored, desk.model.assessment.plan) == (elsewhere, elsewhere)
    assert said == ["The plan was changed in another window meanwhile, so it stays as it is"]
    assert desk.page.undo.undo_text == ""


def test_it_is_said_when_a_change_reached_the_disk(opened: Open) -> None:
    desk = opened()
    assert desk.page.saved.text.text() == ""
    desk.planning.set_state("a1", "planned")
    assert desk.page.saved.text.text().startswith("Saved ")


def test_tab_comes_to_targets_before_actions_and_each_stop_is_in_sight(
    opened: Open, qtbot: QtBot
) -> None:
    desk = opened()
    page = desk.page
    page.resize(800, 360)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.report.setFocus()
    boxes = [row.box for row in page.target_card.rows.values()]
    reached: list[QWidget] = []
    for _ in range(12):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        stop = page.focusWidget()
        assert stop is not None
        assert not stop.visibleRegion().isEmpty()
        reached.append(stop)
    assert reached[:10] == [*boxes, page.action_card.order, page.action_card.add]


def test_what_came_of_an_action_goes_when_it_is_open_again(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened()
    monkeypatch.setattr(OutcomeDialog, "ask", lambda *_: "Ten held")
    desk.planning.set_state("a1", "done")
    desk.planning.set_state("a1", "under_way")
    assert desk.stored.actions[0].outcome == ""
    desk.page.undo.take_back()
    assert desk.stored.actions[0].outcome == "Ten held"


def test_a_state_is_changed_in_its_place_and_what_is_over_is_asked_about(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened()
    table = desk.page.action_card.table
    row = table.model().index(0, table.state_column)
    cell = table.visualRect(row).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert table.states.isVisible()
    assert [a.text() for a in table.states.actions() if a.isChecked()] == ["under way"]
    planned, _, done, _ = table.states.actions()
    planned.trigger()
    assert desk.stored.actions[0].state == "planned"
    table.states.hide()
    monkeypatch.setattr(OutcomeDialog, "ask", lambda *_: None)
    done.trigger()
    assert desk.stored.actions[0].state == "planned", "without an answer nothing changes"
    monkeypatch.setattr(OutcomeDialog, "ask", lambda *_: "Ten held")
    done.trigger()
    assert (desk.stored.actions[0].state, desk.stored.actions[0].outcome) == ("done", "Ten held")


def test_the_next_steps_are_offered_those_that_hold_the_headline_first(opened: Open) -> None:
    desk = opened(Plan())
    steps = next_steps(desk.model.card)
    assert steps[0].holds
    held = [step.holds for step in steps]
    assert held == sorted(held, reverse=True)
    # Practice 3's gate item stands at Partially; what is fully met has no next step.
    assert steps[0].text == "From Partially: write down who does it."
    assert "practice-1-1" not in {step.item for step in steps}
    dialog = NextStepsDialog(desk.page, W, desk.model.card, steps, {steps[1].item})
    dialog.accept_button.click()
    assert dialog.isVisibleTo(desk.page) is False
    assert dialog.problem() == "Tick at least one step."
    dialog.boxes[steps[0].item].setChecked(True)
    assert not dialog.boxes[steps[1].item].isEnabled()
    assert [step.item for step in dialog.value()] == [steps[0].item]


def test_what_is_ticked_of_the_next_steps_is_planned(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(Plan())
    monkeypatch.setattr(NextStepsDialog, "ask", lambda *args: list(args[3][:2]))
    assert "Begin with the next steps" in desk.shown()
    desk.page.action_card.from_steps.click()
    items = [step.item for step in next_steps(desk.model.card)[:2]]
    assert [action.item for action in desk.stored.actions] == items
    assert "Begin with the next steps" not in desk.shown()


def test_where_the_page_is_narrow_nothing_is_cut_off(opened: Open) -> None:
    desk = opened()
    desk.page.resize(470, 700)
    QApplication.processEvents()
    inside = desk.page.target_card.parentWidget()
    assert inside is not None
    assert inside.width() < 470
    first = desk.rows()[0]
    assert first == (
        "Rehearse once a month\n3.3 Practice 3\nHeads of section\n30 Jun 2026, late",
        "under way",
    )
    row = desk.page.target_card.rows["practice-3"]
    assert row.steps.y() > row.box.mapTo(desk.page.target_card, QPoint()).y() > row.name.y()


# --- dialogs -----------------------------------------------------------------------------


def offer(action: Action, today: date, *, is_new: bool = False) -> Offer:
    purposes = [("The whole unit", "", ""), ("Practice 3", "practice-3", "")]
    return Offer(action=action, is_new=is_new, purposes=purposes, roles=["Head"], today=today)


def test_a_day_that_has_passed_is_allowed_and_said(qtbot: QtBot) -> None:
    today = date(2026, 10, 16)
    action = Action(id="a", text="Ask", node="practice-3", due=today - timedelta(days=1))
    dialog = ActionDialog(None, W, offer(action, today))
    qtbot.addWidget(dialog)
    assert dialog.due_field.passed.isVisibleTo(dialog)
    assert dialog.problem() == ""
    assert dialog.value() == action
    dialog.state_field.setCurrentIndex(2)
    assert not dialog.due_field.passed.isVisibleTo(dialog), "what is done is late no more"
    assert dialog.outcome_field.isVisibleTo(dialog)
    dialog.due_field.is_set.setChecked(False)
    assert dialog.value().due is None
    assert unnamed(dialog) == []


def test_an_outcome_is_kept_only_where_it_is_shown(qtbot: QtBot) -> None:
    held = Action(id="a", text="Ask", node="practice-3", state="done", outcome="It works")
    dialog = ActionDialog(None, W, offer(held, date(2026, 10, 16)))
    qtbot.addWidget(dialog)
    assert dialog.value() == held
    dialog.state_field.setCurrentIndex(0)
    assert not dialog.outcome_field.isVisibleTo(dialog)
    assert dialog.value().outcome == ""


def test_a_day_is_chosen_in_one_step(qtbot: QtBot) -> None:
    dialog = ActionDialog(None, W, offer(Action(id="a", text="Ask"), date(2026, 11, 30)))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.value().due is None
    assert dialog.due_field.field.day() == date(2027, 2, 28)
    QTest.keyClick(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert dialog.focusWidget() is dialog.due_field.is_set
    dialog.due_field.field.calendarWidget().clicked.emit(dialog.due_field.field.date())
    assert dialog.value().due == date(2027, 2, 28)


def test_an_action_without_words_is_not_kept(qtbot: QtBot) -> None:
    empty = Action(id="a", text=" ")
    dialog = ActionDialog(None, W, offer(empty, date(2026, 10, 16), is_new=True))
    qtbot.addWidget(dialog)
    assert dialog.problem() == "Write what is to be done."
    dialog.text_field.setPlainText("  Ask\nthe archive ")
    assert dialog.value().text == "Ask the archive"


# --- the last wave, and records that are signed ----------------------------------------------


def test_what_became_of_the_last_waves_actions_stays_visible(opened: Open) -> None:
    desk = opened(Plan())
    card = desk.page.followed_card
    assert card.isVisible()
    assert "None of three actions open in Autumn 2025 is done yet." in desk.shown(card)
    assert [row.cells[0] for row in card.table.table.rows] == [a.text for a in LAST.actions[:3]]


def test_a_signed_plan_is_read_only_and_leads_to_the_next_wave(opened: Open, qtbot: QtBot) -> None:
    desk = opened(signed=True)
    page, table = desk.page, desk.page.action_card.table
    assert page.signed.isVisible()
    assert not page.target_card.rows["practice-3"].box.isVisible()
    assert page.target_card.rows["practice-3"].told.text() == "3 established"
    for hidden in (page.action_card.add, page.action_card.from_steps, page.action_card.remove):
        assert not hidden.isVisible()
    table.choose("a1")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(table, key)
    assert not table.states.isVisible()
    assert desk.stored == NOW
    with qtbot.waitSignal(page.wave_requested, timeout=1000):
        page.signed.begin.click()
