"""Home over 10,000 assessments: filled, searched and scrolled without a pause anyone could feel."""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from maturity_app.domain.version import SCORING_VERSION
from maturity_app.jobs.assessing import summary_of
from maturity_app.storage.entries import Entry, UnitName, WaveName
from maturity_app.ui.pages.home import HomePage
from maturity_app.ui.theme import LIGHT, style_sheet
from maturity_app.ui.widgets.search_field import SearchField
from maturity_app.ui.widgets.wave_tree_view import WaveTreeView
from maturity_app.wording import ENGLISH
from tests.benchmarks.conftest import Hold
from tests.benchmarks.timing import ratio
from tests.building import answers, assessment, full_questionnaire

pytestmark = pytest.mark.bench

Library = tuple[list[Entry], list[UnitName]]

_FRAME = 1 / 60
_WAVES = range(2022, 2027)
_UNITS, _BRANCHES = 2000, 50
_WORDS = ("unit 00", "matter 36", "branch 07", "2024", "nobody")
_STEP = 120
_STEPS = 400


def library_of(units: int) -> Library:
    """Return so many units in branches, with five waves each, and all that lists them."""
    half = {f"practice_{number}": "FFLLLPPN" for number in range(1, 7)}
    given = answers(**half, safeguard_a="FFLL____", safeguard_b="FFLL____")
    stored = json.dumps(summary_of(assessment(full_questionnaire(), given)).as_data())
    branches = [UnitName(f"branch-{n:02}", f"Branch {n:02}") for n in range(_BRANCHES)]
    answering = [
        UnitName(f"unit-{n:04}", f"Unit {n:04} for matter {n % 37}", 20, branches[n % _BRANCHES].id)
        for n in range(units)
    ]
    entries = [
        Entry(
            id=f"{unit.id}-{year}",
            unit=unit,
            wave=WaveName(f"Autumn {year}", date(year, 10, 16)),
            status="draft" if year == _WAVES[-1] else "signed_off",
            questionnaire_id="test",
            questionnaire_version="1.0",
            changed_at=datetime(year, 11, 3, tzinfo=UTC),
            scoring_version=SCORING_VERSION,
            stored=stored,
        )
        for unit in answering
        for year in _WAVES
    ]
    return entries, [*branches, *answering]


@pytest.fixture(scope="module")
def large() -> Library:
    return library_of(_UNITS)


def shown(qtbot: QtBot, library: Library) -> HomePage:
    page = HomePage(ENGLISH, LIGHT)
    page.setStyleSheet(style_sheet(LIGHT))
    page.resize(1184, 740)
    qtbot.addWidget(page)
    page.show_entries(*library)
    page.show()
    qtbot.waitExposed(page)
    return page


def unfolded(page: HomePage) -> WaveTreeView:
    """Return the tree with every branch unfolded, as a person may leave it."""
    [tree] = page.findChildren(WaveTreeView)
    for row in range(tree.model().rowCount()):
        tree.expand(tree.model().index(row, 0))
    QApplication.processEvents()
    return tree


def seconds(work: Callable[[], object]) -> float:
    """Return what something takes until it is painted, while the machine does nothing else."""
    begin = time.process_time()
    work()
    QApplication.processEvents()
    return time.process_time() - begin


def frames(times: list[float]) -> float:
    """Return the longest of nineteen in twenty, in frames of a screen."""
    return sorted(times)[len(times) * 95 // 100] / _FRAME


def test_filling_grows_no_faster_than_the_library(qtbot: QtBot, large: Library, hold: Hold) -> None:
    small = library_of(_UNITS // 10)
    many, few = shown(qtbot, large), shown(qtbot, small)
    figure = ratio(lambda: many.show_entries(*large), lambda: few.show_entries(*small), runs=5)
    # Ten times as many may take ten times as long; half as much again is noise.
    hold("home filled with 10,000 ÷ with 1,000", figure, 15)
    again = [seconds(lambda: many.show_entries(*large)) for _ in range(20)]
    hold("home filled with 10,000, in frames, aim 2", statistics.median(again) / _FRAME, 6)


def typed(page: HomePage) -> Iterator[float]:
    """Type words into the search and take them back, key by key; yield what each key took."""
    [search] = page.findChildren(SearchField)
    for word in _WORDS:
        for length in (*range(1, len(word) + 1), *range(len(word) - 1, -1, -1)):
            yield seconds(lambda text=word[:length]: search.setText(text))  # type: ignore[misc]  # its default


def test_each_key_of_a_search_is_answered_at_once(qtbot: QtBot, large: Library, hold: Hold) -> None:
    page = shown(qtbot, large)
    hold("a key of a search in 10,000, in frames, aim 1", frames(list(typed(page))), 6)
    unfolded(page)
    hold("the same with all unfolded, in frames, aim 2", frames(list(typed(page))), 6)


def test_scrolling_keeps_up_with_the_wheel(qtbot: QtBot, large: Library, hold: Hold) -> None:
    page = shown(qtbot, large)
    tree = unfolded(page)
    bar = tree.verticalScrollBar()
    times = [seconds(lambda: bar.setValue(bar.value() + _STEP)) for _ in range(_STEPS)]
    assert bar.value() == _STEPS * _STEP
    hold("a turn of the wheel in 10,000, in frames, aim 1", frames(times), 6)
    pages = [seconds(lambda: bar.setValue(bar.value() + bar.pageStep())) for _ in range(60)]
    hold("a page down in 10,000, in frames, aim 1", frames(pages), 6)
