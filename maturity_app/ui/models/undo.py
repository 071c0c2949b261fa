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


def undo_words(change: Change, number: str, w: Wording) -> str:
    """Return what taking a change back is called in a menu."""
    return {
        "answer": w("&Undo answer to {number}", number=number),
        "comment": w("&Undo comment on {number}", number=number),
        "evidence": w("&Undo evidence of {number}", number=number),
        "reason": w("&Undo reason for the change in {number}", number=number),
    }[change.part]


def redo_words(change: Change, number: str, w: Wording) -> str:
    """Return what doing a change again is called in a menu."""
    return {
        "answer": w("&Redo answer to {number}", number=number),
        "comment": w("&Redo comment on {number}", number=number),
        "evidence": w("&Redo evidence of {number}", number=number),
        "reason": w("&Redo reason for the change in {number}", number=number),
    }[change.part]


def undone_words(change: Change, number: str, w: Wording) -> str:
    """Return what is said once a change is taken back and on disk."""
    return {
        "answer": w("Undone and saved: answer to {number}", number=number),
        "comment": w("Undone and saved: comment on {number}", number=number),
        "evidence": w("Undone and saved: evidence of {number}", number=number),
        "reason": w("Undone and saved: reason for the change in {number}", number=number),
    }[change.part]


def redone_words(change: Change, number: str, w: Wording) -> str:
    """Return what is said once a change is done again and on disk."""
    return {
        "answer": w("Redone and saved: answer to {number}", number=number),
        "comment": w("Redone and saved: comment on {number}", number=number),
        "evidence": w("Redone and saved: evidence of {number}", number=number),
        "reason": w("Redone and saved: reason for the change in {number}", number=number),
    }[change.part]
