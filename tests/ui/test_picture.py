"""A chart saved as a picture, reached by keyboard, with its figures in words inside."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from maturity_app.ui.dialogs.picture import save_picture
from maturity_app.ui.models.figures import Column, FigureTable, Row
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.chart_card import ChartBlock
from maturity_app.wording import ENGLISH as W

TABLE = FigureTable(
    name="Levels",
    columns=(Column(name="Practice"), Column(name="Level")),
    rows=(Row(cells=("Lead by doing", "2.4")),),
)


@pytest.fixture
def block(qtbot: QtBot) -> ChartBlock:
    chart = QLabel("2.4")
    chart.setFixedSize(200, 60)
    made = ChartBlock("Levels <&> more", chart, W, LIGHT)
    made.show_table(TABLE)
    made.show_source("Harbour, Autumn 2026, Draft")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def saved(
    block: ChartBlock, monkeypatch: pytest.MonkeyPatch, name: Path, kind: str = ""
) -> list[str]:
    """Save the chart by keyboard as `name`; return what is proposed for that."""
    proposed: list[str] = []

    def choose(*asked: str) -> tuple[str, str]:
        proposed.append(asked[2])
        return str(name), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    block.picture_requested.connect(
        lambda picture, stem: save_picture(block, W, picture, name.parent, stem)
    )
    block.save.setFocus()
    QTest.keyClick(block.save, Qt.Key.Key_Space)
    return proposed


def test_in_dots_it_is_twice_as_fine_as_the_window(
    block: ChartBlock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proposed = saved(block, monkeypatch, tmp_path / "chart.png")
    assert proposed == [str(tmp_path / "Harbour, Autumn 2026, Draft, Levels & more.png")]
    image = QImage(str(tmp_path / "chart.png"))
    assert image.width() == 2 * (200 + 32)
    assert image.text("Title") == "Levels <&> more"
    assert image.text("Source") == "Harbour, Autumn 2026, Draft"
    assert "Lead by doing\\t2.4" in image.text("Description").replace("\t", "\\t")


def test_in_lines_it_says_its_figures_and_takes_the_suffix_of_its_kind(
    block: ChartBlock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved(block, monkeypatch, tmp_path / "v1.2", "Drawing, sharp in any size (*.svg)")
    text = (tmp_path / "v1.2.svg").read_text("utf-8")
    assert re.search(r"<title>Levels &lt;&amp;&gt; more</title>", text)
    assert "Lead by doing" in text
    assert text.count("Harbour, Autumn 2026, Draft") >= 2, "told, and drawn to be read"
    assert 'viewBox="0 0 232' in text
