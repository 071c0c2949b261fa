"""Cards stand in two columns only where both find room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.columns import Columns


class Desk:
    """Two cards of a least width in columns of a width, as on a page that scrolls."""

    def __init__(self, qtbot: QtBot, width: int, least: int) -> None:
        """Show the cards."""
        self.page = QWidget()
        self.left, self.right = _Card(least), _Card(least)
        self.columns = Columns([(self.left, self.right)], self.page)
        qtbot.addWidget(self.page)
        # Nobody asks the columns how wide they would like to be.
        self.columns.resize(width, 300)
        self.page.resize(width, 300)
        self.page.show()
        self.columns.settle()
        qtbot.waitExposed(self.page)


class _Card(QWidget):
    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, 40)


def test_two_columns_where_there_is_room(qtbot: QtBot) -> None:
    desk = Desk(qtbot, 1000, 300)
    left, right = desk.left, desk.right
    qtbot.waitUntil(lambda: left.width() > right.width())
    assert left.y() == right.y()


def test_below_each_other_where_it_is_narrow(qtbot: QtBot) -> None:
    desk = Desk(qtbot, 700, 300)
    left, right = desk.left, desk.right
    qtbot.waitUntil(lambda: right.y() > left.y())
    assert left.x() == right.x()


def test_below_each_other_where_they_need_more_room_than_there_is(qtbot: QtBot) -> None:
    desk = Desk(qtbot, 1000, 600)
    left, right = desk.left, desk.right
    qtbot.waitUntil(lambda: right.y() > left.y())
    assert left.x() == right.x()
    assert desk.columns.minimumSizeHint().width() == 600


def test_what_is_alone_takes_the_row(qtbot: QtBot) -> None:
    desk = Desk(qtbot, 1000, 300)
    left, right = desk.left, desk.right
    right.hide()
    desk.columns.settle()
    qtbot.waitUntil(lambda: left.width() == 1000)
