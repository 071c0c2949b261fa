"""Which sheets a form has, and in which row and column everything on them stands."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from maturity_app.domain.assessment import Assessment, Assessor
from maturity_app.domain.form import Form
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.conditions import Conditions
from maturity_app.reports.excel.inert import inert
from maturity_app.reports.excel.sheet import Grid
from maturity_app.reports.form_parts import (
    LISTS,
    QUESTION_COLUMNS,
    RECORD,
    START,
    STATE,
    UNNAMED_COLUMNS,
    Aside,
    Choice,
    choices_of,
)
from maturity_app.reports.phrases import answer_state_word
from maturity_app.wording import Wording

STATES = Grid(
    STATE,
    (
        "item_id", "section", "said", "option", "x", "met", "shown", "state", "asked", "done",
        "hidden", "pending",
    ),
)  # fmt: skip

_LONGEST_NAME = 31
_FEW = 30
"""Up to so many questions stand on one sheet: turning pages would take longer than answering."""

_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, kw_only=True)
class Section:
    """One sheet of questions: headings and items, from its second row on."""

    node: Node
    name: str
    entries: Sequence[Node | Item]
    columns: tuple[str, ...]

    @property
    def grid(self) -> Grid:
        """Where the sheet's columns are."""
        return Grid(self.name, self.columns)

    @property
    def items(self) -> Iterator[tuple[int, Item]]:
        """Each item with its row."""
        for row, entry in enumerate(self.entries, start=2):
            if isinstance(entry, Item):
                yield row, entry


class FormLayout:
    """A form in its language, laid out."""

    def __init__(self, form: Form, spoken: Assessment, w: Wording) -> None:
        """Lay out a form; `spoken` is its blank, or what it was filled in with, in its language."""
        self.form, self.w, self.record = form, w, spoken
        self.questionnaire: Questionnaire = spoken.questionnaire
        self.words: Mapping[Aside, str] = {
            "dont_know": answer_state_word("dont_know", w),
            "not_applicable": answer_state_word("not_applicable", w),
        }
        self.columns = UNNAMED_COLUMNS if form.is_anonymous else QUESTION_COLUMNS
        self.items: Mapping[str, Item] = {
            item_id: self.questionnaire.items[item_id] for item_id in form.items
        }
        basis = Basis(spoken, score_assessment(spoken), w)
        self.conditions = Conditions(basis, STATES)
        # Items with a score first: conditions look for them in the rows they have there.
        others = [item.id for item in self.items.values() if item.type != "choice"]
        scored = list(basis.value_rows)
        self.state_rows = {item: row for row, item in enumerate([*scored, *others], start=2)}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sheets of questions: one a dimension, and one a group outside of them."""
        tree = self.questionnaire.tree
        parts = list(_parts(tree, self.items))
        if len(self.items) <= _FEW:
            every = [entry for _, part in parts for entry in part]
            return (self._section(tree, self.w("Questions"), every),)
        taken = {name.casefold() for name in (START, STATE, LISTS, RECORD, "Conditions", "History")}
        found = []
        for node, entries in parts:
            name = _sheet_name(node, taken)
            taken.add(name.casefold())
            found.append(self._section(node, name, entries))
        return tuple(found)

    def _section(self, node: Node, name: str, entries: Sequence[Node | Item]) -> Section:
        return Section(node=node, name=name, entries=entries, columns=self.columns)

    @cached_property
    def places(self) -> Mapping[str, tuple[Section, int]]:
        """The sheet and row of each item."""
        return {item.id: (each, row) for each in self.sections for row, item in each.items}

    @cached_property
    def choices(self) -> Mapping[str, tuple[Choice, ...]]:
        """What may be chosen for each item."""
        return {
            item.id: choices_of(self.questionnaire, item, self.words)
            for item in self.items.values()
        }

    @cached_property
    def fields(self) -> Mapping[str, str | date]:
        """What is entered on the first sheet: a name that is known, or all that was filled in."""
        record = self.record
        if not record.answers:
            return {"assessor": self.form.assessor}
        who = record.assessor or Assessor()
        days = [answer.answered_at.date() for answer in record.answers.values()
                if answer.answered_at is not None]  # fmt: skip
        return {
            "unit": record.unit.name,
            "wave": record.wave.label,
            "date": record.wave.date,
            "assessor": who.name,
            "role": who.role,
            "answered_on": max(days, default=""),
        }

    def entered(self, item: Item) -> Mapping[str, str]:
        """Return what is entered in the row of an item, by column."""
        answer = self.record.answer(item.id)
        chosen = [
            choice.text
            for choice in self.choices[item.id]
            if answer.option == choice.option or answer.state == choice.aside
        ]
        is_measure = item.type == "measure"
        return {
            "answer": chosen[0] if chosen else answer.value if is_measure else answer.text,
            "measured": answer.text if is_measure else "",
            "source": answer.source,
            "reason": answer.reason,
            "comment": answer.comment,
            "evidence": answer.evidence,
        }

    @cached_property
    def lists(self) -> tuple[tuple[Choice, ...], ...]:
        """The different lists there are to choose from."""
        return tuple(dict.fromkeys(self.choices.values()))


def _parts(node: Node, asked: Container[str]) -> Iterator[tuple[Node, Sequence[Node | Item]]]:
    """Yield each node that gets a sheet, with the headings and items on it."""
    if node.kind is None:
        if items := _items(node, asked):
            yield node, [node, *items]
        for child in node.children:
            yield from _parts(child, asked)
    elif any(item.id in asked for item in node.all_items()):
        below: list[Node | Item] = [node, *_items(node, asked)]
        for child in node.children:
            for group in child.walk():
                items = _items(group, asked)
                below += [group, *items] if items else []
        yield node, below


def _items(node: Node, asked: Container[str]) -> list[Item]:
    return [item for item in node.items if item.id in asked]


def _sheet_name(node: Node, taken: set[str]) -> str:
    whole = f"{node.code} {node.short}".translate(_NOT_IN_NAMES)
    name = " ".join(inert(whole).translate(_NOT_IN_NAMES).split()) or node.id
    free, number = _cut(name, _LONGEST_NAME), 2
    while free.casefold() in taken:
        free = f"{_cut(name, _LONGEST_NAME - 4)} {number}"
        number += 1
    return free


def _cut(name: str, most: int) -> str:
    """Return a name that is not too long, counted as spreadsheets count."""
    if len(name.encode("utf-16-le")) <= 2 * most:
        return name
    return name.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore").rstrip() + "…"
