"""A longer text to be read, walked through with the keyboard, selected and copied."""

from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from maturity_app.ui.models.reading import Look, Paragraph
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import TYPE
from maturity_app.ui.widgets.painting import font_scale, sized

_MARGIN = 8
_INDENT = 16
_LEVELS = {Look.TITLE: 1, Look.HEADING: 2}
_SIZES = {Look.TITLE: TYPE.page, Look.HEADING: TYPE.question}


class ReadingView(QTextEdit):
    """Shows paragraphs.

    Every text goes in as plain text, so that none in a questionnaire is taken for mark-up.
    """

    def __init__(self, name: str, paragraphs: Sequence[Paragraph] = ()) -> None:
        """Show paragraphs; `name` is for screen readers."""
        super().__init__()
        self._paragraphs = paragraphs
        self._scale = 0.0
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show other paragraphs, from their beginning."""
        self._paragraphs = paragraphs
        if self._scale:
            self._write()

    def height_at(self, width: int) -> int:
        """Return how high all of the text is in a view of some width."""
        page = self.document().clone()
        page.setTextWidth(width - 2 * self.frameWidth())
        return ceil(page.size().height()) + 2 * self.frameWidth()

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
        cursor.beginEditBlock()
        for paragraph, after in zip_longest(self._paragraphs, self._paragraphs[1:]):
            self._add(cursor, paragraph, is_last=after is None or after.look != Look.POINT)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add(self, cursor: QTextCursor, paragraph: Paragraph, *, is_last: bool) -> None:
        """Add a paragraph; headings have a level, by which screen readers find them.

        A name stands close above what is said of it, and points close below each other.
        """
        look = paragraph.look
        font = sized(self.font(), _SIZES.get(look, TYPE.body))
        is_strong = look in _LEVELS or look == Look.NAME
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        letters = QTextCharFormat()
        letters.setFont(font)
        block = QTextBlockFormat()
        block.setHeadingLevel(_LEVELS.get(look, 0))
        above = 2 * _MARGIN if look == Look.HEADING else 0
        below = 0 if look == Look.NAME else _MARGIN if is_last else _MARGIN // 4
        block.setTopMargin(round(above * self._scale))
        block.setBottomMargin(round(below * self._scale))
        if look == Look.POINT:
            block.setLeftMargin(round(_INDENT * self._scale))
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block, letters)
        cursor.insertText(paragraph.text, letters)
