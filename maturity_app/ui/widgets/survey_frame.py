"""The survey's frame: dimensions at the side, questions beside them, the way on below."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.dimension_list import DimensionList
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.question_card import QuestionCard
from maturity_app.ui.widgets.question_pane import QuestionPane
from maturity_app.ui.widgets.survey_foot import SurveyFoot
from maturity_app.wording import Wording

_WIDE_WINDOW = 1150
_LIST_WIDTH = 256
_NARROW_LIST_WIDTH = 216
_LIST_MOST = 0.3


class SurveyFrame(QWidget):
    """Places what one needs to answer by the room there is, and knows the question in full."""

    def __init__(self, w: Wording, palette: Palette, *, single_keys: bool) -> None:
        """Make the frame without questions."""
        super().__init__()
        self.dimensions = DimensionList(w, palette)
        self.pane = QuestionPane(w, palette)
        self.tools = self.pane.tools
        self.questions = self.pane.questions
        self.foot = SurveyFoot(w, palette, keyed=single_keys)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.dimensions)
        self._right = right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.pane, 1)
        right.addWidget(self.foot)
        body.addLayout(right, 1)

    @property
    def card(self) -> QuestionCard | None:
        """The question shown in full."""
        return self.questions.card

    @property
    def current(self) -> str | None:
        """The item whose question is shown in full."""
        return self.card.question.item.id if self.card else None

    def flush(self) -> bool:
        """Save what is typed and not saved yet; return whether nothing is left unsaved."""
        return self.card is None or self.card.flush()

    def show_bar(self, bar: QWidget) -> None:
        """Put a bar above the questions."""
        self._right.insertWidget(0, bar)

    def stops(self, above: tuple[QWidget, ...]) -> list[QWidget]:
        """Return what Tab comes to, in reading order; `above` stands above the questions."""
        foot = (self.foot.previous, self.foot.following)
        return [*self.dimensions.rows, *above, *self.pane.stops(), *foot]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give list and notes their room; a narrow window has the notes below the card."""
        is_wide = self.window().width() >= _WIDE_WINDOW * font_scale(self)
        width = _LIST_WIDTH if is_wide else _NARROW_LIST_WIDTH
        self.dimensions.set_room(width, round(self.width() * _LIST_MOST))
        self.pane.set_wide(is_wide)
