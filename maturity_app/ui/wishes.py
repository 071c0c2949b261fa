"""What a person wishes done to a record, from its page, its panel or the menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from maturity_app.storage.problems import MaturityError
from maturity_app.ui.actions import Page
from maturity_app.ui.pages.wave_panel import Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maturity_app.domain.questionnaire import Questionnaire
    from maturity_app.ui.actions import Actions
    from maturity_app.ui.main_window import MainWindow
    from maturity_app.ui.menu_state import MenuState
    from maturity_app.ui.services import Parts
    from maturity_app.wording import Wording


class Wishes(QObject):
    """Has done what is wished; what is wished in the menu is about the record `menus` name."""

    def __init__(
        self, w: Wording, actions: Actions, menus: MenuState, parts: Parts, window: MainWindow
    ) -> None:
        """Stand between the actions on a record and what does them."""
        super().__init__(window)
        self._w = w
        self._menus = menus
        self._parts = parts
        self._window = window
        actions.export.triggered.connect(self._on_export)
        actions.roll_up.triggered.connect(self._on_roll_up)
        for action, wish in (
            (actions.answer, Wish.SURVEY),
            (actions.gather, Wish.GATHER),
            (actions.form, Wish.FORM),
            (actions.sign_off, Wish.SIGN_OFF),
            (actions.new_wave, Wish.NEW_WAVE),
            (actions.correct, Wish.CORRECT),
            (actions.migrate, Wish.MIGRATE),
            (actions.set_aside, Wish.SET_ASIDE),
        ):
            action.triggered.connect(partial(self.on_action, wish))

    def show_record(self, page: Page, record_id: str) -> None:
        """Show a record on one of its pages, or say why it can't be opened."""
        try:
            if self._window.opened.record_id != record_id:
                self._window.open_assessment(record_id)
        except MaturityError as refused:
            self._window.refuse(refused.worded(self._w))
        else:
            self._window.show_page(page)

    def on_asked(self, wish: Wish, record_id: str) -> None:
        """Do what is wished to a record."""
        window = self._window
        window.forget_told()
        window.opened.store_summary()
        do: dict[Wish, Callable[[str], None]] = {
            Wish.SURVEY: partial(self.show_record, Page.SURVEY),
            Wish.RESULTS: partial(self.show_record, Page.RESULTS),
            Wish.REPORT: window.tasks.export,
            Wish.SIGN_OFF: window.tasks.sign_off,
            Wish.GATHER: self._gather,
            Wish.FORM: window.forms.ask_for_wave,
            Wish.NEW_WAVE: window.tasks.begin_wave,
            Wish.CORRECT: window.tasks.correct,
            Wish.MIGRATE: window.migrating.ask,
            Wish.SET_ASIDE: self._set_aside,
            Wish.LIST_AGAIN: window.unit_tasks.list_again,
        }
        do[wish](record_id)

    def show_gathered(self, record_id: str) -> None:
        """Show a consensus draft, read anew, where the team lies widest apart."""
        self._window.open_assessment(record_id)
        self._window.show_page(Page.SURVEY)
        self._window.pages.survey.show_differing()

    def on_own_answers_came(self, record_id: str) -> None:
        """Offer to gather a team's answers, of which one person's came in."""
        self._window.team_tasks.offer(record_id)

    def on_form_wanted(self, questionnaire: Questionnaire) -> None:
        """Write a form of a questionnaire."""
        self._window.forms.ask(questionnaire)

    def _gather(self, record_id: str) -> None:
        if self._window.is_all_saved():
            self._window.end_meeting()
            self._window.team_tasks.gather(record_id)

    def on_action(self, wish: Wish, *_: object) -> None:
        """Do what is wished to the record that the menus are about."""
        if self._menus.record_id:
            self.on_asked(wish, self._menus.record_id)

    def on_item_requested(self, item_id: str) -> None:
        """Show a question of the open record."""
        self._window.show_page(Page.SURVEY)
        self._window.pages.survey.go_to(item_id)

    def on_preview(self, record_ids: Sequence[str], rank: str) -> None:
        """Show a comparison as it will be printed."""
        preview = self._parts.comparison_preview(self._window, record_ids, rank)
        preview.print_requested.connect(self._window.tasks.print_report)
        self._window.closing.connect(preview.preview.finish)
        preview.open()

    def _set_aside(self, record_id: str) -> None:
        if self._window.opened.record_id == record_id:
            if not self._window.is_all_saved():
                return
            self._window.opened.close()
        self._window.unit_tasks.set_aside(record_id)

    def _on_roll_up(self) -> None:
        self._window.tasks.export_rollup()

    def _on_export(self) -> None:
        pages = self._window.pages
        if self._window.page == Page.COMPARE:
            pages.compare.export_button.click()
        elif self._window.page == Page.REPORTS:
            pages.reports.write_button.click()
        else:
            self.on_action(Wish.REPORT)
