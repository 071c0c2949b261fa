"""Pages of a PDF below each other, painted beside the window at the size they are looked at."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from maturity_app.ui.background import Background
from maturity_app.ui.overriding import override
from maturity_app.ui.pdf_pages import PdfPages
from maturity_app.ui.theme import Palette
from maturity_app.wording import Wording

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_DOTS_PER_POINT = 96 / 72
_GAP = 12
_KEPT_AROUND = 2
_PAPER = "#FFFFFF"


class _Painted(NamedTuple):
    """A page as it was painted: where, how large, and its words."""

    number: int
    scale: float
    picture: QImage
    text: str


class _Sheet(QLabel):
    """One page; paper without print until its picture is there.

    Screen readers take it for a text, which it is to them: its words are its description.
    """

    def __init__(self, name: str, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = palette
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.image = QImage()
        self.scale = 0.0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(_PAPER))
        if not self.image.isNull():
            # Until it is painted anew at another zoom, what was there is stretched.
            painter.drawImage(self.rect(), self.image)
        painter.setPen(QColor(self._palette.focus if self.hasFocus() else self._palette.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()


class PageView(QScrollArea):
    """Shows a PDF; `moved` tells that another page is looked at, `zoomed` another zoom.

    Only the page that is looked at takes the keyboard, so that Tab leads past the others; its
    name is its number, its description its words.
    """

    moved = Signal(int)
    zoomed = Signal(int)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Show no page yet."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self._pages: PdfPages | None = None
        self._sheets: list[_Sheet] = []
        self._current = 0
        self._zoom = 0
        self._is_painting = False
        self._background = Background(self)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._paint_next)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # --- what is shown -----------------------------------------------------------------

    def show_pages(self, pages: PdfPages) -> None:
        """Show a PDF from its first page on, as wide as there is room."""
        w = self._w
        self._pages = pages
        self._current = 0
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        column.setSpacing(_GAP)
        self._sheets = []
        for number in range(len(pages)):
            name = w("Page {number} of {count}", number=number + 1, count=len(pages))
            sheet = _Sheet(name, self._palette, inside)
            self._sheets.append(sheet)
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._resize_sheets()
        self.setWidget(inside)
        self.verticalScrollBar().setValue(0)
        self._take_keyboard(0)
        self.moved.emit(0)
        self._timer.start()

    def finish(self) -> None:
        """Wait for the page being painted, and paint no more."""
        self._timer.stop()
        self._background.finish()

    @property
    def sheets(self) -> list[_Sheet]:
        """The pages, painted or not."""
        return self._sheets

    @property
    def current(self) -> int:
        """The page that is looked at, from 0."""
        return self._current

    @property
    def zoom(self) -> int:
        """The zoom in per cent; 0 where the page is as wide as there is room."""
        return self._zoom

    def set_zoom(self, zoom: int) -> None:
        """Show pages at another zoom in per cent, or as wide as there is room with 0."""
        self._zoom = zoom
        page = self._current
        self._resize_sheets()
        self._settle()
        self.go_to(page)
        self.zoomed.emit(zoom)
        self._timer.start()

    def zoom_by(self, steps: int) -> None:
        """Zoom in or out to the next of the usual zooms."""
        now = self._zoom or round(100 * self._scale() / _DOTS_PER_POINT)
        others = [zoom for zoom in ZOOMS if (zoom > now if steps > 0 else zoom < now)]
        if others:
            self.set_zoom(others[0] if steps > 0 else others[-1])

    def go_to(self, page: int) -> None:
        """Bring a page to the top; the keyboard goes along if it was on one."""
        if not self._sheets:
            return
        page = max(0, min(page, len(self._sheets) - 1))
        had_focus = any(sheet.hasFocus() for sheet in self._sheets)
        self._settle()
        self.verticalScrollBar().setValue(self._sheets[page].y() - _GAP)
        self._look_at(page)
        if had_focus:
            self._sheets[page].setFocus()

    def _settle(self) -> None:
        """Give the pages their places now rather than at the next turn."""
        inside = self.widget()
        if inside is not None:
            inside.adjustSize()
            layout = inside.layout()
            if layout is not None:
                layout.activate()

    # --- sizes ---------------------------------------------------------------------------

    def _scale(self) -> float:
        """Return how many pixels of the window a point of the page takes."""
        if self._zoom or self._pages is None:
            return _DOTS_PER_POINT * (self._zoom or 100) / 100
        widest = max(size.width() for size in self._pages.sizes)
        room = self.width() - 2 * _GAP - self.verticalScrollBar().sizeHint().width() - 2
        return max(room / widest, _DOTS_PER_POINT * ZOOMS[0] / 100)

    def _fit(self) -> None:
        """Make pages as wide as there is room, and what holds them as wide as they are."""
        if not self._zoom:
            self._resize_sheets()
            self._settle()

    def _resize_sheets(self) -> None:
        if self._pages is None:
            return
        scale = self._scale()
        for sheet, size in zip(self._sheets, self._pages.sizes, strict=True):
            sheet.setFixedSize(QSize(round(size.width() * scale), round(size.height() * scale)))

    # --- painting ------------------------------------------------------------------------

    def _paint_next(self) -> None:
        """Have the page painted that is seen and was not, or else a neighbour."""
        pages = self._pages
        if self._is_painting or pages is None or not self.isVisible():
            return
        scale = self._scale() * self.devicePixelRatioF()
        number = self._wanted(scale)
        if number is None:
            return
        self._is_painting = True
        needs_text = not self._sheets[number].accessibleDescription()

        def work() -> tuple[PdfPages, _Painted]:
            text = pages.text(number) if needs_text else ""
            return pages, _Painted(number, scale, pages.picture(number, scale), text)

        self._background.run_in_background(work, self._on_painted, self._on_not_painted)

    def _wanted(self, scale: float) -> int | None:
        seen = self._seen()
        near = range(max(0, seen.start - 1), min(len(self._sheets), seen.stop + 1))
        wanted = (n for n in [*seen, *near] if self._sheets[n].scale != scale)
        return next(wanted, None)

    def _seen(self) -> range:
        top = self.verticalScrollBar().value()
        window = QRect(QPoint(0, top), self.viewport().size())
        seen = [
            number
            for number, sheet in enumerate(self._sheets)
            if sheet.y() < window.bottom() and sheet.geometry().bottom() > window.top()
        ]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    def _on_painted(self, result: tuple[PdfPages, _Painted]) -> None:
        self._is_painting = False
        pages, painted = result
        if pages is self._pages:
            sheet = self._sheets[painted.number]
            sheet.image, sheet.scale = painted.picture, painted.scale
            if painted.text:
                sheet.setAccessibleDescription(painted.text)
            sheet.update()
            self._forget_far(painted.number)
        self._timer.start()

    def _on_not_painted(self, failure: Exception) -> None:
        self._is_painting = False
        raise failure

    def _forget_far(self, painted: int) -> None:
        """Keep no picture of pages far from those seen: a large one takes megabytes."""
        seen = self._seen()
        for number, sheet in enumerate(self._sheets):
            is_near = seen.start - _KEPT_AROUND <= number < seen.stop + _KEPT_AROUND
            if not is_near and number != painted:
                sheet.image, sheet.scale = QImage(), 0.0

    # --- where one is ----------------------------------------------------------------------

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        above = [n for n, sheet in enumerate(self._sheets) if sheet.y() - _GAP <= middle]
        self._look_at(above[-1] if above else 0)
        self._timer.start()

    def _look_at(self, page: int) -> None:
        if page != self._current and self._sheets:
            self._current = page
            self._take_keyboard(page)
            self.moved.emit(page)

    def _take_keyboard(self, page: int) -> None:
        for number, sheet in enumerate(self._sheets):
            policy = Qt.FocusPolicy.StrongFocus if number == page else Qt.FocusPolicy.ClickFocus
            sheet.setFocusPolicy(policy)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in steps:
            self.go_to(self._current + steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self._sheets) - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_by(1 if key == Qt.Key.Key_Plus else -1)
        elif key == Qt.Key.Key_0:
            self.set_zoom(0)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + (60 if key == Qt.Key.Key_Down else -60))
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        # What was not painted because nobody looked is painted now.
        self._timer.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._timer.start()
