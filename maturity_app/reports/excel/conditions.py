"""Conditions: which items are asked, reckoned from the answers they hang on."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from maturity_app.domain.questionnaire import Condition
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.sheet import Column, Grid, Live, Row, Sheet, called, quoted
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.value_columns import VALUES
from maturity_app.wording import ENGLISH, Wording

_FAILS, _OPEN, _MET = Fraction(0), Fraction(1, 2), Fraction(1)


def _columns(w: Wording) -> tuple[Column, ...]:
    described = (
        ("item_id", w("Item id"), Style.TEXT, 20, w("The item whose being asked is decided.")),
        ("part", w("Part"), Style.TEXT, 10,
         w("The place in the condition: 1 is the whole of it, 1.2 the second part of 1.")),
        ("asks", w("Asks"), Style.TEXT, 10,
         w("item: the answer to another item; any: one of its parts; all: every one of them.")),
        ("asked_item", w("Asked item"), Style.TEXT, 20, w("The item whose answer it looks at.")),
        ("options", w("Options"), Style.LONG, 40,
         w("Ids of the options that meet it, one a line.")),
        ("met", w("Met"), Style.GENERAL, 9,
         w("1 if it is met, 0 if it fails, 0.5 while the answer it hangs on is open. any takes "
           "the largest of its parts, all the smallest.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


CONDITIONS = Grid("Conditions", tuple(column.id for column in _columns(ENGLISH)))


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One row: a condition on one item, or several of them; `below` are the rows of those."""

    item: str
    place: str
    condition: Condition
    below: tuple[int, int] | None = None

    @property
    def asks(self) -> str:
        """How it is read: item, any or all."""
        if self.condition.item is not None:
            return "item"
        return "any" if self.condition.any else "all"

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions it is read from; none for an item."""
        return self.condition.any or self.condition.all


class Conditions:
    """All conditions of a questionnaire with the rows they take on their sheet."""

    def __init__(self, basis: Basis, values: Grid = VALUES) -> None:
        """Lay out every item's condition, its parts below it, those of one part together.

        `values` is the sheet whose columns `said`, `option`, `x` and `shown` they look at.
        """
        self._basis = basis
        self._values = values
        self._parts: list[_Part] = []
        self._first: dict[str, int] = {}
        for item in basis.questionnaire.items.values():
            if item.show_when is not None:
                self._first[item.id] = len(self._parts) + 2
                self._lay_out(item.id, item.show_when)

    def __contains__(self, item_id: str) -> bool:
        """Return whether an item is asked only under a condition."""
        return item_id in self._first

    def cell(self, item_id: str) -> str:
        """Return the cell that says whether an item's condition is met: 1, 0.5 or 0."""
        return CONDITIONS.cell("met", self._first[item_id])

    def result(self, item_id: str) -> Fraction:
        """Return what that cell comes to for the answers as recorded."""
        return self._results[self._first[item_id] - 2]

    def sheet(self) -> Sheet:
        """Return every condition, part by part."""
        return Sheet(
            name="Conditions",
            meaning=self._basis.w(
                "Step 0: which items are asked. A hidden item counts nowhere, one that waits for "
                "another answer counts as open."
            ),
            columns=_columns(self._basis.w),
            rows=[
                self._row(part, result)
                for part, result in zip(self._parts, self._results, strict=True)
            ],
            is_machinery=True,
            frozen_columns=2,
        )

    def _lay_out(self, item_id: str, condition: Condition) -> None:
        """Add the rows of a condition level by level, so that parts of one stand together."""
        position = len(self._parts)
        self._parts.append(_Part(item=item_id, place="1", condition=_plain(condition)))
        while position < len(self._parts):
            part = self._parts[position]
            if part.parts:
                first = len(self._parts) + 2
                self._parts += [
                    _Part(item=item_id, place=f"{part.place}.{number}", condition=_plain(below))
                    for number, below in enumerate(part.parts, start=1)
                ]
                self._parts[position] = replace(part, below=(first, len(self._parts) + 1))
            position += 1

    def _row(self, part: _Part, result: Fraction) -> Row:
        formula = self._formula(part)
        return (
            part.item,
            part.place,
            part.asks,
            part.condition.item or "",
            "\n".join(part.condition.options),
            Live(formula, result) if formula else result,
        )

    def _formula(self, part: _Part) -> str:
        """Return whether a part is met; empty where it looks at nothing that could change."""
        if part.below is not None:
            letter = CONDITIONS.letter("met")
            span = f"{letter}{part.below[0]}:{letter}{part.below[1]}"
            return f"MAX({span})" if part.asks == "any" else f"MIN({span})"
        row = self._basis.value_rows.get(part.condition.item or "")
        if row is None:
            return ""

        def at(column: str) -> str:
            return self._values.cell(column, row)

        given = [f"{at('option')}={quoted(option)}" for option in part.condition.options]
        chosen = f"IF({called('OR', given)},1,0)" if given else "0"
        aside = f'OR({at("shown")}=0,{at("said")}="not_applicable")'
        return f"IF({aside},0,IF(ISNUMBER({at('x')}),{chosen},0.5))"

    @cached_property
    def _results(self) -> tuple[Fraction, ...]:
        """What every row comes to for the answers as recorded."""
        found: dict[int, Fraction] = {}
        for position in reversed(range(len(self._parts))):
            part = self._parts[position]
            if part.below is None:
                found[position] = self._met(part.condition)
            else:
                below = [found[row - 2] for row in range(part.below[0], part.below[1] + 1)]
                found[position] = max(below) if part.asks == "any" else min(below)
        return tuple(found[position] for position in range(len(self._parts)))

    def _met(self, condition: Condition) -> Fraction:
        if condition.item is None:
            return _MET
        scored = self._basis.card.items.get(condition.item)
        given = self._basis.assessment.answer(condition.item)
        if scored is None or scored.state == "hidden" or given.state == "not_applicable":
            return _FAILS
        if scored.option is None:
            return _OPEN
        return _MET if scored.option in condition.options else _FAILS


def _plain(condition: Condition) -> Condition:
    """Return a condition as one of three: on an item, on any, or on all of several."""
    several = [
        part
        for part in (
            Condition(item=condition.item, options=condition.options) if condition.item else None,
            Condition(any=condition.any) if condition.any else None,
            Condition(all=condition.all) if condition.all else None,
        )
        if part is not None
    ]
    return several[0] if len(several) == 1 else Condition(all=tuple(several))
