"""The rail at the window's left: one button for each page."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.painting import semibold

_LEAST = 88
_ICON = 20
# The style sheet keeps this room above a button's text, and gives a chosen one a thicker edge.
_ICON_TOP = 9
_EDGE, _CHOSEN_EDGE = 1, 3


class Rail(QWidget):
    """Shows actions as buttons below each other; they are checkable and one is checked."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        name: str,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button for each action under its icon's name; `name` is for screen readers."""
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 8, 4, 8)
        box.setSpacing(4)
        for picture, action in actions.items():
            box.addWidget(_RailButton(action, picture, palette, self))
        box.addStretch()


class _RailButton(QToolButton):
    """A page's icon above its name, in muted colour, petrol where it is chosen."""

    def __init__(self, action: QAction, picture: str, palette: Palette, rail: Rail) -> None:
        super().__init__(rail)
        self._picture = picture
        self._palette = palette
        self.setProperty("role", "rail")
        self.setDefaultAction(action)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(action.text().replace("&", ""))

    @override
    def sizeHint(self) -> QSize:
        # Where it is chosen, the name is semibold and must not be cut.
        widest = QFontMetrics(semibold(self.font())).horizontalAdvance(self.text())
        return QSize(max(_LEAST, widest + _CHOSEN_EDGE + _EDGE), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        left = _CHOSEN_EDGE if self.isChecked() else _EDGE
        room = self.width() - left - _EDGE
        painter = QPainter(self)
        box = QRectF(left + (room - _ICON) // 2, _ICON_TOP, _ICON, _ICON)
        paint_icon(painter, self._picture, box, self._colour())
        painter.end()

    def _colour(self) -> str:
        colours = self._palette
        if not self.isEnabled():
            return colours.control
        return colours.accent if self.isChecked() else colours.muted
