"""How a questionnaire is scored, in a window of its own."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from maturity_app.reports.method import Method
from maturity_app.ui.models.reading import method_paragraphs
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import button
from maturity_app.ui.widgets.reading_view import ReadingView
from maturity_app.wording import Wording

_SIZE = QSize(720, 680)
_EDGE = QSize(48, 96)


class MethodDialog(QDialog):
    """The method to be read; Esc or the button closes it."""

    def __init__(self, parent: QWidget | None, w: Wording, method: Method) -> None:
        """Show a method."""
        super().__init__(parent)
        self.setWindowTitle(method.title)
        self.view = ReadingView(method.title, method_paragraphs(method))
        self.close_button = button(w("Close"), "primary", on_click=self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(self.view, 1)
        whole.addLayout(foot)
        self.view.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        room = self.screen().availableSize() - _EDGE
        self.resize((_SIZE * font_scale(self)).boundedTo(room))
        super().showEvent(event)

    @classmethod
    def tell(cls, parent: QWidget | None, w: Wording, method: Method) -> None:
        """Show a method until it is closed."""
        cls(parent, w, method).exec()
