"""What the walk looks with: that it sees what is wrong, and nothing where all is well."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import label
from tests.ui.contrast import hard_to_read
from tests.ui.pseudo import PSEUDO, stretched
from tests.ui.seeing import cut_off, seen, unnamed

LONG = "Rechenschaftspflichten und Zuständigkeiten"


class Drawing(QWidget):
    """Paints a text into a room, in a colour."""

    def __init__(
        self, text: str, room: QRect, ink: str = "#000000", *, is_short: bool = False
    ) -> None:
        """Keep what is to be painted, to be shortened first where it `is_short`."""
        super().__init__()
        self._text, self._room, self._ink, self._is_short = text, room, ink, is_short

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._ink))
        text = self._text
        if self._is_short:
            elide = Qt.TextElideMode.ElideRight
            text = QFontMetrics(self.font()).elidedText(text, elide, self._room.width())
        painter.drawText(self._room, 0, text)
        painter.end()


Placed = Callable[..., QWidget]


@pytest.fixture
def placed(qtbot: QtBot) -> Placed:
    """Return a function that shows a widget in a page, at a size."""
    pages: list[QWidget] = []

    def place(widget: QWidget, wide: int = 400, high: int = 40) -> QWidget:
        page = QWidget()
        pages.append(page)
        page.setStyleSheet("QWidget { background: white; color: black; font-size: 14px; }")
        widget.setParent(page)
        widget.setGeometry(10, 10, wide, high)
        page.resize(500, 200)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitExposed(page)
        return page

    return place


def wrapped() -> QLabel:
    return label(f"{LONG} {LONG} {LONG}", wraps=True)


def combo() -> QComboBox:
    made = QComboBox()
    made.addItem(LONG)
    return made


def scrolling() -> QScrollArea:
    made = QScrollArea()
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidgetResizable(True)
    made.setWidget(QPushButton(LONG))
    return made


def hinted() -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(LONG)
    return made


@pytest.mark.parametrize(
    ("make", "least"),
    [
        (lambda: QLabel(LONG), (330, 20)),
        (wrapped, (330, 60)),
        (lambda: QPushButton(LONG), (350, 32)),
        (combo, (390, 32)),
        (hinted, (350, 32)),
        (scrolling, (400, 60)),
        (lambda: Drawing(LONG, QRect(0, 0, 340, 24)), (340, 24)),
    ],
    ids=["label", "wrapped", "button", "combo", "hint", "scrolled", "painted"],
)
def test_what_is_cut_off_is_seen(
    placed: Placed, make: Callable[[], QWidget], least: tuple[int, int]
) -> None:
    assert cut_off(seen(placed(make(), *least))) == []
    assert cut_off(seen(placed(make(), 90, least[1]))) != []


def test_what_is_painted_is_measured_against_its_room(placed: Placed) -> None:
    narrow = placed(Drawing(LONG, QRect(0, 0, 100, 24)))
    assert "needs" in cut_off(seen(narrow))[0]
    short = placed(Drawing(LONG, QRect(0, 0, 100, 24), is_short=True))
    assert "is shortened to" in cut_off(seen(short))[0]


@pytest.mark.parametrize("ink", ["#7A7A7A", "#767676"])
def test_what_is_too_pale_is_seen(placed: Placed, ink: str) -> None:
    """The paler of the two is at 4.3 on white, the darker at 4.54."""
    written = QLabel(LONG)
    written.setStyleSheet(f"color: {ink}")
    is_pale = ink == "#7A7A7A"
    assert bool(hard_to_read(seen(placed(written)))) == is_pale
    painted = Drawing(LONG, QRect(0, 0, 380, 24), ink)
    assert bool(hard_to_read(seen(placed(painted)))) == is_pale


def test_what_has_no_name_or_role_is_seen(placed: Placed) -> None:
    field, drawn = QLineEdit(), Drawing("", QRect())
    drawn.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for widget in (field, drawn):
        assert any("no name" in fault for fault in unnamed(placed(widget)))
        widget.setAccessibleName("Unit")
    assert unnamed(field.window()) == []
    assert [fault[-7:] for fault in unnamed(drawn.window())] == ["no role"]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("&New assessment…", "[&Néw áššéššméñt one t…]"),
        ("{count} of {total} answered", "[{count} óf {total} áñšwéréd one t]"),
        ("", "[]"),
    ],
)
def test_the_pseudo_language_keeps_what_is_filled_in(message: str, told: str) -> None:
    assert stretched(message) == told
    assert PSEUDO(message or "x", count=1, total=2).startswith("[")
    assert PSEUDO.plural("{count} day", "{count} days", 2) == "[2 dáýš o]"
