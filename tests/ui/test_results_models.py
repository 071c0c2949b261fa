"""The results of models that are no survey on digital culture: their own figures, no empty card."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Extension, Node, Questionnaire
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.figures import Column, Figure, FigureTable, Row
from maturity_app.ui.pages.results import ResultsPage
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.ui.widgets.pieces import Card
from maturity_app.wording import ENGLISH as W
from tests.building import answers, assessment, dimension, full_questionnaire
from tests.domain.test_public_models import given, model
from tests.ui.test_results_page import LETTERS

Shown = Callable[[Questionnaire, dict[str, Answer]], ResultsPage]

SAMM = given(strategy_1_a="most", strategy_1_b="half", strategy_2_a="some", policy_1_a="most")
AUDIT = given(complete="4", signed="yes", dose="?", clean="5", accidents="4")
C2M2 = given(asset_1="largely", asset_2="largely", asset_3="partially", asset_4="not",
             asset_5="not", risk_1="largely", risk_2="largely", risk_3="not")  # fmt: skip
BSIMM = given(training_1="yes", training_2="yes", training_3="no", training_4="no",
              metrics_1="yes", metrics_2="no", metrics_3="no")  # fmt: skip
DSOMM = given(build_1="yes", build_2="no", build_3="no", test_1="yes", test_2="no", test_3="no")
ISO = {
    item_id: Answer(state="answered", option=option)
    for item_id, option in zip(
        model("iso33020").items, ["fully", "largely", "largely", *["partially"] * 6], strict=True
    )
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = open_library(tmp_path)
    yield made
    made.close()


@pytest.fixture
def shown(qtbot: QtBot, library: Library) -> Shown:
    pages: list[ResultsPage] = []

    def show(definition: Questionnaire, said: dict[str, Answer]) -> ResultsPage:
        record = assessment(definition, said, unit=f"Unit {len(pages)}")
        library.add(record)
        page = ResultsPage(W, LIGHT)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1184, 740)
        page.show_assessment(AssessmentModel(library, record, []))
        page.show()
        qtbot.waitExposed(page)
        return page

    return show


def rows(table: DataTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.table.rows]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("name", "said"),
    [("samm", SAMM), ("audit", AUDIT), ("c2m2", C2M2), ("bsimm", BSIMM), ("dsomm", DSOMM),
     ("iso33020", ISO)],
)  # fmt: skip
def test_no_card_is_empty_and_every_row_leads_to_its_trace(
    shown: Shown, name: str, said: dict[str, Answer]
) -> None:
    page = shown(model(name), said)
    overview = page.overview
    cards = [card for card in overview.findChildren(Card) if card.isVisible()]
    assert cards
    for card in cards:
        assert any(label.text() for label in card.findChildren(QLabel) if label.isVisible())
    assert "No headline level" not in texts(overview)
    assert "not said" not in texts(overview)
    charted = [*overview.index_chart.rows.rows, *overview.profile_chart.rows.rows]
    assert charted
    for row in charted:
        row.click()
        trace = page.trace_panel.trace
        assert trace is not None
        assert trace.figure == Figure("node", row.key)
        page.close_trace()


def test_samm_has_the_value_of_its_root_and_two_layers_on_their_own_scale(shown: Shown) -> None:
    overview = shown(model("samm"), SAMM).overview
    assert overview.headline.title.text() == "Overall: 0.3"
    assert overview.headline.way.text().startswith("On a scale from 0 to 3; 0.3 to ")
    assert not overview.headline.shape.isVisible()
    table = rows(overview.indices.table)
    assert [cells[0].strip() for cells in table] == [
        "Overall", "Governance", "Strategy", "Policy", "Design", "Threats",
    ]  # fmt: skip
    assert table[2][1:3] == ("0.9", "of 0 to 3")
    assert not overview.profile.isVisible()


def test_the_headline_card_leads_to_the_trace_of_the_root(shown: Shown) -> None:
    page = shown(model("audit"), AUDIT)
    page.overview.headline.link.click()
    trace = page.trace_panel.trace
    assert trace is not None
    assert trace.figure == Figure("node", "audit")
    page.trace_panel.closed.emit()
    overview = page.overview
    assert page.focusWidget() in (overview.headline.link, overview.index_chart.rows.rows[0])


def test_c2m2_shows_levels_and_no_index(shown: Shown) -> None:
    overview = shown(model("c2m2"), C2M2).overview
    assert not overview.headline.isVisible()
    assert not overview.indices.isVisible()
    assert overview.profile.heading.text() == "Levels"
    assert [cells[:2] for cells in rows(overview.profile.table)] == [
        ("Asset", "1.2"),
        ("Risk", "2.0"),
    ]


def test_a_process_of_33020_shows_the_level_of_its_root(shown: Shown) -> None:
    overview = shown(model("iso33020"), ISO).overview
    assert overview.headline.title.text() == "Level 2.3 – managed"
    assert overview.headline.shape.isVisible()
    assert "Level 3 waits for" in overview.headline.reason.text()


def test_a_sum_is_shown_on_its_natural_scale(shown: Shown) -> None:
    overview = shown(model("bsimm"), BSIMM).overview
    table = rows(overview.indices.table)
    assert ("2.0", "of 0 to 4") in [cells[1:3] for cells in table]
    names = [row.accessibleName() for row in overview.index_chart.rows.rows]
    assert any("Training: index 2.0, of 0 to 4; none open" in name for name in names)


def test_before_the_first_answer_nothing_is_said_of_practices(shown: Shown) -> None:
    assert "practice" not in texts(shown(model("audit"), {}).nothing)
    assert "lowest answer" in texts(shown(model("samm"), {}).nothing)


# --- short forms -------------------------------------------------------------------------


def test_a_short_form_says_that_it_has_no_level_and_shows_three_indices(shown: Shown) -> None:
    definition = replace(full_questionnaire(), short_form_of="long")
    overview = shown(definition, answers(**LETTERS)).overview
    assert overview.headline.title.text() == "A short form yields indices and no level"
    assert not overview.headline.link.isVisible()
    assert "Balance" not in texts(overview.balance)
    assert [row.key for row in overview.balance.dots.rows.rows] == [
        "drive", "safeguards", "pressure",
    ]  # fmt: skip
    assert len(overview.index_chart.rows.rows) == 8
    assert not overview.profile.isVisible()


# --- what a unit added -------------------------------------------------------------------


def extended() -> Questionnaire:
    base = full_questionnaire()
    own = dimension("own-1", (1, 1))
    plain = dimension("own-2", (None,), "enabler", rule=None, aggregate=None)
    added = Node(id="ours", title="Ours", local=True, children=(own, plain))
    tree = replace(base.tree, children=(*base.tree.children, added))
    return replace(base, tree=tree, extension=Extension(id="ours", version="1", title="Ours"))


def test_what_the_unit_added_has_a_card_of_its_own_and_is_in_no_other(shown: Shown) -> None:
    given_ = answers(**LETTERS, own_1="FP", own_2="L")
    page = shown(extended(), given_)
    overview = page.overview
    told = texts(overview.local)
    assert "Added by the unit" in told
    assert "From Ours." in told
    assert "What own-2-1 asks" in " ".join(
        w.accessibleName() for w in overview.local.findChildren(QWidget)
    )
    [row] = overview.local.dots.rows.rows
    assert row.accessibleName() == "Own 1, level 1.0: index 66.7, none open"
    for chart in (overview.profile_chart, overview.index_chart, overview.balance.dots):
        assert "own-1" not in [row.key for row in chart.rows.rows]
    assert "own-2" not in texts(overview.enablers)
    row.click()
    assert page.trace_panel.title.text() == "Own 1: level 1.0"
    assert row.is_marked


def test_without_anything_added_there_is_no_such_card(shown: Shown) -> None:
    assert not shown(full_questionnaire(), answers(**LETTERS)).overview.local.isVisible()


def test_one_card_alone_takes_the_row(shown: Shown) -> None:
    overview = shown(model("audit"), AUDIT).overview
    assert overview.headline.width() > F(4, 5) * overview.width()


def test_a_table_is_pasted_without_formulas() -> None:
    table = FigureTable(
        name="Units",
        columns=(Column(name="=Unit"), Column(name="Change"), Column(name="Value", is_number=True)),
        rows=(Row(cells=("@Müller", "+0.3", "-1")),),
    )
    assert table.as_text() == "'=Unit\tChange\tValue\n'@Müller\t+0.3\t-1"
