"""The results page shows the scorecard's figures, explains each, and follows the answers."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.lift import holding
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.figure_table_model import FigureTableModel
from maturity_app.ui.models.figures import Figure
from maturity_app.ui.pages.results import ResultsPage
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.data_table import DataTable, shared_widths
from maturity_app.wording import ENGLISH as W
from tests.building import answers, assessment, full_questionnaire

# Practice 3 misses its gate; practice 5 has an open item; everything else stands higher.
LETTERS = {
    "practice_1": "FFFFLLNN",
    "practice_2": "FFFFFFLN",
    "practice_3": "FFPFLLNN",
    "practice_4": "FFFFLLNN",
    "practice_5": "FFL_PPNN",
    "practice_6": "FFFFLLNN",
    "safeguard_a": "FFFFLLNN",
    "safeguard_b": "FFFFLPNN",
    "pressure": "32323232",
    "enablers": "LPLPL",
}

MakeModel = Callable[..., AssessmentModel]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = open_library(tmp_path)
    yield made
    made.close()


@pytest.fixture
def make_model(library: Library) -> Iterator[MakeModel]:
    made: list[AssessmentModel] = []

    def make(
        letters: dict[str, str] | None = None, earlier: tuple[Assessment, ...] = ()
    ) -> AssessmentModel:
        given = answers(**(LETTERS if letters is None else letters))
        record = assessment(full_questionnaire(), given)
        library.add(record)
        made.append(AssessmentModel(library, record, list(earlier)))
        return made[-1]

    yield make
    for model in made:
        # What is still to be stored is stored before the library closes.
        model.store_summary()


@pytest.fixture
def page(qtbot: QtBot) -> ResultsPage:
    made = ResultsPage(W, LIGHT)
    qtbot.addWidget(made)
    made.resize(1184, 740)
    return made


def last_wave(**changes: str) -> Assessment:
    given = answers(**{**LETTERS, **changes})
    return assessment(full_questionnaire(), given, label="Autumn 2025", day=date(2025, 10, 14))


def shown(page: ResultsPage, model: AssessmentModel, qtbot: QtBot) -> None:
    page.show_assessment(model)
    page.show()
    qtbot.waitExposed(page)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def column(table: DataTable, number: int) -> list[str]:
    return [row.cells[number] for row in table.table.rows]


# --- figures -----------------------------------------------------------------------------


def test_headline_is_the_scorecards(page: ResultsPage, make_model: MakeModel) -> None:
    model = make_model()
    page.show_assessment(model)
    headline = model.card.headline
    assert headline is not None
    assert headline.level is not None
    assert page.overview.headline.title.text() == f"Level {W.level(headline.level)} – tried"
    assert "1 open answer" in page.overview.headline.way.text()
    reason = page.overview.headline.reason.text()
    for node in headline.binding:
        assert model.card.nodes[node].short in reason


def test_profile_table_holds_the_charts_levels(page: ResultsPage, make_model: MakeModel) -> None:
    model = make_model()
    page.show_assessment(model)
    judged = [*model.card.of_kind("practice"), *model.card.of_kind("safeguard")]
    levels = [W.level(node.level) for node in judged if node.level is not None]
    table = page.overview.profile.table
    assert column(table, 0) == [node.short for node in judged]
    assert column(table, 2) == levels
    rows = page.overview.profile_chart.rows.rows
    for row, level in zip(rows, levels, strict=True):
        assert f"level {level}" in row.accessibleName()
    open_row = column(table, 0).index("Practice 5")
    high = model.card.nodes["practice-5"].level_high
    assert high is not None
    assert column(table, 3)[open_row] == W.level(high)


def test_balance_shows_indices_with_bounds(page: ResultsPage, make_model: MakeModel) -> None:
    model = make_model()
    page.show_assessment(model)
    drive, guards = model.card.drive, model.card.safeguards
    assert drive is not None
    assert guards is not None
    assert drive.value is not None
    names = [row.accessibleName() for row in page.overview.balance.dots.rows.rows]
    assert W.number(drive.value, [model.card.questionnaire.quadrant.high]) in names[0]
    assert " to " in names[0]
    assert "none open" in names[1]


def test_last_wave_is_marked_only_where_levels_compare(
    page: ResultsPage, make_model: MakeModel
) -> None:
    """In the earlier wave practice 2 was open throughout, so nothing is common to both."""
    model = make_model(earlier=(last_wave(practice_1="FFLLPPNN", practice_2="________"),))
    page.show_assessment(model)
    comparison = model.comparison()
    assert comparison is not None
    earlier = comparison.nodes["practice-1"].levels[0]
    assert earlier is not None
    table = page.overview.profile.table
    assert column(table, 4)[0] == W.level(earlier)
    assert column(table, 4)[1] == "–"
    assert "no question answered in both" in column(table, 5)[1]


def test_pressure_is_worded_and_never_coloured_as_good_or_bad(
    page: ResultsPage, make_model: MakeModel
) -> None:
    page.show_assessment(make_model())
    caption = page.overview.pressure.caption.text()
    assert "Higher is harder, not worse." in caption
    table = page.overview.pressure.table
    assert column(table, 0)[0] == "Volatility, External"
    assert set(column(table, 2)) == {"Quarterly", "Yearly"}


def test_quadrant_table_holds_value_and_bounds(page: ResultsPage, make_model: MakeModel) -> None:
    model = make_model()
    page.show_assessment(model)
    pressure = model.card.pressure
    assert pressure is not None
    assert pressure.value is not None
    assert column(page.overview.quadrant.table, 1)[0] == W.number(pressure.value)


def test_items_view_lists_every_item(page: ResultsPage, make_model: MakeModel) -> None:
    model = make_model()
    page.show_assessment(model)
    items = model.assessment.questionnaire.items
    assert [row.key for row in page.items.table.rows] == list(items)
    row = page.items.table.rows[2 * 8 + 2]
    assert row.cells[2:6] == ("Partially", "1/3", "1", "2")


def test_table_model_keeps_qts_rules(page: ResultsPage, make_model: MakeModel) -> None:
    page.show_assessment(make_model())
    model = FigureTableModel(W, LIGHT)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, mode)
    model.show_table(page.items.table)
    assert model.rowCount() == len(page.items.table.rows)


# --- links and views ---------------------------------------------------------------------


def test_items_that_hold_the_level_are_links(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    model = make_model()
    shown(page, model, qtbot)
    wanted = holding(model.card)[0].item
    link = page.overview.holding.findChildren(QWidget, "item-link")[0]
    link.setFocus()
    with qtbot.waitSignal(page.item_requested) as caught:
        QTest.keyClick(link, Qt.Key.Key_Space)
    assert caught.args == [wanted]


def test_bar_announces_report_and_sign_off(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    shown(page, make_model(), qtbot)
    with qtbot.waitSignal(page.report_requested):
        page.bar.report.click()
    with qtbot.waitSignal(page.sign_off_requested):
        page.bar.sign_off.click()


def test_enter_in_the_items_view_goes_to_the_question(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    shown(page, make_model(), qtbot)
    page.bar.views.choose(1)
    page.bar.view_chosen.emit(1)
    page.items.setFocus()
    page.items.selectRow(3)
    with qtbot.waitSignal(page.item_requested) as caught:
        QTest.keyClick(page.items, Qt.Key.Key_Return)
    assert caught.args == ["practice-1-4"]


def test_as_table_swaps_chart_and_table(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    shown(page, make_model(), qtbot)
    block = page.overview.profile
    QTest.keyClick(block.as_table, Qt.Key.Key_Space)
    assert block.table.isVisible()
    assert not block.chart.isVisible()
    assert block.table.focusPolicy() & Qt.FocusPolicy.TabFocus
    block.copy.click()
    assert not QApplication.clipboard().pixmap().isNull()


# --- states ------------------------------------------------------------------------------


def test_nothing_answered_says_what_is_needed(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    shown(page, make_model({}), qtbot)
    assert page.nothing.isVisible()
    assert not page.overview.isVisible()
    assert "50\N{NO-BREAK SPACE}%" in texts(page.nothing)
    with qtbot.waitSignal(page.item_requested) as caught:
        page.nothing.start.click()
    assert caught.args == ["practice-1-1"]


def test_without_a_level_the_missing_items_are_named(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    letters = {**LETTERS, "safeguard_b": "FF______"}
    shown(page, make_model(letters), qtbot)
    assert page.overview.headline.title.text() == "No level yet"
    assert "insufficient" in page.overview.headline.reason.text()
    assert page.overview.holding.title.text() == "Missing for a level"
    notes = column(page.overview.profile.table, 5)
    assert notes[-1] == "No level: insufficient, 2 of 8 answered"


def test_not_rated_is_said_with_its_reason(page: ResultsPage, make_model: MakeModel) -> None:
    page.show_assessment(make_model({**LETTERS, "practice_6": "FF---LNN"}))
    assert page.overview.headline.title.text() == "Not rated"
    note = column(page.overview.profile.table, 5)[5]
    assert note == "No level: not rated, 38\N{NO-BREAK SPACE}% not applicable"


def test_real_questionnaire_fits_without_scrolling_sideways(
    page: ResultsPage, library: Library, qtbot: QtBot
) -> None:
    questionnaire = find_questionnaire("digital-culture")
    first = next(iter(questionnaire.items.values()))
    given = {first.id: Answer(state="answered", option=questionnaire.options(first.id)[-1].id)}
    record = assessment(questionnaire, given)
    library.add(record)
    page.resize(928, 640)
    shown(page, AssessmentModel(library, record, []), qtbot)
    assert page.overview.minimumSizeHint().width() <= page.width()


# --- following the answers ---------------------------------------------------------------


def test_an_answer_refreshes_the_visible_page(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    model = make_model()
    shown(page, model, qtbot)
    before = column(page.overview.profile.table, 2)[4]
    assert model.set_answer("practice-5-4", Answer(state="answered", option="fully"))
    expected = model.card.nodes["practice-5"].level
    assert expected is not None
    qtbot.waitUntil(lambda: column(page.overview.profile.table, 2)[4] == W.level(expected))
    assert W.level(expected) != before


def test_a_hidden_page_waits_until_it_is_shown(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    model = make_model()
    page.show_assessment(model)
    before = column(page.overview.profile.table, 2)[4]
    model.set_answer("practice-5-4", Answer(state="answered", option="fully"))
    QCoreApplication.processEvents()
    assert column(page.overview.profile.table, 2)[4] == before
    page.show()
    qtbot.waitExposed(page)
    assert column(page.overview.profile.table, 2)[4] != before


def test_another_assessment_is_no_longer_disturbed_by_the_first(
    page: ResultsPage, make_model: MakeModel, library: Library, qtbot: QtBot
) -> None:
    first = make_model()
    record = assessment(full_questionnaire(), answers(**LETTERS), unit="Unit C")
    library.add(record)
    shown(page, first, qtbot)
    page.show_assessment(AssessmentModel(library, record, []))
    first.set_answer("practice-5-4", Answer(state="answered", option="fully"))
    QCoreApplication.processEvents()
    assert page.bar.title.text() == "Unit C"


# --- keyboard and screen readers ---------------------------------------------------------


def test_every_focusable_widget_has_a_name(
    page: ResultsPage, make_model: MakeModel, qtbot: QtBot
) -> None:
    shown(page, make_model(), qtbot)
    page.open_trace(Figure("node", "practice-5"))
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_style_changes_keep_the_page(page: ResultsPage, make_model: MakeModel) -> None:
    """A new palette or font reaches painted charts as an event, which must not fail."""
    page.show_assessment(make_model())
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.StyleChange))
    assert not page.grab().isNull()


def test_columns_that_have_to_shrink_fill_the_room_to_the_last_pixel() -> None:
    needs = [(30, 61), (40, 103), (50, 77)]
    assert sum(shared_widths(needs, [True, True, True], 200)) == 200
    assert shared_widths(needs, [False, True, False], 179) == [61, 41, 77]
