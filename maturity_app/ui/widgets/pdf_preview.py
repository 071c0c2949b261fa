"""A report as it will be printed: its pages, with page, zoom and print above them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from maturity_app.storage.problems import MaturityError
from maturity_app.ui.background import Background
from maturity_app.ui.pdf_pages import PdfPages
from maturity_app.ui.printing import ask_to_print
from maturity_app.ui.ready_icons import icon
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.page_view import ZOOMS, PageView
from maturity_app.ui.widgets.pieces import GAP, PAGE_MARGIN, button, label
from maturity_app.wording import Wording

_BAR_HIGH = 48


class PdfPreview(QWidget):
    """Shows a PDF that is made beside the window; only what was asked for last is shown.

    `print_requested` carries what is to be printed, once a person has chosen a printer.
    """

    print_requested = Signal(object)

    def __init__(self, w: Wording, palette: Palette, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._w, self._palette = w, palette
        self._name = ""
        self._asked = 0
        self._is_making = False
        self._next: Callable[[], None] | None = None
        self._pages: PdfPages | None = None
        self._background = Background(self)
        self.message = label("", "quiet", wraps=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setMargin(PAGE_MARGIN)
        self.view = PageView(w, palette)
        self.view.setAccessibleName(w("Pages of the report"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._stack, 1)
        self.view.moved.connect(self._on_moved)
        self.view.zoomed.connect(self._on_zoomed)
        self.say("")

    def _bar(self) -> QWidget:
        w = self._w
        bar = PageBar()
        bar.setMinimumHeight(_BAR_HIGH)
        for part in (bar.lead, bar.buttons):
            part.setSpacing(GAP)
        back = self._tool("chevron-up", w("Page before"), lambda: self._go(-1))
        on = self._tool("chevron-down", w("Next page"), lambda: self._go(1))
        self._place = label("", "dense")
        smaller = self._tool("minus", w("Smaller"), lambda: self.view.zoom_by(-1))
        larger = self._tool("plus", w("Larger"), lambda: self.view.zoom_by(1))
        self.zoom_field = QComboBox()
        self.zoom_field.setAccessibleName(w("Zoom"))
        self.zoom_field.addItem(w("Page width"), 0)
        for zoom in ZOOMS:
            self.zoom_field.addItem(f"{zoom}\N{NO-BREAK SPACE}%", zoom)
        self.zoom_field.activated.connect(self._on_zoom_chosen)
        keys = QKeySequence(QKeySequence.StandardKey.Print)
        tip = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.print_button = button("", on_click=self._on_print, tip=tip)
        self.say_which(is_one_of_many=False)
        for widget in (back, on, self._place):
            bar.lead.addWidget(widget)
        bar.lead.addStretch(1)
        for tool in (smaller, larger, self.zoom_field, self.print_button):
            bar.buttons.addWidget(tool)
        self._tools = (back, on, smaller, larger, self.zoom_field, self.print_button)
        return bar

    def _tool(self, picture: str, name: str, do: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(picture, self._palette, size=16))
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda _checked=False: do())
        return made

    # --- what is shown -----------------------------------------------------------------

    def say(self, message: str) -> None:
        """Show a sentence in the place of pages."""
        self._asked += 1
        self._next = None
        self._pages = None
        self.message.setText(message)
        self._stack.setCurrentWidget(self.message)
        self._place.clear()
        for tool in self._tools:
            tool.setEnabled(False)

    def say_which(self, *, is_one_of_many: bool) -> None:
        """Say that what is seen is printed, where more than that has been chosen."""
        w = self._w
        self.print_button.setText(w("Print this…") if is_one_of_many else w("Print…"))
        # Another text takes the keys away.
        self.print_button.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))

    def show_made(self, name: str, make: Callable[[], bytes]) -> None:
        """Have a PDF made beside the window and show it; `name` is what a printer calls it."""
        self.say(self._w("The report is being made …"))
        self._name = name
        asked = self._asked
        self._next = lambda: self._background.run_in_background(
            lambda: PdfPages(make()),
            lambda pages: self._on_made(asked, pages),
            lambda failure: self._on_failed(asked, failure),
        )
        self._make_next()

    @property
    def pages(self) -> PdfPages | None:
        """The PDF that is shown, if one is."""
        return self._pages

    def finish(self) -> None:
        """Wait for what is being made, and make no more."""
        self._background.finish()
        self.view.finish()

    def _make_next(self) -> None:
        """Make what was asked for last; what was asked for meanwhile is passed over."""
        if self._next is not None and not self._is_making:
            self._is_making = True
            begin, self._next = self._next, None
            begin()

    def _on_made(self, asked: int, pages: PdfPages) -> None:
        self._is_making = False
        if asked != self._asked:
            self._make_next()
            return
        self._pages = pages
        for tool in self._tools:
            tool.setEnabled(True)
        self._stack.setCurrentWidget(self.view)
        self.view.show_pages(pages)

    def _on_failed(self, asked: int, failure: Exception) -> None:
        self._is_making = False
        if asked == self._asked:
            if isinstance(failure, MaturityError):
                self.say(failure.worded(self._w))
            else:
                self.say(self._w("The report could not be made"))
        self._make_next()
        if not isinstance(failure, MaturityError):
            raise failure

    # --- moving about --------------------------------------------------------------------

    def _go(self, steps: int) -> None:
        self.view.go_to(self.view.current + steps)

    def _on_moved(self, page: int) -> None:
        count = len(self._pages) if self._pages else 0
        self._place.setText(self._w("Page {number} of {count}", number=page + 1, count=count))

    def _on_zoomed(self, zoom: int) -> None:
        place = self.zoom_field.findData(zoom)
        self.zoom_field.setCurrentIndex(max(place, 0))

    def _on_zoom_chosen(self, _index: int) -> None:
        self.view.set_zoom(int(self.zoom_field.currentData()))

    def _on_print(self) -> None:
        if self._pages is not None:
            job = ask_to_print(self.window(), self._pages, self._name)
            if job is not None:
                self.print_requested.emit(job)
