"""How well texts stand out from their ground, measured from what was painted."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPixmap, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from maturity_app.colours import ratio
from tests.ui.seeing import Painted, Seen, called, is_large, paints_itself, visible

_EDGE = 4
_LOW = 20
_ARROW = 26
_CLOSER = 3


def hard_to_read(look: Seen, least: float = 4.5) -> list[str]:
    """Return which texts stand out too little from their ground, as painted."""
    painted = [fault for text in look.painted for fault in _pale_painted(text, look, least)]
    return painted + [
        fault for widget in visible(look.whole) for fault in _pale_written(widget, look, least)
    ]


def _pale_painted(text: Painted, look: Seen, least: float) -> Iterator[str]:
    corner = text.widget.mapTo(look.whole, QPoint(0, 0))
    room = text.needed.toAlignedRect() & text.widget.visibleRegion().boundingRect()
    counted = _counted(look.image, room.translated(corner) & look.image.rect())
    wanted = _wanted(least, is_large=text.is_large, is_enabled=text.widget.isEnabled())
    if counted and ratio(text.ink, _name(_ground(counted))) < wanted:
        found = ratio(text.ink, _name(_ground(counted)))
        yield f"{type(text.widget).__name__} paints {text.text!r}: {found:.1f}"


def _pale_written(widget: QWidget, look: Seen, least: float) -> Iterator[str]:
    text, inner = _written(widget)
    place = inner & widget.visibleRegion().boundingRect()
    if not text.strip() or place.width() < _EDGE or place.height() < 2 * _EDGE:
        return
    wanted = _wanted(least, is_large=is_large(widget.font()), is_enabled=widget.isEnabled())
    corner = widget.mapTo(look.whole, QPoint(0, 0))
    found = _strongest(_counted(look.image, place.translated(corner)))
    if found < wanted:
        # Thin strokes are paler than their colour: look closer before complaining.
        found = _strongest(_counted(_close_up(widget, place), None))
    if found < wanted:
        yield f"{called(widget)}: {found:.1f} instead of {wanted}"


def _wanted(least: float, *, is_large: bool, is_enabled: bool) -> float:
    return 3.0 if is_large or not is_enabled else least


def _written(widget: QWidget) -> tuple[str, QRect]:
    """Return the text that Qt draws in a widget, and where."""
    inner, text = widget.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), ""
    if isinstance(widget, QLabel):
        text, inner = widget.text(), inner if widget.height() > _LOW else widget.rect()
    elif isinstance(widget, QAbstractButton):
        text = "" if paints_itself(widget) else widget.text()
    elif isinstance(widget, QLineEdit):
        text = widget.text() or widget.placeholderText()
    elif isinstance(widget, QComboBox):
        text, inner = widget.currentText(), inner.adjusted(0, 0, -_ARROW, 0)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        text = widget.toPlainText()
    elif isinstance(widget, QHeaderView):
        text, inner = "heads", widget.rect().adjusted(0, 0, 0, -_EDGE)
    elif isinstance(widget, QMenuBar):
        text = "menus"
    return text, inner


def _close_up(widget: QWidget, inner: QRect) -> QImage:
    """Return a part of a widget as it is painted several times as large."""
    picture = QPixmap(inner.size() * _CLOSER)
    picture.setDevicePixelRatio(_CLOSER)
    place = inner.translated(widget.mapTo(widget.window(), QPoint(0, 0)))
    widget.window().render(picture, QPoint(), QRegion(place))
    picture.setDevicePixelRatio(1)
    return picture.toImage()


def _counted(image: QImage, place: QRect | None) -> Counter[int]:
    if place is not None and place.isEmpty():
        # Of no place at all, Qt would copy the whole image.
        return Counter()
    part = image if place is None else image.copy(place)
    part = part.convertToFormat(QImage.Format.Format_RGB32)
    return Counter(memoryview(part.constBits()).cast("I")) if not part.isNull() else Counter()


def _ground(counted: Counter[int]) -> int:
    return counted.most_common(1)[0][0]


def _strongest(counted: Counter[int]) -> float:
    if not counted:
        return 21.0
    ground = _ground(counted)
    return max(_between(ground, colour) for colour in counted)


@cache
def _between(one: int, other: int) -> float:
    return ratio(_name(one), _name(other))


def _name(colour: int) -> str:
    return f"#{colour & 0xFFFFFF:06X}"
