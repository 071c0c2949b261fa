"""A row of the tree of units and waves: painted, not built, so that thousands cost nothing."""

import math
from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.models.wave_tree import Column, Row, has_levels
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.level_shape import paint_level_shape
from maturity_app.ui.widgets.painting import paint_track, semibold, sized, wrapped_height

PADDING = 8
DOT_STEP = 18
MOST_DOTS = 4

_ICON = 16
STATE_INDENT = _ICON + 6
"""How far the word of a state stands from the left, behind its icon."""
_DOT = 11
_BAR = QSize(40, 4)
_SHAPE = QSize(28, 20)
LEVEL_INDENT = _SHAPE.width() + 10
"""How far the words of a level stand from the left, behind its shape."""
_STATUS_ICONS = {"draft": "pencil", "signed_off": "lock", "superseded": "superseded"}

# Flags are joined slowly in Python, and every cell needs some.
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class _Face:
    """A font with its measures."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)

    def draw(self, painter: QPainter, rect: QRect, text: str) -> None:
        """Draw a text in one line, shortened where it does not fit."""
        shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(self.font)
        painter.drawText(rect, _LEFT, shown)


class _Faces:
    """The faces of a row, made from its view's font."""

    def __init__(self, font: QFont) -> None:
        self.plain = _Face(font)
        self.strong = _Face(semibold(font))
        self.dense = _Face(sized(font, TYPE.dense))
        self.caption = _Face(sized(font, TYPE.caption))
        self.number_width = self.strong.metrics.horizontalAdvance("0.0") + PADDING


