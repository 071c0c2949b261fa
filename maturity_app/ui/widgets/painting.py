"""What painted widgets share: wrapped text and key caps."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from maturity_app.ui.theme import TYPE, Palette

RING = 4
"""Room a container keeps inside its edge, so that the focus ring of what it holds is not cut."""

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALL = 1 << 20


def semibold(font: QFont) -> QFont:
    """Return a font in the heavier of the two weights."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def sized(font: QFont, size: int) -> QFont:
    """Return a font at one of the sizes in `TYPE`, as large as the body text has become."""
    made = QFont(font)
    body = font.pixelSize() if font.pixelSize() > 0 else TYPE.body
    made.setPixelSize(max(1, round(body * size / TYPE.body)))
    return made


def fill(painter: QPainter, rect: QRect, colour: str) -> None:
    """Fill a rectangle; the painter is left without a line and with this colour to fill with.

    `fillRect` would wake all of Qt's named gradients, which costs as much as painting ten rows.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(rect)


def paint_track(painter: QPainter, box: QRectF, palette: Palette) -> None:
    """Paint the empty part of a bar: a pale ground, or an outline where there are no tints."""
    if palette.has_tints:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.border))
    else:
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = box.adjusted(0.5, -0.5, -0.5, 0.5)
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(Qt.PenStyle.NoPen)


def font_scale(widget: QWidget) -> float:
    """Return how much larger than at 100 % the body text of a widget is."""
    widget.ensurePolished()
    size = widget.font().pixelSize()
    return size / TYPE.body if size > 0 else 1.0


def wrapped_height(font: QFont, text: str, width: int) -> int:
    """Return how high a text is when wrapped into a width; 0 for no text."""
    if not text:
        return 0
    room = QRect(0, 0, max(width, 1), _TALL)
    return QFontMetrics(font).boundingRect(room, _WRAP, text).height()


def draw_wrapped(painter: QPainter, rect: QRect, text: str) -> None:
    """Draw a text wrapped into a rectangle, centred from top to bottom."""
    height = wrapped_height(painter.font(), text, rect.width())
    top = rect.top() + max(0, (rect.height() - height) // 2)
    painter.drawText(QRect(rect.left(), top, rect.width(), height), _WRAP, text)


def key_cap_width(font: QFont, key: str) -> int:
    """Return how wide a key cap is."""
    return max(20, QFontMetrics(semibold(sized(font, TYPE.caption))).horizontalAdvance(key) + 12)


def draw_key_cap(painter: QPainter, rect: QRect, key: str, ink: str, ground: str) -> None:
    """Draw a key with its letter, centred from top to bottom in a rectangle."""
    painter.save()
    painter.setFont(semibold(sized(painter.font(), TYPE.caption)))
    height = painter.fontMetrics().height() + 4
    cap = QRect(rect.left(), rect.center().y() - height // 2 + 1, rect.width(), height)
    painter.setPen(QPen(QColor(ink), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), key)
    painter.restore()
