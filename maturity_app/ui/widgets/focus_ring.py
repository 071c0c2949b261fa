"""The focus ring: two pixels wide, two pixels outside of what has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette

_MARGIN = 4
_WIDTH = 2
_RADIUS = 8
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QObject):
    """A ring round the button that has the focus; fields and lists mark their own edge.

    Qt's own QFocusFrame takes its margin from a style; the first use of QStyle from Python alone
    delays the window by a twentieth.
    """

    def __init__(self, palette: Palette) -> None:
        """Make a ring that is round nothing yet; connect `follow` to the focus of a program."""
        super().__init__()
        self._colour = palette.focus
        self._target: QWidget | None = None
        self._ring: _Ring | None = None

    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Move the ring to what has the focus now."""
        if self._target is not None:
            self._drop()
        if isinstance(new, QAbstractButton):
            self._target = new
            self._ring = _Ring(new.window(), self._colour)
            for watched in _chain(new):
                watched.installEventFilter(self)
            new.destroyed.connect(self._on_destroyed)
            self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        if self._target is None or self._ring is None:
            return
        target, margin = self._target, _MARGIN
        corner = target.mapTo(target.window(), QPoint(0, 0))
        size = target.size()
        self._ring.setGeometry(
            corner.x() - margin,
            corner.y() - margin,
            size.width() + 2 * margin,
            size.height() + 2 * margin,
        )
        # What is scrolled out of sight, whole or in part, must not leave its ring behind.
        seen = target.visibleRegion().boundingRect()
        self._ring.show_round(seen, target.rect())
        self._ring.setVisible(target.isVisible() and not seen.isEmpty())
        self._ring.raise_()

    def _drop(self) -> None:
        if self._target is not None and isValid(self._target):
            for watched in _chain(self._target):
                watched.removeEventFilter(self)
            self._target.destroyed.disconnect(self._on_destroyed)
        self._forget()

    def _on_destroyed(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._target = None
        # The ring's window may be gone, and the ring with it.
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None


def _chain(widget: QWidget) -> list[QWidget]:
    """Return a widget and all it stands in, up to its window."""
    result = [widget]
    while not result[-1].isWindow():
        above = result[-1].parentWidget()
        if above is None:
            break
        result.append(above)
    return result


class _Ring(QWidget):
    def __init__(self, window: QWidget, colour: str) -> None:
        super().__init__(window)
        self._colour = colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._seen = QRect()

    def show_round(self, seen: QRect, whole: QRect) -> None:
        """Be painted along the edges that are seen of what the ring is round."""
        margins = (
            -_MARGIN if seen.left() <= whole.left() else 0,
            -_MARGIN if seen.top() <= whole.top() else 0,
            _MARGIN if seen.right() >= whole.right() else 0,
            _MARGIN if seen.bottom() >= whole.bottom() else 0,
        )
        self._seen = seen.adjusted(*margins).translated(_MARGIN, _MARGIN)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setClipRect(self._seen)
        painter.setPen(QPen(QColor(self._colour), _WIDTH))
        half = _WIDTH / 2
        frame = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        painter.end()
