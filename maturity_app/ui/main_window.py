"""The window: menu, rail and status bar round the pages, and what is shown between them."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from maturity_app.ui.actions import OF_A_RECORD, Actions, Page
from maturity_app.ui.background import Background
from maturity_app.ui.editing import Editing
from maturity_app.ui.file_and_help import FileAndHelp
from maturity_app.ui.listing import Listing
from maturity_app.ui.long_work import LongWorkShown
from maturity_app.ui.menu_state import MenuState
from maturity_app.ui.opened import Opened
from maturity_app.ui.overriding import override
from maturity_app.ui.page_filling import PageFilling
from maturity_app.ui.page_stack import PageStack
from maturity_app.ui.page_wiring import PageWiring
from maturity_app.ui.pages.home import HomePage
from maturity_app.ui.status_line import StatusLine
from maturity_app.ui.unit_menu import UnitMenu
from maturity_app.ui.widgets.rail import Rail
from maturity_app.ui.window_state import USUAL_SIZE
from maturity_app.ui.wishes import Wishes

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
    )

    from maturity_app.storage.library import Library
    from maturity_app.ui.dropping import Dropping
    from maturity_app.ui.forms import Forms
    from maturity_app.ui.migrating import Migrating
    from maturity_app.ui.planning import Planning
    from maturity_app.ui.services import Parts, Services
    from maturity_app.ui.staff_tasks import StaffTasks
    from maturity_app.ui.tasks import Tasks
    from maturity_app.ui.team_tasks import TeamTasks
    from maturity_app.ui.theme import Palette
    from maturity_app.ui.unit_tasks import UnitTasks
    from maturity_app.wording import Wording


class MainWindow(QMainWindow):
    """One window over one library. Pages other than home are built when first shown.

    `made_anew` asks for a window in its place, in another language or other colours; `closing`
    tells, while all is still open, that it is about to close.
    """

    made_anew = Signal()
    closing = Signal()

    def __init__(
        self, w: Wording, palette: Palette, library: Library, services: Services, parts: Parts
    ) -> None:
        """Build the window and show the library's entries."""
        super().__init__()
        self._w = w
        self._library = library
        self._parts = parts
        self.services = services
        self._background = Background(self)
        self._actions = Actions(w, self)
        self._actions.fill(self.menuBar())
        self.opened = Opened(library, services, self)
        self.listing = Listing(library, self)
        self._menus = MenuState(w, self._actions, self)
        self.wishes = Wishes(w, self._actions, self._menus, parts, self)
        self.editing = Editing(w, self._actions, self)
        self.file_and_help = FileAndHelp(self._actions, self._menus, services, parts, self)
        self._build(palette)
        self._filling = PageFilling(library, self.opened, self.pages, self.home, self.listing)
        self._unit_menu = UnitMenu(self._actions, self.home, lambda: self.unit_tasks, self)
        self._wire()
        self.listing.load_first()
        self.home.focus_start()

    # --- building --------------------------------------------------------------------

    def _build(self, palette: Palette) -> None:
        # From the outside in: what moves into another widget is styled anew with all it holds.
        w = self._w
        self.resize(USUAL_SIZE)
        self.setAcceptDrops(True)
        centre = QWidget(self)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        pages = {page.name.lower(): action for page, action in self._actions.pages.items()}
        self.rail = Rail(pages, w("Pages"), palette, centre)
        row.addWidget(self.rail)
        wiring = PageWiring(self._parts, self._background, self)
        self.pages = PageStack(self._parts, wiring.of_each(), centre)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.pages, 1)
        row.addLayout(beside, 1)
        stop = self._actions.stop
        self.long_work = LongWorkShown(self._background, stop, beside, self._parts, self)
        folder = str(self._library.path.parent)
        newer = self.services.newer_version
        home = HomePage(w, palette, self.pages, folder=folder, newer=newer)
        self.home = self.pages.add(Page.HOME, home)
        self.setCentralWidget(centre)
        self.status = StatusLine(w, self._library, self)

    def _wire(self) -> None:
        """Connect what the window itself hears; menus and pages have it done for them."""
        self._background.busy.connect(self.status.on_busy)
        self.listing.changed.connect(self.update_menus)
        self.opened.changed.connect(self.update_menus)
        self.opened.renewed.connect(self._on_renewed)
        self.opened.gone.connect(partial(self.show_page, Page.HOME))
        self.opened.refused.connect(self._on_answer_refused)
        self.opened.figures_refused.connect(self.status.on_figures_refused)
        for page, action in self._actions.pages.items():
            action.triggered.connect(partial(self._on_page_asked, page))

    @cached_property
    def tasks(self) -> Tasks:
        """What can be done to the library."""
        tasks = self._parts.tasks(self, self._background)
        tasks.library_changed.connect(self._on_library_changed)
        tasks.told.connect(self.status.tell)
        tasks.begun.connect(partial(self.wishes.show_record, Page.SURVEY))
        tasks.own_answers_came.connect(self.wishes.on_own_answers_came)
        tasks.staff_surveys_came.connect(self._on_staff_surveys_came)
        return tasks

    @cached_property
    def team_tasks(self) -> TeamTasks:
        """What can be done about a team."""
        tasks = self._parts.team_tasks(self)
        tasks.library_changed.connect(self._on_library_changed)
        tasks.gathered.connect(self.wishes.show_gathered)
        tasks.told.connect(self.status.tell)
        return tasks

    @cached_property
    def forms(self) -> Forms:
        """What writes forms for people without the program."""
        return self._parts.forms(self, self._background)

    @cached_property
    def staff_tasks(self) -> StaffTasks:
        """What can be done about staff surveys."""
        return self._parts.staff_tasks(self, self._background)

    @cached_property
    def unit_tasks(self) -> UnitTasks:
        """What can be done to units."""
        tasks = self._parts.unit_tasks(self, self._background)
        tasks.library_changed.connect(self._on_library_changed)
        tasks.units_changed.connect(self._on_units_changed)
        tasks.told.connect(self._unit_menu.tell)
        return tasks

    @cached_property
    def migrating(self) -> Migrating:
        """What brings drafts to newer versions of their questionnaires."""
        return self._parts.migrating(self, self._background)

    @cached_property
    def planning(self) -> Planning:
        """What can be done to the plan of the open record."""
        return self._parts.planning(self, lambda: self.opened.model)

    @cached_property
    def dropping(self) -> Dropping:
        """What happens while files are dragged onto the window."""
        return self._parts.dropping(self)

    # --- showing ---------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return next(page for page, action in self._actions.pages.items() if action.isChecked())

    @property
    def open_record(self) -> str:
        """The id of the record that its pages show; empty without one."""
        return self.opened.record_id

    @property
    def open_question(self) -> str:
        """The item that the survey is at in the open record; empty where it is at none."""
        return self._filling.open_question

    def show_page(self, page: Page) -> None:
        """Show a page; those of a record show the open one."""
        if page in OF_A_RECORD and self.opened.model is None:
            return
        if page != Page.SURVEY and not self.is_all_saved():
            return
        if page != Page.SURVEY:
            self.end_meeting()
        if page != self.page:
            self.forget_told()
        self._bring_up(page, self._filling.filled(page))
        if page == Page.HOME:
            self.home.focus_start()

    def _bring_up(self, page: Page, widget: QWidget) -> None:
        self._actions.pages[page].setChecked(True)
        self.pages.setCurrentWidget(widget)
        self.update_menus()

    def is_all_saved(self) -> bool:
        """Save what is being typed; where that is refused, show the card that says why."""
        if not self.pages.has(Page.SURVEY) or self.pages.survey.flush():
            return True
        self._bring_up(Page.SURVEY, self.pages.survey)
        return False

    def open_assessment(self, record_id: str) -> None:
        """Open a record for the pages of a record, read anew from the library."""
        self.opened.open(record_id)

    def go_to(self, item_id: str) -> None:
        """Go to a question of the open record in the survey; one it does not have is no matter."""
        if self.opened.has_item(item_id):
            self.pages.survey.go_to(item_id)

    def end_meeting(self) -> None:
        """Leave the meeting view, which has the whole screen, if it is shown."""
        if self.pages.has(Page.SURVEY):
            self.pages.survey.leave_meeting()

    # --- telling ---------------------------------------------------------------------

    def update_menus(self, *_: object) -> None:
        """Let actions, title and status bar say what is open and what is possible."""
        self._menus.update(self.listing.count)
        self.editing.update()
        self.status.update()

    def forget_told(self) -> None:
        """Say no more what was done before: it is done, and something else begins."""
        self.long_work.forget_done()
        self.home.notices.hide_done()
        self.status.forget_told()

    def refuse(self, why: str) -> None:
        """Say why something can't be done."""
        self.tasks.refuse(self._w.said(why))

    # --- what happens ----------------------------------------------------------------

    def _on_page_asked(self, page: Page, *_: object) -> None:
        self.show_page(page)

    def _on_library_changed(self, record_id: str) -> None:
        self.listing.load_changed(record_id)
        if self.page in (Page.COMPARE, Page.REPORTS):
            self.show_page(self.page)
        self.opened.renew()

    def _on_staff_surveys_came(self, paths: list[Path]) -> None:
        self.staff_tasks.open_files(paths)

    def _on_units_changed(self, unit_id: str) -> None:
        self._on_library_changed("")
        if unit_id:
            self.home.select_unit(unit_id)

    def _on_renewed(self) -> None:
        self.show_page(self.page)

    def _on_answer_refused(self, why: str) -> None:
        # The survey says it where the answer stands, and a dialog would be in its way.
        if not (self.pages.has(Page.SURVEY) and self.pages.survey.isVisible()):
            self.refuse(why)

    # --- keys, dropping and closing --------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A dialog's buttons answer to Enter by themselves, those of a window to Space only.
        focused = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.opened.catch_up()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dropping.hover(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.dropping.hover(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.dropping.leave()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        welcome, others = self.dropping.dropped(event)
        if welcome:
            self.tasks.import_files(welcome)
        elif others:
            self.refuse(self.dropping.refusal)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.is_all_saved() or not self.long_work.may_end():
            event.ignore()
            return
        self.listing.stop()
        self.closing.emit()
        self.opened.store_summary()
        self._background.finish()
        self._library.close()
        super().closeEvent(event)
