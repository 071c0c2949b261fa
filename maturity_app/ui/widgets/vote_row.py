"""One answer of a question in large type, with the votes for it once they are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from maturity_app.domain.questionnaire import Option
from maturity_app.ui.icons import paint_icon
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.option_row import OptionRow
from maturity_app.ui.widgets.painting import key_cap_width, semibold
from maturity_app.wording import Wording

_NUMBER = 36
_BAR = 14
_PAD = 12
_PLUS = 20
_ROOMS = {"": (12, 48, 144), "less": (9, 42, 120), "least": (4, 32, 48)}
"""What is kept around a text, the least height, and the votes' width, by how large the type is.

With the least type, votes are a number without a bar.
"""


class VoteRow(OptionRow):
    """A row that is pressed for a vote while votes are hidden, and to agree on once they show.

    The room for the votes is kept from the start, so that showing them moves nothing.
    """

    def __init__(
        self, w: Wording, option: Option, key: str, labels: Sequence[str], palette: Palette
    ) -> None:
        """Make a row without votes."""
        super().__init__(option, key, labels, palette)
        self._w = w
        self._said = self.accessibleName()
        self._votes: int | None = None
        self._pad, self._least, self._tally = _ROOMS[""]
        self._most = 0
        self.setProperty("role", "vote")
        self.show_votes(None, 0)

    def set_fit(self, fit: str) -> None:
        """Take less room, as the style sheet's type of that name does."""
        self._pad, self._least, self._tally = _ROOMS[fit]
        self.setProperty("fit", fit)
        self.style().polish(self)
        self._heights.clear()
        self.updateGeometry()

    def show_votes(self, votes: int | None, most: int) -> None:
        """Show so many votes on an axis that ends at `most`; None hides them."""
        self._votes, self._most = votes, most
        w = self._w
        if votes is None:
            self.setAccessibleName(w("Count a vote for {option}", option=self._said))
        else:
            counted = w.plural("{count} vote", "{count} votes", votes)
            self.setAccessibleName(f"{self._said}, {counted}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._votes is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self.width() - _PAD - self._key_room()
        painter.setFont(semibold(self.font()))
        painter.setPen(QColor(self._palette.text))
        number = QRect(right - _NUMBER, 0, _NUMBER, self.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, int(flags), str(self._votes))
        track = QRectF(right - self._tally + _PAD, (self.height() - _BAR) / 2,
                       self._tally - _NUMBER - _PAD, _BAR)  # fmt: skip
        if track.width() <= 0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.border))
        painter.drawRoundedRect(track, 4, 4)
        track.setWidth(track.width() * self._votes / max(1, self._most))
        painter.setBrush(QColor(self._palette.drive))
        painter.drawRoundedRect(track, 4, 4)

    @override
    def _columns(self, width: int) -> tuple[QRect, QRect]:
        return super()._columns(width - self._tally)

    @override
    def _paint_radio(self, painter: QPainter, frame: QRect) -> None:
        if self._votes is not None:
            super()._paint_radio(painter, frame)
            return
        # A vote is no choice: while votes are counted there is nothing to be checked.
        box = QRectF(_PAD, (frame.height() - _PLUS) / 2, _PLUS, _PLUS)
        paint_icon(painter, "plus", box, self._palette.muted)

    def _key_room(self) -> int:
        return key_cap_width(self.font(), self._key) + _PAD if self._key else 0
