"""A chart saved as a picture, reached by keyboard, with its figures in words inside."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

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
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def saved(
    block: ChartBlock, monkeypatch: pytest.MonkeyPatch, name: Path | str, kind: str = ""
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(name), kind))
    block.save.setFocus()
    QTest.keyClick(block.save, Qt.Key.Key_Space)


def test_in_dots_it_is_twice_as_fine_as_the_window(
    block: ChartBlock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved(block, monkeypatch, tmp_path / "chart.png")
    image = QImage(str(tmp_path / "chart.png"))
    assert image.width() == 2 * (200 + 32)
    assert image.text("Title") == "Levels <&> more"
    assert "Lead by doing\\t2.4" in image.text("Description").replace("\t", "\\t")


def test_in_lines_it_says_its_figures_and_takes_the_suffix_of_its_kind(
    block: ChartBlock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved(block, monkeypatch, tmp_path / "v1.2", "Drawing, sharp in any size (*.svg)")
    text = (tmp_path / "v1.2.svg").read_text("utf-8")
    assert re.search(r"<title>Levels &lt;&amp;&gt; more</title>", text)
    assert "Lead by doing" in text
    assert 'viewBox="0 0 232' in text


def test_a_place_that_can_not_be_written_is_told(
    block: ChartBlock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "maturity_app.ui.dialogs.picture.tell", lambda *args: told.append(str(args[-1]))
    )
    (tmp_path / "file").write_text("")
    saved(block, monkeypatch, tmp_path / "file" / "chart.png")
    assert len(told) == 1
    saved(block, monkeypatch, "")
    assert len(told) == 1, "nothing is written without a name"
