"""The compare page: what is chosen, what is said of it, and what may not be said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction as F

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import compare
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.reports.content import comparison_of
from maturity_app.reports.related import related_rows
from maturity_app.storage.entries import Entry, UnitName, WaveName
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.models.picking import Picking
from maturity_app.ui.models.trends import trends_of
from maturity_app.ui.models.wave_names import names_apart
from maturity_app.ui.pages.compare import ComparePage
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, Card
from maturity_app.wording import ENGLISH as W
from tests.building import answers, assessment, dimension, full_questionnaire, item, questionnaire
from tests.domain.test_mapping import OLD, mapped, mapping, practice, version
from tests.domain.test_mapping import wave as versioned_wave

EARLIER = {
    "practice_1": "FFFFLLNN",
    "practice_2": "FFLLPPNN",
    "practice_3": "FFLLLLNN",
    "practice_4": "FFFFLLNN",
    "practice_5": "FFLPPPNN",
    "practice_6": "FFFFLLNN",
    "safeguard_a": "FFFFLLNN",
    "safeguard_b": "FFFFLPNN",
    "pressure": "32323232",
    "enablers": "LPLPL",
}
# Practice 1: one up by one step. Practice 2: four up. Practice 4: one up, one down.
LATER = {
    **EARLIER,
    "practice_1": "FFFFFLNN",
    "practice_2": "FFFFLLNN",
    "practice_4": "FFFLFLNN",
}

MakePage = Callable[..., ComparePage]


def wave(
    letters: dict[str, str],
    year: int,
    unit: str = "Unit B2",
    definition: Questionnaire | None = None,
) -> Assessment:
    made = assessment(
        definition or full_questionnaire(),
        answers(**letters),
        unit=unit,
        label=f"Autumn {year}",
        day=date(year, 10, 14),
    )
    given = {
        key: replace(answer, change="practice_changed", evidence="minutes")
        if key == "practice-1-5"
        else answer
        for key, answer in made.answers.items()
    }
    return replace(made, answers=given)


def entry(made: Assessment, status: str = "draft") -> Entry:
    return Entry(
        id=made.id,
        unit=UnitName(made.unit.id, made.unit.name),
        wave=WaveName(made.wave.label, made.wave.date),
        status=status,
        questionnaire_id=made.questionnaire.id,
        questionnaire_version=made.questionnaire.version,
        changed_at=datetime(made.wave.date.year, 11, 1, tzinfo=UTC),
        scoring_version=None,
        stored=None,
    )


def test_a_signed_record_is_compared_until_its_correction_is_signed() -> None:
    before, now = entry(wave(EARLIER, 2025), "signed_off"), entry(wave(LATER, 2026), "signed_off")
    correction = now._replace(id="correction", status="draft", corrects=now.id)
    picking = Picking()
    picking.set_entries([before, now, correction])
    assert [chosen.id for chosen in picking.chosen()] == [before.id, now.id]
    alone = Picking()
    alone.set_entries([now, correction])
    assert alone.chosen() == []


@pytest.fixture
def make_page(qtbot: QtBot) -> MakePage:
    def make(*made: Assessment) -> ComparePage:
        records = {one.id: one for one in made}
        page = ComparePage(W, LIGHT, records.__getitem__)
        qtbot.addWidget(page)
        page.resize(1184, 740)
        page.set_entries([entry(one) for one in made])
        page.show()
        qtbot.waitExposed(page)
        # What a layout has just taken in becomes visible with the next events.
        QCoreApplication.processEvents()
        return page

    return make


def texts(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def index_of(page: ComparePage, name: str) -> QModelIndex:
    """Return where a unit, branch or wave stands in the tree."""
    page.picks.tree.expandAll()
    index = page.tree.index(0, 0)
    while index.isValid() and index.data() != name:
        index = page.picks.tree.indexBelow(index)
    assert index.isValid(), name
    return index


def tick(page: ComparePage, name: str) -> None:
    """Tick a unit, branch or wave in the tree, or take its tick away."""
    page.tree.setData(index_of(page, name), None, Qt.ItemDataRole.CheckStateRole)


def states(page: ComparePage, *names: str) -> list[object]:
    return [index_of(page, name).data(Qt.ItemDataRole.CheckStateRole) for name in names]


def row(table: DataTable, name: str) -> tuple[str, ...]:
    return next(line.cells for line in table.table.rows if line.cells[0] == name)


def new_revisions(definition: Questionnaire, node_id: str, count: int) -> Questionnaire:
    """Return a questionnaire in which the first items of a node have a changed meaning."""

    def changed(node: Node) -> Node:
        items: tuple[Item, ...] = node.items
        if node.id == node_id:
            fresh = tuple(replace(one, revision=2) for one in items[:count])
            items = (*fresh, *items[count:])
        return replace(node, items=items, children=tuple(map(changed, node.children)))

    return replace(definition, version="1.1", tree=changed(definition.tree))


# --- choosing ----------------------------------------------------------------------------


def test_without_two_waves_it_says_what_is_needed(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025))
    assert page.note.message.text() == "A comparison needs two waves, or two units"
    assert not page.view.isVisible()
    assert not page.export_button.isEnabled()


def test_it_begins_with_the_last_two_waves_of_the_unit_changed_last(make_page: MakePage) -> None:
    page = make_page(
        wave(EARLIER, 2023, "Unit A"),
        wave(EARLIER, 2024, "Unit A"),
        *(wave(EARLIER, year) for year in (2024, 2025, 2026)),
    )
    assert page.chosen_ids() == ["unit-b2-autumn-2025", "unit-b2-autumn-2026"]
    assert page.choose_button.text() == "Unit B2: Autumn 2025 (Draft) and Autumn 2026 (Draft)"


def test_waves_that_several_units_answered_are_counted_once(make_page: MakePage) -> None:
    page = make_page(
        *(wave(EARLIER, year, unit) for unit in ("A", "B") for year in (2024, 2025, 2026))
    )
    page.tree.tick_only(entry.id for entry in page.tree.picking.entries)
    assert page.choose_button.text() == "2 units and 3 waves"
    page.tree.tick_only(["a-autumn-2024", "b-autumn-2024"])
    assert page.choose_button.text() == "2 units and 1 wave"


def test_two_records_of_one_wave_are_told_apart_and_not_compared_unasked(
    make_page: MakePage,
) -> None:
    second = replace(wave(LATER, 2026), id="second")
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026), second)
    signed = entry(wave(LATER, 2026), "signed_off")
    corrected = entry(second, "signed_off")._replace(changed_at=datetime(2026, 12, 1, tzinfo=UTC))
    page.set_entries([])
    page.set_entries([entry(wave(EARLIER, 2025)), signed, corrected])
    assert page.chosen_ids() == ["unit-b2-autumn-2025", "second"]
    named = names_apart([signed, corrected], W)
    assert [name.rpartition(": ")[2] for name in named.values()] == ["Autumn 2026"] * 2
    assert named["second"].startswith("1 Dec 2026: ")
    other_day = corrected._replace(wave=WaveName("Autumn 2026", date(2026, 11, 2)))
    assert [*names_apart([signed, other_day], W).values()] == [
        "Autumn 2026, 14 Oct 2026",
        "Autumn 2026, 2 Nov 2026",
    ]
    at_once = signed._replace(id="third")
    assert names_apart([signed, at_once], W)["third"] == "(1) Autumn 2026"


def test_superseded_records_are_not_offered(make_page: MakePage) -> None:
    first, second = wave(EARLIER, 2025), wave(LATER, 2026)
    page = make_page(first, second)
    page.set_entries([entry(first), entry(second, "superseded")])
    assert page.chosen_ids() == []


def test_what_one_person_answered_alone_is_not_offered() -> None:
    own = entry(wave(LATER, 2026))._replace(assessor="Kim")
    picking = Picking()
    picking.set_entries([entry(wave(EARLIER, 2025)), own])
    assert own.id not in {offered.id for offered in picking.entries}


def test_ticking_a_wave_compares_it_and_export_names_it(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page(*(wave(LATER, year) for year in (2024, 2025, 2026)))
    tick(page, "Autumn 2024 (Draft)")
    with qtbot.waitSignal(page.export_requested) as caught:
        page.export_button.click()
    assert caught.args == [[f"unit-b2-autumn-{year}" for year in (2024, 2025, 2026)], ""]
    qtbot.waitUntil(lambda: len(page.view.trends.table.table.rows) == 8 * 2)


def test_a_choice_survives_a_new_list(make_page: MakePage) -> None:
    waves = [wave(LATER, year) for year in (2024, 2025, 2026)]
    page = make_page(*waves)
    tick(page, "Autumn 2024 (Draft)")
    page.set_entries([entry(one) for one in waves])
    assert len(page.chosen_ids()) == 3


def test_different_questionnaires_are_said_not_compared(make_page: MakePage) -> None:
    other = replace(full_questionnaire(), id="other")
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026, definition=other))
    assert page.note.message.text() == "Different questionnaires have nothing to compare"
    assert "other and test" in page.note.advice.text()
    assert not page.export_button.isEnabled()


def test_a_record_that_can_not_be_read_is_said(qtbot: QtBot) -> None:
    def refuse(_key: str) -> Assessment:
        raise MaturityError("the library is damaged")

    page = ComparePage(W, LIGHT, refuse)
    qtbot.addWidget(page)
    page.set_entries([entry(wave(EARLIER, 2025)), entry(wave(LATER, 2026))])
    page.show()
    assert page.note.advice.text() == "the library is damaged"


# --- what is said ------------------------------------------------------------------------


def test_facts_come_first(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    said = texts(page.view)
    assert "6 answers up, 1 down:" in said
    assert "1 practice changed, 6 no reason given." in said
    assert "not testable" in said
    pair = compare([wave(EARLIER, 2025), wave(LATER, 2026)])
    levels = [card.headline.level for card in pair.scorecards if card.headline]
    assert levels[0] is not None
    assert levels[1] is not None
    assert f"Level {W.level(levels[0])} → {W.level(levels[1])} on the common items." in said


def test_the_page_ends_below_its_last_card(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    content = page.view.parentWidget()
    assert content is not None
    cards = [card for card in page.view.findChildren(Card) if card.isVisible()]
    end = max(card.mapTo(content, card.rect().bottomLeft()).y() for card in cards)
    assert content.height() - end <= 2 * PAGE_MARGIN


def test_dimensions_say_what_may_be_said(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    table = page.view.changes.table
    assert row(table, "Practice 1")[3:] == ("+4.2", "1 up, 0 down", "within one step")
    assert row(table, "Practice 2")[3:] == ("+16.7", "4 up, 0 down", "rising")
    assert row(table, "Practice 4")[3:] == ("0.0", "1 up, 1 down", "one up, one down")
    overall = page.view.overall.table
    assert row(overall, "Headline level")[-1] == "on the common items"
    assert row(overall, "Balance")[1:3] == ("in step", "drive outruns safeguards")
    assert row(table, "Pressure index")[-1] == "more is harder, not worse"
    marks = {line.cells[0]: line.mark(3) for line in table.table.rows}
    assert (marks["Practice 1"], marks["Practice 2"]) == ("within", "up")


def test_figures_are_those_of_the_comparison(make_page: MakePage) -> None:
    first, second = wave(EARLIER, 2025), wave(LATER, 2026)
    page = make_page(first, second)
    pair = compare([first, second])
    drive = pair.nodes["drive"]
    values = [W.number(100 * index) for index in drive.indices if index is not None]
    assert row(page.view.changes.table, "Drive index")[1:3] == tuple(values)
    trend = page.view.trends.table
    assert row(trend, "Practice 2")[3:5] == row(page.view.changes.table, "Practice 2")[1:3]


def test_changed_answers_carry_reason_and_evidence(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    cells = row(page.view.items.table, "1.5 What practice-1-5 asks")
    assert cells[1:] == ("Largely → Fully", "practice changed", "given")


def test_what_is_left_out_says_why(make_page: MakePage) -> None:
    later = {**LATER, "practice_6": "FFFFLLN_"}
    definition = new_revisions(full_questionnaire(), "practice-1", 1)
    page = make_page(wave(EARLIER, 2025), wave(later, 2026, definition=definition))
    table = page.view.left_out.table
    assert row(table, "6.8 What practice-6-8 asks")[1] == "open in one of the two waves"
    assert row(table, "1.1 What practice-1-1 asks")[1] == ("Another meaning since version 1.1.")


def test_a_break_is_drawn_as_a_break_and_said(make_page: MakePage) -> None:
    definition = new_revisions(full_questionnaire(), "practice-2", 4)
    first, second = wave(EARLIER, 2025), wave(LATER, 2026, definition=definition)
    page = make_page(first, second)
    assert row(page.view.changes.table, "Practice 2")[3:] == (
        "–",
        "–",
        "not comparable: 4 of 12 questions common; 4 have a new meaning",
    )
    why = "not compared, because Practice 2: 4 questions have a new meaning"
    assert row(page.view.overall.table, "Headline level")[-1] == why
    assert page.view.breaks.text().startswith("Break in Practice 2 (Autumn 2025 → Autumn 2026)")
    trends = trends_of(comparison_of([first, second]), W)
    broken = next(trend for trend in trends.charts if trend.node == "practice-2")
    assert broken.breaks == {0: ""}
    assert broken.lines[0].segments == ()
    assert len(broken.lines[0].alone) == 2
    assert "Level: not compared, because Practice 2" in texts(page.view)
    assert not page.view.grid.grab().isNull()


def test_drafts_are_said(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    assert page.view.draft.text().startswith("DRAFT")
    assert page.view.draft.isVisible()


def test_units_stand_in_alphabetical_order_and_are_not_ranked(make_page: MakePage) -> None:
    page = make_page(
        *(wave(letters, year, unit) for unit in ("Unit B2", "Agency A")
          for year, letters in ((2025, EARLIER), (2026, LATER)))
    )  # fmt: skip
    page.tree.tick_only(entry.id for entry in page.tree.picking.entries)
    page.refresh()
    QCoreApplication.processEvents()
    said = texts(page.view)
    assert said.index("I  Agency A") < said.index("II  Unit B2")
    assert "Units stand in alphabetical order; they are not ranked." in said
    assert row(page.view.beside.block.table, "Practice 2")[1:3] == ("66.7", "66.7")
    page.resize(900, 700)
    QCoreApplication.processEvents()
    assert [card.heading.text() for card in page.view.more_changes] == [
        "Unit B2: dimensions compared"
    ]


# --- keyboard and screen readers ---------------------------------------------------------


def test_every_focusable_widget_has_a_name(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


# --- the tree of units and waves -----------------------------------------------------------


def test_a_unit_stands_for_its_waves_and_a_branch_for_its_units(make_page: MakePage) -> None:
    page = make_page(*(wave(LATER, year, unit) for unit in ("A", "B") for year in (2025, 2026)))
    branch = UnitName("city", "City")
    entries = [
        made._replace(unit=made.unit._replace(parent="city"))
        for made in page.tree.picking.entries
    ]  # fmt: skip
    page.set_entries(entries, [branch, entries[0].unit, entries[-1].unit])
    page.tree.tick_only(["a-autumn-2026"])
    state = Qt.CheckState
    assert states(page, "City", "A", "B") == [
        state.PartiallyChecked, state.PartiallyChecked, state.Unchecked,
    ]  # fmt: skip
    tick(page, "City")
    assert states(page, "City", "A", "B") == [state.Checked] * 3
    assert len(page.chosen_ids()) == 4
    tick(page, "A")
    assert page.chosen_ids() == ["b-autumn-2025", "b-autumn-2026"]
    assert index_of(page, "A").data(Qt.ItemDataRole.AccessibleTextRole) == "A, 0 of 2 waves ticked"


def test_the_newest_wave_of_each_unit_that_a_search_leaves_is_ticked(make_page: MakePage) -> None:
    page = make_page(
        *(wave(LATER, year, unit) for unit in ("Parks A", "Parks B", "Roads")
          for year in (2025, 2026))
    )  # fmt: skip
    page.picks.newest.click()
    assert page.chosen_ids() == [f"{u}-autumn-2026" for u in ("parks-a", "parks-b", "roads")]
    page.picks.search.setText("parks")
    page.picks.newest.click()
    assert page.chosen_ids() == [f"{u}-autumn-2026" for u in ("parks-a", "parks-b")]
    page.picks.none.click()
    assert page.chosen_ids() == []


def test_what_is_ticked_is_chosen_by_keyboard(make_page: MakePage) -> None:
    page = make_page(*(wave(LATER, year) for year in (2024, 2025, 2026)))
    page.choose_button.click()
    assert page.picks.search.hasFocus()
    tree = page.picks.tree
    tree.setFocus()
    tree.setCurrentIndex(index_of(page, "Autumn 2024 (Draft)"))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert len(page.chosen_ids()) == 3
    QTest.keyClick(tree, Qt.Key.Key_Escape)
    assert page.picks.isHidden()
    assert page.choose_button.hasFocus()


def test_hundreds_of_units_are_compared_beside_the_window_and_shown_in_rows(
    make_page: MakePage,
) -> None:
    small = questionnaire(dimension("practice", (1, 1)))
    given = answers(practice="FL")
    made = [assessment(small, given, unit=f"Unit {number:03}") for number in range(200)]
    page = make_page(*made)
    asked: list[list[str]] = []
    page.comparison_requested.connect(asked.append)
    page.picks.newest.click()
    page.refresh()
    assert page.note.message.text() == "Comparing 200 assessments …"
    assert [len(ids) for ids in asked] == [200]
    page.show_comparison(asked[0][:3], None)
    assert not page.view.isVisible()
    page.show_comparison(asked[0], comparison_of(made))
    assert len(page.view.beside.block.table.table.rows) == 200
    assert page.view.beside.chart.heightForWidth(900) > 200 * 26
    assert not page.view.items.isVisibleTo(page)
    page.refresh()
    assert page.view.isVisible(), "nothing has changed, and nothing is asked again"
    assert len(asked) == 1


# --- two versions of a questionnaire ---------------------------------------------------------


def across_versions() -> tuple[Assessment, Assessment]:
    """Return two waves: p-1 reworded, p-2 on another scale, p-3 split, p-4 dropped."""
    asked = (
        item("p-1", 1),
        item("p-2", 2, answers="frequency", revision=2),
        item("p-3a", 3),
        item("p-3b", 3),
    )
    table = dict(zip(("not", "partially", "largely", "fully"),
                     ("never", "yearly", "monthly", "weekly"), strict=True))  # fmt: skip
    says = mapping(
        mapped("reworded", "p-1"),
        mapped("rescaled", "p-2", options=table, note="Counted now."),
        mapped("split", "p-3", "p-3a p-3b"),
        mapped("dropped", "p-4", note="Staff answer it now."),
    )
    newer = replace(version("2", practice(*asked)), mappings=(says,))
    after = versioned_wave(newer, 2026, p_1="F", p_2="1", p_3a="P", p_3b="P")
    return versioned_wave(OLD, 2025, p_1="F", p_2="N", p_3="P", p_4="N"), after


def test_it_says_between_which_versions_and_how_waves_are_compared(make_page: MakePage) -> None:
    earlier, later = across_versions()
    page = make_page(earlier, later)
    assert page.view.related.isVisible()
    table = page.view.related.table.table
    assert table.name == "Compared across versions of the questionnaire"
    assert [line.cells for line in table.rows] == related_rows(compare([earlier, later]), W)
    assert table.rows[0].cells == ("Versions", "1 → 2")
    gone = row(page.view.left_out.table, "P.4 What p-4 asks")
    assert gone[1] == "Asked in 2025 only. Staff answer it now."


def test_within_one_version_nothing_is_said_of_versions(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    assert page.view.related.isHidden()


def test_an_item_that_a_mapping_relates_is_marked_with_the_answer_of_each_side(
    make_page: MakePage,
) -> None:
    page = make_page(*across_versions())
    [line] = [r for r in page.view.changes.table.table.rows if r.key == "p"]
    page.open_items(line.opened_by(1))
    trace = page.items_panel.trace
    assert trace is not None
    [alike] = [part.table for part in trace.sections if part.heading == "Answered alike"]
    assert alike is not None
    assert alike.columns[1].name == "Before → after"
    assert [line.cells for line in alike.rows] == [
        ("P.1 What p-1 asks (reworded)", "Fully"),
        ("P.2 What p-2 asks (rescaled)", "Not → Never"),
        ("P.3 → P.3, P.4 (split)", "Partially → Partially and Partially"),
    ]


# --- behind a cell, and in an order that was asked for ---------------------------------------


def test_each_cell_of_the_changes_opens_its_items(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    table = page.view.changes.table
    number = [line.cells[0] for line in table.table.rows].index("Practice 1")
    table.setFocus()
    table.setCurrentIndex(table.model().index(number, 3))
    QTest.keyClick(table, Qt.Key.Key_Return)
    trace = page.items_panel.trace
    assert trace is not None
    assert trace.title == "Practice 1"
    said = trace.as_text()
    assert "1.5 What practice-1-5 asks\tLargely → Fully\tpractice changed: minutes" in said
    assert "1.1 What practice-1-1 asks\tFully" in said
    assert f"8 of 8 questions common ({W.percent(F(1))}), 8 of them answered on each" in said
    QTest.keyClick(page.items_panel.close_button, Qt.Key.Key_Escape)
    assert page.items_panel.isHidden()
    assert table.hasFocus()


def test_a_cell_of_units_side_by_side_opens_the_answers(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2026, "Agency A"), wave(LATER, 2026, "Unit B2"))
    page.tree.tick_newest()
    page.refresh()
    [line] = [r for r in page.view.beside.block.table.table.rows if r.cells[0] == "Practice 1"]
    page.open_items(line.opened_by(0))
    trace = page.items_panel.trace
    assert trace is not None
    assert "1.5 What practice-1-5 asks\tLargely\tFully\tyes" in trace.as_text()


def test_a_ranking_is_made_only_if_asked_for_and_says_what_it_is_not(make_page: MakePage) -> None:
    page = make_page(wave(EARLIER, 2026, "Agency A"), wave(LATER, 2026, "Unit B2"))
    page.tree.tick_newest()
    page.refresh()
    assert "no judgement" not in texts(page.view)
    field = page.view.beside.order_field
    field.setCurrentIndex(field.findText("By Practice 2"))
    field.activated.emit(field.currentIndex())
    QCoreApplication.processEvents()
    said = texts(page.view)
    assert "a place in this list is no judgement of a unit" in said
    table = page.view.beside.block.table
    assert row(table, "Practice 2")[1:3] == ("66.7", "50.0")
    asked: list[object] = []
    page.export_requested.connect(lambda *told: asked.extend(told))
    page.export_button.click()
    assert asked == [page.chosen_ids(), "practice-2"]


# --- units with gaps -------------------------------------------------------------------------


def with_gaps(**given: str) -> list[Assessment]:
    small = questionnaire(dimension("practice", (1,) * 6))
    return [
        assessment(small, answers(practice=letters), unit=name) for name, letters in given.items()
    ]


def test_units_that_cost_most_are_left_out_by_one_click(make_page: MakePage) -> None:
    page = make_page(*with_gaps(A="FFFF__", B="FNLLLL", C="____FF", D="PPPPPP", E="PPPPPP"))
    page.picks.newest.click()
    page.refresh()
    QCoreApplication.processEvents()
    said = texts(page.view)
    assert "6 of 6 questions asked of all" in said
    assert "Nothing is comparable, so there is nothing to order by." in said
    assert not page.view.beside.order_field.isVisible()
    assert "Leave out these 2 units and 6 of 6 questions are answered by all: A and C." in said
    assert row(page.view.own.table, "B")[-1] == "61.1"
    assert "not comparable in the strict sense" in said
    page.view.beside.leave_out.leave.click()
    page.refresh()
    assert page.chosen_ids() == [f"{unit}-autumn-2026" for unit in "bde"]
    assert not page.view.beside.leave_out.isVisibleTo(page)
    assert page.view.beside.order_field.isVisibleTo(page)


def test_a_unit_with_another_wave_says_so_and_the_order_shows_its_figure(
    make_page: MakePage,
) -> None:
    years = {"Agency A": 2026, "Board B": 2025, "Court C": 2026}
    page = make_page(*(wave(LATER, year, unit) for unit, year in years.items()))
    page.tree.tick_newest()
    page.refresh()
    names = [dots.name for dots in page.view.beside.chart.dots.rows]
    assert names == ["I  Agency A", "II  Board B (Autumn 2025)", "III  Court C"]
    field = page.view.beside.order_field
    field.setCurrentIndex(field.findData("drive"))
    field.activated.emit(field.currentIndex())
    assert page.view.beside.chart.dots.heads[0].title == "Drive"


def test_it_begins_with_the_unit_selected_at_home_until_somebody_chooses(
    make_page: MakePage,
) -> None:
    made = [wave(LATER, year, unit) for unit in ("A", "B") for year in (2025, 2026)]
    page = make_page(*made)
    entries = [entry(one) for one in made]
    page.set_entries(entries, (), "a")
    assert page.chosen_ids() == ["a-autumn-2025", "a-autumn-2026"]
    page.set_entries(entries, (), "b")
    assert page.chosen_ids() == ["b-autumn-2025", "b-autumn-2026"]
    tick(page, "A")
    page.set_entries(entries, (), "a")
    assert len(page.chosen_ids()) == 4


def test_the_row_whose_items_open_stays_in_sight(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page(wave(EARLIER, 2025), wave(LATER, 2026))
    page.resize(1184, 500)
    table = page.view.changes.table
    number = [line.cells[0] for line in table.table.rows].index("Practice 6")
    table.setFocus()
    table.setCurrentIndex(table.model().index(number, 3))
    QTest.keyClick(table, Qt.Key.Key_Return)

    def is_in_sight() -> bool:
        rect = table.visualRect(table.currentIndex())
        top = table.viewport().mapTo(page, rect.topLeft()).y()
        return 40 <= top <= page.height() - rect.height()

    qtbot.waitUntil(is_in_sight)
    QTest.keyClick(page.items_panel.close_button, Qt.Key.Key_Escape)
    qtbot.waitUntil(is_in_sight)
