"""Units with their waves: what the model hands out, and what a search leaves."""

import json
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from maturity_app.domain.version import SCORING_VERSION
from maturity_app.jobs.assessing import summary_of
from maturity_app.storage.entries import Entry, UnitName, WaveName
from maturity_app.ui.models.wave_tree import Column, Role, WaveTreeModel
from maturity_app.ui.pages.home import HomePage
from maturity_app.ui.theme import LIGHT, TYPE, style_sheet
from maturity_app.ui.widgets.painting import semibold, sized
from maturity_app.ui.widgets.wave_row import PADDING, STATE_INDENT
from maturity_app.ui.widgets.wave_tree_view import WaveTreeView
from maturity_app.wording import ENGLISH, wording_for
from tests.building import answers, assessment, full_questionnaire

FULL = full_questionnaire()
HALF = answers(**{f"practice_{number}": "FFLLLPPN" for number in range(1, 7)},
               safeguard_a="FFLL____", safeguard_b="FFLL____")  # fmt: skip


def entry(unit: str, year: int, status: str = "draft", given: object = None) -> Entry:
    record = assessment(FULL, HALF if given is None else {}, unit=unit, label=f"Autumn {year}")
    return Entry(
        id=f"{unit}-{year}-{status}",
        unit=UnitName(unit.lower(), unit),
        wave=WaveName(f"Autumn {year}", date(year, 10, 16)),
        status=status,
        questionnaire_id="test",
        questionnaire_version="1.0",
        changed_at=datetime(2026, 11, 3, 12, 0, tzinfo=UTC),
        scoring_version=SCORING_VERSION,
        stored=json.dumps(summary_of(record).as_data()),
    )


HARBOUR = [entry("Harbour", 2025, "signed_off"), entry("Harbour", 2026)]
PARKS = [entry("Parks", 2026, "draft", given={})]


@pytest.fixture
def model() -> WaveTreeModel:
    made = WaveTreeModel(ENGLISH)
    made.show([*HARBOUR, *PARKS])
    return made


