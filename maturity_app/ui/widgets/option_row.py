"""One answer of a question as a row that is a target over its whole width."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from maturity_app.domain.questionnaire import Option
from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import (
    draw_key_cap,
    draw_wrapped,
    font_scale,
    key_cap_width,
    semibold,
    wrapped_height,
)
from maturity_app.ui.widgets.person_mark import MARK, MOST_MARKS, paint_mark

_PAD = 12
_RADIO = 20
_LEAST_HEIGHT = 48
_NAME_LEAST = 72
_NAME_MOST = 168
_ANCHOR_LEAST = 200

# These the list of rows decides on, for all its rows together.
_LIST_KEYS = frozenset(
    (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    )
)


class OptionRow(QRadioButton):
    """A radio button drawn with its name, its anchor in full and its number key."""

    focus_lost = Signal()

    def __init__(
        self,
        option: Option,
        key: str,
        labels: Sequence[str],
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        """Make an unchecked row.

        `key` is the key that chooses it, empty where none does; `labels` are the names of all
        rows of the question, which share one column.
        """
        super().__init__(parent)
        self.option = option
        self._labels = tuple(labels)
        self._heights: dict[int, int] = {}
        self._pad, self._least = _PAD, _LEAST_HEIGHT
        self._key = key
        self._people: tuple[int, ...] = ()
        self._palette = palette
        self.setAccessibleName(
            f"{option.label}, {option.anchor}" if option.anchor else option.label
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_people(self, people: Mapping[int, str]) -> None:
        """Show who chose this answer alone, by their shapes; their names by their places."""
        self._people = tuple(people)
        self._heights.clear()
        self.setAccessibleDescription(", ".join(people.values()))
        self.setToolTip(", ".join(people.values()))

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._least)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    @override
    def changeEvent(self, event: QEvent) -> None:
        # Measured texts hold until the font is another one; layouts ask many times over.
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
        super().changeEvent(event)

    def _height(self, width: int) -> int:
        self.ensurePolished()
        name, anchor = self._columns(width)
        name_height = wrapped_height(semibold(self.font()), self.option.label, name.width())
        anchor_height = wrapped_height(self.font(), self.option.anchor, anchor.width())
        if anchor.left() == name.left():
            text = name_height + anchor_height
        else:
            text = max(name_height, anchor_height)
        return max(self._least, text + 2 * self._pad)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def nextCheckState(self) -> None:
        """Leave the check to the list, which follows the record: a refusal must not show."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LIST_KEYS:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Another window or a menu does not count as leaving: one comes back from there.
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.focus_lost.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.rect()
        self._paint_frame(painter, frame)
        self._paint_radio(painter, frame)
        self._paint_texts(painter)
        if self._key:
            width = key_cap_width(self.font(), self._key)
            cap = QRect(frame.right() - _PAD - width, frame.top(), width, frame.height())
            draw_key_cap(painter, cap, self._key, self._palette.text, self._palette.raised)
        if self._people:
            self._paint_people(painter)

    def _columns(self, width: int) -> tuple[QRect, QRect]:
        """Return where name and anchor stand in a row of a width; one below the other if narrow."""
        left = _PAD + _RADIO + 12
        key = key_cap_width(self.font(), self._key) + _PAD if self._key else 0
        right = width - _PAD - key - self._people_width()
        name_width = self._name_width()
        least = round(_ANCHOR_LEAST * font_scale(self))
        name_right = left + name_width
        if not self.option.anchor or right - name_right - _PAD < least:
            whole = QRect(left, 0, right - left, 0)
            return whole, QRect(whole)
        anchor_left = name_right + _PAD
        name = QRect(left, 0, name_width, 0)
        return name, QRect(anchor_left, 0, right - anchor_left, 0)

    def _people_width(self) -> int:
        """Return the room that the shapes of people take, or their number where they are many."""
        if len(self._people) > MOST_MARKS:
            count = QFontMetrics(semibold(self.font())).horizontalAdvance(str(len(self._people)))
            return MARK + 4 + count + _PAD
        return len(self._people) * (MARK + 2) + _PAD if self._people else 0

    def _paint_people(self, painter: QPainter) -> None:
        key = key_cap_width(self.font(), self._key) + _PAD if self._key else 0
        left = self.width() - _PAD - key - self._people_width() + _PAD // 2
        top = (self.height() - MARK) / 2
        if len(self._people) <= MOST_MARKS:
            for at, place in enumerate(self._people):
                corner = QPointF(left + at * (MARK + 2), top)
                paint_mark(painter, corner, place, self._palette)
            return
        paint_icon(painter, "people", QRectF(left, top, MARK, MARK), self._palette.text)
        painter.setPen(QColor(self._palette.text))
        painter.setFont(semibold(self.font()))
        room = QRect(left + MARK + 4, 0, self._people_width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(len(self._people)))

    def _name_width(self) -> int:
        bold = QFontMetrics(semibold(self.font()))
        widest = max(map(bold.horizontalAdvance, self._labels), default=0) + 4
        return min(max(_NAME_LEAST, widest), round(_NAME_MOST * font_scale(self)))

    def _paint_frame(self, painter: QPainter, frame: QRect) -> None:
        colours = self._palette
        if self.isChecked():
            pen, fill = QPen(QColor(colours.accent), colours.line + 1), colours.selected
        else:
            pen = QPen(QColor(colours.control), colours.line)
            fill = colours.surface if self.underMouse() and self.isEnabled() else colours.raised
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(frame).adjusted(inset, inset, -inset, -inset), 8, 8)

    def _paint_radio(self, painter: QPainter, frame: QRect) -> None:
        colour = QColor(self._palette.accent if self.isChecked() else self._palette.control)
        top = frame.center().y() - _RADIO // 2 + 1
        ring = QRectF(frame.left() + _PAD, top, _RADIO, _RADIO).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colour, 2 if self.isChecked() else 1.5))
        painter.setBrush(QColor(self._palette.raised))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))

    def _paint_texts(self, painter: QPainter) -> None:
        name, anchor = self._columns(self.width())
        bold = semibold(self.font())
        top, height = 0, self.height()
        painter.setPen(QColor(self._palette.text))
        painter.setFont(bold)
        if anchor.left() == name.left() and self.option.anchor:
            above = wrapped_height(bold, self.option.label, name.width())
            below = wrapped_height(self.font(), self.option.anchor, anchor.width())
            top += (height - above - below) // 2
            name.moveTop(top)
            name.setHeight(above)
            anchor.moveTop(top + above)
            anchor.setHeight(below)
        else:
            for column in (name, anchor):
                column.moveTop(top)
                column.setHeight(height)
        draw_wrapped(painter, name, self.option.label)
        painter.setFont(self.font())
        draw_wrapped(painter, anchor, self.option.anchor)
