"""The bars above and below a question in large type: where one is, and the way on."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from maturity_app.domain.progress import Progress
from maturity_app.ui.models.votes import Ballot, counted_words
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.key_button import KeyButton
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, label
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording

_BAR_WIDTH = 220
_PLACE_LEAST = 240
_BETWEEN = 8


class MeetingHead(PageBar):
    """Number and dimension, progress, what was saved, and the way back to the survey."""

    left = Signal()

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make the bar of no question."""
        super().__init__(least=_PLACE_LEAST)
        self._w = w
        self._place = label("", "panel", wraps=True)
        self._count = label("", "strong-caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(w("Progress"))
        self.said = label("", "caption")
        self.close_button = KeyButton(
            w("Back to the survey"), "Esc", palette, name=w("Close the meeting view")
        )
        self.close_button.clicked.connect(self.left)
        counted = QVBoxLayout()
        counted.setSpacing(4)
        counted.addWidget(self._count)
        counted.addWidget(self._bar)
        self.lead.addWidget(self._place, 1)
        self.buttons.addLayout(counted)
        for each in (self.said, self.close_button):
            self.buttons.addWidget(each)

    def show_place(self, place: str) -> None:
        """Show which question it is."""
        self._place.setText(place)

    def show_progress(self, progress: Progress) -> None:
        """Show how many questions are done."""
        answered = progress.done - progress.dont_know
        text = self._w("{done} of {total} answered", done=answered, total=progress.total)
        self._count.setText(text)
        self._bar.setMaximum(max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setAccessibleDescription(text)

    def show_saved(self, when: datetime) -> None:
        """Say when the last answer reached the disk."""
        self.said.setText(self._w("Saved {time}", time=f"{when.astimezone():%H:%M:%S}"))


class MeetingFoot(Reflow):
    """How many votes there are, what can be done with them, and the way to other questions."""

    taken_back = Signal()
    revealed = Signal()
    again_wanted = Signal()
    dont_know = Signal()
    moved = Signal(int)

    def __init__(self, w: Wording, palette: Palette, *, single_keys: bool) -> None:
        """Make the bar without votes."""
        super().__init__(beside=True)
        self._w = w
        self.setProperty("role", "foot")

        def made(text: str, key: str, role: str = "keyed") -> KeyButton:
            return KeyButton(text, key if single_keys else "", palette, role)

        self.votes = label("", "meeting-strong", wraps=True)
        self.recorded = label("", "strong-caption", wraps=True)
        self.take_back = KeyButton(w("Take last vote back"), "⌫", palette)
        self.reveal = made(w("Show the votes"), "R")
        self.again = made(w("Vote again"), "V")
        self.unknown = made(w("Don't know"), "D")
        self.previous = made(w("Previous"), "P")
        self.previous.setAccessibleName(w("Previous question"))
        self.following = made(w("Next question"), "N", "primary")
        self.take_back.clicked.connect(self.taken_back)
        self.reveal.clicked.connect(self.revealed)
        self.again.clicked.connect(self.again_wanted)
        self.unknown.clicked.connect(self.dont_know)
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.following.clicked.connect(lambda: self.moved.emit(1))
        self._privacy = label("", "muted", wraps=True)
        self._buttons = (
            self.take_back, self.reveal, self.again, self.unknown, self.previous, self.following,
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        self._texts = QVBoxLayout()
        self._texts.setSpacing(2)
        self._texts.addWidget(self.votes)
        self._texts.addWidget(self.recorded)
        self._texts.addWidget(self._privacy)
        voting, self._moving = QHBoxLayout(), QHBoxLayout()
        voting.addLayout(self._texts, 1)
        for row, buttons in ((voting, self._buttons[:-2]), (self._moving, self._buttons[-2:])):
            row.setSpacing(_BETWEEN)
            for each in buttons:
                row.addWidget(each)
        self.body.setContentsMargins(PAGE_MARGIN, 10, PAGE_MARGIN, 10)
        self.body.setSpacing(_BETWEEN)
        self.body.addLayout(voting, 1)
        self.body.addLayout(self._moving)

    def stops(self) -> tuple[KeyButton, ...]:
        """Return what Tab comes to, from left to right."""
        return self._buttons

    def show_privacy(self, *, has_team: bool) -> None:
        """Say what becomes of votes; where people answered alone before, their names are known."""
        w = self._w
        told = w("Votes are counted, not who cast them, and are never stored."
                 " Only a sentence you add to the comment is kept.")  # fmt: skip
        if has_team:
            told = w("The first votes are what each answered alone, shown with the names."
                     " Votes cast here are counted without names and never stored.")  # fmt: skip
        self._privacy.setText(told)

    def show_ballot(self, ballot: Ballot, recorded: str, *, has_options: bool) -> None:
        """Show what can be done with the votes as they stand.

        `recorded` is the answer on record in words. Only who has seen it before may see it while
        votes are hidden; others are told that there is one.
        """
        w = self._w
        is_open = has_options and not ballot.is_revealed
        self.votes.setText(counted_words(ballot, w))
        self.votes.setVisible(is_open)
        hidden = w("An answer is recorded already; it is shown with the votes.")
        seen = w("Recorded so far: {answer}.", answer=recorded)
        self.recorded.setText(seen if ballot.is_again else hidden)
        self.recorded.setVisible(is_open and bool(recorded))
        self.take_back.setVisible(is_open and ballot.total > 0)
        self.reveal.setVisible(is_open)
        none = w("Answer without a vote")
        self.reveal.set_text(w("Show the votes") if ballot.total else none)
        self.again.set_text(w("Votes before") if is_open else w("Vote again"))
        self.again.setVisible(has_options and (ballot.is_revealed or ballot.can_go_back))
        self.unknown.setVisible(has_options)
        if is_open:
            named = w("Count a vote for {option}", option=w("Don't know"))
            self.unknown.setAccessibleName(named)
        else:
            self.unknown.setAccessibleName(w("Don't know"))

    @override
    def arrange(self, width: int) -> bool:
        """Give the way to other questions a line of its own where words have too little room."""
        shown = [each for each in self._buttons if not each.isHidden()]
        taken = sum(each.sizeHint().width() + _BETWEEN for each in shown)
        beside = width - 2 * PAGE_MARGIN - taken >= _BAR_WIDTH
        if turn(self.body, beside=beside):
            if beside:
                self._texts.addWidget(self._privacy)
            else:
                self._moving.insertWidget(0, self._privacy, 1)
            return True
        return False
