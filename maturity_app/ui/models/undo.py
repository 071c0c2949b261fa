"""What was changed in an assessment, in order, so that it can be taken back and done again."""

from collections import deque
from dataclasses import fields
from typing import Generic, Literal, NamedTuple, TypeVar

from maturity_app.domain.assessment import Answer
from maturity_app.ui.overriding import override
from maturity_app.wording import Wording

Part = Literal["answer", "comment", "evidence", "reason"]

_MOST = 500
_STAMPS = frozenset(("answered_by", "answered_at", "language"))
_PARTS: dict[str, Part] = {"comment": "comment", "evidence": "evidence", "change": "reason"}


class Change(NamedTuple):
    """An answer as it was before and as it was saved."""

    item_id: str
    before: Answer
    after: Answer

    @property
    def part(self) -> Part:
        """Which part of the answer was changed."""
        parts = {_PARTS.get(name, "answer") for name in self._differing()}
        return parts.pop() if len(parts) == 1 else "answer"

    @property
    def is_none(self) -> bool:
        """Whether nothing is said differently, only at another time."""
        return not self._differing()

    @property
    def turned(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.item_id, self.after, self.before)

    def _differing(self) -> list[str]:
        said = (field.name for field in fields(Answer) if field.name not in _STAMPS)
        return [name for name in said if getattr(self.before, name) != getattr(self.after, name)]


Step = TypeVar("Step")


class Steps(Generic[Step]):
    """The changes that can be taken back and those that can be done again, the newest last."""

    def __init__(self) -> None:
        """Begin without changes."""
        self._done: deque[Step] = deque(maxlen=_MOST)
        self._undone: deque[Step] = deque(maxlen=_MOST)

    @property
    def undoable(self) -> Step | None:
        """The change to take back next."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Step | None:
        """The change to do again next."""
        return self._undone[-1] if self._undone else None

    def note(self, change: Step) -> None:
        """Remember a change; what was undone before it can't be done again."""
        self._done.append(change)
        self._undone.clear()

    def take_back(self) -> None:
        """Remember that the newest change was taken back."""
        self._undone.append(self._done.pop())

    def do_again(self) -> None:
        """Remember that the change undone last was done again."""
        self._done.append(self._undone.pop())

    def clear(self) -> None:
        """Forget all changes."""
        self._done.clear()
        self._undone.clear()


class Undo(Steps[Change]):
    """The changes of answers."""

    @override
    def note(self, change: Change) -> None:
        """Remember a change, unless nothing is said differently."""
        if not change.is_none:
            super().note(change)

    def forget(self, item_id: str) -> None:
        """Forget the changes of an answer that somebody else has changed since."""
        for changes in (self._done, self._undone):
            kept = [change for change in changes if change.item_id != item_id]
            changes.clear()
            changes.extend(kept)


class UndoWords(NamedTuple):
    """What is said of a change."""

    undo: str
    """What taking it back is called in a menu."""
    redo: str
    """What doing it again is called in a menu."""
    undone: str
    """That it is taken back and on disk."""
    redone: str
    """That it is done again and on disk."""


def undo_words(change: Change, number: str, w: Wording) -> UndoWords:
    """Return what is said of a change in the answer to a question."""
    return {
        "answer": UndoWords(
            w("&Undo answer to {number}", number=number),
            w("&Redo answer to {number}", number=number),
            w("Undone and saved: answer to {number}", number=number),
            w("Redone and saved: answer to {number}", number=number),
        ),
        "comment": UndoWords(
            w("&Undo comment on {number}", number=number),
            w("&Redo comment on {number}", number=number),
            w("Undone and saved: comment on {number}", number=number),
            w("Redone and saved: comment on {number}", number=number),
        ),
        "evidence": UndoWords(
            w("&Undo evidence of {number}", number=number),
            w("&Redo evidence of {number}", number=number),
            w("Undone and saved: evidence of {number}", number=number),
            w("Redone and saved: evidence of {number}", number=number),
        ),
        "reason": UndoWords(
            w("&Undo reason for the change in {number}", number=number),
            w("&Redo reason for the change in {number}", number=number),
            w("Undone and saved: reason for the change in {number}", number=number),
            w("Redone and saved: reason for the change in {number}", number=number),
        ),
    }[change.part]
