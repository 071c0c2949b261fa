"""The method as a text to be read, walked through with the keyboard, selected and copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from maturity_app.reports.method import Method
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE
from maturity_app.ui.widgets.painting import font_scale, sized

_TITLE, _HEADING = 1, 2
_MARGIN = 8


class MethodView(QTextEdit):
    """Shows a method: title, what it is about, and its parts with their facts.

    Every text goes in as plain text, so that none in a questionnaire is taken for mark-up.
    """

    def __init__(self, method: Method, parent: QWidget | None = None) -> None:
        """Show a method."""
        super().__init__(parent)
        self._method = method
        self._scale = 0.0
        self.setAccessibleName(method.title)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # How large the text is, is known once the style sheet has been read.
        if font_scale(self) != self._scale:
            self._scale = font_scale(self)
            self._write()
        super().showEvent(event)

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        self._add(cursor, self._method.title, size=TYPE.page, level=_TITLE)
        self._add(cursor, self._method.intro, below=2 * _MARGIN)
        for part in self._method.parts:
            self._add(cursor, part.heading, size=TYPE.question, level=_HEADING, above=2 * _MARGIN)
            for name, text in part.facts:
                self._add(cursor, name, is_strong=True, below=0)
                self._add(cursor, text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add(  # noqa: PLR0913 - what sets one paragraph apart from another
        self,
        cursor: QTextCursor,
        text: str,
        *,
        size: int = TYPE.body,
        level: int = 0,
        is_strong: bool = False,
        above: int = 0,
        below: int = _MARGIN,
    ) -> None:
        """Add a paragraph; headings have a level, by which screen readers find them."""
        font = sized(self.font(), size)
        font.setWeight(QFont.Weight.DemiBold if level or is_strong else QFont.Weight.Normal)
        look = QTextCharFormat()
        look.setFont(font)
        block = QTextBlockFormat()
        block.setHeadingLevel(level)
        block.setTopMargin(round(above * self._scale))
        block.setBottomMargin(round(below * self._scale))
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block, look)
        cursor.insertText(text, look)
