"""The focus ring ends where what it is round is scrolled out of sight."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.focus_ring import FocusRing


def test_a_ring_is_cut_where_its_button_is(qtbot: QtBot) -> None:
    page, area, content = QWidget(), QScrollArea(), QWidget()
    page.resize(240, 240)
    qtbot.addWidget(page)
    outer, inner = QVBoxLayout(page), QVBoxLayout(content)
    outer.addSpacing(60)
    outer.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(content)
    button = QPushButton("Tall")
    button.setMinimumHeight(300)
    inner.addWidget(button)
    page.show()
    qtbot.waitExposed(page)
    ring = FocusRing(LIGHT)
    area.verticalScrollBar().setValue(40)
    ring.follow(None, button)
    QApplication.processEvents()
    picture = page.grab().toImage()
    blue = QColor(LIGHT.focus)
    rows = [y for y in range(picture.height()) for x in range(0, picture.width(), 2)
            if picture.pixelColor(x, y) == blue]  # fmt: skip
    assert rows
    assert min(rows) >= area.geometry().top()
    assert max(rows) <= area.geometry().bottom()
