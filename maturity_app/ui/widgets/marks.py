"""The marks of all charts, painted the same everywhere: bars, dots, rings, whiskers, steps."""

from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from maturity_app.domain.plan import ActionState
from maturity_app.domain.questionnaire import Kind
from maturity_app.ui.models.figures import Mark
from maturity_app.ui.theme import Palette

BAR = 12.0
RADIUS = 5.0
_CAP = 5.0
_HATCH_GAP = 6.0


def kind_colour(kind: Kind | None, palette: Palette) -> QColor:
    """Return the colour of a kind of dimension."""
    if kind == "safeguard":
        return QColor(palette.safeguard)
    return QColor(palette.pressure if kind == "pressure" else palette.drive)


def paint_bar(painter: QPainter, rect: QRectF, kind: Kind | None, palette: Palette) -> None:
    """Paint a bar: practices solid, safeguards hatched at 45 degrees."""
    if rect.width() <= 0:
        return
    painter.fillRect(rect, kind_colour(kind, palette))
    if kind != "safeguard":
        return
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(QColor(palette.raised), 1.4))
    start = rect.left() - rect.height()
    for number in range(int((rect.width() + rect.height()) / _HATCH_GAP) + 1):
        x = start + number * _HATCH_GAP
        painter.drawLine(QLineF(x, rect.bottom(), x + rect.height(), rect.top()))
    painter.restore()
    painter.setPen(QPen(kind_colour(kind, palette), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_whisker(
    painter: QPainter, line: QLineF, palette: Palette, *, starts_with_cap: bool = False
) -> None:
    """Paint bounds: a line with a cap at its end, on a halo where it crosses a bar."""
    across = line.normalVector().unitVector()
    across.translate(-line.p1())
    cap = across.p2() * _CAP
    lines = [line, QLineF(line.p2() - cap, line.p2() + cap)]
    if starts_with_cap:
        lines.append(QLineF(line.p1() - cap, line.p1() + cap))
    for colour, width in ((palette.raised, 4.0), (palette.text, 1.5)):
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLines(lines)


def paint_ring(
    painter: QPainter,
    centre: QPointF,
    palette: Palette,
    *,
    is_filled: bool = True,
    radius: float = RADIUS - 0.5,
) -> None:
    """Paint the last wave's mark: a hollow circle; one that is not filled hides no dot."""
    painter.setPen(QPen(QColor(palette.text), 1.5))
    painter.setBrush(QColor(palette.raised) if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)


def paint_dot(painter: QPainter, centre: QPointF, kind: Kind | None, palette: Palette) -> None:
    """Paint an index: a round dot, a square one for safeguards, on a halo."""
    painter.setPen(QPen(QColor(palette.raised), 1.5))
    painter.setBrush(kind_colour(kind, palette))
    if kind == "safeguard":
        side = QPointF(RADIUS, RADIUS)
        painter.drawRect(QRectF(centre - side, centre + side))
    else:
        painter.drawEllipse(centre, RADIUS + 0.5, RADIUS + 0.5)


def paint_diamond(painter: QPainter, centre: QPointF, palette: Palette) -> None:
    """Paint a target: a diamond on a halo, so that it is seen on a bar too."""
    reach = RADIUS + 0.5
    path = QPolygonF([
        centre + QPointF(0, -reach), centre + QPointF(reach, 0),
        centre + QPointF(0, reach), centre + QPointF(-reach, 0),
    ])  # fmt: skip
    halo = QPen(QColor(palette.raised), 3)
    halo.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(halo)
    painter.setBrush(QColor(palette.raised))
    painter.drawPolygon(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.target))
    painter.drawPolygon(path)


def paint_action(painter: QPainter, rect: QRectF, state: ActionState, palette: Palette) -> None:
    """Paint an action's state: empty planned, half under way, ticked done, struck dropped."""
    centre, radius = rect.center(), rect.width() / 2 - 0.75
    ink = QColor(palette.text)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if state == "done" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)
    if state == "under_way":
        painter.setBrush(ink)
        square = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawPie(square, -90 * 16, 180 * 16)
    elif state == "dropped":
        side = radius * 0.7
        painter.drawLine(centre + QPointF(-side, side), centre + QPointF(side, -side))
    elif state == "done":
        painter.setPen(QPen(QColor(palette.raised), 1.5))
        ends = (QPointF(-0.45, 0.05), QPointF(-0.1, 0.4), QPointF(0.5, -0.35))
        painter.drawPolyline(QPolygonF([centre + end * radius for end in ends]))


def paint_late(painter: QPainter, rect: QRectF, palette: Palette) -> None:
    """Paint that an action is late: a flag."""
    painter.setPen(QPen(QColor(palette.text), 1.5))
    left = rect.left() + 1.5
    painter.drawLine(QLineF(left, rect.top(), left, rect.bottom()))
    painter.setBrush(QColor(palette.text))
    tip = QPointF(rect.right() - 0.5, rect.top() + rect.height() * 0.28)
    points = (QPointF(left, rect.top() + 0.5), tip, QPointF(left, rect.top() + rect.height() * 0.6))
    painter.drawPolygon(QPolygonF(points))


def paint_steps(painter: QPainter, rect: QRectF, filled: int, count: int, palette: Palette) -> None:
    """Paint `count` squares beside each other, the first ones filled."""
    if count < 1:
        return
    gap = 1.0
    side = min(rect.height(), (rect.width() - gap * (count - 1)) / count)
    left = rect.center().x() - (side * count + gap * (count - 1)) / 2
    for number in range(count):
        box = QRectF(left + number * (side + gap), rect.center().y() - side / 2, side, side)
        painter.setPen(QPen(QColor(palette.pressure), 1))
        painter.setBrush(QColor(palette.pressure if number < filled else palette.raised))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_change(painter: QPainter, rect: QRectF, mark: Mark, palette: Palette) -> None:
    """Paint a change: a triangle up or down, or a grey dash within one step."""
    painter.setPen(Qt.PenStyle.NoPen)
    if mark == "within":
        middle = rect.center().y()
        bar = QRectF(rect.left(), middle - 0.75, rect.width(), 1.5)
        painter.fillRect(bar, QColor(palette.muted))
        return
    painter.setBrush(QColor(palette.positive if mark == "up" else palette.negative))
    base, tip = rect.bottom(), rect.top()
    if mark == "down":
        base, tip = tip, base
    points = (rect.left(), base), (rect.right(), base), (rect.center().x(), tip)
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))


@cache
def mark_icon(mark: Mark, palette: Palette) -> QIcon:
    """Return a mark as an icon for tables."""
    made = QIcon()
    for scale in (1, 2, 3):
        picture = QPixmap(QSize(12, 12) * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        _paint_mark(painter, mark, palette)
        painter.end()
        made.addPixmap(picture)
    return made


def _paint_mark(painter: QPainter, mark: Mark, palette: Palette) -> None:
    if mark == "late":
        paint_late(painter, QRectF(1, 1, 10, 10), palette)
    elif mark in ("planned", "under_way", "done", "dropped"):
        paint_action(painter, QRectF(0.5, 0.5, 11, 11), mark, palette)
    else:
        paint_change(painter, QRectF(1, 2, 10, 8), mark, palette)