def test_the_model_keeps_qts_rules(model: WaveTreeModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # not annotated


def test_a_unit_shows_its_newest_wave(model: WaveTreeModel) -> None:
    texts = [model.index(0, column).data() for column in Column]
    assert texts == [
        "Harbour",
        "Autumn 2025: Signed off, Autumn 2026: Draft",
        "Draft",
        "73\N{NO-BREAK SPACE}%",
        "2.6 managed",
        "3 Nov 2026",
    ]
    assert [wave.wave.label for wave in model.row_at(model.index(0, 0)).waves or ()] == [
        "Autumn 2025",
        "Autumn 2026",
    ]


def test_waves_stand_below_their_unit_newest_first(model: WaveTreeModel) -> None:
    unit = model.index(0, 0)
    assert [model.index(row, 0, unit).data() for row in range(model.rowCount(unit))] == [
        "Autumn 2026",
        "Autumn 2025",
    ]
    assert model.index(1, Column.STATE, unit).data() == "Signed off"


def test_without_a_level_the_reason_is_said(model: WaveTreeModel) -> None:
    level = model.index(1, Column.LEVEL)
    assert level.data() == "No level yet"
    assert model.row_at(level).reason == "8 dimensions under half"


def test_too_much_set_aside_is_said_differently() -> None:
    summary = {**(PARKS[0].summary or {}), "state": "not_rated"}
    model = WaveTreeModel(ENGLISH)
    model.show([PARKS[0]._replace(stored=json.dumps(summary))])
    level = model.index(0, Column.LEVEL)
    assert (level.data(), model.row_at(level).reason) == ("Not rated", "too much not applicable")


@pytest.mark.parametrize(
    "stale",
    [PARKS[0]._replace(stored=None), PARKS[0]._replace(scoring_version=SCORING_VERSION - 1)],
    ids=["no figures", "figures of older rules"],
)
def test_stale_figures_are_never_shown(stale: Entry) -> None:
    model = WaveTreeModel(ENGLISH)
    model.show([stale])
    assert model.index(0, Column.COVERAGE).data() == "–"
    assert model.index(0, Column.LEVEL).data() == "Being worked out"
    model.update_entry(PARKS[0])
    assert model.index(0, Column.LEVEL).data() == "No level yet"


def test_a_superseded_record_is_not_the_newest() -> None:
    old = entry("Harbour", 2026, "superseded")
    corrected = entry("Harbour", 2026, "signed_off")
    model = WaveTreeModel(ENGLISH)
    model.show([corrected, old])
    assert model.index(0, 0).data(Role.ENTRY) == corrected
    assert model.row_at(model.index(0, 0)).waves == [corrected]


@pytest.mark.parametrize(
    ("text", "status", "found"),
    [
        ("", "", ["Harbour", "Parks"]),
        ("HARB", "", ["Harbour"]),
        ("2025 harbour", "", ["Harbour"]),
        ("", "signed_off", []),
        ("", "unfinished", ["Harbour", "Parks"]),
        ("parks", "draft", ["Parks"]),
        ("nobody", "", []),
    ],
)
def test_the_search_finds_units_by_name_wave_and_state(
    model: WaveTreeModel, text: str, status: str, found: list[str]
) -> None:
    model.narrow(text, status)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == found


def test_accents_do_not_count_and_ids_are_found_too() -> None:
    model = WaveTreeModel(ENGLISH)
    units = [UnitName("u-1", "Μονάδα Καινοτομίας"), UnitName("u-2", "Amt für Straßen")]
    model.show([HARBOUR[0]._replace(unit=unit, id=unit.id) for unit in units])
    for text, found in {"μοναδα": "u-1", "FUR strassen": "u-2", "u-2": "u-2"}.items():
        model.narrow(text)
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        assert [index.data(Role.UNIT).id for index in rows] == [found]


# --- branches ----------------------------------------------------------------------------

# Ministry (Harbour (Parks), Shipping (nothing)); Zoo stands at the top.
MINISTRY = UnitName("ministry", "Ministry")
HARBOUR_WITHIN = [wave._replace(unit=wave.unit._replace(parent="ministry")) for wave in HARBOUR]
PARKS_WITHIN = [wave._replace(unit=wave.unit._replace(parent="harbour")) for wave in PARKS]
ZOO = [entry("Zoo", 2026)]
ALL = [*HARBOUR_WITHIN, *PARKS_WITHIN, *ZOO]
UNITS = [*(wave.unit for wave in HARBOUR_WITHIN[:1]), MINISTRY, PARKS_WITHIN[0].unit,
         UnitName("shipping", "Shipping", parent="ministry"), ZOO[0].unit]  # fmt: skip


@pytest.fixture
def branched() -> WaveTreeModel:
    made = WaveTreeModel(ENGLISH)
    made.show(ALL, UNITS)
    return made


def outline(model: WaveTreeModel, parent: QModelIndex | None = None) -> list[object]:
    """Return the tree as names, what lies within one as a list behind it."""
    above = parent or QModelIndex()
    result: list[object] = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        result.append(index.data())
        if model.hasChildren(index):
            result.append(outline(model, index))
    return result


def test_units_lie_within_branches_below_their_waves(branched: WaveTreeModel) -> None:
    harbour = ["Autumn 2026", "Autumn 2025", "Parks", ["Autumn 2026"]]
    assert outline(branched) == [
        "Ministry", ["Harbour", harbour, "Shipping"], "Zoo", ["Autumn 2026"],
    ]  # fmt: skip


def test_a_model_with_branches_keeps_qts_rules(
    branched: WaveTreeModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(branched)  # type: ignore[no-untyped-call]  # not annotated


def test_a_branch_counts_its_units_and_never_rates_itself(branched: WaveTreeModel) -> None:
    ministry = branched.index(0, 0)
    texts = [branched.index(0, column).data() for column in Column]
    assert texts == ["Ministry", "", "2 units, 1 with a level", "", "", ""]
    assert ministry.data(Role.ENTRY) is None
    assert ministry.data(Role.UNIT) == MINISTRY
    shipping = branched.index(1, Column.STATE, ministry)
    assert shipping.data() == "no assessment yet"
    # New figures of a unit are counted in all branches above it.
    branched.update_entry(HARBOUR_WITHIN[1]._replace(scoring_version=None))
    assert branched.index(0, Column.STATE).data() == "2 units, 0 with a level"


@pytest.mark.parametrize(
    ("text", "status", "found"),
    [
        ("parks", "", ["Ministry", ["Harbour", ["Parks", ["Autumn 2026"]]]]),
        ("ministry shipping", "", ["Ministry", ["Shipping"]]),
        ("zoo", "draft", ["Zoo", ["Autumn 2026"]]),
        ("shipping", "draft", []),
    ],
)
def test_a_search_keeps_the_branches_above_what_it_finds(
    branched: WaveTreeModel, text: str, status: str, found: list[object]
) -> None:
    branched.narrow(text, status)
    assert outline(branched) == found
    branched.narrow("")
    assert len(outline(branched)) == 4


def test_heads_sort_units_within_their_branch_by_click_and_keyboard(qtbot: QtBot) -> None:
    home = HomePage(ENGLISH, LIGHT)
    qtbot.addWidget(home)
    home.show_entries([*HARBOUR_WITHIN, *PARKS, *ZOO], UNITS)
    home.resize(1400, 600)
    home.show()
    qtbot.waitActive(home)
    [tree] = home.findChildren(WaveTreeView)
    model, header = tree.model(), tree.header()
    assert isinstance(model, WaveTreeModel)
    assert tops(model) == ["Ministry", "Parks", "Zoo"]
    place = QPoint(header.sectionViewportPosition(Column.LEVEL) + 9, 9)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    # Zoo stands at 2.6; Parks and the ministry have no level, and stay in the order of names.
    assert tops(model) == ["Zoo", "Ministry", "Parks"]
    assert outline(model)[3] == ["Harbour", ["Autumn 2026", "Autumn 2025"], "Shipping"]
    header.setFocus()
    for _ in range(Column.LEVEL):
        QTest.keyClick(header, Qt.Key.Key_Left)
    assert header.accessibleName() == "Sort by Unit"
    QTest.keyClick(header, Qt.Key.Key_Space)
    assert header.accessibleName() == "Sorted by Unit"
    assert tops(model) == ["Ministry", "Parks", "Zoo"]
    QTest.keyClick(header, Qt.Key.Key_Return)
    assert header.accessibleName() == "Sorted by Unit, from last to first"
    assert tops(model) == ["Zoo", "Parks", "Ministry"]
    QTest.keyClick(header, Qt.Key.Key_Right)
    assert header.accessibleName() == "Sort by Waves"


def tops(model: WaveTreeModel) -> list[object]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_circle_in_a_damaged_library_hides_nothing() -> None:
    ring = [UnitName("a", "A", parent="b"), UnitName("b", "B", parent="a")]
    model = WaveTreeModel(ENGLISH)
    model.show([], ring)
    assert outline(model) == ["B", ["A"]]


def test_a_short_form_lacks_no_level() -> None:
    summary = {**(HARBOUR[0].summary or {}), "level": None, "holding_back": 0}
    model = WaveTreeModel(ENGLISH)
    model.show([HARBOUR[0]._replace(stored=json.dumps({**summary, "state": "provisional"}))])
    assert model.index(0, Column.LEVEL).data() == "Index provisional"


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_word_of_a_state_is_never_cut(qtbot: QtBot, language: str) -> None:
    model = WaveTreeModel(wording_for(language))
    side = QWidget()
    side.setStyleSheet(style_sheet(LIGHT))
    qtbot.addWidget(side)
    view = WaveTreeView(wording_for(language), model, LIGHT, side)
    view.resize(1200, 400)
    side.show()
    room = view.header().sectionSize(Column.STATE) - 2 * PADDING - STATE_INDENT
    for word in model.fixed_words(Column.STATE):
        shown = view.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, room)
        assert shown == word
    heads = QFontMetrics(semibold(sized(view.font(), TYPE.caption)))
    for column in Column:
        words = str(model.headerData(column, Qt.Orientation.Horizontal))
        assert heads.horizontalAdvance(words) + 2 * PADDING <= view.header().sectionSize(column)