class RowPainter:
    """Paints what a column means: dots, a state's icon, a bar, the steps of a level."""

    def __init__(self, palette: Palette) -> None:
        """Paint in a palette's colours; `scale` is the screen's pixels to one at 100 %."""
        self.scale = 1.0
        self._palette = palette
        self._ink = QColor(palette.text)
        self._muted = QColor(palette.muted)
        self._font: QFont | None = None
        # Drawn once, since each takes as long as all the words of a row.
        self._marks: dict[tuple[str, float], QPixmap] = {}

    def paint(
        self,
        painter: QPainter,
        cells: Mapping[Column, QRect],
        row: Row,
        font: QFont,
        *,
        is_selected: bool,
    ) -> None:
        """Paint the cells of a row that have a place."""
        if self._font != font:
            # An option takes its font with it when it goes.
            self._font = QFont(font)
            self._faces = _Faces(self._font)
        painter.setPen(self._ink)
        if row.entry is None:
            self._paint_branch(painter, cells, row)
            return
        for column, cell in cells.items():
            if column == Column.UNIT:
                self._paint_name(painter, cell, row, is_selected=is_selected)
            elif column == Column.WAVES:
                self._paint_dots(painter, cell, row)
            elif column == Column.STATE:
                self._paint_state(painter, cell, row)
            elif column == Column.COVERAGE:
                self._paint_coverage(painter, cell, row)
            elif column == Column.LEVEL:
                self._paint_level(painter, cell, row)
            else:
                painter.setPen(self._muted)
                self._faces.dense.draw(painter, cell, row.texts[column])

    def _paint_branch(self, painter: QPainter, cells: Mapping[Column, QRect], row: Row) -> None:
        """Paint a name, and from the next column on how many units stand below it."""
        self._paint_name(painter, cells[Column.UNIT], row, is_selected=True)
        last = max(cell.right() for cell in cells.values())
        rest = cells.get(Column.WAVES, cells[Column.STATE])
        painter.setPen(self._muted)
        wide = QRect(rest.left(), rest.top(), last - rest.left(), rest.height())
        self._faces.dense.draw(painter, wide, row.texts[Column.STATE])

    def _paint_name(self, painter: QPainter, cell: QRect, row: Row, *, is_selected: bool) -> None:
        face = self._faces.strong if is_selected or row.is_branch else self._faces.plain
        name = row.texts[Column.UNIT]
        if face.metrics.horizontalAdvance(name) < cell.width() - 1:
            painter.setFont(face.font)
            painter.drawText(cell, _LEFT, name)
            return
        # A long name takes two smaller lines before anything of it is left out.
        font = sized(face.font, TYPE.dense)
        painter.setFont(font)
        painter.drawText(cell.adjusted(0, 1, 0, -1), _WRAPPED, _fitting(font, name, cell))

    def _paint_dots(self, painter: QPainter, cell: QRect, row: Row) -> None:
        left, top = cell.left(), cell.center().y() - _DOT / 2 + 1
        for place, wave in enumerate((row.waves or [])[-MOST_DOTS:]):
            spot = QPointF(left + place * DOT_STEP - 1, round(top) - 1)
            painter.drawPixmap(spot, self._mark(f"dot {wave.status}"))

    def _paint_state(self, painter: QPainter, cell: QRect, row: Row) -> None:
        spot = QPointF(cell.left(), cell.center().y() - _ICON / 2 + 1)
        painter.drawPixmap(spot, self._mark(_icon_of(row)))
        self._faces.plain.draw(
            painter, cell.adjusted(STATE_INDENT, 0, 0, 0), row.texts[Column.STATE]
        )

    def _mark(self, name: str) -> QPixmap:
        """Return an icon, or a wave's dot with a margin of a pixel, as sharp as the screen."""
        if (name, self.scale) not in self._marks:
            self._marks[name, self.scale] = self._drawn(name)
        return self._marks[name, self.scale]

    def _drawn(self, name: str) -> QPixmap:
        scale = self.scale
        kind, _, status = name.partition(" ")
        size = _DOT + 2 if status else _ICON
        made = QPixmap(QSize(math.ceil(size * scale), math.ceil(size * scale)))
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        if status:
            paint_dot(painter, QRectF(1, 1, _DOT, _DOT), status, self._palette)
        else:
            paint_icon(painter, kind, QRectF(0, 0, size, size), self._palette.text)
        painter.end()
        return made

    def _paint_coverage(self, painter: QPainter, cell: QRect, row: Row) -> None:
        words = cell.adjusted(0, 0, -_BAR.width() - PADDING, 0)
        painter.setFont(self._faces.plain.font)
        painter.drawText(words, _RIGHT, row.texts[Column.COVERAGE])
        if row.summary is not None and row.summary.coverage is not None:
            top = cell.center().y() - _BAR.height() / 2 + 1
            left = cell.right() - _BAR.width() + 1
            box = QRectF(left, top, _BAR.width(), _BAR.height())
            paint_bar(painter, box, row.summary.coverage, self._palette)

    def _paint_level(self, painter: QPainter, cell: QRect, row: Row) -> None:
        summary = row.summary
        if not has_levels(summary):
            self._faces.plain.draw(painter, cell, row.texts[Column.LEVEL])
            return
        level = summary.level if summary else None
        top = cell.center().y() - _SHAPE.height() / 2
        box = QRectF(cell.left(), top, _SHAPE.width(), _SHAPE.height())
        top_level = summary.top_level if summary else 4
        high = summary.high if summary else None
        paint_level_shape(painter, box, level, high, top_level, self._palette)
        words = cell.adjusted(LEVEL_INDENT, 0, 0, 0)
        if level is None:
            self._paint_reason(painter, words, row)
            return
        number, _, name = row.texts[Column.LEVEL].partition(" ")
        self._faces.strong.draw(painter, words, number)
        self._faces.plain.draw(painter, words.adjusted(self._faces.number_width, 0, 0, 0), name)

    def _paint_reason(self, painter: QPainter, rect: QRect, row: Row) -> None:
        text = row.texts[Column.LEVEL]
        if not row.reason:
            painter.setPen(self._muted)
            self._faces.plain.draw(painter, rect, text)
            return
        half = rect.height() // 2
        self._faces.plain.draw(painter, rect.adjusted(0, 3, 0, -half + 1), text)
        painter.setPen(self._muted)
        self._faces.caption.draw(painter, rect.adjusted(0, half - 1, 0, -3), row.reason)


def _icon_of(row: Row) -> str:
    if row.entry is None or row.entry.is_archived:
        return "folder"
    if row.entry.is_own or row.entry.sources:
        return "person" if row.entry.is_own else "people"
    return _STATUS_ICONS[row.entry.status]


def _fitting(font: QFont, text: str, cell: QRect) -> str:
    """Return a text without the words at its end for which a cell has no room."""
    words, shown = text.split(), text
    while len(words) > 1 and wrapped_height(font, shown, cell.width()) > cell.height():
        words.pop()
        shown = f"{' '.join(words)} …"
    return shown


def paint_dot(painter: QPainter, box: QRectF, status: str, palette: Palette) -> None:
    """Paint a wave as a dot: filled with a tick when signed off, half when a draft."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(palette.text), 1.4))
    if status == "signed_off":
        painter.setBrush(QColor(palette.text))
        painter.drawEllipse(box)
        paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), palette.raised)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setBrush(QColor(palette.text))
        painter.drawChord(box, -90 * 16, 180 * 16)
    painter.restore()


def paint_bar(painter: QPainter, box: QRectF, share: Fraction, palette: Palette) -> None:
    """Paint a share from 0 to 1 as a thin bar."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    paint_track(painter, box, palette)
    if share:
        painter.setBrush(QColor(palette.muted))
        width = max(box.width() * float(share), box.height())
        painter.drawRoundedRect(QRectF(box.left(), box.top(), width, box.height()), 2, 2)
    painter.restore()
