"""The style sheet: what it must not take away."""

import re
from collections import Counter

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from maturity_app.colours import CONTRAST, Palette
from maturity_app.ui.theme import LIGHT, style_sheet


@pytest.mark.parametrize("palette", [LIGHT, CONTRAST], ids=["light", "contrast"])
def test_a_list_that_drops_down_shows_all_its_rows(qtbot: QtBot, palette: Palette) -> None:
    field = QComboBox()
    qtbot.addWidget(field)
    field.addItems(["As on this computer", "English", "Français", "Deutsch"])
    field.setStyleSheet(style_sheet(palette))
    field.show()
    qtbot.waitExposed(field)
    field.showPopup()
    rows = field.view()
    qtbot.waitUntil(rows.isVisible)
    whole = rows.visualRect(field.model().index(0, 0)).united(
        rows.visualRect(field.model().index(3, 0))
    )
    assert rows.viewport().rect().contains(whole)
    assert min(rows.sizeHintForRow(row) for row in range(4)) >= 24


def test_no_rule_undoes_an_earlier_one() -> None:
    rules = re.sub(r"/\*.*?\*/", "", style_sheet(LIGHT), flags=re.DOTALL)
    said = [
        (whose.strip(), rule.split(":")[0].strip())
        for whose, ruled in re.findall(r"([^{}]+){([^{}]*)}", rules)
        for rule in ruled.split(";")
        if rule.strip()
    ]
    assert len(said) > 200
    assert [one for one, times in Counter(said).items() if times > 1] == []
