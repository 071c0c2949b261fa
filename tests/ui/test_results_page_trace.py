"""The trace panel opens from every figure by keyboard and says how the figure is made."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from maturity_app.domain.scoring import score_assessment
from maturity_app.storage.library import open_library
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.figures import Figure, fraction_text
from maturity_app.ui.models.trace import trace_of
from maturity_app.ui.pages.results import ResultsPage
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.wording import ENGLISH as W
from tests.building import answers, assessment, full_questionnaire, questionnaire, random_answers
from tests.ui.test_results_page import LETTERS


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[ResultsPage]:
    library = open_library(tmp_path)
    record = assessment(full_questionnaire(), answers(**LETTERS))
    library.add(record)
    made = ResultsPage(W, LIGHT)
    qtbot.addWidget(made)
    made.resize(1184, 740)
    made.show_assessment(AssessmentModel(library, record, []))
    made.show()
    qtbot.waitExposed(made)
    yield made
    library.close()


def test_arrow_keys_and_enter_open_the_trace_of_a_row(page: ResultsPage) -> None:
    rows = page.overview.profile_chart.rows.rows
    rows[0].setFocus()
    for _ in range(4):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert rows[4].hasFocus()
    QTest.keyClick(rows[4], Qt.Key.Key_Return)
    trace = page.trace_panel.trace
    assert trace is not None
    assert trace.figure == Figure("node", "practice-5")
    assert page.trace_panel.close_button.hasFocus()
    assert rows[4].is_marked
    assert not rows[0].is_marked


def test_escape_closes_and_gives_the_keyboard_back(page: ResultsPage) -> None:
    row = page.overview.profile_chart.rows.rows[2]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(page.trace_panel.close_button, Qt.Key.Key_Escape)
    assert not page.trace_panel.isVisible()
    assert row.hasFocus()
    assert not row.is_marked


def test_tab_goes_from_the_head_of_a_trace_to_its_table(page: ResultsPage) -> None:
    page.open_trace(Figure("headline"))
    QTest.keyClick(page.trace_panel.close_button, Qt.Key.Key_Tab)
    assert isinstance(page.focusWidget(), DataTable)
    assert page.trace_panel.isAncestorOf(page.focusWidget())


def test_trace_has_the_numbers_of_its_formulas(page: ResultsPage) -> None:
    """Items F F L _ P P N N: level 1.6, index (1 + 1 + 2/3 + 1/3 + 1/3) ÷ 7 of 100."""
    page.open_trace(Figure("node", "practice-5"))
    trace = page.trace_panel.trace
    assert trace is not None
    text = trace.as_text()
    assert "(2/3 + 0) ÷ 2 = 1/3" in text
    assert "1 + 1 − (0 + 1/3) ÷ (1/6 + 2/3) = 8/5 → 1.6" in text
    assert "100 × (1 + 1 + 2/3 + 1/3 + 1/3 + 0 + 0) ÷ 7 → 47.6" in text
    assert "Index 47.6, bounds 41.7 to 54.2" in text
    assert "5.4 open: 0 for the level, not in the index." in text


def test_copy_as_text_and_going_to_the_first_open_item(page: ResultsPage, qtbot: QtBot) -> None:
    page.open_trace(Figure("node", "practice-5"))
    page.trace_panel.copy_button.click()
    trace = page.trace_panel.trace
    assert trace is not None
    assert QApplication.clipboard().text() == trace.as_text()
    assert page.trace_panel.go_button.text() == "Go to 5.4"
    with qtbot.waitSignal(page.item_requested) as caught:
        page.trace_panel.go_button.click()
    assert caught.args == ["practice-5-4"]


def test_nothing_open_offers_no_way_to_go(page: ResultsPage) -> None:
    page.open_trace(Figure("node", "practice-1"))
    assert page.trace_panel.go_button.isHidden()


def test_breadcrumb_leads_to_the_headline_and_a_row_back(page: ResultsPage) -> None:
    page.open_trace(Figure("node", "practice-3"))
    page.trace_panel.figure_requested.emit(Figure("headline"))
    trace = page.trace_panel.trace
    assert trace is not None
    assert trace.title.startswith("Headline: level 1.")
    page.trace_panel.row_chosen.emit("practice-3")
    assert page.trace_panel.title.text().startswith("Practice 3: level")


def test_headline_is_the_smallest_of_its_terms(page: ResultsPage) -> None:
    page.open_trace(Figure("headline"))
    labels = {label.text() for label in page.trace_panel.findChildren(QLabel)}
    model = score_assessment(assessment(full_questionnaire(), answers(**LETTERS)))
    headline = model.headline
    assert headline is not None
    for term in headline.terms:
        assert any(text.endswith(f"= {fraction_text(term.value)}") for text in labels)


@pytest.mark.parametrize(
    "figure", [Figure("headline"), Figure("balance"), Figure("quadrant")], ids=lambda f: f.kind
)
@pytest.mark.parametrize("seed", range(3))
def test_figures_above_the_nodes_are_explained(figure: Figure, seed: int) -> None:
    definition = full_questionnaire()
    record = assessment(definition, random_answers(definition, seed, open_share=0.3))
    card = score_assessment(record)
    assert trace_of(figure, record, card, W).as_text().strip()


@pytest.mark.parametrize("seed", range(4))
def test_every_node_can_be_explained(seed: int) -> None:
    definition = full_questionnaire()
    record = assessment(definition, random_answers(definition, seed, open_share=0.25 * seed))
    card = score_assessment(record)
    for node in card.nodes.values():
        text = trace_of(Figure("node", node.id), record, card, W).as_text()
        assert node.short in text
        if node.level is not None:
            assert W.level(node.level) in text


def test_a_questionnaire_without_headline_is_explained_too() -> None:
    definition = questionnaire(headline=None)
    record = assessment(definition, {})
    card = score_assessment(record)
    assert "no headline level" in trace_of(Figure("headline"), record, card, W).as_text()


def test_fractions_are_shown_as_computed() -> None:
    assert fraction_text(Fraction(10, 21)) == "10/21"
    assert fraction_text(Fraction(-1, 3)) == "−1/3"


def test_where_there_is_no_room_for_both_the_trace_takes_the_place(page: ResultsPage) -> None:
    page.resize(720, 600)
    page.open_trace(Figure("node", "practice-5"))
    assert not page.overview.isVisible()
    assert page.trace_panel.width() == 720
    page.bar.view_chosen.emit(1)
    assert page.items.isVisible()
    assert not page.trace_panel.isVisible()
    page.open_trace(Figure("node", "practice-5"))
    page.resize(1184, 740)
    assert page.items.isVisible()
    assert page.trace_panel.isVisible()
