"""The plan page: the levels a unit means to reach, and what it means to do for them."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise

from PySide6.QtCore import QMetaObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maturity_app.reports.phrases import record_line, wave_words
from maturity_app.reports.plan import day_of, followed_finding, planned_standings, what_became
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.plan_tables import Telling, action_table, followed_table, ordered
from maturity_app.ui.overriding import override
from maturity_app.ui.pages.plan_undo import PlanUndo
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.actions_card import ActionsCard
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.ui.widgets.following_area import FollowingArea
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, Card, button, label
from maturity_app.ui.widgets.saved_mark import SavedMark
from maturity_app.ui.widgets.targets_card import TargetsCard
from maturity_app.wording import Wording

_NAMES_LEAST = 360
_WIDE_FROM = 760


def _today() -> date:
    return datetime.now().astimezone().date()


class PlanPage(QWidget):
    """Shows the plan of one assessment and keeps in step with it.

    Targets and removals are saved here, and taken back by `undo`; what needs a question is
    announced.
    """

    add_requested = Signal()
    steps_requested = Signal()
    edit_requested = Signal(str)
    state_requested = Signal(str, str)
    wave_requested = Signal()
    report_requested = Signal()

    def __init__(
        self,
        w: Wording,
        palette: Palette,
        today: Callable[[], date] = _today,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty page; `show_assessment` fills it. `today` says which actions are late."""
        super().__init__(parent)
        self._w, self._today = w, today
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model: AssessmentModel | None = None
        self._following: list[QMetaObject.Connection] = []
        self.undo = PlanUndo(w, self)
        self.saved = SavedMark(w, palette)
        self._is_narrow = False
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self.title = label("", "title", wraps=True)
        self.record = label("", "muted", wraps=True)
        self.report = button(w("Make report…"), "primary", on_click=self.report_requested.emit)
        self.signed = _Signed(w)
        self.target_card = TargetsCard(w, palette)
        self.action_card = ActionsCard(w, palette)
        self.followed_card = _FollowedCard(w, palette)
        self._build()
        self._connect()

    def show_assessment(self, model: AssessmentModel) -> None:
        """Show an assessment's plan; its changes are followed from now on."""
        for followed in self._following:
            # The stubs of PySide lack this overload.
            self.disconnect(followed)  # type: ignore[call-overload]
        if model is not self._model:
            self.saved.clear()
            self._area.verticalScrollBar().setValue(0)
        self._model = model
        self._following = [
            model.planned.connect(self.refresh),
            model.answered.connect(self._on_answered),
            model.saved.connect(self.saved.show_saved),
        ]
        self.undo.follow(model)
        self.refresh()

    def refresh(self) -> None:
        """Show the plan as it stands now."""
        if self._model is None:
            return
        model, w = self._model, self._w
        record, card, plan = model.told, model.card, model.assessment.plan
        day = self._today() if model.is_editable else day_of(record)
        self.title.setText(record.unit.name)
        self.record.setText(f"{wave_words(record, w)}  ·  {record_line(record, w)}")
        self.signed.setVisible(not model.is_editable)
        found = planned_standings(record, card)
        self.target_card.show_standings(card, found, is_editable=model.is_editable)
        actions = ordered(plan.actions, self.action_card.chosen_order)
        self._is_narrow = self._is_narrow_now()
        telling = Telling(
            questionnaire=record.questionnaire, day=day, w=w, is_narrow=self._is_narrow
        )
        table = action_table(actions, telling)
        self.action_card.show_actions(plan, table, is_editable=model.is_editable)
        newest = model.plan_undo.undoable
        self.action_card.offer_undo(newest.removed if newest else None)
        self.followed_card.show_followed(model, telling)
        self._order_stops()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow != self._is_narrow_now():
            self.refresh()

    def _build(self) -> None:
        bar = PageBar(least=_NAMES_LEAST)
        bar.add_names(self.title, self.record)
        bar.buttons.addWidget(self.saved)
        bar.buttons.addWidget(self.report)
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(16)
        for card in (self.signed, self.target_card, self.action_card, self.followed_card):
            column.addWidget(card)
        column.addStretch(1)
        self._area = FollowingArea(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._area, 1)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self.signed.wave_requested.connect(self.wave_requested)
        self.target_card.target_chosen.connect(self._on_target)
        self.action_card.add_requested.connect(self.add_requested)
        self.action_card.steps_requested.connect(self.steps_requested)
        self.action_card.edit_requested.connect(self.edit_requested)
        self.action_card.state_requested.connect(self.state_requested)
        self.action_card.removal_requested.connect(self._on_removal)
        self.action_card.undo_requested.connect(self.undo.take_back)
        self.undo.reached.connect(self._on_reached)
        self.action_card.order_changed.connect(self.refresh)
        self.action_card.table.chosen_changed.connect(self._on_chosen)

    def _is_narrow_now(self) -> bool:
        return self.width() < round(_WIDE_FROM * font_scale(self))

    def _on_answered(self, _item_id: str) -> None:
        if self.isVisible():
            # Several answers in a row, such as an import, are shown once.
            self._refresh_timer.start()

    def _on_target(self, node_id: str, level: int) -> None:
        if self._model is None:
            return
        plan = self._model.assessment.plan.with_target(node_id, None if level < 0 else level)
        if plan != self._model.assessment.plan and not self._model.set_plan(plan):
            self.refresh()

    def _on_removal(self, action_id: str) -> None:
        if self._model is None or not self._model.is_editable:
            return
        plan = self._model.assessment.plan
        if plan.action(action_id) is not None:
            self._model.set_plan(plan.without_action(action_id))

    def _on_reached(self, place: str) -> None:
        """Bring the keyboard to the target or action that was changed."""
        table = self.action_card.table
        if place in self.target_card.rows:
            self.target_card.rows[place].box.setFocus()
            return
        table.choose(place)
        stop = table if table.isVisible() else self.action_card.add
        stop.setFocus()

    def _on_chosen(self) -> None:
        table = self.action_card.table
        if table.hasFocus() and table.currentIndex().isValid():
            self._area.show_part(table.viewport(), table.visualRect(table.currentIndex()))

    def _order_stops(self) -> None:
        """Let Tab come to what can be changed in the order in which it is read."""
        stops = [
            self.signed.begin,
            *self.target_card.stops(),
            *self.action_card.stops(),
            self.followed_card.table,
        ]
        for before, after in pairwise([self.report, *stops]):
            self.setTabOrder(before, after)
        self._area.follow(stops)


