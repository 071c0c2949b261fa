"""Icons as Qt's buttons and windows take them, ready in every scale.

Qt knows 150 icons by name, and its type for them costs a hundredth of the start: what is seen on
the first page paints its own.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from maturity_app.ui.icons import pixmap
from maturity_app.ui.theme import Palette

_SCALES = (1, 2, 3)


def icon(name: str, palette: Palette, *, size: int = 20, colour: str = "") -> QIcon:
    """Return an icon in muted colour, petrol where it is chosen, faint where it can't be."""
    made = QIcon()
    on, off = QIcon.State.On, QIcon.State.Off
    for scale in _SCALES:
        normal = pixmap(name, colour or palette.muted, size, scale)
        made.addPixmap(normal, QIcon.Mode.Normal, off)
        made.addPixmap(normal, QIcon.Mode.Active, off)
        made.addPixmap(pixmap(name, colour or palette.accent, size, scale), QIcon.Mode.Normal, on)
        made.addPixmap(pixmap(name, palette.control, size, scale), QIcon.Mode.Disabled, off)
    return made


def window_icon(palette: Palette) -> QIcon:
    """Return the program's own icon: the steps of a level on petrol."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.scale(size / 32, size / 32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(QRectF(0, 0, 32, 32), 6, 6)
        painter.setBrush(QColor(palette.on_accent))
        for number in range(4):
            height = 5 + 5 * number
            painter.drawRect(QRectF(6 + 5.25 * number, 26 - height, 4, height))
        painter.end()
        made.addPixmap(picture)
    return made
