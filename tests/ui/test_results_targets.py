"""Targets on the chart of levels: as a diamond, in the key, in the table and in what is read."""

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from maturity_app.domain.plan import Plan
from maturity_app.domain.scoring import score_assessment
from maturity_app.ui.models.holding import holding_items
from maturity_app.ui.models.profile import Profile, profile_of, profile_table
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.profile_chart import ProfileChart
from maturity_app.wording import ENGLISH as W
from tests.reports.planned import NOW, record


def profile(plan: Plan) -> Profile:
    return profile_of(score_assessment(record()), None, W, plan)


def test_table_and_spoken_words_tell_each_target() -> None:
    with_targets, without = profile(NOW), profile(Plan())
    entries = {entry.node: entry for entry in with_targets.entries}
    assert "target 3" in entries["practice-3"].in_words(W)
    assert "target" not in entries["practice-2"].in_words(W)
    table = profile_table(with_targets, W)
    column = [each.name for each in table.columns].index("Target")
    told = {row.key: row.cells[column] for row in table.rows}
    assert (told["practice-3"], told["practice-2"]) == ("3", "–")
    assert "Target" not in [each.name for each in profile_table(without, W).columns]


def test_a_target_is_drawn_in_its_own_colour_where_its_level_stands(qtbot: QtBot) -> None:
    chart = ProfileChart(W, LIGHT)
    qtbot.addWidget(chart)
    chart.resize(600, 400)
    chart.show_profile(profile(Plan(targets={"practice-2": 4, "practice-3": 2})))
    chart.show()
    qtbot.waitExposed(chart)
    places = {}
    for node in ("practice-1", "practice-2", "practice-3"):
        row = chart.rows.row(node)
        assert row is not None
        image = row.grab().toImage()
        middle = image.height() // 2
        inked = [x for x in range(image.width())
                 if image.pixelColor(x, middle) == QColor(LIGHT.target)]  # fmt: skip
        places[node] = sum(inked) / len(inked) if inked else 0
    assert places["practice-1"] == 0, "no target, no mark"
    assert 0 < places["practice-3"] < places["practice-2"]


def test_a_next_step_can_be_planned_once() -> None:
    card = score_assessment(record())
    items = {item.item: item for item in holding_items(card, W, NOW)}
    gate = items["practice-3-3"]
    assert (gate.can_be_planned, gate.is_planned) == (True, True)
    assert not holding_items(card, W, Plan())[0].is_planned
