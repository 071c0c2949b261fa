"""One family of icons, painted as strokes on a grid of 24 so that they are crisp at any scale."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

_GRID = 24.0
_LINE = 1.6

# M x y: go to; L x y: line to; Z: close; O x y r: circle; R x y w h r: rounded rectangle;
# A x y r from sweep: arc in degrees, counted against the clock from three o'clock.
STROKES = {
    "home": "M 3.5 11 L 12 4 L 20.5 11 M 6 9.5 L 6 20 L 18 20 L 18 9.5 M 10 20 L 10 14.5"
    " L 14 14.5 L 14 20",
    "survey": "R 5 3.5 14 17 2 M 8.5 8 L 15.5 8 M 8.5 12 L 15.5 12 M 8.5 16 L 12.5 16",
    "results": "M 4.5 20 L 4.5 13 M 9.5 20 L 9.5 9 M 14.5 20 L 14.5 11.5 M 19.5 20 L 19.5 4.5",
    "plan": "O 12 12 8.5 O 12 12 4.5 O 12 12 0.9 M 14 10 L 20 4",
    "compare": "M 4 8.5 L 19.5 8.5 M 15.5 4.5 L 19.5 8.5 L 15.5 12.5 M 20 16 L 4.5 16"
    " M 8.5 12.5 L 4.5 16 L 8.5 20",
    "questionnaires": "R 4 4 4.5 16 1 M 4 8 L 8.5 8 R 8.5 4 4.5 16 1 M 8.5 8 L 13 8"
    " M 14.2 5.3 L 17.6 4.4 L 21 18.6 L 17.6 19.5 Z M 15.2 9 L 18.6 8.2",
    "minus": "M 5 12 L 19 12",
    "chevron-up": "M 5 16 L 12 9 L 19 16",
    "search": "O 10.5 10.5 6 M 15 15 L 20 20",
    "pencil": "M 4.5 19.5 L 5.5 15 L 16 4.5 L 19.5 8 L 9 18.5 Z M 13.5 7 L 17 10.5",
    "lock": "R 5.5 10.5 13 9.5 2 M 8.5 10.5 L 8.5 8 A 12 8 3.5 180 -180 L 15.5 10.5",
    "superseded": "M 4.5 12 A 12 12 7.5 180 -270 M 4.5 7 L 4.5 12 L 9.5 12",
    "check": "M 5 12.5 L 10 17.5 L 19.5 6.5",
    "dash": "M 7 12 L 17 12",
    "plus": "M 12 5 L 12 19 M 5 12 L 19 12",
    "cross": "M 6 6 L 18 18 M 18 6 L 6 18",
    "file": "M 6 3.5 L 14 3.5 L 18.5 8 L 18.5 20.5 L 6 20.5 Z M 14 3.5 L 14 8 L 18.5 8",
    "folder": "M 3.5 6 L 9.5 6 L 11.5 8.5 L 20.5 8.5 L 20.5 19 L 3.5 19 Z",
    "shield": "M 12 3.5 L 19 6 L 19 11.5 L 17.5 16 L 12 20.5 L 6.5 16 L 5 11.5 L 5 6 Z",
    "warning": "M 12 4 L 21 19.5 L 3 19.5 Z M 12 10 L 12 14.5 M 12 16.9 L 12 17.1",
    "info": "O 12 12 8.5 M 12 11 L 12 16.5 M 12 7.9 L 12 8.1",
    "help": "O 12 12 8.5 M 9.5 9.5 A 12 9.5 2.5 180 -225 L 12 13.5 M 12 16.6 L 12 16.8",
    "clock": "O 12 12 8.5 M 12 7 L 12 12 L 15.5 14",
    "flag": "M 6 20.5 L 6 4.5 L 18 4.5 L 15.5 8.5 L 18 12.5 L 6 12.5",
    "link": "M 10 14 L 14 10 M 9 11 L 6 14 A 8 16 2.8 135 180 L 13 15 M 11 9 L 14 6"
    " A 16 8 2.8 135 -180 L 15 13",
    "comment": "M 4 5 L 20 5 L 20 16 L 11.5 16 L 8 20 L 8 16 L 4 16 Z",
    "copy": "R 8.5 8.5 11 11 1.5 M 15.5 8.5 L 15.5 4.5 L 4.5 4.5 L 4.5 15.5 L 8.5 15.5",
    "save": "M 12 4 L 12 15 M 7.5 10.5 L 12 15 L 16.5 10.5 M 4.5 15.5 L 4.5 19.5 L 19.5 19.5"
    " L 19.5 15.5",
    "table": "R 4 5 16 14 1.5 M 4 10 L 20 10 M 10 10 L 10 19",
    "people": "O 9 8 3.2 M 3 19.5 L 3 18 L 5.5 14.5 L 12.5 14.5 L 15 18 L 15 19.5"
    " M 15.5 5 A 15.5 8 3 90 -180 M 17.5 14.5 L 21 18 L 21 19.5",
    "person": "O 12 8 3.4 M 5 20 L 5 18.5 L 8 14.5 L 16 14.5 L 19 18.5 L 19 20",
    "reports": "M 6 3.5 L 14 3.5 L 18.5 8 L 18.5 20.5 L 6 20.5 Z M 14 3.5 L 14 8 L 18.5 8"
    " M 9.2 17 L 9.2 14.5 M 12.2 17 L 12.2 11.5 M 15.2 17 L 15.2 13",
    "undo": "M 8.5 5 L 4.5 9 L 8.5 13 M 4.5 9 L 14.5 9 A 14.5 14 5 90 -180 L 9 19",
    "redo": "M 15.5 5 L 19.5 9 L 15.5 13 M 19.5 9 L 9.5 9 A 9.5 14 5 90 180 L 15 19",
    "archive": "R 3.5 4.5 17 4.5 1.5 M 5 9 L 5 19.5 L 19 19.5 L 19 9 M 10 13 L 14 13",
    "print": "M 7 8.5 L 7 3.5 L 17 3.5 L 17 8.5 M 7 16.5 L 3.5 16.5 L 3.5 8.5 L 20.5 8.5"
    " L 20.5 16.5 L 17 16.5 M 7 13.5 L 17 13.5 L 17 20.5 L 7 20.5 Z",
    "chevron-right": "M 9 5 L 16 12 L 9 19",
    "chevron-down": "M 5 9 L 12 16 L 19 9",
}


@cache
def _path(name: str) -> QPainterPath:
    path = QPainterPath()
    words = STROKES[name].split()
    while words:
        command = words.pop(0)
        count = {"M": 2, "L": 2, "Z": 0, "O": 3, "R": 5, "A": 5}[command]
        numbers = [float(word) for word in words[:count]]
        del words[:count]
        _draw(path, command, numbers)
    return path


def _draw(path: QPainterPath, command: str, n: list[float]) -> None:
    if command == "M":
        path.moveTo(n[0], n[1])
    elif command == "L":
        path.lineTo(n[0], n[1])
    elif command == "Z":
        path.closeSubpath()
    elif command == "O":
        path.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
    elif command == "R":
        path.addRoundedRect(QRectF(*n[:4]), n[4], n[4])
    else:
        path.arcTo(QRectF(n[0] - n[2], n[1] - n[2], 2 * n[2], 2 * n[2]), n[3], n[4])


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Paint an icon into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)
    # A line of 1.6 on the grid; in small icons not thinner than 1.3 pixels.
    width = max(_LINE, 1.3 * _GRID / rect.width())
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(name))
    painter.restore()


def pixmap(name: str, colour: str, size: int = 16, scale: int = 2) -> QPixmap:
    """Return an icon as a picture of `size` pixels at 100 %."""
    made = QPixmap(QSize(size * scale, size * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return made
