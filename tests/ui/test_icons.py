"""Icons are one family: on one grid, in one line, each with a shape of its own."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from maturity_app.colours import CONTRAST, CONTRAST_DARK, DARK, LIGHT, Palette, ratio
from maturity_app.ui.icons import STROKES, paint_icon

SIZE = 48


def drawn(name: str, colour: str, size: int = SIZE, ground: str = "#FF00FF") -> QImage:
    picture = QImage(size, size, QImage.Format.Format_RGB32)
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return picture


def inked(picture: QImage, colour: str) -> set[tuple[int, int]]:
    """Return the pixels that have the colour in full."""
    wide, ink = picture.width(), QColor(colour)
    return {(x, y) for x in range(wide) for y in range(wide) if picture.pixelColor(x, y) == ink}


@pytest.mark.parametrize("name", STROKES)
def test_an_icon_fills_its_grid_and_keeps_its_edge(qtbot: QtBot, name: str) -> None:
    del qtbot
    pixels = inked(drawn(name, "#000000"), "#000000")
    across, down = ({at[axis] for at in pixels} for axis in (0, 1))
    edge = SIZE * 2 // 24
    assert edge <= min(across | down)
    assert max(across | down) <= SIZE - edge
    assert max(max(across) - min(across), max(down) - min(down)) >= SIZE * 9 // 24


@pytest.mark.parametrize("palette", [LIGHT, DARK, CONTRAST, CONTRAST_DARK])
def test_the_smallest_icon_can_be_seen(qtbot: QtBot, palette: Palette) -> None:
    del qtbot
    for name in STROKES:
        picture = drawn(name, palette.muted, 16, palette.raised)
        inks = {picture.pixelColor(x, y).name() for x in range(16) for y in range(16)}
        assert max(ratio(ink, palette.raised) for ink in inks) >= 3, name


def test_no_icon_looks_like_another(qtbot: QtBot) -> None:
    del qtbot
    shapes = {name: inked(drawn(name, "#000000"), "#000000") for name in STROKES}
    for (one, here), (other, there) in combinations(shapes.items(), 2):
        assert len(here ^ there) > len(here | there) * 0.15, (one, other)
