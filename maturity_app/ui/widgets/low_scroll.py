"""Fields below each other that scroll where there is no room for all of them."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from maturity_app.ui.overriding import override

_GAP = 8
_LEAST = 96


class LowScroll(QScrollArea):
    """A column as high as what is in it, or lower where the window is; `body` takes widgets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(parent)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(_GAP)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(self._inside)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_done = super().eventFilter(watched, event)
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return is_done

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), self.body.totalMinimumSize().width())
        return QSize(width, self.body.totalHeightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.body.totalMinimumSize().width(), _LEAST)
