"""Rows of figures that lead to their trace: one stop of the Tab key, arrow keys inside."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette

ROW_PAD = 8
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class FigureRow(QAbstractButton):
    """One painted row with a figure; it stays marked while its trace is open."""

    moved = Signal(int)
    jumped = Signal(int)

    def __init__(
        self, key: str, in_words: str, palette: Palette, parent: QWidget | None = None
    ) -> None:
        """Make a row for the figure `key`; `in_words` is all a screen reader says of it."""
        super().__init__(parent)
        self.key = key
        self.palette_roles = palette
        self._is_marked = False
        self.setAccessibleName(in_words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_marked(self) -> bool:
        """Whether this row's figure is the one explained."""
        return self._is_marked

    def set_marked(self, is_marked: bool) -> None:
        """Mark or unmark the row as the one explained."""
        self._is_marked = is_marked
        self.update()

    def paint_row(self, painter: QPainter) -> None:
        """Paint what the row shows; each kind of row does so its own way."""
        raise NotImplementedError

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        self._paint_ground(painter)
        painter.setFont(self.font())
        painter.setPen(QColor(self.palette_roles.text))
        self.paint_row(painter)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in _ENDS:
            self.jumped.emit(_ENDS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # How high a row is depends on how its text wraps.
            self.updateGeometry()

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._is_marked:
            painter.setPen(QPen(QColor(self.palette_roles.accent), 2))
            painter.setBrush(QColor(self.palette_roles.selected))
            painter.drawRoundedRect(box, 4, 4)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.palette_roles.surface))
            painter.drawRoundedRect(box, 4, 4)


class FigureRows(QWidget):
    """Rows below each other of which one has the keyboard; `row_chosen` tells its key."""

    row_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a place for rows; `show_rows` fills it."""
        super().__init__(parent)
        self.rows: list[FigureRow] = []
        self._marked = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_rows(self, rows: Sequence[FigureRow], gaps_before: Sequence[str] = ()) -> None:
        """Show other rows; the one with the keyboard keeps it, and marks stay."""
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        self._clear()
        self.rows = list(rows)
        for row in self.rows:
            if row.key in gaps_before:
                self._layout.addWidget(_Parting(row.palette_roles))
            self._layout.addWidget(row)
            row.moved.connect(self._on_moved)
            row.jumped.connect(self._on_jumped)
            row.clicked.connect(self._on_clicked)
        self._give_tab_stop(self._index_of(focused or self._marked))
        self.mark(self._marked)
        if focused is not None and self.rows:
            self.rows[self._index_of(focused)].setFocus()

    def mark(self, key: str) -> None:
        """Mark the row whose figure is explained; none for an unknown key."""
        self._marked = key
        for row in self.rows:
            row.set_marked(bool(key) and row.key == key)

    def row(self, key: str) -> FigureRow | None:
        """Return the row of a figure."""
        return next((row for row in self.rows if row.key == key), None)

    def _index_of(self, key: str) -> int:
        return next((i for i, row in enumerate(self.rows) if row.key == key), 0)

    def _clear(self) -> None:
        while (entry := self._layout.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _give_tab_stop(self, position: int) -> None:
        for number, row in enumerate(self.rows):
            policy = Qt.FocusPolicy.StrongFocus if number == position else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(policy)

    def _go_to(self, position: int) -> None:
        self._give_tab_stop(position)
        self.rows[position].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_moved(self, step: int) -> None:
        here = next((i for i, row in enumerate(self.rows) if row is self.sender()), 0)
        self._go_to(min(max(here + step, 0), len(self.rows) - 1))

    def _on_jumped(self, end: int) -> None:
        self._go_to(end % len(self.rows))

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, FigureRow):
            self._give_tab_stop(self.rows.index(row))
            self.row_chosen.emit(row.key)


class _Parting(QWidget):
    """A thin line between practices and safeguards."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._colour = palette.border
        self.setFixedHeight(9)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 4, self.width(), 1), QColor(self._colour))
        painter.end()
