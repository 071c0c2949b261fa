"""The window comes back as it was left, on a screen that is there, once home was painted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.translation import Translation
from maturity_app.jobs.assessing import store_summary
from maturity_app.storage.library import open_library
from maturity_app.storage.window_state import FILE_NAME, WindowState, read_window_state
from maturity_app.ui.actions import Page
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.window_state import bring_back, keep_state, place, state_of, take_up, work_of
from maturity_app.wording import ENGLISH, wording_for
from tests.building import answers, assessment, dimension, questionnaire

ONE = replace(
    questionnaire(dimension("practice-1", (1, 1, 2))),
    translations={"de": Translation(), "fr": Translation()},
)
RECORD, OTHER = "parks-autumn-2026", "harbour-autumn-2026"


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], MainWindow]]:
    library = open_library(tmp_path)
    for unit in ("Harbour", "Parks"):
        record = assessment(ONE, answers(practice_1="FFL"), unit=unit)
        library.add(record)
        store_summary(library, record)
    library.close()
    windows: list[MainWindow] = []

    def window() -> MainWindow:
        made = app.window_over(open_library(tmp_path), tmp_path, LIGHT, ENGLISH)
        qtbot.addWidget(made)
        windows.append(made)
        return made

    yield window
    for made in windows:
        made.close()


def test_size_place_page_and_record_come_back(
    opened: Callable[[], MainWindow], tmp_path: Path
) -> None:
    first = opened()
    first.setGeometry(60, 50, 710, 620)
    first.show()
    first.open_assessment(RECORD)
    first.show_page(Page.RESULTS)
    keep_state(first, tmp_path)
    left = read_window_state(tmp_path)
    second = opened()
    place(second, left)
    second.show()
    assert second.page == Page.HOME
    bring_back(second, left)
    assert (second.page, second.open_record) == (Page.RESULTS, RECORD)
    assert second.geometry() == first.geometry()


def test_question_and_its_language_come_back_in_a_window_of_another_language(
    opened: Callable[[], MainWindow], tmp_path: Path
) -> None:
    first = opened()
    first.show()
    first.open_assessment(RECORD)
    first.show_page(Page.SURVEY)
    first.go_to("practice-1-3")
    first.pages.survey.bar.language_chosen.emit("de")
    keep_state(first, tmp_path)
    second = app.window_over(open_library(tmp_path), tmp_path, LIGHT, wording_for("fr"))
    bring_back(second, read_window_state(tmp_path))
    assert (second.open_record, second.open_question) == (RECORD, "practice-1-3")
    assert second.pages.survey.bar.languages.currentData() == "de"
    second.close()
    second.deleteLater()


@pytest.mark.parametrize("page", [Page.COMPARE, Page.RESULTS])
def test_in_another_language_what_is_open_and_what_is_ticked_stay(
    opened: Callable[[], MainWindow], tmp_path: Path, page: Page
) -> None:
    first = opened()
    first.show()
    first.open_assessment(RECORD)
    first.show_page(Page.COMPARE)
    first.pages.compare.tree.tick_only([RECORD, OTHER])
    first.home.select(OTHER)
    first.show_page(page)
    left, work = state_of(first), work_of(first)
    second = app.window_over(open_library(tmp_path), tmp_path, LIGHT, wording_for("fr"))
    bring_back(second, left)
    take_up(second, work)
    second.show()
    assert (second.page, second.open_record, second.home.chosen) == (page, RECORD, OTHER)
    second.show_page(Page.COMPARE)
    assert second.pages.compare.chosen_ids() == [OTHER, RECORD]
    second.close()
    second.deleteLater()


def test_where_nobody_ticked_anything_nothing_counts_as_chosen(
    opened: Callable[[], MainWindow],
) -> None:
    first, second = opened(), opened()
    first.show_page(Page.COMPARE)
    take_up(second, work_of(first))
    assert not second.pages.has(Page.COMPARE)
    assert not second.open_record


def test_a_window_left_on_a_screen_that_is_gone_comes_back_in_sight(
    opened: Callable[[], MainWindow], tmp_path: Path
) -> None:
    first = opened()
    first.setGeometry(9000, 7000, 710, 620)
    first.show()
    keep_state(first, tmp_path)
    second = opened()
    place(second, read_window_state(tmp_path))
    second.show()
    assert second.screen().availableGeometry().contains(second.geometry())


def test_what_is_maximised_stays_so(opened: Callable[[], MainWindow], tmp_path: Path) -> None:
    first = opened()
    first.showMaximized()
    keep_state(first, tmp_path)
    second = opened()
    place(second, read_window_state(tmp_path))
    assert second.isMaximized()


def test_the_record_selected_at_home_is_selected_again(
    opened: Callable[[], MainWindow], tmp_path: Path
) -> None:
    first = opened()
    first.home.select(RECORD)
    keep_state(first, tmp_path)
    second = opened()
    assert second.home.chosen != RECORD
    bring_back(second, read_window_state(tmp_path))
    assert second.home.chosen == RECORD


@pytest.mark.parametrize(
    "left",
    [
        WindowState(place="no geometry", page="no page", record=RECORD),
        WindowState(place="AAAA", page="survey", record="a record that is gone"),
        WindowState(),
    ],
)
def test_what_can_not_be_brought_back_leaves_one_at_home(
    opened: Callable[[], MainWindow], left: WindowState
) -> None:
    window = opened()
    place(window, left)
    window.show()
    bring_back(window, left)
    assert window.page == Page.HOME


def test_whoever_has_gone_on_already_is_left_there(opened: Callable[[], MainWindow]) -> None:
    window = opened()
    window.show()
    window.show_page(Page.COMPARE)
    bring_back(window, WindowState(page="survey", record=RECORD))
    assert window.page == Page.COMPARE


def test_closing_tells_while_all_is_still_open(
    opened: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = opened()
    window.show()
    window.closing.connect(lambda: keep_state(window, tmp_path))
    window.close()
    assert (tmp_path / FILE_NAME).is_file()
