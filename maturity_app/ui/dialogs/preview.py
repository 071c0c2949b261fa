"""A report in a window of its own, as it will be printed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.pdf_preview import PdfPreview
from maturity_app.wording import Wording

_SHARE_OF_WINDOW = 0.9


class PreviewDialog(QDialog):
    """Shows a PDF that `make` returns; `print_requested` carries what is to be printed."""

    print_requested = Signal(object)

    def __init__(
        self, parent: QWidget, w: Wording, palette: Palette, name: str, make: Callable[[], bytes]
    ) -> None:
        """Have the PDF made; `name` is its title."""
        super().__init__(parent)
        self.setWindowTitle(name)
        self.resize(parent.size() * _SHARE_OF_WINDOW)
        self.preview = PdfPreview(w, palette)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.preview)
        self.preview.print_requested.connect(self.print_requested)
        self.finished.connect(self._on_finished)
        self.preview.show_made(name, make)

    def _on_finished(self) -> None:
        self.preview.finish()
        self.deleteLater()
