"""The bar below the survey: which keys do what, and the way on."""

from PySide6.QtCore import Signal

from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.key_button import KeyButton, KeyHints
from maturity_app.ui.widgets.pieces import PAGE_MARGIN
from maturity_app.ui.widgets.reflow import Reflow, turn
from maturity_app.wording import Wording

_KEYS = 9


class SurveyFoot(Reflow):
    """Key hints and two buttons; the one of the first rank names where it leads."""

    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, w: Wording, palette: Palette, *, keyed: bool = True) -> None:
        """Make the bar that leads nowhere yet; single keys are named where it is `keyed`."""
        super().__init__(beside=True)
        self._w = w
        self._is_keyed = keyed
        self.setProperty("role", "foot")
        self._hints = KeyHints()
        self._usual: tuple[str, ...] = ()
        back, on = ("P", "N") if keyed else ("", "")
        self.previous = KeyButton(w("Previous"), back, palette, name=w("Previous question"))
        self.previous.clicked.connect(self.previous_wanted)
        self.following = KeyButton(w("Next open question"), on, palette, "primary")
        self.following.clicked.connect(self.next_wanted)
        row = self.body
        row.setContentsMargins(PAGE_MARGIN, 10, PAGE_MARGIN, 10)
        row.setSpacing(12)
        row.addWidget(self._hints, 1)
        row.addWidget(self.previous)
        row.addWidget(self.following)

    @override
    def arrange(self, width: int) -> bool:
        """Put the buttons below each other where they do not fit beside each other."""
        taken = self.previous.sizeHint().width() + self.following.sizeHint().width() + 24
        fits = width - 2 * PAGE_MARGIN >= taken
        self._hints.setVisible(fits)
        return turn(self.body, beside=fits)

    def show_all_next(self) -> None:
        """Offer to show all questions: none is left that matches the filter."""
        self.following.set_text(self._w("Show all questions"))

    def show_next(self, number: str | None, *, is_open: bool = True) -> None:
        """Name the next question; None says that there is none to go to."""
        if number is None:
            self.following.set_text(self._w("See the results"))
        elif not is_open:
            self.following.set_text(self._w("Next question: {number}", number=number))
        else:
            self.following.set_text(self._w("Next open question: {number}", number=number))

    def show_hints(self, options: int, *, is_editable: bool = True, has_team: bool = False) -> None:
        """Show the keys for a question with so many options; 0 is one answered in words.

        A record that can't change has no keys to answer with.
        """
        self._usual = self._keys_to_answer(options, has_team=has_team) if is_editable else ()
        self._hints.show_hints(self._usual)

    def show_writing(self, is_writing: bool) -> None:
        """Show the keys of a text field while one is written in."""
        back = self._w("[Esc] back to the answers")
        writing = (back, self._w("[Ctrl] [Z] undo"))
        self._hints.show_hints(writing if is_writing and self._usual else self._usual)

    def _keys_to_answer(self, options: int, *, has_team: bool) -> tuple[str, ...]:
        w = self._w
        undo = w("[Ctrl] [Z] undo")
        if not self._is_keyed:
            return (w("[↑] [↓] answer") if options else w("[Enter] write"), undo)
        answer = w("[↑] [↓] or [1] – [{last}] answer", last=min(options, _KEYS))
        first = answer if options else w("[Enter] write")
        dissent = (w("[X] dissent"),) if has_team else ()
        return (first, w("[C] comment"), w("[E] evidence"), *dissent, undo)
