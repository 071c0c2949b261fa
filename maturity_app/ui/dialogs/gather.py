"""Gathering a team's answers: whose, and which of two that one person gave."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from maturity_app.jobs.merging import Doubled
from maturity_app.storage.library import Entry
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.models.wave_tree import changed_text, summary_in
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import button, clear_layout, label
from maturity_app.wording import Wording

_INDENT = 26


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """Whose own answers can be gathered for a wave, and which of them are ticked at first.

    `least` is how many it takes; `told` what came of bringing files in, if that was done, and
    `refused` why any of them were not.
    """

    entries: Sequence[Entry]
    ticked: Collection[str]
    least: int = 2
    told: str = ""
    refused: str = ""


class Variant(NamedTuple):
    """One of a person's records: when it came and what tells it apart from the others."""

    id: str
    about: str
    apart: str
    is_chosen: bool


def about_entry(entry: Entry, w: Wording) -> str:
    """Return how much was answered in a record, and when it was last changed."""
    summary = summary_in(entry)
    changed = w("added or last changed {when}", when=changed_text(entry.changed_at, w))
    if summary is None:
        return changed
    answered = summary.done - summary.dont_know
    counted = w("{done} of {total} answered", done=answered, total=summary.total)
    return w.joined([counted, changed])


class GatherDialog(FormDialog):
    """Lists people's own answers of a wave, to be ticked, and takes files with more of them in.

    `bring_in` asks for files and returns who there is then.
    """

    def __init__(
        self,
        parent: QWidget | None,
        w: Wording,
        about: str,
        people: People,
        bring_in: Callable[[QWidget], People | None],
    ) -> None:
        """List people; `about` names unit and wave."""
        super().__init__(parent, w, w("Gather team answers…"), w("Gather"))
        self._bring_in = bring_in
        self._least = people.least
        self.boxes: dict[str, QCheckBox] = {}
        self.body.addWidget(label(about, "strong", wraps=True))
        told = w(
            "What all answered the same is filled in. The rest is listed for the meeting, the "
            "widest apart first. What is recorded already stays, and nobody's own answers change."
        )
        self.body.addWidget(label(told, "quiet", wraps=True))
        self.body.addSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.body.addLayout(self._list)
        self._told = label("", "muted", wraps=True)
        self.body.addSpacing(4)
        self._refused = label("", "error", wraps=True)
        self.body.addWidget(self._refused)
        self.body.addWidget(self._told)
        self.body.addSpacing(4)
        self.add_button = button(w("Add files…"), "row", on_click=self._on_add)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch()
        self.body.addLayout(row)
        self._show(people)
        first = next(iter(self.boxes.values()), self.add_button)
        first.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        w: Wording,
        about: str,
        people: People,
        bring_in: Callable[[QWidget], People | None],
    ) -> list[str]:
        """Return the ids of the records to gather; none if nothing is to be."""
        dialog = cls(parent, w, about, people, bring_in)
        return dialog.value() if dialog.exec() else []

    def value(self) -> list[str]:
        """Return the records that are ticked."""
        return [record_id for record_id, box in self.boxes.items() if box.isChecked()]

    @override
    def problem(self) -> str:
        if len(self.value()) >= self._least:
            return ""
        return self._w.plural(
            "Tick the answers of at least {count} person.",
            "Tick the answers of at least {count} people.",
            self._least,
        )

    def _show(self, people: People) -> None:
        clear_layout(self._list)
        self.boxes = {}
        for entry in people.entries:
            self._list.addWidget(self._row(entry, is_ticked=entry.id in people.ticked))
        if not people.entries:
            none = self._w("Nobody's own answers for this wave are in the library yet.")
            self._list.addWidget(label(none, wraps=True))
        for line, text in ((self._told, people.told), (self._refused, people.refused)):
            line.setText(text)
            line.setVisible(bool(text))
        self._order_tabs()
        self.recheck()

    def _order_tabs(self) -> None:
        """Let Tab follow what stands on the screen, whoever came in last."""
        stops = [*self.boxes.values(), self.add_button, self.cancel_button, self.accept_button]
        for stop, following in pairwise(stops):
            self.setTabOrder(stop, following)

    def _row(self, entry: Entry, *, is_ticked: bool) -> QWidget:
        about = about_entry(entry, self._w)
        box = QCheckBox(entry.assessor or "")
        box.setAccessibleDescription(about)
        box.setChecked(is_ticked)
        box.toggled.connect(self.recheck)
        self.boxes[entry.id] = box
        return _with_caption(box, about)

    def _on_add(self) -> None:
        ticked = set(self.value())
        people = self._bring_in(self)
        if people is not None:
            together = {*ticked, *people.ticked}
            self._show(replace(people, ticked=together))


class WhichCountsDialog(FormDialog):
    """Asks which of a person's different answers count, the likeliest chosen at first."""

    def __init__(
        self,
        parent: QWidget | None,
        w: Wording,
        doubled: Sequence[tuple[Doubled, Sequence[Variant]]],
    ) -> None:
        """List each person with the records that hold answers of theirs."""
        super().__init__(parent, w, w("Which answers count?"), w("Go on"))
        self.choices: list[dict[str, QRadioButton]] = []
        told = w("Somebody answered more than once. Both records stay in the library.")
        self.body.addWidget(label(told, "quiet", wraps=True))
        for each, variants in doubled:
            self.body.addSpacing(8)
            self.body.addWidget(label(each.name, "strong", wraps=True))
            self.body.addWidget(self._group(each, variants))
        next(choice for choice in self.choices[0].values() if choice.isChecked()).setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        w: Wording,
        doubled: Sequence[tuple[Doubled, Sequence[Variant]]],
    ) -> list[str]:
        """Return the ids of the records that count; none if that is not to be said now."""
        dialog = cls(parent, w, doubled)
        return dialog.value() if dialog.exec() else []

    def value(self) -> list[str]:
        """Return the record chosen for each person."""
        chosen = ((key for key, b in group.items() if b.isChecked()) for group in self.choices)
        return [next(keys) for keys in chosen]

    def _group(self, doubled: Doubled, variants: Sequence[Variant]) -> QWidget:
        made = QWidget()
        made.setProperty("role", "clear")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        # Each stands above its caption, so that they share no parent that lets one be chosen.
        together = QButtonGroup(made)
        buttons: dict[str, QRadioButton] = {}
        for variant in variants:
            chosen = QRadioButton(variant.about)
            chosen.setAccessibleName(self._w.labelled(doubled.name, variant.about))
            chosen.setAccessibleDescription(variant.apart)
            chosen.setChecked(variant.is_chosen)
            buttons[variant.id] = chosen
            together.addButton(chosen)
            column.addWidget(_with_caption(chosen, variant.apart))
        self.choices.append(buttons)
        return made


def _with_caption(box: QWidget, text: str) -> QWidget:
    made = QWidget()
    made.setProperty("role", "clear")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 2, 0, 2)
    column.setSpacing(0)
    column.addWidget(box)
    below = QHBoxLayout()
    below.setContentsMargins(_INDENT, 0, 0, 0)
    below.addWidget(label(text, "dense-muted", wraps=True))
    column.addLayout(below)
    return made
