"""How a person comes to what the window shows: each page in the states that look different."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from maturity_app.domain.said import said
from maturity_app.jobs.batch import Written
from maturity_app.storage.problems import MachineError
from maturity_app.ui.actions import Page
from maturity_app.ui.background import Background, LongWork
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.outcomes import batch_outcome, refused_outcome
from maturity_app.ui.widgets.find_bar import FindBar
from maturity_app.ui.widgets.search_field import SearchField
from tests.ui.staging import (
    ASIDE,
    DRAFT,
    EARLIER,
    LONG,
    SIGNED,
    Stage,
    settle,
    wait_until,
)

# --- home --------------------------------------------------------------------------------


def home(stage: Stage) -> QWidget:
    window = stage.at(Page.HOME)
    window.home.select(DRAFT)
    return window


def nothing_found(stage: Stage) -> QWidget:
    window = stage.at(Page.HOME)
    search = window.home.findChild(SearchField)
    assert search is not None
    search.setText("qqq")
    return window


def set_aside(stage: Stage) -> QWidget:
    window = stage.at(Page.HOME)
    window.home.show_set_aside()
    told = stage.w("{unit}, {wave} was set aside.", unit=LONG, wave="Autumn 2024")
    window.home.notices.tell_done(told, can_undo=True)
    window.home.select(ASIDE)
    return window


def dropping(stage: Stage) -> QWidget:
    window = stage.at(Page.HOME)
    window.dropping.overlay.tell(stage.w("Drop to open"), is_welcome=True)
    return window


def dropping_in_vain(stage: Stage) -> QWidget:
    window = stage.at(Page.HOME)
    window.dropping.overlay.tell(window.dropping.refusal, is_welcome=False)
    return window


def working(stage: Stage) -> QWidget:
    """Show work under way, work that ended well in part, and work that was refused."""
    w, window = stage.w, stage.at(Page.HOME)
    refused = MachineError(said("the disk is full"))
    good = Written(name="Ports", path=Path("ports.pdf"))
    bad = Written(name="Passenger rights", path=Path("passenger-rights.pdf"), failure=refused)
    background = window.findChild(Background)
    assert background is not None
    pieces = [LongWork(w("Bringing in files"), background) for _ in range(3)]
    for work in pieces:
        background.begun.emit(work)
    pieces[0].ended.emit(batch_outcome([good, bad], 2, stage.folder, w))
    pieces[1].ended.emit(refused_outcome(refused, w))
    pieces[2].tell(120, 1000, "ports-autumn-2026.assessment.json")
    return window


# --- survey ------------------------------------------------------------------------------


def survey(stage: Stage) -> MainWindow:
    """Show a question with four answers and the one of the last wave."""
    window = stage.at(Page.SURVEY, DRAFT)
    window.pages.survey.desk.choose_filter("all")
    window.pages.survey.go_to(list(stage.questionnaire.items)[3])
    return window


def searching(stage: Stage) -> QWidget:
    window = survey(stage)
    window.pages.survey.start_search()
    bar = window.findChild(FindBar)
    assert bar is not None
    QTest.keyClicks(bar.field, "Plan")
    return window


def nothing_left(stage: Stage) -> QWidget:
    window = survey(stage)
    window.pages.survey.desk.choose_filter("dont_know")
    return window


def meeting(stage: Stage) -> QWidget:
    survey(stage)
    window = entered_meeting(stage)
    view = window.pages.survey.meeting
    assert view is not None
    for row in view.page.rows[1:3]:
        row.click()
    return window


def entered_meeting(stage: Stage) -> MainWindow:
    """Enter the meeting view at the question that the survey is at."""
    window = stage.window
    window.pages.survey.enter_meeting()
    # The whole screen is more than a picture is to hold.
    settle()
    window.setWindowState(Qt.WindowState.WindowNoState)
    settle()
    window.resize(stage.size)
    return window


def votes_shown(stage: Stage) -> QWidget:
    window = meeting(stage)
    view = stage.window.pages.survey.meeting
    assert view is not None
    view.foot.reveal.click()
    return window


# --- results, reports, questionnaires ------------------------------------------------------


def items(stage: Stage) -> QWidget:
    window = stage.at(Page.RESULTS, DRAFT)
    window.pages.results.bar.views.choose(1)
    window.pages.results.bar.views.chosen.emit(1)
    return window


def traced(stage: Stage) -> QWidget:
    """Open the panel that says how a figure is made."""
    window = stage.at(Page.RESULTS, DRAFT)
    window.pages.results.bar.views.choose(0)
    window.pages.results.bar.views.chosen.emit(0)
    window.pages.results.overview.headline.link.click()
    return window


def compare(stage: Stage, *waves: str) -> MainWindow:
    window = stage.at(Page.COMPARE)
    page = window.pages.compare
    page.choose_button.setChecked(False)
    page.tree.tick_only(waves or (EARLIER, SIGNED))
    settle()
    return window


def compare_units(stage: Stage) -> MainWindow:
    """Show units side by side in an order that was asked for."""
    window = compare(stage, EARLIER, SIGNED, DRAFT, "passenger-rights-2025")
    window.pages.compare.view.beside.rank_requested.emit("drive")
    return window


def compare_picks(stage: Stage) -> QWidget:
    window = compare(stage)
    window.pages.compare.choose_button.setChecked(True)
    return window


def compare_items(stage: Stage) -> QWidget:
    """Open the items behind a cell of the changes."""
    window = compare(stage)
    table = window.pages.compare.view.changes.table
    table.cell_chosen.emit(table.table.rows[1].opened_by(3))
    return window


def reports(stage: Stage) -> QWidget:
    window = stage.at(Page.REPORTS, DRAFT)
    page = window.pages.reports
    wait_until(lambda: page.preview.pages is not None and page.preview.view.sheets[0].scale > 0)
    return window


def reports_without_names(stage: Stage) -> QWidget:
    page = reports(stage)
    field = stage.window.pages.reports.share_field
    field.field.setCurrentIndex(field.field.findData("without_names"))
    wait_until(lambda: bool(field.told.text()))
    return page


def many_reports(stage: Stage) -> QWidget:
    window = stage.at(Page.REPORTS, DRAFT)
    page = window.pages.reports
    page.share_field.field.setCurrentIndex(0)
    page.model.tick_newest()
    page.kind_field.setCurrentIndex(1)
    page.preview.say(stage.w("Only the PDF report can be looked at here."))
    return window


def questionnaires(stage: Stage, part: int = 0, row: int = 0) -> QWidget:
    window = stage.at(Page.QUESTIONNAIRES)
    page = window.pages.questionnaires
    wait_until(lambda: page.chosen != "")
    count = page.list.model().rowCount()
    page.list.setCurrentIndex(page.list.model().index(row % count, 0))
    page.panel.segments.choose(part)
    page.panel.segments.chosen.emit(part)
    return window
