"""The dimensions of a questionnaire with their progress; one of them is open."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from maturity_app.domain.progress import Progress
from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.painting import (
    RING,
    draw_wrapped,
    font_scale,
    paint_track,
    semibold,
    sized,
    wrapped_height,
)
from maturity_app.ui.widgets.pieces import clear_layout, label
from maturity_app.ui.widgets.sections import Section
from maturity_app.wording import Wording

_PAD = 12
_BAR = 4
_NONE = "–"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DimensionRow(QAbstractButton):
    """A dimension: code, short title, how many of its questions are done, and a bar of that."""

    def __init__(self, w: Wording, section: Section, palette: Palette) -> None:
        """Make a row without progress."""
        super().__init__()
        self.section = section
        self._w = w
        self._palette = palette
        self._progress = Progress(done=0, total=len(section.items), dont_know=0)
        self._matches: int | None = None
        self._is_open = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def show_open(self, is_open: bool) -> None:
        """Mark the row as the one whose questions are shown."""
        self._is_open = is_open
        self._name()
        self.update()

    def show_progress(self, progress: Progress) -> None:
        """Show how much of the dimension is done."""
        if progress != self._progress:
            self._progress = progress
            self._name()
            self.update()

    def show_matches(self, matches: int | None) -> None:
        """Show how many questions a filter leaves, in the place of the progress; None is all."""
        if matches != self._matches:
            self._matches = matches
            self._name()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(248, self.heightForWidth(248))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 36)

    @property
    def least_width(self) -> int:
        """How wide the row must be for its longest word to fit."""
        self.ensurePolished()
        bold = QFontMetrics(semibold(self.font()))
        word = max(map(bold.horizontalAdvance, self.section.short.split()), default=0)
        return word + 2 - self._title(0).width()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        # The chosen row is semibold: the room is kept for it, so that choosing moves nothing.
        text = wrapped_height(semibold(self.font()), self.section.short, self._title(width).width())
        return max(36, text + 6 + 4 + _BAR + 6)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, chosen = self._palette, self._is_open
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), QColor(colours.selected if chosen else colours.surface))
        if chosen:
            painter.fillRect(QRect(0, 0, 3, self.height()), QColor(colours.accent))
        title = self._title(self.width())
        title.setTop(6)
        title.setBottom(self.height() - 6 - _BAR - 4)
        painter.setFont(self.font())
        painter.setPen(QColor(colours.muted))
        draw_wrapped(painter, QRect(_PAD, title.top(), title.left() - _PAD, title.height()),
                     self.section.code)  # fmt: skip
        painter.setPen(QColor(colours.text))
        painter.setFont(semibold(self.font()) if chosen else self.font())
        draw_wrapped(painter, title, self.section.short)
        self._paint_count(painter, title)
        self._paint_bar(painter, title.left())

    def _title(self, width: int) -> QRect:
        left = _PAD + max(24, self.fontMetrics().horizontalAdvance(self.section.code) + 8)
        return QRect(left, 0, width - left - _PAD - self._count_width() - 8, 0)

    def _count_width(self) -> int:
        total = self._progress.total
        return max(16, self.fontMetrics().horizontalAdvance(f"{total}/{total}"))

    def _paint_count(self, painter: QPainter, title: QRect) -> None:
        painter.setFont(sized(self.font(), TYPE.dense))
        room = QRect(
            title.right(), title.top(), self.width() - _PAD - title.right(), title.height()
        )
        if self._matches is None and not self._progress.open:
            box = QRectF(room.right() - 15, room.center().y() - 7, 16, 16)
            paint_icon(painter, "check", box, self._palette.accent)
            return
        painter.setPen(QColor(self._palette.muted))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        counted = f"{self._progress.done}/{self._progress.total}"
        if self._matches is not None:
            counted = str(self._matches) if self._matches else _NONE
        painter.drawText(room, int(flags), counted)

    def _paint_bar(self, painter: QPainter, left: int) -> None:
        track = QRectF(left, self.height() - 6 - _BAR, self.width() - left - _PAD, _BAR)
        paint_track(painter, track, self._palette)
        if self._progress.done:
            share = self._progress.done / max(1, self._progress.total)
            painter.setBrush(QColor(self._palette.accent))
            painter.drawRoundedRect(QRectF(track.topLeft(), track.size()).adjusted(
                0, 0, -track.width() * (1 - share), 0), 2, 2)  # fmt: skip

    def _name(self) -> None:
        w = self._w
        if self._matches is None:
            done, total = self._progress.done, self._progress.total
            counted = w("{done} of {total} answered", done=done, total=total)
        else:
            counted = w.plural("{count} question matches", "{count} questions match", self._matches)
        name = f"{self.section.code} {self.section.short}, {counted}".strip()
        self.setAccessibleName(w("{name}, shown", name=name) if self._is_open else name)


class DimensionList(QScrollArea):
    """Rows in groups; `opened` says which section was chosen. Arrows move, Enter opens."""

    opened = Signal(str)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty list."""
        super().__init__()
        self._w = w
        self._palette = palette
        self.rows: list[DimensionRow] = []
        self._headings: list[tuple[QLabel, list[DimensionRow]]] = []
        self.setAccessibleName(w("Dimensions"))
        self.setProperty("role", "list")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The rows take the focus; the area around them has nothing to do with it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("role", "clear")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(RING, 8, RING, 16)
        self._column.setSpacing(0)
        self.setWidget(content)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections, none of them open."""
        clear_layout(self._column)
        self.rows = []
        self._headings = []
        group = ""
        for section in sections:
            if section.group != group:
                group = section.group
                heading = label(group, "group", wraps=True)
                heading.setContentsMargins(_PAD, 10, _PAD, 4)
                self._headings.append((heading, []))
                self._column.addWidget(heading)
            row = DimensionRow(self._w, section, self._palette)
            row.clicked.connect(lambda _checked=False, key=section.id: self.opened.emit(key))
            self.rows.append(row)
            if self._headings:
                self._headings[-1][1].append(row)
            self._column.addWidget(row)
        self._column.addStretch()

    def set_room(self, width: int, most: int) -> None:
        """Be as wide as given at 100 %, wider with larger text up to `most` or a long word."""
        least = max((row.least_width for row in self.rows), default=0)
        bar = self.verticalScrollBar().sizeHint().width()
        wanted = min(round(width * font_scale(self)), most)
        self.setFixedWidth(max(wanted, least + 2 * RING + bar))

    def show_open(self, section_id: str) -> None:
        """Mark one section as open; Tab comes to it."""
        for row in self.rows:
            is_open = row.section.id == section_id
            row.show_open(is_open)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.ClickFocus)
            if is_open:
                self.ensureWidgetVisible(row)

    def show_progress(self, section_id: str, progress: Progress) -> None:
        """Show how much of a section is done; one of which nothing is asked disappears."""
        for row in self.rows:
            if row.section.id == section_id:
                row.show_progress(progress)
                row.setVisible(progress.total > 0)
        for heading, rows in self._headings:
            heading.setVisible(any(not row.isHidden() for row in rows))

    def show_matches(self, section_id: str, matches: int | None) -> None:
        """Show how many questions of a section a filter leaves; None where there is none."""
        for row in self.rows:
            if row.section.id == section_id:
                row.show_matches(matches)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        rows = [row for row in self.rows if not row.isHidden()]
        focused = next((at for at, row in enumerate(rows) if row.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        target = rows[min(max(focused + step, 0), len(rows) - 1)]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(target)