class _Signed(Card):
    """That a signed plan stays as it is, and how it goes on."""

    wave_requested = Signal()

    def __init__(self, w: Wording) -> None:
        super().__init__(role="note")
        told = w(
            "This record is signed off, so its plan stays as it was decided. The next wave begins "
            "with these targets and with the actions that are still open."
        )
        self.begin = button(w("Begin the next wave…"), on_click=self.wave_requested.emit)
        self.body.addWidget(label(told, wraps=True))
        self.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)


class _FollowedCard(Card):
    """What became of the actions of the wave before."""

    def __init__(self, w: Wording, palette: Palette) -> None:
        super().__init__()
        self._w = w
        self.setAccessibleName(w("What became of the last actions"))
        self.finding = label("", "quiet", wraps=True)
        self.table = DataTable(w, palette)
        self.body.addWidget(label(w("What became of the last actions"), "panel", wraps=True))
        self.body.addWidget(self.finding)
        self.body.addWidget(self.table)

    def show_followed(self, model: AssessmentModel, telling: Telling) -> None:
        """Show the last wave's actions; the card hides where there are none."""
        last, now = model.previous, model.told
        found = what_became(last.plan, now.plan) if last else ()
        self.setVisible(bool(found))
        if last is None or not found:
            return
        self.finding.setText(f"{followed_finding(found, last.wave.label, self._w)}.")
        waves = (last.wave.label, now.wave.label)
        self.table.show_table(followed_table(found, waves, telling))
