"""A question that is not the current one: its number, short title and answer in one line."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.painting import (
    draw_wrapped,
    semibold,
    sized,
    wrapped_height,
)

_PAD = 16
_MARK = 14
_LEAST_HEIGHT = 44
_TITLE_LEAST = 120


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says of a question: its answer in words, and the icon that marks it.

    `waits` says what a question waits for, before it is asked or once it is answered; one that
    is not asked is hidden.
    """

    words: str = ""
    mark: str = ""
    waits: str = ""
    is_hidden: bool = False


class QuestionLine(QAbstractButton):
    """A click, Enter or Space opens the question."""

    opened = Signal()

    def __init__(
        self,
        number: str,
        title: str,
        usual: str,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        """Make a line without an answer; answers get the room of the `usual` one at least."""
        super().__init__(parent)
        self._number = number
        self._title = title
        self._usual = usual
        self._palette = palette
        self._said = Said()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.opened)

    def show_said(self, said: Said) -> None:
        """Show what was answered; without an icon an empty circle is drawn."""
        if said == self._said:
            return
        self._said = said
        spoken = ", ".join(part for part in (said.words, said.waits) if part)
        self.setAccessibleName(f"{self._number} {self._title}, {spoken}")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, _LEAST_HEIGHT)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        title, answer = self._columns(width)
        text = wrapped_height(self.font(), self._title, title.width())
        waits = wrapped_height(self._small(), self._said.waits, title.width())
        said = wrapped_height(self.font(), self._said.words, answer.width())
        return max(_LEAST_HEIGHT, max(text + waits, said) + 24)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._palette
        frame = self.rect()
        painter.setPen(QPen(QColor(colours.control if self.underMouse() else colours.border), 1))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        title, answer = (QRect(r.left(), frame.top(), r.width(), frame.height())
                         for r in self._columns(self.width()))  # fmt: skip
        painter.setFont(self.font())
        painter.setPen(QColor(colours.muted))
        number = QRect(_PAD, frame.top(), self._number_width(), frame.height())
        draw_wrapped(painter, number, self._number)
        draw_wrapped(painter, answer, self._said.words)
        self._paint_mark(painter, QRect(answer.left() - 22, frame.top(), _MARK, frame.height()))
        self._paint_title(painter, title)

    def _paint_title(self, painter: QPainter, room: QRect) -> None:
        """Paint the title, and below it what the question waits for."""
        waits = wrapped_height(self._small(), self._said.waits, room.width())
        high = wrapped_height(self.font(), self._title, room.width())
        top = room.top() + max(0, (room.height() - high - waits) // 2)
        painter.setPen(QColor(self._palette.text))
        draw_wrapped(painter, QRect(room.left(), top, room.width(), high), self._title)
        painter.setPen(QColor(self._palette.muted))
        painter.setFont(self._small())
        below = QRect(room.left(), top + high, room.width(), waits)
        draw_wrapped(painter, below, self._said.waits)

    def _small(self) -> QFont:
        return sized(self.font(), TYPE.caption)

    def _number_width(self) -> int:
        return max(36, QFontMetrics(semibold(self.font())).horizontalAdvance(self._number) + 8)

    def _columns(self, width: int) -> tuple[QRect, QRect]:
        """Return where title and answer stand in a line of a width."""
        left = _PAD + self._number_width()
        right = width - _PAD
        room = right - left - 22 - 16
        metrics = self.fontMetrics()
        wanted = max(map(metrics.horizontalAdvance, (self._said.words, self._usual))) + 2
        said = min(wanted, max(room // 2, room - _TITLE_LEAST * 2))
        return QRect(left, 0, room - said, 0), QRect(right - said, 0, said, 0)

    def _paint_mark(self, painter: QPainter, room: QRect) -> None:
        box = QRectF(room.left(), room.center().y() - _MARK / 2 + 1, _MARK, _MARK)
        if self._said.mark:
            paint_icon(painter, self._said.mark, box, self._palette.accent)
            return
        painter.setPen(QPen(QColor(self._palette.control), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(3, 3, -3, -3))
